"""ISO-9: who is taken off a case is out at once: with pages open, in the middle of a file, and with mail waiting."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from infra import clock, people
from infra.database import Database
from infra.people import persoon_id
from services.commissie import contract as commissie
from services.commissie.service import COMMISSIE
from services.intake import contract as intake
from services.kern.bericht import Vraag
from services.kern.errors import NietGevonden
from services.kern.principal import Systeem
from tests.flows.intake_dossier import School, school, vo_school
from tests.stack import Stack, eventually

VO = "swv2201vo"
# On a computer that does much else a fact takes longer than the second that it takes on one that does not.
HOOGSTENS = 5.0


async def bestaat(stack: Stack, dienst: str, vraag: Vraag, als: str, **hoed: Any) -> bool:
    try:
        await stack.ask(dienst, vraag, als, **hoed)
        return True
    except NietGevonden:
        return False


async def benoemd(stack: Stack) -> tuple[School, UUID, dict[str, str]]:
    """A filed aanvraag with joost and berend on its seats; the id of a document, and their seats."""
    aanvraag = await vo_school(stack).ingediend()

    async def geopend() -> list[Any]:
        return await stack.sql("select versie from commissie.behandeling where id = $1", aanvraag.id)

    versie = (await eventually(geopend, seconden=30, wat="de behandeling is geopend"))[0]["versie"]
    voorstel = await stack.ask("commissie", commissie.BenoemingVoorstellen(behandeling_id=aanvraag.id), als="saskia")
    zitten = {"joost": persoon_id("joost"), "berend": persoon_id("berend")}
    plekken = {
        sub: next(plek for plek in voorstel.plekken for k in voorstel.keuzes if k.persoon == id and plek in k.plekken)
        for sub, id in zitten.items()
    }
    benoemen = commissie.DeskundigenBenoemen(
        opdracht=uuid4(),
        behandeling_id=aanvraag.id,
        versie=versie,
        benoemingen={plek: zitten[sub] for sub, plek in plekken.items()},
    )
    await stack.ask("commissie", benoemen, als="saskia")
    document = (await aanvraag.zien()).documenten[0].id

    async def toegelaten() -> bool:
        return await bestaat(stack, "intake", intake.DocumentOphalen(document_id=document), "joost")

    await eventually(toegelaten, seconden=30, wat="de deskundige bij de stukken kan")
    return aanvraag, document, plekken


async def vervangen(stack: Stack, aanvraag: School, plek: str, door: str) -> None:
    stand = await stack.ask("commissie", commissie.BehandelingTonen(behandeling_id=aanvraag.id), als="saskia")
    benoemen = commissie.DeskundigenBenoemen(
        opdracht=uuid4(), behandeling_id=aanvraag.id, versie=stand.versie, benoemingen={plek: persoon_id(door)}
    )
    await stack.ask("commissie", benoemen, als="saskia")


async def test_een_vervangen_deskundige_is_er_meteen_uit_ook_midden_in_een_bestand(stack: Stack):
    """ISO-9: appointment ended. In the service of the appointment at once, in the other when the fact is heard."""
    aanvraag, document, plekken = await benoemd(stack)
    advies = (await stack.ask("commissie", commissie.AdviezenTonen(), als="berend")).adviezen
    zetel = next(a.id for a in advies if a.behandeling_id == aanvraag.id)
    vragen = {
        "behandeling": ("commissie", commissie.BehandelingTonen(behandeling_id=aanvraag.id)),
        "advies": ("commissie", commissie.AdviesTonen(advies_id=zetel)),
        "aanvraag": ("intake", intake.AanvraagTonen(aanvraag_id=aanvraag.id)),
        "bestand": ("intake", intake.DocumentOphalen(document_id=document)),
    }
    for dienst, vraag in vragen.values():
        assert await bestaat(stack, dienst, vraag, "berend")
    await vervangen(stack, aanvraag, plekken["berend"], "lies")
    begin = time.monotonic()
    for naam in ("behandeling", "advies"):
        assert not await bestaat(stack, *vragen[naam], "berend"), naam
    assert aanvraag.id not in [
        a.behandeling_id for a in (await stack.ask("commissie", commissie.AdviezenTonen(), als="berend")).adviezen
    ]

    async def eruit() -> bool:
        return not any([await bestaat(stack, *vragen[naam], "berend") for naam in ("aanvraag", "bestand")])

    await eventually(eruit, seconden=HOOGSTENS, wat="de vervangen deskundige overal uit is")
    assert time.monotonic() - begin < HOOGSTENS
    assert await bestaat(stack, *vragen["behandeling"], "lies") and await bestaat(
        stack, *vragen["behandeling"], "joost"
    )
    rijen = await stack.sql(
        "select tot, beeindigd_door from commissie.betrokkenheid where zaak = $1 and houder = $2",
        aanvraag.id,
        str(persoon_id("berend")),
    )
    assert [(r["tot"], r["beeindigd_door"]) for r in rijen] == [(clock.vandaag(), str(persoon_id("saskia")))]


async def test_een_plek_die_vervalt_sluit_ook_de_stukken(stack: Stack):
    """Nobody takes the seat over; before there was a table of involvement the reports stayed open then."""
    aanvraag, document, _ = await benoemd(stack)
    for dienst, wie in (("commissie", "joost"), ("intake", "joost")):
        feit = "select 1 from {}.betrokkenheid where zaak = $1 and houder = $2 and tot is null"
        assert await stack.sql(feit.format(dienst), aanvraag.id, str(persoon_id(wie)))
    await aanvraag.doe(intake.AanvraagIntrekken, reden="De leerling verhuist.", versie=(await aanvraag.zien()).versie)
    assert not await bestaat(stack, "intake", intake.DocumentOphalen(document_id=document), "joost")

    async def gestopt() -> bool:
        return not await bestaat(stack, "commissie", commissie.BehandelingTonen(behandeling_id=aanvraag.id), "joost")

    await eventually(gestopt, seconden=HOOGSTENS, wat="de deskundige van een ingetrokken aanvraag eruit is")
    assert await bestaat(stack, "commissie", commissie.BehandelingTonen(behandeling_id=aanvraag.id), "saskia")


async def test_een_bericht_aan_wie_er_niet_meer_bij_hoort_gaat_niet_weg(stack: Stack):
    """ISO-9: mail that waits. To who is still there it goes."""
    aanvraag, _, plekken = await benoemd(stack)
    await vervangen(stack, aanvraag, plekken["berend"], "lies")
    database = Database(COMMISSIE, pool=1)
    try:
        async with database.writing(Systeem(tenant=VO, dienst="commissie")) as unit:
            unit.wat = "test"
            for sub in ("joost", "berend"):
                unit.mail("bericht_klaar", aan=persoon_id(sub), zaak=aanvraag.id, link=f"https://meedoen/{uuid4()}")
    finally:
        await database.close()

    async def gedaan() -> dict[UUID, str] | None:
        rijen = await stack.sql(
            "select distinct on (aan) aan, status from commissie.bericht where zaak = $1 and brief = 'bericht_klaar'"
            " order by aan, op desc, (status = 'verzonden')",
            aanvraag.id,
        )
        standen = {r["aan"]: r["status"] for r in rijen}
        return None if {"klaar", "verzenden"} & set(standen.values()) else standen

    standen = await eventually(gedaan, seconden=40, wat="de berichten zijn gedaan")
    assert standen[persoon_id("berend")] == "mislukt"
    assert standen[persoon_id("joost")] == "verzonden"


async def test_een_uitnodiging_die_is_vervangen_opent_niets_meer(stack: Stack):
    """ISO-9: a relation ended. The same address is invited anew; the key of the first time is nobody any more."""
    aanvraag = await school(stack).begin()
    adres = f"{uuid4().hex[:8]}@thuis.example"
    eerst = (await aanvraag.uitnodigen("Noor", adres)).persoon
    vraag = intake.AanvraagTonen(aanvraag_id=aanvraag.id)
    hoed = aanvraag.gezinshoed("noor")
    assert await bestaat(stack, "intake", vraag, "noor", **hoed, persoon=eerst)
    stack.klok(clock.nu() + timedelta(days=60))
    daarna = (await aanvraag.uitnodigen("Noor", adres)).persoon
    assert not await bestaat(stack, "intake", vraag, "noor", **hoed, persoon=eerst)
    assert await bestaat(stack, "intake", vraag, "noor", **hoed, persoon=daarna)


async def test_betrokkenheid_eindigt_om_middernacht_in_nederland(stack: Stack):
    """TIME-4: the day on the row is a legal day in Europe/Amsterdam, for the policy and for row security alike."""
    aanvraag = await school(stack).begin()
    persoon = (await aanvraag.uitnodigen("Noor", f"{uuid4().hex[:8]}@thuis.example")).persoon
    dag = clock.vandaag() + timedelta(days=3)
    await stack.sql("update intake.betrokkenheid set tot = $1 where houder = $2", dag, str(persoon))
    hoed = aanvraag.gezinshoed("noor") | {"persoon": persoon}
    for moment, mag in (
        (datetime.combine(dag, datetime.min.time(), clock.AMSTERDAM) - timedelta(seconds=30), True),
        (datetime.combine(dag, datetime.min.time(), clock.AMSTERDAM) + timedelta(seconds=1), False),
    ):
        stack.klok(moment)
        gevonden = await bestaat(stack, "intake", intake.AanvraagTonen(aanvraag_id=aanvraag.id), "noor", **hoed)
        lijst = await stack.ask("intake", intake.AanvragenTonen(), "noor", **hoed)
        assert gevonden is mag and bool(lijst.aanvragen) is mag


async def test_wie_keek_laat_zien_op_welke_grond(stack: Stack):
    """The audit line of a look names the article on which the asker was let in."""
    aanvraag = await school(stack).begin()
    await aanvraag.zien()
    (regel,) = await stack.sql(
        "select grond from intake.audit where zaak = $1 and wat = 'aanvraag_tonen' and persoon = $2 limit 1",
        aanvraag.id,
        people.persoon_id("iris"),
    )
    assert regel["grond"] == "WPO 40 lid 8, WEC 40 lid 11, WVO 2.30"
