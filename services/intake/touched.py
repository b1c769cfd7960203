"""The window of intake on other rules: which drafts they would touch, told in counts (`geraakt`)."""

from __future__ import annotations

import msgspec

from infra.rules import judged
from infra.runtime import Reading
from services.intake.contract import RegelsGeraakt, RegelsRaken
from services.intake.geraakt import Concept, geraakt
from services.intake.proces import CONCEPT
from services.intake.service import INTAKE
from services.kern.errors import NietGevonden
from services.kern.rollen import Rol
from tenants.registry import op_dag

_CONCEPTEN = "select soort, antwoorden::text as antwoorden from aanvraag where tenant = $1 and status = $2"
_LOPEND = "select count(*) from aanvraag where tenant = $1 and status in ('ingediend', 'aanvulling_gevraagd')"


@INTAKE.question(RegelsRaken, rollen=frozenset({Rol.BEHEERDER}), telt=True)
async def regels_raken(lezer: Reading, vraag: RegelsRaken) -> RegelsGeraakt:
    """Against the rules of today, which is what those who write a draft see now."""
    tenant = lezer.asker.tenant
    if lezer.principal.organisatie != lezer.tenant.swv_nummer:
        raise NietGevonden()
    nieuw = op_dag((await judged(tenant, vraag.bestanden, vraag.vanaf)).tenant, vraag.vanaf)
    rijen = await lezer.fetch(_CONCEPTEN, tenant, CONCEPT)
    concepten = [
        Concept(soort=rij["soort"], antwoorden=msgspec.json.decode(rij["antwoorden"], type=dict[str, str]))
        for rij in rijen
    ]
    return geraakt(concepten, await lezer.fetchval(_LOPEND, tenant), lezer.tenant, nieuw)
