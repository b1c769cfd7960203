"""Het leven van een arrangement: wie mag wat, vanuit welke stand, en op welke grond."""

from __future__ import annotations

from services.intake.arrangementen.factuur import AFGEKEURD, GOEDGEKEURD, INGEDIEND
from services.kern.proces import Proces, handeling
from services.kern.rollen import SCHOOLROLLEN, Rol
from services.kern.wetsartikelen import WPO_18A_8, WPO_40A, WVO_2_44, WVO_2_47

GEVRAAGD, LOOPT, GEWEIGERD = "gevraagd", "loopt", "geweigerd"
INGETROKKEN, BEEINDIGD = "ingetrokken", "beeindigd"
#: Extra ondersteuning verdelen en toewijzen, zoals het ondersteuningsplan zegt.
TOEWIJZEN = f"{WPO_18A_8}, {WVO_2_47}"
#: Wat een leerling nodig heeft, staat in een plan; de school bespreekt het met ouders en kijkt terug.
PLAN = f"{WPO_40A}, {WVO_2_44}"
#: Wie een soort kan toekennen. Wie van hen over deze soort beslist, legt het samenwerkingsverband vast.
BUDGETHOUDERS = frozenset({Rol.SCHOOLDIRECTEUR, Rol.STEUNPUNTCOORDINATOR, Rol.SECRETARIS, Rol.DIRECTEUR})
TIJD: tuple[Rol, ...] = ()

ARRANGEMENT = Proces(
    naam="arrangement",
    statussen=(GEVRAAGD, LOOPT, GEWEIGERD, INGETROKKEN, BEEINDIGD),
    begin=GEVRAAGD,
    handelingen=(
        handeling(
            "arrangement_aanvragen", SCHOOLROLLEN, [], GEVRAAGD, TOEWIJZEN,
            "Met een plan: doel, wat de leerling of groep nodig heeft, hoe lang, en hoe iedereen het hoort.",
        ),
        handeling(
            "arrangement_melden", SCHOOLROLLEN, [], LOOPT, TOEWIJZEN,
            "Iemand van buiten besliste, bijvoorbeeld cluster 1 of 2. Het samenwerkingsverband telt alleen mee.",
        ),
        handeling("arrangement_toekennen", BUDGETHOUDERS, [GEVRAAGD], LOOPT, TOEWIJZEN, "Alleen de budgethouder."),
        handeling(
            "arrangement_weigeren", BUDGETHOUDERS, [GEVRAAGD], GEWEIGERD, TOEWIJZEN,
            "Alleen de budgethouder, met de reden.",
        ),
        handeling("plan_bijstellen", SCHOOLROLLEN, [GEVRAAGD, LOOPT], None, PLAN),
        handeling(
            "arrangement_evalueren", SCHOOLROLLEN, [LOOPT, BEEINDIGD], None, PLAN,
            "Per doel: behaald, deels of niet.",
        ),
        handeling(
            "verblijf_evalueren", SCHOOLROLLEN, [LOOPT, BEEINDIGD], None, PLAN,
            "De school waar de leerling tijdelijk is. Zij ziet doel, wat nodig is, hoe lang en wie wie spreekt.",
        ),
        handeling("arrangement_verlengen", BUDGETHOUDERS, [LOOPT], None, TOEWIJZEN, "Alleen de budgethouder."),
        handeling(
            "arrangement_stoppen", SCHOOLROLLEN | BUDGETHOUDERS, [LOOPT], None, TOEWIJZEN,
            "De school of de budgethouder, per een dag. Het bedrag telt tot en met die dag.",
        ),
        handeling("arrangement_intrekken", SCHOOLROLLEN, [GEVRAAGD], INGETROKKEN, TOEWIJZEN),
        handeling("arrangement_aflopen", TIJD, [LOOPT], BEEINDIGD, TOEWIJZEN, "Vanzelf, na de laatste dag."),
    ),
)  # fmt: skip

FACTUUR = Proces(
    naam="factuur",
    statussen=(INGEDIEND, GOEDGEKEURD, AFGEKEURD),
    begin=INGEDIEND,
    handelingen=(
        handeling(
            "factuur_indienen", SCHOOLROLLEN, [], INGEDIEND, TOEWIJZEN,
            "Op de beschikking zelf: het nummer daarvan typt niemand over.",
        ),
        handeling(
            "factuur_goedkeuren", BUDGETHOUDERS, [INGEDIEND], GOEDGEKEURD, TOEWIJZEN,
            "Alleen wie over deze soort beslist. Klopt er iets niet, dan met een reden.",
        ),
        handeling("factuur_afkeuren", BUDGETHOUDERS, [INGEDIEND], AFGEKEURD, TOEWIJZEN, "Met de reden."),
    ),
)  # fmt: skip
