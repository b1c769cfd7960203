"""How long dossiers stay: who answers for it looks ahead, holds, releases, asks and agrees. The night does the rest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from litestar import Response, get, post

from services.intake.contract import (
    Bewaring,
    BewaringTonen,
    DossierVasthouden,
    DossierVrijgeven,
    VerklaringOphalen,
    VernietigingGoedkeuren,
    VernietigingVragen,
)
from services.kern.bericht import Opdracht
from services.kern.errors import Fout, NietGevonden
from services.kern.rollen import Rol
from web.filling import bewaren as vullen
from web.forms import Invoer, lees
from web.pages.bestanden import als_bestand
from web.policy import Gegevens, voor
from web.show import door, toon
from web.views import Formulier
from web.visit import Verzoek

LEZEN = voor(Rol.SECRETARIS, Rol.DIRECTEUR, Rol.BEHEERDER, Rol.FG, gegevens=Gegevens.INRICHTING)
DOEN = voor(Rol.SECRETARIS, Rol.DIRECTEUR, gegevens=Gegevens.INRICHTING)


@get("/bewaren", opt=LEZEN)
async def bewaren(request: Verzoek) -> Response:
    return await _tonen(request)


async def _tonen(request: Verzoek, getypt: Formulier | None = None, status: int = 200) -> Response:
    stand: Bewaring = await request.vraag("intake", BewaringTonen())
    return toon(request, "bewaren.html", vullen.bewaren(stand, getypt), status=status)


async def _doen(
    request: Verzoek, url: str, melding: str, velden: tuple[str, ...], maken: Callable[[Invoer], Opdracht]
) -> Response:
    """Ask it; a refusal stands beside the field, or above the page."""
    invoer = await lees(request, *velden)
    try:
        opdracht = maken(invoer)
        invoer.controleren()
        await request.vraag("intake", opdracht)
    except Fout as fout:
        if fout.status not in (409, 422):
            raise
        return await _tonen(request, invoer.formulier(url, fout), fout.status)
    return door(request, "/bewaren", melding)


@post("/bewaren/dossier-vasthouden", opt=DOEN, status_code=200)
async def dossier_vasthouden(request: Verzoek) -> Response:
    return await _doen(
        request,
        vullen.VASTHOUDEN,
        "dossier_vastgehouden",
        ("kenmerk", "soort", "reden"),
        lambda i: DossierVasthouden(
            opdracht=i.opdracht,
            kenmerk=i.nodig("kenmerk", "Vul het kenmerk in."),
            soort=i.nodig("soort", "Kies waarom."),
            reden=i.nodig("reden", "Schrijf in een zin waarom."),
        ),
    )


@post("/bewaren/vasthoudingen/{id:uuid}/dossier-vrijgeven", opt=DOEN, status_code=200)
async def dossier_vrijgeven(request: Verzoek) -> Response:
    id = request.path_params["id"]
    return await _doen(
        request,
        f"/bewaren/vasthoudingen/{id}/dossier-vrijgeven",
        "dossier_vrijgegeven",
        ("reden",),
        lambda i: DossierVrijgeven(opdracht=i.opdracht, vasthouding_id=id, reden=i["reden"]),
    )


@post("/bewaren/vernietiging-vragen", opt=DOEN, status_code=200)
async def vernietiging_vragen(request: Verzoek) -> Response:
    def maken(i: Invoer) -> VernietigingVragen:
        aantal = i["aantal"]
        if aantal and not (aantal.isdecimal() and len(aantal) <= 6):
            i.fouten["aantal"] = "Vul een heel getal in."
            aantal = ""
        if not aantal and not i["kenmerk"]:
            i.fouten.setdefault("kenmerk", "Vul een kenmerk in, of hieronder een aantal.")
        return VernietigingVragen(
            opdracht=i.opdracht,
            kenmerk=i.of_niets("kenmerk"),
            aantal=int(aantal) if aantal else None,
            reden=i.nodig("reden", "Schrijf in een zin waarom."),
        )

    return await _doen(request, vullen.VRAGEN, "vernietiging_gevraagd", ("kenmerk", "aantal", "reden"), maken)


@post("/bewaren/verzoeken/{id:uuid}/vernietiging-goedkeuren", opt=DOEN, status_code=200)
async def vernietiging_goedkeuren(request: Verzoek) -> Response:
    id = request.path_params["id"]
    return await _doen(
        request,
        f"/bewaren/verzoeken/{id}/vernietiging-goedkeuren",
        "vernietiging_goedgekeurd",
        (),
        lambda i: VernietigingGoedkeuren(opdracht=i.opdracht, verzoek_id=id),
    )


@get("/bewaren/verklaringen/{dag:str}", opt=LEZEN)
async def verklaring(request: Verzoek) -> Response:
    """The certificate of one day, as a PDF."""
    try:
        dag = date.fromisoformat(request.path_params["dag"])
    except ValueError:
        raise NietGevonden() from None
    gemaakt = await request.vraag("intake", VerklaringOphalen(dag=dag), timeout=30)
    return als_bestand(gemaakt.inhoud, f"verklaring-van-vernietiging-{dag}.pdf", "application/pdf")


ROUTES = [
    bewaren,
    dossier_vasthouden,
    dossier_vrijgeven,
    vernietiging_vragen,
    vernietiging_goedkeuren,
    verklaring,
]
