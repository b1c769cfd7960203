"""Free places over the bus and through the front door: keeping, undoing, two at once, full, and who sees what."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import msgspec
import pytest
from selectolax.lexbor import LexborHTMLParser

from infra import clock, nights
from infra.context import mint
from infra.people import persoon_id
from infra.settings import settings
from services.intake.plaatsen.contract import (
    GroepStand,
    GroepToevoegen,
    GroepWeghalen,
    PlekBewaard,
    Plekken,
    PlekkenBevestigen,
    PlekkenBijwerken,
    PlekkenTonen,
    VolverklaringDoen,
    VolverklaringIntrekken,
)
from services.intake.plaatsen.jobs import zaak_van
from services.kern.errors import Gewijzigd, KanNiet, MagNiet, NietGevonden, OngeldigeInvoer
from services.kern.principal import Principal
from services.kern.rollen import Rol
from tests.flows.web_bezoek import herkomst, ingelogd, los, token
from tests.stack import Stack, eventually

PO, SCHOOL, ANDERE = "swv2202po", "19CO00", "16MA00"
BELEID = "Een groep telt hooguit 14 leerlingen; dit staat in de schoolgids, bladzijde 12."
DIRECTEUR = {"rol": "schooldirecteur", "organisatie": SCHOOL}


async def groep(stack: Stack, vrij: int = 2, **rest: Any) -> PlekBewaard:
    """A group of the receiving school, under a name that no other test uses."""
    vraag = GroepToevoegen(opdracht=uuid4(), naam=f"Groep {uuid4().hex[:8]}", vrij=vrij, **rest)
    return await stack.ask("intake", vraag, "rob", organisatie=SCHOOL)


async def bord(stack: Stack, als: str = "rob", **hoed: Any) -> Plekken:
    return await stack.ask("intake", PlekkenTonen(), als, **(hoed or {"organisatie": SCHOOL} if als == "rob" else hoed))


async def zien(stack: Stack, id: UUID, als: str = "rob", **hoed: Any) -> GroepStand | None:
    return next((g for een in (await bord(stack, als, **hoed)).scholen for g in een.groepen if g.id == id), None)


def bijwerken(bewaard: PlekBewaard, vrij: int, **anders: Any) -> PlekkenBijwerken:
    return PlekkenBijwerken(
        **{"opdracht": uuid4(), "groep_id": bewaard.groep, "versie": bewaard.versie, "vrij": vrij} | anders
    )


def vol(bewaard: PlekBewaard, **anders: Any) -> VolverklaringDoen:
    vandaag = clock.vandaag()
    goed = {
        "opdracht": uuid4(), "groep_id": bewaard.groep, "versie": bewaard.versie, "reden": "geen_leerkracht",
        "beleid": BELEID, "voor_iedereen": True, "van": vandaag, "tot_en_met": vandaag + timedelta(days=30),
    }  # fmt: skip
    return VolverklaringDoen(**goed | anders)


async def nacht(stack: Stack) -> None:
    """The job of every night, now."""
    taak = uuid4()
    await stack.sql(
        "insert into intake.taak (tenant, id, zaak, soort, lading, actie_op, status)"
        " values ($1, $2, $3, 'plekken_nalopen', '{}', $4, 'open')",
        PO, taak, nights.of_tenant(PO), clock.nu(),
    )  # fmt: skip

    async def gedaan() -> bool:
        (rij,) = await stack.sql("select status from intake.taak where id = $1", taak)
        return rij["status"] == "verwerkt"

    await eventually(gedaan, seconden=30, wat="de nacht voorbij is")


# ------------------------------------------------------------------------------------------- keeping places


async def test_een_school_houdt_plekken_bij_en_iedereen_ziet_het(stack: Stack):
    """groep_toevoegen, plekken_bijwerken, plekken_bevestigen, groep_weghalen."""
    een = await groep(stack, 2, leerjaar_van=3, leerjaar_tot=5, per=clock.vandaag() + timedelta(days=40))
    twee = await stack.ask("intake", bijwerken(een, 3), "rob", organisatie=SCHOOL)
    assert twee.versie == een.versie + 1
    stand = await zien(stack, een.groep)
    assert (stand.vrij, stand.vorige, stand.leerjaar_van, stand.leerjaar_tot) == (3, 2, 3, 5)
    assert stand.per == clock.vandaag() + timedelta(days=40) and not stand.verouderd
    # Undo is sending the number from before.
    drie = await stack.ask("intake", bijwerken(twee, stand.vorige), "rob", organisatie=SCHOOL)
    assert (await zien(stack, een.groep)).vrij == 2
    await stack.ask("intake", PlekkenBevestigen(opdracht=uuid4()), "rob", organisatie=SCHOOL)
    assert (await zien(stack, een.groep)).versie == drie.versie  # nobody's form became stale
    for wie, hoed in (
        ("iris", {}), ("dirk", {}), ("bea", {}), ("vera", {}), ("cor", {}),
        ("noor", {"rol": "ouder", "tenant": PO, "organisatie": str(uuid4())}),
        ("vera", {"rol": "steunpuntcoordinator"}),
    ):  # fmt: skip
        gezien = await zien(stack, een.groep, wie, **hoed)
        assert gezien.vrij == 2, wie
        # Who of the school said so is for the school and the samenwerkingsverband.
        assert bool(gezien.door) == (wie in ("vera", "cor")), wie
    assert await zien(stack, een.groep, "karin") is None  # another samenwerkingsverband
    weg = GroepWeghalen(opdracht=uuid4(), groep_id=een.groep, versie=drie.versie)
    await stack.ask("intake", weg, "rob", organisatie=SCHOOL)
    assert await zien(stack, een.groep) is None
    with pytest.raises(KanNiet):
        vraag = bijwerken(PlekBewaard(groep=een.groep, versie=drie.versie + 1), 1)
        await stack.ask("intake", vraag, "rob", organisatie=SCHOOL)


async def test_twee_tegelijk_een_wint_en_de_ander_ziet_het_nieuwe_aantal(stack: Stack):
    een = await groep(stack, 5)
    await stack.ask("intake", bijwerken(een, 4), "rob", organisatie=SCHOOL)
    with pytest.raises(Gewijzigd) as fout:
        await stack.ask("intake", bijwerken(een, 6), "dirk", **DIRECTEUR)
    assert fout.value.extra["nu"] == {"vrij": 4} and fout.value.extra["door"] == "Rob Postma"
    assert (await zien(stack, een.groep)).vrij == 4


async def test_dezelfde_druk_twee_keer_is_een_keer(stack: Stack):
    een = await groep(stack, 1)
    vraag = bijwerken(een, 2)
    assert await stack.ask("intake", vraag, "rob", organisatie=SCHOOL) == await stack.ask(
        "intake", vraag, "rob", organisatie=SCHOOL
    )
    assert (await zien(stack, een.groep)).versie == een.versie + 1


async def test_een_ander_komt_er_niet_aan(stack: Stack):
    """ISO: the places of another school do not exist for who would change them; the refusal is written down."""
    een = await groep(stack, 5)
    for vraag in (
        bijwerken(een, 0),
        GroepWeghalen(opdracht=uuid4(), groep_id=een.groep, versie=een.versie),
    ):
        with pytest.raises(NietGevonden):
            await stack.ask("intake", vraag, "iris")
    with pytest.raises(NietGevonden):
        await stack.ask("intake", vol(een), "dirk")
    for wie, hoed in (("vera", {}), ("bea", {}), ("noor", {"rol": "ouder", "tenant": PO, "organisatie": str(uuid4())})):
        with pytest.raises(MagNiet):
            await stack.ask("intake", bijwerken(een, 0), wie, **hoed)
    with pytest.raises(MagNiet):  # full is for the director to say
        await stack.ask("intake", vol(een), "rob", organisatie=SCHOOL)
    with pytest.raises(NietGevonden):  # a hat of another samenwerkingsverband does not fit here
        await bord(stack, "vera", organisatie="VO2201")
    assert (await zien(stack, een.groep)).vrij == 5
    regels = await stack.sql(
        "select wat, reden from intake.audit where voorwerp = $1 and uitkomst = 'geweigerd'", een.groep
    )
    assert {r["wat"] for r in regels} == {"plekken_bijwerken", "groep_weghalen", "volverklaring_doen"}


async def test_ook_de_database_laat_een_ander_er_niet_aan(stack: Stack):
    """RLS: past the code of the service, a school still writes only what is its own, and takes over no row."""
    een = await groep(stack, 5)
    wie = Principal(
        tenant=PO, persoon=persoon_id("iris"), naam="", rol=Rol.IB_ER, organisatie=ANDERE, sessie=uuid4(), mfa=True,
        verloopt=clock.echt_seconden() + 60,
    )  # fmt: skip
    connection = await asyncpg.connect(settings().database_url("intake"))
    try:
        for sql in (
            "update intake.plekgroep set vrij = 0 where id = $1",
            "update intake.plekgroep set school = '16MA00' where id = $1",
            "insert into intake.volverklaring (tenant, id, groep, school, reden, beleid, van, tot_en_met, versie,"
            " stand, gedaan_op, gedaan_door_naam) values ('swv2202po', gen_random_uuid(), $1, '19CO00', 'groep_vol',"
            f" '{BELEID}', '2026-11-22', '2026-12-01', 1, 'geldt', now(), '')",
        ):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                async with connection.transaction():
                    await connection.execute("select set_config('app.ctx', $1, true)", mint("intake", wie))
                    await connection.execute(sql, een.groep)
    finally:
        await connection.close()


@pytest.mark.parametrize(
    ("veld", "waarde"), [("vrij", -1), ("vrij", 100), ("naam", ""), ("naam", "x" * 61), ("leerjaar_van", 9)]
)
async def test_wat_niet_kan_wordt_geweigerd_bij_het_veld(stack: Stack, veld: str, waarde: Any):
    goed = {"naam": f"Groep {uuid4().hex[:8]}", "vrij": 1}
    voor = await bord(stack)
    with pytest.raises(OngeldigeInvoer) as fout:
        await stack.ask("intake", GroepToevoegen(opdracht=uuid4(), **goed | {veld: waarde}), "rob", organisatie=SCHOOL)
    assert veld in fout.value.velden
    assert await bord(stack) == voor


# ------------------------------------------------------------------------------------------------------ full


async def test_een_volverklaring_maakt_nul_is_te_lezen_en_eindigt_vanzelf(stack: Stack):
    """volverklaring_doen, and volverklaring_beeindigen by the clock: after its last day nobody has to do anything."""
    een = await groep(stack, 3)
    twee = await stack.ask("intake", vol(een), "dirk", **DIRECTEUR)
    for wie, hoed in (("iris", {}), ("noor", {"rol": "ouder", "tenant": PO, "organisatie": str(uuid4())})):
        stand = await zien(stack, een.groep, wie, **hoed)
        assert stand.vrij == 0 and stand.volverklaring.begonnen
        assert (stand.volverklaring.beleid, stand.volverklaring.door) == (BELEID, "")
    assert (await zien(stack, een.groep, "vera")).volverklaring.door == "Dirk Hoving"
    with pytest.raises(KanNiet, match="Trek eerst"):
        await stack.ask("intake", bijwerken(twee, 1), "rob", organisatie=SCHOOL)
    with pytest.raises(KanNiet, match="al vol"):
        await stack.ask("intake", vol(twee), "dirk", **DIRECTEUR)
    laatste = clock.vandaag() + timedelta(days=30)
    stack.klok(clock.begin_van(laatste, 12))
    await nacht(stack)
    assert (await zien(stack, een.groep)).volverklaring is not None  # on its last day it counts
    stack.klok(clock.begin_van(laatste + timedelta(days=1), 3))
    await nacht(stack)
    assert (await zien(stack, een.groep)).volverklaring is None
    (rij,) = await stack.sql("select stand, beeindigd_op from intake.volverklaring where groep = $1", een.groep)
    assert (rij["stand"], rij["beeindigd_op"]) == ("beeindigd", laatste + timedelta(days=1))


async def test_een_volverklaring_die_later_begint(stack: Stack):
    een, begin = await groep(stack, 3), clock.vandaag() + timedelta(days=10)
    await stack.ask("intake", vol(een, van=begin), "dirk", **DIRECTEUR)
    stand = await zien(stack, een.groep)
    assert stand.vrij == 3 and not stand.volverklaring.begonnen
    stack.klok(clock.begin_van(begin, 3))
    assert (await zien(stack, een.groep)).vrij == 0
    await nacht(stack)
    (rij,) = await stack.sql("select vrij, vorige from intake.plekgroep where id = $1", een.groep)
    assert (rij["vrij"], rij["vorige"]) == (0, 3)


async def test_intrekken_en_hoe_vaak_ziet_alleen_wie_erover_gaat(stack: Stack):
    """volverklaring_intrekken; the pattern of a school is for the samenwerkingsverband and the school itself."""
    een = await groep(stack, 3)
    twee = await stack.ask("intake", vol(een), "dirk", **DIRECTEUR)
    lopend = (await zien(stack, een.groep)).volverklaring
    oud = VolverklaringIntrekken(opdracht=uuid4(), volverklaring_id=lopend.id, versie=lopend.versie + 1)
    with pytest.raises(Gewijzigd):
        await stack.ask("intake", oud, "dirk", **DIRECTEUR)
    with pytest.raises(NietGevonden):
        await stack.ask("intake", msgspec.structs.replace(oud, opdracht=uuid4(), versie=1), "dirk")
    await stack.ask("intake", msgspec.structs.replace(oud, opdracht=uuid4(), versie=1), "dirk", **DIRECTEUR)
    await stack.ask("intake", bijwerken(twee, 2), "rob", organisatie=SCHOOL)
    assert (await zien(stack, een.groep)).vrij == 2

    async def keren(als: str, **hoed: Any) -> int | None:
        return next(s for s in (await bord(stack, als, **hoed)).scholen if s.school == SCHOOL).volverklaringen

    assert await keren("vera") >= 1 and await keren("rob") >= 1
    assert await keren("iris") is None and await keren("bea") is None


async def test_vol_is_vol_voor_iedereen_en_altijd_met_een_einde(stack: Stack):
    een = await groep(stack, 3)
    with pytest.raises(OngeldigeInvoer) as fout:
        await stack.ask(
            "intake", vol(een, voor_iedereen=False, tot_en_met=clock.vandaag() + timedelta(days=400)), "dirk",
            **DIRECTEUR,
        )  # fmt: skip
    assert set(fout.value.velden) == {"voor_iedereen", "tot_en_met"}
    assert (await zien(stack, een.groep)).volverklaring is None


# ---------------------------------------------------------------------------------------------- reminded


async def test_wie_zijn_plekken_laat_liggen_krijgt_een_bericht_en_niet_elke_nacht(stack: Stack):
    """The samenwerkingsverband declares after how many days; the e-mail names no child and no group."""
    school = "06SV11"  # of this test alone: other tests let months go by for the first
    vraag = GroepToevoegen(opdracht=uuid4(), naam=f"Groep {uuid4().hex[:8]}", vrij=3)
    een = await stack.ask("intake", vraag, "rob", organisatie=school)
    begin, zaak = clock.vandaag(), zaak_van(PO, school)

    async def berichten() -> list[asyncpg.Record]:
        return await stack.sql(
            "select velden::text as velden from intake.bericht where brief = 'plekken_herinneren' and zaak = $1"
            " and aan = $2",
            zaak,
            persoon_id("rob"),
        )

    stack.klok(clock.begin_van(begin + timedelta(days=27), 3))
    await nacht(stack)
    assert await berichten() == [] and not (await zien(stack, een.groep)).verouderd
    stack.klok(clock.begin_van(begin + timedelta(days=28), 3))
    assert (await zien(stack, een.groep)).verouderd
    await nacht(stack)
    stack.klok(clock.begin_van(begin + timedelta(days=29), 3))
    await nacht(stack)
    (gestuurd,) = await berichten()  # asked once per period
    assert "Groep" not in gestuurd["velden"]


# ------------------------------------------------------------------------------------------- through the door


async def test_door_de_voordeur_met_de_knop_en_met_wie_ertussen_kwam(stack: Stack):
    een = await groep(stack, 3)
    with los(token(ingelogd("rob", "Catamaran"))) as client:
        blad = LexborHTMLParser(client.get("/plekken").text)
        knop = blad.css_first(f'button[id="meer-{een.groep}"]')
        velden = {
            v.attributes["name"]: v.attributes["value"]
            for v in blad.css(f'form[action="/plekken/groepen/{een.groep}/plekken-bijwerken"] input')
        }
        gestuurd = velden | {"vrij": knop.attributes["value"]}
        url = f"/plekken/groepen/{een.groep}/plekken-bijwerken"
        deel = herkomst() | {"hx-request": "true", "hx-request-type": "partial", "hx-target": "section#plekken-eigen"}
        antwoord = client.post(url, data=gestuurd, headers=deel)
        assert antwoord.status_code == 200 and "<html" not in antwoord.text
        assert "4 plekken vrij." in antwoord.text and f'id="terug-{een.groep}"' in antwoord.text
        # The page is stale now: nothing changes, and the present number comes back.
        botst = client.post(url, data=gestuurd | {"vrij": "9"}, headers=deel)
        assert botst.status_code == 409 and "heeft dit intussen gewijzigd" in botst.text
        assert (await zien(stack, een.groep)).vrij == 4
        for vrij in ("", "-1", "veel", "100"):
            fout = client.post(url, data=gestuurd | {"vrij": vrij}, headers=herkomst())
            assert fout.status_code in (409, 422), vrij
        assert client.get("/plekken?postcode=78").status_code == 422
        assert client.get(f"/plekken/groepen/{een.groep}").status_code == 200
    with los(token(ingelogd("iris"))) as client:
        assert client.get(f"/plekken/groepen/{een.groep}").status_code == 404
        blad = client.get("/plekken").text
        assert str(een.groep) not in blad  # to look at only: no button, no address


async def test_het_bord_zoekt_op_groep_leerjaar_en_postcode(stack: Stack):
    een = await groep(stack, 3, leerjaar_van=7, leerjaar_tot=8)
    naam = (await zien(stack, een.groep)).naam
    with los(token(ingelogd("vera"))) as client:

        def vindt(zoek: str) -> bool:
            return naam in LexborHTMLParser(client.get(f"/plekken?{zoek}").text).css_first("#plekkenbord").text()

        assert vindt("leerjaar=7") and not vindt("leerjaar=3")
        assert vindt("soort=sbo") and not vindt("soort=bo")
        assert vindt(f"q={naam}") and not vindt("q=zzzz")
        assert vindt("vrij=ja&postcode=7824")
