"""Wat iemand over een jong kind typt, getoetst. Een zin per veld dat niet klopt."""

from __future__ import annotations

from datetime import date, timedelta

from services.intake.tekst import alinea, is_emailadres, regel
from services.kern import bsn
from services.kern.errors import OngeldigeInvoer
from services.kern.kalender import plus_jaren, plus_maanden

NAAM_LENGTE, BEWIJS_KORT, BEWIJS_LENGTE, TEKST_LENGTE = 100, 10, 500, 4_000
TOESTEMMING_OUDST = timedelta(days=366)
OUDST = 7  # jaren: wie ouder is, gaat al naar school of is thuiszitter
NIET_ALLES = "Niet alles is goed ingevuld."


def kind_toetsen(
    roepnaam: str, achternaam: str, geboren_op: date, voorschool: str, vanaf_maanden: int, vandaag: date
) -> tuple[str, str, str]:
    """Roepnaam, achternaam en voorschool, schoon. OngeldigeInvoer met een zin per veld."""
    waarden = {"roepnaam": regel(roepnaam), "achternaam": regel(achternaam), "voorschool": regel(voorschool)}
    fouten = {naam: fout for naam, tekst in waarden.items() if (fout := _naam_fout(tekst))}
    if geboren_op > vandaag:
        fouten["geboren_op"] = "Deze geboortedatum ligt in de toekomst."
    elif plus_maanden(geboren_op, vanaf_maanden) > vandaag:
        fouten["geboren_op"] = f"Dit kind is nog geen {_leeftijd(vanaf_maanden)}. Dan is het te vroeg."
    elif plus_jaren(geboren_op, OUDST) <= vandaag:
        fouten["geboren_op"] = f"Dit kind is al {OUDST}. Een kind van die leeftijd hoort op school."
    if fouten:
        raise OngeldigeInvoer(NIET_ALLES, velden=fouten)
    return waarden["roepnaam"], waarden["achternaam"], waarden["voorschool"]


def _leeftijd(maanden: int) -> str:
    jaren, rest = divmod(maanden, 12)
    if rest == 0:
        return f"{jaren} jaar"
    return f"{jaren},5 jaar" if rest == 6 else f"{jaren} jaar en {rest} maanden"


def toestemming_toetsen(op: date, bewijs: str, vandaag: date) -> str:
    """Waaruit blijkt dat de ouders toestemming gaven. OngeldigeInvoer bij `toestemming_op` of `bewijs`."""
    fouten, schoon = {}, alinea(bewijs)
    if op > vandaag:
        fouten["toestemming_op"] = "Deze dag moet nog komen. Begin als de ouders toestemming gaven."
    elif op < vandaag - TOESTEMMING_OUDST:
        fouten["toestemming_op"] = "Deze toestemming is ouder dan een jaar. Vraag haar opnieuw."
    if fout := _bewijs_fout(schoon):
        fouten["bewijs"] = fout
    if fouten:
        raise OngeldigeInvoer(NIET_ALLES, velden=fouten)
    return schoon


def papier_toetsen(naam: str, op: date, bewijs: str, ingeleverd: date, vandaag: date) -> tuple[str, str]:
    """Naam en bewijs van een handtekening op papier, schoon. OngeldigeInvoer met een zin per veld."""
    fouten, wie, schoon = {}, regel(naam), alinea(bewijs)
    if fout := _naam_fout(wie):
        fouten["naam"] = fout
    if op > vandaag:
        fouten["op"] = "Deze datum ligt in de toekomst."
    elif op < ingeleverd:
        fouten["op"] = "Toen was het document nog niet klaar."
    if fout := _bewijs_fout(schoon):
        fouten["bewijs"] = fout
    if fouten:
        raise OngeldigeInvoer(NIET_ALLES, velden=fouten)
    return wie, schoon


def genodigde_toetsen(naam: str, email: str) -> tuple[str, str]:
    """Naam en adres van wie wordt uitgenodigd, schoon. OngeldigeInvoer met een zin per veld."""
    fouten, wie, adres = {}, regel(naam), email.strip()
    if fout := _naam_fout(wie):
        fouten["naam"] = fout
    if not is_emailadres(adres):
        fouten["email"] = "Dit is geen e-mailadres."
    if fouten:
        raise OngeldigeInvoer(NIET_ALLES, velden=fouten)
    return wie, adres


def toegang_toetsen(tot_en_met: date, hoogstens: int, vandaag: date) -> None:
    """Tot welke dag de voorschool er bij kan. OngeldigeInvoer bij `tot_en_met`."""
    if tot_en_met < vandaag:
        zin = "Deze dag is al voorbij."
    elif tot_en_met > vandaag + timedelta(days=hoogstens):
        zin = f"Kies een dag binnen {hoogstens} dagen."
    else:
        return
    raise OngeldigeInvoer(NIET_ALLES, velden={"tot_en_met": zin})


def tekst_toetsen(tekst: str, veld: str, *, kort: int = 0, zin: str = "") -> str:
    """Wat iemand in eigen woorden schreef, schoon. OngeldigeInvoer bij `veld`."""
    schoon = alinea(tekst)
    if len(schoon) < kort:
        raise OngeldigeInvoer(NIET_ALLES, velden={veld: zin})
    if len(schoon) > TEKST_LENGTE:
        raise OngeldigeInvoer(NIET_ALLES, velden={veld: f"Dit is te lang: hooguit {TEKST_LENGTE} tekens."})
    if bsn.staat_erin(schoon):
        raise OngeldigeInvoer(NIET_ALLES, velden={veld: bsn.MELDING})
    return schoon


def _naam_fout(tekst: str) -> str | None:
    if not tekst:
        return "Vul dit in."
    if len(tekst) > NAAM_LENGTE:
        return "Dit is te lang."
    return bsn.MELDING if bsn.staat_erin(tekst) else None


def _bewijs_fout(tekst: str) -> str | None:
    if len(tekst) < BEWIJS_KORT:
        return "Schrijf waar het bewijs is, bijvoorbeeld: formulier van de moeder, in de map van het kind."
    if len(tekst) > BEWIJS_LENGTE:
        return f"Gebruik hooguit {BEWIJS_LENGTE} tekens."
    return bsn.MELDING if bsn.staat_erin(tekst) else None
