"""Nagaan of een waarde in een schema van de API past: het deel van JSON Schema dat de beschrijving gebruikt."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

SOORTEN = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}
BEKEND = {
    "type", "properties", "required", "additionalProperties", "items", "minItems", "maxItems", "enum", "const",
    "anyOf", "oneOf", "format", "pattern", "minimum", "maximum", "description", "$ref",
}  # fmt: skip


def klopt(openapi: dict[str, Any], schema: dict[str, Any], waarde: Any, plek: str = "$") -> list[str]:
    """De klachten; leeg als het past. Een woord in het schema dat hier niet bekend is, is ook een klacht."""
    if "$ref" in schema:
        naam = schema["$ref"].rpartition("/")[2]
        return klopt(openapi, openapi["components"]["schemas"][naam], waarde, plek)
    klachten = [f"{plek}: onbekend woord {woord}" for woord in set(schema) - BEKEND]
    soorten = schema.get("type", [])
    soorten = [soorten] if isinstance(soorten, str) else soorten
    if soorten and not any(_is(waarde, soort) for soort in soorten):
        return [*klachten, f"{plek}: {waarde!r} is geen {soorten}"]
    if "enum" in schema and waarde not in schema["enum"]:
        klachten.append(f"{plek}: {waarde!r} hoort er niet bij")
    if "const" in schema and waarde != schema["const"]:
        klachten.append(f"{plek}: {waarde!r} is niet {schema['const']!r}")
    for woord, aantal in (("anyOf", None), ("oneOf", 1)):
        if woord in schema:
            past = sum(not klopt(openapi, keuze, waarde, plek) for keuze in schema[woord])
            if past == 0 or (aantal and past != aantal):
                klachten.append(f"{plek}: {past} van {woord} past")
    if isinstance(waarde, str):
        klachten += _tekst(schema, waarde, plek)
    if _is(waarde, "number") and not schema.get("minimum", waarde) <= waarde <= schema.get("maximum", waarde):
        klachten.append(f"{plek}: {waarde} valt erbuiten")
    if isinstance(waarde, list):
        if not schema.get("minItems", 0) <= len(waarde) <= schema.get("maxItems", len(waarde)):
            klachten.append(f"{plek}: {len(waarde)} is geen goed aantal")
        for nummer, deel in enumerate(waarde):
            klachten += klopt(openapi, schema.get("items", {}), deel, f"{plek}[{nummer}]")
    if isinstance(waarde, dict):
        klachten += _object(openapi, schema, waarde, plek)
    return klachten


def _is(waarde: Any, soort: str) -> bool:
    if isinstance(waarde, bool):
        return soort == "boolean"
    return isinstance(waarde, SOORTEN[soort])


def _tekst(schema: dict[str, Any], waarde: str, plek: str) -> list[str]:
    if "pattern" in schema and not re.search(schema["pattern"], waarde):
        return [f"{plek}: {waarde!r} heeft een andere vorm"]
    lezers = {"date": date.fromisoformat, "date-time": datetime.fromisoformat}
    try:
        gelezen = lezers.get(schema.get("format", ""), str)(waarde)
    except ValueError:
        return [f"{plek}: {waarde!r} is geen {schema['format']}"]
    if isinstance(gelezen, datetime) and gelezen.tzinfo is None:
        return [f"{plek}: {waarde!r} heeft geen tijdzone"]
    return []


def _object(openapi: dict[str, Any], schema: dict[str, Any], waarde: dict[str, Any], plek: str) -> list[str]:
    velden = schema.get("properties", {})
    klachten = [f"{plek}: {naam} ontbreekt" for naam in schema.get("required", []) if naam not in waarde]
    if schema.get("additionalProperties") is False:
        klachten += [f"{plek}: {naam} staat er te veel" for naam in waarde if naam not in velden]
    for naam, deel in waarde.items():
        if naam in velden:
            klachten += klopt(openapi, velden[naam], deel, f"{plek}.{naam}")
    return klachten
