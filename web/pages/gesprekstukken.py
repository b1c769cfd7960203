"""What comes to a talk on paper: a report made elsewhere, and a signature under it. And opening such a file."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from uuid import UUID, uuid5

from litestar import Response, get, post

from services.intake.gesprekken.contract import GesprekstukIntrekken, HandtekeningToevoegen, VerslagToevoegen
from services.intake.stukken.contract import DossierstukDeel, DossierstukOphalen
from services.kern.errors import Fout
from services.kern.rollen import FAMILIEROLLEN, SCHOOLROLLEN
from web.forms import Invoer, lees, te_groot
from web.pages.aanvraag_acts import UPLOAD
from web.pages.bestanden import als_bestand
from web.pages.gesprekken import verslag
from web.pages.leerlingen import LEZERS
from web.pages.uploads import aannemen
from web.policy import voor
from web.show import door
from web.views import Formulier
from web.visit import Verzoek

VERSLAG, HANDTEKENING = ("verslag-toevoegen", ""), ("handtekening-toevoegen", "")


def _adres(request: Verzoek) -> str:
    return f"/leerlingen/{request.path_params['id']}/gesprekken/{request.path_params['gesprek']}"


def _ids(request: Verzoek) -> dict[str, UUID]:
    return {"dossier_id": request.path_params["id"], "gesprek_id": request.path_params["gesprek"]}


async def _te_groot(request: Verzoek, plek: tuple[str, str]) -> Response:
    fout = te_groot()
    getypt = Formulier(url=f"{_adres(request)}/{plek[0]}", fouten=fout.velden)
    return await verslag(request, {plek: getypt}, fout.status)


async def _doen(
    request: Verzoek, invoer: Invoer, plek: tuple[str, str], doen: Callable[[], Awaitable[object]], anker: str, zin: str
) -> Response:
    """Back to this place of the page, or the page again with what was typed and why not."""
    try:
        await doen()
    except Fout as fout:
        if fout.status not in (409, 413, 422, 503):
            raise
        getypt = invoer.formulier(f"{_adres(request)}/{plek[0]}", fout)
        return await verslag(request, {plek: getypt}, fout.status)
    return door(request, f"{_adres(request)}#{anker}", zin)


@post("/leerlingen/{id:uuid}/gesprekken/{gesprek:uuid}/verslag-toevoegen", opt=UPLOAD, status_code=200)
async def verslag_toevoegen(request: Verzoek) -> Response:
    """A report that was made elsewhere; the points are ticked here all the same."""
    if request.te_groot:
        return await _te_groot(request, VERSLAG)
    invoer = await lees(request, bestanden=["bestand"])

    async def doen() -> None:
        upload, naam = await aannemen(request, invoer, "Kies het bestand met uw verslag.")
        opdracht = uuid5(upload, "verslag")
        vraag = VerslagToevoegen(opdracht=opdracht, **_ids(request), upload=upload, bestandsnaam=naam)
        await request.vraag("intake", vraag, timeout=20)

    return await _doen(request, invoer, VERSLAG, doen, "verslag-kop", "verslag_toegevoegd")


@post("/leerlingen/{id:uuid}/gesprekken/{gesprek:uuid}/handtekening-toevoegen", opt=UPLOAD, status_code=200)
async def handtekening_toevoegen(request: Verzoek) -> Response:
    """Signed on paper: the scan, whose it is, and why."""
    if request.te_groot:
        return await _te_groot(request, HANDTEKENING)
    invoer = await lees(request, "wie", "op", "reden", bestanden=["bestand"])

    async def doen() -> None:
        wie, op = invoer.uuid("wie"), invoer.datum("op")
        reden = invoer.nodig("reden", "Schrijf op waarom het op papier ging.")
        upload, naam = await aannemen(request, invoer, "Kies een foto of scan van het getekende blad.")
        velden = {"wie": wie, "op": op, "reden": reden, "upload": upload, "bestandsnaam": naam}
        vraag = HandtekeningToevoegen(opdracht=uuid5(upload, "handtekening"), **_ids(request), **velden)
        await request.vraag("intake", vraag, timeout=20)

    return await _doen(request, invoer, HANDTEKENING, doen, "handtekening-kop", "handtekening_toegevoegd")


@post("/leerlingen/{id:uuid}/gesprekken/{gesprek:uuid}/gesprekstuk-intrekken", opt=voor(*SCHOOLROLLEN), status_code=200)
async def gesprekstuk_intrekken(request: Verzoek) -> Response:
    invoer = await lees(request, "stuk", "reden")
    stuk = invoer.uuid("stuk")

    async def doen() -> None:
        invoer.controleren()
        vraag = GesprekstukIntrekken(
            opdracht=invoer.opdracht, **_ids(request), dossierstuk_id=stuk, reden=invoer["reden"]
        )
        await request.vraag("intake", vraag)

    return await _doen(request, invoer, ("gesprekstuk-intrekken", str(stuk)), doen, f"stuk-{stuk}", "stuk_ingetrokken")


# ----------------------------------------------------------------------------------------- opening a file


@get("/leerlingen/{id:uuid}/stukken/{dossierstuk:uuid}", opt=voor(*LEZERS, audit="dossierstuk_ophalen"))
async def dossierstuk(request: Verzoek) -> Response:
    """The cleaned version. Every part leaves an audit line before it is sent."""
    return await _ophalen(request)


@get("/mijn-kind/{id:uuid}/stukken/{dossierstuk:uuid}", opt=voor(*FAMILIEROLLEN, audit="dossierstuk_ophalen"))
async def mijn_dossierstuk(request: Verzoek) -> Response:
    return await _ophalen(request)


async def _ophalen(request: Verzoek) -> Response:
    delen: list[bytes] = []
    while True:
        id, stuk = request.path_params["id"], request.path_params["dossierstuk"]
        vraag = DossierstukOphalen(dossier_id=id, dossierstuk_id=stuk, deel=len(delen))
        deel: DossierstukDeel = await request.vraag("intake", vraag, timeout=20)
        delen.append(deel.inhoud)
        if deel.laatste:
            return als_bestand(b"".join(delen), deel.naam, deel.mediatype)


ROUTES = [verslag_toevoegen, handtekening_toevoegen, gesprekstuk_intrekken, dossierstuk, mijn_dossierstuk]
