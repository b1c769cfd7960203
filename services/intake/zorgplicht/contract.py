"""What others may ask about an aanmelding and the zorgplicht, and what is told.

`dossier_id` names the leerlingdossier, which is the `zaak` of these facts. Schools are vestigingscodes. One aanmelding
runs per dossier; commands carry the `versie` of that one.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from services.intake.contract import Bewaard, Deel
from services.kern.bericht import Opdracht, Vraag
from services.kern.feit import Feit

# ---------------------------------------------------------------------------------------------- answers


class Uitlegstap(Deel, frozen=True, kw_only=True):
    """One step of how a date came about. `grondslag`: an article of law, or an agreement that has a number."""

    stap: str
    datum: date | None
    grondslag: str


class KlokStand(Deel, frozen=True, kw_only=True):
    """The term of the law today. `status`: loopt | verstreken | gehaald | te_laat | vervallen.

    `alarm`: plaatsen | te_laat | binnenkort | "", and `sinds` the day from which it is too late. `plaatsen_op`: from
    when the pupil must have been placed; None when that is past. `asielregels`: six weeks, and then admitted.
    `dag`: days since the aanmelding; `wachtdagen`: on how many of these somebody was waited for. They count as any
    other day.
    """

    uiterlijk_op: date
    status: str
    verlengd: bool
    verlengen_uiterlijk: date | None
    plaatsen_op: date | None
    dag: int
    wachtdagen: int
    alarm: str
    sinds: date | None
    uitleg: list[Uitlegstap]
    asielregels: bool = False


class HouderStand(Deel, frozen=True, kw_only=True):
    """`school` has (had) the zorgplicht from `van` up to, not on, `tot`. `door`: what gave it, a kind of Voorval."""

    school: str
    van: date
    tot: date | None
    door: str


class MeekijkerStand(Deel, frozen=True, kw_only=True):
    """A second school that looks. `bereid` None: no answer yet."""

    school: str
    sinds: date
    bereid: bool | None
    antwoord_op: date | None


class VoorvalStand(Deel, frozen=True, kw_only=True):
    """What happened. `reden` and `toelichting` are empty for the schoolbestuur: it reads no dossiers."""

    soort: str
    op: date
    school: str
    reden: str
    toelichting: str


class AanmeldingStand(Deel, frozen=True, kw_only=True):
    """One aanmelding. `houder`: the one school that has the zorgplicht now; None when it ended with this aanmelding."""

    id: UUID
    versie: int
    status: str
    ontvangen_op: date
    school: str
    bestuur: str
    voorkeur: str
    andere_scholen: list[str]
    houder: HouderStand | None
    geschiedenis: list[HouderStand]
    meekijkers: list[MeekijkerStand]
    klok: KlokStand
    voorvallen: list[VoorvalStand]


class IntrekkingStand(Deel, frozen=True, kw_only=True):
    """Parents who want to withdraw, by name: who said so and whose word is waited for. `zelf`: the asker said so."""

    gemeld: list[str]
    wacht_op: list[str]
    zelf: bool


class AanmeldingBlad(Deel, frozen=True, kw_only=True):
    """The page about it. `aanmelding`: the last one, None while there was none. `leerling`: "" for the schoolbestuur.

    `intrekking`: None while no parent wants to withdraw, and for the schoolbestuur.
    `handelingen`: what this person may do now. `uitzonderingen`: codes that exist for this school.
    """

    dossier_id: UUID
    kenmerk: str
    leerling: str
    school: str
    aanmelding: AanmeldingStand | None
    handelingen: list[str]
    uitzonderingen: list[str]
    intrekking: IntrekkingStand | None = None


class KlokKort(Deel, frozen=True, kw_only=True):
    """A clock in a list. `houder`: the school that has the zorgplicht now. `leerling`: "" for the schoolbestuur."""

    dossier_id: UUID
    kenmerk: str
    leerling: str
    school: str
    houder: str
    status: str
    ontvangen_op: date
    uiterlijk_op: date
    plaatsen_op: date | None
    dag: int
    alarm: str
    sinds: date | None


class KlokkenLijst(Deel, frozen=True, kw_only=True):
    """What presses most first; at most 500, and `meer` when there are others."""

    klokken: list[KlokKort]
    meer: bool


class Aanmeldbaar(Deel, frozen=True, kw_only=True):
    """A pupil of the own school for whom no aanmelding runs."""

    dossier_id: UUID
    leerling: str
    groep: str


class Aanmeldbaren(Deel, frozen=True, kw_only=True):
    """The newest dossier first: who has just been written down is who is wanted. At most 200."""

    leerlingen: list[Aanmeldbaar]


class MeekijkStand(Deel, frozen=True, kw_only=True):
    """What a second school is asked. `status`: open | bereid | niet_bereid | vervallen. `aanleiding`: gevraagd (the
    first school asked) | ouders (the parents applied here too). `houder`: who has the zorgplicht, whatever the answer.

    It holds the name and the group, what is asked, and the days; nothing else of the dossier.
    """

    id: UUID
    dossier: UUID
    versie: int
    leerling: str
    groep: str
    van_school: str
    houder: str
    aanleiding: str
    vraag: str
    sinds: date
    uiterlijk_op: date
    status: str
    antwoord_op: date | None
    toelichting: str


class MeekijkLijst(Deel, frozen=True, kw_only=True):
    """What is asked of the own school: what waits first, by its day; what was answered stays thirty days."""

    verzoeken: list[MeekijkStand]


class BestuurTelling(Deel, frozen=True, kw_only=True):
    """How many aanmeldingen of a schoolbestuur run, and how many of these press. `oudste`: the first too late."""

    bestuur: str
    lopend: int
    binnenkort: int
    te_laat: int
    plaatsen: int
    oudste: date | None


class KlokkenTelling(Deel, frozen=True, kw_only=True):
    """Per schoolbestuur, what presses most first."""

    besturen: list[BestuurTelling]


# --------------------------------------------------------------------------------------------- questions


class AanmeldingTonen(Vraag, frozen=True, kw_only=True):
    """The aanmelding of this dossier. Raises NietGevonden outside scope."""

    antwoord: ClassVar[type] = AanmeldingBlad
    dossier_id: UUID


class KlokkenTonen(Vraag, frozen=True, kw_only=True):
    """The running clocks of the own school, or of the schools of the own schoolbestuur."""

    antwoord: ClassVar[type] = KlokkenLijst


class AanmeldbarenTonen(Vraag, frozen=True, kw_only=True):
    """For whom the own school can write down an aanmelding."""

    antwoord: ClassVar[type] = Aanmeldbaren


class MeekijkverzoekenTonen(Vraag, frozen=True, kw_only=True):
    """Of the own school, as the second one."""

    antwoord: ClassVar[type] = MeekijkLijst


class KlokkenTellen(Vraag, frozen=True, kw_only=True):
    """Only numbers, for the samenwerkingsverband: it sees an aanmelding when a school shares it."""

    antwoord: ClassVar[type] = KlokkenTelling


# ---------------------------------------------------------------------------------------------- commands


class AanmeldingVastleggen(Opdracht, frozen=True, kw_only=True):
    """The school got a written aanmelding on `ontvangen_op`: the clock starts on that day.

    `voorkeur`: the school that the parents want most; it has the zorgplicht. `andere_scholen`: where they asked too.
    Raises OngeldigeInvoer, and KanNiet while another one runs.
    """

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    ontvangen_op: date
    voorkeur: str
    andere_scholen: tuple[str, ...] = ()


class InformatieVragen(Opdracht, frozen=True, kw_only=True):
    """Asked for information on `op`. Changes no term. `bij`: ouders | anderen, these with consent of the parents."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int
    op: date
    bij: str
    wat: str
    toestemming: bool = False


class InformatieVastleggen(Opdracht, frozen=True, kw_only=True):
    """It came on `op`. Raises KanNiet when nothing was asked."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int
    op: date


class BeslissingVerlengen(Opdracht, frozen=True, kw_only=True):
    """Four weeks more, once, and only while the term of six weeks runs. `ingelicht`: the parents were told today.

    Raises OngeldigeInvoer and KanNiet.
    """

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int
    reden: str
    ingelicht: bool


class OnderzoekDelen(Opdracht, frozen=True, kw_only=True):
    """A second school looks since `op`, with `toestemming` of the parents. The term stays that of the first school.

    `vraag`: what that school is asked; it gets the name and the group of the pupil and nothing of the dossier.
    """

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int
    school: str
    op: date
    toestemming: bool
    vraag: str = ""


class MeekijkverzoekBeantwoorden(Opdracht, frozen=True, kw_only=True):
    """The second school itself: ready to admit or not. `toelichting`: why; needed with a no. The zorgplicht stays
    where it is until the pupil is enrolled elsewhere. Raises NietGevonden, KanNiet, Gewijzigd."""

    verzoek_id: UUID
    versie: int
    bereid: bool
    toelichting: str = ""


class AntwoordVastleggen(Opdracht, frozen=True, kw_only=True):
    """What the second school said on `op`. Raises KanNiet when that school does not look."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int
    school: str
    bereid: bool
    op: date
    toelichting: str = ""


class LeerlingPlaatsen(Opdracht, frozen=True, kw_only=True):
    """Placed for the time being on `op`: from day 71 on, when nothing was decided. Raises KanNiet before that."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int
    op: date


class LeerlingInschrijven(Opdracht, frozen=True, kw_only=True):
    """Admitted and enrolled at the school of the dossier. `ondersteuning`: with extra support."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int
    op: date
    ondersteuning: bool = False


class ToelatingWeigeren(Opdracht, frozen=True, kw_only=True):
    """Told the parents on `op` that this school will not admit. Raises KanNiet while no other school is ready."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int
    op: date
    reden: str


class UitzonderingVastleggen(Opdracht, frozen=True, kw_only=True):
    """The zorgplicht does not hold: a code of `services.intake.zorgplicht.uitzonderingen`, and where the proof lies."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int
    op: date
    uitzondering: str
    bewijs: str


class AsielregelsVastleggen(Opdracht, frozen=True, kw_only=True):
    """The pupil falls under the European rules on asylum, or it appears not to: six weeks, no extension, then admitted.

    `bewijs`: where the proof lies. Raises OngeldigeInvoer, and KanNiet where the law does not know it.
    """

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int
    gelden: bool
    bewijs: str


class OvergangVastleggen(Opdracht, frozen=True, kw_only=True):
    """The parents enrolled the pupil at another school on `op`: that school has the zorgplicht from then on."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int
    school: str
    op: date


class IntrekkingMelden(Opdracht, frozen=True, kw_only=True):
    """A parent with gezag, or the pupil of age, wants this aanmelding no more. It is withdrawn when all who decide said
    so.

    Raises KanNiet and Gewijzigd.
    """

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int


class AanmeldingIntrekken(Opdracht, frozen=True, kw_only=True):
    """The parents take it back; a school writes down that they did."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int
    reden: str = ""


# ------------------------------------------------------------------------------------------------- facts


class AanmeldingVastgelegd(Feit, frozen=True, kw_only=True):
    """De school kreeg een aanmelding. De klok van de zorgplicht loopt."""

    aanmelding_id: UUID
    ontvangen_op: date
    uiterlijk_op: date
    houder: str


class InformatieGevraagd(Feit, frozen=True, kw_only=True):
    """De school vroeg om meer informatie. De termijn loopt door."""

    aanmelding_id: UUID


class InformatieVastgelegd(Feit, frozen=True, kw_only=True):
    """De informatie is er."""

    aanmelding_id: UUID


class BeslissingVerlengd(Feit, frozen=True, kw_only=True):
    """De school heeft vier weken langer nodig. De ouders zijn ingelicht."""

    aanmelding_id: UUID
    uiterlijk_op: date


class OnderzoekGedeeld(Feit, frozen=True, kw_only=True):
    """Een tweede school kijkt mee."""

    aanmelding_id: UUID
    school: str


class AntwoordVastgelegd(Feit, frozen=True, kw_only=True):
    """De tweede school gaf antwoord."""

    aanmelding_id: UUID
    school: str
    bereid: bool


class LeerlingGeplaatst(Feit, frozen=True, kw_only=True):
    """Het kind is tijdelijk geplaatst en ingeschreven: er was na tien weken nog niets beslist."""

    aanmelding_id: UUID
    op: date


class LeerlingIngeschreven(Feit, frozen=True, kw_only=True):
    """Het kind is toegelaten en ingeschreven."""

    aanmelding_id: UUID
    school: str
    op: date


class ToelatingGeweigerd(Feit, frozen=True, kw_only=True):
    """De school laat het kind niet toe. De zorgplicht blijft tot het op een andere school staat ingeschreven."""

    aanmelding_id: UUID
    op: date


class UitzonderingVastgelegd(Feit, frozen=True, kw_only=True):
    """De zorgplicht geldt hier niet. De reden en het bewijs zijn vastgelegd."""

    aanmelding_id: UUID
    uitzondering: str


class AsielregelsVastgelegd(Feit, frozen=True, kw_only=True):
    """De school legde vast welke termijn de wet voor dit kind kent."""

    aanmelding_id: UUID
    uiterlijk_op: date


class OvergangVastgelegd(Feit, frozen=True, kw_only=True):
    """Het kind is ingeschreven op een andere school. Die school heeft nu de zorgplicht."""

    aanmelding_id: UUID
    school: str
    op: date


class IntrekkingGemeld(Feit, frozen=True, kw_only=True):
    """Iemand met gezag wil deze aanmelding niet meer."""

    aanmelding_id: UUID


class AanmeldingIngetrokken(Feit, frozen=True, kw_only=True):
    """De aanmelding is ingetrokken door wie erover beslist."""

    aanmelding_id: UUID


class ZorgplichtGewaarschuwd(Feit, frozen=True, kw_only=True):
    """School en schoolbestuur kregen bericht dat de termijn van de zorgplicht bijna voorbij is, of voorbij."""

    aanmelding_id: UUID
    uiterlijk_op: date
