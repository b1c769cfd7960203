"""The page of the voorschool: one document, saved while typing, and nothing else; and that of a parent of the child."""

from __future__ import annotations

from uuid import UUID, uuid5

from litestar import Response, get, post

from infra import clock
from services.intake.contract import Bewaard
from services.intake.onderinstroom.contract import (
    Ingeleverd,
    MijnOnderinstroomStand,
    MijnOnderinstroomTonen,
    OverdrachtsbijlageToevoegen,
    OverdrachtsbijlageWeghalen,
    OverdrachtsdocumentBewaren,
    OverdrachtsdocumentInleveren,
    OverdrachtsdocumentOndertekenen,
    OverdrachtsdocumentStand,
    OverdrachtsdocumentTonen,
)
from services.intake.onderinstroom.stappen import als_recept
from services.kern.errors import Fout, Gewijzigd
from services.kern.rollen import Rol
from web import views_onderinstroom as views
from web.filling import voorschool as vullen
from web.filling.conflict import conflict
from web.formatting import tijdstip
from web.forms import Invoer, lees, te_groot
from web.limits import UPLOADEN
from web.pages.onderinstroom import bijlage_halen
from web.pages.uploads import aannemen
from web.policy import GRENS_BESTAND, voor
from web.show import door, toon
from web.views import Formulier, Link
from web.visit import Verzoek

VOORSCHOOL = voor(Rol.PARTNER)
UPLOAD = voor(Rol.PARTNER, grens=GRENS_BESTAND, limieten=UPLOADEN) | {"te_groot": True}


def _url(request: Verzoek, naam: str = "") -> str:
    return f"/overdrachtsdocument/{request.path_params['id']}{'/' if naam else ''}{naam}"


async def _ophalen(request: Verzoek) -> OverdrachtsdocumentStand:
    return await request.vraag("intake", OverdrachtsdocumentTonen(onderinstroom_id=request.path_params["id"]))


@get("/overdrachtsdocument/{id:uuid}", opt=voor(Rol.PARTNER, audit="overdrachtsdocument_tonen"))
async def overdrachtsdocument(request: Verzoek) -> Response:
    return await _tonen(request)


async def _tonen(request: Verzoek, status: int = 200, **getypt: Formulier) -> Response:
    stand = await _ophalen(request)
    pagina = vullen.document(stand, request.regels(stand.regels_op), clock.vandaag(), **getypt)
    return toon(request, "overdrachtsdocument.html", pagina, status=status)


@post("/overdrachtsdocument/{id:uuid}/overdrachtsdocument-bewaren", opt=VOORSCHOOL, status_code=200)
async def overdrachtsdocument_bewaren(request: Verzoek) -> Response:
    """Saved by button or while typing (N12)."""
    i = await lees(request, rest=True)
    url = _url(request, "overdrachtsdocument-bewaren")
    antwoorden = {n: w for n, w in i.waarden.items() if n not in ("opdracht", "versie")}
    try:
        bewaard: Bewaard = await request.vraag(
            "intake",
            OverdrachtsdocumentBewaren(
                opdracht=i.opdracht,
                onderinstroom_id=request.path_params["id"],
                documentversie=i.versie,
                antwoorden=antwoorden,
            ),
        )
    except Gewijzigd as fout:
        return await _conflict(request, i, fout, url)
    except Fout as fout:
        if fout.status not in (409, 413, 422, 503):
            raise
        formulier = i.formulier(url, fout)
        if request.is_deel and fout.status == 422:
            geweigerd = views.OverdrachtsdocumentBewaard(
                bewaard="Niet bewaard: lees de zin bij het veld.",
                voortgang="",
                klaar="",
                versie="",
                fouten=formulier.fouten,
            )
            return toon(request, "_overdrachtsdocument_bewaard.html", geweigerd, status=422)
        return await _tonen(request, fout.status, getypt=formulier)
    if not request.is_deel:
        return door(request, _url(request), "onderdeel_bewaard")
    stand = await _ophalen(request)
    deel = vullen.bewaard(stand, f"Bewaard om {tijdstip(bewaard.op)}")
    return toon(request, "_overdrachtsdocument_bewaard.html", deel)


async def _conflict(request: Verzoek, i: Invoer, fout: Gewijzigd, url: str) -> Response:
    """On another screen something else was saved: both texts, the own one kept."""
    stand = await _ophalen(request)
    lijst = vullen.vragenlijst(request.regels(stand.regels_op))
    pagina = conflict(
        fout,
        i,
        {vraag.naam: vraag.label for vraag in als_recept(lijst).vragen},
        formulier=Formulier(url=url, versie=str(fout.extra["versie"]), waarden=i.waarden),
        terug=Link("Terug naar het document", _url(request)),
    )
    return toon(request, "_conflict.html" if request.is_deel else "conflict.html", pagina, status=409)


@post("/overdrachtsdocument/{id:uuid}/overdrachtsbijlage-toevoegen", opt=UPLOAD, status_code=200)
async def overdrachtsbijlage_toevoegen(request: Verzoek) -> Response:
    """In parts to intake; it is scanned and cleaned there before anybody can open it."""
    url = _url(request, "overdrachtsbijlage-toevoegen")
    if request.te_groot:
        fout = te_groot()
        return await _tonen(request, fout.status, bijlage=Formulier(url=url, fouten=fout.velden))
    i = await lees(request, "soort", "gedagtekend_op", bestanden=["bestand"])
    try:
        gedagtekend_op = i.datum_of_niets("gedagtekend_op")
        i.nodig("soort", "Kies wat voor document het is.")
        upload, naam = await aannemen(request, i, "Kies een bestand.")
        opdracht = OverdrachtsbijlageToevoegen(
            opdracht=uuid5(upload, "toevoegen"),
            onderinstroom_id=request.path_params["id"],
            soort=i["soort"],
            bestandsnaam=naam,
            gedagtekend_op=gedagtekend_op,
            upload=upload,
        )
        await request.vraag("intake", opdracht, timeout=20)
    except Fout as fout:
        if fout.status not in (409, 413, 422, 503):
            raise
        return await _tonen(request, fout.status, bijlage=i.formulier(url, fout))
    return door(request, f"{_url(request)}#bijlagen", "document_toegevoegd")


@post("/overdrachtsdocument/{id:uuid}/overdrachtsbijlage-weghalen", opt=VOORSCHOOL, status_code=200)
async def overdrachtsbijlage_weghalen(request: Verzoek) -> Response:
    i = await lees(request, "bijlage")
    bijlage = i.uuid("bijlage")
    i.controleren()
    opdracht = OverdrachtsbijlageWeghalen(
        opdracht=i.opdracht, onderinstroom_id=request.path_params["id"], bijlage_id=bijlage
    )
    await request.vraag("intake", opdracht)
    return door(request, f"{_url(request)}#bijlagen", "document_verwijderd")


@post("/overdrachtsdocument/{id:uuid}/overdrachtsdocument-inleveren", opt=VOORSCHOOL, status_code=200)
async def overdrachtsdocument_inleveren(request: Verzoek) -> Response:
    """The last page that the voorschool sees: received, and by whom. Then the door is shut."""
    i = await lees(request)
    try:
        opdracht = OverdrachtsdocumentInleveren(
            opdracht=i.opdracht, onderinstroom_id=request.path_params["id"], documentversie=i.versie
        )
        antwoord: Ingeleverd = await request.vraag("intake", opdracht)
    except Fout as fout:
        if fout.status not in (409, 422, 503):
            raise
        stand = await _ophalen(request)
        zinnen = {vraag.naam: vraag.label for vraag in als_recept(vullen.vragenlijst(request.tenant)).vragen}
        namen = [zinnen.get(naam, naam) for naam in fout.velden]
        formulier = Formulier(
            url=_url(request, "overdrachtsdocument-inleveren"),
            versie=str(stand.documentversie),
            algemene_fout=f"{fout.melding} Nog nodig: {'; '.join(namen)}" if namen else fout.melding,
        )
        return await _tonen(request, fout.status, inleveren=formulier)
    return toon(request, "overdrachtsdocument_ingeleverd.html", views.Ingeleverd(contact=antwoord.contact))


# -------------------------------------------------------------------------------------------------- a parent


async def ouder_tonen(request: Verzoek, getypt: Formulier | None = None, status: int = 200) -> Response:
    stand: MijnOnderinstroomStand = await request.vraag(
        "intake", MijnOnderinstroomTonen(onderinstroom_id=request.path_params["id"])
    )
    wie = request.ingelogd.stand.persoon_naam
    pagina = vullen.ouder(stand, request.regels(stand.regels_op), wie, clock.vandaag(), getypt)
    return toon(request, "jong_kind_ouder.html", pagina, status=status)


@post("/mijn-kind/{id:uuid}/overdrachtsdocument-ondertekenen", opt=voor(Rol.OUDER), status_code=200)
async def overdrachtsdocument_ondertekenen(request: Verzoek) -> Response:
    """Yes or no, for who is signed in and nobody else, in own words."""
    id: UUID = request.path_params["id"]
    i = await lees(request, "akkoord", "bijlagen_mee", "tekst")
    try:
        akkoord = i.keuze("akkoord", ("ja", "nee"), "Kies ja of nee.") == "ja"
        mee = i["bijlagen_mee"] == "ja"
        i.controleren()
        opdracht = OverdrachtsdocumentOndertekenen(
            opdracht=i.opdracht, onderinstroom_id=id, akkoord=akkoord, bijlagen_mee=mee, tekst=i["tekst"]
        )
        await request.vraag("intake", opdracht)
    except Fout as fout:
        if fout.status not in (409, 422, 503):
            raise
        return await ouder_tonen(request, i.formulier(request.url.path, fout), fout.status)
    return door(request, f"/mijn-kind/{id}", "overdrachtsdocument_ondertekend")


@get("/mijn-kind/{id:uuid}/bijlagen/{bijlage_id:uuid}", opt=voor(Rol.OUDER, audit="overdrachtsbijlage_ophalen"))
async def mijn_bijlage(request: Verzoek) -> Response:
    return await bijlage_halen(request)


ROUTES = [
    overdrachtsdocument,
    overdrachtsdocument_bewaren,
    overdrachtsbijlage_toevoegen,
    overdrachtsbijlage_weghalen,
    overdrachtsdocument_inleveren,
    overdrachtsdocument_ondertekenen,
    mijn_bijlage,
]
