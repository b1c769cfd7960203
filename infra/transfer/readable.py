"""A dossier as a page that opens in any browser, without us: every row that is of it, in words where it has some."""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import Any

# What people would not want to read, in every row.
TECHNICAL = {"tenant", "zegel", "email_afdruk", "ondertekend_afdruk", "sleutel", "bestand", "upload", "versie"}
TITLES = {
    "intake.leerling": "Leerling",
    "intake.aanvraag": "Aanvraag",
    "intake.document": "Documenten",
    "intake.zienswijze": "Wat ouders en leerling vinden",
    "intake.betrokkene": "Betrokkenen",
    "intake.vraag": "Vragen aan de school",
    "commissie.behandeling": "Behandeling",
    "commissie.advies": "Adviezen",
    "commissie.eindadvies": "Eindadvies",
    "commissie.besluit": "Besluit",
    "commissie.bekendmaking": "Aan wie het besluit is verstuurd",
    "commissie.gebeurtenis": "Wat er op welke dag gebeurde",
    "commissie.termijn": "Termijnen",
    "intake.tijdlijn": "Tijdlijn van de school",
    "commissie.tijdlijn": "Tijdlijn van de commissie",
    "financien.verplichting": "Kosten",
}
STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}dt{font-weight:bold}"
    "dd{margin:0 0 .5rem}section{border-top:1px solid #999;margin-top:2rem}"
    "dl{border-left:4px solid #ccc;padding-left:1rem}"
)


def page(kenmerk: str, rows: dict[str, list[dict[str, Any]]], files: Iterable[str]) -> str:
    """The whole page. `files`: paths beside it."""
    links = "".join(f'<li><a href="{html.escape(path, quote=True)}">{html.escape(path)}</a></li>' for path in files)
    sections = "".join(_section(title, rows[table]) for table, title in TITLES.items() if rows.get(table))
    return (
        f'<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Dossier {html.escape(kenmerk)}</title>'
        f"<style>{STYLE}</style></head><body><h1>Dossier {html.escape(kenmerk)}</h1>"
        f"<h2>Bestanden</h2><ul>{links or '<li>Geen</li>'}</ul>{sections}</body></html>\n"
    )


def _section(title: str, rows: list[dict[str, Any]]) -> str:
    return f"<section><h2>{title}</h2>{''.join(_row(row) for row in rows)}</section>"


def _row(row: dict[str, Any]) -> str:
    shown = ((name, value) for name, value in row.items() if name not in TECHNICAL and value not in (None, "", [], {}))
    return f"<dl>{''.join(f'<dt>{_label(name)}</dt><dd>{_value(value)}</dd>' for name, value in shown)}</dl>"


def _label(name: str) -> str:
    return html.escape(name.replace("_", " ").capitalize())


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, dict):
        return "<br>".join(f"{_label(str(name))}: {_value(inner)}" for name, inner in value.items())
    if isinstance(value, list):
        return "<br>".join(_value(inner) for inner in value)
    return html.escape(str(value)).replace("\n", "<br>")
