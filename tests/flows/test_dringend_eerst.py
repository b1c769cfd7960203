"""What somebody waits for passes what was planned: a night full of work keeps no mail and no document waiting."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from infra import clock
from tests.flows.intake_dossier import pdf, school
from tests.stack import Stack, eventually

PO, NACHTWERK = "swv2202po", 1_000


async def gedaan(stack: Stack, soort: str, zaak: UUID) -> int:
    rijen = await stack.sql(
        "select count(*) from intake.taak where tenant = $1 and soort = $2 and zaak = $3 and status = 'verwerkt'",
        *(PO, soort, zaak),
    )
    return rijen[0]["count"]


async def test_een_document_wordt_gecontroleerd_terwijl_een_nacht_vol_werk_wacht(stack: Stack):
    """A thousand rows came due an hour ago; the document of now is looked at before half of them. All get done."""
    aanvraag, nacht = await school(stack).begin(), uuid4()
    await stack.sql(
        "insert into intake.taak (tenant, id, zaak, soort, lading, actie_op, status)"
        " select $1, gen_random_uuid(), $2, 'bestand_wissen', jsonb_build_object('sleutel', $1 || '/niets/' || n),"
        " $3, 'open' from generate_series(1, $4::int) n",
        *(PO, nacht, clock.nu() - timedelta(hours=1), NACHTWERK),
    )
    document = await aanvraag.document("overig", pdf())
    assert await aanvraag.gecontroleerd(document) == "bruikbaar"
    ervoor = await stack.sql(
        "select count(*) from intake.taak n where n.tenant = $1 and n.zaak = $2 and n.verwerkt_op < ("
        " select max(verwerkt_op) from intake.taak where tenant = $1 and zaak = $3 and soort = 'document_controleren')",
        *(PO, nacht, aanvraag.id),
    )
    assert ervoor[0]["count"] < NACHTWERK / 2

    async def alles() -> bool:
        return await gedaan(stack, "bestand_wissen", nacht) == NACHTWERK

    await eventually(alles, seconden=120, wat="het werk van de nacht gedaan is")
