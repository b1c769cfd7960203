"""Where a deskundige makes the eindadvies: the one on the first seat, at the own desk, when all are sealed."""

from __future__ import annotations

import pytest
import pytest_asyncio

from infra.demo.robot import Struikelt
from infra.people import persoon_id
from services.commissie import contract as c
from services.kern.errors import KanNiet, MagNiet
from tests.flows.commissie_zaak import MOTIVERING, VALLEI, Zaak, ingediend, opruimen
from tests.flows.web_bezoek import ingelogd
from tests.stack import Stack, eventually

ADVIES = {"oordeel": "toelaatbaar", "tekst": MOTIVERING}


@pytest_asyncio.fixture(autouse=True)
async def _opruimen():
    yield
    await opruimen()


async def benoemd(stack: Stack) -> Zaak:
    """Nadia on the first seat, Pim on the second."""
    zaak = await ingediend(stack, VALLEI, soort="sbo", ouders=1)
    plekken = {"eerste_deskundige": persoon_id("nadia"), "tweede_deskundige": persoon_id("pim")}
    await zaak.doe(c.DeskundigenBenoemen, "elske", benoemingen=plekken)
    return zaak


async def test_alleen_de_eerste_deskundige_maakt_het_en_pas_als_alles_is_verzegeld(stack: Stack):
    zaak = await benoemd(stack)
    await zaak.adviseer("nadia", categorie=None)
    with pytest.raises(KanNiet):
        await zaak.doe(c.EindadviesMaken, "nadia", **ADVIES)
    await zaak.adviseer("pim", categorie=None)
    for wie in ("pim", "carolien", "gijs", "elske"):
        with pytest.raises(MagNiet, match="eerste deskundige"):
            await zaak.doe(c.EindadviesMaken, wie, **ADVIES)
        assert "eindadvies_maken" not in (await zaak.stand(wie)).handelingen
    assert (await zaak.stand()).wacht_op == "Deskundige"
    await zaak.eindadvies(None)
    stand = await zaak.stand()
    assert (stand.eindadvies.gemaakt_door, stand.eindadvies.eenstemmig) == ("Nadia Verschoor", True)
    with pytest.raises(MagNiet, match="hoort niet bij uw rol"):
        await zaak.doe(c.BesluitNemen, "nadia", **zaak.toekenning())


async def test_de_eerste_deskundige_krijgt_bericht_als_alle_adviezen_er_zijn(stack: Stack):
    zaak = await benoemd(stack)
    await zaak.adviseer("pim", categorie=None)
    await zaak.adviseer("nadia", categorie=None)

    async def berichten() -> bool:
        rijen = await stack.sql(
            "select aan, count(*) as keer from commissie.bericht"
            " where zaak = $1 and brief = 'bericht_klaar' group by 1",
            zaak.id,
        )
        return {rij["aan"]: rij["keer"] for rij in rijen} == {persoon_id("nadia"): 2, persoon_id("pim"): 1}

    await eventually(berichten, wat="de eerste deskundige twee berichten heeft en de tweede een")


async def test_het_staat_op_het_eigen_bureau_en_nergens_anders(stack: Stack):
    zaak = await benoemd(stack)
    await zaak.adviseer("pim", categorie=None)
    await zaak.adviseer("nadia", categorie=None)
    with ingelogd("pim") as robot:
        plek = f"/adviezen/{await zaak.zetel('pim')}"
        with pytest.raises(Struikelt, match="geen link"):
            robot.ga(plek).link("/eindadvies-maken")
        with pytest.raises(Struikelt, match="kan nu niet bij deze aanvraag"):
            robot.ga(f"{plek}/eindadvies-maken")
    with ingelogd("carolien") as robot, pytest.raises(Struikelt, match="gaf 403"):
        robot.ga(f"/adviezen/{await zaak.zetel('nadia')}/eindadvies-maken")
    with ingelogd("nadia") as robot:
        plek = f"/adviezen/{await zaak.zetel('nadia')}"
        form = robot.ga(robot.ga(plek).link("/eindadvies-maken")).formulier("/eindadvies-maken")
        leeg = robot.verstuur(form.vul(strekking="toelaatbaar"), verwacht=422)
        assert "Schrijf de motivering." in leeg.tekst
        form = leeg.formulier("/eindadvies-maken")
        assert form.velden["strekking"] == ["toelaatbaar"]  # nothing that was filled in is lost
        klaar = robot.verstuur(form.vul(tekst=MOTIVERING))
        assert "Het eindadvies is gemaakt." in klaar.html.body.text()
    assert (await zaak.stand()).status == "geadviseerd"
