"""What others may ask about the schoolverlatersonderzoek, and what is told. The dossier is the `zaak` of its facts.

Schools register pupils of groep 8 with the consent of the parents until the closing day of the samenwerkingsverband;
who does the research sees the registration and not the dossier. Numbers of tests are those of UB WVO 2.46: months.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from services.intake.contract import Bewaard, Deel
from services.kern.bericht import Opdracht, Vraag
from services.kern.feit import Feit

ADVIEZEN = {"pro": "Praktijkonderwijs", "vso": "Voortgezet speciaal onderwijs (vso)"}
UITKOMSTEN = ADVIEZEN | {"anders": "Een ander advies past beter"}
#: How many pupils of groep 8 a school registers in one go at most.
MEESTE = 60

# ---------------------------------------------------------------------------------------------- answers


class Kandidaat(Deel, frozen=True, kw_only=True):
    """A pupil of groep 8 of this school who was not registered in this schooljaar."""

    dossier_id: UUID
    leerling: str
    groep: str


class SchoolverlaterKort(Deel, frozen=True, kw_only=True):
    """In a list. `status`: aangemeld | ingepland | onderzocht | besproken.

    `onderzoek_op`: planned, or done. `onderzoeker` "": nobody was named yet.
    """

    id: UUID
    dossier_id: UUID
    leerling: str
    school: str
    advies: str
    status: str
    aangemeld_op: date
    onderzoeker: str
    onderzoek_op: date | None


class SchoolverlatersBlad(Deel, frozen=True, kw_only=True):
    """Of one school. `open`: registering is possible today. `opbouw`: where the closing day comes from."""

    schooljaar: int
    sluit_op: date
    open: bool
    opbouw: str
    uitvoerder: str
    adviezen: list[str]
    kandidaten: list[Kandidaat]
    leerlingen: list[SchoolverlaterKort]


class SchoolTelling(Deel, frozen=True, kw_only=True):
    """Of one school: how many stand where."""

    school: str
    aangemeld: int
    zonder_onderzoeker: int
    ingepland: int
    onderzocht: int
    besproken: int


class Onderzoeker(Deel, frozen=True, kw_only=True):
    persoon: UUID
    naam: str


class SchoolverlatersOverzicht(Deel, frozen=True, kw_only=True):
    """Of the samenwerkingsverband, by school; what came out of a research is not in it."""

    schooljaar: int
    sluit_op: date
    uitvoerder: str
    scholen: list[SchoolTelling]
    leerlingen: list[SchoolverlaterKort]
    onderzoekers: list[Onderzoeker]
    meer: bool = False


class OnderzoekenLijst(Deel, frozen=True, kw_only=True):
    """Of one onderzoeker: what must still be done first."""

    onderzoeken: list[SchoolverlaterKort]


class OnderzoekStand(Deel, frozen=True, kw_only=True):
    """One registration. `uitkomst`: a key of UITKOMSTEN, "" until there is one (or this reader may not see it yet).

    `criteria`: in sentences, which criteria for PrO and lwoo the pupil meets by these numbers, [] without numbers.
    `handelingen`: what this person may do now; `vroegst`: the first day that a research can have.
    """

    id: UUID
    versie: int
    dossier_id: UUID
    leerling: str
    geboren_op: date
    groep: str
    school: str
    status: str
    schooljaar: int
    sluit_op: date
    advies: str
    toestemming_op: date
    toestemming_bewijs: str
    aangemeld_op: datetime
    aangemeld_door: str
    onderzoeker: str
    onderzoek_op: date | None
    plaats: str
    uitkomst: str
    bevindingen: str
    iq: int | None
    iq_test: str
    dl: int | None
    dle_inzichtelijk_rekenen: int | None
    dle_begrijpend_lezen: int | None
    dle_technisch_lezen: int | None
    dle_spellen: int | None
    sociaal_emotioneel: bool
    besproken_op: date | None
    criteria: list[str]
    vroegst: date
    handelingen: list[str]


class Leerlingonderzoek(Deel, frozen=True, kw_only=True):
    """Of one pupil, the last. `onderzoek` None: not registered. `kan_aanmelden`: the school can, today."""

    dossier_id: UUID
    schooljaar: int
    sluit_op: date
    uitvoerder: str
    kan_aanmelden: bool
    onderzoek: OnderzoekStand | None


class Aangemeld(Deel, frozen=True, kw_only=True):
    aantal: int


# --------------------------------------------------------------------------------------------- questions


class SchoolverlatersTonen(Vraag, frozen=True, kw_only=True):
    """Of the own school. Raises NietGevonden where the samenwerkingsverband has no such research."""

    antwoord: ClassVar[type] = SchoolverlatersBlad


class SchoolverlatersVolgen(Vraag, frozen=True, kw_only=True):
    """Of the whole samenwerkingsverband, by school."""

    antwoord: ClassVar[type] = SchoolverlatersOverzicht


class OnderzoekenTonen(Vraag, frozen=True, kw_only=True):
    """What the asker was named for."""

    antwoord: ClassVar[type] = OnderzoekenLijst


class OnderzoekTonen(Vraag, frozen=True, kw_only=True):
    """One that the asker was named for. Raises NietGevonden for any other."""

    antwoord: ClassVar[type] = OnderzoekStand
    schoolverlater_id: UUID


class LeerlingonderzoekTonen(Vraag, frozen=True, kw_only=True):
    """For the school, parents and pupil. Raises NietGevonden outside scope."""

    antwoord: ClassVar[type] = Leerlingonderzoek
    dossier_id: UUID


# ---------------------------------------------------------------------------------------------- commands


class SchoolverlatersAanmelden(Opdracht, frozen=True, kw_only=True):
    """All or none; the four lists run together: pupil, advies, and on which day the parents agreed and the proof.

    Raises OngeldigeInvoer with a sentence per pupil (`advies_<dossier>`, `toestemming_op_<dossier>`,
    `bewijs_<dossier>`), and KanNiet after the closing day.
    """

    antwoord: ClassVar[type] = Aangemeld
    dossiers: tuple[UUID, ...]
    adviezen: tuple[str, ...]
    toestemmingen: tuple[date, ...]
    bewijzen: tuple[str, ...]


class SchoolverlaterAfmelden(Opdracht, frozen=True, kw_only=True):
    """The school until the closing day, a parent until the research was done. Raises KanNiet and Gewijzigd."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int
    reden: str = ""


class OnderzoekerAanwijzen(Opdracht, frozen=True, kw_only=True):
    """Who does the research with these pupils. Raises OngeldigeInvoer when that person does none here."""

    antwoord: ClassVar[type] = Aangemeld
    schoolverlaters: tuple[UUID, ...]
    persoon: UUID


class OnderzoekInplannen(Opdracht, frozen=True, kw_only=True):
    """On which day and where. School and parents hear of it. Raises OngeldigeInvoer and Gewijzigd."""

    antwoord: ClassVar[type] = Bewaard
    schoolverlater_id: UUID
    versie: int
    onderzoek_op: date
    plaats: str


class OnderzoekVastleggen(Opdracht, frozen=True, kw_only=True):
    """The day and the outcome. For PrO with the tests that the law asks, each from the list of the minister
    (`van_lijst`). Raises OngeldigeInvoer and Gewijzigd."""

    antwoord: ClassVar[type] = Bewaard
    schoolverlater_id: UUID
    versie: int
    onderzoek_op: date
    uitkomst: str
    bevindingen: str
    iq: int | None = None
    iq_test: str = ""
    dl: int | None = None
    dle_inzichtelijk_rekenen: int | None = None
    dle_begrijpend_lezen: int | None = None
    dle_technisch_lezen: int | None = None
    dle_spellen: int | None = None
    sociaal_emotioneel: bool = False
    van_lijst: bool = False


class OnderzoekBespreken(Opdracht, frozen=True, kw_only=True):
    """The school talked about it with the parents on this day. Raises OngeldigeInvoer, KanNiet and Gewijzigd."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int
    besproken_op: date


# ------------------------------------------------------------------------------------------------- facts


class SchoolverlaterAangemeld(Feit, frozen=True, kw_only=True):
    """De school meldde de leerling aan voor het schoolverlatersonderzoek, met toestemming van de ouders."""

    schoolverlater_id: UUID
    school: str
    advies: str
    toestemming_op: date


class SchoolverlaterAfgemeld(Feit, frozen=True, kw_only=True):
    """De leerling doet niet mee aan het schoolverlatersonderzoek."""

    schoolverlater_id: UUID


class OnderzoekerAangewezen(Feit, frozen=True, kw_only=True):
    """Het samenwerkingsverband wees aan wie het schoolverlatersonderzoek doet."""

    schoolverlater_id: UUID
    onderzoeker: UUID


class OnderzoekIngepland(Feit, frozen=True, kw_only=True):
    """Het schoolverlatersonderzoek is ingepland."""

    schoolverlater_id: UUID
    onderzoek_op: date


class OnderzoekVastgelegd(Feit, frozen=True, kw_only=True):
    """Het schoolverlatersonderzoek is gedaan. De school bespreekt de uitkomst met de ouders."""

    schoolverlater_id: UUID
    onderzoek_op: date


class OnderzoekBesproken(Feit, frozen=True, kw_only=True):
    """De school besprak de uitkomst van het schoolverlatersonderzoek met de ouders."""

    schoolverlater_id: UUID
    besproken_op: date
