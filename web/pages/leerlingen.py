"""Pupils of a school: the list with search, a new dossier, the dossier, and what is known of the pupil."""

from __future__ import annotations

import asyncio
from uuid import UUID

from litestar import Response, get, post

from infra import clock
from services.intake.contract import Bewaard
from services.intake.leerlingen.contract import (
    AanvraagOnderbrengen,
    LeerlingdossierBeginnen,
    LeerlingenLijst,
    LeerlingenTonen,
    LeerlingStand,
    LeerlingTonen,
    LeerlingWijzigen,
    LosseAanvragen,
    LosseAanvragenTonen,
)
from services.kern.errors import Fout, Gewijzigd, KanNiet
from services.kern.rollen import SCHOOLROLLEN, Rol
from web import views_leerlingen as views
from web.filling import leerlingen as vullen
from web.filling.conflict import conflict
from web.filling.onderdelen import Kijker, onderdelen
from web.forms import Invoer, lees
from web.pages.mijn_dossier import mag
from web.policy import voor
from web.show import door, toon
from web.views import Formulier, Link
from web.visit import Verzoek

#: Who of the samenwerkingsverband reads what a school shared.
LEZERS = SCHOOLROLLEN | {Rol.STEUNPUNTCOORDINATOR, Rol.SECRETARIS, Rol.DIRECTEUR}
NAMEN = {"roepnaam": "voornaam", "geboren_op": "geboortedatum", "groep": "leerjaar"}
LABELS = {
    "voornaam": "Voornaam",
    "achternaam": "Achternaam, met tussenvoegsel",
    "geboortedatum": "Geboortedatum",
    "leerjaar": "Leerjaar",
}


@get("/leerlingen", opt=voor(*SCHOOLROLLEN, audit="leerlingen_tonen"))
async def leerlingen(request: Verzoek) -> Response:
    zoek = request.query_params.get("zoek", "").strip()[:100]
    antwoord: LeerlingenLijst
    los: LosseAanvragen
    antwoord, los = await asyncio.gather(
        request.vraag("intake", LeerlingenTonen(zoek=zoek)), request.vraag("intake", LosseAanvragenTonen())
    )
    hoed = request.ingelogd.stand.hoed
    naam = hoed.organisatie_naam if hoed else ""
    losse = [] if zoek else los.aanvragen
    pagina = vullen.lijst(antwoord, naam, zoek, clock.vandaag(), losse, request.tenant)
    return toon(request, "leerlingen.html", pagina)


@post("/leerlingen/aanvraag-onderbrengen", opt=voor(*SCHOOLROLLEN), status_code=200)
async def aanvraag_onderbrengen(request: Verzoek) -> Response:
    """One click: the facts of the pupil come from the aanvraag."""
    invoer = await lees(request, "aanvraag", "dossier")
    aanvraag = invoer.uuid("aanvraag")
    dossier = invoer.uuid("dossier") if invoer["dossier"] else None
    invoer.controleren()
    opdracht = AanvraagOnderbrengen(opdracht=invoer.opdracht, aanvraag_id=aanvraag, dossier_id=dossier)
    bewaard: Bewaard = await request.vraag("intake", opdracht)
    return door(request, f"/leerlingen/{bewaard.id}", "aanvraag_ondergebracht")


# ------------------------------------------------------------------------------------------- a new dossier


@get("/leerlingen/nieuw", opt=voor(*SCHOOLROLLEN))
async def leerling_nieuw(request: Verzoek) -> Response:
    return _nieuw(request, Formulier(url="/leerlingen/nieuw"))


def _nieuw(request: Verzoek, formulier: Formulier, status: int = 200) -> Response:
    hoed = request.ingelogd.stand.hoed
    pagina = views.LeerlingNieuw(
        school=hoed.organisatie_naam if hoed else "",
        leerjaren=vullen.leerjaren(request.tenant),
        formulier=formulier,
        terug=vullen.ALLE,
    )
    return toon(request, "leerling_nieuw.html", pagina, status=status)


@post("/leerlingen/nieuw", opt=voor(*SCHOOLROLLEN), status_code=200)
async def leerlingdossier_beginnen(request: Verzoek) -> Response:
    invoer = await lees(request, "voornaam", "achternaam", "geboortedatum", "leerjaar")
    try:
        bewaard: Bewaard = await request.vraag(
            "intake", LeerlingdossierBeginnen(opdracht=invoer.opdracht, **_gegevens(request, invoer))
        )
    except Fout as fout:
        if fout.status not in (409, 422, 503):
            raise
        return _nieuw(request, invoer.formulier("/leerlingen/nieuw", fout, NAMEN), fout.status)
    return door(request, f"/leerlingen/{bewaard.id}", "leerlingdossier_begonnen")


def _gegevens(request: Verzoek, invoer: Invoer, nu: str = "") -> dict:
    """What is known of the pupil, as typed. Raises OngeldigeInvoer. `nu`: the leerjaar that stands there now."""
    for naam, zin in (("voornaam", "Vul de voornaam in."), ("achternaam", "Vul de achternaam in.")):
        invoer.nodig(naam, zin)
    geboren_op = invoer.datum("geboortedatum")
    keuzes = [keuze.waarde for keuze in vullen.leerjaren(request.tenant, nu)]
    invoer.keuze("leerjaar", keuzes, "Kies het leerjaar.")
    invoer.controleren()
    return {
        "roepnaam": invoer["voornaam"],
        "achternaam": invoer["achternaam"],
        "geboren_op": geboren_op,
        "groep": invoer["leerjaar"],
    }


# --------------------------------------------------------------------------------------------- one dossier


async def ophalen(request: Verzoek) -> LeerlingStand:
    """The dossier of the address. Raises NietGevonden."""
    return await request.vraag("intake", LeerlingTonen(dossier_id=request.path_params["id"]))


@get("/leerlingen/{id:uuid}", opt=voor(*LEZERS, audit="leerling_tonen"))
async def leerling(request: Verzoek) -> Response:
    rol, id = request.ingelogd.rol, request.path_params["id"]
    eigen = [o for o in onderdelen() if o.vraag is not None and o.regel is not None and rol in o.rollen]
    stand, *antwoorden = await asyncio.gather(ophalen(request), *(mag(request, o.vraag(id)) for o in eigen))
    kijker = Kijker(rol, request.tenant, clock.vandaag())
    regels = [(o, o.regel(a, kijker)) for o, a in zip(eigen, antwoorden, strict=True) if a is not None]
    pagina = vullen.dossier(stand, request.tenant, rol, kijker.vandaag, [(o, r) for o, r in regels if r is not None])
    return toon(request, "leerlingdossier.html", pagina)


@get("/leerlingen/{id:uuid}/leerling-wijzigen", opt=voor(*SCHOOLROLLEN, audit="leerling_tonen"))
async def leerling_wijzigen_form(request: Verzoek) -> Response:
    stand = await ophalen(request)
    if "leerling_wijzigen" not in stand.handelingen:
        raise KanNiet("Dit dossier is gesloten. Er kan niets meer in veranderen.")
    waarden = {
        "voornaam": stand.roepnaam,
        "achternaam": stand.achternaam,
        "geboortedatum": stand.geboren_op.isoformat(),
        "leerjaar": stand.groep,
    }
    formulier = Formulier(url=_wijzigadres(stand.id), versie=str(stand.versie), waarden=waarden)
    return _wijzigen(request, stand, formulier)


def _wijzigadres(id: UUID) -> str:
    return f"/leerlingen/{id}/leerling-wijzigen"


def _wijzigen(request: Verzoek, stand: LeerlingStand, formulier: Formulier, status: int = 200) -> Response:
    pagina = views.LeerlingWijzigen(
        naam=f"{stand.roepnaam} {stand.achternaam}",
        leerjaren=vullen.leerjaren(request.tenant, stand.groep),
        formulier=formulier,
        terug=Link("Terug naar het dossier", f"/leerlingen/{stand.id}"),
    )
    return toon(request, "leerling_wijzigen.html", pagina, status=status)


@post("/leerlingen/{id:uuid}/leerling-wijzigen", opt=voor(*SCHOOLROLLEN), status_code=200)
async def leerling_wijzigen(request: Verzoek) -> Response:
    id: UUID = request.path_params["id"]
    invoer = await lees(request, "voornaam", "achternaam", "geboortedatum", "leerjaar")
    stand = await ophalen(request)
    try:
        gegevens = _gegevens(request, invoer, stand.groep)
        opdracht = LeerlingWijzigen(opdracht=invoer.opdracht, dossier_id=id, versie=invoer.versie, **gegevens)
        await request.vraag("intake", opdracht)
    except Gewijzigd as fout:
        return _conflict(request, invoer, fout, id)
    except Fout as fout:
        if fout.status not in (409, 422, 503):
            raise
        return _wijzigen(request, stand, invoer.formulier(_wijzigadres(id), fout, NAMEN), fout.status)
    return door(request, f"/leerlingen/{id}", "leerling_gewijzigd")


def _conflict(request: Verzoek, invoer: Invoer, fout: Gewijzigd, id: UUID) -> Response:
    fout.extra["nu"] = {NAMEN.get(naam, naam): waarde for naam, waarde in fout.extra["nu"].items()}
    pagina = conflict(
        fout,
        invoer,
        LABELS,
        formulier=Formulier(url=_wijzigadres(id), versie=str(fout.extra["versie"]), waarden=invoer.waarden),
        terug=Link("Terug naar het dossier", f"/leerlingen/{id}"),
    )
    return toon(request, "conflict.html", pagina, status=409)


ROUTES = [
    leerlingen,
    aanvraag_onderbrengen,
    leerling_nieuw,
    leerlingdossier_beginnen,
    leerling,
    leerling_wijzigen_form,
    leerling_wijzigen,
]
