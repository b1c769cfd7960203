"""Door 2 of intake: a parent signed in, the commissie asks, appoints or decides."""

from __future__ import annotations

from uuid import uuid4

from infra.involvement import involve, release, replace
from infra.neighbours import ask
from infra.unit_of_work import UnitOfWork
from services.commissie import contract as commissie
from services.financien import contract as financien
from services.intake import uitslag
from services.intake.cases import adres
from services.intake.contract import (
    AanvraagBesloten,
    DeskundigeToegelaten,
    FamilieVerbonden,
    VraagGesteld,
    VraagVerlopen,
)
from services.intake.leerlingen.contract import UitslagBekend
from services.intake.leerlingen.inviting import familie_aangemeld
from services.intake.onderinstroom.parents import aangemeld
from services.intake.proces import AANVRAAG
from services.intake.retention import bevestigen
from services.intake.service import INTAKE
from services.intake.tables import Aanvraag, Betrokkene, Vraag
from services.kern.errors import NietGevonden
from services.kern.policy import Kring
from services.kern.rollen import Rol
from services.netwerk import contract as netwerk
from services.thuiszitters import contract as thuiszitters


async def _aanvraag(unit: UnitOfWork, feit: commissie.Feit, handeling: str) -> Aanvraag | None:
    """The aanvraag, locked, if the process still allows this; a fact that comes too late changes nothing."""
    try:
        aanvraag = await unit.lock(Aanvraag, feit.zaak)
    except NietGevonden:
        return None
    return aanvraag if aanvraag.status in AANVRAAG.rij(handeling).van else None


@INTAKE.on(netwerk.FamilieAangemeld)
async def familie_verbinden(unit: UnitOfWork, feit: netwerk.FamilieAangemeld) -> None:
    """The invited person is here; an account that was known already keeps its own person."""
    rijen = await unit.all(
        Betrokkene, Betrokkene.aanvraag == feit.zaak, Betrokkene.tot.is_(None), Betrokkene.rol == feit.rol
    )
    uitgenodigd = next((lid for lid in rijen if lid.persoon == feit.persoon), None)
    if uitgenodigd is None:
        await familie_aangemeld(unit, feit)  # of a leerlingdossier
        await aangemeld(unit, feit)  # of a young child
        return
    if feit.wordt != feit.persoon and any(lid.persoon == feit.wordt for lid in rijen):
        uitgenodigd.tot = unit.vandaag  # invited twice, with two addresses
        await release(unit, feit.zaak, Kring(feit.rol), feit.persoon)
        return
    uitgenodigd.persoon = feit.wordt
    uitgenodigd.aangemeld_op = unit.nu
    await replace(unit, feit.zaak, Kring(feit.rol), feit.persoon, feit.wordt)
    unit.record(FamilieVerbonden(zaak=feit.zaak, persoon=feit.wordt, rol=feit.rol))


@INTAKE.on(commissie.AanvullingGevraagd)
async def vraag_stellen(unit: UnitOfWork, feit: commissie.AanvullingGevraagd) -> None:
    """The question at the spot of the school. Its text does not travel in the fact, so we ask for it."""
    aanvraag = await _aanvraag(unit, feit, "vraag_stellen")
    if aanvraag is None:
        return
    vraag = await ask(unit, "commissie", commissie.VraagLezen(behandeling_id=feit.zaak, vraag_id=feit.vraag_id))
    unit.add(
        Vraag(
            id=feit.vraag_id,
            aanvraag=aanvraag.id,
            tekst=vraag.tekst,
            document_soort=feit.document_soort,
            gevraagd_op=feit.gevraagd_op,
            termijn_tot=feit.termijn_tot,
            status="open",
        )
    )
    aanvraag.status = AANVRAAG.rij("vraag_stellen").naar
    unit.record(VraagGesteld(zaak=aanvraag.id, vraag_id=feit.vraag_id, termijn_tot=feit.termijn_tot))
    velden = {
        "link": f"{adres(aanvraag.id)}/vragen/{feit.vraag_id}",
        "termijn.laatste_dag": feit.termijn_tot.isoformat(),
    }
    for persoon in dict.fromkeys((aanvraag.begonnen_door, aanvraag.ondertekend_door)):
        unit.mail("aanvulling_gevraagd", aan=persoon, zaak=aanvraag.id, **velden)


@INTAKE.on(commissie.HersteltermijnVerstreken)
async def vraag_verlopen(unit: UnitOfWork, feit: commissie.HersteltermijnVerstreken) -> None:
    """No answer in time. An answer that crossed this fact stands."""
    aanvraag = await _aanvraag(unit, feit, "vraag_verlopen")
    vraag = await unit.get(Vraag, feit.vraag_id)
    if aanvraag is None or vraag is None or vraag.status != "open":
        return
    vraag.status = "verlopen"
    nog_open = await unit.all(Vraag, Vraag.aanvraag == aanvraag.id, Vraag.status == "open", Vraag.id != vraag.id)
    if not nog_open:
        aanvraag.status = AANVRAAG.rij("vraag_verlopen").naar
    unit.record(VraagVerlopen(zaak=aanvraag.id, vraag_id=vraag.id))


@INTAKE.on(commissie.DeskundigeBenoemd)
async def deskundige_toelaten(unit: UnitOfWork, feit: commissie.DeskundigeBenoemd) -> None:
    """From now on this deskundige may read the dossier; whoever had the seat before may not any more."""
    aanvraag = await _aanvraag(unit, feit, "deskundige_toelaten")
    if aanvraag is None:
        return
    grond = f"benoemd als {feit.plek}"
    nu = await unit.all(
        Betrokkene,
        Betrokkene.aanvraag == aanvraag.id,
        Betrokkene.rol == Rol.DESKUNDIGE.value,
        Betrokkene.tot.is_(None),
    )
    for vorige in nu:
        if vorige.grond == grond and vorige.persoon != feit.persoon:
            vorige.tot = unit.vandaag
            await release(unit, aanvraag.id, Kring.DESKUNDIGE, vorige.persoon)
    await involve(unit, aanvraag.id, Kring.DESKUNDIGE, feit.persoon)
    if any(deskundige.persoon == feit.persoon for deskundige in nu):
        return
    personen = (await ask(unit, "netwerk", netwerk.PersonenTonen(personen=[feit.persoon]))).personen
    unit.add(
        Betrokkene(
            id=uuid4(),
            aanvraag=aanvraag.id,
            persoon=feit.persoon,
            naam=personen[0].naam if personen else "Deskundige",
            rol=Rol.DESKUNDIGE.value,
            grond=grond,
            van=unit.vandaag,
        )
    )
    unit.record(DeskundigeToegelaten(zaak=aanvraag.id, persoon=feit.persoon))


@INTAKE.ends(commissie.DeskundigeVervangen)
@INTAKE.on(commissie.DeskundigeVervangen)
async def deskundige_uitsluiten(unit: UnitOfWork, feit: commissie.DeskundigeVervangen) -> None:
    """Whoever lost the seat reads nothing more, also when nobody takes it over. A new seat is a new appointment."""
    for rij in await unit.all(
        Betrokkene,
        Betrokkene.aanvraag == feit.zaak,
        Betrokkene.rol == Rol.DESKUNDIGE.value,
        Betrokkene.persoon == feit.persoon,
        Betrokkene.grond == f"benoemd als {feit.plek}",
        Betrokkene.tot.is_(None),
    ):
        rij.tot = unit.vandaag
        await release(unit, feit.zaak, Kring.DESKUNDIGE, feit.persoon)


@INTAKE.on(commissie.BesluitBekendgemaakt)
async def aanvraag_besluiten(unit: UnitOfWork, feit: commissie.BesluitBekendgemaakt) -> None:
    aanvraag = await _aanvraag(unit, feit, "aanvraag_besluiten")
    if aanvraag is None:
        return
    aanvraag.status = AANVRAAG.rij("aanvraag_besluiten").naar
    aanvraag.besloten_op = feit.bekendgemaakt_op  # the day from which the dossier is kept three years
    aanvraag.uitslag = uitslag.van_besluit(feit.uitkomst, feit.nummer, feit.van, feit.tot_en_met)
    zin = uitslag.in_een_zin(aanvraag.uitslag, feit.bekendgemaakt_op, feit.bekendgemaakt_op)
    unit.record(AanvraagBesloten(zaak=aanvraag.id, uitkomst=feit.uitkomst), zin=zin)
    if aanvraag.dossier is not None:
        unit.record(UitslagBekend(zaak=aanvraag.dossier, aanvraag_id=aanvraag.id, uitkomst=feit.uitkomst), zin=zin)


@INTAKE.on(commissie.BehandelingVernietigd)
async def afschrift_bevestigen(unit: UnitOfWork, feit: commissie.BehandelingVernietigd) -> None:
    await bevestigen(unit, feit.zaak, "commissie")


@INTAKE.on(netwerk.FamilieVernietigd)
async def familie_bevestigen(unit: UnitOfWork, feit: netwerk.FamilieVernietigd) -> None:
    await bevestigen(unit, feit.zaak, "netwerk")


@INTAKE.on(thuiszitters.ThuiszitterVernietigd)
async def meldingen_bevestigen(unit: UnitOfWork, feit: thuiszitters.ThuiszitterVernietigd) -> None:
    await bevestigen(unit, feit.zaak, "thuiszitters")


@INTAKE.on(financien.VerplichtingenBewaard)
async def verplichtingen_bevestigen(unit: UnitOfWork, feit: financien.VerplichtingenBewaard) -> None:
    await bevestigen(unit, feit.zaak, "financien")
