"""Hoe een versie van de regels van een samenwerkingsverband ontstaat: wie mag wat, van welke stand naar welke."""

from __future__ import annotations

from services.kern.proces import Proces, handeling
from services.kern.rollen import Rol
from services.kern.wetsartikelen import WPO_18A_8

CONCEPT, VASTGESTELD, INGETROKKEN = "concept", "vastgesteld", "ingetrokken"
#: Waar een versie vandaan komt: met de installatie mee, of in Meedoen gemaakt.
MAP, BEHEER = "map", "beheer"
_BEHEERDER = (Rol.BEHEERDER,)

REGELS = Proces(
    naam="regels",
    statussen=(CONCEPT, VASTGESTELD, INGETROKKEN),
    begin=CONCEPT,
    handelingen=(
        handeling(
            "concept_bewaren",
            door=_BEHEERDER,
            van=(CONCEPT,),
            naar=None,
            grondslag=str(WPO_18A_8),
            uitleg="Er is één concept tegelijk; wat nog niet klopt, wordt ook bewaard.",
        ),
        handeling(
            "concept_weggooien",
            door=_BEHEERDER,
            van=(CONCEPT,),
            naar=None,
            grondslag=str(WPO_18A_8),
            uitleg="Alleen een concept kan weg; wat is vastgesteld blijft voor altijd bewaard.",
        ),
        handeling(
            "regels_vaststellen",
            door=_BEHEERDER,
            van=(CONCEPT,),
            naar=VASTGESTELD,
            grondslag=str(WPO_18A_8),
            uitleg="Op zijn vroegst vanaf morgen. Lopende aanvragen houden de regels van hun eigen dag.",
            opnieuw=True,
        ),
        handeling(
            "regels_intrekken",
            door=_BEHEERDER,
            van=(VASTGESTELD,),
            naar=INGETROKKEN,
            grondslag=str(WPO_18A_8),
            uitleg="Alleen zolang de regels nog niet zijn ingegaan.",
            opnieuw=True,
        ),
    ),
)

#: Een medewerker is wie hier of op een school een rol heeft; wie vertrekt, blijft in wat die deed.
ACTIEF, VERTROKKEN = "actief", "vertrokken"

MEDEWERKER = Proces(
    naam="medewerker",
    statussen=(ACTIEF, VERTROKKEN),
    begin=ACTIEF,
    handelingen=(
        handeling(
            "hoed_beeindigen",
            door=_BEHEERDER,
            van=(ACTIEF,),
            naar=None,
            grondslag="beleid",
            uitleg="Deze rol stopt vandaag; wie ermee werkt, is meteen uitgelogd.",
            opnieuw=True,
        ),
        handeling(
            "persoon_uitschrijven",
            door=_BEHEERDER,
            van=(ACTIEF,),
            naar=VERTROKKEN,
            grondslag="beleid",
            uitleg="Alle rollen bij dit samenwerkingsverband stoppen vandaag.",
            opnieuw=True,
        ),
        handeling(
            "passkeys_intrekken",
            door=_BEHEERDER,
            van=(ACTIEF,),
            naar=None,
            grondslag="beleid",
            uitleg="Voor een collega die zijn passkey kwijt is; die maakt daarna een nieuwe.",
            opnieuw=True,
        ),
    ),
)
