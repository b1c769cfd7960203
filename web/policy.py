"""Who may use which route. Every route says so itself; one that says nothing stops the start.

A mark is "openbaar", "ingelogd" or a set of roles. Beside it stands what kind of data the route is about, and under
which name the audit knows it: of every role and every relation to a case, tests/matrix tries the route and compares
the answer with tests/matrix/toegang.csv. There is no list of paths anywhere: a path can be written in
more ways than a list foresees (trust.md M2). The mark is coarse on purpose: which case somebody may see, and which
act somebody may do now, is decided by the service that owns it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from litestar import Litestar
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from infra.log import log
from services.kern.errors import (
    BevestigOpnieuw,
    MagNiet,
    NietBeschikbaar,
    NietGevonden,
    NietIngelogd,
    OngeldigeInvoer,
    TeGroot,
)
from services.kern.rollen import Rol
from services.kern.tekens import bezwaar
from web import csrf
from web.forms import lees_formulier
from web.limits import Limiet, TeVaak
from web.visit import EerstPasskey, KiesEerstEenRol, Verzoek

OPENBAAR, INGELOGD, GESLOTEN = "openbaar", "ingelogd", "gesloten"
GRENS_FORMULIER = 400_000  # octets of a form without files; the longest text of a form is 20,000 characters
GRENS_BESTAND = 25 * 1024 * 1024 + 64_000  # a file of 25 MB and the fields beside it


class Gegevens(StrEnum):
    """What a route is about, from nobody to a child."""

    GEEN = "geen"  # public, and about nobody
    ACCOUNT = "account"  # who is signed in, and with which role
    INRICHTING = "inrichting"  # the rules of a samenwerkingsverband
    GELD = "geld"  # numbers and amounts, without a name
    LEERLING = "leerling"  # the dossier of a child: every probe of it leaves an audit line


class OngemarkeerdeRoute(Exception):
    """A route without a mark. The text is one Dutch sentence that names it."""


def openbaar(limieten: tuple[Limiet, ...] | None = ()) -> dict[str, Any]:
    """For everybody, signed in or not. `limieten`: how often, beside the general ceilings; VRIJ: not counted."""
    return {"policy": OPENBAAR, "limieten": limieten, "gegevens": Gegevens.GEEN}


def ingelogd(
    limieten: tuple[Limiet, ...] = (), *, grens: int = GRENS_FORMULIER, opnieuw: bool = False
) -> dict[str, Any]:
    """For who is signed in, with whichever hat or none. `opnieuw`: see `voor`."""
    mark = {"policy": INGELOGD, "limieten": limieten, "gegevens": Gegevens.ACCOUNT}
    return mark | {"grens": grens, "opnieuw": opnieuw}


def voor(
    *rollen: Rol,
    grens: int = GRENS_FORMULIER,
    limieten: tuple[Limiet, ...] = (),
    gegevens: Gegevens = Gegevens.LEERLING,
    audit: str = "",
    opnieuw: bool = False,
) -> dict[str, Any]:
    """For these roles. `grens`: how many octets a request may hold. `gegevens`: what it is about; a child unless said
    otherwise, so that who forgets is on the safe side. `audit`: the name in the audit lines where the function of the
    route is called otherwise; an act bears one name everywhere. `opnieuw`: only for who proved in the last five minutes
    who they are; else they do so first and then go on (docs/besluiten/0014). The service that binds asks it again."""
    mark = {"policy": frozenset(rollen), "grens": grens, "limieten": limieten, "gegevens": gegevens, "opnieuw": opnieuw}
    return mark | ({"audit": audit} if audit else {})


def controleren(app: Litestar) -> None:
    """Raises OngemarkeerdeRoute for the first route that does not say who may use it, or what it is about."""
    for route in app.routes:
        handlers: Iterable[BaseRouteHandler] = getattr(route, "route_handlers", None) or [route.route_handler]  # type: ignore[attr-defined]
        for handler in handlers:
            if getattr(handler, "http_methods", None) == {"OPTIONS"} and "policy" not in handler.opt:
                # The framework answers OPTIONS by itself; nobody here needs an answer to it.
                handler.opt |= {"policy": GESLOTEN, "gegevens": Gegevens.GEEN}
            handler.opt.setdefault("audit", handler.handler_name)
            merk = handler.opt.get("policy")
            if merk is not None and not isinstance(handler.opt.get("gegevens"), Gegevens):
                raise OngemarkeerdeRoute(
                    f"De route {route.path} ({handler.handler_name}) zegt niet om welke gegevens het gaat; "
                    "Meedoen start niet."
                )
            if merk in (OPENBAAR, INGELOGD, GESLOTEN) or (
                isinstance(merk, frozenset) and merk and all(isinstance(rol, Rol) for rol in merk)
            ):
                continue
            raise OngemarkeerdeRoute(
                f"De route {route.path} ({handler.handler_name}) zegt niet wie erbij mag; Meedoen start niet."
            )


async def toegang(request: ASGIConnection, handler: BaseRouteHandler) -> None:
    """The guard of every route, in this order: how often, mark, session, hat, role, origin, CSRF token, step-up.

    Raises: TeVaak, NietIngelogd, KiesEerstEenRol, EerstPasskey, MagNiet, BevestigOpnieuw.
    """
    assert isinstance(request, Verzoek)
    merk = handler.opt.get("policy")
    if (limieten := handler.opt.get("limieten", ())) is not None:
        try:
            await request.web.limieten.tellen(request, limieten)
        except TeVaak as fout:
            if fout.limiet.per == "sessie":
                await _bewaren_wat_getypt_is(request)
            raise
    _leesbaar(request)
    if merk == OPENBAAR:
        return
    if merk is None or merk == GESLOTEN:
        raise MagNiet("Dit kan hier niet.")
    try:
        bezoek = await request.aanmelden()
    except (NietBeschikbaar, NietIngelogd):
        await _bewaren_wat_getypt_is(request)
        raise
    if merk != INGELOGD:
        if bezoek.stand.passkey_nodig:
            raise EerstPasskey()
        if bezoek.stand.hoed is None or bezoek.stand.principal is None:
            raise KiesEerstEenRol()
        if bezoek.stand.hoed.rol not in merk:
            raise MagNiet("Deze pagina hoort niet bij uw rol.")
    if request.method != "GET":
        try:
            await csrf.controleren(request, bezoek, handler.opt.get("grens", GRENS_FORMULIER))
        except csrf.Vervalst as fout:
            log.warning("formulier geweigerd", reden=str(fout), kenmerk=request.kenmerk)
            raise MagNiet("Dit formulier is verouderd. Laad de pagina opnieuw en probeer het nog eens.") from None
    if handler.opt.get("opnieuw") and not bezoek.pas_bevestigd:
        if request.method != "GET":
            await lees_formulier(request)
        raise BevestigOpnieuw()


def _leesbaar(request: Verzoek) -> None:
    """An address holds text too, and what no text has would end in a fault further on. Raises OngeldigeInvoer, and
    NietGevonden where it names something: nothing is called so."""
    if any(isinstance(deel, str) and bezwaar(deel) for deel in request.path_params.values()):
        raise NietGevonden()
    for _, waarde in request.query_params.multi_items():
        if zin := bezwaar(waarde):
            raise OngeldigeInvoer(f"Dit adres klopt niet. {zin}")


async def _bewaren_wat_getypt_is(request: Verzoek) -> None:
    """Nothing is done now (nobody can say who this is, or it is too often); the page of the fault gives the text
    back (web.errors).

    Only to who sent it, and only for a form of our own page: another site gets nothing of it on the screen."""
    if request.method == "POST" and int(request.headers["content-length"]) <= GRENS_FORMULIER:
        with contextlib.suppress(OngeldigeInvoer, TeGroot, csrf.Vervalst):
            csrf.van_onszelf(request)
            await lees_formulier(request)


__all__ = ["GRENS_BESTAND", "Gegevens", "OngemarkeerdeRoute", "controleren", "ingelogd", "openbaar", "toegang", "voor"]
