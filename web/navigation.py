"""The menu of each role, and where a role begins."""

from __future__ import annotations

from uuid import UUID

from services.intake.stappenplannen.contract import SOORTEN as STAPPENPLANNEN
from services.kern import noodtoegang
from services.kern.policy import BESTUURSROLLEN, Deel, rollen
from services.kern.rollen import COMMISSIEROLLEN, FAMILIEROLLEN, SCHOOLROLLEN, Rol
from services.netwerk.contract import SessieStand
from tenants.registry import load_all
from web.views import NavItem

AANVRAAGROLLEN = SCHOOLROLLEN | {Rol.SCHOOLBESTUURDER}
PLEKROLLEN = SCHOOLROLLEN | COMMISSIEROLLEN | BESTUURSROLLEN | {Rol.STEUNPUNTCOORDINATOR, Rol.CONTACTPERSOON_JONGE_KIND}
TELROLLEN = frozenset({Rol.STEUNPUNTCOORDINATOR, Rol.SECRETARIS, Rol.DIRECTEUR})
#: Who sees pupils on a waiting list: the two schools, and who reads what a school shared.
WACHTROLLEN = SCHOOLROLLEN | {Rol.STEUNPUNTCOORDINATOR, Rol.SECRETARIS, Rol.DIRECTEUR}
#: Who asks an adviseur, and who answers.
CONSULTROLLEN = SCHOOLROLLEN | {Rol.STEUNPUNTCOORDINATOR, Rol.SECRETARIS, Rol.DIRECTEUR}
#: Who follows whether pupils have a place in VO in time.
OVERSTAPROLLEN = SCHOOLROLLEN | {Rol.STEUNPUNTCOORDINATOR, Rol.SECRETARIS, Rol.DIRECTEUR}
#: Who sits at the table of a talk, and takes agreements home.
AFSPRAAKROLLEN = rollen(Deel.GESPREKWERK)
#: Who has a step in a procedure that finds a pupil a place.
STAPROLLEN = rollen(Deel.STAPPENPLANWERK)
#: Who guides young children to a school.
BEGELEIDERS = rollen(Deel.ONDERINSTROOMWERK)
#: Who sends what may come to nobody, and who keeps the roles in order.
HERSTELROLLEN = SCHOOLROLLEN | {
    Rol.BEHEERDER,
    Rol.STEUNPUNTCOORDINATOR,
    Rol.CONTACTPERSOON_JONGE_KIND,
    Rol.SECRETARIS,
}
GELDROLLEN = frozenset({Rol.CONTROLLER, Rol.DIRECTEUR, Rol.BESTUUR})

_MENU: tuple[tuple[str, str, frozenset[Rol]], ...] = (
    ("Aanvragen", "/aanvragen", AANVRAAGROLLEN),
    ("Leerlingen", "/leerlingen", SCHOOLROLLEN),
    ("Afspraken", "/afspraken", AFSPRAAKROLLEN),
    ("Zorgplicht", "/zorgplicht", SCHOOLROLLEN | BESTUURSROLLEN),
    ("Plekken", "/plekken", SCHOOLROLLEN),
    ("OPP’s", "/opp", SCHOOLROLLEN),
    ("Verklaringen", "/tlvs", SCHOOLROLLEN),
    ("Werkvoorraad", "/werkvoorraad", COMMISSIEROLLEN),
    ("Jonge kinderen", "/jonge-kinderen", BEGELEIDERS | SCHOOLROLLEN),
    ("Consulten", "/consulten", CONSULTROLLEN),
    ("Loopt af", "/verloop", COMMISSIEROLLEN),
    ("Van elders", "/doorzendingen", frozenset({Rol.SECRETARIS, Rol.DIRECTEUR})),
    ("Overstap", "/overdracht", OVERSTAPROLLEN),
    ("Onderzoek groep 8", "/schoolverlaters", SCHOOLROLLEN),
    ("Onderzoek groep 8", "/schoolverlaters/overzicht", OVERSTAPROLLEN - SCHOOLROLLEN),
    ("Plekken", "/plekken", PLEKROLLEN - SCHOOLROLLEN),
    ("Zorgplicht", "/zorgplicht/aantallen", TELROLLEN),
    ("OPP’s", "/opp/aantallen", TELROLLEN | BESTUURSROLLEN),
    ("Wachtlijst", "/wachtlijst", WACHTROLLEN),
    ("Stappenplannen", "/stappenplannen", STAPROLLEN),
    ("Wij kijken mee", "/meekijken", SCHOOLROLLEN),
    ("Extra ondersteuning", "/arrangementen", WACHTROLLEN),
    ("Extra ondersteuning", "/arrangementen/bestuur", BESTUURSROLLEN),
    ("Dubbele dossiers", "/dubbele-dossiers", TELROLLEN),
    ("Budget", "/arrangementen/budget", frozenset({Rol.CONTROLLER})),
    ("Adviezen", "/adviezen", frozenset({Rol.DESKUNDIGE})),
    ("Onderzoeken", "/onderzoeken", frozenset({Rol.DESKUNDIGE})),
    ("Verplichtingen", "/verplichtingen", GELDROLLEN),
    ("Nazicht", "/nazicht", frozenset({Rol.FG, Rol.DIRECTEUR})),
    ("Wie zag wat", "/wie-zag-wat", frozenset({Rol.FG})),
    ("Regels", "/beheer", frozenset({Rol.BEHEERDER})),
    ("Noodtoegang", "/noodtoegang", noodtoegang.VRAGERS | noodtoegang.VERLENERS | noodtoegang.TOEZIEN),
    ("Bewaren", "/bewaren", frozenset({Rol.SECRETARIS, Rol.DIRECTEUR, Rol.BEHEERDER})),
    ("Herstelbak", "/herstelbak", HERSTELROLLEN),
)


def menu(stand: SessieStand, pad: str) -> list[NavItem]:
    """What the hat may open; the entry of this path is marked."""
    return [] if stand.hoed is None else menu_van(stand.hoed.tenant, stand.hoed.rol, pad)


def menu_van(tenant: str, rol: Rol, pad: str) -> list[NavItem]:
    """The same, of a role in a tenant: the most used first, since a narrow bar keeps the rest under "Meer"."""
    actief = "/werkvoorraad" if pad.startswith("/dossiers") else pad
    weg = _niet_hier(tenant)
    return [
        NavItem(titel=titel, url=url, actief=actief.startswith(url))
        for titel, url, voor in _MENU
        if rol in voor and url not in weg
    ]


def _niet_hier(tenant: str) -> set[str]:
    """What this samenwerkingsverband does not declare, does not show."""
    alle = load_all()
    eigen = alle.get(tenant)
    if eigen is None:
        return set()
    krijgt = any(a.overdracht and tenant in a.overdracht.naar for a in alle.values())
    geen_opp = {"/opp", "/opp/aantallen"} if eigen.opp is None else set()
    return (
        geen_opp
        | ({"/jonge-kinderen"} if eigen.onderinstroom is None else set())
        | ({"/consulten"} if eigen.consult is None else set())
        | (set() if set(STAPPENPLANNEN) & set(eigen.procedures) else {"/stappenplannen"})
        | (set() if eigen.overdracht or krijgt else {"/overdracht"})
        | (set() if eigen.schoolverlaters else {"/schoolverlaters", "/schoolverlaters/overzicht", "/onderzoeken"})
    )


def _is_zaak(organisatie: str) -> bool:
    """Whether this hat is of one case; a partner may also be of an organisation."""
    try:
        return bool(UUID(organisatie))
    except ValueError:
        return False


def begin(stand: SessieStand) -> str | None:
    """The start page of the hat; None for a role that has no page yet."""
    if stand.hoed is None:
        return "/rol-kiezen"
    rol = stand.hoed.rol
    if rol in FAMILIEROLLEN:
        return f"/mijn-kind/{stand.hoed.organisatie}"
    if rol == Rol.PARTNER:
        return f"/overdrachtsdocument/{stand.hoed.organisatie}" if _is_zaak(stand.hoed.organisatie) else None
    if rol in (Rol.DIRECTEUR, Rol.BESTUUR):
        return "/werkvoorraad?stap=geadviseerd"
    return next((item.url for item in menu(stand, "")), None)
