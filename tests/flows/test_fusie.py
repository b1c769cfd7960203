"""A school goes up in another one: on the day everything that is of it is of the other, and until then nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from infra import clock, nights
from infra.clock import AMSTERDAM
from services.intake.contract import RegelsRaken
from services.intake.leerlingen.contract import GegevensTonen, LeerlingTonen, LeerlingUitschrijven, SchoolOpgegaan
from services.intake.plaatsen.contract import WachtplekVragen
from services.intake.zorgplicht.contract import AanmeldingTonen, AanmeldingVastleggen, KlokkenTonen
from services.kern.errors import NietGevonden
from tests.flows import commissie_zaak
from tests.flows.intake_dossier import School, vo_school
from tests.flows.leerling_dossier import dossier_maken
from tests.flows.regels_beheer import TENANT, Beheer, opruimen
from tests.stack import Stack, eventually

# Two schools of two boards, where no other test is; and the school of Karin.
WEG, HAAR_BESTUUR = "18BR00", "10053"
BLIJFT, ANDER_BESTUUR = "20LO04", "13273"
EIGEN = "02EB00"
DAG = timedelta(days=1)
NACHTEN = (
    ("intake", "fusies_nalopen", "school_opgaan"),
    ("netwerk", "werkplekken_nalopen", "hoeden_meenemen"),
)


@pytest.fixture
async def beheer(stack: Stack) -> AsyncIterator[Beheer]:
    yield Beheer(stack)
    stack.klok_terug()
    await opruimen()


class Daar:
    """A school helper whose people have the hat of another school on."""

    def __init__(self, stack: Stack, school: str):
        self.stack, self.school = stack, school

    async def __aenter__(self) -> School:
        gewoon, hoed = self.stack.ask, {"organisatie": self.school}

        async def daar(dienst: str, vraag: Any, als: str | None = None, **anders: Any) -> Any:
            return await gewoon(dienst, vraag, als, **(hoed | anders))

        self.stack.ask = daar  # type: ignore[method-assign]
        return vo_school(self.stack)

    async def __aexit__(self, *_: object) -> None:
        del self.stack.ask


async def taak(stack: Stack, dienst: str, soort: str, **lading: str) -> UUID:
    id = uuid4()
    tekst = "{" + ", ".join(f'"{naam}": "{waarde}"' for naam, waarde in lading.items()) + "}"
    await stack.sql(
        f"insert into {dienst}.taak (tenant, id, zaak, soort, lading, actie_op, status)"
        " values ($1, $2, $3, $4, $5::jsonb, now(), 'open')",
        TENANT, id, nights.of_tenant(TENANT), soort, tekst,
    )  # fmt: skip
    return id


async def gedaan(stack: Stack, dienst: str, soort: str, **lading: str) -> None:
    id = await taak(stack, dienst, soort, **lading)

    async def klaar() -> bool:
        return [r["status"] for r in await stack.sql(f"select status from {dienst}.taak where id = $1", id)] == [
            "verwerkt"
        ]

    await eventually(klaar, seconden=120, wat=f"{soort} is gedaan")


async def gepland(stack: Stack, dienst: str, soort: str) -> int:
    rijen = await stack.sql(
        f"select count(*) as n from {dienst}.taak where soort = $1 and lading->>'van' = $2", soort, WEG
    )
    return rijen[0]["n"]


async def nacht_plant(stack: Stack, dienst: str, nacht: str, soort: str) -> bool:
    """Whether this night plans the move: it does once the process knows the new rules, some seconds later."""
    voor = await gepland(stack, dienst, soort)
    await gedaan(stack, dienst, nacht)
    return await gepland(stack, dienst, soort) > voor


async def verklaren(beheer: Beheer, dag: date) -> dict[str, str]:
    """The files with the fusion in them, and declared."""
    bestanden = (await beheer.geldend()).bestanden
    fusie = f'fusies = [{{ van = "{WEG}", naar = "{BLIJFT}", vanaf = {dag} }}]\n[gebied.postcodes]'
    anders = {"organisatie.toml": bestanden["organisatie.toml"].replace("[gebied.postcodes]", fusie, 1)}
    await beheer.stel_vast(anders)
    return bestanden | anders


async def ziet(stack: Stack, dossier: UUID, school: str) -> bool:
    try:
        return bool(await stack.ask("intake", LeerlingTonen(dossier_id=dossier), "karin", organisatie=school))
    except NietGevonden:
        return False


async def klok(stack: Stack, dossier: UUID, bestuur: str) -> bool:
    hoed = {"rol": "schoolbestuurder", "organisatie": bestuur}
    return dossier in [k.dossier_id for k in (await stack.ask("intake", KlokkenTonen(), "petra", **hoed)).klokken]


async def medewerker(stack: Stack, *hoeden: tuple[str, str]) -> UUID:
    persoon = uuid4()
    await stack.sql(
        "insert into netwerk.persoon (tenant, id, naam, email) values ($1, $2, 'Ans Kok', $3)",
        TENANT, persoon, f"{persoon.hex[:8]}@school.example",
    )  # fmt: skip
    for rol, school in hoeden:
        await stack.sql(
            "insert into netwerk.hoed (tenant, id, persoon, rol, organisatie, kind, grond, van)"
            " values ($1, gen_random_uuid(), $2, $3, $4, '', 'aanstelling', $5)",
            TENANT, persoon, rol, school, clock.vandaag() - 30 * DAG,
        )  # fmt: skip
    return persoon


async def rollen(stack: Stack, persoon: UUID, dag: date) -> list[tuple[str, str]]:
    rijen = await stack.sql(
        "select rol, organisatie from netwerk.hoed where persoon = $1 and van <= $2 and (tot is null or tot > $2)"
        " order by rol, organisatie", persoon, dag,
    )  # fmt: skip
    return [(r["rol"], r["organisatie"]) for r in rijen]


async def test_op_de_dag_van_de_fusie_gaat_alles_mee_en_tot_die_dag_niets(stack: Stack, beheer: Beheer):
    """An aanvraag runs, an aanmelding runs, somebody waits there, somebody left earlier, somebody has both hats."""
    vandaag = clock.vandaag()
    morgen = vandaag + DAG
    async with Daar(stack, WEG) as bezig:
        dossier = await dossier_maken(bezig, ingeschreven_op=vandaag)
        vertrokken = await dossier_maken(bezig, ingeschreven_op=vandaag)
        vraag = AanmeldingVastleggen(opdracht=uuid4(), dossier_id=dossier, ontvangen_op=vandaag, voorkeur=WEG)
        await stack.ask("intake", vraag, "karin")
        concept = await bezig.begin()
        weg = {"opdracht": uuid4(), "dossier_id": vertrokken, "versie": 1, "per": vandaag, "naar": EIGEN}
        await stack.ask("intake", LeerlingUitschrijven(**weg), "karin")
    wacht = await dossier_maken(vo_school(stack))
    plek = {"school": WEG, "gewenst_vanaf": vandaag, "ouders_akkoord": True, "afwijking": "Verhuisd."}
    await stack.ask("intake", WachtplekVragen(opdracht=uuid4(), dossier_id=wacht, **plek), "karin")
    mee = AanmeldingVastleggen(
        opdracht=uuid4(), dossier_id=wacht, ontvangen_op=vandaag, voorkeur=EIGEN, andere_scholen=(WEG,)
    )
    await stack.ask("intake", mee, "karin")
    een = await medewerker(stack, ("ib_er", WEG))
    beide = await medewerker(stack, ("ib_er", WEG), ("ib_er", BLIJFT), ("schooldirecteur", WEG))
    assert await ziet(stack, dossier, WEG) and await klok(stack, dossier, HAAR_BESTUUR)

    bestanden = await verklaren(beheer, morgen)
    raken = RegelsRaken(bestanden=bestanden, vanaf=morgen)
    (zin,) = [z for z in (await stack.ask("intake", raken, "hilda")).zinnen if "gaat" in z and "op in" in z]
    assert "1 leerling" in zin and "1 lopende aanvraag" in zin and "op de wachtlijst" in zin and "kan dit terug" in zin

    # Until the day nothing: the night only looks, and a task that runs too early does nothing.
    for dienst, nacht, soort in NACHTEN:

        async def plant(dienst: str = dienst, nacht: str = nacht, soort: str = soort) -> bool:
            return await nacht_plant(stack, dienst, nacht, soort)

        await eventually(plant, seconden=90, wat=f"{nacht} plant de fusie")
        await gedaan(stack, dienst, soort, van=WEG, naar=BLIJFT)
    assert await ziet(stack, dossier, WEG) and not await ziet(stack, dossier, BLIJFT)
    assert await rollen(stack, een, vandaag) == [("ib_er", WEG)]

    stack.klok(datetime.combine(morgen, time(0, 0, 5), AMSTERDAM))

    async def mee_gegaan() -> bool:
        return await ziet(stack, dossier, BLIJFT)

    await eventually(mee_gegaan, seconden=90, wat="de leerling is mee")
    assert not await ziet(stack, dossier, WEG) and not await ziet(stack, vertrokken, BLIJFT)
    assert await ziet(stack, vertrokken, EIGEN), "wie al weg was, blijft waar die is"
    gegevens = await stack.ask("intake", GegevensTonen(dossier_id=dossier), "karin", organisatie=BLIJFT)
    assert [(i.school, i.van, i.tot) for i in gegevens.loopbaan] == [(BLIJFT, morgen, None), (WEG, vandaag, morgen)]

    # The zorgplicht went over on the day, its clock did not move; the board of the other school follows.
    stand = (await stack.ask("intake", AanmeldingTonen(dossier_id=dossier), "karin", organisatie=BLIJFT)).aanmelding
    assert (stand.houder.school, stand.houder.van, stand.houder.door) == (BLIJFT, morgen, "school_opgegaan")
    assert [h.school for h in stand.geschiedenis] == [WEG, BLIJFT] and stand.ontvangen_op == vandaag
    assert await klok(stack, dossier, ANDER_BESTUUR) and not await klok(stack, dossier, HAAR_BESTUUR)
    (aanvraag,) = await stack.sql("select school, bestuur, status from intake.aanvraag where id = $1", concept.id)
    assert tuple(aanvraag) == (BLIJFT, ANDER_BESTUUR, "concept")
    (rij,) = await stack.sql("select school, status from intake.wachtplek where dossier = $1", wacht)
    assert tuple(rij) == (BLIJFT, "gevraagd")
    (rij,) = await stack.sql("select school, van_school from intake.meekijkverzoek where dossier = $1", wacht)
    assert tuple(rij) == (BLIJFT, EIGEN)

    async def verhuisd() -> bool:
        return await rollen(stack, een, morgen) == [("ib_er", BLIJFT)]

    await eventually(verhuisd, seconden=90, wat="wie er werkt, heeft dezelfde rol daar")
    # Who had both hats has each role once.
    assert await rollen(stack, beide, morgen) == [("ib_er", BLIJFT), ("schooldirecteur", BLIJFT)]
    feiten = await stack.sql("select feit from intake.tijdlijn where zaak = any($1)", [dossier, concept.id, vertrokken])
    assert [f["feit"] for f in feiten].count("school_opgegaan") == 2  # of the two that moved
    # Twice is once.
    await gedaan(stack, "intake", "school_opgaan", van=WEG, naar=BLIJFT)
    weer = await stack.sql("select 1 from intake.tijdlijn where zaak = $1 and feit = 'school_opgegaan'", dossier)
    assert len(weer) == 1


async def test_een_fusie_die_uit_de_regels_is_gehaald_gaat_niet_door(stack: Stack, beheer: Beheer):
    """Reversible until the day: taken out of the rules, the task that was planned finds nothing to do."""
    morgen = clock.vandaag() + DAG
    async with Daar(stack, WEG) as bezig:
        dossier = await dossier_maken(bezig)
    gewoon = (await beheer.geldend()).bestanden
    await verklaren(beheer, morgen)

    async def plant() -> bool:
        return await nacht_plant(stack, *NACHTEN[0])

    await eventually(plant, seconden=90, wat="de fusie is gepland")
    await beheer.stel_vast({"organisatie.toml": gewoon["organisatie.toml"]})

    async def vergeten() -> bool:
        return not await plant() and not await plant()

    await eventually(vergeten, seconden=90, wat="de fusie staat niet meer in de regels")
    stack.klok(datetime.combine(morgen, time(9), AMSTERDAM))
    await gedaan(stack, "intake", "school_opgaan", van=WEG, naar=BLIJFT)
    assert await ziet(stack, dossier, WEG) and not await ziet(stack, dossier, BLIJFT)


async def test_de_commissie_gaat_verder_met_de_andere_school(stack: Stack):
    """A running case: the applicant is called otherwise and is involved otherwise; the term does not move."""
    zaak = await commissie_zaak.ingediend(stack, TENANT, soort="vso", categorie="laag")
    voor = "select school, bestuur, uiterlijk_op, versie from commissie.behandeling where id = $1"
    (was,) = await stack.sql(voor, zaak.id)
    feit = SchoolOpgegaan(zaak=zaak.id, school=was["school"], naar=BLIJFT, bestuur=ANDER_BESTUUR, per=clock.vandaag())
    assert await commissie_zaak.vertel(TENANT, feit, keren=2) == [True, False]
    (nu,) = await stack.sql(voor, zaak.id)
    assert (nu["school"], nu["bestuur"], nu["uiterlijk_op"]) == (BLIJFT, ANDER_BESTUUR, was["uiterlijk_op"])
    rijen = await stack.sql(
        "select houder from commissie.betrokkenheid where zaak = $1 and rol = 'school'"
        " and (tot is null or tot > $2)", zaak.id, clock.vandaag(),
    )  # fmt: skip
    assert [r["houder"] for r in rijen] == [BLIJFT]
    await commissie_zaak.opruimen()
