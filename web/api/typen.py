"""De typen van het rekencontract als JSON Schema (OpenAPI 3.1), elk op één manier opgeschreven.

Een veld dat niet verplicht is, mag ontbreken of null zijn; `optioneel` maakt er zo een van.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec import Struct

Schema = dict[str, Any]

EERSTE_JAAR, LAATSTE_JAAR = 1900, 2199
MEESTE_GEBEURTENISSEN = 50
MEESTE_IN_LIJST = 1000


class Veld(Struct, frozen=True):
    """Eén veld van een object: zijn schema en of het er moet staan."""

    schema: Schema
    verplicht: bool = True


def datum(wat: str = "") -> Veld:
    return Veld(_met({"type": "string", "format": "date"}, wat))


def tijdstip(wat: str = "") -> Veld:
    return Veld(_met({"type": "string", "format": "date-time"}, wat))


def moment(wat: str = "") -> Veld:
    """Een dag of een tijdstip; van een tijdstip telt de dag in Nederland (Awb 2:20)."""
    return Veld(_met({"type": "string", "anyOf": [{"format": "date"}, {"format": "date-time"}]}, wat))


def geld(wat: str = "", *, negatief: bool = False) -> Veld:
    patroon = r"^-?[0-9]+\.[0-9]{2}$" if negatief else r"^[0-9]+\.[0-9]{2}$"
    return Veld(_met({"type": "string", "pattern": patroon}, wat))


def aantal(wat: str = "", *, minstens: int = 0, hoogstens: int | None = None) -> Veld:
    schema: Schema = {"type": "integer", "minimum": minstens}
    if hoogstens is not None:
        schema["maximum"] = hoogstens
    return Veld(_met(schema, wat))


def getal(wat: str = "") -> Veld:
    return Veld(_met({"type": ["number", "string"]}, wat or "Getal, of hetzelfde als tekst: 3.75 of “3.75”."))


def breuk(wat: str = "") -> Veld:
    return Veld(_met({"type": ["number", "string"]}, wat or "Getal of breuk: 0.5 of “28/55”."))


def ja_nee(wat: str = "") -> Veld:
    return Veld(_met({"type": "boolean"}, wat))


def keuze(mogelijk: Iterable[str], wat: str = "") -> Veld:
    return Veld(_met({"type": "string", "enum": list(mogelijk)}, wat))


def tekst(wat: str = "", patroon: str = "") -> Veld:
    schema: Schema = {"type": "string"}
    if patroon:
        schema["pattern"] = patroon
    return Veld(_met(schema, wat))


def schooljaar(wat: str = "") -> Veld:
    uitleg = "Het jaar waarin het schooljaar begint: 2026 is 2026/27."
    schema = {"type": "integer", "minimum": EERSTE_JAAR, "maximum": LAATSTE_JAAR}
    return Veld(_met(schema, f"{wat} {uitleg}".strip()))


def lijst(van: Veld | Schema, wat: str = "", *, minstens: int = 0, hoogstens: int = MEESTE_IN_LIJST) -> Veld:
    schema: Schema = {"type": "array", "items": van.schema if isinstance(van, Veld) else van, "maxItems": hoogstens}
    if minstens:
        schema["minItems"] = minstens
    return Veld(_met(schema, wat))


def vorm(naam: str) -> Schema:
    """Een vorm die verderop in het document staat."""
    return {"$ref": f"#/components/schemas/{naam}"}


def deel(wat: str = "", **velden: Veld) -> Veld:
    return Veld(_met(object_van(velden), wat))


def object_van(velden: dict[str, Veld]) -> Schema:
    """Een object met precies deze velden."""
    schema: Schema = {"type": "object", "additionalProperties": False}
    if verplicht := [naam for naam, veld in velden.items() if veld.verplicht]:
        schema["required"] = verplicht
    return schema | {"properties": {naam: veld.schema for naam, veld in velden.items()}}


def optioneel(veld: Veld) -> Veld:
    return Veld(of_null(veld.schema), verplicht=False)


def of_null(schema: Schema) -> Schema:
    """Hetzelfde schema, dat ook null toelaat."""
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    soort = schema["type"]
    uit = schema | {"type": [*soort, "null"] if isinstance(soort, list) else [soort, "null"]}
    if "enum" in schema:
        uit["enum"] = [*schema["enum"], None]
    if "anyOf" in schema:
        uit["anyOf"] = [*schema["anyOf"], {"type": "null"}]
    return uit


def _met(schema: Schema, wat: str) -> Schema:
    return schema | {"description": wat} if wat else schema
