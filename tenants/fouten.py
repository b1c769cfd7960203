"""A declaration that cannot be used, told in one Dutch sentence: which file, which line, which key, and why."""

import re
from collections.abc import Iterable


class ConfiguratieFout(Exception):
    """A declaration that cannot be used. Its text is one Dutch sentence.

    `bestand`: name within the folder; `regel`: counted from 1, None where nothing is there to point at; `sleutel`:
    as it is written in that file, empty where the file as a whole is meant; `waarom`: the end of the sentence.
    """

    def __init__(self, tenant_id: str, bestand: str, waarom: str, *, sleutel: str = "", regel: int | None = None):
        self.tenant_id, self.bestand, self.sleutel, self.regel, self.waarom = tenant_id, bestand, sleutel, regel, waarom
        plek = [f"{tenant_id}/{bestand}" if tenant_id else bestand, f"regel {regel}" if regel else "", sleutel]
        super().__init__(f"{', '.join(filter(None, plek))}: {waarom}.")


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


def in_het_nederlands(melding: str) -> tuple[str, str]:
    """The message of msgspec as (key, why)."""
    wat, _, plek = melding.partition(" - at `")
    sleutel = _sleutel(plek.rstrip("`"))
    if gevonden := re.fullmatch(r"Object contains unknown field `(.*)`", wat):
        return onder(sleutel, gevonden[1]), "deze sleutel is onbekend"
    if gevonden := re.fullmatch(r"Object missing required field `(.*)`", wat):
        return onder(sleutel, gevonden[1]), "deze sleutel ontbreekt"
    if gevonden := re.fullmatch(r"Invalid enum value (.*)", wat):
        return sleutel, f"{gevonden[1].strip(chr(39))} is geen van de mogelijke waarden"
    if gevonden := re.fullmatch(r"Expected `(.*)`, got `(.*)`", wat):
        return sleutel, f"dit moet {_keuze(gevonden[1])} zijn, geen {_zonder_lidwoord(gevonden[2])}"
    if gevonden := re.fullmatch(r"Expected `int` (>=|<=) (-?\d+)", wat):
        return sleutel, f"het getal is {'lager' if gevonden[1] == '>=' else 'hoger'} dan {gevonden[2]}"
    if gevonden := re.fullmatch(r"Expected `\w+` of length (>=|<=) (\d+)", wat):
        return sleutel, f"dit is te {'kort' if gevonden[1] == '>=' else 'lang'}"
    if wat.startswith("Expected `str` matching regex"):
        return sleutel, "dit is niet geschreven zoals het hoort"
    return sleutel, f"dit kan niet ({wat})"


def onder(sleutel: str, naam: str) -> str:
    """This name (or `[2]`) within this key."""
    if not sleutel or not naam:
        return sleutel or naam
    return f"{sleutel}{naam}" if naam.startswith("[") else f"{sleutel}.{naam}"


def _sleutel(plek: str) -> str:
    """`$.mandaten[0].beslist` as one reads it: `mandaten[1].beslist`."""
    sleutel = plek.removeprefix("$").removeprefix(".").replace("[...]", "")
    return re.sub(r"\[(\d+)\]", lambda nummer: f"[{int(nummer[1]) + 1}]", sleutel)


def _keuze(soorten: str) -> str:
    namen: Iterable[str] = (_SOORTEN.get(soort.strip(), soort.strip()) for soort in soorten.split("|"))
    return " of ".join(namen)


def _zonder_lidwoord(soort: str) -> str:
    return _SOORTEN.get(soort, soort).removeprefix("een ")
