"""Who looks at the preview. All people are invented; schools and samenwerkingsverbanden are real."""

from __future__ import annotations

from services.kern.rollen import Rol
from web import navigation
from web.views import Hoed, Melding, NavItem, Site, User

PO = "SWV 22-02 PO Emmen en Borger-Odoorn"
VO = "SWV VO 22.01 Noord en Midden-Drenthe"
ANGELSLO = "Openbare Basisschool Angelslo"
VINCENT = "CSG Vincent van Gogh, Assen"

_ROL = {
    "school": Rol.IB_ER,
    "swv": Rol.SECRETARIS,
    "deskundige": Rol.DESKUNDIGE,
    "controller": Rol.CONTROLLER,
    "beheerder": Rol.BEHEERDER,
    "fg": Rol.FG,
    "ontvanger": Rol.SCHOOLDIRECTEUR,
    "jongekind": Rol.CONTACTPERSOON_JONGE_KIND,
}

_HOEDEN = [
    Hoed(id="h1", rolnaam="Secretaris", organisatie=PO, tenant_naam=PO, actief=True),
    Hoed(id="h2", rolnaam="Secretaris", organisatie=VO, tenant_naam=VO),
    Hoed(id="h3", rolnaam="Controller", organisatie=PO, tenant_naam=PO),
]


def site(melding: Melding | None = None, **anders: str) -> Site:
    """The demo environment, as every page shows it."""
    velden = {
        "omgeving": "Demonstratie met verzonnen personen.",
        "klok": "Het is hier dinsdag 24 november 2026.",
        "hulp_url": "/hulp",
        "privacy_url": "/privacy",
        "toegankelijkheid_url": "/toegankelijkheid",
    } | anders
    return Site(melding=melding, **velden)


def _nav(tenant: str, rol: Rol, actief: str) -> list[NavItem]:
    return [NavItem(titel=n.titel, url=n.url, actief=n.titel == actief) for n in navigation.menu_van(tenant, rol, "")]


def _user(naam: str, rolnaam: str, organisatie: str, nav: str, actief: str = "", *, vo: bool = False) -> User:
    woorden = naam.split()
    return User(
        naam=naam,
        initialen=woorden[0][0] + woorden[-1][0],
        rolnaam=rolnaam,
        organisatie=organisatie,
        tenant_naam=VO if vo else PO,
        thema="dijken" if vo else "veenrand",
        csrf="voorbeeld",
        nav=_nav("swv2201vo" if vo else "swv2202po", _ROL[nav], actief) if nav in _ROL else [],
        hoeden=_HOEDEN if nav == "swv" else [],
        ruim=nav == "gezin",
    )


def iber(actief: str = "Aanvragen") -> User:
    return _user("Ria Dekker", "Intern begeleider", ANGELSLO, "school", actief)


def fg(actief: str) -> User:
    return _user("Fien Oosterhof", "Functionaris gegevensbescherming", PO, "fg", actief)


def schooldirecteur() -> User:
    return _user("Wim Aalders", "Schooldirecteur", ANGELSLO, "school", "Aanvragen")


def jonge_kind() -> User:
    return _user("Jolien Hardeman", "Contactpersoon jonge kind", "", "jongekind", "Jonge kinderen")


def voorschool() -> User:
    return _user("Hilde Noordhoek", "Partner", "", "")


def secretaris(actief: str = "Werkvoorraad") -> User:
    return _user("Marloes Kuiper", "Secretaris", "", "swv", actief)


def coordinator() -> User:
    return _user("Henk Wolters", "Coördinator", "", "swv", "Werkvoorraad")


def directeur_vo() -> User:
    return _user("Saskia Bruins", "Directeur", "", "swv", "Werkvoorraad", vo=True)


def deskundige() -> User:
    return _user("Karim Aydın", "Deskundige", "", "deskundige", "Adviezen", vo=True)


def beheerder() -> User:
    return _user("Gerben Ottens", "Functioneel beheerder", "", "beheerder", "Regels")


def controller() -> User:
    return _user("Jolanda Mulder", "Controller", "", "controller", "Verplichtingen")


def ontvanger() -> User:
    return _user("Bea Feenstra", "Schooldirecteur", "SBO De Catamaran", "ontvanger", "Verklaringen")


def ouder() -> User:
    return _user("Lotte Verhoeven", "Ouder", "", "gezin")


def leerling() -> User:
    return _user("Noor Jansma", "Leerling", "", "gezin", vo=True)
