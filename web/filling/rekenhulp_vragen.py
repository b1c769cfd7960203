"""The five questions of the rekenhulp: where each stands, what it says of itself, and what works it out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from msgspec import Struct

from web.filling.rekenhulp import Uitkomst
from web.filling.rekenhulp_aanmelding import VORM as AANMELDING
from web.filling.rekenhulp_aanmelding import aanmelding
from web.filling.rekenhulp_beslistermijn import VORM as BESLISTERMIJN
from web.filling.rekenhulp_beslistermijn import beslistermijn
from web.filling.rekenhulp_bevoegd import VORM as BEVOEGD
from web.filling.rekenhulp_bevoegd import bevoegd
from web.filling.rekenhulp_bezwaar import VORM as BEZWAAR
from web.filling.rekenhulp_bezwaar import bezwaar
from web.filling.rekenhulp_formulier import Ingevuld, Vorm
from web.filling.rekenhulp_onderwijs import VORM as ONDERWIJS
from web.filling.rekenhulp_onderwijs import onderwijs

BEGIN = "/rekenhulp"
IN_ADRES = (
    "Wij bewaren niets. De datums komen in het adres van deze pagina, zodat u het antwoord kunt terugvinden of delen. "
    "Vul geen namen in."
)
NIET_IN_ADRES = "Wij bewaren niets, en wat u invult komt niet in het adres van de pagina. Vul geen namen in."


class Hulp(Struct, frozen=True):
    """One calculator."""

    pad: str
    titel: str
    wat: str
    inleiding: str
    icoon: str
    vorm: Vorm
    rekenen: Callable[[Ingevuld, date], Uitkomst]
    methode: str = "get"

    @property
    def url(self) -> str:
        return f"{BEGIN}/{self.pad}"


HULPEN = (
    Hulp(
        "beslistermijn",
        "Wat is mijn termijn?",
        "Wanneer moet het samenwerkingsverband uiterlijk beslissen? En wat als dat niet lukt?",
        "Vul in wat er is gebeurd met de aanvraag van een toelaatbaarheidsverklaring. U ziet wat de laatste dag is, en "
        "hoe die is berekend.",
        "clock",
        BESLISTERMIJN,
        beslistermijn,
    ),
    Hulp(
        "aanmelding",
        "Wanneer beslist de school?",
        "U heeft uw kind aangemeld. Wanneer hoort u of het wordt toegelaten?",
        "Een school heeft zes weken om te beslissen op een aanmelding. Vul in wat er is gebeurd.",
        "school",
        AANMELDING,
        aanmelding,
    ),
    Hulp(
        "bezwaar",
        "Kan er nog bezwaar?",
        "U bent het niet eens met een besluit. Tot wanneer kunt u bezwaar maken?",
        "Vul in wanneer het besluit bekend is gemaakt. U ziet of bezwaar maken nog kan, en wanneer u antwoord krijgt.",
        "scale",
        BEZWAAR,
        bezwaar,
    ),
    Hulp(
        "praktijkonderwijs-en-lwoo",
        "Praktijkonderwijs of lwoo?",
        "Past een leerling binnen de criteria voor praktijkonderwijs of leerwegondersteuning?",
        "Vul het IQ en de toetsresultaten in. U ziet aan welke criteria de leerling voldoet.",
        "target",
        ONDERWIJS,
        onderwijs,
        "post",
    ),
    Hulp(
        "samenwerkingsverband",
        "Welk samenwerkingsverband beslist?",
        "Wie geeft de toelaatbaarheidsverklaring? Dat hangt af van de school van nu en de woonplaats.",
        "Vul in waar de leerling naartoe gaat, waar de leerling woont en waar hij of zij nu op school zit.",
        "pin",
        BEVOEGD,
        bevoegd,
    ),
)
PER_PAD = {hulp.url: hulp for hulp in HULPEN}
