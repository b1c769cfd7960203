"""De termijnlijn: wat er getekend wordt, en dezelfde feiten in woorden."""

from __future__ import annotations

import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.drawing.termijnlijn import Merk, Onderbreking, Termijnlijn, als_tekst, teken

LIJN = Termijnlijn(
    begin=date(2026, 10, 5),
    einde=date(2026, 12, 14),
    vandaag=date(2026, 11, 24),
    onderbrekingen=[Onderbreking(gevraagd_op=date(2026, 10, 15), hervat_op=date(2026, 10, 28))],
    merken=[Merk(dag=date(2026, 11, 18), titel="Eerste advies")],
)


def woorden(lijn: Termijnlijn) -> list[str]:
    """Every text in the drawing."""
    return [el.text or "" for el in ElementTree.fromstring(teken(lijn)).iter("text")]


class TestEenLopendeTermijn:
    def test_telt_de_dagen_van_de_stilstand_niet_als_verbruikt(self):
        assert LIJN.stil == 12
        assert LIJN.verbruikt == 38
        # 56 dagen en 12 dagen stilstand na 5 oktober is zaterdag 12 december: het wordt maandag.
        assert "38 van 58 dagen verbruikt, 12 dagen stonden stil" in woorden(LIJN)

    def test_noemt_wat_er_was_en_wat_er_komt(self):
        tekst = woorden(LIJN)
        for woord in ("Aanvraag ontvangen", "Klok gestopt", "Klok loopt weer", "Eerste advies", "Uiterste beslisdatum"):
            assert woord in tekst
        assert "nog 20 dagen" in tekst
        assert "Vandaag · di 24 nov" in tekst

    def test_staat_ook_in_woorden_in_de_volgorde_van_de_dagen(self):
        assert als_tekst(LIJN) == [
            ("Aanvraag ontvangen", "maandag 5 oktober 2026"),
            ("Klok gestopt", "donderdag 15 oktober 2026"),
            ("Klok loopt weer", "woensdag 28 oktober 2026"),
            ("Eerste advies", "woensdag 18 november 2026"),
            ("Vandaag", "dinsdag 24 november 2026"),
            ("Uiterste beslisdatum", "maandag 14 december 2026"),
        ]

    def test_is_versiering_voor_wie_kan_zien(self):
        assert ElementTree.fromstring(teken(LIJN)).get("aria-hidden") == "true"

    def test_bevat_geen_kleur_en_geen_opmaak_want_die_staan_in_het_thema(self):
        assert not re.search(r'style=|#[0-9a-f]{3,6}"|rgb', teken(LIJN))


class TestAndereStanden:
    def test_een_open_vraag_staat_gestippeld_tot_de_dag_waarop_de_klok_uiterlijk_weer_loopt(self):
        lijn = Termijnlijn(
            begin=date(2026, 10, 20),
            einde=date(2027, 1, 11),
            vandaag=date(2026, 11, 24),
            onderbrekingen=[Onderbreking(gevraagd_op=date(2026, 11, 3), hervat_op=date(2026, 12, 1), gepland=True)],
        )
        assert lijn.stil == 21
        assert lijn.verbruikt == 14
        assert "Klok loopt uiterlijk weer" in woorden(lijn)
        assert "swv-tl__seg--wacht" in teken(lijn)

    def test_te_laat_staat_na_de_laatste_dag(self):
        lijn = Termijnlijn(begin=date(2026, 9, 1), einde=date(2026, 10, 27), vandaag=date(2026, 11, 24))
        assert "28 dagen te laat" in woorden(lijn)
        assert "56 van 56 dagen verbruikt" in woorden(lijn)

    def test_een_genomen_besluit_eindigt_het_verbruik_en_toont_geen_vandaag(self):
        lijn = Termijnlijn(
            begin=date(2026, 10, 5), einde=date(2026, 11, 30), vandaag=date(2027, 2, 1), besluit_op=date(2026, 11, 9)
        )
        assert lijn.verbruikt == 35
        assert "Besluit genomen" in woorden(lijn)
        assert not any(tekst.startswith("Vandaag") for tekst in woorden(lijn))

    def test_een_verdaagd_besluit_toont_hoeveel_dagen_erbij_kwamen(self):
        lijn = Termijnlijn(
            begin=date(2026, 9, 28),
            einde=date(2026, 12, 21),
            oorspronkelijk_einde=date(2026, 11, 23),
            vandaag=date(2026, 11, 19),
        )
        assert "verdaagd +28" in woorden(lijn)

    def test_namen_worden_niet_als_opmaak_gelezen(self):
        lijn = Termijnlijn(
            begin=date(2026, 10, 5),
            einde=date(2026, 11, 30),
            vandaag=date(2026, 10, 6),
            merken=[Merk(dag=date(2026, 10, 6), titel="<script>alert(1)</script>")],
        )
        assert "<script" not in teken(lijn)


class TestEenReeksGetallen:
    """Wat boven de lijn, in de lijn en eronder staat, telt samen op."""

    def test_op_de_dag_van_de_vraag_tellen_de_dagen_waarop_de_klok_stilstaat_niet_mee(self):
        # Ontvangen op 4 november; 56 + 14 dagen verder is woensdag 13 januari.
        lijn = Termijnlijn(
            begin=date(2026, 11, 4),
            einde=date(2027, 1, 13),
            vandaag=date(2026, 11, 5),
            onderbrekingen=[Onderbreking(gevraagd_op=date(2026, 11, 5), hervat_op=date(2026, 11, 20), gepland=True)],
        )
        assert (lijn.verbruikt, lijn.komt_stil, lijn.nog, lijn.totaal) == (1, 14, 55, 56)
        assert "nog 55 dagen" in woorden(lijn)
        assert "1 van 56 dagen verbruikt" in woorden(lijn)

    def test_een_laatste_dag_in_het_weekend_telt_mee_in_de_termijn(self):
        # 56 dagen na zaterdag 3 oktober is zaterdag 28 november: het wordt maandag 30 november (ATW 1 lid 1).
        lijn = Termijnlijn(begin=date(2026, 10, 3), einde=date(2026, 11, 30), vandaag=date(2026, 12, 1))
        assert {"58 dagen verbruikt", "58 van 58 dagen verbruikt"} <= set(woorden(lijn))
        assert "Termijn: 8 weken en 2 dagen" in woorden(lijn)


dagen = st.integers(min_value=0, max_value=120)


@given(
    begin=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    vandaag=dagen,
    stops=st.lists(st.tuples(st.integers(0, 20), st.integers(2, 30)), max_size=3),
    erbij=st.integers(0, 5),
)
def test_verbruikt_en_wat_rest_zijn_samen_de_hele_termijn(begin, vandaag, stops, erbij):
    lijn = _met_stops(begin, vandaag, stops, erbij)
    if lijn.vandaag <= lijn.einde:
        assert lijn.verbruikt + lijn.nog == lijn.totaal == 56 + erbij


@given(
    begin=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    vandaag=dagen,
    stops=st.lists(st.tuples(st.integers(0, 20), st.integers(2, 30)), max_size=3),
    merken=st.lists(st.integers(0, 80), max_size=4),
    besluit=st.none() | st.integers(0, 90),
)
def test_opschriften_raken_elkaar_en_elkaars_stelen_niet(begin, vandaag, stops, merken, besluit):
    lijn = _met_stops(begin, vandaag, stops, 0, merken, besluit)
    vakken, stelen = [], []
    tekening = ElementTree.fromstring(teken(lijn))
    boven = float(tekening.get("viewBox").split()[1])
    for tekst in tekening.iter("text"):
        if tekst.get("class").startswith("swv-tl__title"):
            x, y, breed = float(tekst.get("x")), float(tekst.get("y")), 7.8 * len(tekst.text)
            assert y - 14 >= boven
            vakken.append((x - breed, x, y) if tekst.get("text-anchor") else (x, x + breed, y))
    for pad in tekening.iter("path"):
        if pad.get("class").startswith("swv-tl__stem"):
            x, top = re.fullmatch(r"M([\d.]+) \d+V(-?\d+)", pad.get("d")).groups()
            stelen.append((float(x), float(top)))
    for i, (x0, x1, y) in enumerate(vakken):
        assert not [v for v in vakken[i + 1 :] if v[2] == y and v[0] < x1 and x0 < v[1]]
        assert not [x for x, top in stelen if x0 < x < x1 and top < y]


def _met_stops(begin, vandaag, stops, erbij, merken=(), besluit=None) -> Termijnlijn:
    """A term of 56 days with these stops: (days after the one before, days it stands still)."""
    dag, stil, lijst = begin, 0, []
    for na, duur in stops:
        gevraagd = dag + timedelta(days=na)
        dag = gevraagd + timedelta(days=duur + 1)
        lijst.append(Onderbreking(gevraagd_op=gevraagd, hervat_op=dag))
        stil += duur
    einde = begin + timedelta(days=56 + stil + erbij)
    while lijst and lijst[-1].hervat_op > einde:
        einde -= timedelta(days=lijst.pop().dagen)
    return Termijnlijn(
        begin=begin,
        einde=einde,
        vandaag=begin + timedelta(days=vandaag),
        onderbrekingen=lijst,
        merken=[Merk(dag=begin + timedelta(days=n), titel="Deskundigen benoemd") for n in merken],
        besluit_op=begin + timedelta(days=besluit) if besluit is not None else None,
    )


@given(vandaag=dagen, stop=st.integers(1, 55), stil=st.integers(2, 60), besluit=st.none() | dagen)
def test_elke_stand_geeft_een_geldige_tekening_binnen_het_vel(vandaag, stop, stil, besluit):
    begin = date(2026, 10, 5)
    dag = lambda n: begin + timedelta(days=n)  # noqa: E731
    lijn = Termijnlijn(
        begin=begin,
        einde=dag(56 + stil),
        vandaag=dag(vandaag),
        onderbrekingen=[Onderbreking(gevraagd_op=dag(stop), hervat_op=dag(stop + stil))],
        besluit_op=dag(besluit) if besluit is not None else None,
    )
    tekening = ElementTree.fromstring(teken(lijn))
    for vorm in tekening.iter("rect"):
        x, breed = float(vorm.get("x", 0)), float(vorm.get("width", 0))
        assert breed >= 0
        assert 0 <= x <= 1160
    for tekst in tekening.iter("text"):
        assert -1 <= float(tekst.get("x", 0)) <= 1161
    assert 0 <= lijn.verbruikt <= 120


@pytest.mark.parametrize("lengte", [7, 28, 56, 70])
def test_elke_week_van_de_termijn_is_een_blok(lengte):
    lijn = Termijnlijn(
        begin=date(2026, 10, 5),
        einde=date(2026, 10, 5) + timedelta(days=lengte),
        vandaag=date(2026, 10, 5),
        lengte_dagen=lengte,
    )
    assert teken(lijn).count('class="swv-tl__wk"') == lengte // 7
