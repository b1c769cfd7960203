"""Noodtoegang: somebody who is not involved looks in one dossier for an hour, because a second person said yes.

What the rules are stands in services/kern/noodtoegang.py. The yes makes a row of `betrokkenheid` that ends at a moment;
the policy and row security go by it, and nothing has to happen for it to end. Whether a case exists is looked up when
somebody decides, with the eyes of who decides: who asks never hears it (docs/besluiten/0018).
"""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID, uuid4

from infra import clock
from infra.jobs import Task, Uitstellen
from infra.neighbours import ask
from infra.runtime import Reading
from infra.settings import settings
from infra.unit_of_work import UnitOfWork
from services.intake.contract import (
    NoodtoegangBeeindigen,
    Noodtoegangen,
    NoodtoegangenTonen,
    NoodtoegangStand,
    NoodtoegangVerlenen,
    NoodtoegangVragen,
    NoodtoegangWeigeren,
)
from services.intake.service import INTAKE
from services.intake.tekst import alinea, regel
from services.kern.errors import KanNiet, NietBeschikbaar, NietGevonden, OngeldigeInvoer
from services.kern.noodtoegang import (
    BERICHT_AAN,
    GROND,
    TEGELIJK,
    TOEZIEN,
    VERLENERS,
    VRAGERS,
    WACHT,
    bezwaar_tegen_reden,
    einde,
    stand,
)
from services.kern.policy import Deel, Kring
from services.kern.rollen import Rol
from services.netwerk.contract import PersonenVanRol

OPNIEUW = 60  # seconds
_KENMERK = re.compile(r"\d{4}-\d{6}")
_LIJST = """
select n.id, n.kenmerk, n.vrager, n.vrager_naam, n.vrager_rol, n.reden, n.gevraagd_op, n.status, n.beslist_door_naam,
    n.beslist_op, n.tot, n.beeindigd_door_naam, n.zaak, exists (select from aanvraag a
        where a.tenant = n.tenant and a.kenmerk = n.kenmerk and a.ingediend_op is not null) as bestaat
from noodtoegang n where n.tenant = $1{} order by n.gevraagd_op desc, n.id limit 100
"""
_OPEN = (
    "select status, vrager, kenmerk, gevraagd_op, tot from noodtoegang where tenant = :tenant and id = :id for update"
)
_WACHTEN = """
select count(*) from noodtoegang
where tenant = :tenant and vrager = :vrager and status = 'gevraagd' and gevraagd_op > :na
"""
_INVOLVE = """
insert into betrokkenheid (tenant, zaak, houder, rol, grond, van, einde, verleend_door)
values (:tenant, :zaak, :houder, :rol, :grond, cast(:van as date), :einde, :door)
on conflict (tenant, zaak, houder, rol, van)
    do update set einde = excluded.einde, verleend_door = excluded.verleend_door, beeindigd_door = null
"""


def _eigen(wie: UnitOfWork | Reading) -> None:
    """Raises NietGevonden for a hat of another samenwerkingsverband."""
    if wie.principal.organisatie != wie.tenant.swv_nummer:
        raise NietGevonden()


# ---------------------------------------------------------------------------------------------- the window


@INTAKE.question(NoodtoegangenTonen, rollen=VRAGERS | VERLENERS | TOEZIEN)
async def noodtoegangen_tonen(lezer: Reading, vraag: NoodtoegangenTonen) -> Noodtoegangen:
    _eigen(lezer)
    wie, waarden, waar = lezer.principal, [lezer.asker.tenant], ""
    if wie.rol in VRAGERS:
        waar = " and n.vrager = $2"
        waarden.append(wie.persoon)
    rijen = await lezer.fetch(_LIJST.format(waar), *waarden)
    return Noodtoegangen(noodtoegangen=[_stand(lezer, rij) for rij in rijen], mag_vragen=wie.rol in VRAGERS)


def _stand(lezer: Reading, rij: Any) -> NoodtoegangStand:
    wie = lezer.principal
    nu = stand(rij["status"], rij["gevraagd_op"], rij["tot"], clock.nu())
    eigen = rij["vrager"] == wie.persoon
    handelingen = []
    if nu == "gevraagd" and wie.rol in VERLENERS and not eigen:
        handelingen = (["noodtoegang_verlenen"] if rij["bestaat"] else []) + ["noodtoegang_weigeren"]
    if nu == "open":
        handelingen = ["noodtoegang_beeindigen"]
    return NoodtoegangStand(
        id=rij["id"],
        kenmerk=rij["kenmerk"],
        vrager=rij["vrager_naam"],
        vrager_rol=rij["vrager_rol"],
        eigen=eigen,
        reden=rij["reden"],
        gevraagd_op=rij["gevraagd_op"],
        stand=nu,
        beslist_door=rij["beslist_door_naam"],
        beslist_op=rij["beslist_op"],
        tot=rij["tot"],
        beeindigd_door=rij["beeindigd_door_naam"],
        bestaat=rij["bestaat"] if wie.rol in VERLENERS else None,
        aanvraag_id=rij["zaak"] if nu == "open" and eigen and wie.rol in VRAGERS else None,
        handelingen=handelingen,
    )


# -------------------------------------------------------------------------------------------------- acts


@INTAKE.act(NoodtoegangVragen)
async def noodtoegang_vragen(unit: UnitOfWork, opdracht: NoodtoegangVragen) -> None:
    """Written down as it was typed: no case is looked up, so nothing is learned from asking."""
    _eigen(unit)
    kenmerk, reden, fouten = regel(opdracht.kenmerk), alinea(opdracht.reden), {}
    if not _KENMERK.fullmatch(kenmerk):
        fouten["kenmerk"] = "Vul het kenmerk in zoals 2026-483920."
    if bezwaar := bezwaar_tegen_reden(reden):
        fouten["reden"] = bezwaar
    if fouten:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden=fouten)
    wie = unit.principal
    # One at a time for one person, so that two requests at once do not count past each other.
    await unit.execute("select pg_advisory_xact_lock(hashtext('noodtoegang'), hashtext(:wie))", wie=str(wie.persoon))
    wachten = await unit.execute(_WACHTEN, vrager=wie.persoon, na=unit.nu - WACHT)
    if wachten.scalar_one() >= TEGELIJK:
        raise KanNiet(f"Er wachten al {TEGELIJK} verzoeken van u. Bel de voorzitter of de directeur.")
    id = uuid4()
    await unit.execute(
        "insert into noodtoegang (tenant, id, kenmerk, vrager, vrager_naam, vrager_rol, reden, gevraagd_op, status)"
        " values (:tenant, :id, :kenmerk, :vrager, :naam, :rol, :reden, :op, 'gevraagd')",
        id=id,
        kenmerk=kenmerk,
        vrager=wie.persoon,
        naam=wie.naam,
        rol=wie.rol.value,
        reden=reden,
        op=unit.nu,
    )
    unit.voorwerp = id
    unit.later("noodtoegang_melden", zaak=id)


@INTAKE.act(NoodtoegangVerlenen)
async def noodtoegang_verlenen(unit: UnitOfWork, opdracht: NoodtoegangVerlenen) -> None:
    """Sixty minutes from now, for this person and this case. The database refuses the same person too."""
    rij = await _te_beslissen(unit, opdracht.noodtoegang_id)
    zaak: UUID | None = (
        await unit.execute(
            "select id from aanvraag where tenant = :tenant and kenmerk = :kenmerk and ingediend_op is not null",
            kenmerk=rij.kenmerk,
        )
    ).scalar_one_or_none()
    if zaak is None:
        raise KanNiet("Er is geen ingediende aanvraag met dit nummer. Weiger het verzoek.")
    await unit.admit(zaak, Deel.AANVRAAG)
    unit.zaak, tot = zaak, einde(unit.nu)
    await unit.execute(
        _INVOLVE,
        zaak=zaak,
        houder=str(rij.vrager),
        rol=Kring.NOODTOEGANG.value,
        grond=GROND,
        van=unit.vandaag,
        einde=tot,
        door=str(unit.principal.persoon),
    )
    await _beslist(unit, opdracht.noodtoegang_id, "verleend", zaak=zaak, tot=tot)


@INTAKE.act(NoodtoegangWeigeren)
async def noodtoegang_weigeren(unit: UnitOfWork, opdracht: NoodtoegangWeigeren) -> None:
    await _te_beslissen(unit, opdracht.noodtoegang_id)
    await _beslist(unit, opdracht.noodtoegang_id, "geweigerd")


@INTAKE.act(NoodtoegangBeeindigen)
async def noodtoegang_beeindigen(unit: UnitOfWork, opdracht: NoodtoegangBeeindigen) -> None:
    """From this moment on. Who asked ends only the own."""
    rij = await _vast(unit, opdracht.noodtoegang_id)
    wie = unit.principal
    if wie.rol in VRAGERS and rij.vrager != wie.persoon:
        raise NietGevonden()
    if stand(rij.status, rij.gevraagd_op, rij.tot, unit.nu) != "open":
        raise KanNiet("Deze noodtoegang is al voorbij.")
    beeindigd = await unit.execute(
        "update noodtoegang set status = 'beeindigd', beeindigd_door_naam = :naam, tot = :nu"
        " where tenant = :tenant and id = :id returning zaak",
        id=opdracht.noodtoegang_id,
        naam=wie.naam,
        nu=unit.nu,
    )
    unit.zaak = beeindigd.scalar_one()
    await unit.execute("select noodtoegang_sluiten(:id)", id=opdracht.noodtoegang_id)


async def _vast(unit: UnitOfWork, id: UUID) -> Any:
    """The request, locked. Raises NietGevonden."""
    _eigen(unit)
    rij = (await unit.execute(_OPEN, id=id)).first()
    if rij is None:
        raise NietGevonden()
    unit.voorwerp = id
    return rij


async def _te_beslissen(unit: UnitOfWork, id: UUID) -> Any:
    rij = await _vast(unit, id)
    if rij.vrager == unit.principal.persoon:  # in whichever role
        raise KanNiet("U vroeg dit zelf. Iemand anders moet beslissen.")
    if stand(rij.status, rij.gevraagd_op, rij.tot, unit.nu) != "gevraagd":
        raise KanNiet("Hierover is al beslist, of het verzoek is ouder dan een dag.")
    return rij


async def _beslist(unit: UnitOfWork, id: UUID, status: str, **meer: Any) -> None:
    await unit.execute(
        "update noodtoegang set status = :status, beslist_door = :door, beslist_door_naam = :naam, beslist_op = :op,"
        " zaak = :zaak, tot = :tot where tenant = :tenant and id = :id",
        id=id,
        status=status,
        door=unit.principal.persoon,
        naam=unit.principal.naam,
        op=unit.nu,
        **({"zaak": None, "tot": None} | meer),
    )
    unit.later("noodtoegang_melden", zaak=id)


# ----------------------------------------------------------------------------------------------- notices


@INTAKE.job("noodtoegang_melden")
async def noodtoegang_melden(unit: UnitOfWork, task: Task) -> None:
    """By e-mail, without a name or a number: asked, to who may decide; decided, to who asked; given, to who watches."""
    unit.zaak, unit.voorwerp = None, task.zaak
    rij = (
        await unit.execute("select status, vrager from noodtoegang where tenant = :tenant and id = :id", id=task.zaak)
    ).first()
    if rij is None:  # destroyed with its dossier
        return
    if rij.status == "gevraagd":
        aan = set(await _met_rol(unit, *VERLENERS)) - {rij.vrager}
    elif rij.status == "geweigerd":
        aan = {rij.vrager}
    else:
        aan = {rij.vrager, *await _met_rol(unit, *BERICHT_AAN)}
    for persoon in sorted(aan):
        unit.mail("bericht_klaar", aan=persoon, zaak=task.zaak, link=f"{settings().app_url}/noodtoegang")


async def _met_rol(unit: UnitOfWork, *rollen: Rol) -> list[UUID]:
    try:
        gevonden = await ask(unit, "netwerk", PersonenVanRol(rollen=[rol.value for rol in rollen]))
    except NietBeschikbaar:
        raise Uitstellen(OPNIEUW) from None
    return [p.persoon for p in gevonden.personen]
