"""A file that belongs to something in the dossier of a pupil: what others may ask about it, and what is told.

It comes in with an act of the subject it belongs to (a talk, the OPP); here it is opened.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from services.intake.contract import Deel
from services.kern.bericht import Vraag
from services.kern.feit import Feit


class DossierstukStand(Deel, frozen=True, kw_only=True):
    """`doel`: verslag | handtekening_gesprek | handtekening_opp. `status`: wacht (on the virus scan) | bruikbaar |
    geweigerd (then `melding` says why) | ingetrokken. `wie`: of a signed paper, the gezag of who signed, or the dossier
    for the pupil. `geopend`: by somebody else than who added it. `eigen`: the asker added it."""

    id: UUID
    doel: str
    wie: UUID | None
    wie_naam: str
    getekend_op: date | None
    reden: str
    naam: str
    mediatype: str
    status: str
    melding: str
    grootte: int
    op: datetime
    door: str
    eigen: bool
    geopend: bool
    ingetrokken_op: datetime | None
    ingetrokken_door: str
    ingetrokken_reden: str


class DossierstukDeel(Deel, frozen=True, kw_only=True):
    """One part of a file. `laatste`: nothing comes after it."""

    naam: str
    mediatype: str
    inhoud: bytes
    laatste: bool


class DossierstukOphalen(Vraag, frozen=True, kw_only=True):
    """Part `deel` of the cleaned version, from 0. A signed paper is for school and samenwerkingsverband, and for who
    signed it. Raises NietGevonden outside scope, KanNiet while it is judged."""

    antwoord: ClassVar[type] = DossierstukDeel
    dossier_id: UUID
    dossierstuk_id: UUID
    deel: int = 0


class DossierstukToegevoegd(Feit, frozen=True, kw_only=True):
    """De school voegde een bestand toe aan het dossier van de leerling."""

    dossierstuk_id: UUID
    doel: str


class DossierstukGeweigerd(Feit, frozen=True, kw_only=True):
    """Een bestand voor het dossier van de leerling is na controle geweigerd."""

    dossierstuk_id: UUID


class DossierstukIngetrokken(Feit, frozen=True, kw_only=True):
    """De school trok een bestand in dat er niet hoorde."""

    dossierstuk_id: UUID
    doel: str
