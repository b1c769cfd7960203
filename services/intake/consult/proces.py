"""Het leven van een consult: wie mag wat, vanuit welke stand, en op welke grond."""

from __future__ import annotations

from services.intake.leerlingen.proces import ZORGPLICHT
from services.kern.policy import Deel, Kring, hoeden, rollen
from services.kern.proces import Proces, handeling
from services.kern.rollen import FAMILIEROLLEN, SCHOOLROLLEN, Rol
from services.kern.wetsartikelen import WPO_18A_8

GESTELD, BEANTWOORD, GESLOTEN = "gesteld", "beantwoord", "gesloten"
OPEN = (GESTELD, BEANTWOORD)
TIJD: tuple[Rol, ...] = ()
#: Wie er van het samenwerkingsverband een consult kan lezen en beantwoorden.
ADVISEURS = hoeden(Deel.CONSULT, Kring.SAMENWERKINGSVERBAND)
#: Wie de consulten in een leerlingdossier ziet.
LEZERS = rollen(Deel.DOSSIER) - FAMILIEROLLEN
#: Het samenwerkingsverband helpt scholen: zo ontstaat een dekkend geheel van voorzieningen.
MEEDENKEN = str(WPO_18A_8)

CONSULT = Proces(
    naam="consult",
    statussen=(GESTELD, BEANTWOORD, GESLOTEN),
    begin=GESTELD,
    handelingen=(
        handeling(
            "consult_vragen", SCHOOLROLLEN, [], GESTELD, ZORGPLICHT,
            "Zonder naam: er staat niets in waaraan het kind te herkennen is.",
        ),
        handeling("consult_oppakken", ADVISEURS, OPEN, None, MEEDENKEN, "Deze adviseur geeft het antwoord."),
        handeling(
            "consult_overdragen", ADVISEURS, OPEN, None, MEEDENKEN,
            "Aan een collega. De vraag, het antwoord en de dag gaan mee.",
        ),
        handeling("consult_beantwoorden", ADVISEURS, OPEN, BEANTWOORD, MEEDENKEN),
        handeling(
            "consult_aanvullen", SCHOOLROLLEN, OPEN, GESTELD, ZORGPLICHT,
            "Een vervolgvraag; de streeftermijn begint opnieuw.",
        ),
        handeling("consult_sluiten", SCHOOLROLLEN, OPEN, GESLOTEN, ZORGPLICHT),
        handeling("consult_aflopen", TIJD, [BEANTWOORD], GESLOTEN, ZORGPLICHT, "Vanzelf: de school vroeg niets meer."),
        handeling(
            "consult_koppelen", SCHOOLROLLEN, (*OPEN, GESLOTEN), None, ZORGPLICHT,
            "Met toestemming van de ouders, met een dag en een bewijs. Dan ziet het samenwerkingsverband het dossier.",
        ),
        handeling(
            "afwezigheid_vastleggen", ADVISEURS, [], GESTELD, MEEDENKEN,
            "Wie op deze dagen doet wat bij deze adviseur ligt.",
        ),
        handeling("afwezigheid_intrekken", ADVISEURS, [GESTELD], None, MEEDENKEN),
    ),
)  # fmt: skip
