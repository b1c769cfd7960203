"""The consulten that stand in a dossier, on the dossier."""

from __future__ import annotations

from services.intake.consult.contract import DossierConsulten, DossierConsultenTonen
from services.kern.policy import Deel, rollen
from services.kern.rollen import FAMILIEROLLEN
from web.filling.consult import STATUS
from web.filling.onderdelen import Kijker, Onderdeel, Regel
from web.formatting import aantal


def _regel(antwoord: DossierConsulten, kijker: Kijker) -> Regel | None:
    if not antwoord.consulten:
        return None
    return Regel(aantal(len(antwoord.consulten), "consult", "consulten"), STATUS[antwoord.consulten[0].status])


ONDERDEEL = Onderdeel(
    "Consulten",
    "consulten",
    rollen(Deel.DOSSIER) - FAMILIEROLLEN,
    volgorde=30,
    vraag=lambda id: DossierConsultenTonen(dossier_id=id),
    regel=_regel,
)
