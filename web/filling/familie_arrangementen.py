"""Extra support on the page of parents and pupil: what there is, until when, and who answers for it."""

from __future__ import annotations

from services.intake.arrangementen.contract import ArrangementenLijst, ArrangementenTonen, ArrangementKort
from web.filling.arrangementen import beslisser
from web.filling.onderdelen import Familiedeel, Gezin
from web.filling.words import schoolnaam
from web.formatting import datum
from web.views_mijn_dossier import Familieblok


def _zin(a: ArrangementKort, gezin: Gezin) -> str:
    wie = "Je school" if gezin.leerling else "De school"
    if a.status == "gevraagd":
        return f"{wie} vroeg dit op {datum(a.gevraagd_op)}. Wie beslist: {beslisser(gezin.tenant, a.beslist)}."
    if a.status == "loopt":
        return f"Tot en met {datum(a.tot)}."
    if a.status == "geweigerd":
        return f"Dit gaat niet door. {wie} kan vertellen waarom."
    return f"Dit liep tot en met {datum(a.tot)}."


def _blok(antwoord: ArrangementenLijst, gezin: Gezin) -> Familieblok | None:
    alle = [a for a in antwoord.arrangementen if a.status != "ingetrokken"]
    if not alle:
        return None
    wie = "je" if gezin.leerling else gezin.kind
    return Familieblok(
        sleutel="extra-ondersteuning",
        kop="Extra ondersteuning",
        zin=f"{schoolnaam(alle[0].school)} blijft verantwoordelijk voor {wie}.",
        feiten=[(a.titel, _zin(a, gezin)) for a in alle],
    )


FAMILIE = Familiedeel(vraag=lambda id: ArrangementenTonen(dossier_id=id), blok=_blok, volgorde=45)
