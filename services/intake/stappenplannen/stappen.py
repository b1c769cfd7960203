"""De stappen van een stappenplan: wat er na een stap kan, wie hem afrondt en tot wanneer.

De stappen zelf verklaart het samenwerkingsverband (`procedures` in tenants/<id>/werkwijze.toml, met bron); een plan
houdt die van de dag waarop het begon. Bron: ondersteuningsplan swv2202po par. 2.2.2 en 2.2.4; ondersteuningsplan
swv2201vo bijlage 3 (oriëntatie, overdracht, uitvoering, afsluiting); ondersteuningsplan swv2510po bijlage 2.4.2.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

import msgspec

from services.intake.tekst import alinea
from services.kern import bsn
from services.kern.errors import OngeldigeInvoer
from services.kern.policy import ANDERE_HOEDEN, BESTUURSROLLEN, Deel
from services.kern.rollen import SCHOOLROLLEN, Rol

SWV = ANDERE_HOEDEN[Deel.STAPPENPLANWERK]
#: Zegt het samenwerkingsverband niets, dan staat een stap twee weken open.
DAGEN = 14
#: Verder weg is geen afspraak meer.
HOOGSTENS = timedelta(days=366)
#: Een gastplaatsing is om te proberen: na een half jaar valt er iets te kiezen.
GAST_HOOGSTENS = timedelta(days=183)
#: Zo lang kan de laatste stap van een plan dat klaar is nog terug.
TERUG = timedelta(days=30)
KORTST, LANGST = 10, 2_000


class PlanStap(msgspec.Struct, frozen=True):
    """Een stap zoals die bij het begin van het plan gold. `door`: een rol; `na`: de stappen waarna hij kan.

    `openbaar`: wat ouders lezen. `als`: wanneer deze stap volgt. `dagen`: hoe lang hij open staat. `einde`: hierna kan
    het klaar zijn.
    """

    naam: str
    titel: str
    door: str
    orgaan: str = ""
    openbaar: str = ""
    na: list[str] = []
    als: str = ""
    dagen: int | None = None
    einde: bool = False


def een(stappen: Sequence[PlanStap], naam: str) -> PlanStap:
    return next(stap for stap in stappen if stap.naam == naam)


def eerste(stappen: Sequence[PlanStap]) -> PlanStap:
    return next(stap for stap in stappen if not stap.na)


def volgende(stappen: Sequence[PlanStap], naam: str) -> list[PlanStap]:
    """Wat er na deze stap kan, in de volgorde van het plan."""
    return [stap for stap in stappen if naam in stap.na]


def bereikbaar(stappen: Sequence[PlanStap], naam: str) -> list[PlanStap]:
    """Alles wat er na deze stap nog kan komen, in de volgorde van het plan."""
    gevonden: set[str] = set()
    rand = {naam}
    while rand:
        rand = {stap.naam for stap in stappen if rand & set(stap.na)} - gevonden
        gevonden |= rand
    return [stap for stap in stappen if stap.naam in gevonden - {naam}]


def begint_op(stappen: Sequence[PlanStap]) -> tuple[PlanStap | None, PlanStap]:
    """Wat met het beginnen zelf is gedaan, en waar het plan dan staat.

    Is de eerste stap van de school en is er daarna niets te kiezen, dan is die gedaan: zij meldt het met dit plan.
    """
    begin = eerste(stappen)
    verder = volgende(stappen, begin.naam)
    if begin.door in SCHOOLROLLEN and not begin.einde and len(verder) == 1:
        return begin, verder[0]
    return None, begin


class Gedaan(msgspec.Struct, frozen=True):
    """Een regel van wat er is gedaan, in volgorde. `draait_terug`: deze regel maakt die ongedaan."""

    id: UUID
    stap: str
    op: date
    uiterlijk_op: date | None = None
    organisatie: str = ""
    draait_terug: UUID | None = None


def laatst_gedaan(stappen: Sequence[PlanStap], regels: Sequence[Gedaan]) -> Gedaan | None:
    """De afgeronde stap die nu terug kan: de laatste die nog telt. Niet wat met het beginnen zelf is gedaan."""
    terug = {regel.draait_terug for regel in regels}
    tellen = [regel for regel in regels if regel.draait_terug is None and regel.id not in terug]
    vanzelf, _ = begint_op(stappen)
    if not tellen or (len(tellen) == 1 and vanzelf is not None and tellen[0].stap == vanzelf.naam):
        return None
    return tellen[-1]


def terug_kan(loopt: bool, regel: Gedaan | None, vandaag: date) -> bool:
    """Zolang het plan loopt; van een plan dat klaar is nog dertig dagen."""
    return regel is not None and (loopt or vandaag <= regel.op + TERUG)


def weer_uiterlijk(stap: PlanStap, was: date | None, vandaag: date) -> date:
    """Tot wanneer een teruggedraaide stap open staat: zoals was afgesproken, of opnieuw als die dag voorbij is."""
    if was is not None and was >= vandaag:
        return was
    return uiterlijk(stap, None, vandaag)


def afronders(door: str) -> frozenset[Rol]:
    """Wie deze stap afrondt. Wat ouders of mensen van buiten doen, legt vast wie het hoort."""
    if door in SCHOOLROLLEN:
        return SCHOOLROLLEN
    if door in BESTUURSROLLEN:
        return BESTUURSROLLEN | SCHOOLROLLEN
    if door in (Rol.OUDER, Rol.LEERLING, Rol.LEERPLICHTAMBTENAAR, "partner", "gemeente"):
        return SCHOOLROLLEN | SWV
    return SWV


def uiterlijk(stap: PlanStap, gekozen: date | None, vandaag: date) -> date:
    """Tot en met wanneer deze stap open staat. OngeldigeInvoer bij `uiterlijk_op`."""
    if gekozen is None:
        return vandaag + timedelta(days=stap.dagen or DAGEN)
    if not vandaag <= gekozen <= vandaag + HOOGSTENS:
        raise fout("uiterlijk_op", "Kies een dag vanaf vandaag, binnen een jaar.")
    return gekozen


def gast_toetsen(begint_op: date, tot_en_met: date, evalueren_op: date, vandaag: date) -> None:
    """Een gastplaatsing begint, wordt bekeken voor zij eindigt, en eindigt binnen een half jaar. OngeldigeInvoer."""
    fouten: dict[str, str] = {}
    if not vandaag - timedelta(days=31) <= begint_op <= vandaag + HOOGSTENS:
        fouten["begint_op"] = "Kies een dag die niet langer dan een maand terug ligt."
    if tot_en_met <= begint_op:
        fouten["tot_en_met"] = "De laatste dag ligt niet na de eerste."
    elif tot_en_met > begint_op + GAST_HOOGSTENS:
        fouten["tot_en_met"] = "Een gastplaatsing duurt hooguit een half jaar. Kijk dan samen hoe het verder gaat."
    elif not begint_op < evalueren_op <= tot_en_met:
        fouten["evalueren_op"] = "Kijk samen terug terwijl de leerling er te gast is."
    if fouten:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden=fouten)


def tekst_toetsen(tekst: str, veld: str, *, nodig: bool = True) -> str:
    """Wat iedereen die meedoet leest, ook ouders. OngeldigeInvoer bij `veld`."""
    schoon = alinea(tekst)
    if (nodig or schoon) and len(schoon) < KORTST:
        raise fout(veld, "Schrijf dit in een zin op.")
    if len(schoon) > LANGST:
        raise fout(veld, "Dit is te lang: hooguit 2000 tekens.")
    if bsn.staat_erin(schoon):
        raise fout(veld, bsn.MELDING)
    return schoon


def fout(veld: str, zin: str) -> OngeldigeInvoer:
    return OngeldigeInvoer("Niet alles is goed ingevuld.", velden={veld: zin})
