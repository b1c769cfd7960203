"""What docs/security promises is proven by tests that exist, and its figures are those of the code."""

import ast
import re
from datetime import timedelta
from pathlib import Path

import pytest

from services.netwerk import sessie
from tests.guards.test_docs import woorden
from web.limits import ALLE
from web.pages.begin import MELDPUNT_GELDIG

ROOT = Path(__file__).parents[2]
SECURITY = ROOT / "docs/security"
PAGES = sorted(SECURITY.glob("*.md"))
NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")
ROW = re.compile(r"^\|(.+)\|$", re.MULTILINE)


def rows(page: Path, heading: str) -> list[list[str]]:
    """The cells of the table under this heading, without its head."""
    part = re.split(r"^#+ ", page.read_text(), flags=re.MULTILINE)
    text = next(one for one in part if one.startswith(f"{heading}\n"))
    return [[cell.strip() for cell in row.split("|")] for row in ROW.findall(text)][2:]


def names_in(file: Path) -> set[str]:
    """Names of the test functions and methods of this file."""
    tree = ast.parse(file.read_text())
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return {node.name for node in ast.walk(tree) if isinstance(node, kinds) and node.name.startswith("test_")}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_test_a_page_names_exists(page: Path) -> None:
    missing = [
        f"{file}::{name}"
        for file, name in NAMED.findall(page.read_text())
        if not (ROOT / file).is_file() or (name and name not in names_in(ROOT / file))
    ]
    assert missing == []


def test_every_promise_names_its_proof_and_its_figure() -> None:
    promises = rows(SECURITY / "README.md", "Beloften")
    assert len(promises) >= 15
    for promise, proof, figure in promises:
        named = NAMED.findall(proof)
        assert named and all(name for _, name in named), promise
        assert figure, promise


def test_the_figures_of_the_limits_are_those_of_the_code() -> None:
    told = {(per, times) for _, per, times in rows(SECURITY / "README.md", "Hoe vaak iemand iets mag vragen")}
    per = {"adres": "internetadres", "sessie": "sessie"}
    assert told == {(per[lim.per], f"{lim.aantal} per {lim.seconden} seconden") for lim in ALLE}
    assert len(rows(SECURITY / "README.md", "Hoe vaak iemand iets mag vragen")) == len(ALLE)


def test_the_other_figures_too() -> None:
    page = (SECURITY / "README.md").read_text()
    assert sessie.CODE_POGINGEN == 5 and "kan vijf keer fout" in page
    assert timedelta(days=180) == MELDPUNT_GELDIG and "180 dagen geldig" in page


def test_every_command_is_one_that_exists() -> None:
    for page in PAGES:
        assert set(re.findall(r"\./meedoen ([a-z]+)", page.read_text())) <= woorden(), page.name


def test_the_test_can_fail() -> None:
    """A name that does not exist is seen, in the same words that find those that do."""
    file = "tests/guards/test_beloften.py"
    assert NAMED.findall(f"`{file}::test_the_test_can_fail`, `{file}::test_van_niets`") == [
        (file, "test_the_test_can_fail"),
        (file, "test_van_niets"),
    ]
    assert "test_the_test_can_fail" in names_in(ROOT / file)
    assert "test_van_niets" not in names_in(ROOT / file)
