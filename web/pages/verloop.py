"""TLV's that end: who renews them begins all of them at once, and the schooldirecteur signs them in one session."""

from __future__ import annotations

import asyncio
from uuid import UUID, uuid5

from litestar import Response, get, post

from infra import clock
from services.commissie.contract import TlvKort, TlvLijst, TlvsTonen, Verloop, VerloopTonen
from services.intake.contract import (
    AanvraagIndienen,
    AanvraagOndertekenen,
    AanvraagVerlengen,
    AanvragenLijst,
    AanvragenTonen,
    Bewaard,
    Verlengd,
    Verlengingen,
    VerlengingenTonen,
)
from services.kern.errors import Fout, OngeldigeInvoer
from services.kern.rollen import COMMISSIEROLLEN, SCHOOLROLLEN, Rol
from web.filling import verloop as vullen
from web.filling.leerlingen import LEERJAREN
from web.forms import Invoer, lees
from web.policy import voor
from web.show import toon
from web.views import Formulier
from web.visit import Verzoek

SAMEN = 5  # acts on their way at a time


@get("/verloop", opt=voor(*SCHOOLROLLEN, *COMMISSIEROLLEN))
async def verloop(request: Verzoek) -> Response:
    """`?kies=alle`: every pupil that can be renewed is chosen beforehand."""
    if request.ingelogd.rol in SCHOOLROLLEN:
        return await _van_school(request)
    lijst: Verloop = await request.vraag("commissie", VerloopTonen())
    bezig = await _verlengingen(request, [regel.behandeling_id for regel in lijst.regels])
    pagina = vullen.samenwerkingsverband(lijst, bezig, request.tenant, clock.vandaag())
    return toon(request, "verloop.html", pagina)


async def _van_school(request: Verzoek, getypt: Formulier | None = None, gekozen: set[str] | None = None) -> Response:
    tlvs = await _tlvs(request)
    kies = gekozen if gekozen is not None else {request.query_params.get("kies", "")} - {""}
    bezig = await _verlengingen(request, [tlv.behandeling_id for tlv in tlvs])
    pagina = vullen.school(tlvs, bezig, request.tenant, clock.vandaag(), kies, getypt)
    return toon(request, "verloop.html", pagina, status=422 if getypt else 200)


async def _tlvs(request: Verzoek) -> list[TlvKort]:
    lijst: TlvLijst = await request.vraag("commissie", TlvsTonen())
    return vullen.van_school(lijst, clock.vandaag())


async def _verlengingen(request: Verzoek, tlvs: list[UUID]) -> Verlengingen:
    if not tlvs:
        return Verlengingen(verlengingen=[])
    return await request.vraag("intake", VerlengingenTonen(tlvs=tlvs))


@post("/verloop/aanvraag-verlengen", opt=voor(*SCHOOLROLLEN), status_code=200)
async def aanvraag_verlengen(request: Verzoek) -> Response:
    """Each pupil is an act of its own: what cannot be done for one does not hold up another."""
    url = "/verloop/aanvraag-verlengen"
    invoer = await lees(request, lijsten=["tlv"], rest=True)
    tlvs = {str(tlv.behandeling_id): tlv for tlv in await _tlvs(request)}
    gekozen = [id for id in dict.fromkeys(invoer.lijsten["tlv"]) if id in tlvs]
    if not gekozen or len(gekozen) > vullen.HOOGSTENS:
        zin = f"Kies er hooguit {vullen.HOOGSTENS} tegelijk." if gekozen else "Kies ten minste één leerling."
        fout = OngeldigeInvoer(zin, velden={"tlv": zin})
        return await _van_school(request, invoer.formulier(url, fout), set(gekozen))
    for id in gekozen:
        invoer.keuze(f"groep_{id}", LEERJAREN[request.tenant.sector], f"Kies het leerjaar van {tlvs[id].leerling}.")
    try:
        invoer.controleren()
    except OngeldigeInvoer as fout:
        return await _van_school(request, invoer.formulier(url, fout), set(gekozen))
    rij = asyncio.Semaphore(SAMEN)

    async def een(id: str) -> tuple[UUID, Verlengd | str]:
        async with rij:
            return UUID(id), await _verlengen(request, invoer, UUID(id), invoer[f"groep_{id}"])

    uitslag = await asyncio.gather(*(een(id) for id in gekozen))
    namen = {tlv.behandeling_id: tlv.leerling for tlv in tlvs.values()}
    return toon(request, "verlengd.html", vullen.verlengd(namen, uitslag))


async def _verlengen(request: Verzoek, invoer: Invoer, tlv: UUID, groep: str) -> Verlengd | str:
    try:
        opdracht = AanvraagVerlengen(opdracht=uuid5(invoer.opdracht, str(tlv)), tlv=tlv, groep=groep)
        return await request.vraag("intake", opdracht)
    except Fout as fout:
        if fout.status not in (404, 409, 422, 503):
            raise
        return fout.melding


# -------------------------------------------------------------------------------------------- one session


@get("/aanvragen/ondertekenen", opt=voor(Rol.SCHOOLDIRECTEUR))
async def ondertekenen(request: Verzoek) -> Response:
    return await _tekenen(request)


async def _tekenen(
    request: Verzoek, getypt: Formulier | None = None, uitslag: list[str] | None = None, status: int = 200
) -> Response:
    lijst: AanvragenLijst = await request.vraag("intake", AanvragenTonen())
    return toon(request, "ondertekenen.html", vullen.tekenen(lijst, request.tenant, getypt, uitslag), status=status)


@post("/aanvragen/ondertekenen", opt=voor(Rol.SCHOOLDIRECTEUR), status_code=200)
async def aanvragen_ondertekenen(request: Verzoek) -> Response:
    """Each aanvraag is signed for what the director saw of it: another version is refused."""
    url = "/aanvragen/ondertekenen"
    invoer = await lees(request, "verklaring", "indienen", lijsten=["aanvraag"], rest=True)
    lijst: AanvragenLijst = await request.vraag("intake", AanvragenTonen())
    bekend = {str(kort.id): kort for kort in lijst.aanvragen if kort.te_tekenen is not None}
    gekozen = [id for id in dict.fromkeys(invoer.lijsten["aanvraag"]) if id in bekend]
    if not gekozen:
        invoer.fouten["aanvraag"] = "Kies ten minste één aanvraag."
    elif len(gekozen) > vullen.HOOGSTENS:
        invoer.fouten["aanvraag"] = f"Kies er hooguit {vullen.HOOGSTENS} tegelijk."
    invoer.keuze("verklaring", ["ja"], "Zet een vinkje om te ondertekenen.")
    try:
        invoer.controleren()
    except OngeldigeInvoer as fout:
        return await _tekenen(request, invoer.formulier(url, fout), status=422)
    rij = asyncio.Semaphore(SAMEN)

    async def een(id: str) -> str:
        async with rij:
            zin = await _ondertekenen(request, invoer, UUID(id), invoer.waarden["indienen"] == "ja")
        return f"{bekend[id].leerling}: {zin}"

    return await _tekenen(request, uitslag=list(await asyncio.gather(*(een(id) for id in gekozen))))


async def _ondertekenen(request: Verzoek, invoer: Invoer, id: UUID, indienen: bool) -> str:
    """What came of one, in a sentence."""
    gezien = invoer.waarden.get(f"versie_{id}", "")
    try:
        bewaard: Bewaard = await request.vraag(
            "intake",
            AanvraagOndertekenen(
                opdracht=uuid5(invoer.opdracht, f"{id} tekenen"),
                aanvraag_id=id,
                versie=int(gezien) if gezien.isdecimal() else 0,
            ),
        )
        if not indienen:
            return "ondertekend."
        opdracht = uuid5(invoer.opdracht, f"{id} indienen")
        await request.vraag("intake", AanvraagIndienen(opdracht=opdracht, aanvraag_id=id, versie=bewaard.versie))
        return "ondertekend en ingediend."
    except Fout as fout:
        if fout.status not in (404, 409, 422, 503):
            raise
        return fout.melding


ROUTES = [verloop, aanvraag_verlengen, ondertekenen, aanvragen_ondertekenen]
