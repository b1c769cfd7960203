"""Agreements over all dossiers of a person, in words."""

from __future__ import annotations

from datetime import date

from services.intake.gesprekken.contract import AfsprakenLijst, OngedeeldLijst
from web import views_gesprekken as views
from web.filling.gesprekken import ALARM, Getypt, afspraak
from web.formatting import datum_bij
from web.views import Status


def afspraken(
    lijst: AfsprakenLijst,
    ongedeeld: OngedeeldLijst,
    organisatie: str,
    van_school: bool,
    vandaag: date,
    getypt: Getypt | None = None,
) -> views.Afspraken:
    regels = [(a, afspraak(a, "afspraken", vandaag, True, getypt, leerling=True)) for a in lijst.afspraken]
    return views.Afspraken(
        organisatie=organisatie,
        mijn=[regel for a, regel in regels if a.status == "open" and a.mijn],
        anderen=[regel for a, regel in regels if a.status == "open" and not a.mijn],
        gedaan=[regel for a, regel in regels if a.status != "open"],
        niet_gedeeld=[
            views.GesprekRegel(
                url=f"/leerlingen/{g.dossier_id}/gesprekken/{g.gesprek_id}",
                titel=g.leerling,
                sub=f"{g.titel}, {datum_bij(g.gehouden_op, vandaag)}",
                status=Status(ALARM, "fout", "alert"),
            )
            for g in ongedeeld.gesprekken
        ],
        van_school=van_school,
        meer="Niet alle afspraken staan hier. De eerste 200 wel." if lijst.meer else "",
    )
