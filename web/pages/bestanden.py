"""The files of a dossier: the cleaned version, as a download. Nothing of it runs or shows on a page of ours."""

from __future__ import annotations

from urllib.parse import quote

from litestar import Response, get

from services.intake.contract import Bestand, DocumentOphalen
from services.kern.rollen import COMMISSIEROLLEN, FAMILIEROLLEN, SCHOOLROLLEN, Rol
from web.policy import voor
from web.visit import Verzoek

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


ROUTES = [bestand]
