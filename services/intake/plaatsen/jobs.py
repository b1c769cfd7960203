"""Door 3 of places: every night a volverklaring ends by itself, and a school hears that its numbers became old."""

from __future__ import annotations

from uuid import NAMESPACE_URL, UUID, uuid5

from infra.jobs import Task, Uitstellen
from infra.neighbours import ask
from infra.settings import settings
from infra.unit_of_work import UnitOfWork
from services.intake.plaatsen import plekken
from services.intake.plaatsen.contract import WachtplekBeeindigd, WachtplekBevestigd, WachtplekToegekend
from services.intake.plaatsen.proces import BEEINDIGD, GELDT, GEPLAATST, VOLVERKLARING, WACHT
from services.intake.plaatsen.tables import Volverklaring, Wachtplek
from services.intake.service import INTAKE
from services.kern.errors import NietBeschikbaar
from services.kern.rollen import SCHOOLROLLEN
from services.netwerk.contract import PersonenVanRol

OPNIEUW = 10  # seconds
# Schools with a number that was not looked at for long, and that did not hear so lately.
_OUD = """
select g.school, min((g.bijgewerkt_op at time zone 'Europe/Amsterdam')::date) as sinds
from plekgroep g left join plekherinnering h on h.tenant = g.tenant and h.school = g.school
where g.tenant = :tenant and g.weg_op is null
group by g.school, h.herinnerd_op
having h.herinnerd_op is null or h.herinnerd_op + cast(:dagen as int) <= cast(:vandaag as date)
order by g.school
"""
_HERINNERD = """
insert into plekherinnering (tenant, school, herinnerd_op) values (:tenant, :school, :vandaag)
on conflict (tenant, school) do update set herinnerd_op = excluded.herinnerd_op
"""


def zaak_van(tenant: str, school: str) -> UUID:
    """What a message about the places of a school has for a case: nobody's."""
    return uuid5(NAMESPACE_URL, f"meedoen:{tenant}:plekken:{school}")


@INTAKE.night("plekken_nalopen")
async def plekken_nalopen(unit: UnitOfWork, task: Task) -> None:
    """What ends today ends tonight; who keeps no numbers is asked once per period."""
    await _volverklaringen(unit)
    regels = unit.tenant.plaatsen
    if regels is not None and regels.herinneren_na_dagen is not None:
        await _herinneren(unit, regels.herinneren_na_dagen)


async def _volverklaringen(unit: UnitOfWork) -> None:
    voorbij = await unit.all(Volverklaring, Volverklaring.stand == GELDT, Volverklaring.tot_en_met < unit.vandaag)
    for vol in voorbij:
        rij = VOLVERKLARING.toets("volverklaring_beeindigen", None, vol.stand)
        vol.stand, vol.beeindigd_op, vol.versie = rij.naar, unit.vandaag, vol.versie + 1
    # One that begins today: from now on its group has no place.
    await unit.execute(
        "update plekgroep g set vorige = g.vrij, vrij = 0, versie = g.versie + 1 from volverklaring v"
        " where g.tenant = :tenant and v.tenant = g.tenant and v.groep = g.id and v.stand = 'geldt' and g.vrij > 0"
        " and v.van <= :vandaag and v.tot_en_met >= :vandaag",
        vandaag=unit.vandaag,
    )


async def _herinneren(unit: UnitOfWork, dagen: int) -> None:
    oud = [
        rij.school
        for rij in await unit.execute(_OUD, dagen=dagen, vandaag=unit.vandaag)
        if plekken.verouderd(rij.sinds, unit.vandaag, dagen)
    ]
    for school in oud:
        try:
            vraag = PersonenVanRol(rollen=sorted(rol.value for rol in SCHOOLROLLEN), organisatie=school)
            personen = (await ask(unit, "netwerk", vraag)).personen
        except NietBeschikbaar:
            raise Uitstellen(OPNIEUW) from None
        for persoon in dict.fromkeys(een.persoon for een in personen):
            zaak = zaak_van(unit.asker.tenant, school)
            unit.mail("plekken_herinneren", aan=persoon, zaak=zaak, link=f"{settings().app_url}/plekken")
        await unit.execute(_HERINNERD, school=school, vandaag=unit.vandaag)


@INTAKE.job("wachtplek_vertellen")
async def wachtplek_vertellen(unit: UnitOfWork, task: Task) -> None:
    """What another school did, told to the dossier of the pupil: that school itself is not involved in it."""
    plek = await unit.get(Wachtplek, UUID(task.lading["wachtplek"]))
    if plek is None:
        return
    status = task.lading["status"]
    if status == WACHT:
        unit.record(WachtplekBevestigd(zaak=plek.dossier, school=plek.school, reden=plek.reden))
    elif status == GEPLAATST and plek.geplaatst_per is not None:
        unit.record(WachtplekToegekend(zaak=plek.dossier, school=plek.school, per=plek.geplaatst_per))
    elif status == BEEINDIGD:
        unit.record(WachtplekBeeindigd(zaak=plek.dossier, school=plek.school, reden=plek.reden))
