"""What others may ask about which samenwerkingsverband is competent for an aanvraag, and about handing it over.

A doorzending is of the samenwerkingsverband where the aanvraag began and stays there as its trace. The other
samenwerkingsverband asks for it (docs/besluiten/0020): which school and why, before it says yes; the aanvraag itself
only after. Messages with `voor` cross: they come from the same service, for that other tenant. Facts of the sending
side are of the aanvraag there, those of the receiving side of the one here.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

import msgspec

from services.intake.contract import Bestand, Bewaard, Deel
from services.kern.bericht import Opdracht, Vraag
from services.kern.feit import Feit

# ---------------------------------------------------------------------------------------------- answers


class Toegelaten(Deel, frozen=True, kw_only=True):
    """Who can get at the aanvraag where it goes on. `school`: names with their role. `familie`: names of who said yes
    to it and came along; `familie_zonder`: how many others looked along where it began, whom the school invites anew.
    """

    school: list[str] = msgspec.field(default_factory=list)
    familie: list[str] = msgspec.field(default_factory=list)
    familie_zonder: int = 0


class OuderMee(Deel, frozen=True, kw_only=True):
    """Somebody of the family who looks along here, and could come along. `rol`: ouder | leerling."""

    persoon: UUID
    naam: str
    rol: str


class DoorzendingStand(Deel, frozen=True, kw_only=True):
    """`status`: voorgesteld | aangeboden | aanvaard | teruggestuurd | ingetrokken. `naar`: number of the
    samenwerkingsverband; `uitleg`: why, in a sentence with its article. `kenmerk_daar`: once it goes on there.
    `ingediend`: it was filed here already. `mee`: of how many of the family the address may go along; `toegelaten`:
    None until the other side let anybody in."""

    id: UUID
    versie: int
    status: str
    naar: str
    grond: str
    uitleg: str
    toelichting: str
    ouders_ingelicht_op: date | None
    aangeboden_op: datetime | None
    gewijzigd_op: datetime
    gewijzigd_door: str
    reden: str
    kenmerk_daar: str
    ingediend: bool = False
    mee: int = 0
    toegelaten: Toegelaten | None = None


class BevoegdheidStand(Deel, frozen=True, kw_only=True):
    """What is known for the question who is competent. `postcode`: four digits, "" when nobody wrote an address down.

    `kan_naar`: tenants of this installation by number of their samenwerkingsverband.
    """

    aanvraag_id: UUID
    kenmerk: str
    leerling: str
    soort: str
    status: str
    school: str
    postcode: str
    kan_naar: dict[str, str]
    doorzending: DoorzendingStand | None
    handelingen: list[str]
    familie: list[OuderMee] = msgspec.field(default_factory=list)


class DoorzendingKort(Deel, frozen=True, kw_only=True):
    """What is offered, or was taken over in the last 30 days: nothing of the child. `ingediend_op`: there; None: still
    a draft. `soort` and `kenmerk`: there, and here once it was taken over.

    `familie`: how many look along there, `familie_mee`: of how many of those the address may come along.
    `school_hier`: the roles that this school has here already, filled in by who asks; None: not known just now.
    """

    id: UUID
    tenant: str
    aanvraag_id: UUID | None
    kenmerk: str
    soort: str
    school: str
    uitleg: str
    toelichting: str
    aangeboden_op: datetime
    ingediend_op: date | None
    familie: int = 0
    familie_mee: int = 0
    school_hier: list[str] | None = None
    overgenomen_op: datetime | None = None
    toegelaten: Toegelaten | None = None


class Doorzendingen(Deel, frozen=True, kw_only=True):
    """What is offered, the oldest first, and what was `overgenomen`, the newest first. `onbereikbaar`: tenants that did
    not answer just now."""

    doorzendingen: list[DoorzendingKort]
    onbereikbaar: list[str]
    overgenomen: list[DoorzendingKort] = msgspec.field(default_factory=list)


class DoorgezondenAntwoord(Deel, frozen=True, kw_only=True):
    naam: str
    label: str
    antwoord: str


class DoorgezondenStuk(Deel, frozen=True, kw_only=True):
    """A document that goes along, with its dates and signatures. `sha256`: of the original as the school sent it."""

    id: UUID
    soort: str
    titel: str
    bestandsnaam: str
    mediatype: str
    grootte: int
    sha256: str
    gedagtekend_op: date | None
    ondertekend_door: list[str]
    toegevoegd_op: datetime
    toegevoegd_door: str
    herkomst: str


class DoorgezondenZienswijze(Deel, frozen=True, kw_only=True):
    persoon: UUID
    naam: str
    van: str
    tekst: str
    instemming: bool | None
    ingediend_op: datetime
    punten: dict[str, str]


class Meegekomen(Deel, frozen=True, kw_only=True):
    """Somebody who can be let in on the other side by the account they have."""

    persoon: UUID
    naam: str
    email: str
    rol: str


class DoorzendingInhoud(Deel, frozen=True, kw_only=True):
    """The aanvraag as it stood when it was taken over. `mensen`: who began it and the directors of the school.

    `familie`: only those who said that their address may go along; `familie_aantal`: how many looked along.
    """

    aanvraag_id: UUID
    kenmerk: str
    kenmerk_daar: str
    soort: str
    soort_daar: str
    categorie: str | None
    roepnaam: str
    achternaam: str
    geboren_op: date
    groep: str
    school: str
    bestuur: str
    antwoorden: list[DoorgezondenAntwoord]
    stukken: list[DoorgezondenStuk]
    zienswijzen: list[DoorgezondenZienswijze]
    begonnen_door: UUID
    begonnen_door_naam: str
    ondertekend_op: datetime | None
    ondertekend_door: UUID | None
    ondertekend_door_naam: str | None
    ondertekend_afdruk: str | None
    ingediend_op: date | None
    ingediend_door: UUID | None
    aangeboden_op: datetime
    uitleg: str
    mensen: list[Meegekomen] = msgspec.field(default_factory=list)
    familie: list[Meegekomen] = msgspec.field(default_factory=list)
    familie_aantal: int = 0


class Doorzendblad(Deel, frozen=True, kw_only=True):
    """A PDF."""

    inhoud: bytes
    bestandsnaam: str


# --------------------------------------------------------------------------------------------- questions


class BevoegdheidTonen(Vraag, frozen=True, kw_only=True):
    """What is known for the wizard, and how a hand-over stands. Raises NietGevonden outside scope."""

    antwoord: ClassVar[type] = BevoegdheidStand
    aanvraag_id: UUID


class DoorzendingenTonen(Vraag, frozen=True, kw_only=True):
    """What other samenwerkingsverbanden offer to this one."""

    antwoord: ClassVar[type] = Doorzendingen


class DoorzendbladOphalen(Vraag, frozen=True, kw_only=True):
    """The whole aanvraag on paper, for a samenwerkingsverband that is not in Meedoen. By the school."""

    antwoord: ClassVar[type] = Doorzendblad
    aanvraag_id: UUID


class DoorzendingenVoorTonen(Vraag, frozen=True, kw_only=True):
    """Across: what is offered to tenant `voor` today, and what it took over lately, both in `doorzendingen`."""

    antwoord: ClassVar[type] = Doorzendingen
    voor: str


class DoorzendingVoorTonen(Vraag, frozen=True, kw_only=True):
    """Across: the aanvraag, once tenant `voor` took it over. Raises NietGevonden for any other."""

    antwoord: ClassVar[type] = DoorzendingInhoud
    voor: str
    doorzending_id: UUID


class DoorgezondenStukOphalen(Vraag, frozen=True, kw_only=True):
    """Across: one part of a document, as people read it. Raises NietGevonden as above."""

    antwoord: ClassVar[type] = Bestand
    voor: str
    doorzending_id: UUID
    document: UUID
    deel: int


# ---------------------------------------------------------------------------------------------- commands


class DoorzendingVoorstellen(Opdracht, frozen=True, kw_only=True):
    """The samenwerkingsverband found that another is competent (`invoer`: of the rule); the school hears it.

    Raises OngeldigeInvoer when the rule says otherwise, KanNiet when one runs already."""

    antwoord: ClassVar[type] = Bewaard
    aanvraag_id: UUID
    naar: str
    invoer: dict[str, str]
    toelichting: str


class DoorzendingAanbieden(Opdracht, frozen=True, kw_only=True):
    """The school offers it to `naar`; the parents were told on `ouders_ingelicht_op`. As above, and Gewijzigd.

    `mee`: who of the family said that their name and address may go along. OngeldigeInvoer for anybody else.
    """

    antwoord: ClassVar[type] = Bewaard
    aanvraag_id: UUID
    versie: int
    naar: str
    invoer: dict[str, str] = msgspec.field(default_factory=dict)
    toelichting: str = ""
    ouders_ingelicht_op: date
    mee: list[UUID] = msgspec.field(default_factory=list)


class DoorzendingIntrekken(Opdracht, frozen=True, kw_only=True):
    """Not after all, while nobody took it over."""

    antwoord: ClassVar[type] = Bewaard
    aanvraag_id: UUID


class DoorzendingAanvaarden(Opdracht, frozen=True, kw_only=True):
    """This samenwerkingsverband takes it over as an aanvraag of `soort`. The answer's `id`: the aanvraag here.

    `school`, `familie`: let in whom came along; see DoorzendingToelaten.
    """

    antwoord: ClassVar[type] = Bewaard
    van: str
    doorzending_id: UUID
    soort: str
    school: bool = False
    familie: bool = False


class DoorzendingToelaten(Opdracht, frozen=True, kw_only=True):
    """Let in at what was taken over: who began it and the director of the school, in a role at their own school; and
    the family that said yes, at this one aanvraag. Who has no account yet gets an invitation of the school."""

    antwoord: ClassVar[type] = Bewaard
    van: str
    doorzending_id: UUID
    school: bool
    familie: bool


class DoorzendingTerugsturen(Opdracht, frozen=True, kw_only=True):
    """It is not of this samenwerkingsverband, with the reason. OngeldigeInvoer at `reden`."""

    antwoord: ClassVar[type] = Bewaard
    van: str
    doorzending_id: UUID
    reden: str


class AanvaardingMelden(Opdracht, frozen=True, kw_only=True):
    """Across: tenant `voor` takes it over. Twice is once; the answer is the number under which it goes on."""

    antwoord: ClassVar[type] = str
    voor: str
    doorzending_id: UUID
    soort: str
    kenmerk: str
    door_naam: str


class TerugsturenMelden(Opdracht, frozen=True, kw_only=True):
    """Across: tenant `voor` sends it back, and says why."""

    antwoord: ClassVar[type] = None
    voor: str
    doorzending_id: UUID
    reden: str
    door_naam: str


class ToelatingMelden(Opdracht, frozen=True, kw_only=True):
    """Across: whom tenant `voor` let in at what it took over. The school reads it where the aanvraag began."""

    antwoord: ClassVar[type] = None
    voor: str
    doorzending_id: UUID
    toegelaten: Toegelaten


class DoorzendingAankondigen(Opdracht, frozen=True, kw_only=True):
    """Across: tenant `voor` offers something. Tells who handles aanvragen here, without a name.

    The answer: whether anybody here can take it; not who, nor how many."""

    antwoord: ClassVar[type] = bool
    voor: str
    doorzending_id: UUID


# ------------------------------------------------------------------------------------------------- facts


class DoorzendingVoorgesteld(Feit, frozen=True, kw_only=True):
    """Het samenwerkingsverband vindt dat een ander samenwerkingsverband hierover beslist."""

    naar: str


class DoorzendingAangeboden(Feit, frozen=True, kw_only=True):
    """De school bood de aanvraag aan een ander samenwerkingsverband aan. De ouders weten het."""

    naar: str


class DoorzendingIngetrokken(Feit, frozen=True, kw_only=True):
    """De aanvraag wordt toch niet doorgezonden."""

    naar: str


class DoorzendingAanvaard(Feit, frozen=True, kw_only=True):
    """Het andere samenwerkingsverband nam de aanvraag over."""

    naar: str


class DoorzendingTeruggestuurd(Feit, frozen=True, kw_only=True):
    """Het andere samenwerkingsverband stuurde de aanvraag terug."""

    naar: str


class DoorzendingToegelaten(Feit, frozen=True, kw_only=True):
    """Mensen van de school of het gezin kunnen nu bij de aanvraag die van elders kwam."""

    school: int
    familie: int


class AanvraagOvergenomen(Feit, frozen=True, kw_only=True):
    """De aanvraag kwam van een ander samenwerkingsverband, met de stukken en hun data."""

    van: str
