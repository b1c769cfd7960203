"""The stream of facts and one durable ear per service. Declared at deploy, by a user that services are not.

The configuration that the server returns is compared with the one asked for: older servers drop what they do not
know without a word.
"""

from __future__ import annotations

from nats.aio.client import Client
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy, RetentionPolicy, StorageType, StreamConfig
from nats.js.errors import NotFoundError

from infra.bus import STREAM

DAG = 24 * 60 * 60


async def declare(client: Client, diensten: list[str]) -> None:
    """Make or update the stream and the consumers. Raises RuntimeError when the server dropped a setting."""
    js = client.jetstream(timeout=10)
    gevraagd = StreamConfig(
        name=STREAM,
        subjects=["swv.>"],
        storage=StorageType.FILE,
        retention=RetentionPolicy.LIMITS,
        max_age=14 * DAG,
        duplicate_window=120,
        deny_delete=True,
    )
    try:
        info = await js.stream_info(STREAM)
        info = await js.update_stream(gevraagd)
    except NotFoundError:
        info = await js.add_stream(gevraagd)
    for veld in ("subjects", "storage", "retention", "max_age", "duplicate_window", "deny_delete"):
        if getattr(info.config, veld) != getattr(gevraagd, veld):
            raise RuntimeError(f"nats-server nam de instelling {veld} van de stroom niet over")
    for dienst in diensten:
        oor = ConsumerConfig(
            durable_name=dienst,
            deliver_policy=DeliverPolicy.ALL,
            ack_policy=AckPolicy.EXPLICIT,
            ack_wait=5,
            max_deliver=-1,
            max_ack_pending=1,
            filter_subject="swv.>",
        )
        gekregen = await js.add_consumer(STREAM, oor)
        for veld in ("ack_wait", "max_deliver", "max_ack_pending", "filter_subject"):
            if getattr(gekregen.config, veld) != getattr(oor, veld):
                raise RuntimeError(f"nats-server nam de instelling {veld} van {dienst} niet over")
