"""Each part away × each kind of route, held against the table of docs/security/storingen.md (FLT-6).

The table is the expectation: a cell that is not true fails here, and so does a part or a kind of route without a cell.
Never does a part that is away open what it closes.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import pytest

from infra import clock
from infra.demo.robot import Formulier, Robot
from infra.settings import settings
from tests.faults.ingreep import aantal
from tests.faults.test_weg import NIETS_VERLOREN, _alles_staat_er_weer, kijk, zonder  # noqa: F401  (the fixture)
from tests.flows.intake_dossier import pdf, school
from tests.flows.web_bezoek import ingelogd, los
from tests.stack import Stack, eventually

PAGINA = Path(__file__).parents[2] / "docs/security/storingen.md"
WERKT, ZEGT_HET = "works", "says so"
ROUTES = ("page", "act", "upload", "open a document", "sign in", "open to all")
DELEN = {
    "PostgreSQL": "database",
    "NATS": "nats",
    "Valkey": "valkey",
    "clamd": "virusscan",
    "files": "bestanden",
    "sign-in provider": "aanmelden",
    "mail server": "post",
}


def tabel() -> dict[str, dict[str, str]]:
    """Part to route to what is written."""
    regels = [regel for regel in PAGINA.read_text().splitlines() if regel.startswith("| ")]
    kop = next(i for i, regel in enumerate(regels) if regel.startswith("| away |"))
    namen = [cel.strip() for cel in regels[kop].strip("|").split("|")][1:]
    gelezen = {}
    for regel in regels[kop + 1 :]:
        cellen = [cel.strip() for cel in regel.strip("|").split("|")]
        if cellen[0] not in DELEN:
            break
        gelezen[cellen[0]] = dict(zip(namen, cellen[1:], strict=True))
    return gelezen


def test_de_tabel_noemt_elk_deel_en_elke_soort_route():
    assert list(tabel()) == list(DELEN)
    for deel, regel in tabel().items():
        assert tuple(regel) == ROUTES, deel
        assert set(regel.values()) <= {WERKT, ZEGT_HET}, deel


@asynccontextmanager
async def zonder_bestanden() -> AsyncIterator[None]:
    """The store of files is not there: in its place lies something that is no folder."""
    map_ = Path(urlsplit(settings().files_url).path)
    weg = map_.with_name(f"{map_.name}-weg")
    map_.rename(weg)
    map_.touch()
    try:
        yield
    finally:
        map_.unlink()
        weg.rename(map_)


@dataclass
class Bezoek:
    """Somebody who was at work when it happened: signed in, forms filled in, a document in the dossier."""

    robot: Robot
    aanvraag: UUID
    formulier: Formulier
    upload: Formulier
    document: str

    @classmethod
    async def begin(cls, stack: Stack, robot: Robot) -> Bezoek:
        aanvraag = await school(stack).begin()
        document = await aanvraag.document("opp")
        assert await aanvraag.gecontroleerd(document) == "bruikbaar"
        pagina = robot.ga(f"/aanvragen/{aanvraag.id}")
        upload = pagina.formulieren("/document-toevoegen")[0].vul(gedagtekend_op=clock.vandaag())
        adres = re.findall(rf'href="([^"]*{document}[^"]*)"', pagina.html.html or "")[0]
        form = robot.ga("/aanvragen/nieuw").formulier("/aanvragen/nieuw")
        form.vul(voornaam="Loek", achternaam=f"Proef {uuid4().hex}", leerjaar="groep 4", soort="sbo")
        return cls(robot, aanvraag.id, form.vul(geboortedatum="2019-03-01"), upload, adres)

    def doe(self, route: str) -> str:
        """What somebody sees of this kind of route now. Fails on an answer that is neither."""
        if route == "page":
            pagina = kijk(self.robot, "/aanvragen")
            return _oordeel(pagina.status, 200, pagina.tekst)
        if route in ("act", "upload"):
            form = self.formulier if route == "act" else self.upload
            delen = {"files": {"bestand": ("b.pdf", pdf("b"), "application/pdf")}} if route == "upload" else {}
            kop = {"origin": self.robot.basis, "sec-fetch-site": "same-origin"}
            antwoord = self.robot.client.post(form.url, data=form.velden, headers=kop, follow_redirects=False, **delen)
            return _oordeel(antwoord.status_code, 303, antwoord.text)
        if route == "open a document":
            antwoord = self.robot.client.get(f"{self.robot.basis}{self.document}")
            assert antwoord.status_code != 200 or antwoord.content.startswith(b"%PDF")
            return _oordeel(antwoord.status_code, 200, "" if antwoord.status_code == 200 else antwoord.text)
        with los() as buiten:
            if route == "sign in":
                antwoord = buiten.get("/inloggen")
                return _oordeel(antwoord.status_code, 303, antwoord.text)
            antwoorden = [buiten.get(pad) for pad in ("/", "/rekenhulp", "/gezond", "/.well-known/security.txt")]
            assert {antwoord.status_code for antwoord in antwoorden} == {200}
            return WERKT


def _oordeel(status: int, goed: int, tekst: str) -> str:
    if status == goed:
        return WERKT
    assert status == 503 and NIETS_VERLOREN in tekst, (status, tekst[:300])
    for binnenwerk in ("NATS", "Postgres", "asyncpg", "Traceback", "NietBeschikbaar", "127.0.0.1"):
        assert binnenwerk not in tekst
    return ZEGT_HET


@pytest.mark.parametrize("deel", list(DELEN))
async def test_flt_6_wat_er_geschreven_staat_gebeurt(stack: Stack, deel: str):
    naam, verwacht = DELEN[deel], tabel()[deel]
    with ingelogd("iris") as robot:
        bezoek = await Bezoek.begin(stack, robot)
        async with zonder_bestanden() if naam == "bestanden" else zonder(naam):
            if verwacht["page"] == ZEGT_HET:
                await eventually(_wordt(bezoek, "page", ZEGT_HET), wat="het gemerkt is")
            if verwacht["sign in"] == ZEGT_HET:
                await eventually(_wordt(bezoek, "sign in", ZEGT_HET), wat="het gemerkt is")
            gezien = {route: bezoek.doe(route) for route in ROUTES}
        assert gezien == verwacht
        # Afterwards what was typed succeeds, once, whether or not it went through before.
        await eventually(_wordt(bezoek, "act", WERKT), seconden=135, wat="het formulier alsnog aankomt")
        await eventually(_wordt(bezoek, "upload", WERKT), seconden=135, wat="het bestand alsnog aankomt")
    naam_ = bezoek.formulier.velden["achternaam"][0]
    assert await aantal(stack, "select count(*) from intake.leerling where achternaam = $1", naam_) == 1
    twee = "select count(*) from intake.document where aanvraag = $1"
    assert await aantal(stack, twee, bezoek.aanvraag) == 2


def _wordt(bezoek: Bezoek, route: str, wat: str) -> Callable[[], Awaitable[bool]]:
    async def klopt() -> bool:
        return bezoek.doe(route) == wat

    return klopt
