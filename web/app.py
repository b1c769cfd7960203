"""Builds the web application: routes, guard, faults, and around it the gate. No globals: all hangs on the app."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from jinja2 import Environment
from litestar import Litestar
from litestar.datastructures import State
from litestar.types import ControllerRouterHandler

from infra import bus, clock
from infra.bus import Bus
from infra.rules import Follower
from infra.settings import Settings, settings
from tenants.registry import load_all
from tenants.schema import Tenant
from web import errors, policy, refusals
from web.environment import build_environment
from web.limits import Limieten
from web.login import Aanbieder, aanbieders
from web.pages import ROUTES
from web.security import Gate, meldpunt, secure
from web.session import Sessies
from web.static_files import StaticFiles
from web.visit import Verzoek


@dataclass
class Web:
    """What handlers work with. `bus` and `sessies` exist from the start of the lifespan on."""

    settings: Settings
    static: StaticFiles
    templates: Environment
    aanbieders: dict[str, Aanbieder]
    secure: bool
    limieten: Limieten
    meldpunt: str
    bus: Bus = field(init=False)
    sessies: Sessies = field(init=False)

    @property
    def tenants(self) -> dict[str, Tenant]:
        """Every samenwerkingsverband as it is today."""
        return load_all()

    @property
    def cookie(self) -> str:
        """Name of the session cookie. `__Host-` needs https; demo and test on this machine have none."""
        return "__Host-s" if self.secure else "s"

    @property
    def inlogcookie(self) -> str:
        return "__Host-i" if self.secure else "i"

    @property
    def formuliercookie(self) -> str:
        return "__Host-f" if self.secure else "f"

    @property
    def meldingcookie(self) -> str:
        return "__Host-m" if self.secure else "m"


@asynccontextmanager
async def _lifespan(app: Litestar) -> AsyncIterator[None]:
    web: Web = app.state["web"]
    client = await bus.connect("web")
    web.bus = Bus(client, "web")
    web.sessies = Sessies(web.bus)
    await web.sessies.luisteren()
    regels, stopping = Follower(lambda vraag: web.bus.ask("netwerk", vraag)), asyncio.Event()
    await regels.start()
    volgen = asyncio.create_task(regels.run(stopping))
    try:
        yield
    finally:
        stopping.set()
        await volgen
        await web.limieten.sluiten()
        for aanbieder in web.aanbieders.values():
            await aanbieder.buiten.sluiten()
        # While NATS is away there is nothing to drain, and stopping may not wait for it.
        await (client.drain() if client.is_connected else client.close())


def build(extra: list[ControllerRouterHandler] | None = None) -> Litestar:
    """The application without its gate. `extra`: routes of a test.

    Raises policy.OngemarkeerdeRoute when a route does not say who may use it.
    """
    instelling = settings()
    clock.rules_follow()
    static = StaticFiles.load()
    web = Web(
        settings=instelling,
        static=static,
        templates=build_environment(static.address),
        aanbieders=aanbieders(instelling),
        secure=secure(instelling),
        limieten=Limieten.from_settings(instelling),
        meldpunt=meldpunt(instelling),
    )
    app = Litestar(
        route_handlers=[*ROUTES, *(extra or [])],
        guards=[policy.toegang],
        before_send=[refusals.opschrijven],
        exception_handlers=errors.HANDLERS,
        request_class=Verzoek,
        lifespan=[_lifespan],
        state=State({"web": web}),
        openapi_config=None,
        logging_config=None,
        debug=False,
        # The real limits stand with each form (web.forms); this one only bounds what is read at all.
        request_max_body_size=policy.GRENS_BESTAND,
        multipart_form_part_limit=60,
    )
    policy.controleren(app)
    return app


def create_app() -> Gate:
    """What uvicorn runs."""
    app = build()
    web: Web = app.state["web"]
    return Gate(app, app_url=web.settings.app_url, secure=web.secure)
