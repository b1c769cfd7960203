"""How it stands with the transition to VO, on the dossier. Only for the school, and where there is such a hand-over."""

from __future__ import annotations

from services.intake.overdracht.contract import OverdrachtBlad, OverdrachtTonen
from services.kern.rollen import SCHOOLROLLEN
from web.filling.onderdelen import Kijker, Onderdeel, Regel
from web.filling.overdracht import STATUS
from web.filling.words import schoolnaam
from web.formatting import datum_bij


def _regel(blad: OverdrachtBlad, kijker: Kijker) -> Regel | None:
    stand = blad.overdracht
    if stand is None:
        return None
    if stand.plek_school:
        return Regel(f"Plek op {schoolnaam(stand.plek_school)}", STATUS[stand.status])
    return Regel(f"Nog geen plek, uiterlijk {datum_bij(stand.plek_uiterlijk, kijker.vandaag)}", STATUS[stand.status])


ONDERDEEL = Onderdeel(
    "Overstap naar vo",
    "overdracht",
    SCHOOLROLLEN,
    volgorde=70,
    vraag=lambda id: OverdrachtTonen(dossier_id=id),
    regel=_regel,
    hier=lambda tenant: tenant.overdracht is not None,
)
