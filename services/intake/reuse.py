"""Doors 1 and 3, reuse: what stands in the pupil's dossier becomes a piece of the aanvraag, typed and uploaded once.

The piece is a document as any other: checked, signed with the rest by the director, seen by parents and commissie.
It is made of one locked version of the OPP, or of interventies as they stood that day, and does not change afterwards.
"""

from __future__ import annotations

import asyncio
import hashlib
from typing import Any
from uuid import UUID, uuid4, uuid5

import msgspec

from infra import vault
from infra.jobs import Task
from infra.pdf import make_pdf
from infra.runtime import Reading
from infra.unit_of_work import UnitOfWork
from services.intake.aanvraag import samenvoegen
from services.intake.cases import bewaard, bijwerken, handtekening_vervalt, openen, regels_van
from services.intake.contract import (
    Bewaard,
    DocumentToegevoegd,
    Herkomst,
    InterventieKeuze,
    StukOvernemen,
    UitDossier,
)
from services.intake.dossier import ONTVANGEN
from services.intake.hergebruik import (
    BRONNEN,
    INTERVENTIES,
    OPP,
    InterventieBron,
    OppBron,
    gevraagd,
    interventieblad,
    stempel_interventies,
    uit_interventies,
    uit_opp,
    vult,
    zin_interventies,
)
from services.intake.interventies.effect import Invulling
from services.intake.opp import paper
from services.intake.opp.cases import kent_opp
from services.intake.opp.contract import OppVersieTonen
from services.intake.opp.queries import opp_versie_tonen
from services.intake.proces import CONCEPT
from services.intake.service import INTAKE
from services.intake.tables import Aanvraag, Document
from services.intake.uploads import sleutel_van
from services.kern.errors import KanNiet, OngeldigeInvoer

_OPP = """
select o.id, o.nummer, o.afdruk, o.vastgesteld_op, o.geldt_vanaf, o.antwoorden::text as antwoorden,
       (select max(e.op) from oppevaluatie e where e.tenant = o.tenant and e.opp = o.id) as geevalueerd_op
from opp o where o.tenant = {} and o.dossier = {} and o.status = 'vastgesteld'
"""
_INTERVENTIES = """
select i.id, i.versie, i.wat, i.waar, i.doel, i.door, i.van, i.tot, i.effect, i.toelichting, i.geevalueerd_op,
       coalesce(s.groep, '') as groep
from interventie i
left join lateral (select groep from inschrijving s where s.tenant = i.tenant and s.dossier = i.dossier
    and s.van <= i.van and (s.tot is null or s.tot > i.van) order by s.van desc limit 1) s on true
where i.tenant = {} and i.dossier = {} and i.weggehaald_op is null order by i.van, i.vastgelegd_op, i.id
"""
_BEZIG = """
select distinct lading->>'stuk' from taak
where tenant = $1 and zaak = $2 and soort = 'dossierstuk_maken' and status in ('open', 'aangeboden')
"""


async def _rijen(bij: UnitOfWork | Reading, sql: str, dossier: UUID) -> list[Any]:
    if isinstance(bij, UnitOfWork):
        await bij.flush()
        return list((await bij.execute(sql.format(":tenant", ":dossier"), dossier=dossier)).mappings())
    return list(await bij.fetch(sql.format("$1", "$2"), bij.asker.tenant, dossier))


async def opp_van(bij: UnitOfWork | Reading, dossier: UUID) -> OppBron | None:
    """The OPP of this pupil that holds, as far as the asker may see it."""
    rijen = await _rijen(bij, _OPP, dossier)
    if not rijen:
        return None
    return OppBron(**dict(rijen[0]) | {"antwoorden": msgspec.json.decode(rijen[0]["antwoorden"])})


async def interventies_van(bij: UnitOfWork | Reading, dossier: UUID) -> list[InterventieBron]:
    """What was done for this pupil, the oldest first."""
    uit = []
    for rij in await _rijen(bij, _INTERVENTIES, dossier):
        invulling = Invulling(**{naam: rij[naam] for naam in Invulling.__struct_fields__})
        velden = ("id", "versie", "groep", "effect", "toelichting", "geevalueerd_op")
        uit.append(InterventieBron(invulling=invulling, **{naam: rij[naam] for naam in velden}))
    return uit


# ---------------------------------------------------------------------------------------------------- acts


@INTAKE.act(StukOvernemen)
async def stuk_overnemen(unit: UnitOfWork, opdracht: StukOvernemen) -> Bewaard:
    aanvraag, _ = await openen(unit, opdracht.aanvraag_id, "stuk_overnemen", opdracht.versie)
    if opdracht.bron not in BRONNEN:
        raise OngeldigeInvoer("Dit kan niet worden overgenomen.", velden={"bron": "Kies wat u wilt overnemen."})
    if aanvraag.dossier is None:
        raise KanNiet("Deze aanvraag is niet vanuit een dossier begonnen. Voeg het document zelf toe.")
    recept = regels_van(unit, aanvraag).recept(aanvraag.soort)
    soorten = gevraagd(recept, aanvraag.antwoorden, opdracht.bron)
    if not soorten and not vult(recept, aanvraag.antwoorden, opdracht.bron):
        raise KanNiet("Bij deze aanvraag wordt hier niet om gevraagd.")
    if opdracht.bron == OPP:
        nieuw, keuze = await _opp_antwoorden(unit, aanvraag), ""
        if nieuw is None:
            raise KanNiet("In het dossier staat geen OPP dat is vastgesteld.")
    else:
        nieuw, keuze = await _interventie_antwoorden(unit, aanvraag, opdracht.interventies)
    aanvraag.antwoorden = samenvoegen(aanvraag.antwoorden, nieuw)
    for soort in soorten:
        unit.later(
            "dossierstuk_maken",
            zaak=aanvraag.id,
            bron=opdracht.bron,
            stuk=soort,
            keuze=keuze,
            door=str(unit.principal.persoon),
        )
    bijwerken(unit, aanvraag)
    handtekening_vervalt(unit, aanvraag)
    return bewaard(unit, aanvraag)


async def _opp_antwoorden(unit: UnitOfWork, aanvraag: Aanvraag) -> dict[str, str] | None:
    """What the OPP answers already; None when there is none that holds."""
    assert aanvraag.dossier is not None
    opp = await opp_van(unit, aanvraag.dossier)
    if opp is None:
        return None
    return uit_opp(regels_van(unit, aanvraag).recept(aanvraag.soort), aanvraag.antwoorden, opp.antwoorden)


async def _interventie_antwoorden(
    unit: UnitOfWork, aanvraag: Aanvraag, gekozen: list[UUID]
) -> tuple[dict[str, str], str]:
    assert aanvraag.dossier is not None
    alle = await interventies_van(unit, aanvraag.dossier)
    mee = [een for een in alle if een.id in gekozen]
    if not mee or len(mee) != len(set(gekozen)):
        zin = (
            "Kies wat u wilt overnemen." if not gekozen else "Een van deze interventies staat niet meer in het dossier."
        )
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden={"interventies": zin})
    recept = regels_van(unit, aanvraag).recept(aanvraag.soort)
    return uit_interventies(recept, aanvraag.antwoorden, mee, alle), ",".join(str(een.id) for een in mee)


async def vanzelf(unit: UnitOfWork, aanvraag: Aanvraag, voor: dict[str, str] | None = None) -> set[str]:
    """The OPP comes along by itself, when the aanvraag begins (`voor` None) or an answer brings up the question for it.

    Whoever takes it out does not get it back by itself. Interventies are chosen by the school. The kinds that come.
    """
    if aanvraag.dossier is None:
        return set()
    recept = regels_van(unit, aanvraag).recept(aanvraag.soort)
    al = set() if voor is None else set(gevraagd(recept, voor, OPP))
    soorten = [soort for soort in gevraagd(recept, aanvraag.antwoorden, OPP) if soort not in al]
    if not soorten and voor is not None:
        return set()
    nieuw = await _opp_antwoorden(unit, aanvraag)
    if nieuw is None:
        return set()
    if voor is None:
        aanvraag.antwoorden = samenvoegen(aanvraag.antwoorden, nieuw)
    er_is = {d.soort for d in await unit.all(Document, Document.aanvraag == aanvraag.id)}
    for soort in (soort for soort in soorten if soort not in er_is):
        unit.later(
            "dossierstuk_maken", zaak=aanvraag.id, bron=OPP, stuk=soort, keuze="", door=str(aanvraag.begonnen_door)
        )
    return set(soorten)


# ----------------------------------------------------------------------------------------------------- job


@INTAKE.job("dossierstuk_maken")
async def dossierstuk_maken(unit: UnitOfWork, task: Task) -> None:
    """The document, in the place of the one that was made of the same before. Twice is once."""
    aanvraag, upload = await unit.get(Aanvraag, task.zaak), uuid5(task.id, "dossierstuk")
    if aanvraag is None or aanvraag.status != CONCEPT or aanvraag.dossier is None:
        return
    if await unit.all(Document, Document.upload == upload):
        return
    if task.lading["bron"] == OPP:
        gemaakt = await _opp_maken(unit, aanvraag.dossier)
    else:
        gemaakt = await _interventies_maken(unit, aanvraag, task.lading["keuze"].split(","))
    if gemaakt is None:
        return
    velden, naam, titel, html = gemaakt
    inhoud = await asyncio.to_thread(make_pdf, html, title=titel)
    sleutel = sleutel_van(unit.asker.tenant, upload)
    await vault.put(unit, aanvraag.id, sleutel, inhoud)
    aanvraag = await unit.lock(Aanvraag, aanvraag.id)
    await unit.session.refresh(aanvraag)
    if aanvraag.status != CONCEPT:
        return
    await _eerder_weg(unit, aanvraag, task.lading["stuk"], task.lading["bron"])
    document = unit.add(
        Document(
            id=uuid4(),
            aanvraag=aanvraag.id,
            soort=task.lading["stuk"],
            bestandsnaam=naam,
            mediatype="application/pdf",
            grootte=len(inhoud),
            sha256=hashlib.sha256(inhoud).hexdigest(),
            sleutel=sleutel,
            upload=upload,
            status=ONTVANGEN,
            toegevoegd_op=unit.nu,
            toegevoegd_door=UUID(task.lading["door"]),
            toegevoegd_door_naam=aanvraag.gewijzigd_door_naam,
            **velden,
        )
    )
    handtekening_vervalt(unit, aanvraag)
    wat = "Het OPP" if task.lading["bron"] == OPP else "Een overzicht van de interventies"
    unit.record(
        DocumentToegevoegd(zaak=aanvraag.id, document_id=document.id, soort=document.soort),
        zin=f"{wat} uit het dossier is aan de aanvraag toegevoegd.",
    )
    unit.later("document_controleren", zaak=aanvraag.id, document=str(document.id))


async def _eerder_weg(unit: UnitOfWork, aanvraag: Aanvraag, soort: str, bron: str) -> None:
    for eerder in await unit.all(Document, Document.aanvraag == aanvraag.id, Document.soort == soort):
        if eerder.herkomst is not None and eerder.herkomst["bron"] == bron:
            await unit.delete(eerder)
            unit.later(
                "upload_opruimen", zaak=eerder.upload, upload=str(eerder.upload), persoon=str(eerder.toegevoegd_door)
            )


async def _opp_maken(unit: UnitOfWork, dossier: UUID) -> tuple[dict[str, Any], str, str, str] | None:
    """Fields, file name, title and page of the OPP that holds."""
    bron = await opp_van(unit, dossier)
    if bron is None:
        return None
    rauw = await (await unit.session.connection()).get_raw_connection()
    lezer = Reading(rauw.driver_connection, unit.asker)  # the same transaction, with the eyes of a question
    stand = await opp_versie_tonen(lezer, OppVersieTonen(dossier_id=dossier, opp_id=bron.id))
    titel, html = paper.opp(stand, kent_opp(unit.regels(stand.regels_op).opp), unit.tenant.naam)
    velden = {
        "gedagtekend_op": bron.gedagtekend_op,
        "ondertekend_door": bron.ondertekend_door,
        "herkomst": {"bron": OPP, "zin": bron.zin(), "afdruk": bron.afdruk, "stempel": bron.stempel},
    }
    return velden, f"OPP versie {bron.nummer}.pdf", titel, html


async def _interventies_maken(
    unit: UnitOfWork, aanvraag: Aanvraag, keuze: list[str]
) -> tuple[dict[str, Any], str, str, str] | None:
    assert aanvraag.dossier is not None
    mee = [een for een in await interventies_van(unit, aanvraag.dossier) if str(een.id) in keuze]
    if not mee:
        return None
    titel, html = interventieblad(mee, aanvraag.kenmerk, unit.vandaag)
    herkomst = {"bron": INTERVENTIES, "zin": zin_interventies(mee), "afdruk": "", "stempel": stempel_interventies(mee)}
    velden = {"gedagtekend_op": unit.vandaag, "ondertekend_door": [], "herkomst": herkomst}
    return velden, "Interventies.pdf", titel, html


# ------------------------------------------------------------------------------------------------- window


async def wordt_gemaakt(lezer: Reading, aanvraag: UUID) -> list[str]:
    """Kinds of document that are being made. Asked before the documents: what is ready in between is one of them."""
    return sorted(rij[0] for rij in await lezer.fetch(_BEZIG, lezer.asker.tenant, aanvraag))


async def uit_dossier(
    lezer: Reading, dossier: UUID, stukken: list[dict[str, Any]], bezig: list[str]
) -> tuple[UitDossier, set[str]]:
    """What the school can take over, and the stempels that still are of today. `stukken`: herkomst of documents;
    `bezig`: see `wordt_gemaakt`."""
    opp, alle = await opp_van(lezer, dossier), await interventies_van(lezer, dossier)
    gekozen = {deel.partition("/")[0] for stuk in stukken for deel in stuk["stempel"].split(" ")}
    vers = {opp.stempel} if opp else set()
    for stuk in stukken:
        mee = [een for een in alle if str(een.id) in stuk["stempel"]]
        if stuk["bron"] == INTERVENTIES and stempel_interventies(mee) == stuk["stempel"]:
            vers.add(stuk["stempel"])
    return (
        UitDossier(
            dossier_id=dossier,
            opp=opp.zin() if opp else "",
            interventies=[InterventieKeuze(id=e.id, zin=e.zin, gekozen=str(e.id) in gekozen) for e in alle],
            bezig=bezig,
        ),
        vers,
    )


def herkomst(rij: dict[str, Any] | None, vers: set[str] | None) -> Herkomst | None:
    """As it is shown. `vers` None: this reader has no use for what is newer."""
    if rij is None:
        return None
    nieuwer = vers is not None and rij["stempel"] not in vers
    return Herkomst(bron=rij["bron"], zin=rij["zin"], afdruk=rij["afdruk"], nieuwer=nieuwer)
