"""The reports that the school shared, on the page of parents and pupil, with a place to say what they think of it."""

from __future__ import annotations

from services.intake.gesprekken.contract import MijnAfspraak, MijnGesprek, MijnGesprekkenLijst, MijnGesprekkenTonen
from web import views_gesprekken as views
from web.filling.dossierstukken import regel
from web.filling.onderdelen import Familiedeel, Gezin
from web.formatting import datum
from web.views import Formulier
from web.views_mijn_dossier import Familieblok

SLEUTEL = "gesprekken"
STAND = {"niet_aan_de_orde": "Dit was niet aan de orde.", "open": "Dit is niet besproken.", "besproken": ""}


def blok(lijst: MijnGesprekkenLijst, gezin: Gezin, getypt: dict[str, Formulier] | None = None) -> Familieblok | None:
    """`getypt`: forms as they were typed, by the id of the talk."""
    if not lijst.gesprekken:
        return None
    return Familieblok(
        sleutel=SLEUTEL,
        kop="Gesprekken over jou" if gezin.leerling else f"Gesprekken over {gezin.kind}",
        zin="Hier lees je wat er is besproken en afgesproken."
        if gezin.leerling
        else "Hier leest u wat er is besproken en afgesproken. U mag erop reageren.",
        sjabloon="_mijn_gesprekken.html",
        inhoud=views.MijnGesprekken(
            gesprekken=[_gesprek(g, gezin, getypt or {}) for g in lijst.gesprekken],
            label="Wat vind jij ervan?" if gezin.leerling else "Wat wilt u hierover zeggen?",
            hulp="De school leest het. De school kan het niet veranderen.",
            knop="Bewaren",
        ),
    )


def _gesprek(g: MijnGesprek, gezin: Gezin, getypt: dict[str, Formulier]) -> views.MijnGesprek:
    url = f"/mijn-kind/{gezin.dossier_id}/gesprek-reageren"
    formulier = Formulier(url=url, versie=str(g.versie), waarden={"gesprek": str(g.id), "reactie": g.reactie})
    return views.MijnGesprek(
        id=str(g.id),
        titel=f"{g.titel}, {datum(g.gehouden_op)}",
        aanwezig="; ".join(g.aanwezigen),
        punten=[(p.titel, p.tekst or STAND[p.stand]) for p in g.punten],
        afspraken=[_afspraak(a) for a in g.afspraken],
        reactie=g.reactie,
        formulier=getypt.get(str(g.id), formulier),
        open=str(g.id) in getypt,
        verslagen=[regel(stuk, f"/mijn-kind/{gezin.dossier_id}", gezin.vandaag) for stuk in g.verslagen],
        handtekeningen=[regel(stuk, f"/mijn-kind/{gezin.dossier_id}", gezin.vandaag) for stuk in g.handtekeningen],
    )


def _afspraak(a: MijnAfspraak) -> str:
    eind = {"open": f"voor het eind van {datum(a.uiterlijk_op)}", "gedaan": "gedaan", "vervallen": "hoeft niet meer"}
    return f"{a.wat}. {a.wie}, {eind[a.status]}."


FAMILIE = Familiedeel(vraag=lambda id: MijnGesprekkenTonen(dossier_id=id), blok=blok, volgorde=30)
