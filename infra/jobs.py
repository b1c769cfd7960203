"""Door 3: what is due. Dramatiq only carries "do this one now"; the truth is the row `taak` in PostgreSQL.

So a job may be handed out twice, late, or never: the row says whether it was done, and the clock offers again what
was not. Effect and mark are one transaction, and the tenant is in the signature where it cannot be forgotten.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

import dramatiq
import msgspec
from dramatiq.middleware import AgeLimit, AsyncIO, CurrentMessage, Retries, ShutdownNotifications, TimeLimit

from infra import readiness, trace
from infra.audit import lines
from infra.database import Database, passing
from infra.doorbell import ACTOR, QUEUE, Doorbell
from infra.failpoints import fp
from infra.log import log
from infra.rules import follow_in_thread
from infra.service import Service
from infra.settings import settings
from services.kern.principal import Systeem

POGINGEN = 8
# A neighbour or store that is away is no fault of the task: it waits this long and the try does not count.
AFWEZIG_SECONDEN = 10
# Somebody is busy with the case (PostgreSQL: lock_not_available).
BEZET, BEZET_SECONDEN = "55P03", 1
# As many connections per service as there are threads: a job that takes long (a letter) keeps nobody waiting.
DRADEN = 4
SERVICES: dict[str, Service] = {}
_databases: dict[str, Database] = {}


class Task(msgspec.Struct, frozen=True):
    """A due row, as a job function gets it. `lading`: ids only."""

    id: UUID
    zaak: UUID
    soort: str
    lading: dict[str, str]
    poging: int


class Uitstellen(Exception):
    """Not now: try again after `seconden`. Not a fault, and not counted as a try."""

    def __init__(self, seconden: int):
        self.seconden = seconden


def make_broker() -> Doorbell:
    """Redis as a doorbell. A killed worker's message comes back within a quarter minute instead of ten."""
    broker = Doorbell(
        url=settings().redis_url,
        middleware=[
            AgeLimit(),
            TimeLimit(time_limit=120_000),
            ShutdownNotifications(),
            Retries(max_retries=0),
            CurrentMessage(),
            AsyncIO(),
        ],
        maintenance_chance=1_000_000,
        heartbeat_timeout=15_000,
        socket_timeout=5,
        socket_connect_timeout=2,
    )
    broker.declare_queue(QUEUE)
    return broker


def declare(broker: Doorbell, services: list[Service]) -> Any:
    """The one actor. `services`: whose jobs this worker may do."""
    SERVICES.update({service.name: service for service in services})
    dramatiq.set_broker(broker)
    return dramatiq.actor(taak_uitvoeren, queue_name=QUEUE, broker=broker, actor_name=ACTOR)


async def taak_uitvoeren(*, tenant: str, dienst: str, taak: str) -> None:
    """Do one due row, if it still is. Raises nothing: a failure is written on the row and offered again later."""
    service = SERVICES[dienst]
    database = _databases.setdefault(dienst, Database(service, pool=DRADEN))
    await run_task(service, database, tenant, UUID(taak))


async def run_task(service: Service, database: Database, tenant: str, taak: UUID) -> bool:
    """Returns whether this call did the task. Two at once: the second finds the row locked and leaves."""
    asker = Systeem(tenant=tenant, dienst=service.name)
    task: Task | None = None
    try:
        async with database.writing(asker) as unit:
            unit.in_job = True
            rij = (
                await unit.execute(
                    "select id, zaak, soort, lading::text as lading, pogingen, verwerkt_op, traceparent, meteen"
                    " from taak where tenant = :tenant and id = :id and status in ('open', 'aangeboden')"
                    " and actie_op <= :nu for update skip locked",
                    id=taak,
                    nu=unit.nu,
                )
            ).first()
            if rij is None:
                return False
            task = Task(rij.id, rij.zaak, rij.soort, msgspec.json.decode(rij.lading), rij.pogingen)
            # A due row of a term may act once more, when its term moves: that is another cause.
            unit.oorzaak = uuid5(rij.id, str(rij.verwerkt_op)) if rij.verwerkt_op else rij.id
            unit.planned = not rij.meteen
            trace.beginnen(rij.traceparent, "job")
            unit.wat, unit.soort, unit.zaak = task.soort, lines.VERWERKING, task.zaak
            fp("job.claimed")
            await service.jobs[task.soort](unit, task)
            await unit.finish()
            # After finish(): recomputing the terms of the case may have touched this very row.
            unit.recorded.clear(), unit.tasks.clear(), unit.mails.clear()
            unit.wat = None
            await unit.execute(
                "update taak set status = 'verwerkt', verwerkt_op = now() where tenant = :tenant and id = :id",
                id=taak,
            )
            fp("job.after_effect")
        fp("job.after_commit")
        return True
    except Uitstellen as later:
        await _put_back(database, asker, taak, later.seconden, fout=None)
    except Exception as fout:
        if getattr(getattr(fout, "orig", None), "sqlstate", None) == BEZET:
            await _put_back(database, asker, taak, BEZET_SECONDEN, fout=None)
            return False
        if passing(fout):  # a part is away: no fault of this task, so no try is counted
            await _put_back(database, asker, taak, AFWEZIG_SECONDEN, fout=None)
            return False
        soort = task.soort if task else "?"
        log.exception("taak mislukt", dienst=service.name, tenant=tenant, taak=str(taak), soort=soort)
        poging = task.poging + 1 if task else 1
        await _put_back(database, asker, taak, min(5 * 2**poging, 900), fout=type(fout).__name__)
    return False


async def _put_back(database: Database, asker: Systeem, taak: UUID, seconden: int, *, fout: str | None) -> None:
    async with database.writing(asker) as unit:
        await unit.execute(
            """
            update taak set pogingen = pogingen + :erbij, fout = coalesce(:fout, fout),
                status = case when pogingen + :erbij >= :pogingen then 'mislukt' else 'open' end,
                actie_op = :op
            where tenant = :tenant and id = :id and status in ('open', 'aangeboden')
            """,
            id=taak,
            erbij=0 if fout is None else 1,
            fout=fout,
            pogingen=POGINGEN,
            op=unit.nu + timedelta(seconds=seconden),
        )


def run_worker(services: list[Service], stopping: Any, threads: int = DRADEN) -> None:
    """A Dramatiq worker in this process, until `stopping` (a threading.Event) is set."""
    broker = make_broker()
    declare(broker, services)
    broker.emit_after("process_boot")
    worker = dramatiq.Worker(broker, worker_threads=threads, worker_timeout=200)
    follow_in_thread(services[0].name, stopping)
    worker.start()
    log.info("gereed", dienst="werker")
    readiness.tell("werker")
    stopping.wait()
    worker.stop(timeout=5_000)
    broker.close()


__all__ = ["POGINGEN", "QUEUE", "Task", "Uitstellen", "declare", "make_broker", "run_task", "run_worker"]
