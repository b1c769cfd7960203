"""The window of commissie on many cases at once: the werkvoorraad, the hot page.

Two statements: a page by keyset along one partial index, and the counts from that index alone. The running
statuses stand in the text, because a bound value would be planned anew at every question.
"""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import asyncpg

from infra import clock
from infra.runtime import Reading
from services.commissie.contract import Werkvoorraad, WerkvoorraadRegel, WerkvoorraadTonen
from services.commissie.mandaat import rolnaam
from services.commissie.proces import LOPEND
from services.commissie.service import COMMISSIE
from services.kern.errors import NietGevonden, OngeldigeInvoer
from services.kern.rollen import COMMISSIEROLLEN, Rol
from tenants.schema import Tenant

BLADZIJDE = 50
TELGRENS = 5_000
ZOEKWOORDEN = 4
_ALLES = (None, "", "alle")
_LOOPT = "status in ({})".format(", ".join(f"'{status}'" for status in LOPEND))
_KOLOMMEN = (
    "b.id, b.kenmerk, b.leerling, b.groep, b.schoolnaam, b.bestuursnaam, b.soort, b.categorie, b.status, b.wacht_op,"
    " b.uiterlijk_op, b.streef_op, b.opgeschort, b.behandelaar"
)
_PAGINA = (
    f"select {_KOLOMMEN} from behandeling b where b.tenant = $1 and b.{_LOOPT}{{}}"
    f" order by b.uiterlijk_op, b.id limit {BLADZIJDE + 1}"
)
# With a filter the keys are found in the index first, which holds every column one may filter on; only the rows of
# the page itself are then fetched. Filtering on the rows would read every row that does not fit.
_GEFILTERD = (
    f"select {_KOLOMMEN} from (select id from behandeling b where b.tenant = $1 and b.{_LOOPT}{{}}"
    f" order by b.uiterlijk_op, b.id limit {BLADZIJDE + 1}) as gekozen join behandeling b"
    f" on b.tenant = $1 and b.id = gekozen.id order by b.uiterlijk_op, b.id"
)
_TELLINGEN = f"""
select status, count(*), count(*) filter (where uiterlijk_op < $2),
    count(*) filter (where uiterlijk_op between $2 and $3), count(*) filter (where opgeschort)
from (
    select status, uiterlijk_op, opgeschort from behandeling where tenant = $1 and {_LOOPT}
    order by uiterlijk_op, id limit {TELGRENS}
) as dringendst group by status
"""
_WACHT = {"school": "School", "deskundigen": "Deskundigen", "niemand": ""}


def wacht_in_woorden(tenant: Tenant, wacht_op: str) -> str:
    """`school` or the name of a role, as people of this samenwerkingsverband call it."""
    return _WACHT[wacht_op] if wacht_op in _WACHT else rolnaam(tenant, Rol(wacht_op))


@COMMISSIE.question(WerkvoorraadTonen, rollen=COMMISSIEROLLEN, kijkt="antwoord.regels[].id")
async def werkvoorraad_tonen(lezer: Reading, vraag: WerkvoorraadTonen) -> Werkvoorraad:
    tenant, vandaag = lezer.tenant, clock.vandaag()
    if lezer.principal.organisatie != tenant.swv_nummer:
        raise NietGevonden()
    zondag = vandaag + timedelta(days=6 - vandaag.weekday())
    waar, waarden = _waar(tenant, vraag, vandaag, zondag)
    gefilterd = vraag.filter not in _ALLES or vraag.soort or vraag.zoek
    pagina = _GEFILTERD if gefilterd else _PAGINA
    rijen = await lezer.fetch(pagina.format(waar), lezer.asker.tenant, *waarden)
    tellingen = await lezer.fetch(_TELLINGEN, lezer.asker.tenant, vandaag, zondag)
    namen: dict[str, str] = {}
    regels = [_regel(rij, tenant, namen) for rij in rijen[:BLADZIJDE]]
    verder = f"{regels[-1].uiterlijk_op}_{regels[-1].id}" if len(rijen) > BLADZIJDE else None
    return Werkvoorraad(regels=regels, tellingen=_tellingen(tellingen), verder=verder, vandaag=vandaag)


def _regel(rij: asyncpg.Record, tenant: Tenant, namen: dict[str, str]) -> WerkvoorraadRegel:
    wacht = rij[9]
    if wacht not in namen:
        namen[wacht] = wacht_in_woorden(tenant, wacht)
    return WerkvoorraadRegel(*rij[:9], namen[wacht], *rij[10:])


def _tellingen(rijen: list[asyncpg.Record]) -> dict[str, int]:
    uit = dict.fromkeys(LOPEND, 0)
    uit |= {"alle": 0, "te_laat": 0, "deze_week": 0, "opgeschort": 0}
    for status, aantal, te_laat, deze_week, opgeschort in rijen:
        uit[status] = aantal
        uit["alle"] += aantal
        uit["te_laat"] += te_laat
        uit["deze_week"] += deze_week
        uit["opgeschort"] += opgeschort
    return uit


def _waar(tenant: Tenant, vraag: WerkvoorraadTonen, vandaag: date, zondag: date) -> tuple[str, list[object]]:
    """The rest of the where clause and its values, from $2."""
    waarden: list[object] = []

    def plaats(waarde: object) -> str:
        waarden.append(waarde)
        return f"${len(waarden) + 1}"

    delen = []
    if vraag.filter == "te_laat":
        delen.append(f"b.uiterlijk_op < {plaats(vandaag)}")
    elif vraag.filter == "deze_week":
        delen.append(f"b.uiterlijk_op between {plaats(vandaag)} and {plaats(zondag)}")
    elif vraag.filter == "opgeschort":
        delen.append("b.opgeschort")
    elif vraag.filter in LOPEND:
        delen.append(f"b.status = {plaats(vraag.filter)}")
    elif vraag.filter not in _ALLES:
        raise OngeldigeInvoer("Dit filter bestaat niet.", velden={"filter": "Kies een filter uit de lijst."})
    if vraag.soort:
        if vraag.soort not in tenant.soorten:
            raise OngeldigeInvoer("Deze soort bestaat niet.", velden={"soort": "Kies een soort uit de lijst."})
        delen.append(f"b.soort = {plaats(vraag.soort)}")
    for woord in (vraag.zoek or "").lower().split()[:ZOEKWOORDEN]:
        # A range on a column with the C collation: unlike LIKE, row security lets that use the index.
        van, tot = plaats(woord), plaats(woord + "\U0010ffff")
        delen.append(
            f"b.id in (select z.behandeling_id from zoekwoord z where z.tenant = $1"
            f" and z.woord >= {van} and z.woord < {tot})"
        )
    if vraag.verder:
        dag, id = _sleutel(vraag.verder)
        delen.append(f"(b.uiterlijk_op, b.id) > ({plaats(dag)}, {plaats(id)})")
    return "".join(f" and {deel}" for deel in delen), waarden


def _sleutel(verder: str) -> tuple[date, UUID]:
    dag, _, id = verder.partition("_")
    try:
        return date.fromisoformat(dag), UUID(id)
    except ValueError:
        raise OngeldigeInvoer("Deze bladzijde bestaat niet. Begin opnieuw bij de eerste.") from None
