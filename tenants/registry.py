"""Reads every samenwerkingsverband at start, or refuses to start with one Dutch sentence.

A tenant is a folder with `samenwerkingsverband.toml`. The other `*.toml` files beside it may hold any of the
keys of `tenants.schema.Tenant`; a file `recept_<naam>.toml` holds the recept of that name. Letters stand in
`brieven/`. Adding a folder adds a samenwerkingsverband; nothing else has to change.
"""

import re
import tomllib
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from tenants import letters
from tenants.schema import Recept, Tenant
from tenants.toetsing import bezwaren

MAP = Path(__file__).parent
KERNBESTAND = "samenwerkingsverband.toml"


class ConfiguratieFout(Exception):
    """A declaration that cannot be used. Its text is one Dutch sentence: which file, which key, why."""


def load_all() -> dict[str, Tenant]:
    """All samenwerkingsverbanden by id. Read once per process. Raises ConfiguratieFout."""
    return _load_all()


def get(tenant_id: str) -> Tenant:
    """This samenwerkingsverband. Raises KeyError when there is none with this id."""
    return _load_all()[tenant_id]


@cache
def _load_all() -> dict[str, Tenant]:
    return load_folder(MAP)


def load_folder(folder: Path) -> dict[str, Tenant]:
    """All samenwerkingsverbanden in the folders under this one, by id. Raises ConfiguratieFout."""
    tenants: dict[str, Tenant] = {}
    nummers: dict[str, str] = {}
    for pad in sorted(folder.iterdir()):
        if not (pad / KERNBESTAND).is_file():
            continue
        tenant = load_tenant(pad)
        if eerder := nummers.get(tenant.swv_nummer):
            waarom = f"{tenant.swv_nummer} hoort al bij {eerder}"
            raise ConfiguratieFout(f"{pad.name}/{KERNBESTAND}, swv_nummer: {waarom}.")
        nummers[tenant.swv_nummer] = tenant.id
        tenants[tenant.id] = tenant
    if not tenants:
        raise ConfiguratieFout(f"In de map {folder.name} staat geen samenwerkingsverband ({KERNBESTAND}).")
    return tenants


def load_tenant(folder: Path, *, vandaag: date | None = None) -> Tenant:
    """One samenwerkingsverband from its folder, judged as on `vandaag`. Raises ConfiguratieFout."""
    waarden, bestanden = _lees(folder)
    for naam, recept in waarden.get("recepten", {}).items():
        # Apart, because a fault inside a mapping does not tell under which of its keys it stands.
        _omzetten(recept, Recept, folder, bestanden[f"recepten.{naam}"])
    tenant = _omzetten(waarden, Tenant, folder, bestanden)
    if tenant.id != folder.name:
        raise ConfiguratieFout(f"{folder.name}/{KERNBESTAND}, id: {tenant.id} is niet de naam van de map.")
    for sleutel, waarom in bezwaren(tenant, vandaag or date.today()):
        raise ConfiguratieFout(f"{folder.name}/{_bestand(sleutel, bestanden)}, {sleutel}: {waarom}.")
    try:
        letters.load(tenant.id, folder / "brieven")
    except letters.BriefFout as fout:
        raise ConfiguratieFout(f"{folder.name}/brieven/{fout}") from None
    return tenant


def _lees(folder: Path) -> tuple[dict[str, Any], dict[str, str]]:
    """The keys of all files together, and in which file each top-level key (or recept) stands."""
    waarden: dict[str, Any] = {}
    bestanden: dict[str, str] = {}
    for pad in sorted(folder.glob("*.toml")):
        try:
            inhoud = tomllib.loads(pad.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as fout:
            regel = re.search(r"line (\d+)", str(fout))
            plek = f"regel {regel[1]}" if regel else "het einde"
            raise ConfiguratieFout(f"{folder.name}/{pad.name}: {plek} is geen geldige TOML.") from None
        except UnicodeDecodeError:
            raise ConfiguratieFout(f"{folder.name}/{pad.name}: het bestand is geen UTF-8.") from None
        if pad.stem.startswith("recept_"):
            naam = pad.stem.removeprefix("recept_")
            waarden.setdefault("recepten", {})[naam] = inhoud
            bestanden[f"recepten.{naam}"] = pad.name
            continue
        for sleutel, waarde in inhoud.items():
            if sleutel in waarden:
                eerder = bestanden.get(sleutel, "een receptbestand")
                raise ConfiguratieFout(f"{folder.name}/{pad.name}, {sleutel}: staat ook al in {eerder}.")
            waarden[sleutel] = waarde
            bestanden[sleutel] = pad.name
    return waarden, bestanden


def _omzetten(waarden: Any, soort: type, folder: Path, bestanden: dict[str, str] | str) -> Any:
    try:
        return msgspec.convert(waarden, soort)
    except msgspec.ValidationError as fout:
        sleutel, waarom = _in_het_nederlands(str(fout))
        bestand = bestanden if isinstance(bestanden, str) else _bestand(sleutel, bestanden)
        raise ConfiguratieFout(f"{folder.name}/{bestand}, {sleutel}: {waarom}.") from None


def _bestand(sleutel: str, bestanden: dict[str, str]) -> str:
    delen = sleutel.replace("[", ".").split(".")
    return bestanden.get(".".join(delen[:2])) or bestanden.get(delen[0]) or KERNBESTAND


_SOORTEN = {
    "int": "een geheel getal",
    "str": "een tekst",
    "bool": "true of false",
    "array": "een lijst",
    "object": "een groep sleutels",
    "date": "een datum",
    "null": "leeg",
    "float": "een getal met komma",
}


def _in_het_nederlands(melding: str) -> tuple[str, str]:
    """The message of msgspec as (key, why)."""
    wat, _, plek = melding.partition(" - at `")
    pad = _pad(plek.rstrip("`"))
    if gevonden := re.fullmatch(r"Object contains unknown field `(.*)`", wat):
        return _onder(pad, gevonden[1]), "deze sleutel is onbekend"
    if gevonden := re.fullmatch(r"Object missing required field `(.*)`", wat):
        return _onder(pad, gevonden[1]), "deze sleutel ontbreekt"
    if gevonden := re.fullmatch(r"Invalid enum value (.*)", wat):
        return pad, f"{gevonden[1].strip(chr(39))} is geen van de mogelijke waarden"
    if gevonden := re.fullmatch(r"Expected `(.*)`, got `(.*)`", wat):
        return pad, f"dit moet {_keuze(gevonden[1])} zijn, geen {_zonder_lidwoord(gevonden[2])}"
    if gevonden := re.fullmatch(r"Expected `int` (>=|<=) (-?\d+)", wat):
        return pad, f"het getal is {'lager' if gevonden[1] == '>=' else 'hoger'} dan {gevonden[2]}"
    if gevonden := re.fullmatch(r"Expected `\w+` of length (>=|<=) (\d+)", wat):
        return pad, f"dit is te {'kort' if gevonden[1] == '>=' else 'lang'}"
    if wat.startswith("Expected `str` matching regex"):
        return pad, "dit is niet geschreven zoals het hoort"
    return pad, f"dit kan niet ({wat})"


def _pad(plek: str) -> str:
    """`$.mandaten[0].beslist` as one reads it: `mandaten[1].beslist`."""
    pad = plek.removeprefix("$").removeprefix(".").replace("[...]", "")
    return re.sub(r"\[(\d+)\]", lambda nummer: f"[{int(nummer[1]) + 1}]", pad)


def _onder(pad: str, sleutel: str) -> str:
    return f"{pad}.{sleutel}" if pad else sleutel


def _keuze(soorten: str) -> str:
    namen: Iterable[str] = (_SOORTEN.get(soort.strip(), soort.strip()) for soort in soorten.split("|"))
    return " of ".join(namen)


def _zonder_lidwoord(soort: str) -> str:
    return _SOORTEN.get(soort, soort).removeprefix("een ")
