"""Door 2 of netwerk: an aanvraag was withdrawn, or its dossier is gone, and with it the reason to know its family."""

from __future__ import annotations

from infra.unit_of_work import UnitOfWork
from services.intake import contract as intake
from services.netwerk.contract import FamilieVernietigd
from services.netwerk.service import NETWERK


@NETWERK.on(intake.AanvraagIngetrokken)
async def uitnodigingen_eindigen(unit: UnitOfWork, feit: intake.AanvraagIngetrokken) -> None:
    """Who was invited and did not come yet, comes no more. Who came keeps what they have, and reads on."""
    await unit.execute(
        "with over as (update uitnodiging set geeindigd_op = :nu where tenant = :tenant and zaak = :zaak"
        " and gebruikt_op is null and geeindigd_op is null returning persoon)"
        " update hoed h set tot = greatest(h.van, cast(:dag as date)) from over"
        " where h.tenant = :tenant and h.persoon = over.persoon and h.organisatie = :houder and h.tot is null",
        zaak=feit.zaak,
        houder=str(feit.zaak),
        nu=unit.nu,
        dag=unit.vandaag,
    )


@NETWERK.on(intake.DossierVernietigd)
async def familie_vernietigen(unit: UnitOfWork, feit: intake.DossierVernietigd) -> None:
    """Hats and invitations of this case; names and accounts of who has no other hat anywhere."""
    geteld = (await unit.execute("select dossier_wissen(:zaak) as geteld", zaak=feit.zaak)).scalar_one()
    unit.record(FamilieVernietigd(zaak=feit.zaak, rijen=sum(geteld.values())))
