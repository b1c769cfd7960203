"""The declaration of one version as data, also when it is not right: which file a value stands in, and what is there.

Places on screen and in addresses are dotted: `termijnen.streeftermijnen.1.aantal`, rows counted from 0. The keys of the
samenwerkingsverband itself (naam, gemeenten …) stand together as `algemeen`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tenants.registry import BRIEVEN, KERNBESTAND
from tenants.schema import Tenant
from web.filling.beheer_schema import Soort, Veldsoort, veld, velden
from web.filling.beheer_toml import Pad

ALGEMEEN = "algemeen"
_LEAVES = ("tekst", "getal", "ja_nee", "datum", "keuze", "teksten", "keuzes")
GELD = "financien"
_EIGEN_BESTAND = {
    "procedures": "procedures.toml",
    "overleggen": "overleggen.toml",
    "arrangementen": "arrangementen.toml",
    "gesprekken": "gesprekken.toml",
    "checklist": "gesprekken.toml",
    "formulieren": "formulieren.toml",
    GELD: "financien.toml",
}
_KERN = {"contact", "thema", "rolnamen", "soorten", "ouders", "openbare_stappen", "versie", "gebied", "organen"}


class OnbekendePlek(LookupError):
    """There is nothing in a declaration at this place."""


@dataclass(frozen=True)
class Regels:
    """`kapot`: files that are no TOML, with the line. `bestand_van`: the file of each top-level key."""

    teksten: Mapping[str, str]
    data: dict[str, Any]
    bestand_van: dict[str, str]
    kapot: dict[str, str]

    @property
    def brieven(self) -> dict[str, str]:
        """The texts of the letters by name."""
        return {
            naam.removeprefix(BRIEVEN).removesuffix(".md"): tekst
            for naam, tekst in self.teksten.items()
            if naam.startswith(BRIEVEN)
        }


def lees_regels(teksten: Mapping[str, str]) -> Regels:
    """The files together, as far as they can be read."""
    data: dict[str, Any] = {}
    plek: dict[str, str] = {}
    kapot: dict[str, str] = {}
    for bestand, tekst in sorted(teksten.items()):
        if not bestand.endswith(".toml"):
            continue
        try:
            inhoud = _gelezen(tekst)
        except tomllib.TOMLDecodeError as fout:
            regel = re.search(r"line (\d+)", str(fout))
            kapot[bestand] = f"Regel {regel[1]} is geen geldige TOML." if regel else "Het einde is geen geldige TOML."
            continue
        if bestand.startswith("recept_"):
            naam = bestand.removeprefix("recept_").removesuffix(".toml")
            data.setdefault("recepten", {})[naam] = inhoud
            plek[f"recepten.{naam}"] = bestand
            continue
        for sleutel, waarde in inhoud.items():
            if sleutel == "recepten" and isinstance(waarde, dict):
                data.setdefault("recepten", {}).update(waarde)
                plek |= {f"recepten.{naam}": bestand for naam in waarde}
            else:
                data[sleutel] = waarde
                plek[sleutel] = bestand
    return Regels(teksten, data, plek, kapot)


@lru_cache(maxsize=200)
def _gelezen(tekst: str) -> dict[str, Any]:
    """A form is read and written file by file, and most files stay what they were. Nobody changes what comes out."""
    return tomllib.loads(tekst)


def pad_van(tekst: str) -> Pad:
    """`mandaten.0.beslist` as a place. Raises OnbekendePlek when the schema has no such place."""
    delen = tekst.split(".")
    if len(delen) > 12:
        raise OnbekendePlek(tekst)
    pad: Pad = ()
    soort = Soort("groep", klasse=Tenant)
    for deel in [] if delen == [ALGEMEEN] else delen:
        match soort.aard:
            case "groep":
                gevonden = veld(soort.klasse, deel) if soort.klasse else None
                if gevonden is None or (not pad and deel == "brieven"):
                    raise OnbekendePlek(tekst)
                pad, soort = (*pad, deel), gevonden.soort
            case "groepen" if deel.isdecimal() and len(deel) < 5:
                pad, soort = (*pad, int(deel)), Soort("groep", klasse=soort.klasse)
            case "groepenkaart" if re.fullmatch("[a-z][a-z0-9_]{0,59}", deel):
                pad, soort = (*pad, deel), Soort("groep", klasse=soort.klasse)
            case "kaart" | "lijsten" if re.fullmatch("[a-z0-9_]{1,60}", deel):
                pad, soort = (*pad, deel), Soort("tekst" if soort.aard == "kaart" else "teksten")
            case _:
                raise OnbekendePlek(tekst)
    return pad


def tekst_van(pad: Pad) -> str:
    return ".".join(map(str, pad)) or ALGEMEEN


def soort_van(pad: Pad) -> Soort:
    """What stands at this place. The place exists in the schema."""
    soort = Soort("groep", klasse=Tenant)
    for deel in pad:
        if soort.aard == "groep":
            gevonden = veld(soort.klasse, str(deel)) if soort.klasse else None
            if gevonden is None:
                raise OnbekendePlek(tekst_van(pad))
            soort = gevonden.soort
        elif soort.aard in ("groepen", "groepenkaart"):
            soort = Soort("groep", klasse=soort.klasse)
        else:
            soort = Soort("tekst" if soort.aard == "kaart" else "teksten")
    return soort


def veldsoort_van(pad: Pad) -> Veldsoort | None:
    """The key of the struct around it; None for a row or the whole."""
    if not pad or isinstance(pad[-1], int):
        return None
    ouder = soort_van(pad[:-1])
    return veld(ouder.klasse, pad[-1]) if ouder.aard == "groep" and ouder.klasse else None


def waarde_op(data: Any, pad: Pad) -> Any:
    """What is there; None when nothing is."""
    for deel in pad:
        if isinstance(data, dict) and isinstance(deel, str):
            data = data.get(deel)
        elif isinstance(data, list) and isinstance(deel, int) and deel < len(data):
            data = data[deel]
        else:
            return None
    return data


def bestand_en_pad(regels: Regels, pad: Pad) -> tuple[str, Pad]:
    """In which file this place is, or would be, and where in it."""
    if not pad:
        return KERNBESTAND, ()
    if pad[0] == "recepten" and len(pad) > 1:
        bestand = regels.bestand_van.get(f"recepten.{pad[1]}", f"recept_{pad[1]}.toml")
        return (bestand, pad[2:]) if bestand.startswith("recept_") else (bestand, pad)
    sleutel = str(pad[0])
    gewoon = KERNBESTAND if sleutel in _KERN or _is_blad(sleutel) else _EIGEN_BESTAND.get(sleutel, "procedure.toml")
    return regels.bestand_van.get(sleutel, gewoon), pad


def _is_blad(sleutel: str) -> bool:
    gevonden = veld(Tenant, sleutel)
    return gevonden is not None and gevonden.soort.aard in _LEAVES


def is_blad(soort: Soort) -> bool:
    """One value, that one field can hold."""
    return soort.aard in _LEAVES


def algemeen() -> list[Veldsoort]:
    """The keys of the samenwerkingsverband itself that are one value."""
    return [v for v in velden(Tenant) if is_blad(v.soort)]


def plek_van_fout(sleutel: str) -> str:
    """`mandaten[1].beslist`, as a fault names it (rows from 1), to the place on screen (rows from 0)."""
    return re.sub(r"\[(\d+)\]", lambda n: f".{int(n[1]) - 1}", sleutel)
