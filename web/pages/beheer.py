"""Functioneel beheer, to read: what is in force, every part of it, the procedures as drawings, and the files."""

from __future__ import annotations

import msgspec
from litestar import Response, get
from markupsafe import Markup

from infra import clock
from services.kern.errors import NietGevonden
from tenants import diagram
from web.filling import beheer_lezen, beheer_overzicht
from web.filling.beheer_bestanden import inpakken
from web.filling.beheer_boom import tekst_van, waarde_op
from web.filling.beheer_procedure import in_de_pagina, procesplaat
from web.filling.beheer_toml import Pad
from web.filling.beheer_views import Deel, Link
from web.filling.beheer_woorden import DELEN
from web.pages import beheer_stand as stand_van
from web.pages.beheer_stand import BEHEERDER, Stand
from web.pages.bestanden import als_bestand
from web.show import toon
from web.views import Formulier
from web.visit import Verzoek

UITLEG = {sleutel: uitleg for _, _, delen in DELEN for sleutel, _, uitleg in delen}


@get("/beheer", opt=BEHEERDER)
async def beheer(request: Verzoek) -> Response:
    return await tonen(request)


async def tonen(
    request: Verzoek, getypt: Formulier | None = None, *, status: int = 200, stand: Stand | None = None
) -> Response:
    """The first page; with a form that was refused."""
    stand = stand or await stand_van.ophalen(request)
    basis = (await stand_van.lezen(request, stand.basis.nummer)).bestanden if stand.concept else {}
    leest = stand_van.gekozen(request, stand) if "versie" in request.query_params else None
    pagina = beheer_overzicht.overzicht(
        stand.versies, stand.gebrek, stand.regels, basis, clock.vandaag(), getypt, leest
    )
    return toon(request, "beheer.html", pagina, status=status)


@get("/beheer/delen/{plek:str}", opt=BEHEERDER)
async def deel_lezen(request: Verzoek) -> Response:
    pad = stand_van.plek(request)
    stand = await stand_van.ophalen(request)
    if pad[:1] == ("procedures",) and len(pad) == 2:
        return await _plaat(request, stand, pad)
    versie = stand_van.gekozen(request, stand)
    regels = await stand_van.regels_van(request, stand, versie)
    werkbaar = versie == (stand.concept or stand.basis)
    if len(pad) > 1 and waarde_op(regels.data, pad) is None:
        raise NietGevonden()
    adres = f"/beheer/delen/{tekst_van(pad)}"
    inhoud = beheer_lezen.inhoud(regels, pad)
    inhoud = [msgspec.structs.replace(k, url=f"{k.url}?versie={versie.nummer}") for k in inhoud]
    pagina = Deel(
        titel=beheer_lezen.titel_van(regels.data, pad),
        uitleg=UITLEG.get(tekst_van(pad), ""),
        versie=beheer_overzicht.naam(versie),
        versies=beheer_overzicht.keuzes(stand.versies, versie, adres),
        groepen=[] if inhoud else beheer_lezen.deel(regels, pad, wijzigen=werkbaar),
        inhoud=inhoud,
        kruimels=_van_versie(request, kruimels(regels.data, pad)),
        wijzigen_url=f"/beheer/wijzigen/{tekst_van(pad)}" if werkbaar else "",
        concept=stand.banner() if stand.concept else None,
    )
    return toon(request, "beheer_deel.html", pagina)


async def _plaat(request: Verzoek, stand: Stand, pad: Pad) -> Response:
    versie = stand_van.gekozen(request, stand)
    regels = await stand_van.regels_van(request, stand, versie)
    if waarde_op(regels.data, pad) is None:
        raise NietGevonden()
    tenant = stand_van.tenant_van(request, regels)
    adres = f"/beheer/delen/{tekst_van(pad)}"
    try:
        tekening = Markup(in_de_pagina(diagram.svg(tenant, str(pad[1]))))
    except (KeyError, ValueError, IndexError):
        tekening = ""
    pagina = procesplaat(
        regels,
        pad,
        tekening=tekening,
        versie=beheer_overzicht.naam(versie),
        versies=beheer_overzicht.keuzes(stand.versies, versie, adres),
        kruimels=_van_versie(request, kruimels(regels.data, pad)),
        wijzigen=versie == (stand.concept or stand.basis),
        concept=stand.banner() if stand.concept else None,
    )
    return toon(request, "beheer_procedure.html", pagina)


def _van_versie(request: Verzoek, links: list[Link]) -> list[Link]:
    """Whoever reads another version keeps reading that one."""
    versie = request.query_params.get("versie")
    return [Link(link.titel, f"{link.url}?versie={versie}") for link in links] if versie else links


def kruimels(data: dict, pad: Pad, soort: str = "delen") -> list[Link]:
    """From the first page down to this place."""
    uit = [beheer_overzicht.BEHEER]
    for lengte in range(1, len(pad) + 1):
        hier = pad[:lengte]
        if beheer_lezen.heeft_blad(hier):
            titel = beheer_lezen.titel_van(data, hier)
            uit.append(Link(titel if len(titel) < 60 else f"{titel[:57]}…", f"/beheer/{soort}/{tekst_van(hier)}"))
    if not pad:
        uit.append(Link(beheer_lezen.titel_van(data, pad), f"/beheer/{soort}/{tekst_van(pad)}"))
    return uit


@get("/beheer/versies/{nummer:int}/bestanden", opt=BEHEERDER)
async def bestanden(request: Verzoek) -> Response:
    """A version, or the concept, as a zip of its files."""
    gelezen = await stand_van.lezen(request, request.path_params["nummer"])
    naam = beheer_overzicht.naam(gelezen.versie).lower().replace(" ", "-")
    inhoud = inpakken(gelezen.bestanden)
    return als_bestand(inhoud, f"{request.tenant.id}-{naam}.zip", "application/zip")


ROUTES = [beheer, deel_lezen, bestanden]
