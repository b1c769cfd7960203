"""From a view to an answer. Whether it is a page or a piece of one is decided here, once.

htmx 4 says with `HX-Request-Type` what it wants: `partial` gets the content of the page without its frame, or the
block that belongs to the element it will fill. Everybody else gets the whole page. The two are made from one
template, so they cannot differ.
"""

from __future__ import annotations

from typing import Any

from jinja2_fragments import render_block
from litestar import Response
from litestar.datastructures import Cookie
from litestar.response import Redirect

from infra import clock
from services.kern.rollen import ROLNAMEN, Rol
from services.netwerk import contract as netwerk
from web import navigation
from web.filling.onderdelen import onderdelen
from web.formatting import datum, initialen, lange_datum
from web.messages import MELDINGEN
from web.views import Hoed, Melding, Site, User, View
from web.visit import Bezoek, Verzoek

HTML = "text/html"
VARY = {"vary": "HX-Request, HX-Request-Type, HX-Target, Cookie"}


def toon(
    request: Verzoek,
    sjabloon: str,
    pagina: View,
    *,
    status: int = 200,
    blok: str = "",
    melding: Melding | None = None,
    koppen: dict[str, str] | None = None,
    cookies: list[Cookie] | None = None,
    **extra: Any,
) -> Response:
    """Render this template with this view.

    `blok`: the block to answer with when htmx asks for a piece (else: the content without the frame).
    """
    bezoek, web = request.bezoek, request.web
    cookies = list(cookies or [])
    if melding is None and (sleutel := request.cookies.get(web.meldingcookie)):
        melding = MELDINGEN.get(sleutel)
        cookies.append(koek(request, web.meldingcookie, "", weg=True))
    context = {
        "pagina": pagina,
        "user": _user(request, bezoek) if bezoek else None,
        "site": _site(request, bezoek, melding),
        **extra,
    }
    if request.is_deel and blok:
        tekst = render_block(web.templates, sjabloon, blok, **context)
    else:
        if request.is_deel:
            context["layout"] = "fragment.html"
        tekst = web.templates.get_template(sjabloon).render(context)
    return Response(tekst, status_code=status, media_type=HTML, headers={**VARY, **(koppen or {})}, cookies=cookies)


def door(request: Verzoek, url: str, melding: str = "", cookies: list[Cookie] | None = None) -> Response:
    """After an act that succeeded: go there and say so. `melding`: a key of web.messages."""
    cookies = list(cookies or [])
    if melding:
        assert melding in MELDINGEN, melding
        cookies.append(koek(request, request.web.meldingcookie, melding, seconden=60))
    if request.is_deel:
        return Response("", status_code=200, media_type=HTML, headers={**VARY, "hx-redirect": url}, cookies=cookies)
    return Redirect(url, status_code=303, cookies=cookies)


def koek(request: Verzoek, naam: str, waarde: str, *, seconden: int | None = None, weg: bool = False) -> Cookie:
    """A cookie that no script can read and no other site can send along with a form."""
    return Cookie(
        key=naam,
        value=waarde,
        path="/",
        httponly=True,
        secure=request.web.secure,
        samesite="lax",
        max_age=0 if weg else seconden,
    )


def _site(request: Verzoek, bezoek: Bezoek | None, melding: Melding | None) -> Site:
    omgeving, klok = "", ""
    instelling = request.web.settings
    if instelling.omgeving == "demo":
        omgeving = "Demonstratie met verzonnen personen."
        klok = f"Het is hier {lange_datum(clock.vandaag())}."
    return Site(omgeving=omgeving, klok=klok, melding=melding)


def _user(request: Verzoek, bezoek: Bezoek) -> User:
    stand = bezoek.stand
    nu = stand.hoed
    tenant = request.web.tenants[nu.tenant] if nu else None
    return User(
        naam=stand.persoon_naam,
        initialen=initialen(stand.persoon_naam),
        rolnaam=rolnaam(request, nu.tenant, nu.rol) if nu else "Nog geen rol gekozen",
        organisatie=nu.organisatie_naam if nu else "",
        tenant_naam=tenant.korte_naam if tenant else "",
        thema=tenant.thema.naam if tenant else "",
        csrf=stand.csrf,
        nav=navigation.menu(stand, request.scope["path"]),
        hoeden=hoeden(request, bezoek),
        ruim=nu is not None and nu.rol in ("ouder", "leerling"),
        niet_hier=[deel.pad for deel in onderdelen() if not deel.hier(tenant)] if tenant else [],
    )


def hoeden(request: Verzoek, bezoek: Bezoek) -> list[Hoed]:
    """The hats to choose from."""
    nu = bezoek.stand.hoed
    plekken = onderscheiden(bezoek.stand.hoeden)
    return [
        Hoed(
            id=str(hoed.id),
            rolnaam=rolnaam(request, hoed.tenant, hoed.rol),
            organisatie=plek,
            tenant_naam=request.web.tenants[hoed.tenant].korte_naam,
            actief=nu is not None and hoed.id == nu.id,
        )
        for hoed, plek in zip(bezoek.stand.hoeden, plekken, strict=True)
    ]


#: How the hat of a family reads that was made before the name of the child stood at it.
ZONDER_NAAM = "Uw kind"


def onderscheiden(hoeden: list[netwerk.Hoed]) -> list[str]:
    """What each hat is called beside its role: that of a parent by the first name of the child. Where two would still
    read the same, they are told apart by their number and the day of the invitation."""
    gelijk: dict[tuple[str, str, str], list[netwerk.Hoed]] = {}
    for hoed in sorted(hoeden, key=lambda hoed: (hoed.sinds, hoed.id)):
        gelijk.setdefault((hoed.tenant, hoed.rol, hoed.organisatie_naam), []).append(hoed)
    namen = {}
    for groep in gelijk.values():
        for nummer, hoed in enumerate(groep, 1):
            namen[hoed.id] = hoed.organisatie_naam
            if len(groep) > 1:
                wie = "Aanvraag" if hoed.organisatie_naam == ZONDER_NAAM else f"{hoed.organisatie_naam},"
                namen[hoed.id] = f"{wie} {nummer} (uitgenodigd op {datum(hoed.sinds)})"
    return [namen[hoed.id] for hoed in hoeden]


def rolnaam(request: Verzoek, tenant: str, rol: str) -> str:
    """What this samenwerkingsverband calls the role."""
    return request.web.tenants[tenant].rolnaam(rol, ROLNAMEN[Rol(rol)])
