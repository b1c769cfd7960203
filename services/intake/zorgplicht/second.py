"""Door 1 of the second school: what it is asked, and what it answers.

It is involved in no dossier: row security shows it the rows with its own code, and nothing behind them. So what it
answers is told to the aanmelding by the service itself, in a job (`meekijkantwoord_vertellen`).
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import uuid4

from infra.unit_of_work import UnitOfWork
from services.intake.leerlingen.tables import Leerlingdossier
from services.intake.service import INTAKE
from services.intake.zorgplicht.contract import MeekijkverzoekBeantwoorden
from services.intake.zorgplicht.invoer import fout, tekst_toetsen
from services.intake.zorgplicht.proces import BEREID, MEEKIJKVERZOEK, NIET_BEREID, TOELATING
from services.intake.zorgplicht.tables import Aanmelding, Meekijkverzoek
from services.kern import bsn
from services.kern.errors import Gewijzigd, KanNiet, NietGevonden
from tenants.organisaties import school as school_van


async def vragen(
    unit: UnitOfWork, aanmelding: Aanmelding, scholen: Iterable[str], aanleiding: str, vraag: str = ""
) -> None:
    """Ask these schools of the samenwerkingsverband, each once per aanmelding; another one is asked outside Meedoen."""
    dossier = await unit.get(Leerlingdossier, aanmelding.dossier)
    al = {v.school for v in await unit.all(Meekijkverzoek, Meekijkverzoek.aanmelding == aanmelding.id)}
    for school in scholen:
        if dossier is None or school in al or school == aanmelding.school:
            continue
        if school_van(unit.tenant.swv_nummer, school) is None:
            continue
        verzoek = unit.add(
            Meekijkverzoek(
                id=uuid4(),
                aanmelding=aanmelding.id,
                dossier=aanmelding.dossier,
                school=school,
                van_school=aanmelding.school,
                leerling=f"{dossier.roepnaam} {dossier.achternaam}",
                groep=dossier.groep,
                aanleiding=aanleiding,
                vraag=vraag,
                sinds=unit.vandaag,
                uiterlijk_op=aanmelding.uiterlijk_op,
                houder=aanmelding.houder,
                status=MEEKIJKVERZOEK.begin,
                gewijzigd_op=unit.nu,
                gewijzigd_door_naam=unit.asker.naam,
            )
        )
        unit.later("meekijkverzoek_vertellen", zaak=aanmelding.dossier, verzoek=str(verzoek.id))


def antwoorden(unit: UnitOfWork, verzoek: Meekijkverzoek, bereid: bool, toelichting: str) -> None:
    """Ready or not, as of today."""
    verzoek.status, verzoek.toelichting = (BEREID if bereid else NIET_BEREID), toelichting
    verzoek.antwoord_op, verzoek.versie = unit.vandaag, verzoek.versie + 1
    verzoek.gewijzigd_op, verzoek.gewijzigd_door_naam = unit.nu, unit.asker.naam


@INTAKE.act(MeekijkverzoekBeantwoorden)
async def meekijkverzoek_beantwoorden(unit: UnitOfWork, opdracht: MeekijkverzoekBeantwoorden) -> None:
    """May be said anew while the first school has not decided; the last word counts."""
    verzoek = await unit.lock(Meekijkverzoek, opdracht.verzoek_id)
    if verzoek.school != unit.principal.organisatie:
        raise NietGevonden()
    unit.zaak, unit.voorwerp, unit.grond = verzoek.dossier, verzoek.id, TOELATING
    MEEKIJKVERZOEK.toets("meekijkverzoek_beantwoorden", unit.principal.rol, verzoek.status)
    if opdracht.versie != verzoek.versie:
        raise Gewijzigd(
            f"{verzoek.gewijzigd_door_naam} heeft dit intussen gewijzigd.",
            extra={
                "door": verzoek.gewijzigd_door_naam,
                "op": verzoek.gewijzigd_op.isoformat(),
                "versie": verzoek.versie,
                "nu": {"status": verzoek.status},
            },
        )
    tekst = tekst_toetsen(opdracht.toelichting, "toelichting", nodig=not opdracht.bereid)
    if bsn.staat_erin(tekst):
        raise fout("toelichting", bsn.MELDING)
    if verzoek.status == (BEREID if opdracht.bereid else NIET_BEREID) and verzoek.toelichting == tekst:
        raise KanNiet("Dit antwoord staat er al.")
    antwoorden(unit, verzoek, opdracht.bereid, tekst)
    unit.later("meekijkantwoord_vertellen", zaak=verzoek.dossier, verzoek=str(verzoek.id))
