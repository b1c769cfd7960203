"""Wat een wetsartikel is: waar het staat, wat er letterlijk staat, en wat het in gewone taal betekent.

De wettekst zelf staat in `gegevens/wetteksten.toml`, met de dag van de versie waaruit hij is overgenomen.
"""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

import msgspec

TEKSTEN = Path(__file__).parent / "gegevens" / "wetteksten.toml"

REGELINGEN = {
    "Awb": ("BWBR0005537", "Algemene wet bestuursrecht"),
    "Algemene termijnenwet": ("BWBR0002448", "Algemene termijnenwet"),
    "WPO": ("BWBR0003420", "Wet op het primair onderwijs"),
    "WEC": ("BWBR0003549", "Wet op de expertisecentra"),
    "WVO": ("BWBR0044212", "Wet voortgezet onderwijs 2020"),
    "UB WVO": ("BWBR0045787", "Uitvoeringsbesluit WVO 2020"),
    "Leerplichtwet": ("BWBR0002628", "Leerplichtwet 1969"),
    "BB WPO": ("BWBR0046159", "Besluit bekostiging WPO 2022"),
    "WROD": ("BWBR0042012", "Wet register onderwijsdeelnemers"),
    "UAVG": ("BWBR0040940", "Uitvoeringswet Algemene verordening gegevensbescherming"),
}
AVG_URL = "https://eur-lex.europa.eu/eli/reg/2016/679/oj"


class Wetsartikel(msgspec.Struct, frozen=True):
    """Waar het staat. `aanduiding` is hoe wij het noemen: `Awb 4:13`; `url` wijst naar de tekst die nu geldt.

    `woorden` zijn de woorden van de wet als `letterlijk` waar is, met in `vindplaats` de versie van `tekst_van`
    waaruit zij komen; anders een getrouwe korte weergave, die nergens als wettekst mag worden getoond.
    `toelichting` is altijd onze eigen uitleg in gewone taal.
    """

    aanduiding: str
    woorden: str
    url: str
    toelichting: str = ""
    letterlijk: bool = False
    tekst_van: date | None = None
    vindplaats: str | None = None

    def __str__(self) -> str:
        return self.aanduiding


@cache
def _teksten() -> dict[str, dict]:
    with TEKSTEN.open("rb") as bestand:
        return tomllib.load(bestand)


def wettekst(aanduiding: str) -> str | None:
    """De letterlijke tekst, een lid of onderdeel per regel; None als wij hem niet hebben."""
    tekst = _teksten()["tekst"].get(aanduiding)
    if tekst is None:
        return None
    return "\n".join(" ".join(alinea.split()) for alinea in tekst.strip().split("\n\n"))


def artikel(regeling: str, nummer: str, toelichting: str, *, lid: str | None = None) -> Wetsartikel:
    """Een artikel (of één lid) van een Nederlandse regeling uit REGELINGEN."""
    bwb, _ = REGELINGEN[regeling]
    aanduiding = f"{regeling} {nummer}" + (f" lid {lid}" if lid else "")
    plek = f"#Artikel{nummer}"
    dag = _teksten()["tekst_van"].get(regeling)
    return _maak(
        aanduiding,
        toelichting,
        f"https://wetten.overheid.nl/{bwb}{plek}",
        dag,
        f"https://wetten.overheid.nl/{bwb}/{dag}{plek}",
    )


def avg(nummer: str, toelichting: str) -> Wetsartikel:
    """Een artikel van de Algemene verordening gegevensbescherming."""
    return _maak(f"AVG {nummer}", toelichting, AVG_URL, _teksten()["tekst_van"]["AVG"], AVG_URL)


def _maak(aanduiding: str, toelichting: str, url: str, tekst_van: date | None, vindplaats: str) -> Wetsartikel:
    tekst = wettekst(aanduiding)
    if tekst is None:
        return Wetsartikel(aanduiding, toelichting, url, toelichting)
    return Wetsartikel(aanduiding, tekst, url, toelichting, True, tekst_van, vindplaats)
