"""SEC-8: not one packet goes where it may not. Counted in a network of its own (tests/flows/naamruimte.py)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.flows.naamruimte import GEHEIM, NIET_HIER, PUBLIEK, WISSELT
from tests.flows.test_buiten import BINNEN, ELDERS_BINNEN
from tests.specs.documenten.corpus import ALLES


@pytest.fixture(scope="module")
def rondes() -> dict[str, list[str]]:
    """Per round the addresses that a packet went to, and `gelukt` when there was an answer."""
    programma = Path(__file__).with_name("naamruimte.py")
    klaar = subprocess.run([sys.executable, programma], capture_output=True, text=True, timeout=120)
    if klaar.returncode == NIET_HIER:
        pytest.skip(f"this machine gives no network of one's own: {klaar.stderr.strip()}")
    assert klaar.returncode == 0, klaar.stderr[-3000:]
    return json.loads(klaar.stdout)


def test_sec_8_geen_enkel_pakket_naar_binnen(rondes: dict[str, list[str]]):
    """SEC-8: every spelling of an inside address, names that point inside or change their mind, and redirects."""
    buiten = {naam: naar for naam, naar in rondes.items() if not naam.startswith("controle")}
    assert {naam: naar for naam, naar in buiten.items() if set(naar) - {PUBLIEK, "gelukt"}} == {}
    gevraagd = [naam for naam in buiten if naam.startswith("http")]
    assert len(gevraagd) == 2 * len((*BINNEN, *ELDERS_BINNEN))
    assert {naam for naam in gevraagd if buiten[naam]} == set()
    assert [naar for naam, naar in buiten.items() if naam.startswith("doorgestuurd")] == [[PUBLIEK]] * 3


def test_sec_8_een_naam_die_van_gedachten_verandert(rondes: dict[str, list[str]]):
    """SEC-8: asked of a real name server, whose answers are by turns outside and inside."""
    wisselt = [naar for naam, naar in rondes.items() if WISSELT in naam]
    assert sorted(map(len, wisselt)) == [0, 2, 2]


def test_sec_8_een_brief_en_een_document_vragen_niets(rondes: dict[str, list[str]]):
    """SEC-8: not even to a public address; the renderer and the cleaning also without the fences around them."""
    for soort, aantal in (("brief", 14), ("met hek", 1), ("document", len(ALLES))):
        van = {naam: naar for naam, naar in rondes.items() if naam.startswith(soort)}
        assert len(van) == aantal
        assert {naam for naam, naar in van.items() if naar != ["gelukt"]} == set()


def test_sec_8_de_teller_telt(rondes: dict[str, list[str]]):
    """The control: who may is answered, and who does it without asking is seen."""
    assert rondes["controle: een openbaar adres"] == [PUBLIEK, "gelukt"]
    assert rondes["controle: wie het zomaar doet"] == [GEHEIM, "gelukt"]
