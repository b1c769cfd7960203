"""Randgevallen van het rekencontract, zin voor zin nagelopen: getallen, geld, de regel zelf en de opdrachtregel."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys

import pytest

from services.kern.rekenen import antwoord
from tests.specs.kern.vragen import fout, uit, vraag


class TestGetallenEnGeld:
    @pytest.mark.parametrize("waarde", [True, False, 1.0, "1", [], {}, -1, 1e3])
    def test_een_aantal_is_een_heel_getal_en_nooit_ja_of_nee(self, waarde):
        verwacht = "negatief" if waarde == -1 else "ongeldige_waarde"
        assert fout("boete_hoofd", overtredingen=waarde) == (verwacht, "overtredingen")
        assert fout("leerachterstand", dle=waarde, dl=10) == (verwacht, "dle")

    @pytest.mark.parametrize(
        ("getal", "som"),
        [
            (0, "0"),
            ("0", "0"),
            ("0.0", "0"),
            (0.0, "0"),
            ("-0", "0"),
            (15.5, "15.5"),
            ("15.50", "15.5"),
            (1e1, "10"),
            ("1.5e1", "15"),
            ("0.1", "0.1"),
            (10**20, str(10**20)),
        ],
    )
    def test_een_getal_is_exact_en_zonder_nullen_achteraan(self, getal, som):
        leerlingen = {"leerlingen_bao": 0, "leerlingen_sbo": 100, "bedrag_per_leerling": "0.00"}
        assert uit("sbo_norm", norm_procent=getal, **leerlingen)["norm_leerlingen"] == som

    @pytest.mark.parametrize(
        "getal", ["", " 1", "1 ", "+1", ".5", "5.", "01", "1,5", "1_0", "٣", "NaN", "Infinity", "0x1", True, [], {}]
    )
    def test_een_getal_in_een_andere_schrijfwijze_is_er_geen(self, getal):
        assert fout("verzuim_16_uur", uren_per_week=[getal]) == ("ongeldige_waarde", "uren_per_week[0]")

    @pytest.mark.parametrize("breuk", ["28/55", "0/1", "-1/2", 1, "1.0", -3, "55/55"])
    def test_een_breuk_mag_negatief_zijn_en_hoogstens_een(self, breuk):
        assert uit("pro_lwoo", iq=80, achterstand={"IR": breuk, "BL": 0, "TL": 0, "SP": 0})["voldoet"] == []

    @pytest.mark.parametrize(
        ("breuk", "code"),
        [
            ("56/55", "ongeldige_waarde"),
            ("1/0", "ongeldige_waarde"),
            ("1/-2", "ongeldige_waarde"),
            ("1 / 2", "ongeldige_waarde"),
            ("1/2/3", "ongeldige_waarde"),
            ("1.5/2", "ongeldige_waarde"),
            (True, "ongeldige_waarde"),
            ("", "ongeldige_waarde"),
            (None, "ontbreekt"),
        ],
    )
    def test_wat_geen_breuk_is_heeft_een_pad(self, breuk, code):
        achterstand = {"IR": breuk, "BL": 0, "TL": 0, "SP": 0}
        assert fout("pro_lwoo", iq=80, achterstand=achterstand) == (code, "achterstand.IR")

    @pytest.mark.parametrize("bedrag", ["-0.00", "0.00", "000.00"])
    def test_nul_euro_is_nooit_min_nul(self, bedrag):
        assert uit("verdelen", bedrag=bedrag, gewichten=[1, 2])["delen"] == ["0.00", "0.00"]

    @pytest.mark.parametrize(
        "bedrag",
        [
            "1.0",
            "1",
            "1.000",
            "1,00",
            "1.000,00",
            "+1.00",
            " 1.00",
            "1.00 ",
            "1.00\n",
            ".50",
            "1e2",
            "--1.00",
            "١.٠٠",
            1,
        ],
    )
    def test_geld_heeft_precies_een_notatie(self, bedrag):
        assert fout("verdelen", bedrag=bedrag, gewichten=[1]) == ("ongeldig_bedrag", "bedrag")

    def test_een_halve_cent_gaat_omhoog(self):
        assert uit("naar_rato", bedrag="0.73", van="2026-01-01", tot_en_met="2026-09-07")["bedrag"] == "0.50"
        assert uit("signaleringswaarde", totale_baten="7142857.00")["signaleringswaarde"] == "250000.00"
        assert uit("signaleringswaarde", totale_baten="7142857.43")["signaleringswaarde"] == "250000.01"

    def test_een_grens_wordt_exact_vergeleken(self):
        assert uit("deelnamepercentage", leerlingen=1, totaal=3, grens_procent="33.33")["binnen_grens"] is False
        assert uit("deelnamepercentage", leerlingen=1, totaal=4, grens_procent="25")["binnen_grens"] is True
        assert uit("deelnamepercentage", leerlingen=1, totaal=800)["percentage"] == "0.13"


class TestDeRegelZelf:
    @pytest.mark.parametrize(
        "regel",
        [
            b"{",
            b"null",
            b"1",
            b'"x"',
            b"[]",
            b"{}x",
            b"{'id': 1}",
            b'{"id": "a",}',
            b"\xff\xfe{\x00}\x00",
            b'{"a": Infinity}',
            b'{"a": NaN}',
            b'{"id": "a\nb"}',
            b"\xef\xbb\xbf{}",
            b'{"id": "\xed\xa0\x80"}',
            b"{" * 5000,
            b'{"a":' * 5000,
            b"\x00",
            b"True",
        ],
    )
    def test_die_geen_json_object_is_bederft_alleen_zichzelf(self, regel, capfd):
        gekregen = json.loads(antwoord(regel))
        assert gekregen["id"] is None and gekregen["fout"]["code"] == "ongeldige_json"
        assert capfd.readouterr().err == ""

    def test_met_een_sleutel_die_twee_keer_voorkomt_telt_de_laatste(self):
        regel = b'{"id":"1","regel":"boete_hoofd","invoer":{"overtredingen":1,"overtredingen":2}}'
        assert json.loads(antwoord(regel))["uitkomst"] == {"maximum": "2000.00"}

    @pytest.mark.parametrize("veld", ["gebeurtenissen", "peildatum", "conventie"])
    def test_met_een_diepe_waarde_is_gewoon_een_verkeerde_waarde(self, veld):
        diep = "[" * 400 + "]" * 400
        regel = f'{{"id":"1","regel":"beslistermijn_tlv","invoer":{{"{veld}":{diep}}}}}'
        assert json.loads(antwoord(regel.encode()))["fout"]["code"] in ("ongeldige_waarde", "ontbreekt")

    def test_met_honderdduizend_gewichten_kan_ook(self):
        delen = uit("verdelen", bedrag="1000000.00", gewichten=[1] * 100_000)["delen"]
        assert len(delen) == 100_000 and set(delen) == {"10.00"}

    @pytest.mark.parametrize("teken", ["é", "\u2028", "\u0000", "𝄞", '"', "\\", "<script>", "\ud800", ""])
    def test_met_elk_teken_in_het_id_geeft_dat_id_terug(self, teken):
        regel = json.dumps({"id": teken, "regel": "niets", "invoer": {}})
        assert json.loads(antwoord(regel.encode()))["id"] == teken

    @pytest.mark.parametrize(
        ("regel", "veld", "heel"),
        [
            ("opp_termijn", "ingeschreven_op", {}),
            ("nummer", "waarde", {"soort": "bsn"}),
            ("verdelen", "gewichten", {"bedrag": "1.00"}),
            ("termijn", "aantal", {"vanaf": "2027-03-25", "eenheid": "dagen"}),
            ("teldatum", "sector", {"bekostigingsjaar": 2027}),
            ("leerplicht", "geboren_op", {"regio": "noord"}),
            ("ondersteuningsbekostiging", "afdrachten", {"leerlingen": 1, "bedrag_per_leerling": "1.00"}),
        ],
    )
    def test_met_null_waar_iets_moet_staan_mist_dat_veld(self, regel, veld, heel):
        assert fout(regel, **heel, **{veld: None}) == ("ontbreekt", veld)
        assert fout(regel, **heel) == ("ontbreekt", veld)

    @pytest.mark.parametrize(
        "tijdstip",
        [
            "2026-11-20T16:30:00",
            "2026-11-20",
            "2026-11-20T16:30:00+25:00",
            "2026-11-20T16:30:00+24:00",
            "2026-11-20T16:30:60Z",
            "2026-11-20T16:30:00.5Z",
            "2026-11-20t16:30:00Z",
            "2026-11-20T16:30:00z",
            "2026-11-20T16:30:00+01",
            "2026-11-20T16:30:00 +01:00",
            "2026-02-29T16:30:00Z",
            "1899-12-31T22:00:00Z",
            "2199-12-31T23:00:00Z",
            "0000-01-01T00:00:00Z",
        ],
    )
    def test_met_een_tijdstip_in_een_andere_notatie_of_buiten_de_jaren(self, tijdstip):
        assert fout("datalek", bekend_op=tijdstip) == ("ongeldige_datum", "bekend_op")

    @pytest.mark.parametrize(
        ("tijdstip", "einde"),
        [
            ("2026-11-20T16:30Z", "2026-11-23T17:30:00+01:00"),
            ("2026-11-20T16:30:15-11:45", "2026-11-24T05:15:15+01:00"),
            ("2026-11-20T16:30:00-00:00", "2026-11-23T17:30:00+01:00"),
            ("2026-10-24T12:00:00+02:00", "2026-10-27T11:00:00+01:00"),
        ],
    )
    def test_met_een_vreemde_tijdzone_antwoordt_in_die_van_nederland(self, tijdstip, einde):
        assert uit("datalek", bekend_op=tijdstip) == {"melden_uiterlijk": einde}


class TestDeOpdrachtregel:
    PROGRAMMA = (sys.executable, "-m", "services.kern.rekenen")
    GOED = b'{"id":"1","regel":"boete_hoofd","invoer":{"overtredingen":1}}\n'

    def start(self) -> subprocess.Popen:
        return subprocess.Popen(self.PROGRAMMA, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def een_antwoord(self, lopend: subprocess.Popen) -> None:
        lopend.stdin.write(self.GOED)
        lopend.stdin.flush()
        assert json.loads(lopend.stdout.readline())["id"] == "1"

    def test_antwoordt_voordat_de_laatste_regel_er_is(self):
        with self.start() as lopend:
            for _ in range(3):
                self.een_antwoord(lopend)
            uitvoer, fouten = lopend.communicate(timeout=20)
        assert (lopend.returncode, uitvoer, fouten) == (0, b"", b"")

    def test_stopt_stil_als_niemand_meer_meeleest(self):
        lopend = self.start()
        self.een_antwoord(lopend)
        lopend.stdout.close()
        with contextlib.suppress(BrokenPipeError):
            lopend.stdin.write(self.GOED * 5000)
            lopend.stdin.flush()
        with contextlib.suppress(BrokenPipeError):
            lopend.stdin.close()
        assert (lopend.wait(timeout=20), lopend.stderr.read()) == (0, b"")
        lopend.stderr.close()

    def test_stopt_stil_bij_een_onderbreking(self):
        with self.start() as lopend:
            self.een_antwoord(lopend)
            lopend.send_signal(2)
            assert (lopend.wait(timeout=20), lopend.stderr.read()) == (0, b"")

    @pytest.mark.parametrize("invoer", [b"", b"\n\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n"])
    def test_geeft_niets_terug_op_niets(self, invoer):
        klaar = subprocess.run(self.PROGRAMMA, input=invoer, capture_output=True, check=True, timeout=20)
        assert (klaar.stdout, klaar.stderr) == (b"", b"")

    def test_leest_de_laatste_regel_ook_zonder_regeleinde_en_met_een_van_windows(self):
        invoer = self.GOED.rstrip() + b"\r\n" + self.GOED.rstrip()
        klaar = subprocess.run(self.PROGRAMMA, input=invoer, capture_output=True, check=True, timeout=20)
        assert len(klaar.stdout.splitlines()) == 2 and b"fout" not in klaar.stdout

    def test_een_foute_regel_ertussen_houdt_niets_op(self):
        invoer = self.GOED + b"kapot\n" + b"x" * 1_000_000 + b"\n" + self.GOED
        klaar = subprocess.run(self.PROGRAMMA, input=invoer, capture_output=True, check=True, timeout=20)
        assert [b"fout" in regel for regel in klaar.stdout.splitlines()] == [False, True, True, False]


def test_een_onbekend_veld_in_elk_onderdeel_is_een_fout():
    for regel, invoer, veld in (
        ("schorsing", {"van": "2026-11-23", "tot": None}, "tot"),
        ("bewaartermijn", {"soort": "bekostiging", "vanaf": "2026-01-01", "blokkades": [{"vanaf": "x"}]},
         "blokkades[0].vanaf"),
        ("pro_lwoo", {"iq": 70, "achterstand": {"IR": 0, "BL": 0, "TL": 0, "SP": 0, "RW": 0}}, "achterstand.RW"),
        ("schorsing", {"van": "2026-11-23", "conventie": {"CONV-1": "x"}}, "conventie.CONV-1"),
        ("schorsing", {"van": "2026-11-23", "conventie": {"conv-2": "kort"}}, "conventie.conv-2"),
    ):  # fmt: skip
        assert fout(regel, **invoer) == ("onbekend_veld", veld)
    assert "uitkomst" in vraag("schorsing", van="2026-11-23", conventie={"CONV-2": None})
