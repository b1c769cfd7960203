"""Counts what each person did in a period, from the audit lines of one service (rules: services/kern/nazicht).

Two passes over the lines of the period; the rest works on one row per person and case. A task in a case is an act in
it, in the period or in the four weeks before.
"""

from __future__ import annotations

from datetime import datetime

from infra.runtime import Reading
from services.kern.inzage import Samenvatting
from services.kern.nazicht import VOORBEELDEN, Kenmerken

#: Who looks at the own child or the own log is not judged here.
NIET = ["ouder", "leerling", "fg"]
#: So many persons without a task make a case that draws attention.
DRUK = 6
#: Seconds for the counting of one service; a million lines take a tenth of it.
GEDULD = 120
_PAREN = """
select persoon, zaak, min(rol) as rol, min(organisatie) as organisatie,
    count(*) filter (where soort = 'inzage' and uitkomst = 'gedaan') as blikken,
    count(*) filter (where soort = 'handeling' and uitkomst = 'gedaan') as daden,
    count(*) filter (where uitkomst = 'geweigerd') as weigeringen,
    count(*) filter (where soort = 'inzage' and uitkomst = 'gedaan'
        and (extract(isodow from op at time zone 'Europe/Amsterdam') > 5
            or extract(hour from op at time zone 'Europe/Amsterdam') not between 7 and 19)) as buiten,
    count(*) filter (where uitkomst = 'gedaan'
        and wat in ('document_ophalen', 'beschikking_ophalen', 'origineel_ophalen')) as stukken,
    count(*) filter (where uitkomst = 'gedaan' and grond = 'noodtoegang') as nood,
    coalesce(sum(aantal) filter (where uitkomst = 'gedaan'), 0)::bigint as lijst,
    max(op) as laatst, count(*) as regels
from audit where tenant = $1 and op >= $2 and op < $3 and persoon is not null and not rol = any($4)
group by persoon, zaak
"""
_SNEL = """
select persoon, max(n) as snel from (
    select persoon, count(distinct zaak) as n from audit
    where tenant = $1 and op >= $2 and op < $3 and soort = 'inzage' and uitkomst = 'gedaan'
        and zaak is not null and persoon is not null and not rol = any($4)
    group by persoon, floor(extract(epoch from op) / 600)
) as per_tien_minuten group by persoon
"""
_EERDER = """
select distinct persoon, zaak from audit
where tenant = $1 and op >= $2 - interval '28 days' and op < $2 and soort = 'handeling' and uitkomst = 'gedaan'
    and persoon is not null and zaak is not null
"""
_VOORBEELDEN = {
    "zonder_taak": "blikken > 0 and not taak",
    "geweigerd": "weigeringen > 0 and blikken = 0 and daden = 0",
    "steeds_hetzelfde": "not taak and blikken >= 8",
    "na_afloop": "blikken > 0 and daden = 0 and einde < laatst - interval '28 days'",
    "zelfde_naam": "blikken > 0 and not taak and achternaam = naam",
    "eigen_kind": "blikken > 0 and eigen",
    "drukte": "blikken > 0 and not taak and druk",
    "buiten_werktijd": "buiten > 0",
    "noodtoegang": "nood > 0",
}
_TELLEN = """
with paren as materialized ({paren}), snel as materialized ({snel}), eerder as materialized ({eerder}),
gezien as materialized (
    select p.*, p.daden > 0 or e.zaak is not null as taak, z.einde, lower(z.achternaam) as achternaam, n.naam,
        o.zaak is not null as eigen
    from paren p
    left join eerder e on e.persoon = p.persoon and e.zaak = p.zaak
    left join ({zaken}) z on z.zaak = p.zaak
    left join ({ouders}) o on o.zaak = p.zaak and o.persoon = p.persoon
    left join (select * from unnest($5::uuid[], $6::text[]) as u (persoon, naam)) n on n.persoon = p.persoon
), drukke as materialized (
    select zaak from gezien where zaak is not null and blikken > 0 and not taak group by zaak having count(*) >= $7
), alles as (select g.*, d.zaak is not null as druk from gezien g left join drukke d on d.zaak = g.zaak)
select a.persoon, min(a.rol) as rol, min(a.organisatie) as organisatie, sum(a.regels)::bigint as gelezen,
    count(*) filter (where a.zaak is not null and blikken > 0) as dossiers,
    count(*) filter (where a.zaak is not null and {zonder_taak}) as zonder_taak,
    coalesce(sum(buiten) filter (where a.zaak is not null), 0)::bigint as buiten_werktijd,
    count(*) filter (where a.zaak is not null and {geweigerd}) as geweigerd,
    coalesce(max(blikken) filter (where a.zaak is not null and not taak), 0) as steeds_hetzelfde,
    count(*) filter (where {na_afloop}) as na_afloop,
    count(*) filter (where {zelfde_naam}) as zelfde_naam,
    count(*) filter (where {eigen_kind}) as eigen_kind,
    coalesce(max(s.snel), 0) as snel,
    coalesce(sum(lijst), 0)::bigint as in_lijsten,
    coalesce(sum(stukken), 0)::bigint as stukken,
    count(*) filter (where {drukte}) as drukte,
    count(*) filter (where {noodtoegang}) as noodtoegang,
    {voorbeelden}
from alles a left join snel s on s.persoon = a.persoon group by a.persoon
"""
GEEN_ZAKEN = "select null::uuid as zaak, null::text as achternaam, null::timestamptz as einde where false"
GEEN_OUDERS = "select null::uuid as zaak, null::uuid as persoon where false"


async def summarise(
    lezer: Reading,
    *,
    van: datetime,
    tot: datetime,
    namen: dict[str, str],
    zaken: str = GEEN_ZAKEN,
    ouders: str = GEEN_OUDERS,
) -> Samenvatting:
    """Everybody who did or tried something from `van` up to `tot`. `namen`: person to last name.

    `zaken`: SQL that gives `zaak`, `achternaam` of the child and `einde` (moment, or null); `ouders`: `zaak` and
    `persoon`. Both see `$1` as the tenant.
    """
    sql = _TELLEN.format(
        paren=_PAREN,
        snel=_SNEL,
        eerder=_EERDER,
        zaken=zaken,
        ouders=ouders,
        voorbeelden=",\n".join(
            f"(array_agg(a.zaak) filter (where a.zaak is not null and {waar}))[1:{VOORBEELDEN}] as v_{naam}"
            for naam, waar in _VOORBEELDEN.items()
        ),
        **{naam: f"a.zaak is not null and {waar}" for naam, waar in _VOORBEELDEN.items()},
    )
    personen = list(namen)
    achternamen = [namen[persoon].lower() for persoon in personen]
    # Once a week, and over every line of that week: longer and with more memory than a page may take.
    await lezer.connection.execute(f"set local statement_timeout = '{GEDULD}s'; set local work_mem = '96MB'")
    rijen = await lezer.connection.fetch(
        sql, lezer.asker.tenant, van, tot, NIET, personen, achternamen, DRUK, timeout=GEDULD
    )
    kenmerken, gelezen = [], 0
    for rij in rijen:
        velden = dict(rij)
        gelezen += velden.pop("gelezen")
        voorbeelden = {n: zaken for n in _VOORBEELDEN if (zaken := velden.pop(f"v_{n}"))}
        kenmerken.append(Kenmerken(**velden, voorbeelden=voorbeelden))
    return Samenvatting(kenmerken=kenmerken, gelezen=gelezen)
