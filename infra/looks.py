"""Who looked and who acted, from the audit lines of one service: at a case for its parents, between two moments for the
functionaris gegevensbescherming. The service decides who may ask."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from infra.runtime import Reading
from services.kern.errors import NietGevonden, OngeldigeInvoer
from services.kern.inzage import Inzage, InzagenLijst, Nagaan, Nagegaan, NagegaanLijst

HOOGSTENS = 10_000
# What was done with or seen of this case, by itself or as one of a list. Not what Meedoen does by itself without a
# fact that says so, and not what was refused: nobody saw or did anything then (the FG sees both).
_VAN_ZAAK = """
from (
    select a.op, a.volgorde, a.soort, a.wat, a.rol, a.organisatie, a.persoon, a.grond from audit a
    where a.tenant = $1 and a.zaak = $2 and a.uitkomst = 'gedaan' and a.soort <> 'verwerking'
        and a.op <= coalesce($3, 'infinity'::timestamptz)
    union all
    select a.op, a.volgorde, a.soort, a.wat, a.rol, a.organisatie, a.persoon, a.grond
    from audit_getoond g join audit a on a.tenant = g.tenant and a.volgorde = g.volgorde
    where g.tenant = $1 and g.zaak = $2 and g.op <= coalesce($3, 'infinity'::timestamptz)
) as regels
"""
_AANTAL = f"select count(*) {_VAN_ZAAK}"
_INZAGEN = f"""
select op, soort, wat, rol, organisatie, coalesce(persoon = $4, false) as zelf,
    coalesce(grond = 'noodtoegang', false) as nood {_VAN_ZAAK}
order by op desc, volgorde desc limit $5
"""
_REGEL = (
    "a.volgorde, a.op, a.soort, a.wat, a.zaak, a.persoon, a.rol, a.organisatie, a.uitkomst, a.reden, a.grond,"
    " a.herkomst, a.namens, a.voorwerp, a.aantal"
)
_NAGAAN = (
    f"select {_REGEL} from audit a where a.tenant = $1 and a.op < $3 and {{a}}{{en}} order by a.op, a.volgorde limit $4"
)
# By case: the lines of the case itself, and of the lists it stood in. Each half along its own index.
_NAGAAN_ZAAK = (
    f"select * from ((select {_REGEL} from audit a where a.tenant = $1 and a.zaak = {{zaak}} and a.op < $3 and {{a}}"
    "{en} order by a.op, a.volgorde limit $4)"
    f" union all (select {_REGEL} from audit_getoond g join audit a on a.tenant = g.tenant and a.volgorde = g.volgorde"
    " where g.tenant = $1 and g.zaak = {zaak} and g.op < $3 and {g}{en} order by g.op, g.volgorde limit $4)) as samen"
    " order by op, volgorde limit $4"
).replace("{{zaak}}", "{zaak}")


async def looks(lezer: Reading, zaak: UUID, *, tot: datetime | None, hoogstens: int) -> InzagenLijst:
    """The newest `hoogstens` lines of this case up to and including `tot`, and how many there are."""
    if not 0 < hoogstens <= HOOGSTENS:
        raise OngeldigeInvoer("Zoveel regels tegelijk kan niet.", velden={"hoogstens": f"Hooguit {HOOGSTENS}."})
    if tot is not None and tot.tzinfo is None:
        raise OngeldigeInvoer("Dit tijdstip klopt niet.", velden={"tot": "Geef de tijdzone erbij."})
    tenant = lezer.asker.tenant
    rijen = await lezer.fetch(_INZAGEN, tenant, zaak, tot, lezer.principal.persoon, hoogstens)
    return InzagenLijst(
        inzagen=[Inzage(**dict(rij)) for rij in rijen], aantal=await lezer.fetchval(_AANTAL, tenant, zaak, tot)
    )


async def trace(lezer: Reading, vraag: Nagaan) -> NagegaanLijst:
    """Lines of this service for the FG of the own samenwerkingsverband; of a case also the lists it stood in."""
    if lezer.principal.organisatie != lezer.tenant.swv_nummer:
        raise NietGevonden()
    if not 0 < vraag.hoogstens <= HOOGSTENS:
        raise OngeldigeInvoer("Zoveel regels tegelijk kan niet.", velden={"hoogstens": f"Hooguit {HOOGSTENS}."})
    if vraag.van.tzinfo is None or vraag.tot.tzinfo is None or vraag.van >= vraag.tot:
        raise OngeldigeInvoer("Dit tijdvak klopt niet.", velden={"tot": "Kies een moment na het begin."})
    waarden: list[object] = [lezer.asker.tenant, vraag.van, vraag.tot, vraag.hoogstens + 1]
    vanaf, en = "op >= $2", ""
    if vraag.na is not None:
        waarden.append(vraag.na)
        vanaf = f"(op, volgorde) > ($2, ${len(waarden)})"
    if vraag.persoon is not None:
        waarden.append(vraag.persoon)
        en = f" and a.persoon = ${len(waarden)}"
    sql = _NAGAAN
    if vraag.zaak is not None:
        waarden.append(vraag.zaak)
        sql = _NAGAAN_ZAAK.replace("{zaak}", f"${len(waarden)}")
    a, g = (vanaf.replace("op", f"{wie}.op").replace("volgorde", f"{wie}.volgorde") for wie in "ag")
    rijen = await lezer.fetch(sql.format(a=a, g=g, en=en), *waarden)
    return NagegaanLijst(
        regels=[Nagegaan(**dict(rij)) for rij in rijen[: vraag.hoogstens]], meer=len(rijen) > vraag.hoogstens
    )
