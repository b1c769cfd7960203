"""Door 3 of the pupil: who turns eighteen decides alone. The school hears it two months before.

That parents are out on the day itself does not wait for this: their involvement has that day as its end from the
invitation on (`inviting.py`). The night writes it down. Who signed in keeps a hat that opens nothing, to read why
and to be let in again by the pupil (`reading_along.py`); an invitation that nobody used ends.
"""

from __future__ import annotations

from infra.involvement import until
from infra.jobs import Task, Uitstellen
from infra.neighbours import ask
from infra.settings import settings
from infra.unit_of_work import UnitOfWork
from services.intake.leerlingen.cases import dossier_bijwerken
from services.intake.leerlingen.contract import LeerlingMeerderjarigGeworden, MeerderjarigAangekondigd
from services.intake.leerlingen.inviting import hoeden_eindigen, meelezen_sluit
from services.intake.leerlingen.meerderjarig import aangekondigd, is_meerderjarig, meerderjarig_op
from services.intake.leerlingen.proces import LOPEND
from services.intake.leerlingen.tables import Gezagdrager, Leerlingdossier
from services.intake.service import INTAKE
from services.kern.errors import NietBeschikbaar
from services.kern.policy import TOESTEMMING, Kring
from services.kern.rollen import SCHOOLROLLEN
from services.netwerk.contract import PersonenVanRol

OPNIEUW = 10  # seconds
EINDGROND = "meerderjarig"
# What may be due; the rule itself decides (meerderjarig.py).
_BIJNA = """
select id from leerlingdossier
where tenant = :tenant and status = 'lopend' and meerderjarig_gemeld is null
    and geboren_op between cast(:dag as date) - interval '18 years 1 day'
    and cast(:dag as date) - interval '17 years 9 months'
"""
_VOORBIJ = """
select distinct d.id from leerlingdossier d join gezagdrager g on g.tenant = d.tenant and g.dossier = d.id
where d.tenant = :tenant and g.tot is null and d.geboren_op <= cast(:dag as date) - interval '17 years 11 months'
"""


@INTAKE.night("meerderjarigen_nalopen")
async def meerderjarigen_nalopen(unit: UnitOfWork, task: Task) -> None:
    """Each pupil is a task of its own: one that fails holds up no other."""
    for id in (await unit.execute(_BIJNA, dag=unit.vandaag)).scalars().all():
        unit.later("meerderjarigheid_aankondigen", zaak=id)
    for id in (await unit.execute(_VOORBIJ, dag=unit.vandaag)).scalars().all():
        unit.later("gezag_laten_eindigen", zaak=id)


@INTAKE.job("meerderjarigheid_aankondigen")
async def meerderjarigheid_aankondigen(unit: UnitOfWork, task: Task) -> None:
    """Once, to everybody of the school, while it is still ahead. Twice is once."""
    dossier = await unit.lock(Leerlingdossier, task.zaak)
    if (
        dossier.status != LOPEND
        or dossier.meerderjarig_gemeld is not None
        or not aangekondigd(dossier.geboren_op, unit.vandaag)
    ):
        return
    try:
        vraag = PersonenVanRol(rollen=sorted(SCHOOLROLLEN), organisatie=dossier.school)
        personen = (await ask(unit, "netwerk", vraag)).personen
    except NietBeschikbaar:
        raise Uitstellen(OPNIEUW) from None
    dag = meerderjarig_op(dossier.geboren_op)
    for persoon in dict.fromkeys(een.persoon for een in personen):
        unit.mail(
            "gezag_eindigt",
            aan=persoon,
            zaak=dossier.id,
            link=f"{settings().app_url}/leerlingen/{dossier.id}/gegevens#gezag",
            **{"termijn.laatste_dag": dag.isoformat()},
        )
    dossier.meerderjarig_gemeld = unit.vandaag
    unit.record(MeerderjarigAangekondigd(zaak=dossier.id, op=dag))


@INTAKE.job("gezag_laten_eindigen")
async def gezag_laten_eindigen(unit: UnitOfWork, task: Task) -> None:
    """Everybody's gezag ended on the birthday, and with it their looking along."""
    dossier = await unit.lock(Leerlingdossier, task.zaak)
    if not is_meerderjarig(dossier.geboren_op, unit.vandaag):
        return
    dag = meerderjarig_op(dossier.geboren_op)
    nu = await unit.all(Gezagdrager, Gezagdrager.dossier == dossier.id, Gezagdrager.tot.is_(None))
    for gezag in nu:
        gezag.tot, gezag.eindgrond, gezag.beeindigd_door_naam = max(dag, gezag.van), EINDGROND, unit.asker.naam
        await meelezen_sluit(unit, gezag, dag)
    if nu:
        await until(unit, dossier.id, Kring.OUDER, dag, behalve=TOESTEMMING)
        dossier_bijwerken(unit, dossier)
        unit.record(LeerlingMeerderjarigGeworden(zaak=dossier.id, per=dag))


async def geboortedag_gewijzigd(unit: UnitOfWork, dossier: Leerlingdossier) -> None:
    """The date of birth was wrong: parents look along until the right day. Who is of age after all is so at once; who
    is not has the same people with gezag again, who can be invited again."""
    dag = meerderjarig_op(dossier.geboren_op)
    dossier.meerderjarig_gemeld = None
    if is_meerderjarig(dossier.geboren_op, unit.vandaag):
        unit.later("gezag_laten_eindigen", zaak=dossier.id)
        await until(unit, dossier.id, Kring.OUDER, dag, behalve=TOESTEMMING)
        return
    for gezag in await unit.all(Gezagdrager, Gezagdrager.dossier == dossier.id, Gezagdrager.eindgrond == EINDGROND):
        await hoeden_eindigen(unit, gezag)
        gezag.tot = gezag.eindgrond = gezag.beeindigd_door_naam = None
    await until(unit, dossier.id, Kring.OUDER, dag)
