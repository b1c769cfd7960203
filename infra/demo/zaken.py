"""The stories: six aanvragen in five samenwerkingsverbanden, and who plays in them.

Schools, boards and samenwerkingsverbanden are real; children, parents and staff are invented.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache

from infra import clock
from infra.people import mensen
from services.kern.kalender import MAANDEN
from services.kern.rollen import ROLNAMEN, Rol
from tenants import registry
from tenants.schema import Orgaan, Procedure, Stap, Tenant


@dataclass
class Zaak:
    """What one story is about, and who plays in it. What the samenwerkingsverband decides itself is not here."""

    tenant: str
    titel: str
    roepnaam: str
    achternaam: str
    geboren_op: date
    groep: str
    postcode: str
    soort: str
    categorie: str
    beoogde_school: str
    ib_er: str
    schooldirecteur: str
    schoolbestuurder: str
    secretaris: str
    besluit_door: str
    eindadvies_door: str
    controller: str
    ontvanger: str
    familie: list[tuple[str, str]]
    ontvanger_hoed: str = ""
    deskundigen: list[str] = field(default_factory=list)
    geweigerd: str = ""
    vergeten: str = "opp"
    tot_de_waarschuwing: bool = False
    leerling: str = ""  # the address of the leerlingdossier
    aanvraag_id: str = ""
    advies_van: dict[str, str] = field(default_factory=dict)  # deskundige to the address of the own advice
    uitgenodigd_op: date = date.min
    ingediend_op: date | None = None

    @property
    def regels(self) -> Tenant:
        """The rules of its own day: today's for a draft, those of the day of filing after that."""
        return registry.get(self.tenant, self.ingediend_op or clock.vandaag())

    @property
    def nummer(self) -> str:
        return self.regels.swv_nummer

    @property
    def hoed_familie(self) -> str:
        """What the hat of this aanvraag is called for somebody who had one in an earlier play too."""
        dag = self.uitgenodigd_op
        return f"uitgenodigd op {dag.day} {MAANDEN[dag.month - 1]} {dag.year}"

    @property
    def pad(self) -> str:
        return f"/aanvragen/{self.aanvraag_id}"

    @property
    def dossier(self) -> str:
        return f"/dossiers/{self.aanvraag_id}"

    def tekst(self, veld: str) -> str:
        """A sentence for a text field. The play is about the flow; nothing here is about a real child."""
        onderwerp = veld.replace("_", " ")
        return (
            f"{self.roepnaam} heeft rust, korte taken en nabijheid nodig ({onderwerp}). Dat lukt nu niet in deze groep."
        )

    def onderwerp(self, brief: str) -> str:
        """How the subject of this e-mail begins in the words of this samenwerkingsverband."""
        kop = self.regels.brieven[brief].partition("\n")[0]
        return kop.removeprefix("Onderwerp: ").partition("[[")[0].strip()

    # ---- who is who, in the words of the samenwerkingsverband

    def rol(self, sub: str) -> Rol | None:
        """In which role this person plays here; None for who is no part of the story."""
        if familie := dict(self.familie).get(sub):
            return Rol(familie)
        return _rollen().get((sub, self.tenant))

    def rolnaam(self, sub: str) -> str:
        rol = self.rol(sub)
        return self.regels.rolnaam(rol, ROLNAMEN[rol]) if rol else ""

    def hoed(self, sub: str) -> str:
        """What is written on the hat of this story, for somebody who has more than one."""
        if sub in dict(self.familie):
            return self.hoed_familie
        return self.ontvanger_hoed if sub == self.ontvanger and self.ontvanger_hoed else self.regels.korte_naam

    def orgaan(self, rol: Rol | None, stap: Stap | None) -> Orgaan | None:
        """The body that does this step; without a step the body that this role belongs to, led by it first."""
        organen = self.regels.organen
        if stap and stap.orgaan in organen:
            return organen[stap.orgaan]
        met = [orgaan for orgaan in organen.values() if rol in orgaan.rollen]
        return min(met, key=lambda orgaan: (orgaan.voorzitter != rol, len(orgaan.rollen)), default=None)

    def stap(self, handeling: str, rol: Rol | None) -> Stap | None:
        """The step of the own procedure that this act does, that of this role before others."""
        procedure = self.procedure
        stappen = [stap for stap in procedure.stappen if stap.handeling == handeling] if procedure and handeling else []
        return next((stap for stap in stappen if stap.door == rol), stappen[0] if stappen else None)

    @property
    def procedure(self) -> Procedure | None:
        """The procedure of a TLV as this samenwerkingsverband draws it: the one in which a besluit is made known."""
        return next(
            (
                procedure
                for procedure in self.regels.procedures.values()
                if any(stap.handeling == "besluit_bekendmaken" for stap in procedure.stappen)
            ),
            None,
        )


@cache
def _rollen() -> dict[tuple[str, str], Rol]:
    """Which role somebody of the cast has at a samenwerkingsverband: the first one that is written down."""
    return {(mens.sub, hoed.tenant): Rol(hoed.rol) for mens in mensen() for hoed in reversed(mens.hoeden)}


def zaken() -> list[Zaak]:
    """All stories. Birthdays lie so that each child has the age of its groep."""
    jaar = clock.vandaag().year
    return [
        Zaak(
            tenant="swv2202po",
            titel="SWV 22-02 PO: sbo, de coördinator beslist in mandaat",
            roepnaam="Mila",
            achternaam="de Vries",
            geboren_op=date(jaar - 7, 3, 14),
            groep="groep 4",
            postcode="7823 AB",
            soort="sbo",
            categorie="",
            beoogde_school="19CO00",
            ib_er="iris",
            schooldirecteur="dirk",
            schoolbestuurder="bea",
            secretaris="vera",
            besluit_door="cor",
            eindadvies_door="cor",
            controller="fenna",
            ontvanger="rob",
            ontvanger_hoed="Catamaran",
            familie=[("noor", "ouder"), ("sam", "ouder")],
        ),
        Zaak(
            tenant="swv2202po",
            titel="SWV 22-02 PO: so categorie hoog, extern deskundige en het bestuur",
            roepnaam="Finn",
            achternaam="Hagedoorn",
            geboren_op=date(jaar - 6, 9, 2),
            groep="groep 3",
            postcode="7822 CD",
            soort="so",
            categorie="hoog",
            beoogde_school="06SV11",
            ib_er="iris",
            schooldirecteur="dirk",
            schoolbestuurder="bea",
            secretaris="vera",
            besluit_door="bert",
            eindadvies_door="cor",
            controller="fenna",
            ontvanger="rob",
            ontvanger_hoed="Aventurijn",
            familie=[("lotte", "ouder")],
            deskundigen=["eva"],
        ),
        Zaak(
            tenant="swv2201vo",
            titel="SWV 22-01 VO: vso, de commissie adviseert en de directeur beslist",
            roepnaam="Youssef",
            achternaam="el Amrani",
            geboren_op=date(jaar - 14, 5, 20),
            groep="leerjaar 2",
            postcode="9404 EF",
            soort="vso",
            categorie="midden",
            beoogde_school="20BG00",
            ib_er="karin",
            schooldirecteur="hans",
            schoolbestuurder="petra",
            secretaris="saskia",
            besluit_door="thea",
            eindadvies_door="mirjam",
            controller="wim",
            ontvanger="janneke",
            familie=[("ahmed", "ouder"), ("fatima", "ouder"), ("youssef", "leerling")],
            deskundigen=["joost", "berend"],
            geweigerd="Onno Dijkstra",
            tot_de_waarschuwing=True,
        ),
        Zaak(
            tenant="swv2510po",
            titel="SWV Rijn & Gelderse Vallei: sbo, twee adviezen die elkaar niet kennen, geen vergadering nodig",
            roepnaam="Jesse",
            achternaam="Stoffels",
            geboren_op=date(jaar - 8, 4, 11),
            groep="groep 5",
            postcode="6721 GH",
            soort="sbo",
            categorie="",
            beoogde_school="14RX00",
            ib_er="sofie",
            schooldirecteur="ruben",
            schoolbestuurder="margriet",
            secretaris="elske",
            besluit_door="carolien",
            eindadvies_door="nadia",
            controller="bas",
            ontvanger="daan",
            familie=[("hanneke", "ouder")],
            deskundigen=["nadia", "pim"],
            geweigerd="Aukje Stellingwerf",
        ),
        Zaak(
            tenant="swv2202vo",
            titel="Sterk VO: uit groep 8 naar het vso; de directeur-bestuurder beslist na twee adviezen",
            roepnaam="Tim",
            achternaam="Paulusma",
            geboren_op=date(jaar - 12, 2, 8),
            groep="groep 8",
            postcode="7815 JK",
            soort="vso",
            categorie="laag",
            beoogde_school="00ZF16",
            ib_er="marloes",
            schooldirecteur="geert",
            schoolbestuurder="wietske",
            secretaris="anouk",
            besluit_door="ineke",
            eindadvies_door="tjalling",
            controller="sjoerd",
            ontvanger="jorien",
            familie=[("silvia", "ouder"), ("tim", "leerling")],
            deskundigen=["tjalling", "roos"],
            geweigerd="Harm Kiewiet",
            vergeten="schoolverlatersonderzoek",
        ),
        Zaak(
            tenant="swv2305vo",
            titel="VO IJssel|Vecht: vso, de commissie toewijzing bespreekt de aanvraag en haar voorzitter beslist",
            roepnaam="Sanne",
            achternaam="Visscher",
            geboren_op=date(jaar - 13, 10, 30),
            groep="leerjaar 2",
            postcode="8017 LM",
            soort="vso",
            categorie="midden",
            beoogde_school="02YN21",
            ib_er="frouke",
            schooldirecteur="maarten",
            schoolbestuurder="heleen",
            secretaris="yvette",
            besluit_door="bram",
            eindadvies_door="yvette",
            controller="judith",
            ontvanger="tineke",
            familie=[("marco", "ouder"), ("ellen", "ouder"), ("sanne", "leerling")],
            deskundigen=["charlotte", "idris"],
            geweigerd="Wouter Roelink",
        ),
    ]
