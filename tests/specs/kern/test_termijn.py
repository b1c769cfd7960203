"""Een losse termijn, met de Algemene termijnenwet (1, 2 en 4), en de kalender eronder."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from services.kern.feestdagen import is_werkdag
from services.kern.kalender import (
    Periode,
    in_woorden,
    local_date,
    periodes,
    plus_maanden,
    schooljaar_van,
    verjaardag,
)
from services.kern.rekenfout import Rekenfout
from services.kern.termijn import termijn


class TestEenTermijn:
    @pytest.mark.parametrize(
        ("vanaf", "aantal", "eenheid", "nominaal", "einde"),
        [
            (date(2027, 1, 25), 90, "dagen", date(2027, 4, 25), date(2027, 4, 26)),
            (date(2027, 1, 24), 91, "dagen", date(2027, 4, 25), date(2027, 4, 25)),
            (date(2027, 1, 31), 12, "weken", date(2027, 4, 25), date(2027, 4, 26)),
            (date(2027, 1, 24), 13, "weken", date(2027, 4, 25), date(2027, 4, 25)),
            (date(2027, 1, 25), 3, "maanden", date(2027, 4, 25), date(2027, 4, 26)),
            (date(2026, 12, 25), 4, "maanden", date(2027, 4, 25), date(2027, 4, 25)),
            (date(2026, 4, 25), 1, "jaren", date(2027, 4, 25), date(2027, 4, 25)),
        ],
    )
    def test_schuift_alleen_tot_negentig_dagen_twaalf_weken_of_drie_maanden(
        self, vanaf, aantal, eenheid, nominaal, einde
    ):
        uitkomst = termijn(vanaf, aantal, eenheid)
        assert (uitkomst.nominaal_einde, uitkomst.einde) == (nominaal, einde)

    @pytest.mark.parametrize(
        ("vanaf", "dagen", "einde"),
        [
            (date(2027, 3, 25), 3, date(2027, 3, 31)),  # Goede Vrijdag tot en met Pasen ertussen
            (date(2026, 12, 23), 4, date(2026, 12, 28)),
            (date(2027, 5, 4), 3, date(2027, 5, 11)),
            (date(2027, 3, 25), 2, date(2027, 3, 30)),  # korter dan drie dagen: alleen de eerstvolgende werkdag
        ],
    )
    def test_van_drie_dagen_of_meer_bevat_twee_werkdagen(self, vanaf, dagen, einde):
        uitkomst = termijn(vanaf, dagen, "dagen").einde
        assert uitkomst == einde
        if dagen >= 3:
            assert sum(is_werkdag(vanaf + timedelta(days=n)) for n in range(1, (einde - vanaf).days + 1)) >= 2

    def test_die_niet_uit_de_wet_komt_schuift_niet(self):
        assert termijn(date(2026, 11, 21), 1, "weken", wettelijk=False).einde == date(2026, 11, 28)

    def test_die_terugrekent_schuift_niet(self):
        assert termijn(date(2026, 11, 29), 1, "weken", richting="terug").einde == date(2026, 11, 22)
        assert termijn(date(2027, 3, 30), 1, "werkdagen", richting="terug").einde == date(2027, 3, 25)
        assert termijn(date(2028, 3, 31), 1, "maanden", richting="terug").einde == date(2028, 2, 29)

    def test_in_uren_loopt_door_over_een_lang_weekeinde_en_de_wintertijd(self):
        in_uren = termijn(datetime(2026, 10, 24, 12, 0, tzinfo=timezone(timedelta(hours=2))), 24, "uren")
        assert in_uren.einde.isoformat() == "2026-10-25T11:00:00+01:00"

    def test_buiten_de_kalender_bestaat_niet(self):
        with pytest.raises(OverflowError):
            termijn(date(2026, 11, 23), 10**9, "werkdagen")


class TestDeKalender:
    def test_telt_de_dag_in_nederland(self):
        assert local_date(datetime(2026, 11, 22, 23, 30, tzinfo=UTC)) == date(2026, 11, 23)
        assert local_date(datetime(2026, 7, 31, 21, 59, tzinfo=UTC)) == date(2026, 7, 31)
        assert local_date(datetime(2026, 7, 31, 22, 0, tzinfo=UTC)) == date(2026, 8, 1)
        assert local_date(date(2026, 11, 23)) == date(2026, 11, 23)

    def test_raadt_niet_naar_een_tijdzone(self):
        with pytest.raises(ValueError, match="zonder tijdzone"):
            local_date(datetime(2026, 11, 23))

    def test_schrijft_een_datum_zoals_een_mens(self):
        assert in_woorden(date(2028, 2, 29)) == "dinsdag 29 februari 2028"

    @pytest.mark.parametrize(
        ("dag", "maanden", "later"),
        [
            (date(2027, 1, 31), 1, date(2027, 2, 28)),
            (date(2028, 1, 31), 1, date(2028, 2, 29)),
            (date(2026, 11, 30), 3, date(2027, 2, 28)),
            (date(2027, 3, 31), -1, date(2027, 2, 28)),
        ],
    )
    def test_telt_maanden_tot_het_einde_van_een_korte_maand(self, dag, maanden, later):
        assert plus_maanden(dag, maanden) == later

    def test_begint_een_schooljaar_op_1_augustus(self):
        assert (schooljaar_van(date(2026, 7, 31)), schooljaar_van(date(2026, 8, 1))) == (2025, 2026)

    def test_kiest_geen_verjaardag_voor_een_schrikkelkind(self):
        assert verjaardag(date(2020, 2, 29), 4, None) == date(2024, 2, 29)
        with pytest.raises(Rekenfout):
            verjaardag(date(2020, 2, 29), 5, None)

    def test_voegt_losse_dagen_samen_tot_periodes(self):
        dagen = [date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 3)]
        assert periodes(dagen) == [Periode(dagen[0], dagen[1]), Periode(dagen[2], dagen[2])]
        assert periodes([]) == []
