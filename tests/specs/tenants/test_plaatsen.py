"""Van elke sleutel is bekend op welke regel hij staat, hoe hij ook is geschreven."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tenants.plaatsen import regel, regels, vind

ROOT = Path(__file__).parents[3]
MAPPEN = [ROOT / "tenants", ROOT / "tests/specs/tenants"]
BESTANDEN = [ROOT / "pyproject.toml", *sorted(bestand for map in MAPPEN for bestand in map.glob("*/*.toml"))]
LASTIG = '''
# a = 1
a.b = 1
"q.x" = [1,
  2, # c ]
  {z = """
hey "" ]""" , y = '}'},
]
[t]
u = { v = [ { w = 1 } ], "k k".l=2 }
[[l.m]]
n = 1
[l.m.o]
p=1979-05-27T07:32:00Z
[[l.m]]
[[l.m.q]]
r = \'\'\'a'b
=\'\'\'
s=1
'''


def paden(waarde, pad=()) -> Iterator[tuple]:
    delen = waarde.items() if isinstance(waarde, dict) else enumerate(waarde, 1) if isinstance(waarde, list) else ()
    for naam, deel in delen:
        yield (*pad, naam)
        yield from paden(deel, (*pad, naam))


@pytest.mark.parametrize("bestand", BESTANDEN, ids=lambda b: f"{b.parent.name}/{b.name}")
def test_elke_sleutel_van_een_bestand_heeft_de_regel_waar_hij_staat(bestand: Path):
    tekst = bestand.read_text(encoding="utf-8")
    gevonden = regels(tekst)
    assert set(gevonden) == set(paden(tomllib.loads(tekst)))
    staan = tekst.split("\n")
    for pad, nummer in gevonden.items():
        if isinstance(pad[-1], str):
            assert pad[-1] in staan[nummer - 1], (pad, nummer)


def test_ook_bij_alles_wat_toml_toelaat():
    gevonden = regels(LASTIG)
    assert set(gevonden) == set(paden(tomllib.loads(LASTIG)))
    assert gevonden["q.x", 3, "y"] == 7
    assert gevonden["l", "m", 1, "o"] == 13
    assert gevonden["l", "m", 2] == 15
    assert gevonden["l", "m", 2, "q", 1, "s"] == 19


def test_een_deel_van_een_lijst_is_ook_bij_zijn_naam_te_vinden():
    tekst = '[[plekken]]\nnaam = "arts"\n[[plekken]]\nnaam = "psycholoog"\ntitel = "x"\n'
    pad = vind("plekken.psycholoog.titel", tomllib.loads(tekst))
    assert pad == ("plekken", 2, "titel")
    assert regel(regels(tekst), pad) == 5


def test_wat_ontbreekt_staat_op_de_regel_van_waar_het_in_hoort():
    tekst = "\n[a]\nb = 1\n"
    assert regel(regels(tekst), vind("a.c.d", tomllib.loads(tekst))) == 2
    assert regel(regels(tekst), vind("z", tomllib.loads(tekst))) == 1
