"""The dossier, and the acts on it: each a page of its own, or in place on the dossier with htmx."""

from __future__ import annotations

import asyncio
from uuid import UUID

from litestar import Response, get, post
from msgspec.structs import replace

from services.commissie.contract import BehandelingStand, BehandelingTonen
from services.intake.contract import AanvraagStand, AanvraagTonen
from services.kern.errors import Fout, Gewijzigd, NietBeschikbaar, NietGevonden
from services.kern.rollen import COMMISSIEROLLEN, Rol
from web.filling.aanvraag import LOPEND
from web.filling.dossier import dossier as vullen
from web.filling.words import BEHANDELING_STATUS
from web.forms import lees
from web.messages import MELDINGEN
from web.pages.dossier_acts import HANDELINGEN, Handeling, toetsen
from web.policy import voor
from web.show import door, toon
from web.views import Formulier
from web.visit import Verzoek


@get("/dossiers/{id:uuid}", opt=voor(*COMMISSIEROLLEN, audit="behandeling_tonen"))
async def dossier(request: Verzoek) -> Response:
    behandeling, aanvraag = await ophalen(request)
    pagina = vullen(behandeling, aanvraag, request.regels(behandeling.regels_op))
    if aanvraag is not None and aanvraag.status in LOPEND and request.ingelogd.rol in (Rol.SECRETARIS, Rol.DIRECTEUR):
        pagina = replace(pagina, bevoegd_url=f"/aanvragen/{behandeling.id}/bevoegd")
    return toon(request, "dossier.html", pagina)


async def ophalen(request: Verzoek) -> tuple[BehandelingStand, AanvraagStand | None]:
    """The case, and the aanvraag behind it; None when intake does not answer now."""
    id: UUID = request.path_params["id"]
    behandeling, aanvraag = await asyncio.gather(
        request.vraag("commissie", BehandelingTonen(behandeling_id=id)), _aanvraag(request, id)
    )
    return behandeling, aanvraag


async def _aanvraag(request: Verzoek, id: UUID) -> AanvraagStand | None:
    try:
        return await request.vraag("intake", AanvraagTonen(aanvraag_id=id))
    except (NietBeschikbaar, NietGevonden):
        return None


def _handeling(request: Verzoek) -> Handeling:
    """The act that the address names. Raises NietGevonden."""
    handeling = HANDELINGEN.get(str(request.path_params["handeling"]))
    if handeling is None:
        raise NietGevonden()
    return handeling


@get("/dossiers/{id:uuid}/{handeling:str}", opt=voor(*COMMISSIEROLLEN, audit="behandeling_tonen"))
async def handeling_tonen(request: Verzoek) -> Response:
    """The form of one act. KanNiet with the sentence that says why when it cannot be done now."""
    handeling = _handeling(request)
    stand: BehandelingStand = await request.vraag(
        "commissie", BehandelingTonen(behandeling_id=request.path_params["id"])
    )
    toetsen(handeling, stand)
    return await _formulier(request, handeling, stand)


async def _formulier(
    request: Verzoek,
    handeling: Handeling,
    stand: BehandelingStand,
    getypt: Formulier | None = None,
    status: int = 200,
) -> Response:
    ter_plaatse = request.is_deel and request.doel == "handeling"
    formulier = getypt or Formulier(
        url=f"/dossiers/{stand.id}/{handeling.pad}", versie=str(stand.versie), waarden=handeling.begin(stand, request)
    )
    pagina = await handeling.tonen(request, stand, formulier, ter_plaatse)
    return toon(request, handeling.sjabloon, pagina, status=status, blok="formulier" if ter_plaatse else "")


@post("/dossiers/{id:uuid}/{handeling:str}", opt=voor(*COMMISSIEROLLEN, audit="{handeling}"), status_code=200)
async def handeling_doen(request: Verzoek) -> Response:
    handeling = _handeling(request)
    id: UUID = request.path_params["id"]
    invoer = await lees(request, *handeling.velden(request))
    url = f"/dossiers/{id}/{handeling.pad}"
    try:
        opdracht = handeling.opdracht(id, invoer, request)
        invoer.controleren()
        await request.vraag("commissie", opdracht)
    except Gewijzigd as fout:
        stand: BehandelingStand = await request.vraag("commissie", BehandelingTonen(behandeling_id=id))
        wie = fout.extra.get("door") or "Een collega"
        zin = (
            f"{wie} heeft dit dossier intussen gewijzigd (nu: {BEHANDELING_STATUS[stand.status].tekst.lower()}). "
            "Uw tekst staat er nog. Kijk of alles klopt en verstuur opnieuw."
        )
        getypt = Formulier(url=url, versie=str(stand.versie), waarden=invoer.waarden, algemene_fout=zin)
        return await _formulier(request, handeling, stand, getypt, fout.status)
    except Fout as fout:
        if fout.status not in (403, 409, 422, 503):
            raise
        try:
            stand = await request.vraag("commissie", BehandelingTonen(behandeling_id=id))
            getypt = invoer.formulier(url, fout, handeling.namen(request))
            return await _formulier(request, handeling, stand, getypt, fout.status)
        except NietBeschikbaar:
            raise fout from None
    if request.is_deel and request.doel == "handeling":
        behandeling, aanvraag = await ophalen(request)
        pagina = vullen(behandeling, aanvraag, request.regels(behandeling.regels_op))
        return toon(request, "_na_handeling.html", pagina, melding=MELDINGEN[handeling.melding])
    return door(request, f"/dossiers/{id}", handeling.melding)


ROUTES = [dossier, handeling_tonen, handeling_doen]
