"""Door 1 and 3, renewal: the school that has the pupil begins an aanvraag for a TLV that ends, from what is there.

Facts of the TLV come from commissie. What the same school wrote and attached before is taken over where it is still
fresh; nothing of another school is, for who receives a pupil reads the TLV and not the dossier behind it.
"""

from __future__ import annotations

from uuid import UUID, uuid4, uuid5

from infra import vault
from infra.jobs import Task
from infra.neighbours import ask
from infra.runtime import Reading
from infra.unit_of_work import UnitOfWork
from services.commissie.contract import TlvGegevens, TlvInzien
from services.intake import dossier, reuse
from services.intake.aanvraag import leerling_toetsen
from services.intake.beginning import concept
from services.intake.cases import handtekening_vervalt
from services.intake.checking import origineel
from services.intake.contract import (
    AanvraagBegonnen,
    AanvraagVerlengen,
    DocumentToegevoegd,
    Verlengd,
    Verlenging,
    Verlengingen,
    VerlengingenTonen,
)
from services.intake.leerlingen.proces import LOPEND
from services.intake.leerlingen.tables import Leerlingdossier
from services.intake.proces import CONCEPT, INGETROKKEN
from services.intake.scholen import aanvragende_school
from services.intake.service import INTAKE
from services.intake.tables import Aanvraag, Document
from services.intake.uploads import sleutel_van
from services.intake.verlenging import Mee, als_verlenging, kan_verlengd, meenemen, teksten
from services.kern.errors import KanNiet, NietGevonden
from services.kern.rollen import COMMISSIEROLLEN, SCHOOLROLLEN


@INTAKE.act(AanvraagVerlengen)
async def aanvraag_verlengen(unit: UnitOfWork, opdracht: AanvraagVerlengen) -> Verlengd:
    """A concept of the school that the TLV names. For whoever else asks there is no such TLV."""
    tlv: TlvGegevens = await ask(unit, "commissie", TlvInzien(behandeling_id=opdracht.tlv))
    school = aanvragende_school(unit.tenant, unit.principal.organisatie)
    if school is None or tlv.beoogde_school != school.id:
        raise NietGevonden()
    kan_verlengd(tlv.tot_en_met, unit.vandaag)
    if tlv.soort not in unit.tenant.soorten:
        raise KanNiet("Deze soort verklaring bestaat hier niet meer.")
    await _nog_geen(unit, opdracht.tlv, school.id)
    roepnaam, _, achternaam = tlv.leerling.partition(" ")
    _, _, groep = leerling_toetsen(roepnaam, achternaam or roepnaam, tlv.geboren_op, opdracht.groep, unit.vandaag)
    eigen = await _eigen_dossier(unit, school.id, tlv)
    eerder = await unit.get(Aanvraag, opdracht.tlv)
    if eerder is not None and eerder.school != school.id:
        eerder = None
    soort, recept = unit.tenant.soorten[tlv.soort], unit.tenant.recept(tlv.soort)
    antwoorden = (teksten(recept, eerder.antwoorden) if eerder else {}) | als_verlenging(recept)
    aanvraag = await concept(
        unit,
        school,
        soort=tlv.soort,
        roepnaam=eigen.roepnaam if eigen else roepnaam,
        achternaam=eigen.achternaam if eigen else achternaam or roepnaam,
        geboren_op=tlv.geboren_op,
        groep=groep,
        dossier=eigen.id if eigen else None,
        verlengt=opdracht.tlv,
        antwoorden=antwoorden,
        categorie=tlv.categorie if tlv.categorie in soort.categorieen else None,
        beoogde_school=school.id,
    )
    await unit.flush()
    uit_dossier = await reuse.vanzelf(unit, aanvraag)
    mee = await _stukken(unit, aanvraag, antwoorden, uit_dossier) if eerder else Mee([], [], [])
    zin = f"De school begon een verlenging van {tlv.nummer}."
    unit.record(AanvraagBegonnen(zaak=aanvraag.id, school=school.id, soort=aanvraag.soort), zin=zin)
    return Verlengd(
        id=aanvraag.id,
        versie=aanvraag.versie,
        op=unit.nu,
        overgenomen=[*(["Uw eerdere beschrijvingen"] if len(antwoorden) > 1 else []), *mee.namen],
        te_oud=mee.te_oud,
    )


async def _nog_geen(unit: UnitOfWork, tlv: UUID, school: str) -> None:
    lopend = await unit.all(
        Aanvraag, Aanvraag.verlengt == tlv, Aanvraag.school == school, Aanvraag.status != INGETROKKEN
    )
    if lopend:
        raise KanNiet(f"Deze verlenging is al begonnen: {lopend[0].kenmerk}.")


async def _eigen_dossier(unit: UnitOfWork, school: str, tlv: TlvGegevens) -> Leerlingdossier | None:
    """The dossier of this pupil at this school, when there is exactly one with this name and day of birth."""
    rijen = await unit.all(
        Leerlingdossier,
        Leerlingdossier.school == school,
        Leerlingdossier.geboren_op == tlv.geboren_op,
        Leerlingdossier.status == LOPEND,
    )
    zelfde = [rij for rij in rijen if f"{rij.roepnaam} {rij.achternaam}".lower() == tlv.leerling.lower()]
    return zelfde[0] if len(zelfde) == 1 else None


async def _stukken(unit: UnitOfWork, aanvraag: Aanvraag, antwoorden: dict[str, str], zonder: set[str]) -> Mee:
    """What is still fresh follows by a job, and is checked again as any other file; `zonder` comes of the dossier."""
    oud = await unit.all(Document, Document.aanvraag == aanvraag.verlengt, order=Document.toegevoegd_op)
    oud = [document for document in oud if document.soort not in zonder]
    mee = meenemen(
        unit.tenant.recept(aanvraag.soort),
        antwoorden,
        [dossier.Stuk(soort=d.soort, status=d.status, gedagtekend_op=d.gedagtekend_op) for d in oud],
        unit.vandaag,
    )
    for nummer in mee.stukken:
        bron = oud[nummer]
        upload = uuid5(aanvraag.id, str(bron.id))
        unit.later("document_overnemen", zaak=aanvraag.id, document=str(bron.id), upload=str(upload))
    return mee


@INTAKE.job("document_overnemen")
async def document_overnemen(unit: UnitOfWork, task: Task) -> None:
    """A document of an earlier aanvraag of the same school, sealed anew for this one. Twice is once."""
    upload = UUID(task.lading["upload"])
    oud = await unit.get(Document, UUID(task.lading["document"]))
    aanvraag = await unit.get(Aanvraag, task.zaak)
    if oud is None or aanvraag is None or aanvraag.status != CONCEPT or oud.aanvraag != aanvraag.verlengt:
        return
    if await unit.all(Document, Document.upload == upload):
        return
    sleutel = sleutel_van(unit.asker.tenant, upload)
    await vault.put(unit, aanvraag.id, sleutel, await origineel(unit, oud))
    aanvraag = await unit.lock(Aanvraag, aanvraag.id)
    if aanvraag.status != CONCEPT:
        return
    nieuw = unit.add(
        Document(
            id=uuid4(),
            aanvraag=aanvraag.id,
            soort=oud.soort,
            bestandsnaam=oud.bestandsnaam,
            mediatype=oud.mediatype,
            grootte=oud.grootte,
            sha256=oud.sha256,
            sleutel=sleutel,
            upload=upload,
            gedagtekend_op=oud.gedagtekend_op,
            ondertekend_door=oud.ondertekend_door,
            status=dossier.ONTVANGEN,
            toegevoegd_op=unit.nu,
            toegevoegd_door=aanvraag.begonnen_door,
            toegevoegd_door_naam=aanvraag.begonnen_door_naam,
        )
    )
    handtekening_vervalt(unit, aanvraag)
    unit.record(
        DocumentToegevoegd(zaak=aanvraag.id, document_id=nieuw.id, soort=nieuw.soort),
        zin="Een document uit een eerdere aanvraag is overgenomen.",
    )
    unit.later("document_controleren", zaak=aanvraag.id, document=str(nieuw.id))


_VERLENGINGEN = """
select a.verlengt, a.id, a.status from aanvraag a
where a.tenant = $1 and a.verlengt = any($2) and a.status <> 'ingetrokken'
order by a.begonnen_op
"""


@INTAKE.question(VerlengingenTonen, rollen=SCHOOLROLLEN | COMMISSIEROLLEN, kijkt="antwoord.verlengingen[].aanvraag_id")
async def verlengingen_tonen(lezer: Reading, vraag: VerlengingenTonen) -> Verlengingen:
    """Row security shows a school its own, and the samenwerkingsverband what was filed."""
    rijen = await lezer.fetch(_VERLENGINGEN, lezer.asker.tenant, vraag.tlvs[:500])
    return Verlengingen(
        verlengingen=[Verlenging(tlv=r["verlengt"], aanvraag_id=r["id"], status=r["status"]) for r in rijen]
    )
