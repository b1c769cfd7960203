"""What others may ask about pupils, and what is told: one pupil, one dossier, many procedures on top.

`dossier_id` names a leerlingdossier in every message of intake that is about one; it is the `zaak` of its facts.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from services.intake.contract import Bewaard, Deel, Regel
from services.kern.bericht import Opdracht, Vraag
from services.kern.feit import Feit

# ---------------------------------------------------------------------------------------------- answers


class LeerlingKort(Deel, frozen=True, kw_only=True):
    """A pupil in the list of the own school. `status`: lopend | afgesloten. `aanvragen`: how many are not finished."""

    id: UUID
    kenmerk: str
    naam: str
    geboren_op: date
    groep: str
    status: str
    aanvragen: int
    gewijzigd_op: datetime


class LeerlingenLijst(Deel, frozen=True, kw_only=True):
    """At most 200, by last name; `meer` when the school has others that fit."""

    leerlingen: list[LeerlingKort]
    meer: bool = False


class ProcedureStand(Deel, frozen=True, kw_only=True):
    """Something that runs, or ran, for this pupil. `soort`: aanvraag; `wat`: which kind of it."""

    id: UUID
    soort: str
    wat: str
    kenmerk: str
    status: str
    begonnen_op: datetime


class LeerlingStand(Deel, frozen=True, kw_only=True):
    """The dossier as this person may see it. `status`: lopend | afgesloten | samengevoegd.

    `gedeeld`: the samenwerkingsverband may read it. `handelingen`: what this person may do now. `procedures`: newest
    first, and only those that this person has a part in.
    """

    id: UUID
    kenmerk: str
    versie: int
    status: str
    roepnaam: str
    achternaam: str
    geboren_op: date
    groep: str
    school: str
    bestuur: str
    gedeeld: bool
    procedures: list[ProcedureStand]
    tijdlijn: list[Regel]
    handelingen: list[str]
    begonnen_op: datetime
    begonnen_door: str


# --------------------------------------------------------------------------------------------- questions


class LeerlingenTonen(Vraag, frozen=True, kw_only=True):
    """The pupils of the own school. `zoek`: (a piece of) the name or the kenmerk; "" for all."""

    antwoord: ClassVar[type] = LeerlingenLijst
    zoek: str = ""


class LeerlingTonen(Vraag, frozen=True, kw_only=True):
    """One dossier. Raises NietGevonden outside scope."""

    antwoord: ClassVar[type] = LeerlingStand
    dossier_id: UUID


# ---------------------------------------------------------------------------------------------- commands


class LeerlingdossierBeginnen(Opdracht, frozen=True, kw_only=True):
    """The school begins a dossier of a pupil of its own. Raises OngeldigeInvoer."""

    antwoord: ClassVar[type] = Bewaard
    roepnaam: str
    achternaam: str
    geboren_op: date
    groep: str


class LeerlingWijzigen(Opdracht, frozen=True, kw_only=True):
    """Correct or move on what is known of the pupil. Raises OngeldigeInvoer, KanNiet and Gewijzigd."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int
    roepnaam: str
    achternaam: str
    geboren_op: date
    groep: str


# ------------------------------------------------------------------------------------------------- facts


class LeerlingdossierBegonnen(Feit, frozen=True, kw_only=True):
    """De school begon een dossier van deze leerling."""

    school: str


class LeerlingGewijzigd(Feit, frozen=True, kw_only=True):
    """De school wijzigde de gegevens van de leerling."""
