"""Door 1 of the pupil: a pupil of age decides which parent reads along, and a parent who does not is told why.

Consent is an involvement with consent as its ground, so both judges of access open and close with it, at once.
"""

from __future__ import annotations

from infra import clock
from infra.involvement import involve, release
from infra.runtime import Reading
from infra.settings import settings
from infra.unit_of_work import UnitOfWork
from services.intake.contract import Bewaard
from services.intake.leerlingen.cases import dossier_inzien, dossier_openen
from services.intake.leerlingen.contract import (
    MeelezenIngetrokken,
    MeelezenIntrekken,
    MeelezenToegestaan,
    MeelezenToestaan,
    MeelezenTonen,
    MeelezenUitleg,
    MeelezersLijst,
    MeelezerStand,
    MeelezersTonen,
)
from services.intake.leerlingen.meerderjarig import is_meerderjarig
from services.intake.leerlingen.tables import Dossierfamilie, Gezagdrager, Leerlingdossier
from services.intake.service import INTAKE
from services.kern.errors import KanNiet, NietGevonden
from services.kern.policy import TOESTEMMING, Deel, Kring
from services.kern.rollen import Rol

_LEEST = """
exists (select from betrokkenheid b where b.tenant = f.tenant and b.zaak = f.dossier and b.houder = f.persoon::text
    and b.rol = 'ouder' and b.van <= {dag} and (b.tot is null or b.tot > {dag}))
"""
_MEELEZERS = f"""
select distinct on (f.naam, f.persoon) f.id, f.naam, {_LEEST.format(dag="$3")} as leest
from dossierfamilie f join gezagdrager g on g.tenant = f.tenant and g.id = f.gezag
where f.tenant = $1 and f.dossier = $2 and f.rol = 'ouder' and f.aangemeld_op is not null
    and (f.tot is null or g.eindgrond = 'meerderjarig') and (g.eindgrond is null or g.eindgrond = 'meerderjarig')
order by f.naam, f.persoon, f.uitgenodigd_op desc
"""
_LEEST_NU = f"""
select {_LEEST.format(dag="cast(:dag as date)")} from dossierfamilie f where f.tenant = :tenant and f.id = :lid
"""


@INTAKE.question(MeelezersTonen, rollen=frozenset({Rol.LEERLING}), kijkt="dossier_id")
async def meelezers_tonen(lezer: Reading, vraag: MeelezersTonen) -> MeelezersLijst:
    rij, vandaag = await dossier_inzien(lezer, vraag.dossier_id), clock.vandaag()
    if not is_meerderjarig(rij["geboren_op"], vandaag):
        return MeelezersLijst(meelezers=[])
    rijen = await lezer.fetch(_MEELEZERS, lezer.asker.tenant, vraag.dossier_id, vandaag)
    return MeelezersLijst(meelezers=[MeelezerStand(**dict(rij)) for rij in rijen])


@INTAKE.question(MeelezenTonen, rollen=frozenset({Rol.OUDER}))
async def meelezen_tonen(lezer: Reading, vraag: MeelezenTonen) -> MeelezenUitleg:
    """Who asks is not involved, or would not ask: one function of the database judges, and says since when, and only to
    who read along until the birthday."""
    sinds = await lezer.fetchval("select intake.meegelezen_tot($2) where $1 <> ''", lezer.asker.tenant, vraag.zaak_id)
    if sinds is None:
        raise NietGevonden()
    return MeelezenUitleg(sinds=sinds)


@INTAKE.act(MeelezenToestaan)
async def meelezen_toestaan(unit: UnitOfWork, opdracht: MeelezenToestaan) -> Bewaard:
    """Reading, and nothing more: who decides stays the pupil (`gezaghouders.py`)."""
    dossier, lid = await _lid(unit, opdracht, "meelezen_toestaan")
    if await _leest(unit, lid):
        raise KanNiet(f"{lid.naam} leest al mee.")
    await involve(unit, dossier.id, Kring.OUDER, lid.persoon, grond=TOESTEMMING)
    unit.mail("bericht_klaar", aan=lid.persoon, zaak=dossier.id, link=f"{settings().app_url}/mijn-kind/{dossier.id}")
    unit.record(MeelezenToegestaan(zaak=dossier.id, persoon=lid.persoon))
    return Bewaard(id=lid.id, versie=dossier.versie, op=unit.nu)


@INTAKE.act(MeelezenIntrekken)
async def meelezen_intrekken(unit: UnitOfWork, opdracht: MeelezenIntrekken) -> Bewaard:
    dossier, lid = await _lid(unit, opdracht, "meelezen_intrekken")
    if not await _leest(unit, lid):
        raise KanNiet(f"{lid.naam} leest al niet meer mee.")
    await release(unit, dossier.id, Kring.OUDER, lid.persoon)
    unit.record(MeelezenIngetrokken(zaak=dossier.id, persoon=lid.persoon))
    return Bewaard(id=lid.id, versie=dossier.versie, op=unit.nu)


async def _lid(
    unit: UnitOfWork, opdracht: MeelezenToestaan | MeelezenIntrekken, act_name: str
) -> tuple[Leerlingdossier, Dossierfamilie]:
    """Of a pupil of age, one who signed in as a parent with gezag until then. Raises NietGevonden, MagNiet, KanNiet."""
    dossier = await dossier_openen(unit, opdracht.dossier_id, act_name, deel=Deel.DOSSIER)
    if not is_meerderjarig(dossier.geboren_op, unit.vandaag):
        raise KanNiet("Dit kan vanaf je achttiende verjaardag.")
    lid = await unit.lock(Dossierfamilie, opdracht.lid_id)
    gezag = await unit.get(Gezagdrager, lid.gezag) if lid.gezag is not None else None
    if (
        lid.dossier != dossier.id
        or lid.rol != Rol.OUDER
        or lid.aangemeld_op is None
        or gezag is None
        or gezag.eindgrond not in (None, "meerderjarig")
        or (lid.tot is not None and gezag.eindgrond is None)
    ):
        raise NietGevonden()
    return dossier, lid


async def _leest(unit: UnitOfWork, lid: Dossierfamilie) -> bool:
    await unit.flush()
    return bool((await unit.execute(_LEEST_NU, lid=lid.id, dag=unit.vandaag)).scalar_one())
