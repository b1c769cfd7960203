"""Wat iemand over een interventie invult, getoetst, en de interventie in één zin.

Bron: ondersteuningsplan swv2510po, bijlage 3.8.1 vraag 4 (periode of groep, interventie, effect); ondersteuningsplan
swv2201vo, bijlage 1 par. 5 vraag 2 (op school, thuis, jeugdhulp of medisch, en met welk resultaat).
"""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from services.intake.tekst import alinea, regel
from services.kern import bsn
from services.kern.errors import OngeldigeInvoer
from services.kern.kalender import MAANDEN

#: Waar de hulp is, en wat zij opleverde.
PLEKKEN = {"school": "op school", "thuis": "thuis", "jeugdhulp": "jeugdhulp", "medisch": "medisch"}
EFFECTEN = {"hielp": "hielp", "deels": "hielp deels", "niet": "hielp niet"}
WAT_LANGST, TEKST_KORTST, TEKST_LANGST = 200, 10, 2_000
VOORUIT = timedelta(days=366)  # verder vooruit is geen plan maar een tikfout
TERUGZETTEN = timedelta(days=30)


class Invulling(msgspec.Struct, frozen=True, kw_only=True):
    """Wat er staat, schoon. `tot`: de laatste dag, als die bekend is."""

    wat: str
    waar: str
    doel: str
    door: str
    van: date
    tot: date | None


def interventie_toetsen(invulling: Invulling, geboren_op: date, vandaag: date) -> Invulling:
    """De invulling, schoon. OngeldigeInvoer met een zin per veld."""
    wat, door, doel = regel(invulling.wat), regel(invulling.door), alinea(invulling.doel)
    fouten: dict[str, str] = {}
    for naam, tekst, zin in (
        ("wat", wat, "Schrijf kort op wat er gebeurt."),
        ("door", door, "Vul in wie het doet."),
    ):
        if not 3 <= len(tekst) <= WAT_LANGST:
            fouten[naam] = zin
    if not TEKST_KORTST <= len(doel) <= TEKST_LANGST:
        fouten["doel"] = "Schrijf in een zin op wat de leerling ermee moet bereiken."
    for naam, tekst in (("wat", wat), ("door", door), ("doel", doel)):
        if bsn.staat_erin(tekst):
            fouten[naam] = bsn.MELDING
    if invulling.waar not in PLEKKEN:
        fouten["waar"] = "Kies waar dit is."
    if invulling.van > vandaag + VOORUIT:
        fouten["van"] = "Deze dag ligt te ver vooruit."
    elif invulling.van <= geboren_op:
        fouten["van"] = "Toen was de leerling nog niet geboren."
    if invulling.tot is not None and invulling.tot < invulling.van:
        fouten["tot"] = "De laatste dag ligt voor de eerste."
    elif invulling.tot is not None and invulling.tot > vandaag + VOORUIT:
        fouten["tot"] = "Deze dag ligt te ver vooruit."
    if fouten:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden=fouten)
    return msgspec.structs.replace(invulling, wat=wat, door=door, doel=doel)


def evaluatie_toetsen(effect: str, toelichting: str, op: date, van: date, vandaag: date) -> str:
    """De toelichting, schoon. OngeldigeInvoer met een zin per veld."""
    tekst, fouten = alinea(toelichting), {}
    if effect not in EFFECTEN:
        fouten["effect"] = "Kies wat het effect was."
    if not TEKST_KORTST <= len(tekst) <= TEKST_LANGST:
        fouten["toelichting"] = "Schrijf in een zin op waaraan u dat ziet."
    elif bsn.staat_erin(tekst):
        fouten["toelichting"] = bsn.MELDING
    if op > vandaag:
        fouten["op"] = "Deze dag moet nog komen."
    elif op < van:
        fouten["op"] = f"De interventie begon pas op {_dag(van)}."
    if fouten:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden=fouten)
    return tekst


def in_een_zin(invulling: Invulling, groep: str, effect: str | None, toelichting: str) -> str:
    """Zoals een OPP, aanvraag of advies haar overneemt: periode, wat, doel, door wie, effect."""
    tot = f"tot en met {_dag(invulling.tot)}" if invulling.tot else "tot nu"
    waar = "" if invulling.waar == "school" else f" ({PLEKKEN[invulling.waar]})"
    uit = f"{_dag(invulling.van)} {tot}"
    uit += f", {groep}: " if groep else ": "
    uit += f"{_punt(invulling.wat + waar)} Doel: {_punt(invulling.doel)} Door: {_punt(invulling.door)}"
    if effect is None:
        return f"{uit} Nog niet geëvalueerd."
    return f"{uit} Effect: {EFFECTEN[effect]}. {_punt(toelichting)}"


def _dag(dag: date) -> str:
    return f"{dag.day} {MAANDEN[dag.month - 1]} {dag.year}"


def _punt(tekst: str) -> str:
    """Eén regel, met een punt aan het eind."""
    tekst = " ".join(tekst.split())
    return tekst if tekst.endswith((".", "!", "?")) else f"{tekst}."
