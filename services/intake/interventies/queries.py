"""The window on the interventies of a pupil."""

from __future__ import annotations

from typing import Any

from infra import clock
from infra.runtime import Reading
from services.intake.interventies.contract import InterventiesLijst, InterventieStand, InterventiesTonen
from services.intake.interventies.effect import TERUGZETTEN, Invulling, in_een_zin
from services.intake.interventies.proces import INTERVENTIE, WEGGEHAALD
from services.intake.leerlingen.cases import dossier_inzien
from services.intake.leerlingen.proces import LOPEND
from services.intake.service import INTAKE
from services.kern.policy import Deel, rollen
from services.kern.principal import Principal
from services.kern.rollen import SCHOOLROLLEN

#: Parents and pupil read it too: they are told what is done.
LEZERS = rollen(Deel.DOSSIER)
_LIJST = """
select i.id, i.versie, i.status, i.wat, i.waar, i.doel, i.door, i.van, i.tot, i.effect, i.toelichting,
       i.geevalueerd_op, i.gewijzigd_op, i.gewijzigd_door_naam, coalesce(s.groep, '') as groep
from interventie i
left join lateral (select groep from inschrijving s where s.tenant = i.tenant and s.dossier = i.dossier
    and s.van <= i.van and (s.tot is null or s.tot > i.van) order by s.van desc limit 1) s on true
where i.tenant = $1 and i.dossier = $2 and (i.weggehaald_op is null or i.weggehaald_op > $3)
order by i.van desc, i.vastgelegd_op desc, i.id
"""


@INTAKE.question(InterventiesTonen, rollen=LEZERS, intern=True, kijkt="dossier_id")
async def interventies_tonen(lezer: Reading, vraag: InterventiesTonen) -> InterventiesLijst:
    """What was taken away is for the school alone: it was a mistake."""
    dossier = await dossier_inzien(lezer, vraag.dossier_id)
    wie = lezer.asker
    schrijft = isinstance(wie, Principal) and wie.rol in SCHOOLROLLEN and dossier["status"] == LOPEND
    rijen = await lezer.fetch(_LIJST, wie.tenant, vraag.dossier_id, clock.nu() - TERUGZETTEN)
    standen = [_stand(rij) for rij in rijen]
    return InterventiesLijst(
        interventies=[stand for stand in standen if stand.status != WEGGEHAALD],
        weggehaald=[stand for stand in standen if stand.status == WEGGEHAALD] if schrijft else [],
        handelingen=[h.naam for h in INTERVENTIE.handelingen] if schrijft else [],
    )


def _stand(rij: Any) -> InterventieStand:
    velden = {naam: rij[naam] for naam in Invulling.__struct_fields__}
    return InterventieStand(
        id=rij["id"],
        versie=rij["versie"],
        status=rij["status"],
        groep=rij["groep"],
        effect=rij["effect"],
        toelichting=rij["toelichting"],
        geevalueerd_op=rij["geevalueerd_op"],
        zin=in_een_zin(Invulling(**velden), rij["groep"], rij["effect"], rij["toelichting"]),
        gewijzigd_op=rij["gewijzigd_op"],
        gewijzigd_door=rij["gewijzigd_door_naam"],
        **velden,
    )
