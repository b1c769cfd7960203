"""What stands beside an OPP: who agrees, who wrote along, less time at school, terms, evaluations and versions."""

from __future__ import annotations

from datetime import date

from services.intake.opp.contract import (
    EvaluatieStand,
    OnderwijstijdStand,
    OppBijdrage,
    OppInstemming,
    OppKort,
    OppStand,
    TrajectStand,
)
from web import views_opp
from web.filling.dossierstukken import regel
from web.filling.words import schoolnaam
from web.formatting import dagen_over, datum, datum_bij, lange_datum, moment, urgentie
from web.views import Keuze, Rekenregel, Status

STATUS = {
    "concept": Status("Concept", "info", "edit"),
    "voorgelegd": Status("Voorgelegd", "let-op", "user"),
    "vastgesteld": Status("Vastgesteld", "ok", "check"),
    "vervangen": Status("Vervangen door een nieuwere versie", "stil", "lock"),
    "beeindigd": Status("Afgelopen", "stil", "lock"),
}
DOEL = {
    "behaald": Status("Behaald", "ok", "check"),
    "deels": Status("Deels behaald", "let-op", "minus"),
    "niet_behaald": Status("Niet behaald", "stil", "x"),
    "vervallen": Status("Vervallen", "stil", "lock"),
}
VERDER = {"voortzetten": "Zo doorgaan", "bijstellen": "Het plan bijstellen", "beeindigen": "Er is geen OPP meer nodig"}
WAT = {"opstellen": "OPP vaststellen", "evalueren": "OPP evalueren"}


UITKOMSTEN = [Keuze(naam, tekst) for naam, tekst in VERDER.items()]
DOELKEUZES = [Keuze(naam, status.tekst) for naam, status in DOEL.items()]


def instemming(een: OppInstemming, stand: OppStand, eigen: str, vandaag: date) -> views_opp.InstemmingRegel:
    if een.oordeel == "akkoord":
        status = Status("Eens", "ok", "check")
    elif een.oordeel == "niet_akkoord":
        status = Status("Niet eens", "let-op", "alert")
    else:
        status = Status("Nog geen antwoord", "info", "clock")
    sub = ""
    if een.op is not None:
        hoe = "op papier" if een.wijze == "papier" else "zelf in Meedoen"
        sub = f"{moment(een.op, vandaag)}, {hoe}"
    elif not een.bereikbaar:
        sub = "Heeft nog geen toegang tot Meedoen"
    if een.stuk is not None and een.stuk.status == "wacht":
        status = Status("Blad wordt gecontroleerd", "stil", "clock")
    elif een.stuk is not None and een.stuk.status == "geweigerd":
        status = Status("Blad geweigerd", "fout", "alert")
    kan = "instemming_vastleggen" in stand.handelingen and blad_kan(een)
    terug = "instemming_intrekken" in stand.handelingen and met_blad(een)
    dossier = eigen.removesuffix("/opp")
    return views_opp.InstemmingRegel(
        naam=een.naam,
        relatie=een.relatie.capitalize(),
        status=status,
        sub=sub,
        toelichting=een.toelichting if een.stuk is not None else een.reden or een.toelichting,
        url=f"{eigen}/instemming-vastleggen?wie={een.id}" if kan else "",
        blad=regel(een.stuk, dossier, vandaag) if een.stuk is not None else None,
        ingetrokken=[regel(stuk, dossier, vandaag) for stuk in een.ingetrokken],
        intrek_url=f"{eigen}/instemming-intrekken?wie={een.id}" if terug else "",
    )


def blad_kan(een: OppInstemming) -> bool:
    """For whom a paper can come: who did not answer in Meedoen. The last counts, once the one before was judged."""
    return een.wijze != "portaal" and (een.stuk is None or een.stuk.status != "wacht")


def met_blad(een: OppInstemming) -> bool:
    """Whether there is a scan that counts, or will when it was judged: it can turn out to be the wrong one."""
    return een.stuk is not None and een.stuk.status in ("wacht", "bruikbaar")


def handelingsdeel(stand: OppStand) -> str:
    if stand.geldt_vanaf:
        return f"Het handelingsdeel geldt vanaf {lange_datum(stand.geldt_vanaf)}: ieder met gezag is het eens."
    if stand.status == "voorgelegd":
        return "Het handelingsdeel geldt zodra ieder met gezag het eens is en de school het OPP vaststelt."
    if stand.status == "vastgesteld":
        return "Het handelingsdeel geldt nog niet: niet iedereen met gezag is het eens."
    return ""


def ouder(bijdrage: OppBijdrage, eigen: str, *, mag: bool) -> views_opp.OudersRegel:
    if bijdrage.zelf:
        status = Status("Schreef zelf mee", "ok", "check")
    elif any(bijdrage.antwoorden.values()):
        status = Status("Opgeschreven door de school", "info", "edit")
    else:
        status = Status("Schreef nog niets", "stil", "clock")
    url = f"{eigen}/bijdragen/{bijdrage.id}" if mag and not bijdrage.zelf else ""
    return views_opp.OudersRegel(bijdrage.naam, status, url)


def tijd(afspraak: OnderwijstijdStand, vandaag: date) -> views_opp.TijdKaart:
    return views_opp.TijdKaart(
        periode=f"Van {datum(afspraak.van)} tot en met {datum(afspraak.tot_en_met)}",
        uren=f"{afspraak.uren} uur per week op school",
        plek=afspraak.plek,
        reden=afspraak.reden,
        afspraken=afspraak.afspraken,
        opbouw=[f"Vanaf {datum(stap.vanaf)}: {stap.uren} uur per week" for stap in afspraak.opbouw],
        voorbij=afspraak.tot_en_met < vandaag,
    )


def termijn(traject: TrajectStand, vandaag: date) -> views_opp.TermijnKaart | None:
    if traject.uiterlijk_op is None:
        return None
    gepland = f"De evaluatie is gepland op {lange_datum(traject.gepland_op)}." if traject.gepland_op else ""
    return views_opp.TermijnKaart(
        kop=WAT[traject.wat],
        over=dagen_over(traject.uiterlijk_op, vandaag).capitalize(),
        einde=f"Uiterlijk {lange_datum(traject.uiterlijk_op)}",
        urgentie=urgentie(traject.uiterlijk_op, vandaag, binnen_dagen=14 if traject.wat == "opstellen" else 42),
        gepland=gepland,
        rekening=[Rekenregel(s.stap, datum(s.datum) if s.datum else "", s.grondslag) for s in traject.uitleg],
    )


def evaluatie_kaart(evaluatie: EvaluatieStand, nummer: int) -> views_opp.EvaluatieKaart:
    return views_opp.EvaluatieKaart(
        id=f"evaluatie-{evaluatie.op.isoformat()}-{nummer}",
        kop=f"Evaluatie van {datum(evaluatie.op)}",
        doelen=[(doel.doel, DOEL[doel.uitkomst], doel.toelichting) for doel in evaluatie.doelen],
        regels=[
            ("Erbij waren", evaluatie.aanwezig),
            ("De ouders", evaluatie.ouders),
            ("De leerling", evaluatie.leerling),
            ("Hoe verder", ". ".join(filter(None, [VERDER[evaluatie.uitkomst], evaluatie.toelichting]))),
            ("Vastgelegd door", f"{evaluatie.door}, {schoolnaam(evaluatie.school)}"),
        ],
    )


def versie(kort: OppKort, eigen: str, vandaag: date) -> views_opp.VersieRegel:
    wanneer = f"Vastgesteld op {datum_bij(kort.vastgesteld_op, vandaag)}" if kort.vastgesteld_op else ""
    return views_opp.VersieRegel(
        url=f"{eigen}/versies/{kort.id}",
        naam=f"Versie {kort.nummer}",
        status=STATUS[kort.status],
        sub=f"{wanneer} · {schoolnaam(kort.school)}",
    )
