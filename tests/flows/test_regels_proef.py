"""Other rules tried on cases of years ago: the counts equal those of a reader who counts by hand, and name nobody."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import msgspec
import pytest

from infra import clock
from infra.bench import cases
from infra.settings import settings
from services.commissie.contract import Proef, RegelsProberen
from services.intake.contract import RegelsGeraakt, RegelsRaken
from services.kern.errors import OngeldigeInvoer, TeGroot
from tests.flows.intake_dossier import vo_school
from tests.flows.regels_beheer import BESTUUR, TENANT, VRAAG, Beheer, anders, zonder
from tests.stack import Stack

VAN, TOT = date(2018, 9, 3), date(2019, 6, 28)  # before there were any other cases in this database
AANTAL = 240
PROCEDURE, RECEPT = "procedure.toml", "recept_vso.toml"
DESKUNDIGEN = {"psycholoog": UUID(int=1818), "orthopedagoog": UUID(int=1819)}
TABELLEN = {"advies": "behandeling_id", "gebeurtenis": "behandeling_id", "besluit": "id", "zoekwoord": "behandeling_id",
            "termijn": "zaak", "tijdlijn": "zaak", "behandeling": "id"}  # fmt: skip
JEUGDARTS = """
[[commissie.plekken]]
naam = "jeugdarts"
titel = "Jeugdarts"
disciplines = ["arts"]
als = { complex = true }
"""


@dataclass
class Oud:
    """A case as the test itself remembers it."""

    id: UUID
    naam: str
    kenmerk: str
    soort: str
    categorie: str | None
    complex: bool
    ontvangen_op: date
    besloten_na: int  # days
    uitkomst: str
    oordelen: list[str]
    geboren_op: date


def verzin(generator: cases.Generator) -> tuple[list[cases.Case], list[Oud]]:
    """Finished cases of every kind, received on different days of one schooljaar."""
    rijen, oude = [], []
    for nummer in range(AANTAL):
        dag = VAN + timedelta(days=nummer % (TOT - VAN).days)
        complex_, geboren = nummer % 7 == 0, date(2003 + nummer % 5, 1 + nummer % 12, 10)
        rij = generator.row(
            TENANT, "onherroepelijk", dag, dag + timedelta(weeks=8), geboren_op=geboren,
            kenmerk=f"proef-{uuid4().hex[:10]}",
        )  # fmt: skip
        velden = dict(zip(cases.BEHANDELING.split(), rij.row, strict=True))
        rijen.append(rij)
        oude.append(
            Oud(
                id=rij.id,
                naam=rij.leerling,
                kenmerk=velden["kenmerk"],
                soort=velden["soort"],
                categorie=velden["categorie"],
                complex=complex_,
                ontvangen_op=dag,
                besloten_na=5 + (nummer * 11) % 60,
                uitkomst="afgewezen" if nummer % 9 == 0 else "toegekend",
                oordelen=["toelaatbaar", "niet_toelaatbaar" if nummer % 4 == 0 else "toelaatbaar"],
                geboren_op=geboren,
            )
        )
    return rijen, oude


def mee(dag: date) -> datetime:
    return datetime.combine(dag, time(12), UTC)


async def bewaren(connection: asyncpg.Connection, generator: cases.Generator, rijen: list, oude: list[Oud]) -> None:
    await cases.copy(connection, generator, rijen)
    for zaak in oude:
        await connection.execute(
            "update commissie.behandeling set complex = $3 where tenant = $1 and id = $2", TENANT, zaak.id, zaak.complex
        )
        besloten = zaak.ontvangen_op + timedelta(days=zaak.besloten_na)
        for soort in ("besluit_genomen", "besluit_bekendgemaakt"):
            await connection.execute(
                "insert into commissie.gebeurtenis (tenant, id, behandeling_id, soort, op, vastgelegd_op)"
                " values ($1, $2, $3, $4, $5, $6)",
                TENANT, uuid4(), zaak.id, soort, besloten, mee(besloten),
            )  # fmt: skip
        toegekend = zaak.uitkomst == "toegekend"
        await connection.execute(
            "insert into commissie.besluit (tenant, id, uitkomst, soort, categorie, van, motivering, weging_zienswijze,"
            " nummer, genomen_op, genomen_door, persoon, functie, mandaat)"
            " values ($1, $2, $3, $4, $5, $6, '', '', $7, $8, '', $9, '', '')",
            TENANT, zaak.id, zaak.uitkomst, zaak.soort, zaak.categorie, besloten if toegekend else None,
            f"proef-{zaak.kenmerk}" if toegekend else None, besloten, uuid4(),
        )  # fmt: skip
        for plek, oordeel in zip(("psycholoog", "orthopedagoog"), zaak.oordelen, strict=True):
            await connection.execute(
                "insert into commissie.advies (tenant, id, behandeling_id, plek, persoon, naam, discipline, extern,"
                " benoemd_op, oordeel, onderbouwing, antwoorden, verzegeld_op, zegel)"
                " values ($1, $2, $3, $4, $5, '', '', false, $6, $7, '', '{}', $6, 'x')",
                TENANT, uuid4(), zaak.id, plek, DESKUNDIGEN[plek], mee(zaak.ontvangen_op), oordeel,
            )  # fmt: skip


@pytest.fixture
async def oude(stack: Stack) -> AsyncIterator[list[Oud]]:
    """The cases, for as long as the test lasts."""
    generator = cases.Generator(clock.vandaag())
    generator.random.seed(uuid4().int)  # the ids of its fixed cases are those of the bench
    rijen, verzonnen = verzin(generator)
    connection = await asyncpg.connect(settings().database_url("migratie"))
    try:
        for persoon in DESKUNDIGEN.values():
            await connection.execute(
                "insert into commissie.deskundige values ($1, $2, 'Proef', 'psycholoog', false, '{}')", TENANT, persoon
            )
        await bewaren(connection, generator, rijen, verzonnen)
        yield verzonnen
    finally:
        ids = [zaak.id for zaak in verzonnen]
        async with connection.transaction():
            await connection.execute("set local session_replication_role = replica")
            for tabel, kolom in TABELLEN.items():
                await connection.execute(f"delete from commissie.{tabel} where {kolom} = any($1)", ids)
            await connection.execute("delete from commissie.deskundige where id = any($1)", [*DESKUNDIGEN.values()])
        await connection.close()


async def proberen(beheer: Beheer, bestanden: dict[str, str], **anders_: Any) -> Proef:
    vraag = RegelsProberen(**({"bestanden": bestanden, "van": VAN, "tot_en_met": TOT} | anders_))
    return await beheer.stack.ask("commissie", vraag, beheer.als)


def telling(proef: Proef, onderwerp: str, naam: str) -> tuple[int, int]:
    gevonden = next(o for o in proef.onderwerpen if o.naam == onderwerp)
    return next(((t.was, t.wordt) for t in gevonden.tellingen if t.naam == naam), (0, 0))


async def nieuwe_regels(beheer: Beheer) -> dict[str, str]:
    bestanden = (await beheer.geldend()).bestanden
    tekst = zonder(zonder(bestanden[PROCEDURE], "[[mandaten]]"), "[[termijnen.streeftermijnen]]")
    tekst = anders(tekst, 'wanneer = "altijd"', 'wanneer = "bij_verschil"')
    tekst = anders(tekst, "gesprek_voor_afwijzing = true", "gesprek_voor_afwijzing = false")
    tekst = anders(tekst, "hele_schoolloopbaan = true", "max_jaren = 2")
    streven = """
[[termijnen.streeftermijnen]]
naam = "besluit"
wat = "over de aanvraag is besloten"
vanaf = "ingediend"
tot = "besluit_nemen"
aantal = 20
eenheid = "dagen"
bron = "Besluit van het bestuur van 20 november 2026, punt 4"
"""
    return bestanden | {PROCEDURE: "\n".join([tekst, streven, JEUGDARTS, BESTUUR])}


async def test_de_proef_telt_wat_iemand_met_de_hand_telt(stack: Stack, oude: list[Oud]):
    beheer = Beheer(stack)
    proef = await proberen(beheer, await nieuwe_regels(beheer))
    assert proef.aantal == len(oude) == AANTAL

    bestuur = sum(z.categorie == "hoog" or z.complex for z in oude)
    assert 20 < bestuur < AANTAL
    assert telling(proef, "beslist", "bestuur") == (0, bestuur)
    assert telling(proef, "beslist", "directeur") == (AANTAL, AANTAL - bestuur)

    complex_ = sum(z.complex for z in oude)
    assert telling(proef, "deskundigen", "jeugdarts") == (0, complex_)
    assert telling(proef, "deskundigen", "psycholoog") == (AANTAL, AANTAL)

    verschil = sum(len(set(z.oordelen)) > 1 for z in oude)
    assert telling(proef, "vergaderen", "vergadert") == (AANTAL, verschil)

    # Of those years the schoolvakanties are not in the table, so in the old target of four weeks every day counts.
    was, wordt = sum(z.besloten_na <= 28 for z in oude), sum(z.besloten_na <= 20 for z in oude)
    assert 0 < wordt < was < AANTAL
    assert telling(proef, "streeftermijnen", "streef_besluit:op_tijd") == (was, wordt)
    assert telling(proef, "streeftermijnen", "streef_besluit:te_laat") == (AANTAL - was, AANTAL - wordt)

    pro = sum(z.soort == "pro" for z in oude)
    assert 0 < pro < AANTAL
    assert telling(proef, "geldigheid", "loopbaan") == (pro, 0)
    assert telling(proef, "geldigheid", "1-2") == (0, pro)

    afgewezen = sum(z.uitkomst == "afgewezen" for z in oude)
    gesprek = next(o for o in proef.onderwerpen if o.naam == "gesprek")
    assert gesprek.beoordeeld == gesprek.anders == afgewezen
    assert telling(proef, "gesprek", "gesprek") == (afgewezen, 0)

    zin = f"Met deze regels waren {bestuur} van de {AANTAL} aanvragen naar het bestuur gegaan, in plaats van 0."
    assert zin in proef.zinnen


async def test_de_proef_noemt_niemand(stack: Stack, oude: list[Oud]):
    beheer = Beheer(stack)
    tekst = msgspec.json.encode(await proberen(beheer, await nieuwe_regels(beheer))).decode()
    for zaak in oude:
        assert zaak.kenmerk not in tekst and str(zaak.id) not in tekst
        assert not re.search(rf"\b{zaak.naam.split()[-1]}\b", tekst)


async def test_dezelfde_regels_veranderen_niets(stack: Stack, oude: list[Oud]):
    beheer = Beheer(stack)
    proef = await proberen(beheer, (await beheer.geldend()).bestanden)
    assert proef.anders == 0 and all(o.anders == 0 and o.zinnen == [] for o in proef.onderwerpen)
    assert proef.zinnen == [f"Met deze regels was bij geen van de {AANTAL} aanvragen iets anders gegaan."]
    assert all(t.was == t.wordt for o in proef.onderwerpen for t in o.tellingen)


async def test_een_soort_die_er_niet_meer_is_telt_apart(stack: Stack, oude: list[Oud]):
    beheer = Beheer(stack)
    bestanden = (await beheer.geldend()).bestanden
    kern = zonder(bestanden["samenwerkingsverband.toml"], "[soorten.pro]")
    tekst = bestanden[PROCEDURE].replace('soort = ["pro"]', 'soort = ["vso"]')
    zonder_pro = {naam: t for naam, t in bestanden.items() if naam != "recept_pro.toml"}
    zonder_pro |= {"samenwerkingsverband.toml": kern, PROCEDURE: tekst}
    pro = sum(z.soort == "pro" for z in oude)
    proef = await proberen(beheer, zonder_pro)
    assert proef.anders == pro
    assert f"Deze regels kennen de soort van {pro} van de {AANTAL} aanvragen niet" in proef.zinnen[1]


async def test_een_lege_of_omgekeerde_periode_en_kapotte_regels(stack: Stack):
    beheer = Beheer(stack)
    bestanden = (await beheer.geldend()).bestanden
    leeg = await proberen(beheer, bestanden, van=date(2001, 1, 1), tot_en_met=date(2001, 12, 31))
    assert leeg.aantal == 0 and leeg.zinnen == ["In deze periode is geen aanvraag ontvangen."]
    for van, tot in ((date(2020, 1, 2), date(2020, 1, 1)), (date(2010, 1, 1), date(2020, 1, 1))):
        with pytest.raises(OngeldigeInvoer) as fout:
            await proberen(beheer, bestanden, van=van, tot_en_met=tot)
        assert "tot_en_met" in fout.value.velden
    kapot = bestanden | {PROCEDURE: "weken = ["}
    for bericht, dienst in (
        (RegelsProberen(bestanden=kapot, van=VAN, tot_en_met=TOT), "commissie"),
        (RegelsRaken(bestanden=kapot, vanaf=TOT), "intake"),
    ):
        with pytest.raises(OngeldigeInvoer) as fout:
            await stack.ask(dienst, bericht, beheer.als)
        assert fout.value.velden["bestanden"] and fout.value.extra["bestand"] == PROCEDURE
        with pytest.raises(TeGroot):
            await stack.ask(dienst, msgspec.structs.replace(bericht, bestanden={"x.toml": "#" * 400_001}), beheer.als)


async def test_welke_concepten_nieuwe_regels_raken(stack: Stack):
    beheer = Beheer(stack)
    bestanden = (await beheer.geldend()).bestanden
    dag = clock.vandaag() + timedelta(days=1)

    async def raken(nieuw: dict[str, str]) -> RegelsGeraakt:
        return await stack.ask("intake", RegelsRaken(bestanden=nieuw, vanaf=dag), beheer.als)

    voor = await raken(bestanden | {RECEPT: bestanden[RECEPT] + VRAAG})
    for soort in ("vso", "vso", "pro"):
        await vo_school(stack, soort).begin()
    na = await raken(bestanden | {RECEPT: bestanden[RECEPT] + VRAAG})
    assert na.concepten == voor.concepten + 3 and na.anders == voor.anders + 2 and na.lopend == voor.lopend
    assert any("komt er een vraag bij" in zin for zin in na.zinnen)
    niets = await raken(bestanden | {PROCEDURE: bestanden[PROCEDURE] + "# niets\n"})
    assert niets.anders == 0 and niets.concepten == na.concepten
    tekst = " ".join(na.zinnen)
    assert "Mees" not in tekst and not re.search(r"\d{4}-\d{4}", tekst)
