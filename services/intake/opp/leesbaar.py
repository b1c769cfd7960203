"""Of een leerling de tekst kan lezen: korte zinnen en gewone woorden (A2 tot B1)."""

from __future__ import annotations

import re

LANGSTE_ZIN = 15
LANGSTE_WOORD = 16
#: Woorden van school, en hoe een kind het zegt.
GEWONER = {
    "uitstroomprofiel": "waar je later naartoe gaat",
    "ontwikkelingsperspectief": "plan",
    "onderwijsbehoefte": "wat je nodig hebt",
    "ondersteuningsbehoefte": "wat je nodig hebt",
    "executieve functies": "plannen en opletten",
    "sociaal-emotioneel": "hoe je je voelt",
    "sociaal-emotionele": "hoe je je voelt",
    "cognitieve": "leren en denken",
    "cognitief": "leren en denken",
    "werkhouding": "hoe je werkt",
    "zelfstandigheid": "zelf dingen doen",
    "didactisch": "leren",
    "interventie": "hulp",
    "evaluatie": "samen kijken hoe het gaat",
    "evalueren": "samen kijken hoe het gaat",
    "motoriek": "bewegen",
    "differentiatie": "werk dat bij je past",
    "handelingsdeel": "de hulp die je krijgt",
    "stimuleren": "helpen",
    "realiseren": "doen",
}
_ZIN = re.compile(r"[^.!?\n]+")
_WOORD = re.compile(r"[\w'’-]+")


def hint(tekst: str) -> str:
    """Een zin over wat het eerst korter of gewoner kan; leeg als de tekst goed te lezen is."""
    for moeilijk, gewoon in GEWONER.items():
        if re.search(rf"\b{re.escape(moeilijk)}", tekst, re.IGNORECASE):
            return f"“{moeilijk}” is een moeilijk woord. Schrijf liever: {gewoon}."
    for zin in _ZIN.findall(tekst):
        woorden = _WOORD.findall(zin)
        if len(woorden) > LANGSTE_ZIN:
            return f"Eén zin heeft {len(woorden)} woorden. Maak er twee van."
        for woord in woorden:
            if len(woord) > LANGSTE_WOORD:
                return f"“{woord}” is een lang woord. Kan het korter?"
    return ""
