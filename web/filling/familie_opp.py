"""The OPP on the page of parents and pupil: what is asked of them, and where to read it."""

from __future__ import annotations

from services.intake.opp.contract import OppBlad, OppTonen
from web.filling.onderdelen import Familiedeel, Gezin
from web.filling.opp_kaarten import STATUS
from web.formatting import lange_datum
from web.views import Actie
from web.views_mijn_dossier import Familieblok


def _blok(blad: OppBlad, gezin: Gezin) -> Familieblok | None:
    stand = blad.werk or blad.geldend
    if stand is None:
        return None
    url = f"/mijn-kind/{gezin.dossier_id}/opp"
    open_ = any(een.eigen and not een.oordeel for een in stand.instemmingen)
    schrijven = "bijdrage_geven" in stand.handelingen
    if gezin.leerling:
        zin = "Hier lees je wat de school met jou gaat doen."
        if schrijven:
            zin = "Je school schrijft een plan voor jou. Jij mag zeggen wat je ervan vindt."
        if open_:
            zin = "Je school vraagt of je het eens bent met de hulp."
        return Familieblok("opp", "Jouw plan", zin, acties=[Actie("Lees je plan", url, "book")], aandacht=open_)
    if open_:
        zin, actie = f"De school vraagt of u het eens bent met de begeleiding van {gezin.kind}.", "Lees en antwoord"
    elif stand.status == "concept":
        zin, actie = f"De school schrijft een plan voor {gezin.kind}. Wilt u meeschrijven?", "Lees en schrijf mee"
    else:
        wanneer = f" Het plan is vastgesteld op {lange_datum(stand.vastgesteld_op)}." if stand.vastgesteld_op else ""
        zin, actie = f"Hierin staat welke hulp {gezin.kind} krijgt.{wanneer}", "Lees het plan"
    bijdrage = next((een for een in stand.bijdragen if een.eigen), None)
    vraagt = open_ or (stand.status == "concept" and bijdrage is not None and not any(bijdrage.antwoorden.values()))
    return Familieblok(
        "opp",
        f"Het plan voor {gezin.kind} (OPP)",
        zin,
        acties=[Actie(actie, url, "book")],
        status=STATUS[stand.status],
        aandacht=vraagt,
    )


FAMILIE = Familiedeel(lambda id: OppTonen(dossier_id=id), _blok, volgorde=30)
