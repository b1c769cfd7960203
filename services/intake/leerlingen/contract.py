"""What others may ask about pupils, and what is told: one pupil, one dossier, many procedures on top.

`dossier_id` names a leerlingdossier in every message of intake that is about one; it is the `zaak` of its facts.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

import msgspec

from services.intake.contract import Bewaard, Deel, OuderUitgenodigd, Regel
from services.kern.bericht import Opdracht, Vraag
from services.kern.feit import Feit

# ---------------------------------------------------------------------------------------------- answers


class LeerlingKort(Deel, frozen=True, kw_only=True):
    """A pupil in the list of the own school. `status`: lopend | afgesloten. `aanvragen`: how many are not finished.

    `weg_op`: the night in which the dossier goes, once that was announced.
    """

    id: UUID
    kenmerk: str
    naam: str
    geboren_op: date
    groep: str
    status: str
    aanvragen: int
    gewijzigd_op: datetime
    weg_op: date | None = None
    versie: int = 0


class LeerlingenLijst(Deel, frozen=True, kw_only=True):
    """At most 200, by last name; `meer` when the school has others that fit."""

    leerlingen: list[LeerlingKort]
    meer: bool = False


class ProcedureStand(Deel, frozen=True, kw_only=True):
    """Something that runs, or ran, for this pupil. `soort`: aanvraag; `wat`: which kind of it. `uitslag`: what was
    decided, in a sentence, once that was made known."""

    id: UUID
    soort: str
    wat: str
    kenmerk: str
    status: str
    begonnen_op: datetime
    uitslag: str = ""


class LeerlingStand(Deel, frozen=True, kw_only=True):
    """The dossier as this person may see it. `status`: lopend | afgesloten | samengevoegd.

    `weg_op`: the night in which it goes, once that was announced. `achttien_op`: the day on which the pupil is of age,
    in the two months before it.
    `gedeeld`: the samenwerkingsverband may read it. `handelingen`: what this person may do now. `procedures`: newest
    first, and only those that this person has a part in. `zonder`: what this samenwerkingsverband does not declare, by
    the last part of its address.
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
    weg_op: date | None = None
    zonder: list[str] = msgspec.field(default_factory=list)
    achttien_op: date | None = None


# --------------------------------------------------------------------------------------------- questions


class LeerlingenTonen(Vraag, frozen=True, kw_only=True):
    """The pupils of the own school. `zoek`: (a piece of) the name or the kenmerk; "" for all."""

    antwoord: ClassVar[type] = LeerlingenLijst
    zoek: str = ""


class GezagStand(Deel, frozen=True, kw_only=True):
    """`relatie`: moeder | vader | ouder | voogd | instelling. `tot`: the first day that it no longer counted."""

    id: UUID
    naam: str
    relatie: str
    grond: str
    van: date
    tot: date | None
    eindgrond: str | None


class LosseAanvraag(Deel, frozen=True, kw_only=True):
    """An aanvraag of the own school without a dossier. `lijkt_op`: a dossier that seems to be of this pupil."""

    id: UUID
    kenmerk: str
    naam: str
    soort: str
    status: str
    lijkt_op: UUID | None


class LosseAanvragen(Deel, frozen=True, kw_only=True):
    """At most 200, the newest first."""

    aanvragen: list[LosseAanvraag]


class LosseAanvragenTonen(Vraag, frozen=True, kw_only=True):
    """Of the own school."""

    antwoord: ClassVar[type] = LosseAanvragen


class DubbelStand(Deel, frozen=True, kw_only=True):
    """Two dossiers of the own school that may be of one pupil, and why. The oldest is `een`."""

    een: UUID
    ander: UUID
    reden: str


class SamenvoegingStand(Deel, frozen=True, kw_only=True):
    """`kenmerk` and `naam` of the dossier that stayed; `ander_kenmerk` of the one that went into it."""

    id: UUID
    dossier_id: UUID
    versie: int
    kenmerk: str
    naam: str
    ander_id: UUID
    ander_kenmerk: str
    op: datetime
    door: str
    rijen: int


class DubbelenLijst(Deel, frozen=True, kw_only=True):
    """What may be double, with the pupils in it; and what was merged and can be undone, newest first."""

    leerlingen: list[LeerlingKort]
    dubbelen: list[DubbelStand]
    samengevoegd: list[SamenvoegingStand]


class DubbelenTonen(Vraag, frozen=True, kw_only=True):
    """Of the own school."""

    antwoord: ClassVar[type] = DubbelenLijst


class BijSchool(Deel, frozen=True, kw_only=True):
    """One of two dossiers at two schools. `antwoord`: what the school said when it was asked: hier | weg | "" for not
    yet; None when it was not asked."""

    id: UUID
    kenmerk: str
    naam: str
    geboren_op: date
    groep: str
    school: str
    antwoord: str | None


class PaarBijScholen(Deel, frozen=True, kw_only=True):
    """Two schools that may have a dossier of one pupil, and why. `een` was begun first."""

    een: UUID
    ander: UUID
    reden: str


class DubbelBijScholen(Deel, frozen=True, kw_only=True):
    """What may be double, with the pupils in it. At most 25 pairs; `meer`: there are more behind them."""

    leerlingen: list[BijSchool]
    paren: list[PaarBijScholen]
    meer: bool = False


class DubbelBijScholenTonen(Vraag, frozen=True, kw_only=True):
    """Among what schools shared with the own samenwerkingsverband. Raises NietGevonden for a hat of another."""

    antwoord: ClassVar[type] = DubbelBijScholen


class FamilielidStand(Deel, frozen=True, kw_only=True):
    """A parent or the pupil who was invited. `gezag`: by which gezag, None for the pupil.

    `status`: uitgenodigd | aangemeld | verlopen.
    """

    id: UUID
    naam: str
    rol: str
    gezag: UUID | None
    status: str
    uitgenodigd_op: datetime


class AdresStand(Deel, frozen=True, kw_only=True):
    """`geheim`: only the school of the pupil is ever given one that is."""

    id: UUID
    straat: str
    postcode: str
    plaats: str
    geheim: bool
    van: date
    tot: date | None


class InschrijvingStand(Deel, frozen=True, kw_only=True):
    """A school of the pupil. `school`: vestigingscode; "" for one of elsewhere, that has a `naam` as it was typed.

    `id`: of a past school that was typed, with its `soort` (services.intake.leerlingen.loopbaan.SOORTEN); None for an
    enrolment in this samenwerkingsverband. `weggehaald`: taken away less than thirty days ago.
    """

    school: str
    groep: str
    van: date
    tot: date | None
    id: UUID | None = None
    naam: str = ""
    soort: str = ""
    weggehaald: bool = False


class AchttienStand(Deel, frozen=True, kw_only=True):
    """The pupil is of age, or will be within two months. `op`: that day. `uitleg`: how it came about, in sentences
    with their article."""

    op: date
    nu: bool
    uitleg: list[str]


class GegevensStand(Deel, frozen=True, kw_only=True):
    """What is known of the pupil beside name and birth, newest first. `meekijkers`: who was invited to look along.

    `achttien`: None while that is far away. `nagevraagd`: since when the samenwerkingsverband waits to hear whether the
    pupil is at this school; for the school.
    """

    gezag: list[GezagStand]
    meekijkers: list[FamilielidStand]
    adressen: list[AdresStand]
    loopbaan: list[InschrijvingStand]
    achttien: AchttienStand | None = None
    nagevraagd: datetime | None = None


class GegevensTonen(Vraag, frozen=True, kw_only=True):
    """Who has gezag, where the pupil lives, which schools. Raises NietGevonden outside scope."""

    antwoord: ClassVar[type] = GegevensStand
    dossier_id: UUID


class MijnDossierStand(Deel, frozen=True, kw_only=True):
    """The dossier of the own child, or the own dossier. `contact`: who of the school began it.

    `wie`: the name of the asker. `gezag`: of today, empty for the pupil. `adressen`: of today, never a secret one.
    """

    id: UUID
    kenmerk: str
    status: str
    wie: str
    roepnaam: str
    achternaam: str
    geboren_op: date
    groep: str
    school: str
    gedeeld: bool
    contact: str
    gezag: list[GezagStand]
    adressen: list[AdresStand]
    loopbaan: list[InschrijvingStand]
    tijdlijn: list[Regel]


class MijnDossierTonen(Vraag, frozen=True, kw_only=True):
    """By a parent or the pupil, with the hat of this dossier. Raises NietGevonden outside scope."""

    antwoord: ClassVar[type] = MijnDossierStand
    dossier_id: UUID


class MeelezerStand(Deel, frozen=True, kw_only=True):
    """Somebody who had gezag until the pupil was eighteen. `leest`: reads along today, because the pupil wants that."""

    id: UUID
    naam: str
    leest: bool


class MeelezersLijst(Deel, frozen=True, kw_only=True):
    """Of a pupil of age, for the pupil; empty before the eighteenth birthday."""

    meelezers: list[MeelezerStand]


class MeelezersTonen(Vraag, frozen=True, kw_only=True):
    """By the pupil. Raises NietGevonden outside scope."""

    antwoord: ClassVar[type] = MeelezersLijst
    dossier_id: UUID


class MeelezenUitleg(Deel, frozen=True, kw_only=True):
    """Why a parent sees nothing: the pupil decides, since the day `sinds`. Nothing else of the dossier."""

    sinds: date


class MeelezenTonen(Vraag, frozen=True, kw_only=True):
    """By a parent who read along until the pupil came of age, and does not now. Raises NietGevonden for all others."""

    antwoord: ClassVar[type] = MeelezenUitleg
    zaak_id: UUID


class Familiezaak(Deel, frozen=True, kw_only=True):
    """`soort`: aanvraag | dossier."""

    soort: str


class FamiliezaakTonen(Vraag, frozen=True, kw_only=True):
    """What the hat of a parent or pupil is of. Raises NietGevonden outside scope."""

    antwoord: ClassVar[type] = Familiezaak
    zaak_id: UUID


class VandaagRegel(Deel, frozen=True, kw_only=True):
    """Something that waits for this school. `soort`: opp_opstellen | opp_evalueren | onderwijstijd | verslag |
    afspraak | aanmelding | plaatsen | crisisplan | navraag | arrangement | consult | concept | achttien |
    herstel.

    `zaak`: the dossier, or what has none. `plek`: what the page is about (talk, arrangement, consult, aanvraag).
    `wat`: what it is called, "" when the kind says it. `leerling`: "" for who has no name yet, a groep for a group.
    `uiterlijk_op`: the last day, or the day that it was; None without one.
    """

    soort: str
    zaak: UUID
    leerling: str
    wat: str
    plek: UUID
    uiterlijk_op: date | None


class VandaagLijst(Deel, frozen=True, kw_only=True):
    """At most 100, the earliest first."""

    regels: list[VandaagRegel]
    meer: bool = False


class VandaagTonen(Vraag, frozen=True, kw_only=True):
    """What the own school must do now, over everything that runs for its pupils."""

    antwoord: ClassVar[type] = VandaagLijst


class LeerlingTonen(Vraag, frozen=True, kw_only=True):
    """One dossier. Raises NietGevonden outside scope."""

    antwoord: ClassVar[type] = LeerlingStand
    dossier_id: UUID


# ---------------------------------------------------------------------------------------------- commands


class LeerlingdossierBeginnen(Opdracht, frozen=True, kw_only=True):
    """The school begins a dossier of a pupil of its own. Raises OngeldigeInvoer.

    `ingeschreven_op`: since when the pupil is in this groep of this school; today when nobody says.
    """

    antwoord: ClassVar[type] = Bewaard
    roepnaam: str
    achternaam: str
    geboren_op: date
    groep: str
    ingeschreven_op: date | None = None


class LeerlingWijzigen(Opdracht, frozen=True, kw_only=True):
    """Correct or move on what is known of the pupil. Raises OngeldigeInvoer, KanNiet and Gewijzigd."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int
    roepnaam: str
    achternaam: str
    geboren_op: date
    groep: str


class GezagVastleggen(Opdracht, frozen=True, kw_only=True):
    """Somebody has gezag from this day. Raises OngeldigeInvoer, KanNiet and Gewijzigd."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int
    naam: str
    relatie: str
    grond: str
    van: date


class GezagBeeindigen(Opdracht, frozen=True, kw_only=True):
    """From this day somebody has gezag no more, or never had it (`grond` vergissing)."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int
    gezag_id: UUID
    tot: date
    grond: str


class GezaghouderUitnodigen(Opdracht, frozen=True, kw_only=True):
    """Let somebody with gezag look along. Raises OngeldigeInvoer, KanNiet and Gewijzigd."""

    antwoord: ClassVar[type] = OuderUitgenodigd
    dossier_id: UUID
    versie: int
    gezag_id: UUID
    email: str


class LeerlingUitnodigen(Opdracht, frozen=True, kw_only=True):
    """Let the pupil look along. Raises OngeldigeInvoer, KanNiet and Gewijzigd."""

    antwoord: ClassVar[type] = OuderUitgenodigd
    dossier_id: UUID
    versie: int
    email: str


class MeekijkenBeeindigen(Opdracht, frozen=True, kw_only=True):
    """Take back an invitation, or let the pupil look along no more. Raises KanNiet and Gewijzigd.

    KanNiet for a parent who signed in: that ends with the gezag.
    """

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int
    lid_id: UUID


class AanvraagOnderbrengen(Opdracht, frozen=True, kw_only=True):
    """Put an aanvraag of the own school in a dossier: a new one, or (`dossier_id`) one that is there.

    Raises KanNiet and OngeldigeInvoer.
    """

    antwoord: ClassVar[type] = Bewaard
    aanvraag_id: UUID
    dossier_id: UUID | None = None


class DossiersSamenvoegen(Opdracht, frozen=True, kw_only=True):
    """What stands in `ander_id` goes to this dossier. Raises KanNiet and Gewijzigd."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int
    ander_id: UUID


class SamenvoegingTerugdraaien(Opdracht, frozen=True, kw_only=True):
    """Two dossiers again: every row that came along goes back. Raises KanNiet and Gewijzigd."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int
    samenvoeging_id: UUID


class VerschilVastleggen(Opdracht, frozen=True, kw_only=True):
    """These are two pupils. Raises KanNiet."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    ander_id: UUID


class InschrijvingNavragen(Opdracht, frozen=True, kw_only=True):
    """Ask both schools, each about its own, whether the pupil is there. Raises KanNiet and NietGevonden."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    ander_id: UUID


class InschrijvingBevestigen(Opdracht, frozen=True, kw_only=True):
    """The school says that the pupil is there. Raises KanNiet when nobody asked, and Gewijzigd."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int


class LeerlingenOnderscheiden(Opdracht, frozen=True, kw_only=True):
    """These dossiers of two schools are of two pupils. Tells nobody. Raises KanNiet and NietGevonden."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    ander_id: UUID


class AdresVastleggen(Opdracht, frozen=True, kw_only=True):
    """The pupil lives here from this day; a second address stands beside the first. Raises OngeldigeInvoer."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int
    straat: str
    postcode: str
    plaats: str
    van: date
    geheim: bool = False


class AdresBeeindigen(Opdracht, frozen=True, kw_only=True):
    """From today the pupil does not live here any more."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int
    adres_id: UUID


class LoopbaanAanvullen(Opdracht, frozen=True, kw_only=True):
    """The pupil was at this school before. Raises OngeldigeInvoer and Gewijzigd.

    `school`: vestigingscode of the national register, or "" with a `naam` and a `soort`
    (services.intake.leerlingen.loopbaan.SOORTEN). `tot`: the first day that the pupil was there no more.
    """

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int
    van: date
    tot: date | None = None
    school: str = ""
    naam: str = ""
    soort: str = ""
    groep: str = ""


class LoopbaanWeghalen(Opdracht, frozen=True, kw_only=True):
    """This was no school of this pupil. For thirty days it can be put back. Raises KanNiet and Gewijzigd."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int
    eerder_id: UUID


class LoopbaanTerugzetten(Opdracht, frozen=True, kw_only=True):
    """It was one after all. Raises KanNiet and Gewijzigd."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int
    eerder_id: UUID


class MeelezenToestaan(Opdracht, frozen=True, kw_only=True):
    """The pupil of age lets this parent read along, from this moment on (AVG art. 6 lid 1 a). `lid_id`: MeelezerStand.

    Raises KanNiet before the eighteenth birthday and when this person reads along already.
    """

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    lid_id: UUID


class MeelezenIntrekken(Opdracht, frozen=True, kw_only=True):
    """The pupil takes that back: from this moment on this parent reads nothing more (AVG art. 7 lid 3)."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    lid_id: UUID


class LeerlingUitschrijven(Opdracht, frozen=True, kw_only=True):
    """From `per` the pupil is no pupil of this school. `naar`: the vestigingscode of the next school of this
    samenwerkingsverband, that has the dossier from now on; None: the dossier is closed. Raises OngeldigeInvoer."""

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    versie: int
    per: date
    naar: str | None = None


# ------------------------------------------------------------------------------------------------- facts


class LeerlingdossierBegonnen(Feit, frozen=True, kw_only=True):
    """De school begon een dossier van deze leerling."""

    school: str


class LeerlingGewijzigd(Feit, frozen=True, kw_only=True):
    """De school wijzigde de gegevens van de leerling."""


class GezagVastgelegd(Feit, frozen=True, kw_only=True):
    """De school legde vast wie gezag heeft."""


class GezagBeeindigd(Feit, frozen=True, kw_only=True):
    """De school legde vast dat iemand geen gezag meer heeft."""


class MeerderjarigAangekondigd(Feit, frozen=True, kw_only=True):
    """Over twee maanden wordt de leerling 18 jaar. De school kreeg daar bericht van."""

    op: date


class LeerlingMeerderjarigGeworden(Feit, frozen=True, kw_only=True):
    """De leerling is 18 jaar geworden. Niemand heeft meer gezag; de leerling beslist zelf."""

    per: date


class AanvraagOndergebracht(Feit, frozen=True, kw_only=True):
    """De school zette een aanvraag in dit dossier."""

    aanvraag_id: UUID


class UitslagBekend(Feit, frozen=True, kw_only=True):
    """Het besluit over een aanvraag voor deze leerling is bekendgemaakt."""

    aanvraag_id: UUID
    uitkomst: str


class DossiersSamengevoegd(Feit, frozen=True, kw_only=True):
    """De school voegde een tweede dossier van deze leerling hierin samen."""

    ander_id: UUID


class SamenvoegingTeruggedraaid(Feit, frozen=True, kw_only=True):
    """De school maakte een samenvoeging ongedaan."""

    ander_id: UUID


class VerschilVastgelegd(Feit, frozen=True, kw_only=True):
    """De school keek of deze leerling twee dossiers heeft: dat is niet zo."""

    ander_id: UUID


class GezaghouderUitgenodigd(Feit, frozen=True, kw_only=True):
    """De school nodigde iemand met gezag uit om mee te kijken."""

    persoon: UUID


class LeerlingUitgenodigd(Feit, frozen=True, kw_only=True):
    """De school nodigde de leerling uit om mee te kijken."""

    persoon: UUID


class DossierfamilieVerbonden(Feit, frozen=True, kw_only=True):
    """Een ouder of de leerling kijkt mee met het dossier."""

    persoon: UUID
    rol: str


class MeelezenToegestaan(Feit, frozen=True, kw_only=True):
    """De leerling, die 18 jaar of ouder is, laat een ouder meelezen."""

    persoon: UUID


class MeelezenIngetrokken(Feit, frozen=True, kw_only=True):
    """De leerling laat een ouder niet meer meelezen."""

    persoon: UUID


class MeekijkenBeeindigd(Feit, frozen=True, kw_only=True):
    """Een ouder of de leerling kijkt niet meer mee met het dossier."""

    persoon: UUID
    rol: str


class AdresVastgelegd(Feit, frozen=True, kw_only=True):
    """De school legde een adres van de leerling vast."""


class AdresBeeindigd(Feit, frozen=True, kw_only=True):
    """De leerling woont niet meer op een van de adressen."""


class InschrijvingNagevraagd(Feit, frozen=True, kw_only=True):
    """Het samenwerkingsverband vroeg of de leerling op deze school zit."""


class InschrijvingBevestigd(Feit, frozen=True, kw_only=True):
    """De school bevestigde dat de leerling hier op school zit."""


class LoopbaanAangevuld(Feit, frozen=True, kw_only=True):
    """De school schreef op waar de leerling eerder op school zat."""


class LoopbaanWeggehaald(Feit, frozen=True, kw_only=True):
    """De school haalde een eerdere school van de leerling weg."""


class LoopbaanTeruggezet(Feit, frozen=True, kw_only=True):
    """De school zette een eerdere school van de leerling terug."""


class SchoolNaarBestuur(Feit, frozen=True, kw_only=True):
    """De school ging naar een ander schoolbestuur. Vanaf die dag volgt dat bestuur."""

    bestuur: str
    per: date


class SchoolOpgegaan(Feit, frozen=True, kw_only=True):
    """De school ging op in een andere school. Wat hier staat, ging mee."""

    school: str
    naar: str
    bestuur: str
    per: date


class LeerlingUitgeschreven(Feit, frozen=True, kw_only=True):
    """De leerling is uitgeschreven van de school."""

    school: str
    naar: str | None
    per: date
