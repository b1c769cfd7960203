"""The page with extra support of a pupil, beside the dossier, and how it stands in one line."""

from __future__ import annotations

from services.intake.arrangementen.contract import ArrangementenLijst, ArrangementenTonen
from services.kern.policy import Deel, rollen
from services.kern.rollen import FAMILIEROLLEN
from web.filling.arrangementen import AFLOPEND, STATUS
from web.filling.onderdelen import Kijker, Onderdeel, Regel
from web.formatting import aantal, datum


def _regel(antwoord: ArrangementenLijst, kijker: Kijker) -> Regel | None:
    """What presses most: what ends soon, then what runs, then what waits."""
    alle = antwoord.arrangementen
    loopt = sorted((a for a in alle if a.status == "loopt"), key=lambda a: a.tot)
    wacht = [a for a in alle if a.status == "gevraagd"]
    if loopt:
        eerste = loopt[0]
        meer = f" · en nog {aantal(len(loopt) - 1, 'andere', 'andere')}" if len(loopt) > 1 else ""
        status = AFLOPEND if eerste.aflopend else STATUS["loopt"]
        return Regel(f"{eerste.titel}, tot en met {datum(eerste.tot)}{meer}", status)
    return Regel(wacht[0].titel, STATUS["gevraagd"]) if wacht else None


ONDERDEEL = Onderdeel(
    "Extra ondersteuning",
    "arrangementen",
    rollen(Deel.ARRANGEMENT) - FAMILIEROLLEN,
    volgorde=45,
    vraag=lambda id: ArrangementenTonen(dossier_id=id),
    regel=_regel,
)
