"""One name in all places (style 4, 21, 24): acts, facts, jobs, letters, templates. Read from the code itself."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from jinja2 import Environment, meta, nodes

from infra.packages import contracts
from infra.processes import SERVICES, load
from services.kern.bericht import Opdracht, snake
from services.kern.feit import FEITEN, Feit
from services.kern.proces import Handeling, pad
from tenants.briefsoorten import ACCOUNTMAILS, BRIEFSOORTEN
from tenants.letters import render_mail
from tenants.registry import load_all
from web.app import build
from web.pages import arrangementen_acts, dossier_acts, opp_acts, zorgplicht_acts

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "web" / "templates"
DIENSTEN = {naam: load(naam) for naam in SERVICES}
RIJEN = [(naam, rij) for naam, dienst in DIENSTEN.items() for proces in dienst.processes for rij in proces.handelingen]
VAN_MENSEN = [(dienst, rij) for dienst, rij in RIJEN if rij.rollen]
VANZELF = [(dienst, rij) for dienst, rij in RIJEN if not rij.rollen]
ALLE_BRIEVEN = BRIEFSOORTEN | ACCOUNTMAILS
# A new thing has no address of its own yet: its form and its act share the address that people know.
EIGEN_ADRES = {"aanvraag_beginnen": "/aanvragen/nieuw", "leerlingdossier_beginnen": "/leerlingen/nieuw"}
TESTS = "\n".join(pad.read_text() for map in ("specs", "flows") for pad in (ROOT / "tests" / map).rglob("*.py"))


def camel(naam: str) -> str:
    return "".join(deel.capitalize() for deel in naam.split("_"))


def namen(rijen: list[tuple[str, Handeling]]) -> list[str]:
    return [f"{dienst}.{rij.naam}" for dienst, rij in rijen]


@cache
def bomen(dienst: str) -> dict[str, ast.Module]:
    """The files of a service and of its subjects, parsed."""
    map = ROOT / "services" / dienst
    return {str(pad.relative_to(map)): ast.parse(pad.read_text()) for pad in map.rglob("*.py")}


def aanroepen(dienst: str, methode: str) -> Iterator[ast.Call]:
    """Every call `….methode(…)` in a service."""
    for boom in bomen(dienst).values():
        for knoop in ast.walk(boom):
            if isinstance(knoop, ast.Call) and isinstance(knoop.func, ast.Attribute) and knoop.func.attr == methode:
                yield knoop


def teksten(knoop: ast.expr) -> set[str]:
    """The literal texts that this expression can be. A name that is put together at run time cannot be searched for."""
    if isinstance(knoop, ast.IfExp):
        return teksten(knoop.body) | teksten(knoop.orelse)
    assert isinstance(knoop, ast.Constant) and isinstance(knoop.value, str), f"geen vaste naam: {ast.unparse(knoop)}"
    return {knoop.value}


# ------------------------------------------------------------------------------------------------- acts


@pytest.mark.parametrize(("dienst", "rij"), VAN_MENSEN, ids=namen(VAN_MENSEN))
def test_een_handeling_heet_overal_hetzelfde(dienst: str, rij: Handeling):
    deur = DIENSTEN[dienst].doors.get(rij.naam)
    assert deur is not None, "geen deur"
    assert deur.bericht.__name__ == camel(rij.naam) and issubclass(deur.bericht, Opdracht)
    assert deur.bericht.__module__ in contracts([dienst])
    assert deur.handler.__name__ == rij.naam
    assert deur.rollen == rij.rollen, "de deur kent andere rollen dan de procestabel"
    assert not deur.open and not deur.intern
    assert posts(rij.naam), "geen POST-route in web"
    assert re.search(rf"\b({rij.naam}|{camel(rij.naam)})\b", TESTS), "geen spec of flow noemt deze handeling"


@cache
def postroutes() -> dict[str, str]:
    """Address to handler of everything that takes a form."""
    return {
        route.path: handler.handler_name.rpartition(".")[2]
        for route in build().routes
        for handler in getattr(route, "route_handlers", [])
        if "POST" in handler.http_methods
    }


def posts(naam: str) -> bool:
    """Whether a route takes this act, under its own name: literally, or through the table of a page."""
    if naam in EIGEN_ADRES:
        return postroutes().get(EIGEN_ADRES[naam]) == naam
    via_tabel = any(
        f"{adres}/{{handeling:str}}" in postroutes() and pad(naam) in acts.HANDELINGEN
        for adres, acts in (
            ("/dossiers/{id:uuid}", dossier_acts),
            ("/leerlingen/{id:uuid}/aanmelding", zorgplicht_acts),
            ("/arrangementen/{id:uuid}", arrangementen_acts),
            ("/leerlingen/{id:uuid}/opp", opp_acts),
        )
    )
    return via_tabel or any(adres.endswith(f"/{pad(naam)}") for adres in postroutes())


@pytest.mark.parametrize(("dienst", "rij"), VANZELF, ids=namen(VANZELF))
def test_wat_vanzelf_gaat_wordt_onder_die_naam_gedaan(dienst: str, rij: Handeling):
    """Nobody presses a button for it: a reaction or job has the name, or a step of another act names the row."""
    service = DIENSTEN[dienst]
    handlers = {h.__name__ for h in (*service.reactions.values(), *service.jobs.values())}
    stappen = {
        arg.value
        for boom in bomen(dienst).values()
        for knoop in ast.walk(boom)
        if isinstance(knoop, ast.Call) and ast.unparse(knoop.func).rpartition(".")[2] in ("stap", "rij", "toets")
        for arg in knoop.args
        if isinstance(arg, ast.Constant)
    }
    assert rij.naam in handlers | stappen
    gehoord = {feit for feit, h in service.reactions.items() if h.__name__ == rij.naam}
    gezien = {rij.naam, camel(rij.naam), *(rij.naar or "").split(), *gehoord, *vastgelegd_in(dienst, rij.naam)}
    assert any(re.search(rf"\b{woord}\b", TESTS) for woord in gezien), "geen spec of flow laat dit gebeuren"


def vastgelegd_in(dienst: str, functie: str) -> set[str]:
    """The facts that the function of this name records."""
    return {
        knoop.func.id
        for boom in bomen(dienst).values()
        for def_ in ast.walk(boom)
        if isinstance(def_, ast.AsyncFunctionDef) and def_.name == functie
        for knoop in ast.walk(def_)
        if isinstance(knoop, ast.Call) and isinstance(knoop.func, ast.Name) and knoop.func.id in FEITEN
    }


def test_elke_deur_voor_mensen_die_iets_verandert_staat_in_een_procestabel():
    """What people may change is in a table that a policy officer can read; the exceptions have a reason."""
    buiten = {
        "document_deel": "een stuk van een bestand op weg; het document zelf staat in de tabel",
        "upload_beginnen": "idem, met een naam en een grootte",
        "upload_vervolgen": "idem",
        "upload_weggooien": "idem, voordat het een document is",
        "thuiszitter_melden": "deze dienst heeft nog geen proces, alleen een melding",
        "nazicht_beoordelen": "gaat over geen aanvraag: de functionaris gegevensbescherming over wie keek",
        "nazicht_ondertekenen": "gaat over geen aanvraag: de functionaris gegevensbescherming over wie keek",
    }
    gevonden = {
        naam
        for service in DIENSTEN.values()
        for naam, deur in service.doors.items()
        if issubclass(deur.bericht, Opdracht) and deur.rollen
    }
    assert gevonden - {rij.naam for _, rij in RIJEN} == set(buiten)


# ------------------------------------------------------------------------------------------------ facts


@pytest.mark.parametrize("feit", [f for f in FEITEN.values() if f.dienst], ids=lambda f: f"{f.dienst}.{f.__name__}")
def test_elk_feit_wordt_ergens_vastgelegd_en_heeft_een_zin(feit: type[Feit]):
    zin = feit.zin()
    assert re.fullmatch(r"[A-Z][^_{}]{15,}\.", zin), zin
    aangeroepen = {
        ast.unparse(knoop.func).rpartition(".")[2]
        for naam, boom in bomen(feit.dienst).items()
        if Path(naam).name != "contract.py"
        for knoop in ast.walk(boom)
        if isinstance(knoop, ast.Call)
    }
    assert feit.__name__ in aangeroepen, "nergens vastgelegd"


def test_elk_feit_waarop_iemand_reageert_bestaat_bij_een_ander():
    for naam, service in DIENSTEN.items():
        for feit in service.reactions:
            assert FEITEN[feit].dienst not in ("", naam)


# ------------------------------------------------------------------------------------------------- jobs


def gepland(dienst: str) -> set[str]:
    """The jobs that something plans: `unit.later(…)`, an e-mail, the `acties` of a term, or a migration."""
    soorten = {soort for knoop in aanroepen(dienst, "later") for soort in teksten(knoop.args[0])}
    if any(aanroepen(dienst, "mail")):
        soorten.add("bericht_versturen")
    for boom in bomen(dienst).values():
        for knoop in ast.walk(boom):
            if isinstance(knoop, ast.Subscript) and ast.unparse(knoop.value) == "acties":
                soorten |= teksten(knoop.slice)
            if isinstance(knoop, ast.Call) and ast.unparse(knoop.func) == "Termijn":
                for arg in knoop.args:
                    if isinstance(arg, ast.Dict):
                        soorten |= {soort for sleutel in arg.keys for soort in teksten(sleutel)}
    for migratie in (ROOT / "infra/migrations" / dienst).glob("*.py"):
        for knoop in ast.walk(ast.parse(migratie.read_text())):
            if isinstance(knoop, ast.Call) and ast.unparse(knoop.func) == "give_work":
                soorten |= teksten(knoop.args[-1])
    return soorten


@pytest.mark.parametrize("dienst", SERVICES)
def test_elke_taak_die_wordt_gepland_bestaat_en_andersom(dienst: str):
    assert gepland(dienst) | DIENSTEN[dienst].nights == set(DIENSTEN[dienst].jobs)


def test_de_uren_horen_bij_taken_die_bestaan():
    from services.commissie.termijnen import UUR

    assert set(UUR) <= set(DIENSTEN["commissie"].jobs)


# ---------------------------------------------------------------------------------------------- letters


def verstuurd() -> set[str]:
    """The letters that a service names: e-mails, and the beschikkingen that are made into a PDF."""
    mails = {
        naam
        for dienst in SERVICES
        for knoop in aanroepen(dienst, "mail")
        if ast.unparse(knoop.args[0]) != "brief"  # of `melden_aan_ouders`, whose callers name it
        for naam in teksten(knoop.args[0])
    }
    mails |= {
        naam
        for boom in bomen("intake").values()
        for knoop in ast.walk(boom)
        if isinstance(knoop, ast.Call) and ast.unparse(knoop.func) == "melden_aan_ouders"
        for naam in teksten(knoop.args[2])
    }
    # Before there is a tenant there is no unit of work: of an account the connection comes first.
    mails |= {naam for knoop in aanroepen("netwerk", "berichten") for naam in teksten(knoop.args[1])}
    losse = {
        knoop.value
        for dienst in SERVICES
        for boom in bomen(dienst).values()
        for knoop in ast.walk(boom)
        if isinstance(knoop, ast.Constant)
        and str(knoop.value).startswith("beschikking_")
        and knoop.value in BRIEFSOORTEN
    }
    assert {ALLE_BRIEVEN[naam].medium for naam in mails} == {"mail"}
    return mails | losse


def test_elke_brief_wordt_gebruikt_en_elke_gebruikte_brief_bestaat():
    assert verstuurd() == set(ALLE_BRIEVEN)


@pytest.mark.parametrize("tenant", sorted(load_all()))
def test_elke_brief_bestaat_in_elk_samenwerkingsverband(tenant: str):
    assert set(BRIEFSOORTEN) <= set(load_all()[tenant].brieven)
    for naam in ACCOUNTMAILS:  # the same for all: there is no text of the tenant that could be empty
        assert naam not in load_all()[tenant].brieven
        mail = render_mail(load_all()[tenant], naam, {"link": "https://meedoen.example/account"})
        assert mail.onderwerp and "https://meedoen.example/account" in mail.tekst


# -------------------------------------------------------------------------------------------- templates


def _bron(pad_: Path) -> nodes.Template:
    return Environment(autoescape=True).parse(pad_.read_text())


def gebruikte_templates() -> set[str]:
    """From what the pages name to all that those include. What only the preview shows is not used."""
    te_gaan = {
        knoop.value
        for bestand in (ROOT / "web").rglob("*.py")
        if "preview" not in bestand.parts
        for ouder in ast.walk(ast.parse(bestand.read_text()))
        if not isinstance(ouder, ast.Expr)  # a docstring names a template, it does not use one
        for knoop in ast.iter_child_nodes(ouder)
        if isinstance(knoop, ast.Constant) and isinstance(knoop.value, str) and knoop.value.endswith(".html")
    }
    gezien: set[str] = set()
    while te_gaan:
        naam = te_gaan.pop()
        gezien.add(naam)
        tekst = (TEMPLATES / naam).read_text()
        genoemd = {g for g in meta.find_referenced_templates(_bron(TEMPLATES / naam)) if g}
        genoemd |= set(re.findall(r'default\("([a-z_]+\.html)"\)', tekst))  # the variable layout
        te_gaan |= genoemd - gezien
    return gezien


def test_elk_sjabloon_wordt_gebruikt():
    assert {p.name for p in TEMPLATES.glob("*.html")} == gebruikte_templates()


def test_elk_bouwsel_van_ui_wordt_gebruikt():
    macros = {knoop.name for knoop in _bron(TEMPLATES / "ui.html").find_all(nodes.Macro)}
    alles = "\n".join(p.read_text() for p in TEMPLATES.glob("*.html"))
    binnen = (TEMPLATES / "ui.html").read_text()
    ongebruikt = {
        naam
        for naam in macros
        if not re.search(rf"\bui\.{naam}\(", alles) and len(re.findall(rf"\b{naam}\(", binnen)) < 2
    }
    assert macros and ongebruikt == set()


def test_een_plek_die_wordt_ververst_heet_als_haar_fragment():
    """`hx-target="#tijdlijn"` fills with `_tijdlijn.html`, which is `id="tijdlijn"`: one word finds all three."""
    geteld = 0
    for bestand in TEMPLATES.glob("*.html"):
        paren = re.findall(r'hx-target="#([a-z-]+)"[^>]*>\{% include "_([a-z_]+)\.html" %\}', bestand.read_text())
        for doel, fragment in paren:
            geteld += 1
            assert fragment == doel.replace("-", "_"), bestand.name
            assert f'id="{doel}"' in (TEMPLATES / f"_{fragment}.html").read_text(), bestand.name
    assert geteld >= 9


def test_een_feit_heet_naar_zijn_onderwerp():
    """`BesluitBekendgemaakt` travels as `….besluit.bekendgemaakt`."""
    for feit in FEITEN.values():
        if feit.dienst:
            ding, _, wat = snake(feit.__name__).rpartition("_")
            assert ding and wat, feit.__name__
            assert feit.onderwerp("swv2202po") == f"swv.swv2202po.{feit.dienst}.{ding}.{wat}"
