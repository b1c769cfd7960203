"""The scanner away: a document waits, nothing passes unseen, and work goes on when it returns."""

from __future__ import annotations

import asyncio
import json
import os
from pathlib import Path

import pytest

from infra.scan import ScannerWeg, scan
from infra.settings import settings
from services.intake.contract import AanvraagIndienen, AanvraagOndertekenen, DocumentOphalen
from services.kern.errors import KanNiet
from tests.flows.intake_dossier import VIRUS, docx, pdf, school
from tests.stack import Stack, eventually


async def luistert() -> bool:
    try:
        _, writer = await asyncio.open_unix_connection(settings().clamd_host)
    except OSError:
        return False
    writer.close()
    return True


class ScannerUit:
    """Keeps clamd of this stack down, by the file that the supervisor looks at, and lets it come back."""

    def __init__(self, stack: Stack):
        self.pid = stack.pids()["virusscan"]
        toestand = json.loads(Path(os.environ["MEEDOEN_STACK"]).read_text())
        self.neer = Path(toestand["control"]) / "virusscan.neer"

    async def __aenter__(self) -> None:
        self.neer.parent.mkdir(exist_ok=True)
        self.neer.touch()
        os.kill(self.pid, 9)

        async def weg() -> bool:
            return not await luistert()

        await eventually(weg, wat="de scanner is weg")

    async def __aexit__(self, *_: object) -> None:
        self.neer.unlink()
        await eventually(luistert, seconden=90, wat="de scanner is terug")


@pytest.mark.parametrize(
    ("inhoud", "schoon"),
    [
        (pdf(), True),
        (docx(), True),
        (b"x" * 20_000_000, True),
        (pdf("x", VIRUS), False),
        (b"x" * 5_000_000 + VIRUS, False),
        (docx(word__media__plaatje=VIRUS), False),
    ],
    ids=["pdf", "docx", "groot", "virus", "virus achterin", "virus in docx"],
)
async def test_de_scanner_oordeelt(stack: Stack, inhoud: bytes, schoon: bool):
    oordeel = await scan(inhoud)
    assert oordeel.schoon is schoon
    assert schoon or oordeel.reden == "virus"


async def test_zonder_scanner_blijft_een_document_wachten(stack: Stack):
    aanvraag = await school(stack).begin()
    await aanvraag.invullen()
    await aanvraag.gezin_horen()
    await aanvraag.documenten()
    async with ScannerUit(stack):
        with pytest.raises(ScannerWeg):
            await scan(b"x")
        vuil = await aanvraag.document("overig", pdf("x", VIRUS))
        schoon = await aanvraag.document("overig")
        await aanvraag.doe(AanvraagOndertekenen, als="dirk")

        async def uitgesteld() -> bool:
            rij = await stack.sql(
                "select count(*) as aantal from intake.taak where zaak = $1 and soort = 'document_controleren'"
                " and status = 'open' and actie_op > now() and pogingen = 0",
                aanvraag.id,
            )
            return rij[0]["aantal"] == 2

        await eventually(uitgesteld, seconden=90, wat="de controles zijn uitgesteld")
        stand = await aanvraag.zien()
        assert {d.status for d in stand.documenten if d.id in (vuil, schoon)} == {"quarantaine"}
        assert "even niet bereikbaar" in next(d.wacht for d in stand.documenten if d.id == schoon)
        with pytest.raises(KanNiet, match="gecontroleerd"):
            await stack.ask("intake", DocumentOphalen(document_id=schoon), als="iris")
        with pytest.raises(KanNiet, match="nog gecontroleerd"):
            await aanvraag.doe(AanvraagIndienen)
    assert await aanvraag.gecontroleerd(schoon) == "bruikbaar"
    assert await aanvraag.gecontroleerd(vuil) == "geweigerd"
    # A refused file was part of what was signed: the director looks again.
    assert (await aanvraag.zien()).ondertekend_op is None
