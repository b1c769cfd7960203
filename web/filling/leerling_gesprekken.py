"""The page with talks about a pupil, beside the dossier; and on the dossier where the pupil is on the checklist."""

from __future__ import annotations

from services.intake.gesprekken.contract import ChecklistStand, ChecklistTonen
from services.kern.policy import Deel, rollen
from services.kern.rollen import FAMILIEROLLEN
from web.filling.onderdelen import Kijker, Onderdeel, Regel


def _regel(stand: ChecklistStand, kijker: Kijker) -> Regel | None:
    if not stand.stappen:
        return None
    return Regel(
        f"{stand.titel}: stap {stand.nu} van {len(stand.stappen)}, {stand.stappen[stand.nu - 1].titel.lower()}"
    )


ONDERDEEL = Onderdeel(
    "Gesprekken",
    "gesprekken",
    rollen(Deel.DOSSIER) - FAMILIEROLLEN,
    volgorde=30,
    vraag=lambda id: ChecklistTonen(dossier_id=id),
    regel=_regel,
)
