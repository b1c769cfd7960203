"""Who saw what between two moments: for the FG of the own samenwerkingsverband, in order, page by page (AUD-7)."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from infra import clock
from infra.people import persoon_id
from services.commissie import contract as commissie
from services.intake import contract as intake
from services.kern.errors import MagNiet, NietGevonden, OngeldigeInvoer
from services.netwerk import contract as netwerk
from tests.flows.intake_dossier import school
from tests.stack import Stack


async def test_de_fg_ziet_wie_wat_zag_ook_in_een_lijst_en_wat_geweigerd_is(stack: Stack):
    van, fg = clock.echt(), uuid4()
    aanvraag, ander = await school(stack).begin(), await school(stack).begin()
    for _ in range(4):
        await aanvraag.zien()
        await ander.zien()
    await stack.ask("intake", intake.AanvragenTonen(), "iris")
    with pytest.raises(NietGevonden):
        await aanvraag.zien("rob")
    tot = clock.echt()

    async def na_te_gaan(**velden: Any) -> Any:
        vraag = intake.InzagenNagaan(**({"van": van, "tot": tot} | velden))
        return await stack.ask("intake", vraag, "fien", persoon=fg)

    alles = await na_te_gaan(hoogstens=10_000)
    echt = await stack.sql(
        "select volgorde from intake.audit where tenant = 'swv2202po' and op >= $1 and op < $2 order by op, volgorde",
        *(van, tot),
    )
    assert [r.volgorde for r in alles.regels] == [r["volgorde"] for r in echt] and not alles.meer
    van_een = [r for r in (await na_te_gaan(zaak=aanvraag.id)).regels if r.soort != "verwerking"]
    assert [(r.wat, r.uitkomst) for r in van_een] == [
        ("aanvraag_begonnen", "gedaan"),
        *[("aanvraag_tonen", "gedaan")] * 4,
        ("aanvragen_tonen", "gedaan"),
        ("aanvraag_tonen", "geweigerd"),
    ]
    assert (van_een[-1].reden, van_een[-1].persoon) == ("niet_gevonden", persoon_id("rob"))
    assert van_een[-2].aantal >= 2 and van_een[-2].zaak is None
    assert {(r.persoon, r.rol, r.organisatie) for r in van_een[:-1]} == {(persoon_id("iris"), "ib_er", "16MA00")}
    van_iris = (await na_te_gaan(persoon=persoon_id("iris"), hoogstens=10_000)).regels
    assert {r.zaak for r in van_iris} >= {aanvraag.id, ander.id}
    assert (await na_te_gaan(zaak=aanvraag.id, persoon=uuid4())).regels == []

    for zaak in (None, aanvraag.id):
        gelezen, begin, na = [], van, None
        while True:
            blad = await na_te_gaan(van=begin, na=na, hoogstens=3, zaak=zaak)
            gelezen += blad.regels
            if not blad.meer:
                break
            begin, na = blad.regels[-1].op, blad.regels[-1].volgorde
        assert gelezen == (await na_te_gaan(zaak=zaak, hoogstens=10_000)).regels

    eigen = await stack.sql("select wat, rol from intake.audit where zaak = $1 and persoon = $2", aanvraag.id, fg)
    assert {tuple(r) for r in eigen} == {("inzagen_nagaan", "fg")}  # reading the log is logged


async def test_alleen_de_fg_van_het_eigen_samenwerkingsverband_gaat_na(stack: Stack):
    nu = clock.echt()
    tijdvak = {"van": nu.replace(year=nu.year - 1), "tot": nu}
    for dienst, contract in (("intake", intake), ("commissie", commissie), ("netwerk", netwerk)):
        vraag = contract.InzagenNagaan(**tijdvak)
        for sub in ("iris", "vera", "cor", "fenna"):
            with pytest.raises(MagNiet):
                await stack.ask(dienst, vraag, sub)
        with pytest.raises(NietGevonden):
            await stack.ask(dienst, vraag, "fien", organisatie="VO2201")
        with pytest.raises(NietGevonden):
            await stack.ask(dienst, vraag, "fien", tenant="swv2201vo")
        assert (await stack.ask(dienst, vraag, "fien")).regels is not None


async def test_een_tijdvak_dat_niet_klopt_wordt_geweigerd(stack: Stack):
    nu = clock.echt()
    for velden in (
        {"van": nu, "tot": nu},
        {"van": nu.replace(tzinfo=None), "tot": nu},
        {"van": nu.replace(year=2020), "tot": nu, "hoogstens": 10_001},
    ):
        with pytest.raises(OngeldigeInvoer):
            await stack.ask("intake", intake.InzagenNagaan(**velden), "fien")


async def test_de_fg_kent_een_zaak_alleen_bij_haar_nummer(stack: Stack):
    aanvraag = await school(stack).begin()
    (rij,) = await stack.sql("select kenmerk from intake.aanvraag where id = $1", aanvraag.id)
    (zaak,) = (await stack.ask("intake", intake.ZakenNoemen(kenmerk=rij["kenmerk"]), "fien")).zaken
    assert (zaak.zaak, zaak.kenmerk) == (aanvraag.id, rij["kenmerk"])
    assert (await stack.ask("intake", intake.ZakenNoemen(zaken=[aanvraag.id]), "wieger")).zaken == []
    with pytest.raises(MagNiet):
        await stack.ask("intake", intake.AanvraagTonen(aanvraag_id=aanvraag.id), "fien")
    mensen = (await stack.ask("netwerk", netwerk.MensenZoeken(zoek="iris b"), "fien")).mensen
    assert [(m.persoon, m.naam, m.rollen) for m in mensen] == [(persoon_id("iris"), "Iris Bakker", ["ib_er"])]
    for kort in ("ir", " a "):
        with pytest.raises(OngeldigeInvoer):
            await stack.ask("netwerk", netwerk.MensenZoeken(zoek=kort), "fien")
