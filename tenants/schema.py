"""What one samenwerkingsverband declares, in TOML. Unknown keys are refused, and whatever the law forbids.

The shapes below are the whole of what may differ between two partnerships. Every rule of their own names
its place in their own plan (`bron`), and the day from which it holds where known (`vanaf`). Whether a value
is within the law, and whether letters and roles exist, is judged at load by `tenants.registry`.

Two ways of choosing recur. A list of rules with `als` is read from top to bottom and the first that applies
counts (mandaten, streeftermijnen per naam, geldigheid); a rule without `als` always applies. An `als` names
kenmerken of the aanvraag and applies when at least one of them fits:
`als = { categorie = ["hoog"], complex = true }` reads "als de categorie hoog is, of de aanvraag complex".
"""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

Sector = Literal["PO", "VO"]
Categorie = Literal["laag", "midden", "hoog"]
Vakantieregio = Literal["noord", "midden", "zuid"]
Handtekening = Literal["ouders", "directeur", "deskundige"]
Vraagsoort = Literal["tekst", "lang", "keuze", "datum", "ja_nee", "getal"]
Eenheid = Literal["werkdagen", "dagen", "weken"]
# The dated events a streeftermijn may run from. `compleet` is the day of filing, or that of the last
# aanvulling where one was asked for.
Vanaf = Literal["ingediend", "compleet", "eindadvies", "besluit"]
# The acts of commissie that may end it.
Tot = Literal[
    "aanvulling_vragen",
    "deskundigen_benoemen",
    "eindadvies_maken",
    "besluit_nemen",
    "besluit_bekendmaken",
]
# The steps that parents see, in their order. A tenant words those that its own procedure knows; the
# verplichte must be there.
OPENBARE_STAPPEN = (
    "aanvraag",
    "ingediend",
    "volledigheid",
    "aanvulling",
    "advies",
    "eindadvies",
    "besluit",
    "bekendgemaakt",
    "onherroepelijk",
)
VERPLICHTE_STAPPEN = frozenset(OPENBARE_STAPPEN) - {"aanvraag", "advies", "eindadvies"}

Tekst = Annotated[str, Meta(min_length=1)]
Naam = Annotated[str, Meta(pattern="^[a-z][a-z0-9_]*$", max_length=60)]
Bron = Annotated[str, Meta(min_length=8)]
Kleur = Annotated[str, Meta(pattern="^#[0-9a-f]{6}$")]
Aantal = Annotated[int, Meta(ge=1, le=400)]


class _Deel(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of the declaration: never changes after load, takes no key that it does not know."""


class Voorwaarde(_Deel, kw_only=True):
    """Kenmerken of an aanvraag; fits when at least one of those named fits."""

    categorie: list[Categorie] | None = None
    complex: bool | None = None
    soort: list[Naam] | None = None

    def geldt(self, *, soort: str | None = None, categorie: str | None = None, complex: bool = False) -> bool:
        """Whether an aanvraag with these kenmerken falls under the rule."""
        return (
            (self.categorie is not None and categorie in self.categorie)
            or (self.complex is not None and complex is self.complex)
            or (self.soort is not None and soort in self.soort)
        )


class AlsAntwoord(_Deel, kw_only=True):
    """Applies when the question `vraag` of the same recept was answered with one of `is_een_van`."""

    vraag: Naam
    is_een_van: list[Tekst]

    def geldt(self, antwoorden: dict[str, str]) -> bool:
        return antwoorden.get(self.vraag) in self.is_een_van


class Contact(_Deel, kw_only=True):
    """Where the samenwerkingsverband can be reached; printed at the head of its letters.

    Empty what is not known: an address is never made up.
    """

    adres: str = ""
    postcode: Annotated[str, Meta(pattern="^([1-9][0-9]{3} [A-Z]{2})?$")] = ""
    plaats: Tekst
    email: Annotated[str, Meta(pattern="^([^@ ]+@[^@ ]+)?$")] = ""
    telefoon: str = ""
    website: Annotated[str, Meta(pattern="^https?://")]
    bron: Bron


class Thema(_Deel, kw_only=True):
    """House style: the name of the theme of the screens, and the one colour of the letters."""

    naam: Naam
    accent: Kleur


class Soort(_Deel, kw_only=True):
    """A kind of TLV that this samenwerkingsverband gives (sbo, so, vso, pro).

    `categorieen` is empty for sbo and pro, which know no bekostigingscategorie (WPO 124, WVO 5.15).
    `ontvangende_scholen` names the schoolsoorten where the pupil may go with it.
    """

    naam: Tekst
    recept: Naam
    categorieen: list[Categorie] = field(default_factory=list)
    ontvangende_scholen: list[Naam]
    uitleg: Tekst


class Vraag(_Deel, kw_only=True):
    """One question of the aanvraag form. `keuzes` belongs to soort `keuze`, `minimum`/`maximum` to `getal`.

    A `ja_nee` is answered with `ja` or `nee`.
    """

    naam: Naam
    label: Tekst
    uitleg: str = ""
    soort: Vraagsoort
    verplicht: bool = True
    keuzes: list[Tekst] = field(default_factory=list)
    max_lengte: Annotated[int, Meta(ge=1, le=20_000)] = 4_000
    minimum: int | None = None
    maximum: int | None = None
    als: AlsAntwoord | None = None
    bron: Bron | None = None


class Onderdeel(_Deel, kw_only=True):
    """A chapter of the form."""

    naam: Naam
    titel: Tekst
    vragen: list[Vraag]


class DocumentRegel(_Deel, kw_only=True):
    """A document of the dossier: whether it must be there, how old it may be, and who must have signed it.

    `maximaal_maanden` counts from the date on the document to the day of filing; None is any age. A document
    that says something of health is `medisch`.
    """

    soort: Naam
    naam: Tekst
    verplicht: bool
    maximaal_maanden: Annotated[int, Meta(ge=1, le=120)] | None = None
    handtekeningen: list[Handtekening] = field(default_factory=list)
    medisch: bool = False
    als: AlsAntwoord | None = None
    uitleg: str = ""
    bron: Bron
    vanaf: date | None = None


class ZienswijzeRegel(_Deel, kw_only=True):
    """Whose view belongs in the dossier. `instemming`: consent is asked with it."""

    van: Literal["ouder", "leerling", "beoogde_school"]
    verplicht: bool
    instemming: bool = False
    als: AlsAntwoord | None = None
    uitleg: str = ""
    bron: Bron


class Recept(_Deel, kw_only=True):
    """What a dossier of one kind consists of."""

    onderdelen: list[Onderdeel]
    documenten: list[DocumentRegel]
    zienswijzen: list[ZienswijzeRegel]
    ondertekening: Literal["schooldirecteur"] = "schooldirecteur"

    @property
    def vragen(self) -> list[Vraag]:
        """All questions in the order of the form."""
        return [vraag for onderdeel in self.onderdelen for vraag in onderdeel.vragen]

    def vragen_voor(self, antwoorden: dict[str, str]) -> list[Vraag]:
        """The questions that matter given what was answered so far."""
        return [vraag for vraag in self.vragen if vraag.als is None or vraag.als.geldt(antwoorden)]

    def documenten_voor(self, antwoorden: dict[str, str]) -> list[DocumentRegel]:
        """The documents that belong in this dossier, required ones and others, in the order of the recept."""
        return [regel for regel in self.documenten if regel.als is None or regel.als.geldt(antwoorden)]

    def zienswijzen_voor(self, antwoorden: dict[str, str]) -> list[ZienswijzeRegel]:
        """Whose view belongs in this dossier; of two rules for the same person the later one counts."""
        gelden = [regel for regel in self.zienswijzen if regel.als is None or regel.als.geldt(antwoorden)]
        return list({regel.van: regel for regel in gelden}.values())


class EigenTermijn(_Deel, kw_only=True):
    """A term of law that the tenant makes shorter for itself; never longer (refused at load)."""

    weken: Aantal
    bron: Bron
    vanaf: date | None = None


class StreefRegel(_Deel, kw_only=True):
    """A service target: how soon the samenwerkingsverband itself wants to have done something.

    It never moves a date of law. The act `tot` ends it; the acts in `vervalt_bij` end it because it no longer
    matters then. `aandeel` is the share of aanvragen, in percent, that should meet it.
    """

    naam: Naam
    wat: Tekst
    vanaf: Vanaf
    tot: Tot
    vervalt_bij: list[Tot] = field(default_factory=list)
    aantal: Aantal
    eenheid: Eenheid
    aandeel: Annotated[int, Meta(ge=1, le=100)] | None = None
    schoolvakanties_tellen_niet: bool = False
    als: Voorwaarde | None = None
    bron: Bron


class Termijnen(_Deel, kw_only=True):
    """The terms of the behandeling of a TLV-aanvraag."""

    beslistermijn: EigenTermijn
    hersteltermijn_dagen: Annotated[int, Meta(ge=1, le=365)]
    hersteltermijn_bron: Bron
    streeftermijnen: list[StreefRegel]
    waarschuwing_dagen: Annotated[int, Meta(ge=1, le=56)]
    herinnering_dagen: Annotated[int, Meta(ge=1, le=56)]


class Plek(_Deel, kw_only=True):
    """A seat for a deskundige: of which disciplines, from outside the SWV or not, and when it is needed."""

    naam: Naam
    titel: Tekst
    disciplines: list[Naam]
    extern: bool = False
    als: Voorwaarde | None = None


class CommissieRegels(_Deel, kw_only=True):
    """How an aanvraag is judged.

    `aantal_deskundigen` is the number that the samenwerkingsverband appoints for every aanvraag (its plekken
    without `als`); 0 where the advices come with the dossier. `eindadvies_door` is the role that makes the
    eindadvies.
    """

    naam: Tekst
    aantal_deskundigen: Annotated[int, Meta(ge=0, le=6)]
    plekken: list[Plek]
    blind: bool
    verbonden_neemt_geen_deel: bool
    eindadvies_door: Naam
    gesprek_voor_afwijzing: bool
    bron: Bron
    opmerking: str = ""


class Mandaat(_Deel, kw_only=True):
    """Who decides. Read from top to bottom; the last has no `als`, so that somebody always decides."""

    als: Voorwaarde | None = None
    beslist: Naam
    na_extern_advies: bool = False
    bron: Bron
    vanaf: date | None = None


class GeldigheidRegel(_Deel, kw_only=True):
    """For how many schooljaren a TLV is given. Ages in whole years on its first day, inclusive."""

    soort: list[Naam] | None = None
    leeftijd_van: Annotated[int, Meta(ge=3, le=20)] | None = None
    leeftijd_tot: Annotated[int, Meta(ge=3, le=20)] | None = None
    min_jaren: Annotated[int, Meta(ge=1, le=17)] = 1
    max_jaren: Annotated[int, Meta(ge=1, le=17)] | None = None
    hele_schoolloopbaan: bool = False
    bron: Bron
    vanaf: date | None = None

    def geldt(self, *, soort: str, leeftijd: int) -> bool:
        return (
            (self.soort is None or soort in self.soort)
            and (self.leeftijd_van is None or leeftijd >= self.leeftijd_van)
            and (self.leeftijd_tot is None or leeftijd <= self.leeftijd_tot)
        )


class TlvRegels(_Deel, kw_only=True):
    """Validity of a TLV and the head of its number, which is the SWV-nummer as BRON has it."""

    geldigheid: list[GeldigheidRegel]
    nummer_voorvoegsel: Annotated[str, Meta(pattern="^(PO|VO)[0-9]{4}$")]


class Bedrag(_Deel, kw_only=True):
    """What one pupil costs the samenwerkingsverband in one calendar year, in cents."""

    soort: Naam
    categorie: Categorie | None = None
    jaar: Annotated[int, Meta(ge=2014, le=2100)]
    cent: Annotated[int, Meta(ge=0)]
    status: Literal["voorlopig", "definitief"]
    bron: Bron


class FinancienRegels(_Deel, kw_only=True):
    """Only amounts that are known. A missing year stays open; nothing is guessed or indexed."""

    bedragen: list[Bedrag] = field(default_factory=list)
    opmerking: str = ""

    def bedrag(self, soort: str, categorie: str | None, jaar: int) -> Bedrag | None:
        """The amount for this kind, category and calendar year; None while it is not known."""
        for bedrag in self.bedragen:
            if (bedrag.soort, bedrag.categorie, bedrag.jaar) == (soort, categorie, jaar):
                return bedrag
        return None


class OuderRegels(_Deel, kw_only=True):
    """Whether the samenwerkingsverband wants the consent of the parents.

    The law asks for their zienswijze only (Awb 4:8), so a missing consent is shown and weighed and never
    stops the application of a school.
    """

    instemming_vereist: bool
    bron: Bron
    opmerking: str = ""


class Tenant(_Deel, kw_only=True):
    """One samenwerkingsverband. Its boards and schools follow from `swv_nummer` (`tenants.organisaties`).

    `openbare_stappen` words the steps for parents (names: `OPENBARE_STAPPEN`); a step without wording is not
    part of this tenant's procedure and is not shown.
    """

    id: Annotated[str, Meta(pattern="^[a-z][a-z0-9]{2,30}$")]
    naam: Tekst
    korte_naam: Tekst
    sector: Sector
    swv_nummer: Annotated[str, Meta(pattern="^(PO|VO)[0-9]{4}$")]
    vakantieregio: Vakantieregio
    gemeenten: list[Annotated[str, Meta(pattern="^[0-9]{4}$")]]
    contact: Contact
    thema: Thema
    rolnamen: dict[str, Tekst]
    soorten: dict[str, Soort]
    recepten: dict[str, Recept]
    termijnen: Termijnen
    commissie: CommissieRegels
    mandaten: list[Mandaat]
    tlv: TlvRegels
    financien: FinancienRegels
    ouders: OuderRegels
    openbare_stappen: dict[str, Tekst]

    def recept(self, soort: str) -> Recept:
        """The recept of this kind of TLV. Raises KeyError for a kind that this tenant does not give."""
        return self.recepten[self.soorten[soort].recept]

    def instemming_nodig(self, soort: str, antwoorden: dict[str, str]) -> bool:
        """Whether parents are asked for their consent, by the tenant's own wish or by law."""
        zienswijzen = self.recept(soort).zienswijzen_voor(antwoorden)
        return self.ouders.instemming_vereist or any(z.instemming for z in zienswijzen if z.van == "ouder")

    def beslisser(self, categorie: str | None, complex: bool, soort: str | None = None) -> Mandaat:
        """Who decides on an aanvraag with these kenmerken."""
        return next(
            mandaat
            for mandaat in self.mandaten
            if mandaat.als is None or mandaat.als.geldt(soort=soort, categorie=categorie, complex=complex)
        )

    def plekken(self, categorie: str | None, complex: bool, soort: str | None = None) -> list[Plek]:
        """The seats for deskundigen to be filled for an aanvraag with these kenmerken; may be empty."""
        return [
            plek
            for plek in self.commissie.plekken
            if plek.als is None or plek.als.geldt(soort=soort, categorie=categorie, complex=complex)
        ]

    def streeftermijnen(self, categorie: str | None, complex: bool, soort: str | None = None) -> list[StreefRegel]:
        """The service targets for an aanvraag with these kenmerken: per naam the first that applies."""
        gekozen: dict[str, StreefRegel] = {}
        for regel in self.termijnen.streeftermijnen:
            if regel.als is None or regel.als.geldt(soort=soort, categorie=categorie, complex=complex):
                gekozen.setdefault(regel.naam, regel)
        return list(gekozen.values())

    def geldigheid(self, soort: str, leeftijd: int) -> GeldigheidRegel | None:
        """The rule on validity at this age; None when the tenant sets none and only the law counts."""
        return next((r for r in self.tlv.geldigheid if r.geldt(soort=soort, leeftijd=leeftijd)), None)

    def rolnaam(self, rol: str, anders: str | None = None) -> str:
        """What this samenwerkingsverband calls the role; the plain name where it has no word of its own."""
        return self.rolnamen.get(rol, anders or rol.replace("_", " ").capitalize())
