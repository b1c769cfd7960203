"""How an aanvraag is handled: terms, commissie, who decides, how long a TLV holds, and what comes after."""

from typing import Annotated, Literal

from msgspec import Meta, field

from tenants.schema.grondslag import Aantal, Bron, Deel, Eenheid, Naam, Regel, Tekst, Tot, Vanaf, Voorwaarde


class EigenTermijn(Regel, kw_only=True):
    """A term of law that the tenant makes shorter for itself; never longer (refused at load)."""

    weken: Aantal


class StreefRegel(Deel, kw_only=True):
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
    opmerking: str = ""


class Termijnen(Deel, kw_only=True):
    """The terms of the behandeling of a TLV-aanvraag."""

    beslistermijn: EigenTermijn
    hersteltermijn_dagen: Annotated[int, Meta(ge=1, le=365)]
    hersteltermijn_bron: Bron
    streeftermijnen: list[StreefRegel]
    waarschuwing_dagen: Annotated[int, Meta(ge=1, le=56)]
    herinnering_dagen: Annotated[int, Meta(ge=1, le=56)]


class Plek(Deel, kw_only=True):
    """A seat for a deskundige: of which disciplines, from outside the SWV or not, and when it is needed."""

    naam: Naam
    titel: Tekst
    disciplines: list[Naam]
    extern: bool = False
    als: Voorwaarde | None = None


class CommissieRegels(Regel, kw_only=True):
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


class Mandaat(Regel, kw_only=True):
    """Who decides. Read from top to bottom; the last has no `als`, so that somebody always decides.

    `is_bestuur`: this person is the bestuur and decides in the own name, as a directeur-bestuurder does.
    """

    als: Voorwaarde | None = None
    beslist: Naam
    na_extern_advies: bool = False
    is_bestuur: bool = False


class GeldigheidRegel(Regel, kw_only=True):
    """For how many schooljaren a TLV is given. Ages in whole years on its first day, inclusive.

    `afwijken_mag`: whoever decides may give a longer one, and says why in the reasons of the besluit.
    """

    soort: list[Naam] | None = None
    leeftijd_van: Annotated[int, Meta(ge=3, le=20)] | None = None
    leeftijd_tot: Annotated[int, Meta(ge=3, le=20)] | None = None
    min_jaren: Annotated[int, Meta(ge=1, le=17)] = 1
    max_jaren: Annotated[int, Meta(ge=1, le=17)] | None = None
    hele_schoolloopbaan: bool = False
    afwijken_mag: bool = False

    def geldt(self, *, soort: str, leeftijd: int) -> bool:
        return (
            (self.soort is None or soort in self.soort)
            and (self.leeftijd_van is None or leeftijd >= self.leeftijd_van)
            and (self.leeftijd_tot is None or leeftijd <= self.leeftijd_tot)
        )


class TlvRegels(Deel, kw_only=True):
    """Validity of a TLV and the head of its number, which is the SWV-nummer as BRON has it."""

    geldigheid: list[GeldigheidRegel]
    nummer_voorvoegsel: Annotated[str, Meta(pattern="^(PO|VO)[0-9]{4}$")]


class OpschortRegels(Regel, kw_only=True):
    """On which grounds the beslistermijn is suspended here, out of those of the law (Awb 4:5, 4:15).

    `hoogstens_weken`: how long one suspension may take by the tenant's own rule; None where it sets none.
    """

    gronden: list[Literal["aanvulling", "instemming", "aanvrager", "overmacht", "buitenland"]]
    hoogstens_weken: Annotated[int, Meta(ge=1, le=52)] | None = None


class VergaderRegels(Regel, kw_only=True):
    """When the commissie meets over an aanvraag; `bij_verschil`: where the advices are not unanimous.

    `datum_binnen_dagen`: within how many days of a complete dossier the date of the meeting is given.
    """

    wanneer: Literal["altijd", "nooit", "bij_verschil"]
    ritme: str = ""
    datum_binnen_dagen: Annotated[int, Meta(ge=1, le=60)] | None = None


class InstroomRegels(Regel, kw_only=True):
    """The days of the year (`MM-DD`) on which a pupil may start at the new school; empty: any day."""

    momenten: list[Annotated[str, Meta(pattern="^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")]]


class BezwaarRegels(Regel, kw_only=True):
    """The way of a bezwaar. `weken`: the law's six (Awb 6:7); `adviescommissie`: the one of Awb 7:13.

    `gesprek_door`: the role that leads a talk first, where the tenant has one; `bemiddeling`: who mediates.
    Neither stops the terms of the law.
    """

    weken: Annotated[int, Meta(ge=1, le=52)]
    adviescommissie: Tekst
    indienen_bij: Tekst
    bevestiging_werkdagen: Annotated[int, Meta(ge=1, le=20)] | None = None
    gesprek_door: Naam | None = None
    bemiddeling: str = ""
    uitkomsten: list[Tekst] = field(default_factory=list)


class Bewaarregel(Regel, kw_only=True):
    """How long something is kept. Data on toelaatbaarheid: three years, no less and no more (WPO 18a lid 13)."""

    wat: Tekst
    soort: Literal["toelaatbaarheid", "bekostiging", "overig"]
    jaren: Annotated[int, Meta(ge=1, le=30)]
    na: Tekst


class OuderRegels(Regel, kw_only=True):
    """Whether the samenwerkingsverband wants the consent of the parents.

    The law asks for their zienswijze only (Awb 4:8), so a missing consent is shown and weighed and never
    stops the application of a school.
    """

    instemming_vereist: bool
