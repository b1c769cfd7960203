"""The letters and e-mails: the text in the concept beside how it will look, filled with invented people."""

from __future__ import annotations

from litestar import Response, get, post
from markupsafe import Markup

from infra import clock
from services.kern.errors import NietGevonden
from tenants.briefsoorten import BRIEFSOORTEN
from tenants.registry import BRIEVEN
from web.filling import beheer_brieven as vullen
from web.filling.beheer_overzicht import BEHEER, veranderd
from web.filling.beheer_views import BriefBlad, BriefKaart, Brieven, Link
from web.forms import lees
from web.pages import beheer_stand as stand_van
from web.pages.beheer_stand import BEHEERDER, Stand
from web.pages.beheer_wijzigen import bestand_bewaren
from web.show import toon
from web.views import Formulier
from web.visit import Verzoek

ALLE = Link("Brieven en e-mails", "/beheer/brieven")


@get("/beheer/brieven", opt=BEHEERDER)
async def brieven(request: Verzoek) -> Response:
    stand = await stand_van.ophalen(request)
    basis = (await stand_van.lezen(request, stand.basis.nummer)).bestanden if stand.concept else stand.regels.teksten
    anders = veranderd(basis, stand.regels.teksten)
    kaarten = {
        naam: BriefKaart(
            naam=naam,
            titel=vullen.titel_van_brief(naam),
            soort="Brief" if soort.medium == "brief" else "E-mail",
            url=f"/beheer/brieven/{naam}",
            gewijzigd=f"{BRIEVEN}{naam}.md" in anders,
        )
        for naam, soort in BRIEFSOORTEN.items()
    }
    pagina = Brieven(
        brieven=[k for n, k in kaarten.items() if BRIEFSOORTEN[n].medium == "brief"],
        mails=[k for n, k in kaarten.items() if BRIEFSOORTEN[n].medium == "mail"],
        concept=stand.banner() if stand.concept else None,
        kruimels=[BEHEER, ALLE],
    )
    return toon(request, "beheer_brieven.html", pagina)


@get("/beheer/brieven/{naam:str}", opt=BEHEERDER)
async def brief(request: Verzoek) -> Response:
    return await _tonen(request)


async def _tonen(
    request: Verzoek, getypt: Formulier | None = None, status: int = 200, stand: Stand | None = None
) -> Response:
    """`getypt`: the text as it was typed; the example is of that text, also when it was not kept."""
    naam = request.path_params["naam"]
    soort = BRIEFSOORTEN.get(naam)
    if soort is None:
        raise NietGevonden()
    stand = stand or await stand_van.ophalen(request)
    tekst = getypt.waarden["tekst"] if getypt else stand.regels.brieven.get(naam, "")
    geval = request.query_params.get("geval", "")
    geval = geval if geval in {k.waarde for k in vullen.GEVALLEN} else vullen.GEVALLEN[0].waarde
    tenant = stand_van.tenant_van(request, stand.regels)
    onderwerp, voorbeeld, fout = vullen.voorbeeld(tenant, naam, f"{tekst}\n", geval, clock.vandaag())
    fouten = getypt.fouten if getypt else {}
    formulier = getypt or Formulier(
        url=_url(naam), versie=stand.kenmerk, waarden={"tekst": tekst}, fouten={"tekst": fout} if fout else {}
    )
    is_mail = soort.medium == "mail"
    pagina = BriefBlad(
        titel=vullen.titel_van_brief(naam),
        soort="E-mail" if is_mail else "Brief",
        formulier=formulier,
        velden=vullen.velden(soort),
        voorbeeld=voorbeeld if is_mail else Markup(voorbeeld),
        onderwerp=onderwerp,
        is_mail=is_mail,
        gevallen=[] if is_mail else vullen.GEVALLEN,
        geval=geval,
        fout=fout or fouten.get("tekst", "") if not voorbeeld else "",
        concept=stand.banner(),
        kruimels=[BEHEER, ALLE, Link(vullen.titel_van_brief(naam), f"/beheer/brieven/{naam}")],
        voorbeeld_url=f"/beheer/brieven/{naam}",
    )
    return toon(request, "beheer_brief.html", pagina, status=status)


def _url(naam: str) -> str:
    return f"/beheer/brieven/{naam}/concept-bewaren"


@post("/beheer/brieven/{naam:str}/concept-bewaren", opt=BEHEERDER, status_code=200)
async def brief_bewaren(request: Verzoek) -> Response:
    """Keep the text; with the button for it only look at the example, and keep nothing."""
    naam = request.path_params["naam"]
    if naam not in BRIEFSOORTEN:
        raise NietGevonden()
    invoer = await lees(request, "tekst", "alleen_kijken")
    stand = await stand_van.ophalen(request)
    if invoer["alleen_kijken"]:
        getypt = Formulier(url=_url(naam), versie=invoer["versie"], waarden={"tekst": invoer["tekst"]})
        return await _tonen(request, getypt, stand=stand)
    terug = Link("Terug naar de brief", f"/beheer/brieven/{naam}")
    return await bestand_bewaren(
        request,
        stand,
        invoer,
        f"{BRIEVEN}{naam}.md",
        _url(naam),
        terug,
        lambda formulier, status, nu: _tonen(request, formulier, status, nu),
    )


ROUTES = [brieven, brief, brief_bewaren]
