"""N9: every night what lies in the store is held against the rows, both ways; who answers for it hears."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from uuid import uuid4

import pytest

from infra import clock, files, nights
from infra.clock import AMSTERDAM
from services.commissie.contract import BesluitNemen, BestandenNoemen
from services.intake.contract import BewaringTonen
from services.kern.errors import MagNiet
from tests.flows import commissie_zaak
from tests.flows.intake_dossier import pdf, school
from tests.stack import Stack, eventually

PO = "swv2202po"


async def nacht(stack: Stack) -> None:
    """What the worker plans every night, now."""
    taak = uuid4()
    await stack.sql(
        "insert into intake.taak (tenant, id, zaak, soort, lading, actie_op, status)"
        " values ($1, $2, $3, 'bestanden_nalopen', '{}', now(), 'open')",
        PO,
        taak,
        nights.of_tenant(PO),
    )

    async def gedaan() -> bool:
        return (await stack.sql("select status from intake.taak where id = $1", taak))[0]["status"] == "verwerkt"

    await eventually(gedaan, seconden=90, wat="de nacht voorbij is")


async def lijst(stack: Stack) -> dict[str, str]:
    """Place to what is wrong with it, as the secretaris sees it."""
    stand = await stack.ask("intake", BewaringTonen(), als="vera")
    return {bestand.plek: bestand.soort for bestand in stand.bestanden}


async def test_n9_een_bestand_zonder_rij_en_een_rij_zonder_bestand_vallen_op(stack: Stack):
    """A file on its way is no finding; what was put right goes by itself."""
    aanvraag = await school(stack).begin()
    document = await aanvraag.document("overig", pdf())
    assert await aanvraag.gecontroleerd(document) == "bruikbaar"
    rij = (await stack.sql("select leesbaar, sleutel from intake.document where id = $1", document))[0]
    weg, heel = rij["leesbaar"], rij["sleutel"]
    inhoud = await files.get(weg)
    zwerft = f"{PO}/stukken/{uuid4()}/origineel"
    await files.delete(weg)
    await files.put(zwerft, b"van niemand")
    begin = clock.echt()
    try:
        await nacht(stack)
        gezien = await lijst(stack)
        assert gezien[weg.partition("/")[2]] == "zonder_bestand"
        assert zwerft.partition("/")[2] not in gezien and heel.partition("/")[2] not in gezien
        post = await stack.sql(
            "select aan from intake.bericht where zaak = $1 and brief = 'bericht_klaar' and op >= $2",
            nights.of_tenant(PO),
            begin - timedelta(minutes=5),
        )
        beheerders = await stack.sql(
            "select persoon from netwerk.hoed where tenant = $1 and rol = 'beheerder' and tot is null", PO
        )
        assert {r["persoon"] for r in beheerders} & {r["aan"] for r in post}
        morgen = clock.vandaag() + timedelta(days=1)
        stack.klok(datetime.combine(morgen, time(4), AMSTERDAM))
        await nacht(stack)
        assert (await lijst(stack))[zwerft.partition("/")[2]] == "zonder_rij"
        await files.put(weg, inhoud)
        await files.delete(zwerft)
        await nacht(stack)
        over = await lijst(stack)
        assert not {weg.partition("/")[2], zwerft.partition("/")[2]} & set(over)
    finally:
        stack.klok_terug()
        await files.put(weg, inhoud)
        await files.delete(zwerft)


async def test_n9_een_brief_van_de_commissie_telt_ook_mee(stack: Stack):
    """The store is one: a letter has its row in another service, and is missed there as soon as it is gone."""
    zaak = await commissie_zaak.ingediend(stack, PO, soort="sbo")
    try:
        await zaak.eindadvies(None)
        await zaak.doe(BesluitNemen, "cor", **zaak.toekenning())
        await zaak.brief_klaar()
        rijen = await stack.sql("select bestand from commissie.beschikking where behandeling_id = $1", zaak.id)
        heel, weg = sorted(rij["bestand"] for rij in rijen)[:2]
        inhoud = await files.get(weg)
        await files.delete(weg)
        try:
            await nacht(stack)
            gezien = await lijst(stack)
            assert gezien[weg.partition("/")[2]] == "zonder_bestand"
            assert heel.partition("/")[2] not in gezien
        finally:
            await files.put(weg, inhoud)
        await nacht(stack)
        assert weg.partition("/")[2] not in await lijst(stack)
        with pytest.raises(MagNiet):  # only services ask this
            await stack.ask("commissie", BestandenNoemen(), als="vera")
    finally:
        await commissie_zaak.opruimen()
