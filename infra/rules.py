"""How every process comes to know the versions of the rules. Only netwerk reads them; the others ask it.

Asked at the start and then every few seconds, with what is known already, so that nearly every answer is one line.
Until netwerk answers a process works with the folders; a folder that cannot be used is replaced by the last version
that could. A new version begins tomorrow at the earliest, so nobody has to hear of it this very moment.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import threading
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from infra import bus, clock
from infra.bus import Bus
from infra.log import log
from services.kern.bericht import Vraag
from services.kern.errors import OngeldigeInvoer, TeGroot
from services.netwerk.contract import REGELS_GROOTTE, RegelsKennen, RegelsKort, RegelsOphalen
from tenants.registry import ConfiguratieFout, Versie, build, registry

# Well within the minutes that lie between making a version and the first moment it can count.
RONDE = 5.0
GEDULD = 3.0  # at the start; whoever waits longer works with the folders meanwhile
Ask = Callable[[Vraag], Awaitable[Any]]


def kenmerk(bestanden: Mapping[str, str]) -> str:
    """The hash of a set of files: the same for the same names and texts, whoever kept them and in which order."""
    inhoud = json.dumps(sorted(bestanden.items()), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(inhoud.encode()).hexdigest()


def grootte(bestanden: Mapping[str, str]) -> int:
    """Of all files together, in bytes."""
    return sum(len(tekst.encode()) for tekst in bestanden.values())


async def judged(tenant: str, bestanden: Mapping[str, str], vanaf: date) -> Versie:
    """A version made of these files for a question about them; nothing is kept.

    Raises OngeldigeInvoer at `bestanden` when they cannot be used, with the place in `extra`.
    """
    try:
        if grootte(bestanden) > REGELS_GROOTTE:
            raise TeGroot(f"Alle bestanden samen mogen {REGELS_GROOTTE // 1000} kB groot zijn.")
        # Beside the event loop: judging takes longer than anybody should wait for an answer.
        return await asyncio.to_thread(build, tenant, bestanden, vanaf=vanaf)
    except ConfiguratieFout as fout:
        melding, plek = str(fout), {naam: getattr(fout, naam, None) for naam in ("bestand", "sleutel", "regel")}
        raise OngeldigeInvoer(
            "Deze regels kunnen nog niet gebruikt worden.", velden={"bestanden": melding}, extra=plek
        ) from None


class Follower:
    """Keeps the registry of this process up to date. `ask` puts a question to netwerk."""

    def __init__(self, ask: Ask):
        self.ask = ask
        self.stand = ""
        self._first: asyncio.Task[None] | None = None
        # Of each version its kenmerk, and whether this code can use it: that is told once, not every round.
        self._bekend: dict[tuple[str, int], tuple[str, bool]] = {}

    async def start(self, geduld: float = GEDULD) -> bool:
        """Know the versions before the first visitor. False when that takes too long; it then goes on by itself."""
        self._first = asyncio.create_task(self._until_known())
        done, _ = await asyncio.wait({self._first}, timeout=geduld)
        if not done:
            log.info("regels nog niet gehoord, de mappen gelden zolang")
        return bool(done)

    async def _until_known(self) -> None:
        while not await self.attempt():
            await asyncio.sleep(0.2)

    async def run(self, stopping: asyncio.Event) -> None:
        """Ask every round until stopped. Never ends by itself: the rules that are known stay in force."""
        stop = asyncio.create_task(stopping.wait())
        if self._first is not None:
            await asyncio.wait({stop, self._first}, return_when=asyncio.FIRST_COMPLETED)
            self._first.cancel()
        while not stop.done():
            await asyncio.wait({stop}, timeout=RONDE)
            if not stop.done():
                await self.attempt()

    async def attempt(self) -> bool:
        """`refresh`, but a fault of the asking only means: not now."""
        try:
            await self.refresh()
        except Exception as fout:
            # netwerk or the line to it is away, or still starting: it comes back by itself.
            log.debug("regels niet gehoord", fout=type(fout).__name__)
            return False
        return True

    async def refresh(self) -> None:
        """Ask once and take over what changed. Raises what the asking raises; then nothing is forgotten."""
        antwoord = await self.ask(RegelsKennen(stand=self.stand))
        if antwoord.versies is None:
            return
        alles = registry()
        per_tenant: dict[str, list[RegelsKort]] = {id: [] for id in sorted(alles.versies.keys() | alles.gebreken)}
        for kort in antwoord.versies:
            if kort.tenant in per_tenant:
                per_tenant[kort.tenant].append(kort)
        # What counts today first, for everybody; what only older cases still ask for comes after.
        vandaag = clock.vandaag()
        for tenant, versies in per_tenant.items():
            await self._tenant(tenant, _sinds(versies, vandaag), alle=False)
        for tenant, versies in per_tenant.items():
            await self._tenant(tenant, versies, alle=True)
        self.stand = antwoord.stand

    async def _tenant(self, tenant: str, versies: list[RegelsKort], *, alle: bool) -> None:
        """Put what counts in the registry; with `alle` take out what was withdrawn or replaced by a higher number.

        Of two with the same first day only the higher is made; where this code cannot use that one, the one below.
        """
        alles = registry()
        bekend = {versie.nummer: versie for versie in alles.versies.get(tenant, [])}
        gelden: set[int] = set()
        dagen: set[date] = set()
        for kort in sorted(versies, key=lambda k: (k.vanaf, k.nummer), reverse=True):
            if kort.vanaf in dagen:
                continue
            sleutel = (tenant, kort.nummer)
            kent, bruikbaar = self._bekend.get(sleutel, ("", False))
            if kent != kort.kenmerk or (bruikbaar and kort.nummer not in bekend):
                versie = await self._make(kort, bekend.get(0))
                bruikbaar = versie is not None
                self._bekend[sleutel] = kort.kenmerk, bruikbaar
                if versie is not None:
                    alles.put(tenant, versie)
            if not bruikbaar:
                continue
            gelden.add(kort.nummer)
            dagen.add(kort.vanaf)
        if alle and gelden:
            for nummer in bekend.keys() - gelden:
                alles.remove(tenant, nummer)

    async def _make(self, kort: RegelsKort, uit_map: Versie | None) -> Versie | None:
        """The version itself; None when this code cannot use it any more."""
        if uit_map is not None and kenmerk(uit_map.bestanden) == kort.kenmerk:
            return replace(uit_map, nummer=kort.nummer, vanaf=kort.vanaf)  # nothing to fetch, nothing to judge again
        antwoord = await self.ask(RegelsOphalen(tenant=kort.tenant, nummer=kort.nummer))
        try:
            # Beside the event loop: judging takes longer than anybody should wait for an answer.
            return await asyncio.to_thread(build, kort.tenant, antwoord.bestanden, nummer=kort.nummer, vanaf=kort.vanaf)
        except ConfiguratieFout as fout:
            log.error("versie van regels onbruikbaar", tenant=kort.tenant, nummer=kort.nummer, fout=str(fout))
            return None


def _sinds(versies: list[RegelsKort], dag: date) -> list[RegelsKort]:
    """The versions that count on this day or later."""
    begin = max((v.vanaf for v in versies if v.vanaf <= dag), default=dag)
    return [v for v in versies if v.vanaf >= begin]


def follow_in_thread(gebruiker: str, stopping: threading.Event) -> None:
    """For a process without an event loop of its own (the worker): a thread that follows, as this NATS user.

    Returns when the versions are known, or after some seconds when netwerk does not answer.
    """
    gereed = threading.Event()

    async def main() -> None:
        while not stopping.is_set():
            try:
                client = await bus.connect(gebruiker)
                break
            except Exception as fout:
                log.info("regels nog niet gehoord, de mappen gelden zolang", fout=type(fout).__name__)
                await asyncio.sleep(1)
        else:
            return
        gang = Bus(client, gebruiker)
        follower = Follower(lambda vraag: gang.ask_intern("netwerk", vraag))
        await follower.start()
        gereed.set()
        stop = asyncio.Event()
        volgen = asyncio.create_task(follower.run(stop))
        await asyncio.to_thread(stopping.wait)
        stop.set()
        await volgen
        await client.close()

    threading.Thread(target=lambda: asyncio.run(main()), name="regels", daemon=True).start()
    gereed.wait(GEDULD + 1)
