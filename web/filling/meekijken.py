"""What a second school is asked, in words: about whom, until when, who has the zorgplicht meanwhile."""

from __future__ import annotations

from datetime import date

from services.intake.zorgplicht.contract import MeekijkLijst, MeekijkStand
from web import views_zorgplicht as views
from web.filling.words import schoolnaam
from web.filling.zorgplicht import ALLE
from web.formatting import dagen_over, datum_bij, lange_datum, urgentie
from web.views import Formulier, Keuze, Status

STATUS = {
    "open": Status("Wacht op uw antwoord", "let-op", "clock"),
    "bereid": Status("U bent bereid", "ok", "check"),
    "niet_bereid": Status("U bent niet bereid", "stil", "x"),
    "vervallen": Status("Niet meer nodig", "stil", "lock"),
}
AANLEIDING = {
    "gevraagd": "De school vroeg u mee te kijken, met toestemming van de ouders.",
    "ouders": "De ouders meldden hun kind ook bij uw school aan.",
}
KEUZES = [Keuze("ja", "Ja, wij zijn bereid"), Keuze("nee", "Nee, wij zijn niet bereid")]


def lijst(antwoord: MeekijkLijst, vandaag: date, getypt: Formulier | None = None) -> views.Meekijken:
    regels = [(v.status, _regel(v, vandaag, getypt)) for v in antwoord.verzoeken]
    return views.Meekijken(
        terug=ALLE,
        open=[regel for status, regel in regels if status == "open"],
        klaar=[regel for status, regel in regels if status != "open"],
        keuzes=KEUZES,
        uitleg="U ziet alleen de naam, de groep en de vraag. Uw antwoord verandert niet wie de zorgplicht heeft: die "
        "gaat pas over als het kind op een andere school is ingeschreven.",
        melding=getypt.algemene_fout if getypt else "",
    )


def _regel(v: MeekijkStand, vandaag: date, getypt: Formulier | None) -> views.MeekijkRegel:
    url = f"/meekijken/{v.id}/meekijkverzoek-beantwoorden"
    formulier = None
    if v.status != "vervallen":
        waarden = {"bereid": {"bereid": "ja", "niet_bereid": "nee"}.get(v.status, ""), "toelichting": v.toelichting}
        formulier = Formulier(url=url, versie=str(v.versie), waarden=waarden)
        if getypt is not None and getypt.url == url:
            formulier = getypt
    wacht = v.status == "open"
    feiten = [("Zorgplicht", schoolnaam(v.houder) if v.houder else "Niemand meer door deze aanmelding")]
    if v.antwoord_op is not None:
        feiten.append(("Uw antwoord", datum_bij(v.antwoord_op, vandaag)))
    return views.MeekijkRegel(
        id=str(v.id),
        leerling=v.leerling,
        sub=f"{v.groep.capitalize()}, {schoolnaam(v.van_school)}. {AANLEIDING[v.aanleiding]}",
        vraag=v.vraag,
        over=dagen_over(v.uiterlijk_op, vandaag).capitalize() if wacht else "",
        datum=f"Uiterlijk {lange_datum(v.uiterlijk_op)}" if wacht else "",
        urgentie=urgentie(v.uiterlijk_op, vandaag, binnen_dagen=14) if wacht else "gewoon",
        status=STATUS[v.status],
        feiten=feiten,
        formulier=formulier,
    )
