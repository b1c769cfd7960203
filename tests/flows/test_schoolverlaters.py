"""The schoolverlatersonderzoek over real servers: registered in time, done by who was named, and into the aanvraag."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from infra import clock, nights
from infra.clock import AMSTERDAM
from infra.people import accounts, persoon_id
from services.intake.contract import AanvraagBeginnen, AanvraagTonen
from services.intake.leerlingen.contract import LeerlingTonen
from services.intake.schoolverlaters.contract import (
    LeerlingonderzoekTonen,
    OnderzoekBespreken,
    OnderzoekenTonen,
    OnderzoekerAanwijzen,
    OnderzoekInplannen,
    OnderzoekStand,
    OnderzoekTonen,
    OnderzoekVastleggen,
    SchoolverlaterAfmelden,
    SchoolverlatersAanmelden,
    SchoolverlatersTonen,
    SchoolverlatersVolgen,
)
from services.kern.errors import Gewijzigd, KanNiet, MagNiet, NietGevonden, OngeldigeInvoer
from services.kern.kalender import schooljaar_van
from tests.flows.intake_dossier import School
from tests.flows.leerling_dossier import dossier_maken, ouder_erbij
from tests.stack import Stack, eventually

VO = "swv2202vo"
IB, SECRETARIS, CEDIN, ANDER = "marloes", "anouk", "roos", "tjalling"
HOED = {"tenant": VO, "rol": "ib_er", "organisatie": "16HI00"}
BEWIJS = "Getekend formulier van beide ouders, map van de school"
PRO = {
    "uitkomst": "pro", "bevindingen": "Leert door te doen, in een kleine groep met een vaste mentor.", "iq": 72,
    "iq_test": "WISC-V", "dl": 52, "dle_inzichtelijk_rekenen": 20, "dle_begrijpend_lezen": 22,
    "dle_technisch_lezen": 40, "dle_spellen": 24, "van_lijst": True,
}  # fmt: skip


@pytest.fixture
async def oktober(stack: Stack) -> AsyncIterator[date]:
    """5 October of this schooljaar: registering is possible, with two weeks to go."""
    dag = date(schooljaar_van(clock.vandaag()), 10, 5)
    stack.klok(datetime.combine(dag, time(9), AMSTERDAM))
    yield dag
    stack.klok_terug()


def basisschool(stack: Stack) -> School:
    return School(stack, ib=IB, directeur="geert", tenant=VO)


async def leerling(stack: Stack, **anders: Any) -> UUID:
    velden = {"achternaam": f"Verlater{uuid4().hex[:8]}", "groep": "groep 8"}
    return await dossier_maken(basisschool(stack), **velden | anders)


async def vraag(stack: Stack, bericht: type, als: str = IB, /, **velden: Any) -> Any:
    hoed = HOED if als == IB else {}
    return await stack.ask("intake", bericht(**velden), als, **hoed)


async def doe(stack: Stack, bericht: type, als: str = IB, /, **velden: Any) -> Any:
    return await vraag(stack, bericht, als, opdracht=uuid4(), **velden)


async def aanmelden(stack: Stack, *dossiers: UUID, advies: str = "pro", **anders: Any) -> None:
    n = len(dossiers)
    goed = {
        "dossiers": dossiers, "adviezen": (advies,) * n, "toestemmingen": (clock.vandaag(),) * n,
        "bewijzen": (BEWIJS,) * n,
    }  # fmt: skip
    await doe(stack, SchoolverlatersAanmelden, **goed | anders)


async def zien(stack: Stack, dossier: UUID, als: str = IB, **hoed: Any) -> OnderzoekStand | None:
    hoed = hoed or (HOED if als == IB else {})
    return (await stack.ask("intake", LeerlingonderzoekTonen(dossier_id=dossier), als, **hoed)).onderzoek


async def aangewezen(stack: Stack, dossier: UUID, wie: str = CEDIN) -> UUID:
    id = (await zien(stack, dossier)).id
    await doe(stack, OnderzoekerAanwijzen, SECRETARIS, schoolverlaters=(id,), persoon=persoon_id(wie))
    return id


async def vastgelegd(stack: Stack, dossier: UUID, **anders: Any) -> UUID:
    id = await aangewezen(stack, dossier)
    versie = (await vraag(stack, OnderzoekTonen, CEDIN, schoolverlater_id=id)).versie
    velden = {"schoolverlater_id": id, "versie": versie, "onderzoek_op": clock.vandaag()}
    await doe(stack, OnderzoekVastleggen, CEDIN, **velden | PRO | anders)
    return id


def gemaild(stack: Stack, sub: str, stuk: str) -> int:
    return sum(stuk in str(bericht) for bericht in stack.post(accounts()[sub].email))


async def _waarde(waarde: Any) -> Any:
    return waarde


async def zinnen(stack: Stack, dossier: UUID) -> str:
    stand = await stack.ask("intake", LeerlingTonen(dossier_id=dossier), IB, **HOED)
    return " ".join(regel.zin for regel in stand.tijdlijn)


async def test_veel_leerlingen_in_een_keer_en_alles_of_niets(stack: Stack, oktober: date):
    """schoolverlaters_aanmelden: with consent and proof per pupil; one that is wrong holds up all."""
    een, twee, zeven = await leerling(stack), await leerling(stack), await leerling(stack, groep="leerjaar 1")
    blad = await vraag(stack, SchoolverlatersTonen)
    assert (blad.open, blad.sluit_op) == (True, date(oktober.year, 10, 20)) and "Pagina" in blad.opbouw
    assert {een, twee} <= {k.dossier_id for k in blad.kandidaten} and zeven not in {
        k.dossier_id for k in blad.kandidaten
    }
    fouten = {
        "toestemming_op": {"toestemmingen": (oktober, oktober + timedelta(days=1))},
        "bewijs": {"bewijzen": (BEWIJS, "ja")},
        "advies": {"adviezen": ("pro", "havo")},
    }
    for veld, anders in fouten.items():
        with pytest.raises(OngeldigeInvoer) as fout:
            await aanmelden(stack, een, twee, **anders)
        assert set(fout.value.velden) == {f"{veld}_{twee}"}
    with pytest.raises(OngeldigeInvoer) as fout:
        await aanmelden(stack, een, zeven)
    assert "groep 8" in fout.value.velden[f"advies_{zeven}"]
    assert await zien(stack, een) is None
    await aanmelden(stack, een, twee)
    stand = await zien(stack, een)
    assert (stand.status, stand.advies, stand.toestemming_bewijs) == ("aangemeld", "pro", BEWIJS)
    assert "met toestemming van de ouders" in await zinnen(stack, twee)
    with pytest.raises(OngeldigeInvoer) as fout:
        await aanmelden(stack, twee)
    assert "al aangemeld" in fout.value.velden[f"advies_{twee}"]
    assert not {een, twee} & {k.dossier_id for k in (await vraag(stack, SchoolverlatersTonen)).kandidaten}


async def test_na_de_sluitingsdag_kan_het_niet_meer(stack: Stack, oktober: date):
    """schoolverlater_afmelden: the school until that day, and after it only when the parents want it."""
    een, twee = await leerling(stack), await leerling(stack)
    await aanmelden(stack, een, twee)
    await doe(stack, SchoolverlaterAfmelden, dossier_id=een, versie=(await zien(stack, een)).versie)
    assert await zien(stack, een) is None
    await aanmelden(stack, een)  # it was taken back, so it can be done again
    stack.klok(datetime.combine(date(oktober.year, 10, 21), time(0, 30), AMSTERDAM))
    laat = await leerling(stack)
    with pytest.raises(KanNiet, match="tot en met"):
        await aanmelden(stack, laat)
    assert (await vraag(stack, SchoolverlatersTonen)).open is False
    versie = (await zien(stack, twee)).versie
    with pytest.raises(OngeldigeInvoer) as fout:
        await doe(stack, SchoolverlaterAfmelden, dossier_id=twee, versie=versie)
    assert set(fout.value.velden) == {"reden"}
    await doe(stack, SchoolverlaterAfmelden, dossier_id=twee, versie=versie, reden="De moeder belde vandaag.")
    assert await zien(stack, twee) is None


async def test_alleen_wie_is_aangewezen_ziet_de_leerling_en_niemand_ziet_het_dossier(stack: Stack, oktober: date):
    """ISO: onderzoeker_aanwijzen, onderzoek_inplannen; row security by the person that was named."""
    dossier = await leerling(stack)
    await aanmelden(stack, dossier)
    id = (await zien(stack, dossier)).id
    overzicht = await vraag(stack, SchoolverlatersVolgen, SECRETARIS)
    school = next(s for s in overzicht.scholen if s.school == "16HI00")
    assert school.zonder_onderzoeker >= 1 and id in {een.id for een in overzicht.leerlingen}
    for als in (CEDIN, ANDER):
        with pytest.raises(NietGevonden):
            await vraag(stack, OnderzoekTonen, als, schoolverlater_id=id)
    with pytest.raises(OngeldigeInvoer):  # no deskundige here
        await doe(stack, OnderzoekerAanwijzen, SECRETARIS, schoolverlaters=(id,), persoon=persoon_id("mieke"))
    with pytest.raises(MagNiet):
        await doe(stack, OnderzoekerAanwijzen, schoolverlaters=(id,), persoon=persoon_id(CEDIN))
    mail = gemaild(stack, CEDIN, "/onderzoeken")
    await aangewezen(stack, dossier)
    await eventually(lambda: _waarde(gemaild(stack, CEDIN, "/onderzoeken") > mail), wat="de onderzoeker krijgt bericht")
    stand = await vraag(stack, OnderzoekTonen, CEDIN, schoolverlater_id=id)
    assert stand.handelingen == ["onderzoek_inplannen", "onderzoek_vastleggen"] and stand.toestemming_bewijs == ""
    with pytest.raises(NietGevonden):
        await vraag(stack, OnderzoekTonen, ANDER, schoolverlater_id=id)
    for als in (CEDIN, SECRETARIS):
        with pytest.raises((NietGevonden, MagNiet)):
            await stack.ask("intake", LeerlingTonen(dossier_id=dossier), als)
    dag = oktober + timedelta(days=14)
    for fout in ({"onderzoek_op": oktober - timedelta(days=1)}, {"plaats": ""}):
        with pytest.raises(OngeldigeInvoer):
            goed = {"onderzoek_op": dag, "plaats": "Op de eigen school"}
            await doe(stack, OnderzoekInplannen, CEDIN, schoolverlater_id=id, versie=stand.versie, **goed | fout)
    plan = {"schoolverlater_id": id, "onderzoek_op": dag, "plaats": "Op de eigen school, 9.00 uur"}
    await doe(stack, OnderzoekInplannen, CEDIN, versie=stand.versie, **plan)
    with pytest.raises(Gewijzigd):
        await doe(stack, OnderzoekInplannen, CEDIN, versie=stand.versie, **plan)
    link = f"/leerlingen/{dossier}/schoolverlater"
    await eventually(lambda: _waarde(gemaild(stack, IB, link)), wat="de school krijgt bericht")
    assert "is ingepland" in await zinnen(stack, dossier)
    # Another one is named: the first sees nothing any more, and the day is planned anew.
    await aangewezen(stack, dossier, ANDER)
    with pytest.raises(NietGevonden):
        await vraag(stack, OnderzoekTonen, CEDIN, schoolverlater_id=id)
    assert id not in {een.id for een in (await vraag(stack, OnderzoekenTonen, CEDIN)).onderzoeken}
    assert (await vraag(stack, OnderzoekTonen, ANDER, schoolverlater_id=id)).onderzoek_op is None


async def test_de_uitkomst_met_toetsen_van_de_lijst_vult_de_aanvraag(stack: Stack, oktober: date):
    """onderzoek_vastleggen, onderzoek_bespreken: PrO asks every number of UB WVO 2.46; nothing is typed twice."""
    dossier = await leerling(stack)
    await aanmelden(stack, dossier)
    for anders, velden in (
        ({"iq": None, "dle_spellen": None}, {"iq", "dle_spellen"}),
        ({"iq": 20}, {"iq"}),
        ({"van_lijst": False}, {"van_lijst"}),
        ({"iq_test": ""}, {"iq_test"}),
        ({"bevindingen": "Zie BSN 111222333 hier."}, {"bevindingen"}),
        ({"onderzoek_op": oktober + timedelta(days=1)}, {"onderzoek_op"}),
    ):
        with pytest.raises(OngeldigeInvoer) as fout:
            await vastgelegd(stack, dossier, **anders)
        assert set(fout.value.velden) == velden
    await vastgelegd(stack, dossier)
    stand = await zien(stack, dossier)
    assert stand.status == "onderzocht" and stand.criteria[-1].endswith("voldoet de leerling aan: pro.")
    begin = {"soort": "pro", "dossier_id": dossier}
    eerder = (await doe(stack, AanvraagBeginnen, **begin)).id
    assert (await vraag(stack, AanvraagTonen, aanvraag_id=eerder)).antwoorden == {}  # not talked about yet
    fout = {"dossier_id": dossier, "versie": stand.versie, "besproken_op": oktober - timedelta(days=1)}
    with pytest.raises(OngeldigeInvoer):
        await doe(stack, OnderzoekBespreken, **fout)
    await doe(stack, OnderzoekBespreken, dossier_id=dossier, versie=stand.versie, besproken_op=oktober)
    aanvraag = await vraag(stack, AanvraagTonen, aanvraag_id=(await doe(stack, AanvraagBeginnen, **begin)).id)
    assert aanvraag.antwoorden == {
        "herkomst": "groep 8, met het schooladvies praktijkonderwijs", "iq": "72", "iq_test": "WISC-V",
        "iq_op": oktober.isoformat(), "dl": "52", "dle_inzichtelijk_rekenen": "20", "dle_begrijpend_lezen": "22",
        "dle_technisch_lezen": "40", "dle_spellen": "24", "sociaal_emotioneel": "nee",
    }  # fmt: skip
    vso = await doe(stack, AanvraagBeginnen, soort="vso", dossier_id=dossier)
    assert (await vraag(stack, AanvraagTonen, aanvraag_id=vso.id)).antwoorden == {}  # it came out as PrO
    assert "is gedaan" in await zinnen(stack, dossier)


async def test_ouders_lezen_de_uitkomst_na_het_gesprek_en_kunnen_zich_bedenken(stack: Stack, oktober: date):
    """A parent takes the consent back without the school; what came out is never first heard from a screen."""
    een, twee = await leerling(stack), await leerling(stack)
    ouders = [await ouder_erbij(basisschool(stack), id) for id in (een, twee)]
    await aanmelden(stack, een, twee)
    await vastgelegd(stack, een)
    stand = await zien(stack, een, "noor", **ouders[0])
    assert (stand.status, stand.uitkomst, stand.iq, stand.criteria, stand.handelingen) == (
        "onderzocht",
        "",
        None,
        [],
        [],
    )
    school = await zien(stack, een)
    await doe(stack, OnderzoekBespreken, dossier_id=een, versie=school.versie, besproken_op=oktober)
    assert (await zien(stack, een, "noor", **ouders[0])).uitkomst == "pro"
    stand = await zien(stack, twee, "noor", **ouders[1])
    assert stand.handelingen == ["schoolverlater_afmelden"] and stand.toestemming_bewijs == ""
    id = await aangewezen(stack, twee)
    versie = (await zien(stack, twee)).versie
    weg = SchoolverlaterAfmelden(opdracht=uuid4(), dossier_id=twee, versie=versie)
    with pytest.raises(NietGevonden):
        await stack.ask("intake", weg, "noor", **ouders[0])
    await stack.ask("intake", weg, "noor", **ouders[1])
    with pytest.raises(NietGevonden):
        await vraag(stack, OnderzoekTonen, CEDIN, schoolverlater_id=id)
    assert id not in {rij.id for rij in (await vraag(stack, SchoolverlatersVolgen, SECRETARIS)).leerlingen}


async def test_voor_de_sluitingsdag_krijgt_een_school_bericht(stack: Stack, oktober: date):
    """schoolverlaters_nalopen: 21 and 7 days before, when somebody of groep 8 was not registered; not on other days."""
    await leerling(stack)

    async def nacht() -> None:
        taak = uuid4()
        await stack.sql(
            "insert into intake.taak (tenant, id, zaak, soort, lading, actie_op, status)"
            " values ($1, $2, $3, 'schoolverlaters_nalopen', '{}', $4, 'open')",
            VO, taak, nights.of_tenant(VO), clock.nu(),
        )  # fmt: skip

        async def gedaan() -> bool:
            (rij,) = await stack.sql("select status from intake.taak where id = $1", taak)
            return rij["status"] == "verwerkt"

        await eventually(gedaan, seconden=30, wat="de nacht voorbij is")

    voor = gemaild(stack, IB, "/schoolverlaters")
    await nacht()  # 5 October is no such day
    stack.klok(datetime.combine(date(oktober.year, 10, 13), time(3), AMSTERDAM))
    assert gemaild(stack, IB, "/schoolverlaters") == voor
    await nacht()
    await eventually(lambda: _waarde(gemaild(stack, IB, "/schoolverlaters") > voor), wat="de herinnering")
    bericht = next(b for b in stack.post(accounts()[IB].email) if "/schoolverlaters" in str(b))
    assert "20 oktober" in str(bericht) and "Verlater" not in str(bericht)


async def test_waar_het_niet_bestaat_is_er_niets(stack: Stack, oktober: date):
    """A samenwerkingsverband that declares none; and the hats of another one find nothing."""
    with pytest.raises(NietGevonden):
        await stack.ask("intake", SchoolverlatersTonen(), "iris")
    with pytest.raises(NietGevonden):
        await stack.ask("intake", SchoolverlatersVolgen(), "vera")
    dossier = await leerling(stack)
    await aanmelden(stack, dossier)
    for als in ("iris", "jorien"):
        with pytest.raises(NietGevonden):
            await stack.ask("intake", LeerlingonderzoekTonen(dossier_id=dossier), als)
    with pytest.raises(NietGevonden):
        await stack.ask(
            "intake", SchoolverlatersVolgen(), SECRETARIS, tenant=VO, rol="secretaris", organisatie="PO2202"
        )
