"""Wat er in een verslag mag staan, wanneer het gedeeld kan worden, en wanneer het alarm is. Bron: ondersteuningsplan
swv2510po, bijlage 3.8.2, 3.8.3 en 3.11.1 (de punten van het gesprek); feature 6 van peers.md (ouders dezelfde dag)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

import msgspec

from services.intake.tekst import alinea, regel
from services.kern import bsn
from services.kern.errors import OngeldigeInvoer
from services.kern.kalender import plus_jaren

STANDEN = ("open", "besproken", "niet_aan_de_orde")
KANTEN = ("school", "ouder", "leerling", "samenwerkingsverband", "ander")
NAAM_LANGST, TEKST_LANGST, AFSPRAAK_LANGST = 120, 10_000, 500
MEESTE_AANWEZIG = 20
MEERDERJARIG = 18
HOOGSTENS_TERUG, HOOGSTENS_VOORUIT = timedelta(days=366), timedelta(days=730)
TERUGZETTEN = timedelta(days=30)
ONGELDIG = "Niet alles is goed ingevuld."


class Punt(msgspec.Struct, frozen=True):
    """Wat er van een gesprekspunt toe doet om te delen."""

    titel: str
    verplicht: bool
    stand: str
    tekst: str = ""


def fout(veld: str, zin: str) -> OngeldigeInvoer:
    return OngeldigeInvoer(ONGELDIG, velden={veld: zin})


def dag_toetsen(gehouden_op: date, geboren_op: date, vandaag: date) -> None:
    """De dag van het gesprek. OngeldigeInvoer bij `gehouden_op`."""
    if gehouden_op > vandaag:
        raise fout("gehouden_op", "Begin het verslag op de dag van het gesprek, of daarna.")
    if gehouden_op < vandaag - HOOGSTENS_TERUG or gehouden_op <= geboren_op:
        raise fout("gehouden_op", "Klopt dit? Deze dag ligt te ver terug.")


def aanwezige_toetsen(naam: str, functie: str, kant: str) -> tuple[str, str]:
    """Naam en functie, schoon. OngeldigeInvoer met een zin per veld."""
    naam, functie, fouten = regel(naam), regel(functie), {}
    if not 2 <= len(naam) <= NAAM_LANGST:
        fouten["naam"] = "Vul de naam in."
    elif bsn.staat_erin(naam):
        fouten["naam"] = bsn.MELDING
    if len(functie) > NAAM_LANGST:
        fouten["functie"] = f"Dit is te lang: hooguit {NAAM_LANGST} tekens."
    if kant not in KANTEN:
        fouten["kant"] = "Kies bij wie deze persoon hoort."
    if fouten:
        raise OngeldigeInvoer(ONGELDIG, velden=fouten)
    return naam, functie


def tekst_toetsen(tekst: str) -> str:
    """Wat er is gezegd, schoon. OngeldigeInvoer bij `tekst`."""
    schoon = alinea(tekst)
    if len(schoon) > TEKST_LANGST:
        raise fout("tekst", f"Dit is te lang: hooguit {TEKST_LANGST} tekens.")
    if bsn.staat_erin(schoon):
        raise fout("tekst", bsn.MELDING)
    return schoon


def reactie_toetsen(tekst: str) -> str:
    """Wat een ouder of leerling vindt, schoon. OngeldigeInvoer bij `tekst`."""
    schoon = tekst_toetsen(tekst)
    if len(schoon) < 2:
        raise fout("tekst", "Schrijf op wat u wilt zeggen.")
    return schoon


def afspraak_toetsen(wat: str, uiterlijk_op: date, gehouden_op: date, vandaag: date) -> str:
    """Wat er gebeurt, schoon. OngeldigeInvoer met een zin per veld."""
    wat, fouten = regel(wat), {}
    if not 5 <= len(wat) <= AFSPRAAK_LANGST:
        fouten["wat"] = "Schrijf op wat er gebeurt."
    elif bsn.staat_erin(wat):
        fouten["wat"] = bsn.MELDING
    if uiterlijk_op < gehouden_op:
        fouten["uiterlijk_op"] = "Deze dag ligt voor het gesprek."
    elif uiterlijk_op > vandaag + HOOGSTENS_VOORUIT:
        fouten["uiterlijk_op"] = "Deze dag ligt te ver vooruit."
    if fouten:
        raise OngeldigeInvoer(ONGELDIG, velden=fouten)
    return wat


def reden_toetsen(tekst: str, veld: str, *, nodig: bool) -> str:
    """Een korte toelichting. OngeldigeInvoer bij `veld`."""
    schoon = alinea(tekst)
    if (nodig and len(schoon) < 5) or len(schoon) > AFSPRAAK_LANGST:
        raise fout(veld, "Schrijf kort op waarom." if nodig else f"Hooguit {AFSPRAAK_LANGST} tekens.")
    if bsn.staat_erin(schoon):
        raise fout(veld, bsn.MELDING)
    return schoon


def ontbreekt(punten: Iterable[Punt]) -> list[str]:
    """De punten die nog aan bod moeten komen: besproken, of aangevinkt als niet aan de orde."""
    return [punt.titel for punt in punten if punt.verplicht and punt.stand == "open"]


def zonder_waarom(punten: Iterable[Punt]) -> list[str]:
    """Bij een verslag van elders: de verplichte punten die niet aan de orde waren en waar niet bij staat waarom."""
    return [p.titel for p in punten if p.verplicht and p.stand == "niet_aan_de_orde" and not p.tekst]


def ondertekenaars(
    gezag: Iterable[tuple[UUID, str]], leerling: tuple[UUID, str], geboren_op: date, dag: date
) -> list[tuple[UUID, str]]:
    """Wie kan tekenen: ieder met gezag; vanaf 18 jaar de leerling zelf. Zonder gezag nog niemand."""
    return [leerling] if plus_jaren(geboren_op, MEERDERJARIG) <= dag else list(gezag)


def alarm(gehouden_op: date, gedeeld: date | None, vandaag: date) -> bool:
    """Of ouders het verslag op de dag van het gesprek hadden moeten hebben, en nog niet hebben."""
    return gedeeld is None and vandaag > gehouden_op


def te_laat_gedeeld(gehouden_op: date, gedeeld: date | None) -> bool:
    return gedeeld is not None and gedeeld > gehouden_op


def teruggezet_kan(weggehaald_op: datetime, nu: datetime) -> bool:
    return nu <= weggehaald_op + TERUGZETTEN
