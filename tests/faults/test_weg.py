"""Each part taken away and given back: the page says so in Dutch, nothing is lost or doubled, and work goes on.

trust.md, FLT-6, FLT-8 and FLT-9. A part is held down by the file that the supervisor looks at, so it is really gone
and really started again. Every test gives back what it took.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
import redis.asyncio

from infra import clock, people
from infra.bus import STREAM
from infra.demo.robot import Pagina, Robot
from infra.settings import settings
from services.intake.contract import AanvraagIndienen
from services.kern.errors import NietBeschikbaar
from services.thuiszitters.contract import ThuiszitterMelden
from tests.flows.intake_dossier import VIRUS, School, pdf, school
from tests.flows.web_bezoek import ingelogd, los
from tests.stack import Stack, eventually

NIETS_VERLOREN = "niets verloren"
GECONTROLEERD = "swv.swv2202po.intake.document.gecontroleerd"


# ------------------------------------------------------------------------------------- taking and giving back


def toestand() -> dict[str, Any]:
    """What the supervisor says of its processes."""
    return json.loads(Path(os.environ["MEEDOEN_STACK"]).read_text())


def luistert(naam: str) -> Callable[[], Any]:
    """Whether something takes connections where this part should be."""
    nu = toestand()
    poort = nu["ports"]["smtp" if naam == "post" else naam]
    paden = {"database": f".s.PGSQL.{poort}", "valkey": "valkey", "virusscan": "clamd"}

    async def probeer() -> bool:
        try:
            if naam in paden:
                _, writer = await asyncio.open_unix_connection(f"{nu['sockets']}/{paden[naam]}")
            else:
                _, writer = await asyncio.open_connection("127.0.0.1", poort)
        except OSError:
            return False
        writer.close()
        return True

    return probeer


async def gereed(naam: str, pid: int) -> None:
    """Until the supervisor has a new process under this name that is ready."""

    async def terug() -> bool:
        nu = toestand()["processes"][naam]
        return nu["ready"] and nu["pid"] not in (None, pid)

    await eventually(terug, seconden=135, wat=f"{naam} weer gereed is")


@asynccontextmanager
async def zonder(naam: str) -> AsyncIterator[None]:
    """This part is away for as long as the block lasts; after it, it is there again."""
    nu = toestand()
    pid, neer, hoort = nu["pids"][naam], Path(nu["control"]) / f"{naam}.neer", luistert(naam)
    neer.parent.mkdir(exist_ok=True)
    neer.touch()
    try:
        os.kill(pid, signal.SIGKILL)

        async def weg() -> bool:
            return not await hoort()

        await eventually(weg, wat=f"{naam} weg is")
        yield
    finally:
        neer.unlink(missing_ok=True)
        await gereed(naam, pid)


@asynccontextmanager
async def stilgezet(naam: str) -> AsyncIterator[None]:
    """A child of the services stands still (kill -STOP), as one that hangs."""
    vader = toestand()["pids"]["diensten"]
    for kind in map(int, Path(f"/proc/{vader}/task/{vader}/children").read_text().split()):
        if Path(f"/proc/{kind}/comm").read_text().strip() == naam:
            break
    else:
        raise AssertionError(f"geen proces {naam}")
    os.kill(kind, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(kind, signal.SIGCONT)


@pytest.fixture(autouse=True)
async def _alles_staat_er_weer(stack: Stack) -> AsyncIterator[None]:
    """Whatever happened in a test: afterwards every service answers, also for the test that comes next."""
    stack.geduld = 2.0
    yield
    for neer in Path(toestand()["control"]).glob("*.neer"):
        neer.unlink()
    await eventually(lambda: antwoordt(stack), seconden=180, wat="alle diensten weer antwoorden")
    stack.geduld = 10.0


async def antwoordt(stack: Stack) -> bool:
    """Services, web and the relay of facts work."""
    try:
        await people.load(stack.beheer)
        await stack.ask("thuiszitters", melding(), als="iris")
    except NietBeschikbaar:
        return False
    with los() as client:
        if client.get("/gezond").status_code != 200:
            return False
    return await aantal(stack, "select count(*) from thuiszitters.outbox where verzonden_op is null") == 0


async def aantal(stack: Stack, sql: str, *args: object) -> int:
    return (await stack.sql(sql, *args))[0][0]


def melding() -> ThuiszitterMelden:
    return ThuiszitterMelden(opdracht=uuid4(), leerling_id=uuid4(), sinds=date(2026, 11, 2))


def kijk(robot: Robot, pad: str) -> Pagina:
    """The page as it comes, whatever its status."""
    antwoord = robot.client.get(robot.basis + pad)
    assert antwoord.headers["content-type"].startswith("text/html"), antwoord.text[:200]
    return robot._lees(antwoord, verwacht=antwoord.status_code)


def zegt_dat_het_weg_is(pagina: Pagina) -> None:
    assert pagina.status == 503, (pagina.status, pagina.tekst[:200])
    assert NIETS_VERLOREN in pagina.tekst, pagina.tekst
    for binnenwerk in ("NATS", "nats", "Postgres", "asyncpg", "Traceback", "NietBeschikbaar", "127.0.0.1"):
        assert binnenwerk not in pagina.tekst


async def pagina_komt_terug(robot: Robot, pad: str) -> None:
    async def goed() -> bool:
        return kijk(robot, pad).status == 200

    await eventually(goed, seconden=90, wat=f"{pad} er weer is")


async def berichten_over(stack: Stack, aanvraag: UUID, adres: str) -> list[str]:
    """Subjects of the e-mails to this address with a link to this aanvraag."""
    alle = await asyncio.to_thread(stack.post, adres)
    return [bericht["onderwerp"] for bericht in alle if str(aanvraag) in bericht["tekst"]]


async def uitgewerkt(stack: Stack, aanvraag: School) -> None:
    """Nothing of this aanvraag is under way any more."""

    async def niets_meer_te_doen() -> bool:
        open_ = "select count(*) from intake.taak where zaak = $1 and status in ('open', 'aangeboden')"
        return await aantal(stack, open_, aanvraag.id) == 0

    await eventually(niets_meer_te_doen, seconden=90, wat="er niets meer te doen is")


async def ontvangst_precies_een_keer(stack: Stack, aanvraag: School) -> None:
    """Who began and who signed each get one confirmation of receipt, and the board one message."""
    mensen = [people.accounts()[sub].email for sub in ("iris", "dirk", "bea")]

    async def allemaal() -> bool:
        return all([await berichten_over(stack, aanvraag.id, adres) for adres in mensen])

    await eventually(allemaal, seconden=135, wat="de e-mails er zijn")

    await uitgewerkt(stack, aanvraag)
    assert [len(await berichten_over(stack, aanvraag.id, adres)) for adres in mensen] == [1, 1, 1]
    standen = await stack.sql("select status from intake.bericht where zaak = $1", aanvraag.id)
    assert {rij["status"] for rij in standen} == {"verzonden"}


# ----------------------------------------------------------------------------------------------- NATS


async def test_zonder_nats_zegt_de_pagina_het_en_gaat_niets_verloren(stack: Stack):
    """A page, a form and a fact: the first two say so, the last one waits with its change and is told once."""
    aanvraag = await school(stack).begin()
    with ingelogd("iris") as robot:
        form = robot.ga("/aanvragen/nieuw").formulier("/aanvragen/nieuw")
        form.vul(voornaam="Loek", achternaam=f"Proef {uuid4()}", leerjaar="groep 4", soort="sbo")
        form.vul(geboortedatum="2019-03-01")
        async with zonder("virusscan"):
            document = await aanvraag.document("opp")
            async with zonder("nats"):

                async def merkt_het() -> bool:
                    return kijk(robot, "/aanvragen").status == 503

                await eventually(merkt_het, wat="web merkt dat NATS weg is")
                zegt_dat_het_weg_is(kijk(robot, "/aanvragen"))
                zegt_dat_het_weg_is(robot.verstuur(form, verwacht=503))
                assert robot.pagina.html.css_first("[name=achternaam]") is not None, "wat getypt is, is weg"
                Path(toestand()["control"], "virusscan.neer").unlink()

                async def gescand() -> bool:
                    rij = await stack.sql("select status from intake.document where id = $1", document)
                    return rij[0]["status"] == "bruikbaar"

                # The worker needs no NATS to do and to record its work.
                await eventually(gescand, seconden=90, wat="het document zonder NATS wordt gecontroleerd")
                wacht = "select count(*) from intake.outbox where onderwerp = $1 and verzonden_op is null"
                assert await aantal(stack, wacht, GECONTROLEERD) == 1
        await pagina_komt_terug(robot, "/aanvragen")
        # The same form, sent again from the page that kept it: one draft.
        eerste = robot.verstuur(form).url
        assert robot.verstuur(form).url == eerste

    async def verteld() -> bool:
        return stack.beheer.client.is_connected and await op_de_stroom(stack, GECONTROLEERD, aanvraag.id) > 0

    await eventually(verteld, seconden=90, wat="het feit verteld is")
    assert await op_de_stroom(stack, GECONTROLEERD, aanvraag.id) == 1


async def op_de_stroom(stack: Stack, onderwerp: str, zaak: UUID) -> int:
    """How often a fact about this case lies on the stream."""
    js = stack.beheer.client.jetstream()
    subjects = (await js.stream_info(STREAM, subjects_filter=onderwerp)).state.subjects or {}
    geteld, te_gaan = 0, subjects.get(onderwerp, 0)
    oor = await js.pull_subscribe(onderwerp, stream=STREAM)
    try:
        while te_gaan > 0:
            for msg in await oor.fetch(min(te_gaan, 100), timeout=5):
                te_gaan -= 1
                geteld += json.loads(msg.data)["subject"] == str(zaak)
    finally:
        await oor.unsubscribe()
    return geteld


# --------------------------------------------------------------------------------------------- Valkey


async def test_zonder_valkey_kan_de_school_indienen_en_komt_de_rest_erna(stack: Stack):
    aanvraag = await school(stack).compleet()
    ander = await school(stack).begin()
    async with zonder("valkey"):
        with ingelogd("dirk") as robot:
            form = robot.ga(f"/aanvragen/{aanvraag.id}").formulier("/aanvraag-indienen")
            assert robot.verstuur(form).status == 200
        document = await ander.document("opp")
        assert (await aanvraag.zien()).status == "ingediend"
        assert await berichten_over(stack, aanvraag.id, people.accounts()["dirk"].email) == []
        assert {d.status for d in (await ander.zien()).documenten} <= {"ontvangen", "quarantaine"}
    assert await ander.gecontroleerd(document) == "bruikbaar"
    await ontvangst_precies_een_keer(stack, aanvraag)


async def test_wat_valkey_vergeet_wordt_opnieuw_aangeboden(stack: Stack):
    """FLUSHALL while the worker stands still: what lay in the queue is gone, what must be done is in PostgreSQL.

    FLT-9: offered again within a minute; who is signed in stays so; the counters of the limits begin anew.
    """
    aanvraag = await school(stack).compleet()
    binnen = await asyncio.to_thread(ingelogd, "vera")
    async with redis.asyncio.from_url(settings().redis_url) as valkey, stilgezet("werker"):
        await aanvraag.doe(AanvraagIndienen)

        async def aangeboden() -> bool:
            taken = await stack.sql(
                "select status from intake.taak where zaak = $1 and verwerkt_op is null", aanvraag.id
            )
            return {rij["status"] for rij in taken if rij["status"] != "vervallen"} == {"aangeboden"}

        await eventually(aangeboden, wat="de klok de taken heeft aangeboden")
        assert await valkey.llen("dramatiq:taken") > 0
        await valkey.flushall()
        assert await valkey.llen("dramatiq:taken") == 0
        assert binnen.ga("/werkvoorraad").status == 200
        assert await valkey.keys("limiet:*"), "er wordt weer geteld"
        gewist = time.monotonic()
    await ontvangst_precies_een_keer(stack, aanvraag)
    assert time.monotonic() - gewist <= 60
    binnen.client.close()


# ---------------------------------------------------------------------------------------------- clamd


async def test_zonder_scanner_wordt_een_document_nog_gecontroleerd(stack: Stack):
    """The school sees that it is being checked; nobody can open it; afterwards it goes on by itself."""
    aanvraag = await school(stack).begin()
    pad = f"/aanvragen/{aanvraag.id}"
    with ingelogd("iris") as robot:
        async with zonder("virusscan"):
            form = robot.ga(pad).formulier("/document-toevoegen", soort="opp")
            form.vul(gedagtekend_op=clock.vandaag())
            robot.verstuur(form, bestand=("opp.pdf", pdf("opp"), "application/pdf"))
            vuil = await aanvraag.document("overig", pdf("x", VIRUS))

            async def uitgesteld() -> bool:
                sql = "select count(*) from intake.taak where zaak = $1 and soort = 'document_controleren'"
                return (
                    await aantal(stack, f"{sql} and status = 'open' and pogingen = 0 and actie_op > now()", aanvraag.id)
                    == 2
                )

            await eventually(uitgesteld, wat="de controle wacht")
            assert "wordt gecontroleerd" in robot.ga(pad).tekst.lower()
            ids = [d.id for d in (await aanvraag.zien()).documenten]
            assert len(ids) == 2
            for id in ids:
                antwoord = robot.client.get(f"{robot.basis}/bestanden/{id}")
                assert antwoord.status_code == 409
                assert "nog gecontroleerd" in antwoord.text and "%PDF" not in antwoord.text
        schoon = next(id for id in ids if id != vuil)
        assert await aanvraag.gecontroleerd(schoon) == "bruikbaar"
        assert await aanvraag.gecontroleerd(vuil) == "geweigerd"
        assert "wordt gecontroleerd" not in robot.ga(pad).tekst.lower()
        assert robot.client.get(f"{robot.basis}/bestanden/{schoon}").content.startswith(b"%PDF")
        assert robot.client.get(f"{robot.basis}/bestanden/{vuil}").status_code == 409


# ---------------------------------------------------------------------------------------------- e-mail


async def test_zonder_post_kan_de_school_indienen_en_komt_de_mail_later(stack: Stack):
    aanvraag = await school(stack).compleet()
    # The invitation of the parent may be under way: cut off in the middle it would rightly be `onzeker`.
    await uitgewerkt(stack, aanvraag)
    async with zonder("post"):
        await aanvraag.doe(AanvraagIndienen)

        async def geprobeerd() -> bool:
            sql = "select count(*) from intake.taak where zaak = $1 and soort = 'bericht_versturen'"
            return await aantal(stack, f"{sql} and status = 'open' and actie_op > now()", aanvraag.id) >= 2

        await eventually(geprobeerd, seconden=90, wat="het versturen is geprobeerd en uitgesteld")
        standen = await stack.sql(
            "select status from intake.bericht where zaak = $1 and brief = $2", aanvraag.id, "ontvangst_bevestigd"
        )
        assert [rij["status"] for rij in standen] == ["klaar", "klaar"]
    await ontvangst_precies_een_keer(stack, aanvraag)


# ------------------------------------------------------------------------------------------ aanmelden


async def test_zonder_aanmelddienst_zegt_de_inlogpagina_het_en_werkt_wie_binnen_is_door(stack: Stack):
    with ingelogd("vera") as binnen, los() as buiten:
        # The provider is known by now, so that nothing of what follows depends on a first time.
        assert buiten.get("/inloggen").status_code == 303
        async with zonder("aanmelden"):

            async def gezegd() -> bool:
                return buiten.get("/inloggen").status_code == 503

            await eventually(gezegd, wat="de inlogpagina zegt dat inloggen nu niet kan")
            pagina = buiten.get("/inloggen")
            assert "aanmelddienst is even niet bereikbaar" in pagina.text and NIETS_VERLOREN in pagina.text
            assert binnen.ga("/werkvoorraad").status == 200
        assert buiten.get("/inloggen").status_code == 303
    with ingelogd("vera") as weer:
        assert weer.ga("/werkvoorraad").status == 200


# ------------------------------------------------------------------------------------------- database


async def test_zonder_database_is_er_niets_verloren_en_slaagt_dezelfde_opdracht_erna(stack: Stack):
    opdracht = melding()
    with ingelogd("iris") as robot:
        form = robot.ga("/aanvragen/nieuw").formulier("/aanvragen/nieuw")
        form.vul(voornaam="Loek", achternaam="Proef", geboortedatum="2019-03-01", leerjaar="groep 4", soort="sbo")
        async with zonder("database"):
            with pytest.raises(NietBeschikbaar, match=NIETS_VERLOREN):
                await stack.ask("thuiszitters", opdracht, als="iris")

            async def merkt_het() -> bool:
                return kijk(robot, "/aanvragen").status == 503

            await eventually(merkt_het, wat="de pagina merkt het")
            zegt_dat_het_weg_is(kijk(robot, "/aanvragen"))
            zegt_dat_het_weg_is(robot.verstuur(form, verwacht=503))

        async def gelukt() -> object:
            try:
                return await stack.ask("thuiszitters", opdracht, als="iris")
            except NietBeschikbaar:
                return None

        antwoord = await eventually(gelukt, seconden=135, wat="dezelfde opdracht slaagt")
        assert await gelukt() == antwoord
        sql = "select count(*) from thuiszitters.thuiszitter where leerling_id = $1"
        assert await aantal(stack, sql, opdracht.leerling_id) == 1
        await pagina_komt_terug(robot, "/aanvragen")
        eerste = robot.verstuur(form).url
        assert robot.verstuur(form).url == eerste


# --------------------------------------------------------------------------------- our own processes


async def test_een_web_dat_valt_komt_terug_met_iedereen_nog_ingelogd(stack: Stack):
    pid = stack.pids()["web"]
    with ingelogd("vera") as robot:
        os.kill(pid, signal.SIGKILL)
        await gereed("web", pid)
        assert robot.ga("/werkvoorraad").status == 200


async def test_diensten_die_vallen_komen_terug_met_wat_er_lag(stack: Stack):
    aanvraag = await school(stack).compleet()
    opdracht = AanvraagIndienen(opdracht=uuid4(), aanvraag_id=aanvraag.id, versie=aanvraag.versie)
    pid = stack.pids()["diensten"]
    # Held down until the page is seen: on a quiet machine they are back before it is asked for.
    neer = Path(toestand()["control"]) / "diensten.neer"
    with ingelogd("dirk") as robot:
        vraag = asyncio.create_task(stack.ask("intake", opdracht, als="dirk"))
        await asyncio.sleep(0)
        neer.touch()
        os.kill(pid, signal.SIGKILL)
        # Answered or not: that is what somebody at a screen cannot know. The same question again is safe.
        await asyncio.gather(vraag, return_exceptions=True)
        zegt_dat_het_weg_is(kijk(robot, "/aanvragen"))
        neer.unlink()

        async def gelukt() -> object:
            try:
                return await stack.ask("intake", opdracht, als="dirk")
            except NietBeschikbaar:
                return None

        await eventually(gelukt, seconden=135, wat="de aanvraag alsnog wordt ingediend")
        await pagina_komt_terug(robot, f"/aanvragen/{aanvraag.id}")
    assert (await aanvraag.zien()).status == "ingediend"
    await ontvangst_precies_een_keer(stack, aanvraag)
    sql = "select count(*) from intake.tijdlijn where zaak = $1 and feit = 'aanvraag_ingediend'"
    assert await aantal(stack, sql, aanvraag.id) == 1


def test_deze_map_ligt_niet_meer_plat():
    """The last of the file: nothing of the stack was left down."""
    begin = time.monotonic()
    while not all(p["ready"] for p in toestand()["processes"].values()) and time.monotonic() - begin < 30:
        time.sleep(0.1)
    assert {naam for naam, p in toestand()["processes"].items() if not p["ready"]} == set()
    assert list(Path(toestand()["control"]).glob("*.neer")) == []
