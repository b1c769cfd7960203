"""Wie een dossier zag of er iets aan deed, zoals het aan de ouders wordt verteld: rol en organisatie, geen naam."""

from __future__ import annotations

from datetime import datetime

import msgspec


class Inzage(msgspec.Struct, frozen=True, kw_only=True):
    """Eén auditregel van een zaak.

    `soort`: inzage of handeling; `wat`: hoe het bericht of feit heet; `rol` "systeem": Meedoen zelf, `organisatie` is
    dan de dienst; `zelf`: door wie het vraagt.
    """

    op: datetime
    soort: str
    wat: str
    rol: str
    organisatie: str | None
    zelf: bool


class InzagenLijst(msgspec.Struct, frozen=True, kw_only=True):
    """De nieuwste eerst. `aantal`: hoeveel er tot dat moment zijn."""

    inzagen: list[Inzage]
    aantal: int
