"""The linter rules of the NL API Design Rules, written for Spectral from the table `adr/linter_regels.csv`.

The table has, per rule: its name, severity, the places in a document it looks at and what it says. What is asked of
such a place is not in the table and stands here; that it is the same question as in the original shows from the test
cases of the standard (`adr/testcases`), which come with the outcome of the original.

Source of both: Logius-standaarden/API-Design-Rules (CC BY 4.0), commit 6edd13c of 18 May 2026.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

ADR = Path(__file__).parent / "adr"
INGEBOUWD = "ingebouwde regel van de linter (spectral:oas)"

_WOORD = "[a-z0-9-]+"
_VARIABELE = r"\{[^}]+\}"
_DEEL = rf"(?:{_WOORD}|{_VARIABELE})"
_VERVOLG = rf"(?:[a-z0-9.-]+|{_VARIABELE})"
# "/", "/_zoek", or segments with perhaps "_zoek" at the end; the slash at the end is for another rule.
PAD = rf"^/$|^/_[a-z0-9]+/?$|^/{_DEEL}(?:/{_VERVOLG})*(?:/_[a-z]+)?/?$"
_GETAL = r"(?:0|[1-9]\d*)"
_VOORAF = r"(?:0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*)"
SEMVER = rf"^{_GETAL}\.{_GETAL}\.{_GETAL}(?:-{_VOORAF}(?:\.{_VOORAF})*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$"


def _patroon(*, wel: str = "", niet: str = "", veld: str = "") -> dict[str, Any]:
    opties = {"match": wel} if wel else {"notMatch": niet}
    return {"function": "pattern", "functionOptions": opties} | ({"field": veld} if veld else {})


def _schema(schema: dict[str, Any]) -> dict[str, Any]:
    return {"function": "schema", "functionOptions": {"schema": schema}}


def _moet(*velden: str) -> dict[str, Any]:
    return _schema({"required": list(velden)})


# What is asked of the places that a rule looks at.
VRAGEN: dict[str, dict[str, Any]] = {
    "nlgov:openapi3": _patroon(wel=r"^3(\.\d+){1,2}$"),
    "nlgov:openapi-root-exists": {"function": "truthy", "field": "openapi"},
    "nlgov:missing-version-header": {
        "function": "or",
        "functionOptions": {
            "properties": ["API-Version", "Api-Version", "Api-version", "api-version", "API-version"],
        },
    },
    "nlgov:missing-header": {"function": "truthy", "field": "headers"},
    "nlgov:include-major-version-in-uri": _patroon(wel=r"/v\d", veld="url"),
    "nlgov:paths-no-trailing-slash": _patroon(niet=r".+ /$", veld="@key"),
    "info-contact": {"function": "truthy", "field": "info.contact"},
    "nlgov:info-contact-fields-exist": _moet("email", "name", "url"),
    "nlgov:http-methods": _patroon(wel="post|put|get|delete|patch|parameters", veld="@key"),
    "nlgov:paths-kebab-case": _patroon(wel=PAD),
    "nlgov:query-keys-camel-case": _patroon(wel=r"^\$?[a-z][a-z\d]*([A-Z][a-z\d]*)*$", veld="name"),
    "nlgov:schema-camel-case": {"function": "casing", "functionOptions": {"type": "pascal", "separator": {"char": ""}}},
    "nlgov:servers-use-https": _patroon(niet=r"^http://", veld="url"),
    "nlgov:use-problem-schema": _schema(
        {"anyOf": [{"required": ["application/problem+json"]}, {"required": ["application/problem+xml"]}]}
    ),
    "nlgov:problem-schema-members": _schema(
        {
            "type": "object",
            "properties": {"properties": {"type": "object", "required": ["status", "title", "detail"]}},
        }
    ),
    "nlgov:problem-invalid-input": _schema(
        {"type": "object", "properties": {"responses": {"type": "object", "required": ["400"]}}}
    ),
    "nlgov:property-casing": {"function": "casing", "functionOptions": {"type": "camel"}, "field": "@key"},
    "nlgov:date-time-ensure-timezone": _patroon(niet="^date-time-local$"),
    "nlgov:time-without-timezone": _patroon(niet="^time$"),
    "nlgov:specify-format-for-date-and-time": _schema(
        {
            "anyOf": [
                {"required": ["format"]},
                {"required": ["allOf"], "properties": {"allOf": {"items": {"required": ["format"]}}}},
            ]
        }
    ),
    "nlgov:use-date-instead-of-datetime": _patroon(niet="^date-time$"),
    "nlgov:semver": _patroon(wel=SEMVER),
}


def ruleset() -> dict[str, Any]:
    """The rules as Spectral reads them. Raises KeyError for a rule of the table that is not worked out here."""
    regels: dict[str, Any] = {}
    with (ADR / "linter_regels.csv").open(encoding="utf-8", newline="") as tabel:
        for rij in csv.DictReader(tabel, delimiter=";"):
            if rij["melding"] == INGEBOUWD:
                regels[rij["linterregel"]] = rij["ernst"]
                continue
            plaatsen = rij["plaats_in_openapi"].split(" | ")
            regels[rij["linterregel"]] = {
                "severity": rij["ernst"],
                "message": rij["melding"],
                "given": plaatsen,
                "then": VRAGEN[rij["linterregel"]],
            }
    return {"extends": [["spectral:oas", "off"]], "rules": regels}
