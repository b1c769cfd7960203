"""The files of a dossier. Never opened by the browser as a page of ours: saved, or shown in a box without rights."""

from __future__ import annotations

from urllib.parse import quote

from litestar import Response, get

from services.intake.contract import Bestand, DocumentOphalen
from services.kern.rollen import COMMISSIEROLLEN, FAMILIEROLLEN, SCHOOLROLLEN, Rol
from web.policy import voor
from web.visit import Verzoek

LEZERS = SCHOOLROLLEN | COMMISSIEROLLEN | FAMILIEROLLEN | {Rol.DESKUNDIGE}
# A browser shows a PDF with its own viewer, which does not start inside a sandbox; its content still gets no
# rights at all here. A picture needs only its own pixels.
TONEN = {
    "application/pdf": "default-src 'none'; object-src 'self'; frame-ancestors 'self'",
    "image/jpeg": "default-src 'none'; img-src 'self'; sandbox",
    "image/png": "default-src 'none'; img-src 'self'; sandbox",
}
BEWAREN = "default-src 'none'; sandbox"


@get("/documenten/{id:uuid}", opt=voor(*LEZERS, audit="document_ophalen"))
async def document(request: Verzoek) -> Response:
    """As a download; with `?inline=1` a PDF or picture opens beside the advice."""
    vraag = DocumentOphalen(document_id=request.path_params["id"])
    bestand: Bestand = await request.vraag("intake", vraag, timeout=20)
    delen = [bestand.inhoud]
    for nummer in range(1, bestand.delen):
        volgende = DocumentOphalen(document_id=request.path_params["id"], deel=nummer)
        delen.append((await request.vraag("intake", volgende, timeout=20)).inhoud)
    inline = request.query_params.get("inline") == "1" and bestand.mediatype in TONEN
    return als_bestand(b"".join(delen), bestand.bestandsnaam, bestand.mediatype, inline=inline)


def als_bestand(inhoud: bytes, naam: str, mediatype: str, *, inline: bool = False) -> Response:
    """A file to the browser: nothing in it can run, and the type is what we say it is."""
    soort = "inline" if inline else "attachment"
    kort = "".join(teken if teken.isascii() and (teken.isalnum() or teken in " ._-") else "_" for teken in naam)
    return Response(
        inhoud,
        media_type=mediatype,
        headers={
            "content-disposition": f"{soort}; filename=\"{kort}\"; filename*=UTF-8''{quote(naam, safe='')}",
            "content-security-policy": TONEN[mediatype] if inline else BEWAREN,
            "x-frame-options": "SAMEORIGIN" if inline else "DENY",
            "cache-control": "no-store, private",
        },
    )


ROUTES = [document]
