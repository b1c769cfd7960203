"""Het leven van een herstelpunt: wie mag wat, vanuit welke stand, en op welke grond."""

from __future__ import annotations

from services.kern.proces import Proces, handeling
from services.kern.rollen import SCHOOLROLLEN, Rol

OPEN, HERSTELD, VERVALLEN, GESLOTEN = "open", "hersteld", "vervallen", "gesloten"
#: Wie iets verstuurt wat niet aan kan komen, en wie de inrichting op orde houdt.
MELDERS = SCHOOLROLLEN | {
    Rol.BEHEERDER,
    Rol.STEUNPUNTCOORDINATOR,
    Rol.CONTACTPERSOON_JONGE_KIND,
    Rol.SECRETARIS,
}
GROND = "AVG art. 5 lid 1 onder f: wat is verstuurd raakt niet zoek"

HERSTEL = Proces(
    naam="herstelpunt",
    statussen=(OPEN, HERSTELD, VERVALLEN, GESLOTEN),
    begin=OPEN,
    handelingen=(
        handeling("herstelpunt_versturen", MELDERS, [OPEN], None, GROND, "Nog een keer, nu."),
        handeling("herstelpunt_sluiten", MELDERS, [OPEN], GESLOTEN, GROND, "Het hoeft niet meer, met een reden."),
    ),
)
