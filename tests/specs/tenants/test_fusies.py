"""A school that goes up in another one, as a samenwerkingsverband declares it."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from services.intake.geraakt import opgaan
from services.intake.zorgplicht.houder import Voorval, houder_op, houders
from tenants.registry import get
from tenants.schema.tenant import Fusie
from tenants.toetsing_werkwijze import bezwaren

PO = get("swv2202po")
EEN = Fusie(van="16MA00", naar="19CO00", vanaf=date(2027, 8, 1))
LATER = Fusie(van="19CO00", naar="06SV11", vanaf=date(2028, 8, 1))


def met(*fusies: Fusie):
    return msgspec.structs.replace(PO, gebied=msgspec.structs.replace(PO.gebied, fusies=list(fusies)))


def test_een_fusie_telt_vanaf_haar_eigen_dag():
    gebied = met(LATER, EEN).gebied
    assert gebied.opgegaan(date(2027, 7, 31)) == []
    assert gebied.opgegaan(date(2027, 8, 1)) == [EEN]
    assert gebied.opgegaan(date(2028, 8, 1)) == [EEN, LATER]  # oldest first: what came along goes on


@pytest.mark.parametrize(
    ("fusies", "plek"),
    [
        ((msgspec.structs.replace(EEN, van="02UV05"),), "fusies[1].van"),
        ((msgspec.structs.replace(EEN, naar="00AA00"),), "fusies[1].naar"),
        ((msgspec.structs.replace(EEN, naar="16MA00"),), "fusies[1].naar"),
        ((EEN, msgspec.structs.replace(EEN, naar="06SV11")), "fusies[2]"),
        # The other school is no more itself on that day, or was no more before.
        ((EEN, msgspec.structs.replace(LATER, vanaf=EEN.vanaf)), "fusies[1].naar"),
        ((EEN, msgspec.structs.replace(LATER, vanaf=date(2026, 8, 1))), "fusies[1].naar"),
    ],
)
def test_wat_niet_kan_wordt_geweigerd(fusies: tuple[Fusie, ...], plek: str):
    assert any(plek in sleutel for sleutel, _ in bezwaren(met(*fusies), date(2026, 11, 22)))
    goed = bezwaren(met(EEN, LATER), date(2026, 11, 22))
    assert not [sleutel for sleutel, _ in goed if "fusies" in sleutel]


def test_de_beheerder_leest_vooraf_hoeveel_er_meegaat():
    niets = dict.fromkeys(("leerlingen", "aanvragen", "aanmeldingen", "wacht", "groepen"), 0)
    assert "nu nog niets" in opgaan(EEN, niets) and "vrije plekken" not in opgaan(EEN, niets)
    zin = opgaan(EEN, niets | {"leerlingen": 12, "aanvragen": 1, "groepen": 3})
    assert "12 leerlingen, 1 lopende aanvraag" in zin and "vrije plekken vervallen" in zin
    assert "1 augustus 2027" in zin and "Tot die dag kan dit terug" in zin


def test_de_zorgplicht_gaat_met_de_school_mee_en_de_dagen_sluiten_aan():
    ontvangen = Voorval("aanmelding_ontvangen", date(2027, 7, 20), "16MA00")
    opgegaan = Voorval("school_opgegaan", date(2027, 8, 1), "19CO00")
    geschiedenis = houders([ontvangen, opgegaan])
    assert [(h.school, h.van, h.tot) for h in geschiedenis] == [
        ("16MA00", date(2027, 7, 20), date(2027, 8, 1)),
        ("19CO00", date(2027, 8, 1), None),
    ]
    # On the day itself, and after the duty ended there is nothing to go over.
    assert houder_op([ontvangen, opgegaan], date(2027, 8, 1)).school == "19CO00"
    over = Voorval("ingetrokken", date(2027, 7, 25))
    assert houder_op([ontvangen, over, opgegaan], date(2027, 8, 2)) is None
