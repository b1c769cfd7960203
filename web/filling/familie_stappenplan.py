"""The stappenplan on the page of parents and pupil: what happens now, who does it and until when, in plain words."""

from __future__ import annotations

from services.intake.stappenplannen.contract import TERUGREDENEN, StappenplanBlad, StappenplanTonen, StapStand
from web.filling.onderdelen import Familiedeel, Gezin
from web.filling.stappenplannen import wie
from web.filling.words import schoolnaam
from web.formatting import datum, datum_bij, lange_datum
from web.views_mijn_dossier import Familieblok


def _blok(blad: StappenplanBlad, gezin: Gezin) -> Familieblok | None:
    plan = next((p for p in blad.plannen if p.status == "loopt"), None)
    if plan is None:
        return None
    nu = next(stap for stap in plan.stappen if stap.staat == "nu")
    klaar = [stap for stap in plan.stappen if stap.staat in ("klaar", "terug")]
    feiten = [
        ("Wie dit doet", wie(nu.door, nu.orgaan, gezin.tenant)),
        ("Tot wanneer", lange_datum(plan.uiterlijk_op)),
    ]
    if plan.gast is not None:
        tijd = f"{datum(plan.gast.begint_op)} tot en met {datum(plan.gast.tot_en_met)}"
        feiten += [
            ("Wennen op", f"{schoolnaam(plan.gast.school)}, {tijd}"),
            ("Samen terugkijken", lange_datum(plan.gast.evalueren_op)),
            ("Wat die school ziet", "Naam, groep, deze dagen en de hulp. Niet het dossier, en alleen in deze tijd"),
            ("Ingeschreven op", f"{schoolnaam(blad.school)}, ook tijdens het wennen"),
        ]
        if plan.gast.evaluatie:
            feiten.append(("Hoe het daar gaat", plan.gast.evaluatie))
    te_laat = " Dit had al klaar moeten zijn. Bel de school als u niets hoort." if plan.te_laat else ""
    return Familieblok(
        sleutel="stappenplan",
        kop=plan.titel,
        zin=f"{nu.openbaar or nu.titel}.{te_laat}",
        feiten=feiten,
        punten=[_gedaan(stap, gezin) for stap in klaar],
    )


def _gedaan(stap: StapStand, gezin: Gezin) -> str:
    if stap.staat == "terug" and stap.op and stap.terug_op:
        was = f"Op {datum_bij(stap.op, gezin.vandaag)} afgerond en op {datum_bij(stap.terug_op, gezin.vandaag)} "
        reden = f". {TERUGREDENEN[stap.terug_reden]}" if stap.terug_reden in TERUGREDENEN else ""
        return f"{was}teruggedraaid: {stap.openbaar or stap.titel}{reden}."
    wanneer = f"Gedaan op {datum_bij(stap.op, gezin.vandaag)}: " if stap.op else ""
    return f"{wanneer}{stap.openbaar or stap.titel}. {stap.toelichting}".strip()


FAMILIE = Familiedeel(vraag=lambda id: StappenplanTonen(dossier_id=id), blok=_blok, volgorde=18)
