"""Wie een dossier zag of er iets aan deed, zoals het aan de ouders wordt verteld: rol en organisatie, geen naam."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

import msgspec

from services.kern.bericht import Vraag
from services.kern.nazicht import Kenmerken


class Inzage(msgspec.Struct, frozen=True, kw_only=True):
    """Eén auditregel van een zaak.

    `soort`: inzage of handeling; `wat`: hoe het bericht of feit heet; `rol` "systeem": Meedoen zelf, `organisatie` is
    dan de dienst; `zelf`: door wie het vraagt; `nood`: met noodtoegang.
    """

    op: datetime
    soort: str
    wat: str
    rol: str
    organisatie: str | None
    zelf: bool
    nood: bool = False


class InzagenLijst(msgspec.Struct, frozen=True, kw_only=True):
    """De nieuwste eerst. `aantal`: hoeveel er tot dat moment zijn."""

    inzagen: list[Inzage]
    aantal: int


class Nagegaan(msgspec.Struct, frozen=True, kw_only=True):
    """Eén auditregel zoals de functionaris gegevensbescherming die ziet: ook wie, welke zaak en hoe het afliep.

    `volgorde`: om na deze regel verder te lezen. `aantal`: van een lijst, hoeveel zaken zij liet zien.
    """

    volgorde: int
    op: datetime
    soort: str
    wat: str
    zaak: UUID | None
    persoon: UUID | None
    rol: str
    organisatie: str | None
    uitkomst: str
    reden: str | None
    grond: str | None
    herkomst: str | None
    namens: UUID | None
    voorwerp: UUID | None
    aantal: int | None


class NagegaanLijst(msgspec.Struct, frozen=True, kw_only=True):
    """De oudste eerst. `meer`: er zijn er nog."""

    regels: list[Nagegaan]
    meer: bool


class Nagaan(Vraag, frozen=True, kw_only=True):
    """Wie zag of deed wat tussen twee momenten, de oudste eerst. Voor de functionaris gegevensbescherming.

    Van `van` tot, en niet met, `tot`; van één zaak of één persoon als die genoemd is. Verder lezen: `van` is het moment
    van de laatste regel, `na` haar `volgorde`. Dat het gevraagd is, laat een regel na; die van een zaak zien de ouders.
    """

    antwoord: ClassVar = NagegaanLijst
    van: datetime
    tot: datetime
    zaak: UUID | None = None
    persoon: UUID | None = None
    na: int | None = None
    hoogstens: int = 200


class Samenvatting(msgspec.Struct, frozen=True, kw_only=True):
    """Wat iedereen in een tijdvak deed, en uit hoeveel auditregels dat bleek."""

    kenmerken: list[Kenmerken]
    gelezen: int


class Samenvatten(Vraag, frozen=True, kw_only=True):
    """Alleen tussen diensten. `namen`: persoon naar achternaam."""

    antwoord: ClassVar = Samenvatting
    van: datetime
    tot: datetime
    namen: dict[str, str]
