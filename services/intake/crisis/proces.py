"""Het leven van een crisis of nood: wie mag wat, vanuit welke stand, en op welke grond."""

from __future__ import annotations

from services.kern.proces import Proces, handeling
from services.kern.rollen import SCHOOLROLLEN, Rol
from services.kern.wetsartikelen import WPO_18A_8, WPO_40, WVO_2_47

GEMELD, PLAN, AFGESLOTEN = "gemeld", "plan", "afgesloten"
LOPEND = (GEMELD, PLAN)
#: De school houdt de zorgplicht; het samenwerkingsverband helpt zoals het ondersteuningsplan zegt.
HULP = f"{WPO_40}, {WPO_18A_8}, {WVO_2_47}"
AAN_TAFEL = SCHOOLROLLEN | {Rol.STEUNPUNTCOORDINATOR}
TIJD: tuple[Rol, ...] = ()

CRISIS = Proces(
    naam="crisis",
    statussen=(GEMELD, PLAN, AFGESLOTEN),
    begin=GEMELD,
    handelingen=(
        handeling(
            "crisis_melden", SCHOOLROLLEN, [], GEMELD, HULP,
            "Het ondersteuningsteam komt meteen bij elkaar, met ouders en met wie mag beslissen.",
        ),
        handeling("crisisplan_vastleggen", AAN_TAFEL, LOPEND, PLAN, HULP, "Doel, inzet en afspraken."),
        handeling(
            "crisis_afsluiten", AAN_TAFEL, LOPEND, AFGESLOTEN, HULP,
            "Het gaat weer, of het gaat verder met extra ondersteuning of een aanvraag.",
        ),
        handeling("crisisplan_missen", TIJD, [GEMELD], GEMELD, HULP, "Vanzelf: de termijn voor het plan is voorbij."),
    ),
)  # fmt: skip
