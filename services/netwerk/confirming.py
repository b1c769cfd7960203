"""Proving anew who one is, while signed in; and keeping meanwhile what was typed (docs/besluiten/0014)."""

from __future__ import annotations

import asyncpg

from infra import clock
from infra.database import Database
from services.kern.errors import MagNiet, NietGevonden, TeGroot
from services.netwerk import logbook, sessie
from services.netwerk.contract import (
    BewaardFormulierLezen,
    FormulierBewaren,
    SessieBevestigen,
    SessieEindigen,
    SessieGeopend,
    SessieKort,
    Sessies,
    SessiesTonen,
)
from services.netwerk.service import NETWERK
from services.netwerk.sessions import levende_sessie, sessies_melden, vervangen


@NETWERK.act(SessieBevestigen, open=True)
async def sessie_bevestigen(database: Database, opdracht: SessieBevestigen) -> SessieGeopend:
    """The same account signed in again just now: the session goes on under a new token, with the same hat.

    The form token stays: it is of this session, and a form in another window can still be sent.
    """
    moment = sessie.bevestiging_toetsen(opdracht.mfa, opdracht.bevestigd_op, clock.echt())
    async with (await database.pool()).acquire() as connection, connection.transaction():
        oud = await levende_sessie(connection, opdracht.token)
        if (oud["issuer"], oud["subject"]) != (opdracht.issuer, opdracht.subject):
            raise MagNiet("U logde in met een ander account. Bevestig met het account waarmee u hier werkt.")
        nieuw = await bevestigd_verder(connection, oud, bevestigd_op=moment)
    await sessies_melden([oud["token_hash"]])
    return nieuw


async def bevestigd_verder(connection: asyncpg.Connection, oud: asyncpg.Record, **moment: object) -> SessieGeopend:
    """Under a new token, with the same form token."""
    return SessieGeopend(token=await vervangen(connection, oud, csrf=oud["csrf"], mfa=True, **moment), hoeden=[])


@NETWERK.act(FormulierBewaren, open=True)
async def formulier_bewaren(database: Database, opdracht: FormulierBewaren) -> None:
    if len(opdracht.inhoud) > sessie.FORMULIER_GROOTTE:
        raise TeGroot("Dit is te veel tekst om in één keer te bewaren. Kort de tekst in.")
    async with (await database.pool()).acquire() as connection, connection.transaction():
        await connection.execute("delete from bewaard_formulier where verloopt_op < now()")
        wie = await levende_sessie(connection, opdracht.token)
        await connection.execute(
            "insert into bewaard_formulier (id, persoon, inhoud, verloopt_op) values ($1, $2, $3, $4)"
            " on conflict (id) do nothing",
            opdracht.id,
            wie["persoon"],
            opdracht.inhoud,
            clock.echt() + sessie.INLOGPOGING,
        )


@NETWERK.question(BewaardFormulierLezen, open=True)
async def bewaard_formulier_lezen(database: Database, vraag: BewaardFormulierLezen) -> bytes:
    async with (await database.pool()).acquire() as connection, connection.transaction():
        wie = await levende_sessie(connection, vraag.token)
        inhoud = await connection.fetchval(
            "select inhoud from bewaard_formulier where id = $1 and persoon = $2 and verloopt_op > now()",
            vraag.id,
            wie["persoon"],
        )
    if inhoud is None:
        raise NietGevonden()
    return inhoud


@NETWERK.question(SessiesTonen, open=True)
async def sessies_tonen(database: Database, vraag: SessiesTonen) -> Sessies:
    async with (await database.pool()).acquire() as connection, connection.transaction():
        wie = await levende_sessie(connection, vraag.token)
        rijen = await connection.fetch(
            "select id, begonnen_op, gezien_op, user_agent from sessie where persoon = $1 and geeindigd_op is null"
            " and verloopt_op > now() and gezien_op > now() - $2::interval order by gezien_op desc",
            wie["persoon"],
            sessie.STIL,
        )
    return Sessies(
        sessies=[
            SessieKort(
                id=rij["id"],
                begonnen_op=rij["begonnen_op"],
                gezien_op=rij["gezien_op"],
                apparaat=rij["user_agent"],
                deze=rij["id"] == wie["id"],
            )
            for rij in rijen
        ]
    )


@NETWERK.act(SessieEindigen, open=True)
async def sessie_eindigen(database: Database, opdracht: SessieEindigen) -> None:
    async with (await database.pool()).acquire() as connection, connection.transaction():
        wie = await levende_sessie(connection, opdracht.token)
        rijen = await connection.fetch(
            "update sessie set geeindigd_op = now(), reden = 'elders beeindigd' where persoon = $1 and id <> $2"
            " and ($3::uuid is null or id = $3) and geeindigd_op is null"
            " returning token_hash, id, persoon, tenant, hoed",
            wie["persoon"],
            wie["id"],
            opdracht.sessie,
        )
        await logbook.noteren_van(connection, logbook.UITGELOGD, rijen)
    if opdracht.sessie is not None and not rijen:
        raise NietGevonden()
    await sessies_melden([rij["token_hash"] for rij in rijen])
