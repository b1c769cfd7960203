"""The glossary is complete: every fact, role, status and term that the code knows stands in BEGRIPPEN.md."""

from pathlib import Path

from infra.packages import load_contracts, processes
from infra.processes import SERVICES
from services.commissie.proces import BEHANDELING
from services.intake.proces import AANVRAAG
from services.kern.feit import FEITEN
from services.kern.rollen import Rol

ROOT = Path(__file__).parents[2]
TEKST = (ROOT / "BEGRIPPEN.md").read_text()
load_contracts(SERVICES)


def test_elk_feit_staat_in_de_begrippen_met_de_zin_die_mensen_lezen():
    assert [n for n, f in FEITEN.items() if f.dienst and f"| {n} | {f.dienst} | {f.zin()} |" not in TEKST] == []


def test_elke_rol_staat_in_de_begrippen():
    assert [rol for rol in Rol if f"| {rol} |" not in TEKST] == []


def test_elke_stand_staat_in_de_begrippen():
    standen = TEKST.split("## Standen")[1].split("## Feiten")[0]
    assert [
        s for proces in (AANVRAAG, BEHANDELING, *processes("intake")) for s in proces.statussen if s not in standen
    ] == []


def test_een_feit_noemt_geen_persoon():
    """A fact carries ids, dates and outcomes: no field of a fact is a name, a text or an address."""
    verboden = {"naam", "roepnaam", "achternaam", "email", "tekst", "adres", "geboren_op", "postcode", "motivering"}
    assert [n for n, f in FEITEN.items() if verboden & set(f.__struct_fields__)] == []
