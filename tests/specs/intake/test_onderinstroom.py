"""Een jong kind op weg naar school: vanaf welke dag, met welk bewijs, op wie het wacht, en wat er mee mag."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from services.intake.onderinstroom.invoer import (
    genodigde_toetsen,
    kind_toetsen,
    papier_toetsen,
    tekst_toetsen,
    toegang_toetsen,
    toestemming_toetsen,
)
from services.intake.onderinstroom.stappen import (
    Ouder,
    belet,
    bijlagen_mee,
    ontbreekt,
    vier_en_vijf,
    wacht_op,
)
from services.kern.errors import OngeldigeInvoer
from tenants.registry import get

VANDAAG = date(2027, 2, 28)
JA, NEE, STIL = Ouder("Faiza", True, True), Ouder("Karim", False, False), Ouder("Karim", None, False)
ZONDER_BIJLAGEN = Ouder("Karim", True, False)


def velden(fout: pytest.ExceptionInfo[OngeldigeInvoer]) -> set[str]:
    return set(fout.value.velden)


@pytest.mark.parametrize(
    ("geboren", "goed"),
    [
        (date(2024, 8, 28), True),  # precies dertig maanden
        (date(2024, 8, 29), True),  # dertig maanden na 29 augustus is het einde van februari
        (date(2024, 9, 1), False),
        (date(2020, 3, 1), True),  # morgen zeven
        (date(2020, 2, 29), False),  # op een schrikkeldag geboren: vandaag zeven
        (date(2027, 3, 1), False),
    ],
)
def test_vanaf_tweeenhalf_en_tot_zeven(geboren: date, goed: bool):
    if goed:
        assert kind_toetsen(" Lev ", "Zandstra", geboren, "De  Zandkorrel", 30, VANDAAG)[2] == "De Zandkorrel"
        return
    with pytest.raises(OngeldigeInvoer) as fout:
        kind_toetsen("Lev", "Zandstra", geboren, "De Zandkorrel", 30, VANDAAG)
    assert velden(fout) == {"geboren_op"}


def test_een_kind_van_een_schrikkeldag_wordt_vier_op_een_dag_die_bestaat():
    assert vier_en_vijf(date(2024, 2, 29)) == (date(2028, 2, 29), date(2029, 2, 28))


def test_toestemming_heeft_een_dag_en_een_bewijs():
    assert toestemming_toetsen(VANDAAG, " Formulier in de map ", VANDAAG) == "Formulier in de map"
    for op, bewijs, veld in (
        (VANDAAG + timedelta(days=1), "Formulier in de map", "toestemming_op"),
        (VANDAAG - timedelta(days=367), "Formulier in de map", "toestemming_op"),
        (VANDAAG, "ja", "bewijs"),
        (VANDAAG, "Formulier met BSN 111222333", "bewijs"),
    ):
        with pytest.raises(OngeldigeInvoer) as fout:
            toestemming_toetsen(op, bewijs, VANDAAG)
        assert velden(fout) == {veld}


def test_de_voorschool_komt_niet_langer_binnen_dan_mag():
    toegang_toetsen(VANDAAG, 42, VANDAAG)
    toegang_toetsen(VANDAAG + timedelta(days=42), 42, VANDAAG)
    for dag in (VANDAAG - timedelta(days=1), VANDAAG + timedelta(days=43)):
        with pytest.raises(OngeldigeInvoer) as fout:
            toegang_toetsen(dag, 42, VANDAAG)
        assert velden(fout) == {"tot_en_met"}
    with pytest.raises(OngeldigeInvoer) as fout:
        genodigde_toetsen("", "petra")
    assert velden(fout) == {"naam", "email"}


def test_op_papier_tekent_iemand_niet_voordat_het_document_er_is():
    papier_toetsen("Faiza", VANDAAG, "Getekend blad in de map", VANDAAG, VANDAAG)
    for op in (VANDAAG - timedelta(days=1), VANDAAG + timedelta(days=1)):
        with pytest.raises(OngeldigeInvoer) as fout:
            papier_toetsen("Faiza", op, "Getekend blad in de map", VANDAAG, VANDAAG)
        assert velden(fout) == {"op"}
    with pytest.raises(OngeldigeInvoer):
        tekst_toetsen("", "tekst", kort=10, zin="Schrijf op wat er niet klopt.")


@pytest.mark.parametrize(
    ("status", "toegang", "ouders", "op"),
    [
        ("bij_voorschool", False, [], "voorschool_uitnodigen"),
        ("bij_voorschool", True, [], "voorschool"),
        ("ingeleverd", False, [], "ouders"),
        ("ingeleverd", False, [JA, STIL], "ouders"),
        ("ingeleverd", False, [JA, NEE], "ouders"),
        ("ingeleverd", False, [JA, ZONDER_BIJLAGEN], "overdragen"),
        ("overgedragen", False, [JA], "school"),
        ("aangenomen", False, [JA], "niets"),
        ("gesloten", False, [], "niets"),
    ],
)
def test_op_wie_het_wacht(status: str, toegang: bool, ouders: list[Ouder], op: str):
    assert wacht_op(status, toegang, ouders) == op


def test_bijlagen_gaan_alleen_mee_als_elke_ouder_dat_wil():
    assert bijlagen_mee([JA]) and bijlagen_mee([JA, JA])
    assert not bijlagen_mee([]) and not bijlagen_mee([JA, ZONDER_BIJLAGEN]) and not bijlagen_mee([JA, STIL])
    assert belet([]) and belet([JA]) == [] and len(belet([NEE, STIL])) == 2


def test_een_vraag_die_niet_wordt_gesteld_ontbreekt_niet():
    """Bijlage 3.10: alleen wie “anders” adviseert, schrijft op wat dan."""
    formulier = get("swv2510po").formulieren["overdrachtsdocument"]
    assert "conclusie_anders" not in ontbreekt(formulier, {})
    assert "conclusie_anders" in ontbreekt(formulier, {"conclusie": "anders"})
    assert "cognitie" not in ontbreekt(formulier, {}) and "behoefte_school" in ontbreekt(formulier, {})
