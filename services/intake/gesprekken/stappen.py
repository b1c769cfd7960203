"""Waar een leerling is op de checklist: wat uit het dossier blijkt, en wat de school zelf aanvinkte.

Bron: ondersteuningsplan swv2510po, bijlage 3.6 (Checklist leerlingondersteuning).
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from tenants.schema.gesprekken import Checkliststap


def blijkt(stap: Checkliststap, tekens: Set[str]) -> bool:
    """Of het dossier laat zien dat deze stap is gezet."""
    return bool(set(stap.blijkt_uit) & tekens)


def waar(stappen: Sequence[Checkliststap], gedaan: Set[str]) -> int:
    """Het nummer van de stap waar de leerling is: die na de laatste die is gezet, of de laatste als alles klaar is."""
    gezet = [nummer for nummer, stap in enumerate(stappen, 1) if stap.naam in gedaan]
    return min(max(gezet, default=0) + 1, len(stappen))
