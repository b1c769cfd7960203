"""De taal van de brieven kent velden, één voorwaarde en een lijst, en verder niets."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenants.placeholders import PlaceholderFout, compile_text, fields, render


def tekst(sjabloon: str, **waarden) -> str:
    """Fill in with dots for double underscores; an absent field is empty."""
    puntnamen = {naam.replace("__", "."): waarde for naam, waarde in waarden.items()}
    boom = compile_text(sjabloon)
    gevuld = {deel.naam: bool(puntnamen.get(deel.naam)) for deel, _ in fields(boom)}
    return render(boom, gevuld, lambda veld: str(puntnamen.get(veld.naam, "")))


def test_een_veld_krijgt_zijn_waarde():
    assert tekst("Dag [[kind.roepnaam]]!", kind__roepnaam="Noor") == "Dag Noor!"


def test_als_anders_einde():
    sjabloon = "[[als bezwaar]]wel[[anders]]niet[[einde]]."
    assert tekst(sjabloon, bezwaar="x") == "wel."
    assert tekst(sjabloon) == "niet."
    assert tekst("[[als bezwaar]]wel[[einde]].") == "."


def test_een_voorwaarde_in_een_voorwaarde():
    sjabloon = "[[als a]]a[[als b]]b[[anders]]c[[einde]][[anders]]d[[einde]]"
    assert [tekst(sjabloon, a=1, b=1), tekst(sjabloon, a=1), tekst(sjabloon)] == ["ab", "ac", "d"]


def test_een_waarde_wordt_nooit_zelf_uitgelegd():
    assert tekst("[[naam]]", naam="[[als x]][[geheim]]") == "[[als x]][[geheim]]"


@pytest.mark.parametrize(
    ("sjabloon", "waarom"),
    [
        ("a\nb [[kind", "regel 2: “[[” zonder “]]” op dezelfde regel"),
        ("[[kind.\nnaam]]", "regel 1: “[[” zonder “]]” op dezelfde regel"),
        ("a ]]", "“]]” zonder “[[”"),
        ("[[als x]]", "regel 1: [[als x]] heeft geen [[einde]]"),
        ("\n[[einde]]", "regel 2: [[einde]] zonder [[als …]]"),
        ("[[anders]]", "regel 1: [[anders]] zonder [[als …]]"),
        ("[[als x]][[anders]][[anders]][[einde]]", "regel 1: [[anders]] zonder [[als …]]"),
        ("[[als a]][[als b]][[als c]][[als d]]", "regel 1: meer dan 3 keer [[als …]] in elkaar"),
        ("[[]]", "regel 1: “[[]]” is geen veld, als, anders, einde of lijst"),
        ("x" * 40_001, "de tekst is langer dan 40000 tekens"),
    ],
)
def test_wat_niet_in_de_taal_hoort_wordt_geweigerd(sjabloon, waarom):
    with pytest.raises(PlaceholderFout) as fout:
        compile_text(sjabloon)
    assert str(fout.value) == waarom


@pytest.mark.parametrize(
    "code",
    [
        "kind.__class__",
        "kind.naam.upper()",
        "kind['naam']",
        "1 + 1",
        "kind.naam|safe",
        "voor k in kinderen",
        "lijst",
        "als",
        "als niet x",
        "Kind.naam",
        "kind.naam.voor",
        "import os",
        "${7*7}",
        "{{ 7*7 }}",
    ],
)
def test_er_is_geen_code(code):
    with pytest.raises(PlaceholderFout, match="is geen veld"):
        compile_text(f"[[{code}]]")


STUKKEN = ["[[", "]]", "als ", "einde", "anders", "lijst ", "kind.naam", "x", "\n", "[", "é"]
STUKKEN += ["[[als x]]", "[[anders]]", "[[einde]]", "[[lijst y]]"]


@given(st.lists(st.sampled_from(STUKKEN), max_size=40).map("".join) | st.text(max_size=200))
def test_elke_tekst_is_een_brief_of_een_zin_die_zegt_waarom_niet(sjabloon):
    try:
        boom = compile_text(sjabloon)
    except PlaceholderFout as fout:
        assert str(fout)
    else:
        gevuld = {deel.naam: False for deel, _ in fields(boom)}
        assert len(render(boom, gevuld, lambda _: "")) <= len(sjabloon)


@given(st.text(max_size=300).filter(lambda t: "[[" not in t and "]]" not in t))
def test_gewone_tekst_blijft_staan(sjabloon):
    assert tekst(sjabloon) == sjabloon


def test_de_langste_tekst_kost_geen_tijd():
    sjabloon = ("[[als a]]" * 3 + "[[b]]" + "[[einde]]" * 3) * 640
    begin = time.perf_counter()
    tekst(sjabloon, a="x", b="y" * 1000)
    assert time.perf_counter() - begin < 1
