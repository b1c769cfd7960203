"""What every screen is given: one struct per template, all text already formatted for the reader.

A page handler fills the struct named after its template and hands it over as `pagina`; no template computes,
counts or formats. Dates come from `web.formatting`, in words. A `str` that may be empty means "not shown".
Beside `pagina` every template gets `site` (which samenwerkingsverband, which environment) and `user` (who is
signed in, None on public pages). Names of form fields stand beside the struct that carries the form.
"""

from __future__ import annotations

from uuid import uuid4

from msgspec import Struct, field

from web.drawing.termijnlijn import Termijnlijn

__all__ = ["Termijnlijn"]


class View(Struct, frozen=True):
    """Read once by a template."""


# ---------------------------------------------------------------- frame of every page


class Site(View):
    """Where we are. `thema`: a name in `web/theme/themas.toml`, "" on pages before a tenant is chosen."""

    tenant_naam: str = ""
    thema: str = ""
    omgeving: str = ""  # banner: "Demonstratie met verzonnen personen"; "" in production
    klok: str = ""  # demo only: "In deze demonstratie is het dinsdag 24 november 2026"
    melding: Melding | None = None  # toast after a redirect
    hulp_url: str = ""
    privacy_url: str = ""
    toegankelijkheid_url: str = ""


class NavItem(View):
    titel: str
    url: str
    actief: bool = False


class Hoed(View):
    """A role at an organisation that this person holds. Posted to /rol-kiezen as field `hoed`."""

    id: str
    rolnaam: str
    organisatie: str
    tenant_naam: str = ""
    actief: bool = False


class User(View):
    """Who is signed in, with which hat. `ruim`: large type and few menus, for ouders and leerlingen."""

    naam: str
    initialen: str
    rolnaam: str
    organisatie: str
    tenant_naam: str
    thema: str
    csrf: str
    nav: list[NavItem] = []
    hoeden: list[Hoed] = []
    ruim: bool = False
    niet_hier: list[str] = []  # pages about a pupil (the last part of the address) that this tenant does not have


class Link(View):
    titel: str
    url: str


class Melding(View):
    """`soort`: ok, info, warning, error."""

    soort: str
    kop: str
    tekst: str = ""


class Keuze(View):
    waarde: str
    titel: str
    uitleg: str = ""


class Status(View):
    """A chip. `soort`: "", info, ok, let-op, fout, accent, stil. `icoon`: see `web/drawing/icons.json`."""

    tekst: str
    soort: str = ""
    icoon: str = ""


class Formulier(View):
    """A mutating form. `url` is where it is posted, `waarden` what was typed, `fouten` a sentence per field.

    The macro adds the hidden fields csrf, opdracht (the idempotency key) and versie.
    """

    url: str
    versie: str = ""
    waarden: dict[str, str] = {}
    fouten: dict[str, str] = {}
    algemene_fout: str = ""  # a refusal that belongs to no field
    opdracht: str = field(default_factory=lambda: str(uuid4()))


class Veld(View):
    """A field that configuration describes.

    `soort`: tekst, lang, keuze, keuzelijst, datum, ja_nee, getal, email. A field that only matters after another
    answer names that field in `als` and the answers in `als_waarden`; `verborgen` while it does not matter.
    """

    naam: str
    label: str
    soort: str = "tekst"
    uitleg: str = ""
    verplicht: bool = True
    keuzes: list[Keuze] = []
    max_lengte: str = ""
    bron: str = ""
    als: str = ""
    als_waarden: list[str] = []
    verborgen: bool = False


class Verschil(View):
    """One field in which two people disagree."""

    veld: str
    label: str
    eigen: str
    ander: str


class Conflict(View):
    """409: somebody else was first. `formulier` carries the own text with the new `versie`. conflict.html"""

    kop: str  # "Ria Dekker heeft dit onderdeel intussen gewijzigd"
    wie: str
    wanneer: str
    verschillen: list[Verschil]
    formulier: Formulier
    terug: Link


# ---------------------------------------------------------------- 1. before and around signing in


class Inlogkeuze(View):
    naam: str
    gebied: str  # "Emmen en Borger-Odoorn"
    sector: str  # "Basisonderwijs"
    url: str


class Welkom(View):
    """welkom.html"""

    keuzes: list[Inlogkeuze]
    demo_personen: list[DemoPersoon] = []  # only in the demo environment


class DemoPersoon(View):
    naam: str
    rolnaam: str
    organisatie: str
    gebruikersnaam: str


class Uitgelogd(View):
    """uitgelogd.html. `reden` "" after one's own choice, else "U was 30 minuten niet actief".

    `velden`: what was sent with a session that had ended; nothing was done with it.
    """

    inlog_url: str
    reden: str = ""
    velden: list[BewaardVeld] = []
    bestand: bool = False


class KiesRol(View):
    """kies_rol.html; posts field `hoed`."""

    hoeden: list[Hoed]
    formulier: Formulier


class Fout(View):
    """fout.html"""

    code: str  # "404"
    kop: str
    tekst: str
    wat_nu: list[str] = []
    kenmerk: str = ""
    links: list[Link] = []


class BewaardVeld(View):
    """A field as it was typed. opnieuw.html shows a `lang` one only, the others go along unseen."""

    naam: str
    label: str
    waarde: str
    lang: bool


class Opnieuw(View):
    """opnieuw.html: a service is away. `csrf` as the form itself brought it: who signed in cannot be asked now."""

    kop: str
    tekst: str
    formulier: Formulier
    velden: list[BewaardVeld]
    csrf: str
    bestand: bool = False


class KiesAanmelddienst(View):
    """kies_aanmelddienst.html: with which account. `swv` "" when nobody knows yet where this visitor belongs."""

    keuzes: list[Link]
    swv: str = ""


class Bevestigen(View):
    """bevestigen.html: prove who you are, then go on. Goes to `formulier.url` with everything that was typed.

    `velden` None: nothing was sent, a page was asked for, and `formulier.url` is a link.
    """

    formulier: Formulier
    velden: list[BewaardVeld] | None
    csrf: str
    bestand: bool = False
    doel: str = "/"  # where the form goes once a passkey was shown
    passkey: bool = False  # this person has one
    aanmelddienst: bool = True  # the provider counts too


class PasskeyNodig(View):
    """passkey.html: this role asks for one. `heeft`: there is one to show, else one is made first."""

    heeft: bool
    csrf: str


class ApparaatRegel(View):
    """A session or a passkey on account.html. `eigen`: this very window."""

    id: str
    naam: str
    wanneer: str
    eigen: bool = False


class Account(View):
    """account.html: where this person is signed in, and with which passkeys. `passkeys` None: not for this role."""

    naam: str
    email: str
    sessies: list[ApparaatRegel]
    passkeys: list[ApparaatRegel] | None
    csrf: str
    fout: str = ""


class RolRegel(View):
    id: str
    naam: str
    organisatie: str
    sinds: str


class MensRegel(View):
    """Somebody with a role here. `zelf`: who looks."""

    id: str
    naam: str
    email: str
    passkeys: int
    zelf: bool
    rollen: list[RolRegel]
    opdracht: str = field(default_factory=lambda: str(uuid4()))


class Mensen(View):
    """beheer_mensen.html. `meer`: there are more than are shown."""

    zoek: str
    meer: bool
    fout: str
    kruimels: list[Link]
    mensen: list[MensRegel]


class NaarAanmelddienst(View):
    """naar_aanmelddienst.html: the browser goes on by itself; the link is for who it does not."""

    url: str


class Bevestigd(View):
    """bevestigd.html: what was typed, to be sent again. `knop`: what the act is called."""

    knop: str
    formulier: Formulier
    velden: list[BewaardVeld]
    csrf: str
    bestand: bool = False


class Uitnodiging(View):
    """uitnodiging.html. `stap`: inloggen, code, verlopen, gebruikt, ingetrokken, onbekend. Posts `code`.

    Says nothing of the child.
    """

    stap: str
    naam: str = ""  # of the invited person
    swv: str = ""
    inlog_url: str = ""
    school: str = ""
    voornaam_kind: str = ""
    uitgenodigd_als: str = ""  # "ouder", "leerling"
    code_via: str = "de school"
    geldig_tot: str = ""
    contact_naam: str = ""
    contact_telefoon: str = ""
    formulier: Formulier | None = None
    csrf: str = ""


# ---------------------------------------------------------------- 2. aanvragen of a school


class AanvraagRegel(View):
    url: str
    leerling: str
    sub: str  # "groep 5 · speciaal basisonderwijs"
    status: Status
    wacht_op: str  # "Nog 3 stukken nodig"
    datum: str  # "Gewijzigd op 20 november" or "Ingediend op 5 oktober"
    actie: str = ""  # "Beantwoord de vraag vóór vrijdag 4 december"


class VandaagRegel(View):
    """Something that waits for the school: what to do, for whom, until when."""

    url: str
    titel: str
    sub: str
    status: Status | None


class MijnAanvragen(View):
    """mijn_aanvragen.html. `vandaag`: what else waits for this school than a question about an aanvraag."""

    organisatie: str
    actie_nodig: list[AanvraagRegel]
    vandaag: list[VandaagRegel]
    concepten: list[AanvraagRegel]
    ingediend: list[AanvraagRegel]
    afgerond: list[AanvraagRegel] = []
    nieuw_url: str = ""  # "" when this role starts no aanvraag
    tekenen_url: str = ""
    vandaag_meer: str = ""  # when not all are shown
    volgende_url: str = ""


class AanvraagNieuw(View):
    """aanvraag_nieuw.html. Posts soort, and leerling or voornaam, achternaam, geboortedatum, leerjaar.

    `leerling`: of whom the dossier is that it begins from; "" when nothing is known of the pupil yet.
    """

    school: str
    soorten: list[Keuze]
    leerjaren: list[Keuze]
    formulier: Formulier
    terug: Link
    leerling: str = ""
    leerling_sub: str = ""


# ---------------------------------------------------------------- 3. the aanvraag and its dossier


class ToetsUitkomst(View):
    """_toetsuitkomst.html: what the test results of this chapter say by law; `stappen` empty while one is missing.

    `lijst`: who looked whether the tests are on the list of the minister; "" where that is not asked."""

    titel: str
    kop: str
    zin: str
    stappen: list[str]
    bron: str
    lijst: str = ""


class Onderdeel(View):
    """A chapter of the form. Posts every Veld by name, plus `onderdeel`."""

    id: str
    titel: str
    velden: list[Veld]
    formulier: Formulier
    voortgang: str  # "3 van 5 ingevuld"
    klaar: bool = False
    bewaard: str = ""  # "Opgeslagen om 10.42 uur"
    uitleg: str = ""
    uitkomst: ToetsUitkomst | None = None


class Bestand(View):
    naam: str
    url: str  # empty while nobody can open it
    grootte: str
    toegevoegd: str  # "20 november, Ria Dekker"
    verwijderen: Formulier | None = None  # posts document
    herkomst: str = ""  # "OPP uit het dossier, versie 2, vastgesteld op 3 september 2026."
    id: str = ""
    staat: str = ""  # controle, bruikbaar, geweigerd
    reden: str = ""  # of a refusal


class Overnemen(View):
    """A document that can be made of what stands in the pupil's dossier; posts bron, and interventies (several)."""

    formulier: Formulier
    bron: str
    uitleg: str
    knop: str
    keuzes: list[Keuze] = []
    gekozen: list[str] = []
    dossier_url: str = ""  # where it can be made first, when there is nothing to take over
    open: bool = False


class DocumentEis(View):
    """A document the recept asks for.

    `staat`: ok, ontbreekt, te_oud, niet_ondertekend, controle, geweigerd, te_veel, opnieuw, vrij.
    Upload posts soort, bestand, gedagtekend_op, ondertekend_door (several), to `toevoegen.url`.
    """

    id: str
    naam: str
    staat: str
    staat_tekst: str  # "In orde", "Ontbreekt", "Te oud", "Wordt gecontroleerd"
    regel: str  # "Niet ouder dan 6 maanden op de dag van indienen"
    bron: str
    verplicht: bool = True
    uitleg: str = ""  # why it is not in order, and what to do
    bestanden: list[Bestand] = []
    toevoegen: Formulier | None = None
    knop: str = "Toevoegen"
    vraagt_datum: bool = True
    handtekeningen: list[Keuze] = []  # who must have signed: ouders, directeur, deskundige
    ververs_url: str = ""  # address of this page: while `controle` the row looks again by itself
    overnemen: Overnemen | None = None
    toch_nodig: str = ""  # why a BSN may not stay, where one was found


class ZienswijzeStaat(View):
    """Somebody whose view belongs in the dossier. Inviting posts naam, email, telefoon, van."""

    id: str
    wie: str  # "Ouder", "Leerling", "Beoogde school"
    naam: str
    staat: Status
    tekst: str = ""
    datum: str = ""
    regel: str = ""
    bron: str = ""
    uitnodigen: Formulier | None = None
    opnieuw: Formulier | None = None


class NogNodig(View):
    tekst: str
    anker: str  # "#document-opp", "#onderdeel-leerling"
    klaar: bool = False
    regel: str = ""
    let_op: bool = False  # perhaps too much: told, nothing that is missing


class Indienen(View):
    """`redenen` says why it cannot be done yet; with `mag` and no redenen the button is live."""

    mag: bool
    redenen: list[str] = []
    uitleg: str = ""
    ondertekenen: Formulier | None = None
    ondertekend: str = ""  # "Ondertekend door Wim Aalders op 21 november 2026"
    indienen: Formulier | None = None
    intrekken: Formulier | None = None  # posts reden
    terugzetten: Formulier | None = None  # a withdrawn concept


class Aanvraag(View):
    """aanvraag.html; fragments _nog_nodig, _onderdeel, _stukken, _zienswijzen, _indienen."""

    id: str
    leerling: str
    sub: str  # "Groep 5 · geboren op 3 mei 2018"
    soort: str  # "Toelaatbaarheid speciaal basisonderwijs"
    school: str
    status: Status
    versie: str
    onderdelen: list[Onderdeel]
    documenten: list[DocumentEis]
    zienswijzen: list[ZienswijzeStaat]
    nog_nodig: list[NogNodig]
    nodig_samenvatting: str  # "Nog 4 van de 12 dingen nodig"
    indienen: Indienen
    kruimels: list[Link] = []
    zichtbaarheid: str = ""  # "Alleen uw school ziet dit concept."
    elders: list[str] = []  # from which samenwerkingsverband it came, and to which it goes
    bevoegd_url: str = ""  # the wizard that says who decides
    vraag: Link | None = None  # the question of the secretaris, when there is one
    stappen: list[Stap] = []  # after filing
    alleen_lezen: bool = False
    besluit: BesluitKort | None = None


class AanvraagVolgen(View):
    """aanvraag_volgen.html: for a schoolbestuurder, who sees that and when, not what is in it."""

    leerling: str
    sub: str
    soort: str
    school: str
    status: Status
    stappen: list[Stap]
    tijdlijn: list[TijdlijnRegel]
    uitleg: str
    kruimels: list[Link] = []


class OnderdeelBewaard(View):
    """_onderdeel_bewaard.html: the answer to autosave.

    `versies`: id of a hidden input ("onderdeel-<id>-versie", for every onderdeel that shares the version) to
    its new value. `fouten`: every field of the onderdeel to its sentence, "" where nothing is wrong (now).
    `documenten`: only when an answer changed which documents are asked for.
    """

    onderdeel: str
    bewaard: str
    voortgang: str
    versies: dict[str, str]
    fouten: dict[str, str]
    nog_nodig: list[NogNodig]
    nodig_samenvatting: str
    uitkomst: ToetsUitkomst | None = None
    documenten: list[DocumentEis] | None = None


# ---------------------------------------------------------------- 4. werkvoorraad (the hot page)


class Teller(View):
    titel: str
    aantal: str
    url: str
    soort: str = ""  # fout, let-op, accent, ""
    actief: bool = False


class Rij(View):
    """One line of the queue. `deel`: part of the term that is used, whole percent as text."""

    url: str
    leerling: str
    sub: str
    school: str
    bestuur: str
    vraag: str
    vraag_sub: str
    stap: str
    stap_soort: str  # kinds of Status
    stap_icoon: str
    wacht: str  # on whom it waits
    urgentie: str  # fout, let-op, stil, gewoon
    dagen: str  # "nog 3 dagen"
    datum: str  # "vr 27 nov"
    deel: str


class Groep(View):
    id: str
    kop: str
    aantal: str
    icoon: str
    rijen: list[Rij]
    soort: str = ""


class Filter(View):
    """GET fields: q, soort, stap, groep."""

    q: str = ""
    soort: str = ""
    stap: str = ""
    groep: str = ""
    soorten: list[Keuze] = []
    stappen: list[Keuze] = []
    actief: str = ""  # "1 filter actief"


class Werkvoorraad(View):
    """werkvoorraad.html; block wachtrij = fragment _wachtrij.html, for requests with target `wachtrij`."""

    samenvatting: str
    tellers: list[Teller]
    groepen: list[Groep]
    filter: Filter
    telling: str  # "50 van 1.204 aanvragen, de dringendste eerst"
    iconen: list[str] = []  # every icon name the rows use
    volgende_url: str = ""
    begin_url: str = ""


# ---------------------------------------------------------------- 5. dossier


class Stap(View):
    """`staat`: klaar, nu, straks."""

    naam: str
    sub: str
    staat: str


class Feitje(View):
    icoon: str
    tekst: str
    nadruk: str = ""


class Zaakkop(View):
    id: str
    kenmerk: str  # "Toelaatbaarheid sbo · aanvraag 2026-0143"
    leerling: str
    feiten: list[Feitje]
    status: Status
    complex: str = ""  # "Complexe aanvraag: het bestuur beslist"


class NuNodig(View):
    """One sentence and one primary button; without `url` the reader has nothing to do now."""

    kop: str
    tekst: str
    knop: str = ""
    url: str = ""
    icoon: str = "clock"
    ter_plaatse: bool = True


class TermijnStap(View):
    soort: str  # start stop hervat mijlpaal vandaag besluit verdaagd eind
    titel: str
    datum: str
    uitleg: str = ""


class Rekenregel(View):
    wat: str
    waarde: str
    grond: str


class AndereTermijn(View):
    titel: str
    datum: str
    over: str
    urgentie: str  # fout, let-op, stil, gewoon
    soort: str  # "wet" or "streven"
    grond: str


class Termijnen(View):
    kop: str  # "Beslistermijn"
    over: str  # "Nog 20 dagen"
    einde: str  # "Uiterlijk besluit: maandag 14 december 2026"
    urgentie: str
    lijn: Termijnlijn | None
    verloop: list[TermijnStap]
    rekening: list[Rekenregel]
    andere: list[AndereTermijn] = []


class DossierDocument(View):
    naam: str
    url: str
    sub: str  # "pdf, 6 bladzijden, 1,2 MB"
    regel: str
    staat: str  # ok, let-op, mist
    staat_tekst: str
    datum: str
    origineel_url: str = ""


class DocumentGroep(View):
    kop: str
    documenten: list[DossierDocument]


class Documenten(View):
    samenvatting: str  # "8 van 8 verplichte stukken in orde."
    vol: int  # segments of the meter
    totaal: int
    groepen: list[DocumentGroep]
    opmerking: str = ""


class Deskundige(View):
    initialen: str
    naam: str
    plek: str  # "Orthopedagoog, eerste deskundige"
    staat: Status
    advies: str = ""  # shown once all are sealed
    url: str = ""


class Adviezen(View):
    telling: str  # "1 van 2"
    deskundigen: list[Deskundige]
    leeg: str = "Er zijn nog geen deskundigen benoemd."
    slot: str = ""  # why the content is locked
    eindadvies: str = ""
    eindadvies_door: str = ""


class Betrokkene(View):
    initialen: str
    kop: str
    sub: str
    tekst: str = ""
    telefoon: str = ""


class TijdlijnRegel(View):
    icoon: str
    tekst: str
    wie: str
    wanneer: str


class Handeling(View):
    """A button the process table allows. Opens `url` (a page, or in place with htmx)."""

    naam: str  # besluit_nemen
    knop: str  # "Besluit nemen"
    url: str
    icoon: str = "arrow-right"
    soort: str = "secondary"  # primary, secondary, subtle
    uitleg: str = ""
    belet: str = ""  # why it cannot be done now: shown instead of the button
    ter_plaatse: bool = True  # False: always opens as a page (besluit_nemen, eindadvies_maken)


class BesluitKort(View):
    kop: str  # "Toegekend: sbo, tot en met 31 juli 2029"
    tlv_nummer: str
    regels: list[Rekenregel]
    beschikking_url: str = ""
    bezwaar: str = ""


class Bijzonder(View):
    """What makes this aanvraag go another way, and what who judges it must know."""

    titel: str
    regel: str
    bron: str


class Dossier(View):
    """dossier.html and _na_handeling.html (see there for the fragments)."""

    kop: Zaakkop
    nu: NuNodig
    stappen: list[Stap]
    termijnen: Termijnen
    documenten: Documenten
    adviezen: Adviezen
    betrokkenen: list[Betrokkene]
    tijdlijn: list[TijdlijnRegel]
    handelingen: list[Handeling]
    inzage: list[str]
    inzage_kop: str
    besluit: BesluitKort | None = None
    bijzonder: list[Bijzonder] = []
    kruimels: list[Link] = []
    bevoegd_url: str = ""  # the wizard that says which samenwerkingsverband decides


# ---------------------------------------------------------------- acts on a dossier: one page, or in place


class HandelingPagina(View, kw_only=True):
    """What all acts share; `terug` leaves without doing it.

    An act opens as a page, or (htmx, target `handeling`) in place: then the handler renders only the block
    `formulier` with `ter_plaatse` true, and answers a successful post with _na_handeling.html.
    """

    leerling: str
    kenmerk: str
    terug: Link
    formulier: Formulier
    ter_plaatse: bool = False


class AanvullingVragen(HandelingPagina):
    """aanvulling_vragen.html. Posts vraag, document (soort), uiterlijk_op."""

    documenten: list[Keuze]
    voorstel_termijn: str  # "14 dagen is gebruikelijk: tot en met dinsdag 8 december"
    gevolg: str  # what this does to the beslistermijn


class Kandidaat(View):
    id: str
    naam: str
    discipline: str
    organisatie: str
    bezet: str  # "3 lopende adviezen"
    belet: str = ""  # "Werkt voor de school die aanvraagt"
    voorgesteld: bool = False


class PlekKeuze(View):
    """Posts deskundige_<naam> with the id of the candidate."""

    naam: str
    titel: str
    uitleg: str
    kandidaten: list[Kandidaat]


class DeskundigenBenoemen(HandelingPagina):
    """deskundigen_benoemen.html. Posts deskundige_<plek>, uiterlijk_op."""

    plekken: list[PlekKeuze]
    blind: str  # "Zij zien elkaars advies pas als beide zijn verzegeld."


class AdviesLezen(View):
    wie: str
    rol: str
    uitkomst: str
    verzegeld: str
    antwoorden: list[Rekenregel]


class EindadviesMaken(HandelingPagina):
    """eindadvies_maken.html. Posts strekking, soort, categorie, van, tot, tekst."""

    adviezen: list[AdviesLezen]
    eensluidend: str
    strekkingen: list[Keuze]
    soorten: list[Keuze]
    categorieen: list[Keuze]


class BesluitNemen(HandelingPagina):
    """besluit_nemen.html. Posts uitkomst, soort, categorie, tlv_van, tlv_tot, motivering, zienswijze_weging.

    `u_beslist_omdat` names the mandate.
    """

    u_beslist_omdat: str
    mandaat_bron: str
    adviezen: list[AdviesLezen]
    eindadvies: str
    zienswijzen: list[ZienswijzeStaat]
    uitkomsten: list[Keuze]
    soorten: list[Keuze]
    categorieen: list[Keuze]
    geldigheid_regel: str  # "Leerlingen van 4 tot en met 8 jaar: hooguit 2 jaar"
    doelen: str = ""
    uiterlijk: str = ""


class Ontvanger(View):
    naam: str
    hoe: str  # "In het ouderportaal, met een e-mail zonder naam van het kind"


class BesluitBekendmaken(HandelingPagina):
    """besluit_bekendmaken.html. Posts bevestigd=ja. `wacht`: what there is to wait for; the page looks again."""

    besluit: BesluitKort
    ontvangers: list[Ontvanger]
    gevolg: str  # "Vanaf vandaag loopt de bezwaartermijn, tot en met …"
    beschikking_url: str
    wacht: str = ""


class BeslistermijnVerdagen(HandelingPagina):
    """beslistermijn_verdagen.html. Posts tot_en_met, reden."""

    huidige_datum: str
    regel: str
    gevolg: str


class VasteHandeling(HandelingPagina):
    """handeling.html: any other act (complex_aanmerken): a sentence, some fields, a button."""

    kop: str
    uitleg: str
    knop: str
    velden: list[Veld] = []
    gevaar: bool = False


# ---------------------------------------------------------------- 6. advies


class AdviesRegel(View):
    url: str
    leerling: str
    sub: str
    plek: str
    staat: Status
    datum: str
    urgentie: str = "gewoon"
    dagen: str = ""


class MijnAdviezen(View):
    """mijn_adviezen.html"""

    te_doen: list[AdviesRegel]
    verzegeld: list[AdviesRegel]


class Leesstuk(View):
    """A document beside the form. `alineas` when it is a form filled in here, else `url` opens the file."""

    id: str
    naam: str
    sub: str
    url: str
    alineas: list[Rekenregel] = []
    actief: bool = False


class Advies(View):
    """advies.html. Posts every Veld by name plus strekking, soort, categorie, van, tot."""

    leerling: str
    kenmerk: str
    plek: str  # "U bent tweede deskundige"
    uiterlijk: str  # "Uw advies: uiterlijk vrijdag 27 november"
    stukken: list[Leesstuk]
    criteria: list[Veld]
    strekkingen: list[Keuze]
    soorten: list[Keuze]
    categorieen: list[Keuze]
    formulier: Formulier  # posts to advies-bewaren
    verzegelen: Formulier | None
    bewaard: str
    blind: str
    kruimels: list[Link] = []
    verzegeld: str = ""  # "Verzegeld op 18 november 2026 om 16.05 uur"
    ander: AdviesLezen | None = None
    eindadvies: Link | None = None  # where this deskundige makes the eindadvies, when that can be done now
    hints: dict[str, str] = {}  # field to a writing aid: "U noemt een diagnose zonder bron."


class AdviesBewaard(View):
    """_advies_bewaard.html: the answer to autosave."""

    bewaard: str
    versies: dict[str, str]  # "advies-versie" to its new value
    fouten: dict[str, str] = {}
    hints: dict[str, str] = {}


# ---------------------------------------------------------------- 8. ouders and leerling


class OuderStap(View):
    naam: str
    tekst: str
    staat: str
    tag: str = ""  # "Hier zijn we nu: stap 3 van 5"
    extra: str = ""  # "U hoeft nu niets te doen."


class Actie(View):
    titel: str
    url: str
    icoon: str


class Contact(View):
    naam: str
    functie: str
    initialen: str
    telefoon: str = ""
    telefoon_url: str = ""
    tijden: str = ""
    swv: str = ""  # the samenwerkingsverband, where it says how to reach it; the next are its own
    email: str = ""
    website: str = ""


class OuderBesluit(View):
    kop: str  # "Het antwoord is ja"
    tekst: str
    brief_url: str
    geldig: str
    bezwaar_tot: str  # "maandag 25 januari 2027"
    bezwaar_uitleg: str
    gelezen: str = ""


class Vraagbaak(View):
    vraag: str
    antwoord: str


class Punt(View):
    """A point that the school makes, to which a parent answers in the field `punt_<naam>`."""

    naam: str
    vraag: str
    school: str  # what the school wrote


class ZienswijzeFormulier(View):
    """Posts oordeel (eens, niet_eens, deels, ziet_af), tekst and punt_<naam>, to zienswijze-geven."""

    formulier: Formulier
    vraag: str  # heading: "Wat vindt u van de aanvraag?"
    oordelen: list[Keuze]
    uitleg: str
    uiterlijk: str = ""
    label_oordeel: str = "Wat vindt u?"
    label_tekst: str = "Wilt u dat uitleggen?"
    punten: list[Punt] = []


class Ouder(View):
    """ouder.html"""

    aanhef: str
    kop: str  # "De aanvraag voor Sem"
    inleiding: str
    stappen: list[OuderStap]
    datum_kop: str
    datum: str
    datum_uitleg: str
    acties: list[Actie]
    contact: Contact
    vragen: list[Vraagbaak]
    zienswijze: ZienswijzeFormulier | None = None
    gegeven: ZienswijzeStaat | None = None
    stukken: list[Bestand] = []
    besluit: OuderBesluit | None = None


class InzageRegel(View):
    tijd: str  # "10.42 uur"
    wie: str  # "Intern begeleider", "U zelf"
    waar: str  # "Openbare Basisschool Angelslo, Emmen"
    wat: str  # "Las de aanvraag"
    icoon: str


class InzageDag(View):
    kop: str  # "maandag 23 november 2026"
    regels: list[InzageRegel]


class WieKeek(View):
    """wie_keek.html"""

    terug_url: str
    stand: str  # "Regel 1 tot en met 50 van 123"
    dagen: list[InzageDag]
    nieuwer_url: str = ""
    ouder_url: str = ""


class WieZagWatRegel(View):
    """One audit line as the FG reads it. `zaak`: the number of a case, or how many a list showed; never a name."""

    dag: str
    tijd: str
    wie: str
    rol: str
    waar: str
    wat: str
    zaak: str
    geweigerd: str = ""  # why it was refused
    lijst: bool = False  # `zaak` says how many, or nothing


class WieZagWat(View):
    """wie_zag_wat.html. GET form: van, tot_en_met, kenmerk, naam. `keuze`: people whose name fits."""

    formulier: Formulier
    regels: list[WieZagWatRegel] = []
    gezocht: bool = False
    keuze: list[Link] = []
    verder_url: str = ""


class NazichtItem(View):
    periode: str
    url: str
    staat: Status
    voortgang: str
    uiterlijk: str
    ondertekend: str


class NazichtenBlad(View):
    """nazichten.html"""

    items: list[NazichtItem]
    is_fg: bool


class NazichtReden(View):
    zin: str
    zaken: str  # numbers of cases


class NazichtPersoon(View):
    """Somebody who stood out. Posts nummer, oordeel and toelichting."""

    nummer: int
    naam: str
    rol: str
    waar: str
    redenen: list[NazichtReden]
    staat: Status
    toelichting: str
    zoek_url: str
    formulier: Formulier


class NazichtBlad(View):
    """nazicht.html. `ondertekenen`: None once it is signed."""

    periode: str
    staat: Status
    uiterlijk: str
    gelezen: str
    ondertekend: str
    personen: list[NazichtPersoon]
    te_beoordelen: int
    ondertekenen: Formulier | None
    oordelen: list[Keuze]
    open: bool


class Leerling(View):
    """leerling.html: the pupil's own page (VO). Posts as ZienswijzeFormulier."""

    voornaam: str
    kop: str
    inleiding: str
    stappen: list[OuderStap]
    wat_kop: str
    wat_gebeurt: list[str]
    contact: Contact
    zienswijze: ZienswijzeFormulier | None = None
    gegeven: ZienswijzeStaat | None = None
    besluit: OuderBesluit | None = None


# ---------------------------------------------------------------- 9. question to the school, TLV's, money


class SchoolVraag(View):
    """school_vraag.html. Posts antwoord to aanvulling-indienen; documents are added as in aanvraag.html."""

    leerling: str
    kenmerk: str
    vraag: str
    gesteld_door: str
    gesteld_op: str
    uiterlijk: str
    over: str
    urgentie: str
    gevolg: str
    documenten: list[DocumentEis]
    formulier: Formulier
    terug: Link
    redenen: list[str] = []  # why it cannot be sent yet
    beantwoord: str = ""


class TlvRegel(View):
    leerling: str
    geboren: str
    nummer: str
    soort: str
    geldig: str
    van_school: str
    afgegeven: str
    staat: Status


class OntvangendeSchool(View):
    """ontvangende_school.html"""

    school: str
    tlvs: list[TlvRegel]
    uitleg: str


class Verplichting(View):
    nummer: str
    soort: str
    categorie: str
    schooljaar: str
    bedrag: str  # "€ 12.345,00", or "Nog niet bekend"
    open: bool
    grond: str


class SchooljaarTotaal(View):
    schooljaar: str
    aantal: str
    laag: str
    midden: str
    hoog: str
    totaal: str
    opmerking: str = ""  # "Van 2 leerlingen is het bedrag nog niet bekend"


class Verplichtingen(View):
    """verplichtingen.html"""

    samenvatting: str
    totalen: list[SchooljaarTotaal]
    regels: list[Verplichting]
    open_bedragen: list[str]
    volgende_url: str = ""


# ------------------------------------------------------------------------------- how long dossiers stay


class BewaarRegel(View):
    """A dossier whose day comes. No name."""

    kenmerk: str
    op: str
    waarom: str
    grond: str
    uitleg: list[str]
    staat: Status


class VastRegel(View):
    """Why a dossier may not go. `vrijgeven`: None for who may not."""

    id: str
    kenmerk: str
    soort: str
    reden: str
    sinds: str
    vrijgeven: Formulier | None = None


class VerzoekRegel(View):
    """What needs a second yes. `goedkeuren`: None for who asked it."""

    id: str
    wat: str
    reden: str
    door: str
    goedkeuren: Formulier | None = None
    wacht_op: str = ""


class VerklaringRegel(View):
    op: str
    aantal: str
    url: str
    staat: Status


class OrigineelRegel(View):
    wie: str
    reden: str
    op: str


class OrigineelPagina(View):
    """origineel.html. Posts reden."""

    naam: str
    grootte: str
    formulier: Formulier
    eerder: list[OrigineelRegel]
    kruimels: list[Link]


class NoodtoegangRegel(View):
    """Somebody asked. `waarschuwing`: what who decides should know; `bekijken_url`: while it is open, for who asked."""

    id: str
    kenmerk: str
    wie: str
    reden: str
    wanneer: str
    staat: Status
    beslist: str = ""
    waarschuwing: str = ""
    verlenen: Formulier | None = None
    weigeren: Formulier | None = None
    beeindigen: Formulier | None = None
    bekijken_url: str = ""


class NoodtoegangPagina(View):
    """noodtoegang.html. `te_beslissen` None: for a role that decides nothing. Posts kenmerk and reden (`vragen`)."""

    uitleg: str
    nu_open: list[NoodtoegangRegel]
    te_beslissen: list[NoodtoegangRegel] | None
    eerder: list[NoodtoegangRegel]
    vragen: Formulier | None = None
    melding: str = ""


class NoodAntwoord(View):
    vraag: str
    antwoord: str


class NoodHoofdstuk(View):
    titel: str
    antwoorden: list[NoodAntwoord]


class NoodMening(View):
    wie: str
    tekst: str
    op: str


class NooddossierPagina(View):
    """nooddossier.html: what is written in an aanvraag, for one hour."""

    leerling: str
    sub: str
    soort: str
    school: str
    status: Status
    tot: str  # "vandaag om 14.32 uur"
    onderdelen: list[NoodHoofdstuk]
    meningen: list[NoodMening]
    kruimels: list[Link]


class BewarenPagina(View):
    """`melding`: why an act with one button was refused."""

    samenvatting: str
    per_nacht: str
    dossiers: list[BewaarRegel] = []
    vastgehouden: list[VastRegel] = []
    verzoeken: list[VerzoekRegel] = []
    verklaringen: list[VerklaringRegel] = []
    soorten: list[Keuze] = []
    vasthouden: Formulier | None = None
    vragen: Formulier | None = None
    melding: str = ""
    bestanden: list[tuple[str, str, str]] = []  # what, where, since when
    bestanden_uitleg: str = ""
