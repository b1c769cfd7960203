"""The window on who is competent: what is known, what others offer, and what another tenant may have."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import msgspec
from msgspec.structs import replace

from infra import clock, crossing, vault
from infra.pdf import make_pdf
from infra.runtime import Nawerk, Reading
from services.intake.bevoegdheid import vervolg, woorden
from services.intake.bevoegdheid.cases import FAMILIE, RIJ, dag, inhoud, meegekomen, tenants_per_swv, vraag_netwerk
from services.intake.bevoegdheid.contract import (
    BevoegdheidStand,
    BevoegdheidTonen,
    DoorgezondenStukOphalen,
    Doorzendblad,
    DoorzendbladOphalen,
    Doorzendingen,
    DoorzendingenTonen,
    DoorzendingenVoorTonen,
    DoorzendingInhoud,
    DoorzendingKort,
    DoorzendingStand,
    DoorzendingVoorTonen,
    OuderMee,
    Toegelaten,
)
from services.intake.bevoegdheid.proces import AANVAARD, DOORZENDING, OPEN, REGIE, VOOR
from services.intake.contract import Bestand
from services.intake.proces import BIJ_HET_SWV, CONCEPT
from services.intake.service import INTAKE
from services.kern.errors import NietBeschikbaar, NietGevonden
from services.kern.policy import Deel
from services.kern.rollen import SCHOOLROLLEN
from services.netwerk.contract import PersonenVanRol

RIJEN = 200
#: So long what was taken over stands in the list, for who still has to be let in.
OVERGENOMEN = timedelta(days=30)
BEGIN = {"doorzending_aanbieden", "doorzending_voorstellen"}
#: What the side where the aanvraag began can do with one that runs.
HIER = {"doorzending_aanbieden", "doorzending_intrekken"}
_AANVRAAG = """
select a.id, a.kenmerk, a.soort, a.status, a.school, a.dossier, a.ingediend_op,
       l.roepnaam || ' ' || l.achternaam as leerling
from aanvraag a join leerling l on l.tenant = a.tenant and l.id = a.leerling where a.tenant = $1 and a.id = $2
"""
_POSTCODE = """
select left(postcode, 4) from leerlingadres
where tenant = $1 and dossier = $2 and not geheim and van <= $3 and (tot is null or tot > $3) order by van desc limit 1
"""
_VAN_AANVRAAG = RIJ + "d.aanvraag = $2 order by d.gewijzigd_op desc limit 1"
_AANGEBODEN = """
select d.id, d.aanvraag, d.status, a.kenmerk, a.soort, d.kenmerk_daar, d.soort_daar, a.school, d.uitleg, d.toelichting,
    d.aangeboden_op, d.gewijzigd_op, a.ingediend_op, jsonb_array_length(d.mee) as familie_mee, f.aantal as familie,
    d.toegelaten::text as toegelaten
from doorzending d join aanvraag a on a.tenant = d.tenant and a.id = d.aanvraag
cross join lateral (select count(*) as aantal from betrokkene b where b.tenant = d.tenant and b.aanvraag = d.aanvraag
    and b.tot is null and b.aangemeld_op is not null and b.rol in ('leerling', 'ouder')) f
where d.tenant = $1 and d.naar_tenant = $2
    and (d.status = 'aangeboden' and a.status in ('concept', 'ingediend', 'aanvulling_gevraagd')
        or d.status = 'aanvaard' and d.gewijzigd_op > $4)
order by d.aangeboden_op, d.id limit $3
"""
_STUK = """
select id, aanvraag, bestandsnaam, mediatype, leesbaar, leesbaar_grootte from document
where tenant = $1 and id = $2 and aanvraag = $3 and status = 'bruikbaar' and leesbaar is not null
"""


@INTAKE.question(BevoegdheidTonen, rollen=SCHOOLROLLEN | REGIE, kijkt="aanvraag_id")
async def bevoegdheid_tonen(lezer: Reading, vraag: BevoegdheidTonen) -> BevoegdheidStand:
    """The postcode of a secret address stays with the school that wrote it down."""
    wie, tenant = lezer.principal, lezer.asker.tenant
    await lezer.admit(vraag.aanvraag_id, Deel.INHOUD)
    rij = await lezer.fetchrow(_AANVRAAG, tenant, vraag.aanvraag_id)
    if rij is None:
        raise NietGevonden()
    postcode = ""
    if wie.rol in SCHOOLROLLEN and rij["dossier"] is not None:
        postcode = await lezer.fetchval(_POSTCODE, tenant, rij["dossier"], clock.vandaag()) or ""
    laatste = await lezer.fetchrow(_VAN_AANVRAAG, tenant, rij["id"])
    loopt = laatste is not None and laatste["status"] in OPEN
    handelingen: list[str] = []
    if rij["status"] in (CONCEPT, *BIJ_HET_SWV):
        mogelijk = HIER & {h.naam for h in DOORZENDING.mogelijk_voor(wie.rol, laatste["status"])} if loopt else BEGIN
        handelingen = sorted(naam for naam in mogelijk if wie.rol in DOORZENDING.rij(naam).rollen)
        if rij["status"] == CONCEPT:
            handelingen = [naam for naam in handelingen if naam != "doorzending_voorstellen"]
    bieden = wie.rol in SCHOOLROLLEN and "doorzending_aanbieden" in handelingen
    familie = await lezer.fetch(FAMILIE, tenant, rij["id"]) if bieden else []
    return BevoegdheidStand(
        aanvraag_id=rij["id"],
        kenmerk=rij["kenmerk"],
        leerling=rij["leerling"],
        soort=rij["soort"],
        status=rij["status"],
        school=rij["school"],
        postcode=postcode,
        kan_naar=tenants_per_swv(tenant),
        doorzending=_stand(laatste, rij["ingediend_op"] is not None) if laatste is not None else None,
        handelingen=handelingen,
        familie=[OuderMee(**dict(een)) for een in familie],
    )


def _stand(rij: Any, ingediend: bool) -> DoorzendingStand:
    velden = (
        "id versie status naar grond uitleg toelichting ouders_ingelicht_op aangeboden_op gewijzigd_op reden"
        " kenmerk_daar"
    )
    return DoorzendingStand(
        gewijzigd_door=rij["gewijzigd_door_naam"],
        ingediend=ingediend,
        mee=len(msgspec.json.decode(rij["mee"])),
        toegelaten=_toegelaten(rij),
        **{naam: rij[naam] for naam in velden.split()},
    )


@INTAKE.question(DoorzendingenTonen, rollen=REGIE)
async def doorzendingen_tonen(lezer: Reading, vraag: DoorzendingenTonen) -> Doorzendingen:
    """Every other tenant is asked, and the own netwerk who of the school is known here; nothing of it stays here."""
    wie = lezer.principal
    if wie.organisatie != lezer.tenant.swv_nummer:
        raise NietGevonden()
    anderen = sorted(tenants_per_swv(wie.tenant).values())
    alle: list[DoorzendingKort] = []
    stil: list[str] = []
    for ander in anderen:
        try:
            antwoord: Doorzendingen = await crossing.ask_across(
                INTAKE, wie, ander, DoorzendingenVoorTonen(voor=wie.tenant), partners=anderen
            )
            alle += antwoord.doorzendingen
        except NietBeschikbaar:
            stil.append(ander)
    hier = await _school_hier(lezer) if alle else {}
    alle = [replace(een, school_hier=None if hier is None else hier.get(een.school, [])) for een in alle]
    open_ = sorted((een for een in alle if een.overgenomen_op is None), key=lambda een: een.aangeboden_op)
    over = sorted((een for een in alle if een.overgenomen_op), key=lambda een: een.overgenomen_op, reverse=True)
    return Doorzendingen(doorzendingen=open_[:RIJEN], overgenomen=over[:RIJEN], onbereikbaar=stil)


async def _school_hier(lezer: Reading) -> dict[str, list[str]] | None:
    """Which roles a school has here, per school; None while the service that knows people is away."""
    try:
        mensen = await vraag_netwerk(lezer, PersonenVanRol(rollen=sorted(SCHOOLROLLEN)))
    except NietBeschikbaar:
        return None
    hier: dict[str, set[str]] = {}
    for een in mensen:
        hier.setdefault(een.organisatie, set()).add(een.rol)
    return {school: sorted(rollen) for school, rollen in hier.items()}


@INTAKE.question(DoorzendbladOphalen, rollen=SCHOOLROLLEN, kijkt="aanvraag_id")
async def doorzendblad_ophalen(lezer: Reading, vraag: DoorzendbladOphalen) -> Nawerk:
    await lezer.admit(vraag.aanvraag_id, Deel.SCHOOLWERK)
    alles = await inhoud(lezer, None, vraag.aanvraag_id)
    rij = await lezer.fetchrow(_VAN_AANVRAAG, lezer.asker.tenant, vraag.aanvraag_id)
    stappen: list[str] = list(vervolg.PAPIER)
    if rij is not None and rij["status"] == AANVAARD:
        d = _stand(rij, alles.ingediend_op is not None)
        nu = vervolg.voor_school(
            d.naar, d.kenmerk_daar, dag(d.aangeboden_op), d.toegelaten, d.mee, ingediend=d.ingediend
        )
        stappen = [vervolg.overgenomen(d.naar, dag(d.gewijzigd_op), d.kenmerk_daar), *nu]
    titel, html = woorden.blad(alles, lezer.tenant.swv_nummer, stappen, clock.vandaag())

    async def maken() -> Doorzendblad:
        inhoud_pdf = await asyncio.to_thread(make_pdf, html, title=titel)
        return Doorzendblad(inhoud=inhoud_pdf, bestandsnaam=f"aanvraag-{alles.kenmerk}.pdf")

    return Nawerk(maken)


# ------------------------------------------------------------------------------- asked by another tenant


@INTAKE.question(DoorzendingenVoorTonen, intern=True, kijkt="antwoord.doorzendingen[].aanvraag_id")
async def doorzendingen_voor_tonen(lezer: Reading, vraag: DoorzendingenVoorTonen) -> Doorzendingen:
    """Which school, what kind and why; nothing of the child before somebody says yes."""
    lezer.grond = f"{VOOR} {vraag.voor}"
    sinds = clock.nu() - OVERGENOMEN
    rijen = await lezer.fetch(_AANGEBODEN, lezer.asker.tenant, vraag.voor, RIJEN, sinds)
    return Doorzendingen(doorzendingen=[_kort(rij, lezer.asker.tenant) for rij in rijen], onbereikbaar=[])


def _kort(rij: Any, tenant: str) -> DoorzendingKort:
    velden = "id school uitleg toelichting aangeboden_op ingediend_op familie familie_mee"
    over = rij["status"] == AANVAARD
    return DoorzendingKort(
        tenant=tenant,
        aanvraag_id=rij["aanvraag"],
        kenmerk=rij["kenmerk_daar"] if over else rij["kenmerk"],
        soort=rij["soort_daar"] if over else rij["soort"],
        overgenomen_op=rij["gewijzigd_op"] if over else None,
        toegelaten=_toegelaten(rij),
        **{naam: rij[naam] for naam in velden.split()},
    )


def _toegelaten(rij: Any) -> Toegelaten | None:
    return msgspec.json.decode(rij["toegelaten"], type=Toegelaten) if rij["toegelaten"] else None


async def _aanvaard(lezer: Reading, voor: str, doorzending: Any) -> Any:
    """The row, once tenant `voor` took it over. Raises NietGevonden for any other."""
    rij = await lezer.fetchrow(RIJ + "d.id = $2", lezer.asker.tenant, doorzending)
    if rij is None or rij["naar_tenant"] != voor or rij["status"] != AANVAARD:
        raise NietGevonden()
    lezer.grond = f"{VOOR} {voor}"
    return rij


@INTAKE.question(DoorzendingVoorTonen, intern=True, kijkt="antwoord.aanvraag_id")
async def doorzending_voor_tonen(lezer: Reading, vraag: DoorzendingVoorTonen) -> DoorzendingInhoud:
    rij = await _aanvaard(lezer, vraag.voor, vraag.doorzending_id)
    return await meegekomen(lezer, rij, await inhoud(lezer, rij, rij["aanvraag"]))


@INTAKE.question(DoorgezondenStukOphalen, intern=True, kijkt="antwoord.aanvraag_id")
async def doorgezonden_stuk_ophalen(lezer: Reading, vraag: DoorgezondenStukOphalen) -> Bestand:
    rij = await _aanvaard(lezer, vraag.voor, vraag.doorzending_id)
    d = await lezer.fetchrow(_STUK, lezer.asker.tenant, vraag.document, rij["aanvraag"])
    if d is None:
        raise NietGevonden()
    delen = -(-d["leesbaar_grootte"] // vault.DEEL)
    if not 0 <= vraag.deel < delen:
        raise NietGevonden()
    return Bestand(
        id=d["id"],
        aanvraag_id=d["aanvraag"],
        bestandsnaam=d["bestandsnaam"],
        mediatype=d["mediatype"],
        grootte=d["leesbaar_grootte"],
        deel=vraag.deel,
        delen=delen,
        inhoud=await vault.get_part(lezer, d["aanvraag"], d["leesbaar"], vraag.deel),
    )
