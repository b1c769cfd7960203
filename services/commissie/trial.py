"""The window of commissie on other rules: tried on the aanvragen of a period, told in counts (`proef`)."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta

import asyncpg
import msgspec

from infra import clock
from infra.rules import judged
from infra.runtime import Reading
from services.commissie import termijnen
from services.commissie.contract import Proef, RegelsProberen
from services.commissie.proef import Zaak, proef, uitkomst_van
from services.commissie.service import COMMISSIE
from services.kern.errors import NietGevonden, OngeldigeInvoer
from services.kern.kalender import plus_jaren
from services.kern.rollen import Rol
from tenants.registry import op_dag
from tenants.schema import Tenant

JAREN = 5
# One statement for all cases: what counts of each, and nothing that says whose it is.
_ZAKEN = """
select b.soort, b.categorie, b.complex, b.geboren_op, b.vakantieregio, b.ontvangen_op, b.uiterlijk_op, b.status,
    (select json_agg(json_build_array(g.soort, g.op, g.termijn_tot, g.nieuwe_datum, g.vraag_id) order by g.volgorde)
        from gebeurtenis g where g.tenant = b.tenant and g.behandeling_id = b.id)::text as register,
    (select json_agg(json_build_array(a.oordeel, a.categorie)) filter (where a.zegel is not null)
        from advies a where a.tenant = b.tenant and a.behandeling_id = b.id and a.vervallen_op is null)::text
        as oordelen,
    d.uitkomst, d.van,
    (select e.oordeel from eindadvies e where e.tenant = b.tenant and e.behandeling_id = b.id
        order by e.gemaakt_op desc limit 1) as eindadvies
from behandeling b left join besluit d on d.tenant = b.tenant and d.id = b.id
where b.tenant = $1 and b.ontvangen_op between $2 and $3 and b.status <> 'ingetrokken'
"""
# From here on every advice that was needed was there.
_NA_ADVIES = frozenset({"adviezen_compleet", "geadviseerd", "besloten", "bekendgemaakt", "onherroepelijk"})
_register = msgspec.json.Decoder(list[tuple[str, date, date | None, date | None, str | None]])
_oordelen = msgspec.json.Decoder(list[tuple[str, str | None]])


@COMMISSIE.question(RegelsProberen, rollen=frozenset({Rol.BEHEERDER}), telt=True)
async def regels_proberen(lezer: Reading, vraag: RegelsProberen) -> Proef:
    """The same pure rules that handle a case, twice per case; no name is read, let alone told."""
    if lezer.principal.organisatie != lezer.tenant.swv_nummer:
        raise NietGevonden()
    if vraag.tot_en_met < vraag.van:
        raise _periode("De periode eindigt voor zij begint.")
    if vraag.tot_en_met > plus_jaren(vraag.van, JAREN):
        raise _periode(f"Kies een periode van ten hoogste {JAREN} jaar.")
    vandaag = clock.vandaag()
    dag = vraag.vanaf or vandaag + timedelta(days=1)
    nieuw = _overal(op_dag((await judged(lezer.asker.tenant, vraag.bestanden, dag)).tenant, dag))
    rijen = await lezer.fetch(_ZAKEN, lezer.asker.tenant, vraag.van, vraag.tot_en_met)
    zaken = [_zaak(rij) for rij in rijen]
    # Beside the event loop: thousands of cases take longer than others should wait for an answer.
    return await asyncio.to_thread(
        proef, zaken, lezer.regels, nieuw, van=vraag.van, tot_en_met=vraag.tot_en_met, vandaag=vandaag
    )


def _periode(zin: str) -> OngeldigeInvoer:
    return OngeldigeInvoer("Deze periode kan niet.", velden={"tot_en_met": zin})


def _overal(regels: Tenant) -> Tenant:
    """As if these rules had always been there: a beslistermijn of their own counts for every case of the trial."""
    eigen = msgspec.structs.replace(regels.termijnen.beslistermijn, vanaf=None)
    return msgspec.structs.replace(regels, termijnen=msgspec.structs.replace(regels.termijnen, beslistermijn=eigen))


def _zaak(rij: asyncpg.Record) -> Zaak:
    begin: date = rij["van"] or rij["uiterlijk_op"]
    return Zaak(
        soort=rij["soort"],
        categorie=rij["categorie"],
        complex=rij["complex"],
        geboren_op=rij["geboren_op"],
        vakantieregio=rij["vakantieregio"],
        ontvangen_op=rij["ontvangen_op"],
        begin=begin,
        register=[termijnen.Voorval(*regel) for regel in _register.decode(rij["register"] or "[]")],
        oordelen=_oordelen.decode(rij["oordelen"] or "[]"),
        compleet=rij["status"] in _NA_ADVIES,
        uitkomst=uitkomst_van(rij["uitkomst"], rij["eindadvies"]),
    )
