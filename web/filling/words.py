"""Words and chips that several screens share: statuses, kinds, names of schools."""

from __future__ import annotations

from datetime import date

from tenants.organisaties import elke_school
from tenants.schema import Tenant
from web.formatting import datum_bij
from web.views import Status

CATEGORIEEN = {"laag": "Laag", "midden": "Midden", "hoog": "Hoog"}

AANVRAAG_STATUS = {
    "concept": Status("Concept", "let-op", "edit"),
    "ingediend": Status("Bij het samenwerkingsverband", "info", "users"),
    "aanvulling_gevraagd": Status("Aanvulling gevraagd", "stil", "player-pause"),
    "besloten": Status("Besloten", "ok", "check"),
    "ingetrokken": Status("Ingetrokken", "stil", "x"),
}
BEHANDELING_STATUS = {
    "ontvangen": Status("Ontvangen", "info", "mail"),
    "aanvulling_gevraagd": Status("Aanvulling gevraagd", "stil", "player-pause"),
    "in_advies": Status("In advies", "info", "users"),
    "adviezen_compleet": Status("Adviezen compleet", "accent", "file-check"),
    "geadviseerd": Status("Klaar voor besluit", "accent", "gavel"),
    "besloten": Status("Besloten", "accent", "gavel"),
    "bekendgemaakt": Status("Bekendgemaakt", "ok", "send"),
    "onherroepelijk": Status("Staat vast", "ok", "check"),
    "ingetrokken": Status("Ingetrokken", "stil", "x"),
}


#: Where taking the hyphens out is not enough.
DISCIPLINES = {"kinder_jeugdpsycholoog": "kinder- en jeugdpsycholoog"}


def discipline(naam: str) -> str:
    return DISCIPLINES.get(naam, naam.replace("_", " "))


def schoolnaam(code: str | None) -> str:
    """The name and place of a school by its vestigingscode; what was given when it is no known code."""
    school = elke_school(code) if code else None
    return school.aanduiding if school else code or ""


def soortnaam(tenant: Tenant, soort: str) -> str:
    return tenant.soorten[soort].naam if soort in tenant.soorten else soort


def categorienaam(categorie: str | None) -> str:
    return CATEGORIEEN.get(categorie or "", categorie or "")


def toegevoegd(op: date, door: str, vandaag: date) -> str:
    """20 november, Ria Dekker"""
    return f"{datum_bij(op, vandaag)}, {door}"
