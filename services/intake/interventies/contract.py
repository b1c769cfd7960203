"""What others may ask about the interventies of a pupil, and what is told.

`InterventiesTonen` is how OPP, aanvraag and advice take over what was done and what it led to: `zin` says it in one
sentence. `dossier_id` names the leerlingdossier, the `zaak` of these facts.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from services.intake.contract import Bewaard, Deel
from services.kern.bericht import Opdracht, Vraag
from services.kern.feit import Feit

# ---------------------------------------------------------------------------------------------- answers


class InterventieStand(Deel, frozen=True, kw_only=True):
    """Something that was done for the pupil. `status`: loopt | geevalueerd | weggehaald.

    `waar`: school | thuis | jeugdhulp | medisch. `groep`: where the pupil was on the first day, "" when nobody knows.
    `effect`: hielp | deels | niet, None while nobody looked. `zin`: all of it in one sentence.
    """

    id: UUID
    versie: int
    status: str
    wat: str
    waar: str
    doel: str
    door: str
    groep: str
    van: date
    tot: date | None
    effect: str | None
    toelichting: str
    geevalueerd_op: date | None
    zin: str
    gewijzigd_op: datetime
    gewijzigd_door: str


class InterventiesLijst(Deel, frozen=True, kw_only=True):
    """Newest first. `weggehaald`: those of the last thirty days that can be put back, for who may.

    `handelingen`: what this person may do with them."""

    interventies: list[InterventieStand]
    weggehaald: list[InterventieStand]
    handelingen: list[str]


# --------------------------------------------------------------------------------------------- questions


class InterventiesTonen(Vraag, frozen=True, kw_only=True):
    """What was done for this pupil. Raises NietGevonden outside scope."""

    antwoord: ClassVar[type] = InterventiesLijst
    dossier_id: UUID


# ---------------------------------------------------------------------------------------------- commands


class InterventieVastleggen(Opdracht, frozen=True, kw_only=True):
    """Something is done, or will be. `tot`: the last day, None while nobody knows. Raises OngeldigeInvoer, KanNiet."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    wat: str
    waar: str
    doel: str
    door: str
    van: date
    tot: date | None = None


class InterventieWijzigen(Opdracht, frozen=True, kw_only=True):
    """It was written down wrong, or goes on longer. Raises OngeldigeInvoer, KanNiet and Gewijzigd."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    interventie_id: UUID
    versie: int
    wat: str
    waar: str
    doel: str
    door: str
    van: date
    tot: date | None = None


class InterventieEvalueren(Opdracht, frozen=True, kw_only=True):
    """What it led to, seen on `op`. Without `doorgaan` that was the last day. Raises OngeldigeInvoer and Gewijzigd."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    interventie_id: UUID
    versie: int
    effect: str
    toelichting: str
    op: date
    doorgaan: bool


class InterventieWeghalen(Opdracht, frozen=True, kw_only=True):
    """It was a mistake."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    interventie_id: UUID
    versie: int


class InterventieTerugzetten(Opdracht, frozen=True, kw_only=True):
    """It was no mistake. Raises KanNiet after thirty days."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    interventie_id: UUID
    versie: int


# ------------------------------------------------------------------------------------------------- facts


class InterventieVastgelegd(Feit, frozen=True, kw_only=True):
    """De school legde een interventie vast."""

    interventie_id: UUID


class InterventieGewijzigd(Feit, frozen=True, kw_only=True):
    """De school wijzigde een interventie."""

    interventie_id: UUID


class InterventieGeevalueerd(Feit, frozen=True, kw_only=True):
    """De school keek wat een interventie opleverde."""

    interventie_id: UUID
    effect: str


class InterventieWeggehaald(Feit, frozen=True, kw_only=True):
    """De school haalde een interventie weg die er niet hoorde."""

    interventie_id: UUID


class InterventieTeruggezet(Feit, frozen=True, kw_only=True):
    """De school zette een interventie terug."""

    interventie_id: UUID
