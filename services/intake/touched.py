"""The window of intake on other rules: which drafts they would touch, told in counts (`geraakt`)."""

from __future__ import annotations

import msgspec
from msgspec import structs

from infra import clock
from infra.rules import judged
from infra.runtime import Reading
from services.intake.contract import RegelsGeraakt, RegelsRaken
from services.intake.geraakt import Concept, geraakt, opgaan
from services.intake.proces import CONCEPT
from services.intake.service import INTAKE
from services.kern.errors import NietGevonden
from services.kern.rollen import Rol
from tenants.registry import op_dag

_CONCEPTEN = "select soort, antwoorden::text as antwoorden from aanvraag where tenant = $1 and status = $2"
_LOPEND = "select count(*) from aanvraag where tenant = $1 and status in ('ingediend', 'aanvulling_gevraagd')"

_SCHOOL = """
select (select count(*) from leerlingdossier where tenant = $1 and school = $2 and status = 'lopend') as leerlingen,
    (select count(*) from aanvraag where tenant = $1 and school = $2
        and status in ('concept', 'ingediend', 'aanvulling_gevraagd')) as aanvragen,
    (select count(*) from aanmelding where tenant = $1 and houder = $2) as aanmeldingen,
    (select count(*) from wachtplek where tenant = $1 and school = $2 and status in ('gevraagd', 'wacht')) as wacht,
    (select count(*) from plekgroep where tenant = $1 and school = $2 and weg_op is null) as groepen
"""


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
    antwoord = geraakt(concepten, await lezer.fetchval(_LOPEND, tenant), lezer.tenant, nieuw)
    over = [
        opgaan(fusie, dict(await lezer.fetchrow(_SCHOOL, tenant, fusie.van)))
        for fusie in (nieuw.gebied.fusies if nieuw.gebied else ())
        if fusie.vanaf > clock.vandaag()
    ]
    return structs.replace(antwoord, zinnen=[*antwoord.zinnen, *over])
