"""Welke concepten nieuwe regels raken."""

from __future__ import annotations

import msgspec
import pytest

from services.intake.geraakt import Concept, geraakt
from tenants.registry import load_all
from tenants.schema import Recept, Tenant, Vraag

PO = load_all()["swv2202po"]
SBO, SO = Concept(soort="sbo", antwoorden={}), Concept(soort="so", antwoorden={})


def met_recept(**delen: object) -> Tenant:
    naam = PO.soorten["sbo"].recept
    return msgspec.structs.replace(
        PO, recepten=PO.recepten | {naam: msgspec.structs.replace(PO.recepten[naam], **delen)}
    )


def met_vraag() -> Tenant:
    oud: Recept = PO.recept("sbo")
    extra = Vraag(naam="afspraak_op_school", label="Welke afspraak is er?", soort="tekst")
    laatste = msgspec.structs.replace(oud.onderdelen[-1], vragen=[*oud.onderdelen[-1].vragen, extra])
    return met_recept(onderdelen=[*oud.onderdelen[:-1], laatste])


def test_dezelfde_regels_raken_niets():
    uit = geraakt([SBO, SO], 3, PO, PO)
    assert (uit.concepten, uit.anders, uit.lopend) == (2, 0, 3)
    assert uit.zinnen == [
        "Er zijn 2 concepten; daarin wordt niets anders gevraagd.",
        "3 aanvragen lopen en houden de regels van de dag van indienen.",
    ]


def test_een_vraag_erbij_raakt_alleen_die_soort():
    uit = geraakt([SBO, SBO, SO], 1, PO, met_vraag())
    assert uit.anders == 2
    assert uit.zinnen == [
        "Er zijn 3 concepten; in 2 daarvan wordt met deze regels iets anders gevraagd.",
        "Bij 2 concepten komt er een vraag bij.",
        "1 aanvraag loopt en houdt de regels van de dag van indienen.",
    ]


def test_een_vraag_minder():
    assert "Bij 1 concept vervalt een vraag." in geraakt([SBO], 0, met_vraag(), PO).zinnen


def test_andere_eisen_aan_een_document():
    documenten = PO.recept("sbo").documenten
    strenger = [msgspec.structs.replace(documenten[0], maximaal_maanden=1), *documenten[1:]]
    assert "Bij 1 concept verandert wat een document moet zijn." in (
        geraakt([SBO], 0, PO, met_recept(documenten=strenger)).zinnen
    )
    assert "Bij 1 concept vervalt een document." in (
        geraakt([SBO], 0, PO, met_recept(documenten=documenten[1:])).zinnen
    )


def test_een_ander_woord_of_een_andere_bron_is_geen_verschil():
    documenten = [
        msgspec.structs.replace(d, bron="Een heel andere bron", uitleg="x") for d in PO.recept("sbo").documenten
    ]
    assert geraakt([SBO], 0, PO, met_recept(documenten=documenten)).anders == 0


def test_instemming_van_ouders():
    vraagt = [msgspec.structs.replace(z, instemming=z.van == "ouder") for z in PO.recept("sbo").zienswijzen]
    vraagt_niet = [msgspec.structs.replace(z, instemming=False) for z in vraagt]
    uit = geraakt([SBO], 0, met_recept(zienswijzen=vraagt_niet), met_recept(zienswijzen=vraagt))
    assert uit.anders == 1 and "Bij 1 concept verandert wiens zienswijze of instemming wordt gevraagd." in uit.zinnen


def test_een_soort_die_er_niet_meer_is():
    zonder = msgspec.structs.replace(PO, soorten={"so": PO.soorten["so"]})
    uit = geraakt([SBO], 0, PO, zonder)
    assert uit.anders == 1 and "bestaat de soort aanvraag dan niet meer" in uit.zinnen[1]


@pytest.mark.parametrize("lopend", [0, 1, 2])
def test_elke_zin_is_een_zin(lopend: int):
    for zin in geraakt([SBO], lopend, PO, met_vraag()).zinnen:
        assert zin[0].isupper() or zin[0].isdigit()
        assert zin.endswith(".")
