"""Door 1 of the schoolverlatersonderzoek: register, take back, name who does it, plan, write down, talk about it.

Who plans and does the research is involved in no dossier: row security shows the registration and nothing behind it,
and the service tells the dossier, in a job.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

from infra.neighbours import ask
from infra.unit_of_work import UnitOfWork
from services.intake import prefill
from services.intake.contract import Bewaard
from services.intake.leerlingen.cases import dossier_openen
from services.intake.schoolverlaters import uitkomst
from services.intake.schoolverlaters.cases import bewaard, openen, regels, van_dossier, van_onderzoeker, vertellen
from services.intake.schoolverlaters.contract import (
    MEESTE,
    Aangemeld,
    OnderzoekBespreken,
    OnderzoekBesproken,
    OnderzoekerAanwijzen,
    OnderzoekInplannen,
    OnderzoekVastleggen,
    SchoolverlaterAangemeld,
    SchoolverlaterAfgemeld,
    SchoolverlaterAfmelden,
    SchoolverlatersAanmelden,
)
from services.intake.schoolverlaters.proces import AANGEMELD, AFGEMELD, BESPROKEN, ONDERZOEKERS, SCHOOLVERLATER
from services.intake.schoolverlaters.tables import Schoolverlater
from services.intake.service import INTAKE
from services.intake.tekst import regel
from services.kern import bsn
from services.kern.errors import KanNiet, NietGevonden, OngeldigeInvoer
from services.kern.policy import Deel
from services.kern.rollen import Rol
from services.netwerk.contract import PersonenVanRol
from tenants.schema import Recept

REDEN_KORT, REDEN_LANG = 10, 300


@INTAKE.act(SchoolverlatersAanmelden)
async def schoolverlaters_aanmelden(unit: UnitOfWork, opdracht: SchoolverlatersAanmelden) -> Aangemeld:
    """All or none, so that a school never has to look which ones went through."""
    eigen = regels(unit.tenant)
    jaar, sluit_op, _ = uitkomst.sluitingsdag(eigen, unit.vandaag)
    uitkomst.open_toetsen(sluit_op, unit.vandaag)
    aantal = len(opdracht.dossiers)
    if {aantal} != {len(opdracht.adviezen), len(opdracht.toestemmingen), len(opdracht.bewijzen)}:
        raise OngeldigeInvoer("Niet elke leerling heeft een advies, een dag en een bewijs.")
    if not 1 <= aantal <= MEESTE or len(set(opdracht.dossiers)) != aantal:
        zin = "Kies ten minste één leerling." if not aantal else f"Kies hooguit {MEESTE} leerlingen, elk één keer."
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden={"leerling": zin})
    fouten: dict[str, str] = {}
    adviezen = uitkomst.aanmeldbaar(eigen)
    gegeven = zip(opdracht.dossiers, opdracht.adviezen, opdracht.toestemmingen, opdracht.bewijzen, strict=True)
    # One order of locking for everybody, so that two people of a school never wait for each other.
    for id, advies, op, bewijs in sorted(gegeven, key=lambda een: een[0]):
        dossier = await dossier_openen(unit, id, "schoolverlaters_aanmelden")
        mis = uitkomst.aanmelding_fouten(advies, op, bewijs, unit.vandaag, adviezen)
        if not uitkomst.van_groep_8(dossier.groep):
            mis["advies"] = "Deze leerling zit niet in groep 8."
        elif await _al(unit, id, jaar):
            mis["advies"] = "Deze leerling is al aangemeld."
        fouten |= {f"{veld}_{id}": zin for veld, zin in mis.items()}
        if mis:
            continue
        rij = unit.add(
            Schoolverlater(
                id=uuid4(),
                dossier=id,
                swv=unit.tenant.swv_nummer,
                school=dossier.school,
                leerling=f"{dossier.roepnaam} {dossier.achternaam}",
                geboren_op=dossier.geboren_op,
                groep=dossier.groep,
                status=SCHOOLVERLATER.begin,
                schooljaar=jaar,
                sluit_op=sluit_op,
                advies=advies,
                toestemming_op=op,
                toestemming_bewijs=regel(bewijs),
                aangemeld_op=unit.nu,
                aangemeld_door_naam=unit.principal.naam,
                gewijzigd_op=unit.nu,
                gewijzigd_door_naam=unit.principal.naam,
            )
        )
        unit.record(
            SchoolverlaterAangemeld(
                zaak=id, schoolverlater_id=rij.id, school=rij.school, advies=advies, toestemming_op=op
            )
        )
    if fouten:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden=fouten)
    return Aangemeld(aantal=aantal)


async def _al(unit: UnitOfWork, dossier: UUID, jaar: int) -> bool:
    return bool(
        await unit.all(
            Schoolverlater,
            Schoolverlater.dossier == dossier,
            Schoolverlater.schooljaar == jaar,
            Schoolverlater.status != AFGEMELD,
        )
    )


@INTAKE.act(SchoolverlaterAfmelden)
async def schoolverlater_afmelden(unit: UnitOfWork, opdracht: SchoolverlaterAfmelden) -> Bewaard:
    """A parent needs no reason (AVG 7 lid 3). After the closing day a school says that the parents want it."""
    ouder = unit.principal.rol == Rol.OUDER
    if ouder:
        await unit.admit(opdracht.dossier_id, Deel.DOSSIER)
    else:
        await dossier_openen(unit, opdracht.dossier_id, "schoolverlater_afmelden")
    rij = await van_dossier(unit, opdracht.dossier_id, "schoolverlater_afmelden", opdracht.versie)
    reden = regel(opdracht.reden)
    if not ouder and unit.vandaag > rij.sluit_op and len(reden) < REDEN_KORT:
        zin = (
            "De sluitingsdag is voorbij. Afmelden kan dan alleen als de ouders dat willen: schrijf hier hoe u dat weet."
        )
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden={"reden": zin})
    if len(reden) > REDEN_LANG or bsn.staat_erin(reden):
        zin = bsn.MELDING if bsn.staat_erin(reden) else f"Gebruik hooguit {REDEN_LANG} tekens."
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden={"reden": zin})
    rij.afgemeld_reden = reden
    vertellen(unit, rij, "afgemeld", door="ouder" if ouder else "school")
    unit.record(SchoolverlaterAfgemeld(zaak=rij.dossier, schoolverlater_id=rij.id))
    return bewaard(unit, rij)


@INTAKE.act(OnderzoekerAanwijzen)
async def onderzoeker_aanwijzen(unit: UnitOfWork, opdracht: OnderzoekerAanwijzen) -> Aangemeld:
    """Who was named before no longer sees the pupil; what that person planned is planned anew."""
    regels(unit.tenant)
    if unit.principal.organisatie != unit.tenant.swv_nummer:
        raise NietGevonden()
    if not opdracht.schoolverlaters or len(opdracht.schoolverlaters) > 5 * MEESTE:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden={"leerling": "Kies ten minste één leerling."})
    vraag = PersonenVanRol(rollen=sorted(ONDERZOEKERS), organisatie=unit.tenant.swv_nummer)
    namen = {een.persoon: een.naam for een in (await ask(unit, "netwerk", vraag)).personen}
    if opdracht.persoon not in namen:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden={"onderzoeker": "Kies iemand uit de lijst."})
    eerste = True
    for id in sorted(set(opdracht.schoolverlaters)):
        rij = openen(unit, await unit.lock(Schoolverlater, id), "onderzoeker_aanwijzen", None)
        if rij.onderzoeker == opdracht.persoon:
            continue
        rij.onderzoeker, rij.onderzoeker_naam = opdracht.persoon, namen[opdracht.persoon]
        rij.status, rij.onderzoek_op, rij.plaats = AANGEMELD, None, ""
        vertellen(unit, rij, "aangewezen", mail="ja" if eerste else "")
        eerste = False
        bewaard(unit, rij)
    return Aangemeld(aantal=len(set(opdracht.schoolverlaters)))


@INTAKE.act(OnderzoekInplannen)
async def onderzoek_inplannen(unit: UnitOfWork, opdracht: OnderzoekInplannen) -> Bewaard:
    """May be said anew while it is not done; school and parents hear it each time."""
    rij = await van_onderzoeker(unit, opdracht.schoolverlater_id, "onderzoek_inplannen", opdracht.versie)
    op = uitkomst.dag_toetsen(opdracht.onderzoek_op, unit.vandaag, unit.vandaag, gedaan=False)
    rij.onderzoek_op, rij.plaats = op, uitkomst.plaats_toetsen(opdracht.plaats)
    vertellen(unit, rij, "ingepland")
    return bewaard(unit, rij)


@INTAKE.act(OnderzoekVastleggen)
async def onderzoek_vastleggen(unit: UnitOfWork, opdracht: OnderzoekVastleggen) -> Bewaard:
    """What came out of it. May be mended until the school talked about it."""
    rij = await van_onderzoeker(unit, opdracht.schoolverlater_id, "onderzoek_vastleggen", opdracht.versie)
    vroegst = rij.aangemeld_op.date()
    rij.onderzoek_op = uitkomst.dag_toetsen(opdracht.onderzoek_op, unit.vandaag, vroegst, gedaan=True)
    for naam, waarde in uitkomst.uitkomst_toetsen(opdracht).items():
        setattr(rij, naam, waarde)
    vertellen(unit, rij, "vastgelegd")
    return bewaard(unit, rij)


@INTAKE.act(OnderzoekBespreken)
async def onderzoek_bespreken(unit: UnitOfWork, opdracht: OnderzoekBespreken) -> Bewaard:
    """From now on parents and pupil read it too, and it fills the aanvraag."""
    dossier = await dossier_openen(unit, opdracht.dossier_id, "onderzoek_bespreken")
    rij = await van_dossier(unit, dossier.id, "onderzoek_bespreken", opdracht.versie)
    if rij.onderzoek_op is None:
        raise KanNiet("Het onderzoek is nog niet gedaan.")
    op: date = uitkomst.bespreking_toetsen(opdracht.besproken_op, rij.onderzoek_op, unit.vandaag)
    rij.besproken_op = op
    vertellen(unit, rij, "besproken")
    unit.record(OnderzoekBesproken(zaak=dossier.id, schoolverlater_id=rij.id, besproken_op=op))
    return bewaard(unit, rij)


@prefill.weet
async def uit_het_onderzoek(unit: UnitOfWork, dossier: UUID, soort: str, recept: Recept) -> dict[str, str]:
    """Answers of an aanvraag that begins from this dossier: what the research of this schooljaar or the last said."""
    eigen = unit.tenant.schoolverlaters
    if eigen is None:
        return {}
    jaar, _, _ = uitkomst.sluitingsdag(eigen, unit.vandaag)
    rijen = await unit.all(
        Schoolverlater,
        Schoolverlater.dossier == dossier,
        Schoolverlater.status == BESPROKEN,
        Schoolverlater.schooljaar >= jaar - 1,
        order=Schoolverlater.schooljaar.desc(),
    )
    return uitkomst.antwoorden(rijen[0].model_dump(), soort, recept, eigen) if rijen else {}
