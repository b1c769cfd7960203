"""What others may ask of intake, and what intake tells: from a worry at school to a filed aanvraag.

Questions change nothing; commands carry an idempotency key (`opdracht`) and, where they change something that
two people may edit, the `versie` the sender saw. Faults: services.kern.errors.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

import msgspec

from services.kern.bericht import Opdracht, Vraag
from services.kern.feit import Feit
from services.kern.inzage import InzagenLijst, Nagaan, Samenvatten
from services.kern.nazicht import Reden


class Deel(msgspec.Struct, frozen=True, kw_only=True):
    """Base of the parts of an answer."""


# ---------------------------------------------------------------------------------------------- answers


class Regel(Deel, frozen=True, kw_only=True):
    """One line of the tijdlijn."""

    op: datetime
    zin: str
    door: str


class Tekort(Deel, frozen=True, kw_only=True):
    """Something that stands between the draft and filing it, and the rule that says so.

    `soort`: vraag | document | zienswijze | handtekening | instemming. `naam`: the question (or `categorie`), the
    document soort, `ouder` or `leerling` while nobody is invited, else the id of the person. `reden`: ontbreekt |
    te_oud | niet_ondertekend | wordt_gecontroleerd | geweigerd | te_veel (it may not be there). `blokkeert`: filing is
    refused while it stands; otherwise it is told and weighed. `bron`: the article or the tenant's own rule.
    """

    soort: str
    naam: str
    titel: str
    reden: str
    melding: str
    bron: str
    blokkeert: bool


class Herkomst(Deel, frozen=True, kw_only=True):
    """Out of what of the pupil's dossier a document was made. `bron`: opp | interventies. `zin`: what and since when.

    `afdruk`: SHA-256 of the locked OPP, "" for interventies. `nieuwer`: the dossier has changed since; for the school.
    """

    bron: str
    zin: str
    afdruk: str
    nieuwer: bool = False


class InterventieKeuze(Deel, frozen=True, kw_only=True):
    """An interventie of the dossier. `gekozen`: it stands in the document that was taken over."""

    id: UUID
    zin: str
    gekozen: bool


class UitDossier(Deel, frozen=True, kw_only=True):
    """What the school can take out of the pupil's dossier. `opp`: the version that holds, in words; "" when none does.

    `bezig`: kinds of document that are being made of it now.
    """

    dossier_id: UUID
    opp: str
    interventies: list[InterventieKeuze]
    bezig: list[str]


class DocumentStand(Deel, frozen=True, kw_only=True):
    """A document of the dossier.

    `status`: ontvangen | quarantaine | gecontroleerd (all three: being checked, nobody can open it) | bruikbaar |
    geweigerd, where `reden` says why in a sentence and `weigering` in a code (bsn, virus, wachtwoord …). `wacht`: the
    sentence why checking takes long. `vraag_id`: added as part of the answer to that question of the commissie.
    """

    id: UUID
    soort: str
    titel: str
    bestandsnaam: str
    mediatype: str
    grootte: int
    gedagtekend_op: date | None
    ondertekend_door: list[str]
    status: str
    reden: str | None
    toegevoegd_op: datetime
    toegevoegd_door: str
    vraag_id: UUID | None = None
    weigering: str | None = None
    wacht: str | None = None
    herkomst: Herkomst | None = None


class ZienswijzeStand(Deel, frozen=True, kw_only=True):
    """`van`: ouder | leerling | beoogde_school. `instemming` None: not asked or not answered.

    `punten`: by the name of the question, what a parent says to each point of a school that files without consent.
    """

    persoon: UUID | None
    naam: str
    van: str
    tekst: str | None
    instemming: bool | None
    ingediend_op: datetime | None
    punten: dict[str, str] = msgspec.field(default_factory=dict)


class OuderStand(Deel, frozen=True, kw_only=True):
    """Somebody of the family at this aanvraag. `status`: uitgenodigd | aangemeld | verlopen."""

    persoon: UUID
    naam: str
    rol: str
    status: str
    uitgenodigd_op: datetime


class VraagAanSchool(Deel, frozen=True, kw_only=True):
    """A question of the commissie, to be answered by the school at the same spot.

    `status`: open | beantwoord | verlopen.
    """

    id: UUID
    tekst: str
    document_soort: str | None
    gevraagd_op: date
    termijn_tot: date
    beantwoord_op: date | None
    antwoord: str | None
    status: str = "open"


class AanvraagKort(Deel, frozen=True, kw_only=True):
    """A row in a list. `status`: concept | ingediend | aanvulling_gevraagd | besloten | ingetrokken.

    `tekorten`: how many things block filing, 0 once filed. `vraag_open`: the school has a question to answer.
    `te_tekenen`: the versie of a draft that only waits for the schooldirecteur to sign, else None.
    """

    id: UUID
    kenmerk: str
    leerling: str
    soort: str
    status: str
    tekorten: int
    vraag_open: bool
    gewijzigd_op: datetime
    school: str
    te_tekenen: int | None = None


class Leerling(Deel, frozen=True, kw_only=True):
    id: UUID
    roepnaam: str
    achternaam: str
    geboren_op: date
    groep: str


class AanvraagStand(Deel, frozen=True, kw_only=True):
    """Everything a person within scope may see of an aanvraag. `handelingen`: what this person may do now.

    Who sees less gets less: a schoolbestuurder no answers, documents or zienswijzen; a parent or pupil no view, name
    or tekort of another member of the family, and a pupil no documents. `school` and `beoogde_school` are
    vestigingscodes, `bestuur` a bevoegd-gezagnummer (`tenants.organisaties` knows their names). `regels_op`: the day
    whose rules count here: that of filing, or today for a draft. `noodtoegang_tot`: this person only looks by
    noodtoegang, until this moment, and gets no documents and no tijdlijn. `uit_dossier`: for the school, of a draft
    that began from a leerlingdossier. `herkomst`: from which samenwerkingsverband it came; `doorzending`: to which it
    goes or went (bevoegdheid), both a sentence or "".
    """

    id: UUID
    kenmerk: str
    versie: int
    soort: str
    status: str
    leerling: Leerling
    school: str
    bestuur: str
    beoogde_school: str | None
    categorie: str | None
    antwoorden: dict[str, str]
    documenten: list[DocumentStand]
    zienswijzen: list[ZienswijzeStand]
    ouders: list[OuderStand]
    tekorten: list[Tekort]
    vragen: list[VraagAanSchool]
    tijdlijn: list[Regel]
    handelingen: list[str]
    ondertekend_op: datetime | None
    ondertekend_door: str | None
    ingediend_op: date | None
    begonnen_door: str
    regels_op: date
    noodtoegang_tot: datetime | None = None
    uit_dossier: UitDossier | None = None
    herkomst: str = ""
    doorzending: str = ""


class ZaakNaam(Deel, frozen=True, kw_only=True):
    zaak: UUID
    kenmerk: str


class ZaakNamen(Deel, frozen=True, kw_only=True):
    zaken: list[ZaakNaam]


class NazichtKort(Deel, frozen=True, kw_only=True):
    """A weekly list: what stood out from `van` until `tot`. `status`: open or ondertekend. `gelezen`: audit lines."""

    id: UUID
    van: datetime
    tot: datetime
    uiterlijk_op: date
    status: str
    gelezen: int
    regels: int
    beoordeeld: int
    ondertekend_op: datetime | None
    ondertekend_door: str | None


class Nazichten(Deel, frozen=True, kw_only=True):
    nazichten: list[NazichtKort]


class NazichtRegel(Deel, frozen=True, kw_only=True):
    """Somebody who stood out. `oordeel`: in_orde, navragen, melden, or None while the FG has not judged."""

    nummer: int
    persoon: UUID
    naam: str
    rol: str
    organisatie: str | None
    punten: int
    redenen: list[Reden]
    oordeel: str | None
    toelichting: str


class NazichtStand(Deel, frozen=True, kw_only=True):
    nazicht: NazichtKort
    regels: list[NazichtRegel]
    kenmerken: dict[str, str]


class NoodtoegangStand(Deel, frozen=True, kw_only=True):
    """Somebody asked to look in a dossier in an emergency.

    `stand`: gevraagd | verlopen (nobody decided) | geweigerd | open | voorbij | beeindigd. `bestaat`: whether there is
    a filed aanvraag of this number, for who decides only. `aanvraag_id`: for who asked, while it is open.
    `handelingen`: what the asker of this question may do now.
    """

    id: UUID
    kenmerk: str
    vrager: str
    vrager_rol: str
    eigen: bool
    reden: str
    gevraagd_op: datetime
    stand: str
    beslist_door: str | None
    beslist_op: datetime | None
    tot: datetime | None
    beeindigd_door: str | None
    bestaat: bool | None
    aanvraag_id: UUID | None
    handelingen: list[str]


class Noodtoegangen(Deel, frozen=True, kw_only=True):
    """The newest first, at most a hundred. `mag_vragen`: whether this role can ask for it."""

    noodtoegangen: list[NoodtoegangStand]
    mag_vragen: bool


class Verlenging(Deel, frozen=True, kw_only=True):
    """An aanvraag that wants the TLV of behandeling `tlv` to go on. `status` as in AanvraagKort."""

    tlv: UUID
    aanvraag_id: UUID
    status: str


class Verlengingen(Deel, frozen=True, kw_only=True):
    verlengingen: list[Verlenging]


class AanvragenLijst(Deel, frozen=True, kw_only=True):
    aanvragen: list[AanvraagKort]


class Bewaard(Deel, frozen=True, kw_only=True):
    """The answer to most commands: the new `versie` and the moment, so that a screen can say "opgeslagen om"."""

    id: UUID
    versie: int
    op: datetime


class Verlengd(Deel, frozen=True, kw_only=True):
    """A renewal was begun. `overgenomen`: what came along, by name; `te_oud`: a sentence for each piece left behind."""

    id: UUID
    versie: int
    op: datetime
    overgenomen: list[str]
    te_oud: list[str]


class OuderUitgenodigd(Deel, frozen=True, kw_only=True):
    """The activation code that the school hands over in person or by telephone; shown once."""

    persoon: UUID
    activatiecode: str
    versie: int


class Bestand(Deel, frozen=True, kw_only=True):
    """One part of a document that may be shown. Ask for `deel` 0 to `delen` - 1 and join; a part is at most 4 MB."""

    id: UUID
    aanvraag_id: UUID
    bestandsnaam: str
    mediatype: str
    grootte: int
    deel: int
    delen: int
    inhoud: bytes


class OrigineelInzage(Deel, frozen=True, kw_only=True):
    """Somebody opened the original of a document, and why."""

    naam: str
    rol: str
    reden: str
    op: datetime


class OrigineelStand(Deel, frozen=True, kw_only=True):
    """Of the original of a document, nothing of what is in it. `grootte`: octets. `eerder`: twenty, newest first."""

    id: UUID
    aanvraag_id: UUID
    bestandsnaam: str
    grootte: int
    eerder: list[OrigineelInzage]


class DossierVoorCommissie(Deel, frozen=True, kw_only=True):
    """What the commissie copies when it opens a behandeling (WPO 18a-13: only the SWV and its deskundigen)."""

    aanvraag_id: UUID
    kenmerk: str
    soort: str
    categorie: str | None
    leerling_id: UUID
    leerling: str
    geboren_op: date
    groep: str
    school: str
    bestuur: str
    beoogde_school: str | None
    ingediend_op: date
    betrokkenen: list[Betrokkene]
    zienswijzen: list[ZienswijzeStand]
    begonnen_door: UUID
    schooldirecteur: UUID


class Betrokkene(Deel, frozen=True, kw_only=True):
    persoon: UUID
    naam: str
    rol: str


class RegelsGeraakt(Deel, frozen=True, kw_only=True):
    """What new rules touch. `concepten`: drafts, which follow the rules of the day on which they are filed.

    `anders`: drafts for which something else would be asked; `lopend`: filed and not decided, which keep the rules of
    their own day. `zinnen`: the same in plain Dutch, never with a name of a child.
    """

    concepten: int
    anders: int
    lopend: int
    zinnen: list[str]


# -------------------------------------------------------------------------------------------- questions


class RegelsRaken(Vraag, frozen=True, kw_only=True):
    """Which drafts and running aanvragen these rules would touch from `vanaf` on. By the beheerder of the own SWV.

    `bestanden`: the whole set. OngeldigeInvoer at `bestanden` when they cannot be used (`extra`: `bestand`,
    `sleutel`, `regel`).
    """

    antwoord: ClassVar = RegelsGeraakt
    bestanden: dict[str, str]
    vanaf: date


class AanvragenTonen(Vraag, frozen=True, kw_only=True):
    """The aanvragen within the scope of the asker, newest change first."""

    antwoord: ClassVar = AanvragenLijst


class AanvraagTonen(Vraag, frozen=True, kw_only=True):
    antwoord: ClassVar = AanvraagStand
    aanvraag_id: UUID


class VerlengingenTonen(Vraag, frozen=True, kw_only=True):
    """Which of these TLV's (at most 500) somebody is renewing, as far as the asker may see it."""

    antwoord: ClassVar = Verlengingen
    tlvs: list[UUID]


class InzagenTonen(Vraag, frozen=True, kw_only=True):
    """Who looked at the own child's aanvraag, and who acted on it, newest first. By a parent; asking is a look too.

    `tot`: lines up to this moment, so that pages do not shift; None: now. `hoogstens`: at most this many, to 10,000.
    """

    antwoord: ClassVar = InzagenLijst
    aanvraag_id: UUID
    tot: datetime | None = None
    hoogstens: int = 50


class ZakenNoemen(Vraag, frozen=True, kw_only=True):
    """Number to case and back, by the functionaris gegevensbescherming: nothing else of a case is told to that role.

    `kenmerk`: what people call the case (2026-483920), of whatever case it is; `zaken`: at most 500.
    """

    antwoord: ClassVar = ZaakNamen
    kenmerk: str = ""
    zaken: list[UUID] = msgspec.field(default_factory=list)


class NazichtenTonen(Vraag, frozen=True, kw_only=True):
    """The lists of the own samenwerkingsverband, newest first. FG; the directeur hears only whether they are signed."""

    antwoord: ClassVar = Nazichten


class NazichtTonen(Vraag, frozen=True, kw_only=True):
    """One list with its lines. By the functionaris gegevensbescherming."""

    antwoord: ClassVar = NazichtStand
    nazicht_id: UUID


class NoodtoegangenTonen(Vraag, frozen=True, kw_only=True):
    """Who asked for noodtoegang: the own ones, or all of the samenwerkingsverband for who decides and for the FG."""

    antwoord: ClassVar = Noodtoegangen


class InzagenNagaan(Nagaan, frozen=True, kw_only=True):
    """Who saw or did what here between two moments. By the functionaris gegevensbescherming."""


class InzagenSamenvatten(Samenvatten, frozen=True, kw_only=True):
    """Only between services: what everybody did here in a period, counted for the weekly nazicht."""


class DocumentOphalen(Vraag, frozen=True, kw_only=True):
    """The cleaned version, in parts. KanNiet while it is being checked or when it was refused. Leaves an audit line."""

    antwoord: ClassVar = Bestand
    document_id: UUID
    deel: int = 0


class OrigineelTonen(Vraag, frozen=True, kw_only=True):
    """What the original of a document is called and who opened it. KanNiet where it was refused or is being checked."""

    antwoord: ClassVar = OrigineelStand
    document_id: UUID


class OrigineelOphalen(Vraag, frozen=True, kw_only=True):
    """The file as the school sent it, in parts, in the five minutes after OrigineelOpenen by the same person.

    KanNiet without that. BevestigOpnieuw. Each part leaves an audit line.
    """

    antwoord: ClassVar = Bestand
    document_id: UUID
    deel: int = 0


class DossierInzien(Vraag, frozen=True, kw_only=True):
    """Only between services (commissie opens a behandeling)."""

    antwoord: ClassVar = DossierVoorCommissie
    aanvraag_id: UUID


# --------------------------------------------------------------------------------------------- commands


class AanvraagBeginnen(Opdracht, frozen=True, kw_only=True):
    """A private draft: nobody outside the school can find it. OngeldigeInvoer on unknown soort, birth in the future.

    With `dossier_id` it begins from that leerlingdossier of the own school, and what is known of the pupil is taken
    from there: the other fields are not read. Without it they are needed.
    """

    antwoord: ClassVar = Bewaard
    soort: str
    roepnaam: str = ""
    achternaam: str = ""
    geboren_op: date | None = None
    groep: str = ""
    dossier_id: UUID | None = None


class AanvraagVerlengen(Opdracht, frozen=True, kw_only=True):
    """A concept to renew the TLV of behandeling `tlv`, by the school it names. `groep`: where the pupil is now.

    Raises NietGevonden for another school, KanNiet when it does not end within a year or was begun already.
    """

    antwoord: ClassVar = Verlengd
    tlv: UUID
    groep: str


class OnderdeelBewaren(Opdracht, frozen=True, kw_only=True):
    """Save answers of one chapter; unknown questions are refused, others stay as they are.

    An empty answer takes it away. Also keeps `categorie` (requested bekostigingscategorie) and `beoogde_school`
    (vestigingscode) when given; empty takes them away. Gewijzigd when somebody else was first: `extra` holds `door`,
    `op`, `versie` (to send again) and `nu`, the present values of what was sent.
    """

    antwoord: ClassVar = Bewaard
    aanvraag_id: UUID
    versie: int
    antwoorden: dict[str, str]
    categorie: str | None = None
    beoogde_school: str | None = None


class DocumentToevoegen(Opdracht, frozen=True, kw_only=True):
    """`inhoud` at most 25 MB is sent in parts (`DocumentDeel`) first; here only the upload key.

    PDF, DOCX, ODT, JPEG and PNG, by content and extension. OngeldigeInvoer at `bestand`, `soort`, `gedagtekend_op`
    or `ondertekend_door` (ouders | directeur | deskundige); TeGroot. `soort`: of the recept, `overig`, or what an
    open question asks for. The answer's `id` is that of the document.
    """

    antwoord: ClassVar = Bewaard
    aanvraag_id: UUID
    soort: str
    bestandsnaam: str
    gedagtekend_op: date | None
    ondertekend_door: list[str] = msgspec.field(default_factory=list)
    upload: UUID


class DocumentDeel(Opdracht, frozen=True, kw_only=True):
    """One part (at most 512 kB) of a file on its way; `volgnummer` from 0. Parts die after an hour if unused."""

    antwoord: ClassVar = None
    upload: UUID
    volgnummer: int
    inhoud: bytes


class DocumentVerwijderen(Opdracht, frozen=True, kw_only=True):
    """From a draft, or from an answer that was not sent yet."""

    antwoord: ClassVar = Bewaard
    aanvraag_id: UUID
    versie: int
    document_id: UUID


class StukOvernemen(Opdracht, frozen=True, kw_only=True):
    """Take `bron` (opp | interventies) out of the pupil's dossier: the document that the recept asks for is made of it,
    and questions it answers are filled in where nothing stands. `interventies`: which ones, by id.

    KanNiet without a dossier, or when it holds none or the recept asks for none; OngeldigeInvoer at `interventies`.
    """

    antwoord: ClassVar = Bewaard
    aanvraag_id: UUID
    versie: int
    bron: str
    interventies: list[UUID] = msgspec.field(default_factory=list)


class OuderUitnodigen(Opdracht, frozen=True, kw_only=True):
    """Invite a parent or (rol leerling) the pupil. The link goes by e-mail, the code by the school.

    OngeldigeInvoer at `naam`, `email` or `rol`. Somebody whose invitation expired may be invited again.
    """

    antwoord: ClassVar = OuderUitgenodigd
    aanvraag_id: UUID
    versie: int
    naam: str
    email: str
    rol: str = "ouder"


class ZienswijzeGeven(Opdracht, frozen=True, kw_only=True):
    """By the parent or pupil only; the school can read it and never change it (Awb 4:8).

    Until filing, and again while a question of the commissie is open; every version is kept, the last one counts.
    `punten`: by the name of the question, where the school files without consent; KanNiet for others.
    """

    antwoord: ClassVar = Bewaard
    aanvraag_id: UUID
    tekst: str
    instemming: bool | None = None
    punten: dict[str, str] = msgspec.field(default_factory=dict)


class AanvraagOndertekenen(Opdracht, frozen=True, kw_only=True):
    """The schooldirecteur signs what stands there now; a later change takes the signature away."""

    antwoord: ClassVar = Bewaard
    aanvraag_id: UUID
    versie: int


class AanvraagIndienen(Opdracht, frozen=True, kw_only=True):
    """File it. KanNiet with the tekorten while anything that blocks is missing (`extra["tekorten"]`: meldingen).

    The day of receipt is today (Awb 2:20). The school hears it, and so does its board.
    """

    antwoord: ClassVar = Bewaard
    aanvraag_id: UUID
    versie: int


class AanvraagIntrekken(Opdracht, frozen=True, kw_only=True):
    antwoord: ClassVar = Bewaard
    aanvraag_id: UUID
    versie: int
    reden: str


class AanvraagTerugzetten(Opdracht, frozen=True, kw_only=True):
    """A concept that was withdrawn is a concept again, within 30 days. KanNiet for what had been filed, or later."""

    antwoord: ClassVar = Bewaard
    aanvraag_id: UUID
    versie: int


class AanvullingIndienen(Opdracht, frozen=True, kw_only=True):
    """The school answers a question of the commissie; the legal clock runs again (Awb 4:15-1a).

    With a text, or with documents that were added since the question, or both.
    """

    antwoord: ClassVar = Bewaard
    aanvraag_id: UUID
    versie: int
    vraag_id: UUID
    antwoord_tekst: str


class NazichtBeoordelen(Opdracht, frozen=True, kw_only=True):
    """The FG judges one line: in_orde, navragen or melden. The last two want a `toelichting`; it names no child.

    Again while the list is open; KanNiet once it is signed. OngeldigeInvoer at `oordeel` or `toelichting`.
    """

    antwoord: ClassVar = None
    nazicht_id: UUID
    nummer: int
    oordeel: str
    toelichting: str = ""


class NazichtOndertekenen(Opdracht, frozen=True, kw_only=True):
    """The FG has seen the list and judged every line. KanNiet while a line is open, or when it was signed before."""

    antwoord: ClassVar = None
    nazicht_id: UUID


class OrigineelOpenen(Opdracht, frozen=True, kw_only=True):
    """Say why the original of a document must be opened. OngeldigeInvoer at `reden`; KanNiet as OrigineelTonen."""

    antwoord: ClassVar = None
    document_id: UUID
    reden: str


class NoodtoegangVragen(Opdracht, frozen=True, kw_only=True):
    """Ask to look for an hour in a dossier that one is not involved in. By somebody of the samenwerkingsverband.

    The answer is the same whether there is such a dossier or not. OngeldigeInvoer at `kenmerk` or `reden`; KanNiet
    while three wait. BevestigOpnieuw like the two below.
    """

    antwoord: ClassVar = None
    kenmerk: str
    reden: str


class NoodtoegangVerlenen(Opdracht, frozen=True, kw_only=True):
    """A second person agrees: 60 minutes from now. KanNiet for who asked, and where nothing is to be decided."""

    antwoord: ClassVar = None
    noodtoegang_id: UUID


class NoodtoegangWeigeren(Opdracht, frozen=True, kw_only=True):
    """A second person does not agree. KanNiet for who asked."""

    antwoord: ClassVar = None
    noodtoegang_id: UUID


class NoodtoegangBeeindigen(Opdracht, frozen=True, kw_only=True):
    """It is over from now on. By who asked, who decides, or the FG; KanNiet when it is not open."""

    antwoord: ClassVar = None
    noodtoegang_id: UUID


# ------------------------------------------------------------------------------------------------ facts


class AanvraagBegonnen(Feit, frozen=True, kw_only=True):
    """De school is met de aanvraag begonnen."""

    school: str
    soort: str


class DocumentToegevoegd(Feit, frozen=True, kw_only=True):
    """Een document is aan het dossier toegevoegd."""

    document_id: UUID
    soort: str


class DocumentGecontroleerd(Feit, frozen=True, kw_only=True):
    """Een document is gecontroleerd."""

    document_id: UUID
    status: str


class DocumentVerwijderd(Feit, frozen=True, kw_only=True):
    """Een document is uit het concept gehaald."""

    document_id: UUID


class FamilieUitgenodigd(Feit, frozen=True, kw_only=True):
    """Een ouder of de leerling is uitgenodigd om mee te kijken."""

    persoon: UUID
    rol: str


class ZienswijzeGegeven(Feit, frozen=True, kw_only=True):
    """Een ouder of de leerling heeft gezegd wat die ervan vindt."""

    persoon: UUID
    van: str
    instemming: bool | None


class AanvraagOndertekend(Feit, frozen=True, kw_only=True):
    """De directeur van de school heeft de aanvraag ondertekend."""


class OndertekeningVervallen(Feit, frozen=True, kw_only=True):
    """De handtekening van de directeur is vervallen, want de aanvraag is daarna veranderd."""


class FamilieVerbonden(Feit, frozen=True, kw_only=True):
    """Een ouder of de leerling kijkt mee met de aanvraag."""

    persoon: UUID
    rol: str


class AanvraagIngediend(Feit, frozen=True, kw_only=True):
    """De school heeft de aanvraag ingediend."""

    school: str
    bestuur: str
    soort: str
    categorie: str | None
    leerling_id: UUID
    ingediend_op: date
    kenmerk: str


class AanvullingIngediend(Feit, frozen=True, kw_only=True):
    """De school heeft de gevraagde aanvulling gegeven."""

    vraag_id: UUID
    ingediend_op: date


class AanvraagIngetrokken(Feit, frozen=True, kw_only=True):
    """De school heeft de aanvraag ingetrokken."""

    ingetrokken_op: date


class AanvraagTeruggezet(Feit, frozen=True, kw_only=True):
    """De school zette het ingetrokken concept terug."""


class SchoolbestuurIngelicht(Feit, frozen=True, kw_only=True):
    """Het schoolbestuur heeft bericht dat de aanvraag is ingediend."""


class VraagGesteld(Feit, frozen=True, kw_only=True):
    """De vraag van het samenwerkingsverband staat klaar voor de school."""

    vraag_id: UUID
    termijn_tot: date


class VraagVerlopen(Feit, frozen=True, kw_only=True):
    """De termijn om te antwoorden is voorbij; de aanvraag wordt beoordeeld met wat er is."""

    vraag_id: UUID


class DeskundigeToegelaten(Feit, frozen=True, kw_only=True):
    """Een benoemde deskundige kan het dossier lezen."""

    persoon: UUID


class AanvraagBesloten(Feit, frozen=True, kw_only=True):
    """Over de aanvraag is besloten."""

    uitkomst: str


# ------------------------------------------------------------------------------- how long a dossier stays


class BewaringStand(Deel, frozen=True, kw_only=True):
    """A dossier whose day comes. `regel`: beoordeling | ingetrokken | concept; `uitleg`: how the day came about."""

    kenmerk: str
    regel: str
    grondslag: str
    vanaf: date
    vernietigen_op: date
    aangekondigd_op: date | None
    uitleg: list[str]


class VasthoudingStand(Deel, frozen=True, kw_only=True):
    """Why a dossier may not be destroyed. `soort`: bezwaar | beroep | klacht | verzoek | overig."""

    id: UUID
    kenmerk: str
    soort: str
    reden: str
    van: date
    door: str


class VerzoekStand(Deel, frozen=True, kw_only=True):
    """What needs the yes of a second person: `meer` in one night (`aantal`), or one dossier `eerder` (`kenmerk`).

    `eigen`: whoever looks asked for it, so somebody else must agree.
    """

    id: UUID
    soort: str
    kenmerk: str | None
    aantal: int | None
    reden: str
    door: str
    op: date
    eigen: bool


class VerklaringStand(Deel, frozen=True, kw_only=True):
    """What was destroyed on one day. `bevestigd`: by every service that held a copy."""

    op: date
    aantal: int
    bevestigd: bool


class BestandBevinding(Deel, frozen=True, kw_only=True):
    """`soort`: zonder_rij (a file that no dossier names) | zonder_bestand (a document whose file is gone). `plek`: in
    the store; says nothing of a child."""

    soort: str
    plek: str
    sinds: date


class Bewaring(Deel, frozen=True, kw_only=True):
    """`dossiers`: those whose day comes within four months, the first day first. `per_nacht`: without a second yes.

    `bestanden`: what the night found that does not fit; the functioneel beheerder answers for it.
    """

    vandaag: date
    dossiers: list[BewaringStand]
    vastgehouden: list[VasthoudingStand]
    verzoeken: list[VerzoekStand]
    verklaringen: list[VerklaringStand]
    per_nacht: int
    wacht: int
    handelingen: list[str]
    bestanden: list[BestandBevinding] = []


class Verklaring(Deel, frozen=True, kw_only=True):
    """The certificate of one day, as a PDF."""

    inhoud: bytes


class BewaringTonen(Vraag, frozen=True, kw_only=True):
    """For who answers for the dossiers of the samenwerkingsverband. No names of children."""

    antwoord: ClassVar = Bewaring


class VerklaringOphalen(Vraag, frozen=True, kw_only=True):
    antwoord: ClassVar = Verklaring
    dag: date


class DossierVasthouden(Opdracht, frozen=True, kw_only=True):
    """From now on this dossier cannot be destroyed, whoever or whatever tries. Errors: OngeldigeInvoer, KanNiet."""

    kenmerk: str
    soort: str
    reden: str


class DossierVrijgeven(Opdracht, frozen=True, kw_only=True):
    """The reason is gone; the dossier follows its term again, with a new announcement."""

    vasthouding_id: UUID
    reden: str


class VernietigingVragen(Opdracht, frozen=True, kw_only=True):
    """One dossier sooner (`kenmerk`), or more than 2% in one night (`aantal`): one of the two."""

    reden: str
    kenmerk: str | None = None
    aantal: int | None = None


class VernietigingGoedkeuren(Opdracht, frozen=True, kw_only=True):
    """The yes of a second person. KanNiet for who asked."""

    verzoek_id: UUID


class DossierVastgehouden(Feit, frozen=True, kw_only=True):
    """Het dossier wordt vastgehouden en kan niet worden vernietigd."""

    soort: str


class DossierVrijgegeven(Feit, frozen=True, kw_only=True):
    """Het dossier wordt niet meer vastgehouden."""


class VernietigingGevraagd(Feit, frozen=True, kw_only=True):
    """Iemand vroeg om eerder of meer te vernietigen; een tweede moet het goedvinden."""

    soort: str


class VernietigingGoedgekeurd(Feit, frozen=True, kw_only=True):
    """Een tweede vond het goed om eerder of meer te vernietigen."""

    soort: str


class VernietigingAangekondigd(Feit, frozen=True, kw_only=True):
    """De bewaartermijn loopt af; over dertig dagen of later wordt het dossier vernietigd."""

    vernietigen_op: date


class DossierVernietigd(Feit, frozen=True, kw_only=True):
    """Het dossier is vernietigd, want de bewaartermijn is voorbij."""

    leerling_id: UUID
