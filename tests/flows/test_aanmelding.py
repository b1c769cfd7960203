"""SEC-5: what a provider says of how and when somebody signed in, and what one can do with it; row by row.

The table is tests/flows/aanmelding.csv: way, role, acr, amr, how long ago, outcome, why. *bevestigd*: the role is on
and binding acts are open. *binnen*: the role is on; a binding act first asks to confirm. *eerst passkey*: no role yet.
"""

from __future__ import annotations

import csv
import time
from pathlib import Path
from uuid import uuid4

import pytest

from infra import clock, principals
from infra.settings import settings
from services.kern.errors import BevestigOpnieuw, Fout, MagNiet
from services.netwerk import contract as n
from tests.flows.test_passkeys import Mens, mens
from tests.stack import Stack
from web.login import ACR_HOOG, bevestigd_op, met_tweede_factor

TABEL = list(csv.DictReader(Path(__file__).with_name("aanmelding.csv").open(encoding="utf-8"), delimiter=";"))
ROLLEN = {
    "secretaris": {},
    "ib_er": {"rol": "ib_er", "organisatie": "16MA00"},
    "beheerder met passkey": {"rol": "beheerder", "organisatie": "PO2203", "tenant": "zwerfkei"},
}
SECONDEN = {"minuten": 60, "uur": 3600}


def claims(rij: dict[str, str]) -> dict[str, object]:
    """As the provider would say it in the id_token."""
    gezegd: dict[str, object] = {}
    if rij["acr"]:
        gezegd["acr"] = {"hoog": ACR_HOOG, "basis": "urn:meedoen:acr:basis"}.get(rij["acr"], rij["acr"])
    if rij["amr"]:
        gezegd["amr"] = rij["amr"].split()
    delen = rij["ingelogd"].split()
    if delen[-1] in SECONDEN:
        verschil = int(delen[-2]) * SECONDEN[delen[-1]]
        gezegd["auth_time"] = int(time.time()) + (verschil if delen[0] == "over" else -verschil)
    elif delen == ["nu"]:
        gezegd["auth_time"] = int(time.time())
    elif delen == ["ja"]:
        gezegd["auth_time"] = True
    return gezegd


async def uitkomst(wie: Mens) -> str:
    stand = await wie.stand()
    if stand.principal is None:
        return "eerst passkey"
    principal = principals.verify(stand.principal)
    assert principal.pas_bevestigd(clock.echt_seconden()) == (await bindt(wie, stand.principal))
    return "bevestigd" if principal.pas_bevestigd(clock.echt_seconden()) else "binnen"


async def bindt(wie: Mens, principal: str) -> bool:
    """Whether a binding act gets past the door; what is behind it refuses the made-up number, or the role."""
    try:
        await wie.stack.web.ask("netwerk", n.RegelsIntrekken(opdracht=uuid4(), nummer=987_654), principal)
    except BevestigOpnieuw:
        return False
    except MagNiet:  # this role has no binding act at netwerk: the age in the signature is what counts
        return principals.verify(principal).pas_bevestigd(clock.echt_seconden())
    except Fout:
        return True
    raise AssertionError("deze versie bestaat niet")


@pytest.mark.parametrize("rij", TABEL, ids=lambda rij: " ".join(filter(None, list(rij.values())[:5])))
async def test_sec_5_wat_een_aanmelding_waard_is(stack: Stack, rij: dict[str, str]):
    gezegd = claims(rij)
    mfa, op = met_tweede_factor(gezegd), bevestigd_op(gezegd)
    wie = await mens(stack, **ROLLEN[rij["rol"]])
    try:
        if rij["weg"] == "inloggen":
            geopend = await stack.web.ask(
                "netwerk",
                n.SessieOpenen(
                    opdracht=uuid4(), issuer=settings().oidc_issuer, subject=wie.sub, naam="Pas Proef", email="",
                    mfa=mfa, user_agent="proef", bevestigd_op=op,
                ),
            )  # fmt: skip
        else:
            await wie.later(20)
            geopend = await stack.web.ask(
                "netwerk",
                n.SessieBevestigen(
                    opdracht=uuid4(), token=wie.token, issuer=settings().oidc_issuer, subject=wie.sub, mfa=mfa,
                    bevestigd_op=op,
                ),
            )  # fmt: skip
    except MagNiet:
        assert rij["uitkomst"] == "geweigerd", rij["reden"]
        return
    assert await uitkomst(Mens(stack, wie.sub, geopend.token)) == rij["uitkomst"], rij["reden"]
