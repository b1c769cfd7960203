"""Ids of another samenwerkingsverband in an address, a form, a header or a cookie: as if they did not exist.

For every page that takes an id the answer is the same, letter for letter, as for an id that nobody has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import httpx2
import pytest
import pytest_asyncio

from infra import clock, people
from infra.demo.robot import Formulier, Robot
from infra.demo.stukken import document
from infra.demo.toneel import invullen
from infra.settings import settings
from services.kern.rollen import Rol
from services.netwerk.contract import PersoonAanmelden, SessieOpenen
from tests.flows.commissie_zaak import PO, ingediend, opruimen
from tests.flows.intake_dossier import School, pdf, school
from tests.flows.isolatie import SLACHTOFFER, Geheim, geheim, zonder_gevolg
from tests.flows.web_bezoek import csrf, herkomst, ingelogd, los
from tests.stack import Stack
from web.app import build
from web.policy import GESLOTEN, OPENBAAR

MENSEN = {"iris": "ib_er", "dirk": "schooldirecteur", "bea": "schoolbestuurder", "vera": "secretaris"}
MENSEN |= {"cor": "directeur", "bert": "bestuur", "eva": "deskundige", "fenna": "controller"}
ID = re.compile(r"\{(\w+):uuid\}|\{bestand:str\}")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def zaak(stack: Stack) -> Geheim:
    return await geheim(stack)


@dataclass(frozen=True)
class Antwoord:
    """What a visitor can tell apart. The ids that were asked for, and the fresh key of a form, are taken out."""

    status: int
    soort: str
    plaats: str
    tekst: str


def lees(antwoord: httpx2.Response, *ids: UUID) -> Antwoord:
    def zonder(tekst: str) -> str:
        for id in ids:
            tekst = tekst.replace(str(id), "ID")
        return tekst

    return Antwoord(
        antwoord.status_code,
        antwoord.headers.get("content-type", ""),
        zonder(antwoord.headers.get("location", "")),
        zonder(re.sub(r'(name="opdracht" value=")[^"]*', r"\1SLEUTEL", antwoord.text)),
    )


def paden() -> Iterator[tuple[str, frozenset[str]]]:
    """Every page to look at that has an id in its address, and the roles that may open it."""
    for route in build().routes:
        for handler in getattr(route, "route_handlers", []):
            merk = handler.opt["policy"]
            if "GET" in handler.http_methods and ID.search(route.path) and merk not in (OPENBAAR, GESLOTEN):
                rollen = frozenset(Rol) if isinstance(merk, str) else merk
                yield route.path, frozenset(map(str, rollen))


def ingevuld(pad: str, zaak: Geheim, *, echt: bool) -> str:
    """The address with the ids of the case, or with ids of nobody. `echt` False keeps nothing of the case."""
    soort = {"vraag": zaak.vraag_id}
    if pad.startswith("/bestanden/"):
        soort["id"] = zaak.document_id
    elif pad.startswith("/adviezen/"):
        soort["id"] = zaak.advies_id

    def waarde(gevonden: re.Match[str]) -> str:
        id = soort.get(gevonden[1] or "id", zaak.id) if echt else uuid4()
        return f"{id}.pdf" if gevonden[1] is None else str(id)

    return ID.sub(waarde, pad).replace("{handeling:str}", "besluit-nemen")


def ids_in(adres: str) -> list[UUID]:
    return [UUID(tekst) for tekst in re.findall(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", adres)]


@contextmanager
def aan_de_deur(robot: Robot) -> Iterator[httpx2.Client]:
    """The browser of this person, that follows no redirects."""
    with los() as client:
        client.cookies.update(robot.client.cookies)
        yield client


@pytest.mark.parametrize("sub", MENSEN)
async def test_een_adres_van_een_ander_bestaat_niet(stack: Stack, zaak: Geheim, sub: str):
    geopend = 0
    async with zonder_gevolg(stack, SLACHTOFFER):
        with ingelogd(sub) as robot, aan_de_deur(robot) as client:
            for pad, rollen in paden():
                echt, verzonnen = ingevuld(pad, zaak, echt=True), ingevuld(pad, zaak, echt=False)
                een = lees(client.get(echt), *ids_in(echt))
                twee = lees(client.get(verzonnen), *ids_in(verzonnen))
                assert een == twee, pad
                mag = MENSEN[sub] in rollen
                assert een.status == (404 if mag else 403), (pad, een.status)
                geopend += mag
                assert not [kanarie for kanarie in zaak.kanaries if kanarie in een.tekst], pad
    assert geopend or sub == "fenna"  # the controller has no page with an id


async def test_een_gezin_ziet_het_kind_van_een_ander_niet(stack: Stack, zaak: Geheim):
    """A parent of another case, signed in with an account of its own."""
    eigen = await ingediend(stack, PO, soort="sbo", ouders=1)
    try:
        sub = str(uuid4())
        await stack.beheer.ask_intern(
            "netwerk",
            PersoonAanmelden(
                opdracht=uuid4(),
                persoon=eigen.ouders[0],
                issuer=settings().oidc_issuer,
                subject=sub,
                naam="Ouder 1",
                email=f"{sub}@thuis.example",
                rol="ouder",
                organisatie=str(eigen.id),
                van=date(2026, 1, 1),
            ),
            tenant=PO,
        )
        sessie = await stack.web.ask(
            "netwerk",
            SessieOpenen(
                opdracht=uuid4(),
                issuer=settings().oidc_issuer,
                subject=sub,
                naam="Ouder 1",
                email=f"{sub}@thuis.example",
                mfa=True,
                user_agent="test",
            ),
        )
        with los(sessie.token) as client:
            assert client.get("/").headers["location"].startswith("/mijn-kind/")
            for pad, rollen in paden():
                if "ouder" not in rollen:
                    continue
                echt, verzonnen = ingevuld(pad, zaak, echt=True), ingevuld(pad, zaak, echt=False)
                een = lees(client.get(echt), *ids_in(echt))
                assert een.status == 404 and een == lees(client.get(verzonnen), *ids_in(verzonnen)), pad
    finally:
        await opruimen()


# ------------------------------------------------------------------------------------------------ forms


def formulieren(robot: Robot, pad: str) -> list[Formulier]:
    """All forms of a page that act on the case of that page, filled in as somebody would."""
    gevonden = []
    for form in robot.ga(pad).formulieren(""):
        if form.methode == "post" and urlsplit(form.url).path.startswith(pad.split("/vragen/")[0]):
            invullen(form, lambda naam: f"Een zin voor {naam}.", categorie="", uiterlijk_op=clock.vandaag())
            for naam, soort in form.soorten.items():
                if soort == "checkbox":
                    form.vul(**{naam: form.keuzes[naam]})
                elif soort == "email" or naam == "email":
                    form.vul(**{naam: f"{uuid4().hex[:8]}@thuis.example"})
                elif soort == "date":
                    form.vul(**{naam: clock.vandaag()})
            gevonden.append(form)
    return gevonden


def verstuur(client: httpx2.Client, form: Formulier, van: UUID, naar: UUID) -> Antwoord:
    """The form as it stands on one's own page, with another id in its address."""
    url = urlsplit(form.url.replace(str(van), str(naar)))
    adres = f"{url.path}?{url.query}" if url.query else url.path
    # Another form of the same page is another command: else the second try would be the answer to the first.
    velden = form.velden | ({"opdracht": [str(uuid4())]} if "opdracht" in form.velden else {})
    bestand = {"bestand": ("opp.pdf", document("OPP", "opp", clock.vandaag()), "application/pdf")}
    antwoord = client.post(adres, data=velden, files=bestand if form.multipart else None, headers=herkomst())
    return lees(antwoord, van, naar)


async def _alle_formulieren(stack: Stack, zaak: Geheim, sub: str, eigen: UUID, *paden_: str) -> set[str]:
    """Every form of these own pages sent to the case of another, and to one of nobody: the same 404. Returns which."""
    gedaan = set()
    async with zonder_gevolg(stack, SLACHTOFFER):
        with ingelogd(sub) as robot, aan_de_deur(robot) as client:
            for form in [form for pad in paden_ for form in formulieren(robot, pad)]:
                een = verstuur(client, form, eigen, zaak.id)
                assert een.status == 404, (form.url, een.status, een.tekst[:500])
                assert een == verstuur(client, form, eigen, uuid4()), form.url
                gedaan.add(urlsplit(form.url).path.rsplit("/", 1)[-1])
    return gedaan


async def test_een_formulier_van_de_school_werkt_alleen_op_de_eigen_aanvraag(stack: Stack, zaak: Geheim):
    concept = await school(stack).begin()
    await concept.document("overig")
    pad = f"/aanvragen/{concept.id}"
    gedaan = await _alle_formulieren(stack, zaak, "iris", concept.id, pad)
    assert gedaan >= {"onderdeel-bewaren", "document-toevoegen", "document-verwijderen", "ouder-uitnodigen"}
    compleet = await school(stack).compleet()
    pad = f"/aanvragen/{compleet.id}"
    gedaan = await _alle_formulieren(stack, zaak, "dirk", compleet.id, pad)
    assert "aanvraag-indienen" in gedaan
    assert (await compleet.zien()).status == "concept"


async def test_een_formulier_van_de_commissie_werkt_alleen_op_een_eigen_zaak(stack: Stack, zaak: Geheim):
    eigen = await ingediend(stack, PO, soort="sbo")
    try:
        pad = f"/dossiers/{eigen.id}"
        acts = (
            "aanvulling-vragen",
            "complex-aanmerken",
            "gesprek-aanbieden",
            "beslistermijn-verdagen",
            "beslistermijn-opschorten",
        )
        gedaan = await _alle_formulieren(stack, zaak, "vera", eigen.id, *(f"{pad}/{act}" for act in acts))
        assert gedaan >= set(acts)
        gedaan = await _alle_formulieren(stack, zaak, "cor", eigen.id, f"{pad}/eindadvies-maken")
        assert "eindadvies-maken" in gedaan
        assert (await eigen.stand()).status == "ontvangen"
    finally:
        await opruimen()


async def test_in_een_eigen_formulier_werkt_het_document_van_een_ander_niet(stack: Stack, zaak: Geheim):
    concept: School = await school(stack).begin()
    eigen = await concept.document("overig", pdf())
    async with zonder_gevolg(stack, SLACHTOFFER):
        with ingelogd("iris") as robot, aan_de_deur(robot) as client:
            pagina = robot.ga(f"/aanvragen/{concept.id}")
            form = pagina.formulier("/document-verwijderen")
            veld = next(naam for naam, waarden in form.velden.items() if str(eigen) in waarden)
            antwoorden = []
            for document_id in (zaak.document_id, uuid4()):
                form.velden[veld] = [str(document_id)]
                antwoorden.append(lees(client.post(form.url, data=form.velden, headers=herkomst()), document_id))
            assert antwoorden[0] == antwoorden[1] and antwoorden[0].status == 404
    assert [d.id for d in (await concept.zien()).documenten] == [eigen]


# ------------------------------------------------------------------------------------ headers and cookies


async def test_een_kop_of_koekje_maakt_niemand_iemand_anders(stack: Stack, zaak: Geheim):
    """Who is asking follows from the session alone; nothing beside it can add to that."""
    karin = stack.principal("karin")
    koppen = {
        "meedoen-principal": karin,
        "meedoen-tenant": SLACHTOFFER,
        "authorization": f"Bearer {karin}",
        "x-tenant": SLACHTOFFER,
        "x-tenant-id": SLACHTOFFER,
        "x-forwarded-user": str(people.persoon_id("karin")),
        "x-remote-user": "karin",
        "x-original-url": f"/aanvragen/{uuid4()}",
        "x-http-method-override": "POST",
    }
    pad = f"/aanvragen/{zaak.id}"
    with ingelogd("iris") as robot, aan_de_deur(robot) as client:
        gewoon = lees(client.get(pad))
        assert gewoon.status == 404
        for kop, waarde in koppen.items():
            assert lees(client.get(pad, headers={kop: waarde})) == gewoon, kop
        for vraag in (f"tenant={SLACHTOFFER}", f"principal={karin}", "rol=secretaris", f"swv={SLACHTOFFER}"):
            assert lees(client.get(f"{pad}?{vraag}")) == gewoon, vraag
        for naam, waarde in (("tenant", SLACHTOFFER), ("principal", karin), ("hoed", "x"), ("i", "x")):
            client.cookies.set(naam, waarde)
            assert lees(client.get(pad)) == gewoon, naam


async def test_de_hoed_van_een_ander_is_niet_te_kiezen(stack: Stack, zaak: Geheim):
    rijen = await stack.sql("select id from netwerk.hoed where tenant = $1 order by id limit 3", SLACHTOFFER)
    with ingelogd("rob", "Catamaran") as robot, aan_de_deur(robot) as client:
        token = csrf(robot.ga("/rol-kiezen"))
        begin = client.get("/rol-kiezen").status_code
        for hoed in [rij["id"] for rij in rijen]:
            antwoorden = []
            for id in (hoed, uuid4()):
                gestuurd = client.post("/rol-kiezen", data={"csrf": token, "hoed": str(id)}, headers=herkomst())
                assert "set-cookie" not in gestuurd.headers
                antwoorden.append(lees(gestuurd, id))
            assert antwoorden[0] == antwoorden[1] and antwoorden[0].status in (404, 422)
        assert client.get("/rol-kiezen").status_code == begin == 200
