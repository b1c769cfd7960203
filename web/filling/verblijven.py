"""Support of pupils of other schools in words, and that of the own schools for their board."""

from __future__ import annotations

from collections import Counter
from datetime import date

from services.intake.arrangementen.contract import BestuurOverzicht, VerblijfStand, VerblijvenLijst
from services.kern.kalender import schooljaar_in_woorden
from web import views_arrangementen as views
from web.filling.arrangementen import STATUS
from web.filling.words import schoolnaam
from web.formatting import aantal, bedrag, dagen_over, datum, datum_bij
from web.views import Formulier, Link

ALLE = Link("Leerlingen van andere scholen", "/verblijven")


def lijst(antwoord: VerblijvenLijst, vandaag: date, gasten: list[views.ArrangementGroep]) -> views.Verblijven:
    """`gasten`: who is here to get used to the school (filling/gastleerlingen.py)."""
    groepen = [
        ("loopt", "Nu bij u", "De eigen school blijft verantwoordelijk.", "loopt"),
        ("klaar", "Pas afgelopen", "U kunt nog opschrijven hoe het ging.", "beeindigd"),
    ]
    return views.Verblijven(
        groepen=gasten
        + [
            views.ArrangementGroep(
                id=f"groep-{id}",
                kop=f"{kop} ({len(regels)})",
                uitleg=uitleg,
                regels=[_regel(een, vandaag) for een in regels],
            )
            for id, kop, uitleg, status in groepen
            if (regels := [een for een in antwoord.verblijven if een.status == status])
        ],
        leeg="Is een leerling van een andere school tijdelijk bij u, dan staat dat hier zolang dat duurt.",
    )


def _regel(een: VerblijfStand, vandaag: date) -> views.ArrangementRegel:
    loopt = een.status == "loopt"
    return views.ArrangementRegel(
        url=f"/verblijven/{een.id}",
        naam=een.leerling or een.groep,
        sub=f"{een.titel} · {schoolnaam(een.school)} blijft verantwoordelijk",
        status=STATUS[een.status],
        eind=dagen_over(een.tot, vandaag).capitalize() if loopt else "",
        eind_sub=f"Tot en met {datum_bij(een.tot, vandaag)}",
    )


def verblijf(een: VerblijfStand, vandaag: date, getypt: Formulier | None = None) -> views.Verblijf:
    """`getypt`: the form that was refused, as it was typed."""
    formulier = None
    if "verblijf_evalueren" in een.handelingen:
        url = f"/verblijven/{een.id}/verblijf-evalueren"
        formulier = getypt or Formulier(url=url, versie=str(een.versie), waarden={"evaluatie": een.evaluatie})
    door = ""
    if een.evaluatie_op is not None:
        door = f"{een.evaluatie_door}, {datum_bij(een.evaluatie_op, vandaag)}"
    return views.Verblijf(
        kruimels=[ALLE, Link(een.leerling or een.groep, "")],
        titel=een.titel,
        wie=een.leerling or een.groep,
        status=STATUS[een.status],
        verantwoordelijk=f"{schoolnaam(een.school)} blijft verantwoordelijk, ook nu de leerling bij u is. Bel die "
        "school als er iets is. U ziet het plan, en niet het dossier.",
        feiten=[
            ("Groep", een.groep),
            ("Eigen school", schoolnaam(een.school)),
            ("Hoe lang", f"{datum(een.van)} tot en met {datum(een.tot)}"),
        ],
        doelen=een.doelen,
        behoefte=een.behoefte,
        communicatie=een.communicatie,
        evaluatie=een.evaluatie,
        evaluatie_door=door,
        formulier=formulier,
    )


def bestuur(antwoord: BestuurOverzicht, dit_jaar: int) -> views.Bestuurspagina:
    """Amounts are added up from the rows themselves."""
    per_school: Counter[str] = Counter()
    for rij in antwoord.regels:
        per_school[schoolnaam(rij.school)] += rij.cent or 0
    jaar, totaal = antwoord.schooljaar, sum(per_school.values())
    return views.Bestuurspagina(
        schooljaar=schooljaar_in_woorden(jaar),
        inleiding=f"{aantal(len(antwoord.regels), 'arrangement', 'arrangementen')} op uw scholen, samen "
        f"{bedrag(totaal)}. Namen van leerlingen staan er niet bij.",
        scholen=[(naam, bedrag(cent)) for naam, cent in sorted(per_school.items())],
        regels=[
            views.Bestuursregel(
                school=schoolnaam(rij.school),
                titel=rij.titel,
                kenmerk=rij.kenmerk,
                status=STATUS[rij.status],
                periode=f"{datum(rij.van)} tot en met {datum(rij.tot)}",
                verantwoordelijk=f"Uw school, ook nu de leerling op {schoolnaam(rij.plek_school)} is"
                if rij.plek_school
                else "Uw school",
                bedrag=bedrag(rij.cent) if rij.cent else "",
            )
            for rij in antwoord.regels
        ],
        vorige=Link(schooljaar_in_woorden(jaar - 1), f"/arrangementen/bestuur?schooljaar={jaar - 1}"),
        volgende=Link(schooljaar_in_woorden(jaar + 1), f"/arrangementen/bestuur?schooljaar={jaar + 1}")
        if jaar < dit_jaar
        else None,
    )
