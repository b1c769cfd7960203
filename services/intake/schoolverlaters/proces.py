"""Het leven van een aanmelding voor het schoolverlatersonderzoek: wie mag wat, vanuit welke stand, op welke grond."""

from __future__ import annotations

from services.kern.proces import Proces, handeling
from services.kern.rollen import SCHOOLROLLEN, Rol

AANGEMELD, INGEPLAND, ONDERZOCHT = "aangemeld", "ingepland", "onderzocht"
BESPROKEN, AFGEMELD = "besproken", "afgemeld"
NOG_NIET_ONDERZOCHT = (AANGEMELD, INGEPLAND)
#: Wie bij het samenwerkingsverband volgt of elke school aanmeldt en elk onderzoek op tijd klaar is.
VOLGERS = frozenset({Rol.STEUNPUNTCOORDINATOR, Rol.SECRETARIS, Rol.DIRECTEUR})
ONDERZOEKERS = frozenset({Rol.DESKUNDIGE})
#: Het onderzoek gebeurt met toestemming van de ouders (AVG 6 lid 1 onder a), en die kunnen zij terugnemen (7 lid 3).
TOESTEMMING = "AVG 6 lid 1 onder a en 7 lid 3"

SCHOOLVERLATER = Proces(
    naam="schoolverlater",
    statussen=(AANGEMELD, INGEPLAND, ONDERZOCHT, BESPROKEN, AFGEMELD),
    begin=AANGEMELD,
    handelingen=(
        handeling(
            "schoolverlaters_aanmelden", SCHOOLROLLEN, [], AANGEMELD, TOESTEMMING,
            "Tot en met de sluitingsdag, met toestemming van de ouders. Veel leerlingen in één keer mag.",
        ),
        handeling(
            "schoolverlater_afmelden", SCHOOLROLLEN | {Rol.OUDER}, NOG_NIET_ONDERZOCHT, AFGEMELD, TOESTEMMING,
            "De school tot en met de sluitingsdag; een ouder zolang er nog niet is onderzocht.",
        ),
        handeling(
            "onderzoeker_aanwijzen", VOLGERS, NOG_NIET_ONDERZOCHT, None, TOESTEMMING,
            "Alleen wie is aangewezen, ziet de leerling. Bij een ander begint het plannen opnieuw.",
        ),
        handeling("onderzoek_inplannen", ONDERZOEKERS, NOG_NIET_ONDERZOCHT, INGEPLAND, TOESTEMMING),
        handeling(
            "onderzoek_vastleggen", ONDERZOEKERS, [*NOG_NIET_ONDERZOCHT, ONDERZOCHT], ONDERZOCHT, TOESTEMMING,
            "De dag en de uitkomst. Verbeteren kan tot de school de uitkomst heeft besproken.",
        ),
        handeling(
            "onderzoek_bespreken", SCHOOLROLLEN, [ONDERZOCHT], BESPROKEN, TOESTEMMING,
            "De school besprak de uitkomst met de ouders. Dan lezen zij haar ook in Meedoen.",
        ),
    ),
)  # fmt: skip
