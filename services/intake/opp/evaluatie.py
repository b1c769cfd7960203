"""Wat er in een evaluatie van het OPP staat, getoetst: elk doel heeft een uitkomst, ouders en leerling zijn gehoord."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from services.intake.opp.contract import DoelStand, OppEvalueren
from services.intake.tekst import alinea
from services.kern import bsn
from services.kern.errors import OngeldigeInvoer
from services.kern.kalender import in_woorden

UITKOMSTEN = ("voortzetten", "bijstellen", "beeindigen")
DOEL_UITKOMSTEN = ("behaald", "deels", "niet_behaald", "vervallen")
TEKST_LANG = 4_000
ZINNEN = {
    "aanwezig": "Schrijf op wie erbij waren.",
    "ouders": "Schrijf op wat de ouders ervan vinden, of waarom zij er niet waren.",
    "leerling": "Schrijf op wat de leerling ervan vindt, of waarom die niet is gehoord.",
}


class Schoon(msgspec.Struct, frozen=True):
    """De teksten zoals zij worden bewaard."""

    aanwezig: str
    ouders: str
    leerling: str
    toelichting: str
    doelen: list[DoelStand]


def evaluatie_toetsen(opdracht: OppEvalueren, doelen: Sequence[str], vastgesteld_op: date, vandaag: date) -> Schoon:
    """OngeldigeInvoer met een zin per veld; een doel heet `doel_<nummer>`, vanaf 1."""
    fouten: dict[str, str] = {}
    if opdracht.op > vandaag:
        fouten["op"] = "Deze dag moet nog komen."
    elif opdracht.op < vastgesteld_op:
        fouten["op"] = f"Het OPP is pas vastgesteld op {in_woorden(vastgesteld_op)}."
    if opdracht.uitkomst not in UITKOMSTEN:
        fouten["uitkomst"] = "Kies hoe het verder gaat."
    teksten = {naam: alinea(getattr(opdracht, naam)) for naam in (*ZINNEN, "toelichting")}
    for naam, tekst in teksten.items():
        if not tekst and naam in ZINNEN:
            fouten[naam] = ZINNEN[naam]
        elif len(tekst) > TEKST_LANG:
            fouten[naam] = f"Dit is te lang: hooguit {TEKST_LANG} tekens."
        elif bsn.staat_erin(tekst):
            fouten[naam] = bsn.MELDING
    if opdracht.uitkomst == "beeindigen" and not teksten["toelichting"]:
        fouten["toelichting"] = "Schrijf op waarom een OPP niet meer nodig is."
    gegeven = {doel.doel: doel for doel in opdracht.doelen}
    uit = []
    for nummer, doel in enumerate(doelen, 1):
        stand = gegeven.get(doel)
        if stand is None or stand.uitkomst not in DOEL_UITKOMSTEN:
            fouten[f"doel_{nummer}"] = "Kies hoe het met dit doel ging."
            continue
        tekst = alinea(stand.toelichting)[:TEKST_LANG]
        uit.append(DoelStand(doel=doel, uitkomst=stand.uitkomst, toelichting=tekst))
    if fouten:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden=fouten)
    return Schoon(**teksten, doelen=uit)
