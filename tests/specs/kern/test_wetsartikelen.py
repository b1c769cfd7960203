"""De bladzijde die een jurist naloopt: elk artikel één keer, met de woorden van de wet of eerlijk zonder."""

from __future__ import annotations

import ast
import re
from datetime import date
from pathlib import Path

import pytest

from services.kern import wetsartikel, wetsartikelen
from services.kern.wetsartikel import REGELINGEN, Wetsartikel
from services.kern.wetsartikelen import ARTIKELEN

KERN = Path(wetsartikelen.__file__).parent
# Wat wij niet in een bron hebben gelezen, geven wij met eigen woorden weer en heet niet letterlijk.
NIET_GELEZEN = {
    "Awb 6:6",
    "WVO 5.48",
    "AVG 12",
    "AVG 6 lid 1 onder a",
    "UAVG 46",
    "WPO 40 lid 5",
    "WEC 40 lid 6",
    "WVO 8.9",
    "WEC 40 lid 16",
    "Awb 2:3",
}


@pytest.mark.parametrize("artikel", ARTIKELEN.values(), ids=str)
class TestElkArtikel:
    def test_heeft_woorden_uitleg_en_een_vindplaats(self, artikel: Wetsartikel):
        assert artikel.toelichting.endswith(".") and "(…)" not in artikel.toelichting
        assert re.match(r"https://(wetten\.overheid\.nl/BWBR\d{7}#Artikel|eur-lex\.europa\.eu/)", artikel.url)
        assert artikel.woorden.strip() == artikel.woorden and len(artikel.woorden) > 20

    def test_is_letterlijk_met_de_dag_van_de_tekst_of_zegt_dat_het_dat_niet_is(self, artikel: Wetsartikel):
        assert artikel.letterlijk == (artikel.aanduiding not in NIET_GELEZEN)
        if not artikel.letterlijk:
            assert (artikel.woorden, artikel.tekst_van, artikel.vindplaats) == (artikel.toelichting, None, None)
            return
        assert artikel.woorden != artikel.toelichting
        assert date(2010, 1, 1) <= artikel.tekst_van <= date(2026, 11, 22)
        assert re.search(r"[.;:]|\(…\)", artikel.woorden.splitlines()[-1])
        assert "[ref" not in artikel.woorden and "](" not in artikel.woorden
        if not artikel.aanduiding.startswith("AVG"):
            assert f"/{artikel.tekst_van}#Artikel" in artikel.vindplaats

    def test_van_een_lid_begint_met_dat_lid(self, artikel: Wetsartikel):
        lid = re.search(r" lid (\d+)$", artikel.aanduiding)
        if lid and artikel.letterlijk:
            assert artikel.woorden.startswith(f"{lid[1]} ")


def test_geen_tekst_ligt_er_ongebruikt_bij():
    assert set(wetsartikel._teksten()["tekst"]) <= set(ARTIKELEN)
    assert set(wetsartikel._teksten()["tekst_van"]) <= {*REGELINGEN, "AVG"}


def test_de_getallen_van_de_wet_staan_in_haar_woorden():
    """Een steekproef die faalt zodra iemand de tekst van een andere versie of een ander lid neerzet."""
    for naam, zinsdeel in {
        "Awb 4:13": "binnen acht weken na ontvangst van de aanvraag",
        "Awb 4:17": "€ 23 per dag, de daaropvolgende veertien dagen € 35 per dag en de overige dagen € 45 per dag",
        "Awb 6:7": "bedraagt zes weken",
        "Awb 7:10": "binnen twaalf weken, gerekend vanaf de dag na die waarop",
        "Algemene termijnenwet 3": "en de vijfde mei",
        "WPO 40": "10 weken na de dag waarop het verzoek om toelating is gedaan",
        "UB WVO 2.46": "binnen de bandbreedte van 55 tot en met 80",
        "Leerplichtwet 21a": "vier opeenvolgende lesweken in totaal zestien uren",
        "WPO 18a lid 13": "tot drie jaar na afloop van",
        "AVG 33": "uiterlijk 72 uur",
    }.items():
        assert zinsdeel in ARTIKELEN[naam].woorden, naam


def test_elk_artikel_staat_er_een_keer():
    namen = [a.aanduiding for a in vars(wetsartikelen).values() if isinstance(a, Wetsartikel)]
    assert sorted(namen) == sorted(set(namen)) == sorted(ARTIKELEN)


# ------------------------------------------------------------------------------------- getallen van de wet

# 0, 1 en -1 zijn geen getallen van de wet; 7 dagen is een week; 12 en 2 staan waar zij heten.
GEWOON = {0, 1, -1}
# Bestanden zonder rechtsregels: lezen, schrijven, rekenkunde, kalender en de lijst zelf.
GEEN_REGELS = {
    "wetsgetallen", "wetsartikel", "wetsartikelen", "conventies", "kalender", "feestdagen", "bedrag", "getal",
    "nummers", "invoer", "rekenen", "vakanties", "errors", "proces", "bericht", "feit", "rollen", "principal",
    "geldend", "rekenfout", "regelregister", "inzage", "nazicht", "tekens", "__init__",
}  # fmt: skip
# Getallen die een naam hebben en geen wet zijn: maandnummers, dagen in een week, procenten, grenzen tegen misbruik.
BENOEMD = re.compile(r"^[A-Z][A-Z_, ]* = ")


def losse_getallen(bestand: Path) -> list[str]:
    tekst = bestand.read_text(encoding="utf-8")
    regels = tekst.splitlines()
    uit = []
    for knoop in ast.walk(ast.parse(tekst)):
        if not isinstance(knoop, ast.Constant) or isinstance(knoop.value, bool):
            continue
        if isinstance(knoop.value, (int, float)) and knoop.value not in GEWOON:
            regel = regels[knoop.lineno - 1]
            if not BENOEMD.match(regel):
                uit.append(f"{bestand.name}:{knoop.lineno}: {regel.strip()}")
    return uit


# Wat overblijft is geen getal van de wet, en staat hier met zijn reden.
VERKLAARD = {
    "termijn.py": {"366 * 9999", "1 <= jaar <= 9999", "aantal > 300", "date(dag.year, 12, 31)", "date(jaar, 12, 31)"},
    "bekostiging_regels.py": {"date(van.year, 12, 31)"},
    "regelboek.py": {"100_000", "3, 8", "1901", "2199"},
    "streeftermijn.py": {"aantal * DAGEN_PER_WEEK"},
    "tlv_geldigheid.py": {"(8, 1)", "(7, 31)"},
    "instroommoment.py": set(),
}


@pytest.mark.parametrize(
    "bestand", sorted(b for b in KERN.glob("*.py") if b.stem not in GEEN_REGELS), ids=lambda b: b.name
)
def test_geen_rekenregel_heeft_zelf_een_getal_van_de_wet(bestand: Path):
    over = [plek for plek in losse_getallen(bestand) if not any(w in plek for w in VERKLAARD.get(bestand.name, ()))]
    assert over == [], "zet het in wetsgetallen.py"
