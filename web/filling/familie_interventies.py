"""What is done for the pupil, on the page of parents and pupil."""

from __future__ import annotations

from services.intake.interventies.contract import InterventiesLijst, InterventiesTonen
from web.filling.onderdelen import Familiedeel, Gezin
from web.formatting import datum
from web.views_mijn_dossier import Familieblok

EFFECT = {"hielp": "Dat hielp.", "deels": "Dat hielp een beetje.", "niet": "Dat hielp niet."}


def _blok(lijst: InterventiesLijst, gezin: Gezin) -> Familieblok | None:
    if not lijst.interventies:
        return None
    punten = []
    for i in lijst.interventies:
        tot = f" tot en met {datum(i.tot)}" if i.tot else ""
        effect = f" {EFFECT[i.effect]}" if i.effect else ""
        punten.append(f"{i.wat}. Vanaf {datum(i.van)}{tot}, door {i.door}.{effect}")
    kop = "Wat we voor jou doen" if gezin.leerling else f"Wat er voor {gezin.kind} wordt gedaan"
    return Familieblok(sleutel="interventies", kop=kop, punten=punten)


FAMILIE = Familiedeel(vraag=lambda id: InterventiesTonen(dossier_id=id), blok=_blok, volgorde=60)
