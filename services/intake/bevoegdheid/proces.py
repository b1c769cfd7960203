"""Het leven van een doorzending: wie mag wat, vanuit welke stand, en op welke grond."""

from __future__ import annotations

from services.kern.proces import Proces, handeling
from services.kern.rollen import SCHOOLROLLEN, Rol
from services.kern.wetsartikelen import AVG_6_1A, AWB_2_3, AWB_4_13, WEC_40_11, WPO_40_8

VOORGESTELD, AANGEBODEN, AANVAARD = "voorgesteld", "aangeboden", "aanvaard"
TERUGGESTUURD, INGETROKKEN = "teruggestuurd", "ingetrokken"
OPEN = (VOORGESTELD, AANGEBODEN)
#: Wie bij een samenwerkingsverband over doorzenden en overnemen gaat.
REGIE = frozenset({Rol.SECRETARIS, Rol.DIRECTEUR})
BEVOEGD = f"{WPO_40_8}, {WEC_40_11}, {AWB_2_3}"
#: Waarop het andere samenwerkingsverband ziet dat er iets is.
VOOR = "aangeboden aan"

DOORZENDING = Proces(
    naam="doorzending",
    statussen=(VOORGESTELD, AANGEBODEN, AANVAARD, TERUGGESTUURD, INGETROKKEN),
    begin=VOORGESTELD,
    handelingen=(
        handeling(
            "doorzending_voorstellen", REGIE, [], VOORGESTELD, BEVOEGD,
            "Bij een ingediende aanvraag. De school vertelt het de ouders en biedt haar dan aan.",
        ),
        handeling(
            "doorzending_aanbieden", SCHOOLROLLEN, [VOORGESTELD], AANGEBODEN, BEVOEGD,
            "De ouders weten het. Het andere samenwerkingsverband ziet de school en de reden, en niets van het kind.",
        ),
        handeling(
            "doorzending_intrekken", SCHOOLROLLEN | REGIE, OPEN, INGETROKKEN, BEVOEGD,
            "Zolang niemand haar overnam.",
        ),
        handeling(
            "doorzending_aanvaarden", REGIE, [AANGEBODEN], AANVAARD, f"{AWB_2_3}, {AWB_4_13}",
            "Door het andere samenwerkingsverband. Was zij ingediend, dan is zij ontvangen op de dag van aanbieden.",
        ),
        handeling(
            "doorzending_toelaten", REGIE, [AANVAARD], None, f"{AWB_2_3}, {AVG_6_1A}",
            "Door het andere samenwerkingsverband. De school in een rol bij de eigen school; ouders alleen als zij dat "
            "zeiden.",
        ),
        handeling(
            "doorzending_terugsturen", REGIE, [AANGEBODEN], TERUGGESTUURD, str(AWB_2_3),
            "Door het andere samenwerkingsverband, met de reden.",
        ),
    ),
)  # fmt: skip
