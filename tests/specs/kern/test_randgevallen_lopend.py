"""Randgevallen van het rekencontract, zin voor zin nagelopen: de lopende termijnen."""

from __future__ import annotations

import pytest

from tests.specs.kern.vragen import fout, g, uit, vraag

ONTVANGEN = g("aanvraag_ontvangen", "2026-11-23")  # een maandag; acht weken later is maandag 18 januari 2027
ZATERDAG = g("aanvraag_ontvangen", "2026-11-21")  # acht weken later is zaterdag 16 januari; de maandag telt nog
BEKEND = g("besluit_bekendgemaakt", "2026-11-23")  # zes weken later is maandag 4 januari 2027
BEZWAAR = g("bezwaar_ontvangen", "2026-12-14")


def termijn(*gebeurtenissen: dict, **rest: object) -> dict:
    return uit("beslistermijn_tlv", gebeurtenissen=[ONTVANGEN, *gebeurtenissen], **rest)


def opschorting(grond: str, van: str, tot_en_met: str) -> dict:
    return g("opschorting", grond=grond, van=van, tot_en_met=tot_en_met)


class TestDeBeslistermijn:
    def test_een_opschorting_op_de_laatste_dag_telt_nog_en_een_dag_later_niet_meer(self):
        assert termijn(opschorting("overmacht", "2027-01-18", "2027-01-19"))["nominaal_einde"] == "2027-01-20"
        assert termijn(opschorting("overmacht", "2027-01-19", "2027-03-01"))["opgeschorte_dagen"] == 0

    def test_een_opschorting_die_er_voor_het_begin_al_was_telt_vanaf_de_dag_erna(self):
        al_bezig = opschorting("instemming", "2026-11-01", "2026-11-24")
        assert termijn(al_bezig)["opschortingen"] == [{"van": "2026-11-24", "tot_en_met": "2026-11-24"}]

    def test_van_twee_gelijke_vragen_met_een_antwoord_telt_de_open_vraag(self):
        vraag_ = g("aanvulling_gevraagd", "2026-12-01", termijn_tot="2026-12-15")
        antwoord = g("aanvulling_ontvangen", "2026-12-10")
        for volgorde in ([vraag_, vraag_, antwoord], [antwoord, vraag_, vraag_]):
            assert termijn(*volgorde)["buiten_behandeling_uiterlijk"] == "2027-01-12"
        assert termijn(vraag_, antwoord)["buiten_behandeling_uiterlijk"] is None

    def test_een_mededeling_op_een_opgeschorte_laatste_dag_telt_die_dag_eerst(self):
        stil = opschorting("overmacht", "2027-01-18", "2027-01-18")
        verdaagd = g("verdaging_meegedeeld", "2027-01-18", nieuwe_datum="2027-01-20")
        uitkomst = termijn(stil, verdaagd)
        assert (uitkomst["verdaging"], uitkomst["nominaal_einde"]) == ("tijdig", "2027-01-20")
        assert termijn(stil, {**verdaagd, "nieuwe_datum": "2027-01-19"})["nominaal_einde"] == "2027-01-19"

    @pytest.mark.parametrize(
        ("op", "oordeel"), [("2027-01-17", "tijdig"), ("2027-01-18", "tijdig"), ("2027-01-19", "te_laat")]
    )
    def test_een_mededeling_in_het_weekeinde_na_het_getelde_einde_is_op_tijd(self, op, oordeel):
        verdaagd = g("verdaging_meegedeeld", op, nieuwe_datum="2027-02-13")
        uitkomst = uit("beslistermijn_tlv", gebeurtenissen=[ZATERDAG, verdaagd])
        assert uitkomst["verdaging"] == oordeel
        assert uitkomst["uiterste_beslisdatum"] == ("2027-02-13" if oordeel == "tijdig" else "2027-01-18")

    def test_een_genoemde_datum_die_niet_later_is_laat_de_termijn_zoals_zij_was_met_rol(self):
        verdaagd = g("verdaging_meegedeeld", "2027-01-04", nieuwe_datum="2027-01-18")
        uitkomst = uit("beslistermijn_tlv", gebeurtenissen=[ZATERDAG, verdaagd])
        assert (uitkomst["verdaging"], uitkomst["nominaal_einde"]) == ("tijdig", "2027-01-16")
        assert uitkomst["uiterste_beslisdatum"] == "2027-01-18"

    def test_opgeschorte_dagen_na_een_genoemde_datum_schuiven_haar_op_zonder_rol(self):
        verdaagd = g("verdaging_meegedeeld", "2027-01-15", nieuwe_datum="2027-02-12")
        uitkomst = termijn(verdaagd, opschorting("aanvrager", "2027-02-12", "2027-02-12"))
        assert uitkomst["nominaal_einde"] == uitkomst["uiterste_beslisdatum"] == "2027-02-13"  # een zaterdag

    def test_de_eerste_mededeling_telt_ook_als_een_latere_verder_reikt(self):
        eerst = g("verdaging_meegedeeld", "2026-12-01", nieuwe_datum="2027-01-25")
        later = g("verdaging_meegedeeld", "2026-12-02", nieuwe_datum="2027-06-01")
        assert termijn(later, eerst)["uiterste_beslisdatum"] == "2027-01-25"

    def test_een_mededeling_op_de_dag_van_ontvangst_gaat_voor_alles(self):
        verdaagd = g("verdaging_meegedeeld", "2026-11-23", nieuwe_datum="2027-02-13")
        assert termijn(verdaagd)["uiterste_beslisdatum"] == "2027-02-13"

    def test_twee_antwoorden_op_een_dag_gaan_in_de_volgorde_van_de_lijst(self):
        gevraagd = g("aanvulling_gevraagd", "2026-12-01", termijn_tot="2026-12-15")
        half = g("aanvulling_ontvangen", "2026-12-10", volledig=False)
        heel = g("aanvulling_ontvangen", "2026-12-10")
        assert termijn(gevraagd, half, heel)["buiten_behandeling_uiterlijk"] == "2027-01-07"
        assert termijn(gevraagd, heel, half)["buiten_behandeling_uiterlijk"] is None

    def test_een_antwoord_na_de_termijn_hoort_nergens_bij(self):
        gevraagd = g("aanvulling_gevraagd", "2026-12-01", termijn_tot="2026-12-10")
        uitkomst = termijn(gevraagd, g("aanvulling_ontvangen", "2026-12-11"))
        assert uitkomst["opschortingen"] == [{"van": "2026-12-02", "tot_en_met": "2026-12-09"}]
        assert uitkomst["buiten_behandeling_uiterlijk"] == "2027-01-07"

    def test_een_antwoord_hoort_bij_het_oudste_open_verzoek(self):
        een = g("aanvulling_gevraagd", "2026-12-01", termijn_tot="2026-12-20")
        twee = g("aanvulling_gevraagd", "2026-12-05", termijn_tot="2026-12-12")
        uitkomst = termijn(een, twee, g("aanvulling_ontvangen", "2026-12-08"))
        assert uitkomst["opschortingen"] == [{"van": "2026-12-02", "tot_en_met": "2026-12-11"}]

    def test_van_twee_verzoeken_op_een_dag_krijgt_het_kortste_het_antwoord(self):
        kort = g("aanvulling_gevraagd", "2026-12-01", termijn_tot="2026-12-08")
        lang = g("aanvulling_gevraagd", "2026-12-01", termijn_tot="2026-12-15")
        uitkomst = termijn(lang, kort, g("aanvulling_ontvangen", "2026-12-07"))
        assert uitkomst["opschortingen"] == [{"van": "2026-12-02", "tot_en_met": "2026-12-14"}]
        assert uitkomst["buiten_behandeling_uiterlijk"] == "2027-01-12"

    @pytest.mark.parametrize(
        ("peildatum", "status"),
        [
            ("2026-11-23", "loopt"),
            ("2026-12-01", "loopt"),
            ("2026-12-02", "opgeschort"),
            ("2026-12-14", "opgeschort"),
            ("2026-12-15", "loopt"),
            ("2027-02-01", "loopt"),
            ("2027-02-02", "verstreken"),
        ],
    )
    def test_de_stand_volgt_de_dag(self, peildatum, status):
        """Dertien dagen stil: de termijn eindigt op zondag 31 januari en loopt door tot maandag 1 februari."""
        gevraagd = g("aanvulling_gevraagd", "2026-12-01", termijn_tot="2026-12-15")
        uitkomst = termijn(gevraagd, peildatum=peildatum)
        assert (uitkomst["nominaal_einde"], uitkomst["uiterste_beslisdatum"]) == ("2027-01-31", "2027-02-01")
        assert uitkomst["status"] == status

    def test_besloten_op_de_laatste_dag_is_op_tijd_ook_na_een_weekeinde(self):
        for op, status in (("2027-01-18", "tijdig_besloten"), ("2027-01-19", "te_laat_besloten")):
            gebeurd = [ZATERDAG, g("besluit_bekendgemaakt", op)]
            assert uit("beslistermijn_tlv", gebeurtenissen=gebeurd, peildatum="2026-11-21")["status"] == status

    def test_neemt_elke_soort_gebeurtenis_in_een_lijst(self):
        """Eén register per termijn: alles wat er kan gebeuren staat erin, en beide rekenregels lezen het."""
        alles = [
            ONTVANGEN,
            g("aanvulling_gevraagd", "2026-11-27", termijn_tot="2026-12-04"),
            g("aanvulling_ontvangen", "2026-12-03"),
            opschorting("instemming", "2026-12-07", "2026-12-08"),
            opschorting("aanvrager", "2026-12-08", "2026-12-09"),
            opschorting("overmacht", "2026-12-10", "2026-12-10"),
            opschorting("buitenland", "2026-12-14", "2026-12-14"),
            opschorting("anders", "2026-12-15", "2026-12-31"),
            g("verdaging_meegedeeld", "2027-01-20", nieuwe_datum="2027-02-10"),
            g("ingebrekestelling", "2027-02-11"),
            g("besluit_bekendgemaakt", "2027-03-01"),
        ]
        uitkomst = uit("beslistermijn_tlv", gebeurtenissen=alles)
        assert uitkomst["opgeschorte_dagen"] == 10  # 28 november tot en met 2 december, 7 tot en met 10, en 14 december
        assert (uitkomst["uiterste_beslisdatum"], uitkomst["status"]) == ("2027-02-10", "te_laat_besloten")
        assert uit("dwangsom", gebeurtenissen=alles)["eerste_dag"] == "2027-02-26"


class TestElkeFoutVanEenGebeurtenis:
    @pytest.mark.parametrize(
        ("gebeurtenissen", "code", "veld"),
        [
            ([], "ontbreekt", "gebeurtenissen"),
            (None, "ontbreekt", "gebeurtenissen"),
            ({}, "ongeldige_waarde", "gebeurtenissen"),
            ([ONTVANGEN, None], "ongeldige_waarde", "gebeurtenissen[1]"),
            ([ONTVANGEN, []], "ongeldige_waarde", "gebeurtenissen[1]"),
            ([ONTVANGEN, {}], "ontbreekt", "gebeurtenissen[1].gebeurtenis"),
            ([ONTVANGEN, g("bestaat_niet", "2026-12-01")], "ongeldige_waarde", "gebeurtenissen[1].gebeurtenis"),
            ([ONTVANGEN, {"gebeurtenis": 7}], "ongeldige_waarde", "gebeurtenissen[1].gebeurtenis"),
            ([ONTVANGEN, {"gebeurtenis": ["a"]}], "ongeldige_waarde", "gebeurtenissen[1].gebeurtenis"),
            ([{"gebeurtenis": "aanvraag_ontvangen"}], "ontbreekt", "gebeurtenissen[0].op"),
            ([{"gebeurtenis": "aanvraag_ontvangen", "op": None}], "ontbreekt", "gebeurtenissen[0].op"),
            ([ONTVANGEN, ONTVANGEN], "dubbel", "gebeurtenissen[1]"),
            (
                [ONTVANGEN, g("besluit_bekendgemaakt", "2026-12-01"), g("besluit_bekendgemaakt", "2026-12-02")],
                "dubbel",
                "gebeurtenissen[2]",
            ),
            ([ONTVANGEN, g("aanvulling_ontvangen", "2026-11-22")], "volgorde", "gebeurtenissen[1].op"),
            ([ONTVANGEN, g("ingebrekestelling", "2026-11-22")], "volgorde", "gebeurtenissen[1].op"),
            (
                [ONTVANGEN, g("aanvulling_gevraagd", "2026-12-01", termijn_tot="2026-11-30")],
                "einde_voor_begin",
                "gebeurtenissen[1].termijn_tot",
            ),
            (
                [ONTVANGEN, g("aanvulling_gevraagd", "2026-12-01", termijn_tot="2026-12-15T10:00:00+01:00")],
                "ongeldige_datum",
                "gebeurtenissen[1].termijn_tot",
            ),
            ([ONTVANGEN, g("verdaging_meegedeeld", "2026-12-01")], "ontbreekt", "gebeurtenissen[1].nieuwe_datum"),
            (
                [ONTVANGEN, g("verdaging_meegedeeld", "2026-12-01", nieuwe_datum="2026-11-30")],
                "einde_voor_begin",
                "gebeurtenissen[1].nieuwe_datum",
            ),
            (
                [ONTVANGEN, g("verdaging_meegedeeld", "2026-12-01", nieuwe_datum="2027-02-01", weken=2)],
                "onbekend_veld",
                "gebeurtenissen[1].weken",
            ),
            (
                [ONTVANGEN, g("opschorting", van="2026-12-01", tot_en_met="2026-12-02")],
                "ontbreekt",
                "gebeurtenissen[1].grond",
            ),
            (
                [ONTVANGEN, opschorting("vakantie", "2026-12-01", "2026-12-02")],
                "ongeldige_waarde",
                "gebeurtenissen[1].grond",
            ),
            (
                [ONTVANGEN, opschorting("geschillencommissie", "2026-12-01", "2026-12-02")],
                "ongeldige_waarde",
                "gebeurtenissen[1].grond",
            ),
            # Geen enkele opschorting zonder einde.
            (
                [ONTVANGEN, g("opschorting", grond="overmacht", van="2026-12-01")],
                "ontbreekt",
                "gebeurtenissen[1].tot_en_met",
            ),
            (
                [ONTVANGEN, g("opschorting", grond="overmacht", van="2026-12-01", tot_en_met=None)],
                "ontbreekt",
                "gebeurtenissen[1].tot_en_met",
            ),
            (
                [ONTVANGEN, opschorting("overmacht", "2026-12-02", "2026-12-01")],
                "einde_voor_begin",
                "gebeurtenissen[1].tot_en_met",
            ),
            (
                [ONTVANGEN, {**opschorting("overmacht", "2026-12-01", "2026-12-01"), "op": "2026-12-01"}],
                "onbekend_veld",
                "gebeurtenissen[1].op",
            ),
            (
                [ONTVANGEN, g("aanvulling_ontvangen", "2026-12-01", volledig=1)],
                "ongeldige_waarde",
                "gebeurtenissen[1].volledig",
            ),
            (
                [ONTVANGEN, g("aanvulling_ontvangen", "2026-12-01", volledig="ja")],
                "ongeldige_waarde",
                "gebeurtenissen[1].volledig",
            ),
            ([g("aanvraag_ontvangen", "2026-02-30")], "ongeldige_datum", "gebeurtenissen[0].op"),
            ([g("aanvraag_ontvangen", "2026-11-23 ")], "ongeldige_datum", "gebeurtenissen[0].op"),
            ([g("aanvraag_ontvangen", "2026-11-23T10:00")], "ongeldige_datum", "gebeurtenissen[0].op"),
        ],
    )
    def test_heeft_een_code_en_een_pad(self, gebeurtenissen, code, veld):
        for regel in ("beslistermijn_tlv", "dwangsom", "aanvullend:beroep_niet_tijdig"):
            assert fout(regel, gebeurtenissen=gebeurtenissen) == (code, veld)


class TestDeDwangsom:
    def ledger(self, *gebeurtenissen: dict, **rest: object) -> dict:
        return uit("dwangsom", gebeurtenissen=[ONTVANGEN, *gebeurtenissen], **rest)

    def test_op_de_laatste_dag_van_de_termijn_is_te_vroeg_en_op_de_dag_van_het_besluit_te_laat(self):
        assert self.ledger(g("ingebrekestelling", "2027-01-18"))["ingebrekestelling"] == "te_vroeg"
        besluit = g("besluit_bekendgemaakt", "2027-02-01")
        assert self.ledger(besluit, g("ingebrekestelling", "2027-02-01"))["ingebrekestelling"] == "te_laat"
        assert self.ledger(besluit, g("ingebrekestelling", "2027-01-31"))["ingebrekestelling"] == "geldig"

    def test_de_eerste_geldige_telt_en_zonder_geldige_zegt_de_laatste_waarom_niet(self):
        brieven = [g("ingebrekestelling", op) for op in ("2027-01-25", "2027-01-10", "2027-01-20")]
        assert self.ledger(*brieven)["eerste_dag"] == "2027-02-04"
        te = [g("ingebrekestelling", "2027-03-01"), g("ingebrekestelling", "2027-01-10")]
        assert self.ledger(g("besluit_bekendgemaakt", "2027-02-01"), *te)["ingebrekestelling"] == "te_laat"

    @pytest.mark.parametrize(
        ("conv_4", "eerste", "laatste"), [(15, "2027-02-03", "2027-03-16"), (14, "2027-02-02", "2027-03-15")]
    )
    def test_het_verloop_is_tweeenveertig_dagen_en_rolt_niet(self, conv_4, eerste, laatste):
        uitkomst = self.ledger(g("ingebrekestelling", "2027-01-19"), conventie={"CONV-4": conv_4})
        assert (uitkomst["eerste_dag"], uitkomst["laatste_dag"], uitkomst["dagen"]) == (eerste, laatste, 42)
        assert uitkomst["bedrag"] == "1442.00"

    @pytest.mark.parametrize(
        ("besluit", "dagen", "bedrag"),
        [
            ("2027-02-03", 0, "0.00"),
            ("2027-02-04", 1, "23.00"),
            ("2027-02-17", 14, "322.00"),
            ("2027-02-18", 15, "357.00"),
            ("2027-03-03", 28, "812.00"),
            ("2027-03-17", 42, "1442.00"),
            ("2027-06-01", 42, "1442.00"),
        ],
    )
    def test_de_dag_van_bekendmaking_telt_niet(self, besluit, dagen, bedrag):
        uitkomst = self.ledger(g("ingebrekestelling", "2027-01-19"), g("besluit_bekendgemaakt", besluit))
        assert (uitkomst["dagen"], uitkomst["bedrag"]) == (dagen, bedrag)
        assert (uitkomst["eerste_dag"] is None) == (uitkomst["vaststellen_uiterlijk"] is None) == (dagen == 0)

    @pytest.mark.parametrize("uitsluiting", ["onredelijk_laat", "geen_belanghebbende", "kennelijk"])
    def test_een_uitsluiting_laat_niets_over(self, uitsluiting):
        uitkomst = self.ledger(g("ingebrekestelling", "2027-01-19"), uitsluiting=uitsluiting, aanvragers=3)
        assert uitkomst["per_aanvrager"] == ["0.00", "0.00", "0.00"] and uitkomst["laatste_dag"] is None

    def test_de_peildatum_telt_de_dagen_tot_dan_en_laat_de_datums_staan(self):
        uitkomst = self.ledger(g("ingebrekestelling", "2027-01-19"), peildatum="2027-02-03")
        assert (uitkomst["dagen"], uitkomst["bedrag"], uitkomst["laatste_dag"]) == (1, "23.00", "2027-03-16")


class TestHetBezwaar:
    def bezwaar(self, *gebeurtenissen: dict, **rest: object) -> dict:
        return uit("bezwaar", gebeurtenissen=[BEKEND, *gebeurtenissen], **rest)

    @pytest.mark.parametrize(
        ("velden", "indiening"),
        [
            ({"op": "2027-01-04"}, "tijdig"),
            ({"op": "2027-01-05"}, "te_laat"),
            ({"op": "2027-01-04T23:59:59+01:00"}, "tijdig"),
            ({"op": "2027-01-04T23:00:00Z"}, "te_laat"),
            ({"op": "2027-01-11", "gepost_op": "2027-01-04"}, "tijdig"),
            ({"op": "2027-01-12", "gepost_op": "2027-01-04"}, "te_laat"),
            ({"op": "2027-01-06", "gepost_op": "2027-01-05"}, "te_laat"),
            ({"op": "2027-02-01", "elders_ontvangen_op": "2027-01-04"}, "tijdig"),
            ({"op": "2027-02-01", "elders_ontvangen_op": "2027-01-11", "gepost_op": "2027-01-04"}, "tijdig"),
            ({"op": "2026-11-23"}, "tijdig"),
            ({"op": "2026-11-22"}, "te_vroeg"),
            ({"op": "2026-12-01", "elders_ontvangen_op": "2026-11-22"}, "te_vroeg"),
        ],
    )
    def test_is_op_tijd_te_vroeg_of_te_laat(self, velden, indiening):
        assert self.bezwaar({"gebeurtenis": "bezwaar_ontvangen", **velden})["indiening"] == indiening

    def test_zonder_bezwaar_is_alles_over_de_beslissing_leeg(self):
        uitkomst = self.bezwaar(
            g("hoorzitting", "2027-02-10"),
            opschorting("anders", "2027-01-05", "2027-01-06"),
            g("verdaging_meegedeeld", "2027-01-06"),
            peildatum="2027-01-05",
        )
        leeg = {veld: waarde for veld, waarde in uitkomst.items() if not veld.startswith("bezwaartermijn")}
        assert len(leeg) == 11 and all(waarde in (None, [], 0, "geen") for waarde in leeg.values()), leeg

    @pytest.mark.parametrize(
        ("rest", "einde"),
        [
            ({}, "2027-03-29"),
            ({"commissie": False}, "2027-02-15"),
            ({"soort": "openbaar_po"}, "2027-02-01"),
            ({"soort": "vo"}, "2027-01-11"),
            ({"soort": None, "commissie": None}, "2027-03-29"),
        ],
    )
    def test_elke_soort_heeft_zijn_begin_en_zijn_weken(self, rest, einde):
        assert self.bezwaar(BEZWAAR, **rest)["nominaal_einde"] == einde

    def test_de_geschillencommissie_zet_alleen_bij_een_school_de_klok_stil(self):
        stil = opschorting("geschillencommissie", "2027-01-05", "2027-01-14")
        soorten = ("tlv", "openbaar_po")
        dagen = {soort: self.bezwaar(BEZWAAR, stil, soort=soort)["opgeschorte_dagen"] for soort in soorten}
        assert dagen == {"tlv": 0, "openbaar_po": 10}

    def test_het_uitstel_telt_vanaf_het_getelde_of_het_verlengde_einde(self):
        """Twaalf weken na 4 januari is tweede paasdag; de termijn loopt door tot dinsdag 30 maart."""
        verdaagd = g("verdaging_meegedeeld", "2027-03-30", weken=1)
        assert self.bezwaar(BEZWAAR, verdaagd)["nominaal_einde"] == "2027-04-05"
        gerold = self.bezwaar(BEZWAAR, verdaagd, conventie={"CONV-6": "verlengd"})
        assert (gerold["nominaal_einde"], gerold["verdaging"]) == ("2027-04-06", "tijdig")
        assert self.bezwaar(BEZWAAR, g("verdaging_meegedeeld", "2027-03-31"))["verdaging"] == "te_laat"

    @pytest.mark.parametrize(
        ("gebeurtenis", "code", "veld"),
        [
            (g("verdaging_meegedeeld", "2027-01-05", weken=0), "ongeldige_waarde", "gebeurtenissen[2].weken"),
            (g("verdaging_meegedeeld", "2027-01-05", weken=True), "ongeldige_waarde", "gebeurtenissen[2].weken"),
            (g("verdaging_meegedeeld", "2027-01-05", weken=-1), "negatief", "gebeurtenissen[2].weken"),
            (g("verdaging_meegedeeld", "2026-11-22"), "volgorde", "gebeurtenissen[2].op"),
            (g("hoorzitting", "2026-11-22"), "volgorde", "gebeurtenissen[2].op"),
            (g("beslissing_bekendgemaakt", "2026-11-22"), "volgorde", "gebeurtenissen[2].op"),
            (BEZWAAR, "dubbel", "gebeurtenissen[2]"),
            (BEKEND, "dubbel", "gebeurtenissen[2]"),
            (opschorting("overmacht", "2027-01-05", "2027-01-06"), "ongeldige_waarde", "gebeurtenissen[2].grond"),
            (g("herstel_ontvangen", "2027-01-05", volledig=False), "onbekend_veld", "gebeurtenissen[2].volledig"),
        ],
    )
    def test_wat_niet_kan_zegt_waarom(self, gebeurtenis, code, veld):
        assert fout("bezwaar", gebeurtenissen=[BEKEND, BEZWAAR, gebeurtenis]) == (code, veld)

    @pytest.mark.parametrize("veld", ["gepost_op", "elders_ontvangen_op"])
    def test_gepost_of_elders_ontvangen_kan_niet_na_de_ontvangst(self, veld):
        gebeurd = [BEKEND, {**BEZWAAR, veld: "2026-12-15"}]
        assert fout("bezwaar", gebeurtenissen=gebeurd) == ("einde_voor_begin", f"gebeurtenissen[1].{veld}")


class TestDeZorgplicht:
    def aanmelding(self, *gebeurtenissen: dict, sector: str = "po", **rest: object) -> dict:
        gebeurd = [g("aanmelding_ontvangen", "2026-09-01"), *gebeurtenissen]
        return uit("zorgplicht", sector=sector, gebeurtenissen=gebeurd, **rest)

    @pytest.mark.parametrize(
        ("op", "asiel", "plaatsing"),
        [
            ("2026-11-10", False, "geen"),
            ("2026-11-11", False, "tijdelijk"),
            ("2026-10-13", True, "geen"),
            ("2026-10-14", True, "toelating"),
        ],
    )
    def test_op_de_laatste_dag_is_er_nog_op_tijd_beslist(self, op, asiel, plaatsing):
        for naam in ("beslissing_meegedeeld", "elders_ingeschreven"):
            assert self.aanmelding(g(naam, op), asielregels=asiel)["plaatsing"] == plaatsing

    def test_elders_ingeschreven_mag_voor_de_aanmelding_en_beslissen_niet(self):
        assert self.aanmelding(g("elders_ingeschreven", "2020-09-01"))["plaatsing"] == "geen"
        gebeurd = [g("aanmelding_ontvangen", "2026-09-01"), g("beslissing_meegedeeld", "2026-08-31")]
        assert fout("zorgplicht", sector="po", gebeurtenissen=gebeurd) == ("volgorde", "gebeurtenissen[1].op")

    def test_de_vierde_verjaardag_op_de_dag_van_plaatsing_schuift_niets_op(self):
        assert self.aanmelding(geboren_op="2022-11-11")["plaatsing_vanaf"] == "2026-11-11"
        assert self.aanmelding(geboren_op="2022-11-12")["plaatsing_vanaf"] == "2026-11-12"
        for sector in ("so_cluster_1_2", "vo"):
            assert self.aanmelding(sector=sector, geboren_op="2022-11-12")["plaatsing_vanaf"] == "2026-11-11"

    def test_een_schrikkelkind_vraagt_alleen_een_keuze_waar_die_nodig_is(self):
        gebeurd = [g("aanmelding_ontvangen", "2027-09-01")]
        kind = {"geboren_op": "2024-02-29", "gebeurtenissen": gebeurd}
        assert vraag("zorgplicht", sector="vo", **kind)["uitkomst"]["aanmelden_vanaf"] is None
        assert fout("zorgplicht", sector="po", **kind) == ("keuze_nodig", "geboren_op")

    def test_een_vraag_om_informatie_zet_niets_stil(self):
        met = self.aanmelding(g("informatie_gevraagd", "2026-09-02"), g("informatie_ontvangen", "2026-10-30"))
        assert met == self.aanmelding()

    def test_bij_de_asielregels_kan_verlengen_niet(self):
        uitkomst = self.aanmelding(g("verlenging_meegedeeld", "2026-09-02"), asielregels=True)
        assert (uitkomst["verlenging"], uitkomst["verlengen_uiterlijk"]) == ("niet_toegestaan", None)
        assert uitkomst["nominaal_einde"] == "2026-10-13"

    @pytest.mark.parametrize("weken", [0, 5, "2", 2.0, True])
    def test_verlengen_is_een_tot_vier_weken(self, weken):
        gebeurd = [g("aanmelding_ontvangen", "2026-09-01"), g("verlenging_meegedeeld", "2026-09-02", weken=weken)]
        assert fout("zorgplicht", sector="po", gebeurtenissen=gebeurd)[0] == "ongeldige_waarde"
