"""The stappenplan over real servers: placement stalls, a pupil goes back, and everybody sees what is theirs to see."""

from __future__ import annotations

import asyncio
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from infra import clock
from infra.clock import AMSTERDAM
from services.intake.leerlingen.contract import LeerlingTonen, MijnDossierTonen
from services.intake.stappenplannen.contract import (
    GastplaatsingVastleggen,
    StapAfronden,
    StappenplanBeginnen,
    StappenplanBlad,
    StappenplannenTonen,
    StappenplanStand,
    StappenplanStoppen,
    StappenplanTonen,
    StapTerugdraaien,
)
from services.kern.errors import Gewijzigd, KanNiet, MagNiet, NietGevonden, OngeldigeInvoer
from tests.flows.intake_dossier import school, vo_school
from tests.flows.leerling_dossier import dossier_maken, ouder_erbij
from tests.stack import Stack, eventually

DAG = timedelta(days=1)
ZIN = "Drie scholen zijn gebeld, geen van drie heeft plek."
BESTUUR = {"rol": "schoolbestuurder", "organisatie": "42830"}


def begin(dossier: UUID, **anders: Any) -> StappenplanBeginnen:
    goed = {"opdracht": uuid4(), "dossier_id": dossier, "soort": "plaatsing", "knelpunt": ZIN, "ouders_ingelicht": True}
    return StappenplanBeginnen(**(goed | anders))


async def blad(stack: Stack, dossier: UUID, als: str = "iris", **hoed: Any) -> StappenplanBlad:
    return await stack.ask("intake", StappenplanTonen(dossier_id=dossier), als, **hoed)


async def plan(stack: Stack, dossier: UUID, als: str = "iris", **hoed: Any) -> StappenplanStand:
    return (await blad(stack, dossier, als, **hoed)).plannen[0]


async def doe(stack: Stack, soort: type, dossier: UUID, als: str = "iris", hoed: dict | None = None, **velden: Any):
    if "versie" not in velden:
        velden["versie"] = (await plan(stack, dossier, als, **(hoed or {}))).versie
    velden |= {"plan_id": velden.get("plan_id") or (await plan(stack, dossier, als, **(hoed or {}))).id}
    return await stack.ask("intake", soort(opdracht=uuid4(), dossier_id=dossier, **velden), als, **(hoed or {}))


def nu(stand: StappenplanStand) -> str:
    return next(stap.naam for stap in stand.stappen if stap.staat == "nu")


async def test_als_plaatsing_vastloopt_weet_ieder_wie_aan_de_beurt_is(stack: Stack):
    """Seed 002 2.2.2: school, schoolbestuur and coordinatieteam look for a place together, step by step.

    N11: the notice says until when, and names no child.
    """
    bezig = school(stack)
    achternaam = f"Vast{uuid4().hex[:8]}"
    dossier = await dossier_maken(bezig, achternaam=achternaam)
    gezin = await ouder_erbij(bezig, dossier)
    for als, hoed in (("vera", {"rol": "directeur"}), ("iris", BESTUUR)):
        with pytest.raises(NietGevonden):
            await blad(stack, dossier, als, **hoed)
    await stack.ask("intake", begin(dossier), "iris")
    stand = await plan(stack, dossier)
    assert [s.naam for s in stand.stappen if s.staat == "klaar"] == ["melden"] and nu(stand) == "eigen_bestuur"
    assert stand.uiterlijk_op == clock.vandaag() + 14 * DAG and stand.knelpunt == ZIN
    assert [k.naam for k in stand.volgende] == ["personeel", "andere_school", "plaatsen", "eigen_bestuur"]
    with pytest.raises(KanNiet):
        await stack.ask("intake", begin(dossier), "iris")

    # The board: steps and days, and nothing of the child. It does its own step, and writes nothing.
    bord = await blad(stack, dossier, "iris", **BESTUUR)
    assert bord.leerling == "" and bord.plannen[0].knelpunt == "" and bord.plannen[0].handelingen == ["stap_afronden"]
    assert achternaam not in str(bord) and achternaam not in str(await lijst(stack, "iris", **BESTUUR))
    with pytest.raises((NietGevonden, MagNiet)):
        await stack.ask("intake", LeerlingTonen(dossier_id=dossier), "iris", **BESTUUR)
    await doe(stack, StapAfronden, dossier, "iris", BESTUUR, volgende="andere_school", toelichting="Sem is boos.")
    assert "boos" not in str(await plan(stack, dossier))

    # The samenwerkingsverband has the turn: the school does not do it for them, and they hear it by mail.
    assert nu(await plan(stack, dossier)) == "andere_school"
    with pytest.raises(MagNiet):
        await doe(stack, StapAfronden, dossier, volgende="plaatsen", toelichting=ZIN)
    directeur: dict = {}
    adres = (await stack.sql("select email from netwerk.persoon where naam like 'Cor %'"))[0]["email"]

    async def aangekomen() -> list[Any]:
        return [b for b in await asyncio.to_thread(stack.post, adres) if str(dossier) in b["tekst"]]

    bericht = (await eventually(aangekomen, wat="wie aan de beurt is hoort het"))[0]
    assert achternaam not in str(bericht) and "Drie scholen" not in str(bericht)
    regel = next(p for p in await lijst(stack, "cor") if p.dossier_id == dossier)
    assert regel.aan_mij and achternaam in regel.leerling
    with pytest.raises(OngeldigeInvoer) as geweigerd:  # no arrow leads there
        await doe(stack, StapAfronden, dossier, "cor", directeur, volgende="personeel", toelichting=ZIN)
    assert list(geweigerd.value.velden) == ["volgende"]
    uiterlijk = clock.vandaag() + 5 * DAG
    anders = {"volgende": "plaatsen", "toelichting": "De Brink heeft plek.", "uiterlijk_op": uiterlijk}
    await doe(stack, StapAfronden, dossier, "cor", directeur, **anders)

    # Parents read the same days in their own words.
    ouder = await plan(stack, dossier, "noor", **gezin)
    assert ouder.uiterlijk_op == uiterlijk and ouder.handelingen == []
    assert [s.openbaar for s in ouder.stappen if s.staat == "nu"] == ["Uw kind heeft een plek"]
    assert "De Brink heeft plek." in [s.toelichting for s in ouder.stappen]
    await stack.ask("intake", MijnDossierTonen(dossier_id=dossier), "noor", **gezin)
    with pytest.raises(NietGevonden):
        await blad(stack, await dossier_maken(bezig), "noor", **gezin)

    await doe(stack, StapAfronden, dossier, volgende="", toelichting="De leerling begint maandag.")
    stand = await plan(stack, dossier)
    assert (stand.status, stand.handelingen) == ("klaar", ["stap_terugdraaien"])
    termijn = await stack.sql("select status from intake.termijn where zaak = $1 and naam = 'stap_afronden'", dossier)
    assert [t["status"] for t in termijn] == ["gehaald"]
    assert [k.soort for k in (await blad(stack, dossier)).beginnen] == ["plaatsing", "terugplaatsing"]


async def test_een_stap_die_per_ongeluk_is_afgerond_kan_terug_en_blijft_te_lezen(stack: Stack):
    """By who finished it and who works there, with a reason, the agreed day back; the last one only. N13."""
    bezig = school(stack)
    dossier = await dossier_maken(bezig)
    gezin = await ouder_erbij(bezig, dossier)
    await stack.ask("intake", begin(dossier), "iris")
    begonnen = await plan(stack, dossier)
    assert "stap_terugdraaien" not in begonnen.handelingen  # beginning itself is not undone
    with pytest.raises(KanNiet):
        await doe(stack, StapTerugdraaien, dossier, reden="vergissing")
    afspraak = clock.vandaag() + 3 * DAG
    await doe(stack, StapAfronden, dossier, volgende="eigen_bestuur", toelichting=ZIN, uiterlijk_op=afspraak)
    await doe(stack, StapAfronden, dossier, "iris", BESTUUR, volgende="andere_school", toelichting="")

    # The board did it, so the board undoes it; the samenwerkingsverband has the turn and did nothing yet.
    assert "stap_terugdraaien" not in (await plan(stack, dossier)).handelingen
    for als, hoed in (("iris", {}), ("cor", {})):
        with pytest.raises(MagNiet):
            await doe(stack, StapTerugdraaien, dossier, als, hoed, reden="vergissing")
    with pytest.raises(OngeldigeInvoer) as geweigerd:
        await doe(stack, StapTerugdraaien, dossier, "iris", BESTUUR, reden="zomaar")
    assert list(geweigerd.value.velden) == ["reden"]
    voor = await plan(stack, dossier)
    await doe(stack, StapTerugdraaien, dossier, "iris", BESTUUR, reden="verkeerd")
    stand = await plan(stack, dossier)
    assert nu(stand) == "eigen_bestuur" and stand.uiterlijk_op == afspraak
    termijn = await stack.sql("select uiterlijk_op, status from intake.termijn where zaak = $1", dossier)
    assert [(t["uiterlijk_op"], t["status"]) for t in termijn] == [(afspraak, "loopt")]
    terug = next(s for s in stand.stappen if s.staat == "terug")
    assert (terug.naam, terug.terug_reden, terug.terug_door_naam) == ("eigen_bestuur", "verkeerd", terug.door_naam)
    feiten = await stack.sql("select feit from intake.tijdlijn where zaak = $1 order by volgorde", dossier)
    assert [f["feit"] for f in feiten][-1] == "stap_teruggedraaid"
    ouder = await plan(stack, dossier, "noor", **gezin)
    assert ouder.handelingen == [] and [s.staat for s in ouder.stappen[:4]] == ["klaar", "klaar", "terug", "nu"]
    with pytest.raises(Gewijzigd):  # who finished the next step meanwhile hears that it was undone
        await doe(stack, StapAfronden, dossier, "cor", {}, volgende="plaatsen", toelichting=ZIN, versie=voor.versie)
    with pytest.raises(NietGevonden):
        await doe(stack, StapTerugdraaien, await dossier_maken(bezig), plan_id=stand.id, versie=9, reden="vergissing")

    # A colleague of the school undoes what the school did, and once more one step back is the beginning.
    await doe(stack, StapTerugdraaien, dossier, "dirk", reden="niet_gedaan")
    assert nu(await plan(stack, dossier)) == "eigen_bestuur"
    with pytest.raises(KanNiet):
        await doe(stack, StapTerugdraaien, dossier, reden="vergissing")

    # Ready by mistake: it runs again, unless a new one began meanwhile.
    await doe(stack, StapAfronden, dossier, volgende="plaatsen", toelichting=ZIN)
    await doe(stack, StapAfronden, dossier, volgende="", toelichting=ZIN)
    await doe(stack, StapTerugdraaien, dossier, reden="vergissing")
    stand = await plan(stack, dossier)
    assert (stand.status, stand.geeindigd_op, nu(stand)) == ("loopt", None, "plaatsen")
    await doe(stack, StapAfronden, dossier, volgende="", toelichting=ZIN)
    klaar = await plan(stack, dossier)
    await stack.ask("intake", begin(dossier), "iris")
    with pytest.raises(KanNiet):
        await doe(stack, StapTerugdraaien, dossier, plan_id=klaar.id, versie=klaar.versie, reden="vergissing")


async def lijst(stack: Stack, als: str, **hoed: Any):
    return (await stack.ask("intake", StappenplannenTonen(), als, **hoed)).plannen


async def test_terug_van_vso_naar_vo_gaat_in_fasen_en_de_leerling_blijft_ingeschreven(stack: Stack):
    """Seed 004 bijlage 3: oriëntatie, overdracht, uitvoering with a trial period, afsluiting with nazorg."""
    bezig = vo_school(stack)
    dossier = await dossier_maken(bezig)
    await stack.ask("intake", begin(dossier, soort="terugplaatsing"), "karin")
    assert nu(await plan(stack, dossier, "karin")) == "orientatie_keuze"
    for stap in ("orientatie_vooroverleg", "orientatie_overleg", "intentie", "overdracht"):
        await doe(stack, StapAfronden, dossier, "karin", volgende=stap, toelichting=ZIN)
    vandaag = clock.vandaag()
    gast = {
        "school": "20BG00", "begint_op": vandaag + 7 * DAG, "tot_en_met": vandaag + 90 * DAG,
        "evalueren_op": vandaag + 45 * DAG, "steun": "Een begeleider van het vso komt elke week mee.",
        "nazorg": "De eerste drie maanden belt het vso elke week.", "akkoord": True,
    }  # fmt: skip
    for anders, veld in (
        ({"akkoord": False}, "akkoord"),
        ({"school": "02EB00"}, "school"),
        ({"school": "99ZZ99"}, "school"),
        ({"tot_en_met": vandaag + 400 * DAG}, "tot_en_met"),
        ({"steun": "kort"}, "steun"),
    ):
        with pytest.raises(OngeldigeInvoer) as geweigerd:
            await doe(stack, GastplaatsingVastleggen, dossier, "karin", **(gast | anders))
        assert list(geweigerd.value.velden) == [veld], anders
    await doe(stack, GastplaatsingVastleggen, dossier, "karin", **gast)
    await doe(stack, StapAfronden, dossier, "karin", volgende="uitvoering", toelichting=ZIN)
    stand = await blad(stack, dossier, "karin")
    assert stand.plannen[0].gast.school == "20BG00" and stand.school == "02EB00"  # a guest there, enrolled here
    with pytest.raises(NietGevonden):  # the samenwerkingsverband has no step in it, so it is not told
        await blad(stack, dossier, "thea")
    termijnen = await stack.sql("select naam, uiterlijk_op from intake.termijn where zaak = $1", dossier)
    assert {t["naam"]: t["uiterlijk_op"] for t in termijnen} == {
        "stap_afronden": vandaag + 84 * DAG,
        "gastplaatsing_evalueren": gast["evalueren_op"],
        "gastplaatsing_aflopen": gast["tot_en_met"],
    }
    await doe(stack, StapAfronden, dossier, "karin", volgende="evaluatie", toelichting=ZIN)
    # Not ready yet: the same step once more, on another day.
    later = vandaag + 60 * DAG
    await doe(stack, StapAfronden, dossier, "karin", volgende="evaluatie", uiterlijk_op=later, toelichting=ZIN)
    assert (await plan(stack, dossier, "karin")).uiterlijk_op == later
    await doe(stack, StapAfronden, dossier, "karin", volgende="terugkeren", toelichting=ZIN)
    await doe(stack, StapAfronden, dossier, "karin", volgende="", toelichting="Het was te vroeg, over een jaar weer.")
    stand = await plan(stack, dossier, "karin")
    assert stand.status == "klaar" and [s.naam for s in stand.stappen][-2:] == ["evaluatie", "terugkeren"]


async def test_een_stap_die_te_laat_is_en_wat_twee_mensen_tegelijk_doen(stack: Stack):
    """stap_missen. N13: who was second hears who was first, and nothing is lost or done twice."""
    bezig = school(stack)
    dossier = await dossier_maken(bezig)
    for anders, veld in (
        ({"ouders_ingelicht": False}, "ouders_ingelicht"),
        ({"knelpunt": "kort"}, "knelpunt"),
        ({"knelpunt": "Het BSN is 111222333 van dit kind."}, "knelpunt"),
        ({"soort": "warme_overdracht"}, "soort"),
        ({"soort": "doorzettingskracht"}, "soort"),  # declared elsewhere, not here
    ):
        with pytest.raises(OngeldigeInvoer) as geweigerd:
            await stack.ask("intake", begin(dossier, **anders), "iris")
        assert list(geweigerd.value.velden) == [veld], anders
    await stack.ask("intake", begin(dossier), "iris")
    stand = await plan(stack, dossier)
    velden = {"plan_id": stand.id, "versie": stand.versie, "toelichting": ZIN}
    await doe(stack, StapAfronden, dossier, volgende="plaatsen", **velden)
    with pytest.raises(Gewijzigd) as tweede:
        await doe(stack, StapAfronden, dossier, volgende="personeel", **velden)
    assert tweede.value.extra["versie"] == stand.versie + 1
    with pytest.raises(KanNiet):  # being a guest belongs to going back
        await doe(
            stack, GastplaatsingVastleggen, dossier, school="16HI00", begint_op=clock.vandaag(), akkoord=True,
            tot_en_met=clock.vandaag() + 9 * DAG, evalueren_op=clock.vandaag() + 5 * DAG, steun=ZIN, nazorg=ZIN,
        )  # fmt: skip
    with pytest.raises(NietGevonden):  # a plan of another pupil
        ander = await dossier_maken(bezig)
        await doe(stack, StappenplanStoppen, ander, plan_id=stand.id, versie=9, reden="plek", slot=ZIN)
    uiterlijk = (await plan(stack, dossier)).uiterlijk_op
    try:
        stack.klok(datetime.combine(uiterlijk + DAG, time(9), AMSTERDAM))

        async def gemist() -> list[Any]:
            sql = "select 1 from intake.tijdlijn where zaak = $1 and feit = 'stap_gemist'"
            return await stack.sql(sql, dossier)

        await eventually(gemist, wat="de stap is te laat")
        assert (await plan(stack, dossier)).te_laat
    finally:
        stack.klok_terug()
    with pytest.raises(OngeldigeInvoer):
        await doe(stack, StappenplanStoppen, dossier, reden="moe", slot=ZIN)
    await doe(stack, StappenplanStoppen, dossier, reden="ouders", slot="Ouders zoeken zelf verder.")
    stand = await plan(stack, dossier)
    assert (stand.status, stand.reden, stand.handelingen) == ("gestopt", "ouders", [])


async def test_doorzettingskracht_begint_bij_de_directeur_bestuurder(stack: Stack):
    """Seed 001 bijlage 2.4.2: the directeur-bestuurder takes the lead; parents agree before schools are asked."""
    bezig = school(stack, ib="sofie", directeur="ruben", tenant="swv2510po")
    dossier = await dossier_maken(bezig)
    await stack.ask("intake", begin(dossier, soort="doorzettingskracht"), "sofie")
    stand = await plan(stack, dossier, "sofie")
    assert nu(stand) == "regie" and "stap_afronden" not in stand.handelingen
    saar = {"als": "saar"}
    await doe(stack, StapAfronden, dossier, **saar, volgende="uitleggen", toelichting=ZIN)
    await doe(stack, StapAfronden, dossier, **saar, volgende="instemmen", toelichting=ZIN)
    assert "stap_afronden" in (await plan(stack, dossier, "sofie")).handelingen  # who hears the parents writes it down
    stand = await plan(stack, dossier, "saar")
    assert [k.naam for k in stand.volgende] == ["andere_route", "drie_scholen", "instemmen"]
