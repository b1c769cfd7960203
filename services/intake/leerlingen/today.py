"""The window on today: what waits for this school, over everything that runs for its pupils. Decides nothing.

One question instead of one per subject, so that the first page stands in one go and only who is in it is written down
as looked at. What is not here, needs nothing of the school.
"""

from __future__ import annotations

from datetime import timedelta

from infra import clock
from infra.runtime import Reading
from services.intake.leerlingen.contract import VandaagLijst, VandaagRegel, VandaagTonen
from services.intake.leerlingen.meerderjarig import aangekondigd, meerderjarig_op
from services.intake.service import INTAKE
from services.kern.rollen import SCHOOLROLLEN

RIJEN = 100
#: So many days ahead a school sees that something must be done.
VOORUIT = {
    "opp_opstellen": 14,
    "opp_evalueren": 42,
    "onderwijstijd": 14,
    "afspraak": 7,
    "aanmelding": 14,
    "crisisplan": 7,
}
STIL = timedelta(days=14)  # a draft that nobody touched for so long

# $1 tenant, $2 school, $3 today, $4 who asks, $5 since when a draft is still, then days ahead per kind, as in VOORUIT.
# Each part reads what its own index can follow; row security judges every row besides.
_VANDAAG = """
with kind as (
    select d.id, d.roepnaam || ' ' || d.achternaam as naam from leerlingdossier d
    where d.tenant = $1 and d.school = $2 and d.status = 'lopend')
select 'opp_opstellen' as soort, k.id as zaak, k.naam as leerling, '' as wat, k.id as plek, t.opstellen_uiterlijk as op
from opptraject t join kind k on k.id = t.dossier
where t.tenant = $1 and t.status <> 'beeindigd' and t.vastgesteld_op is null
    and t.opstellen_uiterlijk <= $3::date + $6::int
union all
select 'opp_evalueren', k.id, k.naam, '', k.id, t.evalueren_uiterlijk from opptraject t join kind k on k.id = t.dossier
where t.tenant = $1 and t.status <> 'beeindigd' and t.vastgesteld_op is not null
    and t.evalueren_uiterlijk <= $3::date + $7::int
union all
select 'onderwijstijd', k.id, k.naam, '', k.id, t.tijd_tot_en_met from opptraject t join kind k on k.id = t.dossier
where t.tenant = $1 and t.status <> 'beeindigd' and t.tijd_tot_en_met between $3::date and $3::date + $8::int
union all
select 'verslag', k.id, k.naam, g.titel, g.id, g.gehouden_op from gesprek g join kind k on k.id = g.dossier
where g.tenant = $1 and g.status = 'bezig' and g.gehouden_op <= $3::date
union all
select 'afspraak', k.id, k.naam, a.wat, a.gesprek, a.uiterlijk_op from afspraak a join kind k on k.id = a.dossier
where a.tenant = $1 and a.status = 'open' and a.eigenaar = $4 and a.uiterlijk_op <= $3::date + $9::int
union all
select case when a.plaatsen_op <= $3::date then 'plaatsen' else 'aanmelding' end, k.id, k.naam, a.kenmerk, k.id,
       case when a.plaatsen_op <= $3::date then a.plaatsen_op else a.uiterlijk_op end
from aanmelding a join kind k on k.id = a.dossier
where a.tenant = $1 and a.school = $2 and (a.status = 'in_onderzoek' and a.plaatsen_op <= $3::date
    or a.status in ('in_onderzoek', 'tijdelijk_geplaatst') and a.uiterlijk_op <= $3::date + $10::int
        and (a.plaatsen_op is null or a.plaatsen_op > $3::date))
union all
select 'crisisplan', k.id, k.naam, '', k.id, case when c.status = 'gemeld' then c.plan_uiterlijk else c.evalueren_op end
from crisis c join kind k on k.id = c.dossier
where c.tenant = $1 and (c.status = 'gemeld' or c.status = 'plan' and c.evalueren_op <= $3::date + $11::int)
union all
select 'arrangement', a.zaak, coalesce(nullif(a.leerling, ''), a.groep), a.titel, a.id, a.tot from arrangement a
where a.tenant = $1 and (a.school = $2 or a.dossier in (select id from kind)) and a.status in ('loopt', 'beeindigd')
    and (a.dossier is null or a.dossier in (select id from kind)) and a.waarschuwen_op <= $3::date
    and exists (select from arrangementdoel o where o.tenant = a.tenant and o.arrangement = a.id and o.uitkomst = '')
union all
select 'navraag', k.id, k.naam, '', k.id, null::date from navraag n join kind k on k.id = n.dossier
where n.tenant = $1 and n.antwoord = ''
union all
select 'consult', coalesce(c.dossier, c.id), coalesce(k.naam, ''), c.onderwerp, c.id, null::date
from consult c left join kind k on k.id = c.dossier
where c.tenant = $1 and c.school = $2 and c.status = 'beantwoord'
union all
select 'concept', a.id, l.roepnaam || ' ' || l.achternaam, a.kenmerk, a.id, null::date
from aanvraag a join leerling l on l.tenant = a.tenant and l.id = a.leerling
where a.tenant = $1 and a.school = $2 and a.status = 'concept' and a.gewijzigd_op < $5
union all
select 'herstel', h.zaak, '', h.kenmerk, h.id, null::date from herstelpunt h
where h.tenant = $1 and h.van = $2 and h.status = 'open'
"""
# Who turns eighteen and was not invited yet; the rule itself decides on the day.
_ACHTTIEN = """
select d.id, d.roepnaam || ' ' || d.achternaam as naam, d.geboren_op from leerlingdossier d
where d.tenant = $1 and d.school = $2 and d.status = 'lopend'
    and d.geboren_op between $3::date - interval '18 years 1 day' and $3::date - interval '17 years 9 months'
    and not exists (select from dossierfamilie f where f.tenant = d.tenant and f.dossier = d.id and f.rol = 'leerling'
        and f.tot is null)
"""


@INTAKE.question(VandaagTonen, rollen=SCHOOLROLLEN, kijkt="antwoord.regels[].zaak")
async def vandaag_tonen(lezer: Reading, vraag: VandaagTonen) -> VandaagLijst:
    """By day, what has none last. Whose agreement it is counts: those of a colleague are with the colleague."""
    wie, dag = lezer.principal, clock.vandaag()
    dagen = VOORUIT.values()
    rijen = await lezer.fetch(_VANDAAG, wie.tenant, wie.organisatie, dag, wie.persoon, clock.nu() - STIL, *dagen)
    regels = [
        VandaagRegel(
            soort=r["soort"], zaak=r["zaak"], leerling=r["leerling"], wat=r["wat"], plek=r["plek"], uiterlijk_op=r["op"]
        )
        for r in rijen
    ]
    for rij in await lezer.fetch(_ACHTTIEN, wie.tenant, wie.organisatie, dag):
        if aangekondigd(rij["geboren_op"], dag):
            op = meerderjarig_op(rij["geboren_op"])
            regels.append(
                VandaagRegel(
                    soort="achttien", zaak=rij["id"], leerling=rij["naam"], wat="", plek=rij["id"], uiterlijk_op=op
                )
            )
    regels.sort(key=lambda r: (r.uiterlijk_op is None, r.uiterlijk_op or dag, r.leerling, r.soort))
    return VandaagLijst(regels=regels[:RIJEN], meer=len(regels) > RIJEN)
