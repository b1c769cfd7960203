"""Door 2 of netwerk: the reason to know a family ended: an aanvraag withdrawn, a dossier gone, gezag that is over."""

from __future__ import annotations

from uuid import UUID

from infra.unit_of_work import UnitOfWork
from services.intake import contract as intake
from services.intake.leerlingen import contract as leerlingen
from services.intake.onderinstroom import contract as onderinstroom
from services.kern.rollen import GENODIGDEN
from services.netwerk.contract import FamilieVernietigd
from services.netwerk.leaving import sessies_eindigen
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


@NETWERK.ends(leerlingen.MeekijkenBeeindigd)
@NETWERK.on(leerlingen.MeekijkenBeeindigd)
async def meekijken_eindigt(unit: UnitOfWork, feit: leerlingen.MeekijkenBeeindigd) -> None:
    """The hat of this dossier, the invitation to it and what is open with it; other hats of this person stay."""
    await _hoed_eindigt(unit, feit.zaak, feit.persoon, feit.rol)


@NETWERK.ends(onderinstroom.OnderinstroomtoegangBeeindigd)
@NETWERK.on(onderinstroom.OnderinstroomtoegangBeeindigd)
async def toegang_eindigt(unit: UnitOfWork, feit: onderinstroom.OnderinstroomtoegangBeeindigd) -> None:
    """The same, for who was let in at a young child: the voorschool, a parent."""
    await _hoed_eindigt(unit, feit.zaak, feit.persoon, feit.rol)


async def _hoed_eindigt(unit: UnitOfWork, zaak: UUID, persoon: UUID, rol: str) -> None:
    await unit.execute(
        "update uitnodiging set geeindigd_op = :nu where tenant = :tenant and zaak = :zaak and persoon = :persoon"
        " and gebruikt_op is null and geeindigd_op is null",
        zaak=zaak,
        persoon=persoon,
        nu=unit.nu,
    )
    rijen = await unit.execute(
        "update hoed set tot = greatest(van, cast(:dag as date)) where tenant = :tenant and persoon = :persoon"
        " and organisatie = :houder and rol = :rol and tot is null returning id",
        persoon=persoon,
        houder=str(zaak),
        rol=rol,
        dag=unit.vandaag,
    )
    for hoed in rijen.scalars().all():
        await sessies_eindigen(unit, "tenant = :tenant and hoed = :wat", hoed, "kijkt niet meer mee")


@NETWERK.on(intake.DossierVernietigd)
async def familie_vernietigen(unit: UnitOfWork, feit: intake.DossierVernietigd) -> None:
    """Hats and invitations of this case, and what is open with them; names and accounts of who has no other hat."""
    hoeden = await unit.execute(
        "select id from hoed where tenant = :tenant and organisatie = :houder and rol = any(:genodigd)",
        houder=str(feit.zaak),
        genodigd=[str(rol) for rol in GENODIGDEN],
    )
    for hoed in hoeden.scalars().all():
        await sessies_eindigen(unit, "tenant = :tenant and hoed = :wat", hoed, "dossier vernietigd")
    geteld = (await unit.execute("select dossier_wissen(:zaak) as geteld", zaak=feit.zaak)).scalar_one()
    unit.record(FamilieVernietigd(zaak=feit.zaak, rijen=sum(geteld.values())))
