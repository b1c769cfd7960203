"""The window of netwerk on the rules: for the beheerder, and for every process of Meedoen itself."""

from __future__ import annotations

import hashlib

import asyncpg
import msgspec

from infra import clock
from infra.database import Database
from infra.runtime import Reading
from services.kern.errors import NietGevonden
from services.kern.principal import Systeem
from services.kern.rollen import Rol
from services.netwerk.contract import (
    RegelsBestanden,
    RegelsKennen,
    RegelsKort,
    RegelsOphalen,
    RegelsStand,
    Regelversie,
    RegelversieGelezen,
    RegelversieLezen,
    Regelversies,
    RegelversiesTonen,
)
from services.netwerk.proces import CONCEPT, VASTGESTELD
from services.netwerk.service import NETWERK
from services.netwerk.versions import gebrek_van
from tenants.registry import registry

BEHEERDER = frozenset({Rol.BEHEERDER})
_KOLOMMEN = "nummer, vanaf, herkomst, status, bron, toelichting, door_naam, op, kenmerk, basis"
_LIJST = f"select {_KOLOMMEN} from regelversie where tenant = $1 order by vanaf desc, nummer desc"
_EEN = f"select {_KOLOMMEN}, bestanden::text as bestanden from regelversie where tenant = $1 and nummer = $2"
_BESTANDEN = "select bestanden::text from regelversie where tenant = $1 and nummer = $2 and status = $3"
_STAND = "select tenant, nummer, vanaf, kenmerk from regelstand order by tenant, nummer"


@NETWERK.question(RegelsKennen, open=True, intern=True)
async def regels_kennen(database: Database, vraag: RegelsKennen) -> RegelsStand:
    """One statement for all tenants; what is in it is about nobody."""
    rijen = await (await database.pool()).fetch(_STAND)
    stand = hashlib.sha256(repr([tuple(rij) for rij in rijen]).encode()).hexdigest()
    if stand == vraag.stand:
        return RegelsStand(stand=stand, versies=None)
    return RegelsStand(stand=stand, versies=[RegelsKort(*rij) for rij in rijen])


@NETWERK.question(RegelsOphalen, open=True, intern=True)
async def regels_ophalen(database: Database, vraag: RegelsOphalen) -> RegelsBestanden:
    alles = registry()
    if vraag.tenant not in alles.versies.keys() | alles.gebreken.keys():
        raise NietGevonden()
    async with database.reading(Systeem(tenant=vraag.tenant, dienst="netwerk")) as connection:
        tekst = await connection.fetchval(_BESTANDEN, vraag.tenant, vraag.nummer, VASTGESTELD)
    if tekst is None:
        raise NietGevonden()
    return RegelsBestanden(bestanden=msgspec.json.decode(tekst, type=dict[str, str]))


@NETWERK.question(RegelversiesTonen, rollen=BEHEERDER)
async def regelversies_tonen(lezer: Reading, vraag: RegelversiesTonen) -> Regelversies:
    _eigen(lezer)
    rijen = await lezer.fetch(_LIJST, lezer.asker.tenant)
    versies = [_stand(lezer, rij) for rij in rijen]
    return Regelversies(
        versies=[versie for versie in versies if versie.status != CONCEPT],
        concept=next((versie for versie in versies if versie.status == CONCEPT), None),
        gebrek=registry().gebreken.get(lezer.asker.tenant),
    )


@NETWERK.question(RegelversieLezen, rollen=BEHEERDER)
async def regelversie_lezen(lezer: Reading, vraag: RegelversieLezen) -> RegelversieGelezen:
    _eigen(lezer)
    rij = await lezer.fetchrow(_EEN, lezer.asker.tenant, vraag.nummer)
    if rij is None:
        raise NietGevonden()
    versie, bestanden = _stand(lezer, rij), msgspec.json.decode(rij["bestanden"], type=dict[str, str])
    return RegelversieGelezen(
        versie=versie,
        bestanden=dict(sorted(bestanden.items())),
        gebrek=await gebrek_van(lezer.tenant, bestanden) if versie.status == CONCEPT else None,
    )


def _eigen(lezer: Reading) -> None:
    if lezer.principal.organisatie != lezer.tenant.swv_nummer:
        raise NietGevonden()


def _stand(lezer: Reading, rij: asyncpg.Record) -> Regelversie:
    geldt = registry().version(lezer.asker.tenant, clock.vandaag()).nummer
    return Regelversie(
        **{naam.strip(): rij[naam.strip()] for naam in _KOLOMMEN.split(",")},
        geldt=rij["status"] == VASTGESTELD and rij["nummer"] == geldt,
    )
