"""From a filed aanvraag to a besluit that stands, over the bus and with every real server, in both tenants."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
import pytest_asyncio

from infra import clock
from infra.people import persoon_id
from services.commissie import contract as c
from services.kern.bezwaartermijn import bezwaartermijn
from services.kern.errors import Gewijzigd, KanNiet, MagNiet, NietGevonden, OngeldigeInvoer
from services.kern.nummers import is_tlv_nummer
from services.netwerk import contract as netwerk
from tests.flows.commissie_zaak import MOTIVERING, PO, VO, WEGING, ingediend, opruimen, vertel
from tests.stack import Stack, eventually


@pytest_asyncio.fixture(autouse=True)
async def _opruimen():
    yield
    await opruimen()


class TestEnvoudigeAanvraagInHetBasisonderwijs:
    """swv2202po: no own deskundigen; the coördinator judges and decides by mandate."""

    async def test_van_ontvangst_tot_onherroepelijk(self, stack: Stack):
        zaak = await ingediend(stack, PO, soort="sbo")
        stand = await zaak.stand()
        assert (stand.status, stand.wacht_op) == ("ontvangen", "Coördinator")
        assert stand.uiterlijk_op >= clock.vandaag() + timedelta(weeks=8)
        assert "besluit_nemen" not in stand.handelingen
        await zaak.eindadvies(None)
        assert (await zaak.stand("cor")).handelingen[-1] == "besluit_nemen"
        besluit = zaak.toekenning()
        await zaak.doe(c.BesluitNemen, "cor", **besluit)
        await zaak.brief_klaar()
        stand = await zaak.stand()
        assert is_tlv_nummer(stand.besluit.nummer)
        assert stand.besluit.nummer.startswith(f"PO2202-{clock.vandaag().year}-")

        # Before it is made known, school and parents see nothing of it, and the receiving school neither.
        school = await stack.ask("commissie", c.MijnKindTonen(behandeling_id=zaak.id), "iris")
        assert school.besluit is None
        with pytest.raises(NietGevonden):
            await stack.ask("commissie", c.BeschikkingOphalen(behandeling_id=zaak.id), "iris")
        assert zaak.id not in await _tlvs(stack, zaak.beoogd)

        await zaak.doe(c.BesluitBekendmaken, "vera")
        stand = await zaak.stand()
        laatste = bezwaartermijn(clock.vandaag()).tot_en_met
        assert stand.status == "bekendgemaakt"
        assert [b.rol for b in stand.besluit.bekendmakingen] == ["school", "ouder", "ouder"]
        assert {b.bezwaar_tot_en_met for b in stand.besluit.bekendmakingen} == {laatste}
        assert [t.voor for t in stand.termijnen if t.soort == "bezwaar"] == [
            b.aan for b in stand.besluit.bekendmakingen
        ]

        ouder = {"rol": "ouder", "organisatie": str(zaak.id), "tenant": PO, "persoon": zaak.ouders[1]}
        gezin = await stack.ask("commissie", c.MijnKindTonen(behandeling_id=zaak.id), "noor", **ouder)
        assert (gezin.besluit.uitkomst, gezin.bezwaar_tot_en_met) == ("toegekend", laatste)
        assert [b.aan for b in gezin.besluit.bekendmakingen] == ["Ouder 2"]
        brief = await stack.ask("commissie", c.BeschikkingOphalen(behandeling_id=zaak.id), "noor", **ouder)
        assert brief.inhoud.startswith(b"%PDF")
        school = await stack.ask("commissie", c.BeschikkingOphalen(behandeling_id=zaak.id), "iris")
        assert school.inhoud != brief.inhoud
        gelezen = {b.aan: b.gelezen_op for b in (await zaak.stand()).besluit.bekendmakingen}
        assert gelezen["Ouder 2"] and gelezen["Ouder 1"] is None
        assert zaak.id in await _tlvs(stack, zaak.beoogd)
        # Parent 1 signs in only now, with an account that Meedoen knew already: the letter is still theirs.
        wordt = uuid4()
        await vertel(PO, netwerk.FamilieAangemeld(zaak=zaak.id, persoon=zaak.ouders[0], wordt=wordt, rol="ouder"))
        brief = await stack.ask(
            "commissie", c.BeschikkingOphalen(behandeling_id=zaak.id), "noor", **ouder | {"persoon": wordt}
        )
        assert brief.inhoud.startswith(b"%PDF")
        with pytest.raises(NietGevonden):
            vreemd = ouder | {"persoon": uuid4()}
            await stack.ask("commissie", c.BeschikkingOphalen(behandeling_id=zaak.id), "noor", **vreemd)
        with pytest.raises(NietGevonden):
            anders = ouder | {"persoon": uuid4(), "organisatie": str(uuid4())}
            await stack.ask("commissie", c.BeschikkingOphalen(behandeling_id=zaak.id), "noor", **anders)

        async def gemaild() -> bool:
            rijen = await stack.sql(
                "select aan from commissie.bericht where zaak = $1 and brief = 'besluit_bekendgemaakt'"
                " and status = 'verzonden'",
                zaak.id,
            )
            return {rij["aan"] for rij in rijen} == {persoon_id("iris"), persoon_id("dirk"), *zaak.ouders}

        await eventually(gemaild, wat="school en beide ouders bericht hebben", seconden=120)
        stack.klok(datetime.combine(laatste + timedelta(days=1), datetime.min.time(), clock.AMSTERDAM).replace(hour=2))

        async def vast() -> bool:
            return (await zaak.stand()).status == "onherroepelijk"

        await eventually(vast, wat="het besluit vaststaat", seconden=120)
        assert (await zaak.stand()).besluit.onherroepelijk_op == laatste + timedelta(days=1)
        feiten = await stack.sql(
            "select count(*) from commissie.outbox where envelope::json->>'subject' = $1"
            " and envelope::json->>'type' like '%besluit-onherroepelijk'",
            str(zaak.id),
        )
        assert feiten[0][0] == 1

    async def test_geen_naam_reist_over_de_bus(self, stack: Stack):
        zaak = await ingediend(stack, PO, soort="sbo")
        await zaak.eindadvies(None)
        rijen = await stack.sql("select envelope from commissie.outbox where onderwerp like $1", "swv.swv2202po.%")
        assert rijen and all(zaak.leerling.split()[1] not in rij["envelope"] for rij in rijen)

    async def test_twee_besluiten_tegelijk_krijgen_twee_nummers_op_rij(self, stack: Stack):
        zaken = [await ingediend(stack, PO, soort="sbo", ouders=1) for _ in range(3)]
        for zaak in zaken:
            await zaak.eindadvies(None)
        await asyncio.gather(*(zaak.doe(c.BesluitNemen, "cor", **zaak.toekenning()) for zaak in zaken))
        nummers = sorted([(await zaak.stand()).besluit.nummer for zaak in zaken])
        eerste = int(nummers[0][-5:])
        assert [int(n[-5:]) for n in nummers] == [eerste, eerste + 1, eerste + 2]


class TestCategorieHoogInHetBasisonderwijs:
    """swv2202po: category hoog or complex goes to an extern deskundige, and then the bestuur decides."""

    async def test_eerst_extern_advies_dan_het_bestuur(self, stack: Stack):
        zaak = await ingediend(stack, PO, soort="so", categorie="hoog", ouders=1)
        stand = await zaak.stand()
        assert (stand.beslisser.rol, stand.wacht_op) == ("bestuur", "Procesondersteuner")
        with pytest.raises(KanNiet, match="Benoem eerst"):
            await zaak.eindadvies("hoog")
        voorstel = await stack.ask("commissie", c.BenoemingVoorstellen(behandeling_id=zaak.id), "vera")
        assert voorstel.voorstel == {"extern_deskundige": persoon_id("eva")}
        await zaak.doe(c.DeskundigenBenoemen, "vera", benoemingen=voorstel.voorstel)
        with pytest.raises(KanNiet):
            await zaak.eindadvies("hoog")
        await zaak.adviseer("eva", categorie="hoog")
        await zaak.eindadvies("hoog")
        with pytest.raises(MagNiet, match="voorzitter bestuur"):
            await zaak.doe(c.BesluitNemen, "cor", **zaak.toekenning("hoog"))
        await zaak.doe(c.BesluitNemen, "bert", **zaak.toekenning("hoog"))
        assert (await zaak.stand()).status == "besloten"

    async def test_complex_aanmerken_legt_het_besluit_bij_het_bestuur(self, stack: Stack):
        zaak = await ingediend(stack, PO, soort="so", categorie="laag", ouders=1)
        await zaak.eindadvies("laag")
        await zaak.doe(c.ComplexAanmerken, "vera", complex=True, reden="Meerdere instanties zijn betrokken.")
        stand = await zaak.stand("bert")
        assert stand.beslisser.rol == "bestuur"
        assert stand.beletsels["besluit_nemen"] == "Eerst moet een extern deskundige een advies verzegelen."
        with pytest.raises(KanNiet, match="extern deskundige"):
            await zaak.doe(c.BesluitNemen, "bert", **zaak.toekenning("laag"))
        await zaak.doe(c.DeskundigenBenoemen, "vera", benoemingen={"extern_deskundige": persoon_id("eva")})
        await zaak.doe(c.ComplexAanmerken, "vera", complex=False, reden="Het bleek toch eenvoudig.")
        assert (await zaak.stand()).status == "adviezen_compleet"
        with pytest.raises(NietGevonden):
            await zaak.stand("eva")

    async def test_hogere_categorie_besluiten_dan_gevraagd_vraagt_een_ander_mandaat(self, stack: Stack):
        zaak = await ingediend(stack, PO, soort="so", categorie="laag", ouders=1)
        await zaak.eindadvies("laag")
        with pytest.raises(MagNiet, match="categorie hoog"):
            await zaak.doe(c.BesluitNemen, "cor", **zaak.toekenning("hoog", afwijking=MOTIVERING))


class TestCommissieInHetVoortgezetOnderwijs:
    """swv2201vo: two deskundigen blind to each other, one eindadvies, the directeur decides."""

    async def test_adviezen_blijven_dicht_tot_beide_verzegeld_zijn(self, stack: Stack):
        zaak = await _benoemd(stack)
        await _concept(zaak, "joost")
        for wie in ("saskia", "thea", "lies"):
            gezien = next(a for a in (await zaak.stand(wie)).adviezen if a.plek == "psycholoog")
            assert (gezien.status, gezien.versie, gezien.onderbouwing) == ("benoemd", 0, None)
        await zaak.adviseer("joost", categorie="midden")
        voor_secretaris = await zaak.stand()
        gezien = next(a for a in voor_secretaris.adviezen if a.plek == "psycholoog")
        assert (gezien.status, gezien.oordeel, gezien.verzegeld_op, gezien.zegel) == ("verzegeld", None, None, None)
        assert not any("verzegeld" in regel.zin for regel in voor_secretaris.tijdlijn)
        # A fellow deskundige is not even told that the other is ready.
        dossier = await zaak.advies("lies")
        ander = next(a for a in dossier.behandeling.adviezen if not a.eigen)
        assert (ander.status, ander.verzegeld_op, ander.antwoorden) == ("benoemd", None, None)
        assert not any("verzegeld" in regel.zin for regel in dossier.behandeling.tijdlijn)

        await zaak.adviseer("lies", categorie="midden")
        stand = await zaak.stand()
        assert stand.status == "adviezen_compleet"
        assert all(a.onderbouwing == MOTIVERING and len(a.zegel) == 64 for a in stand.adviezen)
        assert sum("verzegeld" in regel.zin for regel in stand.tijdlijn) == 2

    async def test_de_voorzitter_maakt_het_eindadvies_en_de_directeur_beslist(self, stack: Stack):
        zaak = await _geadviseerd(stack)
        with pytest.raises(MagNiet):
            await zaak.doe(c.BesluitNemen, "mirjam", **zaak.toekenning("midden"))
        await zaak.doe(c.BesluitNemen, "thea", **zaak.toekenning("midden"))
        stand = await zaak.stand()
        assert stand.besluit.nummer.startswith("VO2201-")
        assert stand.eindadvies.eenstemmig

    async def test_voor_een_afwijzing_hoort_een_gesprek(self, stack: Stack):
        zaak = await _geadviseerd(stack)
        afwijzing = {
            "uitkomst": "afgewezen",
            "motivering": MOTIVERING,
            "weging_zienswijze": WEGING,
            "afwijking": "De school kan dit met hulp van het samenwerkingsverband zelf.",
        }
        with pytest.raises(KanNiet, match="gesprek"):
            await zaak.doe(c.BesluitNemen, "thea", **afwijzing)
        await zaak.doe(c.GesprekAanbieden, "saskia", toelichting="Wij spreken graag over andere steun.")

        async def genodigd() -> bool:
            rijen = await stack.sql(
                "select aan from commissie.bericht where zaak = $1 and brief = 'bericht_klaar'"
                " and status = 'verzonden'",
                zaak.id,
            )
            return {rij["aan"] for rij in rijen} >= {persoon_id("karin"), persoon_id("hans"), *zaak.ouders}

        await eventually(genodigd, wat="school en ouders het aanbod kennen", seconden=120)
        await zaak.doe(c.BesluitNemen, "thea", **afwijzing)
        besluit = (await zaak.stand()).besluit
        assert (besluit.uitkomst, besluit.nummer) == ("afgewezen", None)
        await zaak.brief_klaar()
        await zaak.doe(c.BesluitBekendmaken, "saskia")
        assert zaak.id not in await _tlvs(stack, zaak.beoogd, "janneke")


class TestVerkeerdeInvoer:
    """Each is refused with a sentence, and nothing has changed."""

    async def test_wie_aan_de_school_verbonden_is_adviseert_niet(self, stack: Stack):
        zaak = await ingediend(stack, VO, soort="vso", categorie="midden", ouders=1)
        voor = await zaak.stand()
        with pytest.raises(OngeldigeInvoer) as fout:
            await zaak.doe(
                c.DeskundigenBenoemen,
                "saskia",
                benoemingen={"psycholoog": persoon_id("onno"), "orthopedagoog": persoon_id("lies")},
            )
        assert fout.value.velden == {"psycholoog": "Onno Dijkstra is verbonden aan de school die aanvraagt."}
        assert await zaak.stand() == voor

    async def test_verkeerde_discipline_of_lege_plek(self, stack: Stack):
        zaak = await ingediend(stack, VO, soort="vso", categorie="midden", ouders=1)
        with pytest.raises(OngeldigeInvoer) as fout:
            await zaak.doe(c.DeskundigenBenoemen, "saskia", benoemingen={"psycholoog": persoon_id("lies")})
        assert set(fout.value.velden) == {"psycholoog", "orthopedagoog"}

    async def test_verouderde_versie_noemt_wie_er_eerder_was(self, stack: Stack):
        zaak = await ingediend(stack, PO, soort="sbo", ouders=1)
        await zaak.eindadvies(None)
        with pytest.raises(Gewijzigd) as fout:
            await zaak.doe(c.BesluitNemen, "cor", versie=1, **zaak.toekenning())
        assert fout.value.extra["door"] == "Cor Nijland"
        assert fout.value.extra["nu"]["status"] == "geadviseerd"
        assert (await zaak.stand()).besluit is None

    async def test_dezelfde_opdracht_twee_keer_is_een_besluit(self, stack: Stack):
        zaak = await ingediend(stack, PO, soort="sbo", ouders=1)
        await zaak.eindadvies(None)
        vast = {"opdracht": uuid4(), "versie": (await zaak.stand()).versie, **zaak.toekenning()}
        eerst = await zaak.doe(c.BesluitNemen, "cor", **vast)
        assert await zaak.doe(c.BesluitNemen, "cor", **vast) == eerst
        with pytest.raises(KanNiet):
            await zaak.doe(c.BesluitNemen, "cor", **zaak.toekenning())

    @pytest.mark.parametrize(
        ("anders", "veld"),
        [
            ({"van": clock.vandaag() - timedelta(days=400)}, "van"),
            ({"van": clock.vandaag() + timedelta(days=400)}, "van"),
            ({"tot_en_met": clock.vandaag() + timedelta(days=30)}, "tot_en_met"),
            ({"motivering": "Nodig."}, "motivering"),
            ({"weging_zienswijze": " "}, "weging_zienswijze"),
            ({"uitkomst": "misschien"}, "uitkomst"),
            ({"categorie": "hoog"}, "categorie"),
        ],
    )
    async def test_een_besluit_dat_niet_klopt(self, stack: Stack, anders: dict, veld: str):
        zaak = await ingediend(stack, PO, soort="sbo", ouders=1)
        await zaak.eindadvies(None)
        if veld == "categorie":
            # Category hoog would ask another mandate; a sbo has no category at all.
            with pytest.raises((OngeldigeInvoer, MagNiet)):
                await zaak.doe(c.BesluitNemen, "cor", **zaak.toekenning(**anders))
            return
        with pytest.raises(OngeldigeInvoer) as fout:
            await zaak.doe(c.BesluitNemen, "cor", **zaak.toekenning(**anders))
        assert veld in fout.value.velden
        assert (await zaak.stand()).besluit is None

    async def test_twee_keer_verzegelen_kan_niet(self, stack: Stack):
        zaak = await _benoemd(stack)
        await zaak.adviseer("joost", categorie="midden")
        eigen = (await zaak.advies("joost")).advies
        for bericht in (
            c.AdviesVerzegelen(opdracht=uuid4(), advies_id=eigen.id, versie=eigen.versie),
            c.AdviesBewaren(opdracht=uuid4(), advies_id=eigen.id, versie=eigen.versie, onderbouwing="Toch anders."),
        ):
            with pytest.raises(KanNiet, match="verzegeld"):
                await stack.ask("commissie", bericht, "joost")
        assert (await zaak.advies("joost")).advies == eigen

    async def test_een_onvolledig_advies_wordt_niet_verzegeld(self, stack: Stack):
        zaak = await _benoemd(stack)
        eigen = (await zaak.advies("joost")).advies
        with pytest.raises(OngeldigeInvoer) as fout:
            verzegelen = c.AdviesVerzegelen(opdracht=uuid4(), advies_id=eigen.id, versie=eigen.versie)
            await stack.ask("commissie", verzegelen, "joost")
        assert set(fout.value.velden) == {"oordeel", "onderbouwing"}

    async def test_een_zaak_van_een_ander_bestaat_niet(self, stack: Stack):
        zaak = await _benoemd(stack)
        plek = await zaak.zetel("joost")
        for vraag, wie in (
            (c.AdviesTonen(advies_id=plek), "lies"),
            (c.AdviesTonen(advies_id=plek), "berend"),
            (c.BehandelingTonen(behandeling_id=zaak.id), "berend"),
            (c.BehandelingTonen(behandeling_id=zaak.id), "vera"),
            (c.MijnKindTonen(behandeling_id=zaak.id), "iris"),
            (c.MijnKindTonen(behandeling_id=zaak.id), "janneke"),
            (c.AdviesBewaren(opdracht=uuid4(), advies_id=plek, versie=1), "lies"),
        ):
            with pytest.raises(NietGevonden):
                await stack.ask("commissie", vraag, wie)
        with pytest.raises(MagNiet):
            await stack.ask("commissie", c.BehandelingTonen(behandeling_id=zaak.id), "karin")

    async def test_bekendmaken_kan_pas_als_de_brief_er_is(self, stack: Stack):
        zaak = await ingediend(stack, PO, soort="sbo", ouders=1)
        await zaak.eindadvies(None)
        await zaak.doe(c.BesluitNemen, "cor", **zaak.toekenning())
        await zaak.brief_klaar()
        # A day later the letter no longer has the right date, and is made anew by itself.
        stack.klok(clock.nu() + timedelta(days=1))
        await zaak.brief_klaar()
        await zaak.doe(c.BesluitBekendmaken, "vera")
        bekend = (await zaak.stand()).besluit
        assert bekend.bekendgemaakt_op == clock.vandaag() == bekend.genomen_op + timedelta(days=1)


async def _tlvs(stack: Stack, school: str, als: str = "rob") -> list:
    lijst = await stack.ask("commissie", c.TlvsTonen(), als, organisatie=school)
    return [tlv.behandeling_id for tlv in lijst.tlvs]


async def _benoemd(stack: Stack):
    zaak = await ingediend(stack, VO, soort="vso", categorie="midden", ouders=1)
    wie = {"psycholoog": persoon_id("joost"), "orthopedagoog": persoon_id("lies")}
    await zaak.doe(c.DeskundigenBenoemen, "saskia", benoemingen=wie)
    return zaak


async def _geadviseerd(stack: Stack):
    zaak = await _benoemd(stack)
    for sub in ("joost", "lies"):
        await zaak.adviseer(sub, categorie="midden")
    await zaak.eindadvies("midden")
    return zaak


async def _concept(zaak, als: str) -> None:
    eigen = (await zaak.advies(als)).advies
    bewaren = c.AdviesBewaren(opdracht=uuid4(), advies_id=eigen.id, versie=eigen.versie, onderbouwing="Een begin.")
    await zaak.stack.ask("commissie", bewaren, als)
    assert (await zaak.advies(als)).advies.status == "concept"
