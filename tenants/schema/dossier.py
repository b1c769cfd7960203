"""What a dossier of one kind consists of: questions, documents, and whose view belongs in it."""

from typing import Annotated, Literal

from msgspec import Meta, field

from tenants.schema.grondslag import AlsAntwoord, Bron, Deel, Handtekening, Naam, Regel, Tekst, Vraagsoort

UitDossier = Annotated[str, Meta(pattern=r"^(|interventies|opp\.[a-z][a-z0-9_]*)$")]


class Vraag(Deel, kw_only=True):
    """One question of the aanvraag form. `keuzes` belongs to soort `keuze`, `minimum`/`maximum` to `getal`.

    A `ja_nee` is answered with `ja` or `nee`. `toekomst`: a `datum` may lie ahead. `uit`: what of the pupil's dossier
    answers it, `interventies` or `opp.<question of the OPP>`; the school can change what was taken over.
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
    toekomst: bool = False
    uit: UitDossier = ""
    als: AlsAntwoord | None = None
    bron: Bron | None = None


class Onderdeel(Deel, kw_only=True):
    """A chapter of the form."""

    naam: Naam
    titel: Tekst
    vragen: list[Vraag]


class DocumentRegel(Regel, kw_only=True):
    """A document of the dossier: whether it must be there, how old it may be, and who must have signed it.

    `maximaal_maanden` counts from the date on the document to the day of filing; None is any age. A document
    that says something of health is `medisch`. `uit`: what of the pupil's dossier it can be taken from.
    """

    soort: Naam
    naam: Tekst
    verplicht: bool
    maximaal_maanden: Annotated[int, Meta(ge=1, le=120)] | None = None
    handtekeningen: list[Handtekening] = field(default_factory=list)
    medisch: bool = False
    uit: Literal["", "opp", "interventies"] = ""
    als: AlsAntwoord | None = None
    uitleg: str = ""


class ZienswijzeRegel(Regel, kw_only=True):
    """Whose view belongs in the dossier. `instemming`: consent is asked with it."""

    van: Literal["ouder", "leerling", "beoogde_school"]
    verplicht: bool
    instemming: bool = False
    als: AlsAntwoord | None = None
    uitleg: str = ""


class MagNiet(Regel, kw_only=True):
    """Something that may not be in a dossier: what is not there cannot leak.

    `documenten`: kinds of document; `niet_gevraagd`: whatever the recept does not ask for in this case. `woorden`: in
    the answers, unless one of `tenzij` stands in the same answer. `blokkeert`: it must go before filing; otherwise
    the school is told, and decides.
    """

    naam: Naam
    titel: Tekst
    uitleg: Tekst
    documenten: list[Naam] = field(default_factory=list)
    niet_gevraagd: bool = False
    woorden: list[Tekst] = field(default_factory=list)
    tenzij: list[Tekst] = field(default_factory=list)
    blokkeert: bool = False
    als: AlsAntwoord | None = None


class Kenmerk(Regel, kw_only=True):
    """What makes an aanvraag of this kind go another way, read from its answers.

    `commissie`: what who judges it must know.
    """

    naam: Literal[
        "onderinstroom",
        "overgangsarrangement",
        "herindicatie",
        "geen_overeenstemming",
        "andere_categorie",
        "zonder_instemming",
        "emb",
        "bijzondere_regeling",
        "al_lwoo",
        "al_vso",
        "observatieplaatsing",
    ]
    titel: Tekst
    commissie: Tekst
    als: AlsAntwoord


class ZonderInstemming(Regel, kw_only=True):
    """How a school files while parents do not agree.

    `punten`: the questions that it then answers, which parents read and answer too. `aangekondigd`: which of them is
    the day on which parents were told, `verzenden`: the day that they were told it would be sent. `werkdagen`: how
    long parents have after the first; filing waits for both.
    """

    titel: Tekst
    als: AlsAntwoord
    punten: list[Naam]
    aangekondigd: Naam
    verzenden: Naam
    werkdagen: Annotated[int, Meta(ge=1, le=30)]


class Toetsen(Regel, kw_only=True):
    """Which questions of the recept hold the test results for praktijkonderwijs and lwoo.

    `dl`: months of education (didactische leeftijd); the four domains: what the pupil masters, in months (DLE).
    `iq_maximaal_maanden` counts from `iq_op` to the day of filing. `sociaal_emotioneel` and `goedgekeurd`: questions
    with ja or nee; the second asks whether every test is on the list of the minister, and nee holds up filing.
    """

    titel: Tekst
    iq: Naam
    iq_op: Naam
    iq_maximaal_maanden: Annotated[int, Meta(ge=1, le=120)]
    dl: Naam
    inzichtelijk_rekenen: Naam
    begrijpend_lezen: Naam
    technisch_lezen: Naam
    spellen: Naam
    sociaal_emotioneel: Naam | None = None
    goedgekeurd: Naam | None = None
    als: AlsAntwoord | None = None


class Recept(Deel, kw_only=True):
    """What a dossier of one kind consists of."""

    onderdelen: list[Onderdeel]
    documenten: list[DocumentRegel]
    zienswijzen: list[ZienswijzeRegel]
    mag_niet: list[MagNiet] = field(default_factory=list)
    kenmerken: list[Kenmerk] = field(default_factory=list)
    zonder_instemming: list[ZonderInstemming] = field(default_factory=list)
    toetsen: list[Toetsen] = field(default_factory=list)
    ondertekening: Literal["schooldirecteur"] = "schooldirecteur"

    @property
    def vragen(self) -> list[Vraag]:
        """All questions in the order of the form."""
        return [vraag for onderdeel in self.onderdelen for vraag in onderdeel.vragen]

    def geldt(self, als: AlsAntwoord | None, antwoorden: dict[str, str]) -> bool:
        """Whether this condition holds. An answer to a question that is not asked (any more) counts for nothing."""
        if als is None:
            return True
        if not als.geldt(antwoorden):
            return False
        vraag = next((vraag for vraag in self.vragen if vraag.naam == als.vraag), None)
        return vraag is None or self.geldt(vraag.als, antwoorden)

    def vragen_voor(self, antwoorden: dict[str, str]) -> list[Vraag]:
        """The questions that matter given what was answered so far."""
        return [vraag for vraag in self.vragen if self.geldt(vraag.als, antwoorden)]

    def documenten_voor(self, antwoorden: dict[str, str]) -> list[DocumentRegel]:
        """The documents that belong in this dossier, required ones and others, in the order of the recept."""
        return [regel for regel in self.documenten if self.geldt(regel.als, antwoorden)]

    def zienswijzen_voor(self, antwoorden: dict[str, str]) -> list[ZienswijzeRegel]:
        """Whose view belongs in this dossier; of two rules for the same person the later one counts."""
        gelden = [regel for regel in self.zienswijzen if self.geldt(regel.als, antwoorden)]
        return list({regel.van: regel for regel in gelden}.values())

    def mag_niet_voor(self, antwoorden: dict[str, str]) -> list[MagNiet]:
        """What may not be in this dossier."""
        return [regel for regel in self.mag_niet if self.geldt(regel.als, antwoorden)]

    def kenmerken_voor(self, antwoorden: dict[str, str]) -> list[Kenmerk]:
        """What makes this aanvraag go another way."""
        return [regel for regel in self.kenmerken if self.geldt(regel.als, antwoorden)]
