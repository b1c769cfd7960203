"""The commissie asks, the school answers at the same spot: intake and commissie together."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from infra import clock
from services.commissie.contract import AanvullingVragen, BehandelingStand, BehandelingTonen
from services.intake.contract import AanvullingIndienen, DocumentOphalen, DocumentVerwijderen, VraagAanSchool
from services.kern.errors import KanNiet, NietGevonden, OngeldigeInvoer
from tests.flows.intake_dossier import School, school
from tests.stack import Stack, eventually


async def behandeling(stack: Stack, zaak: UUID) -> BehandelingStand:
    async def geopend() -> BehandelingStand | None:
        try:
            return await stack.ask("commissie", BehandelingTonen(behandeling_id=zaak), als="vera")
        except NietGevonden:
            return None

    return await eventually(geopend, wat="de commissie heeft de behandeling geopend")


async def gevraagd(stack: Stack, soort: str | None = None) -> tuple[School, VraagAanSchool]:
    """A filed aanvraag with one open question of the secretaris."""
    aanvraag = await school(stack).ingediend()
    stand = await behandeling(stack, aanvraag.id)
    vraag = AanvullingVragen(
        opdracht=uuid4(),
        behandeling_id=aanvraag.id,
        versie=stand.versie,
        tekst="Wilt u het verslag van de logopedist toevoegen?",
        termijn_tot=clock.vandaag() + timedelta(days=14),
        document_soort=soort,
    )
    await stack.ask("commissie", vraag, als="vera")

    async def aangekomen() -> VraagAanSchool | None:
        nu = await aanvraag.zien()
        aanvraag.versie = nu.versie
        return nu.vragen[0] if nu.vragen else None

    return aanvraag, await eventually(aangekomen, wat="de vraag staat bij de school")


async def test_vraag_en_antwoord_met_een_document(stack: Stack):
    aanvraag, vraag = await gevraagd(stack)
    stand = await aanvraag.zien()
    assert stand.status == "aanvulling_gevraagd" and vraag.status == "open"
    assert vraag.tekst == "Wilt u het verslag van de logopedist toevoegen?"
    assert set(stand.handelingen) >= {"aanvulling_indienen", "document_toevoegen"}
    assert "onderdeel_bewaren" not in stand.handelingen

    document = await aanvraag.document("overig")
    assert await aanvraag.gecontroleerd(document) == "bruikbaar"
    # Until it is sent the answer is the school's own.
    assert document not in [d.id for d in (await aanvraag.zien("vera")).documenten]
    with pytest.raises(NietGevonden):
        await stack.ask("intake", DocumentOphalen(document_id=document), als="vera")

    await aanvraag.doe(AanvullingIndienen, vraag_id=vraag.id, antwoord_tekst="Het verslag staat erbij.")
    stand = await aanvraag.zien("vera")
    assert stand.status == "ingediend" and document in [d.id for d in stand.documenten]
    assert (stand.vragen[0].status, stand.vragen[0].antwoord) == ("beantwoord", "Het verslag staat erbij.")
    # What was filed stays filed and signed.
    assert stand.ondertekend_door == "Dirk Hoving"

    async def klok_loopt_weer() -> bool:
        return (await behandeling(stack, aanvraag.id)).status != "aanvulling_gevraagd"

    await eventually(klok_loopt_weer, wat="de commissie hoort het antwoord")


async def test_een_antwoord_zonder_inhoud_of_een_tweede_keer(stack: Stack):
    aanvraag, vraag = await gevraagd(stack)
    with pytest.raises(OngeldigeInvoer) as fout:
        await aanvraag.doe(AanvullingIndienen, vraag_id=vraag.id, antwoord_tekst=" \n ")
    assert "antwoord_tekst" in fout.value.velden
    with pytest.raises(NietGevonden):
        await aanvraag.doe(AanvullingIndienen, vraag_id=uuid4(), antwoord_tekst="Hier.")
    await aanvraag.doe(AanvullingIndienen, vraag_id=vraag.id, antwoord_tekst="Er is geen verslag.")
    with pytest.raises(KanNiet):
        await aanvraag.doe(AanvullingIndienen, vraag_id=vraag.id, antwoord_tekst="Nog iets.")


async def test_wat_verstuurd_is_gaat_niet_meer_weg(stack: Stack):
    aanvraag, _ = await gevraagd(stack)
    oud = (await aanvraag.zien()).documenten[0].id
    with pytest.raises(KanNiet, match="al verstuurd"):
        await aanvraag.doe(DocumentVerwijderen, document_id=oud)
    nieuw = await aanvraag.document("overig")
    await aanvraag.gecontroleerd(nieuw)
    await aanvraag.doe(DocumentVerwijderen, document_id=nieuw)
    assert nieuw not in [d.id for d in (await aanvraag.zien()).documenten]


async def test_niet_op_tijd_geantwoord(stack: Stack):
    aanvraag, vraag = await gevraagd(stack)
    stack.klok(clock.nu() + timedelta(days=20))

    async def verlopen() -> bool:
        return (await aanvraag.zien()).vragen[0].status == "verlopen"

    await eventually(verlopen, seconden=120, wat="de hersteltermijn is verstreken")
    stand = await aanvraag.zien()
    assert stand.status == "ingediend" and "aanvulling_indienen" not in stand.handelingen
    assert vraag.id == stand.vragen[0].id
