"""E-mail: a row `bericht` becomes one message, sent at most once. What is unsure is parked, not sent again.

The address is looked up at the moment of sending; the text comes from the tenant's letters and names no child.
"""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage
from uuid import UUID

import aiosmtplib
import msgspec

from infra import clock
from infra.database import Database
from infra.jobs import Task, Uitstellen
from infra.log import log
from infra.neighbours import ask
from infra.service import Service
from infra.settings import settings
from infra.unit_of_work import UnitOfWork
from services.kern.errors import NietBeschikbaar
from services.netwerk.contract import PersonenTonen
from tenants import letters
from tenants.briefsoorten import BRIEFSOORTEN

DAGEN = ("datum", "dag")


def attach(service: Service) -> None:
    """Hang the job `bericht_versturen` in the third door of this service."""

    @service.job("bericht_versturen")
    async def bericht_versturen(unit: UnitOfWork, task: Task) -> None:
        """Two steps: `verzenden` is committed before the message leaves, `verzonden` after.

        A process that dies in between leaves `verzenden` behind; the next try parks it as `onzeker` and says so in
        the log, because a letter of law sent twice is as wrong as one not sent.
        """
        id = UUID(task.lading["bericht"])
        if not await _claim(service, unit, id):
            return
        await _send(unit, id)


async def _claim(service: Service, unit: UnitOfWork, id: UUID) -> bool:
    database: Database = service.dependencies.setdefault("berichten", Database(service, pool=2))
    async with database.writing(unit.asker) as eerst:
        rij = (
            await eerst.execute("select status from bericht where tenant = :tenant and id = :id for update", id=id)
        ).one()
        if rij.status == "klaar":
            await eerst.execute("update bericht set status = 'verzenden' where tenant = :tenant and id = :id", id=id)
            return True
        if rij.status == "verzenden":
            await eerst.execute("update bericht set status = 'onzeker' where tenant = :tenant and id = :id", id=id)
            log.error("bericht onzeker", dienst=service.name, tenant=unit.asker.tenant, kenmerk=str(id))
        return False


async def _terug(service: Service, unit: UnitOfWork, id: UUID) -> None:
    """It certainly did not leave: it may be tried again."""
    database: Database = service.dependencies["berichten"]
    async with database.writing(unit.asker) as eerst:
        await eerst.execute("update bericht set status = 'klaar' where tenant = :tenant and id = :id", id=id)


async def _send(unit: UnitOfWork, id: UUID) -> None:
    rij = (
        await unit.execute(
            "select brief, aan, velden::text as velden from bericht where tenant = :tenant and id = :id", id=id
        )
    ).one()
    try:
        personen = (await ask(unit, "netwerk", PersonenTonen(personen=[rij.aan]))).personen
        if not personen:
            raise LookupError("de geadresseerde bestaat niet")
        mail = letters.render_mail(unit.tenant, rij.brief, _velden(rij.brief, msgspec.json.decode(rij.velden)))
        await aiosmtplib.send(
            _message(unit, id, personen[0].email, mail.onderwerp, mail.tekst),
            hostname=settings().smtp_host,
            port=settings().smtp_port,
            timeout=15,
        )
    except (NietBeschikbaar, aiosmtplib.SMTPConnectError, aiosmtplib.SMTPConnectTimeoutError, ConnectionRefusedError):
        await _terug(unit.service, unit, id)
        raise Uitstellen(10) from None
    except (LookupError, letters.BriefFout, aiosmtplib.SMTPResponseException):
        await _terug(unit.service, unit, id)
        raise
    await unit.execute(
        # What was sent is in the mail; a link that lets somebody in does not stay lying here.
        "update bericht set status = 'verzonden', verzonden_op = :nu, velden = '{}'"
        " where tenant = :tenant and id = :id",
        id=id,
        nu=unit.nu,
    )


def _velden(brief: str, velden: dict[str, str]) -> dict[str, str | date]:
    """The values as the letter wants them: on their way they are text, and a date is written as `2026-11-23`."""
    regels = BRIEFSOORTEN[brief].velden
    return {
        naam: date.fromisoformat(waarde) if naam in regels and regels[naam].soort in DAGEN else waarde
        for naam, waarde in velden.items()
    }


def _message(unit: UnitOfWork, id: UUID, aan: str, onderwerp: str, tekst: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = f"{unit.tenant.korte_naam} via Meedoen <niet-beantwoorden@meedoen.invalid>"
    message["To"] = aan
    message["Subject"] = onderwerp
    message["Message-ID"] = f"<{id}@meedoen.invalid>"
    message["Date"] = clock.echt()
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(tekst)
    return message
