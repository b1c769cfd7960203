"""The terms of a case: the line, the list that says the same, how the date came about, and the other terms."""

from __future__ import annotations

from datetime import date, timedelta

from services.commissie.contract import BehandelingStand, TermijnStand
from tenants.schema import Tenant
from web import views
from web.drawing.termijnlijn import Merk, Onderbreking, Termijnlijn
from web.formatting import aantal, dagen_over, datum_bij, lange_datum, urgentie
from web.views import AndereTermijn, Rekenregel, TermijnStap

DAG = timedelta(days=1)
KLAAR = {"gehaald": "op tijd", "verstreken": "te laat", "vervallen": "niet meer nodig", "opgeschort": "staat stil"}
MERKEN = {"deskundigen_benoemd", "eindadvies_gemaakt", "gesprek_aangeboden", "besluit_genomen"}
SOORT = {
    "aanvraag_ontvangen": "start",
    "aanvulling_gevraagd": "stop",
    "aanvulling_ontvangen": "hervat",
    "opschorting_instemming": "stop",
    "opschorting_aanvrager": "stop",
    "opschorting_overmacht": "stop",
    "opschorting_buitenland": "stop",
    "verdaging_meegedeeld": "verdaagd",
    "besluit_genomen": "besluit",
    "besluit_bekendgemaakt": "besluit",
}


def termijnen(stand: BehandelingStand, tenant: Tenant) -> views.Termijnen:
    vandaag = stand.vandaag
    wettelijk = next(t for t in stand.termijnen if t.naam == "beslistermijn")
    stil = wettelijk.status == "opgeschort"
    loopt = wettelijk.status in ("loopt", "opgeschort")
    lijn = _lijn(stand, tenant, wettelijk)
    over = dagen_over(wettelijk.uiterlijk_op, vandaag).capitalize()
    if stil or lijn.komt_stil:
        # The same number as in the drawing: days that the clock stands still are not days one has.
        daarna = f"daarna nog {aantal(lijn.nog, 'dag', 'dagen')}"
        over = f"De klok staat stil, {daarna}" if stil else f"De klok staat vanaf morgen stil, {daarna}"
    if not loopt:
        over = {"gehaald": "Op tijd besloten", "verstreken": "Te laat", "vervallen": "Vervallen"}[wettelijk.status]
    return views.Termijnen(
        kop="Beslistermijn",
        over=over,
        einde=f"Uiterlijk besluit: {lange_datum(wettelijk.uiterlijk_op)}",
        urgentie=urgentie(wettelijk.uiterlijk_op, vandaag, staat_stil=stil) if loopt else "gewoon",
        lijn=lijn if wettelijk.status != "vervallen" else None,
        verloop=_verloop(stand, wettelijk, loopt=loopt),
        rekening=[
            Rekenregel(s.stap, s.waarde or (lange_datum(s.datum) if s.datum else ""), s.grondslag)
            for s in wettelijk.uitleg
        ],
        andere=[_andere(t, vandaag) for t in stand.termijnen if t is not wettelijk],
    )


def _lijn(stand: BehandelingStand, tenant: Tenant, wettelijk: TermijnStand) -> Termijnlijn:
    besluit = stand.besluit
    return Termijnlijn(
        begin=stand.ontvangen_op,
        einde=wettelijk.uiterlijk_op,
        vandaag=stand.vandaag,
        lengte_dagen=tenant.termijnen.beslistermijn.weken * 7,
        onderbrekingen=[
            Onderbreking(gevraagd_op=p.van - DAG, hervat_op=p.tot_en_met + DAG, gepland=p.tot_en_met >= stand.vandaag)
            for p in stand.opschortingen
        ],
        merken=[Merk(dag=g.op, titel=g.titel) for g in stand.ledger if g.soort in MERKEN - {"besluit_genomen"}],
        besluit_op=besluit.bekendgemaakt_op or besluit.genomen_op if besluit else None,
    )


def _verloop(stand: BehandelingStand, wettelijk: TermijnStand, *, loopt: bool) -> list[TermijnStap]:
    """The same facts as the drawing, by day."""
    stappen = []
    for g in stand.ledger:
        uitleg = "De klok start de dag erna." if g.soort == "aanvraag_ontvangen" else ""
        stappen.append((g.op, TermijnStap(SOORT.get(g.soort, "mijlpaal"), g.titel, lange_datum(g.op), uitleg)))
    for p in stand.opschortingen:
        dagen = aantal((p.tot_en_met - p.van).days + 1, "dag", "dagen")
        if p.tot_en_met < stand.vandaag:
            hervat = p.tot_en_met + DAG
            stap = TermijnStap("hervat", "De klok loopt weer", lange_datum(hervat), f"De klok stond {dagen} stil.")
            stappen.append((hervat, stap))
    if loopt:
        stappen.append((stand.vandaag, TermijnStap("vandaag", "Vandaag", lange_datum(stand.vandaag))))
    stappen.append((wettelijk.uiterlijk_op, TermijnStap("eind", wettelijk.titel, lange_datum(wettelijk.uiterlijk_op))))
    return [stap for _, stap in sorted(stappen, key=lambda paar: (paar[0], paar[1].soort == "eind"))]


def _andere(termijn: TermijnStand, vandaag: date) -> AndereTermijn:
    loopt = termijn.status == "loopt"
    titel = f"{termijn.titel} ({termijn.voor})" if termijn.voor else termijn.titel
    return AndereTermijn(
        titel=titel,
        datum=datum_bij(termijn.uiterlijk_op, vandaag),
        over=dagen_over(termijn.uiterlijk_op, vandaag) if loopt else KLAAR[termijn.status],
        urgentie=urgentie(termijn.uiterlijk_op, vandaag) if loopt else "gewoon",
        soort="streven" if termijn.soort == "streef" else "wet",
        grond=_grond(termijn),
    )


def _grond(termijn: TermijnStand) -> str:
    """Where it is written: for a target its own rule, else the last article of the explanation."""
    if termijn.soort == "streef" and termijn.uitleg:
        return termijn.uitleg[0].stap
    return next((s.grondslag for s in reversed(termijn.uitleg) if s.grondslag), "")
