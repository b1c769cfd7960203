"""Door 1 of the pupil: two dossiers that turn out to be of one pupil become one, and two again."""

from __future__ import annotations

from uuid import UUID, uuid4

from infra.involvement import involve, release
from infra.unit_of_work import UnitOfWork
from services.intake.contract import Bewaard
from services.intake.leerlingen.cases import dossier_bewaard, dossier_bijwerken, dossier_openen
from services.intake.leerlingen.contract import (
    DossiersSamengevoegd,
    DossiersSamenvoegen,
    SamenvoegingTerugdraaien,
    SamenvoegingTeruggedraaid,
    VerschilVastgelegd,
    VerschilVastleggen,
)
from services.intake.leerlingen.proces import SAMENGEVOEGD
from services.intake.leerlingen.tables import Dossierfamilie, GeenDubbel, Leerlingdossier, Samenvoeging
from services.intake.service import INTAKE
from services.kern.errors import KanNiet, NietGevonden
from services.kern.policy import Deel, Kring

_LOOPT = "select exists (select from termijn where tenant = :tenant and zaak = :zaak and status = 'loopt')"
#: What is a case of its own, or was agreed as it stands: it does not go to another dossier.
BLIJFT = {
    "opp": "een ontwikkelingsperspectief",
    "gesprek": "een verslag van een gesprek",
    "arrangement": "extra ondersteuning",
    "crisis": "een melding van crisis of nood",
    "consult": "een consult",
    "stappenplan": "een stappenplan",
    "overdracht": "een overstap naar het voortgezet onderwijs",
    "schoolverlater": "een aanmelding voor het schoolverlatersonderzoek",
}
_BLIJFT = " union all ".join(
    f"(select '{tabel}' as wat from {tabel} where tenant = :tenant and dossier = :zaak limit 1)" for tabel in BLIJFT
)
_GEDEELD = """
select exists (select from betrokkenheid where tenant = :tenant and zaak = :zaak and rol = 'samenwerkingsverband'
    and van <= :dag and (tot is null or tot > :dag))
"""


async def _van_dezelfde_school(unit: UnitOfWork, dossier: Leerlingdossier, id: UUID) -> Leerlingdossier:
    """The other dossier, locked. Raises NietGevonden when it is not of this school, or the same one."""
    if id == dossier.id:
        raise NietGevonden()
    ander = await unit.lock(Leerlingdossier, id)
    await unit.admit(id, Deel.DOSSIERWERK)
    if ander.school != dossier.school:
        raise NietGevonden()
    return ander


async def _gedeeld(unit: UnitOfWork, zaak: UUID) -> bool:
    return bool((await unit.execute(_GEDEELD, zaak=zaak, dag=unit.vandaag)).scalar_one())


@INTAKE.act(DossiersSamenvoegen)
async def dossiers_samenvoegen(unit: UnitOfWork, opdracht: DossiersSamenvoegen) -> Bewaard:
    """What stands in the other one goes to this one; what can stand there once only stays where it was.

    Raises KanNiet while somebody looks along with the other one, a term runs there or something stands there that
    belongs to it (`BLIJFT`): then that one should stay.
    """
    dossier = await dossier_openen(unit, opdracht.dossier_id, "dossiers_samenvoegen", opdracht.versie)
    ander = await _van_dezelfde_school(unit, dossier, opdracht.ander_id)
    if ander.status == SAMENGEVOEGD:
        raise KanNiet("Dit dossier is al samengevoegd.")
    mee = await unit.all(Dossierfamilie, Dossierfamilie.dossier == ander.id, Dossierfamilie.tot.is_(None))
    if mee:
        raise KanNiet("Met het andere dossier kijkt al iemand mee. Laat dat dossier blijven.")
    if blijft := [BLIJFT[wat] for wat in (await unit.execute(_BLIJFT, zaak=ander.id)).scalars()]:
        if (await unit.execute(_BLIJFT, zaak=dossier.id)).first() is not None:  # the other way round is no help either
            raise KanNiet(
                "In beide dossiers staat iets dat niet mee kan, zoals een verslag of extra ondersteuning. Ze blijven "
                "naast elkaar bestaan. Kies in welk dossier u verdergaat."
            )
        raise KanNiet(f"In het andere dossier staat {' en '.join(blijft)}. Laat dat dossier blijven.")
    if (await unit.execute(_LOOPT, zaak=ander.id)).scalar_one():
        raise KanNiet("In het andere dossier loopt een termijn. Laat dat dossier blijven.")
    verhuisd = (
        await unit.execute(
            "select dossier_verhuizen(:van, :naar) as v where :tenant <> ''", van=ander.id, naar=dossier.id
        )
    ).scalar_one()
    swv = await _gedeeld(unit, ander.id) and not await _gedeeld(unit, dossier.id)
    if swv:  # an aanvraag that it handles came along
        await involve(unit, dossier.id, Kring.SAMENWERKINGSVERBAND, unit.tenant.swv_nummer)
    unit.add(
        Samenvoeging(
            id=uuid4(),
            dossier=dossier.id,
            ander=ander.id,
            ander_kenmerk=ander.kenmerk,
            ander_status=ander.status,
            verhuisd=verhuisd,
            swv_erbij=swv,
            op=unit.nu,
            door_naam=unit.asker.naam,
        )
    )
    ander.status = SAMENGEVOEGD
    dossier_bijwerken(unit, ander)
    dossier_bijwerken(unit, dossier)
    unit.record(DossiersSamengevoegd(zaak=dossier.id, ander_id=ander.id))
    return dossier_bewaard(unit, dossier)


@INTAKE.act(SamenvoegingTerugdraaien)
async def samenvoeging_terugdraaien(unit: UnitOfWork, opdracht: SamenvoegingTerugdraaien) -> Bewaard:
    """Every row that came along goes back; what was written since stays where it was written."""
    dossier = await dossier_openen(unit, opdracht.dossier_id, "samenvoeging_terugdraaien", opdracht.versie)
    samen = await unit.lock(Samenvoeging, opdracht.samenvoeging_id)
    if samen.dossier != dossier.id:
        raise NietGevonden()
    if samen.ongedaan_op is not None:
        raise KanNiet("Dit is al teruggedraaid.")
    ander = await _van_dezelfde_school(unit, dossier, samen.ander)
    await unit.flush()
    await unit.execute("select dossier_terugverhuizen(:samen) where :tenant <> ''", samen=samen.id)
    if samen.swv_erbij:
        await release(unit, dossier.id, Kring.SAMENWERKINGSVERBAND, unit.tenant.swv_nummer)
    ander.status = samen.ander_status
    samen.ongedaan_op, samen.ongedaan_door_naam = unit.nu, unit.asker.naam
    dossier_bijwerken(unit, ander)
    dossier_bijwerken(unit, dossier)
    unit.record(SamenvoegingTeruggedraaid(zaak=dossier.id, ander_id=ander.id))
    return dossier_bewaard(unit, dossier)


@INTAKE.act(VerschilVastleggen)
async def verschil_vastleggen(unit: UnitOfWork, opdracht: VerschilVastleggen) -> Bewaard:
    """A person looked: these are two pupils. The pair is not shown again."""
    dossier = await dossier_openen(unit, opdracht.dossier_id, "verschil_vastleggen")
    ander = await _van_dezelfde_school(unit, dossier, opdracht.ander_id)
    een, twee = sorted((dossier.id, ander.id))
    if await unit.session.get(GeenDubbel, (unit.asker.tenant, een, twee)) is None:
        unit.add(GeenDubbel(dossier=een, ander=twee, op=unit.nu, door_naam=unit.asker.naam))
        unit.record(VerschilVastgelegd(zaak=dossier.id, ander_id=ander.id))
    return dossier_bewaard(unit, dossier)
