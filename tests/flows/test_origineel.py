"""The original of a document, as the school sent it: by few, with a reason and a step-up, as a download (BAD-6)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from selectolax.lexbor import LexborHTMLParser

from infra import clock
from services.intake import contract as intake
from services.kern.errors import BevestigOpnieuw, KanNiet, MagNiet, NietGevonden, OngeldigeInvoer
from tests.flows.intake_dossier import School, vo_school
from tests.flows.web_bezoek import herkomst, ingelogd, los, token
from tests.stack import Stack

REDEN = "De ouders zeggen dat er een bladzijde mist in het verslag."


async def ingediend(stack: Stack) -> tuple[School, UUID]:
    """A filed aanvraag, and a document of it."""
    aanvraag = await vo_school(stack).ingediend()
    return aanvraag, (await aanvraag.zien("mirjam")).documenten[0].id


async def openen(stack: Stack, document: UUID, als: str = "mirjam", reden: str = REDEN, **hoed: Any) -> None:
    opdracht = intake.OrigineelOpenen(opdracht=uuid4(), document_id=document, reden=reden)
    await stack.ask("intake", opdracht, als, **hoed)


async def ophalen(stack: Stack, document: UUID, als: str = "mirjam", **hoed: Any) -> intake.Bestand:
    return await stack.ask("intake", intake.OrigineelOphalen(document_id=document), als, **hoed)


async def test_het_origineel_is_precies_wat_de_school_stuurde_en_laat_een_regel_achter(stack: Stack):
    aanvraag, document = await ingediend(stack)
    (rij,) = await stack.sql("select sha256, grootte from intake.document where id = $1", document)
    with pytest.raises(KanNiet, match="waarom"):
        await ophalen(stack, document)
    await openen(stack, document)
    bestand = await ophalen(stack, document)
    schoon = await stack.ask("intake", intake.DocumentOphalen(document_id=document), "mirjam")
    assert len(bestand.inhoud) == rij["grootte"] and bestand.inhoud.startswith(b"%PDF-1.4\n% ")
    assert bestand.inhoud != schoon.inhoud and bestand.mediatype == "application/octet-stream"
    eerder = (await stack.ask("intake", intake.OrigineelTonen(document_id=document), "thea")).eerder
    assert [(e.rol, e.reden) for e in eerder] == [("voorzitter", REDEN)]
    regels = await stack.sql(
        "select wat, uitkomst, voorwerp from intake.audit where zaak = $1 and wat like 'origineel%' order by volgorde",
        aanvraag.id,
    )
    assert [r["wat"] for r in regels] == ["origineel_openen", "origineel_ophalen", "origineel_tonen"]
    assert {r["voorwerp"] for r in regels} == {document}


async def test_alleen_wie_het_mag_met_een_reden_en_een_tweede_stap(stack: Stack):
    _, document = await ingediend(stack)
    for bevestigd in (None, 400):
        with pytest.raises(BevestigOpnieuw):
            await openen(stack, document, bevestigd=bevestigd)
    for kort in ("", "even kijken", "aaaaaaaaaaaaaaaaaaaaaaaaa"):
        with pytest.raises(OngeldigeInvoer) as fout:
            await openen(stack, document, reden=kort)
        assert "reden" in fout.value.velden
    for als, rol in (("saskia", None), ("lies", None), ("wieger", None), ("thea", "bestuur")):
        for vraag in (openen, ophalen):
            with pytest.raises(MagNiet):
                await vraag(stack, document, als, **({"rol": rol} if rol else {}))
    with pytest.raises(NietGevonden):  # of another samenwerkingsverband
        await openen(stack, document, "cor")
    await openen(stack, document)
    with pytest.raises(BevestigOpnieuw):
        await ophalen(stack, document, bevestigd=400)
    with pytest.raises(KanNiet):  # somebody else says why themselves
        await ophalen(stack, document, "thea")
    try:
        stack.klok(clock.nu() + timedelta(minutes=5, seconds=1))
        with pytest.raises(KanNiet):
            await ophalen(stack, document)
    finally:
        stack.klok_terug()


async def test_wat_geweigerd_is_of_nog_wordt_bekeken_gaat_niet_open(stack: Stack):
    """BAD-8: of a file with a virus nothing is kept; and what was not checked stays shut, whoever asks."""
    _, document = await ingediend(stack)
    for status, zin in (("geweigerd", "niets van bewaard"), ("quarantaine", "nog gecontroleerd")):
        await stack.sql(
            "update intake.document set status = $2, reden = case when $2 = 'geweigerd' then 'x' end, leesbaar = null,"
            " leesbaar_grootte = null, leesbaar_sha256 = null,"
            " gecontroleerd_op = case when $2 = 'geweigerd' then gecontroleerd_op end where id = $1",
            document,
            status,
        )
        with pytest.raises(KanNiet, match=zin):
            await openen(stack, document)
        with pytest.raises(KanNiet, match=zin):
            await ophalen(stack, document)


async def test_bad_6_op_het_scherm_een_waarschuwing_en_dan_alleen_een_download(stack: Stack):
    """BAD-6: an attachment of an unknown type, that nothing of ours or of the browser runs or shows."""
    _, document = await ingediend(stack)
    with los(token(ingelogd("mirjam"))) as client:
        pad = f"/bestanden/{document}"
        blad = client.get(f"{pad}/origineel")
        assert blad.status_code == 200 and "Dit is het ongeschoonde bestand" in blad.text
        csrf = LexborHTMLParser(blad.text).css_first("input[name=csrf]").attributes["value"]

        def versturen(reden: str) -> Any:
            velden = {"csrf": csrf, "opdracht": str(uuid4()), "versie": "", "reden": reden}
            return client.post(f"{pad}/origineel-openen", data=velden, headers=herkomst())

        leeg = versturen("")
        assert leeg.status_code == 422 and "Schrijf waarom" in leeg.text
        goed = versturen(REDEN)
        assert goed.status_code == 200 and goed.content.startswith(b"%PDF-")
        koppen = goed.headers
        assert koppen["content-type"] == "application/octet-stream"
        assert koppen["content-disposition"].startswith('attachment; filename="ongeschoond-')
        assert koppen["x-content-type-options"] == "nosniff" and koppen["x-frame-options"] == "DENY"
        assert (
            koppen["cross-origin-resource-policy"] == "same-origin" and koppen["cache-control"] == "no-store, private"
        )
        assert koppen["content-security-policy"].startswith("default-src 'none'")
        assert koppen["content-security-policy"].endswith("sandbox")
        assert REDEN in client.get(f"{pad}/origineel").text
    with los(token(ingelogd("saskia"))) as client:
        assert client.get(f"{pad}/origineel").status_code == 403
