"""A school goes to another schoolbestuur: on that day the old board sees nothing of it any more, the new one does."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from infra import clock, nights
from infra.clock import AMSTERDAM
from services.intake.leerlingen.contract import SchoolNaarBestuur
from services.intake.zorgplicht.contract import AanmeldingVastleggen, KlokkenTonen
from tests.flows import commissie_zaak
from tests.flows.intake_dossier import vo_school
from tests.flows.leerling_dossier import dossier_maken
from tests.flows.regels_beheer import TENANT, Beheer, opruimen
from tests.stack import Stack, eventually

SCHOOL, OUD, NIEUW = "02UV05", "41789", "13273"  # a school of its own, so that no other test is of it
DAAR = {"organisatie": SCHOOL}
DAG = timedelta(days=1)


@pytest.fixture
async def beheer(stack: Stack) -> AsyncIterator[Beheer]:
    yield Beheer(stack)
    stack.klok_terug()
    await opruimen()


async def nacht(stack: Stack) -> None:
    await stack.sql(
        "insert into intake.taak (tenant, id, zaak, soort, lading, actie_op, status)"
        " values ($1, $2, $3, 'besturen_nalopen', '{}', now(), 'open')",
        TENANT,
        uuid4(),
        nights.of_tenant(TENANT),
    )


async def ziet(stack: Stack, bestuur: str, dossier: UUID) -> bool:
    hoed = {"rol": "schoolbestuurder", "organisatie": bestuur}
    klokken = (await stack.ask("intake", KlokkenTonen(), als="petra", **hoed)).klokken
    return dossier in [klok.dossier_id for klok in klokken]


async def test_op_de_dag_zelf_volgt_het_nieuwe_bestuur_en_ziet_het_oude_niets_meer(stack: Stack, beheer: Beheer):
    """Declared by the beheerder, in the rules; nobody touches a dossier."""
    bezig, gewoon, vandaag = vo_school(stack), stack.ask, clock.vandaag()

    async def daar(dienst: str, vraag: Any, als: str | None = None, **hoed: Any) -> Any:
        return await gewoon(dienst, vraag, als, **(DAAR | hoed))

    bezig.stack.ask = daar
    try:
        dossier = await dossier_maken(bezig, ingeschreven_op=vandaag)
    finally:
        del bezig.stack.ask
    vraag = AanmeldingVastleggen(opdracht=uuid4(), dossier_id=dossier, ontvangen_op=vandaag, voorkeur=SCHOOL)
    await stack.ask("intake", vraag, als=bezig.ib, **DAAR)
    assert await ziet(stack, OUD, dossier) and not await ziet(stack, NIEUW, dossier)

    morgen = vandaag + DAG
    bestanden = (await beheer.geldend()).bestanden
    wissel = f'wisselingen = [{{ vestiging = "{SCHOOL}", bestuur = "{NIEUW}", vanaf = {morgen} }}]\n[gebied.postcodes]'
    tekst = bestanden["organisatie.toml"].replace("[gebied.postcodes]", wissel, 1)
    await beheer.stel_vast({"organisatie.toml": tekst})

    async def klaargezet() -> bool:
        await nacht(stack)
        rijen = await stack.sql(
            "select houder, van, tot from intake.betrokkenheid where zaak = $1 and rol = 'schoolbestuur'", dossier
        )
        return {(r["houder"], r["tot"]) for r in rijen} == {(OUD, morgen), (NIEUW, None)}

    await eventually(klaargezet, seconden=90, wat="de nacht ervoor staan de dagen klaar")
    assert await ziet(stack, OUD, dossier) and not await ziet(stack, NIEUW, dossier), "vandaag verandert er nog niets"

    stack.klok(datetime.combine(morgen, time(0, 0, 5), AMSTERDAM))
    assert not await ziet(stack, OUD, dossier), "om middernacht, voordat er iets is gedaan"

    async def gevolgd() -> bool:
        return await ziet(stack, NIEUW, dossier)

    await eventually(gevolgd, seconden=60, wat="het nieuwe bestuur volgt de leerling")
    assert not await ziet(stack, OUD, dossier)
    (rij,) = await stack.sql("select bestuur from intake.leerlingdossier where id = $1", dossier)
    assert rij["bestuur"] == NIEUW

    # Who begins a dossier from now on, begins it under the new board.
    async def onder_het_nieuwe() -> bool:  # every process reads the rules by itself, some seconds after each other
        bezig.stack.ask = daar
        try:
            later = await dossier_maken(bezig)
        finally:
            del bezig.stack.ask
        (rij,) = await stack.sql("select bestuur from intake.leerlingdossier where id = $1", later)
        return rij["bestuur"] == NIEUW

    await eventually(onder_het_nieuwe, seconden=30, wat="wie nu begint, begint onder het nieuwe bestuur")


async def test_de_commissie_schrijft_vanaf_dan_aan_het_nieuwe_bestuur(stack: Stack):
    zaak = await commissie_zaak.ingediend(stack, "swv2201vo", soort="vso", categorie="laag")
    feit = SchoolNaarBestuur(zaak=zaak.id, bestuur="41789", per=clock.vandaag())
    assert await commissie_zaak.vertel("swv2201vo", feit, keren=2) == [True, False]
    (rij,) = await stack.sql("select bestuur, bestuursnaam from commissie.behandeling where id = $1", zaak.id)
    assert rij["bestuur"] == "41789" and rij["bestuursnaam"]
    await commissie_zaak.opruimen()
