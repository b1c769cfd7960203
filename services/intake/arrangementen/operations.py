"""Door 1 of extra support, the school: ask, tell what others gave, keep the plan, look back, take back."""

from __future__ import annotations

from uuid import UUID, uuid4

from infra.involvement import involve
from infra.unit_of_work import UnitOfWork
from services.intake.arrangementen import granting, hosting, invoices  # noqa: F401  hang the other acts in the same door
from services.intake.arrangementen.cases import (
    arrangement_openen,
    bewaard,
    doelen_van,
    doelen_zetten,
    opnemen,
    termijn_bijwerken,
)
from services.intake.arrangementen.contract import (
    ArrangementAangevraagd,
    ArrangementAanvragen,
    ArrangementEvalueren,
    ArrangementGeevalueerd,
    ArrangementGemeld,
    ArrangementIngetrokken,
    ArrangementIntrekken,
    ArrangementMelden,
    PlanBijgesteld,
    PlanBijstellen,
)
from services.intake.arrangementen.invoer import (
    doelen_toetsen,
    fout,
    groep_toetsen,
    omvang_toetsen,
    periode_toetsen,
    tekst_toetsen,
    uitkomsten_toetsen,
)
from services.intake.arrangementen.kenmerk import nieuw_arrangementkenmerk
from services.intake.arrangementen.proces import ARRANGEMENT, LOOPT, TOEWIJZEN
from services.intake.arrangementen.tables import Arrangement
from services.intake.contract import Bewaard
from services.intake.leerlingen.cases import dossier_openen
from services.intake.leerlingen.tables import Leerlingdossier
from services.intake.scholen import aanvragende_school
from services.intake.service import INTAKE
from services.kern.errors import KanNiet
from services.kern.policy import Deel, Kring
from services.kern.rollen import SWV_ROLLEN
from tenants.organisaties import elke_school
from tenants.schema import Arrangement as Soort

BUITEN = "partner"


def _soort(unit: UnitOfWork, naam: str, *, buiten: bool) -> Soort:
    """The kind, as it can be asked (or told) today. OngeldigeInvoer at `soort`."""
    soort = unit.tenant.arrangementen.get(naam)
    if soort is None or (soort.beslist == BUITEN) != buiten:
        raise fout("soort", "Kies een soort ondersteuning uit de lijst.")
    return soort


def _begin(unit: UnitOfWork, dossier: Leerlingdossier, naam: str, soort: Soort, **meer: object) -> Arrangement:
    return unit.add(
        Arrangement(
            id=uuid4(),
            zaak=dossier.id,
            dossier=dossier.id,
            leerling=f"{dossier.roepnaam} {dossier.achternaam}",
            school=dossier.school,
            bestuur=dossier.bestuur,
            **({"groep": dossier.groep} | _gewoon(unit, naam, soort) | meer),
        )
    )


def _gewoon(unit: UnitOfWork, naam: str, soort: Soort) -> dict[str, object]:
    return {
        "kenmerk": nieuw_arrangementkenmerk(unit.vandaag),
        "status": ARRANGEMENT.begin,
        "versie": 0,
        "soort": naam,
        "titel": soort.titel,
        "beslist": soort.beslist,
        "inschrijving": soort.inschrijving,
        "eenheid": soort.inzet or "",
        "gevraagd_op": unit.nu,
        "gevraagd_door_naam": unit.principal.naam,
        "gewijzigd_op": unit.nu,
        "gewijzigd_door_naam": unit.principal.naam,
    }


@INTAKE.act(ArrangementAanvragen)
async def arrangement_aanvragen(unit: UnitOfWork, opdracht: ArrangementAanvragen) -> Bewaard:
    """Who decides hears of it. When that is the samenwerkingsverband, the school shares the dossier with it by this."""
    dossier = None
    if opdracht.dossier_id is not None:
        dossier = await dossier_openen(unit, opdracht.dossier_id, "arrangement_aanvragen")
    soort = _soort(unit, opdracht.soort, buiten=False)
    van_groep = soort.voor == "groep"
    if van_groep != (dossier is None):
        raise fout("soort", "Deze soort is voor een groep." if van_groep else "Deze soort is voor één leerling.")
    periode_toetsen(soort, opdracht.van, opdracht.tot, unit.vandaag)
    omvang_toetsen(soort, opdracht.cent, opdracht.inzet, nodig=False)
    doelen = doelen_toetsen(opdracht.doelen)
    plan = {
        "van": opdracht.van,
        "tot": opdracht.tot,
        "waarschuwen_op": opdracht.tot,
        "behoefte": tekst_toetsen(opdracht.behoefte, "behoefte", "Schrijf op wat er nodig is."),
        "communicatie": tekst_toetsen(opdracht.communicatie, "communicatie", "Schrijf op hoe iedereen het hoort."),
        "gevraagd_cent": opdracht.cent,
        "gevraagd_inzet": opdracht.inzet,
        "ouders_akkoord": opdracht.ouders_akkoord,
    }
    if soort.instemming_ouders and not opdracht.ouders_akkoord:
        raise fout("ouders_akkoord", "Dit kan alleen als de ouders het goedvinden.")
    if dossier is None:
        arrangement = await _voor_groep(unit, opdracht, soort, plan)
    else:
        plek = _plek(soort, opdracht.plek_school, dossier.school)
        await _geen_tweede(unit, dossier.id, opdracht.soort)
        arrangement = _begin(unit, dossier, opdracht.soort, soort, plek_school=plek, **plan)
    await unit.flush()
    doelen_zetten(unit, arrangement, doelen)
    if soort.beslist in SWV_ROLLEN:
        await involve(unit, arrangement.zaak, Kring.SAMENWERKINGSVERBAND, unit.tenant.swv_nummer, grond=TOEWIJZEN)
    unit.later("budgethouder_inlichten", zaak=arrangement.zaak, voor=str(arrangement.id))
    unit.record(
        ArrangementAangevraagd(
            zaak=arrangement.zaak, arrangement_id=arrangement.id, soort=arrangement.soort, school=arrangement.school
        )
    )
    return bewaard(unit, arrangement)


async def _voor_groep(
    unit: UnitOfWork, opdracht: ArrangementAanvragen, soort: Soort, plan: dict[str, object]
) -> Arrangement:
    """About no pupil: a case of its own, of the school of the asker's hat."""
    school = aanvragende_school(unit.tenant, unit.principal.organisatie)
    if school is None:
        raise KanNiet(f"Uw school hoort niet bij {unit.tenant.korte_naam}.")
    id = uuid4()
    await involve(unit, id, Kring.SCHOOL, school.id, grond=TOEWIJZEN)
    await unit.admit(id, Deel.ARRANGEMENTWERK)
    unit.zaak = id
    velden = _gewoon(unit, opdracht.soort, soort) | plan
    groep = groep_toetsen(opdracht.groep)
    return unit.add(Arrangement(id=id, zaak=id, groep=groep, school=school.id, bestuur=school.bestuur, **velden))


def _plek(soort: Soort, plek: str, eigen: str) -> str:
    if not soort.plaatsing:
        return ""
    if plek == eigen or elke_school(plek) is None:
        raise fout("plek_school", "Kies een andere school uit de lijst.")
    return plek


async def _geen_tweede(unit: UnitOfWork, dossier: UUID, soort: str) -> None:
    al = await unit.all(
        Arrangement,
        Arrangement.dossier == dossier,
        Arrangement.soort == soort,
        Arrangement.status.in_((ARRANGEMENT.begin, LOOPT)),
    )
    if al:
        raise KanNiet("Deze soort ondersteuning is voor deze leerling al gevraagd, of loopt al.")


@INTAKE.act(ArrangementMelden)
async def arrangement_melden(unit: UnitOfWork, opdracht: ArrangementMelden) -> Bewaard:
    """Shares nothing: the samenwerkingsverband counts how many there are."""
    dossier = await dossier_openen(unit, opdracht.dossier_id, "arrangement_melden")
    soort = _soort(unit, opdracht.soort, buiten=True)
    periode_toetsen(soort, opdracht.van, opdracht.tot, unit.vandaag, gemeld=True)
    doelen = doelen_toetsen(opdracht.doelen)
    if soort.instemming_ouders and not opdracht.ouders_akkoord:
        raise fout("ouders_akkoord", "Dit kan alleen als de ouders het goedvinden.")
    await _geen_tweede(unit, dossier.id, opdracht.soort)
    arrangement = _begin(
        unit,
        dossier,
        opdracht.soort,
        soort,
        status=LOOPT,
        van=opdracht.van,
        tot=opdracht.tot,
        waarschuwen_op=opdracht.tot,
        ouders_akkoord=opdracht.ouders_akkoord,
    )
    await unit.flush()
    doelen_zetten(unit, arrangement, doelen)
    opnemen(unit, arrangement, "gemeld", tot=arrangement.tot)
    await termijn_bijwerken(unit, arrangement)
    unit.record(
        ArrangementGemeld(
            zaak=dossier.id, arrangement_id=arrangement.id, soort=arrangement.soort, school=arrangement.school
        )
    )
    return bewaard(unit, arrangement)


@INTAKE.act(ArrangementIntrekken)
async def arrangement_intrekken(unit: UnitOfWork, opdracht: ArrangementIntrekken) -> Bewaard:
    arrangement = await arrangement_openen(unit, opdracht.arrangement_id, "arrangement_intrekken", opdracht.versie)
    reden = tekst_toetsen(opdracht.reden, "reden", nodig=False)
    opnemen(unit, arrangement, "ingetrokken", reden=reden)
    arrangement.geeindigd_op = unit.vandaag
    unit.record(ArrangementIngetrokken(zaak=arrangement.zaak, arrangement_id=arrangement.id))
    return bewaard(unit, arrangement)


@INTAKE.act(PlanBijstellen)
async def plan_bijstellen(unit: UnitOfWork, opdracht: PlanBijstellen) -> Bewaard:
    """A goal that was looked back on is history: it stays, and its words with it."""
    arrangement = await arrangement_openen(unit, opdracht.arrangement_id, "plan_bijstellen", opdracht.versie)
    nieuw = doelen_toetsen(opdracht.doelen)
    arrangement.behoefte = tekst_toetsen(opdracht.behoefte, "behoefte", "Schrijf op wat er nodig is.")
    arrangement.communicatie = tekst_toetsen(
        opdracht.communicatie, "communicatie", "Schrijf op hoe iedereen het hoort."
    )
    bestaand = await doelen_van(unit, arrangement.id)
    if any(doel.uitkomst and doel.doel not in nieuw for doel in bestaand) or len(nieuw) < len(bestaand):
        raise KanNiet("Een doel waarop al is teruggekeken, blijft staan. Zet een nieuw doel erbij.")
    for doel, tekst in zip(bestaand, nieuw, strict=False):
        if not doel.uitkomst:
            doel.doel = tekst
        elif doel.doel != tekst:
            raise KanNiet("Een doel waarop al is teruggekeken, blijft staan. Zet een nieuw doel erbij.")
    doelen_zetten(unit, arrangement, nieuw[len(bestaand) :], vanaf=len(bestaand) + 1)
    unit.record(PlanBijgesteld(zaak=arrangement.zaak, arrangement_id=arrangement.id))
    return bewaard(unit, arrangement)


@INTAKE.act(ArrangementEvalueren)
async def arrangement_evalueren(unit: UnitOfWork, opdracht: ArrangementEvalueren) -> Bewaard:
    """May be done again: what was is in the audit, the last word counts."""
    arrangement = await arrangement_openen(unit, opdracht.arrangement_id, "arrangement_evalueren", opdracht.versie)
    if unit.vandaag < arrangement.van:
        raise KanNiet("De ondersteuning is nog niet begonnen.")
    doelen = await doelen_van(unit, arrangement.id)
    teksten = uitkomsten_toetsen(len(doelen), opdracht.uitkomsten, opdracht.toelichtingen)
    for doel, uitkomst, tekst in zip(doelen, opdracht.uitkomsten, teksten, strict=True):
        doel.uitkomst, doel.toelichting, doel.geevalueerd_op = uitkomst, tekst, unit.vandaag
    unit.record(ArrangementGeevalueerd(zaak=arrangement.zaak, arrangement_id=arrangement.id))
    return bewaard(unit, arrangement)
