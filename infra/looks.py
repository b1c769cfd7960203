"""Who looked at a case and who acted on it, from the audit lines of one service. The service decides who may ask."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from infra.runtime import Reading
from services.kern.errors import OngeldigeInvoer
from services.kern.inzage import Inzage, InzagenLijst

HOOGSTENS = 10_000
_AANTAL = "select count(*) from audit where tenant = $1 and zaak = $2 and op <= coalesce($3, 'infinity'::timestamptz)"
_INZAGEN = """
select op, soort, wat, rol, organisatie, coalesce(persoon = $4, false) as zelf from audit
where tenant = $1 and zaak = $2 and op <= coalesce($3, 'infinity'::timestamptz)
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
