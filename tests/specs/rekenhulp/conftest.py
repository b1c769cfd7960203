"""The web application in this process, without its lifespan: there is no line to NATS, and none is needed."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator

import httpx2
import pytest
import pytest_asyncio

from web.app import build
from web.security import Gate

# What the start asks for; `./meedoen test` gives the real values, and those stay.
GENOEG = {
    "MEEDOEN_OMGEVING": "test",
    "MEEDOEN_VAR": "var",
    "APP_URL": "http://127.0.0.1:8000",
    "NATS_URL": "nats://127.0.0.1:1",
    "OIDC_ISSUER": "http://127.0.0.1:2",
    "OIDC_CLIENT_ID": "meedoen",
    "OIDC_CLIENT_SECRET": "geheim",
    "PRINCIPAL_PUBLIC_KEY": "00" * 32,
    "LIMIETEN": "*=10000000/60",
}


@pytest.fixture(scope="session")
def gate() -> Gate:
    for naam, waarde in GENOEG.items():
        os.environ.setdefault(naam, waarde)
    app = build()
    return Gate(app, app_url=app.state["web"].settings.app_url, secure=False)


@pytest_asyncio.fixture
async def client(gate: Gate) -> AsyncIterator[httpx2.AsyncClient]:
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(gate), base_url=gate.app_url) as client:
        yield client
