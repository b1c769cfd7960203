"""The board of OPP's of a school: what must be fixed or evaluated by when."""

from __future__ import annotations

from datetime import date

from services.intake.opp.contract import OppenLijst, OppRegel, OppTelling, OppTelregel
from tenants.organisaties import bestuur
from web import views_opp
from web.filling.opp_kaarten import WAT
from web.filling.words import schoolnaam
from web.formatting import aantal, dagen_over, datum_bij, urgentie
from web.views import Status

GROEPEN = (
    ("te_laat", "Te laat", "De laatste dag van de wet is voorbij."),
    ("binnenkort", "Binnenkort", "Maak een afspraak met de ouders en de leerling."),
    ("gepland", "Gepland", "Er is een dag afgesproken."),
    ("", "Op schema", "Hier dringt nog niets."),
)


def bord(lijst: OppenLijst, organisatie: str, vandaag: date) -> views_opp.OppBord:
    groepen = []
    for dringt, kop, uitleg in GROEPEN:
        regels = [_bordregel(regel, vandaag) for regel in lijst.regels if regel.dringt == dringt]
        if regels:
            groepen.append(views_opp.OppGroep(f"groep-{dringt or 'rest'}", f"{kop} ({len(regels)})", uitleg, regels))
    return views_opp.OppBord(
        kop="Ontwikkelingsperspectieven",
        inleiding=f"De leerlingen van {organisatie} met extra ondersteuning. Elk schooljaar kijkt u samen met ouders "
        "en leerling terug.",
        groepen=groepen,
        gedaan=f"Dit schooljaar al geëvalueerd: {aantal(lijst.gedaan, 'leerling', 'leerlingen')}." if groepen else "",
        meer="Niet alle leerlingen staan hier." if lijst.meer else "",
    )


def _bordregel(regel: OppRegel, vandaag: date) -> views_opp.OppRegel:
    extra = {"concept": "Concept in de maak", "voorgelegd": "Wacht op instemming"}.get(regel.status, "")
    if regel.tijd_tot_en_met:
        extra = ". ".join(filter(None, [extra, f"Minder tijd tot en met {datum_bij(regel.tijd_tot_en_met, vandaag)}"]))
    soort = {"te_laat": "fout", "binnenkort": "let-op", "gepland": "info"}.get(regel.dringt, "ok")
    return views_opp.OppRegel(
        url=f"/leerlingen/{regel.dossier_id}/opp",
        naam=regel.leerling,
        sub=f"{regel.groep.capitalize()} · {regel.kenmerk}",
        status=Status(WAT[regel.wat], soort, "list-check"),
        extra=extra,
        over=f"Gepland op {datum_bij(regel.gepland_op, vandaag)}"
        if regel.dringt == "gepland" and regel.gepland_op
        else dagen_over(regel.uiterlijk_op, vandaag).capitalize(),
        datum=f"Uiterlijk {datum_bij(regel.uiterlijk_op, vandaag)}",
        urgentie=urgentie(regel.uiterlijk_op, vandaag, binnen_dagen=42),
    )


def telling(antwoord: OppTelling, vandaag: date) -> views_opp.OppTelling:
    per_school = antwoord.per == "school"
    te_laat = sum(r.opstellen_te_laat + r.evalueren_te_laat for r in antwoord.regels)
    leerlingen = aantal(sum(r.leerlingen for r in antwoord.regels), "leerling", "leerlingen")
    wie = "school" if per_school else "schoolbestuur"
    return views_opp.OppTelling(
        kop=f"OPP’s per {'school' if per_school else 'bestuur'}",
        inleiding=f"Alleen aantallen per {wie}, geen leerlingen. De school evalueert elk OPP ten minste één keer per "
        "schooljaar, met ouders en leerling.",
        kolom="School" if per_school else "Schoolbestuur",
        totaal=f"{leerlingen} met een OPP, {te_laat} te laat." if antwoord.regels else "",
        regels=[_telregel(r, per_school, vandaag) for r in antwoord.regels],
    )


def _telregel(r: OppTelregel, per_school: bool, vandaag: date) -> views_opp.OppTelregel:
    naam = schoolnaam(r.van) if per_school else bestuur(r.van).naam or f"Bestuur {r.van}"
    getallen = (r.leerlingen, r.opstellen_te_laat, r.evalueren_te_laat, r.binnenkort, r.gepland, r.geevalueerd)
    return views_opp.OppTelregel(naam, *map(str, getallen), datum_bij(r.oudste, vandaag) if r.oudste else "")
