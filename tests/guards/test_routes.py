"""Who may use a route is said at the route; the application does not start when one says nothing."""

import re
from pathlib import Path

import pytest
from litestar import Response, asgi, get, post
from litestar.types import Receive, Scope, Send

from services.kern.rollen import Rol
from tests.matrix.proef import plekken
from tests.matrix.tabel import PAGINA, TabelFout, bladzijde, lees, verwacht
from tests.matrix.wereld import EIGEN
from web import policy
from web.app import build
from web.pages import arrangementen_acts, dossier_acts, opp_acts, zorgplicht_acts

WEB = Path(__file__).parents[2] / "web"
MERKEN = (policy.OPENBAAR, policy.INGELOGD, policy.GESLOTEN)


def _handlers(app):
    for route in app.routes:
        for handler in getattr(route, "route_handlers", None) or [route.route_handler]:
            yield route.path, handler


def test_elke_route_zegt_wie_erbij_mag():
    gezien = 0
    for pad, handler in _handlers(build()):
        merk = handler.opt.get("policy")
        assert merk in MERKEN or {Rol(rol) for rol in merk}, pad
        gezien += 1
    assert gezien > 60  # each page also has its closed OPTIONS


def test_alleen_deze_routes_zijn_voor_iedereen():
    openbaar = {pad for pad, handler in _handlers(build()) if handler.opt["policy"] == policy.OPENBAAR}
    assert openbaar == {
        "/",
        "/inloggen",
        "/inloggen/terug",
        "/inloggen/terug/{bij:str}",
        "/uitloggen/{bij:str}",
        "/uitgelogd",
        "/uitnodiging/{token:str}",
        "/gezond",
        "/.well-known/security.txt",
        "/beleid/schending",
        "/static/{hash:str}/{pad:path}",
        "/{rest:path}",
        "/rekenhulp",
        "/rekenhulp/beslistermijn",
        "/rekenhulp/aanmelding",
        "/rekenhulp/bezwaar",
        "/rekenhulp/samenwerkingsverband",
        "/api/v1/openapi.json",
        "/api/v1/rekenhulp/regels",
        "/api/v1/rekenhulp/samenwerkingsverbanden",
        *ALLEEN_REKENEN,
    }


# Sums: what is sent is not kept, and the test below sees that they cannot reach a service.
# A message of the provider: no person sends it, its signature says who does (tests/flows/test_vertrek.py).
GETEKEND = {"/uitloggen/{bij:str}"}
# What a browser tells by itself becomes a line in the log and nothing else (tests/flows/test_schendingen.py).
GEMELD = {"/beleid/schending"}
ALLEEN_REKENEN = {"/rekenhulp/praktijkonderwijs-en-lwoo", "/api/v1/rekenhulp/{regel:str}", "/api/{rest:path}"}


def test_wat_verandert_is_nooit_openbaar():
    for pad, handler in _handlers(build()):
        if "POST" in handler.http_methods and pad not in ALLEEN_REKENEN | GETEKEND | GEMELD:
            assert handler.opt["policy"] != policy.OPENBAAR, pad


def test_wat_alleen_rekent_kan_niets_veranderen():
    """No handler of the rekenhulp asks a service, reads a session or sets a cookie."""
    for bestand in [*(WEB / "api").glob("*.py"), *WEB.glob("*/rekenhulp*.py")]:
        tekst = bestand.read_text()
        verboden = re.findall(r"\b(bus|vraag\(|wie\(|aanmelden\(|ingelogd|sessies?|koek|log\.)\b", tekst)
        assert verboden == [], bestand.name
    rekenend = [h for pad, h in _handlers(build()) if pad in ALLEEN_REKENEN and "POST" in h.http_methods]
    assert {handler.fn.__module__ for handler in rekenend} == {"web.api.rekenhulp", "web.pages.rekenhulp"}


def test_een_melding_van_een_browser_kan_niets_veranderen():
    tekst = (WEB / "pages/schendingen.py").read_text()
    assert re.findall(r"\b(bus|vraag\(|wie\(|aanmelden\(|ingelogd|sessies?|koek|cookies?\()\b", tekst) == []


def test_elke_route_zegt_hoe_vaak():
    """Counted is everything but what is answered from memory; these have a limit of their own beside the ceilings."""
    eigen: dict[tuple[str, ...] | None, set[str]] = {}
    for pad, handler in _handlers(build()):
        if handler.http_methods == {"OPTIONS"}:
            continue
        limieten = handler.opt["limieten"]
        if limieten != ():
            sleutel = None if limieten is None else tuple(limiet.naam for limiet in limieten)
            eigen.setdefault(sleutel, set()).add(f"{'POST ' if 'POST' in handler.http_methods else ''}{pad}")
    publiek = {pad for pad in eigen.pop(("rekenhulp",)) if "/rekenhulp" not in pad}
    assert publiek == {"/api/v1/openapi.json", "POST /api/{rest:path}"}
    assert eigen == {
        None: {"/gezond", "/static/{hash:str}/{pad:path}"},
        ("schending",): {"POST /beleid/schending"},
        ("aanmelden",): {
            "/inloggen",
            "/inloggen/terug",
            "/inloggen/terug/{bij:str}",
            "POST /bevestigen",
            "POST /uitloggen/{bij:str}",
            "POST /passkey/passkey-vragen",
            "POST /passkey/passkey-maken",
            "POST /passkey/passkey-gebruiken",
            "/bevestigen/aanmelddienst",
        },
        ("uitnodiging",): {"/uitnodiging/{token:str}"},
        ("uitnodiging", "code"): {"POST /uitnodiging/{token:str}"},
        ("aanvoer", "aanvoer_adres"): {"POST /uploads"},
        ("uploaden", "uploaden_adres"): {
            "POST /aanvragen/{id:uuid}/document-toevoegen",
            "POST /beheer/bestanden-inlezen",
            "POST /facturen/{id:uuid}/factuur-indienen",
            "POST /inlezen/oso-inlezen",
            "POST /leerlingen/{id:uuid}/gesprekken/{gesprek:uuid}/handtekening-toevoegen",
            "POST /leerlingen/{id:uuid}/gesprekken/{gesprek:uuid}/verslag-toevoegen",
            "POST /leerlingen/{id:uuid}/opp/instemming-vastleggen",
            "POST /overdrachtsdocument/{id:uuid}/overdrachtsbijlage-toevoegen",
        },
    }


def test_options_is_overal_dicht():
    for pad, handler in _handlers(build()):
        if handler.http_methods == {"OPTIONS"}:
            assert handler.opt["policy"] == policy.GESLOTEN, pad


@get("/vergeten")
async def vergeten() -> Response:
    return Response("")


@post("/vergeten-rol", opt={"policy": frozenset(), "gegevens": policy.Gegevens.GEEN}, status_code=200)
async def zonder_rol() -> Response:
    return Response("")


@get("/zonder-gegevens", opt={"policy": policy.OPENBAAR})
async def zonder_gegevens() -> Response:
    return Response("")


def test_een_route_die_niet_zegt_om_welke_gegevens_het_gaat_houdt_de_start_tegen():
    """ISO-1"""
    with pytest.raises(policy.OngemarkeerdeRoute, match="zegt niet om welke gegevens het gaat"):
        build(extra=[zonder_gegevens])


def test_elke_route_heeft_gegevens_en_een_naam_in_de_audit():
    """ISO-1: also the answers to OPTIONS and the files of the pages. Of one act there is one address."""
    per_naam: dict[str, set[str]] = {}
    for pad, handler in _handlers(build()):
        assert isinstance(handler.opt["gegevens"], policy.Gegevens), pad
        if handler.opt["gegevens"] is policy.Gegevens.LEERLING and "POST" in handler.http_methods:
            per_naam.setdefault(handler.opt["audit"], set()).add(pad)
        assert handler.opt["audit"], pad
        if handler.opt["policy"] in (policy.OPENBAAR, policy.GESLOTEN):
            assert handler.opt["gegevens"] is policy.Gegevens.GEEN, pad
    via_tabel = per_naam.pop("{handeling}")  # one act per address: the tables of these pages share no name
    tabellen = [acts.HANDELINGEN.keys() for acts in (dossier_acts, zorgplicht_acts, arrangementen_acts, opp_acts)]
    assert len(via_tabel) == len(tabellen) and len(set().union(*tabellen)) == sum(map(len, tabellen))
    # a school in its dossier, a coordinator in what was shared, a parent on the own page
    twee = {"eindadvies_maken", "plek_vastleggen", "schoolverlater_afmelden"}
    assert {naam: paden for naam, paden in per_naam.items() if len(paden) > 1 and naam not in twee} == {}


@get("/verzonnen", opt={"policy": "iedereen", "gegevens": policy.Gegevens.GEEN})
async def verzonnen_merk() -> Response:
    return Response("")


@asgi("/los", is_mount=True, copy_scope=True)
async def aangehangen(scope: Scope, receive: Receive, send: Send) -> None:
    return None


@pytest.mark.parametrize("handler", [vergeten, zonder_rol, verzonnen_merk, aangehangen])
def test_een_route_zonder_merk_houdt_de_start_tegen(handler):
    with pytest.raises(policy.OngemarkeerdeRoute, match="zegt niet wie erbij mag"):
        build(extra=[handler])


def test_er_is_geen_middleware_die_paden_overslaat():
    app = build()
    assert app.middleware == []
    assert all(handler.resolve_middleware() == [] for _, handler in _handlers(app))


# ------------------------------------------------------- the table of who may do what, before anybody tries it (ISO-2)


def test_elke_plek_heeft_een_eigen_regel_en_elke_cel_een_uitkomst():
    """No place falls back on the rows that hold everywhere: who adds a screen says who may be there."""
    regels = lees()
    genoemd = {regel.plek for regel in regels}
    bestaat = {plek.naam for plek in plekken(build())}
    zonder = sorted(naam for naam in bestaat - genoemd if not naam.startswith("OPTIONS"))
    voorbeeld = "\n".join(f"  <wat>;{naam};<rol>;<relatie>;<uitkomst>;<reden>" for naam in zonder)
    assert not zonder, f"zonder regel in tests/matrix/toegang.csv:\n{voorbeeld}"
    assert [r.plek for r in regels if not r.plek.endswith("*") and r.plek not in bestaat] == []


def test_een_tabel_die_twee_dingen_zegt_wordt_geweigerd():
    regels = lees()
    dubbel = next(r for r in regels if r.plek == "GET /dossiers/{id}" and r.uitkomst == "ja")
    with pytest.raises(TabelFout, match="even precies"):
        verwacht([*regels, dubbel], "GET /dossiers/{id}", str(Rol.SECRETARIS), EIGEN)
    with pytest.raises(TabelFout, match="voeg toe: …;GET /x;ib_er;eigen"):
        verwacht([r for r in regels if r.plek != "*"], "GET /x", "ib_er", EIGEN)


def test_de_bladzijde_over_toegang_is_die_van_de_tabel():
    assert PAGINA.read_text(encoding="utf-8") == bladzijde(lees()), "draai: .venv/bin/python -m tests.matrix.tabel"
