"""Door 2 of financien: somebody told us of a besluit."""

from __future__ import annotations

from uuid import uuid4

from infra.involvement import involve
from infra.unit_of_work import UnitOfWork
from services.commissie import contract as commissie
from services.financien.contract import VerplichtingVastgelegd
from services.financien.service import FINANCIEN
from services.financien.tables import Verplichting
from services.financien.verplichting import verplichtingen
from services.kern.policy import GROND_VERPLICHTING, Kring


@FINANCIEN.on(commissie.BesluitBekendgemaakt)
async def verplichting_vastleggen(unit: UnitOfWork, feit: commissie.BesluitBekendgemaakt) -> None:
    """A TLV obliges from the day it is made known; a refusal costs nothing."""
    if feit.uitkomst != "toegekend":
        return
    regels = verplichtingen(feit.van, feit.tot_en_met, feit.soort, feit.categorie, unit.tenant.financien)
    await involve(unit, feit.zaak, Kring.SAMENWERKINGSVERBAND, unit.tenant.swv_nummer, grond=GROND_VERPLICHTING)
    for regel in regels:
        unit.add(
            Verplichting(
                id=uuid4(),
                zaak=feit.zaak,
                nummer=feit.nummer,
                schooljaar=regel.schooljaar,
                soort=feit.soort,
                categorie=feit.categorie,
                van=regel.van,
                tot_en_met=regel.tot_en_met,
                cent=regel.cent,
                bron=regel.bron,
                bestuur=feit.bestuur,
            )
        )
    unit.record(VerplichtingVastgelegd(zaak=feit.zaak, nummer=feit.nummer, schooljaren=[r.schooljaar for r in regels]))
