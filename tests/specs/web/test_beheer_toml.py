"""Eén waarde veranderen in een TOML-tekst: al het andere blijft letter voor letter staan."""

from __future__ import annotations

import tomllib
from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tenants.registry import registry
from web.filling import beheer_toml as toml
from web.filling.beheer_toml_stukken import lees

TEKST = """\
# De regels van de behandeling.

naam = "proef" # zo heten wij
lijst = [
    "een", # de eerste
    "twee]",
]

[termijnen]
weken = 8
bron = 'Awb 4:13 "lid 2"'

# Deze regel geldt eerst.
[[mandaten]]
als = { categorie = ["hoog"], complex = true }
beslist = "bestuur"

# En dan deze.
[[mandaten]]
beslist = "directeur"

[tlv]
uitleg = \"\"\"
Een tekst
[[mandaten]] # geen kop
\"\"\"
"""
BESTANDEN = [
    (f"{tenant}/{naam}", tekst)
    for tenant, versies in registry().versies.items()
    for naam, tekst in versies[0].bestanden.items()
    if naam.endswith(".toml")
]


@pytest.mark.parametrize(("naam", "tekst"), BESTANDEN, ids=[naam for naam, _ in BESTANDEN])
def test_elk_bestand_wordt_zonder_verlies_gelezen(naam: str, tekst: str):
    assert str(lees(tekst)) == tekst


def test_alleen_de_waarde_zelf_verandert():
    nieuw = toml.zetten(TEKST, ("termijnen", "weken"), 6)
    assert nieuw == TEKST.replace("weken = 8", "weken = 6")
    nieuw = toml.zetten(TEKST, ("naam",), "ander")
    assert nieuw == TEKST.replace('"proef"', '"ander"')
    nieuw = toml.zetten(TEKST, ("mandaten", 0, "als", "complex"), False)
    assert nieuw == TEKST.replace("complex = true", "complex = false")


def test_een_rij_neemt_haar_eigen_opmerking_mee():
    nieuw = toml.omwisselen(TEKST, ("mandaten",), 0)
    assert (
        nieuw.index("# En dan deze.") < nieuw.index('beslist = "directeur"') < nieuw.index("# Deze regel geldt eerst.")
    )
    assert nieuw.startswith("# De regels van de behandeling.\n")
    assert toml.omwisselen(nieuw, ("mandaten",), 0) == TEKST


def test_een_rij_erbij_en_weer_weg_geeft_dezelfde_tekst():
    meer = toml.invoegen(TEKST, ("mandaten",), {"beslist": "voorzitter"})
    assert tomllib.loads(meer)["mandaten"][2] == {"beslist": "voorzitter"}
    assert toml.weghalen(meer, ("mandaten", 2)) == TEKST


def test_van_een_leeg_geworden_lijst_blijft_een_lege_lijst():
    leeg = toml.weghalen(toml.weghalen(TEKST, ("mandaten", 0)), ("mandaten", 0))
    assert tomllib.loads(leeg)["mandaten"] == []
    assert "# Deze regel" not in leeg
    assert tomllib.loads(toml.invoegen(leeg, ("mandaten",), {"x": 1}))["mandaten"] == [{"x": 1}]


def test_de_opmerking_boven_het_bestand_blijft_als_de_eerste_rij_gaat():
    tekst = "# Het hele bestand.\n\n[[rijen]]\na = 1\n"
    assert toml.weghalen(tekst, ("rijen", 0)).startswith("rijen = []\n# Het hele bestand.\n")


def test_een_nieuwe_groep_komt_bij_haar_familie():
    nieuw = toml.zetten(TEKST, ("mandaten", 1, "als"), {"complex": True})
    assert tomllib.loads(nieuw)["mandaten"][1]["als"] == {"complex": True}
    nieuw = toml.zetten(TEKST, ("mandaten", 1, "als", "complex"), True)
    assert "als = { complex = true }" in nieuw
    assert tomllib.loads(toml.tabel(TEKST, ("procedures", "tlv")))["procedures"] == {"tlv": {}}


def test_een_opmerking_achter_een_waarde_vervangt_geen_andere():
    assert "weken = 8 # Bron: het plan\n" in toml.opmerken(TEKST, ("termijnen", "weken"), "Bron: het plan")
    assert toml.opmerken(TEKST, ("naam",), "Bron: het plan") == TEKST
    twee = toml.opmerken(toml.opmerken(TEKST, ("termijnen", "weken"), "Bron: a b"), ("termijnen", "weken"), "Bron: c d")
    assert "weken = 8 # Bron: c d\n" in twee


@pytest.mark.parametrize(
    "doen",
    [
        lambda: toml.zetten("geen toml", ("a",), 1),
        lambda: toml.zetten(TEKST, ("naam", "diep"), 1),
        lambda: toml.zetten(TEKST, ("mandaten", 7, "x"), 1),
        lambda: toml.weghalen(TEKST, ("bestaat_niet",)),
        lambda: toml.omwisselen(TEKST, ("mandaten",), 1),
        lambda: toml.invoegen(TEKST, ("naam",), {}),
    ],
)
def test_wat_niet_kan_wordt_gezegd_en_niet_geraden(doen):
    with pytest.raises(toml.Onmogelijk):
        doen()


tekst = st.text(st.characters(blacklist_categories=("Cs",)), max_size=40)
waarde = st.recursive(
    tekst | st.integers(-(2**53), 2**53) | st.booleans() | st.dates(),
    lambda deel: st.lists(deel, max_size=3) | st.dictionaries(tekst, deel, max_size=3),
    max_leaves=6,
)


@given(waarde)
def test_elke_waarde_komt_terug_zoals_zij_was(inhoud):
    assert tomllib.loads(f"x = {toml.toml_waarde(inhoud)}")["x"] == inhoud


def _plekken(data, pad=()):
    for sleutel, iets in data.items() if isinstance(data, dict) else enumerate(data):
        if isinstance(iets, dict | list):
            yield from _plekken(iets, (*pad, sleutel))
        yield (*pad, sleutel)


@settings(deadline=2_000)  # milliseconds for one change; a busy machine took 227 once
@given(st.data())
def test_elke_plek_in_elk_bestand_kan_veranderen_en_weg(data):
    naam, tekst_ = data.draw(st.sampled_from(BESTANDEN))
    inhoud = tomllib.loads(tekst_)
    pad = data.draw(st.sampled_from(list(_plekken(inhoud))))
    weg = tomllib.loads(toml.weghalen(tekst_, pad))
    verwacht = deepcopy(inhoud)
    ouder = verwacht
    for deel in pad[:-1]:
        ouder = ouder[deel]
    oud = ouder[pad[-1]]
    del ouder[pad[-1]]
    assert weg == verwacht, (naam, pad)
    if not isinstance(oud, dict | list):
        nieuw = data.draw(tekst)
        ouder.insert(pad[-1], nieuw) if isinstance(ouder, list) else ouder.__setitem__(pad[-1], nieuw)
        assert tomllib.loads(toml.zetten(tekst_, pad, nieuw)) == verwacht, (naam, pad)
