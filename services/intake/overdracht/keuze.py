"""Wat er van een leerling meegaat naar het voortgezet onderwijs: alleen wat is gekozen, en niet langer dan is gezegd.

Bron: ondersteuningsplan swv2202po, par. 2.3.2 en 4.6; AVG artikel 5 lid 1 onder b en c, en artikel 7 lid 3.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from services.intake.tekst import alinea
from services.kern import bsn
from services.kern.errors import OngeldigeInvoer
from services.kern.kalender import einde_schooljaar, in_woorden, schooljaar_van

#: Wat gekozen kan worden. Naam, geboortedatum, groep en school gaan altijd mee: anders weet niemand over wie het gaat.
ONDERDELEN = {
    "vraag": "Wat de leerling nodig heeft",
    "wat_werkt": "Wat op de basisschool werkt",
    "advies": "Het schooladvies tot nu toe",
    "loopbaan": "Op welke scholen en in welke groepen de leerling zat",
    "gezag": "Wie gezag heeft",
}
#: Deze schrijft de school zelf op; de andere staan al in het dossier.
TEKSTEN = ("vraag", "wat_werkt", "advies")
GROEPEN = {"groep 6": 2, "groep 7": 1, "groep 8": 0}
TEKST_KORT, TEKST_LANG, BEWIJS_LANG = 10, 2_000, 500
TOESTEMMING_OUDST = timedelta(days=366)
VERDER = 3


def overstapjaar(groep: str, vandaag: date) -> int:
    """Het jaar van de zomer waarin een leerling van deze groep naar het voortgezet onderwijs gaat."""
    return schooljaar_van(vandaag) + 1 + GROEPEN.get(groep.strip().lower(), 0)


def overstap_toetsen(jaar: int, vandaag: date) -> int:
    """OngeldigeInvoer bij `overstap_jaar`: al voorbij, of te ver weg."""
    eerste = schooljaar_van(vandaag) + 1
    if not eerste <= jaar <= eerste + VERDER:
        raise _fout(overstap_jaar=f"Kies een jaar van {eerste} tot en met {eerste + VERDER}.")
    return jaar


def op_dag(jaar: int, maand_dag: str) -> date:
    """`06-01` in dat jaar. De dagen van de regels bestaan elk jaar."""
    return date(jaar, int(maand_dag[:2]), int(maand_dag[3:]))


def verloopdag_toetsen(verloopt_op: date, uiterlijk: date, vandaag: date) -> date:
    """De laatste dag dat het andere samenwerkingsverband het ziet. OngeldigeInvoer bij `verloopt_op`."""
    if verloopt_op < vandaag:
        raise _fout(verloopt_op="Deze dag is al voorbij.")
    if verloopt_op > uiterlijk:
        raise _fout(verloopt_op=f"Kies een dag tot en met {in_woorden(uiterlijk)}: daarna is het niet meer nodig.")
    return verloopt_op


def keuze_toetsen(
    onderdelen: Iterable[str], teksten: Mapping[str, str], mogelijk: Iterable[str]
) -> tuple[list[str], dict[str, str]]:
    """De gekozen onderdelen op volgorde, en alleen hun teksten, schoon. OngeldigeInvoer met een zin per veld."""
    fouten: dict[str, str] = {}
    gekozen = [naam for naam in ONDERDELEN if naam in set(onderdelen)]
    if not gekozen or set(onderdelen) - set(mogelijk):
        fouten["onderdelen"] = "Kies wat er meegaat."
    uit: dict[str, str] = {}
    for naam in TEKSTEN:
        schoon = alinea(teksten.get(naam, ""))
        if naam not in gekozen:
            continue
        if len(schoon) < TEKST_KORT:
            fouten[naam] = "U koos dit onderdeel. Schrijf het in een zin op, of kies het niet."
        elif len(schoon) > TEKST_LANG:
            fouten[naam] = f"Dit is te lang: hooguit {TEKST_LANG} tekens."
        elif bsn.staat_erin(schoon):
            fouten[naam] = bsn.MELDING
        uit[naam] = schoon
    if fouten:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden=fouten)
    return gekozen, uit


def toestemming_toetsen(op: date, bewijs: str, vandaag: date) -> str:
    """Waaruit blijkt dat de ouders toestemden. OngeldigeInvoer bij `toestemming_op` of `bewijs`."""
    fouten: dict[str, str] = {}
    schoon = alinea(bewijs)
    if op > vandaag:
        fouten["toestemming_op"] = "Deze dag moet nog komen. Delen kan pas als de ouders toestemden."
    elif op < vandaag - TOESTEMMING_OUDST:
        fouten["toestemming_op"] = "Deze toestemming is ouder dan een jaar. Vraag haar opnieuw."
    if not TEKST_KORT <= len(schoon) <= BEWIJS_LANG:
        fouten["bewijs"] = "Schrijf waar het bewijs is, bijvoorbeeld: getekend formulier, in de map van de school."
    elif bsn.staat_erin(schoon):
        fouten["bewijs"] = bsn.MELDING
    if fouten:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden=fouten)
    return schoon


def zichtbaar(status: str, verloopt_op: date | None, vandaag: date) -> bool:
    """Of het andere samenwerkingsverband het vandaag ziet: gedeeld, en de laatste dag is niet voorbij."""
    return status == "gedeeld" and verloopt_op is not None and vandaag <= verloopt_op


def ook_voor(ook_school: bool, plek_school: str, school: str) -> bool:
    """Of deze school meeleest: de ouders vonden dat goed, en de leerling heeft hier een plek."""
    return ook_school and bool(plek_school) and plek_school == school


def selectie(onderdelen: Iterable[str], alles: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Van alles wat er is, alleen wat is gekozen, op volgorde. Wat niet is gekozen, komt er nooit in."""
    gekozen = set(onderdelen)
    return {naam: list(alles[naam]) for naam in ONDERDELEN if naam in gekozen and alles.get(naam)}


def nog_zonder_plek(plek_school: str, plek_uiterlijk: date, vandaag: date) -> str:
    """Hoe dringend: "" heeft een plek, anders `te_laat`, `binnenkort` (twee maanden) of `later`."""
    if plek_school:
        return ""
    if vandaag > plek_uiterlijk:
        return "te_laat"
    return "binnenkort" if plek_uiterlijk - vandaag <= timedelta(days=61) else "later"


def laatste_schooldag(jaar: int) -> date:
    """De dag waarop het schooljaar van de overstap eindigt."""
    return einde_schooljaar(jaar - 1)


def _fout(**velden: str) -> OngeldigeInvoer:
    return OngeldigeInvoer("Niet alles is goed ingevuld.", velden=velden)
