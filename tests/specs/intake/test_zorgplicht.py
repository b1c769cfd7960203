"""De zorgplicht van een aanmelding: één naam per dag, en een klok die door niets stilstaat."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.zorgplicht.houder import EINDE, INSCHRIJVING, Voorval, houder_op, houders, meekijkers
from services.intake.zorgplicht.invoer import dag_toetsen, ontvangst_toetsen, scholen_toetsen, school_toetsen
from services.intake.zorgplicht.klok import aanmelden_vanaf, alarm, kent_asielregels, klok, sector, sinds
from services.intake.zorgplicht.uitzonderingen import mogelijk
from services.kern.errors import OngeldigeInvoer

DAG = timedelta(days=1)
EIGEN, TWEEDE, DERDE = "16MA00", "02EB00", "03AB00"
BEGIN = date(2026, 9, 1)
SOORTEN = (
    "informatie_gevraagd",
    "informatie_ontvangen",
    "verlenging_meegedeeld",
    "onderzoek_gedeeld",
    "school_bereid",
    "school_niet_bereid",
    "tijdelijk_geplaatst",
    "geweigerd",
    *INSCHRIJVING,
    *EINDE,
)


def aangemeld(*meer: Voorval, op: date = BEGIN, voorkeur: str = EIGEN) -> list[Voorval]:
    return [Voorval("aanmelding_ontvangen", op, voorkeur), *meer]


@st.composite
def registers(trek: st.DrawFn) -> list[Voorval]:
    """Wat er kan gebeuren, op elke dag en in elke volgorde."""
    begin = trek(st.dates(date(2024, 1, 1), date(2028, 12, 31)))
    uit = aangemeld(op=begin, voorkeur=trek(st.sampled_from([EIGEN, TWEEDE])))
    for _ in range(trek(st.integers(0, 8))):
        school = trek(st.sampled_from([EIGEN, TWEEDE, DERDE]))
        uit.append(Voorval(trek(st.sampled_from(SOORTEN)), begin + DAG * trek(st.integers(0, 90)), school))
    return uit


@given(registers())
def test_op_elke_dag_heeft_precies_een_school_de_zorgplicht(register: list[Voorval]):
    begin = register[0].op
    geschiedenis = houders(register)
    einde = geschiedenis[-1].tot
    assert houder_op(register, begin - DAG) is None
    for n in range(100):
        dag = begin + DAG * n
        namen = [houder.school for houder in geschiedenis if houder.heeft(dag)]
        assert len(namen) == (0 if einde is not None and dag >= einde else 1), (dag, geschiedenis)


@given(registers())
def test_de_naam_verandert_alleen_door_een_inschrijving(register: list[Voorval]):
    for oud, nieuw in zip(houders(register), houders(register)[1:], strict=False):
        assert nieuw.van == oud.tot and nieuw.school != oud.school
        assert any(v.soort in INSCHRIJVING and v.school == nieuw.school and v.op == nieuw.van for v in register)


def test_de_school_van_voorkeur_heeft_de_zorgplicht_en_houdt_haar_als_een_ander_meekijkt():
    register = aangemeld(
        Voorval("onderzoek_gedeeld", BEGIN + DAG * 10, TWEEDE),
        Voorval("school_bereid", BEGIN + DAG * 20, TWEEDE),
        Voorval("geweigerd", BEGIN + DAG * 25),
    )
    assert houder_op(register, BEGIN + DAG * 200).school == EIGEN
    register.append(Voorval("elders_ingeschreven", BEGIN + DAG * 40, TWEEDE))
    assert houder_op(register, BEGIN + DAG * 39).school == EIGEN
    assert houder_op(register, BEGIN + DAG * 40).school == TWEEDE


def test_heen_en_weer_op_een_dag_is_niet_weg_geweest():
    register = aangemeld(
        Voorval("ingeschreven", BEGIN + DAG * 7, TWEEDE), Voorval("ingeschreven", BEGIN + DAG * 7, EIGEN)
    )
    assert [(houder.school, houder.van, houder.tot) for houder in houders(register)] == [(EIGEN, BEGIN, None)]


def test_wie_intrekt_verplicht_vanaf_de_volgende_dag_niemand_meer():
    register = aangemeld(Voorval("ingetrokken", BEGIN + DAG * 5))
    assert houder_op(register, BEGIN + DAG * 5).school == EIGEN
    assert houder_op(register, BEGIN + DAG * 6) is None


def test_een_tweede_school_kijkt_mee_en_geeft_een_antwoord():
    [kijker] = meekijkers(
        aangemeld(
            Voorval("onderzoek_gedeeld", BEGIN, TWEEDE),
            Voorval("school_bereid", BEGIN, DERDE),
            Voorval("school_niet_bereid", BEGIN + DAG, TWEEDE),
        )
    )
    assert (kijker.school, kijker.bereid, kijker.antwoord_op) == (TWEEDE, False, BEGIN + DAG)


# ---------------------------------------------------------------------------------------------- the clock


def test_zes_weken_en_na_tien_weken_plaatsen():
    k = klok(aangemeld(), "po", BEGIN, date(2020, 1, 1))
    assert (k.uiterlijk_op, k.plaatsen_op) == (date(2026, 10, 13), date(2026, 11, 11))
    assert (k.status, k.dag, k.wachtdagen, k.verlenging) == ("loopt", 0, 0, "geen")
    assert any("WPO" in stap.grondslag for stap in k.uitleg)


def test_wachten_op_informatie_zet_de_klok_niet_stil_en_staat_ernaast():
    register = aangemeld(
        Voorval("informatie_gevraagd", BEGIN + DAG * 5),
        Voorval("informatie_gevraagd", BEGIN + DAG * 7),
        Voorval("informatie_ontvangen", BEGIN + DAG * 9),
        Voorval("informatie_ontvangen", BEGIN + DAG * 15),
    )
    k = klok(register, "po", BEGIN + DAG * 20, date(2020, 1, 1))
    assert k.uiterlijk_op == klok(aangemeld(), "po", BEGIN, date(2020, 1, 1)).uiterlijk_op
    assert (k.dag, k.wachtdagen) == (20, 10)
    nog_open = [*register, Voorval("informatie_gevraagd", BEGIN + DAG * 18)]
    assert klok(nog_open, "po", BEGIN + DAG * 20).wachtdagen == 12


def test_op_tijd_verlengd_is_vier_weken_langer_en_te_laat_verlengd_niets():
    laatste = date(2026, 10, 13)
    op_tijd = klok(aangemeld(Voorval("verlenging_meegedeeld", laatste)), "po", laatste)
    assert (op_tijd.uiterlijk_op, op_tijd.verlenging) == (date(2026, 11, 10), "tijdig")
    assert op_tijd.plaatsen_op == date(2026, 11, 11)
    te_laat = klok(aangemeld(Voorval("verlenging_meegedeeld", laatste + DAG)), "po", laatste + DAG)
    assert (te_laat.uiterlijk_op, te_laat.status) == (laatste, "verstreken")


@pytest.mark.parametrize(
    ("wat", "op", "status"),
    [
        ("ingeschreven", date(2026, 10, 13), "gehaald"),
        ("geweigerd", date(2026, 10, 14), "te_laat"),
        ("elders_ingeschreven", date(2026, 10, 1), "gehaald"),
        ("uitgezonderd", date(2026, 9, 2), "gehaald"),
        ("ingetrokken", date(2026, 9, 2), "vervallen"),
    ],
)
def test_na_een_beslissing_staat_de_klok_en_hoeft_niemand_meer_te_plaatsen(wat: str, op: date, status: str):
    k = klok(aangemeld(Voorval(wat, op, EIGEN)), "po", op + DAG * 100)
    assert (k.status, k.plaatsen_op, k.dag) == (status, None, (op - BEGIN).days)


def test_een_kind_van_drie_wordt_pas_geplaatst_als_het_vier_is():
    k = klok(aangemeld(), "po", BEGIN, date(2022, 12, 10))
    assert k.plaatsen_op == date(2026, 12, 10)
    assert aanmelden_vanaf("po", BEGIN, date(2022, 12, 10), BEGIN) == date(2025, 12, 10)
    assert aanmelden_vanaf("vo", BEGIN, date(2014, 12, 10), BEGIN) is None


def test_een_kind_van_29_februari_wordt_zo_vroeg_mogelijk_vier():
    assert aanmelden_vanaf("po", BEGIN, date(2024, 2, 29), BEGIN) == date(2027, 2, 28)


def test_het_alarm_gaat_van_binnenkort_over_te_laat_naar_plaatsen():
    uiterlijk, plaatsen = date(2026, 10, 13), date(2026, 11, 11)

    def op(dag: date, status: str = "in_onderzoek") -> str:
        return alarm(status, uiterlijk, plaatsen, dag)

    assert op(date(2026, 9, 28)) == ""
    assert op(date(2026, 9, 29)) == op(uiterlijk) == "binnenkort"
    assert op(uiterlijk + DAG) == op(plaatsen - DAG) == "te_laat"
    assert op(plaatsen) == "plaatsen" and op(plaatsen, "tijdelijk_geplaatst") == "te_laat"
    assert op(plaatsen, "geweigerd") == op(plaatsen, "ingeschreven") == ""
    assert sinds("te_laat", uiterlijk, plaatsen) == date(2026, 10, 14)
    assert sinds("plaatsen", uiterlijk, plaatsen) == plaatsen and sinds("binnenkort", uiterlijk, plaatsen) is None


def test_de_wet_volgt_de_soort_school():
    assert [sector("bo", "PO"), sector("so", "PO"), sector("vso", "VO"), sector("vo", "VO")] == ["po", "so", "so", "vo"]
    assert "ander_niveau" in mogelijk("vo") and "ander_niveau" not in mogelijk("po")


# ------------------------------------------------------------------------------------------- what is typed


def test_een_dag_ligt_niet_in_de_toekomst_en_niet_voor_de_aanmelding():
    assert dag_toetsen(BEGIN, BEGIN, BEGIN) == BEGIN
    for fout in (BEGIN - DAG, BEGIN + DAG * 2):
        with pytest.raises(OngeldigeInvoer) as gevangen:
            dag_toetsen(fout, BEGIN, BEGIN + DAG)
        assert "op" in gevangen.value.velden


@pytest.mark.parametrize("op", [BEGIN + DAG, BEGIN - DAG * 400, date(2026, 3, 1)])
def test_een_ontvangst_die_niet_kan(op: date):
    with pytest.raises(OngeldigeInvoer):
        ontvangst_toetsen(op, date(2023, 5, 1), date(2026, 5, 1), BEGIN)


def test_een_school_bestaat_en_staat_er_een_keer():
    assert school_toetsen(EIGEN) == EIGEN
    with pytest.raises(OngeldigeInvoer):
        school_toetsen("99ZZ99")
    with pytest.raises(OngeldigeInvoer):
        school_toetsen(EIGEN, niet=EIGEN)
    assert scholen_toetsen([EIGEN, TWEEDE, TWEEDE], EIGEN) == [TWEEDE]


def test_onder_de_asielregels_zes_weken_zonder_verlengen_en_dan_toegelaten():
    """R-ZP-6: dag 43 na de aanmelding, ook als er al was verlengd; na een vergissing geldt de gewone termijn."""
    verlengd = Voorval("verlenging_meegedeeld", BEGIN + DAG * 20)
    asiel = Voorval("asielregels_gelden", BEGIN + DAG * 21)
    gewoon = klok(aangemeld(verlengd), "po", BEGIN + DAG * 22)
    kort = klok(aangemeld(verlengd, asiel), "po", BEGIN + DAG * 22)
    assert (gewoon.uiterlijk_op, gewoon.plaatsen_op) == (BEGIN + DAG * 70, BEGIN + DAG * 71)
    assert (kort.uiterlijk_op, kort.plaatsen_op) == (BEGIN + DAG * 42, BEGIN + DAG * 43)
    assert (kort.verlenging, kort.verlengen_uiterlijk) == ("niet_toegestaan", None)
    terug = klok(
        aangemeld(verlengd, asiel, Voorval("asielregels_gelden_niet", BEGIN + DAG * 21)), "po", BEGIN + DAG * 22
    )
    assert (terug.uiterlijk_op, terug.verlenging) == (gewoon.uiterlijk_op, "tijdig")


def test_de_asielregels_gelden_vanaf_12_juni_2026_en_niet_in_het_vo():
    assert [kent_asielregels("po", date(2026, 6, dag)) for dag in (11, 12)] == [False, True]
    assert kent_asielregels("so", BEGIN) and not kent_asielregels("vo", BEGIN)
