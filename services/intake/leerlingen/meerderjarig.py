"""Wanneer een leerling achttien wordt, en wat er dan verandert: het gezag eindigt, de leerling beslist zelf.

Bron: BW 1:233 (wie achttien is, is meerderjarig) en BW 1:245 (gezag is er over minderjarigen);
docs/besluiten/0021-gezag-eindigt-op-de-dag-zelf.md.
"""

from __future__ import annotations

from datetime import date

from services.kern.kalender import in_woorden, is_schrikkeldag, plus_jaren, plus_maanden
from services.kern.uitleg import Stap, stap

MEERDERJARIG = 18
#: Zo veel maanden eerder hoort de school het, zodat de leerling op tijd zelf kan meelezen en tekenen.
VOORUIT = 2
GRONDSLAG = "BW 1:233, BW 1:245"


def meerderjarig_op(geboren_op: date) -> date:
    """De dag waarop de leerling achttien wordt. Vanaf die dag heeft niemand meer gezag.

    Wie op 29 februari is geboren, wordt het op 28 februari: achttien jaar later is er nooit een schrikkeldag, de wet
    noemt geen andere dag, en een volwassene hoort niet een dag langer te worden meegelezen.
    """
    return plus_jaren(geboren_op, MEERDERJARIG)


def is_meerderjarig(geboren_op: date, dag: date) -> bool:
    return meerderjarig_op(geboren_op) <= dag


def aankondigen_op(geboren_op: date) -> date:
    """De dag waarop de school het hoort: twee maanden ervoor."""
    return plus_maanden(meerderjarig_op(geboren_op), -VOORUIT)


def aangekondigd(geboren_op: date, dag: date) -> bool:
    """Of de school het nu hoort te weten: het komt eraan, en is nog niet voorbij."""
    return aankondigen_op(geboren_op) <= dag < meerderjarig_op(geboren_op)


def uitleg(geboren_op: date) -> list[Stap]:
    """Hoe de dag is berekend, en wat er dan verandert."""
    dag = meerderjarig_op(geboren_op)
    stappen = [stap(f"De leerling is geboren op {in_woorden(geboren_op)} en wordt dan achttien.", dag, "BW 1:233")]
    if is_schrikkeldag(geboren_op):
        stappen.append(stap("Er is dat jaar geen 29 februari. Dan telt 28 februari (CONV-9).", dag))
    stappen.append(
        stap("Vanaf die dag heeft niemand meer gezag: ouders lezen niet meer mee, de leerling tekent zelf.", dag,
             "BW 1:245")
    )  # fmt: skip
    return stappen
