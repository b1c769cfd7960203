"""What a school and a family do to one aanvraag, each act at the address that bears its name."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID, uuid5

from litestar import Response, get, post

from infra import clock
from services.intake.contract import (
    AanvraagIndienen,
    AanvraagIntrekken,
    AanvraagOndertekenen,
    AanvraagStand,
    AanvraagTerugzetten,
    AanvullingIndienen,
    Bewaard,
    DocumentToevoegen,
    DocumentVerwijderen,
    OuderUitgenodigd,
    OuderUitnodigen,
    StukOvernemen,
    VraagAanSchool,
)
from services.kern.errors import Fout, Gewijzigd, NietGevonden, OngeldigeInvoer
from services.kern.rollen import SCHOOLROLLEN, Rol
from web.filling.schoolvraag import schoolvraag
from web.forms import Invoer, lees, te_groot
from web.limits import UPLOADEN
from web.pages.aanvragen import ophalen, opnieuw, tonen
from web.pages.uploads import aannemen
from web.policy import GRENS_BESTAND, voor
from web.show import door, toon
from web.views import Formulier, Melding
from web.visit import Verzoek

UPLOAD = voor(*SCHOOLROLLEN, grens=GRENS_BESTAND, limieten=UPLOADEN) | {"te_groot": True}


def _url(request: Verzoek, naam: str) -> str:
    return f"/aanvragen/{request.path_params['id']}/{naam}"


def _terug(request: Verzoek, anker: str = "") -> str:
    """Back to the page the form stood on: the aanvraag, or the question of the commissie."""
    vraag = request.query_params.get("vraag", "")
    plek = f"/vragen/{vraag}" if _is_uuid(vraag) else ""
    return f"/aanvragen/{request.path_params['id']}{plek}{anker}"


def _is_uuid(tekst: str) -> bool:
    try:
        return bool(UUID(tekst))
    except ValueError:
        return False


# ---------------------------------------------------------------------------------------------- documents


@post("/aanvragen/{id:uuid}/document-toevoegen", opt=UPLOAD, status_code=200)
async def document_toevoegen(request: Verzoek) -> Response:
    """A file goes to intake in parts of 512 kB; it is scanned there before anybody can open it."""
    soort = request.query_params.get("soort", "")
    url = f"{_url(request, 'document-toevoegen')}?{request.scope['query_string'].decode('ascii', 'replace')}"
    if request.te_groot:
        fout = te_groot()
        return await _document_opnieuw(request, soort, Formulier(url=url, fouten=fout.velden), fout)
    invoer = await lees(request, "soort", "gedagtekend_op", lijsten=["ondertekend_door"], bestanden=["bestand"])
    soort = invoer["soort"] or soort
    try:
        gedagtekend_op = invoer.datum_of_niets("gedagtekend_op")
        upload, naam = await aannemen(request, invoer, "Kies een bestand.")
        await request.vraag(
            "intake",
            DocumentToevoegen(
                opdracht=uuid5(upload, "toevoegen"),
                aanvraag_id=request.path_params["id"],
                soort=soort,
                bestandsnaam=naam,
                gedagtekend_op=gedagtekend_op,
                ondertekend_door=invoer.lijsten["ondertekend_door"],
                upload=upload,
            ),
            timeout=20,
        )
    except Fout as fout:
        return await _document_opnieuw(request, soort, invoer.formulier(url, fout), fout)
    return door(request, _terug(request, f"#document-{soort}"), "document_toegevoegd")


async def _document_opnieuw(request: Verzoek, soort: str, formulier: Formulier, fout: Fout) -> Response:
    if vraag := request.query_params.get("vraag"):
        return await _vraag_tonen(request, vraag, {f"document:{soort}": formulier}, fout.status)
    return await opnieuw(request, f"document:{soort}", formulier, fout)


@post("/aanvragen/{id:uuid}/document-verwijderen", opt=voor(*SCHOOLROLLEN), status_code=200)
async def document_verwijderen(request: Verzoek) -> Response:
    invoer = await lees(request, "document")
    document = invoer.uuid("document")
    invoer.controleren()
    try:
        await request.vraag(
            "intake",
            DocumentVerwijderen(
                opdracht=invoer.opdracht,
                aanvraag_id=request.path_params["id"],
                versie=invoer.versie,
                document_id=document,
            ),
        )
    except Gewijzigd as fout:
        return await _intussen_gewijzigd(request, fout)
    return door(request, _terug(request, "#stukken"), "document_verwijderd")


@post("/aanvragen/{id:uuid}/stuk-overnemen", opt=voor(*SCHOOLROLLEN), status_code=200)
async def stuk_overnemen(request: Verzoek) -> Response:
    """Out of the pupil's dossier: the OPP that holds, or the interventies that were chosen."""
    soort = request.query_params.get("soort", "")
    url = f"{_url(request, 'stuk-overnemen')}?{request.scope['query_string'].decode('ascii', 'replace')}"
    invoer = await lees(request, "bron", lijsten=["interventies"])
    try:
        await request.vraag(
            "intake",
            StukOvernemen(
                opdracht=invoer.opdracht,
                aanvraag_id=request.path_params["id"],
                versie=invoer.versie,
                bron=invoer["bron"],
                interventies=_uuids(invoer.lijsten["interventies"]),
            ),
        )
    except Gewijzigd as fout:
        return await _intussen_gewijzigd(request, fout)
    except Fout as fout:
        return await opnieuw(request, f"overnemen:{soort}", invoer.formulier(url, fout), fout)
    return door(request, _terug(request, f"#document-{soort}"), "stuk_overgenomen")


def _uuids(waarden: Iterable[str]) -> list[UUID]:
    """Raises OngeldigeInvoer beside the list."""
    try:
        return [UUID(waarde) for waarde in waarden]
    except ValueError:
        raise OngeldigeInvoer("Dit klopt niet.", velden={"interventies": "Kies uit de lijst."}) from None


async def _intussen_gewijzigd(request: Verzoek, fout: Gewijzigd) -> Response:
    """An act without a text of its own: show how it stands now, and let the person decide again."""
    wie = fout.extra.get("door") or "Een collega"
    melding = Melding(
        "warning", f"{wie} heeft de aanvraag intussen gewijzigd", "Kijk of het nog klopt en doe het opnieuw."
    )
    return await tonen(request, status=409, melding=melding)


# ------------------------------------------------------------------------------------------------- family


@post("/aanvragen/{id:uuid}/ouder-uitnodigen", opt=voor(*SCHOOLROLLEN), status_code=200)
async def ouder_uitnodigen(request: Verzoek) -> Response:
    """The code is shown once, on the page that answers; the link goes by e-mail."""
    invoer = await lees(request, "naam", "email", "van")
    url = _url(request, "ouder-uitnodigen")
    try:
        invoer.nodig("naam", "Vul de naam in.")
        invoer.nodig("email", "Vul het e-mailadres in.")
        invoer.controleren()
        uitgenodigd: OuderUitgenodigd = await request.vraag(
            "intake",
            OuderUitnodigen(
                opdracht=invoer.opdracht,
                aanvraag_id=request.path_params["id"],
                versie=invoer.versie,
                naam=invoer["naam"],
                email=invoer["email"],
                rol=invoer["van"] or Rol.OUDER,
            ),
        )
    except Gewijzigd as fout:
        stand = await ophalen(request)
        formulier = Formulier(
            url=url,
            versie=str(stand.versie),
            waarden=invoer.waarden,
            algemene_fout=f"{fout.extra.get('door') or 'Een collega'} wijzigde de aanvraag intussen. Verstuur opnieuw.",
        )
        return await opnieuw(request, f"uitnodigen:{invoer['van']}", formulier, fout)
    except Fout as fout:
        formulier = invoer.formulier(url, fout, {"rol": "van"})
        return await opnieuw(request, f"uitnodigen:{invoer['van']}", formulier, fout)
    melding = Melding(
        "ok",
        f"{invoer['naam']} is uitgenodigd",
        f"Geef deze code zelf door, in een gesprek of per telefoon: {uitgenodigd.activatiecode}. "
        "U ziet de code alleen nu.",
    )
    return await tonen(request, melding=melding)


# -------------------------------------------------------------------------------------- sign, file, withdraw


@post("/aanvragen/{id:uuid}/aanvraag-ondertekenen", opt=voor(Rol.SCHOOLDIRECTEUR), status_code=200)
async def aanvraag_ondertekenen(request: Verzoek) -> Response:
    invoer = await lees(request, "verklaring")
    url = _url(request, "aanvraag-ondertekenen")
    try:
        invoer.keuze("verklaring", ["ja"], "Zet een vinkje om te ondertekenen.")
        invoer.controleren()
        await request.vraag(
            "intake",
            AanvraagOndertekenen(opdracht=invoer.opdracht, aanvraag_id=request.path_params["id"], versie=invoer.versie),
        )
    except Gewijzigd as fout:
        return await _intussen_gewijzigd(request, fout)
    except Fout as fout:
        return await opnieuw(request, "ondertekenen", invoer.formulier(url, fout), fout)
    return door(request, _terug(request, "#indienen"), "aanvraag_ondertekend")


@post("/aanvragen/{id:uuid}/aanvraag-indienen", opt=voor(*SCHOOLROLLEN), status_code=200)
async def aanvraag_indienen(request: Verzoek) -> Response:
    invoer = await lees(request)
    url = _url(request, "aanvraag-indienen")
    try:
        await request.vraag(
            "intake",
            AanvraagIndienen(opdracht=invoer.opdracht, aanvraag_id=request.path_params["id"], versie=invoer.versie),
        )
    except Gewijzigd as fout:
        return await _intussen_gewijzigd(request, fout)
    except Fout as fout:
        return await opnieuw(request, "indienen", invoer.formulier(url, fout), fout)
    return door(request, _terug(request), "aanvraag_ingediend")


@post("/aanvragen/{id:uuid}/aanvraag-intrekken", opt=voor(*SCHOOLROLLEN), status_code=200)
async def aanvraag_intrekken(request: Verzoek) -> Response:
    invoer = await lees(request, "reden")
    url = _url(request, "aanvraag-intrekken")
    try:
        invoer.nodig("reden", "Schrijf waarom u de aanvraag intrekt.")
        invoer.controleren()
        await request.vraag(
            "intake",
            AanvraagIntrekken(
                opdracht=invoer.opdracht,
                aanvraag_id=request.path_params["id"],
                versie=invoer.versie,
                reden=invoer["reden"],
            ),
        )
    except Gewijzigd as fout:
        return await _intussen_gewijzigd(request, fout)
    except Fout as fout:
        return await opnieuw(request, "intrekken", invoer.formulier(url, fout), fout)
    return door(request, _terug(request), "aanvraag_ingetrokken")


@post("/aanvragen/{id:uuid}/aanvraag-terugzetten", opt=voor(*SCHOOLROLLEN), status_code=200)
async def aanvraag_terugzetten(request: Verzoek) -> Response:
    invoer = await lees(request)
    url = _url(request, "aanvraag-terugzetten")
    try:
        await request.vraag(
            "intake",
            AanvraagTerugzetten(opdracht=invoer.opdracht, aanvraag_id=request.path_params["id"], versie=invoer.versie),
        )
    except Gewijzigd as fout:
        return await _intussen_gewijzigd(request, fout)
    except Fout as fout:
        return await opnieuw(request, "terugzetten", invoer.formulier(url, fout), fout)
    return door(request, _terug(request), "aanvraag_teruggezet")


# ----------------------------------------------------------------------------- the question of the commissie


@get("/aanvragen/{id:uuid}/vragen/{vraag:uuid}", opt=voor(*SCHOOLROLLEN, audit="aanvraag_tonen"))
async def vraag_tonen(request: Verzoek) -> Response:
    return await _vraag_tonen(request, str(request.path_params["vraag"]))


async def _vraag_tonen(
    request: Verzoek,
    vraag_id: str,
    getypt: dict[str, Formulier] | None = None,
    status: int = 200,
    melding: Melding | None = None,
) -> Response:
    stand = await ophalen(request)
    pagina = schoolvraag(stand, _vraag(stand, vraag_id), request.regels(stand.regels_op), clock.vandaag(), getypt or {})
    return toon(request, "school_vraag.html", pagina, status=status, melding=melding)


def _vraag(stand: AanvraagStand, vraag_id: str) -> VraagAanSchool:
    for vraag in stand.vragen:
        if str(vraag.id) == vraag_id:
            return vraag
    raise NietGevonden()


@post("/aanvragen/{id:uuid}/aanvulling-indienen", opt=voor(*SCHOOLROLLEN), status_code=200)
async def aanvulling_indienen(request: Verzoek) -> Response:
    """The answer of the school; the legal clock runs again."""
    invoer: Invoer = await lees(request, "antwoord")
    vraag_id = request.query_params.get("vraag", "")
    if not _is_uuid(vraag_id):
        raise NietGevonden()
    url = f"{_url(request, 'aanvulling-indienen')}?vraag={vraag_id}"
    try:
        bewaard: Bewaard = await request.vraag(
            "intake",
            AanvullingIndienen(
                opdracht=invoer.opdracht,
                aanvraag_id=request.path_params["id"],
                versie=invoer.versie,
                vraag_id=UUID(vraag_id),
                antwoord_tekst=invoer["antwoord"],
            ),
        )
    except Gewijzigd as fout:
        stand = await ophalen(request)
        formulier = Formulier(
            url=url,
            versie=str(stand.versie),
            waarden=invoer.waarden,
            algemene_fout=f"{fout.extra.get('door') or 'Een collega'} wijzigde de aanvraag intussen. Verstuur opnieuw.",
        )
        return await _vraag_tonen(request, vraag_id, {"aanvulling": formulier}, fout.status)
    except Fout as fout:
        if fout.status not in (409, 422, 503):
            raise
        formulier = invoer.formulier(url, fout, {"antwoord_tekst": "antwoord"})
        return await _vraag_tonen(request, vraag_id, {"aanvulling": formulier}, fout.status)
    return door(request, f"/aanvragen/{bewaard.id}", "aanvulling_ingediend")


ROUTES = [
    document_toevoegen,
    document_verwijderen,
    stuk_overnemen,
    ouder_uitnodigen,
    aanvraag_ondertekenen,
    aanvraag_indienen,
    aanvraag_intrekken,
    aanvraag_terugzetten,
    vraag_tonen,
    aanvulling_indienen,
]
