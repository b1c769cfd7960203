"""Wat een verklaring van een samenwerkingsverband kan noemen, is er ook: handelingen, rollen en thema's."""

import importlib
import pkgutil
from pathlib import Path

import services
from services.kern.proces import Proces
from tenants.handelingen import HANDELINGEN, VOOR_OUDERS
from tenants.toetsing import THEMAS


def processen() -> list[Proces]:
    modules = (
        importlib.import_module(f"services.{dienst.name}.proces")
        for dienst in pkgutil.iter_modules(services.__path__)
        if dienst.name != "kern" and importlib.util.find_spec(f"services.{dienst.name}.proces")
    )
    return [waarde for module in modules for waarde in vars(module).values() if isinstance(waarde, Proces)]


def test_elke_handeling_aan_een_zaak_is_er_een_van_de_procestabellen():
    van_zaken = [proces for proces in processen() if proces.naam in ("aanvraag", "behandeling")]
    rijen: dict[str, set] = {}
    for proces in van_zaken:
        for rij in proces.handelingen:
            rijen.setdefault(rij.naam, set()).update(rij.rollen)
    assert {naam: set(rollen) for naam, rollen in HANDELINGEN.items()} == rijen
    assert rijen.keys() >= VOOR_OUDERS


def test_elk_thema_is_er_en_elk_thema_is_te_kiezen():
    css = Path(__file__).parents[2] / "web/static/css"
    assert {bestand.stem.removeprefix("thema-") for bestand in css.glob("thema-*.css")} == THEMAS
