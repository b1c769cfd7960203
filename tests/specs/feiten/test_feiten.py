"""Old and new versions hear each other's facts (trust.md, UPG-4): judged on what each release wrote down of its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from services.kern.feit import FEITEN, Envelope
from tests.specs.feiten import maken


def _nummer(release: str) -> tuple[int, ...]:
    return tuple(map(int, release.split(".")))


#: A fact that is told no more: its name to the release that stopped. It stays readable until 14 days after that.
VERDWENEN: dict[str, str] = {}
RELEASES = sorted((map_ for map_ in maken.HIER.iterdir() if map_.name[0].isdigit()), key=lambda m: _nummer(m.name))
NU = maken.opgeschreven()


def lees(release: Path) -> dict[str, dict[str, Any]]:
    """Every fact of a release, by its name."""
    return {
        naam: feit
        for bestand in sorted(release.glob("*.json"))
        for naam, feit in json.loads(bestand.read_text()).items()
    }


def voldoet(waarde: Any, schema: dict[str, Any]) -> None:
    """Raises jsonschema.ValidationError where the code of that release would not have understood this."""
    jsonschema.Draft202012Validator(schema).validate(waarde)


def test_er_is_meer_dan_een_versie_bewaard():
    assert [map_.name for map_ in RELEASES][:2] == ["0.1.0", "0.2.0"]
    assert RELEASES[-1].name == maken.release(), "de nieuwste versie van CHANGELOG.md heeft nog geen map"


@pytest.mark.parametrize("bestand", list(NU))
def test_wat_er_nu_verteld_wordt_staat_opgeschreven(bestand: str):
    """Who changes a fact sees here what the version before will make of it."""
    opgeschreven = json.loads((RELEASES[-1] / f"{bestand}.json").read_text())
    assert opgeschreven == NU[bestand], (
        "Een feit is veranderd. Draai .venv/bin/python -m tests.specs.feiten.maken, en kijk in git diff wat de vorige"
        " versie ervan merkt."
    )


@pytest.mark.parametrize("release", RELEASES, ids=lambda map_: map_.name)
def test_wij_verstaan_wat_een_eerdere_versie_vertelde(release: Path):
    gehoord = 0
    for naam, feit in lees(release).items():
        for voorbeeld in feit["voorbeelden"]:
            if naam in VERDWENEN:
                continue
            envelop = msgspec.json.decode(json.dumps(voorbeeld), type=Envelope)
            gelezen = envelop.feit()
            assert type(gelezen) is FEITEN[naam]
            nu = msgspec.to_builtins(gelezen)
            assert {veld: nu[veld] for veld in voorbeeld["data"] if veld in nu} == {
                veld: waarde for veld, waarde in voorbeeld["data"].items() if veld in nu
            }
            gehoord += 1
    assert gehoord > 30


@pytest.mark.parametrize("release", RELEASES[:-1], ids=lambda map_: map_.name)
def test_een_eerdere_versie_verstaat_wat_wij_vertellen(release: Path):
    """What it knows it can read: fields that it needs are there, with values that it knows. The rest it skips."""
    toen, gehoord = lees(release), 0
    for naam, feit in lees(RELEASES[-1]).items():
        for voorbeeld in feit["voorbeelden"]:
            voldoet(voorbeeld, toen["Envelope"]["schema"])
            if naam in toen:
                voldoet(voorbeeld["data"], toen[naam]["schema"])
                gehoord += 1
    assert gehoord > 30


def test_niemand_weigert_een_veld_dat_hij_niet_kent():
    for release in RELEASES:
        assert '"additionalProperties": false' not in json.dumps(lees(release)), release.name


def test_het_oordeel_kan_afkeuren():
    schema = lees(RELEASES[0])["BesluitBekendgemaakt"]["schema"]
    goed = lees(RELEASES[0])["BesluitBekendgemaakt"]["voorbeelden"][0]["data"]
    voldoet(goed | {"van_morgen": 1}, schema)
    for fout in ({**goed, "tot_en_met": 3}, {veld: w for veld, w in goed.items() if veld != "van"}):
        with pytest.raises(jsonschema.ValidationError):
            voldoet(fout, schema)
