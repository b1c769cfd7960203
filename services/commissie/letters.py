"""Door 3 of commissie: the beschikking as a file, one letter per addressee, dated on the day it can be sent.

The term to object stands in the letter and counts from the day of sending, so a letter that was not sent today is
made anew tomorrow. Once sent it never changes.
"""

from __future__ import annotations

import asyncio
import hashlib
import threading
from contextlib import suppress
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import msgspec

from infra import files, vault
from infra.clock import begin_van
from infra.jobs import Task, Uitstellen
from infra.pdf import make_pdf
from infra.unit_of_work import UnitOfWork
from services.commissie import copies, termijnen
from services.commissie.besluit import TOEGEKEND, krijgt_besluit
from services.commissie.cases import regels_van
from services.commissie.contract import BeschikkingGemaakt
from services.commissie.ledger import register, zetels
from services.commissie.links import familie_link, school_link
from services.commissie.service import COMMISSIE
from services.commissie.tables import Behandeling, Beschikking, Besluit, Betrokkene, Eindadvies
from services.kern.bezwaartermijn import bezwaartermijn
from services.kern.errors import NietGevonden
from services.kern.uitleg import zinnen
from tenants import letters as teksten
from tenants import organisaties
from tenants.schema import Tenant

SCHOOL = "school"
# Making letters is heavy: a worker makes those of two cases at a time, the next waits without holding anything.
_TEGELIJK = threading.BoundedSemaphore(2)


@COMMISSIE.job("beschikking_maken")
async def beschikking_maken(unit: UnitOfWork, task: Task) -> None:
    """After the besluit, and again on each day that it was not sent yet."""
    zaak = await unit.get(Behandeling, task.zaak)
    if zaak is None or zaak.status != "besloten":
        return
    if not _TEGELIJK.acquire(blocking=False):
        raise Uitstellen(2)
    try:
        await _bijwerken(unit, zaak)
    finally:
        _TEGELIJK.release()


async def _bijwerken(unit: UnitOfWork, zaak: Behandeling) -> None:
    """All letters of the case as they should read when sent today, in place of those of an earlier day."""
    # Where intake no longer holds the dossier, the copy of the day of filing is what there is.
    with suppress(NietGevonden):
        await copies.overnemen(unit, await copies.halen(unit, zaak.id))
    brieven = await _maken(unit, zaak)
    # Only now the case itself is locked: making letters takes seconds, and nobody should wait for that.
    zaak = await unit.lock(Behandeling, zaak.id)
    await unit.session.refresh(zaak)
    if zaak.status != "besloten":
        return
    oud = await unit.all(Beschikking, Beschikking.behandeling_id == zaak.id)
    for brief in oud:
        await unit.delete(brief)
    await unit.flush()
    for brief in brieven:
        unit.add(brief)
    unit.later("beschikking_maken", zaak=zaak.id, op=begin_van(unit.vandaag + timedelta(days=1)))
    if not oud:
        unit.record(BeschikkingGemaakt(zaak=zaak.id))


async def _maken(unit: UnitOfWork, zaak: Behandeling) -> list[Beschikking]:
    besluit = await unit.get(Besluit, zaak.id)
    naam = "beschikking_toegekend" if besluit.uitkomst == TOEGEKEND else "beschikking_afgewezen"
    velden = await _velden(unit, zaak, besluit)
    betrokkenen = await unit.all(Betrokkene, Betrokkene.behandeling_id == zaak.id, order=Betrokkene.naam)
    aan: list[tuple[str, str, str, list[UUID]]] = [(SCHOOL, zaak.schoolnaam, SCHOOL, list(zaak.aanvragers))]
    aan += [
        (str(wie.persoon), wie.naam, wie.rol, [wie.persoon])
        for wie in betrokkenen
        if krijgt_besluit(wie.rol, zaak.geboren_op, unit.vandaag)
    ]
    return [await _brief(unit, zaak, naam, velden, *wie) for wie in aan]


async def _brief(
    unit: UnitOfWork,
    zaak: Behandeling,
    brief: str,
    velden: dict[str, Any],
    voor: str,
    naam: str,
    rol: str,
    personen: list[UUID],
) -> Beschikking:
    """One letter, rendered, made into a PDF beside the event loop, and put away."""
    eigen = {
        "aan.naam": naam,
        "aan.regels": [zaak.bestuursnaam] if voor == SCHOOL else None,
        "aan.ouder": True if rol == "ouder" else None,
        "link": school_link(zaak.id) if voor == SCHOOL else familie_link(zaak.id),
    }
    regels = _van_de_brief(unit, zaak)
    # A word with the database before each letter: a transaction that stays silent too long is ended.
    await unit.execute("select 1 where :tenant <> ''")
    html = teksten.render_letter(regels, brief, velden | eigen)
    inhoud = await asyncio.to_thread(make_pdf, html, title=f"Beschikking {zaak.kenmerk}")
    sleutel = f"{unit.asker.tenant}/beschikkingen/{zaak.id}/{uuid4()}.pdf"
    await vault.put(unit, zaak.id, sleutel, inhoud)
    return Beschikking(
        behandeling_id=zaak.id,
        voor=voor,
        naam=naam,
        rol=rol,
        personen=personen,
        bestand=sleutel,
        sha256=hashlib.sha256(inhoud).hexdigest(),
        brief_versie=teksten.version(regels, brief),
        gedateerd_op=unit.vandaag,
        gemaakt_op=unit.nu,
    )


@COMMISSIE.job("beschikking_verzegelen")
async def beschikking_verzegelen(unit: UnitOfWork, task: Task) -> None:
    """A letter from before there were keys: sealed beside what lay there, which goes after the commit."""
    await unit.lock(Behandeling, task.zaak)
    wie = (Beschikking.behandeling_id == task.zaak, Beschikking.voor == task.lading["voor"])
    for brief in await unit.all(Beschikking, *wie, Beschikking.verzegeld.is_(False)):
        plek = f"{brief.bestand.removesuffix('.pdf')}.brief"
        await vault.put(unit, task.zaak, plek, await files.get(brief.bestand))
        unit.later("bestand_wissen", zaak=task.zaak, sleutel=brief.bestand)
        brief.bestand, brief.verzegeld = plek, True


@COMMISSIE.job("bestand_wissen")
async def bestand_wissen(unit: UnitOfWork, task: Task) -> None:
    """A file that no row names any more."""
    await files.delete(task.lading["sleutel"])


def _van_de_brief(unit: UnitOfWork, zaak: Behandeling) -> Tenant:
    """The text of the day of the case; name, address and house style are those of the day of the letter."""
    nu = unit.tenant
    return msgspec.structs.replace(
        regels_van(unit, zaak), naam=nu.naam, korte_naam=nu.korte_naam, contact=nu.contact, thema=nu.thema
    )


async def _velden(unit: UnitOfWork, zaak: Behandeling, besluit: Besluit) -> dict[str, Any]:
    """What every addressee reads: the fields of `tenants.briefsoorten`."""
    advies = (await unit.all(Eindadvies, Eindadvies.behandeling_id == zaak.id, order=Eindadvies.gemaakt_op))[-1]
    gebeurd = await register(unit, zaak.id)
    gesprek = termijnen.eerste(gebeurd, "gesprek_aangeboden")
    bezwaar = bezwaartermijn(unit.vandaag)
    beoogd = organisaties.elke_school(zaak.beoogde_school) if zaak.beoogde_school else None
    velden: dict[str, str | date | list[str] | None] = {
        "brief.datum": unit.vandaag,
        "brief.kenmerk": zaak.kenmerk,
        "kind.naam": zaak.leerling,
        "kind.roepnaam": zaak.leerling.split()[0],
        "kind.geboren_op": zaak.geboren_op,
        "school.naam": zaak.schoolnaam,
        "school.bestuur": zaak.bestuursnaam,
        "beoogde_school.naam": beoogd.aanduiding if beoogd else None,
        "aanvraag.ontvangen_op": zaak.ontvangen_op,
        "tlv.soort": zaak.soort,
        "tlv.categorie": besluit.categorie if besluit.uitkomst == TOEGEKEND else zaak.categorie,
        "advies.samenvatting": advies.tekst,
        "advies.deskundigen": [
            f"{zetel.naam}, {zetel.discipline.replace('_', ' ')}"
            for zetel in await zetels(unit, zaak.id)
            if zetel.verzegeld_op
        ],
        "besluit.genomen_op": besluit.genomen_op,
        "besluit.motivering": besluit.motivering,
        "besluit.weging_zienswijze": besluit.weging_zienswijze,
        "besluit.afwijking": besluit.afwijking or None,
        "besluit.gesprek_op": gesprek.op if gesprek else None,
        "bezwaar.laatste_dag": bezwaar.tot_en_met,
        "bezwaar.uitleg": zinnen(bezwaar.uitleg),
        "beslistermijn.uitleg": zinnen(termijnen.beslistermijn(regels_van(unit, zaak), gebeurd, unit.vandaag).uitleg),
        "ondertekenaar.naam": besluit.genomen_door,
        "ondertekenaar.functie": besluit.functie,
        "ondertekenaar.mandaat": besluit.mandaat,
    }
    if besluit.uitkomst == TOEGEKEND:
        velden |= {"tlv.nummer": besluit.nummer, "tlv.van": besluit.van, "tlv.tot_en_met": besluit.tot_en_met}
    return velden
