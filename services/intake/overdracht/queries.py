"""The window on hand-overs: one dossier, the list "placed by date" of each side, and what was chosen.

The other side is asked each time. `...Voor...` answer another tenant: only by this service, only what is shared today.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid5

from msgspec.structs import replace

from infra import clock, crossing
from infra.runtime import Reading
from services.intake.leerlingen.cases import dossier_inzien
from services.intake.overdracht import keuze
from services.intake.overdracht.cases import gedeeld_met, grond, inhoud, kort, naar, van
from services.intake.overdracht.contract import (
    GedeeldBlad,
    GedeeldeOverdrachtTonen,
    GedeeldStand,
    GedeeldTonen,
    InzageMelden,
    OverdrachtBlad,
    OverdrachtenLijst,
    OverdrachtenTonen,
    OverdrachtenVoorTonen,
    OverdrachtInhoud,
    OverdrachtKort,
    OverdrachtStand,
    OverdrachtTonen,
    OverdrachtVoorTonen,
)
from services.intake.overdracht.proces import COORDINATOREN, DEKKEND, OVERDRACHT
from services.intake.service import INTAKE
from services.kern.errors import NietBeschikbaar, NietGevonden
from services.kern.kalender import in_woorden
from services.kern.policy import Deel
from services.kern.principal import Principal
from services.kern.rollen import FAMILIEROLLEN, SCHOOLROLLEN
from tenants.organisaties import elke_school, school

RIJEN = 300
DRINGEND = ("te_laat", "binnenkort", "later", "")

_VELDEN = """
select o.id, o.dossier, o.versie, o.leerling, o.groep, o.school, o.status, o.naar, o.overstap_jaar, o.plek_uiterlijk,
       o.plek_school, o.plek_per, o.onderdelen, o.vraag, o.wat_werkt, o.advies, o.toestemming_op,
       o.toestemming_bewijs, o.gedeeld_op, o.gedeeld_door_naam, o.verloopt_op, o.gezien_op, o.ook_school,
       o.school_gezien_op
from overdracht o where o.tenant = $1 and """
_VAN_DOSSIER = _VELDEN + "o.dossier = $2"
_EEN = _VELDEN + "o.id = $2"
_ORDE = " order by o.plek_school <> '', o.plek_uiterlijk, o.leerling, o.id limit $3"
_VAN_SCHOOL = _VELDEN + "o.school = $2" + _ORDE
# Row security shows a coordinator only what schools shared.
_VAN_SWV = _VELDEN + "o.swv = $2" + _ORDE
_VOOR = (
    _VELDEN
    + "o.naar = $2 and o.status = 'gedeeld' and o.verloopt_op >= $4::date"
    + " and ($5 = '' or o.ook_school and o.plek_school = $5)"
    + _ORDE
)
_GEBOREN = "select geboren_op from leerlingdossier where tenant = $1 and id = $2"
_GEZAG = """
select naam, relatie from gezagdrager where tenant = $1 and dossier = $2 and van <= $3 and (tot is null or tot > $3)
order by naam
"""
_LOOPBAAN = "select school, groep, van, tot from inschrijving where tenant = $1 and dossier = $2 order by van, tot"


@INTAKE.question(OverdrachtTonen, rollen=SCHOOLROLLEN, kijkt="dossier_id")
async def overdracht_tonen(lezer: Reading, vraag: OverdrachtTonen) -> OverdrachtBlad:
    """For the school: who else sees what, until when, and whether it was read."""
    wie, vandaag = lezer.principal, clock.vandaag()
    dossier = await dossier_inzien(lezer, vraag.dossier_id, Deel.DOSSIERWERK)
    rij = await lezer.fetchrow(_VAN_DOSSIER, wie.tenant, vraag.dossier_id)
    regels = lezer.tenant.overdracht
    handelingen: list[str] = []
    if regels is not None and dossier["status"] == "lopend":
        handelingen = ["overstap_signaleren"]
        if rij is not None:
            handelingen = [h.naam for h in OVERDRACHT.mogelijk_voor(wie.rol, rij["status"])]
    return OverdrachtBlad(
        dossier_id=vraag.dossier_id,
        overdracht=_stand(rij, lezer.tenant, vandaag) if rij is not None else None,
        overstap_jaar=keuze.overstapjaar(dossier["groep"], vandaag),
        mogelijk=[naam for naam in keuze.ONDERDELEN if regels is not None and naam in regels.onderdelen],
        naar_keuzes=naar(lezer.tenant),
        handelingen=handelingen,
    )


def _stand(rij: Any, tenant: Any, vandaag: date) -> OverdrachtStand:
    regels = tenant.overdracht
    laatste = keuze.op_dag(rij["overstap_jaar"], regels.verloopt_uiterlijk) if regels else rij["plek_uiterlijk"]
    velden = (
        "id versie status overstap_jaar naar onderdelen toestemming_op toestemming_bewijs gedeeld_op verloopt_op"
        " gezien_op ook_school school_gezien_op plek_school plek_per plek_uiterlijk"
    )
    return OverdrachtStand(
        **{naam: rij[naam] for naam in velden.split()},
        teksten={naam: rij[naam] for naam in keuze.TEKSTEN},
        zichtbaar=keuze.zichtbaar(rij["status"], rij["verloopt_op"], vandaag),
        laatste_verloopdag=laatste,
    )


@INTAKE.question(GedeeldTonen, rollen=FAMILIEROLLEN, kijkt="dossier_id")
async def gedeeld_tonen(lezer: Reading, vraag: GedeeldTonen) -> GedeeldBlad:
    """Not the text: that stands with the school, and parents agreed to it there."""
    await dossier_inzien(lezer, vraag.dossier_id)
    wie, vandaag = lezer.principal, clock.vandaag()
    rij = await lezer.fetchrow(_VAN_DOSSIER, wie.tenant, vraag.dossier_id)
    if rij is None:
        return GedeeldBlad(dossier_id=vraag.dossier_id, gedeeld=None)
    velden = "overstap_jaar versie status naar onderdelen toestemming_op verloopt_op gezien_op plek_school plek_per"
    velden += " ook_school school_gezien_op"
    zichtbaar = keuze.zichtbaar(rij["status"], rij["verloopt_op"], vandaag)
    mag = [h.naam for h in OVERDRACHT.mogelijk_voor(wie.rol, rij["status"])]
    return GedeeldBlad(
        dossier_id=vraag.dossier_id,
        gedeeld=GedeeldStand(
            **{naam: rij[naam] for naam in velden.split()},
            zichtbaar=zichtbaar,
            mag_intrekken=zichtbaar and "toestemming_intrekken" in mag,
        ),
    )


@INTAKE.question(OverdrachtenTonen, rollen=SCHOOLROLLEN | COORDINATOREN, kijkt="antwoord.overdrachten[].dossier_id")
async def overdrachten_tonen(lezer: Reading, vraag: OverdrachtenTonen) -> OverdrachtenLijst:
    """What another samenwerkingsverband shared has no dossier here, so no line of it stays here; there it does."""
    wie, vandaag = lezer.principal, clock.vandaag()
    lezer.grond = DEKKEND
    if wie.rol in SCHOOLROLLEN:
        rijen = await lezer.fetch(_VAN_SCHOOL, wie.tenant, wie.organisatie, RIJEN + 1)
        eigen = [kort(rij, wie.tenant, vandaag, dossier=True) for rij in rijen]
        if school(lezer.tenant.swv_nummer, wie.organisatie) is None:
            return _lijst(eigen, [])  # a basisschool that is here for a TLV: nobody has a place with it
        return _lijst(*await _van_anderen(wie, eigen, wie.organisatie))
    if wie.organisatie != lezer.tenant.swv_nummer:
        raise NietGevonden()
    rijen = await lezer.fetch(_VAN_SWV, wie.tenant, wie.organisatie, RIJEN + 1)
    alle = [kort(rij, wie.tenant, vandaag, dossier=True) for rij in rijen]
    return _lijst(*await _van_anderen(wie, alle))


async def _van_anderen(
    wie: Principal, alle: list[OverdrachtKort], school: str = ""
) -> tuple[list[OverdrachtKort], list[str]]:
    """With what other samenwerkingsverbanden share today, and which of them did not answer."""
    stil: list[str] = []
    for ander in van(wie.tenant):
        vraag = OverdrachtenVoorTonen(voor=wie.tenant, school=school)
        try:
            gedeeld: OverdrachtenLijst = await crossing.ask_across(INTAKE, wie, ander, vraag, partners=van(wie.tenant))
            alle = [*alle, *(replace(een, dossier_id=None) for een in gedeeld.overdrachten)]
        except NietBeschikbaar:
            stil.append(ander)
    return alle, stil


def _lijst(alle: list[OverdrachtKort], stil: list[str]) -> OverdrachtenLijst:
    alle.sort(key=lambda een: (DRINGEND.index(een.stand), een.plek_uiterlijk, een.leerling))
    return OverdrachtenLijst(overdrachten=alle[:RIJEN], onbereikbaar=stil, meer=len(alle) > RIJEN)


@INTAKE.question(GedeeldeOverdrachtTonen, rollen=COORDINATOREN | SCHOOLROLLEN)
async def gedeelde_overdracht_tonen(lezer: Reading, vraag: GedeeldeOverdrachtTonen) -> OverdrachtInhoud:
    """The same function makes both answers, so both sides see the same; each look leaves its line where the row is."""
    wie = lezer.principal
    code = wie.organisatie if wie.rol in SCHOOLROLLEN else ""
    if code:
        if vraag.van == wie.tenant or school(lezer.tenant.swv_nummer, code) is None:
            raise NietGevonden()
    elif wie.organisatie != lezer.tenant.swv_nummer:
        raise NietGevonden()
    if vraag.van == wie.tenant:
        lezer.grond = DEKKEND
        rij = await lezer.fetchrow(_EEN, wie.tenant, vraag.overdracht_id)
        if rij is None or not keuze.zichtbaar(rij["status"], rij["verloopt_op"], clock.vandaag()):
            raise NietGevonden()
        across = OverdrachtVoorTonen(voor=rij["naar"], overdracht_id=rij["id"])
        return await INTAKE.dependencies["bus"].ask_intern(
            INTAKE.name, across, tenant=lezer.asker.tenant, namens=wie.persoon
        )
    if vraag.van not in van(wie.tenant):
        raise NietGevonden()
    across = OverdrachtVoorTonen(voor=wie.tenant, overdracht_id=vraag.overdracht_id, school=code)
    antwoord = await crossing.ask_across(INTAKE, wie, vraag.van, across, partners=van(wie.tenant))
    gezien = InzageMelden(
        opdracht=uuid5(vraag.overdracht_id, f"gezien/{wie.tenant}/{code}/{antwoord.gedeeld_op.isoformat()}"),
        voor=wie.tenant,
        overdracht_id=vraag.overdracht_id,
        school=code,
    )
    await crossing.ask_across(INTAKE, wie, vraag.van, gezien, partners=van(wie.tenant))
    return replace(antwoord, dossier_id=None)


# ------------------------------------------------------------------------------- asked by another tenant


@INTAKE.question(OverdrachtenVoorTonen, intern=True, kijkt="antwoord.overdrachten[].dossier_id")
async def overdrachten_voor_tonen(lezer: Reading, vraag: OverdrachtenVoorTonen) -> OverdrachtenLijst:
    """Names and places of what is shared with tenant `voor` today; not what was chosen."""
    vandaag = clock.vandaag()
    lezer.grond = grond(vraag.voor, vraag.school)
    rijen: list[Any] = []
    if vraag.voor in naar(lezer.tenant):
        rijen = await lezer.fetch(_VOOR, lezer.asker.tenant, vraag.voor, RIJEN, vandaag, vraag.school)
    alle = [kort(r, lezer.asker.tenant, vandaag, dossier=True) for r in rijen]
    return OverdrachtenLijst(overdrachten=alle, onbereikbaar=[])


@INTAKE.question(OverdrachtVoorTonen, intern=True, kijkt="antwoord.dossier_id")
async def overdracht_voor_tonen(lezer: Reading, vraag: OverdrachtVoorTonen) -> OverdrachtInhoud:
    """What was chosen, when it is shared with tenant `voor` today."""
    tenant, vandaag = lezer.asker.tenant, clock.vandaag()
    rij = await lezer.fetchrow(_EEN, tenant, vraag.overdracht_id)
    gedeeld_met(rij, vraag.voor, vandaag, vraag.school)
    lezer.grond = grond(vraag.voor, vraag.school)
    gezag = await lezer.fetch(_GEZAG, tenant, rij["dossier"], vandaag)
    loopbaan = await lezer.fetch(_LOOPBAAN, tenant, rij["dossier"])
    return inhoud(
        rij,
        await lezer.fetchval(_GEBOREN, tenant, rij["dossier"]),
        [f"{g['naam']} ({g['relatie']})" for g in gezag],
        [_plek(r) for r in loopbaan],
        tenant,
        vandaag,
    )


def _plek(rij: Any) -> str:
    school = elke_school(rij["school"])
    tot = f" tot {in_woorden(rij['tot'])}" if rij["tot"] else ""
    return f"{school.aanduiding if school else rij['school']}, {rij['groep']}, vanaf {in_woorden(rij['van'])}{tot}"
