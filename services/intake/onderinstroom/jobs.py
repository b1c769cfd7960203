"""Door 3 of onderinstroom: attachments are judged, the voorschool is let go, papers are made, and what is over goes."""

from __future__ import annotations

import asyncio
import hashlib
from datetime import date
from uuid import UUID, uuid4

from infra import files, vault
from infra.jobs import Task, Uitstellen
from infra.pdf import make_pdf
from infra.settings import settings
from infra.unit_of_work import UnitOfWork
from services.intake import judging
from services.intake.delivery import Zending, bezorgen
from services.intake.onderinstroom.blad import Handtekening, blad
from services.intake.onderinstroom.cases import (
    formulier_van,
    kort,
    link,
    ouders_van,
    toegang_beeindigen,
    weg_plannen,
)
from services.intake.onderinstroom.clearing import vernietigen
from services.intake.onderinstroom.filling import BRUIKBAAR, GEWEIGERD, WACHT, map_van
from services.intake.onderinstroom.proces import AANGENOMEN, GESLOTEN, OVERGEDRAGEN
from services.intake.onderinstroom.schools import DOCUMENT
from services.intake.onderinstroom.stappen import bijlagen_mee
from services.intake.onderinstroom.tables import (
    Onderinstroom,
    Overdrachtsbijlage,
    Overdrachtsstuk,
    Voorschooltoegang,
)
from services.intake.service import INTAKE
from services.kern.errors import NietBeschikbaar
from services.kern.kalender import AMSTERDAM
from services.kern.rollen import SCHOOLROLLEN


@INTAKE.job("overdrachtsbijlage_controleren")
async def overdrachtsbijlage_controleren(unit: UnitOfWork, task: Task) -> None:
    """Scan, clean, scan again. While a scanner is away the attachment waits; nobody can open it."""
    bijlage = await unit.get(Overdrachtsbijlage, UUID(task.lading["bijlage"]))
    if bijlage is None or bijlage.status != WACHT or bijlage.sleutel is None:
        return
    oordeel = await judging.in_taak(unit, task, bijlage, bijlage.onderinstroom)
    if oordeel is None:
        return
    code, zin, schoon, bladzijden = oordeel
    # Nobody waits for a scanner: the lock comes after the looking. It may have been taken away meanwhile.
    if not await unit.all(Overdrachtsbijlage, Overdrachtsbijlage.id == bijlage.id):
        return
    bijlage = await unit.lock(Overdrachtsbijlage, bijlage.id)
    await unit.session.refresh(bijlage)
    if bijlage.status != WACHT:
        return
    origineel = bijlage.sleutel
    bijlage.sleutel = None
    if code is None:
        bijlage.leesbaar = f"{map_van(unit.asker.tenant, bijlage.onderinstroom)}/{bijlage.id}/leesbaar"
        await vault.put(unit, bijlage.onderinstroom, bijlage.leesbaar, schoon)
        bijlage.status, bijlage.grootte = BRUIKBAAR, len(schoon)
        bijlage.sha256, bijlage.bladzijden = hashlib.sha256(schoon).hexdigest(), bladzijden
    else:
        bijlage.status, bijlage.weigering, bijlage.reden = GEWEIGERD, code, zin
    unit.later("bestand_wissen", zaak=bijlage.onderinstroom, sleutel=origineel)


@INTAKE.job("voorschool_loslaten")
async def voorschool_loslaten(unit: UnitOfWork, task: Task) -> None:
    """The voorschool handed in: out; and who guides hears that it is there, and so do parents who read along."""
    if task.zaak is None or await unit.get(Onderinstroom, task.zaak) is None:
        return
    kind = await unit.lock(Onderinstroom, task.zaak)
    if kind.ingeleverd_op is None:
        return  # somebody was invited anew since, which let go of who was there before: that one stays
    await toegang_beeindigen(unit, kind.id)
    unit.mail("bericht_klaar", aan=kind.begonnen_door, zaak=kind.id, link=link(kind.id))
    for ouder in await ouders_van(unit, kind.id):
        if ouder.aangemeld_op is not None and ouder.persoon is not None:
            unit.mail("bericht_klaar", aan=ouder.persoon, zaak=kind.id, link=f"{settings().app_url}/")


@INTAKE.job("voorschooltoegang_verlopen")
async def voorschooltoegang_verlopen(unit: UnitOfWork, task: Task) -> None:
    """The last day is over: out, and who guides hears that nothing was handed in."""
    toegang = await unit.get(Voorschooltoegang, UUID(task.lading["toegang"]))
    if toegang is None or toegang.tot is not None or toegang.toegang_tot_en_met >= unit.vandaag:
        return
    kind = await unit.lock(Onderinstroom, toegang.onderinstroom)
    await toegang_beeindigen(unit, kind.id)
    unit.mail("bericht_klaar", aan=kind.begonnen_door, zaak=kind.id, link=link(kind.id))


@INTAKE.job("onderinstroom_melden_school")
async def onderinstroom_melden_school(unit: UnitOfWork, task: Task) -> None:
    """The ib'ers of the school hear that a child was handed over to them."""
    kind = await unit.get(Onderinstroom, task.zaak)
    if kind is None or kind.status != OVERGEDRAGEN:
        return
    try:
        personen = await bezorgen(unit, _zending(unit, kind))
    except NietBeschikbaar:
        raise Uitstellen(judging.OPNIEUW) from None
    for persoon in personen:
        unit.mail("bericht_klaar", aan=persoon, zaak=kind.id, link=link(kind.id))


def _zending(unit: UnitOfWork, kind: Onderinstroom) -> Zending:
    """To the school of aanmelding, from who guides the child."""
    return Zending(
        soort="jong_kind",
        zaak=kind.id,
        voor=kind.id,
        kenmerk=kind.kenmerk,
        van=unit.tenant.swv_nummer,
        persoon=kind.begonnen_door,
        naar=kind.school,
        rollen=tuple(sorted(SCHOOLROLLEN)),
        link=f"/jonge-kinderen/{kind.id}",
        pad=f"/jonge-kinderen/{kind.id}",
    )


@INTAKE.job("overdrachtsstukken_maken")
async def overdrachtsstukken_maken(unit: UnitOfWork, task: Task) -> None:
    """The document as a PDF with the words of the parents, and the attachments when all parents agreed to that: in the
    dossier, under its key."""
    dossier = task.zaak
    kind = await unit.get(Onderinstroom, UUID(task.lading["onderinstroom"]))
    if kind is None or kind.ingeleverd_op is None or kind.dossier != dossier:
        return
    if await unit.all(Overdrachtsstuk, Overdrachtsstuk.dossier == dossier):
        return
    ouders = await ouders_van(unit, kind.id)
    bijlagen = []
    if bijlagen_mee(kort(ouders)):
        alle = await unit.all(Overdrachtsbijlage, Overdrachtsbijlage.onderinstroom == kind.id)
        bijlagen = [bijlage for bijlage in alle if bijlage.status == BRUIKBAAR]
    regels = unit.regels(kind.regels_op)
    formulier = formulier_van(regels)
    naam = f"{kind.roepnaam} {kind.achternaam}"
    html = blad(
        formulier,
        kind.antwoorden,
        kind=naam,
        geboren_op=kind.geboren_op,
        voorschool=kind.voorschool,
        ingeleverd_op=kind.ingeleverd_op,
        ingeleverd_door=kind.ingeleverd_door_naam,
        ouders=[Handtekening(o.naam, o.op, o.wijze, o.tekst, o.bijlagen_mee) for o in ouders if o.op],
        swv=regels.naam,
        gemaakt_op=kind.ingeleverd_op,
    )
    pdf = await asyncio.to_thread(make_pdf, html, title=f"{formulier.titel}: {naam}")
    op = kind.ingeleverd_op.astimezone(AMSTERDAM).date()
    await _stuk(unit, kind, dossier, DOCUMENT, f"{DOCUMENT}-{kind.kenmerk}.pdf", "application/pdf", pdf, op)
    for bijlage in bijlagen:
        inhoud = await vault.get(unit, kind.id, bijlage.leesbaar)
        await _stuk(unit, kind, dossier, bijlage.soort, bijlage.naam, bijlage.mediatype, inhoud, bijlage.gedagtekend_op)
    kind = await unit.lock(Onderinstroom, kind.id)
    weg_plannen(unit, kind)


async def _stuk(
    unit: UnitOfWork,
    kind: Onderinstroom,
    dossier: UUID,
    soort: str,
    naam: str,
    mediatype: str,
    inhoud: bytes,
    gedagtekend_op: date | None,
) -> None:
    id = uuid4()
    sleutel = f"{unit.asker.tenant}/overdracht/{dossier}/{id}"
    await vault.put(unit, dossier, sleutel, inhoud)
    unit.add(
        Overdrachtsstuk(
            id=id,
            dossier=dossier,
            soort=soort,
            naam=naam,
            mediatype=mediatype,
            sleutel=sleutel,
            grootte=len(inhoud),
            sha256=hashlib.sha256(inhoud).hexdigest(),
            voorschool=kind.voorschool,
            contact_naam=kind.begonnen_door_naam,
            aangemeld_op=kind.aangemeld_op,
            antwoorden=kind.antwoorden if soort == DOCUMENT else {},
            gedagtekend_op=gedagtekend_op,
            op=unit.vandaag,
        )
    )


@INTAKE.job("onderinstroom_opruimen")
async def onderinstroom_opruimen(unit: UnitOfWork, task: Task) -> None:
    """Its days are over: rows, files, key, and who was invited. What a school took in is in its dossier."""
    if not await unit.all(Onderinstroom, Onderinstroom.id == task.zaak):
        return
    kind = await unit.lock(Onderinstroom, task.zaak)
    if kind.status not in (AANGENOMEN, GESLOTEN) or kind.weg_op is None or kind.weg_op > unit.vandaag:
        return
    await vernietigen(unit, kind)
    unit.later("jongekind_bestanden_wissen", zaak=kind.id)


@INTAKE.job("jongekind_bestanden_wissen")
async def jongekind_bestanden_wissen(unit: UnitOfWork, task: Task) -> None:
    """Bytes that nobody can read any more: their key is gone."""
    await files.delete(*await files.sizes(map_van(unit.asker.tenant, task.zaak)))
