"""De rekenopdracht van buiten: dezelfde regels erin en eruit als een mens of een ander programma ziet."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from services.kern.regelboek import REGELS
from services.kern.rekenen import antwoord
from services.kern.rekenfout import CODES
from services.kern.wetsartikelen import ARTIKELEN

HIER = Path(__file__).parent
GEVALLEN = [json.loads(regel) for regel in (HIER / "gevallen.jsonl").read_text(encoding="utf-8").splitlines()]
DATUM = re.compile(r"\d{4}-\d{2}-\d{2}(T.*)?")
# Een grondslag is een wetsartikel, of een van deze: rechtspraak, een Kamerbrief, beleid, een afspraak, de praktijk.
ANDERE_GRONDSLAG = re.compile(
    r"ECLI:.*|kst-.*|beleid|eigen termijn|CONV-\d+|werkwijze LBT|signaleringswaarde OCW|vorm van het nummer"
)


def invoerregel(geval: dict) -> str:
    return geval.get("rauw") or json.dumps({veld: geval[veld] for veld in ("id", "regel", "invoer")})


def vraag(regel: str, **invoer: object) -> dict:
    return json.loads(antwoord(json.dumps({"id": "1", "regel": regel, "invoer": invoer}).encode()))


def datums(waarde: object) -> set[str]:
    """Elke datum in een uitkomst; van een periode alleen de laatste dag."""
    if isinstance(waarde, dict):
        if set(waarde) == {"van", "tot_en_met"}:
            return {waarde["tot_en_met"]}
        return set().union(*map(datums, waarde.values())) if waarde else set()
    if isinstance(waarde, list):
        return set().union(*map(datums, waarde)) if waarde else set()
    return {waarde} if isinstance(waarde, str) and DATUM.fullmatch(waarde) else set()


@pytest.fixture(scope="module")
def antwoorden() -> dict[str, dict]:
    """Alle gevallen in één keer door het echte programma."""
    invoer = "\n".join(invoerregel(geval) for geval in GEVALLEN)
    klaar = subprocess.run(
        [sys.executable, "-m", "services.kern.rekenen"], input=invoer.encode(), capture_output=True, check=True
    )
    assert klaar.stderr == b""
    regels = [json.loads(regel) for regel in klaar.stdout.decode("utf-8").splitlines()]
    assert len(regels) == len(GEVALLEN)
    return {geval["id"]: regel for geval, regel in zip(GEVALLEN, regels, strict=True)}


@pytest.mark.parametrize("geval", GEVALLEN, ids=[geval["id"] for geval in GEVALLEN])
class TestElkGeval:
    def test_geeft_de_verwachte_uitkomst(self, geval, antwoorden):
        gekregen = antwoorden[geval["id"]]
        if "fout" in geval:
            assert gekregen["fout"]["code"] == geval["fout"]["code"]
            assert gekregen["fout"]["melding"].endswith(".")
            assert set(gekregen) == {"id", "fout"}
        else:
            assert gekregen["uitkomst"] == geval["uitkomst"]

    def test_legt_elke_datum_uit(self, geval, antwoorden):
        gekregen = antwoorden[geval["id"]]
        stappen = gekregen.get("uitleg", [])
        uitgelegd = {stap["datum"] for stap in stappen if "datum" in stap}
        assert datums(gekregen.get("uitkomst")) - datums(geval.get("invoer")) <= uitgelegd
        for stap in stappen:
            assert ("datum" in stap) != ("waarde" in stap)
            for grondslag in stap["grondslag"].split(", "):
                assert grondslag in ARTIKELEN or ANDERE_GRONDSLAG.fullmatch(grondslag), grondslag


class TestHetRegelboek:
    def test_wordt_helemaal_gedekt_door_de_gevallen(self):
        assert {geval["regel"] for geval in GEVALLEN if "uitkomst" in geval} == set(REGELS)

    def test_laadt_zonder_databank_en_zonder_web(self):
        """Het rekenprogramma start licht: alleen de standaardbibliotheek, msgspec en de kern."""
        code = (
            "import sys; import services.kern.rekenen as r; "
            "print(sorted({m.split('.')[0] for m in sys.modules} & "
            "{'sqlmodel', 'sqlalchemy', 'litestar', 'nats', 'pydantic', 'dramatiq', 'structlog'}))"
        )
        klaar = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
        assert klaar.stdout.strip() == "[]"


class TestEenRegelErin:
    def test_blijft_een_regel_eruit_ook_tussen_fouten_en_lege_regels(self):
        goed = '{"id":"a","regel":"boete_hoofd","invoer":{"overtredingen":1}}'
        invoer = f"\ufeff{goed}\n\n   \nkapot\n[1]\n{goed.replace('a', 'é', 1)}"
        klaar = subprocess.run(
            [sys.executable, "-m", "services.kern.rekenen"], input=invoer.encode(), capture_output=True, check=True
        )
        regels = [json.loads(regel) for regel in klaar.stdout.splitlines()]
        assert [regel["id"] for regel in regels] == ["a", None, None, "é"]
        assert [regel.get("fout", {}).get("code") for regel in regels] == [
            None,
            "ongeldige_json",
            "ongeldige_json",
            None,
        ]

    @pytest.mark.parametrize(
        ("regel", "code"),
        [
            (b'{"id": "x"', "ongeldige_json"),
            (b'{"id": "\xff"}', "ongeldige_json"),
            (b'{"id": "x", "regel": "datalek", "invoer": {"bekend_op": NaN}}', "ongeldige_json"),
            (b"[" * 100_000, "ongeldige_json"),
            (b'"los"', "ongeldige_json"),
            (b'{"regel": "datalek", "invoer": {}}', "ontbreekt"),
            (b'{"id": null, "regel": "datalek", "invoer": {}}', "ontbreekt"),
            (b'{"id": 7, "regel": "datalek", "invoer": {}}', "ongeldige_waarde"),
            (b'{"id": "x", "regel": 7, "invoer": {}}', "ongeldige_waarde"),
            (b'{"id": "x", "regel": "datalek"}', "ontbreekt"),
            (b'{"id": "x", "regel": "datalek", "invoer": []}', "ongeldige_waarde"),
            (b'{"id": "\\ud800", "regel": "niets", "invoer": {}}', "onbekende_regel"),
        ],
    )
    def test_die_niet_klopt_zegt_waarom(self, regel, code):
        assert json.loads(antwoord(regel))["fout"]["code"] == code

    def test_met_een_id_houdt_dat_id_ook_bij_een_fout(self):
        assert json.loads(antwoord(b'{"id": "x9", "regel": "niets", "invoer": {}}'))["id"] == "x9"

    def test_negeert_wat_er_naast_staat(self):
        regel = b'{"id": "1", "situatie": "iets", "regel": "boete_hoofd", "invoer": {"overtredingen": 2}, "x": 1}'
        assert json.loads(antwoord(regel))["uitkomst"] == {"maximum": "2000.00"}


class TestEenVeld:
    def test_dat_null_is_krijgt_zijn_standaard(self):
        zonder = vraag("schorsing", van="2026-11-23")
        assert vraag("schorsing", van="2026-11-23", tot_en_met=None, conventie=None) == zonder

    def test_dat_niemand_kent_is_altijd_een_fout_ook_als_het_leeg_is(self):
        fout = vraag("schorsing", van="2026-11-23", tot_en_met_=None)["fout"]
        assert (fout["code"], fout["veld"]) == ("onbekend_veld", "tot_en_met_")

    def test_in_een_gebeurtenis_heeft_een_pad(self):
        gebeurtenissen = [
            {"gebeurtenis": "aanvraag_ontvangen", "op": "2026-11-23"},
            {"gebeurtenis": "aanvulling_gevraagd", "op": "2026-13-01"},
        ]
        fout = vraag("beslistermijn_tlv", gebeurtenissen=gebeurtenissen)["fout"]
        assert (fout["code"], fout["veld"]) == ("ongeldige_datum", "gebeurtenissen[1].op")

    @pytest.mark.parametrize(
        ("waarde", "code"),
        [
            ("2026-11-23", None),
            ("1900-01-01", None),
            ("2199-12-31", None),
            ("1899-12-31", "ongeldige_datum"),
            ("2200-01-01", "ongeldige_datum"),
            ("2026-02-29", "ongeldige_datum"),
            ("20261123", "ongeldige_datum"),
            ("2026-W47-1", "ongeldige_datum"),
            ("2026-11-23 ", "ongeldige_datum"),
            ("٢٠٢٦-11-23", "ongeldige_datum"),
            ("2026-11-23T09:30:00+01:00", "ongeldige_datum"),
            ("", "ongeldige_datum"),
            (20261123, "ongeldige_waarde"),
            (True, "ongeldige_waarde"),
            (None, "ontbreekt"),
        ],
    )
    def test_met_een_datum_kent_een_notatie(self, waarde, code):
        assert vraag("schorsing", van=waarde).get("fout", {}).get("code") == code

    @pytest.mark.parametrize(
        ("waarde", "code"),
        [
            ("2026-11-20T16:30:00+01:00", None),
            ("2026-11-20T16:30Z", None),
            ("2026-11-20", "ongeldige_datum"),
            ("2026-11-20T16:30:00", "ongeldige_datum"),
            ("2026-11-20T16:30:00+0100", "ongeldige_datum"),
            ("2026-11-20T24:00:00Z", "ongeldige_datum"),
            ("2026-11-20 16:30:00Z", "ongeldige_datum"),
            ("2026-11-20T16:30:00+01:60", "ongeldige_datum"),
            ("2199-12-31T23:30:00Z", "ongeldige_datum"),
        ],
    )
    def test_met_een_tijdstip_heeft_een_tijdzone(self, waarde, code):
        assert vraag("datalek", bekend_op=waarde).get("fout", {}).get("code") == code

    @pytest.mark.parametrize(
        ("waarde", "code"),
        [
            ("10.00", None),
            ("0.00", None),
            ("10", "ongeldig_bedrag"),
            ("10.0", "ongeldig_bedrag"),
            ("10,00", "ongeldig_bedrag"),
            ("1.000.00", "ongeldig_bedrag"),
            ("€ 10.00", "ongeldig_bedrag"),
            (10, "ongeldig_bedrag"),
            (10.0, "ongeldig_bedrag"),
            ("-10.00", "negatief"),
            (True, "ongeldige_waarde"),
            ([], "ongeldige_waarde"),
        ],
    )
    def test_met_geld_is_tekst_met_twee_decimalen(self, waarde, code):
        assert vraag("signaleringswaarde", totale_baten=waarde).get("fout", {}).get("code") == code

    @pytest.mark.parametrize(
        ("waarde", "code"),
        [
            (0, None),
            (-1, "negatief"),
            (1.0, "ongeldige_waarde"),
            ("1", "ongeldige_waarde"),
            (True, "ongeldige_waarde"),
            (10**15 + 1, None),
            (10**60, "ongeldige_waarde"),
        ],
    )
    def test_met_een_aantal_is_een_heel_getal(self, waarde, code):
        assert vraag("boete_hoofd", overtredingen=waarde).get("fout", {}).get("code") == code

    def test_met_een_getal_van_duizenden_cijfers_houdt_niets_op(self):
        regel = '{"id": "1", "regel": "boete_hoofd", "invoer": {"overtredingen": ' + "9" * 5000 + "}}"
        assert json.loads(antwoord(regel.encode()))["fout"]["code"] == "ongeldige_waarde"

    @pytest.mark.parametrize("gewicht", ["0.1", 0.1, "1e-1", 1e-1])
    def test_met_een_getal_is_exact_in_elke_schrijfwijze(self, gewicht):
        assert vraag("verdelen", bedrag="0.01", gewichten=[gewicht, "0.1"])["uitkomst"] == {"delen": ["0.01", "0.00"]}

    @pytest.mark.parametrize("gewicht", ["1e999", 1e300, "0,1", ".5", "1/3", "", True, None, {}])
    def test_met_een_getal_dat_er_geen_is_wordt_geweigerd(self, gewicht):
        assert vraag("verdelen", bedrag="1.00", gewichten=[1, gewicht])["fout"]["code"] == "ongeldige_waarde"

    @pytest.mark.parametrize("getal", ["1e99999999999999999999", "1e-99999999999999999999", "1e4000", "0." + "1" * 500])
    def test_met_een_getal_dat_niemand_kan_uitschrijven_houdt_niets_op(self, getal, capsys):
        regel = f'{{"id": "1", "regel": "verdelen", "invoer": {{"bedrag": "1.00", "gewichten": [{getal}]}}}}'
        assert json.loads(antwoord(regel.encode()))["fout"]["code"] == "ongeldige_waarde"
        assert capsys.readouterr().err == ""

    def test_dat_buiten_de_kalender_voert_is_een_ongeldige_waarde(self):
        for eenheid in ("dagen", "werkdagen", "weken", "maanden", "jaren"):
            fout = vraag("termijn", vanaf="2026-11-23", aantal=10**12, eenheid=eenheid)["fout"]
            assert fout["code"] == "ongeldige_waarde"


class TestConventies:
    def test_die_een_regel_niet_gebruikt_mogen_mee(self):
        hele_set = {
            "CONV-2": "lang",
            "CONV-4": 14,
            "CONV-6": "verlengd",
            "CONV-8": 10,
            "CONV-9": "1_maart",
            "CONV-10": "niet_meetellen",
        }
        assert vraag("schorsing", van="2026-11-23", conventie=hele_set)["uitkomst"] == {
            "hoogstens_tot_en_met": "2026-11-29",
            "toegestaan": None,
            "melden_aan_inspectie": None,
        }

    @pytest.mark.parametrize(
        ("conventie", "code"),
        [
            ({"CONV-3": "som"}, "onbekend_veld"),
            ({"CONV-4": 13}, "ongeldige_waarde"),
            ({"CONV-4": "15"}, "ongeldige_waarde"),
            ({"CONV-4": 15.0}, "ongeldige_waarde"),
            ({"CONV-2": "middel"}, "ongeldige_waarde"),
            ([], "ongeldige_waarde"),
        ],
    )
    def test_die_niet_bestaan_worden_geweigerd(self, conventie, code):
        assert vraag("schorsing", van="2026-11-23", conventie=conventie)["fout"]["code"] == code

    def test_die_besliste_staat_bij_de_stap(self):
        gebeurtenissen = [
            {"gebeurtenis": "aanvraag_ontvangen", "op": "2026-11-23"},
            {"gebeurtenis": "aanvulling_gevraagd", "op": "2026-12-01", "termijn_tot": "2026-12-10"},
        ]
        uitleg = vraag("beslistermijn_tlv", gebeurtenissen=gebeurtenissen)["uitleg"]
        assert any("CONV-2: kort" in stap["stap"] for stap in uitleg)


def test_de_gevallen_raken_elke_foutcode():
    assert {geval["fout"]["code"] for geval in GEVALLEN if "fout" in geval} == CODES
