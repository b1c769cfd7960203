"""Waar een leerling is op de checklist: wat uit het dossier blijkt, en wat de school zelf aanvinkte.

Bron: ondersteuningsplan swv2510po, bijlage 3.6 (Checklist leerlingondersteuning).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set
from datetime import date

import msgspec

from tenants.schema.gesprekken import Checkliststap


class Blijk(msgspec.Struct, frozen=True):
    """Wat in het dossier laat zien dat een stap is gezet, en sinds welke dag."""

    wat: str
    op: date


def blijkt(stap: Checkliststap, tekens: Collection[str]) -> bool:
    """Of het dossier laat zien dat deze stap is gezet."""
    return any(teken in tekens for teken in stap.blijkt_uit)


def waaruit(stap: Checkliststap, tekens: Mapping[str, Blijk]) -> Blijk | None:
    """Wat het eerst liet zien dat deze stap is gezet."""
    gevonden = [tekens[teken] for teken in stap.blijkt_uit if teken in tekens]
    return min(gevonden, key=lambda blijk: blijk.op) if gevonden else None


def waar(stappen: Sequence[Checkliststap], gedaan: Set[str]) -> int:
    """Het nummer van de stap waar de leerling is: die na de laatste die is gezet, of de laatste als alles klaar is."""
    gezet = [nummer for nummer, stap in enumerate(stappen, 1) if stap.naam in gedaan]
    return min(max(gezet, default=0) + 1, len(stappen))
