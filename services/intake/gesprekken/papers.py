"""Door 1 of what comes to a talk on paper: a report that the school made elsewhere, and a signature under it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from infra.unit_of_work import UnitOfWork
from services.intake import attachments
from services.intake.attachments import (
    BRUIKBAAR,
    GEWEIGERD,
    HANDTEKENING_GESPREK,
    INGETROKKEN,
    VERSLAG,
    Dossierstuk,
)
from services.intake.contract import Bewaard
from services.intake.gesprekken.cases import bewaard, gesprek_openen
from services.intake.gesprekken.contract import GesprekstukIntrekken, HandtekeningToevoegen, VerslagToevoegen
from services.intake.gesprekken.proces import GEDEELD
from services.intake.gesprekken.verslag import ONGELDIG, Punt, ondertekenaars, zonder_waarom
from services.intake.leerlingen.gezaghouders import gezaghouders
from services.intake.leerlingen.tables import Leerlingdossier
from services.intake.service import INTAKE
from services.intake.tekst import alinea
from services.kern import bsn
from services.kern.errors import KanNiet, OngeldigeInvoer

REDEN_KORT, REDEN_LANG = 5, 1_000


def geldend(stukken: Iterable[Dossierstuk]) -> Dossierstuk | None:
    """The one that was not withdrawn, if any."""
    return next((stuk for stuk in stukken if stuk.status != INGETROKKEN), None)


def te_delen(verslag: Dossierstuk, punten: Sequence[Punt]) -> None:
    """Whether the parents can read this report, and every point that must be talked about is told. Raises KanNiet."""
    if verslag.status == GEWEIGERD:
        raise KanNiet(f"Uw verslag is geweigerd. {verslag.melding} Trek het in, en voeg een ander bestand toe.")
    if verslag.status != BRUIKBAAR:
        raise KanNiet("Uw verslag wordt nog gecontroleerd op virussen. Probeer het zo nog eens.")
    if stil := zonder_waarom(punten):
        raise KanNiet(f"Schrijf op waarom dit niet aan de orde was: {'; '.join(stil)}.")


@INTAKE.act(VerslagToevoegen)
async def verslag_toevoegen(unit: UnitOfWork, opdracht: VerslagToevoegen) -> Bewaard:
    """One at a time. What was shared changes only where it turned out to be the wrong file."""
    gesprek = await gesprek_openen(unit, opdracht.dossier_id, opdracht.gesprek_id, "verslag_toevoegen")
    er = await attachments.van_voorwerp(unit, gesprek.id, VERSLAG)
    if geldend(er) is not None:
        raise KanNiet("Er is al een verslag toegevoegd. Trek dat eerst in.")
    if gesprek.status == GEDEELD and not er:
        raise KanNiet("Dit verslag is al gedeeld en verandert niet meer.")
    stuk = await attachments.toevoegen(
        unit, gesprek.dossier, VERSLAG, gesprek.id, opdracht.upload, opdracht.bestandsnaam
    )
    return bewaard(unit, gesprek, stuk.id)


@INTAKE.act(HandtekeningToevoegen)
async def handtekening_toevoegen(unit: UnitOfWork, opdracht: HandtekeningToevoegen) -> Bewaard:
    """Of one person one signature counts; whose it is follows from the scan, by whom it was added stays beside it."""
    gesprek = await gesprek_openen(unit, opdracht.dossier_id, opdracht.gesprek_id, "handtekening_toevoegen")
    namen = await _wie_tekent(unit, gesprek.dossier)
    reden, fouten = alinea(opdracht.reden), {}
    if opdracht.wie not in namen:
        fouten["wie"] = "Kies iemand met gezag."
    if not gesprek.gehouden_op <= opdracht.op <= unit.vandaag:
        fouten["op"] = "Kies een dag vanaf het gesprek, tot en met vandaag."
    if not REDEN_KORT <= len(reden) <= REDEN_LANG:
        fouten["reden"] = "Schrijf op waarom het op papier ging."
    elif bsn.staat_erin(reden):
        fouten["reden"] = bsn.MELDING
    if fouten:
        raise OngeldigeInvoer(ONGELDIG, velden=fouten)
    er = await attachments.van_voorwerp(unit, gesprek.id, HANDTEKENING_GESPREK)
    if any(stuk.wie == opdracht.wie and stuk.status not in (INGETROKKEN, GEWEIGERD) for stuk in er):
        raise KanNiet(f"Er is al een handtekening van {namen[opdracht.wie]}. Trek die eerst in.")
    stuk = await attachments.toevoegen(
        unit,
        gesprek.dossier,
        HANDTEKENING_GESPREK,
        gesprek.id,
        opdracht.upload,
        opdracht.bestandsnaam,
        wie=opdracht.wie,
        wie_naam=namen[opdracht.wie],
        getekend_op=opdracht.op,
        reden=reden,
    )
    return bewaard(unit, gesprek, stuk.id)


async def _wie_tekent(unit: UnitOfWork, dossier_id: UUID) -> dict[UUID, str]:
    dossier = await unit.get(Leerlingdossier, dossier_id)
    assert dossier is not None
    gezag = [(een.id, een.naam) for een in await gezaghouders(unit, dossier_id)]
    leerling = dossier.id, f"{dossier.roepnaam} {dossier.achternaam}"
    return dict(ondertekenaars(gezag, leerling, dossier.geboren_op, unit.vandaag))


@INTAKE.act(GesprekstukIntrekken)
async def gesprekstuk_intrekken(unit: UnitOfWork, opdracht: GesprekstukIntrekken) -> Bewaard:
    gesprek = await gesprek_openen(unit, opdracht.dossier_id, opdracht.gesprek_id, "gesprekstuk_intrekken")
    stuk = await attachments.een_van(unit, gesprek.id, opdracht.dossierstuk_id)
    await attachments.intrekken(unit, stuk, opdracht.reden)
    return bewaard(unit, gesprek, stuk.id)
