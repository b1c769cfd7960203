"""E-mail: a row `bericht` becomes one message, sent at most once. What is unsure is parked, not sent again.

The address is looked up at the moment of sending; the text comes from the tenant's letters and names no child.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from email.message import EmailMessage
from uuid import UUID, uuid4

import aiosmtplib
import asyncpg
import msgspec

from infra import clock, sent, trace
from infra.database import Database
from infra.failpoints import fp
from infra.involvement import still_involved
from infra.jobs import Task, Uitstellen
from infra.log import log
from infra.neighbours import ask
from infra.service import Service
from infra.settings import settings
from infra.unit_of_work import UnitOfWork
from services.kern.errors import NietBeschikbaar
from services.netwerk.contract import GeadresseerdenTonen
from tenants import letters
from tenants.briefsoorten import ACCOUNTMAILS, BRIEFSOORTEN

VOORGOED = 500  # RFC 5321 4.2.1: no use in trying again
DAGEN = ("datum", "dag")
Hoort = Callable[[UnitOfWork, UUID, UUID], Awaitable[bool]]
#: What a service does when the other side takes no mail for an address: mail, case, letter, and for whom it was.
Geweigerd = Callable[[UnitOfWork, UUID, UUID, str, UUID], Awaitable[None]]
_BERICHT = """
insert into bericht (tenant, id, zaak, brief, aan, velden, status, op) values ($1, $2, $3, $4, $5, $6, 'klaar', $7)
"""
_TAAK = """
insert into taak (tenant, id, zaak, soort, lading, actie_op, status, traceparent, meteen)
values ($1, $2, $3, 'bericht_versturen', $4, $5, 'open', $6, true)
"""


class AdresGeweigerd(Exception):
    """The other side will never take mail for this address."""


def attach(service: Service, hoort_erbij: Hoort = still_involved, geweigerd: Geweigerd | None = None) -> None:
    """Hang the job `bericht_versturen` in the third door of this service. `hoort_erbij`: who may still hear of it.
    `geweigerd`: who gets to know that an address does not exist (N3)."""

    @service.job("bericht_versturen")
    async def bericht_versturen(unit: UnitOfWork, task: Task) -> None:
        """Write, connect, and only then say `verzenden` and hand over; what fails before that is tried again.

        Each status is committed by itself: what happens to the job after the message left does not change that it
        left. A process that dies in between leaves `verzenden` behind; the next try parks it as `onzeker` and says so
        in the log, because a letter of law sent twice is as wrong as one not sent.
        """
        id = UUID(task.lading["bericht"])
        rij = (
            await unit.execute(
                "select zaak, brief, aan, status, velden::text as velden from bericht"
                " where tenant = :tenant and id = :id",
                id=id,
            )
        ).one()
        if rij.status == "verzenden":
            await _stand(service, unit, id, "onzeker", van="verzenden")
            log.error("bericht onzeker", dienst=service.name, tenant=unit.asker.tenant, kenmerk=str(id))
        if rij.status == "klaar" and not await hoort_erbij(unit, rij.zaak, rij.aan):
            # Who was taken off the case meanwhile does not hear of it any more (ISO-9).
            await _niet(service, unit, id, "niet meer betrokken")
        elif rij.status == "klaar":
            message = await _message(unit, id, rij.brief, rij.aan, rij.velden)
            if message is None:  # the last role ended while the message waited (ISO-9)
                await _niet(service, unit, id, "vertrokken")
            elif not await _send(service, unit, id, message):
                if geweigerd is None:  # tried again, and at last a task that was given up: who runs this hears of it
                    raise AdresGeweigerd
                # In one go with what follows from it: the status itself is back at `klaar`.
                await unit.execute(
                    "update bericht set status = 'mislukt' where tenant = :tenant and id = :id and status = 'klaar'",
                    id=id,
                )
                log.warning("adres geweigerd", dienst=service.name, kenmerk=str(id))
                await geweigerd(unit, id, rij.zaak, rij.brief, rij.aan)


async def queue(
    connection: asyncpg.Connection, service: Service, tenant: str, brief: str, *, aan: UUID, zaak: UUID, link: str
) -> None:
    """As `UnitOfWork.mail`, for what is done before there is a tenant: in the transaction of this connection, in which
    row security sees this tenant."""
    bericht, op = uuid4(), clock.nu()
    velden, lading = (msgspec.json.encode(deel).decode() for deel in ({"link": link}, {"bericht": str(bericht)}))
    await connection.execute(_BERICHT, tenant, bericht, zaak, brief, aan, velden, op)
    await connection.execute(_TAAK, tenant, uuid4(), zaak, lading, op, trace.huidig().traceparent)
    await connection.execute("select pg_notify('taak', $1)", service.name)


async def _niet(service: Service, unit: UnitOfWork, id: UUID, reden: str) -> None:
    await _stand(service, unit, id, "mislukt", van="klaar")
    log.info("bericht niet verstuurd", dienst=service.name, kenmerk=str(id), reden=reden)


async def _stand(service: Service, unit: UnitOfWork, id: UUID, status: str, *, van: str) -> bool:
    """From one status to the next, committed by itself. False when the message was not in `van` any more.

    Only who takes it from `klaar` to `verzenden` may hand it over: a worker that stood still, and whose task another
    has done meanwhile, comes too late here.
    """
    database: Database = service.dependencies.setdefault("berichten", Database(service, pool=2))
    async with database.writing(unit.asker) as eerst:
        gewijzigd = await eerst.execute(
            # What was sent is in the mail; a link that lets somebody in does not stay lying here.
            "update bericht set status = cast(:status as text),"
            " verzonden_op = case when :status = 'verzonden' then :nu else verzonden_op end,"
            " velden = case when :status = 'verzonden' then '{}' else velden end"
            " where tenant = :tenant and id = :id and status = :van",
            id=id,
            status=status,
            van=van,
            nu=unit.nu,
        )
    return gewijzigd.rowcount == 1


async def _send(service: Service, unit: UnitOfWork, id: UUID, message: EmailMessage) -> bool:
    """False when the other side will never take mail for this address; what may go better later is raised."""
    client = aiosmtplib.SMTP(hostname=settings().smtp_host, port=settings().smtp_port, timeout=15)
    try:
        await client.connect()
    except (aiosmtplib.SMTPException, OSError):  # nothing was handed over
        raise Uitstellen(10) from None
    fp("mail.written")
    try:
        if not await _stand(service, unit, id, "verzenden", van="klaar"):
            return True
        if (eerder := sent.claim(id)) is not None:  # in a life of this database that a backup ended
            log.warning("bericht ging al weg voor het terugzetten", dienst=service.name, kenmerk=str(id), stand=eerder)
            await _stand(service, unit, id, eerder, van="verzenden")
            return True
        await client.send_message(message)
        sent.confirm(id)
        fp("mail.sent")
        await _stand(service, unit, id, "verzonden", van="verzenden")
        return True
    except (
        aiosmtplib.SMTPResponseException,
        aiosmtplib.SMTPRecipientsRefused,
    ) as fout:  # refused: it certainly did not leave
        sent.release(id)
        await _stand(service, unit, id, "klaar", van="verzenden")
        if isinstance(fout, aiosmtplib.SMTPRecipientsRefused) and all(r.code >= VOORGOED for r in fout.recipients):
            return False
        raise
    finally:
        client.close()


async def _message(unit: UnitOfWork, id: UUID, brief: str, aan: UUID, velden: str) -> EmailMessage | None:
    """None when nobody may be written to under this key any more."""
    try:
        personen = (await ask(unit, "netwerk", GeadresseerdenTonen(personen=[aan]))).personen
    except NietBeschikbaar:
        raise Uitstellen(10) from None
    if not personen:
        return None
    mail = letters.render_mail(unit.tenant, brief, _velden(brief, msgspec.json.decode(velden)))
    message = EmailMessage()
    message["From"] = f"{unit.tenant.korte_naam} via Meedoen <niet-beantwoorden@meedoen.invalid>"
    message["To"] = personen[0].email
    message["Subject"] = mail.onderwerp
    message["Message-ID"] = f"<{id}@meedoen.invalid>"
    message["Date"] = clock.echt()
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.tekst)
    return message


def _velden(brief: str, velden: dict[str, str]) -> dict[str, str | date]:
    """The values as the letter wants them: on their way they are text, and a date is written as `2026-11-23`."""
    regels = (BRIEFSOORTEN | ACCOUNTMAILS)[brief].velden
    return {
        naam: date.fromisoformat(waarde) if naam in regels and regels[naam].soort in DAGEN else waarde
        for naam, waarde in velden.items()
    }
