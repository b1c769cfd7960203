"""The window on the waiting list: each school its own, the samenwerkingsverband what was shared with it and numbers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from infra import clock
from infra.runtime import Reading
from services.intake import uitslag
from services.intake.plaatsen.contract import (
    LANG_DAGEN,
    MijnWachtplekkenTonen,
    TlvStand,
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
AANVRAAGKIJKERS = hoeden(Deel.AANVRAAG, K.SAMENWERKINGSVERBAND) | SCHOOLROLLEN | {Rol.OUDER}
VAN_DE_EIGEN = frozenset({"wachtplek_beeindigen"})
# Row security shows a school its own list and its own pupils, and the samenwerkingsverband what was shared.
# Row security lets nobody see the aanvraag who may not see the case: then there is no state of a TLV beside the name.
_VELDEN = """
select w.id, w.versie, w.dossier, w.leerling, w.groep, w.van_school, w.school, w.gewenst_vanaf, w.afwijking, w.sinds,
    w.status, w.reden, w.geplaatst_per, a.id as aanvraag, a.status as tlv, a.soort as tlv_soort, a.besloten_op,
    a.uitslag::text as uitslag,
    case when w.status in ('gevraagd', 'wacht') then intake.wachtpositie(w.id) else 0 end as positie
from wachtplek w left join lateral (
    select b.id, b.status, b.soort, b.besloten_op, b.uitslag from aanvraag b
    where b.tenant = w.tenant and b.dossier = w.dossier and b.status <> 'ingetrokken'
    order by b.begonnen_op desc limit 1) a on true
where w.tenant = $1 and """
_LIJST = (
    _VELDEN
    + """ (w.status <> 'beeindigd' or w.gewijzigd_op > now() - interval '30 days')
    and ($2 = '' or w.school = $2 or w.van_school = $2)
order by w.status in ('gevraagd', 'wacht') desc, w.school, w.gevraagd_op, w.id limit 500
"""
)
_KIND = (
    _VELDEN
    + """ w.dossier = (select dossier from aanvraag where tenant = $1 and id = $2)
order by w.gevraagd_op, w.id"""
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
    velden = dict(rij)
    aanvraag, tlv, soort, op = (velden.pop(naam) for naam in ("aanvraag", "tlv", "tlv_soort", "besloten_op"))
    zin = uitslag.in_een_zin(uitslag.lezen(velden.pop("uitslag")), op, clock.vandaag())
    tlv_stand = TlvStand(aanvraag=aanvraag, status=tlv, soort=soort, besloten_op=op, uitslag=zin) if aanvraag else None
    return WachtplekStand(
        **velden,
        tlv=tlv_stand,
        # Who sees no aanvraag at all is told nothing, not that there is none.
        ziet_zaak=rol in AANVRAAGKIJKERS and (not hier or aanvraag is not None),
        hier=hier,
        handelingen=[naam for naam in mogelijk if hier or (eigen and naam in VAN_DE_EIGEN)],
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
