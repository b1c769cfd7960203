"""What others may ask about places: how many are free in which group, which groups are full, and who waits for one.

Only what is called wachtplek is about a child. Commands that change what two people may change carry the `versie` the
sender saw.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

import msgspec

from services.kern.bericht import Opdracht, Vraag
from services.kern.feit import Feit

MEESTE_PLEKKEN = 99
#: Without a rule of the samenwerkingsverband: how long a group may be declared full, in months.
MAANDEN = 12
#: How many years the schools of a sector count.
LEERJAREN = {"PO": 8, "VO": 6}
#: Why a group is full. A fixed list: in a free field a child would come to stand sooner or later.
REDENEN = {
    "groep_vol": "De groep zit op het aantal leerlingen dat de school heeft vastgesteld",
    "geen_leerkracht": "Er is geen leerkracht voor nog een groep",
    "geen_ruimte": "Er is geen lokaal voor nog een groep",
}

#: Why there is no place yet, as the school where the pupil waits says it.
WACHTREDENEN = {
    "geen_plek": "Er is geen plek in een groep die past",
    "geen_leerkracht": "Er is geen leerkracht voor nog een groep",
    "instroommoment": "De leerling kan op een later instroommoment beginnen",
    "geen_tlv": "Er is nog geen toelaatbaarheidsverklaring",
}
#: A place that is not there after so many days is a thuiszitter in the making.
LANG_DAGEN = 42
#: Why somebody is not waiting any more.
EINDREDENEN = {
    "elders": "De leerling heeft een plek op een andere school",
    "ouders": "Ouders willen het niet meer",
    "blijft": "De leerling blijft op de eigen school",
    "past_niet": "De school past bij nader inzien niet",
}


class Deel(msgspec.Struct, frozen=True, kw_only=True):
    """Base of the parts of an answer."""


class VolverklaringStand(Deel, frozen=True, kw_only=True):
    """A group is full for everybody, with the reason (`REDENEN`) and the policy behind it.

    `begonnen`: it holds today; else it begins on `van`. `door` is empty for whom that is no business.
    """

    id: UUID
    versie: int
    reden: str
    beleid: str
    van: date
    tot_en_met: date
    begonnen: bool
    door: str = ""


class GroepStand(Deel, frozen=True, kw_only=True):
    """A group: `vrij` places as of `per`, as somebody of the school said on `bijgewerkt_op`.

    `vorige`: the number before the last change, None when there was none. `verouderd`: older than the
    samenwerkingsverband wants it. `door`: only for the own school and the samenwerkingsverband.
    """

    id: UUID
    naam: str
    leerjaar_van: int | None
    leerjaar_tot: int | None
    vrij: int
    vorige: int | None
    per: date
    versie: int
    bijgewerkt_op: datetime
    verouderd: bool
    door: str = ""
    volverklaring: VolverklaringStand | None = None


class SchoolPlekken(Deel, frozen=True, kw_only=True):
    """The groups of one school. `volverklaringen`: how many there were in two years; None for whom that is not."""

    school: str
    groepen: list[GroepStand]
    volverklaringen: int | None = None


class Plekken(Deel, frozen=True, kw_only=True):
    """The board. `eigen`: the own school of who asks, or empty; what they may do there: keep numbers, declare full.

    `herinneren_na_dagen`: how old a number may become here, None where the samenwerkingsverband does not say.
    """

    scholen: list[SchoolPlekken]
    vandaag: date
    eigen: str
    bijhouden: bool
    verklaren: bool
    herinneren_na_dagen: int | None


class PlekBewaard(Deel, frozen=True, kw_only=True):
    """The group after a change."""

    groep: UUID
    versie: int


class PlekkenTonen(Vraag, frozen=True, kw_only=True):
    """Free places of the schools of this samenwerkingsverband."""

    antwoord: ClassVar = Plekken


class GroepToevoegen(Opdracht, frozen=True, kw_only=True):
    """A group of the own school. Leerjaren None: for every year."""

    antwoord: ClassVar = PlekBewaard
    naam: str
    vrij: int
    per: date | None = None
    leerjaar_van: int | None = None
    leerjaar_tot: int | None = None


class PlekkenBijwerken(Opdracht, frozen=True, kw_only=True):
    """So many are free now, or as of `per`. To undo is to send the number from before."""

    antwoord: ClassVar = PlekBewaard
    groep_id: UUID
    versie: int
    vrij: int
    per: date | None = None


class PlekkenBevestigen(Opdracht, frozen=True, kw_only=True):
    """Every number of the own school is still right."""


class GroepWeghalen(Opdracht, frozen=True, kw_only=True):
    """This group is no more."""

    groep_id: UUID
    versie: int


class VolverklaringDoen(Opdracht, frozen=True, kw_only=True):
    """This group is full for everybody, up to and including a day. `voor_iedereen` must be true."""

    antwoord: ClassVar = PlekBewaard
    groep_id: UUID
    versie: int
    reden: str
    beleid: str
    voor_iedereen: bool
    van: date
    tot_en_met: date


class VolverklaringIntrekken(Opdracht, frozen=True, kw_only=True):
    """There is a place again before its last day."""

    volverklaring_id: UUID
    versie: int


# ------------------------------------------------------------------------------------------ the waiting list


class TlvStand(Deel, frozen=True, kw_only=True):
    """The last aanvraag for the pupil that was not withdrawn: `status` of it, the day on which the besluit was made
    known, and from then on `uitslag`: what it said, in a sentence."""

    aanvraag: UUID
    status: str
    soort: str
    besloten_op: date | None
    uitslag: str = ""


class WachtplekStand(Deel, frozen=True, kw_only=True):
    """A pupil who waits for a place at `school`. `status`: gevraagd | wacht | geplaatst | beeindigd.

    `positie`: how manieth on the list of that school, 0 once off it; `reden`: a key of WACHTREDENEN or, at the end,
    of EINDREDENEN. `hier`: the asker is of the school where the pupil waits; `handelingen`: what they may do now.
    `tlv`: how it stands with the TLV, only for who may see the case (`ziet_zaak`); None: none was asked.
    """

    id: UUID
    versie: int
    dossier: UUID
    leerling: str
    groep: str
    van_school: str
    school: str
    gewenst_vanaf: date
    afwijking: str
    sinds: date
    positie: int
    status: str
    reden: str
    geplaatst_per: date | None
    hier: bool
    handelingen: list[str]
    tlv: TlvStand | None = None
    ziet_zaak: bool = False


class Wachtlijst(Deel, frozen=True, kw_only=True):
    """Who waits: at the own school, of the own school elsewhere, or of what was shared with the asker."""

    wachtplekken: list[WachtplekStand]


class Wachtenden(Deel, frozen=True, kw_only=True):
    """How many wait at a school for a reason (empty: not said yet); `lang`: how many of them longer than six weeks."""

    school: str
    reden: str
    aantal: int
    lang: int


class WachtendenLijst(Deel, frozen=True, kw_only=True):
    wachtenden: list[Wachtenden]


class WachtlijstTonen(Vraag, frozen=True, kw_only=True):
    """Who waits, as far as that is the asker's business."""

    antwoord: ClassVar = Wachtlijst


class WachtendenTellen(Vraag, frozen=True, kw_only=True):
    """Numbers of all schools, for the samenwerkingsverband: no pupil, no dossier."""

    antwoord: ClassVar = WachtendenLijst


class MijnWachtplekkenTonen(Vraag, frozen=True, kw_only=True):
    """For a parent: where the own child waits, how manieth, and why. Raises NietGevonden."""

    antwoord: ClassVar = Wachtlijst
    aanvraag_id: UUID


class WachtplekVragen(Opdracht, frozen=True, kw_only=True):
    """Ask another school for a place for a pupil of the own school. `ouders_akkoord` must be true: that school gets the
    name. `afwijking`: why on another day than an instroommoment, where there are any."""

    antwoord: ClassVar = PlekBewaard
    dossier_id: UUID
    school: str
    gewenst_vanaf: date
    ouders_akkoord: bool
    afwijking: str = ""


class WachtplekBevestigen(Opdracht, frozen=True, kw_only=True):
    """The other school: on the list, and why there is no place yet."""

    wachtplek_id: UUID
    versie: int
    reden: str


class WachtplekToekennen(Opdracht, frozen=True, kw_only=True):
    """The other school: this pupil gets a place in this group, as of a day."""

    wachtplek_id: UUID
    versie: int
    groep_id: UUID
    per: date


class WachtplekBeeindigen(Opdracht, frozen=True, kw_only=True):
    """One of the two schools: this pupil does not wait any more."""

    wachtplek_id: UUID
    versie: int
    reden: str


class WachtplekGevraagd(Feit, frozen=True, kw_only=True):
    """De school vroeg een andere school om een plek voor de leerling."""

    school: str


class WachtplekBevestigd(Feit, frozen=True, kw_only=True):
    """De leerling staat op de wachtlijst van de andere school."""

    school: str
    reden: str


class WachtplekToegekend(Feit, frozen=True, kw_only=True):
    """De andere school heeft een plek voor de leerling."""

    school: str
    per: date


class WachtplekBeeindigd(Feit, frozen=True, kw_only=True):
    """De leerling staat niet meer op de wachtlijst van de andere school."""

    school: str
    reden: str
