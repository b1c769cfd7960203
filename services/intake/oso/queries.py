"""The window on what was read from the leerlingadministratie: of the asker alone, and what was taken over."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from infra import clock, vault
from infra.runtime import Reading
from services.intake.leerlingen.cases import dossier_inzien
from services.intake.oso.concepts import BRUIKBAAR
from services.intake.oso.contract import (
    BijlageStand,
    GegevenStand,
    KandidaatStand,
    OsoBijlageOphalen,
    OsoConceptenLijst,
    OsoConceptenTonen,
    OsoConceptKort,
    OsoConceptStand,
    OsoConceptTonen,
    OsoGegevens,
    OsoGegevensTonen,
    OsoStukDeel,
    OsoStukOphalen,
    OvergenomenGegeven,
    OvergenomenStuk,
    WeggelatenStand,
)
from services.intake.oso.kern import KERN, lijkt, van_de_leerling
from services.intake.oso.lezen import BLOKKEN, dag
from services.intake.oso.versheid import leeftijd, maximaal
from services.intake.service import INTAKE
from services.kern.errors import KanNiet, NietGevonden
from services.kern.policy import Deel, rollen
from services.kern.rollen import FAMILIEROLLEN, SCHOOLROLLEN
from tenants.schema import Tenant

LEZERS = rollen(Deel.DOSSIER) - FAMILIEROLLEN
_VOLGORDE = list(BLOKKEN)
_KORT = """
    select id, gemaakt_op, gelezen_op, verloopt_op, waarden::text as waarden from oso_concept
    where tenant = $1 and persoon = $2 and school = $3 order by gelezen_op desc limit 50
"""
_EEN = """
    select id, soort, gemaakt_op, herkomst, dossier_school, adres_geheim, gelezen_op, verloopt_op,
        waarden::text as waarden, weggelaten::text as weggelaten, meldingen::text as meldingen
    from oso_concept where tenant = $1 and id = $2 and persoon = $3 and school = $4
"""
_ANDEREN = """
    select id, versie, kenmerk, roepnaam, achternaam, geboren_op, groep from leerlingdossier
    where tenant = $1 and school = $2 and status = 'lopend' and (geboren_op = $3 or lower(achternaam) = lower($4))
    order by achternaam, roepnaam limit 20
"""
_OVERGENOMEN = """
    select sleutel, blok, naam, waarde, op, eigen_datum, herkomst, gemaakt_op, overgenomen_op,
        overgenomen_door_naam as overgenomen_door
    from oso_gegeven where tenant = $1 and dossier = $2 order by sleutel
"""
_STUKKEN = """
    select id, naam, omschrijving, bij, op, mediatype, grootte, herkomst, overgenomen_op,
           overgenomen_door_naam as overgenomen_door from oso_stuk
    where tenant = $1 and dossier = $2 order by op desc, naam
"""
_STUK = "select naam, mediatype, sleutel, grootte from oso_stuk where tenant = $1 and dossier = $2 and id = $3"
_BIJLAGE = """
    select b.naam, b.mediatype, b.status, b.leesbaar, b.grootte from oso_bijlage b
    join oso_concept c on c.tenant = b.tenant and c.id = b.concept
    where b.tenant = $1 and b.concept = $2 and b.id = $3 and c.persoon = $4 and c.school = $5
"""
_BIJLAGEN = """
    select id, naam, omschrijving, bij, op, status, reden, grootte from oso_bijlage
    where tenant = $1 and concept = $2 order by volgnummer
"""


@INTAKE.question(OsoConceptenTonen, rollen=SCHOOLROLLEN)
async def oso_concepten_tonen(lezer: Reading, vraag: OsoConceptenTonen) -> OsoConceptenLijst:
    ik = lezer.principal
    rijen = await lezer.fetch(_KORT, ik.tenant, ik.persoon, ik.organisatie)
    return OsoConceptenLijst(
        concepten=[
            OsoConceptKort(
                id=rij["id"],
                leerling=naam_van(json.loads(rij["waarden"])),
                gemaakt_op=rij["gemaakt_op"],
                gelezen_op=rij["gelezen_op"],
                verloopt_op=rij["verloopt_op"],
            )
            for rij in rijen
        ]
    )


def naam_van(waarden: list[dict[str, Any]]) -> str:
    """The name to call the pupil by."""
    gelezen = {waarde["sleutel"]: waarde["waarde"] for waarde in waarden}
    return f"{gelezen.get('leerling/roepnaam', '')} {gelezen.get('leerling/achternaam', '')}".strip()


@INTAKE.question(OsoConceptTonen, rollen=SCHOOLROLLEN)
async def oso_concept_tonen(lezer: Reading, vraag: OsoConceptTonen) -> OsoConceptStand:
    """Raises NietGevonden for everybody but who read it in, as if it were not there."""
    ik, vandaag = lezer.principal, clock.vandaag()
    rij = await lezer.fetchrow(_EEN, ik.tenant, vraag.concept_id, ik.persoon, ik.organisatie)
    if rij is None:
        raise NietGevonden()
    bijlagen = await lezer.fetch(_BIJLAGEN, ik.tenant, vraag.concept_id)
    waarden = {waarde["sleutel"]: waarde for waarde in json.loads(rij["waarden"])}
    kandidaten = await _kandidaten(lezer, waarden)
    bij = None
    if not vraag.nieuw:
        bij = next((k.id for k in kandidaten if (k.id == vraag.bij if vraag.bij else k.zeker)), None)
    nu = await _nu(lezer, bij) if bij else {}
    regels = lezer.tenant.oso
    eis = regels.dossier_maanden if regels else None
    oud = leeftijd(rij["gemaakt_op"], vandaag, eis)
    return OsoConceptStand(
        id=rij["id"],
        soort=rij["soort"],
        gemaakt_op=rij["gemaakt_op"],
        dagen=oud.dagen,
        herkomst=rij["herkomst"],
        andere_school=rij["dossier_school"] if rij["dossier_school"] != ik.organisatie else None,
        adres_geheim=rij["adres_geheim"],
        te_oud=not oud.bruikbaar,
        gelezen_op=rij["gelezen_op"],
        verloopt_op=rij["verloopt_op"],
        gegevens=[_gegeven(waarde, lezer.tenant, eis, nu) for waarde in waarden.values()],
        weggelaten=[WeggelatenStand(**weg) for weg in json.loads(rij["weggelaten"])],
        meldingen=json.loads(rij["meldingen"]),
        bijlagen=[BijlageStand(**dict(bijlage)) for bijlage in bijlagen],
        kandidaten=kandidaten,
        bij=bij,
    )


async def _kandidaten(lezer: Reading, waarden: Mapping[str, Mapping[str, Any]]) -> list[KandidaatStand]:
    """Dossiers of the own school that this may be about; the sure one first."""
    gelezen = van_de_leerling(waarden)
    wie = gelezen["roepnaam"], gelezen["achternaam"], date.fromisoformat(gelezen["geboren_op"])
    rijen = await lezer.fetch(_ANDEREN, lezer.asker.tenant, lezer.principal.organisatie, wie[2], wie[1])
    gevonden = []
    for rij in rijen:
        zeker = lijkt(wie, (rij["roepnaam"], rij["achternaam"], rij["geboren_op"]))
        if zeker is not None:
            naam = f"{rij['roepnaam']} {rij['achternaam']}"
            velden = {veld: rij[veld] for veld in ("id", "versie", "kenmerk", "geboren_op", "groep")}
            gevonden.append(KandidaatStand(naam=naam, zeker=zeker, **velden))
    return sorted(gevonden, key=lambda kandidaat: not kandidaat.zeker)


async def _nu(lezer: Reading, dossier: UUID) -> dict[str, str]:
    """What stands in that dossier, by the same keys, in the same words."""
    rij = await dossier_inzien(lezer, dossier)
    overgenomen = await lezer.fetch(_OVERGENOMEN, lezer.asker.tenant, dossier)
    staat = {een["sleutel"]: een["waarde"] for een in overgenomen}
    for sleutel, kolom in KERN.items():
        staat[sleutel] = dag(rij[kolom]) if isinstance(rij[kolom], date) else rij[kolom]
    return staat


def _gegeven(
    waarde: Mapping[str, Any], tenant: Tenant, van_het_dossier: int | None, nu: Mapping[str, str]
) -> GegevenStand:
    op, eigen = date.fromisoformat(waarde["op"]), waarde["eigen_datum"]
    eis = maximaal(waarde["sleutel"], tenant.recepten.values()) if eigen else van_het_dossier
    oud = leeftijd(op, clock.vandaag(), eis)
    return GegevenStand(
        sleutel=waarde["sleutel"],
        blok=waarde["blok"],
        naam=waarde["naam"],
        waarde=waarde["waarde"],
        op=op,
        eigen_datum=eigen,
        dagen=oud.dagen,
        maximaal_maanden=oud.maximaal_maanden,
        tot_en_met=oud.tot_en_met,
        bruikbaar=oud.bruikbaar,
        nu=nu.get(waarde["sleutel"]),
    )


@INTAKE.question(OsoBijlageOphalen, rollen=SCHOOLROLLEN)
async def oso_bijlage_ophalen(lezer: Reading, vraag: OsoBijlageOphalen) -> OsoStukDeel:
    """The cleaned version only, for who read it in."""
    ik = lezer.principal
    rij = await lezer.fetchrow(_BIJLAGE, ik.tenant, vraag.concept_id, vraag.bijlage_id, ik.persoon, ik.organisatie)
    if rij is None or vraag.deel < 0:
        raise NietGevonden()
    if rij["status"] != BRUIKBAAR:
        raise KanNiet("Deze bijlage gaat niet open: zij is nog niet gecontroleerd, of geweigerd.")
    try:
        inhoud = await vault.get_part(lezer, vraag.concept_id, rij["leesbaar"], vraag.deel)
    except (IndexError, FileNotFoundError):
        raise NietGevonden() from None
    laatste = (vraag.deel + 1) * vault.DEEL >= rij["grootte"]
    return OsoStukDeel(naam=rij["naam"], mediatype=rij["mediatype"], inhoud=inhoud, laatste=laatste)


@INTAKE.question(OsoGegevensTonen, rollen=LEZERS, kijkt="dossier_id")
async def oso_gegevens_tonen(lezer: Reading, vraag: OsoGegevensTonen) -> OsoGegevens:
    """With where each value came from and how old it is today."""
    rij = await dossier_inzien(lezer, vraag.dossier_id)
    rijen = await lezer.fetch(_OVERGENOMEN, lezer.asker.tenant, vraag.dossier_id)
    stukken = await lezer.fetch(_STUKKEN, lezer.asker.tenant, vraag.dossier_id)
    regels = lezer.tenant.oso
    eis = regels.dossier_maanden if regels else None
    gegevens = []
    for een in sorted(rijen, key=lambda r: (_VOLGORDE.index(r["blok"]), r["sleutel"])):
        mag = maximaal(een["sleutel"], lezer.tenant.recepten.values()) if een["eigen_datum"] else eis
        oud = leeftijd(een["op"], clock.vandaag(), mag)
        leeft = {"dagen": oud.dagen, "bruikbaar": oud.bruikbaar, "tot_en_met": oud.tot_en_met}
        gegevens.append(OvergenomenGegeven(**dict(een), **leeft))
    return OsoGegevens(
        kenmerk=rij["kenmerk"],
        leerling=f"{rij['roepnaam']} {rij['achternaam']}",
        gegevens=gegevens,
        stukken=[
            OvergenomenStuk(dagen=leeftijd(stuk["op"], clock.vandaag(), None).dagen, **dict(stuk)) for stuk in stukken
        ],
    )


@INTAKE.question(OsoStukOphalen, rollen=LEZERS, kijkt="dossier_id")
async def oso_stuk_ophalen(lezer: Reading, vraag: OsoStukOphalen) -> OsoStukDeel:
    await lezer.admit(vraag.dossier_id, Deel.DOSSIER)
    rij = await lezer.fetchrow(_STUK, lezer.asker.tenant, vraag.dossier_id, vraag.stuk_id)
    if rij is None or vraag.deel < 0:
        raise NietGevonden()
    try:
        inhoud = await vault.get_part(lezer, vraag.dossier_id, rij["sleutel"], vraag.deel)
    except (IndexError, FileNotFoundError):
        raise NietGevonden() from None
    laatste = (vraag.deel + 1) * vault.DEEL >= rij["grootte"]
    return OsoStukDeel(naam=rij["naam"], mediatype=rij["mediatype"], inhoud=inhoud, laatste=laatste)
