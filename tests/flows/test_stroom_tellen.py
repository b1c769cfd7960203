"""The daily recount: stream and outboxes side by side (trust.md 5.11, FLT-15)."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from uuid import uuid4

import msgspec

from infra.faults.loads import PO
from services.kern.feit import envelope
from services.netwerk.contract import RegelsVastgesteld
from services.thuiszitters.contract import ThuiszitterMelden
from tests.faults.ingreep import aantal, gedraaid, uitgevoerd
from tests.stack import Stack, eventually


async def geteld() -> tuple[int, dict]:
    code, uit = await gedraaid("infra.streams", "tellen")
    return code, json.loads(uit[uit.index("{\n") : uit.rindex("\n}") + 2])


async def test_wat_ontbreekt_en_wat_niemand_schreef_wordt_gevonden(stack: Stack):
    """A fact that says it was told and never was, and one that was told and nobody wrote down."""
    opdracht = ThuiszitterMelden(opdracht=uuid4(), leerling_id=uuid4(), sinds=date(2026, 11, 2))
    zaak = (await stack.ask("thuiszitters", opdracht, als="iris")).id

    async def verteld() -> bool:
        sql = "select count(*) from thuiszitters.outbox where verzonden_op is null"
        return await aantal(stack, sql) == 0

    await eventually(verteld, wat="het feit is verteld")
    (echt,) = await stack.sql(
        "select id, onderwerp, envelope from thuiszitters.outbox where envelope::jsonb ->> 'subject' = $1", str(zaak)
    )
    kwijt, vreemd = uuid4(), uuid4()
    # A kind of fact that nobody does anything with.
    feit = RegelsVastgesteld(zaak=uuid4(), nummer=1, vanaf=date(2026, 8, 1))
    nu = datetime.now(UTC)
    tekst = {id: msgspec.json.encode(envelope(feit, id=id, tenant=PO, time=nu)) for id in (kwijt, vreemd)}
    await stack.beheer.publish_fact(feit.onderwerp(PO), str(vreemd), tekst[vreemd])
    await stack.sql(
        "insert into netwerk.outbox (tenant, id, onderwerp, envelope, vastgelegd_op, verzonden_op)"
        " values ($1, $2, $3, $4, now(), now())",
        PO,
        kwijt,
        feit.onderwerp(PO),
        tekst[kwijt].decode(),
    )
    code, telling = await geteld()
    assert code == 1
    assert telling["ontbreekt"] == [str(kwijt)]
    assert str(vreemd) in telling["vreemd"]
    assert str(echt["id"]) not in telling["vreemd"] + telling["ontbreekt"]
    # What is missing is told again by the command for a stream that is gone.
    await uitgevoerd("infra.streams")
    _, telling = await geteld()
    assert telling["ontbreekt"] == []
    assert telling["op_de_stroom"] >= telling["verteld"] > 0
    await stack.sql("delete from netwerk.outbox where id = $1", kwijt)
