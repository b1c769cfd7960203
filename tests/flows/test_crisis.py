"""Crisis and nood over real servers: everybody at the table at once, a plan before its day, no word of it in a mail."""

from __future__ import annotations

import asyncio
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from infra import clock
from infra.clock import AMSTERDAM
from services.intake.crisis.contract import (
    CrisesTonen,
    CrisisAfsluiten,
    CrisisBlad,
    CrisisMelden,
    CrisisplanVastleggen,
    CrisisTonen,
)
from services.kern.errors import Gewijzigd, KanNiet, MagNiet, NietGevonden, OngeldigeInvoer
from tests.flows.intake_dossier import School, school
from tests.flows.leerling_dossier import dossier_maken
from tests.stack import Stack, eventually

DAG = timedelta(days=1)
RGV = {"ib": "sofie", "directeur": "ruben", "tenant": "swv2510po"}
ZIN = "Zo is het aan tafel met de ouders afgesproken."
PLAN = {"mandaat": True, "doel": ZIN, "inzet": ZIN, "afspraken": ZIN}


def melding(dossier: UUID, **anders: Any) -> CrisisMelden:
    vandaag = clock.vandaag()
    gewoon = {
        "opdracht": uuid4(),
        "dossier_id": dossier,
        "soort": "crisis",
        "sinds": vandaag,
        "aanleiding": "Het ging vanochtend mis bij het binnenkomen.",
        "overleg_op": vandaag,
        "overleg_tijd": "15.30",
        "genodigd": ("Leerplichtambtenaar", "Ouders", "Steunpuntcoördinator"),
        "ouders_ingelicht": True,
    }
    return CrisisMelden(**(gewoon | anders))


async def begonnen(stack: Stack) -> tuple[School, UUID, str]:
    wie = school(stack, **RGV)
    achternaam = f"Nood{uuid4().hex[:8]}"
    return wie, await dossier_maken(wie, achternaam=achternaam), achternaam


async def blad(stack: Stack, dossier: UUID, als: str = "sofie", **hoed: Any) -> CrisisBlad:
    return await stack.ask("intake", CrisisTonen(dossier_id=dossier), als=als, **hoed)


async def doe(stack: Stack, soort: type, dossier: UUID, als: str = "sofie", **velden: Any) -> None:
    if "versie" not in velden:
        velden["versie"] = (await blad(stack, dossier)).crisis.versie
    await stack.ask("intake", soort(opdracht=uuid4(), dossier_id=dossier, **velden), als=als)


async def test_iedereen_aan_tafel_hoort_het_meteen_zonder_een_woord_over_het_kind(stack: Stack):
    """Seed 001, bijlage 3.3. N11: a notice says what is expected and names no child."""
    _, dossier, achternaam = await begonnen(stack)
    with pytest.raises(NietGevonden):
        await blad(stack, dossier, "saar")
    await stack.ask("intake", melding(dossier, anderen=" Jeugdarts  en jeugdhulp "), als="sofie")
    stand = (await blad(stack, dossier, "saar")).crisis
    assert (stand.status, stand.overleg_tijd) == ("gemeld", "15:30")
    assert stand.genodigd == ["Ouders", "Steunpuntcoördinator", "Leerplichtambtenaar", "Jeugdarts en jeugdhulp"]
    assert stand.opbouw.startswith("3 werkdagen na de melding van")
    adres = (await stack.sql("select email from netwerk.persoon where naam like 'Saar %'"))[0]["email"]

    async def aangekomen() -> list[Any]:
        return [b for b in await asyncio.to_thread(stack.post, adres) if str(dossier) in b["tekst"]]

    bericht = (await eventually(aangekomen, wat="de steunpuntcoördinator hoort het"))[0]
    assert achternaam not in str(bericht) and "Mees" not in str(bericht) and "vanochtend" not in str(bericht)
    lijst = await stack.ask("intake", CrisesTonen(), als="saar")
    assert dossier in {c.dossier_id for c in lijst.crises}
    lijst = await stack.ask("intake", CrisesTonen(), als="daan")
    assert dossier not in {c.dossier_id for c in lijst.crises}
    with pytest.raises(NietGevonden):
        await blad(stack, dossier, "daan")
    with pytest.raises(KanNiet):
        await stack.ask("intake", melding(dossier), als="ruben")


async def test_een_melding_zonder_ouders_of_met_een_overleg_later_wordt_geweigerd(stack: Stack):
    _, dossier, _ = await begonnen(stack)
    vandaag = clock.vandaag()
    for anders, veld in (
        ({"ouders_ingelicht": False}, "ouders_ingelicht"),
        ({"anderen": "Jeugdarts, BSN 111222333"}, "anderen"),
        ({"genodigd": ("Steunpuntcoördinator", "Lokaal team")}, "genodigd"),
        ({"genodigd": ("Ouders",)}, "genodigd"),
        ({"genodigd": ("Ouders", "De buurman")}, "genodigd"),
        ({"overleg_op": vandaag + DAG * 8}, "overleg_op"),
        ({"overleg_op": vandaag - DAG}, "overleg_op"),
        ({"overleg_tijd": "half tien"}, "overleg_tijd"),
        ({"sinds": vandaag + DAG}, "sinds"),
        ({"soort": "ruzie"}, "soort"),
        ({"aanleiding": "mis"}, "aanleiding"),
        ({"aanleiding": "Het gaat om BSN 111222333 in groep 5."}, "aanleiding"),
    ):
        with pytest.raises(OngeldigeInvoer) as fout:
            await stack.ask("intake", melding(dossier, **anders), als="sofie")
        assert list(fout.value.velden) == [veld], anders
    with pytest.raises(NietGevonden):  # not shared, and nothing was told
        await blad(stack, dossier, "saar")


async def test_een_plan_vraagt_mandaat_en_daarna_kan_het_af(stack: Stack):
    _, dossier, _ = await begonnen(stack)
    await stack.ask("intake", melding(dossier, soort="nood"), als="ruben")
    terug = clock.vandaag() + DAG * 28
    with pytest.raises(KanNiet):
        await doe(stack, CrisisAfsluiten, dossier, uitkomst="opgelost", slot=ZIN)
    with pytest.raises(OngeldigeInvoer) as fout:
        await doe(stack, CrisisplanVastleggen, dossier, **(PLAN | {"mandaat": False}), evalueren_op=terug)
    assert "mandaat" in fout.value.velden
    with pytest.raises(MagNiet):
        await doe(stack, CrisisplanVastleggen, dossier, als="carolien", **PLAN, evalueren_op=terug)
    await doe(stack, CrisisplanVastleggen, dossier, als="saar", **PLAN, evalueren_op=terug)
    with pytest.raises(Gewijzigd) as fout:
        await doe(stack, CrisisplanVastleggen, dossier, versie=1, **PLAN, evalueren_op=terug)
    assert fout.value.extra["nu"]["doel"] == ZIN
    termijn = await stack.sql(
        "select status from intake.termijn where zaak = $1 and naam = 'crisisplan_maken'", dossier
    )
    assert [t["status"] for t in termijn] == ["gehaald"]
    await doe(stack, CrisisAfsluiten, dossier, uitkomst="arrangement", slot=ZIN)
    stand = await blad(stack, dossier)
    assert (stand.crisis.status, stand.crisis.uitkomst, stand.handelingen) == (
        "afgesloten",
        "arrangement",
        ["crisis_melden"],
    )


async def test_wie_geen_plan_heeft_hoort_dat_de_dag_erna(stack: Stack):
    _, dossier, _ = await begonnen(stack)
    await stack.ask("intake", melding(dossier), als="sofie")
    uiterlijk = (await blad(stack, dossier)).crisis.plan_uiterlijk
    adres = (await stack.sql("select email from netwerk.persoon where naam like 'Ruben %'"))[0]["email"]
    try:
        stack.klok(datetime.combine(uiterlijk + DAG, time(9), AMSTERDAM))

        async def gemist() -> list[Any]:
            post = await asyncio.to_thread(stack.post, adres)
            return [b for b in post if str(dossier) in b["tekst"] and "geen plan van aanpak" in b["onderwerp"]]

        await eventually(gemist, wat="de school hoort dat er nog geen plan is")
        assert (await blad(stack, dossier)).crisis.te_laat
    finally:
        stack.klok_terug()


async def test_waar_geen_route_is_vastgelegd_bestaat_zij_niet(stack: Stack):
    wie = school(stack)
    dossier = await dossier_maken(wie)
    with pytest.raises(NietGevonden):
        await blad(stack, dossier, "iris")
    with pytest.raises(KanNiet, match="Bel het steunpunt"):
        await stack.ask("intake", melding(dossier), als="iris")
