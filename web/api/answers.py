"""What the API answers, before it is written as JSON. Pure: the rules of kern and the table of postcodes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from services.kern.kalender import local_date
from services.kern.regelboek import REGELS, reken
from services.kern.rekenfout import Rekenfout
from services.kern.uitleg import Stap
from services.kern.wetsartikelen import ARTIKELEN, Wetsartikel
from tenants import organisaties
from web.api.regelvelden import UITLEG
from web.api.typen import MEESTE_GEBEURTENISSEN, MEESTE_IN_LIJST

# Lists of days cost time per row; lists of numbers do not.
_KORT = frozenset({"gebeurtenissen", "vakanties", "blokkades", "afdrachten"})


def rekenantwoord(naam: str, invoer: dict[str, Any]) -> dict[str, Any]:
    """Outcome, explanation and articles. Raises Rekenfout when the question is not right."""
    _lengtes(invoer)
    uitkomst, uitleg = reken(naam, invoer)
    return {
        "regel": naam,
        "uitkomst": uitkomst,
        "uitleg": [_stap(stap) for stap in uitleg],
        "artikelen": artikelen(uitleg),
    }


def artikelen(uitleg: list[Stap]) -> list[Wetsartikel]:
    """The articles that the explanation rests on, in the order in which they come up."""
    genoemd = dict.fromkeys(deel for stap in uitleg for deel in stap.grondslag.split(", "))
    return [ARTIKELEN[naam] for naam in genoemd if naam in ARTIKELEN]


def _stap(stap: Stap) -> Stap | dict[str, Any]:
    """As the rule gives it. A moment stands in `tijdstip`, with its day in `datum`: a field of that name is a date."""
    moment = stap.datum
    if not isinstance(moment, str):
        return stap
    dag = local_date(datetime.fromisoformat(moment))
    return {"stap": stap.stap, "datum": dag, "tijdstip": moment, "grondslag": stap.grondslag}


def _lengtes(invoer: dict[str, Any]) -> None:
    """Raises Rekenfout for a list that is longer than anybody needs."""
    for naam, waarde in invoer.items():
        meeste = MEESTE_GEBEURTENISSEN if naam in _KORT else MEESTE_IN_LIJST
        if isinstance(waarde, list) and len(waarde) > meeste:
            raise Rekenfout("ongeldige_waarde", str(naam), f"Deze lijst is te lang. Geef er ten hoogste {meeste}.")


def regels() -> dict[str, Any]:
    """The list of rules, with where each is worked out."""
    return {
        "regels": [
            {
                "naam": naam,
                "titel": UITLEG[naam].titel,
                "wat": UITLEG[naam].wat,
                "url": f"/api/v1/rekenhulp/{naam.replace('_', '-')}",
            }
            for naam in REGELS
        ]
    }


def swv_regels(pc4: str, sector: str) -> dict[str, Any] | None:
    """The samenwerkingsverbanden of this postcode (all of them without one). None for an unknown postcode.

    `sector`: PO, VO or "" for both.
    """
    gevonden = organisaties.samenwerkingsverbanden()
    gemeente = None
    if pc4:
        plek = organisaties.postcodes().get(pc4)
        if plek is None or not (plek.swv_po or plek.swv_vo):
            return None
        gemeente = plek.gemeente
        gevonden = tuple(swv for swv in gevonden if swv.id in (plek.swv_po, plek.swv_vo))
    return {
        "pc4": pc4 or None,
        "gemeente": gemeente,
        "samenwerkingsverbanden": [
            {"nummer": swv.id, "sector": swv.sector, "naam": swv.naam, "naam_bevestigd": swv.naam_bevestigd}
            for swv in gevonden
            if sector in ("", swv.sector)
        ],
    }
