"""The window on the schoolverlatersonderzoek: a school, the samenwerkingsverband by school, who does it, one pupil."""

from __future__ import annotations

from datetime import date
from typing import Any

from infra import clock
from infra.runtime import Reading
from services.intake.leerlingen.cases import dossier_inzien
from services.intake.schoolverlaters import uitkomst
from services.intake.schoolverlaters.cases import VELDEN, kort, stand
from services.intake.schoolverlaters.contract import (
    Kandidaat,
    Leerlingonderzoek,
    LeerlingonderzoekTonen,
    OnderzoekenLijst,
    OnderzoekenTonen,
    Onderzoeker,
    OnderzoekStand,
    OnderzoekTonen,
    SchoolTelling,
    SchoolverlatersBlad,
    SchoolverlatersOverzicht,
    SchoolverlatersTonen,
    SchoolverlatersVolgen,
)
from services.intake.schoolverlaters.proces import (
    AANGEMELD,
    AFGEMELD,
    BESPROKEN,
    INGEPLAND,
    ONDERZOCHT,
    ONDERZOEKERS,
    SCHOOLVERLATER,
    TOESTEMMING,
    VOLGERS,
)
from services.intake.service import INTAKE
from services.kern.errors import NietBeschikbaar, NietGevonden
from services.kern.policy import Deel
from services.kern.rollen import FAMILIEROLLEN, SCHOOLROLLEN, Rol
from services.netwerk.contract import PersonenVanRol
from tenants.schema import SchoolverlaterRegels

RIJEN = 1_000
_ORDE = (
    " order by array_position(array['aangemeld', 'ingepland', 'onderzocht', 'besproken'], s.status), s.leerling, s.id"
)
_VAN_SCHOOL = VELDEN + "s.school = $2 and s.schooljaar = $3 and s.status <> 'afgemeld'" + _ORDE
_VAN_SWV = VELDEN + "s.swv = $2 and s.schooljaar = $3 and s.status <> 'afgemeld'" + _ORDE + " limit $4"
_VAN_ONDERZOEKER = (
    VELDEN
    + "s.onderzoeker = $2 and s.status <> 'afgemeld' and s.schooljaar >= $3"
    + " order by s.status = 'besproken', s.status = 'onderzocht', s.onderzoek_op nulls first, s.leerling, s.id"
)
_EEN = VELDEN + "s.id = $2 and s.onderzoeker = $3 and s.status <> 'afgemeld'"
_VAN_DOSSIER = VELDEN + "s.dossier = $2 and s.status <> 'afgemeld' order by s.schooljaar desc limit 1"
_KANDIDATEN = """
select d.id as dossier_id, d.roepnaam || ' ' || d.achternaam as leerling, d.groep from leerlingdossier d
where d.tenant = $1 and d.school = $2 and d.status = 'lopend' and lower(btrim(d.groep)) = 'groep 8' and not exists (
    select from schoolverlater s
    where s.tenant = d.tenant and s.dossier = d.id and s.schooljaar = $3 and s.status <> 'afgemeld')
order by d.achternaam, d.roepnaam, d.id limit 300
"""


def _regels(lezer: Reading) -> SchoolverlaterRegels:
    """Raises NietGevonden where the samenwerkingsverband has no such research: then there is nothing to see."""
    if lezer.tenant.schoolverlaters is None:
        raise NietGevonden()
    return lezer.tenant.schoolverlaters


@INTAKE.question(SchoolverlatersTonen, rollen=SCHOOLROLLEN, kijkt="antwoord.leerlingen[].dossier_id")
async def schoolverlaters_tonen(lezer: Reading, vraag: SchoolverlatersTonen) -> SchoolverlatersBlad:
    """Who was registered, and who of groep 8 was not."""
    regels, wie, vandaag = _regels(lezer), lezer.principal, clock.vandaag()
    jaar, sluit_op, opbouw = uitkomst.sluitingsdag(regels, vandaag)
    lezer.grond = TOESTEMMING
    rijen = await lezer.fetch(_VAN_SCHOOL, wie.tenant, wie.organisatie, jaar)
    kandidaten = await lezer.fetch(_KANDIDATEN, wie.tenant, wie.organisatie, jaar)
    return SchoolverlatersBlad(
        schooljaar=jaar,
        sluit_op=sluit_op,
        open=vandaag <= sluit_op,
        opbouw=opbouw,
        uitvoerder=regels.uitvoerder,
        adviezen=uitkomst.aanmeldbaar(regels),
        kandidaten=[Kandidaat(**dict(rij)) for rij in kandidaten],
        leerlingen=[kort(rij) for rij in rijen],
    )


@INTAKE.question(SchoolverlatersVolgen, rollen=VOLGERS, kijkt="antwoord.leerlingen[].dossier_id")
async def schoolverlaters_volgen(lezer: Reading, vraag: SchoolverlatersVolgen) -> SchoolverlatersOverzicht:
    """By school: how many, and where it waits. Not what came out: that is in the aanvraag, when there is one."""
    wie, vandaag = lezer.principal, clock.vandaag()
    if wie.organisatie != lezer.tenant.swv_nummer:
        raise NietGevonden()
    regels = _regels(lezer)
    jaar, sluit_op, _ = uitkomst.sluitingsdag(regels, vandaag)
    lezer.grond = TOESTEMMING
    rijen = await lezer.fetch(_VAN_SWV, wie.tenant, wie.organisatie, jaar, RIJEN + 1)
    leerlingen = [kort(rij) for rij in rijen[:RIJEN]]
    scholen = []
    for school in sorted({een.school for een in leerlingen}):
        eigen = [een for een in leerlingen if een.school == school]
        tel = {status: sum(een.status == status for een in eigen) for status in SCHOOLVERLATER.statussen}
        scholen.append(
            SchoolTelling(
                school=school,
                aangemeld=len(eigen),
                zonder_onderzoeker=sum(not een.onderzoeker and een.status == AANGEMELD for een in eigen),
                ingepland=tel[INGEPLAND],
                onderzocht=tel[ONDERZOCHT],
                besproken=tel[BESPROKEN],
            )
        )
    return SchoolverlatersOverzicht(
        schooljaar=jaar,
        sluit_op=sluit_op,
        uitvoerder=regels.uitvoerder,
        scholen=scholen,
        leerlingen=leerlingen,
        onderzoekers=await _onderzoekers(lezer),
        meer=len(rijen) > RIJEN,
    )


async def _onderzoekers(lezer: Reading) -> list[Onderzoeker]:
    vraag = PersonenVanRol(rollen=sorted(ONDERZOEKERS), organisatie=lezer.tenant.swv_nummer)
    wie = lezer.principal
    try:
        antwoord = await INTAKE.dependencies["bus"].ask_intern(
            "netwerk", vraag, tenant=wie.tenant, namens=wie.persoon, timeout=3.0
        )
    except NietBeschikbaar:
        return []
    namen = {een.persoon: een.naam for een in antwoord.personen}
    return [Onderzoeker(persoon=id, naam=naam) for id, naam in sorted(namen.items(), key=lambda een: een[1])]


@INTAKE.question(OnderzoekenTonen, rollen=ONDERZOEKERS, kijkt="antwoord.onderzoeken[].dossier_id")
async def onderzoeken_tonen(lezer: Reading, vraag: OnderzoekenTonen) -> OnderzoekenLijst:
    """Row security shows only what this person was named for."""
    wie, vandaag = lezer.principal, clock.vandaag()
    if wie.organisatie != lezer.tenant.swv_nummer:
        raise NietGevonden()
    jaar, _, _ = uitkomst.sluitingsdag(_regels(lezer), vandaag)
    lezer.grond = TOESTEMMING
    rijen = await lezer.fetch(_VAN_ONDERZOEKER, wie.tenant, wie.persoon, jaar - 1)
    return OnderzoekenLijst(onderzoeken=[kort(rij) for rij in rijen])


@INTAKE.question(OnderzoekTonen, rollen=ONDERZOEKERS, kijkt="antwoord.dossier_id")
async def onderzoek_tonen(lezer: Reading, vraag: OnderzoekTonen) -> OnderzoekStand:
    """The registration and what was written down; never the dossier."""
    wie = lezer.principal
    if wie.organisatie != lezer.tenant.swv_nummer:
        raise NietGevonden()
    rij = await lezer.fetchrow(_EEN, wie.tenant, vraag.schoolverlater_id, wie.persoon)
    if rij is None:
        raise NietGevonden()
    lezer.grond = TOESTEMMING
    return stand(rij, _nu(rij, wie.rol), ziet_uitkomst=True, bewijs=False)


def _nu(rij: Any, rol: Rol) -> list[str]:
    return [h.naam for h in SCHOOLVERLATER.mogelijk_voor(rol, rij["status"])]


@INTAKE.question(LeerlingonderzoekTonen, rollen=SCHOOLROLLEN | FAMILIEROLLEN, kijkt="dossier_id")
async def leerlingonderzoek_tonen(lezer: Reading, vraag: LeerlingonderzoekTonen) -> Leerlingonderzoek:
    """Parents and pupil read what came out of it once the school talked with them: nobody hears it from a screen."""
    wie, vandaag = lezer.principal, clock.vandaag()
    school = wie.rol in SCHOOLROLLEN
    dossier = await dossier_inzien(lezer, vraag.dossier_id, Deel.DOSSIERWERK if school else Deel.DOSSIER)
    regels = _regels(lezer)
    jaar, sluit_op, _ = uitkomst.sluitingsdag(regels, vandaag)
    rij = await lezer.fetchrow(_VAN_DOSSIER, wie.tenant, vraag.dossier_id)
    return Leerlingonderzoek(
        dossier_id=vraag.dossier_id,
        schooljaar=jaar,
        sluit_op=sluit_op,
        uitvoerder=regels.uitvoerder,
        kan_aanmelden=school and _kan(dossier, rij, jaar, sluit_op, vandaag),
        onderzoek=None
        if rij is None
        else stand(
            rij,
            _nu(rij, wie.rol),
            ziet_uitkomst=school or rij["status"] == BESPROKEN,
            bewijs=school,
        ),
    )


def _kan(dossier: Any, rij: Any, jaar: int, sluit_op: date, vandaag: date) -> bool:
    al = rij is not None and rij["schooljaar"] == jaar and rij["status"] != AFGEMELD
    return dossier["status"] == "lopend" and uitkomst.van_groep_8(dossier["groep"]) and not al and vandaag <= sluit_op
