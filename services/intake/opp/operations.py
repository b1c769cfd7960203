"""Door 1 of the OPP: the school makes it, lays it before the parents, and fixes it."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

from infra.settings import settings
from infra.unit_of_work import UnitOfWork
from services.intake.aanvraag import antwoorden_toetsen, samenvoegen
from services.intake.contract import Bewaard
from services.intake.leerlingen.cases import dossier_openen
from services.intake.leerlingen.gezaghouders import melden_aan_ouders
from services.intake.leerlingen.tables import Inschrijving, Leerlingdossier
from services.intake.opp import evaluating, family  # noqa: F401  hang their acts in the same door
from services.intake.opp.cases import (
    afsluiten,
    bewaard,
    gevers_van,
    gezag,
    gezegd,
    ingaan,
    kent_opp,
    opp_openen,
    regels_van,
    stilzetten,
    termijnen_bijwerken,
    terug_te_halen_tot,
    traject_van,
)
from services.intake.opp.contract import (
    OnderwijstijdAfgesproken,
    OnderwijstijdAfspreken,
    OnderwijstijdGeschrapt,
    OnderwijstijdSchrappen,
    OppBeginnen,
    OppBegonnen,
    OppBewaren,
    OppDelen,
    OppGedeeld,
    OppTeruggehaald,
    OppTeruggenomen,
    OppTerughalen,
    OppTerugnemen,
    OppVastgesteld,
    OppVaststellen,
    OppVoorgelegd,
    OppVoorleggen,
    OppWeggegooid,
    OppWeggooien,
)
from services.intake.opp.formulier import van_school
from services.intake.opp.instemming import nog_niet
from services.intake.opp.onderwijstijd import toetsen
from services.intake.opp.proces import CONCEPT, OPP, VASTGESTELD, VERVANGEN, VOORGELEGD, WEGGEGOOID, WERK
from services.intake.opp.tables import Opp, Oppbijdrage, Opptraject
from services.intake.opp.tekorten import tekorten
from services.intake.service import INTAKE
from services.intake.tekst import alinea
from services.kern.errors import KanNiet, OngeldigeInvoer

REDEN_KORT, REDEN_LANG = 10, 2_000
HOOGSTENS_TERUG = timedelta(days=366)


@INTAKE.act(OppBeginnen)
async def opp_beginnen(unit: UnitOfWork, opdracht: OppBeginnen) -> Bewaard:
    """Nothing is typed twice: a next version begins with what stands in the one that holds. Not with less time at
    school: that is agreed anew, with a new end."""
    kent_opp(unit.tenant.opp)
    dossier = await dossier_openen(unit, opdracht.dossier_id, "opp_beginnen")
    versies = await unit.all(Opp, Opp.dossier == dossier.id, Opp.status != WEGGEGOOID, order=Opp.nummer.desc())
    if any(versie.status in WERK for versie in versies):
        raise KanNiet("Er wordt al aan een OPP voor deze leerling gewerkt.")
    traject = await traject_van(unit, dossier.id)
    if traject is None or traject.status == "beeindigd":
        vanaf = opdracht.ondersteuning_vanaf or await vanaf_wanneer(unit, dossier)
        traject = await traject_beginnen(unit, dossier, traject, vanaf)
    traject.status = "lopend"
    vorige = next((versie for versie in versies if versie.status == VASTGESTELD), None)
    opp = unit.add(
        Opp(
            id=uuid4(),
            dossier=dossier.id,
            nummer=versies[0].nummer + 1 if versies else 1,
            versie=0,
            status=OPP.begin,
            regels_op=unit.vandaag,
            antwoorden=_overnemen(unit, vorige) if vorige else {},
            begonnen_op=unit.nu,
            begonnen_door_naam=unit.principal.naam,
            gewijzigd_op=unit.nu,
            gewijzigd_door_naam=unit.principal.naam,
        )
    )
    await termijnen_bijwerken(unit, traject)
    unit.record(OppBegonnen(zaak=dossier.id, opp_id=opp.id, nummer=opp.nummer))
    return bewaard(unit, opp)


def mijn_plan(dossier: UUID) -> str:
    """Where a parent reads and answers."""
    return f"{settings().app_url}/mijn-kind/{dossier}/opp"


def _overnemen(unit: UnitOfWork, vorige: Opp) -> dict[str, str]:
    """What the form still asks. The talk with the parents, and whether the pupil was heard, are of the new version."""
    regels = kent_opp(unit.tenant.opp)
    telkens = {"overleg_op", "overleg_met", "overleg_uitkomst", "gehoord", "gehoord_op", "gehoord_door"}
    telkens |= {"mening", "mening_antwoord", "niet_gehoord"}
    namen = {vraag.naam for vraag in van_school(regels).vragen} - telkens
    return {naam: tekst for naam, tekst in vorige.antwoorden.items() if naam in namen}


async def vanaf_wanneer(unit: UnitOfWork, dossier: Leerlingdossier) -> date:
    """Since when the pupil gets extra support when nobody says: the enrolment while its six weeks run, else today."""
    rijen = await unit.all(Inschrijving, Inschrijving.dossier == dossier.id, order=Inschrijving.van.desc())
    sinds = unit.vandaag
    for rij in rijen:
        if rij.school != dossier.school:
            break
        sinds = rij.van
    return sinds if unit.vandaag - sinds <= timedelta(weeks=6) else unit.vandaag


async def traject_beginnen(
    unit: UnitOfWork, dossier: Leerlingdossier, oud: Opptraject | None, vanaf: date
) -> Opptraject:
    """The pupil needs an OPP from now on; after an end, again. Raises OngeldigeInvoer."""
    if vanaf > unit.vandaag or vanaf < max(dossier.geboren_op, unit.vandaag - HOOGSTENS_TERUG):
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden={"ondersteuning_vanaf": "Klopt deze datum?"})
    if oud is None:
        oud = unit.add(
            Opptraject(
                id=dossier.id, dossier=dossier.id, status="aangekondigd", ondersteuning_vanaf=vanaf,
                opstellen_uiterlijk=vanaf,
            )
        )  # fmt: skip
    oud.status, oud.ondersteuning_vanaf = "aangekondigd", vanaf
    oud.vastgesteld_op = oud.geevalueerd_op = oud.evaluatie_op = oud.tijd_tot_en_met = None
    return oud


@INTAKE.act(OppBewaren)
async def opp_bewaren(unit: UnitOfWork, opdracht: OppBewaren) -> Bewaard:
    """Only what was sent changes; what stands there already is no change."""
    _, opp = await opp_openen(unit, opdracht.dossier_id, "opp_bewaren", opdracht.versie, nu=opdracht.antwoorden)
    recept = van_school(regels_van(unit, opp))
    antwoorden = samenvoegen(opp.antwoorden, antwoorden_toetsen(recept, opdracht.antwoorden, unit.vandaag))
    if antwoorden == opp.antwoorden:
        return Bewaard(id=opp.id, versie=opp.versie, op=unit.nu)
    opp.antwoorden = antwoorden
    return bewaard(unit, opp)


@INTAKE.act(OnderwijstijdAfspreken)
async def onderwijstijd_afspreken(unit: UnitOfWork, opdracht: OnderwijstijdAfspreken) -> Bewaard:
    _, opp = await opp_openen(unit, opdracht.dossier_id, "onderwijstijd_afspreken", opdracht.versie)
    opp.onderwijstijd = toetsen(
        opdracht.van,
        opdracht.tot_en_met,
        opdracht.uren,
        opdracht.plek,
        opdracht.reden,
        opdracht.afspraken,
        opdracht.opbouw,
        unit.vandaag,
    )
    unit.record(
        OnderwijstijdAfgesproken(
            zaak=opp.dossier, opp_id=opp.id, van=opdracht.van, tot_en_met=opdracht.tot_en_met, uren=opdracht.uren
        )
    )
    return bewaard(unit, opp)


@INTAKE.act(OnderwijstijdSchrappen)
async def onderwijstijd_schrappen(unit: UnitOfWork, opdracht: OnderwijstijdSchrappen) -> Bewaard:
    _, opp = await opp_openen(unit, opdracht.dossier_id, "onderwijstijd_schrappen", opdracht.versie)
    if opp.onderwijstijd is None:
        raise KanNiet("Er is geen afspraak over minder onderwijstijd.")
    opp.onderwijstijd = None
    unit.record(OnderwijstijdGeschrapt(zaak=opp.dossier, opp_id=opp.id))
    return bewaard(unit, opp)


@INTAKE.act(OppDelen)
async def opp_delen(unit: UnitOfWork, opdracht: OppDelen) -> Bewaard:
    """Whoever has a page of the own gets an e-mail."""
    dossier, opp = await opp_openen(unit, opdracht.dossier_id, "opp_delen", opdracht.versie)
    if opp.gedeeld_op is not None:
        raise KanNiet("De ouders lezen dit OPP al mee.")
    opp.gedeeld_op = unit.nu
    await melden_aan_ouders(unit, dossier.id, "opp_meeschrijven", link=mijn_plan(dossier.id))
    unit.record(OppGedeeld(zaak=opp.dossier, opp_id=opp.id))
    return bewaard(unit, opp)


@INTAKE.act(OppVoorleggen)
async def opp_voorleggen(unit: UnitOfWork, opdracht: OppVoorleggen) -> Bewaard:
    """Complete, and then still: everyone is asked about the same text."""
    dossier, opp = await opp_openen(unit, opdracht.dossier_id, "opp_voorleggen", opdracht.versie)
    ouders = await gezag(unit, dossier.id)
    bijdragen = await unit.all(Oppbijdrage, Oppbijdrage.opp == opp.id)
    schreven = {b.wie for b in bijdragen if any(b.antwoorden.values())} & {ouder.id for ouder in ouders}
    gevers = await gevers_van(unit, dossier)
    mist = tekorten(regels_van(unit, opp), opp.antwoorden, len(gevers), len(schreven), unit.vandaag)
    if blokkeert := [tekort for tekort in mist if tekort.blokkeert]:
        wat = "één ding" if len(blokkeert) == 1 else f"{len(blokkeert)} dingen"
        raise KanNiet(f"Er ontbreekt nog {wat}. Het eerste: {blokkeert[0].titel} {blokkeert[0].melding}")
    stilzetten(unit, dossier, opp)
    opp.voorgelegd_op = unit.vandaag
    opp.gedeeld_op = opp.gedeeld_op or unit.nu
    await melden_aan_ouders(unit, dossier.id, "opp_instemmen", link=mijn_plan(dossier.id))
    unit.record(OppVoorgelegd(zaak=opp.dossier, opp_id=opp.id))
    return bewaard(unit, opp)


@INTAKE.act(OppTerugnemen)
async def opp_terugnemen(unit: UnitOfWork, opdracht: OppTerugnemen) -> Bewaard:
    _, opp = await opp_openen(unit, opdracht.dossier_id, "opp_terugnemen", opdracht.versie)
    opp.voorgelegd_op = None
    unit.record(OppTeruggenomen(zaak=opp.dossier, opp_id=opp.id))
    return bewaard(unit, opp)


@INTAKE.act(OppVaststellen)
async def opp_vaststellen(unit: UnitOfWork, opdracht: OppVaststellen) -> Bewaard:
    """The one that held until now is history. Without everyone's agreement the handelingsdeel does not hold yet."""
    dossier, opp = await opp_openen(unit, opdracht.dossier_id, "opp_vaststellen", opdracht.versie)
    opp.status = VOORGELEGD  # until the one that holds now is out of the way: of one pupil one version holds
    open_ = nog_niet(await gevers_van(unit, dossier), await gezegd(unit, opp), opp.afdruk_handelingsdeel)
    reden = alinea(opdracht.reden)
    if open_ and not REDEN_KORT <= len(reden) <= REDEN_LANG:
        namen = " en ".join(een.naam for een in open_)
        zin = f"{namen} stemde nog niet in. Schrijf op waarom u het OPP nu toch vaststelt."
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden={"reden": zin})
    for vorige in await unit.all(Opp, Opp.dossier == dossier.id, Opp.status == VASTGESTELD, Opp.id != opp.id):
        vorige.status = VERVANGEN
    await afsluiten(unit, opp)
    await unit.flush()
    opp.zonder_reden = reden if open_ else ""
    opp.vastgesteld_op, opp.vastgesteld_door_naam = unit.vandaag, unit.principal.naam
    opp.status = VASTGESTELD
    traject = await traject_van(unit, dossier.id)
    if traject is not None:
        traject.vastgesteld_op = traject.vastgesteld_op or unit.vandaag
        tijd = opp.onderwijstijd
        traject.tijd_tot_en_met = date.fromisoformat(tijd["tot_en_met"]) if tijd else None
        await termijnen_bijwerken(unit, traject)
    await ingaan(unit, dossier, opp)
    unit.record(
        OppVastgesteld(zaak=dossier.id, opp_id=opp.id, nummer=opp.nummer, op=unit.vandaag, geldt_vanaf=opp.geldt_vanaf)
    )
    return bewaard(unit, opp)


@INTAKE.act(OppWeggooien)
async def opp_weggooien(unit: UnitOfWork, opdracht: OppWeggooien) -> Bewaard:
    """The six weeks run on: that the pupil needs an OPP does not change."""
    _, opp = await opp_openen(unit, opdracht.dossier_id, "opp_weggooien", opdracht.versie)
    opp.weggegooid_op = unit.nu
    unit.record(OppWeggegooid(zaak=opp.dossier, opp_id=opp.id))
    return bewaard(unit, opp)


@INTAKE.act(OppTerughalen)
async def opp_terughalen(unit: UnitOfWork, opdracht: OppTerughalen) -> Bewaard:
    dossier, opp = await opp_openen(unit, opdracht.dossier_id, "opp_terughalen")
    assert opp.weggegooid_op is not None
    opp.status = WEGGEGOOID  # until it is sure that it comes back
    if unit.nu > terug_te_halen_tot(opp.weggegooid_op):
        raise KanNiet("Terughalen kan dertig dagen. Daarna is het concept weg.")
    await _vrij(unit, dossier.id, opp.id)
    opp.weggegooid_op, opp.status = None, CONCEPT
    unit.record(OppTeruggehaald(zaak=dossier.id, opp_id=opp.id))
    return bewaard(unit, opp)


async def _vrij(unit: UnitOfWork, dossier: UUID, zonder: UUID) -> None:
    """Raises KanNiet while another version is being made; and gives this one the next number."""
    anderen = await unit.all(
        Opp, Opp.dossier == dossier, Opp.status != WEGGEGOOID, Opp.id != zonder, order=Opp.nummer.desc()
    )
    if any(ander.status in WERK for ander in anderen):
        raise KanNiet("Er wordt al aan een ander OPP voor deze leerling gewerkt.")
    eigen = await unit.lock(Opp, zonder)
    eigen.nummer = anderen[0].nummer + 1 if anderen else 1
