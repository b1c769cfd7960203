"""How it stands with the schoolverlatersonderzoek, on the dossier. Only for the school, and where there is one."""

from __future__ import annotations

from services.intake.schoolverlaters.contract import Leerlingonderzoek, LeerlingonderzoekTonen
from services.kern.rollen import SCHOOLROLLEN
from web.filling.onderdelen import Kijker, Onderdeel, Regel
from web.filling.schoolverlaters import STATUS
from web.formatting import datum_bij


def _regel(blad: Leerlingonderzoek, kijker: Kijker) -> Regel | None:
    stand = blad.onderzoek
    if stand is None:
        if not blad.kan_aanmelden:
            return None
        return Regel(f"Nog niet aangemeld, kan tot en met {datum_bij(blad.sluit_op, kijker.vandaag)}")
    if stand.onderzoek_op is not None:
        return Regel(f"Onderzoek op {datum_bij(stand.onderzoek_op, kijker.vandaag)}", STATUS[stand.status])
    return Regel("Aangemeld voor het onderzoek", STATUS[stand.status])


ONDERDEEL = Onderdeel(
    "Onderzoek groep 8",
    "schoolverlater",
    SCHOOLROLLEN,
    volgorde=65,
    vraag=lambda id: LeerlingonderzoekTonen(dossier_id=id),
    regel=_regel,
    hier=lambda tenant: tenant.schoolverlaters is not None,
)
