"""The window on extra support: of one pupil, of a school, of who decides; and amounts per school without a pupil."""

from __future__ import annotations

from typing import Any

from infra import clock
from infra.runtime import Reading
from services.intake.arrangementen import hosting, invoices  # noqa: F401  hang what other schools, boards and invoices ask
from services.intake.arrangementen.cases import mag
from services.intake.arrangementen.contract import (
    ArrangementenLijst,
    ArrangementenTonen,
    ArrangementenVolgen,
    ArrangementKort,
    ArrangementStand,
    ArrangementTonen,
    BesluitRegel,
    BudgetRegel,
    BudgetTellen,
    BudgetTelling,
    DoelStand,
)
from services.intake.arrangementen.duur import uiterste_tot
from services.intake.arrangementen.proces import ARRANGEMENT, LOOPT
from services.intake.service import INTAKE
from services.kern.errors import NietGevonden, OngeldigeInvoer
from services.kern.kalender import begin_schooljaar, einde_schooljaar, schooljaar_van
from services.kern.policy import ANDERE_HOEDEN, Deel, rollen
from services.kern.rollen import FAMILIEROLLEN, Rol

RIJEN = 500
LEZERS = rollen(Deel.ARRANGEMENT) - FAMILIEROLLEN
SWV = ANDERE_HOEDEN[Deel.ARRANGEMENT]
TELT = SWV | {Rol.CONTROLLER}

# The school that answers for the pupil is that of the dossier today; the pupil may have moved since the asking.
_VELDEN = """
select a.id, a.zaak, a.dossier as dossier_id, a.kenmerk, a.titel, a.leerling, a.groep,
       coalesce(d.school, a.school) as school, a.status, a.beslist, a.van, a.tot, a.waarschuwen_op,
       (a.gevraagd_op at time zone 'Europe/Amsterdam')::date as gevraagd_op,
       exists (select from arrangementdoel o where o.tenant = a.tenant and o.arrangement = a.id and o.uitkomst = '')
           as zonder_uitkomst
from arrangement a left join leerlingdossier d on d.tenant = a.tenant and d.id = a.dossier
where a.tenant = $1 and """
_VAN_LEERLING = _VELDEN + "a.dossier = $2 order by a.gevraagd_op desc, a.id limit 501"
# Row security shows a school its own, and the samenwerkingsverband what was asked of it.
_VOLGEN = (
    _VELDEN
    + """(a.status in ('gevraagd', 'loopt') or a.gewijzigd_op > $2)
order by array_position(array['gevraagd', 'loopt'], a.status), a.tot, a.kenmerk limit 501"""
)
_EEN = """
select a.id, a.zaak, a.dossier as dossier_id, a.versie, a.kenmerk, a.status, a.soort, a.titel, a.leerling, a.groep,
       coalesce(d.school, a.school) as school, coalesce(d.bestuur, a.bestuur) as bestuur, a.plek_school,
       a.inschrijving, a.beslist, a.van, a.tot, a.behoefte, a.communicatie, a.ouders_akkoord, a.eenheid,
       a.gevraagd_cent, a.gevraagd_inzet, a.cent, a.inzet, a.besteed_cent, a.evaluatie, a.evaluatie_op,
       (a.gevraagd_op at time zone 'Europe/Amsterdam')::date as gevraagd_op, a.gevraagd_door_naam as gevraagd_door
from arrangement a left join leerlingdossier d on d.tenant = a.tenant and d.id = a.dossier
where a.tenant = $1 and a.id = $2
"""
_DOELEN = """
select doel, uitkomst, toelichting, geevalueerd_op as op from arrangementdoel
where tenant = $1 and arrangement = $2 order by nummer
"""
_BESLUITEN = """
select soort, op, tot, cent, inzet, reden, door_naam as door from arrangementbesluit
where tenant = $1 and arrangement = $2 order by volgorde
"""
_BUDGET = """
select school, bestuur, titel, count(*) filter (where status = 'loopt') as lopend,
       count(*) filter (where status = 'beeindigd') as beeindigd,
       coalesce(sum(coalesce(besteed_cent, cent)), 0)::bigint as cent
from arrangement where tenant = $1 and status in ('loopt', 'beeindigd') and van between $2 and $3
group by 1, 2, 3 order by cent desc, school, titel
"""


def _kort(rij: Any, vandaag: Any) -> ArrangementKort:
    velden = dict(rij)
    op, open_ = velden.pop("waarschuwen_op"), velden.pop("zonder_uitkomst")
    loopt = velden["status"] == LOOPT
    return ArrangementKort(
        aflopend=loopt and vandaag >= op,
        terugkijken=open_ and (velden["status"] == "beeindigd" or (loopt and vandaag >= op)),
        **velden,
    )


def _lijst(rijen: list[Any]) -> ArrangementenLijst:
    vandaag = clock.vandaag()
    return ArrangementenLijst(arrangementen=[_kort(r, vandaag) for r in rijen[:RIJEN]], meer=len(rijen) > RIJEN)


@INTAKE.question(ArrangementenTonen, rollen=rollen(Deel.ARRANGEMENT), kijkt="dossier_id")
async def arrangementen_tonen(lezer: Reading, vraag: ArrangementenTonen) -> ArrangementenLijst:
    """Newest first."""
    await lezer.admit(vraag.dossier_id, Deel.ARRANGEMENT)
    return _lijst(await lezer.fetch(_VAN_LEERLING, lezer.asker.tenant, vraag.dossier_id))


@INTAKE.question(ArrangementenVolgen, rollen=LEZERS, kijkt="antwoord.arrangementen[].zaak")
async def arrangementen_volgen(lezer: Reading, vraag: ArrangementenVolgen) -> ArrangementenLijst:
    """What waits for a decision, then what runs, by its last day; of what is over the last year."""
    wie = lezer.principal
    if wie.rol in SWV and wie.organisatie != lezer.tenant.swv_nummer:
        raise NietGevonden()
    vanaf = clock.nu().replace(year=clock.nu().year - 1, day=1)
    return _lijst(await lezer.fetch(_VOLGEN, wie.tenant, vanaf))


@INTAKE.question(ArrangementTonen, rollen=LEZERS, kijkt="antwoord.zaak")
async def arrangement_tonen(lezer: Reading, vraag: ArrangementTonen) -> ArrangementStand:
    """With the ledger and the goals. Which acts: those of the table that this person may do on this kind."""
    tenant, rol = lezer.asker.tenant, lezer.principal.rol
    rij = await lezer.fetchrow(_EEN, tenant, vraag.arrangement_id)
    if rij is None:
        raise NietGevonden()
    await lezer.admit(rij["zaak"], Deel.ARRANGEMENT)
    soort = lezer.regels(rij["gevraagd_op"]).arrangementen.get(rij["soort"])
    uiterste, opbouw = uiterste_tot(soort, rij["van"]) if soort else (None, "")
    vandaag = clock.vandaag()
    handelingen = [
        h.naam
        for h in ARRANGEMENT.mogelijk_voor(rol, rij["status"])
        if h.naam != "verblijf_evalueren"
        and mag(h.naam, rol, rij["beslist"])
        and (h.naam != "arrangement_evalueren" or vandaag >= rij["van"])
        and (h.naam != "arrangement_verlengen" or uiterste is None or rij["tot"] < uiterste)
    ]
    return ArrangementStand(
        doelen=[DoelStand(**dict(r)) for r in await lezer.fetch(_DOELEN, tenant, rij["id"])],
        besluiten=[BesluitRegel(**dict(r)) for r in await lezer.fetch(_BESLUITEN, tenant, rij["id"])],
        uiterste_tot=uiterste,
        opbouw=opbouw,
        handelingen=handelingen,
        **dict(rij),
    )


@INTAKE.question(BudgetTellen, rollen=TELT, telt=True)
async def budget_tellen(lezer: Reading, vraag: BudgetTellen) -> BudgetTelling:
    """Numbers and amounts only: no pupil, no group, no arrangement."""
    wie = lezer.principal
    if wie.organisatie != lezer.tenant.swv_nummer:
        raise NietGevonden()
    jaar = vraag.schooljaar or schooljaar_van(clock.vandaag())
    if not 2014 <= jaar <= 2100:
        raise OngeldigeInvoer("Dit schooljaar bestaat niet.")
    rijen = await lezer.fetch(_BUDGET, wie.tenant, begin_schooljaar(jaar), einde_schooljaar(jaar))
    return BudgetTelling(schooljaar=jaar, regels=[BudgetRegel(**dict(r)) for r in rijen])
