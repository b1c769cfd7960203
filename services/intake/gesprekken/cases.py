"""Opening a talk for an act, who is who at the table, and what the dossier shows for the checklist."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from infra.neighbours import ask
from infra.unit_of_work import UnitOfWork
from services.intake.contract import Bewaard
from services.intake.gesprekken.proces import GESPREK
from services.intake.gesprekken.stappen import Blijk
from services.intake.gesprekken.tables import Gesprek
from services.intake.leerlingen.proces import LOPEND
from services.intake.leerlingen.tables import Leerlingdossier
from services.kern.errors import Gewijzigd, KanNiet, NietBeschikbaar, NietGevonden
from services.kern.policy import Deel
from services.kern.rollen import SCHOOLROLLEN, Rol
from services.netwerk.contract import PersonenVanRol
from tenants.schema import Tenant

# The first day of each. A talk counts when the parents read it, an OPP when it was vastgesteld.
TEKENS = """
select 'interventie' as teken, '' as soort, min(i.van) as op from interventie i
    where i.tenant = {t} and i.dossier = {d} and i.weggehaald_op is null
union all select 'evaluatie', '', min(i.geevalueerd_op) from interventie i
    where i.tenant = {t} and i.dossier = {d} and i.weggehaald_op is null and i.effect is not null
union all select 'opp', '', min(o.vastgesteld_op) from opp o
    where o.tenant = {t} and o.dossier = {d} and o.status in ('vastgesteld', 'vervangen', 'beeindigd')
union all select 'arrangement', '', min(a.van) from arrangement a
    where a.tenant = {t} and a.dossier = {d} and a.status in ('loopt', 'beeindigd')
union all select 'aanvraag', '',
        min(coalesce(a.ingediend_op, (a.begonnen_op at time zone 'Europe/Amsterdam')::date)) from aanvraag a
    where a.tenant = {t} and a.dossier = {d} and a.status <> 'ingetrokken'
union all select 'gesprek', g.soort, min(g.gehouden_op) from gesprek g
    where g.tenant = {t} and g.dossier = {d} and g.gedeeld_op is not null group by g.soort
"""
WAT = {
    "interventie": "Interventie",
    "evaluatie": "Interventie geëvalueerd",
    "opp": "OPP vastgesteld",
    "arrangement": "Extra ondersteuning van het samenwerkingsverband",
    "aanvraag": "Aanvraag van een toelaatbaarheidsverklaring",
}


async def dossier_van(unit: UnitOfWork, dossier_id: UUID, deel: Deel = Deel.GESPREKWERK) -> Leerlingdossier:
    """The dossier for an act of who sits at the table. Raises NietGevonden, MagNiet, and KanNiet when it is closed."""
    await unit.admit(dossier_id, deel)
    dossier = await unit.get(Leerlingdossier, dossier_id)
    if dossier is None:
        raise NietGevonden()
    if dossier.status != LOPEND:
        raise KanNiet("Dit dossier is gesloten. Er kan niets meer bij.")
    return dossier


async def gesprek_openen(
    unit: UnitOfWork, dossier_id: UUID, gesprek_id: UUID, act_name: str, versie: int | None = None
) -> Gesprek:
    """The talk, locked, for this act. Raises NietGevonden, MagNiet, KanNiet, and Gewijzigd when `versie` is not the
    present one."""
    dossier = await dossier_van(unit, dossier_id)
    gesprek = await unit.lock(Gesprek, gesprek_id)
    if gesprek.dossier != dossier.id:
        raise NietGevonden()
    rij = GESPREK.toets(act_name, unit.principal.rol, gesprek.status)
    if versie is not None and versie != gesprek.versie:
        raise Gewijzigd(
            "Dit verslag is intussen bijgewerkt. Kijk of u dit nog wilt.",
            extra={"door": "", "op": unit.nu.isoformat(), "versie": gesprek.versie, "nu": {}},
        )
    if rij.naar is not None:
        gesprek.status = rij.naar
    return gesprek


def bewaard(unit: UnitOfWork, gesprek: Gesprek, id: UUID | None = None) -> Bewaard:
    gesprek.versie += 1
    return Bewaard(id=id or gesprek.id, versie=gesprek.versie, op=unit.nu)


async def mensen(unit: UnitOfWork, school: str) -> dict[tuple[str, str], UUID]:
    """Who has an account: (side of the table, name in lower case) to the person. Empty while netwerk is away: an
    agreement of somebody without one is kept by the school."""
    vragen = (
        ("school", PersonenVanRol(rollen=sorted(SCHOOLROLLEN), organisatie=school)),
        (
            "samenwerkingsverband",
            PersonenVanRol(rollen=[Rol.STEUNPUNTCOORDINATOR], organisatie=unit.tenant.swv_nummer),
        ),
    )
    uit: dict[tuple[str, str], UUID] = {}
    try:
        for kant, vraag in vragen:
            for een in (await ask(unit, "netwerk", vraag)).personen:
                uit[kant, een.naam.casefold()] = een.persoon
    except NietBeschikbaar:
        pass
    return uit


def tekens_van(tenant: Tenant, rijen: Iterable[Any]) -> dict[str, Blijk]:
    """What the dossier shows, by the words of the checklist: each with what it was and on which day it first did."""
    uit: dict[str, Blijk] = {}
    for rij in rijen:
        teken, wat = rij["teken"], WAT.get(rij["teken"], "Gesprek")
        if rij["op"] is None:
            continue
        if teken == "gesprek" and (soort := tenant.gesprekken.get(rij["soort"])) is not None:
            teken, wat = "vervolggesprek" if soort.vervolg_op else "gesprek", soort.titel
        if teken not in uit or rij["op"] < uit[teken].op:
            uit[teken] = Blijk(wat, rij["op"])
    return uit
