"""Signing in, choosing a hat, signing out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from litestar import Response, get, post
from litestar.datastructures import Cookie
from litestar.response import Redirect

from infra import clock
from infra.log import log
from services.kern.errors import Fout, KanNiet, MagNiet, NietGevonden, NietIngelogd
from services.netwerk.contract import (
    AfmeldingVerwerken,
    HoedKiezen,
    InlogpogingAfronden,
    InlogpogingBeginnen,
    InlogpogingGevonden,
    SessieBevestigen,
    SessieGeopend,
    SessieOpenen,
    SessieSluiten,
)
from web import views
from web.forms import lees, lees_formulier
from web.limits import AANMELDEN
from web.login import ACR_HOOG, GEWEIGERD, bevestigd_op, inlogadres, met_tweede_factor
from web.policy import ingelogd, openbaar
from web.show import door, hoeden, koek, toon
from web.visit import Verzoek

INLOGPOGING_SECONDEN = 600
STANDAARD = "aanmelden"
AFMELDING_OCTETTEN = 20_000
AFMELDING_ONTHOUDEN = timedelta(minutes=15)  # longer than a logout token can be used


def _terug_adres(request: Verzoek, bij: str) -> str:
    """An address of its own for each provider: an answer of one can never be taken for that of another."""
    einde = "" if bij == STANDAARD else f"/{bij}"
    return f"{request.web.settings.app_url}/inloggen/terug{einde}"


def sessiekoeken(request: Verzoek, token: str) -> list[Cookie]:
    """The cookie of a session that just began. It ends with the browser; netwerk ends it sooner."""
    return [koek(request, request.web.cookie, token)]


@get("/inloggen", opt=openbaar(AANMELDEN))
async def inloggen(request: Verzoek) -> Response:
    """Off to the provider. What must come back is bound to this browser by a short cookie."""
    terug, uitnodiging = request.query_params.get("terug", "/"), request.query_params.get("uitnodiging")
    bij = request.query_params.get("bij", "")
    if bij not in request.web.aanbieders:
        if len(request.web.aanbieders) > 1:
            return await _kiezen(request, terug[:500], uitnodiging)
        bij = STANDAARD
    adres, inlogkoek = await naar_aanbieder(request, bij, terug=terug[:500], uitnodiging=uitnodiging)
    return Redirect(adres, status_code=303, cookies=[inlogkoek])


async def _kiezen(request: Verzoek, terug: str, uitnodiging: str | None) -> Response:
    """Where somebody has an account: what it is called by the samenwerkingsverband they come from, when that is known.

    `swv` in the address, or the invitation that was opened, says so. It opens nothing: the account decides.
    """
    swv = request.query_params.get("swv", "") or (uitnodiging or "").partition(".")[0]
    tenant = request.web.tenants.get(swv)
    regels = tenant.aanmelden if tenant else None
    diensten = [
        aanbieder.dienst
        for naam, aanbieder in request.web.aanbieders.items()
        if regels is None or not regels.aanbieders or naam in regels.aanbieders
    ]
    keuzes = [
        views.Link(
            regels.namen.get(dienst.naam, dienst.titel) if regels else dienst.titel,
            inlogadres(terug=terug, swv=swv if tenant else "", uitnodiging=uitnodiging or "", bij=dienst.naam),
        )
        for dienst in diensten
    ]
    pagina = views.KiesAanmelddienst(keuzes=keuzes, swv=tenant.naam if tenant else "")
    return toon(request, "kies_aanmelddienst.html", pagina)


async def naar_aanbieder(
    request: Verzoek, bij: str, *, terug: str, uitnodiging: str | None = None, bevestigt: str | None = None
) -> tuple[str, Cookie]:
    """Begin at the provider, from this browser only: its address there, and the cookie that binds."""
    web = request.web
    if bij not in web.aanbieders:
        raise KanNiet("Deze aanmelddienst is er niet meer. Log uit en kies een andere.")
    poging = await web.bus.ask(
        "netwerk",
        InlogpogingBeginnen(
            opdracht=uuid4(),
            terug=terug,
            uitnodiging=uitnodiging,
            aanbieder=bij,
            browser=request.cookies.get(web.inlogcookie, "")[:100],
            bevestigt=bevestigt,
        ),
    )
    adres = await web.aanbieders[bij].adres(
        terug=_terug_adres(request, bij),
        state=poging.state,
        nonce=poging.nonce,
        verifier=poging.verifier,
        acr=ACR_HOOG,  # a provider that knows no acr tells its second factor in amr
    )
    return adres, koek(request, web.inlogcookie, poging.browser, seconden=INLOGPOGING_SECONDEN)


@get("/inloggen/terug", opt=openbaar(AANMELDEN))
async def inloggen_terug(request: Verzoek) -> Response:
    """Back from the provider: check everything, then a session of our own under a new token."""
    return await _terug(request, STANDAARD)


@get("/inloggen/terug/{bij:str}", opt=openbaar(AANMELDEN))
async def inloggen_terug_van(request: Verzoek) -> Response:
    """As `inloggen_terug`, from one of the other providers."""
    bij = str(request.path_params["bij"])
    if bij == STANDAARD or bij not in request.web.aanbieders:
        raise NietGevonden()
    return await _terug(request, bij)


async def _terug(request: Verzoek, bij: str) -> Response:
    web, gevonden = request.web, None
    try:
        gevonden = await _poging_afronden(request)
        _niet_afgebroken(request, gevonden, bij)
        claims = await web.aanbieders[bij].wie(
            code=request.query_params.get("code", ""),
            terug=_terug_adres(request, bij),
            nonce=gevonden.nonce,
            verifier=gevonden.verifier,
        )
        if gevonden.bevestigt:
            return await _bevestigd(request, gevonden, claims)
        geopend: SessieGeopend = await web.bus.ask(
            "netwerk",
            SessieOpenen(
                opdracht=uuid4(),
                issuer=claims["iss"],
                subject=claims["sub"],
                naam=str(claims.get("name") or claims["sub"])[:200],
                email=str(claims.get("email") or "")[:200],
                mfa=met_tweede_factor(claims),
                user_agent=request.headers.get("user-agent", "")[:200],
                uitnodiging=gevonden.uitnodiging,
                bevestigd_op=bevestigd_op(claims),
                aanbieder=gevonden.aanbieder,
                aanbieder_sessie=str(claims["sid"])[:200] if claims.get("sid") else None,
            ),
        )
    except (NietIngelogd, MagNiet) as fout:
        return _niet_gelukt(request, fout, gevonden.terug if gevonden and gevonden.bevestigt else "")
    await _vorige_eindigen(request)
    return Redirect(gevonden.terug, status_code=303, cookies=sessiekoeken(request, geopend.token))


async def _bevestigd(request: Verzoek, gevonden: InlogpogingGevonden, claims: dict[str, Any]) -> Response:
    """The same person, proven anew: the session goes on under a new token. Raises MagNiet, NietIngelogd."""
    oud = request.cookies.get(request.web.cookie, "")
    geopend: SessieGeopend = await request.web.bus.ask(
        "netwerk",
        SessieBevestigen(
            opdracht=uuid4(),
            token=oud[:100],
            issuer=claims["iss"],
            subject=claims["sub"],
            mfa=met_tweede_factor(claims),
            bevestigd_op=bevestigd_op(claims),
        ),
    )
    request.web.sessies.vergeten(oud)
    return Redirect(gevonden.terug, status_code=303, cookies=sessiekoeken(request, geopend.token))


async def _poging_afronden(request: Verzoek) -> InlogpogingGevonden:
    web, vraag = request.web, request.query_params
    browser = request.cookies.get(web.inlogcookie, "")
    return await web.bus.ask(
        "netwerk", InlogpogingAfronden(opdracht=uuid4(), state=vraag.get("state", ""), browser=browser)
    )


def _niet_afgebroken(request: Verzoek, gevonden: InlogpogingGevonden, bij: str) -> None:
    """Raises MagNiet when the provider says no, or another provider answers than the one that was asked."""
    vraag = request.query_params
    if "error" in vraag or not vraag.get("code"):
        raise MagNiet("U bent niet ingelogd: de aanmelddienst brak het inloggen af.")
    if gevonden.aanbieder != bij or not request.web.aanbieders[bij].antwoordt_zelf(vraag.get("iss")):
        raise MagNiet(GEWEIGERD)


async def _vorige_eindigen(request: Verzoek) -> None:
    """Whoever was signed in here before is not any more."""
    if oud := request.cookies.get(request.web.cookie):
        await request.web.bus.ask("netwerk", SessieSluiten(opdracht=uuid4(), token=oud[:100]))
        request.web.sessies.vergeten(oud)


def _niet_gelukt(request: Verzoek, fout: Fout, bezig: str) -> Response:
    """`bezig`: where somebody was who is signed in and could not confirm it; "" for who wanted to sign in."""
    log.warning("inloggen geweigerd", status=fout.status, bevestigen=bool(bezig), kenmerk=request.kenmerk)
    links = [views.Link("Opnieuw inloggen", inlogadres()), views.Link("Naar het begin", "/")]
    pagina = views.Fout(
        code=str(fout.status),
        kop="Bevestigen is niet gelukt" if bezig else "Inloggen is niet gelukt",
        tekst=fout.melding,
        wat_nu=["U bent nog gewoon ingelogd.", "Wat u typte is nog bewaard."] if bezig else [],
        links=[views.Link("Terug naar waar u was", bezig)] if bezig else links,
    )
    return toon(request, "fout.html", pagina, status=fout.status)


@get("/rol-kiezen", opt=ingelogd())
async def rol_kiezen_tonen(request: Verzoek) -> Response:
    return _rollen(request)


def _rollen(request: Verzoek, fout: Fout | None = None) -> Response:
    stand = request.ingelogd.stand
    if not stand.hoeden:
        pagina = views.Fout(
            code="",
            kop="U heeft nog geen rol",
            tekst="U bent ingelogd, maar er is nog geen rol aan uw account gekoppeld.",
            wat_nu=["Bent u uitgenodigd door een school? Open dan de link in de e-mail nog een keer."],
        )
        return toon(request, "fout.html", pagina)
    formulier = views.Formulier(url="/rol-kiezen", algemene_fout=fout.melding if fout else "")
    pagina = views.KiesRol(hoeden=hoeden(request, request.ingelogd), formulier=formulier)
    return toon(request, "kies_rol.html", pagina, status=fout.status if fout else 200)


@post("/rol-kiezen", opt=ingelogd(), status_code=200)
async def rol_kiezen(request: Verzoek) -> Response:
    """Another hat, under a new token."""
    invoer = await lees(request, "hoed")
    oud = request.ingelogd.token
    hoed = invoer.uuid("hoed")
    try:
        invoer.controleren()
        geopend: SessieGeopend = await request.web.bus.ask(
            "netwerk", HoedKiezen(opdracht=uuid4(), token=oud, hoed=hoed)
        )
    except Fout as fout:
        if fout.status not in (404, 422):
            raise
        return _rollen(request, fout)
    request.web.sessies.vergeten(oud)
    return door(request, "/", cookies=sessiekoeken(request, geopend.token))


@post("/uitloggen", opt=ingelogd(), status_code=200)
async def uitloggen(request: Verzoek) -> Response:
    """The session ends now, here and in every other window; then the provider is asked to do the same."""
    token = request.ingelogd.token
    await request.web.bus.ask("netwerk", SessieSluiten(opdracht=uuid4(), token=token))
    request.web.sessies.vergeten(token)
    return Redirect(
        f"/uitgelogd?stap=aanmelddienst&bij={request.ingelogd.stand.aanbieder}",
        status_code=303,
        cookies=[
            koek(request, naam, "", weg=True)
            for naam in (request.web.cookie, request.web.inlogcookie, request.web.formuliercookie)
        ],
        headers={"clear-site-data": '"cache", "storage"'},
    )


@post("/uitloggen/{bij:str}", opt=openbaar(AANMELDEN), status_code=200)
async def afmelding_verwerken(request: Verzoek) -> Response:
    """The provider itself says that a session there is over (back-channel): those that began with it end here too."""
    aanbieder = request.web.aanbieders.get(str(request.path_params["bij"]))
    if aanbieder is None:
        raise NietGevonden()
    if int(request.headers["content-length"]) > AFMELDING_OCTETTEN:
        raise MagNiet(GEWEIGERD)
    token = (await lees_formulier(request)).get("logout_token")
    claims = await aanbieder.afmelding(token if isinstance(token, str) else "")
    await request.web.bus.ask(
        "netwerk",
        AfmeldingVerwerken(
            opdracht=uuid4(),
            issuer=claims["iss"],
            jti=claims["jti"],
            verloopt_op=clock.echt() + AFMELDING_ONTHOUDEN,
            subject=claims.get("sub"),
            aanbieder_sessie=claims.get("sid"),
        ),
    )
    return Response("", media_type="text/plain")


@get("/uitgelogd", opt=openbaar())
async def uitgelogd(request: Verzoek) -> Response:
    """Says so. Straight after signing out the page goes on to the provider, by itself: a form of ours may lead
    nowhere but to ourselves (`form-action 'self'` holds for its redirects too)."""
    koppen = {}
    if request.query_params.get("stap") == "aanmelddienst":
        terug = f"{request.web.settings.app_url}/uitgelogd"
        aanbieder = request.web.aanbieders.get(request.query_params.get("bij", STANDAARD))
        if aanbieder and (adres := await aanbieder.uitlogadres(terug=terug)):
            koppen["refresh"] = f"0; url={adres}"
    return toon(request, "uitgelogd.html", views.Uitgelogd(inlog_url=inlogadres()), koppen=koppen)


ROUTES = [
    inloggen,
    inloggen_terug,
    inloggen_terug_van,
    rol_kiezen_tonen,
    rol_kiezen,
    uitloggen,
    afmelding_verwerken,
    uitgelogd,
]
