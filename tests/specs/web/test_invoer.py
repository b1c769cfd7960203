"""What people type, as the web reads it: dates, choices, keys; and the form again when something is not right."""

from datetime import date
from uuid import uuid4

import pytest

from services.kern.errors import KanNiet, OngeldigeInvoer
from web.forms import Invoer


def invoer(**waarden: str) -> Invoer:
    return Invoer({"opdracht": str(uuid4()), "versie": "3", **waarden}, {}, {})


@pytest.mark.parametrize(
    ("getypt", "dag"),
    [
        ("2026-12-14", date(2026, 12, 14)),
        ("14-12-2026", date(2026, 12, 14)),
        ("4/2/2024", date(2024, 2, 4)),
        ("29-02-2024", date(2024, 2, 29)),
    ],
)
def test_een_datum_zoals_de_browser_of_een_mens_hem_schrijft(getypt, dag):
    gelezen = invoer(op=getypt)
    assert gelezen.datum("op") == dag
    assert gelezen.fouten == {}


@pytest.mark.parametrize("getypt", ["29-02-2025", "2026-13-01", "morgen", "14-12-26", "0000-00-00", "1-1-3026"])
def test_een_datum_die_niet_bestaat_krijgt_een_zin(getypt):
    gelezen = invoer(op=getypt)
    gelezen.datum("op")
    assert list(gelezen.fouten) == ["op"]
    with pytest.raises(OngeldigeInvoer):
        gelezen.controleren()


def test_een_lege_datum_mag_alleen_waar_hij_niet_nodig_is():
    assert invoer(op="").datum_of_niets("op") is None
    leeg = invoer(op="")
    leeg.datum("op")
    assert leeg.fouten == {"op": "Vul een datum in."}


@pytest.mark.parametrize("versie", ["", "-1", "1.0", "drie", "9" * 12, "٣٣٣٣٣٣٣٣٣٣"])
def test_een_versie_is_een_klein_geheel_getal(versie):
    with pytest.raises(OngeldigeInvoer, match="Laad de pagina opnieuw"):
        _ = Invoer({"versie": versie}, {}, {}).versie


def test_dezelfde_inhoud_van_hetzelfde_formulier_is_dezelfde_opdracht():
    sleutel = str(uuid4())

    def opdracht(**waarden: str):
        return Invoer({"opdracht": sleutel, "versie": "3", **waarden}, {}, {}).opdracht

    assert opdracht(tekst="a") == opdracht(tekst="a")
    assert opdracht(tekst="a") != opdracht(tekst="b")
    assert opdracht(tekst="a") != Invoer({"opdracht": sleutel, "versie": "4", "tekst": "a"}, {}, {}).opdracht


def test_een_formulier_zonder_sleutel_wordt_geweigerd():
    with pytest.raises(OngeldigeInvoer):
        _ = Invoer({"opdracht": "x", "versie": "1"}, {}, {}).opdracht


def test_zinnen_komen_bij_het_veld_zoals_het_formulier_het_noemt():
    fout = OngeldigeInvoer("Niet goed.", velden={"roepnaam": "Te lang.", "antwoorden.doelen": "Te kort.", "x": "Los."})
    opnieuw = invoer(voornaam="P", doelen="d").formulier("/hier", fout, {"roepnaam": "voornaam"})
    assert opnieuw.fouten == {"voornaam": "Te lang.", "doelen": "Te kort."}
    assert opnieuw.algemene_fout == "Los."
    assert opnieuw.waarden["voornaam"] == "P"
    assert opnieuw.versie == "3"


def test_een_weigering_zonder_veld_staat_boven_het_formulier():
    opnieuw = invoer(a="1").formulier("/hier", KanNiet("Dit kan nu niet."))
    assert (opnieuw.fouten, opnieuw.algemene_fout) == ({}, "Dit kan nu niet.")
