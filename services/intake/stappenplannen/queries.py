"""The window on the stappenplan: one pupil, and what runs. The schoolbestuur gets steps and days, and no child."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from uuid import UUID

import msgspec

from infra import clock
from infra.runtime import Reading
from services.intake.service import INTAKE
from services.intake.stappenplannen.cases import stappen_van, verklaard
from services.intake.stappenplannen.contract import (
    MET_GAST,
    SOORTEN,
    GastStand,
    Soortkeuze,
    StapKeuze,
    StappenplanBlad,
    StappenplanKort,
    StappenplanLijst,
    StappenplannenTonen,
    StappenplanStand,
    StappenplanTonen,
    StapStand,
)
from services.intake.stappenplannen.proces import LOOPT, STAPPENPLAN
from services.intake.stappenplannen.stappen import (
    DAGEN,
    SWV,
    Gedaan,
    PlanStap,
    afronders,
    begint_op,
    bereikbaar,
    een,
    laatst_gedaan,
    terug_kan,
    volgende,
)
from services.kern.errors import NietGevonden
from services.kern.policy import BESTUURSROLLEN, Deel, rollen
from services.kern.rollen import FAMILIEROLLEN, SCHOOLROLLEN, Rol

LEZERS = rollen(Deel.STAPPENPLAN)
_DOSSIER = """
select d.kenmerk, d.school, d.status, d.roepnaam || ' ' || d.achternaam as naam
from leerlingdossier d where d.tenant = $1 and d.id = $2
"""
_PLANNEN = """
select id, kenmerk, school, versie, status, soort, titel, bron, stappen, stap, uiterlijk_op, reden, begonnen_op,
       geeindigd_op
from stappenplan where tenant = $1 and dossier = $2
order by status = 'loopt' desc, begonnen_op desc, gewijzigd_op desc limit 20
"""
_GEDAAN = """
select g.plan, g.id, g.stap, g.op, g.door_naam, g.uiterlijk_op, g.organisatie, g.draait_terug, g.reden,
       coalesce(t.tekst, '') as tekst
from stapgebeurtenis g
left join staptekst t on t.tenant = g.tenant and t.bij = g.id and t.soort = 'stap'
where g.tenant = $1 and g.dossier = $2 order by g.volgorde
"""
_TEKSTEN = "select plan, soort, tekst from staptekst where tenant = $1 and dossier = $2 and soort <> 'stap'"
_GAST = """
select plan, school, begint_op, tot_en_met, evalueren_op, steun, nazorg, evaluatie, evaluatie_op,
       evaluatie_door_naam as evaluatie_door
from gastplaatsing where tenant = $1 and dossier = $2
"""
_LIJST = """
select p.dossier, p.kenmerk, p.school, p.titel, p.stappen, p.stap, p.uiterlijk_op,
       coalesce(d.roepnaam || ' ' || d.achternaam, '') as naam
from stappenplan p left join leerlingdossier d on d.tenant = p.tenant and d.id = p.dossier
where p.tenant = $1 and p.status = 'loopt' order by p.uiterlijk_op, p.kenmerk limit 300
"""


@INTAKE.question(StappenplanTonen, rollen=LEZERS, kijkt="dossier_id")
async def stappenplan_tonen(lezer: Reading, vraag: StappenplanTonen) -> StappenplanBlad:
    """Every plan of this pupil, and what may begin."""
    await lezer.admit(vraag.dossier_id, Deel.STAPPENPLAN)
    wie = lezer.principal
    dossier = await lezer.fetchrow(_DOSSIER, wie.tenant, vraag.dossier_id)
    rijen = await lezer.fetch(_PLANNEN, wie.tenant, vraag.dossier_id)
    keuzes = _keuzes(lezer)
    if not rijen and (dossier is None or not keuzes):
        raise NietGevonden()
    gedaan: dict[UUID, list[Any]] = defaultdict(list)
    teksten: dict[tuple[UUID, str], str] = {}
    gasten: dict[UUID, GastStand] = {}
    if rijen:
        for rij in await lezer.fetch(_GEDAAN, wie.tenant, vraag.dossier_id):
            gedaan[rij["plan"]].append(rij)
        for rij in await lezer.fetch(_TEKSTEN, wie.tenant, vraag.dossier_id):
            teksten[rij["plan"], rij["soort"]] = rij["tekst"]
        for rij in await lezer.fetch(_GAST, wie.tenant, vraag.dossier_id):
            velden = dict(rij)
            van = velden.pop("plan")
            gasten[van] = GastStand(**velden)
    lopend = {rij["soort"] for rij in rijen if rij["status"] == LOOPT}
    mag = wie.rol in SCHOOLROLLEN and dossier is not None and dossier["status"] == "lopend"
    return StappenplanBlad(
        dossier_id=vraag.dossier_id,
        kenmerk=dossier["kenmerk"] if dossier else rijen[0]["kenmerk"],
        leerling=dossier["naam"] if dossier else "",
        school=dossier["school"] if dossier else rijen[0]["school"],
        plannen=[
            _stand(wie.rol, wie.organisatie, rij, gedaan[rij["id"]], teksten, gasten.get(rij["id"])) for rij in rijen
        ],
        beginnen=[keuze for keuze in keuzes if mag and keuze.soort not in lopend],
    )


def _keuzes(lezer: Reading) -> list[Soortkeuze]:
    uit = []
    for soort in SOORTEN:
        stappen = verklaard(lezer.tenant, soort)
        if not stappen:
            continue
        procedure = lezer.tenant.procedures[soort]
        uit.append(
            Soortkeuze(
                soort=soort,
                titel=procedure.titel,
                uitleg=procedure.uitleg,
                bron=procedure.bron,
                opmerking=procedure.opmerking or "",
                eerste=begint_op(stappen)[1].titel,
            )
        )
    return uit


def _stand(
    rol: Rol,
    organisatie: str,
    rij: Any,
    gedaan: list[Any],
    teksten: dict[tuple[UUID, str], str],
    gast: GastStand | None,
) -> StappenplanStand:
    stappen = stappen_van(msgspec.json.decode(rij["stappen"]))
    loopt = rij["status"] == LOOPT
    nu = een(stappen, rij["stap"])
    terug = {g["draait_terug"]: g for g in gedaan if g["draait_terug"] is not None}
    staan = [
        _stap(een(stappen, g["stap"]), "terug" if g["id"] in terug else "klaar", g, terug=terug.get(g["id"]))
        for g in gedaan
        if g["draait_terug"] is None
    ]
    if loopt:
        staan.append(_stap(nu, "nu", uiterlijk_op=rij["uiterlijk_op"]))
        staan += [_stap(stap, "straks") for stap in bereikbaar(stappen, nu.naam)]
    verder = volgende(stappen, nu.naam) if loopt else []
    return StappenplanStand(
        id=rij["id"],
        versie=rij["versie"],
        soort=rij["soort"],
        titel=rij["titel"],
        bron=rij["bron"],
        status=rij["status"],
        uiterlijk_op=rij["uiterlijk_op"],
        te_laat=loopt and rij["uiterlijk_op"] < clock.vandaag(),
        begonnen_op=rij["begonnen_op"],
        geeindigd_op=rij["geeindigd_op"],
        reden=rij["reden"],
        knelpunt=teksten.get((rij["id"], "knelpunt"), ""),
        slot=teksten.get((rij["id"], "slot"), ""),
        stappen=staan,
        volgende=[
            StapKeuze(naam=s.naam, titel=s.titel, als=s.als, door=s.door, dagen=s.dagen or DAGEN)
            for s in (*verder, *([nu] if verder else []))
        ],
        kan_klaar=loopt and (nu.einde or not verder),
        gast=gast,
        handelingen=_handelingen(rol, organisatie, rij, nu, _terug(rol, organisatie, rij, stappen, gedaan)),
    )


def _terug(rol: Rol, organisatie: str, rij: Any, stappen: list[PlanStap], gedaan: list[Any]) -> bool:
    """Whether this person can undo the step that was finished last."""
    regels = [
        Gedaan(g["id"], g["stap"], g["op"], g["uiterlijk_op"], g["organisatie"], g["draait_terug"]) for g in gedaan
    ]
    regel = laatst_gedaan(stappen, regels)
    return (
        regel is not None
        and terug_kan(rij["status"] == LOOPT, regel, clock.vandaag())
        and rol in afronders(een(stappen, regel.stap).door)
        and regel.organisatie in ("", organisatie)
    )


def _stap(stap: PlanStap, staat: str, gedaan: Any = None, uiterlijk_op: Any = None, terug: Any = None) -> StapStand:
    return StapStand(
        naam=stap.naam,
        titel=stap.titel,
        openbaar=stap.openbaar,
        door=stap.door,
        orgaan=stap.orgaan,
        als=stap.als,
        staat=staat,
        uiterlijk_op=uiterlijk_op,
        op=gedaan["op"] if gedaan else None,
        door_naam=gedaan["door_naam"] if gedaan else "",
        toelichting=gedaan["tekst"] if gedaan else "",
        terug_op=terug["op"] if terug else None,
        terug_door_naam=terug["door_naam"] if terug else "",
        terug_reden=terug["reden"] if terug else "",
    )


def _handelingen(rol: Rol, organisatie: str, rij: Any, nu: PlanStap, terug: bool) -> list[str]:
    uit = [h.naam for h in STAPPENPLAN.mogelijk_voor(rol, rij["status"])]
    if not terug:
        uit = [naam for naam in uit if naam != "stap_terugdraaien"]
    if rol not in afronders(nu.door):
        uit = [naam for naam in uit if naam != "stap_afronden"]
    uit = [naam for naam in uit if naam != "gastplaatsing_evalueren"]  # of the other school, on its own page
    if rij["soort"] not in MET_GAST:
        uit = [naam for naam in uit if naam != "gastplaatsing_vastleggen"]
    if rol in SCHOOLROLLEN and rij["school"] != organisatie:
        uit = [naam for naam in uit if naam in ("stap_afronden", "stap_terugdraaien")]
    return uit


@INTAKE.question(StappenplannenTonen, rollen=LEZERS - FAMILIEROLLEN, kijkt="antwoord.plannen[].dossier_id")
async def stappenplannen_tonen(lezer: Reading, vraag: StappenplannenTonen) -> StappenplanLijst:
    """By the day of the step of now. Row security shows each only its own."""
    wie, vandaag = lezer.principal, clock.vandaag()
    if wie.rol in SWV and wie.organisatie != lezer.tenant.swv_nummer:
        raise NietGevonden()
    plannen = []
    for rij in await lezer.fetch(_LIJST, wie.tenant):
        nu = een(stappen_van(msgspec.json.decode(rij["stappen"])), rij["stap"])
        plannen.append(
            StappenplanKort(
                dossier_id=rij["dossier"],
                kenmerk=rij["kenmerk"],
                leerling="" if wie.rol in BESTUURSROLLEN else rij["naam"],
                school=rij["school"],
                titel=rij["titel"],
                stap=nu.titel,
                door=nu.door,
                uiterlijk_op=rij["uiterlijk_op"],
                te_laat=rij["uiterlijk_op"] < vandaag,
                aan_mij=wie.rol in afronders(nu.door),
            )
        )
    return StappenplanLijst(plannen=plannen)
