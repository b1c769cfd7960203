"""Our own style sheets, scripts, fonts and pictures: read once, served from memory under the hash of their text.

The address changes with the content, so a browser may keep a file for ever.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path

from litestar import Response, get
from litestar.exceptions import NotFoundException

from web.limits import VRIJ
from web.policy import openbaar
from web.visit import Verzoek

MAP = Path(__file__).with_name("static")
SOORTEN = {".woff2": "font/woff2", ".js": "text/javascript", ".css": "text/css"}
EEUWIG = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Bestand:
    mediatype: str
    inhoud: bytes
    klein: bytes | None


@dataclass(frozen=True)
class StaticFiles:
    bestanden: dict[str, Bestand]
    hash: str

    @classmethod
    def load(cls, map: Path = MAP) -> StaticFiles:
        bestanden, hash = {}, hashlib.sha256()
        for pad in sorted(map.rglob("*")):
            if not pad.is_file():
                continue
            naam, inhoud = pad.relative_to(map).as_posix(), pad.read_bytes()
            hash.update(naam.encode() + b"\0" + inhoud)
            soort = SOORTEN.get(pad.suffix) or mimetypes.guess_type(naam)[0] or "application/octet-stream"
            tekst = soort.startswith("text/") or soort.endswith("svg+xml")
            klein = gzip.compress(inhoud, 9, mtime=0) if tekst and len(inhoud) > 1000 else None
            bestanden[naam] = Bestand(soort, inhoud, klein)
        # One hash for all: a style sheet may name a font by a path beside its own.
        return cls(bestanden, hash.hexdigest()[:12])

    def address(self, naam: str) -> str:
        """`css/app.css` to the address it is served at. Raises LookupError: a template names what is not there."""
        if naam not in self.bestanden:
            raise LookupError(f"web/static/{naam} bestaat niet")
        return f"/static/{self.hash}/{naam}"


@get("/static/{hash:str}/{pad:path}", opt=openbaar(VRIJ))
async def statisch(request: Verzoek) -> Response:
    """Whatever hash is asked: a page from before a release still finds its files."""
    bestand = request.web.static.bestanden.get(str(request.path_params["pad"]).lstrip("/"))
    if bestand is None:
        raise NotFoundException()
    koppen = {"cache-control": EEUWIG, "vary": "accept-encoding"}
    if request.path_params["hash"] != request.web.static.hash:
        koppen["cache-control"] = "public, max-age=60"
    inhoud = bestand.inhoud
    if bestand.klein and "gzip" in request.headers.get("accept-encoding", ""):
        inhoud, koppen["content-encoding"] = bestand.klein, "gzip"
    return Response(inhoud, media_type=bestand.mediatype, headers=koppen)
