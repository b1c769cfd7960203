"""Een BSN vinden in een tekst, zonder elk getal van negen cijfers aan te wijzen. Geeft nooit het nummer zelf terug.

Van de getallen van negen cijfers voldoet 9 % aan de elfproef: alleen rekenen wijst te veel aan. Daarom telt een getal
alleen als er een woord bij staat (BSN, burgerservicenummer, sofinummer, persoonsgebonden of onderwijsnummer), of als
het geschreven is zoals een BSN wordt gedrukt (1234.56.782). Een woord dat iets anders zegt (leerlingnummer, telefoon,
IBAN) en dichterbij staat, gaat voor.

Bron: UAVG artikel 46 (alleen waar een wet het zegt); law.md R-AVG-4 (voor een samenwerkingsverband zegt geen wet het).
"""

from __future__ import annotations

import re

from services.kern.nummers import is_bsn

MELDING = (
    "Hier staat een burgerservicenummer (BSN). Haal het weg: een samenwerkingsverband mag een BSN niet bewaren. "
    "Is het geen BSN, zet er dan bij wat voor nummer het is, zoals “leerlingnummer”."
)
TOCH_NODIG = (
    "Een BSN mag alleen worden gebruikt als een wet dat zegt (UAVG artikel 46). Voor de aanvraag bij een "
    "samenwerkingsverband zegt geen wet dat. Meedoen herkent de leerling zonder BSN. "
    "Is het geen BSN? Zet er in het document bij wat voor nummer het is."
)
# Negen cijfers, los of in de groepen waarin een BSN wordt geschreven, en niet het midden van iets langers.
_GETAL = re.compile(r"(?<![\w.,/+-])(\d{9}|\d{4}[. ]\d{2}[. ]\d{3}|\d{3}[. -]\d{3}[. -]\d{3})(?![\w/]|[.,-]\d)")
# Letter voor letter gezet, zoals sommige programma's een PDF maken, of in hokjes: alleen bij een woord ervoor.
_HOKJES = re.compile(r"(?<![\w.,/+-])(\d(?: \d){8})(?! ?\d|\w)")
_GEDRUKT = re.compile(r"\d{4}\.\d{2}\.\d{3}")
_WEL = re.compile(
    r"\b(?:bsn(?:[- ]?(?:nummer|nr\.?))?|burger[- ]?service[- ]?(?:nummer|nr\.?)|sofi[- ]?(?:nummer|nr\.?)|"
    r"persoonsgebonden[- ]nummer|pgn|onderwijs[- ]?(?:nummer|nr\.?))\b",
    re.IGNORECASE,
)
_NIET = re.compile(
    r"\b(?:leerling|debiteur(?:en)?|factuur|order|klant|dossier|zaak|polis|patient|patiënt|lidmaatschaps?|bestel|"
    r"registratie|big|agb|kvk|btw|rekening|project|contract|document|volg)[- ]?(?:nummers?|nrs?\.?|code)|"
    r"\b(?:tel(?:efoon)?(?:nummer)?\.?|mobiel|fax|iban|kenmerk|isbn|brin|kvk|agb(?:[- ]code)?)\b|\+31|\b0031",
    re.IGNORECASE,
)
DICHTBIJ = 90  # tekens waarbinnen een woord bij een getal hoort
ERNA = 40


def staat_erin(tekst: str) -> bool:
    """Of in deze tekst een BSN staat."""
    noemt = list(_WEL.finditer(tekst))
    for getal in _GETAL.finditer(tekst):
        cijfers = re.sub(r"\D", "", getal[1])
        if is_bsn(cijfers) and _hoort_erbij(tekst, getal, bool(noemt)):
            return True
    if noemt:
        for getal in _HOKJES.finditer(tekst):
            if is_bsn(getal[1].replace(" ", "")) and _hoort_erbij(tekst, getal, False):
                return True
    return tekst.strip().isascii() and is_bsn(tekst.strip())


def _hoort_erbij(tekst: str, getal: re.Match[str], pagina_noemt: bool) -> bool:
    voor, na = tekst[max(0, getal.start() - DICHTBIJ) : getal.start()], tekst[getal.end() : getal.end() + ERNA]
    wel, niet = _laatste(_WEL, voor), _laatste(_NIET, voor)
    if wel >= 0 or niet >= 0:
        return wel > niet
    if _GEDRUKT.fullmatch(getal[1]):
        return True
    # In een tabel staat het woord boven de kolom; erna staat het soms tussen haakjes.
    return bool(_WEL.search(na)) or (pagina_noemt and not _NIET.search(na))


def _laatste(patroon: re.Pattern[str], tekst: str) -> int:
    return max((gevonden.end() for gevonden in patroon.finditer(tekst)), default=-1)


def bladzijden(teksten: list[str]) -> list[int]:
    """De bladzijden, vanaf 1, waarop een BSN staat."""
    return [nummer for nummer, tekst in enumerate(teksten, 1) if staat_erin(tekst)]
