"""A file on its way, so that a lost line costs nothing of it: tus resumable uploads 1.0.0, the core and `creation`.

https://tus.io/protocols/resumable-upload. PATCH is sent as POST with `X-HTTP-Method-Override`, as the protocol allows:
through the gate comes nothing but GET and POST (web/security.py). What was sent is taken by the form it is for, which
names it as `upload`; without a script the file itself is in that form.
"""

from __future__ import annotations

import hashlib
from base64 import b64decode
from binascii import Error
from collections.abc import AsyncIterator
from contextlib import suppress
from uuid import UUID, uuid4, uuid5

from litestar import Response, get, post
from litestar.datastructures import UploadFile
from litestar.exceptions import InternalServerException

from infra.log import log
from services.intake.contract import DocumentDeel
from services.intake.onderweg.contract import UploadBeginnen, UploadStand, UploadTonen, UploadVervolgen, UploadWeggooien
from services.kern.errors import Fout, KanNiet, NietGevonden, OngeldigeInvoer
from services.kern.rollen import SCHOOLROLLEN, Rol
from services.kern.tekens import bezwaar, een_vorm
from web.forms import GROOTST_BYTES, Invoer, te_groot
from web.limits import AANVOER
from web.policy import voor
from web.visit import Verzoek

DEEL_BYTES = 512 * 1024  # one message to intake
STUK_BYTES = 4 * 1024 * 1024  # one request of a browser
VERSIE = "1.0.0"
KOPPEN = {"tus-resumable": VERSIE}
TEKST = "text/plain; charset=utf-8"
WIE = (*SCHOOLROLLEN, Rol.PARTNER)
NIET_GOED = "Dit bestand is niet goed aangekondigd. Kies het opnieuw."
WEG = "Het bestand is niet meer onderweg. Kies het opnieuw."


def _antwoord(stand: UploadStand, status: int = 200, **meer: str) -> Response:
    koppen = {
        **KOPPEN,
        "upload-offset": str(stand.ontvangen),
        "upload-length": str(stand.grootte),
        "upload-expires": stand.verloopt_op.strftime("%a, %d %b %Y %H:%M:%S GMT"),
        **meer,
    }
    return Response("", status_code=status, media_type=TEKST, headers=koppen)


def _geweigerd(fout: Fout) -> Response:
    """The sentence alone, for the line of this file on the page."""
    zin = " ".join(dict.fromkeys([*fout.velden.values()] or [fout.melding]))
    return Response(zin, status_code=fout.status, media_type=TEKST, headers=KOPPEN)


def _getal(request: Verzoek, kop: str) -> int:
    tekst = request.headers.get(kop, "")
    if not tekst.isdecimal() or len(tekst) > 12:
        raise OngeldigeInvoer(NIET_GOED)
    return int(tekst)


def _metagegevens(request: Verzoek) -> dict[str, str]:
    """`Upload-Metadata`: pairs of a name and base64. Raises OngeldigeInvoer."""
    gevonden = {}
    try:
        for paar in filter(None, request.headers.get("upload-metadata", "").split(",")):
            naam, _, waarde = paar.strip().partition(" ")
            gevonden[naam] = een_vorm(b64decode(waarde, validate=True).decode())
    except (Error, ValueError):
        raise OngeldigeInvoer(NIET_GOED) from None
    if any(bezwaar(tekst) or len(tekst) > 500 for tekst in gevonden.values()):
        raise OngeldigeInvoer("Er staan tekens in de naam van dit bestand die niet kunnen. Geef het een andere naam.")
    return gevonden


def _versie(request: Verzoek) -> Response | None:
    if request.headers.get("tus-resumable") != VERSIE:
        return Response("", status_code=412, media_type=TEKST, headers=KOPPEN | {"tus-version": VERSIE})
    return None


@post("/uploads", opt=voor(*WIE, limieten=AANVOER), status_code=201)
async def upload_beginnen(request: Verzoek) -> Response:
    """`Upload-Length`, and in `Upload-Metadata`: `naam`, `kenmerk` (of the file) and `plek` (the page it is for)."""
    try:
        if anders := _versie(request):
            return anders
        meta = _metagegevens(request)
        kenmerk = hashlib.sha256(f"{meta.get('plek')}|{meta.get('kenmerk')}".encode()).hexdigest()
        opdracht = UploadBeginnen(
            opdracht=uuid4(), naam=meta.get("naam", ""), grootte=_getal(request, "upload-length"), kenmerk=kenmerk
        )
        stand: UploadStand = await request.vraag("intake", opdracht)
    except Fout as fout:
        return _geweigerd(fout)
    return _antwoord(stand, 201, location=f"/uploads/{stand.id}")


@get("/uploads/{id:uuid}", opt=voor(*WIE, audit="upload_tonen"))
async def upload_tonen(request: Verzoek) -> Response:
    """How far it came (a HEAD of the browser)."""
    try:
        stand: UploadStand = await request.vraag("intake", UploadTonen(upload=request.path_params["id"]))
    except Fout as fout:
        return _geweigerd(fout)
    return _versie(request) or _antwoord(stand)


@post("/uploads/{id:uuid}", opt=voor(*WIE, grens=STUK_BYTES, audit="upload_tonen"), status_code=200)
async def upload_vervolgen(request: Verzoek) -> Response:
    """What comes is handed on part by part: when the line breaks, every whole part stays.

    Its first question is how far it came; for whom it is not there the audit knows it by that."""
    try:
        stand: UploadStand = await request.vraag("intake", UploadTonen(upload=request.path_params["id"]))
        if anders := _versie(request):
            return anders
        if request.headers.get("x-http-method-override") != "PATCH":
            raise OngeldigeInvoer(NIET_GOED)
        if request.headers.get("content-type") != "application/offset+octet-stream":
            return Response(NIET_GOED, status_code=415, media_type=TEKST, headers=KOPPEN)
        if (vanaf := _getal(request, "upload-offset")) != stand.ontvangen:
            raise KanNiet("Dit deel sluit niet aan op wat er al is.")
        if vanaf + int(request.headers["content-length"]) > stand.grootte:
            raise te_groot("Er komt meer aan dan bij dit bestand hoort.")
        async for deel in _heel(request, stand.grootte - vanaf):
            opdracht = UploadVervolgen(opdracht=uuid4(), upload=stand.id, vanaf=stand.ontvangen, inhoud=deel)
            stand = await request.vraag("intake", opdracht, timeout=20)
        if stand.ontvangen == vanaf:
            raise OngeldigeInvoer("Dit deel van het bestand is niet heel.")
    except InternalServerException:  # the line broke: nobody reads this answer
        log.info("upload onderbroken", kenmerk=request.kenmerk)
        return Response("", status_code=400, media_type=TEKST, headers=KOPPEN)
    except Fout as fout:
        return _geweigerd(fout)
    return _antwoord(stand, 204)


async def _heel(request: Verzoek, nog: int) -> AsyncIterator[bytes]:
    """The body in whole parts, and the last part of the file whatever its size; the rest is sent again."""
    blok = bytearray()
    async for stuk in request.stream():
        blok += stuk
        while len(blok) >= DEEL_BYTES:
            deel = bytes(blok[:DEEL_BYTES])
            del blok[:DEEL_BYTES]
            nog -= len(deel)
            yield deel
    if blok and len(blok) == nog:
        yield bytes(blok)


@post("/uploads/{id:uuid}/upload-weggooien", opt=voor(*WIE), status_code=200)
async def upload_weggooien(request: Verzoek) -> Response:
    try:
        await request.vraag("intake", UploadWeggooien(opdracht=uuid4(), upload=request.path_params["id"]))
    except Fout as fout:
        return _geweigerd(fout)
    return Response("", status_code=204, media_type=TEKST, headers=KOPPEN)


# -------------------------------------------------------------------------------- what a form takes of it


async def aannemen(request: Verzoek, invoer: Invoer, zin: str) -> tuple[UUID, str]:
    """The file of this form, sent before it (`upload`) or in it (`bestand`): its upload and its name.

    `zin`: what to say when there is none. Raises what else is wrong with the form, OngeldigeInvoer and TeGroot.
    """
    bestand = invoer.bestanden.get("bestand")
    if bestand is None and not invoer["upload"]:
        invoer.fouten["bestand"] = zin
    invoer.controleren()
    if invoer["upload"]:
        return await _eerder(request, invoer["upload"])
    assert bestand is not None
    upload = uuid5(invoer.opdracht, f"{bestand.filename}")
    await versturen(request, upload, bestand)
    return upload, bestand.filename


async def _eerder(request: Verzoek, tekst: str) -> tuple[UUID, str]:
    """What is under way no more was taken, by this very form whose answer got lost: intake knows, and answers the same
    again. Or it never was there, and intake says that it is not whole."""
    try:
        upload = UUID(tekst)
    except ValueError:
        raise OngeldigeInvoer(WEG, velden={"bestand": WEG}) from None
    try:
        stand: UploadStand = await request.vraag("intake", UploadTonen(upload=upload))
    except NietGevonden:
        return upload, ""
    return stand.id, stand.naam


async def vergeten(request: Verzoek, invoer: Invoer) -> None:
    """What was refused for good and is not kept: chosen again, it begins anew."""
    with suppress(Fout, ValueError):
        await request.vraag("intake", UploadWeggooien(opdracht=uuid4(), upload=UUID(invoer["upload"])))


async def versturen(request: Verzoek, upload: UUID, bestand: UploadFile) -> None:
    """A file out of a form, in parts to intake. Raises TeGroot, and OngeldigeInvoer for an empty file."""
    nummer, totaal = 0, 0
    while deel := await bestand.read(DEEL_BYTES):
        totaal += len(deel)
        if totaal > GROOTST_BYTES:
            raise te_groot()
        await request.vraag(
            "intake",
            DocumentDeel(opdracht=uuid5(upload, str(nummer)), upload=upload, volgnummer=nummer, inhoud=deel),
            timeout=20,
        )
        nummer += 1
    if totaal == 0:
        zin = "Dit bestand is leeg."
        raise OngeldigeInvoer(zin, velden={"bestand": zin})


ROUTES = [upload_beginnen, upload_tonen, upload_vervolgen, upload_weggooien]
