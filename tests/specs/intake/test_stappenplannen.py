"""What may follow a step, who does it and until when; how long one is a guest."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from services.intake.stappenplannen.contract import SOORTEN
from services.intake.stappenplannen.stappen import (
    SWV,
    Gedaan,
    PlanStap,
    afronders,
    begint_op,
    bereikbaar,
    een,
    gast_toetsen,
    laatst_gedaan,
    tekst_toetsen,
    terug_kan,
    uiterlijk,
    volgende,
    weer_uiterlijk,
)
from services.kern.errors import OngeldigeInvoer
from services.kern.policy import BESTUURSROLLEN
from services.kern.rollen import SCHOOLROLLEN, Rol
from tenants.registry import load_all

VANDAAG = date(2028, 2, 29)
PLAN = [
    PlanStap("melden", "Melden", "schooldirecteur"),
    PlanStap("bestuur", "Bestuur", "regievoerder_zorgplicht", na=["melden"], dagen=10),
    PlanStap("swv", "Samen", "directeur", na=["bestuur"]),
    PlanStap("plaatsen", "Plaatsen", "schooldirecteur", na=["bestuur", "swv"], einde=True),
]


def test_met_beginnen_is_de_melding_gedaan_als_er_niets_te_kiezen_is():
    gedaan, nu = begint_op(PLAN)
    assert (gedaan.naam, nu.naam) == ("melden", "bestuur")
    van_ouder = [PlanStap("kiezen", "Kiezen", "ouder"), PlanStap("praten", "Praten", "ib_er", na=["kiezen"])]
    assert begint_op(van_ouder) == (None, van_ouder[0])
    met_keuze = [*PLAN[:2], PlanStap("anders", "Anders", "ib_er", na=["melden"])]
    assert begint_op(met_keuze) == (None, PLAN[0])


def test_na_een_stap_kan_wat_er_is_verklaard_en_niets_anders():
    assert [s.naam for s in volgende(PLAN, "bestuur")] == ["swv", "plaatsen"]
    assert [s.naam for s in bereikbaar(PLAN, "bestuur")] == ["swv", "plaatsen"]
    assert bereikbaar(PLAN, "plaatsen") == []
    na = {"a": [], "b": ["a", "c"], "c": ["b"]}
    rond = [PlanStap(naam, naam, "ib_er", na=eerder) for naam, eerder in na.items()]
    assert [s.naam for s in bereikbaar(rond, "b")] == ["c"]


def _gedaan(nummer: int, stap: str, terug: int = 0) -> Gedaan:
    return Gedaan(UUID(int=nummer), stap, VANDAAG, draait_terug=UUID(int=terug) if terug else None)


def test_terug_kan_de_laatste_stap_die_nog_telt_en_niet_het_beginnen_zelf():
    begin, bestuur = _gedaan(1, "melden"), _gedaan(2, "bestuur")
    assert laatst_gedaan(PLAN, []) is None and laatst_gedaan(PLAN, [begin]) is None
    assert laatst_gedaan(PLAN, [begin, bestuur]) == bestuur
    assert laatst_gedaan(PLAN, [begin, bestuur, _gedaan(3, "bestuur", terug=2)]) is None
    weer = _gedaan(4, "bestuur")  # done anew, undone anew
    assert laatst_gedaan(PLAN, [begin, bestuur, _gedaan(3, "bestuur", terug=2), weer]) == weer
    twee = [begin, bestuur, _gedaan(5, "swv"), _gedaan(6, "swv", terug=5)]
    assert laatst_gedaan(PLAN, twee) == bestuur  # one step further back, one at a time


def test_een_teruggedraaide_stap_houdt_de_dag_die_was_afgesproken_tenzij_die_voorbij_is():
    bestuur = een(PLAN, "bestuur")
    assert weer_uiterlijk(bestuur, VANDAAG, VANDAAG) == VANDAAG
    assert weer_uiterlijk(bestuur, VANDAAG - timedelta(days=1), VANDAAG) == date(2028, 3, 10)
    assert weer_uiterlijk(bestuur, None, VANDAAG) == date(2028, 3, 10)


def test_van_een_plan_dat_klaar_is_kan_de_laatste_stap_nog_dertig_dagen_terug():
    stap = _gedaan(2, "plaatsen")
    assert terug_kan(False, stap, date(2028, 3, 30)) and not terug_kan(False, stap, date(2028, 3, 31))
    assert terug_kan(True, stap, date(2029, 1, 1)) and not terug_kan(True, None, VANDAAG)


def test_een_stap_staat_open_zo_lang_als_verklaard_of_afgesproken():
    bestuur, swv = een(PLAN, "bestuur"), een(PLAN, "swv")
    assert uiterlijk(bestuur, None, VANDAAG) == date(2028, 3, 10)
    assert uiterlijk(swv, None, VANDAAG) == date(2028, 3, 14)
    assert uiterlijk(bestuur, date(2029, 3, 1), VANDAAG) == date(2029, 3, 1)
    for fout in (VANDAAG - timedelta(days=1), date(2029, 3, 2)):
        with pytest.raises(OngeldigeInvoer) as geweigerd:
            uiterlijk(bestuur, fout, VANDAAG)
        assert list(geweigerd.value.velden) == ["uiterlijk_op"]


def test_wie_aan_de_beurt_is_rondt_af():
    assert afronders("ib_er") == SCHOOLROLLEN
    assert afronders("regievoerder_zorgplicht") == BESTUURSROLLEN | SCHOOLROLLEN
    assert afronders("directeur") == SWV and Rol.IB_ER not in SWV
    assert afronders("ouder") == SCHOOLROLLEN | SWV  # who hears it writes it down


def test_een_gastplaatsing_wordt_bekeken_voor_zij_eindigt():
    goed = {"begint_op": date(2028, 3, 1), "tot_en_met": date(2028, 6, 1), "evalueren_op": date(2028, 5, 1)}
    gast_toetsen(**goed, vandaag=VANDAAG)
    for anders, veld in (
        ({"tot_en_met": date(2028, 3, 1)}, "tot_en_met"),
        ({"tot_en_met": date(2028, 9, 1)}, "tot_en_met"),
        ({"evalueren_op": date(2028, 6, 2)}, "evalueren_op"),
        ({"evalueren_op": date(2028, 3, 1)}, "evalueren_op"),
        ({"begint_op": date(2028, 1, 28)}, "begint_op"),
    ):
        with pytest.raises(OngeldigeInvoer) as geweigerd:
            gast_toetsen(**(goed | anders), vandaag=VANDAAG)
        assert list(geweigerd.value.velden) == [veld], anders


def test_wat_ouders_lezen_is_een_zin_zonder_bsn():
    assert tekst_toetsen("  Twee scholen zijn gebeld.  ", "x") == "Twee scholen zijn gebeld."
    assert tekst_toetsen("", "x", nodig=False) == ""
    for fout in ("kort", "x" * 2001, "BSN 111222333 van het kind"):
        with pytest.raises(OngeldigeInvoer):
            tekst_toetsen(fout, "x")


@pytest.mark.parametrize("tenant", sorted(load_all()))
def test_wat_een_samenwerkingsverband_verklaart_kan_stap_voor_stap(tenant: str):
    """Every declared plan begins, can be walked to an end, and every step on the way is somebody's."""
    regels = load_all()[tenant]
    for soort in SOORTEN:
        if soort not in regels.procedures:
            continue
        stappen = [
            PlanStap(s.naam, s.titel, s.door, na=list(s.na), dagen=s.dagen, einde=s.einde)
            for s in regels.procedures[soort].stappen
        ]
        _, nu = begint_op(stappen)
        verder = bereikbaar(stappen, nu.naam)
        assert any(stap.einde for stap in verder), soort
        assert all(stap.einde for stap in verder if not volgende(stappen, stap.naam)), soort
        assert all(afronders(stap.door) for stap in stappen)
