"""Runs one service: its doors on the bus, its relay of facts, its ear for the facts of others.

Any number of copies may run; a queue group shares the asking, an advisory lock leaves telling to one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import date
from time import perf_counter
from typing import Any
from uuid import UUID

import asyncpg
import msgspec
from nats.aio.msg import Msg
from sqlalchemy import text

from infra import bus as bussen
from infra import clock, principals, readiness, trace
from infra.audit import lines
from infra.bus import KOP_PRINCIPAL, KOP_TENANT, Bus, FoutAntwoord, Responder, decoder, encode
from infra.database import Database, passing
from infra.failpoints import fp
from infra.inbox import listen
from infra.involvement import admit_look
from infra.log import log
from infra.outbox import relay
from infra.rules import Follower
from infra.service import Door, Service
from infra.unit_of_work import UnitOfWork
from services.kern.bericht import Opdracht, Vraag
from services.kern.errors import (
    BevestigOpnieuw,
    Fout,
    FoutBericht,
    KanNiet,
    MagNiet,
    NietBeschikbaar,
    NietIngelogd,
    OngeldigeInvoer,
)
from services.kern.policy import Deel, Oordeel
from services.kern.principal import Asker, Principal, Systeem
from tenants import registry
from tenants.registry import load_all
from tenants.schema import Tenant

#: What names a case in a message: whoever sends one of these is let in by the policy, or not at all.
ZAAKVELDEN = frozenset(
    {"aanvraag_id", "behandeling_id", "document_id", "advies_id", "dossier_id", "consult_id", "onderinstroom_id"}
)


class Runner:
    """One running copy of one service."""

    def __init__(self, service: Service):
        self.service = service
        self.database = Database(service)
        self.stopping = asyncio.Event()

    async def run(self) -> None:
        """Serve until `stopping` is set."""
        client = await bussen.connect(self.service.name)
        self.bus = Bus(client, self.service.name)
        self.service.dependencies["bus"] = self.bus
        self.service.dependencies["database"] = self.database
        responder = Responder(client, self.service.name, self._answer)
        await self.database.pool()
        await self.database.voor_diensten.pool()
        for begin in self.service.starts:
            await begin(self.database)
        name = self.service.name
        regels = Follower(self._ask_rules)
        await regels.start()
        tasks = [asyncio.create_task(relay(self.service, self.bus, self.stopping))]
        tasks.append(asyncio.create_task(regels.run(self.stopping)))
        if self.service.reactions:
            tasks.append(asyncio.create_task(listen(self.service, self.database, client, self.stopping)))
        await responder.start(f"ask.{name}.*", f"intern.*.{name}.*")
        log.info("gereed", dienst=name)
        readiness.tell(name)
        stop = asyncio.create_task(self.stopping.wait())
        # A relay or ear that ends by itself is a fault: leave, and let the supervisor start a fresh copy.
        done, _ = await asyncio.wait([stop, *tasks], return_when=asyncio.FIRST_COMPLETED)
        self.stopping.set()
        await responder.stop()
        await asyncio.gather(*tasks, return_exceptions=True)
        # What was asked is answered and what was heard is acknowledged; the rest goes to another copy.
        if client.is_connected:
            with suppress(Exception):  # the line is lost just now: who asked asks again
                await client.flush(2)
        await client.close()
        await self.database.close()
        for task in done:
            if task is not stop and task.exception():
                raise task.exception()

    async def _ask_rules(self, vraag: Vraag) -> Any:
        """Put a question about the rules: to the own table where this is netwerk, to netwerk where it is not."""
        if door := self.service.doors.get(vraag.heet()):
            return await door.handler(self.database, vraag)
        return await self.bus.ask_intern("netwerk", vraag)

    async def _answer(self, msg: Msg) -> bytes:
        begin = perf_counter()
        naam, status, tenant = msg.subject.rsplit(".", 1)[-1], 200, None
        door = asker = vraag = None
        spoor = _begin(msg)
        try:
            door = self.service.doors.get(naam)
            if door is None:
                raise OngeldigeInvoer("Dit bericht bestaat niet.")
            asker = self._asker(door, msg)
            tenant = asker.tenant if asker else None
            self._toegelaten(door, asker)
            try:
                vraag = decoder(door.bericht).decode(msg.data)
            except (msgspec.ValidationError, msgspec.DecodeError) as fout:
                raise ongeldig(fout) from None
            return encode(await self._handle(door, vraag, asker))
        except Fout as fout:
            status = fout.status
            if asker is not None and door is not None and status < 500:
                await self._geweigerd(door, vraag, asker, fout)
            raise FoutAntwoord(FoutBericht.van(fout)) from None
        except Exception as fout:
            if passing(fout):
                status = 503
                log.warning("opslag niet bereikbaar", dienst=self.service.name, fout=type(fout).__name__)
                melding = "De gegevens zijn even niet bereikbaar. Er is niets verloren; probeer het zo nog eens."
                raise FoutAntwoord(FoutBericht.van(NietBeschikbaar(melding))) from None
            status, kenmerk = 500, spoor.kenmerk
            log.exception("onverwachte fout", dienst=self.service.name, bericht=naam, kenmerk=kenmerk, tenant=tenant)
            melding = "Er ging iets mis bij ons. Wat u typte is niet verwerkt."
            raise FoutAntwoord(FoutBericht("onverwacht", melding, kenmerk=kenmerk)) from None
        finally:
            ms = round((perf_counter() - begin) * 1000, 1)
            if status >= 400 or ms > 200:
                log.info("bericht", dienst=self.service.name, bericht=naam, status=status, ms=ms, tenant=tenant)

    def _asker(self, door: Door, msg: Msg) -> Asker | None:
        """Who is asking, decided from the subject and the signature; never from the message itself."""
        koppen = msg.headers or {}
        if msg.subject.startswith("intern."):
            if door.intern and door.open:  # about all tenants at once, as the rules are
                return None
            tenant = koppen.get(KOP_TENANT, "")
            if tenant not in load_all():
                raise OngeldigeInvoer("Deze tenant bestaat niet.")
            return Systeem(tenant=tenant, dienst=msg.subject.split(".")[1])
        if door.open:
            return None
        token = koppen.get(KOP_PRINCIPAL)
        if not token:
            raise NietIngelogd("Log eerst in.")
        return principals.verify(token)

    def _toegelaten(self, door: Door, asker: Asker | None) -> None:
        """Raises MagNiet where this door is not for this role, or not for other services."""
        if isinstance(asker, Systeem) and not door.intern:
            raise MagNiet("Dit bericht is niet voor een andere dienst.")
        if isinstance(asker, Principal) and door.intern and not door.rollen:
            raise MagNiet("Dit bericht is alleen voor een andere dienst.")
        if isinstance(asker, Principal) and asker.rol not in door.rollen:
            raise MagNiet("Dit hoort niet bij uw rol.")
        if isinstance(asker, Principal) and door.opnieuw and not asker.pas_bevestigd(clock.echt_seconden()):
            raise BevestigOpnieuw()

    async def _geweigerd(self, door: Door, vraag: Vraag | None, asker: Asker, fout: Fout) -> None:
        """The audit line of a refusal, in a transaction of its own: that of the act is rolled back."""
        zaak, voorwerp = lines.about(vraag) if vraag is not None else (None, None)
        rij = lines.line(
            self.service.name,
            asker,
            soort=lines.HANDELING if issubclass(door.bericht, Opdracht) else lines.INZAGE,
            wat=door.bericht.heet(),
            zaak=zaak,
            voorwerp=voorwerp,
            reden=fout.sleutel,
        )
        try:
            async with self._database(asker).reading(asker, write=True) as connection:
                await lines.write(connection, rij)
        except Exception as mis:  # it stays a refusal, and nothing was shown; that the line is missing is in the log
            log.error(
                "weigering niet opgeschreven", dienst=self.service.name, bericht=rij["wat"], fout=type(mis).__name__
            )

    async def _handle(self, door: Door, vraag: Any, asker: Asker | None) -> Any:
        if asker is None:
            return await door.handler(self.database, vraag)
        database = self._database(asker)
        if isinstance(vraag, Opdracht):
            return await perform(self.service, database, door, vraag, asker)
        # What one service asks another is part of what that one does, which leaves its own line; a dossier is not.
        kijkt = bool(door.kijkt) or isinstance(asker, Principal)
        # Who only counts reads every case, as the service itself; what is told names none of them.
        wie = Systeem(tenant=asker.tenant, dienst=self.service.name) if door.telt else asker
        async with database.reading(wie, write=kijkt) as connection:
            lezer = Reading(connection, asker)
            antwoord = await door.handler(lezer, vraag)
            asked(door, asker, lezer.oordeel, vraag)
            if kijkt and not door.schrijft:
                await self._gezien(lezer, door, vraag, antwoord)
        return await antwoord.maken() if isinstance(antwoord, Nawerk) else antwoord

    def _database(self, asker: Asker) -> Database:
        return self.database.voor_diensten if isinstance(asker, Systeem) else self.database

    async def _gezien(self, lezer: Reading, door: Door, vraag: Vraag, antwoord: Any) -> None:
        """The audit line of a look, in the transaction of the look: no line, no content."""
        zaak, zaken = lines.shown(door.kijkt, vraag, antwoord) if door.kijkt else (None, None)
        _, voorwerp = lines.about(vraag)
        rij = lines.line(
            self.service.name,
            lezer.asker,
            soort=lines.INZAGE,
            wat=door.bericht.heet(),
            zaak=zaak,
            voorwerp=voorwerp,
            zaken=zaken,
            grond=lezer.grond,
        )
        await lines.write(lezer.connection, rij)


def asked(door: Door, asker: Asker, oordeel: Oordeel | None, vraag: Vraag) -> None:
    """A door that was told of a case and did not ask the policy does not answer: that is a fault of ours."""
    genoemd = [veld for veld in ZAAKVELDEN if getattr(vraag, veld, None) is not None]
    if oordeel is None and isinstance(asker, Principal) and genoemd:
        raise RuntimeError(f"{door.bericht.heet()} vroeg niet of dit mag")


def ongeldig(fout: Exception) -> OngeldigeInvoer:
    """A message that does not fit its type. The path msgspec names becomes the field."""
    tekst = str(fout)
    veld = tekst.split("`$.", 1)[1].split("`", 1)[0] if "`$." in tekst else ""
    if "unknown field" in tekst:
        veld = tekst.split("`")[1]
        return OngeldigeInvoer(f"Het veld “{veld}” bestaat niet.", velden={veld: "Dit veld bestaat niet."})
    if "missing required field" in tekst:
        veld = tekst.split("`")[1]
        return OngeldigeInvoer(f"Het veld “{veld}” ontbreekt.", velden={veld: "Vul dit in."})
    return OngeldigeInvoer("Niet alles is goed ingevuld.", velden={veld: "Dit klopt niet."} if veld else {})


class Nawerk:
    """What a question gives when making the answer takes long and needs no database any more, as a PDF does.

    `maken` is awaited once the transaction of the look is over: who waits for a PDF keeps no connection from others.
    """

    __slots__ = ("maken",)

    def __init__(self, maken: Callable[[], Awaitable[Any]]):
        self.maken = maken


class Reading:
    """What a question gets: a connection inside one transaction, and who asks."""

    __slots__ = ("asker", "connection", "grond", "oordeel")

    def __init__(self, connection: asyncpg.Connection, asker: Asker):
        self.connection, self.asker = connection, asker
        self.grond: str | None = None  # on which ground this person may look, for the audit line
        self.oordeel: Oordeel | None = None  # how the asker was let in, once that was asked

    @property
    def tenant(self) -> Tenant:
        """The declaration of this samenwerkingsverband as it is today."""
        return load_all()[self.asker.tenant]

    def regels(self, op: date | None) -> Tenant:
        """The declaration by which a case of this day is handled; that of today while it has none."""
        return registry.get(self.asker.tenant, op)

    @property
    def principal(self) -> Principal:
        assert isinstance(self.asker, Principal), "hier vraagt geen persoon"
        return self.asker

    async def admit(self, zaak: UUID, deel: Deel) -> Oordeel:
        """Let the asker at this part of the case, or raise NietGevonden or MagNiet (`services.kern.policy`)."""
        self.oordeel = await admit_look(self, zaak, deel)
        self.grond = self.oordeel.grond
        return self.oordeel

    async def fetch(self, sql: str, *args: Any) -> list[asyncpg.Record]:
        return await self.connection.fetch(sql, *args)

    async def fetchrow(self, sql: str, *args: Any) -> asyncpg.Record | None:
        return await self.connection.fetchrow(sql, *args)

    async def fetchval(self, sql: str, *args: Any) -> Any:
        return await self.connection.fetchval(sql, *args)


def _begin(msg: Msg) -> trace.Spoor:
    """The operation that answers this message, and where it came from. Who asks is decided elsewhere."""
    koppen, delen = msg.headers or {}, msg.subject.split(".")
    if delen[0] == "intern":
        try:
            namens = UUID(koppen.get(trace.KOP_NAMENS, ""))
        except ValueError:
            namens = None
        herkomst = "beheer" if delen[1] == "beheer" else "dienst"
        return trace.beginnen(koppen.get(trace.KOP), herkomst, namens=namens)
    herkomst = "api" if koppen.get(trace.KOP_HERKOMST) == "api" else "web"
    vreemd = trace.lezen(f"00-{'1' * 32}-{koppen.get(trace.KOP_VREEMD, '')}-01")
    return trace.beginnen(koppen.get(trace.KOP), herkomst, vreemd=vreemd[1] if vreemd else None)


async def perform(service: Service, database: Database, door: Door, opdracht: Opdracht, asker: Asker) -> Any:
    """One command, one transaction, one effect per idempotency key.

    The same key from the same person gets the answer of the first time; from anybody else, or for another
    command, it is refused.
    """
    fp("act.start")
    wie = str(asker.persoon) if isinstance(asker, Principal) else asker.dienst
    naam = opdracht.heet()
    async with database.writing(asker) as unit:
        unit.oorzaak = opdracht.opdracht
        eerder = await _claim(unit, opdracht, naam, wie)
        if eerder is not None:
            return decoder(door.bericht.antwoord).decode(eerder) if door.bericht.antwoord else None
        fp("act.after_idem")
        unit.wat = naam
        unit.zaak, unit.voorwerp = lines.about(opdracht)
        antwoord = await door.handler(unit, opdracht)
        asked(door, asker, unit.oordeel, opdracht)
        await unit.execute(
            "update opdracht set antwoord = :antwoord where tenant = :tenant and id = :id",
            id=opdracht.opdracht,
            antwoord=encode(antwoord),
        )
    return antwoord


async def _claim(unit: UnitOfWork, opdracht: Opdracht, naam: str, wie: str) -> bytes | None:
    """Take the key, or wait for who has it and read the answer."""
    genomen = await unit.session.execute(
        text(
            "insert into opdracht (tenant, id, naam, wie, op) values (:tenant, :id, :naam, :wie, now())"
            " on conflict (tenant, id) do nothing returning id"
        ),
        {"tenant": unit.asker.tenant, "id": opdracht.opdracht, "naam": naam, "wie": wie},
    )
    if genomen.first() is not None:
        return None
    rij = (
        await unit.execute(
            "select naam, wie, antwoord from opdracht where tenant = :tenant and id = :id",
            id=opdracht.opdracht,
        )
    ).one()
    if (rij.naam, rij.wie) != (naam, wie) or rij.antwoord is None:
        raise KanNiet("Deze opdracht is al voor iets anders gebruikt. Laad de pagina opnieuw.")
    return rij.antwoord
