"""Het proces van vrije plekken en van een volverklaring: wie mag wat, en op welke grond."""

from __future__ import annotations

from services.kern.proces import Proces, handeling
from services.kern.rollen import SCHOOLROLLEN, Rol
from services.kern.wetsartikelen import WEC_40_6, WPO_18A_8, WPO_40_5, WVO_8_9

OPEN, WEG = "open", "weg"
GELDT, BEEINDIGD = "geldt", "beeindigd"
GEVRAAGD, WACHT, GEPLAATST = "gevraagd", "wacht", "geplaatst"
OP_DE_LIJST = (GEVRAAGD, WACHT)
#: Het dekkende geheel van voorzieningen: wie een plek zoekt, moet kunnen zien waar er een is.
DEKKEND = str(WPO_18A_8)
#: Weigeren omdat de school vol is.
VOL = f"{WPO_40_5}, {WEC_40_6}, {WVO_8_9}"
TIJD: tuple[Rol, ...] = ()

PLEKGROEP = Proces(
    naam="plekgroep",
    statussen=(OPEN, WEG),
    begin=OPEN,
    handelingen=(
        handeling("groep_toevoegen", SCHOOLROLLEN, [], OPEN, DEKKEND, "Een groep van de eigen school."),
        handeling(
            "plekken_bijwerken", SCHOOLROLLEN, [OPEN], None, DEKKEND,
            "Hoeveel plekken er vrij zijn, en vanaf wanneer. Over kinderen staat hier niets.",
        ),
        handeling("plekken_bevestigen", SCHOOLROLLEN, [OPEN], None, DEKKEND, "Alle aantallen kloppen nog."),
        handeling("groep_weghalen", SCHOOLROLLEN, [OPEN], WEG, DEKKEND),
    ),
)  # fmt: skip

VOLVERKLARING = Proces(
    naam="volverklaring",
    statussen=(GELDT, BEEINDIGD),
    begin=GELDT,
    handelingen=(
        handeling(
            "volverklaring_doen", [Rol.SCHOOLDIRECTEUR], [], GELDT, VOL,
            "Alleen als de groep vol is voor iedereen, en altijd met een einddatum.",
        ),
        handeling("volverklaring_intrekken", [Rol.SCHOOLDIRECTEUR], [GELDT], BEEINDIGD, VOL),
        handeling("volverklaring_beeindigen", TIJD, [GELDT], BEEINDIGD, VOL, "Vanzelf, na de laatste dag."),
    ),
)  # fmt: skip

WACHTPLEK = Proces(
    naam="wachtplek",
    statussen=(GEVRAAGD, WACHT, GEPLAATST, BEEINDIGD),
    begin=GEVRAAGD,
    handelingen=(
        handeling(
            "wachtplek_vragen", SCHOOLROLLEN, [], GEVRAAGD, VOL,
            "De eigen school van de leerling, als ouders dat goedvinden. Zij houdt de zorgplicht.",
        ),
        handeling(
            "wachtplek_bevestigen", SCHOOLROLLEN, OP_DE_LIJST, WACHT, VOL,
            "De andere school zegt waarom er nog geen plek is.",
        ),
        handeling(
            "wachtplek_toekennen", SCHOOLROLLEN, OP_DE_LIJST, GEPLAATST, VOL,
            "Een vrije plek van een groep wordt de plek van deze leerling; er is er dan een minder vrij.",
        ),
        handeling("wachtplek_beeindigen", SCHOOLROLLEN, OP_DE_LIJST, BEEINDIGD, VOL),
    ),
)  # fmt: skip
