"""What others may ask about onderinstroom, and what is told: a young child on the way from voorschool to school.

A case of its own (`onderinstroom_id` is the `zaak` of its facts), of the contactpersoon jonge kind, for as long as the
child is on no school. The voorschool is let in for one document; then a school takes the child in a leerlingdossier.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from services.intake.contract import Bewaard, Deel, Regel
from services.kern.bericht import Opdracht, Vraag
from services.kern.feit import Feit

# ---------------------------------------------------------------------------------------------- answers


class OnderinstroomKort(Deel, frozen=True, kw_only=True):
    """A child in a list. `status`: bij_voorschool | ingeleverd | overgedragen | aangenomen | gesloten.

    `wacht`: voorschool_uitnodigen | voorschool | ouders | overdragen | school | niets. `vier_op`, `vijf_op`: the days
    on which the child becomes four, and five. `school`: vestigingscode, "" while it was not handed over.
    """

    id: UUID
    kenmerk: str
    naam: str
    geboren_op: date
    vier_op: date
    vijf_op: date
    voorschool: str
    status: str
    wacht: str
    school: str


class OnderinstromenLijst(Deel, frozen=True, kw_only=True):
    """Who becomes four first comes first; at most 300. `beginnen`: this person may add a child."""

    kinderen: list[OnderinstroomKort]
    beginnen: bool
    meer: bool = False


class VoorschoolStand(Deel, frozen=True, kw_only=True):
    """Who of the voorschool has the link. `status`: uitgenodigd | aangemeld | verlopen | voorbij."""

    naam: str
    status: str
    uitgenodigd_op: datetime
    toegang_tot_en_met: date


class OuderHandtekening(Deel, frozen=True, kw_only=True):
    """A parent. `status`: papier (never invited) | uitgenodigd | aangemeld | verlopen. `akkoord` None: said nothing.

    `bijlagen_mee`: what this parent wants with the attachments. `wijze`: portaal | papier | "".
    """

    id: UUID
    naam: str
    status: str
    akkoord: bool | None
    bijlagen_mee: bool
    tekst: str
    wijze: str
    bewijs: str
    op: date | None


class BijlageStand(Deel, frozen=True, kw_only=True):
    """`soort`: a document of the recept, or overig. `status`: wacht (is being checked) | bruikbaar | geweigerd, with
    `reden` in a sentence."""

    id: UUID
    soort: str
    naam: str
    gedagtekend_op: date | None
    grootte: int
    status: str
    reden: str


class OnderinstroomStand(Deel, frozen=True, kw_only=True):
    """One child, for the contactpersoon jonge kind and the school it is handed over to.

    `antwoorden`: what the voorschool wrote, by question. `belet`: in sentences, why it cannot be handed over yet.
    `dossier_id`: of the leerlingdossier, for the school that took it in.
    """

    id: UUID
    kenmerk: str
    versie: int
    status: str
    wacht: str
    roepnaam: str
    achternaam: str
    geboren_op: date
    voorschool: str
    toestemming_op: date
    toestemming_bewijs: str
    toegang: VoorschoolStand | None
    antwoorden: dict[str, str]
    bewaard_op: datetime | None
    ingeleverd_op: datetime | None
    ingeleverd_door: str
    ouders: list[OuderHandtekening]
    bijlagen: list[BijlageStand]
    belet: list[str]
    school: str
    aangemeld_op: date | None
    dossier_id: UUID | None
    reden: str
    contact: str
    regels_op: date
    tijdlijn: list[Regel]
    handelingen: list[str]


class OverdrachtsdocumentStand(Deel, frozen=True, kw_only=True):
    """What the voorschool fills in. `ontbreekt`: names of questions that must have an answer before it is handed in."""

    id: UUID
    documentversie: int
    kind: str
    geboren_op: date
    voorschool: str
    contact: str
    toegang_tot_en_met: date
    antwoorden: dict[str, str]
    bewaard_op: datetime | None
    bijlagen: list[BijlageStand]
    ontbreekt: list[str]
    regels_op: date


class MijnOnderinstroomStand(Deel, frozen=True, kw_only=True):
    """For a parent. The document from the moment that it was handed in; of the other parent nothing."""

    id: UUID
    kind: str
    status: str
    voorschool: str
    contact: str
    antwoorden: dict[str, str]
    ingeleverd_op: datetime | None
    bijlagen: list[BijlageStand]
    eigen: OuderHandtekening | None
    school: str
    tekenen: bool
    regels_op: date


class OverdrachtsstukStand(Deel, frozen=True, kw_only=True):
    """A file in the leerlingdossier. `soort`: as `BijlageStand`, or overdrachtsdocument for the document itself."""

    id: UUID
    soort: str
    naam: str
    grootte: int
    op: date


class DossieroverdrachtStand(Deel, frozen=True, kw_only=True):
    """What came from the voorschool in this dossier. `voorschool` "": nothing did.

    `soorten`: for which an aanvraag can begin from it, by who may begin one.
    """

    voorschool: str
    contact: str
    ontvangen_op: date | None
    aangemeld_op: date | None
    stukken: list[OverdrachtsstukStand]
    soorten: list[str]


class OverdrachtsDeel(Deel, frozen=True, kw_only=True):
    """A part of a file. `laatste`: there is no more."""

    naam: str
    mediatype: str
    inhoud: bytes
    laatste: bool


class Ingeleverd(Deel, frozen=True, kw_only=True):
    """All that the voorschool still hears: who goes on with it."""

    contact: str


class VoorschoolUitgenodigd(Deel, frozen=True, kw_only=True):
    """`activatiecode`: to be told another way than the link."""

    persoon: UUID
    activatiecode: str
    versie: int


# --------------------------------------------------------------------------------------------- questions


class OnderinstromenTonen(Vraag, frozen=True, kw_only=True):
    """Those of the samenwerkingsverband; for a school those that were handed over to it."""

    antwoord: ClassVar[type] = OnderinstromenLijst


class OnderinstroomTonen(Vraag, frozen=True, kw_only=True):
    """One child. Raises NietGevonden outside scope."""

    antwoord: ClassVar[type] = OnderinstroomStand
    onderinstroom_id: UUID


class OverdrachtsdocumentTonen(Vraag, frozen=True, kw_only=True):
    """For the voorschool that was let in, until it handed in or its days are over. Raises NietGevonden."""

    antwoord: ClassVar[type] = OverdrachtsdocumentStand
    onderinstroom_id: UUID


class MijnOnderinstroomTonen(Vraag, frozen=True, kw_only=True):
    """For a parent of this child. Raises NietGevonden."""

    antwoord: ClassVar[type] = MijnOnderinstroomStand
    onderinstroom_id: UUID


class OverdrachtsbijlageOphalen(Vraag, frozen=True, kw_only=True):
    """One part of a checked attachment. Raises NietGevonden, KanNiet while it is being checked."""

    antwoord: ClassVar[type] = OverdrachtsDeel
    onderinstroom_id: UUID
    bijlage_id: UUID
    deel: int = 0


class DossieroverdrachtTonen(Vraag, frozen=True, kw_only=True):
    """What came from the voorschool in this leerlingdossier. Raises NietGevonden outside scope."""

    antwoord: ClassVar[type] = DossieroverdrachtStand
    dossier_id: UUID


class OverdrachtsstukOphalen(Vraag, frozen=True, kw_only=True):
    """One part of a file that came from the voorschool. Raises NietGevonden."""

    antwoord: ClassVar[type] = OverdrachtsDeel
    dossier_id: UUID
    overdrachtsstuk_id: UUID
    deel: int = 0


# ---------------------------------------------------------------------------------------------- commands


class OnderinstroomBeginnen(Opdracht, frozen=True, kw_only=True):
    """A child that is on no school yet, whose parents agreed on `toestemming_op`, as `bewijs` tells.

    Raises OngeldigeInvoer, NietGevonden where the samenwerkingsverband declares no onderinstroom.
    """

    antwoord: ClassVar[type] = Bewaard
    roepnaam: str
    achternaam: str
    geboren_op: date
    voorschool: str
    toestemming_op: date
    bewijs: str


class VoorschoolUitnodigen(Opdracht, frozen=True, kw_only=True):
    """Let one person of the voorschool in, up to and including `tot_en_met`. Who had a link before has none any more.

    Raises OngeldigeInvoer, KanNiet and Gewijzigd.
    """

    antwoord: ClassVar[type] = VoorschoolUitgenodigd
    onderinstroom_id: UUID
    versie: int
    naam: str
    email: str
    tot_en_met: date


class VoorschooltoegangBeeindigen(Opdracht, frozen=True, kw_only=True):
    """The voorschool has no access any more, from this moment. What it wrote stays."""

    antwoord: ClassVar[type] = Bewaard
    onderinstroom_id: UUID
    versie: int


class OnderinstroomouderUitnodigen(Opdracht, frozen=True, kw_only=True):
    """Let a parent read along and sign. Raises OngeldigeInvoer, KanNiet and Gewijzigd."""

    antwoord: ClassVar[type] = VoorschoolUitgenodigd
    onderinstroom_id: UUID
    versie: int
    naam: str
    email: str


class OverdrachtsdocumentBewaren(Opdracht, frozen=True, kw_only=True):
    """Only what was sent changes; an empty answer takes the old one away. Raises OngeldigeInvoer and Gewijzigd."""

    antwoord: ClassVar[type] = Bewaard
    onderinstroom_id: UUID
    documentversie: int
    antwoorden: dict[str, str]


class OverdrachtsbijlageToevoegen(Opdracht, frozen=True, kw_only=True):
    """The parts that were sent under `upload` as one file, to be checked. Raises OngeldigeInvoer, KanNiet, TeGroot."""

    antwoord: ClassVar[type] = Bewaard
    onderinstroom_id: UUID
    soort: str
    bestandsnaam: str
    gedagtekend_op: date | None
    upload: UUID


class OverdrachtsbijlageWeghalen(Opdracht, frozen=True, kw_only=True):
    antwoord: ClassVar[type] = Bewaard
    onderinstroom_id: UUID
    bijlage_id: UUID


class OverdrachtsdocumentInleveren(Opdracht, frozen=True, kw_only=True):
    """Done; the access of the voorschool ends. Raises OngeldigeInvoer with a sentence per question, and KanNiet."""

    antwoord: ClassVar[type] = Ingeleverd
    onderinstroom_id: UUID
    documentversie: int


class OverdrachtsdocumentOndertekenen(Opdracht, frozen=True, kw_only=True):
    """A parent says whether it is right, in own words, and whether the attachments may go along. May be done again.

    Raises OngeldigeInvoer and KanNiet.
    """

    antwoord: ClassVar[type] = Bewaard
    onderinstroom_id: UUID
    akkoord: bool
    bijlagen_mee: bool
    tekst: str


class OuderhandtekeningVastleggen(Opdracht, frozen=True, kw_only=True):
    """A parent signed on paper on `op`, as `bewijs` tells. Raises OngeldigeInvoer, KanNiet and Gewijzigd."""

    antwoord: ClassVar[type] = Bewaard
    onderinstroom_id: UUID
    versie: int
    naam: str
    op: date
    bijlagen_mee: bool
    bewijs: str


class OnderinstroomOverdragen(Opdracht, frozen=True, kw_only=True):
    """To the school where the parents applied on `aangemeld_op`. Raises OngeldigeInvoer, KanNiet and Gewijzigd."""

    antwoord: ClassVar[type] = Bewaard
    onderinstroom_id: UUID
    versie: int
    school: str
    aangemeld_op: date


class OnderinstroomTerughalen(Opdracht, frozen=True, kw_only=True):
    """Handed over by mistake, and the school did not take it in yet."""

    antwoord: ClassVar[type] = Bewaard
    onderinstroom_id: UUID
    versie: int


class OnderinstroomAannemen(Opdracht, frozen=True, kw_only=True):
    """It becomes a leerlingdossier of this school, with everything in it. `id` of the answer: the dossier."""

    antwoord: ClassVar[type] = Bewaard
    onderinstroom_id: UUID
    versie: int
    groep: str


class OnderinstroomaanvraagBeginnen(Opdracht, frozen=True, kw_only=True):
    """A concept of an aanvraag from this dossier, with what came from the voorschool. `id` of the answer: the aanvraag.

    Raises OngeldigeInvoer for a kind that cannot be, KanNiet when nothing came or one is there already.
    """

    antwoord: ClassVar[type] = Bewaard
    dossier_id: UUID
    soort: str


class OnderinstroomSluiten(Opdracht, frozen=True, kw_only=True):
    """It goes no further. Everything is destroyed after the days that the samenwerkingsverband declares."""

    antwoord: ClassVar[type] = Bewaard
    onderinstroom_id: UUID
    versie: int
    reden: str


# ------------------------------------------------------------------------------------------------- facts


class OnderinstroomBegonnen(Feit, frozen=True, kw_only=True):
    """De contactpersoon jonge kind ging met de ouders op weg naar een school."""


class VoorschoolGevraagd(Feit, frozen=True, kw_only=True):
    """De voorschool kreeg een persoonlijke link voor het overdrachtsdocument."""

    persoon: UUID


class VoorschoolVerbonden(Feit, frozen=True, kw_only=True):
    """De voorschool opende het overdrachtsdocument."""

    persoon: UUID


class OnderinstroomouderGevraagd(Feit, frozen=True, kw_only=True):
    """Een ouder is gevraagd om mee te lezen."""

    persoon: UUID


class OnderinstroomouderVerbonden(Feit, frozen=True, kw_only=True):
    """Een ouder leest mee."""

    persoon: UUID


class OnderinstroomtoegangBeeindigd(Feit, frozen=True, kw_only=True):
    """Iemand van buiten kan er niet meer bij."""

    persoon: UUID
    rol: str


class OverdrachtsbijlageToegevoegd(Feit, frozen=True, kw_only=True):
    """De voorschool voegde een bijlage toe."""

    bijlage_id: UUID


class OverdrachtsbijlageWeggehaald(Feit, frozen=True, kw_only=True):
    """De voorschool haalde een bijlage weg."""

    bijlage_id: UUID


class OverdrachtsdocumentIngeleverd(Feit, frozen=True, kw_only=True):
    """De voorschool leverde het overdrachtsdocument in."""


class OverdrachtsdocumentOndertekend(Feit, frozen=True, kw_only=True):
    """Een ouder zei wat die van het overdrachtsdocument vindt."""

    akkoord: bool


class OnderinstroomOvergedragen(Feit, frozen=True, kw_only=True):
    """Het kind is overgedragen aan de school van aanmelding."""

    school: str
    aangemeld_op: date


class OnderinstroomTeruggehaald(Feit, frozen=True, kw_only=True):
    """De overdracht aan de school is teruggehaald."""

    school: str


class OnderinstroomAangenomen(Feit, frozen=True, kw_only=True):
    """De school nam het kind aan in een leerlingdossier."""

    school: str
    dossier_id: UUID


class OverdrachtOntvangen(Feit, frozen=True, kw_only=True):
    """Het dossier begon met het overdrachtsdocument van de voorschool."""

    onderinstroom_id: UUID


class OnderinstroomGesloten(Feit, frozen=True, kw_only=True):
    """De weg naar school is hier gestopt."""
