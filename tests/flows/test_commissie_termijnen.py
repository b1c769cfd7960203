"""Time at the commissie: questions that stop the clock, reminders and warnings, and what passes by itself."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
import pytest_asyncio

from infra import clock
from infra.people import persoon_id
from services.commissie import contract as c
from services.intake import contract as intake
from services.kern.errors import KanNiet, MagNiet, NietGevonden, OngeldigeInvoer
from services.kern.feestdagen import rol
from tests.flows.commissie_zaak import PO, VO, Zaak, ingediend, opruimen, vertel
from tests.stack import Stack, eventually


@pytest_asyncio.fixture(autouse=True)
async def _opruimen():
    yield
    await opruimen()


def naar(stack: Stack, dag: date, uur: int = 9) -> None:
    stack.klok(datetime(dag.year, dag.month, dag.day, uur, tzinfo=clock.AMSTERDAM))


async def vraag(zaak: Zaak, dagen: int = 14) -> c.VraagStand:
    tot = clock.vandaag() + timedelta(days=dagen)
    await zaak.doe(
        c.AanvullingVragen, zaak.secretaris, tekst="Wilt u het OPP toevoegen?", termijn_tot=tot, document_soort="opp"
    )
    return (await zaak.stand()).vragen[-1]


async def gemaild(stack: Stack, zaak: Zaak, brief: str) -> set:
    rijen = await stack.sql(
        "select aan from commissie.bericht where zaak = $1 and brief = $2 and status = 'verzonden'", zaak.id, brief
    )
    return {rij["aan"] for rij in rijen}


async def feiten(stack: Stack, zaak: Zaak, soort: str) -> int:
    rijen = await stack.sql(
        "select count(*) from commissie.outbox where envelope::json->>'subject' = $1"
        " and envelope::json->>'type' like '%' || $2",
        str(zaak.id),
        soort,
    )
    return rijen[0][0]


class TestAanvullingVragen:
    async def test_de_klok_staat_stil_tot_het_antwoord(self, stack: Stack):
        zaak = await ingediend(stack, PO, soort="sbo", ouders=1)
        voor = (await zaak.stand()).uiterlijk_op
        open_ = await vraag(zaak)
        stand = await zaak.stand()
        assert (stand.status, stand.wacht_op) == ("aanvulling_gevraagd", "School")
        herstel = next(t for t in stand.termijnen if t.soort == "hersteltermijn")
        assert (herstel.uiterlijk_op, herstel.status) == (open_.termijn_tot, "loopt")
        assert stand.uiterlijk_op > voor

        vandaag = clock.vandaag() + timedelta(days=5)
        naar(stack, vandaag)
        assert (await zaak.stand()).termijnen[0].status == "opgeschort"
        antwoord = intake.AanvullingIngediend(zaak=zaak.id, vraag_id=open_.id, ingediend_op=vandaag)
        assert await vertel(PO, antwoord, keren=2) == [True, False]
        stand = await zaak.stand()
        assert (stand.status, stand.vragen[0].status) == ("ontvangen", "beantwoord")
        assert [(p.van, p.tot_en_met) for p in stand.opschortingen] == [
            (open_.gevraagd_op + timedelta(days=1), vandaag - timedelta(days=1))
        ]
        assert stand.termijnen[0].status == "loopt"
        assert any("stond stil" in s.stap for s in stand.termijnen[0].uitleg)

    async def test_de_school_wordt_herinnerd_en_daarna_loopt_de_klok_weer(self, stack: Stack):
        zaak = await ingediend(stack, VO, soort="vso", categorie="laag", ouders=1)
        open_ = await vraag(zaak)
        naar(stack, open_.termijn_tot - timedelta(days=3))

        async def herinnerd() -> bool:
            return await gemaild(stack, zaak, "herinnering_school") == {persoon_id("karin"), persoon_id("hans")}

        await eventually(herinnerd, wat="de school herinnerd is", seconden=120)
        naar(stack, open_.termijn_tot + timedelta(days=1))

        async def verlopen() -> bool:
            return (await zaak.stand()).status == "ontvangen"

        await eventually(verlopen, wat="de zaak verder gaat", seconden=120)
        stand = await zaak.stand()
        assert stand.vragen[0].status == "verlopen"
        assert next(t for t in stand.termijnen if t.soort == "hersteltermijn").status == "verstreken"
        assert await feiten(stack, zaak, "hersteltermijn-verstreken") == 1
        assert await feiten(stack, zaak, "school-herinnerd") == 1
        # What comes after that is kept, and changes no date.
        uiterlijk = stand.uiterlijk_op
        laat = intake.AanvullingIngediend(zaak=zaak.id, vraag_id=open_.id, ingediend_op=clock.vandaag())
        await vertel(VO, laat)
        stand = await zaak.stand()
        assert (stand.uiterlijk_op, stand.vragen[0].status) == (uiterlijk, "beantwoord")

    @pytest.mark.parametrize("dagen", [-1, 0, 57, 4000])
    async def test_een_termijn_in_het_verleden_of_te_ver_weg(self, stack: Stack, dagen: int):
        zaak = await ingediend(stack, PO, soort="sbo", ouders=1)
        with pytest.raises(OngeldigeInvoer) as fout:
            await vraag(zaak, dagen)
        assert set(fout.value.velden) == {"termijn_tot"}
        stand = await zaak.stand()
        assert (stand.status, stand.vragen, stand.versie) == ("ontvangen", [], 1)

    async def test_een_tweede_vraag_zolang_er_een_openstaat(self, stack: Stack):
        zaak = await ingediend(stack, PO, soort="sbo", ouders=1)
        await vraag(zaak)
        with pytest.raises(KanNiet):
            await vraag(zaak)
        with pytest.raises(KanNiet):
            await zaak.eindadvies(None)

    async def test_een_onbekend_document(self, stack: Stack):
        zaak = await ingediend(stack, PO, soort="sbo", ouders=1)
        with pytest.raises(OngeldigeInvoer) as fout:
            await zaak.doe(
                c.AanvullingVragen,
                "vera",
                tekst=" ",
                termijn_tot=clock.vandaag() + timedelta(days=7),
                document_soort="paspoort",
            )
        assert set(fout.value.velden) == {"tekst", "document_soort"}

    async def test_intake_leest_de_vraag(self, stack: Stack):
        zaak = await ingediend(stack, PO, soort="sbo", ouders=1)
        open_ = await vraag(zaak)
        lezen = c.VraagLezen(behandeling_id=zaak.id, vraag_id=open_.id)
        assert await stack.beheer.ask_intern("commissie", lezen, tenant=PO) == open_
        with pytest.raises(NietGevonden):
            await stack.beheer.ask_intern("commissie", lezen, tenant=VO)
        with pytest.raises(MagNiet):
            await stack.ask("commissie", lezen, "vera")


class TestBeslistermijn:
    async def test_waarschuwt_secretaris_en_directeur_en_meldt_het_verstrijken_eenmaal(self, stack: Stack):
        zaak = await ingediend(stack, VO, soort="vso", categorie="laag", ouders=1)
        uiterlijk = (await zaak.stand()).uiterlijk_op
        naar(stack, uiterlijk - timedelta(days=14))

        async def gewaarschuwd() -> bool:
            return await gemaild(stack, zaak, "waarschuwing_beslistermijn") == {
                persoon_id("saskia"),
                persoon_id("thea"),
            }

        await eventually(gewaarschuwd, wat="secretaris en directeur gewaarschuwd zijn", seconden=120)
        naar(stack, uiterlijk + timedelta(days=1))

        async def verstreken() -> bool:
            return await feiten(stack, zaak, "beslistermijn-verstreken") == 1

        await eventually(verstreken, wat="het verstrijken gemeld is", seconden=120)
        stand = await zaak.stand()
        assert stand.termijnen[0].status == "verstreken"
        assert await feiten(stack, zaak, "beslistermijn-gewaarschuwd") == 1
        with pytest.raises(KanNiet, match="voorbij"):
            await verdaag(zaak, uiterlijk + timedelta(days=30))
        lijst = await stack.ask("commissie", c.WerkvoorraadTonen(filter="te_laat", zoek=zaak.leerling), "saskia")
        assert [regel.id for regel in lijst.regels] == [zaak.id]

    async def test_verdagen_kan_een_keer_en_niet_naar_voren(self, stack: Stack):
        zaak = await ingediend(stack, PO, soort="sbo", ouders=1)
        uiterlijk = (await zaak.stand()).uiterlijk_op
        for fout_op in (uiterlijk, clock.vandaag() - timedelta(days=1), uiterlijk + timedelta(days=365)):
            with pytest.raises(OngeldigeInvoer) as fout:
                await verdaag(zaak, fout_op)
            assert set(fout.value.velden) == {"nieuwe_datum"}
        nieuw = uiterlijk + timedelta(days=20)
        await verdaag(zaak, nieuw)
        stand = await zaak.stand()
        assert stand.uiterlijk_op == nieuw
        assert "verdaagd" in stand.beletsels["beslistermijn_verdagen"]
        with pytest.raises(KanNiet, match="al een keer"):
            await verdaag(zaak, nieuw + timedelta(days=20))

    async def test_opschorten_om_een_reden_van_de_wet_zo_vaak_als_nodig(self, stack: Stack):
        zaak = await ingediend(stack, PO, soort="sbo", ouders=1)
        uiterlijk = (await zaak.stand()).uiterlijk_op
        morgen = clock.vandaag() + timedelta(days=1)

        async def opschorten(grond: str, van: date, dagen: int) -> None:
            velden = {
                "grond": grond,
                "van": van,
                "tot_en_met": van + timedelta(days=dagen - 1),
                "reden": "Afgesproken.",
            }
            await zaak.doe(c.BeslistermijnOpschorten, zaak.secretaris, **velden)

        with pytest.raises(OngeldigeInvoer) as fout:
            await opschorten("anders", morgen, 0)
        assert set(fout.value.velden) == {"grond", "tot_en_met"}
        assert (await zaak.stand()).uiterlijk_op == uiterlijk
        await opschorten("instemming", morgen, 14)
        await opschorten("aanvrager", morgen + timedelta(days=7), 14)
        stand = await zaak.stand()
        assert stand.uiterlijk_op == rol(uiterlijk + timedelta(days=21))
        assert [g.titel for g in stand.ledger][-2:] == ["Uitstel met instemming", "Vertraging door de aanvrager"]
        assert await feiten(stack, zaak, "beslistermijn-opgeschort") == 2
        await eventually(lambda: gemaild(stack, zaak, "bericht_klaar"), wat="de mail is verzonden", seconden=120)


async def verdaag(zaak: Zaak, datum: date) -> None:
    await zaak.doe(c.BeslistermijnVerdagen, zaak.secretaris, nieuwe_datum=datum, reden="Het onderzoek duurt langer.")


class TestIntrekken:
    async def test_daarna_loopt_er_niets_meer(self, stack: Stack):
        zaak = await ingediend(stack, PO, soort="sbo", ouders=1)
        await vraag(zaak)
        await vertel(PO, intake.AanvraagIngetrokken(zaak=zaak.id, ingetrokken_op=clock.vandaag()))
        stand = await zaak.stand()
        assert (stand.status, stand.handelingen) == ("ingetrokken", [])
        assert {t.status for t in stand.termijnen} == {"vervallen"}
        open_ = await stack.sql(
            "select soort from commissie.taak where zaak = $1 and termijn is not null and status = 'open'", zaak.id
        )
        assert open_ == []
        lijst = await stack.ask("commissie", c.WerkvoorraadTonen(zoek=zaak.leerling), "vera")
        assert lijst.regels == []


class TestWerkvoorraad:
    async def test_de_dringendste_eerst_en_verder_zonder_gaten(self, stack: Stack):
        for dagen in (3, 1, 2):
            await ingediend(stack, VO, soort="pro", ouders=1, op=clock.vandaag() - timedelta(days=dagen))
        gezien, verder = [], None
        while True:
            blad = await stack.ask("commissie", c.WerkvoorraadTonen(verder=verder), "saskia")
            gezien += [(r.uiterlijk_op, r.id) for r in blad.regels]
            verder = blad.verder
            if verder is None:
                break
        assert gezien == sorted(gezien)
        assert len(set(gezien)) == len(gezien) == blad.tellingen["alle"]

    async def test_zoeken_op_het_begin_van_een_naam_of_kenmerk(self, stack: Stack):
        zaak = await ingediend(stack, PO, soort="sbo", ouders=1)
        kenmerk = (await zaak.stand()).kenmerk
        for zoek in (zaak.leerling.split()[1][:14], kenmerk[:12], f"MILA {zaak.leerling.split()[1].upper()}"):
            blad = await stack.ask("commissie", c.WerkvoorraadTonen(zoek=zoek), "vera")
            assert [r.id for r in blad.regels] == [zaak.id]
        for zoek in ("%", "_ila", zaak.leerling.split()[1][3:]):
            blad = await stack.ask("commissie", c.WerkvoorraadTonen(zoek=zoek), "vera")
            assert zaak.id not in {r.id for r in blad.regels}

    async def test_een_andere_tenant_en_andere_rollen_zien_niets(self, stack: Stack):
        zaak = await ingediend(stack, PO, soort="sbo", ouders=1)
        blad = await stack.ask("commissie", c.WerkvoorraadTonen(zoek=zaak.leerling), "saskia")
        assert blad.regels == []
        for wie in ("iris", "eva", "fenna", "bea"):
            with pytest.raises(MagNiet):
                await stack.ask("commissie", c.WerkvoorraadTonen(), wie)

    @pytest.mark.parametrize("velden", [{"filter": "alles"}, {"soort": "vso"}, {"verder": "morgen_x"}])
    async def test_een_filter_dat_niet_bestaat(self, stack: Stack, velden: dict):
        with pytest.raises(OngeldigeInvoer):
            await stack.ask("commissie", c.WerkvoorraadTonen(**velden), "vera")
