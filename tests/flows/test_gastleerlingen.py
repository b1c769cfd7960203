"""A pupil who is a guest at another school, over real servers: what that school sees, and on which days."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import msgspec
import pytest

from infra import clock
from infra.clock import AMSTERDAM
from infra.context import mint
from infra.people import accounts, persoon_id
from infra.settings import settings
from services.intake.leerlingen.contract import GegevensTonen, LeerlingTonen, LeerlingUitschrijven
from services.intake.stappenplannen.contract import (
    GastleerlingenTonen,
    GastleerlingStand,
    GastleerlingTonen,
    GastplaatsingEvalueren,
    GastplaatsingVastleggen,
    StapAfronden,
    StappenplannenTonen,
    StappenplanStoppen,
    StappenplanTonen,
    StapTerugdraaien,
)
from services.kern.errors import Gewijzigd, MagNiet, NietGevonden, OngeldigeInvoer
from services.kern.principal import Principal
from services.kern.rollen import Rol
from tests.flows.intake_dossier import School, vo_school
from tests.flows.leerling_dossier import doe as doe_dossier
from tests.flows.leerling_dossier import dossier_maken, dossier_zien, ouder_erbij
from tests.flows.test_stappenplannen import begin, doe, plan
from tests.stack import Stack, eventually

DAG = timedelta(days=1)
GAST, HIER = "janneke", "20BG00"
GEHEIM = "Thuis is het al maanden heel onrustig."
HULP = "Een begeleider van het vso komt elke dinsdag mee."
ZIN = "Hij doet goed mee met rekenen en eet met de klas."


async def te_gast(stack: Stack, eerste: date, laatste: date, **anders: Any) -> tuple[School, UUID, UUID]:
    """A pupil of the school of Karin who gets used to that of Janneke; school, dossier and plan."""
    bezig = vo_school(stack)
    dossier = await dossier_maken(bezig, achternaam=f"Gast{uuid4().hex[:8]}")
    await stack.ask("intake", begin(dossier, soort="terugplaatsing", knelpunt=GEHEIM), "karin")
    await wennen(stack, dossier, eerste, laatste, **anders)
    return bezig, dossier, (await plan(stack, dossier, "karin")).id


async def wennen(stack: Stack, dossier: UUID, eerste: date, laatste: date, **anders: Any) -> None:
    velden = {"school": HIER, "steun": HULP, "nazorg": "Elke week bellen.", "akkoord": True} | anders
    dagen = {"begint_op": eerste, "tot_en_met": laatste, "evalueren_op": laatste}
    await doe(stack, GastplaatsingVastleggen, dossier, "karin", **(dagen | velden))


async def zien(stack: Stack, id: UUID, als: str = GAST, **hoed: Any) -> GastleerlingStand:
    return await stack.ask("intake", GastleerlingTonen(plan_id=id), als, **hoed)


async def in_de_lijst(stack: Stack, id: UUID) -> bool:
    lijst = await stack.ask("intake", GastleerlingenTonen(), GAST)
    return id in {een.plan_id for een in lijst.leerlingen}


async def evalueren(stack: Stack, id: UUID, als: str = GAST, versie: int = 1, tekst: str = ZIN) -> None:
    opdracht = GastplaatsingEvalueren(opdracht=uuid4(), plan_id=id, versie=versie, evaluatie=tekst)
    await stack.ask("intake", opdracht, als)


async def onder_rijbeveiliging(stack: Stack, id: UUID) -> int:
    """How many rows the database itself shows that school, without a question of ours before it."""
    connection = await asyncpg.connect(settings().database_url("intake"))
    wie = Principal(
        tenant="swv2201vo", persoon=persoon_id(GAST), naam="", rol=Rol.IB_ER, organisatie=HIER, sessie=uuid4(),
        mfa=True, verloopt=clock.echt_seconden() + 60,
    )  # fmt: skip
    try:
        async with connection.transaction():
            await connection.execute("select set_config('app.ctx', $1, true)", mint("intake", wie))
            return await connection.fetchval("select count(*) from intake.gastplaatsing where plan = $1", id)
    finally:
        await connection.close()


async def dicht(stack: Stack, id: UUID) -> None:
    """For that school the pupil does not exist: not in the database, on the page, in the list, to write about."""
    assert await onder_rijbeveiliging(stack, id) == 0
    with pytest.raises(NietGevonden):
        await zien(stack, id)
    with pytest.raises(NietGevonden):
        await evalueren(stack, id)
    assert not await in_de_lijst(stack, id)


async def test_de_school_ziet_de_leerling_op_de_dagen_van_de_gastplaatsing_en_niet_meer_dan_dat(stack: Stack):
    """ISO: before the first day and after the last one nothing; in between who, how long, which help."""
    vandaag = clock.vandaag()
    eerste, laatste = vandaag + 2 * DAG, vandaag + 20 * DAG
    bezig, dossier, id = await te_gast(stack, eerste, laatste)
    ouder = await ouder_erbij(bezig, dossier)
    await dicht(stack, id)
    try:
        stack.klok(datetime.combine(eerste - DAG, time(23, 59), AMSTERDAM))
        await dicht(stack, id)
        stack.klok(datetime.combine(eerste, time(8, 1), AMSTERDAM))
        een = await zien(stack, id)
        assert await onder_rijbeveiliging(stack, id) == 1
        assert (een.school, een.contact, een.begint_op, een.tot_en_met) == ("02EB00", "Karin Mulder", eerste, laatste)
        assert een.steun == HULP and een.leerling.split()[-1].startswith("Gast") and await in_de_lijst(stack, id)
        assert GEHEIM not in msgspec.json.encode(een).decode()

        async def gemaild() -> bool:
            return any(f"/gastleerlingen/{id}" in str(b) for b in stack.post(accounts()[GAST].email))

        await eventually(gemaild, seconden=90, wat="de school hoort het op de eerste dag")
        # Nothing of the dossier beyond it, and nothing of it in the lists of that school.
        for vraag in (
            LeerlingTonen(dossier_id=dossier),
            GegevensTonen(dossier_id=dossier),
            StappenplanTonen(dossier_id=dossier),
        ):
            with pytest.raises(NietGevonden):
                await stack.ask("intake", vraag, GAST)
        plannen = (await stack.ask("intake", StappenplannenTonen(), GAST)).plannen
        assert dossier not in {p.dossier_id for p in plannen}
        # Another school, the own school by this door, another role, another samenwerkingsverband.
        for als, hoed in ((GAST, {"organisatie": "00ZF16"}), ("karin", {}), ("marloes", {"organisatie": HIER})):
            with pytest.raises(NietGevonden):
                await zien(stack, id, als, **hoed)
        with pytest.raises(MagNiet):
            await zien(stack, id, "thea")
        regels = await stack.sql("select wat from intake.audit where zaak = $1 and organisatie = $2", dossier, HIER)
        assert "gastleerling_tonen" in {r["wat"] for r in regels}
        stack.klok(datetime.combine(laatste, time(23, 59), AMSTERDAM))
        assert (await zien(stack, id)).versie == 1
        stack.klok(datetime.combine(laatste + DAG, time(0, 0), AMSTERDAM))
        await dicht(stack, id)
        assert (await plan(stack, dossier, "noor", **ouder)).gast.school == HIER  # the parents still read what was
    finally:
        stack.klok_terug()


async def test_de_school_schrijft_hoe_het_gaat_en_eigen_school_en_ouders_lezen_het(stack: Stack):
    """gastplaatsing_evalueren. N13: who was second hears so."""
    vandaag = clock.vandaag()
    bezig, dossier, id = await te_gast(stack, vandaag, vandaag + 20 * DAG)
    ouder = await ouder_erbij(bezig, dossier)
    for tekst in ("", "Het BSN is 111222333 van dit kind."):
        with pytest.raises(OngeldigeInvoer) as geweigerd:
            await evalueren(stack, id, tekst=tekst)
        assert list(geweigerd.value.velden) == ["evaluatie"]
    with pytest.raises(NietGevonden):
        await evalueren(stack, id, "karin")
    await evalueren(stack, id)
    with pytest.raises(Gewijzigd) as tweede:
        await evalueren(stack, id, tekst="Iets heel anders.")
    assert tweede.value.extra["nu"] == {"evaluatie": ZIN}
    assert (await plan(stack, dossier, "karin")).gast.evaluatie == ZIN
    assert (await plan(stack, dossier, "noor", **ouder)).gast.evaluatie == ZIN

    async def verteld() -> bool:
        return any("te gast is, schreef op" in r.zin for r in (await dossier_zien(bezig, dossier)).tijdlijn)

    await eventually(verteld, seconden=90, wat="het staat in het dossier")
    # Another school after all: the first one is out at once, and the second one does not read what the first wrote.
    await wennen(stack, dossier, vandaag, vandaag + 20 * DAG, school="00ZF16")
    await dicht(stack, id)
    assert (await zien(stack, id, GAST, organisatie="00ZF16")).evaluatie == ""


async def test_met_het_stappenplan_eindigt_de_gastplaatsing_en_ook_als_de_leerling_vertrekt(stack: Stack):
    vandaag = clock.vandaag()
    bezig, dossier, id = await te_gast(stack, vandaag, vandaag + 20 * DAG)
    assert await in_de_lijst(stack, id)
    await doe(stack, StappenplanStoppen, dossier, "karin", reden="blijft", slot="Het was te vroeg voor hem.")
    await dicht(stack, id)

    _, dossier, id = await te_gast(stack, vandaag, vandaag + 20 * DAG)
    for stap in ("orientatie_vooroverleg", "orientatie_overleg", "intentie", "overdracht", "uitvoering", "evaluatie",
                 "terugkeren", ""):  # fmt: skip
        assert await in_de_lijst(stack, id)
        await doe(stack, StapAfronden, dossier, "karin", volgende=stap, toelichting=ZIN)
    await dicht(stack, id)
    await doe(stack, StapTerugdraaien, dossier, "karin", reden="vergissing")
    assert await in_de_lijst(stack, id), "het plan loopt weer, en de gastplaatsing ook"

    versie = (await dossier_zien(bezig, dossier)).versie
    await doe_dossier(bezig, LeerlingUitschrijven, dossier, versie=versie, per=vandaag, naar="")
    await dicht(stack, id)
