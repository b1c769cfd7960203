"""The aanmelding for parents and pupil: what the school and its board see, and withdrawing it."""

from __future__ import annotations

import asyncio
from uuid import UUID

from litestar import Response, get, post

from infra import clock
from services.intake.leerlingen.contract import MijnDossierStand, MijnDossierTonen
from services.intake.zorgplicht.contract import AanmeldingBlad, AanmeldingTonen, IntrekkingMelden
from services.kern.errors import Fout, Gewijzigd
from services.kern.rollen import FAMILIEROLLEN, Rol
from web.filling import zorgplicht as vullen
from web.forms import lees
from web.policy import voor
from web.show import door, toon
from web.views import Formulier
from web.visit import Verzoek


@get("/mijn-dossier/{id:uuid}/aanmelding", opt=voor(*FAMILIEROLLEN, audit="aanmelding_tonen"))
async def mijn_aanmelding(request: Verzoek) -> Response:
    return await _tonen(request)


async def _tonen(request: Verzoek, getypt: Formulier | None = None, status: int = 200) -> Response:
    id: UUID = request.path_params["id"]
    dossier: MijnDossierStand
    blad: AanmeldingBlad
    dossier, blad = await asyncio.gather(
        request.vraag("intake", MijnDossierTonen(dossier_id=id)),
        request.vraag("intake", AanmeldingTonen(dossier_id=id)),
    )
    if getypt is not None and blad.aanmelding is not None:
        getypt = Formulier(
            url=getypt.url,
            versie=str(blad.aanmelding.versie),
            waarden=getypt.waarden,
            fouten=getypt.fouten,
            algemene_fout=getypt.algemene_fout,
        )
    leerling = request.ingelogd.rol == Rol.LEERLING
    pagina = vullen.mijn_aanmelding(blad, dossier.roepnaam, clock.vandaag(), getypt, leerling=leerling)
    return toon(request, "mijn_aanmelding.html", pagina, status=status)


@post("/mijn-dossier/{id:uuid}/intrekking-melden", opt=voor(*FAMILIEROLLEN), status_code=200)
async def intrekking_melden(request: Verzoek) -> Response:
    id: UUID = request.path_params["id"]
    invoer = await lees(request, "zeker")
    url = f"/mijn-dossier/{id}/intrekking-melden"
    try:
        invoer.keuze("zeker", ["ja"], "Zet een vinkje om de aanmelding in te trekken.")
        invoer.controleren()
        await request.vraag("intake", IntrekkingMelden(opdracht=invoer.opdracht, dossier_id=id, versie=invoer.versie))
    except Gewijzigd as fout:
        zin = "De school heeft de aanmelding intussen bijgewerkt. Kijk of u dit nog wilt."
        getypt = Formulier(url=url, waarden=invoer.waarden, algemene_fout=zin)
        return await _tonen(request, getypt, fout.status)
    except Fout as fout:
        if fout.status not in (409, 422, 503):
            raise
        return await _tonen(request, invoer.formulier(url, fout), fout.status)
    return door(request, f"/mijn-dossier/{id}/aanmelding", "intrekking_gemeld")


ROUTES = [mijn_aanmelding, intrekking_melden]
