"""`python -m infra.people FILE`: make the people of a list known, each with hats and perhaps a seat as deskundige.

The list is TOML as infra/demo/mensen.toml; names and e-mail addresses come from the accounts of the identity
provider. Safe to repeat: who is known stays as is.
"""

from __future__ import annotations

import asyncio
import sys
import time
import tomllib
from datetime import date
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

import msgspec

from infra import bus
from infra.bus import Bus
from infra.log import configure, log
from infra.settings import settings
from services.commissie.contract import DeskundigeAanmelden
from services.kern.errors import NietBeschikbaar
from services.netwerk.contract import PersoonAanmelden

HIER = Path(__file__).parent
MENSEN = HIER / "demo" / "mensen.toml"
ACCOUNTS = HIER / "dev" / "idp" / "accounts.json"
BEGIN = date(2024, 8, 1)


class Account(msgspec.Struct):
    """Somebody who can sign in at the development identity provider."""

    sub: str
    naam: str
    email: str
    wachtwoord: str
    totp: str | None
    omschrijving: str = ""


class HoedRegel(msgspec.Struct, forbid_unknown_fields=True):
    tenant: str
    rol: str
    organisatie: str


class DeskundigeRegel(msgspec.Struct, forbid_unknown_fields=True):
    tenant: str
    discipline: str
    extern: bool
    verbonden_scholen: list[str]


class MensRegel(msgspec.Struct, forbid_unknown_fields=True):
    sub: str
    hoeden: list[HoedRegel]
    deskundige: DeskundigeRegel | None = None


class Mensen(msgspec.Struct, forbid_unknown_fields=True):
    mensen: list[MensRegel]


def accounts() -> dict[str, Account]:
    """The accounts of the development identity provider, by subject."""
    return {a.sub: a for a in msgspec.json.decode(ACCOUNTS.read_bytes(), type=list[Account])}


def mensen(bestand: Path = MENSEN) -> list[MensRegel]:
    return msgspec.convert(tomllib.loads(bestand.read_text()), Mensen).mensen


def persoon_id(sub: str) -> UUID:
    """The key of a person of the list: always the same for the same account."""
    return uuid5(NAMESPACE_URL, f"{settings().oidc_issuer}/{sub}")


async def load(gang: Bus, bestand: Path = MENSEN) -> int:
    """Make everybody known through the door that only the administration has. Returns how many people."""
    bekend = accounts()
    regels = mensen(bestand)
    for mens in regels:
        account = bekend[mens.sub]
        for hoed in mens.hoeden:
            await gang.ask_intern(
                "netwerk",
                PersoonAanmelden(
                    opdracht=uuid4(),
                    persoon=persoon_id(mens.sub),
                    issuer=settings().oidc_issuer,
                    subject=mens.sub,
                    naam=account.naam,
                    email=account.email,
                    rol=hoed.rol,
                    organisatie=hoed.organisatie,
                    van=BEGIN,
                ),
                tenant=hoed.tenant,
            )
        if mens.deskundige:
            await gang.ask_intern(
                "commissie",
                DeskundigeAanmelden(
                    opdracht=uuid4(),
                    persoon=persoon_id(mens.sub),
                    naam=account.naam,
                    discipline=mens.deskundige.discipline,
                    extern=mens.deskundige.extern,
                    verbonden_scholen=mens.deskundige.verbonden_scholen,
                ),
                tenant=mens.deskundige.tenant,
            )
    return len(regels)


async def load_patiently(gang: Bus, bestand: Path = MENSEN, *, seconden: float = 30) -> int:
    """As `load`, waiting for services that are just starting. Raises NietBeschikbaar when they stay away."""
    einde = time.monotonic() + seconden
    while True:
        try:
            return await load(gang, bestand)
        except NietBeschikbaar:
            if time.monotonic() > einde:
                raise
            await asyncio.sleep(0.25)


async def _main(bestand: Path) -> None:
    client = await bus.connect("beheer")
    log.info("mensen bekend", aantal=await load(Bus(client, "beheer"), bestand))
    await client.drain()


if __name__ == "__main__":
    configure("mensen")
    asyncio.run(_main(Path(sys.argv[1]) if len(sys.argv) > 1 else MENSEN))
