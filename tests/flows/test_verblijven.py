"""Extra support for who is not of it, over real servers: the school where the pupil is, the board, and the parents."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from uuid import uuid4

import msgspec
import pytest

from infra import clock
from infra.clock import AMSTERDAM
from infra.people import accounts
from services.intake.arrangementen.contract import (
    ArrangementenTonen,
    ArrangementTonen,
    ArrangementWeigeren,
    BestuurArrangementenTonen,
    VerblijfEvalueren,
    VerblijfStand,
    VerblijfTonen,
    VerblijvenTonen,
)
from services.intake.leerlingen.contract import LeerlingTonen
from services.kern.errors import Gewijzigd, MagNiet, NietGevonden, OngeldigeInvoer
from services.kern.kalender import schooljaar_van
from tests.flows.intake_dossier import school
from tests.flows.leerling_dossier import ouder_erbij
from tests.flows.test_arrangementen import PLAN, RGV, Hulp
from tests.stack import Stack, eventually

DAG = timedelta(days=1)
GAST, HIER = "daan", "14RX00"
ZIN = "Hij zit rustig in de groep en maakt zijn werk af."


async def te_gast(stack: Stack, **anders: Any) -> Hulp:
    """Asked for three weeks at the school of Daan; who decides grants."""
    vandaag = clock.vandaag()
    velden = {"plek_school": HIER, "tot": vandaag + 20 * DAG, "ouders_akkoord": True} | anders
    return await Hulp.gevraagd(school(stack, **RGV), soort="onderzoeksperiode", **velden)


async def toegekend(stack: Stack, **anders: Any) -> Hulp:
    hulp = await te_gast(stack, **anders)
    stand = await hulp.zien()
    await hulp.toekennen(als="saar", cent=None, inzet=None, tot=stand.tot)
    return hulp


async def zien(stack: Stack, hulp: Hulp, als: str = GAST, **hoed: Any) -> VerblijfStand:
    return await stack.ask("intake", VerblijfTonen(arrangement_id=hulp.id), als, **hoed)


async def evalueren(stack: Stack, hulp: Hulp, als: str = GAST, **anders: Any) -> None:
    velden = {"versie": (await hulp.zien()).versie, "evaluatie": ZIN} | anders
    await stack.ask("intake", VerblijfEvalueren(opdracht=uuid4(), arrangement_id=hulp.id, **velden), als)


def gemaild(stack: Stack, sub: str, stuk: str) -> int:
    return sum(stuk in str(bericht) for bericht in stack.post(accounts()[sub].email))


async def _waarde(waarde: Any) -> Any:
    return waarde


async def test_de_andere_school_ziet_het_plan_en_niets_meer(stack: Stack):
    """ISO: from the granting on; goal, need, how long and how everybody hears. No dossier, no ledger, no amount."""
    hulp = await te_gast(stack)
    with pytest.raises(NietGevonden):  # asked is not granted
        await zien(stack, hulp)
    await hulp.toekennen(als="saar", cent=None, inzet=None)
    await eventually(lambda: _waarde(gemaild(stack, GAST, f"/verblijven/{hulp.id}")), wat="de school krijgt bericht")
    een = await zien(stack, hulp)
    assert (een.behoefte, een.communicatie) == (PLAN["behoefte"], PLAN["communicatie"])
    assert (een.doelen, een.school, een.handelingen) == (list(PLAN["doelen"]), "11FA00", ["verblijf_evalueren"])
    assert hulp.id in {v.id for v in (await stack.ask("intake", VerblijvenTonen(), GAST)).verblijven}
    for vraag in (
        LeerlingTonen(dossier_id=hulp.dossier),
        ArrangementTonen(arrangement_id=hulp.id),
        ArrangementenTonen(dossier_id=hulp.dossier),
    ):
        with pytest.raises(NietGevonden):
            await stack.ask("intake", vraag, GAST)
    for als, hoed in (("sofie", {}), (GAST, {"organisatie": "14RY00"}), ("iris", {})):
        with pytest.raises(NietGevonden):
            await zien(stack, hulp, als, **hoed)
    with pytest.raises(MagNiet):
        await zien(stack, hulp, "saar")
    regels = await stack.sql("select wat from intake.audit where zaak = $1 and organisatie = $2", hulp.dossier, HIER)
    assert "verblijf_tonen" in {r["wat"] for r in regels}


async def test_de_andere_school_schrijft_hoe_het_gaat_en_de_eigen_school_leest_het(stack: Stack):
    """verblijf_evalueren: the goals stay of the own school; over sixty days after the end."""
    hulp = await toegekend(stack)
    versie = (await hulp.zien()).versie
    with pytest.raises(OngeldigeInvoer):
        await evalueren(stack, hulp, evaluatie=" ")
    for als in ("sofie", "iris"):
        with pytest.raises(NietGevonden):
            await evalueren(stack, hulp, als)
    await evalueren(stack, hulp)
    with pytest.raises(Gewijzigd) as fout:
        await evalueren(stack, hulp, versie=versie, evaluatie="Iets anders dan wat er staat.")
    assert fout.value.extra["nu"] == {"evaluatie": ZIN}
    stand = await hulp.zien()
    assert (stand.evaluatie, stand.evaluatie_op) == (ZIN, clock.vandaag())
    link = f"/arrangementen/{hulp.id}"
    await eventually(lambda: _waarde(gemaild(stack, "sofie", link)), wat="de eigen school krijgt bericht")

    async def verteld() -> bool:
        dossier = await stack.ask("intake", LeerlingTonen(dossier_id=hulp.dossier), "sofie")
        return any("tijdelijk is, schreef op" in regel.zin for regel in dossier.tijdlijn)

    await eventually(verteld, wat="het staat in het dossier")
    try:
        stack.klok(datetime.combine(stand.tot + 60 * DAG, time(12), AMSTERDAM))
        assert (await zien(stack, hulp)).evaluatie == ZIN
        stack.klok(datetime.combine(stand.tot + 61 * DAG, time(12), AMSTERDAM))
        with pytest.raises(NietGevonden):
            await zien(stack, hulp)
        with pytest.raises(NietGevonden):
            await evalueren(stack, hulp)
    finally:
        stack.klok_terug()


async def test_het_schoolbestuur_ziet_de_eigen_scholen_en_geen_namen(stack: Stack):
    """ISO: by the board of the school; money and period, and nothing of who it is about."""
    hulp = await Hulp.gevraagd(school(stack, **RGV))
    await hulp.toekennen(als="saar", cent=123_45)
    jaar = schooljaar_van(clock.vandaag())
    vraag = BestuurArrangementenTonen(schooljaar=jaar)
    antwoord = await stack.ask("intake", vraag, "margriet")
    regel = next(r for r in antwoord.regels if r.zaak == hulp.dossier)
    assert (regel.cent, regel.school, regel.status) == (123_45, "11FA00", "loopt")
    stand = await hulp.zien()
    assert stand.leerling not in msgspec.json.encode(antwoord).decode()
    ander = await stack.ask("intake", vraag, "margriet", organisatie="99999")
    assert ander.regels == []
    with pytest.raises(OngeldigeInvoer):
        await stack.ask("intake", BestuurArrangementenTonen(schooljaar=1800), "margriet")
    with pytest.raises(MagNiet):
        await stack.ask("intake", vraag, "sofie")


async def test_ouders_horen_van_een_besluit_zonder_een_woord_over_het_kind(stack: Stack):
    """Granted or not: an e-mail that says where to read, and no more."""
    hulp = await te_gast(stack)
    noor = await ouder_erbij(hulp.school, hulp.dossier)
    await hulp.doe(ArrangementWeigeren, als="saar", reden="De groep zit vol, vraag het in januari opnieuw.")

    async def berichten() -> list[Any]:
        return await stack.sql("select brief, velden from intake.bericht where aan = $1", noor["persoon"])

    link = f"/mijn-kind/{hulp.dossier}"

    async def besluit() -> bool:
        return any(link in rij["velden"] for rij in await berichten())

    await eventually(besluit, seconden=120, wat="de ouder krijgt bericht")  # behind the nights of a test before
    stand = await hulp.zien()
    for rij in await berichten():  # the letters themselves name nobody: tests/specs/brieven
        assert stand.leerling.split()[-1] not in rij["velden"] and "vol" not in rij["velden"]
