"""Where a word about a child may never stand: mails, logs, facts, the queue, the names of files, and the rows that tell
what happened and what must happen. Each place is read as it lies there, after the round of the matrix (AUD-4)."""

from __future__ import annotations

import email
import email.policy
import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from infra.processes import SERVICES
from infra.settings import settings
from tests.matrix.kanaries import Kanaries
from tests.stack import Stack

#: Rows beside the dossier: who did what, what is told, what must still be done, what was asked.
TABELLEN = """
select n.nspname || '.' || c.relname as tabel from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p') and n.nspname = any($1)
  and (c.relname like 'audit%' or c.relname in ('taak', 'outbox', 'inbox', 'opdracht', 'logboek', 'verwerking', 'ldv'))
order by 1
"""


def _map(naam: str) -> Path:
    return Path(os.environ["MEEDOEN_VAR"]) / naam


def _bestanden(map_: Path) -> Iterator[tuple[str, bytes]]:
    for pad in sorted(map_.rglob("*")):
        if pad.is_file():
            yield str(pad.relative_to(map_)), pad.read_bytes()


def post() -> Iterator[tuple[str, bytes]]:
    """Every e-mail as it arrived, without the addresses it was sent to: a person may get mail at the own address."""
    for naam, ruw in _bestanden(_map("data/post")):
        bericht = email.message_from_bytes(ruw, policy=email.policy.default)
        koppen = [f"{kop}: {waarde}" for kop, waarde in bericht.items() if kop.lower() not in ("to", "x-envelope-to")]
        delen = [deel.get_payload(decode=True) or b"" for deel in bericht.walk() if not deel.is_multipart()]
        yield naam, b"\n".join(["\n".join(koppen).encode(), *delen])


def logboeken() -> Iterator[tuple[str, bytes]]:
    """Every line of every process: ours, PostgreSQL, NATS, Valkey, the mail server and the virus scanner."""
    yield from _bestanden(_map("log"))


def feiten() -> Iterator[tuple[str, bytes]]:
    """The streams as NATS keeps them on disk."""
    yield from _bestanden(_map("data/nats"))


def wachtrij() -> Iterator[tuple[str, bytes]]:
    """Every command that Valkey was ever given: its own file of them."""
    yield from _bestanden(_map("data/valkey"))


def opslag() -> Iterator[tuple[str, bytes]]:
    """The files of the dossiers: how they are called, and what can be read in them by who has the disk."""
    map_ = Path(unquote(urlsplit(settings().files_url).path))
    for naam, inhoud in _bestanden(map_):
        yield naam, naam.encode() + b"\n" + inhoud


async def rijen(stack: Stack) -> list[tuple[str, bytes]]:
    """Audit, facts to tell, jobs to do, answers to commands."""
    uit = []
    for rij in await stack.sql(TABELLEN, list(SERVICES)):
        inhoud = await stack.sql(f"select t::text as rij from {rij['tabel']} t")
        uit.append((rij["tabel"], "\n".join(regel["rij"] for regel in inhoud).encode()))
    return uit


async def vegen(stack: Stack, kanaries: Kanaries) -> dict[str, set[str]]:
    """Per place the fields of which the word was found there. A place is a kind and a name: `post 000123.eml`."""
    bronnen = {"post": post, "log": logboeken, "feiten": feiten, "wachtrij": wachtrij, "opslag": opslag}
    gevonden: dict[str, set[str]] = {}
    for soort, bron in bronnen.items():
        for naam, inhoud in bron():
            if velden := kanaries.in_(inhoud):
                gevonden[f"{soort} {naam}"] = velden
    for naam, inhoud in await rijen(stack):
        # A column of bytes shows itself as hexadecimal.
        if velden := kanaries.in_(inhoud) | _hex(kanaries, inhoud):
            gevonden[f"rij {naam}"] = velden
    return gevonden


def _hex(kanaries: Kanaries, inhoud: bytes) -> set[str]:
    return {veld for veld, woord in kanaries.woorden.items() if woord.encode().hex().encode() in inhoud}
