"""The schoolverlatersonderzoek: register, the overview by school, do it, and what stands on the dossier."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from litestar import Response, get, post

from infra import clock
from services.intake.schoolverlaters.contract import (
    UITKOMSTEN,
    Leerlingonderzoek,
    LeerlingonderzoekTonen,
    OnderzoekBespreken,
    OnderzoekenLijst,
    OnderzoekenTonen,
    OnderzoekerAanwijzen,
    OnderzoekInplannen,
    OnderzoekStand,
    OnderzoekTonen,
    OnderzoekVastleggen,
    SchoolverlaterAfmelden,
    SchoolverlatersAanmelden,
    SchoolverlatersBlad,
    SchoolverlatersOverzicht,
    SchoolverlatersTonen,
    SchoolverlatersVolgen,
)
from services.intake.schoolverlaters.uitkomst import GRENZEN, LABELS
from services.kern.bericht import Opdracht
from services.kern.errors import Fout, Gewijzigd
from services.kern.rollen import SCHOOLROLLEN, Rol
from web.filling import leerlingen
from web.filling import schoolverlaters as vullen
from web.filling.conflict import conflict
from web.forms import Invoer, lees
from web.pages.leerlingen import ophalen
from web.policy import voor
from web.show import door, toon
from web.views import Formulier, Link
from web.visit import Verzoek

VOLGERS = (Rol.STEUNPUNTCOORDINATOR, Rol.SECRETARIS, Rol.DIRECTEUR)
SCHOOL = voor(*SCHOOLROLLEN)
ONDERZOEKER = voor(Rol.DESKUNDIGE)


# ------------------------------------------------------------------------------------------ of a school


@get("/schoolverlaters", opt=voor(*SCHOOLROLLEN, audit="schoolverlaters_tonen"))
async def schoolverlaters(request: Verzoek) -> Response:
    return await _school(request)


async def _school(
    request: Verzoek, getypt: Formulier | None = None, gekozen: frozenset[str] = frozenset(), status: int = 200
) -> Response:
    blad: SchoolverlatersBlad = await request.vraag("intake", SchoolverlatersTonen())
    pagina = vullen.school(blad, clock.vandaag(), getypt, gekozen)
    return toon(request, "schoolverlaters.html", pagina, status=status)


@post("/schoolverlaters/schoolverlaters-aanmelden", opt=SCHOOL, status_code=200)
async def schoolverlaters_aanmelden(request: Verzoek) -> Response:
    """Who was ticked goes along; the other fields of the form may be empty."""
    i = await lees(request, lijsten=["leerling"], rest=True)
    blad: SchoolverlatersBlad = await request.vraag("intake", SchoolverlatersTonen())
    bekend = {str(een.dossier_id) for een in blad.kandidaten}
    gekozen = [id for id in dict.fromkeys(i.lijsten["leerling"]) if id in bekend]
    i.waarden.setdefault("leerling", "")
    try:
        opdracht = SchoolverlatersAanmelden(
            opdracht=i.opdracht,
            dossiers=tuple(UUID(id) for id in gekozen),
            adviezen=tuple(i[f"advies_{id}"] for id in gekozen),
            toestemmingen=tuple(i.datum(f"toestemming_op_{id}") for id in gekozen),
            bewijzen=tuple(i[f"bewijs_{id}"] for id in gekozen),
        )
        i.controleren()
        await request.vraag("intake", opdracht)
    except Fout as fout:
        if fout.status not in (409, 422, 503):
            raise
        for naam in fout.velden:
            i.waarden.setdefault(naam, "")
        return await _school(request, i.formulier(request.url.path, fout), frozenset(gekozen), fout.status)
    return door(request, vullen.SCHOOL, "schoolverlaters_aangemeld")


# ------------------------------------------------------------------------- of the samenwerkingsverband


@get("/schoolverlaters/overzicht", opt=voor(*VOLGERS, audit="schoolverlaters_volgen"))
async def schoolverlaters_volgen(request: Verzoek) -> Response:
    return await _overzicht(request)


async def _overzicht(
    request: Verzoek, getypt: Formulier | None = None, gekozen: frozenset[str] = frozenset(), status: int = 200
) -> Response:
    antwoord: SchoolverlatersOverzicht = await request.vraag("intake", SchoolverlatersVolgen())
    pagina = vullen.overzicht(antwoord, clock.vandaag(), getypt, gekozen)
    return toon(request, "schoolverlaters_overzicht.html", pagina, status=status)


@post("/schoolverlaters/onderzoeker-aanwijzen", opt=voor(*VOLGERS), status_code=200)
async def onderzoeker_aanwijzen(request: Verzoek) -> Response:
    i = await lees(request, "onderzoeker", lijsten=["leerling"])
    antwoord: SchoolverlatersOverzicht = await request.vraag("intake", SchoolverlatersVolgen())
    bekend = {str(een.id) for een in antwoord.leerlingen}
    gekozen = [id for id in dict.fromkeys(i.lijsten["leerling"]) if id in bekend]
    try:
        opdracht = OnderzoekerAanwijzen(
            opdracht=i.opdracht,
            schoolverlaters=tuple(UUID(id) for id in gekozen),
            persoon=i.uuid("onderzoeker"),
        )
        i.controleren()
        await request.vraag("intake", opdracht)
    except Fout as fout:
        if fout.status not in (409, 422, 503):
            raise
        return await _overzicht(request, i.formulier(request.url.path, fout), frozenset(gekozen), fout.status)
    return door(request, vullen.OVERZICHT, "onderzoeker_aangewezen")


# ------------------------------------------------------------------------------------- of who does it


@get("/onderzoeken", opt=voor(Rol.DESKUNDIGE, audit="onderzoeken_tonen"))
async def onderzoeken(request: Verzoek) -> Response:
    antwoord: OnderzoekenLijst = await request.vraag("intake", OnderzoekenTonen())
    return toon(request, "onderzoeken.html", vullen.onderzoeken(antwoord, clock.vandaag()))


@get("/onderzoeken/{id:uuid}", opt=voor(Rol.DESKUNDIGE, audit="onderzoek_tonen"))
async def onderzoek(request: Verzoek) -> Response:
    return await _onderzoek(request)


async def _onderzoek(request: Verzoek, getypt: Formulier | None = None, status: int = 200) -> Response:
    vraag = OnderzoekTonen(schoolverlater_id=request.path_params["id"])
    stand: OnderzoekStand = await request.vraag("intake", vraag)
    return toon(request, "onderzoek.html", vullen.onderzoek(stand, clock.vandaag(), getypt), status=status)


async def _doen(request: Verzoek, i: Invoer, maken: Callable[[], Opdracht], melding: str) -> Response:
    """Ask it; a refusal stands beside its field with what was typed, and who was later sees who was first."""
    url = f"{vullen.ONDERZOEKEN}/{request.path_params['id']}"
    try:
        opdracht = maken()
        i.controleren()
        await request.vraag("intake", opdracht)
    except Gewijzigd as fout:
        formulier = Formulier(url=request.url.path, versie=str(fout.extra["versie"]), waarden=i.waarden)
        labels = {"bevindingen": "Wat heeft de leerling nodig?", "plaats": "Waar?"}
        labels = {naam: titel for naam, titel in labels.items() if naam in i.waarden}
        pagina = conflict(fout, i, labels, formulier=formulier, terug=Link("Terug naar het onderzoek", url))
        return toon(request, "conflict.html", pagina, status=409)
    except Fout as fout:
        if fout.status not in (409, 422, 503):
            raise
        return await _onderzoek(request, i.formulier(request.url.path, fout), fout.status)
    return door(request, url, melding)


@post("/onderzoeken/{id:uuid}/onderzoek-inplannen", opt=ONDERZOEKER, status_code=200)
async def onderzoek_inplannen(request: Verzoek) -> Response:
    i = await lees(request, "onderzoek_op", "plaats")
    return await _doen(
        request,
        i,
        lambda: OnderzoekInplannen(
            opdracht=i.opdracht,
            schoolverlater_id=request.path_params["id"],
            versie=i.versie,
            onderzoek_op=i.datum("onderzoek_op"),
            plaats=i["plaats"],
        ),
        "onderzoek_ingepland",
    )


def _getal(i: Invoer, naam: str) -> int | None:
    tekst = i[naam]
    if not tekst:
        return None
    if not tekst.isdecimal() or len(tekst) > 4:
        laagst, hoogst = GRENZEN[naam]
        i.fouten[naam] = f"Vul een heel getal in van {laagst} tot en met {hoogst}."
        return None
    return int(tekst)


@post("/onderzoeken/{id:uuid}/onderzoek-vastleggen", opt=ONDERZOEKER, status_code=200)
async def onderzoek_vastleggen(request: Verzoek) -> Response:
    i = await lees(
        request, "onderzoek_op", "uitkomst", "bevindingen", "iq_test", "sociaal_emotioneel", "van_lijst", "iq", "dl",
        "dle_inzichtelijk_rekenen", "dle_begrijpend_lezen", "dle_technisch_lezen", "dle_spellen",
    )  # fmt: skip
    return await _doen(
        request,
        i,
        lambda: OnderzoekVastleggen(
            opdracht=i.opdracht,
            schoolverlater_id=request.path_params["id"],
            versie=i.versie,
            onderzoek_op=i.datum("onderzoek_op"),
            uitkomst=i.keuze("uitkomst", UITKOMSTEN, "Kies wat er uit het onderzoek kwam."),
            bevindingen=i["bevindingen"],
            iq_test=i["iq_test"],
            sociaal_emotioneel=i["sociaal_emotioneel"] == "ja",
            van_lijst=i["van_lijst"] == "ja",
            **{naam: _getal(i, naam) for naam in LABELS},
        ),
        "onderzoek_vastgelegd",
    )


# ----------------------------------------------------------------------------------------- of a pupil


@get("/leerlingen/{id:uuid}/schoolverlater", opt=voor(*SCHOOLROLLEN, audit="leerlingonderzoek_tonen"))
async def leerling_schoolverlater(request: Verzoek) -> Response:
    return await _leerling(request)


async def _leerling(request: Verzoek, getypt: Formulier | None = None, status: int = 200) -> Response:
    vraag = LeerlingonderzoekTonen(dossier_id=request.path_params["id"])
    blad: Leerlingonderzoek = await request.vraag("intake", vraag)
    stand, rol = await ophalen(request), request.ingelogd.rol
    pagina = vullen.van_leerling(
        blad,
        leerlingen.kop(stand, rol, "schoolverlater"),
        leerlingen.kruimels(stand, rol, Link("Onderzoek groep 8", "")),
        clock.vandaag(),
        getypt,
    )
    return toon(request, "leerling_schoolverlater.html", pagina, status=status)


async def _bij_leerling(request: Verzoek, i: Invoer, maken: Callable[[UUID], Opdracht], melding: str) -> Response:
    id: UUID = request.path_params["id"]
    try:
        opdracht = maken(id)
        i.controleren()
        await request.vraag("intake", opdracht)
    except Fout as fout:
        if fout.status not in (409, 422, 503):
            raise
        return await _leerling(request, i.formulier(request.url.path, fout), fout.status)
    return door(request, f"/leerlingen/{id}/schoolverlater", melding)


@post("/leerlingen/{id:uuid}/schoolverlater-afmelden", opt=SCHOOL, status_code=200)
async def schoolverlater_afmelden(request: Verzoek) -> Response:
    i = await lees(request, "reden")
    return await _bij_leerling(
        request,
        i,
        lambda id: SchoolverlaterAfmelden(opdracht=i.opdracht, dossier_id=id, versie=i.versie, reden=i["reden"]),
        "schoolverlater_afgemeld",
    )


@post("/leerlingen/{id:uuid}/onderzoek-bespreken", opt=SCHOOL, status_code=200)
async def onderzoek_bespreken(request: Verzoek) -> Response:
    i = await lees(request, "besproken_op")
    return await _bij_leerling(
        request,
        i,
        lambda id: OnderzoekBespreken(
            opdracht=i.opdracht, dossier_id=id, versie=i.versie, besproken_op=i.datum("besproken_op")
        ),
        "onderzoek_besproken",
    )


@post(
    "/mijn-kind/{id:uuid}/schoolverlater-afmelden",
    opt=voor(Rol.OUDER, audit="schoolverlater_afmelden"),
    status_code=200,
)
async def ouder_afmelden(request: Verzoek) -> Response:
    """Back to the own page, that says how it stands now."""
    id: UUID = request.path_params["id"]
    i = await lees(request)
    await request.vraag("intake", SchoolverlaterAfmelden(opdracht=i.opdracht, dossier_id=id, versie=i.versie))
    return door(request, f"/mijn-kind/{id}", "schoolverlater_afgemeld")


ROUTES = [
    schoolverlaters,
    schoolverlaters_aanmelden,
    schoolverlaters_volgen,
    onderzoeker_aanwijzen,
    onderzoeken,
    onderzoek,
    onderzoek_inplannen,
    onderzoek_vastleggen,
    leerling_schoolverlater,
    schoolverlater_afmelden,
    onderzoek_bespreken,
    ouder_afmelden,
]
