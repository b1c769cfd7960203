"""Counting afterwards: is every effect there, and no effect twice?"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID

import msgspec
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy

from infra.bus import STREAM
from infra.faults.client import Client, until
from infra.faults.loads import Ledger
from infra.migrate import SCHEMAS


@dataclass
class Verdict:
    """`lost` and `doubled`: effects too few and too many; `wrong`: which. `on_stream`: what lies there."""

    lost: int = 0
    doubled: int = 0
    checked: int = 0
    wrong: list[str] = field(default_factory=list)
    on_stream: list[dict] = field(default_factory=list)

    def count(self, what: str, expected: int, found: int) -> None:
        self.checked += 1
        if found == expected:
            return
        self.lost += max(expected - found, 0)
        self.doubled += max(found - expected, 0)
        self.wrong.append(f"{what}: {found} in plaats van {expected}")


async def settle(client: Client, ledger: Ledger, patience: float) -> bool:
    """Until nothing is under way: outboxes told, facts heard, due work done. False when that takes too long."""

    async def told() -> bool:
        for schema in SCHEMAS:
            if await client.value(f"select exists (select from {schema}.outbox where verzonden_op is null)"):
                return False
        return True

    async def heard() -> bool:
        js = client.beheer.client.jetstream()
        for schema in {dienst for dienst, _ in ledger.heard}:
            info = await js.consumer_info(STREAM, schema)
            if info.num_pending or info.num_ack_pending:
                return False
        return True

    async def done() -> bool:
        zaken = list(ledger.cases)
        # An upload is cleared away an hour later: that is not under way.
        return not await client.value(
            "select exists (select from intake.taak where zaak = any($1) and status in ('open', 'aangeboden')"
            " and soort in ('document_controleren', 'document_opschonen', 'bericht_versturen'))",
            zaken,
        )

    async def quiet() -> bool:
        return await told() and await heard() and await done()

    # Quiet twice: what was heard may have been told on.
    return await until(quiet, patience, 0.2) and await until(quiet, patience, 0.2)


async def stream(client: Client) -> list[dict]:
    """Every envelope on the stream, in order, with its subject under `onderwerp`. Raises when some cannot be read."""
    js = client.beheer.client.jetstream(timeout=10)
    left = (await js.stream_info(STREAM)).state.messages
    found: list[dict] = []
    # Without acknowledgements: else the server stops at a thousand that it waits for.
    config = ConsumerConfig(ack_policy=AckPolicy.NONE, deliver_policy=DeliverPolicy.ALL)
    ear = await js.pull_subscribe("swv.>", stream=STREAM, config=config)
    try:
        while len(found) < left:
            batch = await ear.fetch(min(left - len(found), 200), timeout=10)
            found += [msgspec.json.decode(msg.data) | {"onderwerp": msg.subject} for msg in batch]
    finally:
        await ear.unsubscribe()
    return found


async def judge(client: Client, ledger: Ledger) -> Verdict:
    """Count every effect of the ledger: in the tables, on the stream and in the mailboxes."""
    verdict = Verdict()
    for count in ledger.counts:
        verdict.count(f"{count.what} {count.args[0]}", count.expected, await client.value(count.sql, *count.args))
    verdict.on_stream = await stream(client)
    lies = Counter((e["onderwerp"], UUID(e["subject"])) for e in verdict.on_stream)
    for told in ledger.told:
        verdict.count(f"{told.subject} {told.zaak}", told.expected, lies[told.subject, told.zaak])
    return verdict
