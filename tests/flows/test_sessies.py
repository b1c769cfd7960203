"""Sessions under pressure: many people sign in and choose a hat in the same moment."""

from __future__ import annotations

import asyncio
from uuid import uuid4

import pytest

from infra.settings import settings
from services.kern.errors import MagNiet
from services.netwerk.contract import HoedKiezen, SessieLezen, SessieOpenen
from tests.stack import Stack


async def _binnenkomen(stack: Stack) -> str:
    """Rob has two hats: he signs in and chooses one."""
    open_ = await stack.web.ask(
        "netwerk",
        SessieOpenen(
            opdracht=uuid4(),
            issuer=settings().oidc_issuer,
            subject="rob",
            naam="Rob Postma",
            email="rob@catamaran.example",
            mfa=True,
            user_agent="test",
        ),
    )
    gekozen = await stack.web.ask("netwerk", HoedKiezen(opdracht=uuid4(), token=open_.token, hoed=open_.hoeden[0].id))
    return gekozen.token


async def test_meer_mensen_tegelijk_dan_er_verbindingen_zijn(stack: Stack):
    """Whoever holds a connection never waits for another: thirty at once come in."""
    uitslag = await asyncio.wait_for(
        asyncio.gather(*(_binnenkomen(stack) for _ in range(30)), return_exceptions=True), timeout=60
    )
    assert any(isinstance(token, str) for token in uitslag)
    laatste = await _binnenkomen(stack)
    stand = await stack.web.ask("netwerk", SessieLezen(token=laatste))
    assert stand.principal is not None and len(stand.hoeden) == 3


async def test_zonder_tweede_stap_gaat_geen_rol_op(stack: Stack):
    for sub, naam in (("vera", "Vera Kuipers"), ("iris", "Iris Bakker")):
        with pytest.raises(MagNiet, match="tweede stap"):
            await stack.web.ask(
                "netwerk",
                SessieOpenen(
                    opdracht=uuid4(),
                    issuer=settings().oidc_issuer,
                    subject=sub,
                    naam=naam,
                    email=f"{sub}@voorbeeld.example",
                    mfa=False,
                    user_agent="test",
                ),
            )
