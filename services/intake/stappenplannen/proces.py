"""Het leven van een stappenplan: wie mag wat, vanuit welke stand, en op welke grond."""

from __future__ import annotations

from services.intake.stappenplannen.stappen import SWV
from services.kern.policy import BESTUURSROLLEN
from services.kern.proces import Proces, handeling
from services.kern.rollen import SCHOOLROLLEN, Rol
from services.kern.wetsartikelen import WPO_18A_8, WPO_40, WVO_2_47

LOOPT, KLAAR, GESTOPT = "loopt", "klaar", "gestopt"
#: Wie zorgplicht heeft zoekt een plek; het samenwerkingsverband zorgt dat er voor ieder kind een is.
SAMEN = f"{WPO_40}, {WPO_18A_8}, {WVO_2_47}"
TIJD: tuple[Rol, ...] = ()

STAPPENPLAN = Proces(
    naam="stappenplan",
    statussen=(LOOPT, KLAAR, GESTOPT),
    begin=LOOPT,
    handelingen=(
        handeling(
            "stappenplan_beginnen", SCHOOLROLLEN, [], LOOPT, SAMEN,
            "Als plaatsing vastloopt, of als een leerling eraan toe is terug te gaan. Ouders weten ervan.",
        ),
        handeling(
            "stap_afronden", SCHOOLROLLEN | BESTUURSROLLEN | SWV, [LOOPT], None, SAMEN,
            "Wie aan de beurt is rondt de stap af en kiest wat er volgt, en tot wanneer.",
        ),
        handeling(
            "stap_terugdraaien", SCHOOLROLLEN | BESTUURSROLLEN | SWV, [LOOPT, KLAAR], LOOPT, SAMEN,
            "Wie de laatste stap afrondde. Wat er stond blijft te lezen, met de reden.",
        ),
        handeling("stap_voltooien", TIJD, [LOOPT], KLAAR, SAMEN, "Vanzelf: na de laatste stap is het plan klaar."),
        handeling(
            "gastplaatsing_vastleggen", SCHOOLROLLEN, [LOOPT], None, SAMEN,
            "De leerling went op de andere school en blijft ingeschreven op de eigen.",
        ),
        handeling(
            "gastplaatsing_evalueren", SCHOOLROLLEN, [LOOPT], None, SAMEN,
            "De school waar de leerling te gast is, zolang dat duurt. Zij leest niets anders.",
        ),
        handeling("stappenplan_stoppen", SCHOOLROLLEN, [LOOPT], GESTOPT, SAMEN, "Het is niet meer nodig."),
        handeling("stap_missen", TIJD, [LOOPT], None, SAMEN, "Vanzelf: de dag van de stap is voorbij."),
    ),
)  # fmt: skip
