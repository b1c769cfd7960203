"""The page with the stappenplan of a pupil, beside the dossier, and how it stands in one line."""

from __future__ import annotations

from services.intake.stappenplannen.contract import StappenplanBlad, StappenplanTonen
from services.kern.policy import Deel, rollen
from services.kern.rollen import FAMILIEROLLEN
from web.filling.onderdelen import Kijker, Onderdeel, Regel
from web.filling.stappenplannen import STATUS, TE_LAAT
from web.formatting import datum_bij


def _regel(blad: StappenplanBlad, kijker: Kijker) -> Regel | None:
    for plan in blad.plannen:
        nu = next((stap for stap in plan.stappen if stap.staat == "nu"), None)
        if nu is not None:
            wanneer = datum_bij(plan.uiterlijk_op, kijker.vandaag)
            return Regel(f"{plan.titel}: {nu.titel}, uiterlijk {wanneer}", TE_LAAT if plan.te_laat else STATUS["loopt"])
    return None


ONDERDEEL = Onderdeel(
    "Stappenplan",
    "stappenplan",
    rollen(Deel.STAPPENPLAN) - FAMILIEROLLEN,
    volgorde=25,
    vraag=lambda id: StappenplanTonen(dossier_id=id),
    regel=_regel,
)
