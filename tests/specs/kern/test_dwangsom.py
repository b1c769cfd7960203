"""De dwangsom bij niet tijdig beslissen (Awb 4:17 en 4:18)."""

from __future__ import annotations

from datetime import date

import pytest

from services.kern.conventies import Conventies
from services.kern.dwangsom import bedrag_over, dwangsom
from services.kern.lopende_termijn import Gebeurtenis

ONTVANGEN = Gebeurtenis("aanvraag_ontvangen", date(2026, 11, 23))  # uiterste beslisdatum 18 januari 2027


def ingebrekestelling(op: date) -> Gebeurtenis:
    return Gebeurtenis("ingebrekestelling", op)


def besluit(op: date) -> Gebeurtenis:
    return Gebeurtenis("besluit_bekendgemaakt", op)


class TestHetBedrag:
    @pytest.mark.parametrize(
        ("dagen", "centen"),
        [(0, 0), (1, 23_00), (14, 322_00), (15, 357_00), (28, 812_00), (29, 857_00), (42, 1442_00)],
    )
    def test_loopt_op_in_drie_trappen_tot_1442_euro(self, dagen, centen):
        assert bedrag_over(dagen, date(2027, 2, 3)) == centen

    def test_wordt_tot_op_de_cent_gelijk_verdeeld_over_de_aanvragers(self):
        verdeeld = dwangsom([ONTVANGEN, ingebrekestelling(date(2027, 1, 19))], aanvragers=3)
        assert verdeeld.per_aanvrager == [480_67, 480_67, 480_66]


class TestEenIngebrekestelling:
    @pytest.mark.parametrize(
        ("verloop", "oordeel"),
        [
            ([], "geen"),
            ([ingebrekestelling(date(2027, 1, 18))], "te_vroeg"),
            ([ingebrekestelling(date(2027, 1, 19))], "geldig"),
            ([besluit(date(2027, 1, 25)), ingebrekestelling(date(2027, 1, 25))], "te_laat"),
            ([besluit(date(2027, 1, 15)), ingebrekestelling(date(2027, 1, 18))], "te_vroeg"),
            ([ingebrekestelling(date(2027, 1, 18)), ingebrekestelling(date(2027, 2, 1))], "geldig"),
            (
                [ingebrekestelling(date(2027, 2, 1)), besluit(date(2027, 1, 25)), ingebrekestelling(date(2027, 1, 10))],
                "te_laat",
            ),
        ],
    )
    def test_telt_alleen_na_de_termijn_en_voor_het_besluit(self, verloop, oordeel):
        assert dwangsom([ONTVANGEN, *verloop]).ingebrekestelling == oordeel

    def test_die_als_eerste_geldig_is_bepaalt_de_eerste_dag(self):
        twee = dwangsom([ONTVANGEN, ingebrekestelling(date(2027, 2, 1)), ingebrekestelling(date(2027, 1, 19))])
        assert twee.eerste_dag == date(2027, 2, 3)

    def test_schuift_mee_met_een_genoemde_zaterdag(self):
        verdaging = Gebeurtenis("verdaging_meegedeeld", date(2027, 1, 15), nieuwe_datum=date(2027, 2, 13))
        som = dwangsom([ONTVANGEN, verdaging, ingebrekestelling(date(2027, 2, 14))])
        assert (som.eerste_dag, som.laatste_dag) == (date(2027, 3, 1), date(2027, 4, 11))
        assert som.vaststellen_uiterlijk == date(2027, 4, 26)  # 25 april is een zondag


class TestDeDagen:
    GELDIG = ingebrekestelling(date(2027, 1, 19))

    @pytest.mark.parametrize(("dagen", "eerste_dag"), [(15, date(2027, 2, 3)), (14, date(2027, 2, 2))])
    def test_beginnen_twee_weken_na_de_ingebrekestelling(self, dagen, eerste_dag):
        som = dwangsom([ONTVANGEN, self.GELDIG], conventies=Conventies(dwangsom_dagen=dagen))
        assert som.eerste_dag == eerste_dag
        assert any(f"CONV-4: {dagen} dagen" in stap.stap for stap in som.uitleg)

    def test_houden_op_voor_de_dag_van_bekendmaking(self):
        som = dwangsom([ONTVANGEN, self.GELDIG, besluit(date(2027, 2, 10))])
        assert (som.laatste_dag, som.dagen, som.bedrag) == (date(2027, 2, 9), 7, 161_00)

    @pytest.mark.parametrize("besloten_op", [date(2027, 2, 2), date(2027, 2, 3)])
    def test_zijn_er_niet_als_het_besluit_er_op_de_eerste_dag_al_is(self, besloten_op):
        som = dwangsom([ONTVANGEN, self.GELDIG, besluit(besloten_op)])
        assert (som.eerste_dag, som.laatste_dag, som.vaststellen_uiterlijk, som.bedrag) == (None, None, None, 0)

    def test_tellen_tot_en_met_de_peildatum(self):
        som = dwangsom([ONTVANGEN, self.GELDIG], peildatum=date(2027, 2, 22))
        assert (som.dagen, som.bedrag, som.laatste_dag) == (20, 532_00, date(2027, 3, 16))

    @pytest.mark.parametrize("uitsluiting", ["onredelijk_laat", "geen_belanghebbende", "kennelijk"])
    def test_zijn_er_niet_bij_een_uitsluiting(self, uitsluiting):
        som = dwangsom([ONTVANGEN, self.GELDIG], uitsluiting=uitsluiting)
        assert (som.ingebrekestelling, som.eerste_dag, som.bedrag) == ("geldig", None, 0)
