"""De uitslag van een aanvraag, zoals zij bekend is gemaakt: wat het besluit zei, in een zin met de bron.

Bron: het feit BesluitBekendgemaakt van de commissie. Voor de bekendmaking (Awb 3:41) staat hier niets. De verklaring
geldt tot en met een dag (WPO 40 lid 13, WEC 40 lid 15); daarna is zij verlopen. Een ingetrokken verklaring kent
Meedoen nog niet: daar is geen feit van.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from services.kern.kalender import MAANDEN

TOEGEKEND = "toegekend"


def van_besluit(uitkomst: str, nummer: str | None, van: date | None, tot_en_met: date | None) -> dict[str, str]:
    """Zoals het bij de aanvraag wordt bewaard: alleen wat het besluit noemt."""
    dagen = {naam: dag.isoformat() for naam, dag in (("van", van), ("tot_en_met", tot_en_met)) if dag}
    return {"uitkomst": uitkomst} | ({"nummer": nummer} if nummer else {}) | dagen


def lezen(uitslag: str | None) -> dict[str, str] | None:
    """Uit de rij, zoals hierboven bewaard."""
    return msgspec.json.decode(uitslag) if uitslag else None


def in_een_zin(uitslag: Mapping[str, Any] | None, bekend_op: date | None, vandaag: date) -> str:
    """Leeg zolang er niets bekend is gemaakt; zonder `uitslag` alleen dat er een besluit is."""
    if bekend_op is None:
        return ""
    bron = f"besluit bekendgemaakt op {_dag(bekend_op)}"
    if not uitslag:
        return f"TLV: {bron}."
    if uitslag["uitkomst"] != TOEGEKEND:
        return f"TLV {uitslag['uitkomst']}; {bron}."
    nummer = f", nummer {uitslag['nummer']}" if uitslag.get("nummer") else ""
    return f"TLV toegekend{nummer}{_geldig(uitslag, vandaag)}; {bron}."


def _geldig(uitslag: Mapping[str, Any], vandaag: date) -> str:
    if "van" not in uitslag:
        return ""
    van = _dag(date.fromisoformat(uitslag["van"]))
    if "tot_en_met" not in uitslag:
        return f", geldig vanaf {van}, voor de hele schoolloopbaan"
    tot = date.fromisoformat(uitslag["tot_en_met"])
    if tot < vandaag:
        return f", verlopen: gold van {van} tot en met {_dag(tot)}"
    return f", geldig van {van} tot en met {_dag(tot)}"


def _dag(dag: date) -> str:
    return f"{dag.day} {MAANDEN[dag.month - 1]} {dag.year}"
