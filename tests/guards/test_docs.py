"""The documents tell the truth: commands, links, roles, screens and pictures are those of the product."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from urllib.parse import unquote
from uuid import UUID

import pytest

from infra.launcher import commands
from infra.packages import processes
from services.commissie.proces import BEHANDELING
from services.intake.proces import AANVRAAG, NOODTOEGANG
from services.kern.rollen import Rol
from services.netwerk import sessie
from services.netwerk.contract import Hoed, SessieStand
from web import navigation

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
HANDLEIDING = ROOT / "docs" / "handleiding"
SCHERMEN = ROOT / "docs" / "schermen"
NIET_VAN_ONS = {".venv", "var", "node_modules", ".git", ".pytest_cache"}
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"")
#: A path of this repository between backquotes, as the pages write it.
PAD = re.compile(r"`((?:docs|infra|services|tenants|tests|web)/[^`\s<>…]*)`")


@cache
def paginas() -> list[Path]:
    # Not into var/ and the like: there folders come and go while this looks.
    mappen = [m for m in ROOT.iterdir() if m.is_dir() and m.name not in NIET_VAN_ONS]
    gevonden = [*ROOT.glob("*.md"), *(p for m in mappen for p in m.rglob("*.md"))]
    return sorted(p for p in gevonden if not NIET_VAN_ONS & set(p.relative_to(ROOT).parts))


def naam(pad: Path) -> str:
    return str(pad.relative_to(ROOT))


def zonder_code(tekst: str) -> str:
    return re.sub(r"^```.*?^```", "", tekst, flags=re.DOTALL | re.MULTILINE)


def test_there_are_pages_to_look_at() -> None:
    assert {README, HANDLEIDING / "README.md", ROOT / "docs" / "architectuur.md"} <= set(paginas())


def test_readme_begins_with_the_two_commands() -> None:
    eerste = re.search(r"^```\n(.*?)^```", README.read_text(), flags=re.DOTALL | re.MULTILINE)
    assert eerste is not None
    assert eerste[1].split("\n")[:2] == ["./meedoen demo", "./meedoen test"]


def woorden() -> set[str]:
    """Every word that `./meedoen` understands, from the parser itself."""
    acties = [a for a in commands._parser()._actions if a.choices]
    return {woord for actie in acties for woord in actie.choices}


def test_readme_names_every_command_and_no_other() -> None:
    genoemd = set(re.findall(r"\./meedoen ([a-z]+)", README.read_text()))
    assert genoemd == woorden()


def test_help_names_every_command() -> None:
    assert set(re.findall(r"\./meedoen ([a-z]+)", commands.HELP)) == woorden()


@pytest.mark.parametrize("pagina", paginas(), ids=naam)
def test_every_command_a_page_tells_can_be_typed(pagina: Path) -> None:
    """Word and options: a page that tells of an option that is gone sends people into a wall."""
    parser = commands._parser()
    for regel in re.findall(r"`(?:\./)?meedoen ([^`\n]+)`", pagina.read_text()):
        stukken = [stuk for stuk in regel.split() if stuk != "…"]
        gelezen, rest = parser.parse_known_args(stukken)
        assert gelezen.takes_rest or not rest, regel


@pytest.mark.parametrize("pagina", paginas(), ids=naam)
def test_every_relative_link_leads_somewhere(pagina: Path) -> None:
    dood = []
    for gewoon, plaatje in LINK.findall(zonder_code(pagina.read_text())):
        doel = unquote((gewoon or plaatje).partition("#")[0])
        if doel and "://" not in doel and not doel.startswith("mailto:") and not (pagina.parent / doel).exists():
            dood.append(doel)
    assert dood == []


@pytest.mark.parametrize(
    "pagina", [README, ROOT / "docs" / "architectuur.md", HANDLEIDING / "platformbeheer.md"], ids=naam
)
def test_every_path_a_page_names_is_there(pagina: Path) -> None:
    assert [pad for pad in PAD.findall(pagina.read_text()) if not (ROOT / pad).exists()] == []


def met_een_deur() -> list[Rol]:
    """The roles that have a page to begin on."""
    return [rol for rol in Rol if navigation.begin(_stand(rol)) is not None]


def _stand(rol: Rol) -> SessieStand:
    hoed = Hoed(id=UUID(int=1), tenant="t", rol=rol, organisatie=str(UUID(int=2)), organisatie_naam="", sinds=date.min)
    return SessieStand(
        persoon_naam="",
        email="",
        principal=None,
        hoed=hoed,
        hoeden=[hoed],
        csrf="",
        verloopt_op=datetime(2026, 1, 1, tzinfo=UTC),
    )


#: Where a role shares a page with another.
PAGINA = {
    Rol.IB_ER: "ib-er",
    Rol.DIRECTEUR: "directeur-en-bestuur",
    Rol.BESTUUR: "directeur-en-bestuur",
    Rol.VOORZITTER: "directeur-en-bestuur",
    Rol.STEUNPUNTCOORDINATOR: "steunpuntcoordinator",
    Rol.CONTACTPERSOON_JONGE_KIND: "contactpersoon_jonge_kind",
    Rol.PARTNER: "voorschool",
}


@pytest.mark.parametrize("rol", met_een_deur())
def test_every_role_with_a_door_has_a_page(rol: Rol) -> None:
    bestand = f"{PAGINA.get(rol, rol.value)}.md"
    assert (HANDLEIDING / bestand).is_file()
    assert f"]({bestand})" in (HANDLEIDING / "README.md").read_text()


@cache
def schermtekst() -> str:
    """Every word that a screen can show: templates, what fills them, and the process tables (buttons)."""
    bronnen = [*ROOT.glob("web/templates/*.html"), *ROOT.glob("web/filling/*.py"), ROOT / "web" / "navigation.py"]
    processen = (AANVRAAG, NOODTOEGANG, BEHANDELING, *processes("intake"))
    knoppen = [rij.knop for proces in processen for rij in proces.handelingen]
    return "\n".join([*(b.read_text() for b in bronnen), *knoppen])


#: Bold at the start of a list item or paragraph that is a heading of the page itself.
EIGEN_KOP = re.compile(r"^(?:- )?\*\*[^*]+\*\*[.:]? ?", re.MULTILINE)


@pytest.mark.parametrize("pagina", sorted(HANDLEIDING.glob("*.md")), ids=naam)
def test_every_button_and_heading_is_called_as_on_the_screen(pagina: Path) -> None:
    """What a page sets in bold in a sentence is something one can find on a screen, letter by letter."""
    tekst = pagina.read_text() if pagina.name != "README.md" else EIGEN_KOP.sub("", pagina.read_text())
    vet = re.findall(r"\*\*([^*]+)\*\*", " ".join(tekst.split("\n")))
    onbekend = {v.rstrip(".:") for v in vet} - EIGEN_WOORDEN
    assert sorted(v for v in onbekend if v not in schermtekst()) == []


#: Bold that explains a word instead of naming something on a screen.
EIGEN_WOORDEN = {"TLV", "Een e-mail"}


def test_the_times_of_a_session_are_those_of_the_code() -> None:
    assert (timedelta(minutes=15), timedelta(hours=10)) == (sessie.STIL, sessie.LANGST)
    assert (3, timedelta(days=14)) == (sessie.TEGELIJK, sessie.UITNODIGING)
    allen, ib_er = ((HANDLEIDING / f"{naam}.md").read_text() for naam in ("README", "ib-er"))
    assert all(zin in allen for zin in ("Een kwartier niets gedaan", "Na 10 uur", "op hooguit drie plekken"))
    assert "De uitnodiging is 14 dagen geldig" in ib_er


def test_pictures_are_small_and_used() -> None:
    gebruikt = " ".join(p.read_text() for p in paginas())
    for plaat in SCHERMEN.iterdir():
        assert plaat.read_bytes().startswith(b"\x89PNG"), plaat.name
        assert plaat.stat().st_size < 150_000, plaat.name
        assert f"schermen/{plaat.name}" in gebruikt, plaat.name
