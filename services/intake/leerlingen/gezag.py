"""Wie gezag heeft over een leerling, van welke dag tot welke dag; en waar de leerling woont."""

from __future__ import annotations

import re
from datetime import date

from services.intake.tekst import regel
from services.kern import bsn
from services.kern.errors import OngeldigeInvoer

NAAM_LENGTE = 200
ADRESSEN = 2  # wie bij twee ouders woont, heeft er twee
#: In welke verhouding iemand met gezag tot het kind staat (BW boek 1, titel 14).
RELATIES = ("moeder", "vader", "ouder", "voogd", "instelling")
#: Waaruit het gezag blijkt, en waardoor het eindigt. Een vergissing telt niet als gezag, maar blijft te zien.
GRONDEN = ("geboorte", "erkenning", "gezagsregister", "uitspraak")
EINDGRONDEN = ("uitspraak", "overleden", "meerderjarig", "vergissing")
_POSTCODE = re.compile(r"([1-9][0-9]{3}) ?([A-Z]{2})")


def gezag_toetsen(naam: str, relatie: str, grond: str, van: date, geboren_op: date, vandaag: date) -> str:
    """De naam, schoon. OngeldigeInvoer met een zin per veld."""
    naam, fouten = regel(naam), {}
    if not naam or len(naam) > NAAM_LENGTE:
        fouten["naam"] = "Vul de naam in."
    elif bsn.staat_erin(naam):
        fouten["naam"] = bsn.MELDING
    if relatie not in RELATIES:
        fouten["relatie"] = "Kies wie dit is."
    if grond not in GRONDEN:
        fouten["grond"] = "Kies waaruit het gezag blijkt."
    if van > vandaag:
        fouten["van"] = "Deze datum ligt in de toekomst."
    elif van < geboren_op:
        fouten["van"] = "Gezag kan niet beginnen voor de geboorte."
    if fouten:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden=fouten)
    return naam


def gezagseinde_toetsen(tot: date, grond: str, van: date, vandaag: date) -> None:
    """OngeldigeInvoer met een zin per veld: einde voor het begin of in de toekomst, onbekende grond."""
    fouten = {}
    if grond not in EINDGRONDEN:
        fouten["grond"] = "Kies waardoor het gezag eindigde."
    if tot > vandaag:
        fouten["tot"] = "Deze datum ligt in de toekomst."
    elif tot < van:
        fouten["tot"] = "Deze dag ligt voor het begin van het gezag."
    if fouten:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden=fouten)


def adres_toetsen(straat: str, postcode: str, plaats: str, van: date, vandaag: date) -> tuple[str, str, str]:
    """Straat met huisnummer, postcode (`7823 AB`) en plaats, schoon. OngeldigeInvoer met een zin per veld."""
    straat, plaats, fouten = regel(straat), regel(plaats), {}
    gevonden = _POSTCODE.fullmatch(regel(postcode).upper())
    if not straat or len(straat) > NAAM_LENGTE or not any(teken.isdigit() for teken in straat):
        fouten["straat"] = "Vul straat en huisnummer in."
    if gevonden is None:
        fouten["postcode"] = "Schrijf de postcode zo: 7823 AB."
    if not plaats or len(plaats) > NAAM_LENGTE:
        fouten["plaats"] = "Vul de plaats in."
    if van > vandaag:
        fouten["van"] = "Deze datum ligt in de toekomst."
    if fouten or gevonden is None:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden=fouten)
    return straat, f"{gevonden[1]} {gevonden[2]}", plaats
