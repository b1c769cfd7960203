"""The aanmelding of the child, on the page of parents and pupil."""

from __future__ import annotations

from services.intake.zorgplicht.contract import AanmeldingBlad, AanmeldingTonen
from web.filling.onderdelen import Familiedeel, Gezin
from web.filling.words import schoolnaam
from web.filling.zorgplicht import LOPEND, STATUS
from web.formatting import lange_datum
from web.views import Actie
from web.views_mijn_dossier import Familieblok


def _blok(blad: AanmeldingBlad, wie: Gezin) -> Familieblok | None:
    stand = blad.aanmelding
    if stand is None:
        return None
    loopt = stand.status in LOPEND
    jij = wie.leerling
    zin = ""
    if stand.status == "geweigerd":
        zin = "Deze school zoekt mee tot er een andere school is."
    elif loopt:
        zin = f"De school beslist uiterlijk op {lange_datum(stand.klok.uiterlijk_op)}."
    feiten = []
    if loopt and stand.houder is not None:
        feiten.append(("Wie zorgt voor een plek", schoolnaam(stand.houder.school)))
    gevraagd = blad.intrekking is not None and not blad.intrekking.zelf and not jij
    if gevraagd and blad.intrekking is not None:
        zin = f"{blad.intrekking.gemeld[0]} wil deze aanmelding intrekken. Wilt u dat ook?"
    lezen = "Zie hoe het met je aanmelding staat" if jij else "Zie hoe de termijn loopt en wie wat doet"
    return Familieblok(
        sleutel="aanmelding",
        kop="Jouw aanmelding" if jij else f"De aanmelding van {wie.kind}",
        zin=zin,
        feiten=feiten,
        status=STATUS[stand.status],
        acties=[Actie(lezen, f"/mijn-dossier/{wie.dossier_id}/aanmelding", "clock")],
        aandacht=gevraagd,
    )


FAMILIE = Familiedeel(vraag=lambda id: AanmeldingTonen(dossier_id=id), blok=_blok, volgorde=20)
