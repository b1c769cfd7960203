"""Young children on the way to school: for who guides them, and for the school where the parents applied."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from litestar import Response, get, post

from infra import clock
from services.intake.contract import Bewaard
from services.intake.onderinstroom.contract import (
    DossieroverdrachtStand,
    DossieroverdrachtTonen,
    OnderinstromenLijst,
    OnderinstromenTonen,
    OnderinstroomAannemen,
    OnderinstroomaanvraagBeginnen,
    OnderinstroomBeginnen,
    OnderinstroomouderUitnodigen,
    OnderinstroomOverdragen,
    OnderinstroomSluiten,
    OnderinstroomStand,
    OnderinstroomTerughalen,
    OnderinstroomTonen,
    OuderhandtekeningVastleggen,
    OverdrachtsbijlageOphalen,
    OverdrachtsDeel,
    OverdrachtsstukOphalen,
    VoorschooltoegangBeeindigen,
    VoorschoolUitgenodigd,
    VoorschoolUitnodigen,
)
from services.kern.bericht import Opdracht
from services.kern.errors import Fout, NietGevonden
from services.kern.rollen import SCHOOLROLLEN
from web.filling import leerling_voorschool, leerlingen
from web.filling import onderinstroom as vullen
from web.forms import Invoer, lees
from web.navigation import BEGELEIDERS
from web.pages.bestanden import als_bestand
from web.pages.leerlingen import LEZERS, ophalen
from web.policy import voor
from web.show import door, toon
from web.views import Formulier, Link
from web.visit import Verzoek

BEIDE = BEGELEIDERS | SCHOOLROLLEN
SWV, SCHOOL = voor(*BEGELEIDERS), voor(*SCHOOLROLLEN)
NIEUW = "/jonge-kinderen/onderinstroom-beginnen"
NAMEN = {"roepnaam": "voornaam", "geboren_op": "geboortedatum"}


@get("/jonge-kinderen", opt=voor(*BEIDE, audit="onderinstromen_tonen"))
async def jonge_kinderen(request: Verzoek) -> Response:
    antwoord: OnderinstromenLijst = await request.vraag("intake", OnderinstromenTonen())
    hoed = request.ingelogd.stand.hoed
    pagina = vullen.lijst(
        antwoord,
        clock.vandaag(),
        school=request.ingelogd.rol in SCHOOLROLLEN,
        organisatie=hoed.organisatie_naam if hoed else "",
    )
    return toon(request, "jonge_kinderen.html", pagina)


@get("/jonge-kinderen/nieuw", opt=SWV)
async def jong_kind_nieuw(request: Verzoek) -> Response:
    if request.tenant.onderinstroom is None:
        raise NietGevonden()
    return _nieuw(request, Formulier(url=NIEUW))


def _nieuw(request: Verzoek, formulier: Formulier, status: int = 200) -> Response:
    return toon(request, "jong_kind_nieuw.html", vullen.nieuw(request.tenant.onderinstroom, formulier), status=status)


@post(NIEUW, opt=SWV, status_code=200)
async def onderinstroom_beginnen(request: Verzoek) -> Response:
    i = await lees(request, "voornaam", "achternaam", "geboortedatum", "voorschool", "toestemming_op", "bewijs")
    try:
        opdracht = OnderinstroomBeginnen(
            opdracht=i.opdracht,
            roepnaam=i["voornaam"],
            achternaam=i["achternaam"],
            geboren_op=i.datum("geboortedatum"),
            voorschool=i["voorschool"],
            toestemming_op=i.datum("toestemming_op"),
            bewijs=i["bewijs"],
        )
        i.controleren()
        antwoord: Bewaard = await request.vraag("intake", opdracht)
    except Fout as fout:
        if fout.status not in (409, 422, 503):
            raise
        return _nieuw(request, i.formulier(NIEUW, fout, NAMEN), fout.status)
    return door(request, f"/jonge-kinderen/{antwoord.id}", "onderinstroom_begonnen")


# ----------------------------------------------------------------------------------------------- one child


@get("/jonge-kinderen/{id:uuid}", opt=voor(*BEIDE, audit="onderinstroom_tonen"))
async def jong_kind(request: Verzoek) -> Response:
    return await _tonen(request)


async def _tonen(request: Verzoek, getypt: Formulier | None = None, status: int = 200, code: str = "") -> Response:
    stand: OnderinstroomStand = await request.vraag(
        "intake", OnderinstroomTonen(onderinstroom_id=request.path_params["id"])
    )
    pagina = vullen.kind(
        stand,
        request.regels(stand.regels_op),
        clock.vandaag(),
        school=request.ingelogd.rol in SCHOOLROLLEN,
        leerjaren=leerlingen.leerjaren(request.tenant),
        getypt=getypt,
        code=code,
    )
    return toon(request, "jong_kind.html", pagina, status=status)


async def _doen(request: Verzoek, i: Invoer, maken: Callable[[], Opdracht], melding: str) -> Response:
    """Ask it. A refusal stands beside its field, with what was typed; a code is shown once."""
    try:
        opdracht = maken()
        i.controleren()
        antwoord = await request.vraag("intake", opdracht, timeout=20)
    except Fout as fout:
        if fout.status not in (409, 422, 503):
            raise
        return await _tonen(request, i.formulier(request.url.path, fout), fout.status)
    if isinstance(antwoord, VoorschoolUitgenodigd):
        return await _tonen(request, code=antwoord.activatiecode)
    return door(request, f"/jonge-kinderen/{request.path_params['id']}", melding)


def _kern(request: Verzoek, i: Invoer) -> dict:
    return {"opdracht": i.opdracht, "onderinstroom_id": request.path_params["id"], "versie": i.versie}


@post("/jonge-kinderen/{id:uuid}/voorschool-uitnodigen", opt=SWV, status_code=200)
async def voorschool_uitnodigen(request: Verzoek) -> Response:
    """The link goes by e-mail; the code is shown once, to be told by telephone (N6)."""
    i = await lees(request, "naam", "email", "tot_en_met")
    return await _doen(
        request,
        i,
        lambda: VoorschoolUitnodigen(
            **_kern(request, i), naam=i["naam"], email=i["email"], tot_en_met=i.datum("tot_en_met")
        ),
        "",
    )


@post("/jonge-kinderen/{id:uuid}/voorschooltoegang-beeindigen", opt=SWV, status_code=200)
async def voorschooltoegang_beeindigen(request: Verzoek) -> Response:
    i = await lees(request)
    maken = lambda: VoorschooltoegangBeeindigen(**_kern(request, i))  # noqa: E731
    return await _doen(request, i, maken, "voorschooltoegang_beeindigd")


@post("/jonge-kinderen/{id:uuid}/onderinstroomouder-uitnodigen", opt=SWV, status_code=200)
async def onderinstroomouder_uitnodigen(request: Verzoek) -> Response:
    i = await lees(request, "naam", "email")
    return await _doen(
        request,
        i,
        lambda: OnderinstroomouderUitnodigen(**_kern(request, i), naam=i["naam"], email=i["email"]),
        "",
    )


@post("/jonge-kinderen/{id:uuid}/ouderhandtekening-vastleggen", opt=SWV, status_code=200)
async def ouderhandtekening_vastleggen(request: Verzoek) -> Response:
    i = await lees(request, "naam", "op", "bijlagen_mee", "bewijs")
    return await _doen(
        request,
        i,
        lambda: OuderhandtekeningVastleggen(
            **_kern(request, i),
            naam=i["naam"],
            op=i.datum("op"),
            bijlagen_mee=i.keuze("bijlagen_mee", ("ja", "nee"), "Kies ja of nee.") == "ja",
            bewijs=i["bewijs"],
        ),
        "ouderhandtekening_vastgelegd",
    )


@post("/jonge-kinderen/{id:uuid}/onderinstroom-overdragen", opt=SWV, status_code=200)
async def onderinstroom_overdragen(request: Verzoek) -> Response:
    i = await lees(request, "school", "aangemeld_op")
    return await _doen(
        request,
        i,
        lambda: OnderinstroomOverdragen(
            **_kern(request, i), school=i.nodig("school", "Kies een school."), aangemeld_op=i.datum("aangemeld_op")
        ),
        "onderinstroom_overgedragen",
    )


@post("/jonge-kinderen/{id:uuid}/onderinstroom-terughalen", opt=SWV, status_code=200)
async def onderinstroom_terughalen(request: Verzoek) -> Response:
    i = await lees(request)
    maken = lambda: OnderinstroomTerughalen(**_kern(request, i))  # noqa: E731
    return await _doen(request, i, maken, "onderinstroom_teruggehaald")


@post("/jonge-kinderen/{id:uuid}/onderinstroom-sluiten", opt=SWV, status_code=200)
async def onderinstroom_sluiten(request: Verzoek) -> Response:
    i = await lees(request, "reden")
    maken = lambda: OnderinstroomSluiten(**_kern(request, i), reden=i["reden"])  # noqa: E731
    return await _doen(request, i, maken, "onderinstroom_gesloten")


@post("/jonge-kinderen/{id:uuid}/onderinstroom-aannemen", opt=SCHOOL, status_code=200)
async def onderinstroom_aannemen(request: Verzoek) -> Response:
    """It is a leerlingdossier from now on."""
    i = await lees(request, "leerjaar")
    keuzes = [keuze.waarde for keuze in leerlingen.leerjaren(request.tenant)]
    try:
        i.keuze("leerjaar", keuzes, "Kies het leerjaar.")
        i.controleren()
        antwoord: Bewaard = await request.vraag(
            "intake", OnderinstroomAannemen(**_kern(request, i), groep=i["leerjaar"]), timeout=20
        )
    except Fout as fout:
        if fout.status not in (409, 422, 503):
            raise
        return await _tonen(request, i.formulier(request.url.path, fout), fout.status)
    return door(request, f"/leerlingen/{antwoord.id}/voorschool", "onderinstroom_aangenomen")


# --------------------------------------------------------------------------------------------------- files


async def bijlage_halen(request: Verzoek) -> Response:
    """In parts; each leaves an audit line."""
    id, bijlage = request.path_params["id"], request.path_params["bijlage_id"]

    async def deel(nummer: int) -> OverdrachtsDeel:
        vraag = OverdrachtsbijlageOphalen(onderinstroom_id=id, bijlage_id=bijlage, deel=nummer)
        return await request.vraag("intake", vraag, timeout=20)

    return await _heel(deel)


async def _heel(deel: Callable) -> Response:
    delen: list[OverdrachtsDeel] = [await deel(0)]
    while not delen[-1].laatste:
        delen.append(await deel(len(delen)))
    return als_bestand(b"".join(d.inhoud for d in delen), delen[0].naam, delen[0].mediatype)


@get("/jonge-kinderen/{id:uuid}/bijlagen/{bijlage_id:uuid}", opt=voor(*BEIDE, audit="overdrachtsbijlage_ophalen"))
async def jong_kind_bijlage(request: Verzoek) -> Response:
    return await bijlage_halen(request)


# --------------------------------------------------------------------------------------- in the leerlingdossier


@get("/leerlingen/{id:uuid}/voorschool", opt=voor(*LEZERS, audit="dossieroverdracht_tonen"))
async def leerling_voorschool_tonen(request: Verzoek) -> Response:
    return await _voorschool(request)


async def _voorschool(request: Verzoek, getypt: Formulier | None = None, status: int = 200) -> Response:
    stand = await ophalen(request)
    antwoord: DossieroverdrachtStand = await request.vraag("intake", DossieroverdrachtTonen(dossier_id=stand.id))
    rol = request.ingelogd.rol
    pagina = leerling_voorschool.pagina(
        antwoord,
        request.tenant,
        leerlingen.kop(stand, rol, "voorschool"),
        leerlingen.kruimels(stand, rol, Link("Van de voorschool", "")),
        f"/leerlingen/{stand.id}",
        getypt,
    )
    return toon(request, "leerling_voorschool.html", pagina, status=status)


@get("/leerlingen/{id:uuid}/voorschool/{stuk_id:uuid}", opt=voor(*LEZERS, audit="overdrachtsstuk_ophalen"))
async def overdrachtsstuk(request: Verzoek) -> Response:
    id, stuk = request.path_params["id"], request.path_params["stuk_id"]

    async def deel(nummer: int) -> OverdrachtsDeel:
        vraag = OverdrachtsstukOphalen(dossier_id=id, overdrachtsstuk_id=stuk, deel=nummer)
        return await request.vraag("intake", vraag, timeout=20)

    return await _heel(deel)


@post("/leerlingen/{id:uuid}/onderinstroomaanvraag-beginnen", opt=SCHOOL, status_code=200)
async def onderinstroomaanvraag_beginnen(request: Verzoek) -> Response:
    """The aanvraag of the school of aanmelding, with everything that is known."""
    id: UUID = request.path_params["id"]
    i = await lees(request, "soort")
    try:
        i.nodig("soort", "Kies waarvoor de aanvraag is.")
        i.controleren()
        opdracht = OnderinstroomaanvraagBeginnen(opdracht=i.opdracht, dossier_id=id, soort=i["soort"])
        antwoord: Bewaard = await request.vraag("intake", opdracht, timeout=20)
    except Fout as fout:
        if fout.status not in (409, 422, 503):
            raise
        return await _voorschool(request, i.formulier(request.url.path, fout), fout.status)
    return door(request, f"/aanvragen/{antwoord.id}", "aanvraag_begonnen")


ROUTES = [
    jonge_kinderen,
    jong_kind_nieuw,
    onderinstroom_beginnen,
    jong_kind,
    voorschool_uitnodigen,
    voorschooltoegang_beeindigen,
    onderinstroomouder_uitnodigen,
    ouderhandtekening_vastleggen,
    onderinstroom_overdragen,
    onderinstroom_terughalen,
    onderinstroom_sluiten,
    onderinstroom_aannemen,
    jong_kind_bijlage,
    leerling_voorschool_tonen,
    overdrachtsstuk,
    onderinstroomaanvraag_beginnen,
]
