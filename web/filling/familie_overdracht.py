"""What is shared for the transition to VO, on the page of parents and pupil; a parent can take the consent back."""

from __future__ import annotations

from services.intake.overdracht.contract import GedeeldBlad, GedeeldStand, GedeeldTonen
from services.intake.overdracht.keuze import ONDERDELEN
from tenants.registry import load_all
from web.filling.onderdelen import Familiedeel, Gezin
from web.filling.overdracht import schoolplek
from web.formatting import datum, datum_bij
from web.views import Formulier
from web.views_mijn_dossier import Familieblok
from web.views_overdracht import ToestemmingBlok


def _school(stand: GedeeldStand, gezin: Gezin) -> str:
    if not stand.ook_school:
        return "Leest dit niet"
    if stand.school_gezien_op is not None:
        return f"Las dit op {datum_bij(stand.school_gezien_op.date(), gezin.vandaag)}"
    return "Leest dit ook" if stand.plek_school else "Leest dit ook, zodra de plek vaststaat"


def _blok(antwoord: GedeeldBlad, gezin: Gezin) -> Familieblok | None:
    stand = antwoord.gedeeld
    if stand is None:
        return None
    wie = "Je school" if gezin.leerling else "De school"
    tenants = load_all()
    ander = tenants[stand.naar].naam if stand.naar in tenants else ""
    feiten: list[tuple[str, str]] = []
    punten: list[str] = []
    if stand.plek_school:
        feiten.append(("Plek", schoolplek(stand.plek_school, stand.plek_per)))
    if stand.zichtbaar and stand.verloopt_op is not None and stand.toestemming_op is not None:
        zin = f"{wie} deelt iets met {ander}. Alleen wat hieronder staat, en niet het hele dossier."
        punten = [ONDERDELEN[naam] for naam in stand.onderdelen]
        feiten += [
            ("Toestemming gegeven op", datum(stand.toestemming_op)),
            ("Te lezen tot en met", datum(stand.verloopt_op)),
            ("Nieuwe school", _school(stand, gezin)),
            ("Gelezen", f"Op {datum_bij(stand.gezien_op.date(), gezin.vandaag)}" if stand.gezien_op else "Nog niet"),
        ]
    elif stand.status == "gesignaleerd":
        zin = f"{wie} bereidt de overstap in {stand.overstap_jaar} vroeg voor. Er is niets gedeeld."
    else:
        zin = f"Er is nu niets gedeeld. {ander} ziet niets meer."
    form = None
    if stand.mag_intrekken:
        form = Formulier(url=f"/mijn-kind/{gezin.dossier_id}/toestemming-intrekken", versie=str(stand.versie))
    return Familieblok(
        sleutel="overstap",
        kop="Overstap naar het voortgezet onderwijs",
        zin=zin,
        punten=punten,
        feiten=feiten,
        sjabloon="_toestemming.html" if form else "",
        inhoud=ToestemmingBlok(formulier=form) if form else None,
    )


FAMILIE = Familiedeel(vraag=lambda id: GedeeldTonen(dossier_id=id), blok=_blok, volgorde=55)
