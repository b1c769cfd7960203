"""A registration in hand: opening it for an act, and what each reader sees of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from infra.unit_of_work import UnitOfWork
from services.intake.contract import Bewaard
from services.intake.schoolverlaters import uitkomst
from services.intake.schoolverlaters.contract import OnderzoekStand, SchoolverlaterKort
from services.intake.schoolverlaters.proces import AFGEMELD, BESPROKEN, ONDERZOCHT, SCHOOLVERLATER, TOESTEMMING
from services.intake.schoolverlaters.tables import Schoolverlater
from services.kern.errors import Gewijzigd, KanNiet, NietGevonden
from tenants.schema import SchoolverlaterRegels, Tenant

VELDEN = """
select s.id, s.dossier, s.versie, s.leerling, s.geboren_op, s.groep, s.school, s.status, s.schooljaar, s.sluit_op,
       s.advies, s.toestemming_op, s.toestemming_bewijs, s.aangemeld_op, s.aangemeld_door_naam, s.onderzoeker,
       s.onderzoeker_naam, s.onderzoek_op, s.plaats, s.uitkomst, s.bevindingen, s.iq, s.iq_test, s.dl,
       s.dle_inzichtelijk_rekenen, s.dle_begrijpend_lezen, s.dle_technisch_lezen, s.dle_spellen,
       s.sociaal_emotioneel, s.besproken_op
from schoolverlater s where s.tenant = $1 and """
_GELIJK = (
    *("id", "versie", "leerling", "geboren_op", "groep", "school", "status", "schooljaar", "sluit_op", "advies"),
    *("toestemming_op", "toestemming_bewijs", "aangemeld_op", "onderzoek_op", "plaats", "besproken_op"),
)
_UITKOMST = (
    *("uitkomst", "bevindingen", "iq", "iq_test", "dl", "dle_inzichtelijk_rekenen", "dle_begrijpend_lezen"),
    *("dle_technisch_lezen", "dle_spellen", "sociaal_emotioneel"),
)
_LEEG = {"uitkomst": "", "bevindingen": "", "iq_test": "", "sociaal_emotioneel": False}


def regels(tenant: Tenant) -> SchoolverlaterRegels:
    """What this samenwerkingsverband declares about it. Raises KanNiet where it has no such research."""
    if tenant.schoolverlaters is None:
        raise KanNiet(f"{tenant.korte_naam} heeft geen schoolverlatersonderzoek in Meedoen.")
    return tenant.schoolverlaters


async def van_dossier(unit: UnitOfWork, dossier: UUID, act_name: str, versie: int) -> Schoolverlater:
    """The registration of this dossier, locked, for act `act_name`. Raises KanNiet, MagNiet and Gewijzigd."""
    lopend = await unit.all(
        Schoolverlater,
        Schoolverlater.dossier == dossier,
        Schoolverlater.status != AFGEMELD,
        order=Schoolverlater.schooljaar.desc(),
    )
    if not lopend:
        raise KanNiet("Deze leerling is niet aangemeld.")
    return openen(unit, await unit.lock(Schoolverlater, lopend[0].id), act_name, versie)


async def van_onderzoeker(unit: UnitOfWork, id: UUID, act_name: str, versie: int) -> Schoolverlater:
    """The registration that the asker was named for, locked. Raises NietGevonden for any other."""
    rij = await unit.lock(Schoolverlater, id)
    wie = unit.principal
    if rij.onderzoeker != wie.persoon or wie.organisatie != rij.swv:
        raise NietGevonden()
    return openen(unit, rij, act_name, versie)


def openen(unit: UnitOfWork, rij: Schoolverlater, act_name: str, versie: int | None) -> Schoolverlater:
    """Its own ground, status and version. Raises MagNiet, KanNiet and Gewijzigd."""
    unit.zaak, unit.voorwerp, unit.grond = rij.dossier, rij.id, TOESTEMMING
    stap = SCHOOLVERLATER.toets(act_name, unit.principal.rol, rij.status)
    if versie is not None and versie != rij.versie:
        raise Gewijzigd(
            f"{rij.gewijzigd_door_naam} heeft dit intussen bijgewerkt.",
            extra={
                "door": rij.gewijzigd_door_naam,
                "op": rij.gewijzigd_op.isoformat(),
                "versie": rij.versie,
                "nu": {"bevindingen": rij.bevindingen, "plaats": rij.plaats},
            },
        )
    rij.status = stap.naar or rij.status
    return rij


def bewaard(unit: UnitOfWork, rij: Schoolverlater) -> Bewaard:
    """The next version, by whom and when."""
    rij.versie += 1
    rij.gewijzigd_op, rij.gewijzigd_door_naam = unit.nu, unit.principal.naam
    return Bewaard(id=rij.id, versie=rij.versie, op=unit.nu)


def vertellen(unit: UnitOfWork, rij: Schoolverlater, wat: str, **meer: str) -> None:
    """What who is involved in no dossier did is told to it, and to people, by the service itself."""
    unit.later("onderzoek_vertellen", zaak=rij.dossier, voor=str(rij.id), wat=wat, **meer)


def kort(rij: Mapping[str, Any]) -> SchoolverlaterKort:
    return SchoolverlaterKort(
        id=rij["id"],
        dossier_id=rij["dossier"],
        leerling=rij["leerling"],
        school=rij["school"],
        advies=rij["advies"],
        status=rij["status"],
        aangemeld_op=rij["aangemeld_op"].date(),
        onderzoeker=rij["onderzoeker_naam"],
        onderzoek_op=rij["onderzoek_op"],
    )


def stand(rij: Mapping[str, Any], handelingen: list[str], *, ziet_uitkomst: bool, bewijs: bool) -> OnderzoekStand:
    """`ziet_uitkomst`: of parents and pupil only after the talk with the school. `bewijs`: only the own school."""
    klaar = ziet_uitkomst and rij["status"] in (ONDERZOCHT, BESPROKEN)
    velden = {naam: rij[naam] for naam in _GELIJK}
    velden |= {naam: rij[naam] if klaar else _LEEG.get(naam) for naam in _UITKOMST}
    if not bewijs:
        velden["toestemming_bewijs"] = ""
    return OnderzoekStand(
        dossier_id=rij["dossier"],
        aangemeld_door=rij["aangemeld_door_naam"],
        onderzoeker=rij["onderzoeker_naam"],
        criteria=uitkomst.criteria(rij) if klaar else [],
        vroegst=rij["aangemeld_op"].date(),
        handelingen=handelingen,
        **velden,
    )
