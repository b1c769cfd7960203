"""The window on consulten: the list of a school, that of an adviseur, one consult, and those of one dossier."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from infra import clock
from infra.runtime import Reading
from services.intake.consult.cases import sluit_vanzelf
from services.intake.consult.contract import (
    AfwezigStand,
    Collega,
    ConsultBericht,
    ConsultenLijst,
    ConsultenTonen,
    ConsultKort,
    ConsultStand,
    ConsultTonen,
    DossierConsulten,
    DossierConsultenTonen,
    Uitlegstap,
)
from services.intake.consult.proces import ADVISEURS, BEANTWOORD, CONSULT, GESTELD, LEZERS, MEEDENKEN
from services.intake.consult.vervangen import Afwezig, wie_nu
from services.intake.leerlingen.cases import dossier_inzien
from services.intake.leerlingen.proces import ZORGPLICHT
from services.intake.service import INTAKE
from services.kern.errors import NietBeschikbaar, NietGevonden
from services.kern.policy import Deel
from services.kern.rollen import SCHOOLROLLEN
from services.netwerk.contract import PersonenVanRol

RIJEN = 300
BESTAAT_NIET = frozenset({"consult_vragen", "afwezigheid_vastleggen", "afwezigheid_intrekken"})

_VELDEN = """
select id, kenmerk, versie, status, onderwerp, school, adviseur, adviseur_naam, gesteld_op, gesteld_door_naam,
       uiterlijk_op, dossier, toestemming_op, toestemming_bewijs, weg_op, gewijzigd_op
from consult where tenant = $1 and """
# Row security shows a school its own, and the samenwerkingsverband those that were put to it.
_LIJST = (
    _VELDEN
    + """ ($2 = '' or school = $2) and (status <> 'gesloten' or gewijzigd_op > $3::date - interval '60 days')
order by status = 'gesteld' desc, status = 'beantwoord' desc, uiterlijk_op, gesteld_op, id limit $4
"""
)
_EEN = _VELDEN + "id = $2"
_VAN_DOSSIER = _VELDEN + "dossier = $2 order by gesteld_op desc, id"
_BERICHTEN = """
select soort, tekst, geen_naam, door_naam as door, op from consultbericht
where tenant = $1 and consult = $2 order by volgorde
"""
_AFWEZIG = """
select id, persoon, naam, van, tot, vervanger, vervanger_naam from afwezigheid
where tenant = $1 and ingetrokken_op is null and tot >= $2 order by van, naam
"""
_UITLEG = "select uitleg from termijn where tenant = $1 and zaak = $2 and naam = 'consult_beantwoorden'"
_LEERLING = "select roepnaam || ' ' || achternaam from leerlingdossier where tenant = $1 and id = $2"


def _kort(rij: Any, ik: UUID, afwezig: list[Afwezig], vandaag: date) -> ConsultKort:
    bij, namens = "school", ""
    if rij["status"] == GESTELD:
        nu = wie_nu(rij["adviseur"], afwezig, vandaag) if rij["adviseur"] else None
        bij = "niemand" if nu is None else "mij" if nu == ik else "ander"
        namens = rij["adviseur_naam"] if nu is not None and nu != rij["adviseur"] else ""
    return ConsultKort(
        id=rij["id"],
        kenmerk=rij["kenmerk"],
        onderwerp=rij["onderwerp"],
        school=rij["school"],
        status=rij["status"],
        adviseur=rij["adviseur_naam"],
        bij=bij,
        namens=namens,
        gesteld_op=rij["gesteld_op"],
        uiterlijk_op=rij["uiterlijk_op"],
        gekoppeld=rij["dossier"] is not None,
    )


async def _afwezig(lezer: Reading, vandaag: date) -> list[Any]:
    return await lezer.fetch(_AFWEZIG, lezer.asker.tenant, vandaag)


def _pure(rijen: list[Any]) -> list[Afwezig]:
    return [Afwezig(r["persoon"], r["van"], r["tot"], r["vervanger"]) for r in rijen]


async def _collegas(lezer: Reading, afwezig: list[Any], vandaag: date) -> list[Collega]:
    """Who else answers here; none while the service that knows people is away: the rest is shown all the same."""
    regels = lezer.tenant.consult
    if regels is None:
        return []
    vraag = PersonenVanRol(rollen=sorted(regels.rollen), organisatie=lezer.tenant.swv_nummer)
    try:
        wie = lezer.principal
        antwoord = await INTAKE.dependencies["bus"].ask_intern(
            "netwerk", vraag, tenant=wie.tenant, namens=wie.persoon, timeout=3.0
        )
    except NietBeschikbaar:
        return []
    weg = {r["persoon"]: r["tot"] for r in afwezig if r["van"] <= vandaag}
    namen = {p.persoon: p.naam for p in antwoord.personen if p.persoon != lezer.principal.persoon}
    return [
        Collega(persoon=id, naam=naam, afwezig=weg.get(id)) for id, naam in sorted(namen.items(), key=lambda n: n[1])
    ]


@INTAKE.question(ConsultenTonen, rollen=SCHOOLROLLEN | ADVISEURS, kijkt="antwoord.consulten[].id")
async def consulten_tonen(lezer: Reading, vraag: ConsultenTonen) -> ConsultenLijst:
    """Row security keeps to what the organisation of the hat is involved in."""
    wie, vandaag = lezer.principal, clock.vandaag()
    school = wie.rol in SCHOOLROLLEN
    if not school and wie.organisatie != lezer.tenant.swv_nummer:
        raise NietGevonden()
    lezer.grond = ZORGPLICHT if school else MEEDENKEN
    afwezig = [] if school else await _afwezig(lezer, vandaag)
    rijen = await lezer.fetch(_LIJST, wie.tenant, wie.organisatie if school else "", vandaag, RIJEN + 1)
    mag = lezer.tenant.consult is not None
    return ConsultenLijst(
        consulten=[_kort(rij, wie.persoon, _pure(afwezig), vandaag) for rij in rijen[:RIJEN]],
        afwezig=[
            AfwezigStand(
                id=r["id"], naam=r["naam"], van=r["van"], tot=r["tot"], vervanger=r["vervanger_naam"],
                eigen=r["persoon"] == wie.persoon,
            )
            for r in afwezig
        ],
        collegas=[] if school else await _collegas(lezer, afwezig, vandaag),
        werkdagen=lezer.tenant.consult.werkdagen if lezer.tenant.consult else 0,
        vragen=mag and school,
        vervangen=mag and not school,
        meer=len(rijen) > RIJEN,
    )  # fmt: skip


@INTAKE.question(ConsultTonen, rollen=SCHOOLROLLEN | ADVISEURS, kijkt="consult_id")
async def consult_tonen(lezer: Reading, vraag: ConsultTonen) -> ConsultStand:
    """The question, the answers, and how the day by which they mean to answer came about."""
    await lezer.admit(vraag.consult_id, Deel.CONSULT)
    wie, vandaag = lezer.principal, clock.vandaag()
    rij = await lezer.fetchrow(_EEN, wie.tenant, vraag.consult_id)
    if rij is None:
        raise NietGevonden()
    berichten = await lezer.fetch(_BERICHTEN, wie.tenant, rij["id"])
    stappen = await lezer.fetchval(_UITLEG, wie.tenant, rij["id"])
    handelingen = [
        h.naam
        for h in CONSULT.mogelijk_voor(wie.rol, rij["status"])
        if h.naam not in BESTAAT_NIET and _nu(h.naam, rij, wie.persoon)
    ]
    collegas: list[Collega] = []
    if "consult_overdragen" in handelingen:
        collegas = await _collegas(lezer, await _afwezig(lezer, vandaag), vandaag)
        collegas = [c for c in collegas if c.persoon != rij["adviseur"]]
    leerling = await lezer.fetchval(_LEERLING, wie.tenant, rij["dossier"]) if rij["dossier"] else None
    return ConsultStand(
        id=rij["id"],
        kenmerk=rij["kenmerk"],
        versie=rij["versie"],
        onderwerp=rij["onderwerp"],
        school=rij["school"],
        status=rij["status"],
        adviseur=rij["adviseur_naam"],
        van_mij=rij["adviseur"] == wie.persoon,
        gesteld_op=rij["gesteld_op"],
        gesteld_door=rij["gesteld_door_naam"],
        uiterlijk_op=rij["uiterlijk_op"],
        uitleg=msgspec.json.decode(stappen, type=list[Uitlegstap]) if stappen else [],
        berichten=[ConsultBericht(**dict(b)) for b in berichten],
        dossier_id=rij["dossier"],
        leerling=leerling or "",
        toestemming_op=rij["toestemming_op"],
        toestemming_bewijs=rij["toestemming_bewijs"],
        sluit_op=_sluit_op(rij, lezer),
        weg_op=rij["weg_op"],
        collegas=collegas,
        handelingen=[naam for naam in handelingen if naam != "consult_overdragen" or collegas],
    )


def _sluit_op(rij: Any, lezer: Reading) -> date | None:
    regels = lezer.tenant.consult
    return (
        sluit_vanzelf(rij["gewijzigd_op"], regels.sluiten_na_dagen) if rij["status"] == BEANTWOORD and regels else None
    )


def _nu(naam: str, rij: Any, ik: UUID) -> bool:
    """Whether this consult itself lets it be done; what the act says about it is leading."""
    if naam == "consult_koppelen":
        return rij["dossier"] is None
    return naam != "consult_oppakken" or rij["adviseur"] != ik


@INTAKE.question(DossierConsultenTonen, rollen=LEZERS, kijkt="dossier_id")
async def dossier_consulten_tonen(lezer: Reading, vraag: DossierConsultenTonen) -> DossierConsulten:
    """Only what the parents agreed to is in a dossier."""
    await dossier_inzien(lezer, vraag.dossier_id)
    rijen = await lezer.fetch(_VAN_DOSSIER, lezer.asker.tenant, vraag.dossier_id)
    return DossierConsulten(consulten=[_kort(rij, lezer.principal.persoon, [], clock.vandaag()) for rij in rijen])
