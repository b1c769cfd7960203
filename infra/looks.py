"""Who looked at a case and who acted on it, from the audit lines of one service. The service decides who may ask."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from infra.runtime import Reading
from services.kern.errors import OngeldigeInvoer
from services.kern.inzage import Inzage, InzagenLijst

HOOGSTENS = 10_000
# What was done with or seen of this case, by itself or as one of a list. Not what Meedoen does by itself without a
# fact that says so, and not what was refused: nobody saw or did anything then (the FG sees both).
_VAN_ZAAK = """
from (
    select a.op, a.volgorde, a.soort, a.wat, a.rol, a.organisatie, a.persoon from audit a
    where a.tenant = $1 and a.zaak = $2 and a.uitkomst = 'gedaan' and a.soort <> 'verwerking'
        and a.op <= coalesce($3, 'infinity'::timestamptz)
    union all
    select a.op, a.volgorde, a.soort, a.wat, a.rol, a.organisatie, a.persoon
    from audit_getoond g join audit a on a.tenant = g.tenant and a.volgorde = g.volgorde
    where g.tenant = $1 and g.zaak = $2 and g.op <= coalesce($3, 'infinity'::timestamptz)
) as regels
"""
_AANTAL = f"select count(*) {_VAN_ZAAK}"
_INZAGEN = f"""
select op, soort, wat, rol, organisatie, coalesce(persoon = $4, false) as zelf {_VAN_ZAAK}
order by op desc, volgorde desc limit $5
"""


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
