"""One round of the matrix: everybody at every place, once. What came back is kept for all that looks into it."""

from __future__ import annotations

import asyncio
import os
import re
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

import structlog

from infra import clock
from infra.log import configure
from tests.flows.isolatie import afdruk, tot_rust
from tests.matrix.proef import Antwoord, Cel, Deur, adres, cellen, open_deur, plekken, proberen
from tests.matrix.tabel import lees, verwacht
from tests.matrix.wereld import THUIS, Wereld, net_bevestigd, weer_inloggen
from tests.stack import Stack

TEGELIJK = 8
#: So many at a time; a long round takes longer than five minutes, and nobody is asked here to prove who they are anew.
PER_KEER = 1_000
#: The last thing somebody does.
LAATST = ("/rol-kiezen", "/uitloggen")


@contextmanager
def logboek() -> Iterator[None]:
    """The application in this process logs as `python -m web` does, to a file beside those of the others."""
    vorige = structlog.get_config()
    with (Path(os.environ["MEEDOEN_VAR"]) / "log" / "matrix.log").open("a", encoding="utf-8") as bestand:
        configure("web")
        structlog.configure(logger_factory=structlog.WriteLoggerFactory(bestand))
        try:
            yield
        finally:
            structlog.configure(**vorige)


@dataclass
class Ronde:
    """`veranderd`: tables of the tenant of the case that were another after all refusals. `verzonnen`: the answer to
    an id that is not yours and to one that nobody has, as a visitor can tell them apart."""

    wereld: Wereld
    deur: Deur
    begin: datetime
    antwoorden: dict[Cel, Antwoord] = field(default_factory=dict)
    veranderd: set[str] = field(default_factory=set)
    verzonnen: dict[Cel, tuple[object, object]] = field(default_factory=dict)
    #: The same, for who counts what was asked: answer and person.
    verzonnen_gevraagd: list[tuple[Antwoord, str]] = field(default_factory=list)
    geteld_vanaf: datetime = field(default_factory=clock.echt)
    geteld_tot: datetime = field(default_factory=clock.echt)
    seconden: float = 0.0


async def rond(stack: Stack, wereld: Wereld, *, elke: bool = False) -> Ronde:
    begin, start = clock.echt(), time.monotonic()
    async with open_deur() as deur:
        ronde = Ronde(wereld, deur, begin)
        with logboek():
            await _alles(stack, ronde, elke)
    ronde.seconden = time.monotonic() - start
    return ronde


async def _alles(stack: Stack, ronde: Ronde, elke: bool) -> None:
    alle, regels = list(cellen(plekken(ronde.deur.app), ronde.wereld, elke=elke)), lees()
    dicht, open_, laatst = [], [], []
    for cel in alle:
        uitkomst = verwacht(regels, cel.plek.naam, ronde.wereld.bezoekers[cel.bezoeker].rol, cel.relatie).uitkomst
        doel = laatst if cel.plek.pad in LAATST else open_ if uitkomst == "ja" else dicht
        doel.append(cel)
    await tot_rust(stack, THUIS)
    ronde.geteld_vanaf = clock.echt()
    eerst = await afdruk_van(stack)
    await _doen(ronde, dicht)
    await _verzonnen(ronde, dicht)
    daarna = await afdruk_van(stack)
    ronde.veranderd = {tabel for tabel in eerst if eerst[tabel] != daarna[tabel]}
    await _doen(ronde, open_)
    for pad in LAATST:
        await _doen(ronde, [cel for cel in laatst if cel.plek.pad == pad])
    ronde.geteld_tot = clock.echt()
    await weer_inloggen(ronde.wereld)


#: What trying may leave behind. Who looks at a page is seen (`gezien_op`), who tried leaves a line; and the parts of a
#: file are the sender's own for an hour, before anybody knows for which case they are.
MAG = {
    "netwerk.sessie": "false",
    "intake.opdracht": "naam <> 'document_deel'",
    "intake.taak": "soort <> 'upload_opruimen'",
    "intake.sleutel": "zaak is null or zaak in (select id from intake.aanvraag)",
}


async def afdruk_van(stack: Stack) -> dict[str, tuple[int, str]]:
    alles = await afdruk(stack, THUIS, MAG)
    return {tabel: som for tabel, som in alles.items() if not tabel.split(".")[1].startswith(("audit", "ldv"))}


async def _doen(ronde: Ronde, cellen_: Iterable[Cel]) -> None:
    plaats = asyncio.Semaphore(TEGELIJK)

    async def een(cel: Cel) -> None:
        async with plaats:
            ronde.antwoorden[cel] = await proberen(ronde.deur, ronde.wereld, cel)

    alle = list(cellen_)
    for vanaf in range(0, len(alle), PER_KEER):
        await net_bevestigd(ronde.wereld)
        await asyncio.gather(*(een(cel) for cel in alle[vanaf : vanaf + PER_KEER]))


async def _verzonnen(ronde: Ronde, cellen_: Iterable[Cel]) -> None:
    """Every page that was not found, asked again with an id of nobody."""
    for cel in cellen_:
        if cel.plek.methode == "GET" and cel.plek.over_een_zaak and ronde.antwoorden[cel].status == 404:
            bezoeker = ronde.wereld.bezoekers[cel.bezoeker].bij(cel.plek.pad)
            pad = adres(cel.plek, ronde.wereld, cel.relatie)
            nergens = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", str(uuid4()), pad)
            antwoord = await ronde.deur.vraag("GET", nergens, token=bezoeker.token)
            ronde.verzonnen_gevraagd.append((antwoord, str(bezoeker.persoon)))
            ronde.verzonnen[cel] = _te_zien(ronde.antwoorden[cel], pad), _te_zien(antwoord, nergens)


def _te_zien(antwoord: Antwoord, pad: str) -> tuple[int, str, str]:
    """What a visitor can tell apart: the id that was asked for is taken out."""
    tekst = antwoord.inhoud.decode("utf-8", "replace")
    for id in re.findall(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", pad):
        tekst = tekst.replace(id, str(UUID(int=0)))
    return antwoord.status, antwoord.kop("content-type"), tekst
