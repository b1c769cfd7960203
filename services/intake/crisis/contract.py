"""What others may ask about a crisis or nood of a pupil, and what is told. `dossier_id` is the `zaak` of the facts."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from services.intake.contract import Bewaard, Deel
from services.kern.bericht import Opdracht, Vraag
from services.kern.feit import Feit

#: It came suddenly, or grew slowly until it could not go on.
SOORTEN = {"crisis": "Crisis: het escaleert in korte tijd", "nood": "Nood: het is langzaam gegroeid"}
#: How it ended.
UITKOMSTEN = {
    "opgelost": "Het gaat weer, met wat in het plan staat",
    "arrangement": "Verder met extra ondersteuning",
    "aanvraag": "Verder met een aanvraag",
    "anders": "Anders",
}


class CrisisStand(Deel, frozen=True, kw_only=True):
    """The last one of this pupil. `status`: gemeld | plan | afgesloten. `genodigd`: who are asked to the table.

    `plan_uiterlijk`: the day by which there must be a plan, and `opbouw` how that day came about; `te_laat`: it is past
    and there is none. `evalueren_op`: when the plan is looked back on.
    """

    id: UUID
    versie: int
    status: str
    soort: str
    sinds: date
    aanleiding: str
    overleg_op: date
    overleg_tijd: str
    genodigd: list[str]
    ouders_ingelicht: bool
    plan_uiterlijk: date
    opbouw: str
    te_laat: bool
    doel: str
    inzet: str
    afspraken: str
    evalueren_op: date | None
    uitkomst: str
    slot: str
    gemeld_op: date
    gemeld_door: str


class CrisisBlad(Deel, frozen=True, kw_only=True):
    """The page about it. `crisis` None: there was none. `titel`, `uitnodigen`, `plan_werkdagen`: as the
    samenwerkingsverband declares. `handelingen`: what this person may do now."""

    dossier_id: UUID
    kenmerk: str
    leerling: str
    school: str
    titel: str
    uitnodigen: list[str]
    plan_werkdagen: int
    crisis: CrisisStand | None
    handelingen: list[str]


class CrisisKort(Deel, frozen=True, kw_only=True):
    dossier_id: UUID
    leerling: str
    school: str
    soort: str
    status: str
    overleg_op: date
    plan_uiterlijk: date
    te_laat: bool


class CrisisLijst(Deel, frozen=True, kw_only=True):
    """Those that are not over, what presses most first."""

    crises: list[CrisisKort]


class CrisisTonen(Vraag, frozen=True, kw_only=True):
    """Raises NietGevonden outside scope, and where the samenwerkingsverband declares no route for it."""

    antwoord: ClassVar[type] = CrisisBlad
    dossier_id: UUID


class CrisesTonen(Vraag, frozen=True, kw_only=True):
    """Of the own school, or all that schools told the samenwerkingsverband."""

    antwoord: ClassVar[type] = CrisisLijst


class CrisisMelden(Opdracht, frozen=True, kw_only=True):
    """It cannot go on like this: the ondersteuningsteam comes together on `overleg_op` at `overleg_tijd` (09:30) with
    who may decide at once. `genodigd`: the parents and at least one other; `anderen`: who else is involved, by
    what they are. Raises OngeldigeInvoer, KanNiet while one is not over."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    soort: str
    sinds: date
    aanleiding: str
    overleg_op: date
    overleg_tijd: str
    genodigd: tuple[str, ...]
    ouders_ingelicht: bool
    anderen: str = ""


class CrisisplanVastleggen(Opdracht, frozen=True, kw_only=True):
    """The plan of approach, made by people who may all decide (`mandaat`). May be said anew while it is not over."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int
    mandaat: bool
    doel: str
    inzet: str
    afspraken: str
    evalueren_op: date


class CrisisAfsluiten(Opdracht, frozen=True, kw_only=True):
    """It is over, or goes on as something else: a key of UITKOMSTEN. Raises KanNiet without a plan, unless `anders`."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int
    uitkomst: str
    slot: str


class CrisisGemeld(Feit, frozen=True, kw_only=True):
    """De school meldde dat het zo niet verder kan. Het ondersteuningsteam komt meteen bij elkaar."""

    crisis_id: UUID
    soort: str
    school: str


class CrisisplanVastgelegd(Feit, frozen=True, kw_only=True):
    """Er is een plan van aanpak gemaakt door mensen die kunnen beslissen."""

    crisis_id: UUID


class CrisisAfgesloten(Feit, frozen=True, kw_only=True):
    """De crisis is voorbij, of het gaat verder met andere hulp."""

    crisis_id: UUID
    uitkomst: str


class CrisisplanGemist(Feit, frozen=True, kw_only=True):
    """De termijn voor een plan van aanpak is voorbij. School en samenwerkingsverband kregen bericht."""

    crisis_id: UUID
