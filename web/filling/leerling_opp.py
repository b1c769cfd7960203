"""How it stands with the OPP of a pupil, on the dossier."""

from __future__ import annotations

from services.intake.opp.contract import OppBlad, OppTonen
from services.kern.policy import Deel, rollen
from services.kern.rollen import FAMILIEROLLEN
from web.filling.onderdelen import Kijker, Onderdeel, Regel
from web.filling.opp_kaarten import STATUS, WAT
from web.formatting import datum_bij


def _regel(blad: OppBlad, kijker: Kijker) -> Regel | None:
    stand, traject = blad.werk or blad.geldend, blad.traject
    status = STATUS[stand.status] if stand else None
    if traject is None or traject.uiterlijk_op is None:
        return Regel(f"Versie {stand.nummer}", status) if stand else None
    return Regel(f"{WAT[traject.wat]} uiterlijk {datum_bij(traject.uiterlijk_op, kijker.vandaag)}", status)


ONDERDEEL = Onderdeel(
    "OPP",
    "opp",
    rollen(Deel.DOSSIER) - FAMILIEROLLEN,
    volgorde=30,
    vraag=lambda id: OppTonen(dossier_id=id),
    regel=_regel,
)
