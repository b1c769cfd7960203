"""De uitleg van tenants/ klopt met het schema en met de opdrachten."""

import re
from pathlib import Path

import msgspec

from tenants import building, commands, registry
from tenants.schema import Tenant
from tenants.toetsing_werkwijze import VERPLICHT

README = (Path(registry.__file__).parent / "README.md").read_text(encoding="utf-8")
ZELF = {"id", "naam", "korte_naam", "sector", "swv_nummer", "vakantieregio", "gemeenten", "contact", "thema"}


def sleutels() -> dict[str, str]:
    """Per sleutel wat de tabel bij “moet” zegt."""
    tabel = README[README.index("| sleutel |") :].split("\n\n")[0]
    rijen = [[cel.strip() for cel in rij.strip("|").split("|")] for rij in tabel.splitlines()[2:]]
    return {naam: moet for namen, _, moet in rijen for naam in re.findall(r"`(\w+)`", namen)}


def test_elke_sleutel_van_het_schema_staat_in_de_tabel():
    schema = {veld.name for veld in msgspec.structs.fields(Tenant)} - {"brieven"}
    assert set(sleutels()) == schema - ZELF


def test_de_tabel_zegt_wat_verplicht_is():
    verplicht = {veld.name for veld in msgspec.structs.fields(Tenant) if veld.required} | set(VERPLICHT)
    for naam, moet in sleutels().items():
        assert moet.startswith("ja") == (naam in verplicht), naam


def test_elke_opdracht_staat_er_met_een_voorbeeld_dat_klopt():
    for woord in ("check", "new", "diagram"):
        assert f"./meedoen tenants {woord}" in README
        assert f"tenants {woord}" in commands.HELP
    voorbeeld = re.search(r"^    (swv2202po/.*)$", README, re.MULTILINE)[1]
    bestanden = registry.read_folder(registry.MAP / "swv2202po")
    bestanden["procedure.toml"] = bestanden["procedure.toml"].replace("weken = 8", "weken = 10", 1)
    versie, fouten = building.judge("swv2202po", bestanden, op=registry.vandaag())
    assert versie is not None
    assert re.sub(r"regel \d+", "", str(fouten[0])) == re.sub(r"regel \d+", "", voorbeeld)
