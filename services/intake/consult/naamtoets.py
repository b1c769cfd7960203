"""Kijken of in een tekst iemand te herkennen is: een naam, een geboortedatum, een adres, een nummer.

Een consult is eerst zonder naam. Deze toets waarschuwt; wie zeker weet dat het geen naam is, zegt waarom en gaat door.
Een burgerservicenummer gaat nooit door. De toets kent drie bronnen: de leerlingen die de school zelf vastlegde, een
lijst van veel gebruikte voornamen, en hoe namen en datums worden geschreven. Zij vindt niet alles: een bijnaam of een
bijzonder verhaal herkent zij niet. Dat staat ook op het scherm.

Bron: AVG artikel 5 lid 1 onder c (niet meer gegevens dan nodig) en artikel 4 onder 1 (wie herleidbaar is).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from services.intake.consult.voornamen import VOORNAMEN
from services.kern import bsn

NAAM, DATUM, ADRES, BEREIK, NUMMER = "naam", "datum", "adres", "bereik", "nummer"
#: Hoe elke soort in een zin heet.
SOORTEN = {
    NAAM: "een naam",
    DATUM: "een geboortedatum",
    ADRES: "een adres of postcode",
    BEREIK: "een e-mailadres of telefoonnummer",
    NUMMER: "een nummer dat van iemand kan zijn",
}
KORTSTE_NAAM = 3  # een kortere naam van een leerling staat ook in gewone woorden

_MAANDEN = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    "jan|feb|mrt|apr|jun|jul|aug|sept?|okt|nov|dec"
)
_DATUM = re.compile(
    r"(?<![\d.,/-])(?:"
    r"\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?(?:\d{4}|\d{2})"
    r"|(?:19|20)\d{2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{1,2}"
    rf"|\d{{1,2}}\s+(?:{_MAANDEN})\.?\s+(?:19|20)\d{{2}}"
    r")(?![\d/-])"
    rf"|\b(?:geboren|jarig)\s+(?:op|in)\s+(?:\d{{1,2}}\s+)?(?:{_MAANDEN}|\d{{4}})\.?(?:\s+(?:19|20)\d{{2}})?(?!\w)",
    re.IGNORECASE,
)
_BEREIK = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w+])(?:\+31|0031|0)[\s-]?[1-9](?:[\s-]?\d){8}(?!\d)", re.IGNORECASE
)
_POSTCODE = re.compile(r"(?<!\w)[1-9]\d{3}\s?[A-Z]{2}(?!\w)")
_NUMMER = re.compile(r"(?<![\w.,/-])\d{6,}(?![\w,/-]|\.\d)")
# Wie zo wordt ingeleid, is een mens: "mevrouw De Boer", "de familie Jansen", "juf Anouk".
_VOEGSELS = r"(?:(?:van|de|den|der|het|'t|ten|ter|te|el|al|la|le|von|da|dos)\s+)*"
_WOORD = r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+(?:['’][a-zà-öø-ÿ]+)?(?:-[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+)*(?![^\W\d_])"
_AANHEF = re.compile(
    r"\b(?:[Mm]evrouw|[Mm]evr\.|[Mm]w\.|[Mm]eneer|[Dd]e heer|[Dd]hr\.|[Ff]amilie|[Ff]am\.|[Jj]uf|[Mm]eester|"
    rf"[Jj]uffrouw|[Dd]okter|[Dd]r\.|[Dd]rs\.)\s+({_VOEGSELS}(?:[A-Z]\.\s*)*{_WOORD})"
)
_HEET = re.compile(rf"\b(?:heet|heten|genaamd|noemen we|voornaam is|achternaam is|naam is)\s+({_VOEGSELS}{_WOORD})")
_VOORLETTER = re.compile(rf"(?<!\w)((?:[A-Z]\.\s?)+{_VOEGSELS}{_WOORD})")
_VOLUIT = re.compile(rf"(?<!\w)({_WOORD}\s+(?:(?:van|de|den|der|het|'t|ten|ter|te)\s+)*{_WOORD})")
_HOOFD = re.compile(rf"(?<![\w'’-]){_WOORD}")
_ZIN = re.compile(r"(?:^|[.!?:;…]\s+|[\n\r]\s*|[“\"(•*]\s*|^-\s+)$")
#: Woorden met een hoofdletter die geen mens zijn.
_GEWOON_TEKST = """
    de het een van in op bij met voor naar uit over onder door aan als maar want dus toen nu ook onze ons wij we hij zij
    ze er dit dat deze die wat wie waar hoe waarom welke wanneer kunnen kan moet mag zijn haar hun mijn uw
    nederland nederlands nederlandse nederlandstalig engels engelse duits duitse frans franse fries turks turkse
    arabisch arabische pools poolse syrisch syrische oekraïens oekraïense marokkaans marokkaanse europa europese
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei juni juli augustus
    september oktober november december kerst pasen pinksteren sinterklaas ramadan meedoen samenwerkingsverband
    steunpunt basisschool kentalis visio auris yorneo cosis cito boom dia leerling ouders ouder moeder vader school
    groep kind team jeugdhulp jeugdzorg leerplicht gemeente montessori dalton jenaplan freinet adhd autisme
    parnassys esis somtoday magister kijk onderwijs inspectie wet internet teams zoom youtube playmobil lego minecraft
    rekenen taal lezen spelling gym wiskunde biologie aardrijkskunde geschiedenis"""
_GEWOON = frozenset(_GEWOON_TEKST.split())


class Bevinding(msgspec.Struct, frozen=True, order=True):
    """Waar in de tekst iets staat waaraan iemand te herkennen kan zijn. `soort`: een sleutel van SOORTEN."""

    begin: int
    einde: int
    soort: str
    tekst: str


def toets(tekst: str, leerlingen: Iterable[str] = (), bekend: Iterable[str] = ()) -> list[Bevinding]:
    """Wat er in deze tekst aan iemand doet denken, in de volgorde van de tekst; niets overlapt.

    `leerlingen`: namen die de school zelf vastlegde, voor en achter los; zij tellen hoe ze ook zijn geschreven.
    `bekend`: namen van scholen, plaatsen en organisaties; die zijn geen mens.
    """
    gewoon = _GEWOON | {woord.lower() for naam in bekend for woord in re.findall(r"[^\W\d_]+", naam)}
    eigen = {naam.strip().lower() for naam in leerlingen if len(naam.strip()) >= KORTSTE_NAAM}
    gevonden = [
        *_alle(_DATUM, tekst, DATUM),
        *_alle(_BEREIK, tekst, BEREIK),
        *_alle(_POSTCODE, tekst, ADRES),
        *_alle(_NUMMER, tekst, NUMMER),
        *_van_de_school(tekst, eigen),
        *_geschreven(tekst, gewoon),
    ]
    return _zonder_overlap(gevonden)


def zin(bevindingen: Iterable[Bevinding]) -> str:
    """Wat de schrijver leest: welke woorden, en wat te doen. Leeg als er niets is gevonden."""
    per_soort: dict[str, list[str]] = {}
    for een in bevindingen:
        woorden = per_soort.setdefault(een.soort, [])
        if een.tekst not in woorden:
            woorden.append(een.tekst)
    if not per_soort:
        return ""
    delen = [f"{SOORTEN[soort]}: {', '.join(f'“{w}”' for w in woorden)}" for soort, woorden in per_soort.items()]
    return f"Hier lijkt te staan: {'; '.join(delen)}. Haal dat weg: een consult is eerst zonder naam."


def heeft_bsn(tekst: str) -> bool:
    """Of er een burgerservicenummer in staat. Daar helpt geen uitleg."""
    return bsn.staat_erin(tekst)


def _alle(patroon: re.Pattern[str], tekst: str, soort: str) -> list[Bevinding]:
    return [Bevinding(g.start(), g.end(), soort, g[0]) for g in patroon.finditer(tekst)]


def _van_de_school(tekst: str, namen: set[str]) -> list[Bevinding]:
    if not namen:
        return []
    lang_eerst = sorted(namen, key=lambda naam: (-len(naam), naam))
    patroon = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, lang_eerst))})(?:'?s)?(?!\w)", re.IGNORECASE)
    # De hoofdletters gelden hier niet; een achternaam die een gewoon woord is, telt alleen met een hoofdletter.
    return [
        Bevinding(g.start(), g.end(), NAAM, g[0])
        for g in patroon.finditer(tekst)
        if g[0].lower() in VOORNAMEN or g[0].lower() not in _GEWONE_WOORDEN or g[0][0].isupper()
    ]


def _geschreven(tekst: str, gewoon: frozenset[str] | set[str]) -> list[Bevinding]:
    uit: list[Bevinding] = []
    for patroon in (_AANHEF, _HEET):
        uit += [Bevinding(g.start(1), g.end(1), NAAM, g[1]) for g in patroon.finditer(tekst)]
    for g in _VOORLETTER.finditer(tekst):
        if not _alleen(g[1], gewoon):
            uit.append(Bevinding(g.start(1), g.end(1), NAAM, g[1]))
    for g in _VOLUIT.finditer(tekst):
        eerste = re.split(r"\s+", g[1])[0]
        begint = _begint_zin(tekst, g.start(1))
        if _alleen(g[1], gewoon) or (begint and not _voornaam(eerste)):
            continue
        uit.append(Bevinding(g.start(1), g.end(1), NAAM, g[1]))
    for g in _HOOFD.finditer(tekst):
        if _voornaam(g[0]) or (not _begint_zin(tekst, g.start()) and not _alleen(g[0], gewoon)):
            uit.append(Bevinding(g.start(), g.end(), NAAM, g[0]))
    return uit


def _voornaam(woord: str) -> bool:
    kaal = woord.lower().replace("’", "'")
    return kaal in VOORNAMEN or kaal.removesuffix("'s") in VOORNAMEN or kaal.removesuffix("s") in VOORNAMEN


def _alleen(naam: str, gewoon: frozenset[str] | set[str]) -> bool:
    """Alle woorden met een hoofdletter zijn bekend, en geen daarvan is een voornaam die niet ook een plaats is."""
    woorden = re.findall(r"[^\W\d_]+", naam)
    return all(woord.lower() in gewoon for woord in woorden if woord[0].isupper() and len(woord) > 1)


def _begint_zin(tekst: str, plek: int) -> bool:
    return plek == 0 or bool(_ZIN.search(tekst[max(0, plek - 6) : plek])) or not tekst[:plek].strip()


def _zonder_overlap(gevonden: list[Bevinding]) -> list[Bevinding]:
    uit: list[Bevinding] = []
    for een in sorted(gevonden, key=lambda b: (b.begin, -b.einde)):
        if not uit or een.begin >= uit[-1].einde:
            uit.append(een)
    return uit


#: Achternamen die ook een gewoon woord zijn: zonder hoofdletter zijn zij dat woord.
_OOK_WOORDEN = """
    bakker smit boer visser vos kok mulder dekker post prins koning brouwer jager kuiper schipper wever timmerman
    groot klein lang kort wit zwart bruin rood groen berg bos dijk kamp veld huis hof brink boom bloem beek blok
    kramer slager molenaar meijer hoek winter zomer vrede best goed wil kan mark roos sterre fleur lente linde rein
    haas zee mees puk stoel steen bron hart vink valk leeuw"""
_GEWONE_WOORDEN = frozenset(_OOK_WOORDEN.split())
