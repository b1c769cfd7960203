"""Wat er met een gelezen dossier uit de leerlingadministratie kan gebeuren, en op welke grond."""

from __future__ import annotations

from services.kern.proces import Proces, handeling
from services.kern.rollen import SCHOOLROLLEN
from services.kern.wetsartikelen import WEC_40, WPO_40, WVO_8_8

GELEZEN, OVERGENOMEN, WEGGEGOOID = "gelezen", "overgenomen", "weggegooid"
# Wie een leerling toelaat, houdt bij welke ondersteuning die nodig heeft; het staat al in de eigen administratie.
ZORGPLICHT = f"{WPO_40}, {WEC_40}, {WVO_8_8}"

OSO = Proces(
    naam="oso",
    statussen=(GELEZEN, OVERGENOMEN, WEGGEGOOID),
    begin=GELEZEN,
    handelingen=(
        handeling(
            "oso_inlezen", SCHOOLROLLEN, [], GELEZEN, ZORGPLICHT,
            "Een concept van wie het las; niemand anders kan het vinden.",
        ),
        handeling(
            "oso_overnemen", SCHOOLROLLEN, [GELEZEN], OVERGENOMEN, ZORGPLICHT,
            "Alleen wat de school kiest, in het dossier van de leerling. Het concept is daarna weg.",
        ),
        handeling("oso_weggooien", SCHOOLROLLEN, [GELEZEN], WEGGEGOOID, ZORGPLICHT),
    ),
)  # fmt: skip
