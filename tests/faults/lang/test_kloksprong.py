"""The clock of the domain a month further in one step: everything due in that month is done, each once (FLT-13)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest_asyncio

from infra import clock
from services.commissie import contract as c
from tests.faults.ingreep import aantal
from tests.flows.commissie_zaak import PO, Zaak, ingediend, opruimen
from tests.flows.intake_dossier import school
from tests.stack import Stack, eventually

TE_DOEN = "select soort, status, pogingen, count(*) as aantal from {}.taak where zaak = any($1) and actie_op <= $2"


@pytest_asyncio.fixture(autouse=True, loop_scope="session")
async def _opruimen():
    yield
    await opruimen()


async def stand(stack: Stack, schema: str, zaken: list, tot: datetime) -> list[tuple[str, str, int]]:
    sql = TE_DOEN.format(schema) + " group by 1, 2, 3 order by 1, 2, 3"
    return [(r["soort"], r["status"], r["aantal"]) for r in await stack.sql(sql, zaken, tot)]


async def test_na_een_sprong_van_een_maand_is_alles_wat_moest_een_keer_gebeurd(stack: Stack):
    """A question to the school runs out (after a reminder), and an upload that was never used is cleared away."""
    zaken: list[Zaak] = []
    for _ in range(3):
        zaak = await ingediend(stack, PO, soort="sbo", ouders=1)
        tot = clock.vandaag() + timedelta(days=14)
        await zaak.doe(
            c.AanvullingVragen,
            zaak.secretaris,
            tekst="Wilt u het OPP toevoegen?",
            termijn_tot=tot,
            document_soort="opp",
        )
        zaken.append(zaak)
    aanvraag = await school(stack).begin()
    upload = await aanvraag.uploaden(b"%PDF-1.4\n")
    ids = [zaak.id for zaak in zaken]
    later = clock.nu() + timedelta(days=31)
    # A job that finds its case taken tries again a second later: that is past `later`, and still to be done.
    straks = later + timedelta(hours=1)
    gepland = await stand(stack, "commissie", ids, later)
    assert sum(n for soort, status, n in gepland if soort == "hersteltermijn_verstrijken" and status == "open") == 3
    stack.klok(later)

    async def gedaan() -> bool:
        open_ = (
            "select count(*) from {}.taak where zaak = any($1) and actie_op <= $2 and status in ('open','aangeboden')"
        )
        return not (
            await aantal(stack, open_.format("commissie"), ids, straks)
            + await aantal(stack, open_.format("intake"), [*ids, aanvraag.id, upload], straks)
        )

    await eventually(gedaan, seconden=180, wat="alles wat moest is gedaan")
    for zaak in zaken:
        beeld = await zaak.stand()
        assert (beeld.status, beeld.vragen[-1].status) == ("ontvangen", "verlopen")
        for feit, hoogstens in (("hersteltermijn_verstreken", 1), ("school_herinnerd", 1)):
            sql = "select count(*) from commissie.tijdlijn where zaak = $1 and feit = $2"
            geteld = await aantal(stack, sql, zaak.id, feit)
            assert geteld == 1 if feit == "hersteltermijn_verstreken" else geteld <= hoogstens, (feit, geteld)
    mislukt = "select count(*) from commissie.taak where zaak = any($1) and status = 'mislukt'"
    assert await aantal(stack, mislukt, ids) == 0
    sql = "select status from intake.taak where zaak = $1 and soort = 'upload_opruimen'"
    assert [rij["status"] for rij in await stack.sql(sql, upload)] == ["verwerkt"]

    # Back again: what was done is not done once more, and what was planned stays planned.
    gedaan_toen = await stand(stack, "commissie", ids, straks)
    stack.klok_terug()
    await zaken[0].stand()
    stack.klok(later)
    await eventually(gedaan, seconden=90, wat="er niets meer te doen is")
    assert await stand(stack, "commissie", ids, straks) == gedaan_toen
