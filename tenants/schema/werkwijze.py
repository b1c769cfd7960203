"""Who works how: bodies, procedures as steps with lanes, tables where a case is discussed, arrangementen."""

from typing import Annotated, Literal

from msgspec import Meta, field

from tenants.schema.dossier import Onderdeel
from tenants.schema.grondslag import Deel, Naam, Regel, Tekst

Dienst = Literal["intake", "commissie", "thuiszitters", "overleg", "financien", "kwaliteit"]


class Orgaan(Regel, kw_only=True):
    """A body of the samenwerkingsverband under its own name. `rollen`: who sit in it."""

    titel: Tekst
    taak: Tekst
    rollen: list[Naam]
    voorzitter: Naam | None = None
    vergadert: str = ""


class Stap(Deel, kw_only=True):
    """One step of a procedure. `door`: the role whose lane it stands in; `na`: the steps it may follow.

    `openbaar`: what parents read; empty where the step is not shown to them. `als`: the words on the arrow that
    leads to it. `handeling`: the act of Meedoen that does it, where there is one. `einde`: the procedure may end
    here. `dagen`: how long it is open, of a procedure that Meedoen runs step by step.
    """

    naam: Naam
    titel: Tekst
    door: Naam
    openbaar: str = ""
    na: list[Naam] = field(default_factory=list)
    als: str = ""
    orgaan: Naam | None = None
    handeling: Naam | None = None
    termijn: str = ""
    dagen: Annotated[int, Meta(ge=1, le=365)] | None = None
    einde: bool = False


class Procedure(Regel, kw_only=True):
    """A kind of case as this samenwerkingsverband runs it. The first step has no `na`, and only that one."""

    titel: Tekst
    dienst: Dienst
    uitleg: Tekst
    stappen: list[Stap]


class Formulier(Regel, kw_only=True):
    """A form of the tenant's own, such as that of the DOA."""

    titel: Tekst
    onderdelen: list[Onderdeel]


class Overleg(Regel, kw_only=True):
    """A table where a case or a plan is discussed. `deelnemers`: roles; `partijen`: others, in words."""

    titel: Tekst
    doel: Tekst
    voorzitter: Naam | None = None
    deelnemers: list[Naam]
    partijen: list[Tekst] = field(default_factory=list)
    ritme: str = ""
    toestemming_ouders: bool = True
    terugkoppeling_weken: Annotated[int, Meta(ge=1, le=52)] | None = None
    formulier: Naam | None = None


class Arrangement(Regel, kw_only=True):
    """Extra support for one pupil, or for a group, for some time. `beslist`: the role that grants it; `partner`: others
    do, and the school only tells. An end of the whole kind is its `tot_en_met`: what runs ends that day too.

    `plaatsing`: the pupil is at another school meanwhile; `inschrijving`: at which of the two then enrolled.
    `instemming_ouders`: not without. `inzet`: in what the help is granted, at most `hoogstens_inzet`; `geld`: it may be
    an amount too, at most `hoogstens_cent`.
    """

    titel: Tekst
    doel: Tekst
    beslist: Naam
    voor: Literal["leerling", "groep"] = "leerling"
    hoogstens: Annotated[int, Meta(ge=1, le=60)] | None = None
    eenheid: Literal["weken", "maanden", "schooljaren"] = "weken"
    waarschuwing_weken: Annotated[int, Meta(ge=1, le=26)] | None = None
    plaatsing: bool = False
    inschrijving: Literal["eigen", "andere"] = "eigen"
    instemming_ouders: bool = False
    inzet: Literal["uren", "dagdelen"] | None = None
    hoogstens_inzet: Annotated[int, Meta(ge=1, le=2000)] | None = None
    geld: bool = False
    hoogstens_cent: Annotated[int, Meta(ge=1)] | None = None


class CrisisRegels(Regel, kw_only=True):
    """When a situation cannot go on. `plan_werkdagen`: within how many working days there is a plan of approach;
    `uitnodigen`: who are asked to the table, in words."""

    titel: Tekst
    plan_werkdagen: Annotated[int, Meta(ge=1, le=20)]
    uitnodigen: list[Tekst]
