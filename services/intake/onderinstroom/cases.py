"""Opening a young child for an act, letting people of outside in and out, and what follows from it."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from infra.clock import begin_van
from infra.involvement import involve, release
from infra.neighbours import ask
from infra.settings import settings
from infra.unit_of_work import UnitOfWork
from services.intake.contract import Bewaard
from services.intake.delivery import genodigde_weg
from services.intake.onderinstroom.contract import OnderinstroomtoegangBeeindigd
from services.intake.onderinstroom.proces import ONDERINSTROOM
from services.intake.onderinstroom.stappen import Ouder
from services.intake.onderinstroom.tables import Onderinstroom, Onderinstroomouder, Voorschooltoegang
from services.kern.errors import Gewijzigd, KanNiet
from services.kern.policy import Deel, Kring
from services.kern.rollen import Rol
from services.netwerk.contract import UitnodigingGemaakt, UitnodigingMaken
from tenants.schema import Formulier, OnderinstroomRegels, Tenant

KRING = {Rol.PARTNER: Kring.VOORSCHOOL, Rol.OUDER: Kring.OUDER}


def regels_van(tenant: Tenant) -> OnderinstroomRegels:
    """What this samenwerkingsverband declares about onderinstroom. Raises KanNiet where it has none."""
    if tenant.onderinstroom is None:
        raise KanNiet(f"{tenant.korte_naam} heeft geen onderinstroom in Meedoen.")
    return tenant.onderinstroom


def formulier_van(tenant: Tenant) -> Formulier:
    """What the voorschool fills in."""
    return tenant.formulieren[regels_van(tenant).formulier]


async def kind_openen(
    unit: UnitOfWork, id: UUID, act_name: str, versie: int | None = None, deel: Deel = Deel.ONDERINSTROOMWERK
) -> Onderinstroom:
    """The child, locked, for act `act_name`. Raises NietGevonden, MagNiet, KanNiet and Gewijzigd."""
    kind = await unit.lock(Onderinstroom, id)
    await unit.admit(id, deel)
    ONDERINSTROOM.toets(act_name, unit.principal.rol, kind.status)
    if versie is not None and versie != kind.versie:
        raise Gewijzigd(
            f"{kind.gewijzigd_door_naam} heeft dit intussen bijgewerkt.",
            extra={
                "door": kind.gewijzigd_door_naam,
                "op": kind.gewijzigd_op.isoformat(),
                "versie": kind.versie,
                "nu": {"status": kind.status, "school": kind.school},
            },
        )
    return kind


def verder(kind: Onderinstroom, act_name: str, **velden: Any) -> None:
    """What this act makes of it, all at once: the database refuses a status without what belongs to it."""
    kind.status = ONDERINSTROOM.rij(act_name).naar or kind.status
    for naam, waarde in velden.items():
        setattr(kind, naam, waarde)


def bewaard(unit: UnitOfWork, kind: Onderinstroom, id: UUID | None = None) -> Bewaard:
    """The next version, by whom and when."""
    kind.versie += 1
    kind.gewijzigd_op, kind.gewijzigd_door_naam = unit.nu, unit.asker.naam
    return Bewaard(id=id or kind.id, versie=kind.versie, op=unit.nu)


def afdruk(email: str) -> str:
    """Of an address, to know the same person twice without keeping the address."""
    return hashlib.sha256(email.lower().encode()).hexdigest()


async def uitnodigen(
    unit: UnitOfWork, kind: Onderinstroom, opdracht: UUID, rol: Rol, naam: str, email: str, dagen: int
) -> UitnodigingGemaakt:
    """The link goes by e-mail, the code is answered to who invites and to nobody else (N6)."""
    uitnodiging: UitnodigingGemaakt = await ask(
        unit,
        "netwerk",
        UitnodigingMaken(
            opdracht=uuid5(NAMESPACE_URL, f"uitnodiging:{opdracht}"),
            naam=naam,
            email=email,
            rol=rol.value,
            zaak=kind.id,
            kind=kind.roepnaam if rol is Rol.OUDER else "",
            dagen=dagen,
        ),
    )
    await involve(unit, kind.id, KRING[rol], uitnodiging.persoon)
    unit.mail(
        "uitnodiging_voorschool" if rol is Rol.PARTNER else "uitnodiging_jonge_kind",
        aan=uitnodiging.persoon,
        zaak=kind.id,
        link=f"{settings().app_url}/uitnodiging/{uitnodiging.token}",
    )
    return uitnodiging


async def eruit(unit: UnitOfWork, zaak: UUID, rol: Rol, persoon: UUID) -> None:
    """Out from this moment on: here at once, in netwerk by the fact."""
    await release(unit, zaak, KRING[rol], persoon)
    await genodigde_weg(unit, zaak, persoon)
    unit.record(OnderinstroomtoegangBeeindigd(zaak=zaak, persoon=persoon, rol=rol.value))


async def open_toegang(unit: UnitOfWork, kind: UUID) -> list[Voorschooltoegang]:
    return await unit.all(Voorschooltoegang, Voorschooltoegang.onderinstroom == kind, Voorschooltoegang.tot.is_(None))


async def toegang_beeindigen(unit: UnitOfWork, kind: UUID) -> bool:
    """Whoever of the voorschool was let in is out. Whether there was anybody."""
    open_ = await open_toegang(unit, kind)
    for toegang in open_:
        toegang.tot = unit.nu
        await eruit(unit, kind, Rol.PARTNER, toegang.persoon)
    return bool(open_)


async def ouders_van(unit: UnitOfWork, kind: UUID) -> list[Onderinstroomouder]:
    return await unit.all(Onderinstroomouder, Onderinstroomouder.onderinstroom == kind, order=Onderinstroomouder.naam)


def kort(ouders: list[Any]) -> list[Ouder]:
    """For the rules of `stappen`."""
    return [Ouder(o.naam, o.akkoord, o.bijlagen_mee) for o in ouders]


def link(kind: UUID) -> str:
    return f"{settings().app_url}/jonge-kinderen/{kind}"


def weg_plannen(unit: UnitOfWork, kind: Onderinstroom) -> None:
    """From which day nothing of it is left with the samenwerkingsverband."""
    kind.weg_op = unit.vandaag + timedelta(days=regels_van(unit.regels(kind.regels_op)).bewaren_dagen)
    unit.later("onderinstroom_opruimen", zaak=kind.id, op=begin_van(kind.weg_op, 1))
