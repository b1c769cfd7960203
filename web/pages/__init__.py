"""All routes. One file per entry of the menu."""

from __future__ import annotations

from litestar.types import ControllerRouterHandler

from web.api import rekenhulp as rekenhulp_api
from web.pages import (
    aanvraag_acts,
    aanvragen,
    account,
    adviezen,
    begin,
    beheer,
    beheer_brieven,
    beheer_mensen,
    beheer_versies,
    beheer_wijzigen,
    bestanden,
    bevestigen,
    bewaren,
    dossiers,
    inloggen,
    leerlingen,
    mijn_kind,
    noodtoegang,
    overzichten,
    plaatsen,
    rekenhulp,
    schendingen,
    toezicht,
    uitnodiging,
    wachtlijst,
    werkvoorraad,
)
from web.static_files import statisch

ROUTES: list[ControllerRouterHandler] = [
    *begin.ROUTES,
    *inloggen.ROUTES,
    *bevestigen.ROUTES,
    *account.ROUTES,
    *uitnodiging.ROUTES,
    *leerlingen.ROUTES,
    *aanvragen.ROUTES,
    *aanvraag_acts.ROUTES,
    *bestanden.ROUTES,
    *mijn_kind.ROUTES,
    *werkvoorraad.ROUTES,
    *dossiers.ROUTES,
    *adviezen.ROUTES,
    *overzichten.ROUTES,
    *plaatsen.ROUTES,
    *wachtlijst.ROUTES,
    *toezicht.ROUTES,
    *beheer.ROUTES,
    *beheer_wijzigen.ROUTES,
    *beheer_brieven.ROUTES,
    *beheer_versies.ROUTES,
    *bewaren.ROUTES,
    *noodtoegang.ROUTES,
    *beheer_mensen.ROUTES,
    *rekenhulp.ROUTES,
    *rekenhulp_api.ROUTES,
    *schendingen.ROUTES,
    statisch,
]
