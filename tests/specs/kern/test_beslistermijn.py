"""De beslistermijn van een TLV-aanvraag (Awb 4:5, 4:13, 4:14 en 4:15)."""

from __future__ import annotations

from datetime import date

import pytest

from services.kern.beslistermijn import Gebeurtenis, Periode, beslistermijn
from services.kern.conventies import Conventies
from services.kern.rekenfout import Rekenfout
from services.kern.termijn import hersteltermijn

ONTVANGEN = Gebeurtenis("aanvraag_ontvangen", date(2026, 11, 23))


def gevraagd(op: date, termijn_tot: date | None) -> Gebeurtenis:
    return Gebeurtenis("aanvulling_gevraagd", op, termijn_tot=termijn_tot)


def ontvangen(op: date, volledig: bool = True) -> Gebeurtenis:
    return Gebeurtenis("aanvulling_ontvangen", op, volledig=volledig)


def opschorting(grond: str, van: date, tot_en_met: date) -> Gebeurtenis:
    return Gebeurtenis("opschorting", grond=grond, van=van, tot_en_met=tot_en_met)


def verdaging(op: date, nieuwe_datum: date) -> Gebeurtenis:
    return Gebeurtenis("verdaging_meegedeeld", op, nieuwe_datum=nieuwe_datum)


class TestDeBeslistermijn:
    def test_loopt_acht_weken_vanaf_de_dag_na_ontvangst(self):
        assert beslistermijn([ONTVANGEN]).uiterste_beslisdatum == date(2027, 1, 18)

    def test_die_op_goede_vrijdag_eindigt_loopt_door_tot_dinsdag_na_pasen(self):
        termijn = beslistermijn([Gebeurtenis("aanvraag_ontvangen", date(2027, 1, 29))])
        assert termijn.nominaal_einde == date(2027, 3, 26)
        assert termijn.uiterste_beslisdatum == date(2027, 3, 30)

    def test_loopt_in_de_schoolvakantie_gewoon_door(self):
        termijn = beslistermijn([Gebeurtenis("aanvraag_ontvangen", date(2026, 6, 15))])
        assert termijn.uiterste_beslisdatum == date(2026, 8, 10)

    def test_kan_op_een_schrikkeldag_eindigen(self):
        termijn = beslistermijn([Gebeurtenis("aanvraag_ontvangen", date(2028, 1, 4))])
        assert termijn.uiterste_beslisdatum == date(2028, 2, 29)

    def test_van_een_strenger_samenwerkingsverband_is_korter(self):
        assert beslistermijn([ONTVANGEN], weken=6).uiterste_beslisdatum == date(2027, 1, 4)

    def test_na_het_laatste_bekende_jaar_waarschuwt_voor_gelijkgestelde_dagen(self):
        termijn = beslistermijn([Gebeurtenis("aanvraag_ontvangen", date(2028, 11, 6))])
        assert any("2028 is nog niet bekend" in stap.stap for stap in termijn.uitleg)
        assert not any("nog niet bekend" in stap.stap for stap in beslistermijn([ONTVANGEN]).uitleg)

    def test_begint_bij_de_ontvangst_van_een_aanvraag(self):
        with pytest.raises(Rekenfout) as fout:
            beslistermijn([ontvangen(date(2026, 12, 1))])
        assert fout.value.code == "ontbreekt"

    def test_begint_maar_een_keer(self):
        with pytest.raises(Rekenfout) as fout:
            beslistermijn([ONTVANGEN, ONTVANGEN])
        assert (fout.value.code, fout.value.veld) == ("dubbel", "gebeurtenissen[1]")

    @pytest.mark.parametrize(
        ("gebeurtenis", "code", "veld"),
        [
            (gevraagd(date(2026, 11, 20), date(2026, 12, 1)), "volgorde", "gebeurtenissen[1].op"),
            (
                opschorting("overmacht", date(2026, 11, 2), date(2026, 11, 22)),
                "volgorde",
                "gebeurtenissen[1].tot_en_met",
            ),
            (gevraagd(date(2026, 12, 1), date(2026, 11, 30)), "einde_voor_begin", "gebeurtenissen[1].termijn_tot"),
            (verdaging(date(2026, 12, 1), date(2026, 11, 30)), "einde_voor_begin", "gebeurtenissen[1].nieuwe_datum"),
            (
                opschorting("overmacht", date(2026, 12, 2), date(2026, 12, 1)),
                "einde_voor_begin",
                "gebeurtenissen[1].tot_en_met",
            ),
        ],
    )
    def test_weigert_wat_niet_kan_en_wijst_het_veld_aan(self, gebeurtenis, code, veld):
        with pytest.raises(Rekenfout) as fout:
            beslistermijn([ONTVANGEN, gebeurtenis])
        assert (fout.value.code, fout.value.veld) == (code, veld)

    def test_kent_geen_peildatum_voor_de_ontvangst(self):
        with pytest.raises(Rekenfout) as fout:
            beslistermijn([ONTVANGEN], date(2026, 11, 22))
        assert (fout.value.code, fout.value.veld) == ("volgorde", "peildatum")


class TestEenVerzoekOmAanvulling:
    def test_zet_de_klok_stil_tot_de_dag_van_de_aanvulling(self):
        termijn = beslistermijn(
            [ONTVANGEN, gevraagd(date(2026, 12, 1), date(2026, 12, 15)), ontvangen(date(2026, 12, 10))]
        )
        assert termijn.opschortingen == [Periode(date(2026, 12, 2), date(2026, 12, 9))]
        assert termijn.opgeschorte_dagen == 8
        assert termijn.uiterste_beslisdatum == date(2027, 1, 26)

    def test_zonder_termijn_zet_de_klok_niet_stil(self):
        termijn = beslistermijn([ONTVANGEN, gevraagd(date(2026, 12, 1), None), ontvangen(date(2026, 12, 10))])
        assert termijn.opgeschorte_dagen == 0
        assert any("zonder termijn" in stap.stap for stap in termijn.uitleg)

    def test_dat_de_volgende_dag_wordt_beantwoord_kost_geen_dag(self):
        termijn = beslistermijn(
            [ONTVANGEN, gevraagd(date(2026, 12, 1), date(2026, 12, 15)), ontvangen(date(2026, 12, 2))]
        )
        assert termijn.opgeschorte_dagen == 0

    @pytest.mark.parametrize(("lezing", "dagen"), [("kort", 8), ("lang", 9)])
    def test_dat_onbeantwoord_blijft_loopt_af_volgens_de_gekozen_lezing(self, lezing, dagen):
        termijn = beslistermijn(
            [ONTVANGEN, gevraagd(date(2026, 12, 1), date(2026, 12, 10))], conventies=Conventies(herstel=lezing)
        )
        assert termijn.opgeschorte_dagen == dagen

    def test_dat_na_het_einde_komt_doet_niets(self):
        termijn = beslistermijn(
            [ONTVANGEN, gevraagd(date(2027, 1, 18), date(2027, 1, 29)), ontvangen(date(2027, 1, 27))]
        )
        assert termijn.uiterste_beslisdatum == date(2027, 1, 18)

    def test_wordt_beantwoord_door_het_eerste_antwoord_dat_op_tijd_is(self):
        vroeg, laat = gevraagd(date(2026, 12, 1), date(2026, 12, 8)), gevraagd(date(2026, 12, 1), date(2026, 12, 15))
        termijn = beslistermijn([laat, ONTVANGEN, vroeg, ontvangen(date(2026, 12, 5))])
        # Het antwoord hoort bij de kortste termijn; de langste blijft open en loopt ongebruikt af.
        assert termijn.opschortingen == [Periode(date(2026, 12, 2), date(2026, 12, 14))]

    def test_laat_bij_een_onvolledig_antwoord_vier_weken_om_niet_te_behandelen(self):
        verzoek = gevraagd(date(2026, 12, 1), date(2026, 12, 15))
        onvolledig = beslistermijn([ONTVANGEN, verzoek, ontvangen(date(2026, 12, 10), volledig=False)])
        volledig = beslistermijn([ONTVANGEN, verzoek, ontvangen(date(2026, 12, 10))])
        assert onvolledig.buiten_behandeling_uiterlijk == date(2027, 1, 7)
        assert volledig.buiten_behandeling_uiterlijk is None

    def test_geeft_een_hersteltermijn_die_op_een_werkdag_eindigt(self):
        herstel = hersteltermijn(date(2026, 12, 11), 2, "weken")
        assert herstel.termijn_tot == date(2026, 12, 28)  # 25 december wordt de maandag na kerst


class TestOpschorting:
    @pytest.mark.parametrize("grond", ["instemming", "aanvrager", "overmacht", "buitenland"])
    def test_op_een_grond_uit_de_wet_telt(self, grond):
        termijn = beslistermijn([ONTVANGEN, opschorting(grond, date(2026, 12, 7), date(2026, 12, 20))])
        assert termijn.uiterste_beslisdatum == date(2027, 2, 1)

    def test_omdat_er_nog_andere_hulp_mogelijk_is_telt_niet(self):
        termijn = beslistermijn([ONTVANGEN, opschorting("anders", date(2026, 12, 10), date(2027, 1, 10))])
        assert termijn.uiterste_beslisdatum == date(2027, 1, 18)
        assert any("de wet kent de reden voor dit uitstel niet" in stap.stap for stap in termijn.uitleg)

    def test_van_een_dag_binnen_een_andere_telt_niet_nog_eens(self):
        dag = date(2026, 12, 10)
        termijn = beslistermijn(
            [
                ONTVANGEN,
                opschorting("instemming", date(2026, 12, 7), date(2026, 12, 20)),
                opschorting("overmacht", dag, dag),
            ]
        )
        assert termijn.opgeschorte_dagen == 14
        assert any("CONV-3" in stap.grondslag for stap in termijn.uitleg)

    def test_telt_samenvallende_dagen_een_keer_en_zegt_dat(self):
        termijn = beslistermijn(
            [
                ONTVANGEN,
                opschorting("instemming", date(2026, 12, 7), date(2026, 12, 20)),
                opschorting("overmacht", date(2026, 12, 14), date(2026, 12, 22)),
            ]
        )
        assert termijn.opgeschorte_dagen == 16
        assert any("CONV-3" in stap.grondslag for stap in termijn.uitleg)

    def test_die_aansluit_op_een_andere_is_een_periode_zonder_dubbele_dagen(self):
        termijn = beslistermijn(
            [
                ONTVANGEN,
                opschorting("aanvrager", date(2026, 12, 1), date(2026, 12, 10)),
                opschorting("overmacht", date(2026, 12, 11), date(2026, 12, 20)),
            ]
        )
        assert termijn.opschortingen == [Periode(date(2026, 12, 1), date(2026, 12, 20))]
        assert not any("CONV-3" in stap.grondslag for stap in termijn.uitleg)

    def test_die_al_voor_de_aanvraag_is_ingegaan_telt_vanaf_de_dag_na_ontvangst(self):
        termijn = beslistermijn([ONTVANGEN, opschorting("overmacht", date(2026, 11, 1), date(2026, 11, 30))])
        assert termijn.opschortingen == [Periode(date(2026, 11, 24), date(2026, 11, 30))]

    def test_die_tussen_het_getelde_en_het_werkelijke_einde_begint_doet_niets(self):
        termijn = beslistermijn(
            [
                Gebeurtenis("aanvraag_ontvangen", date(2026, 11, 21)),
                opschorting("overmacht", date(2027, 1, 17), date(2027, 1, 20)),
            ]
        )
        assert termijn.uiterste_beslisdatum == date(2027, 1, 18)


class TestVerdaging:
    def test_op_tijd_geeft_de_genoemde_datum_ook_op_zaterdag(self):
        termijn = beslistermijn([ONTVANGEN, verdaging(date(2027, 1, 15), date(2027, 2, 13))])
        assert (termijn.verdaging, termijn.uiterste_beslisdatum) == ("tijdig", date(2027, 2, 13))

    def test_een_dag_te_laat_verandert_niets(self):
        termijn = beslistermijn([ONTVANGEN, verdaging(date(2027, 1, 19), date(2027, 2, 15))])
        assert (termijn.verdaging, termijn.uiterste_beslisdatum) == ("te_laat", date(2027, 1, 18))

    def test_mag_nog_op_de_maandag_na_een_termijn_die_op_zaterdag_eindigt(self):
        aanvraag = Gebeurtenis("aanvraag_ontvangen", date(2026, 11, 21))
        termijn = beslistermijn([aanvraag, verdaging(date(2027, 1, 18), date(2027, 2, 15))])
        assert (termijn.verdaging, termijn.uiterste_beslisdatum) == ("tijdig", date(2027, 2, 15))

    def test_maakt_de_termijn_nooit_korter(self):
        termijn = beslistermijn([ONTVANGEN, verdaging(date(2026, 12, 1), date(2026, 12, 31))])
        assert (termijn.verdaging, termijn.uiterste_beslisdatum) == ("tijdig", date(2027, 1, 18))

    def test_telt_maar_een_keer(self):
        termijn = beslistermijn(
            [
                ONTVANGEN,
                verdaging(date(2027, 1, 20), date(2027, 3, 15)),
                verdaging(date(2027, 1, 15), date(2027, 2, 15)),
            ]
        )
        assert termijn.uiterste_beslisdatum == date(2027, 2, 15)

    def test_loopt_na_de_genoemde_datum_door_als_er_daarna_nog_wordt_opgeschort(self):
        termijn = beslistermijn(
            [
                ONTVANGEN,
                verdaging(date(2027, 1, 15), date(2027, 2, 13)),
                opschorting("overmacht", date(2027, 2, 1), date(2027, 2, 7)),
            ]
        )
        assert termijn.uiterste_beslisdatum == date(2027, 2, 20)


class TestDeStand:
    @pytest.mark.parametrize(
        ("peildatum", "status"),
        [
            (date(2026, 12, 1), "loopt"),
            (date(2026, 12, 2), "opgeschort"),
            (date(2026, 12, 10), "loopt"),
            (date(2027, 1, 26), "loopt"),
            (date(2027, 1, 27), "verstreken"),
            (None, None),
        ],
    )
    def test_volgt_de_klok(self, peildatum, status):
        verloop = [ONTVANGEN, gevraagd(date(2026, 12, 1), date(2026, 12, 15)), ontvangen(date(2026, 12, 10))]
        assert beslistermijn(verloop, peildatum).status == status

    @pytest.mark.parametrize(
        ("besloten_op", "status"),
        [(date(2027, 1, 18), "tijdig_besloten"), (date(2027, 1, 19), "te_laat_besloten")],
    )
    def test_eindigt_bij_het_besluit(self, besloten_op, status):
        besluit = Gebeurtenis("besluit_bekendgemaakt", besloten_op)
        assert beslistermijn([ONTVANGEN, besluit], date(2027, 3, 1)).status == status


class TestDeUitleg:
    def test_begint_met_de_ontvangst_en_de_termijn_in_gewone_woorden(self):
        eerste, tweede, *_ = beslistermijn([ONTVANGEN]).uitleg
        assert eerste.stap == "Aanvraag ontvangen op maandag 23 november 2026."
        assert tweede.stap == "De termijn is 8 weken en loopt tot en met maandag 18 januari 2027."
        assert tweede.grondslag == "Awb 4:13"

    def test_noemt_de_feestdag_waardoor_de_termijn_doorloopt(self):
        uitleg = beslistermijn([Gebeurtenis("aanvraag_ontvangen", date(2027, 1, 29))]).uitleg
        assert uitleg[-1].stap == (
            "Vrijdag 26 maart 2027 is Goede Vrijdag. De termijn loopt door tot en met dinsdag 30 maart 2027."
        )
        assert uitleg[-1].grondslag == "Algemene termijnenwet 1"
