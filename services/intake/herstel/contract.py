"""What others may ask about the herstelbak, and what is told: what was sent and came to nobody (N3).

A herstelpunt says what, from where, to where and why not, by codes and a kenmerk; no name, and nothing of the child.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from services.intake.contract import Bewaard, Deel
from services.kern.bericht import Opdracht, Vraag
from services.kern.feit import Feit

# ---------------------------------------------------------------------------------------------- answers


class HerstelpuntStand(Deel, frozen=True, kw_only=True):
    """One thing that came to nobody.

    `soort`: aanvraag | consult | jong_kind | meekijken | arrangement | doorzending | overdracht | overdracht_school |
    bericht.

    `reden`: niemand (nobody has one of `rollen` at `naar`; [] of another tenant) | adres (the mail server of the other
    side refused it). `van`, `naar`: vestigingscode or number of the samenwerkingsverband, "" of a mail. `brief`: which
    mail. `pad`: where it can be sent elsewhere or taken back, "" for who cannot open that. `status`: open | hersteld |
    vervallen | gesloten; `afloop`: why somebody closed it. `geprobeerd_op`: the last time that Meedoen looked.
    """

    id: UUID
    zaak: UUID
    soort: str
    reden: str
    kenmerk: str
    van: str
    naar: str
    rollen: list[str]
    brief: str
    pad: str
    status: str
    afloop: str
    ontstaan_op: datetime
    geprobeerd_op: datetime
    geeindigd_op: datetime | None
    geeindigd_door: str
    handelingen: list[str]


class HerstelbakStand(Deel, frozen=True, kw_only=True):
    """What is open first, the oldest first; then what ended in the last week. At most 200."""

    punten: list[HerstelpuntStand]
    meer: bool = False


class HerstelbakTonen(Vraag, frozen=True, kw_only=True):
    """For a school its own, for who sent it what they sent, for the functioneel beheerder all of the tenant."""

    antwoord: ClassVar[type] = HerstelbakStand


# ------------------------------------------------------------------------------------------------- acts


class HerstelpuntVersturen(Opdracht, frozen=True, kw_only=True):
    """Once more, now. Raises KanNiet when there is still nobody; then it stays where it is."""

    antwoord: ClassVar[type] = Bewaard
    herstelpunt_id: UUID


class HerstelpuntSluiten(Opdracht, frozen=True, kw_only=True):
    """It need not arrive any more, with the reason. Raises OngeldigeInvoer and KanNiet."""

    antwoord: ClassVar[type] = Bewaard
    herstelpunt_id: UUID
    reden: str


# ------------------------------------------------------------------------------------------------- facts


class HerstelpuntOntstaan(Feit, frozen=True, kw_only=True):
    """Wat is verstuurd kwam bij niemand aan. Het ligt in de herstelbak."""

    herstelpunt_id: UUID
    soort: str


class HerstelpuntHersteld(Feit, frozen=True, kw_only=True):
    """Wat in de herstelbak lag, is alsnog aangekomen."""

    herstelpunt_id: UUID


class HerstelpuntVervallen(Feit, frozen=True, kw_only=True):
    """Wat in de herstelbak lag, hoefde niet meer aan te komen."""

    herstelpunt_id: UUID


class HerstelpuntGesloten(Feit, frozen=True, kw_only=True):
    """Iemand haalde uit de herstelbak wat niet meer hoeft aan te komen."""

    herstelpunt_id: UUID
