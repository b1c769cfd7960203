"""A pupil of another school who is a guest here, in words: how long, who is responsible, what this school does."""

from __future__ import annotations

from datetime import date

from services.intake.stappenplannen.contract import GastleerlingenLijst, GastleerlingStand
from web import views_stappenplannen as views
from web.filling.verblijven import ALLE
from web.filling.words import schoolnaam
from web.formatting import dagen_over, datum, datum_bij, lange_datum, urgentie
from web.views import Formulier, Link, Status
from web.views_arrangementen import ArrangementGroep, ArrangementRegel

TE_GAST = Status("Te gast", "info", "school")


def groep(antwoord: GastleerlingenLijst, vandaag: date) -> list[ArrangementGroep]:
    """For the list of pupils of other schools; none when nobody is a guest."""
    if not antwoord.leerlingen:
        return []
    return [
        ArrangementGroep(
            id="groep-gast",
            kop=f"Te gast op uw school ({len(antwoord.leerlingen)})",
            uitleg="Om te wennen. De eigen school blijft verantwoordelijk.",
            regels=[
                ArrangementRegel(
                    url=f"/gastleerlingen/{een.plan_id}",
                    naam=een.leerling,
                    sub=f"{een.groep.capitalize()} · {schoolnaam(een.school)} blijft verantwoordelijk",
                    status=TE_GAST,
                    eind=dagen_over(een.tot_en_met, vandaag).capitalize(),
                    eind_sub=f"Tot en met {datum_bij(een.tot_en_met, vandaag)}",
                )
                for een in antwoord.leerlingen
            ],
        )
    ]


def pagina(een: GastleerlingStand, vandaag: date, getypt: Formulier | None = None) -> views.Gastleerling:
    """`getypt`: the form that was refused, as it was typed."""
    eigen = schoolnaam(een.school)
    terugkijken = f"Kijk op {lange_datum(een.evalueren_op)} samen terug, met de leerling, de ouders en {eigen}."
    if een.evalueren_op < vandaag:
        terugkijken = f"U keek op {lange_datum(een.evalueren_op)} samen terug. Bel {eigen} als dat niet is gebeurd."
    url = f"/gastleerlingen/{een.plan_id}/gastplaatsing-evalueren"
    door = f"{een.evaluatie_door}, {datum_bij(een.evaluatie_op, vandaag)}" if een.evaluatie_op else ""
    return views.Gastleerling(
        kruimels=[ALLE, Link(een.leerling, "")],
        wie=een.leerling,
        verantwoordelijk=f"{eigen} blijft verantwoordelijk. De leerling blijft daar ingeschreven.",
        contact=een.contact,
        periode=f"{datum(een.begint_op)} tot en met {datum(een.tot_en_met)}",
        over=dagen_over(een.tot_en_met, vandaag).capitalize(),
        urgentie=urgentie(een.tot_en_met, vandaag, binnen_dagen=7),
        doen=[
            "Geef de hulp die op deze bladzijde staat.",
            f"Is de leerling er niet? Bel dan dezelfde dag {eigen}.",
            terugkijken,
            "Schrijf op hoe het gaat. De eigen school en de ouders lezen dat.",
        ],
        hulp=[
            ("Groep op de eigen school", een.groep),
            ("Hulp op uw school", een.steun),
            ("Hulp daarna", een.nazorg),
        ],
        ziet="U ziet deze bladzijde tot en met de laatste dag. Het dossier blijft bij de eigen school.",
        evaluatie_door=door,
        formulier=getypt or Formulier(url=url, versie=str(een.versie), waarden={"evaluatie": een.evaluatie}),
    )
