"""Rules as versions, through real servers: written, vastgesteld, in force on their day, withdrawn, and never mixed."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
import pytest

from infra import clock, rules, rules_import
from infra.rules import Follower, kenmerk
from infra.settings import settings
from services.commissie import contract as c
from services.intake.contract import AanvraagIndienen, AanvraagIntrekken, RegelsRaken
from services.kern.bericht import Vraag
from services.kern.errors import Gewijzigd, KanNiet, MagNiet, NietBeschikbaar, NietGevonden, OngeldigeInvoer, TeGroot
from services.kern.rollen import Rol
from services.netwerk.contract import (
    ConceptBewaren,
    ConceptWeggooien,
    RegelsIntrekken,
    RegelsKennen,
    RegelsOphalen,
    RegelversieLezen,
    RegelversiesTonen,
)
from tenants import registry
from tests.faults.test_weg import stilgezet
from tests.flows import commissie_zaak
from tests.flows.intake_dossier import vo_school
from tests.flows.regels_beheer import BESTUUR, BRON, TENANT, VRAAG, Beheer, anders, opruimen, zonder
from tests.flows.web_bezoek import ingelogd
from tests.stack import Stack, eventually

PROCEDURE, KERN, RECEPT = "procedure.toml", "samenwerkingsverband.toml", "recept_vso.toml"


@pytest.fixture
async def beheer(stack: Stack) -> AsyncIterator[Beheer]:
    yield Beheer(stack)
    await commissie_zaak.opruimen()
    await opruimen()


async def gebeurt(beheer: Beheer, feit: str) -> int:
    rijen = await beheer.stack.sql(
        "select count(*) from netwerk.outbox where tenant = $1 and onderwerp like $2", TENANT, f"%.netwerk.{feit}"
    )
    return rijen[0][0]


# ---------------------------------------------------------------------------------------------- the concept


async def test_de_map_van_de_installatie_is_de_eerste_versie(beheer: Beheer):
    stand = await beheer.versies()
    gelezen = await beheer.geldend()
    assert [v.herkomst for v in stand.versies] == ["map"] and stand.concept is None and stand.gebrek is None
    assert gelezen.bestanden == registry.read_folder(registry.MAP / TENANT)
    assert gelezen.versie.kenmerk == kenmerk(gelezen.bestanden)


async def test_een_concept_met_een_fout_wordt_bewaard_en_zegt_waar_de_fout_staat(beheer: Beheer):
    tekst = (await beheer.geldend()).bestanden[PROCEDURE]
    fout = anders(tekst, "\nhersteltermijn_dagen =", "\nhersteltermijn_dagenn =")
    concept = await beheer.bewaar({PROCEDURE: fout})
    assert concept.melding and "hersteltermijn_dagenn" in concept.melding
    assert concept.bestand == PROCEDURE
    assert concept.regel == 1 + fout[: fout.index("hersteltermijn_dagenn")].count("\n")
    gelezen = await beheer.vraag(RegelversieLezen(nummer=concept.nummer))
    assert gelezen.bestanden[PROCEDURE] == fout and gelezen.gebrek.melding == concept.melding
    with pytest.raises(OngeldigeInvoer) as weigering:
        await beheer.vraag(beheer.vaststellen(concept.kenmerk))
    assert "hersteltermijn_dagenn" in weigering.value.velden["bestanden"]
    assert weigering.value.extra["regel"] == concept.regel
    assert [v.status for v in (await beheer.versies()).versies] == ["vastgesteld"]

    goed = await beheer.bewaar({PROCEDURE: tekst})
    assert goed.melding is None and goed.nummer == concept.nummer


async def test_wat_niet_bewaard_kan_worden_wordt_per_bestand_gezegd(beheer: Beheer):
    for naam in ("../x.toml", "Procedure.toml", "brieven/x.txt", "brieven/../x.md", "code.py", ""):
        with pytest.raises(OngeldigeInvoer) as fout:
            await beheer.bewaar({naam: "x = 1"})
        assert naam in fout.value.velden
    with pytest.raises(OngeldigeInvoer):
        await beheer.bewaar({PROCEDURE: "x = 1\x00"})
    with pytest.raises(TeGroot):
        await beheer.bewaar({PROCEDURE: "# " + "x" * 400_000})
    with pytest.raises(OngeldigeInvoer) as fout:
        await beheer.vraag(ConceptBewaren(opdracht=uuid4(), bestanden={}, basis=999, verwacht=""))
    assert "basis" in fout.value.velden
    assert (await beheer.versies()).concept is None


async def test_een_leeg_bestand_is_weg_en_regeleinden_maken_geen_verschil(beheer: Beheer):
    bestanden = (await beheer.geldend()).bestanden
    concept = await beheer.bewaar({naam: tekst.replace("\n", "\r\n") for naam, tekst in bestanden.items()})
    assert concept.kenmerk == kenmerk(bestanden)
    with pytest.raises(OngeldigeInvoer) as fout:  # nothing changes
        await beheer.vraag(beheer.vaststellen(concept.kenmerk))
    assert "bestanden" in fout.value.velden
    concept = await beheer.bewaar({PROCEDURE: "  \n"})
    assert PROCEDURE not in (await beheer.vraag(RegelversieLezen(nummer=concept.nummer))).bestanden
    assert concept.melding is not None


async def test_twee_mensen_in_een_concept_verliezen_niets(beheer: Beheer):
    tekst = (await beheer.geldend()).bestanden[PROCEDURE]
    mijn = await beheer.bewaar({PROCEDURE: f"{tekst}# van de een\n"})
    with pytest.raises(Gewijzigd) as fout:  # the other still sees no concept
        await beheer.bewaar({PROCEDURE: f"{tekst}# van de ander\n"}, verwacht="")
    extra = fout.value.extra
    assert extra["kenmerk"] == mijn.kenmerk and extra["door"] and extra["nu"] == {PROCEDURE: f"{tekst}# van de een\n"}
    anders_ = await beheer.bewaar({PROCEDURE: f"{tekst}# van beiden\n"}, verwacht=extra["kenmerk"])
    for bericht in (
        beheer.vaststellen(mijn.kenmerk),
        ConceptWeggooien(opdracht=uuid4(), kenmerk=mijn.kenmerk),
    ):
        with pytest.raises(Gewijzigd):
            await beheer.vraag(bericht)
    await beheer.vraag(ConceptWeggooien(opdracht=uuid4(), kenmerk=anders_.kenmerk))
    assert (await beheer.versies()).concept is None
    with pytest.raises(Gewijzigd):
        await beheer.bewaar({PROCEDURE: tekst}, verwacht=anders_.kenmerk)


@pytest.mark.parametrize(
    ("velden", "veld"),
    [
        ({"vanaf": "vandaag"}, "vanaf"),
        ({"vanaf": "ver"}, "vanaf"),
        ({"bron": ""}, "bron"),
        ({"bron": "kort"}, "bron"),
        ({"toelichting": "x" * 3_000}, "toelichting"),
    ],
)
async def test_vaststellen_vraagt_een_dag_en_een_bron(beheer: Beheer, velden: dict[str, Any], veld: str):
    dagen = {"vandaag": clock.vandaag(), "ver": clock.vandaag() + timedelta(days=4_000)}
    if "vanaf" in velden:
        velden = {"vanaf": dagen[velden["vanaf"]]}
    concept = await beheer.bewaar({PROCEDURE: f"{(await beheer.geldend()).bestanden[PROCEDURE]}# iets\n"})
    with pytest.raises(OngeldigeInvoer) as fout:
        await beheer.vraag(beheer.vaststellen(concept.kenmerk, **velden))
    assert set(fout.value.velden) == {veld}


@pytest.mark.parametrize(
    ("oud", "nieuw"),
    [
        ('swv_nummer = "VO2201"', 'swv_nummer = "VO2202"'),
        ('sector = "VO"', 'sector = "PO"'),
        ('id = "swv2201vo"', 'id = "swv2201vx"'),
    ],
)
async def test_wie_het_samenwerkingsverband_is_ligt_vast(beheer: Beheer, oud: str, nieuw: str):
    kern = anders((await beheer.geldend()).bestanden[KERN], oud, nieuw)
    concept = await beheer.bewaar({KERN: kern})
    assert concept.melding is not None
    with pytest.raises(OngeldigeInvoer) as fout:
        await beheer.vraag(beheer.vaststellen(concept.kenmerk))
    assert "bestanden" in fout.value.velden


# ----------------------------------------------------------------------------------------- the day they begin


async def test_een_zaak_houdt_de_regels_van_haar_eigen_dag(beheer: Beheer):
    """Filed today: today's rules for ever. A draft, and what is filed from tomorrow on: those of tomorrow."""
    stack, vandaag = beheer.stack, clock.vandaag()
    oud, concept = await vo_school(stack).ingediend(), await vo_school(stack).begin()
    loopt = await commissie_zaak.ingediend(stack, TENANT, soort="vso", categorie="hoog")
    bestanden = (await beheer.geldend()).bestanden
    nieuw = {
        PROCEDURE: zonder(bestanden[PROCEDURE], "[[mandaten]]") + "\n" + BESTUUR,
        RECEPT: bestanden[RECEPT] + VRAAG,
    }
    vorige = await gebeurt(beheer, "regels.vastgesteld")
    vast = await beheer.stel_vast(nieuw)
    assert vast.vanaf == vandaag + timedelta(days=1)
    assert await gebeurt(beheer, "regels.vastgesteld") == vorige + 1
    assert (await loopt.stand()).beslisser.rol == Rol.DIRECTEUR

    stack.klok(datetime.combine(vast.vanaf, time(11), UTC))

    async def nieuwe_vraag() -> bool:
        return any(t.naam == "afspraak_op_school" for t in (await concept.zien()).tekorten)

    await eventually(nieuwe_vraag, seconden=90, wat="het concept de nieuwe regels volgt")
    stand = await concept.zien()
    assert stand.regels_op == vast.vanaf and stand.status == "concept"
    assert (await oud.zien()).regels_op == vandaag
    assert not any(t.naam == "afspraak_op_school" for t in (await oud.zien()).tekorten)

    def op_het_scherm() -> tuple[bool, bool]:
        with ingelogd("karin") as robot:
            vraag = "Welke afspraak is er gemaakt?"
            return tuple(vraag in robot.ga(f"/aanvragen/{zaak.id}").tekst for zaak in (concept, oud))

    async def alleen_het_concept() -> bool:
        return await asyncio.to_thread(op_het_scherm) == (True, False)

    await eventually(alleen_het_concept, seconden=90, wat="het scherm bij elke zaak haar eigen regels toont")

    later = await commissie_zaak.ingediend(stack, TENANT, soort="vso", categorie="hoog")

    async def het_bestuur() -> bool:
        return (await later.stand()).beslisser.rol == Rol.BESTUUR

    await eventually(het_bestuur, seconden=90, wat="de nieuwe zaak de nieuwe regels volgt")
    assert (await later.stand()).regels_op == vast.vanaf
    assert (await loopt.stand()).beslisser.rol == Rol.DIRECTEUR
    assert (await loopt.stand()).regels_op == vandaag

    async def de_beheerder_ziet_haar() -> bool:  # each process follows the rules by itself: this one may be the last
        return (await beheer.geldend()).versie.nummer == vast.nummer

    await eventually(de_beheerder_ziet_haar, wat="de nieuwe versie bij de beheerder als geldend staat")
    with pytest.raises(KanNiet):
        await beheer.vraag(RegelsIntrekken(opdracht=uuid4(), nummer=vast.nummer))

    async with stilgezet("netwerk"):  # who knows the rules needs nobody to keep them
        assert (await later.stand()).beslisser.rol == Rol.BESTUUR
        assert (await loopt.stand()).beslisser.rol == Rol.DIRECTEUR


async def test_een_soort_die_er_niet_meer_is_houdt_wat_er_was_leesbaar(beheer: Beheer):
    """What runs goes on; a draft of that soort can be read and withdrawn, and not be filed any more."""
    stack, vandaag = beheer.stack, clock.vandaag()
    concept = await vo_school(stack, "pro").begin()
    loopt = await commissie_zaak.ingediend(stack, TENANT, soort="pro")
    bestanden = (await beheer.geldend()).bestanden
    procedure = bestanden[PROCEDURE].replace('soort = ["pro"]', 'soort = ["vso"]')
    vast = await beheer.stel_vast(
        {KERN: zonder(bestanden[KERN], "[soorten.pro]"), "recept_pro.toml": "", PROCEDURE: procedure}
    )
    stack.klok(datetime.combine(vast.vanaf, time(11), UTC))

    async def niet_meer() -> bool:
        try:
            await vo_school(stack, "pro").begin()
        except OngeldigeInvoer as fout:
            return "soort" in fout.velden
        return False

    await eventually(niet_meer, seconden=90, wat="een nieuwe aanvraag van die soort wordt geweigerd")
    assert (await concept.zien()).regels_op == (await beheer.versies()).versies[-1].vanaf
    with pytest.raises(KanNiet, match="bestaat niet meer"):
        await concept.doe(AanvraagIndienen)
    stand = await loopt.stand()
    assert stand.regels_op == vandaag and stand.beslisser.rol == Rol.DIRECTEUR

    def lezen() -> None:
        with ingelogd("karin") as robot:
            assert robot.ga("/aanvragen").html.text()
            assert "pro" in robot.ga(f"/aanvragen/{concept.id}").html.text().lower()
        with ingelogd("saskia") as robot:
            assert stand.kenmerk in robot.ga("/werkvoorraad").html.text()
            assert stand.kenmerk in robot.ga(f"/dossiers/{loopt.id}").html.text()

    await asyncio.to_thread(lezen)
    await concept.doe(AanvraagIntrekken, reden="Deze soort is er niet meer.")


async def test_regels_zijn_in_te_trekken_tot_zij_ingaan(beheer: Beheer):
    tekst = (await beheer.geldend()).bestanden[PROCEDURE]
    vast = await beheer.stel_vast({PROCEDURE: f"{tekst}# anders\n"})
    bekend = await beheer.stack.web.ask("netwerk", RegelsKennen(stand=""))
    assert (TENANT, vast.nummer) in {(v.tenant, v.nummer) for v in bekend.versies}
    vorige = await gebeurt(beheer, "regels.ingetrokken")
    await beheer.vraag(RegelsIntrekken(opdracht=uuid4(), nummer=vast.nummer))
    assert await gebeurt(beheer, "regels.ingetrokken") == vorige + 1
    daarna = await beheer.stack.web.ask("netwerk", RegelsKennen(stand=bekend.stand))
    assert (TENANT, vast.nummer) not in {(v.tenant, v.nummer) for v in daarna.versies}
    stil = await beheer.stack.web.ask("netwerk", RegelsKennen(stand=daarna.stand))
    assert stil.versies is None and stil.stand == daarna.stand
    with pytest.raises(NietGevonden):
        await beheer.stack.web.ask("netwerk", RegelsOphalen(tenant=TENANT, nummer=vast.nummer))
    versie = next(v for v in (await beheer.versies()).versies if v.nummer == vast.nummer)
    assert versie.status == "ingetrokken" and versie.bron == BRON and not versie.geldt
    with pytest.raises(KanNiet):
        await beheer.vraag(RegelsIntrekken(opdracht=uuid4(), nummer=vast.nummer))
    with pytest.raises(KanNiet):
        await beheer.vraag(RegelsIntrekken(opdracht=uuid4(), nummer=(await beheer.geldend()).versie.nummer))
    with pytest.raises(NietGevonden):
        await beheer.vraag(RegelsIntrekken(opdracht=uuid4(), nummer=9_999))


async def test_vlak_voor_middernacht_beginnen_regels_een_dag_later(beheer: Beheer):
    """The few minutes in which every process hears of it: on one day there are never two sets of rules."""
    tekst = (await beheer.geldend()).bestanden[PROCEDURE]
    concept = await beheer.bewaar({PROCEDURE: f"{tekst}# anders\n"})
    dag = clock.vandaag()
    beheer.stack.klok(datetime.combine(dag, time(23, 57), clock.AMSTERDAM))
    with pytest.raises(OngeldigeInvoer) as fout:
        await beheer.vraag(beheer.vaststellen(concept.kenmerk, vanaf=dag + timedelta(days=1)))
    assert "vanaf" in fout.value.velden
    vast = await beheer.vraag(beheer.vaststellen(concept.kenmerk, vanaf=dag + timedelta(days=2)))
    assert vast.vanaf == dag + timedelta(days=2)


async def test_terug_naar_regels_van_vroeger_is_een_wijziging(beheer: Beheer):
    oud = await beheer.geldend()
    await beheer.stel_vast({PROCEDURE: f"{oud.bestanden[PROCEDURE]}# anders\n"})
    concept = await beheer.bewaar({PROCEDURE: oud.bestanden[PROCEDURE]})
    assert concept.kenmerk == oud.versie.kenmerk
    vast = await beheer.vraag(beheer.vaststellen(concept.kenmerk, vanaf=clock.vandaag() + timedelta(days=2)))
    weer = await beheer.bewaar(
        {PROCEDURE: (await beheer.vraag(RegelversieLezen(nummer=vast.nummer))).bestanden[PROCEDURE]}
    )
    assert weer.melding is None


async def test_een_vastgestelde_versie_verandert_nooit_meer(beheer: Beheer):
    """Not by an act, and not by our own code either."""
    vast = await beheer.stel_vast({PROCEDURE: f"{(await beheer.geldend()).bestanden[PROCEDURE]}# anders\n"})
    connection = await asyncpg.connect(settings().database_url("migratie"))
    try:
        for zin in ("update netwerk.regelversie set bron = 'iets heel anders'", "delete from netwerk.regelversie"):
            with pytest.raises(asyncpg.CheckViolationError):
                await connection.execute(f"{zin} where tenant = $1 and nummer = $2", TENANT, vast.nummer)
    finally:
        await connection.close()


async def test_een_export_bouwt_dezelfde_versie(beheer: Beheer, tmp_path: Path):
    tekst = (await beheer.geldend()).bestanden[PROCEDURE]
    vast = await beheer.stel_vast({PROCEDURE: f"{tekst}# anders\n"})
    gelezen = await beheer.vraag(RegelversieLezen(nummer=vast.nummer))
    map = tmp_path / TENANT
    for naam, inhoud in gelezen.bestanden.items():
        (map / naam).parent.mkdir(parents=True, exist_ok=True)
        (map / naam).write_text(inhoud, encoding="utf-8")
    terug = registry.read_folder(map)
    assert kenmerk(terug) == gelezen.versie.kenmerk == kenmerk(gelezen.bestanden)
    versie = registry.build(TENANT, terug)
    assert versie.vanaf == vast.vanaf and versie.tenant.versie.bron == BRON


# ------------------------------------------------------------------------------------------------ who may


async def test_een_beheerder_ziet_alleen_het_eigen_samenwerkingsverband(beheer: Beheer):
    concept = await beheer.bewaar({PROCEDURE: f"{(await beheer.geldend()).bestanden[PROCEDURE]}# geheim\n"})
    ander = {"als": "gerben", "rol": "beheerder", "organisatie": "PO2202", "tenant": "swv2202po"}
    elders = await beheer.vraag(RegelversiesTonen(), **ander)
    assert elders.concept is None and elders.versies
    for bericht in (
        RegelversieLezen(nummer=concept.nummer),
        RegelsIntrekken(opdracht=uuid4(), nummer=concept.nummer),
    ):
        with pytest.raises(NietGevonden):
            await beheer.vraag(bericht, **ander)
    with pytest.raises(Gewijzigd):
        await beheer.vraag(ConceptWeggooien(opdracht=uuid4(), kenmerk=concept.kenmerk), **ander)
    assert (await beheer.versies()).concept.kenmerk == concept.kenmerk


@pytest.mark.parametrize("rol", sorted(set(Rol) - {Rol.BEHEERDER}))
async def test_een_andere_rol_mag_er_niet_bij(beheer: Beheer, rol: str):
    bestanden, dag = {}, clock.vandaag()
    for dienst, bericht in (
        ("netwerk", RegelversiesTonen()),
        ("netwerk", RegelversieLezen(nummer=1)),
        ("netwerk", ConceptBewaren(opdracht=uuid4(), bestanden={}, basis=1, verwacht="")),
        ("netwerk", ConceptWeggooien(opdracht=uuid4(), kenmerk="")),
        ("netwerk", beheer.vaststellen("")),
        ("netwerk", RegelsIntrekken(opdracht=uuid4(), nummer=1)),
        ("commissie", c.RegelsProberen(bestanden=bestanden, van=dag, tot_en_met=dag)),
        ("intake", RegelsRaken(bestanden=bestanden, vanaf=dag)),
    ):
        with pytest.raises(MagNiet):
            await beheer.stack.ask(dienst, bericht, "hilda", rol=rol)


async def test_een_beheerder_van_een_school_is_geen_beheerder_van_de_regels(beheer: Beheer):
    bestanden, dag = (await beheer.geldend()).bestanden, clock.vandaag()
    for dienst, bericht in (
        ("netwerk", RegelversiesTonen()),
        ("netwerk", RegelversieLezen(nummer=1)),
        ("netwerk", ConceptBewaren(opdracht=uuid4(), bestanden={}, basis=1, verwacht="")),
        ("netwerk", RegelsIntrekken(opdracht=uuid4(), nummer=1)),
        ("commissie", c.RegelsProberen(bestanden=bestanden, van=dag, tot_en_met=dag)),
        ("intake", RegelsRaken(bestanden=bestanden, vanaf=dag)),
    ):
        with pytest.raises(NietGevonden):
            await beheer.stack.ask(dienst, bericht, "hilda", organisatie="02EB00")


# ------------------------------------------------------------------------------------------- every process


@pytest.fixture
def eigen_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    """What this test does to the registry of this process goes when it ends."""
    monkeypatch.setattr(registry, "_registry", registry.load_folder(registry.MAP))


async def test_een_kapotte_map_blijft_op_de_laatste_goede_versie(
    beheer: Beheer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    kopie(registry.MAP, tmp_path)
    (tmp_path / TENANT / PROCEDURE).write_text("kapot = [", encoding="utf-8")
    kapot = registry.load_folder(tmp_path)
    assert TENANT in kapot.gebreken and TENANT not in kapot.all()
    monkeypatch.setattr(registry, "_registry", kapot)
    assert await Follower(lambda vraag: beheer.stack.web.ask("netwerk", vraag)).start(geduld=5)
    goed = (await beheer.geldend()).versie
    assert registry.get(TENANT).swv_nummer == "VO2201"
    assert [v.nummer for v in registry.registry().versies[TENANT]] == [goed.nummer]
    assert "regel 1" in registry.registry().gebreken[TENANT]
    assert set(registry.load_all()) == {pad.name for pad in registry.folders(registry.MAP)}


@pytest.mark.usefixtures("eigen_registry")
async def test_zonder_netwerk_gelden_de_mappen_en_daarna_de_versies(beheer: Beheer):
    weg = True

    async def vraag(bericht: Vraag) -> Any:
        if weg:
            raise NietBeschikbaar("even niet")
        return await beheer.stack.web.ask("netwerk", bericht)

    volger = Follower(vraag)
    assert not await volger.attempt()
    assert registry.registry().version(TENANT, clock.vandaag()).nummer == 0
    vast = await beheer.stel_vast({PROCEDURE: f"{(await beheer.geldend()).bestanden[PROCEDURE]}# anders\n"})
    weg = False
    assert await volger.attempt()
    assert registry.registry().version(TENANT, vast.vanaf).nummer == vast.nummer
    assert registry.registry().version(TENANT, clock.vandaag()).nummer not in (0, vast.nummer)
    weg = True
    assert not await volger.attempt()  # what is known stays known
    assert registry.registry().version(TENANT, vast.vanaf).nummer == vast.nummer
    weg = False
    await beheer.vraag(RegelsIntrekken(opdracht=uuid4(), nummer=vast.nummer))
    await volger.refresh()
    assert registry.registry().version(TENANT, vast.vanaf).nummer != vast.nummer


@pytest.mark.usefixtures("eigen_registry")
async def test_wat_niets_nieuws_is_wordt_niet_opgehaald(beheer: Beheer):
    gevraagd: list[str] = []

    async def vraag(bericht: Vraag) -> Any:
        gevraagd.append(bericht.heet())
        return await beheer.stack.web.ask("netwerk", bericht)

    volger = Follower(vraag)
    for _ in range(3):
        await volger.refresh()
    assert gevraagd == ["regels_kennen"] * 3  # the folders say the same as the versions that came from them
    await beheer.stel_vast({PROCEDURE: f"{(await beheer.geldend()).bestanden[PROCEDURE]}# anders\n"})
    for _ in range(2):
        await volger.refresh()
    assert gevraagd[3:] == ["regels_kennen", "regels_ophalen", "regels_kennen"]
    assert rules.RONDE < 60


# --------------------------------------------------------------------------------------------- the migration


def kopie(van: Path, naar: Path) -> None:
    """The folders of the installation, to spoil."""
    for pad in registry.folders(van):
        for naam, tekst in registry.read_folder(pad).items():
            (naar / pad.name / naam).parent.mkdir(parents=True, exist_ok=True)
            (naar / pad.name / naam).write_text(tekst, encoding="utf-8")


async def test_de_migratie_bewaart_wat_veranderde_en_slaat_een_kapotte_map_over(
    beheer: Beheer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    echt = registry.MAP
    kopie(echt, tmp_path)
    tellen = "select count(*) from netwerk.regelversie where herkomst = 'map'"
    aantal = (await beheer.stack.sql(tellen))[0][0]
    connection = await asyncpg.connect(settings().database_url("migratie"))
    try:
        assert await rules_import.take_over(connection) == []  # nothing changed since this stack was made
        monkeypatch.setattr(registry, "MAP", tmp_path)
        vorige = rules_import.fingerprint()
        with (tmp_path / TENANT / PROCEDURE).open("a", encoding="utf-8") as bestand:
            bestand.write("# een nieuwe installatie\n")
        (tmp_path / "swv2202po" / PROCEDURE).write_text("kapot = [", encoding="utf-8")
        assert rules_import.fingerprint() != vorige
        assert await rules_import.take_over(connection) == [TENANT]
        assert await rules_import.take_over(connection) == []
        nieuwste = (await beheer.versies()).versies[0]
        assert nieuwste.herkomst == "map" and nieuwste.kenmerk == kenmerk(registry.read_folder(tmp_path / TENANT))
        assert (await beheer.stack.sql(tellen))[0][0] == aantal + 1
        bekend = (await beheer.stack.web.ask("netwerk", RegelsKennen(stand=""))).versies
        assert {v.tenant for v in bekend} >= {"swv2202po", TENANT}  # the broken one stays on what it had
    finally:
        async with connection.transaction():
            await connection.execute("set local session_replication_role = replica")
            for tabel in ("regelversie", "regelstand"):
                await connection.execute(
                    f"delete from netwerk.{tabel} where tenant = $1 and kenmerk = $2",
                    TENANT,
                    kenmerk(registry.read_folder(tmp_path / TENANT)),
                )
        monkeypatch.setattr(registry, "MAP", echt)
        assert await rules_import.take_over(connection) == []  # and the operator is told that all is well again
        await connection.close()


async def test_een_warme_start_leest_geen_regels(beheer: Beheer):
    """Two hashes are compared and nothing is done: what a restart costs every time."""

    async def migreren() -> str:
        proces = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "infra.migrate", stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
        )
        uit, _ = await proces.communicate()
        assert proces.returncode == 0, uit.decode()
        return uit.decode()

    # Whoever is at work on the folders at this moment has them taken over first.
    uit = [await migreren() for _ in range(3)]
    assert any("database is bij" in regels and "bewaard" not in regels for regels in uit[1:])
