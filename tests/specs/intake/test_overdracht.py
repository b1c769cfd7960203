"""Wat er meegaat naar het voortgezet onderwijs: alleen wat is gekozen, en niet langer dan is gezegd."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.overdracht.keuze import (
    ONDERDELEN,
    TEKSTEN,
    keuze_toetsen,
    nog_zonder_plek,
    op_dag,
    overstap_toetsen,
    overstapjaar,
    selectie,
    toestemming_toetsen,
    verloopdag_toetsen,
    zichtbaar,
)
from services.kern.errors import OngeldigeInvoer

VANDAAG = date(2026, 11, 23)
ZIN = "Een rustige plek en een vaste mentor."
NAMEN = st.sets(st.sampled_from(list(ONDERDELEN)))


@given(NAMEN, st.dictionaries(st.sampled_from(list(ONDERDELEN)), st.lists(st.text(min_size=1), min_size=1)))
def test_wat_niet_is_gekozen_gaat_nooit_mee(gekozen: set[str], alles: dict[str, list[str]]):
    mee = selectie(gekozen, alles)
    assert set(mee) == gekozen & set(alles)
    assert all(mee[naam] == alles[naam] for naam in mee)
    assert list(mee) == [naam for naam in ONDERDELEN if naam in mee]


@given(NAMEN)
def test_van_een_tekst_die_niet_is_gekozen_blijft_niets_over(gekozen: set[str]):
    teksten = {naam: f"{ZIN} ({naam})" for naam in TEKSTEN}
    if not gekozen:
        with pytest.raises(OngeldigeInvoer):
            keuze_toetsen(gekozen, teksten, ONDERDELEN)
        return
    namen, uit = keuze_toetsen(gekozen, teksten, ONDERDELEN)
    assert set(namen) == gekozen and set(uit) == gekozen & set(TEKSTEN)


@pytest.mark.parametrize(
    ("gekozen", "teksten", "veld"),
    [
        ((), {}, "onderdelen"),
        (("vraag",), {"vraag": "kort"}, "vraag"),
        (("vraag",), {}, "vraag"),
        (("advies",), {"advies": "Zijn BSN is 111222333, zie het dossier."}, "advies"),
        (("medicijnen",), {}, "onderdelen"),
    ],
)
def test_kiezen_kan_niet_zonder_of_met_iets_anders(gekozen: tuple[str, ...], teksten: dict[str, str], veld: str):
    """N1: ook hier gaat een BSN nooit mee."""
    with pytest.raises(OngeldigeInvoer) as fout:
        keuze_toetsen(gekozen, teksten, ONDERDELEN)
    assert veld in fout.value.velden


def test_wat_de_tenant_niet_noemt_kan_niet_gekozen_worden():
    with pytest.raises(OngeldigeInvoer):
        keuze_toetsen(("gezag",), {}, ("vraag", "loopbaan"))


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_na_de_laatste_dag_is_er_niets_meer_te_zien(verloopt: date, dag: date):
    assert zichtbaar("gedeeld", verloopt, dag) == (dag <= verloopt)
    assert not zichtbaar("ingetrokken", verloopt, dag) and not zichtbaar("gesignaleerd", verloopt, dag)
    assert not zichtbaar("gedeeld", None, dag)


@pytest.mark.parametrize(
    ("groep", "vandaag", "jaar"),
    [
        ("groep 8", VANDAAG, 2027), ("groep 7", VANDAAG, 2028), ("Groep 6", VANDAAG, 2029),
        ("groep 8", date(2027, 7, 31), 2027), ("groep 8", date(2027, 8, 1), 2028), ("plusklas", VANDAAG, 2027),
    ],
)  # fmt: skip
def test_het_jaar_van_de_overstap_volgt_uit_de_groep(groep: str, vandaag: date, jaar: int):
    assert overstapjaar(groep, vandaag) == jaar
    assert overstap_toetsen(jaar, vandaag) == jaar


def test_een_overstap_die_voorbij_of_te_ver_is_kan_niet():
    for jaar in (2026, 2031, 0):
        with pytest.raises(OngeldigeInvoer):
            overstap_toetsen(jaar, VANDAAG)


def test_de_laatste_dag_ligt_tussen_vandaag_en_wat_de_tenant_toestaat():
    uiterlijk = op_dag(2027, "10-01")
    assert verloopdag_toetsen(uiterlijk, uiterlijk, VANDAAG) == uiterlijk
    for dag in (VANDAAG - timedelta(days=1), uiterlijk + timedelta(days=1)):
        with pytest.raises(OngeldigeInvoer):
            verloopdag_toetsen(dag, uiterlijk, VANDAAG)


@pytest.mark.parametrize("dagen", [1, -367])
def test_toestemming_is_er_al_en_is_niet_oud(dagen: int):
    with pytest.raises(OngeldigeInvoer) as fout:
        toestemming_toetsen(VANDAAG + timedelta(days=dagen), "Formulier in de map van de school.", VANDAAG)
    assert set(fout.value.velden) == {"toestemming_op"}


def test_wie_geen_plek_heeft_dringt_naarmate_de_dag_dichterbij_komt():
    dag = date(2027, 6, 1)
    assert nog_zonder_plek("", dag, dag + timedelta(days=1)) == "te_laat"
    assert nog_zonder_plek("", dag, dag) == nog_zonder_plek("", dag, dag - timedelta(days=61)) == "binnenkort"
    assert nog_zonder_plek("", dag, dag - timedelta(days=62)) == "later"
    assert nog_zonder_plek("02EB00", dag, dag + timedelta(days=1)) == ""
