"""The window on the waiting list: each school its own, the samenwerkingsverband what was shared with it and numbers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from infra import clock
from infra.runtime import Reading
from services.intake.plaatsen.contract import (
    LANG_DAGEN,
    MijnWachtplekkenTonen,
    Wachtenden,
    WachtendenLijst,
    WachtendenTellen,
    Wachtlijst,
    WachtlijstTonen,
    WachtplekStand,
)
from services.intake.plaatsen.proces import VOL, WACHTPLEK
from services.intake.service import INTAKE
from services.kern.errors import NietGevonden
from services.kern.policy import Deel, hoeden
from services.kern.policy import Kring as K
from services.kern.rollen import COMMISSIEROLLEN, SCHOOLROLLEN, Rol

DEELT = hoeden(Deel.DOSSIER, K.SAMENWERKINGSVERBAND)  # who reads what a school shared
TELT = COMMISSIEROLLEN | {Rol.STEUNPUNTCOORDINATOR, Rol.CONTACTPERSOON_JONGE_KIND}
VAN_DE_EIGEN = frozenset({"wachtplek_beeindigen"})
# Row security shows a school its own list and its own pupils, and the samenwerkingsverband what was shared.
_VELDEN = """
select id, versie, dossier, leerling, groep, van_school, school, gewenst_vanaf, afwijking, sinds, status, reden,
    geplaatst_per, case when status in ('gevraagd', 'wacht') then intake.wachtpositie(id) else 0 end as positie
from wachtplek where tenant = $1 and """
_LIJST = (
    _VELDEN
    + """ (status <> 'beeindigd' or gewijzigd_op > now() - interval '30 days')
    and ($2 = '' or school = $2 or van_school = $2)
order by status in ('gevraagd', 'wacht') desc, school, gevraagd_op, id limit 500
"""
)
_KIND = (
    _VELDEN
    + """ dossier = (select dossier from aanvraag where tenant = $1 and id = $2)
order by gevraagd_op, id"""
)
_TELLEN = """
select school, case when status = 'wacht' then reden else '' end as reden, count(*) as aantal,
    count(*) filter (where sinds <= $2) as lang
from wachtplek
where tenant = $1 and status in ('gevraagd', 'wacht') group by 1, 2 order by 1, 2
"""


@INTAKE.question(WachtlijstTonen, rollen=SCHOOLROLLEN | DEELT, kijkt="antwoord.wachtplekken[].dossier")
async def wachtlijst_tonen(lezer: Reading, vraag: WachtlijstTonen) -> Wachtlijst:
    """Who waits first, by school and by how long."""
    wie = lezer.principal
    if wie.rol in DEELT and wie.organisatie != lezer.tenant.swv_nummer:
        raise NietGevonden()
    lezer.grond = VOL
    eigen = wie.organisatie if wie.rol in SCHOOLROLLEN else ""
    rijen = await lezer.fetch(_LIJST, wie.tenant, eigen)
    return Wachtlijst(wachtplekken=[_stand(rij, eigen, wie.rol) for rij in rijen])


def _stand(rij: Any, eigen: str, rol: Rol) -> WachtplekStand:
    hier = bool(eigen) and rij["school"] == eigen
    mogelijk = [h.naam for h in WACHTPLEK.handelingen if rol in h.rollen and rij["status"] in h.van]
    return WachtplekStand(
        **dict(rij), hier=hier, handelingen=[naam for naam in mogelijk if hier or (eigen and naam in VAN_DE_EIGEN)]
    )


@INTAKE.question(MijnWachtplekkenTonen, rollen=frozenset({Rol.OUDER}), kijkt="aanvraag_id")
async def mijn_wachtplekken_tonen(lezer: Reading, vraag: MijnWachtplekkenTonen) -> Wachtlijst:
    """Of the own child only; of who else waits no more than how many come first."""
    await lezer.admit(vraag.aanvraag_id, Deel.AANVRAAG)
    rijen = await lezer.fetch(_KIND, lezer.asker.tenant, vraag.aanvraag_id)
    return Wachtlijst(wachtplekken=[_stand(rij, "", Rol.OUDER) for rij in rijen])


@INTAKE.question(WachtendenTellen, rollen=TELT, telt=True)
async def wachtenden_tellen(lezer: Reading, vraag: WachtendenTellen) -> WachtendenLijst:
    """The same rows, counted: it adds up to the lists of the schools."""
    wie = lezer.principal
    if wie.organisatie != lezer.tenant.swv_nummer:
        raise NietGevonden()
    rijen = await lezer.fetch(_TELLEN, wie.tenant, clock.vandaag() - timedelta(days=LANG_DAGEN))
    return WachtendenLijst(wachtenden=[Wachtenden(**dict(rij)) for rij in rijen])
