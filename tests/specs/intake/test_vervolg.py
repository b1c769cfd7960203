"""Wat er na het doorzenden te doen is, in zinnen, op het scherm en op papier (Awb 2:3 en 4:13; AVG 6 lid 1 onder a)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from services.intake.bevoegdheid import vervolg, woorden
from services.intake.bevoegdheid.contract import DoorzendingInhoud, Meegekomen, Toegelaten

NAAR, OP = "VO2201", date(2027, 3, 29)
SWV = woorden.naam_swv(NAAR)


def stappen(toegelaten: Toegelaten | None, mee: int = 0, *, ingediend: bool = False) -> str:
    return " ".join(vervolg.voor_school(NAAR, "2027-1", OP, toegelaten, mee, ingediend=ingediend))


def binnen(school: int = 1, familie: int = 0, zonder: int = 0) -> Toegelaten:
    return Toegelaten(school=["Iris"] * school, familie=["Noor"] * familie, familie_zonder=zonder)


def test_zonder_rol_belt_de_school_en_met_rol_logt_zij_opnieuw_in():
    assert f"Bel {SWV}" in stappen(None) and "nog geen rol" in stappen(binnen(school=0))
    assert "Log opnieuw in" in stappen(binnen()) and "Bel" not in stappen(binnen())


def test_wat_ingediend_was_dient_niemand_opnieuw_in():
    """Awb 4:13: de termijn van een concept begint pas daar."""
    assert "niet opnieuw in te dienen" in stappen(binnen(), ingediend=True) and "29 maart 2027" in stappen(
        binnen(), ingediend=True
    )
    assert "Maak de aanvraag daar af" in stappen(binnen())


@pytest.mark.parametrize(
    ("toegelaten", "mee", "zin"),
    [
        (None, 0, "Nodig hen daar uit"),
        (None, 2, "Van 2 personen ging het adres mee"),
        (binnen(familie=1), 1, "kijken daar al mee: Noor"),
        (binnen(zonder=1), 0, "Nodig wie het is daar opnieuw uit"),
        (binnen(), 0, "Nodig hen daar uit"),
    ],
)
def test_over_de_ouders_staat_er_altijd_wat_er_nog_moet(toegelaten, mee, zin):
    assert zin in stappen(toegelaten, mee)


def test_wie_overneemt_leest_aantallen_en_geen_namen():
    assert vervolg.bij_overnemen([], 2, 1) == [
        "School: niemand van deze school kan hier nog inloggen.",
        "Ouders en leerling: 2 personen keken daar mee. Van één persoon mag het adres mee. "
        "De school nodigt 1 hier uit.",
    ]
    assert "nu niet te zien" in vervolg.bij_overnemen(None, 0, 0)[0]
    assert "maar nog niet met een directeur" in vervolg.school_mist(["ib_er"])
    assert vervolg.nog_toe_te_laten(["ib_er"], 1, binnen(familie=1)) == (True, False)
    assert vervolg.nog_toe_te_laten(None, 1, None) == (False, True)


def test_op_papier_staat_wie_er_bij_kan_en_geen_adres():
    inhoud = DoorzendingInhoud(
        aanvraag_id=UUID(int=1), kenmerk="2027-1", kenmerk_daar="2027-2", soort="so", soort_daar="vso", categorie=None,
        roepnaam="Mees", achternaam="de Vries", geboren_op=date(2015, 5, 3), groep="groep 8", school="16MA00",
        bestuur="42830", antwoorden=[], stukken=[], zienswijzen=[], begonnen_door=UUID(int=2),
        begonnen_door_naam="Iris",
        ondertekend_op=None, ondertekend_door=None, ondertekend_door_naam=None, ondertekend_afdruk=None,
        ingediend_op=None, ingediend_door=None, aangeboden_op=datetime(2027, 3, 29, tzinfo=UTC), uitleg="",
        familie=[Meegekomen(persoon=UUID(int=3), naam="Noor", email="noor@thuis.example", rol="ouder")],
        familie_aantal=2,
    )  # fmt: skip
    _, html = woorden.blad(inhoud, "PO2202", vervolg.PAPIER, OP, vervolg.op_papier(inhoud))
    assert "Wie er bij de aanvraag kan" in html and "Van één persoon mocht het adres mee" in html
    assert "noor@thuis.example" not in html and "Adressen van ouders staan niet op dit papier" in html
