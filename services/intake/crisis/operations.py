"""Door 1 of crisis and nood: tell, make the plan, close. The samenwerkingsverband is at the table at once."""

from __future__ import annotations

from uuid import UUID, uuid4

from infra.clock import begin_van
from infra.deadlines import Deadline, sync
from infra.involvement import involve
from infra.unit_of_work import UnitOfWork
from services.intake.contract import Bewaard
from services.intake.crisis.contract import (
    CrisisAfgesloten,
    CrisisAfsluiten,
    CrisisGemeld,
    CrisisMelden,
    CrisisplanVastgelegd,
    CrisisplanVastleggen,
)
from services.intake.crisis.proces import CRISIS, GEMELD, HULP, LOPEND
from services.intake.crisis.tables import Crisis
from services.intake.crisis.termijn import (
    anderen_toetsen,
    evaluatie_toetsen,
    fout,
    genodigd_toetsen,
    melding_toetsen,
    plan_uiterlijk,
    tekst_toetsen,
    uitkomst_toetsen,
)
from services.intake.leerlingen.cases import dossier_openen
from services.intake.leerlingen.tables import Leerlingdossier
from services.intake.service import INTAKE
from services.kern.errors import Gewijzigd, KanNiet, NietGevonden
from services.kern.kalender import DAG
from services.kern.policy import Deel, Kring
from services.kern.principal import Principal

UUR = 8  # the hour at which an e-mail leaves


async def crisis_openen(unit: UnitOfWork, dossier_id: UUID, act_name: str, versie: int) -> Crisis:
    """The one of this pupil that is not over, locked. Raises NietGevonden, MagNiet, KanNiet and Gewijzigd."""
    await unit.admit(dossier_id, Deel.ARRANGEMENTWERK)
    if await unit.get(Leerlingdossier, dossier_id) is None:  # a case of the samenwerkingsverband, and no pupil
        raise NietGevonden()
    lopend = await unit.all(Crisis, Crisis.dossier == dossier_id, Crisis.status.in_(LOPEND))
    if not lopend:
        if isinstance(unit.asker, Principal):
            CRISIS.toets(act_name, unit.asker.rol, GEMELD)
        raise KanNiet("Er loopt voor deze leerling geen crisis.")
    crisis = await unit.lock(Crisis, lopend[0].id)
    rij = CRISIS.toets(act_name, unit.asker.rol if isinstance(unit.asker, Principal) else None, crisis.status)
    if versie != crisis.versie:
        raise Gewijzigd(
            f"{crisis.gewijzigd_door_naam} heeft dit intussen bijgewerkt.",
            extra={
                "door": crisis.gewijzigd_door_naam,
                "op": crisis.gewijzigd_op.isoformat(),
                "versie": crisis.versie,
                "nu": {naam: getattr(crisis, naam) for naam in ("doel", "inzet", "afspraken")},
            },
        )
    crisis.status = rij.naar or crisis.status
    return crisis


@INTAKE.act(CrisisMelden)
async def crisis_melden(unit: UnitOfWork, opdracht: CrisisMelden) -> Bewaard:
    """Everybody concerned hears at once, without a word about the child. The school keeps the zorgplicht."""
    dossier = await dossier_openen(unit, opdracht.dossier_id, "crisis_melden")
    regels = unit.tenant.crisis
    if regels is None:
        raise KanNiet("Uw samenwerkingsverband neemt crisis en nood niet aan in Meedoen. Bel het steunpunt.")
    if await unit.all(Crisis, Crisis.dossier == dossier.id, Crisis.status.in_(LOPEND)):
        raise KanNiet("Er is voor deze leerling al een crisis gemeld, die nog niet is afgesloten.")
    tijd = melding_toetsen(opdracht.soort, opdracht.sinds, opdracht.overleg_op, opdracht.overleg_tijd, unit.vandaag)
    aanleiding = tekst_toetsen(opdracht.aanleiding, "aanleiding")
    genodigd = genodigd_toetsen(opdracht.genodigd, regels) + anderen_toetsen(opdracht.anderen)
    if not opdracht.ouders_ingelicht:
        raise fout("ouders_ingelicht", "Bel eerst de ouders: zij horen dit niet uit een e-mail.")
    uiterlijk, opbouw = plan_uiterlijk(regels, unit.vandaag)
    await involve(unit, dossier.id, Kring.SAMENWERKINGSVERBAND, unit.tenant.swv_nummer, grond=HULP)
    crisis = unit.add(
        Crisis(
            id=uuid4(),
            dossier=dossier.id,
            versie=0,
            status=CRISIS.begin,
            soort=opdracht.soort,
            sinds=opdracht.sinds,
            aanleiding=aanleiding,
            overleg_op=opdracht.overleg_op,
            overleg_tijd=tijd,
            genodigd=genodigd,
            ouders_ingelicht=True,
            plan_uiterlijk=uiterlijk,
            opbouw=opbouw,
            gemeld_op=unit.vandaag,
            gemeld_door_naam=unit.principal.naam,
            gewijzigd_op=unit.nu,
            gewijzigd_door_naam=unit.principal.naam,
        )
    )
    await unit.flush()
    unit.later("crisis_vertellen", zaak=dossier.id, voor=str(crisis.id))
    await _termijn(unit, crisis)
    unit.record(CrisisGemeld(zaak=dossier.id, crisis_id=crisis.id, soort=crisis.soort, school=dossier.school))
    return _bewaard(unit, crisis)


@INTAKE.act(CrisisplanVastleggen)
async def crisisplan_vastleggen(unit: UnitOfWork, opdracht: CrisisplanVastleggen) -> Bewaard:
    """Only by a table at which everybody may decide: else the plan is a wish."""
    crisis = await crisis_openen(unit, opdracht.dossier_id, "crisisplan_vastleggen", opdracht.versie)
    if not opdracht.mandaat:
        raise fout("mandaat", "Aan tafel zitten alleen mensen die meteen mogen beslissen. Nodig anders iemand uit.")
    crisis.doel = tekst_toetsen(opdracht.doel, "doel")
    crisis.inzet = tekst_toetsen(opdracht.inzet, "inzet")
    crisis.afspraken = tekst_toetsen(opdracht.afspraken, "afspraken")
    crisis.evalueren_op = evaluatie_toetsen(opdracht.evalueren_op, unit.vandaag)
    crisis.plan_op = crisis.plan_op or unit.vandaag
    await _termijn(unit, crisis)
    unit.record(CrisisplanVastgelegd(zaak=crisis.dossier, crisis_id=crisis.id))
    return _bewaard(unit, crisis)


@INTAKE.act(CrisisAfsluiten)
async def crisis_afsluiten(unit: UnitOfWork, opdracht: CrisisAfsluiten) -> Bewaard:
    crisis = await crisis_openen(unit, opdracht.dossier_id, "crisis_afsluiten", opdracht.versie)
    uitkomst = uitkomst_toetsen(opdracht.uitkomst)
    if crisis.plan_op is None and uitkomst != "anders":
        raise KanNiet("Er is nog geen plan van aanpak. Leg dat eerst vast, of kies “Anders” en schrijf op waarom.")
    crisis.uitkomst, crisis.slot = uitkomst, tekst_toetsen(opdracht.slot, "slot")
    await _termijn(unit, crisis)
    unit.record(CrisisAfgesloten(zaak=crisis.dossier, crisis_id=crisis.id, uitkomst=uitkomst))
    return _bewaard(unit, crisis)


async def _termijn(unit: UnitOfWork, crisis: Crisis) -> None:
    """The term for the plan: it runs until there is one, or it is over."""
    loopt, voor = crisis.status == GEMELD, str(crisis.id)
    op_tijd = crisis.plan_op is not None and crisis.plan_op <= crisis.plan_uiterlijk
    acties = {}
    if loopt:
        acties["crisisplan_missen"] = begin_van(crisis.plan_uiterlijk + DAG, UUR)
    stap = {"stap": crisis.opbouw, "datum": str(crisis.plan_uiterlijk), "waarde": None, "grondslag": ""}
    await sync(
        unit,
        crisis.dossier,
        [
            Deadline(
                naam="crisisplan_maken",
                titel="Plan van aanpak maken",
                soort="afspraak",
                uiterlijk_op=crisis.plan_uiterlijk,
                status="loopt" if loopt else "gehaald" if op_tijd else "verstreken" if crisis.plan_op else "vervallen",
                uitleg=[stap],
                voor=voor,
                acties=acties,
                lading={"voor": voor},
            )
        ],
    )


def _bewaard(unit: UnitOfWork, crisis: Crisis) -> Bewaard:
    crisis.versie += 1
    crisis.gewijzigd_op, crisis.gewijzigd_door_naam = unit.nu, unit.asker.naam
    return Bewaard(id=crisis.id, versie=crisis.versie, op=unit.nu)
