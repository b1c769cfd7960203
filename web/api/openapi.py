"""The description of the API, made from the rules themselves: OpenAPI 3.1, with worked answers as examples.

What goes in stands in `regelvelden`; what comes out is read from the types of what the rules return.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec

from services.kern.conventies import INSTELLINGEN
from services.kern.invoer import Invoer
from services.kern.kalender import Periode
from services.kern.regelboek import REGELS
from services.kern.rekenen import lees_object
from services.kern.rekenfout import CODES
from web.api.answers import rekenantwoord, swv_regels
from web.api.problems import PROBLEM, VERSIE, probleem
from web.api.regelvelden import LEDGERS, UITLEG
from web.api.typen import Schema, Veld, datum, ja_nee, lijst, object_van, of_null, optioneel, tekst, vorm
from web.limits import REKENHULP, TeVaak

JSON = "application/json"
MEER_CODES = ("onbekende_postcode", "verkeerde_soort")
GELD: Schema = {"type": "string", "pattern": r"^-?[0-9]+\.[0-9]{2}$"}
# What a field of an outcome looks like once regelboek has written it as text.
ALS_TEKST: dict[str, Schema] = {
    "als_bedrag": GELD,
    "bedragen": {"type": "array", "items": GELD},
    "als_getal": {"type": "string"},
    "als_breuk": {"type": "string", "description": "Getal als breuk: 25/53, 0 of 1."},
    "procent": {"type": "string", "pattern": r"^[0-9]+\.[0-9]{2}$"},
}
INTRO = (
    "Rekent uit wat de wet zegt over termijnen en toelaatbaarheid in het passend onderwijs, met de uitleg erbij. "
    "Openbaar en zonder sleutel. Er wordt niets van bewaard: stuur geen namen of burgerservicenummers. "
    "Elke datum heeft de vorm 2026-11-23; een bedrag is tekst met twee decimalen."
)


def kebab(naam: str) -> str:
    return naam.replace("_", "-")


def pascal(naam: str) -> str:
    return "".join(deel.capitalize() for deel in naam.split("_"))


@cache
def document(app_url: str) -> dict[str, Any]:
    """The whole OpenAPI document of the API at this address."""
    schemas = _schemas()
    paden: dict[str, Any] = {
        "/openapi.json": {"get": _openapi()},
        "/rekenhulp/regels": {"get": _regels()},
        "/rekenhulp/samenwerkingsverbanden": {"get": _samenwerkingsverbanden()},
    }
    for naam in REGELS:
        schemas[f"{pascal(naam)}Invoer"] = _invoer(naam)
        schemas[f"{pascal(naam)}Uitkomst"] = _uitkomst(naam)
        schemas[f"{pascal(naam)}Antwoord"] = _antwoord(naam)
        paden[f"/rekenhulp/{kebab(naam)}"] = {"post": _regel(naam)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Meedoen rekenhulp",
            "version": VERSIE,
            "description": INTRO,
            "contact": {"name": "Beheer van Meedoen", "url": app_url, "email": "beheer@meedoen.invalid"},
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "servers": [{"url": f"{app_url}/api/v1"}],
        # Nobody has to sign in: an empty requirement says so.
        "security": [{}],
        "tags": [
            {"name": "rekenhulp", "description": "Regels die worden uitgerekend"},
            {"name": "openapi", "description": "Deze beschrijving"},
        ],
        "paths": paden,
        "components": {
            "schemas": schemas,
            "headers": {
                "ApiVersion": {"description": "De versie van deze API", "schema": {"type": "string"}},
                "AllowOrigin": {"description": "Elke website mag dit lezen", "schema": {"type": "string"}},
            },
        },
    }


# ---------------------------------------------------------------------------------------------- paths


def _koppen() -> dict[str, Any]:
    return {
        "API-Version": {"$ref": "#/components/headers/ApiVersion"},
        "Access-Control-Allow-Origin": {"$ref": "#/components/headers/AllowOrigin"},
    }


def _goed(wat: str, schema: Schema, voorbeeld: Any) -> dict[str, Any]:
    return {
        "description": wat,
        "headers": _koppen(),
        "content": {JSON: {"schema": schema, "example": voorbeeld}},
    }


def _fout(wat: str, voorbeeld: dict[str, Any]) -> dict[str, Any]:
    return {
        "description": wat,
        "headers": _koppen(),
        "content": {PROBLEM: {"schema": vorm("Probleem"), "example": voorbeeld}},
    }


def _te_vaak() -> dict[str, Any]:
    """Every question can be one too many."""
    return _fout(
        "Te veel vragen; Retry-After zegt wanneer het weer kan", probleem(429, TeVaak(REKENHULP[0], 30).melding)
    )


def _regel(naam: str) -> dict[str, Any]:
    uitleg = UITLEG[naam]
    eerste = next(iter(uitleg.velden))
    mist = probleem(400, f"Het veld “{eerste}” ontbreekt.", code="ontbreekt", veld=eerste)
    return {
        "tags": ["rekenhulp"],
        "summary": uitleg.titel,
        "description": uitleg.wat,
        "operationId": f"{naam}_uitrekenen",
        "requestBody": {
            "required": True,
            "content": {JSON: {"schema": vorm(f"{pascal(naam)}Invoer"), "example": uitleg.voorbeeld}},
        },
        "responses": {
            "200": _goed("Uitgerekend", vorm(f"{pascal(naam)}Antwoord"), voorbeeld(naam)),
            "400": _fout("De vraag klopt niet", mist),
            "413": _fout("De vraag is te groot", probleem(413, "Deze vraag is te groot.")),
            "415": _fout("Geen JSON", probleem(415, "Stuur de vraag als application/json.", code="verkeerde_soort")),
            "429": _te_vaak(),
        },
    }


def voorbeeld(naam: str) -> dict[str, Any]:
    """The worked answer to the example of this rule, as the API gives it."""
    return msgspec.to_builtins(rekenantwoord(naam, _voorbeeldvraag(naam)))


def _voorbeeldvraag(naam: str) -> dict[str, Any]:
    """The example as it arrives: numbers exact."""
    return lees_object(msgspec.json.encode(UITLEG[naam].voorbeeld))


def _openapi() -> dict[str, Any]:
    return {
        "tags": ["openapi"],
        "summary": "Deze beschrijving",
        "description": "De beschrijving van de API als OpenAPI-document.",
        "operationId": "openapi_tonen",
        "responses": {
            "200": {
                "description": "Het document",
                "headers": _koppen(),
                "content": {JSON: {"schema": {"type": "object"}}},
            },
            "429": _te_vaak(),
        },
    }


def _regels() -> dict[str, Any]:
    voorbeelden = [{"naam": "datalek", "titel": UITLEG["datalek"].titel, "wat": UITLEG["datalek"].wat,
                    "url": "/api/v1/rekenhulp/datalek"}]  # fmt: skip
    return {
        "tags": ["rekenhulp"],
        "summary": "Alle regels",
        "description": "Welke regels de rekenhulp kent en waar u ze uitrekent.",
        "operationId": "regels_tonen",
        "responses": {
            "200": _goed("De regels", vorm("Regels"), {"regels": voorbeelden}),
            "429": _te_vaak(),
        },
    }


def _samenwerkingsverbanden() -> dict[str, Any]:
    geen = probleem(404, "Deze postcode is niet bekend.", code="onbekende_postcode", veld="postcode", plek="query")
    return {
        "tags": ["rekenhulp"],
        "summary": "Samenwerkingsverbanden bij een postcode",
        "description": "Alle samenwerkingsverbanden, of die van één postcode (regio-indeling, BWBR0032324).",
        "operationId": "samenwerkingsverbanden_tonen",
        "parameters": [
            {
                "name": "postcode",
                "in": "query",
                "description": "De vier cijfers. Letters zijn niet nodig; stuur ze liever niet mee.",
                "schema": {"type": "string", "pattern": "^[1-9][0-9]{3}( ?[A-Za-z]{2})?$"},
                "example": "7824",
            },
            {
                "name": "sector",
                "in": "query",
                "description": "Alleen die voor het basisonderwijs (PO) of het voortgezet onderwijs (VO).",
                "schema": {"type": "string", "enum": ["PO", "VO"]},
            },
        ],
        "responses": {
            "200": _goed(
                "De samenwerkingsverbanden",
                vorm("Samenwerkingsverbanden"),
                msgspec.to_builtins(swv_regels("7824", "")),
            ),
            "400": _fout(
                "De vraag klopt niet",
                probleem(
                    400, "Geef de vier cijfers van de postcode.", code="ongeldige_waarde", veld="postcode", plek="query"
                ),
            ),
            "404": _fout("Onbekende postcode", geen),
            "429": _te_vaak(),
        },
    }


# -------------------------------------------------------------------------------------------- schemas


def _schemas() -> dict[str, Schema]:
    return LEDGERS | {
        "Periode": object_van({"van": datum("Eerste dag."), "tot_en_met": datum("Laatste dag, meegerekend.")}),
        "Conventies": {
            "type": "object",
            "description": "Keuzes waar de wet ruimte laat; wat ontbreekt, is onze standaard.",
            "additionalProperties": False,
            "properties": {naam: {"enum": [*mogelijk, None]} for naam, (_, mogelijk) in INSTELLINGEN.items()},
        },
        "Stap": {
            "type": "object",
            "description": "Een stap van de uitleg, met een datum of een waarde.",
            "required": ["stap"],
            "additionalProperties": False,
            "properties": {
                "stap": {"type": "string"},
                "datum": {"type": "string", "format": "date"},
                "tijdstip": {"type": "string", "format": "date-time", "description": "Bij een termijn in uren."},
                "waarde": {"description": "Wat er uitkwam, als dat geen datum is."},
                "grondslag": {"type": "string", "description": "Het artikel, of een andere bron."},
            },
        },
        "Artikel": object_van(
            {
                "aanduiding": tekst("Zoals Awb 4:13."),
                "woorden": tekst("De woorden van de wet als `letterlijk` waar is, anders onze korte weergave."),
                "url": tekst("De tekst die nu geldt."),
                "toelichting": tekst("Wat er staat, in gewone taal."),
                "letterlijk": ja_nee("Zijn dit de woorden van de wet?"),
                "tekst_van": optioneel(datum("De versie van de wet waaruit de woorden komen.")),
                "vindplaats": optioneel(tekst("Die versie.")),
            }
        ),
        "Regel": object_van({"naam": tekst(), "titel": tekst(), "wat": tekst(), "url": tekst()}),
        "Regels": object_van({"regels": lijst(vorm("Regel"))}),
        "Samenwerkingsverband": object_van(
            {
                "nummer": tekst("Zoals PO2202."),
                "sector": tekst("PO of VO."),
                "naam": tekst(),
                "naam_bevestigd": ja_nee("Of de naam bekend is; anders is hij uit het nummer gemaakt."),
            }
        ),
        "Samenwerkingsverbanden": object_van(
            {
                "pc4": optioneel(tekst("De vier cijfers van de postcode.")),
                "gemeente": optioneel(tekst("De gemeente van 2015, het jaar van de regio-indeling.")),
                "samenwerkingsverbanden": lijst(vorm("Samenwerkingsverband")),
            }
        ),
        "Probleem": {
            "type": "object",
            "description": "Een fout volgens RFC 9457.",
            "required": ["status", "title", "detail"],
            "properties": {
                "type": {"type": "string", "format": "uri-reference"},
                "title": {"type": "string"},
                "status": {"type": "integer", "minimum": 400, "maximum": 599},
                "detail": {"type": "string", "description": "Eén zin die zegt wat er mis is."},
                "code": {"type": "string", "enum": [*sorted(CODES), *MEER_CODES]},
                "veld": {"type": ["string", "null"], "description": "Het pad, zoals gebeurtenissen[1].op."},
                "kenmerk": {"type": "string", "description": "Noem dit als u een storing meldt."},
                "errors": lijst(vorm("Fout")).schema,
            },
        },
        "Fout": {
            "type": "object",
            "required": ["in", "location", "code", "detail"],
            "properties": {
                "in": {"type": "string", "enum": ["body", "query", "path"]},
                "location": {"type": "string", "description": "JSON Pointer, of de naam van de parameter."},
                "code": {"type": "string"},
                "detail": {"type": "string"},
            },
        },
    }


def _invoer(naam: str) -> Schema:
    return object_van(UITLEG[naam].velden | {"conventie": optioneel(Veld(vorm("Conventies")))})


def _antwoord(naam: str) -> Schema:
    return object_van(
        {
            "regel": Veld({"type": "string", "const": naam}),
            "uitkomst": Veld(vorm(f"{pascal(naam)}Uitkomst")),
            "uitleg": lijst(vorm("Stap"), "De stappen, in de volgorde waarin ze zijn gezet."),
            "artikelen": lijst(vorm("Artikel"), "De artikelen waar de uitleg op steunt, met hun woorden."),
        }
    )


def _uitkomst(naam: str) -> Schema:
    regel = REGELS[naam]
    soort = type(regel.rekenen(Invoer(_voorbeeldvraag(naam), regel.velden)))
    velden = {veld: hint for veld, hint in get_type_hints(soort).items() if veld != "uitleg"}
    eigenschappen = {}
    for veld, hint in velden.items():
        schema = _schema_van(hint)
        if omzetten := regel.als_tekst.get(veld):
            als_tekst = ALS_TEKST[omzetten.__name__]
            schema = of_null(als_tekst) if type(None) in get_args(hint) else als_tekst
        eigenschappen[veld] = schema
    return {
        "type": "object",
        "required": list(eigenschappen),
        # More fields may come; none is renamed.
        "additionalProperties": True,
        "properties": eigenschappen,
    }


_ENKEL: dict[Any, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
    Periode: vorm("Periode"),
}


def _schema_van(hint: Any) -> Schema:
    """The schema of one type of a rule's outcome."""
    if get_origin(hint) in (Union, UnionType):
        soorten = [soort for soort in get_args(hint) if soort is not type(None)]
        schemas = [_schema_van(soort) for soort in soorten]
        schema = schemas[0] if len(schemas) == 1 else {"type": "string", "anyOf": schemas}
        return of_null(schema) if len(soorten) < len(get_args(hint)) else schema
    if get_origin(hint) is list:
        return {"type": "array", "items": _schema_van(get_args(hint)[0])}
    # A Fraction is always written as text; what it looks like stands in ALS_TEKST.
    return _ENKEL.get(hint, {"type": "string"})
