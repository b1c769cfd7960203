"""Interventies, zonder servers: wat er mag staan, en de zin waarmee OPP, aanvraag en advies haar overnemen."""

from __future__ import annotations

from datetime import date

import pytest

from services.intake.interventies.effect import Invulling, evaluatie_toetsen, in_een_zin, interventie_toetsen
from services.kern.errors import OngeldigeInvoer

GEBOREN, VANDAAG = date(2018, 2, 28), date(2026, 11, 23)
GOED = Invulling(
    wat="  Voorinstructie   rekenen ",
    waar="school",
    doel="Sommen tot honderd maken",
    door="juf Els",
    van=date(2026, 9, 7),
    tot=None,
)


def met(**anders: object) -> Invulling:
    return Invulling(**({naam: getattr(GOED, naam) for naam in Invulling.__struct_fields__} | anders))


def test_spaties_verdwijnen_en_de_rest_blijft():
    assert interventie_toetsen(GOED, GEBOREN, VANDAAG) == met(wat="Voorinstructie rekenen")


@pytest.mark.parametrize(
    ("veld", "anders"),
    [
        ("wat", {"wat": "ab"}),
        ("wat", {"wat": "w" * 201}),
        ("door", {"door": " "}),
        ("doel", {"doel": "rekenen"}),
        ("waar", {"waar": "buiten"}),
        ("van", {"van": GEBOREN}),
        ("van", {"van": date(2028, 1, 1)}),
        ("tot", {"tot": date(2026, 9, 6)}),
        ("tot", {"tot": date(2028, 1, 1)}),
        ("doel", {"doel": "Het BSN is 111222333 en dat hoort hier niet"}),
    ],
)
def test_een_zin_bij_het_veld_dat_niet_klopt(veld: str, anders: dict):
    with pytest.raises(OngeldigeInvoer) as fout:
        interventie_toetsen(met(**anders), GEBOREN, VANDAAG)
    assert [*fout.value.velden] == [veld]


def test_een_interventie_van_een_dag_en_een_geplande_mogen():
    assert interventie_toetsen(met(tot=GOED.van, wat="Voorinstructie rekenen"), GEBOREN, VANDAAG).tot == GOED.van
    gepland = met(van=date(2027, 11, 24), wat="Voorinstructie rekenen")
    assert interventie_toetsen(gepland, GEBOREN, VANDAAG) == gepland


@pytest.mark.parametrize(
    ("op", "mag"),
    [(date(2026, 9, 6), False), (date(2026, 9, 7), True), (VANDAAG, True), (date(2026, 11, 24), False)],
)
def test_evalueren_kan_vanaf_de_eerste_dag_tot_en_met_vandaag(op: date, mag: bool):
    if mag:
        assert evaluatie_toetsen("hielp", "Het lukt zonder hulp.", op, GOED.van, VANDAAG) == "Het lukt zonder hulp."
    else:
        with pytest.raises(OngeldigeInvoer) as fout:
            evaluatie_toetsen("hielp", "Het lukt zonder hulp.", op, GOED.van, VANDAAG)
        assert [*fout.value.velden] == ["op"]


def test_in_een_zin_met_periode_groep_doel_en_effect():
    klaar = met(wat="Voorinstructie rekenen", tot=date(2026, 11, 12), waar="thuis")
    assert in_een_zin(klaar, "groep 5", "niet", "De toets bleef gelijk") == (
        "7 september 2026 tot en met 12 november 2026, groep 5: Voorinstructie rekenen (thuis). "
        "Doel: Sommen tot honderd maken. Door: juf Els. Effect: hielp niet. De toets bleef gelijk."
    )
    assert in_een_zin(GOED, "", None, "").endswith("Door: juf Els. Nog niet geëvalueerd.")
    assert "tot nu:" in in_een_zin(GOED, "", None, "")
