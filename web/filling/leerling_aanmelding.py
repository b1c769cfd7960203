"""How it stands with the aanmelding of a pupil, on the dossier."""

from __future__ import annotations

from services.intake.zorgplicht.contract import AanmeldingBlad, AanmeldingTonen
from services.kern.policy import Deel, rollen
from services.kern.rollen import FAMILIEROLLEN
from web.filling.onderdelen import Kijker, Onderdeel, Regel
from web.filling.words import schoolnaam
from web.filling.zorgplicht import LOPEND, STATUS
from web.formatting import datum_bij


def _regel(blad: AanmeldingBlad, kijker: Kijker) -> Regel | None:
    stand = blad.aanmelding
    if stand is None:
        return None
    if stand.status not in LOPEND or stand.houder is None:
        return Regel("", STATUS[stand.status])
    uiterlijk = datum_bij(stand.klok.uiterlijk_op, kijker.vandaag)
    return Regel(f"Beslissen uiterlijk {uiterlijk} · {schoolnaam(stand.houder.school)}", STATUS[stand.status])


ONDERDEEL = Onderdeel(
    "Aanmelding",
    "aanmelding",
    rollen(Deel.DOSSIER) - FAMILIEROLLEN,
    volgorde=20,
    vraag=lambda id: AanmeldingTonen(dossier_id=id),
    regel=_regel,
)
