"""Wat iemand over een aanmelding invult, getoetst: dagen, scholen en teksten. Een zin per veld dat niet klopt."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from services.intake.tekst import alinea
from services.kern.errors import OngeldigeInvoer
from services.kern.kalender import in_woorden
from tenants.organisaties import elke_school

TEKST_KORT, TEKST_LANG = 10, 2_000
#: Verder terug is een tikfout: dan was de tien weken al lang voorbij.
HOOGSTENS_TERUG = timedelta(days=366)
MEESTE_SCHOLEN = 6


def fout(veld: str, zin: str) -> OngeldigeInvoer:
    return OngeldigeInvoer("Niet alles is goed ingevuld.", velden={veld: zin})


def dag_toetsen(op: date, vanaf: date, vandaag: date) -> date:
    """Een dag waarop iets gebeurde: niet voor `vanaf` en niet na vandaag. OngeldigeInvoer bij `op`."""
    if op > vandaag:
        raise fout("op", "Deze dag moet nog komen.")
    if op < vanaf:
        raise fout("op", f"Deze dag ligt voor de aanmelding van {in_woorden(vanaf)}.")
    return op


def ontvangst_toetsen(op: date, geboren_op: date, aanmelden_vanaf: date | None, vandaag: date) -> None:
    """De dag van ontvangst. OngeldigeInvoer bij `ontvangen_op`."""
    if op > vandaag:
        raise fout("ontvangen_op", "Deze dag moet nog komen.")
    if op < vandaag - HOOGSTENS_TERUG or op < geboren_op:
        raise fout("ontvangen_op", "Klopt dit? Deze dag ligt te ver terug.")
    if aanmelden_vanaf is not None and op < aanmelden_vanaf:
        raise fout("ontvangen_op", f"Dit kind kan pas worden aangemeld vanaf {in_woorden(aanmelden_vanaf)}.")


def school_toetsen(code: str, veld: str = "school", niet: str = "") -> str:
    """Een bestaande school, een andere dan `niet`. OngeldigeInvoer."""
    if elke_school(code) is None:
        raise fout(veld, "Kies een school uit de lijst.")
    if code == niet:
        raise fout(veld, "Kies een andere school dan de eigen.")
    return code


def scholen_toetsen(codes: Iterable[str], voorkeur: str) -> list[str]:
    """Waar de ouders nog meer aanmeldden, elke school één keer. OngeldigeInvoer bij `andere_scholen`."""
    uit = [code for code in dict.fromkeys(codes) if code != voorkeur]
    if len(uit) > MEESTE_SCHOLEN:
        raise fout("andere_scholen", f"Noem hooguit {MEESTE_SCHOLEN} scholen.")
    for code in uit:
        school_toetsen(code, "andere_scholen")
    return uit


def tekst_toetsen(tekst: str, veld: str, *, nodig: bool = True) -> str:
    """Een toelichting in eigen woorden. OngeldigeInvoer bij `veld`."""
    schoon = alinea(tekst)
    if nodig and len(schoon) < TEKST_KORT:
        raise fout(veld, "Schrijf dit in een zin op.")
    if len(schoon) > TEKST_LANG:
        raise fout(veld, "Dit is te lang: hooguit 2000 tekens.")
    return schoon
