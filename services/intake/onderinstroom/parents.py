"""Door 1 of onderinstroom, for a parent: say whether it is right; and who was invited came in."""

from __future__ import annotations

from infra.involvement import involve, replace
from infra.unit_of_work import UnitOfWork
from services.intake.contract import Bewaard
from services.intake.onderinstroom.cases import KRING, bewaard, eruit, kind_openen, link, open_toegang, ouders_van
from services.intake.onderinstroom.contract import (
    OnderinstroomouderVerbonden,
    OverdrachtsdocumentOndertekend,
    OverdrachtsdocumentOndertekenen,
    VoorschoolVerbonden,
)
from services.intake.onderinstroom.invoer import tekst_toetsen
from services.intake.onderinstroom.tables import Onderinstroomouder, Voorschooltoegang
from services.intake.service import INTAKE
from services.kern.errors import NietGevonden
from services.kern.policy import Deel
from services.kern.rollen import Rol
from services.netwerk.contract import FamilieAangemeld


@INTAKE.act(OverdrachtsdocumentOndertekenen)
async def overdrachtsdocument_ondertekenen(unit: UnitOfWork, opdracht: OverdrachtsdocumentOndertekenen) -> Bewaard:
    """Until it was handed over a parent may think otherwise: the last word counts."""
    kind = await kind_openen(
        unit, opdracht.onderinstroom_id, "overdrachtsdocument_ondertekenen", deel=Deel.ONDERINSTROOM
    )
    ouders = await ouders_van(unit, kind.id)
    ouder = next((o for o in ouders if o.persoon == unit.principal.persoon), None)
    if ouder is None:
        raise NietGevonden()
    nodig = 0 if opdracht.akkoord else 10
    tekst = tekst_toetsen(opdracht.tekst, "tekst", kort=nodig, zin="Schrijf op wat er niet klopt.")
    ouder.akkoord, ouder.tekst = opdracht.akkoord, tekst
    ouder.bijlagen_mee = opdracht.akkoord and opdracht.bijlagen_mee
    ouder.wijze, ouder.bewijs, ouder.op = "portaal", "", unit.vandaag
    unit.record(OverdrachtsdocumentOndertekend(zaak=kind.id, akkoord=opdracht.akkoord))
    unit.mail("bericht_klaar", aan=kind.begonnen_door, zaak=kind.id, link=link(kind.id))
    return bewaard(unit, kind)


async def aangemeld(unit: UnitOfWork, feit: FamilieAangemeld) -> None:
    """Somebody who was invited at a young child is here; an account that was known keeps its own person."""
    if feit.rol == Rol.PARTNER:
        toegangen = await open_toegang(unit, feit.zaak)
        toegang = next((t for t in toegangen if t.persoon == feit.persoon), None)
        if toegang is None:
            await _niet_meer(unit, feit, Voorschooltoegang)
            return
        await _verbinden(unit, feit, toegang)
        unit.record(VoorschoolVerbonden(zaak=feit.zaak, persoon=feit.wordt))
    elif feit.rol == Rol.OUDER:
        ouders = await ouders_van(unit, feit.zaak)
        ouder = next((o for o in ouders if o.persoon == feit.persoon), None)
        if ouder is None:
            return
        if feit.wordt != feit.persoon and any(o.persoon == feit.wordt for o in ouders):
            ouder.persoon = None
            await eruit(unit, feit.zaak, Rol.OUDER, feit.persoon)  # two parents cannot be one account
            return
        await _verbinden(unit, feit, ouder)
        unit.record(OnderinstroomouderVerbonden(zaak=feit.zaak, persoon=feit.wordt))


async def _verbinden(unit: UnitOfWork, feit: FamilieAangemeld, wie: Voorschooltoegang | Onderinstroomouder) -> None:
    wie.persoon, wie.aangemeld_op = feit.wordt, unit.nu
    kring = KRING[Rol(feit.rol)]
    await replace(unit, feit.zaak, kring, feit.persoon, feit.wordt)
    await involve(unit, feit.zaak, kring, feit.wordt)  # who was let in before, and out, is in again


async def _niet_meer(unit: UnitOfWork, feit: FamilieAangemeld, soort: type[Voorschooltoegang]) -> None:
    """Taken back while this person was signing in: out, under the key that they turned out to have."""
    ooit = await unit.all(soort, soort.onderinstroom == feit.zaak, soort.persoon == feit.persoon)
    if ooit:
        await eruit(unit, feit.zaak, Rol.PARTNER, feit.wordt)
