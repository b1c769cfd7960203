"""Vergelijken, bestanden in en uit, en het voorbeeld van een brief."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.netwerk.contract import Gebrek
from tenants.briefsoorten import BRIEFSOORTEN
from tenants.registry import registry
from web.environment import build_environment
from web.filling import beheer_brieven as brieven
from web.filling import beheer_overzicht as overzicht
from web.filling.beheer_bestanden import OnbruikbaarBestand, inpakken, uitpakken
from web.filling.beheer_boom import lees_regels
from web.filling.beheer_vergelijken import regels, samenvatting, vergelijken
from web.preview import beheer as voorbeeld
from web.preview import people
from web.preview.__main__ import render

TENANTS = {naam: versies[0] for naam, versies in registry().versies.items()}
PO = TENANTS["swv2202po"]
BESTANDEN = dict(PO.bestanden)
DAG = date(2026, 11, 22)


def anders(**bestanden: tuple[str, str]):
    """What the comparison says when in these files one text is replaced by another."""
    nieuw = dict(BESTANDEN)
    for naam, (oud, wordt) in bestanden.items():
        bestand = next(b for b in nieuw if b.rpartition("/")[2].partition(".")[0] == naam)
        assert oud in nieuw[bestand]
        nieuw[bestand] = nieuw[bestand].replace(oud, wordt, 1)
    return vergelijken(lees_regels(BESTANDEN), lees_regels(nieuw))


def test_gelijke_versies_verschillen_in_niets():
    delen = vergelijken(lees_regels(BESTANDEN), lees_regels(BESTANDEN))
    assert delen == [] and samenvatting(delen) == "Er is niets anders."


def test_een_waarde_die_verandert_staat_er_met_oud_en_nieuw():
    (deel,) = anders(procedure=("hersteltermijn_dagen = 14", "hersteltermijn_dagen = 21"))
    assert deel.titel == "Termijnen"
    (wijziging,) = deel.wijzigingen
    assert (wijziging.plek, wijziging.oud, wijziging.nieuw) == ("Hersteltermijn (dagen)", "14", "21")
    assert samenvatting([deel]) == "1 wijziging in 1 onderdeel."


def test_een_rij_die_verandert_wordt_bij_haar_zin_genoemd():
    (deel,) = anders(procedure=('beslist = "bestuur"', 'beslist = "secretaris"'))
    (wijziging,) = deel.wijzigingen
    assert wijziging.plek.startswith("Als de categorie hoog is") and wijziging.plek.endswith("Wie beslist")
    assert wijziging.oud.startswith("Voorzitter bestuur") and wijziging.nieuw.startswith("Procesondersteuner")


def test_een_rij_die_erbij_komt_of_weggaat_is_een_zin():
    extra = '[[mandaten]]\nals = { categorie = ["laag"] }\nbeslist = "secretaris"\nbron = "Mandaatbesluit"\n\n[tlv]'
    (deel,) = anders(procedure=("[tlv]", extra))
    (wijziging,) = deel.wijzigingen
    assert (wijziging.soort, wijziging.nieuw) == ("nieuw", "Als de categorie laag is: Procesondersteuner beslist.")


def test_van_een_brief_staan_de_regels_er():
    (deel,) = anders(aanvulling_gevraagd=("Goedendag,", "Beste collega,"))
    soorten = [(r.soort, r.tekst) for r in deel.regels]
    assert ("weg", "Goedendag,") in soorten and ("nieuw", "Beste collega,") in soorten


def test_een_opmerking_die_verandert_blijft_niet_ongezien():
    (deel,) = anders(procedure=("# ", "#  "))
    assert deel.titel == "Bestand procedure.toml" and deel.regels


def test_een_bestand_dat_geen_toml_is_wordt_per_regel_vergeleken():
    delen = anders(procedure=("[tlv]", "[tlv"))
    assert any(deel.titel == "Bestand procedure.toml" for deel in delen)


@pytest.mark.parametrize("een", TENANTS)
@pytest.mark.parametrize("ander", TENANTS)
def test_elke_twee_verklaringen_kunnen_naast_elkaar(een: str, ander: str):
    delen = vergelijken(lees_regels(TENANTS[een].bestanden), lees_regels(TENANTS[ander].bestanden))
    assert (delen == []) == (een == ander)
    assert all(w.oud or w.nieuw for deel in delen for w in deel.wijzigingen)
    ids = [deel.id for deel in delen]
    assert len(ids) == len(set(ids))


def test_regels_toont_wat_eromheen_staat():
    assert [r.soort for r in regels("a\nb\nc", "a\nx\nc")] == ["gelijk", "weg", "nieuw", "gelijk"]


# ------------------------------------------------------------------------------------------------- files


def test_wat_eruit_gaat_komt_er_zo_weer_in():
    for versie in TENANTS.values():
        assert uitpakken("x.zip", inpakken(dict(versie.bestanden))) == dict(versie.bestanden)


def test_dezelfde_bestanden_geven_dezelfde_zip():
    assert inpakken(BESTANDEN) == inpakken(dict(reversed(BESTANDEN.items())))


def zip_van(**extra: bytes) -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as archief:
        for naam, inhoud in {**{n: t.encode() for n, t in BESTANDEN.items()}, **extra}.items():
            archief.writestr(naam, inhoud)
    return uit.getvalue()


@pytest.mark.parametrize(
    ("naam", "inhoud"),
    [
        ("x.zip", zip_van(**{"../buiten.toml": b"x = 1"})),
        ("x.zip", zip_van(**{"/etc/passwd": b"x"})),
        ("x.zip", zip_van(**{"a/b.toml": b"x = 1"})),
        ("x.zip", zip_van(**{"brieven\\x.md": b"x"})),
        ("x.zip", zip_van(**{"programma.py": b"x"})),
        ("x.zip", zip_van(**{"groot.toml": b"#" * 5_000_000})),
        ("x.zip", zip_van(**{f"deel_{n}.toml": b"x = 1" for n in range(200)})),
        ("x.zip", zip_van(**{"latijn.toml": "é".encode("latin-1")})),
        ("x.zip", zip_van(**{"nul.toml": b"x = 1\x00"})),
        ("x.zip", zip_van(**{"leeg.toml": b" \n"})),
        ("x.zip", inpakken({"procedure.toml": "x = 1"})),
        ("x.zip", b"PK\x03\x04"),
        ("x.zip", zip_van()[:-40]),
        ("regels.txt", b"x = 1"),
        ("Regels.TOML", b"x = 1"),
        ("../procedure.toml.exe", b"x = 1"),
        ("procedure.toml", b"\xff"),
    ],
)
def test_wat_niet_vertrouwd_is_komt_er_niet_in(naam: str, inhoud: bytes):
    with pytest.raises(OnbruikbaarBestand) as fout:
        uitpakken(naam, inhoud)
    assert str(fout.value).endswith(".")


def test_een_los_bestand_en_een_zip_van_een_map_mogen():
    assert uitpakken("C:\\map\\procedure.toml", b"x = 1\r\n") == {"procedure.toml": "x = 1\n"}
    assert uitpakken("bericht_klaar.md", b"Onderwerp: x") == {"brieven/bericht_klaar.md": "Onderwerp: x"}
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w") as archief:
        for naam, tekst in BESTANDEN.items():
            archief.writestr(f"swv2202po/{naam}", tekst)
    assert uitpakken("x.zip", uit.getvalue()) == BESTANDEN


@given(st.binary(max_size=400))
def test_onzin_geeft_altijd_een_zin(inhoud: bytes):
    with pytest.raises(OnbruikbaarBestand):
        uitpakken("x.zip", b"PK\x03\x04" + inhoud)


# ----------------------------------------------------------------------------------------------- letters


@pytest.mark.parametrize("tenant", TENANTS)
@pytest.mark.parametrize("naam", BRIEFSOORTEN)
@pytest.mark.parametrize("geval", [keuze.waarde for keuze in brieven.GEVALLEN])
def test_elke_brief_heeft_een_voorbeeld_met_verzonnen_gegevens(tenant: str, naam: str, geval: str):
    versie = TENANTS[tenant]
    onderwerp, voorbeeld, fout = brieven.voorbeeld(versie.tenant, naam, versie.tenant.brieven[naam], geval, DAG)
    assert fout == "" and voorbeeld
    assert bool(onderwerp) == (BRIEFSOORTEN[naam].medium == "mail")
    assert "[[" not in voorbeeld and "<style" not in voorbeeld and "<h1" not in voorbeeld and "<main" not in voorbeeld


def test_wat_iemand_in_een_brief_typt_wordt_nooit_opmaak():
    tekst = BESTANDEN["brieven/beschikking_toegekend.md"].replace(
        "Met vriendelijke groet,", "<script>alert(1)</script>"
    )
    _, voorbeeld, fout = brieven.voorbeeld(PO.tenant, "beschikking_toegekend", tekst, "ouder", DAG)
    assert fout == "" and "<script" not in voorbeeld and "&lt;script&gt;" in voorbeeld


def test_een_onbekend_veld_wordt_gezegd_met_zijn_regel():
    _, voorbeeld, fout = brieven.voorbeeld(PO.tenant, "bericht_klaar", "Onderwerp: x\n\n[[kind.naam]]", "ouder", DAG)
    assert voorbeeld == "" and fout.startswith("Regel 3: het veld kind.naam bestaat niet")


def test_elk_veld_van_elke_brief_heeft_een_uitleg():
    for soort in BRIEFSOORTEN.values():
        for veld in brieven.velden(soort):
            assert veld.uitleg.removesuffix(". Kan leeg zijn.") not in soort.velden, veld.code


# -------------------------------------------------------------------------------------------- the overview


@pytest.mark.parametrize(
    ("gebrek", "url"),
    [
        (Gebrek(melding="x", bestand="procedure.toml", sleutel="mandaten[2].beslist"), "/beheer/wijzigen/mandaten.1"),
        (
            Gebrek(melding="x", bestand="recept_so.toml", sleutel="onderdelen[1].vragen[2].soort"),
            "/beheer/wijzigen/recepten.so.onderdelen.0.vragen.1",
        ),
        (Gebrek(melding="x", bestand="brieven/bericht_klaar.md"), "/beheer/brieven/bericht_klaar"),
        (Gebrek(melding="x", bestand="procedure.toml", regel=3), "/beheer/tekst?bestand=procedure.toml"),
        (Gebrek(melding="x", bestand="procedure.toml", sleutel="onbekend"), "/beheer/tekst?bestand=procedure.toml"),
    ],
)
def test_een_gebrek_wijst_de_plek_waar_men_het_herstelt(gebrek: Gebrek, url: str):
    assert overzicht.link_van(gebrek).url == url


def test_een_gebrek_is_een_zin_zonder_techniek():
    gebrek = Gebrek(melding="swv2202po/procedure.toml, regel 8, termijnen: dit moet een geheel getal zijn.")
    assert overzicht.zin_van(gebrek) == "Dit moet een geheel getal zijn."


def test_wat_er_met_de_installatie_mis_is_staat_bovenaan():
    html = render(build_environment(lambda pad: pad), ("x", "beheer.html", people.beheerder(), voorbeeld.beheer()))
    assert "De nieuwste bestanden van de installatie zijn niet bruikbaar" in html
    assert "regel 3: dit is geen geldige TOML." in html


def test_alleen_een_deel_dat_iets_anders_zegt_is_gemerkt():
    oud = lees_regels(BESTANDEN)
    nieuw = lees_regels(
        {
            **BESTANDEN,
            "procedure.toml": BESTANDEN["procedure.toml"].replace(
                "hersteltermijn_dagen = 14", "hersteltermijn_dagen = 15"
            ),
        }
    )
    gemerkt = [d.titel for g in overzicht.groepen(nieuw, oud) for d in g.delen if d.gewijzigd]
    assert gemerkt == ["Termijnen"]
