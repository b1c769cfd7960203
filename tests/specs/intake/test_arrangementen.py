"""Extra ondersteuning: hoe lang zij mag duren, wat er van een bedrag telt, en wat iemand niet kan invullen."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from services.intake.arrangementen import invoer
from services.intake.arrangementen.cases import mag
from services.intake.arrangementen.duur import besteed, laatste_dag, uiterste_tot, waarschuwen_op
from services.intake.arrangementen.proces import ARRANGEMENT
from services.kern.errors import OngeldigeInvoer
from services.kern.rollen import Rol
from tenants.registry import get, registry
from tenants.schema import Arrangement

DAG = timedelta(days=1)


def soort(**anders: object) -> Arrangement:
    gewoon = {"titel": "Time-out", "doel": "Even weg", "beslist": "steunpuntcoordinator", "bron": "Plan, bijlage 2.4.1"}
    return Arrangement(**(gewoon | anders))


@pytest.mark.parametrize(
    ("van", "aantal", "eenheid", "tot"),
    [
        (date(2026, 11, 23), 3, "maanden", date(2027, 2, 22)),
        (date(2026, 11, 30), 3, "maanden", date(2027, 2, 28)),  # 30 februari bestaat niet: de maand is vol
        (date(2027, 11, 30), 3, "maanden", date(2028, 2, 29)),  # schrikkeljaar
        (date(2026, 12, 31), 6, "maanden", date(2027, 6, 30)),
        (date(2026, 2, 28), 1, "maanden", date(2026, 3, 27)),
        (date(2026, 11, 23), 6, "weken", date(2027, 1, 3)),
        (date(2026, 11, 23), 1, "weken", date(2026, 11, 29)),
        (date(2026, 7, 31), 1, "schooljaren", date(2026, 7, 31)),
        (date(2026, 8, 1), 1, "schooljaren", date(2027, 7, 31)),
        (date(2026, 8, 1), 2, "schooljaren", date(2028, 7, 31)),
    ],
)
def test_de_laatste_dag_telt_mee(van: date, aantal: int, eenheid: str, tot: date):
    assert laatste_dag(van, aantal, eenheid) == tot


def test_de_uiterste_dag_is_de_vroegste_van_de_duur_en_het_einde_van_de_soort():
    kort = soort(hoogstens=3, eenheid="maanden", tot_en_met=date(2026, 7, 31))
    assert uiterste_tot(kort, date(2026, 1, 5)) == (
        date(2026, 4, 4),
        "Hoogstens 3 maanden vanaf maandag 5 januari 2026: tot en met zaterdag 4 april 2026.",
    )
    assert uiterste_tot(kort, date(2026, 6, 1)) == (date(2026, 7, 31), "Deze soort stopt na vrijdag 31 juli 2026.")
    assert uiterste_tot(soort(), date(2026, 6, 1)) == (None, "")


def test_individuele_arrangementen_in_emmen_eindigen_met_juli_2026():
    """Seed 002, par. 4.5: tot en met juli 2026. Daarna is de soort er niet; wat loopt, eindigt op die dag."""
    individueel = get("swv2202po", date(2026, 7, 31)).arrangementen["individueel"]
    assert uiterste_tot(individueel, date(2026, 5, 1))[0] == date(2026, 7, 31)
    with pytest.raises(OngeldigeInvoer) as fout:
        invoer.tot_toetsen(individueel, date(2026, 5, 1), date(2026, 8, 1))
    assert fout.value.velden == {"tot": "Deze soort stopt na vrijdag 31 juli 2026."}
    assert "individueel" not in get("swv2202po", date(2026, 8, 1)).arrangementen
    assert "individueel" in registry().version("swv2202po", date(2026, 8, 1)).tenant.arrangementen


def test_de_waarschuwing_komt_zo_lang_van_tevoren_als_vastgelegd_en_nooit_voor_het_begin():
    van, tot = date(2026, 11, 23), date(2027, 2, 14)
    assert waarschuwen_op(van, tot, 3) == tot - timedelta(weeks=3)
    assert waarschuwen_op(van, tot, None) == tot - timedelta(weeks=2)
    assert waarschuwen_op(van, van + DAG, 3) == van


@pytest.mark.parametrize(
    ("per", "cent"),
    [
        (date(2026, 8, 31), 1_000_00),  # de laatste dag zelf
        (date(2026, 9, 30), 1_000_00),  # later kan niet meer kosten
        (date(2026, 8, 15), 483_87),  # 15 van 31 dagen: 483,870…
        (date(2026, 8, 1), 32_26),  # één dag: 32,258…
        (date(2026, 7, 31), 0),  # het begon nooit
    ],
)
def test_een_bedrag_telt_tot_en_met_de_dag_in_hele_centen(per: date, cent: int):
    assert besteed(1_000_00, date(2026, 8, 1), date(2026, 8, 31), per) == cent


def test_stoppen_en_de_rest_zijn_samen_het_geheel():
    van, tot = date(2026, 8, 1), date(2027, 7, 31)
    for dag in range(365):
        deel = besteed(99_999_97, van, tot, van + DAG * dag)
        assert 0 <= deel <= 99_999_97
    assert deel == 99_999_97


@pytest.mark.parametrize(
    ("van", "tot", "veld"),
    [
        (date(2026, 11, 1), date(2026, 12, 1), "van"),  # drie weken terug
        (date(2027, 12, 1), date(2027, 12, 2), "van"),  # meer dan een jaar vooruit
        (date(2026, 12, 2), date(2026, 12, 1), "tot"),
        (date(2026, 11, 23), date(2027, 2, 23), "tot"),  # een dag te lang
    ],
)
def test_een_periode_die_niet_kan_krijgt_een_zin_bij_het_veld(van: date, tot: date, veld: str):
    with pytest.raises(OngeldigeInvoer) as fout:
        invoer.periode_toetsen(soort(hoogstens=3, eenheid="maanden"), van, tot, date(2026, 11, 23))
    assert list(fout.value.velden) == [veld]


def test_een_periode_die_net_kan():
    invoer.periode_toetsen(
        soort(hoogstens=3, eenheid="maanden"), date(2026, 11, 9), date(2027, 2, 8), date(2026, 11, 23)
    )


@pytest.mark.parametrize(
    ("regels", "cent", "inzet", "nodig", "veld"),
    [
        ({}, 100_00, None, False, "cent"),
        ({}, None, 4, False, "inzet"),
        ({"geld": True, "hoogstens_cent": 500_00}, 500_01, None, False, "cent"),
        ({"geld": True}, 0, None, False, "cent"),
        ({"inzet": "uren", "hoogstens_inzet": 40}, None, 41, False, "inzet"),
        ({"inzet": "uren"}, None, 0, False, "inzet"),
        ({"inzet": "uren"}, None, None, True, "inzet"),
        ({"geld": True}, None, None, True, "cent"),
    ],
)
def test_bedrag_en_inzet_blijven_binnen_wat_is_vastgelegd(
    regels: dict, cent: int | None, inzet: int | None, nodig: bool, veld: str
):
    with pytest.raises(OngeldigeInvoer) as fout:
        invoer.omvang_toetsen(soort(**regels), cent, inzet, nodig=nodig)
    assert list(fout.value.velden) == [veld]


def test_een_soort_zonder_geld_of_uren_vraagt_daar_niet_om():
    invoer.omvang_toetsen(soort(), None, None, nodig=True)


@pytest.mark.parametrize(
    "doelen",
    [(), ("", " "), ("kort",), ("Rustig werken in de klas.",) * 2, tuple(f"Dit is doel nummer {n}." for n in range(4))],
)
def test_een_plan_heeft_een_tot_drie_doelen_die_iets_zeggen(doelen: tuple[str, ...]):
    with pytest.raises(OngeldigeInvoer) as fout:
        invoer.doelen_toetsen(doelen)
    assert list(fout.value.velden) == ["doelen"]


def test_een_burgerservicenummer_komt_nergens_in_het_plan():
    nummer = "BSN 111222333"
    for toets in (
        lambda: invoer.doelen_toetsen([f"Het kind {nummer} werkt zelfstandig."]),
        lambda: invoer.tekst_toetsen(f"Het gaat om {nummer}.", "behoefte"),
        lambda: invoer.groep_toetsen(f"groep {nummer}"),
    ):
        with pytest.raises(OngeldigeInvoer):
            toets()


def test_terugkijken_gaat_over_elk_doel_en_zegt_waarom_iets_niet_lukte():
    assert invoer.uitkomsten_toetsen(1, ("behaald",), ("",)) == [""]
    with pytest.raises(OngeldigeInvoer) as fout:
        invoer.uitkomsten_toetsen(2, ("behaald", "deels"), ("", ""))
    assert list(fout.value.velden) == ["toelichting_2"]
    with pytest.raises(OngeldigeInvoer):
        invoer.uitkomsten_toetsen(2, ("behaald",), ("",))
    with pytest.raises(OngeldigeInvoer):
        invoer.uitkomsten_toetsen(1, ("geweldig",), ("",))


def test_alleen_wie_over_een_soort_beslist_kent_toe_en_de_school_mag_altijd_stoppen():
    for rol in (Rol.STEUNPUNTCOORDINATOR, Rol.DIRECTEUR, Rol.SECRETARIS, Rol.SCHOOLDIRECTEUR):
        assert mag("arrangement_toekennen", rol, "steunpuntcoordinator") == (rol == Rol.STEUNPUNTCOORDINATOR)
    assert mag("arrangement_stoppen", Rol.IB_ER, "directeur") and mag("arrangement_stoppen", Rol.DIRECTEUR, "directeur")
    assert not mag("arrangement_stoppen", Rol.SECRETARIS, "directeur")
    assert {h.naam for h in ARRANGEMENT.mogelijk_voor(Rol.IB_ER, "gevraagd")} == {
        "plan_bijstellen",
        "arrangement_intrekken",
    }
