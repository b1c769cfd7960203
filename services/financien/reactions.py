"""Door 2 of financien: somebody told us of a besluit, or that a dossier is gone."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from infra.clock import begin_van
from infra.involvement import involve
from infra.unit_of_work import UnitOfWork
from services.commissie import contract as commissie
from services.financien.contract import VerplichtingenBewaard, VerplichtingVastgelegd
from services.financien.service import FINANCIEN
from services.financien.tables import Verplichting
from services.financien.verplichting import verplichtingen
from services.intake import contract as intake
from services.kern.bewaartermijn import bewaartermijn
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


@FINANCIEN.on(intake.DossierVernietigd)
async def verplichtingen_bewaren(unit: UnitOfWork, feit: intake.DossierVernietigd) -> None:
    """Amounts without a name stay seven years after the last school year (WVO 5.48); then they go too."""
    rijen = await unit.all(Verplichting, Verplichting.zaak == feit.zaak)
    vanaf = None
    if rijen:
        laatste = max(rij.tot_en_met or date(rij.schooljaar + 1, 7, 31) for rij in rijen)
        vanaf = bewaartermijn("bekostiging", laatste).vernietigen_vanaf
        unit.later("verplichtingen_vernietigen", zaak=feit.zaak, op=begin_van(vanaf))
    unit.record(VerplichtingenBewaard(zaak=feit.zaak, rijen=len(rijen), vernietigen_vanaf=vanaf))
