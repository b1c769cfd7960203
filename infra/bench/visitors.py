"""The people who ask: invented, with real sessions as after a real sign-in."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from infra import clock
from infra.bench.http_client import Browser
from infra.bus import Bus
from infra.settings import settings
from services.netwerk.contract import PersoonAanmelden, SessieLezen, SessieOpenen, SessieStand
from tenants.registry import load_all

CLIENTS = 8
ISSUER = "bench"


@dataclass
class Visitor:
    """One session. `stand` holds the signed principal, which lasts a minute: refresh before use."""

    token: str
    stand: SessieStand
    browser: Browser

    @property
    def principal(self) -> str:
        assert self.stand.principal is not None
        return self.stand.principal

    async def refresh(self, web: Bus) -> None:
        self.stand = await web.ask("netwerk", SessieLezen(token=self.token))


async def sign_in(web: Bus, beheer: Bus, naam: str, tenant: str, rol: str) -> Visitor:
    """A new person with one hat, made known by the administration, and a session of theirs with that hat on."""
    persoon, organisatie = uuid4(), load_all()[tenant].swv_nummer
    email = f"{persoon.hex[:8]}@voorbeeld.nl"
    await beheer.ask_intern(
        "netwerk",
        PersoonAanmelden(
            opdracht=uuid4(),
            persoon=persoon,
            issuer=ISSUER,
            subject=str(persoon),
            naam=naam,
            email=email,
            rol=rol,
            organisatie=organisatie,
            van=clock.vandaag(),
        ),
        tenant=tenant,
    )
    opened = await web.ask(
        "netwerk",
        SessieOpenen(
            opdracht=uuid4(),
            issuer=ISSUER,
            subject=str(persoon),
            naam=naam,
            email=email,
            mfa=True,
            user_agent="bench",
        ),
    )
    stand = await web.ask("netwerk", SessieLezen(token=opened.token))
    return Visitor(opened.token, stand, Browser(settings().app_url, f"s={opened.token}"))
