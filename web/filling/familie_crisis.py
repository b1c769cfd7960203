"""Crisis and nood on the page of parents and pupil: when the table meets, and that there is a plan."""

from __future__ import annotations

from services.intake.crisis.contract import CrisisBlad, CrisisTonen
from web.filling.onderdelen import Familiedeel, Gezin
from web.filling.words import schoolnaam
from web.formatting import lange_datum, opsomming
from web.views_mijn_dossier import Familieblok


def _blok(blad: CrisisBlad, gezin: Gezin) -> Familieblok | None:
    stand = blad.crisis
    if stand is None or stand.status == "afgesloten":
        return None
    wie = "Je" if gezin.leerling else "U"
    if stand.status == "gemeld":
        wanneer = f"{lange_datum(stand.overleg_op)} om {stand.overleg_tijd} uur"
        return Familieblok(
            sleutel="crisis",
            kop="Overleg op school",
            zin=f"De school wil meteen met elkaar praten over wat er nodig is. {wie} zit daarbij aan tafel.",
            feiten=[
                ("Wanneer", wanneer),
                ("Wie er komen", opsomming(stand.genodigd)),
                ("Daarna", f"Uiterlijk {lange_datum(stand.plan_uiterlijk)} is er een plan."),
            ],
            aandacht=True,
        )
    feiten = [("Doel", stand.doel), ("Wat er gebeurt", stand.inzet), ("Afspraken", stand.afspraken)]
    if stand.evalueren_op is not None:
        feiten.append(("Terugkijken", f"{lange_datum(stand.evalueren_op)}, met elkaar"))
    zin = f"Dit is samen afgesproken. {schoolnaam(blad.school)} blijft verantwoordelijk."
    return Familieblok(sleutel="crisis", kop="Het plan van aanpak", zin=zin, feiten=feiten)


FAMILIE = Familiedeel(vraag=lambda id: CrisisTonen(dossier_id=id), blok=_blok, volgorde=15)
