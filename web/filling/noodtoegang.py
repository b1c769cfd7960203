"""Noodtoegang in words: what is open now, what waits for a second person, what was before, and the dossier itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from services.intake.contract import AanvraagStand, Noodtoegangen, NoodtoegangStand
from services.kern.noodtoegang import VERLENERS, VRAGERS
from services.kern.rollen import Rol
from tenants.schema import Tenant
from web.filling.aanvraag import PLEK, hoofdstukken
from web.filling.words import AANVRAAG_STATUS, schoolnaam, soortnaam
from web.formatting import AMSTERDAM, datum, moment, tijdstip
from web.views import (
    Formulier,
    Link,
    NoodAntwoord,
    NooddossierPagina,
    NoodHoofdstuk,
    NoodMening,
    NoodtoegangPagina,
    NoodtoegangRegel,
    Status,
)

BLAD = Link("Noodtoegang", "/noodtoegang")
VRAGEN = "/noodtoegang/noodtoegang-vragen"
UITLEG_VRAGER = (
    "Bent u niet bij een dossier betrokken en moet u er nu in kijken, omdat een collega er niet is of het met een kind "
    "misgaat? Vraag het hier. Een tweede persoon beslist. U kunt dan 60 minuten lezen. De stukken blijven dicht."
)
UITLEG = (
    "Wie niet bij een dossier betrokken is, kan in nood 60 minuten meelezen, met een reden en toestemming van een "
    "tweede persoon. De functionaris gegevensbescherming en de ouders zien elke blik."
)
_STAAT = {
    "gevraagd": Status("Wacht op een tweede persoon", "let-op", "clock"),
    "verlopen": Status("Niemand besliste binnen een dag", "stil", "clock"),
    "geweigerd": Status("Geweigerd", "fout", "alert"),
    "open": Status("Open", "let-op", "eye"),
    "voorbij": Status("Voorbij", "stil", "check"),
    "beeindigd": Status("Eerder beëindigd", "stil", "check"),
}
_WIE = {"ouder": "Ouder", "leerling": "Leerling", "beoogde_school": "Beoogde school"}


def url(id: UUID, handeling: str) -> str:
    return f"/noodtoegang/{id}/{handeling}"


def noodtoegang(
    lijst: Noodtoegangen, rol: Rol, nu: datetime, rolnaam: Callable[[str], str], getypt: Formulier | None = None
) -> NoodtoegangPagina:
    """The page; with a form that was refused."""

    def formulier(adres: str) -> Formulier:
        return getypt if getypt is not None and getypt.url == adres else Formulier(url=adres)

    regels = [(een.stand, _regel(een, nu, rolnaam, formulier)) for een in lijst.noodtoegangen]
    beslist = rol in VERLENERS
    wachten = [regel for stand, regel in regels if stand == "gevraagd"]
    return NoodtoegangPagina(
        uitleg=UITLEG_VRAGER if rol in VRAGERS else UITLEG,
        nu_open=[regel for stand, regel in regels if stand == "open"],
        te_beslissen=wachten if beslist else None,
        eerder=[regel for stand, regel in regels if stand != "open" and not (beslist and stand == "gevraagd")],
        vragen=formulier(VRAGEN) if lijst.mag_vragen else None,
        melding=getypt.algemene_fout if getypt is not None else "",
    )


def _regel(
    een: NoodtoegangStand, nu: datetime, rolnaam: Callable[[str], str], formulier: Callable[[str], Formulier]
) -> NoodtoegangRegel:
    def als(handeling: str) -> Formulier | None:
        naam = handeling.replace("-", "_")
        return formulier(url(een.id, handeling)) if naam in een.handelingen else None

    wacht = een.stand == "gevraagd"
    waarschuwing = ""
    if wacht and een.bestaat is False:
        waarschuwing = "Er is geen ingediende aanvraag met dit nummer. Dat ziet de vrager niet."
    elif wacht and een.eigen and een.bestaat is not None:
        waarschuwing = "U vroeg dit zelf. Iemand anders moet beslissen."
    return NoodtoegangRegel(
        id=str(een.id),
        kenmerk=een.kenmerk,
        wie="U zelf" if een.eigen else f"{een.vrager}, {rolnaam(een.vrager_rol).lower()}",
        reden=een.reden,
        wanneer=f"Gevraagd: {_moment(een.gevraagd_op, nu)}",
        staat=_STAAT[een.stand],
        beslist=_beslist(een, nu),
        waarschuwing=waarschuwing,
        verlenen=als("noodtoegang-verlenen"),
        weigeren=als("noodtoegang-weigeren"),
        beeindigen=als("noodtoegang-beeindigen"),
        bekijken_url=f"/noodtoegang/dossiers/{een.aanvraag_id}" if een.aanvraag_id else "",
    )


def _beslist(een: NoodtoegangStand, nu: datetime) -> str:
    if een.stand == "geweigerd":
        return f"Geweigerd door {een.beslist_door}"
    if een.tot is None:
        return ""
    verleend = f"Verleend door {een.beslist_door}, "
    if een.stand == "open":
        return f"{verleend}tot {tijdstip(een.tot)}"
    if een.stand == "beeindigd":
        return f"{verleend}beëindigd door {een.beeindigd_door}: {_moment(een.tot, nu)}"
    return f"{verleend}tot {_moment(een.tot, nu)}"


def _moment(wanneer: datetime, nu: datetime) -> str:
    return moment(wanneer, nu.astimezone(AMSTERDAM).date())


# -------------------------------------------------------------------------------------------- the dossier


def nooddossier(stand: AanvraagStand, tenant: Tenant, nu: datetime) -> NooddossierPagina:
    assert stand.noodtoegang_tot is not None
    return NooddossierPagina(
        leerling=f"{stand.leerling.roepnaam} {stand.leerling.achternaam}",
        sub=f"{stand.leerling.groep.capitalize()} · geboren op {datum(stand.leerling.geboren_op)}",
        soort=f"{stand.kenmerk} · {soortnaam(tenant, stand.soort)}",
        school=schoolnaam(stand.school),
        status=AANVRAAG_STATUS[stand.status],
        tot=tijdstip(stand.noodtoegang_tot),
        onderdelen=[
            NoodHoofdstuk(titel, antwoorden)
            for naam, titel, velden in hoofdstukken(stand, tenant)
            if naam != PLEK and (antwoorden := _antwoorden(stand, velden))
        ],
        meningen=[
            NoodMening(f"{_WIE[z.van]} {z.naam}", z.tekst, datum(z.ingediend_op.astimezone(AMSTERDAM).date()))
            for z in stand.zienswijzen
            if z.tekst and z.ingediend_op
        ],
        kruimels=[BLAD, Link(f"Aanvraag {stand.kenmerk}", f"/noodtoegang/dossiers/{stand.id}")],
    )


def _antwoorden(stand: AanvraagStand, velden: list) -> list[NoodAntwoord]:
    uit = []
    for veld in velden:
        waarde = stand.antwoorden.get(veld.naam, "")
        titel = next((keuze.titel for keuze in veld.keuzes or [] if keuze.waarde == waarde), waarde)
        if waarde:
            uit.append(NoodAntwoord(veld.label, titel))
    return uit
