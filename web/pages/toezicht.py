"""The desk of the functionaris gegevensbescherming: who saw what between two moments, and the weekly nazicht."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from litestar import Response, get, post

from infra import clock
from services.commissie import contract as commissie
from services.intake import contract as intake
from services.kern.errors import Fout, NietGevonden
from services.kern.rollen import Rol
from services.netwerk import contract as netwerk
from web.filling import toezicht as vullen
from web.formatting import AMSTERDAM
from web.forms import Invoer, lees
from web.policy import Gegevens, voor
from web.show import door, rolnaam, toon
from web.views import Formulier
from web.visit import Verzoek

BLAD = 100
VELDEN = ("van", "tot_en_met", "kenmerk", "naam", "persoon", "vanaf")


@get("/wie-zag-wat", opt=voor(Rol.FG, audit="inzagen_nagaan"))
async def wie_zag_wat(request: Verzoek) -> Response:
    """A search that can be kept as a link. Without days: the last seven."""
    gevraagd = {veld: request.query_params.get(veld, "").strip()[:100] for veld in VELDEN}
    vandaag = clock.echt().astimezone(AMSTERDAM).date()
    if not any(gevraagd.values()):
        begin = {"van": str(vandaag - timedelta(days=6)), "tot_en_met": str(vandaag)}
        return toon(request, "wie_zag_wat.html", vullen.zoekblad(Formulier(url="/wie-zag-wat", waarden=begin)))
    invoer = Invoer(gevraagd, {}, {})
    try:
        return await _zoeken(request, invoer)
    except Fout as fout:
        if fout.status != 422:
            raise
        return toon(request, "wie_zag_wat.html", vullen.zoekblad(invoer.formulier("/wie-zag-wat", fout)), status=422)


async def _zoeken(request: Verzoek, invoer: Invoer) -> Response:
    van, tot = invoer.datum("van"), invoer.datum("tot_en_met")
    if not invoer.fouten and tot < van:
        invoer.fouten["tot_en_met"] = "Kies een dag op of na de eerste dag."
    invoer.controleren()
    zaak, persoon, keuze = await _bedoeld(request, invoer)
    invoer.controleren()
    formulier = Formulier(url="/wie-zag-wat", waarden=invoer.waarden)
    if keuze:
        return toon(request, "wie_zag_wat.html", vullen.zoekblad(formulier, keuze=keuze, rolnaam=_rol(request)))
    begin, einde = _moment(van), _moment(tot + timedelta(days=1))
    vanaf = _vanaf(invoer["vanaf"]) or begin
    velden = {"van": max(vanaf, begin), "tot": einde, "zaak": zaak, "persoon": persoon, "hoogstens": BLAD}
    if velden["van"] >= einde:
        raise NietGevonden()
    delen = await asyncio.gather(
        request.vraag("intake", intake.InzagenNagaan(**velden)),
        request.vraag("commissie", commissie.InzagenNagaan(**velden)),
        request.vraag("netwerk", netwerk.InzagenNagaan(**velden)),
    )
    regels, verder = vullen.samenvoegen(delen, BLAD)
    zaken = list(dict.fromkeys(r.zaak for r in regels if r.zaak))
    mensen = list(dict.fromkeys(r.persoon for r in regels if r.persoon))
    nummers, namen = await asyncio.gather(
        request.vraag("intake", intake.ZakenNoemen(zaken=zaken)),
        request.vraag("netwerk", netwerk.MensenZoeken(personen=mensen)),
    )
    pagina = vullen.zoekblad(
        formulier,
        regels=vullen.regels(regels, nummers, namen, request.tenant, _rol(request)),
        verder=verder,
        gezocht=True,
    )
    return toon(request, "wie_zag_wat.html", pagina)


async def _bedoeld(request: Verzoek, invoer: Invoer) -> tuple[UUID | None, UUID | None, list[netwerk.Mens]]:
    """Which case and which person are meant; the people to choose from when the name fits more than one."""
    zaak = persoon = None
    keuze: list[netwerk.Mens] = []
    if invoer["kenmerk"]:
        gevonden = (await request.vraag("intake", intake.ZakenNoemen(kenmerk=invoer["kenmerk"]))).zaken
        if not gevonden:
            invoer.fouten["kenmerk"] = "Er is geen aanvraag met dit nummer."
        else:
            zaak = gevonden[0].zaak
    if invoer["persoon"]:
        persoon = invoer.uuid("persoon")
    elif invoer["naam"]:
        try:
            mensen = (await request.vraag("netwerk", netwerk.MensenZoeken(zoek=invoer["naam"]))).mensen
        except Fout as fout:
            if fout.status != 422:
                raise
            invoer.fouten["naam"] = "Schrijf minstens drie letters van de naam."
            return zaak, persoon, keuze
        if not mensen:
            invoer.fouten["naam"] = "Er is niemand met deze naam."
        elif len(mensen) == 1:
            persoon = mensen[0].persoon
        else:
            keuze = mensen[:50]
    return zaak, persoon, keuze


def _moment(dag: date) -> datetime:
    return datetime.combine(dag, time(), AMSTERDAM).astimezone(UTC)


def _vanaf(tekst: str) -> datetime | None:
    """Where the page before ended. Raises NietGevonden for what is no moment."""
    if not tekst:
        return None
    try:
        return datetime.strptime(tekst, vullen.MOMENT).replace(tzinfo=UTC)
    except ValueError:
        raise NietGevonden() from None


def _rol(request: Verzoek):
    return lambda rol: rolnaam(request, request.ingelogd.stand.hoed.tenant, rol)


# ------------------------------------------------------------------------------------------------ nazicht


@get("/nazicht", opt=voor(Rol.FG, Rol.DIRECTEUR, gegevens=Gegevens.ACCOUNT, audit="nazichten_tonen"))
async def nazichten(request: Verzoek) -> Response:
    lijst: intake.Nazichten = await request.vraag("intake", intake.NazichtenTonen())
    return toon(request, "nazichten.html", vullen.nazichten(lijst, request.ingelogd.rol == Rol.FG, clock.vandaag()))


@get("/nazicht/{id:uuid}", opt=voor(Rol.FG, gegevens=Gegevens.ACCOUNT, audit="nazicht_tonen"))
async def nazicht(request: Verzoek) -> Response:
    return await _nazicht(request)


async def _nazicht(request: Verzoek, getypt: tuple[int, Formulier] | None = None, status: int = 200) -> Response:
    stand: intake.NazichtStand = await request.vraag(
        "intake", intake.NazichtTonen(nazicht_id=request.path_params["id"])
    )
    pagina = vullen.nazicht(stand, request.tenant, _rol(request), clock.vandaag(), getypt)
    return toon(request, "nazicht.html", pagina, status=status)


@post("/nazicht/{id:uuid}/nazicht-beoordelen", opt=voor(Rol.FG, gegevens=Gegevens.ACCOUNT), status_code=200)
async def nazicht_beoordelen(request: Verzoek) -> Response:
    invoer = await lees(request, "nummer", "oordeel", "toelichting")
    id: UUID = request.path_params["id"]
    nummer = int(invoer["nummer"]) if invoer["nummer"].isdecimal() and len(invoer["nummer"]) < 4 else 0
    opdracht = intake.NazichtBeoordelen(
        opdracht=invoer.opdracht,
        nazicht_id=id,
        nummer=nummer,
        oordeel=invoer["oordeel"],
        toelichting=invoer["toelichting"],
    )
    try:
        await request.vraag("intake", opdracht)
    except Fout as fout:
        if fout.status not in (409, 422):
            raise
        url = f"/nazicht/{id}/nazicht-beoordelen"
        return await _nazicht(request, (nummer, invoer.formulier(url, fout)), fout.status)
    return door(request, f"/nazicht/{id}#regel-{nummer}", "nazicht_beoordeeld")


@post("/nazicht/{id:uuid}/nazicht-ondertekenen", opt=voor(Rol.FG, gegevens=Gegevens.ACCOUNT), status_code=200)
async def nazicht_ondertekenen(request: Verzoek) -> Response:
    invoer = await lees(request)
    id: UUID = request.path_params["id"]
    try:
        await request.vraag("intake", intake.NazichtOndertekenen(opdracht=invoer.opdracht, nazicht_id=id))
    except Fout as fout:
        if fout.status != 409:
            raise
        return await _nazicht(request, (0, invoer.formulier(f"/nazicht/{id}/nazicht-ondertekenen", fout)), fout.status)
    return door(request, f"/nazicht/{id}", "nazicht_ondertekend")


ROUTES = [wie_zag_wat, nazichten, nazicht, nazicht_beoordelen, nazicht_ondertekenen]
