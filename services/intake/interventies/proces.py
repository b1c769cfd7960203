"""Het leven van een interventie: iets wat de school of een ander doet om de leerling te helpen."""

from __future__ import annotations

from services.intake.leerlingen.proces import ZORGPLICHT
from services.kern.proces import Proces, handeling
from services.kern.rollen import SCHOOLROLLEN

LOOPT, GEEVALUEERD, WEGGEHAALD = "loopt", "geevalueerd", "weggehaald"
ER_NOG = (LOOPT, GEEVALUEERD)

INTERVENTIE = Proces(
    naam="interventie",
    statussen=(*ER_NOG, WEGGEHAALD),
    begin=LOOPT,
    handelingen=(
        handeling(
            "interventie_vastleggen", SCHOOLROLLEN, [], LOOPT, ZORGPLICHT,
            "Met periode, doel en wie het doet; ouders lezen mee.",
        ),
        handeling("interventie_wijzigen", SCHOOLROLLEN, ER_NOG, None, ZORGPLICHT),
        handeling(
            "interventie_evalueren", SCHOOLROLLEN, ER_NOG, GEEVALUEERD, ZORGPLICHT,
            "Wat het effect was, en of de school ermee doorgaat.",
        ),
        handeling(
            "interventie_weghalen", SCHOOLROLLEN, ER_NOG, WEGGEHAALD, ZORGPLICHT,
            "Bij een vergissing. Terugzetten kan dertig dagen.",
        ),
        handeling("interventie_terugzetten", SCHOOLROLLEN, [WEGGEHAALD], None, ZORGPLICHT),
    ),
)  # fmt: skip
