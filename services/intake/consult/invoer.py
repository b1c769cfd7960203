"""Wat iemand in een consult schrijft, getoetst. Een zin per veld dat niet klopt."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from services.intake.consult import naamtoets
from services.intake.consult.naamtoets import Bevinding
from services.intake.tekst import alinea, regel
from services.kern import bsn
from services.kern.errors import OngeldigeInvoer

TEKST_KORT, TEKST_LANG = 20, 4_000
ONDERWERP_KORT, ONDERWERP_LANG = 5, 100
REDEN_KORT, REDEN_LANG = 10, 300
BEWIJS_LANG = 500
#: Een toestemming van langer geleden gaat over iets anders.
TOESTEMMING_OUDST = timedelta(days=366)


def onderwerp_toetsen(tekst: str) -> str:
    """Waar het over gaat, op één regel. OngeldigeInvoer bij `onderwerp`."""
    schoon = regel(tekst)
    if not ONDERWERP_KORT <= len(schoon) <= ONDERWERP_LANG:
        raise _fout("onderwerp", "Schrijf in een paar woorden waar het over gaat, hooguit 100 tekens.")
    if naamtoets.heeft_bsn(schoon):
        raise _fout("onderwerp", bsn.MELDING)
    return schoon


def tekst_toetsen(tekst: str, geen_naam: str, bevindingen: Iterable[Bevinding]) -> str:
    """De tekst, schoon. OngeldigeInvoer bij `tekst` of `geen_naam`.

    Wat op een naam lijkt, houdt tegen tot iemand zegt waarom het geen naam is. Een BSN houdt altijd tegen.
    """
    schoon, reden = alinea(tekst), regel(geen_naam)
    if len(schoon) < TEKST_KORT:
        raise _fout("tekst", "Schrijf uw vraag of antwoord in een paar zinnen.")
    if len(schoon) > TEKST_LANG:
        raise _fout("tekst", f"Dit is te lang: hooguit {TEKST_LANG} tekens.")
    for veld, inhoud in (("tekst", schoon), ("geen_naam", reden)):
        if naamtoets.heeft_bsn(inhoud):
            raise _fout(veld, bsn.MELDING)
    zin = naamtoets.zin(bevindingen)
    if zin and len(reden) < REDEN_KORT:
        raise _fout("geen_naam", f"{zin} Is het geen kind? Schrijf hier waarom niet.")
    if len(reden) > REDEN_LANG:
        raise _fout("geen_naam", f"Gebruik hooguit {REDEN_LANG} tekens.")
    return schoon


def toestemming_toetsen(op: date, bewijs: str, vandaag: date) -> str:
    """Waaruit blijkt dat de ouders toestemming gaven. OngeldigeInvoer bij `toestemming_op` of `bewijs`."""
    fouten: dict[str, str] = {}
    schoon = alinea(bewijs)
    if op > vandaag:
        fouten["toestemming_op"] = "Deze dag moet nog komen. Koppelen kan pas als de ouders toestemming gaven."
    elif op < vandaag - TOESTEMMING_OUDST:
        fouten["toestemming_op"] = "Deze toestemming is ouder dan een jaar. Vraag haar opnieuw."
    if len(schoon) < REDEN_KORT:
        fouten["bewijs"] = "Schrijf waar het bewijs is, bijvoorbeeld: formulier van de moeder, in de map van de school."
    elif len(schoon) > BEWIJS_LANG:
        fouten["bewijs"] = f"Gebruik hooguit {BEWIJS_LANG} tekens."
    elif naamtoets.heeft_bsn(schoon):
        fouten["bewijs"] = bsn.MELDING
    if fouten:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden=fouten)
    return schoon


def _fout(veld: str, zin: str) -> OngeldigeInvoer:
    return OngeldigeInvoer("Niet alles is goed ingevuld.", velden={veld: zin})
