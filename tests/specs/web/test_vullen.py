"""Wat de schermen zeggen bij een stand van de zaak."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from uuid import UUID

import pytest

from services.commissie.contract import Regel
from services.intake.contract import VraagAanSchool
from services.netwerk.contract import Hoed
from tenants.registry import load_all
from tests.specs.web.standen import PO, TOEN, VANDAAG, VO, aanvraag, besluit, document, mijn_kind, stappen
from web.filling import aanvraag as aanvragen
from web.filling import familie
from web.filling.handelingen import _instroom, _wie_mag
from web.filling.schoolvraag import schoolvraag
from web.filling.tijdlijn import tijdlijn
from web.show import onderscheiden


class TestDeSchoolNaHetBesluit:
    def test_leest_het_besluit_het_nummer_en_de_laatste_dag_voor_bezwaar(self):
        pagina = aanvragen.aanvraag(aanvraag(status="besloten"), PO, VANDAAG, behandeling=mijn_kind())
        assert pagina.besluit is not None
        assert pagina.besluit.kop.startswith("Toegekend")
        assert pagina.besluit.tlv_nummer == "PO2202-2026-001"
        assert pagina.besluit.bezwaar == "Bezwaar maken kan tot en met dinsdag 5 januari 2027."
        assert pagina.besluit.beschikking_url == f"/beschikkingen/{aanvraag().id}.pdf"

    @pytest.mark.parametrize("behandeling", [None, mijn_kind(besluit=None, bezwaar_tot_en_met=None)])
    def test_ziet_geen_besluit_voordat_het_bekend_is(self, behandeling):
        assert aanvragen.aanvraag(aanvraag(), PO, VANDAAG, behandeling=behandeling).besluit is None

    def test_ziet_na_het_indienen_waar_de_aanvraag_is(self):
        stappen = {s.naam: s.staat for s in aanvragen.aanvraag(aanvraag(), PO, VANDAAG).stappen}
        assert stappen == {"Ingediend": "klaar", "Bij het samenwerkingsverband": "nu", "Besluit": "straks"}
        assert aanvragen.aanvraag(aanvraag(status="concept", ingediend_op=None), PO, VANDAAG).stappen == []


def test_een_bestuur_ziet_dat_en_wanneer_en_niet_wat():
    pagina = aanvragen.volgen(
        aanvraag(tijdlijn=[Regel(op=TOEN, zin="De aanvraag is ingediend.", door="Dirk")]), PO, VANDAAG
    )
    assert [regel.tekst for regel in pagina.tijdlijn] == ["De aanvraag is ingediend."]
    assert not {"onderdelen", "documenten", "zienswijzen", "nog_nodig"} & set(pagina.__struct_fields__)


class TestEenDocumentDatOpnieuwIsGevraagd:
    VRAAG = VraagAanSchool(
        id=UUID(int=99),
        tekst="Graag een nieuwer opp.",
        document_soort="opp",
        gevraagd_op=date(2026, 11, 23),
        termijn_tot=date(2026, 12, 7),
        beantwoord_op=None,
        antwoord=None,
    )

    def eisen(self, *documenten):
        stand = aanvraag(
            status="aanvulling_gevraagd",
            documenten=list(documenten),
            vragen=[self.VRAAG],
            handelingen=["aanvulling_indienen", "document_toevoegen"],
        )
        return {e.id: e for e in schoolvraag(stand, self.VRAAG, PO, VANDAAG, {}).documenten}

    def test_is_niet_in_orde_met_wat_er_al_was(self):
        eis = self.eisen(document("opp"))["opp"]
        assert (eis.staat, eis.staat_tekst, eis.knop) == ("opnieuw", "Opnieuw gevraagd", "Nieuwe versie toevoegen")

    def test_heet_gevraagd_als_er_nog_niets_was(self):
        assert self.eisen()["opp"].staat_tekst == "Gevraagd"

    def test_is_in_orde_zodra_bij_de_vraag_een_nieuwer_is_toegevoegd(self):
        nieuw = document("opp", 2, vraag_id=self.VRAAG.id)
        assert self.eisen(document("opp"), nieuw)["opp"].staat_tekst == "In orde"

    def test_wordt_eerst_gecontroleerd(self):
        nieuw = document("opp", 2, vraag_id=self.VRAAG.id, status="ontvangen")
        assert self.eisen(document("opp"), nieuw)["opp"].staat == "controle"

    def test_van_een_ander_document_komt_er_een_bij(self):
        assert self.eisen(document("overig"))["overig"].knop == "Nog een document toevoegen"


class TestDeLeerling:
    def test_onder_de_18_krijgt_geen_brief_die_niet_opengaat(self):
        pagina = familie.leerling(aanvraag(), mijn_kind(bezwaar_tot_en_met=None), VO, VANDAAG)
        assert pagina.besluit.brief_url == ""
        assert "Je ouders en je school hebben de brief gekregen." in pagina.besluit.tekst

    def test_vanaf_18_opent_de_eigen_brief(self):
        assert familie.leerling(aanvraag(), mijn_kind(), VO, VANDAAG).besluit.brief_url

    @pytest.mark.parametrize("tenant", [PO, VO], ids=["po", "vo"])
    @pytest.mark.parametrize("ingediend", [False, True])
    def test_leest_in_geen_stap_u(self, tenant, ingediend: bool):
        stand = mijn_kind(besluit=None, stappen=stappen(tenant)) if ingediend else None
        zinnen = [stap.naam for stap in familie.leerling(aanvraag(), stand, tenant, VANDAAG).stappen]
        assert len(zinnen) >= len(tenant.openbare_stappen) - 2
        assert not [zin for zin in zinnen if {"u", "uw", "jullie"} & set(zin.lower().split())]

    def test_leest_na_het_besluit_je(self):
        nee = mijn_kind(besluit=besluit(uitkomst="afgewezen", van=None, tot_en_met=None), bezwaar_tot_en_met=None)
        pagina = familie.leerling(aanvraag(), nee, PO, VANDAAG)
        assert "besluit" in pagina.kop
        assert not {"u", "uw"} & set(f"{pagina.kop} {pagina.inleiding} {pagina.besluit.tekst}".lower().split())


class TestDeOuder:
    def test_leest_voor_het_indienen_alleen_stappen_die_er_komen(self):
        """In het PO kijkt alleen bij categorie hoog een deskundige van buiten mee."""
        gewoon = familie.ouder(aanvraag(soort="sbo", categorie=None), None, PO, "Noor", VANDAAG)
        hoog = familie.ouder(aanvraag(soort="so", categorie="hoog"), None, PO, "Noor", VANDAAG)
        advies = PO.openbare_stappen["advies"]
        assert advies not in [stap.naam for stap in gewoon.stappen]
        assert advies in [stap.naam for stap in hoog.stappen]
        assert PO.openbare_stappen["aanvulling"] not in [stap.naam for stap in hoog.stappen]

    def test_leest_na_het_besluit_geen_kop_die_nog_vraagt(self):
        pagina = familie.ouder(aanvraag(), mijn_kind(), PO, "Noor", VANDAAG)
        assert pagina.kop == "Het besluit over Sem"
        assert "vraagt" not in pagina.inleiding

    def test_wordt_niet_gevraagd_te_bellen_als_er_geen_nummer_is(self):
        assert not PO.contact.telefoon
        assert "Bel" not in familie.ouder(aanvraag(), mijn_kind(), PO, "Noor", VANDAAG).besluit.bezwaar_uitleg

    def test_ziet_de_school_en_hoe_het_samenwerkingsverband_te_bereiken_is(self):
        contact = familie.contact(aanvraag(), VO)
        assert contact.functie
        assert (contact.swv, contact.email) == (VO.naam, VO.contact.email)


def test_wie_beslist_leest_wanneer_leerlingen_hier_kunnen_beginnen():
    stand = SimpleNamespace(vandaag=VANDAAG)
    assert "de eerstvolgende is vrijdag 1 januari 2027" in _instroom(stand, load_all()["swv2510po"])
    assert _instroom(stand, PO) == ""


class TestTijdlijn:
    def test_twee_benoemingen_zijn_twee_deskundigen(self):
        regels = [Regel(op=TOEN, zin="Een deskundige is benoemd.", door="Vera")] * 2
        assert [r.tekst for r in tijdlijn(regels, VANDAAG)] == ["Een deskundige is benoemd (2 deskundigen)."]

    def test_wat_verschilt_staat_apart(self):
        regels = [Regel(op=TOEN, zin="Een deskundige is benoemd.", door=door) for door in ("Vera", "Cor")]
        assert len(tijdlijn(regels, VANDAAG)) == 2


class TestRollenDieGelijkHeten:
    def hoed(self, nummer: int, sinds: date, rol: str = "ouder", organisatie_naam: str = "Uw kind") -> Hoed:
        return Hoed(
            id=UUID(int=nummer),
            tenant="swv2202po",
            rol=rol,
            organisatie=str(nummer),
            organisatie_naam=organisatie_naam,
            sinds=sinds,
        )

    def test_twee_kinderen_zijn_uit_elkaar_te_houden(self):
        hoeden = [self.hoed(1, date(2026, 11, 22)), self.hoed(2, date(2026, 3, 1)), self.hoed(3, date(2026, 11, 22))]
        assert onderscheiden(hoeden) == [
            "Aanvraag 2 (uitgenodigd op 22 november 2026)",
            "Aanvraag 1 (uitgenodigd op 1 maart 2026)",
            "Aanvraag 3 (uitgenodigd op 22 november 2026)",
        ]

    def test_wie_een_voornaam_heeft_heet_zo(self):
        namen = ["Sem", "Fleur", "Sem"]
        hoeden = [self.hoed(n, date(2026, 11, n), organisatie_naam=naam) for n, naam in enumerate(namen, 1)]
        assert onderscheiden(hoeden) == [
            "Sem, 1 (uitgenodigd op 1 november 2026)",
            "Fleur",
            "Sem, 2 (uitgenodigd op 3 november 2026)",
        ]

    def test_een_kind_heeft_geen_nummer_nodig(self):
        hoeden = [self.hoed(1, VANDAAG), self.hoed(2, VANDAAG, "ib_er", "De Regenboog")]
        assert onderscheiden(hoeden) == ["Uw kind", "De Regenboog"]


def test_wie_op_een_plek_mag_staat_er_alleen_als_de_titel_het_niet_zegt():
    psycholoog, orthopedagoog = VO.commissie.plekken
    assert _wie_mag(psycholoog, psycholoog.titel) == "Psycholoog of kinder- en jeugdpsycholoog."
    assert _wie_mag(orthopedagoog, orthopedagoog.titel) == ""
