"""What each user of NATS cannot do, tried on the running server with that user's own password (SEC-12).

The file says it (test_nats_conf.py); here the server is asked. Every refusal is the one that the server tells to
`error_cb`, and every try is followed by one that is allowed, so that silence proves something.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import nats
import pytest
from nats.aio.client import Client
from nats.errors import Error as NatsFout

from infra import tls
from infra.bus import STREAM
from infra.processes import SERVICES, load
from infra.settings import settings
from services.kern.feit import FEITEN
from tests.stack import Stack

GEBRUIKERS = ("web", *SERVICES)
TENANT = "swv2202po"
pytestmark = pytest.mark.usefixtures("stack")


@dataclass
class Gast:
    """A connection as this user, and what the server refused it."""

    client: Client
    geweigerd: list[str] = field(default_factory=list)

    async def mag_niet(self, soort: str, onderwerp: str) -> None:
        """The server says that this subject is not for this user."""
        begin = len(self.geweigerd)
        if soort == "publish":
            await self.client.publish(onderwerp, b"{}", reply=self.client.new_inbox())
        else:
            await self.client.subscribe(onderwerp)

        await self._rondgang()
        assert any(
            "permissions violation" in zin and soort in zin and f'"{onderwerp}"'.lower() in zin
            for zin in self.geweigerd[begin:]
        ), f"{soort} {onderwerp} is niet geweigerd"

    async def mag(self, soort: str, onderwerp: str, queue: str = "") -> None:
        """One round trip later the server has had nothing to say about it."""
        begin = len(self.geweigerd)
        if soort == "publish":
            await self.client.publish(onderwerp, b"{}")
        else:
            await (await self.client.subscribe(onderwerp, queue=queue)).unsubscribe()
        await self._rondgang()
        assert self.geweigerd[begin:] == []

    async def _rondgang(self) -> None:
        """The server answers in order: its refusal comes before its pong. Twice, for nats-py 2.16 writes a ping at
        once and may send what it had to say before after that."""
        await self.client.flush()
        await self.client.flush()


@asynccontextmanager
async def gast(naam: str, *, wachtwoord_van: str | None = None) -> AsyncIterator[Gast]:
    geweigerd: list[str] = []

    async def fout(fout: Exception) -> None:
        geweigerd.append(str(fout).lower())

    client = await nats.connect(
        settings().nats_url,
        user=naam,
        password=settings().nats_password(wachtwoord_van or naam),
        inbox_prefix=f"_INBOX_{naam}".encode(),
        allow_reconnect=False,
        connect_timeout=2,
        error_cb=fout,
        **tls.for_nats(naam),
    )
    try:
        yield Gast(client, geweigerd)
    finally:
        await client.close()


def anderen(naam: str) -> list[str]:
    return [ander for ander in SERVICES if ander != naam]


@pytest.mark.parametrize("naam", GEBRUIKERS)
async def test_wie_zich_voordoet_als_een_ander_komt_er_niet_in(naam: str):
    with pytest.raises(NatsFout, match=r"(?i)authorization violation"):
        async with gast(naam, wachtwoord_van="intake" if naam == "netwerk" else "netwerk"):
            pass


async def test_zonder_naam_komt_niemand_erin():
    with pytest.raises(NatsFout, match=r"(?i)authorization violation"):
        await nats.connect(
            settings().nats_url, allow_reconnect=False, connect_timeout=2, error_cb=_stil, **tls.for_nats("web")
        )


async def _stil(_fout: Exception) -> None:
    return None


@pytest.mark.parametrize("naam", GEBRUIKERS)
async def test_niemand_vertelt_een_feit_van_een_ander(naam: str):
    async with gast(naam) as ik:
        for ander in anderen(naam):
            await ik.mag_niet("publish", f"swv.{TENANT}.{ander}.proef.gedaan")
        await ik.mag_niet("publish", f"swv.{TENANT}.onbekend.proef.gedaan")


@pytest.mark.parametrize("naam", GEBRUIKERS)
async def test_niemand_spreekt_uit_naam_van_een_ander(naam: str):
    """`intern.<from>.…` proves who asks only because nobody else can send it."""
    async with gast(naam) as ik:
        for ander in (*anderen(naam), "beheer"):
            await ik.mag_niet("publish", f"intern.{ander}.netwerk.personen_tonen")


@pytest.mark.parametrize("naam", SERVICES)
async def test_een_dienst_vraagt_niets_uit_naam_van_een_mens(naam: str):
    async with gast(naam) as ik:
        for dienst in SERVICES:
            await ik.mag_niet("publish", f"ask.{dienst}.sessie_openen")
        await ik.mag("publish", f"intern.{naam}.niemand.proef")


async def test_web_spreekt_niet_als_dienst():
    async with gast("web") as web:
        for dienst in SERVICES:
            await web.mag_niet("publish", f"intern.web.{dienst}.persoon_aanmelden")
            await web.mag_niet("publish", f"intern.beheer.{dienst}.persoon_aanmelden")
        await web.mag_niet("publish", "push.sessie")
        await web.mag("publish", "ask.niemand.proef")


@pytest.mark.parametrize("naam", GEBRUIKERS)
async def test_niemand_leest_de_post_van_een_ander(naam: str):
    async with gast(naam) as ik:
        for ander in (*anderen(naam), "beheer", *({"web"} - {naam})):
            await ik.mag_niet("subscription", f"_INBOX_{ander}.>")
        for breed in ("_INBOX.>", ">", "*.>"):
            await ik.mag_niet("subscription", breed)
        await ik.mag("subscription", f"_INBOX_{naam}.proef")


@pytest.mark.parametrize("naam", GEBRUIKERS)
async def test_feiten_en_vragen_van_anderen_zijn_niet_mee_te_lezen(naam: str):
    async with gast(naam) as ik:
        for onderwerp in (
            "swv.>",
            f"swv.{TENANT}.>",
            f"swv.{TENANT}.intake.aanvraag.ingediend",
            "$JS.EVENT.>",
            "ask.>",
        ):
            await ik.mag_niet("subscription", onderwerp)
        for ander in anderen(naam):
            await ik.mag_niet("subscription", f"ask.{ander}.>")
            await ik.mag_niet("subscription", f"intern.*.{ander}.>")
        if naam == "web":
            await ik.mag("subscription", "push.sessie")
        else:
            # Only in the queue: beside it one would hear every question without answering it.
            await ik.mag_niet("subscription", f"ask.{naam}.>")
            await ik.mag_niet("subscription", "push.>")


@pytest.mark.parametrize("naam", GEBRUIKERS)
async def test_een_einde_hoort_wie_er_iets_bij_te_eindigen_heeft(naam: str):
    """ISO-9: only the facts of `infra.endings`, of every tenant, and only in the queue of the service."""
    einden = {dienst: set(load(dienst).endings) for dienst in SERVICES}
    async with gast(naam) as ik:
        for einde in sorted(set().union(*einden.values())):
            onderwerp = FEITEN[einde].overal()
            await ik.mag_niet("subscription", onderwerp)
            if einde in einden.get(naam, ()):
                await ik.mag("subscription", onderwerp, naam)


@pytest.mark.parametrize("naam", GEBRUIKERS)
async def test_niemand_komt_aan_de_stroom_of_het_oor_van_een_ander(naam: str):
    beheer = ("INFO", "CREATE", "UPDATE", "DELETE", "PURGE", "MSG.GET", "MSG.DELETE", "SNAPSHOT", "RESTORE")
    async with gast(naam) as ik:
        await ik.mag_niet("publish", "$JS.API.INFO")
        await ik.mag_niet("publish", "$JS.API.STREAM.NAMES")
        for wat in beheer:
            await ik.mag_niet("publish", f"$JS.API.STREAM.{wat}.{STREAM}")
        await ik.mag_niet("publish", f"$JS.API.DIRECT.GET.{STREAM}")
        await ik.mag_niet("publish", f"$JS.API.CONSUMER.CREATE.{STREAM}.{naam}")
        await ik.mag_niet("publish", f"$JS.API.CONSUMER.DURABLE.CREATE.{STREAM}.{naam}")
        await ik.mag_niet("publish", f"$JS.API.CONSUMER.DELETE.{STREAM}.{naam}")
        for ander in anderen(naam):
            await ik.mag_niet("publish", f"$JS.API.CONSUMER.MSG.NEXT.{STREAM}.{ander}")
            await ik.mag_niet("publish", f"$JS.API.CONSUMER.INFO.{STREAM}.{ander}")
            await ik.mag_niet("publish", f"$JS.ACK.{STREAM}.{ander}.1.1.1.1.1")


@pytest.mark.parametrize("naam", SERVICES)
async def test_een_dienst_ziet_haar_eigen_oor(naam: str):
    async with gast(naam) as ik:
        info = await ik.client.jetstream(timeout=5).consumer_info(STREAM, naam)
        assert info.name == naam
        assert ik.geweigerd == []


@pytest.mark.parametrize("naam", GEBRUIKERS)
async def test_het_beheer_van_de_server_is_voor_niemand(naam: str):
    async with gast(naam) as ik:
        await ik.mag_niet("publish", "$SYS.REQ.SERVER.PING")
        await ik.mag_niet("subscription", "$SYS.>")


async def test_een_antwoord_kan_alleen_wie_de_vraag_kreeg(stack: Stack):
    """Web waits for an answer at its own inbox; a service that was not asked cannot put one there."""
    gezien: list[bytes] = []
    plek = stack.web.client.new_inbox()

    async def hoor(msg: object) -> None:
        gezien.append(b"antwoord")

    abonnement = await stack.web.client.subscribe(plek, cb=hoor)
    try:
        async with gast("thuiszitters") as ik:
            await ik.mag_niet("publish", plek)
        await asyncio.wait_for(stack.web.client.flush(), 5)
        assert gezien == []
    finally:
        await abonnement.unsubscribe()
