"""What was done for a pupil and what it led to, in words, with the forms of who keeps it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from services.intake.interventies.contract import InterventiesLijst, InterventieStand
from services.intake.leerlingen.contract import LeerlingStand
from services.kern.rollen import Rol
from web import views_interventies as views
from web.filling.leerlingen import kop, kruimels
from web.formatting import datum
from web.views import Formulier, Keuze, Link, Status

PLEKKEN = {"school": "Op school", "thuis": "Thuis", "jeugdhulp": "Jeugdhulp", "medisch": "Medisch"}
EFFECTEN = {"hielp": "Het hielp", "deels": "Het hielp deels", "niet": "Het hielp niet"}
STATUS = {
    "hielp": Status("Hielp", "ok", "check"),
    "deels": Status("Hielp deels", "let-op", "clock"),
    "niet": Status("Hielp niet", "fout", "x"),
    None: Status("Nog geen effect ingevuld", "stil", "clock"),
}


def interventies(
    stand: LeerlingStand,
    lijst: InterventiesLijst,
    rol: Rol,
    vandaag: date,
    getypt: Mapping[tuple[str, str], Formulier] | None = None,
) -> views.Interventies:
    """`getypt`: forms to show again as they were typed, by the last part of their address and the interventie."""
    getypt = getypt or {}
    basis = f"/leerlingen/{stand.id}"

    def form(handeling: str, i: InterventieStand | None = None, **waarden: str) -> Formulier | None:
        if handeling.replace("-", "_") not in lijst.handelingen:
            return None
        if (eerder := getypt.get((handeling, str(i.id) if i else ""))) is not None:
            return eerder
        return Formulier(url=f"{basis}/{handeling}", versie=str(i.versie) if i else "", waarden=waarden)

    return views.Interventies(
        kop=kop(stand, rol, "interventies"),
        kruimels=kruimels(stand, rol, Link("Interventies", f"{basis}/interventies")),
        regels=[_regel(i, form, getypt, vandaag) for i in lijst.interventies],
        plekken=[Keuze(waarde, titel) for waarde, titel in PLEKKEN.items()],
        effecten=[Keuze(waarde, titel) for waarde, titel in EFFECTEN.items()],
        doorgaan=[Keuze("ja", "Ja, wij gaan door"), Keuze("nee", "Nee, dit stopt")],
        nieuw=form("interventie-vastleggen", waar="school", vanaf=vandaag.isoformat()),
        weggehaald=[
            (i.wat, str(i.id), f) for i in lijst.weggehaald if (f := form("interventie-terugzetten", i)) is not None
        ],
    )


def _regel(
    i: InterventieStand,
    form: Callable[..., Formulier | None],
    getypt: Mapping[tuple[str, str], Formulier],
    vandaag: date,
) -> views.InterventieRegel:
    tot = f"tot en met {datum(i.tot)}" if i.tot else "en nog bezig" if i.van <= vandaag else "gepland"
    stukken = [f"{datum(i.van)} {tot}", i.groep, PLEKKEN[i.waar].lower()]
    return views.InterventieRegel(
        id=str(i.id),
        wat=i.wat,
        periode=" · ".join(stuk for stuk in stukken if stuk),
        door=i.door,
        doel=i.doel,
        effect=STATUS[i.effect],
        toelichting=i.toelichting,
        open=next((wat for wat in ("evalueren", "wijzigen") if (f"interventie-{wat}", str(i.id)) in getypt), ""),
        evalueren=form(
            "interventie-evalueren",
            i,
            effect=i.effect or "",
            toelichting=i.toelichting,
            geevalueerd_op=(i.geevalueerd_op or max(i.van, vandaag)).isoformat(),
            doorgaan="nee" if i.tot else "",
        ),
        wijzigen=form(
            "interventie-wijzigen",
            i,
            wat=i.wat,
            waar=i.waar,
            doel=i.doel,
            wie=i.door,
            vanaf=i.van.isoformat(),
            tot_en_met=i.tot.isoformat() if i.tot else "",
        ),
        weghalen=form("interventie-weghalen", i),
    )
