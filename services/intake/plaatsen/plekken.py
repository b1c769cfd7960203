"""Wat kan met vrije plekken en volverklaringen: grenzen, hoe vers een aantal is, en wanneer iets eindigt."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from services.intake.plaatsen.contract import LEERJAREN, MEESTE_PLEKKEN, REDENEN
from services.intake.tekst import alinea, regel
from services.kern import bsn
from services.kern.errors import KanNiet, OngeldigeInvoer
from services.kern.kalender import plus_maanden

MEESTE_GROEPEN = 60
NAAM_LENGTE = 60
BELEID_KORTST, BELEID_LANGST = 20, 1_000
VOORUIT = timedelta(days=366)  # verder weet een school niet hoeveel plekken er zijn


def naam_toetsen(naam: str, bestaand: Iterable[str]) -> str:
    """De naam van een groep, schoon en nog niet in gebruik op deze school. Raises OngeldigeInvoer."""
    schoon = regel(naam)
    if not schoon or len(schoon) > NAAM_LENGTE:
        raise _fout("naam", f"Geef de groep een naam van hooguit {NAAM_LENGTE} tekens.")
    if schoon.casefold() in {een.casefold() for een in bestaand}:
        raise _fout("naam", "Deze groep staat er al.")
    return schoon


def aantal_toetsen(vrij: int) -> int:
    """Nul tot en met 99. Raises OngeldigeInvoer."""
    if not 0 <= vrij <= MEESTE_PLEKKEN:
        raise _fout("vrij", f"Vul een getal in van 0 tot en met {MEESTE_PLEKKEN}.")
    return vrij


def leerjaren_toetsen(van: int | None, tot: int | None, sector: str) -> tuple[int | None, int | None]:
    """Voor welke leerjaren de groep is; één ingevuld is dat ene. Raises OngeldigeInvoer."""
    van, tot = van if van is not None else tot, tot if tot is not None else van
    hoogste = LEERJAREN[sector]
    if van is not None and tot is not None and not 1 <= van <= tot <= hoogste:
        raise _fout("leerjaar_van", f"Kies leerjaren van 1 tot en met {hoogste}, van laag naar hoog.")
    return van, tot


def vanaf_toetsen(per: date, vandaag: date) -> date:
    """Vanaf wanneer de plekken vrij zijn: hooguit een jaar vooruit. Wat voorbij is, geldt vandaag."""
    if per > vandaag + VOORUIT:
        raise _fout("per", "Kies een dag binnen een jaar.")
    return max(per, vandaag)


def volverklaring_toetsen(
    *, reden: str, beleid: str, voor_iedereen: bool, van: date, tot_en_met: date, vandaag: date, maanden: int
) -> str:
    """De tekst over het beleid, schoon. Raises OngeldigeInvoer met per veld wat de wet of het verband vraagt."""
    fouten: dict[str, str] = {}
    schoon = alinea(beleid)
    if reden not in REDENEN:
        fouten["reden"] = "Kies waarom de groep vol is."
    if not BELEID_KORTST <= len(schoon) <= BELEID_LANGST:
        fouten["beleid"] = "Schrijf in een paar zinnen welk beleid dit is en waar ouders het kunnen lezen."
    elif bsn.staat_erin(schoon):
        fouten["beleid"] = bsn.MELDING
    if not voor_iedereen:
        fouten["voor_iedereen"] = (
            "Een school mag alleen weigeren als de groep vol is voor alle leerlingen. Is er voor een leerling zonder "
            "extra ondersteuning wel plek, dan is de groep niet vol."
        )
    if van < vandaag:
        fouten["van"] = "Kies vandaag of een dag die nog komt."
    if tot_en_met < van:
        fouten["tot_en_met"] = "De laatste dag ligt voor de eerste."
    elif tot_en_met > laatste_dag(van, maanden):
        fouten["tot_en_met"] = f"Hooguit {maanden} maanden. Is de groep daarna nog vol, dan verklaart u dat opnieuw."
    if fouten:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden=fouten)
    return schoon


def laatste_dag(van: date, maanden: int) -> date:
    """De dag voor dezelfde dag zoveel maanden later."""
    return plus_maanden(van, maanden) - timedelta(days=1)


def vol_is_nul(vrij: int, vol_tot_en_met: date | None) -> None:
    """Een groep die vol is verklaard, heeft geen vrije plek. Raises KanNiet."""
    if vrij and vol_tot_en_met is not None:
        raise KanNiet("Deze groep is vol verklaard. Trek eerst de volverklaring in.")


def verouderd(bijgewerkt_op: date, vandaag: date, na_dagen: int | None) -> bool:
    """Of een aantal ouder is dan het samenwerkingsverband goed vindt; zonder eigen regel nooit."""
    return na_dagen is not None and vandaag - bijgewerkt_op >= timedelta(days=na_dagen)


def _fout(veld: str, zin: str) -> OngeldigeInvoer:
    return OngeldigeInvoer("Niet alles is goed ingevuld.", velden={veld: zin})
