"""The files of a dossier: the cleaned version, as a download. Nothing of it runs or shows on a page of ours."""

from __future__ import annotations

from urllib.parse import quote

from litestar import Response, get, post

from infra import clock
from services.intake.contract import (
    Bestand,
    DocumentOphalen,
    OrigineelOpenen,
    OrigineelOphalen,
    OrigineelStand,
    OrigineelTonen,
)
from services.kern.errors import Fout
from services.kern.rollen import COMMISSIEROLLEN, FAMILIEROLLEN, SCHOOLROLLEN, Rol
from web.formatting import bestandsgrootte, moment
from web.forms import lees
from web.policy import voor
from web.show import rolnaam, toon
from web.views import Formulier, Link, OrigineelPagina, OrigineelRegel
from web.visit import Verzoek

#: As services/intake/proces.py has it.
ORIGINEEL = (Rol.VOORZITTER, Rol.DIRECTEUR)
LEZERS = SCHOOLROLLEN | COMMISSIEROLLEN | FAMILIEROLLEN | {Rol.DESKUNDIGE}
# Whatever a browser makes of it: no script, no picture, no frame, no origin.
BELEID = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox"


@get("/bestanden/{id:uuid}", opt=voor(*LEZERS, audit="document_ophalen"))
async def bestand(request: Verzoek) -> Response:
    """One document. Every part leaves an audit line before it is sent."""
    vraag = DocumentOphalen(document_id=request.path_params["id"])
    eerste: Bestand = await request.vraag("intake", vraag, timeout=20)
    delen = [eerste.inhoud]
    for nummer in range(1, eerste.delen):
        volgende = DocumentOphalen(document_id=request.path_params["id"], deel=nummer)
        delen.append((await request.vraag("intake", volgende, timeout=20)).inhoud)
    return als_bestand(b"".join(delen), eerste.bestandsnaam, eerste.mediatype)


@get("/bestanden/{id:uuid}/origineel", opt=voor(*ORIGINEEL, audit="origineel_tonen"))
async def origineel(request: Verzoek) -> Response:
    """Before it opens: what it is, why it is dangerous, and who opened it before."""
    return await _origineel(request)


async def _origineel(request: Verzoek, getypt: Formulier | None = None, status: int = 200) -> Response:
    id = request.path_params["id"]
    stand: OrigineelStand = await request.vraag("intake", OrigineelTonen(document_id=id))
    tenant = request.ingelogd.stand.hoed.tenant
    pagina = OrigineelPagina(
        naam=stand.bestandsnaam,
        grootte=bestandsgrootte(stand.grootte),
        formulier=getypt or Formulier(url=f"/bestanden/{id}/origineel-openen"),
        eerder=[
            OrigineelRegel(
                wie=f"{e.naam}, {rolnaam(request, tenant, e.rol).lower()}",
                reden=e.reden,
                op=moment(e.op, clock.vandaag()),
            )
            for e in stand.eerder
        ],
        kruimels=[
            Link("Dossier", f"/dossiers/{stand.aanvraag_id}"),
            Link("Het origineel openen", f"/bestanden/{id}/origineel"),
        ],
    )
    return toon(request, "origineel.html", pagina, status=status)


@post("/bestanden/{id:uuid}/origineel-openen", opt=voor(*ORIGINEEL, opnieuw=True), status_code=200)
async def origineel_openen(request: Verzoek) -> Response:
    """The file as the school sent it, to save. Its type is said to be unknown: nothing opens it by itself."""
    invoer, id = await lees(request, "reden"), request.path_params["id"]
    try:
        reden = invoer.nodig("reden", "Schrijf waarom u het origineel opent.")
        invoer.controleren()
        await request.vraag("intake", OrigineelOpenen(opdracht=invoer.opdracht, document_id=id, reden=reden))
    except Fout as fout:
        if fout.status != 422:
            raise
        return await _origineel(request, invoer.formulier(f"/bestanden/{id}/origineel-openen", fout), fout.status)
    eerste: Bestand = await request.vraag("intake", OrigineelOphalen(document_id=id), timeout=20)
    delen = [eerste.inhoud]
    for nummer in range(1, eerste.delen):
        volgende = OrigineelOphalen(document_id=id, deel=nummer)
        delen.append((await request.vraag("intake", volgende, timeout=20)).inhoud)
    return als_bestand(b"".join(delen), f"ongeschoond-{eerste.bestandsnaam}", eerste.mediatype)


def als_bestand(inhoud: bytes, naam: str, mediatype: str) -> Response:
    """A file to save (RFC 6266): the type is what we say it is, and its name means nothing to a system."""
    return Response(
        inhoud,
        media_type=mediatype,
        headers={
            "content-disposition": f"attachment; filename=\"{_kort(naam)}\"; filename*=UTF-8''{quote(naam, safe='')}",
            "content-security-policy": BELEID,
            "cross-origin-resource-policy": "same-origin",
            "x-content-type-options": "nosniff",
            "x-frame-options": "DENY",
            "cache-control": "no-store, private",
        },
    )


def _kort(naam: str) -> str:
    """For a browser that does not read `filename*`: letters, digits and little else."""
    return "".join(teken if teken.isascii() and (teken.isalnum() or teken in " ._-") else "_" for teken in naam)


ROUTES = [bestand, origineel, origineel_openen]
