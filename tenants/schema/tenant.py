"""A samenwerkingsverband as a whole: who it is, and everything it declares."""

from datetime import date
from typing import Annotated

from msgspec import Meta, field

from services.kern.rollen import SWV_ROLLEN
from tenants.schema.aanmelden import AanmeldRegels
from tenants.schema.behandeling import (
    Bewaarregel,
    BezwaarRegels,
    CommissieRegels,
    GeldigheidRegel,
    InstroomRegels,
    Mandaat,
    OpschortRegels,
    OuderRegels,
    Plek,
    StreefRegel,
    Termijnen,
    TlvRegels,
    VergaderRegels,
)
from tenants.schema.consult import ConsultRegels
from tenants.schema.dossier import Recept
from tenants.schema.geld import FinancienRegels
from tenants.schema.gesprekken import Checklist, Gespreksoort
from tenants.schema.grondslag import Categorie, Deel, Kleur, Naam, Regel, Sector, Tekst, Vakantieregio
from tenants.schema.onderinstroom import OnderinstroomRegels
from tenants.schema.opp import OppRegels
from tenants.schema.oso import OsoRegels
from tenants.schema.overdracht import OverdrachtRegels
from tenants.schema.plaatsen import PlaatsRegels
from tenants.schema.schoolverlaters import SchoolverlaterRegels
from tenants.schema.werkwijze import Arrangement, CrisisRegels, Formulier, Orgaan, Overleg, Procedure


class Contact(Regel, kw_only=True):
    """Where the samenwerkingsverband can be reached; printed at the head of its letters.

    Empty what is not known: an address is never made up.
    """

    adres: str = ""
    postcode: Annotated[str, Meta(pattern="^([1-9][0-9]{3} [A-Z]{2})?$")] = ""
    plaats: Tekst
    email: Annotated[str, Meta(pattern="^([^@ ]+@[^@ ]+)?$")] = ""
    telefoon: str = ""
    website: Annotated[str, Meta(pattern="^https?://")]


class Thema(Deel, kw_only=True):
    """House style: the name of the theme of the screens, and the one colour of the letters."""

    naam: Naam
    accent: Kleur


class Versie(Regel, kw_only=True):
    """From which day this whole set of files holds, and the document it rests on.

    `vanaf` is the start of the version: whoever sets nothing else has this date and this source.
    """

    vanaf: date


class BestuurRegel(Deel, kw_only=True):
    """A schoolbestuur of the samenwerkingsverband, by its number (bevoegd gezag) and its own name."""

    nummer: Annotated[str, Meta(pattern="^[0-9]{5}$")] | None = None
    naam: Tekst


class SchoolRegel(Deel, kw_only=True):
    """A school that the tenant's own list names. `vestiging`: its code, where the national register has it."""

    vestiging: Annotated[str, Meta(pattern="^[0-9]{2}[A-Z]{2}[0-9]{2}$")] | None = None
    naam: Tekst
    plaats: str = ""


class Wisseling(Deel, kw_only=True):
    """From `vanaf` this school is of this schoolbestuur, whatever the national register of that day still says."""

    vestiging: Annotated[str, Meta(pattern="^[0-9]{2}[A-Z]{2}[0-9]{2}$")]
    bestuur: Annotated[str, Meta(pattern="^[0-9]{5}$")]
    vanaf: date


class Fusie(Deel, kw_only=True):
    """From `vanaf` the school `van` is no more: it became part of the school `naar`, and what was of it goes there."""

    van: Annotated[str, Meta(pattern="^[0-9]{2}[A-Z]{2}[0-9]{2}$")]
    naar: Annotated[str, Meta(pattern="^[0-9]{2}[A-Z]{2}[0-9]{2}$")]
    vanaf: date


class Gebied(Regel, kw_only=True):
    """Boards and schools as the tenant lists them, and the postcodes where a gemeente is split.

    `wisselingen`: schools that went, or will go, to another schoolbestuur; their dossiers follow on that day.
    `fusies`: schools that went, or will go, up in another school; their pupils and people follow on that day.

    `postcodes`: by gemeentecode, the ranges (`9470-9479` or `9482`) of that gemeente that belong here.
    """

    postcodes: dict[str, list[Annotated[str, Meta(pattern="^[0-9]{4}(-[0-9]{4})?$")]]] = field(default_factory=dict)
    besturen: list[BestuurRegel] = field(default_factory=list)
    scholen: list[SchoolRegel] = field(default_factory=list)
    wisselingen: list[Wisseling] = field(default_factory=list)
    fusies: list[Fusie] = field(default_factory=list)

    def bestuur_van(self, vestiging: str, dag: date) -> str:
        """The number of the board of this school by the wisselingen until this day; "" when it never went."""
        geweest = [w for w in self.wisselingen if w.vestiging == vestiging and w.vanaf <= dag]
        return max(geweest, key=lambda w: w.vanaf).bestuur if geweest else ""

    def opgegaan(self, dag: date) -> list[Fusie]:
        """What happened until and on this day, oldest first."""
        return sorted((fusie for fusie in self.fusies if fusie.vanaf <= dag), key=lambda fusie: fusie.vanaf)


class Soort(Deel, kw_only=True):
    """A kind of TLV that this samenwerkingsverband gives (sbo, so, vso, pro).

    `categorieen` is empty for sbo and pro, which know no bekostigingscategorie (WPO 124, WVO 5.15).
    `ontvangende_scholen` names the schoolsoorten where the pupil may go with it.
    """

    naam: Tekst
    recept: Naam
    categorieen: list[Categorie] = field(default_factory=list)
    ontvangende_scholen: list[Naam]
    uitleg: Tekst


class Tenant(Deel, kw_only=True):
    """One samenwerkingsverband. Its boards and schools follow from `swv_nummer` (`tenants.organisaties`).

    `openbare_stappen` words the steps for parents (names: `OPENBARE_STAPPEN`); a step without wording is not
    part of this tenant's procedure and is not shown.

    `brieven`: the text of each letter by name, put in by the registry from `brieven/*.md`; never a key of a TOML.
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
    versie: Versie | None = None
    gebied: Gebied | None = None
    organen: dict[Naam, Orgaan] = field(default_factory=dict)
    procedures: dict[Naam, Procedure] = field(default_factory=dict)
    opschorten: OpschortRegels | None = None
    vergaderen: VergaderRegels | None = None
    instroom: InstroomRegels | None = None
    plaatsen: PlaatsRegels | None = None
    gesprekken: dict[Naam, Gespreksoort] = field(default_factory=dict)
    checklist: Checklist | None = None
    bezwaar: BezwaarRegels | None = None
    aanmelden: AanmeldRegels | None = None
    oso: OsoRegels | None = None
    consult: ConsultRegels | None = None
    onderinstroom: OnderinstroomRegels | None = None
    opp: OppRegels | None = None
    overdracht: OverdrachtRegels | None = None
    schoolverlaters: SchoolverlaterRegels | None = None
    bewaren: list[Bewaarregel] = field(default_factory=list)
    overleggen: dict[Naam, Overleg] = field(default_factory=dict)
    formulieren: dict[Naam, Formulier] = field(default_factory=dict)
    arrangementen: dict[Naam, Arrangement] = field(default_factory=dict)
    crisis: CrisisRegels | None = None
    brieven: dict[Naam, str] = field(default_factory=dict)

    def komt_binnen_via(self, rol: str, aanbieder: str) -> bool:
        """Whether this role can be put on by who signed in at this provider."""
        via = self.aanmelden.eigen_mensen if self.aanmelden else []
        return rol not in SWV_ROLLEN or not via or aanbieder in via

    def vraagt_passkey(self, rol: str) -> bool:
        """Whether who has this role shows a passkey after signing in."""
        return self.aanmelden is not None and rol in self.aanmelden.passkey

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
