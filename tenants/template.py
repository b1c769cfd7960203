"""A new samenwerkingsverband from the template in `sjabloon/`: real number, gemeenten and boards, the terms of the law.

What only the samenwerkingsverband itself can say stands in it as a proposal, with those words.
"""

import re
from collections import Counter
from datetime import date
from pathlib import Path
from string import Template

from tenants import organisaties

SJABLOON = Path(__file__).parent / "sjabloon"
NAAM = re.compile(r"[a-z][a-z0-9]{2,30}")
VAN_SECTOR = {
    "PO": {
        "ib_er": "Intern begeleider",
        "deskundigen": "WPO 18a lid 11",
        "deskundigen_voluit": "artikel 18a, elfde lid, van de Wet op het primair onderwijs",
        "bezwaarcommissie": "WPO 18a lid 12",
        "bewaren": "WPO 18a lid 13",
        "bestuur": "WPO 18a lid 2",
        "opp": "WPO 40a: het OPP wordt ten minste elk schooljaar met de ouders geëvalueerd",
        "geldigheid": "geldigheid = []\n",
    },
    "VO": {
        "ib_er": "Ondersteuningscoördinator",
        "deskundigen": "WVO 2.47 lid 14 en UB WVO 2.51",
        "deskundigen_voluit": "artikel 2.47, veertiende lid, van de Wet voortgezet onderwijs 2020",
        "bezwaarcommissie": "WVO 2.47 lid 15",
        "bewaren": "WVO 2.47 lid 16",
        "bestuur": "WVO 2.47 lid 2",
        "opp": "WVO 2.44: het OPP wordt ten minste elk schooljaar met de ouders geëvalueerd",
        "geldigheid": (
            '\n[[tlv.geldigheid]]\nsoort = ["pro"]\nhele_schoolloopbaan = true\nbron = "WVO 2.29 en 2.30 (voorstel)"\n'
        ),
    },
}


class Onmogelijk(Exception):
    """A new samenwerkingsverband cannot be made of this; one Dutch sentence."""


def number(naam: str, sector: str | None, nummer: str | None) -> str:
    """The number meant: the one given, or the one in the name (`swv2510po`, `swv2510` with a sector).

    Raises Onmogelijk when there is none, or when it contradicts the sector.
    """
    if nummer is None:
        gevonden = re.fullmatch(r"swv(\d{4})(po|vo)?", naam)
        soort = (gevonden[2] or sector or "").upper() if gevonden else ""
        if not soort:
            raise Onmogelijk("Noem het nummer van het samenwerkingsverband, zoals --nummer PO2202.")
        nummer = f"{soort}{gevonden[1]}"
    if organisaties.samenwerkingsverband(nummer) is None:
        raise Onmogelijk(f"Een samenwerkingsverband {nummer} bestaat niet.")
    if sector and not nummer.startswith(sector.upper()):
        raise Onmogelijk(f"{nummer} is geen nummer van een {sector.upper()}-samenwerkingsverband.")
    return nummer


def files(naam: str, nummer: str, vandaag: date) -> dict[str, str]:
    """The files of a new samenwerkingsverband: name to text. Raises Onmogelijk when its name cannot be one."""
    if not NAAM.fullmatch(naam):
        raise Onmogelijk("Een naam is 3 tot 31 kleine letters en cijfers en begint met een letter, zoals swv2202po.")
    sector = nummer[:2]
    velden = _velden(naam, nummer, vandaag)
    bestanden = {}
    for bron in (SJABLOON / "alle", SJABLOON / sector):
        for pad in sorted([*bron.glob("*.toml"), *bron.glob("brieven/*.md")]):
            bestanden[pad.relative_to(bron).as_posix()] = Template(pad.read_text(encoding="utf-8")).substitute(velden)
    return bestanden


def _velden(naam: str, nummer: str, vandaag: date) -> dict[str, str]:
    wie = organisaties.samenwerkingsverband(nummer)
    assert wie is not None
    codes = organisaties.gemeentecodes(nummer)
    plaats = organisaties.grootste_gemeente(nummer)
    if not codes or not plaats:
        raise Onmogelijk(f"Van {nummer} zijn geen gemeenten bekend; het heeft het hele land als gebied.")
    gemeenten = [organisaties.gemeente(code) for code in codes]
    regio = Counter(gemeente.vakantieregio for gemeente in gemeenten if gemeente).most_common(1)[0][0]
    besturen = [b for b in organisaties.besturen(nummer) if organisaties.is_bestuur(b.id)]
    regels = [f"\n    {{ nummer = {_tekst(b.id)}, naam = {_tekst(b.aanduiding)} }}," for b in besturen]
    return VAN_SECTOR[nummer[:2]] | {
        "id": naam,
        "naam": _in_tekst(wie.naam),
        "korte_naam": f"SWV {nummer[2:4]}-{nummer[4:]} {nummer[:2]}",
        "sector": nummer[:2],
        "nummer": nummer,
        "vakantieregio": regio,
        "gemeenten": ", ".join(_tekst(code) for code in codes),
        "vandaag": vandaag.isoformat(),
        "besturen": "".join(regels) + ("\n" if regels else ""),
        "plaats": _in_tekst(plaats),
    }


def _in_tekst(waarde: str) -> str:
    return waarde.replace("\\", "\\\\").replace('"', '\\"')


def _tekst(waarde: str) -> str:
    return f'"{_in_tekst(waarde)}"'
