"""The herstelbak in words: what came to nobody, why, and what to do now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from services.intake.herstel.contract import HerstelbakStand, HerstelpuntStand
from services.kern.rollen import Rol
from tenants.organisaties import samenwerkingsverband
from tenants.schema import Tenant
from web.filling.words import schoolnaam
from web.formatting import aantal, moment, opsomming
from web.views import Formulier, Link
from web.views_herstel import GeweestRegel, HerstelbakPagina, HerstelRegel

WAT = {
    "aanvraag": "Ingediende aanvraag",
    "consult": "Vraag aan het samenwerkingsverband (consult)",
    "jong_kind": "Overdracht van een jong kind aan een school",
    "meekijken": "Vraag aan een tweede school om mee te kijken",
    "arrangement": "Vraag om extra ondersteuning",
    "doorzending": "Aanvraag aangeboden aan een ander samenwerkingsverband",
    "overdracht": "Gedeeld voor de overstap met een ander samenwerkingsverband",
    "overdracht_school": "Gedeeld voor de overstap met de nieuwe school",
}
#: What who sent it does now; and what their page is called.
DOEN = {
    "aanvraag": (
        "U hebt goed ingediend, en de beslistermijn loopt. Bel {naar}. Zodra daar iemand de rol heeft, krijgt die "
        "vanzelf bericht.",
        "Naar de aanvraag",
    ),
    "consult": ("Bel {naar}. Zodra daar iemand de rol heeft, gaat uw vraag vanzelf door.", "Naar het consult"),
    "jong_kind": (
        "Bel de school. Of haal de overdracht terug en kies een andere school.",
        "Terughalen of andere school kiezen",
    ),
    "meekijken": ("Bel de school. Of trek de vraag in en vraag een andere school.", "Naar de aanmelding"),
    "arrangement": ("Bel {naar}. Zodra daar iemand de rol heeft, gaat uw vraag vanzelf door.", "Naar de vraag"),
    "doorzending": (
        "Bel {naar}. Of laat de aanvraag hier: trek het aanbod in. Zolang niemand haar overneemt, blijft zij bij u.",
        "Naar het aanbod",
    ),
    "overdracht": ("Bel {naar}. Of trek het delen in en kies opnieuw met wie u deelt.", "Naar de overstap"),
    "overdracht_school": (
        "Bel de school en vertel zelf wat er nodig is. Of kijk na of dit de goede school is.",
        "Naar de overstap",
    ),
    "bericht": ("Vraag naar het goede adres en nodig die persoon opnieuw uit.", "Opnieuw uitnodigen"),
}
BEHEER = {
    "niemand": "Zorg dat iemand bij {naar} deze rol krijgt. Meedoen kijkt daarna vanzelf opnieuw.",
    "adres": "{van} ziet dit ook, en kan opnieuw uitnodigen. Is het adres van een medewerker, verbeter het dan.",
}
#: Bij een ander samenwerkingsverband kan deze beheerder niemand een rol geven.
BEHEER_OVER_DE_GRENS = "Bel {naar}. Meedoen kijkt vanzelf opnieuw. {van} ziet dit ook."
OVER_DE_GRENS = frozenset({"doorzending", "overdracht", "overdracht_school"})
HOE = {
    "hersteld": "Alsnog aangekomen",
    "vervallen": "Hoefde niet meer aan te komen",
    "gesloten": "Gesloten",
}
ADRES = "Het e-mailadres bestaat niet, of het neemt geen e-mail aan. De e-mail is niet bezorgd."


def herstelbak(
    stand: HerstelbakStand,
    tenant: Tenant,
    rol: Rol,
    rolnaam: Callable[[str], str],
    vandaag: date,
    getypt: Formulier | None = None,
) -> HerstelbakPagina:
    open_ = [punt for punt in stand.punten if punt.status == "open"]
    nu = aantal(len(open_), "bericht of vraag kwam bij niemand aan", "berichten en vragen kwamen bij niemand aan")
    return HerstelbakPagina(
        inleiding=f"{nu}. Wat is opgelost, verdwijnt hier vanzelf." if open_ else "Er ligt niets wat niet aankwam.",
        punten=[_punt(punt, tenant, rol, rolnaam, vandaag, getypt) for punt in open_],
        geweest=[_geweest(punt, vandaag) for punt in stand.punten if punt.status != "open"],
        meer="Niet alles staat hier. Het oudste staat bovenaan." if stand.meer else "",
    )


def _wie(organisatie: str, tenant: Tenant) -> str:
    if organisatie == tenant.swv_nummer:
        return tenant.korte_naam
    swv = samenwerkingsverband(organisatie)
    return swv.naam if swv else schoolnaam(organisatie)


def wat(punt: HerstelpuntStand) -> str:
    if punt.soort != "bericht":
        return WAT[punt.soort]
    return "Uitnodiging per e-mail" if punt.brief.startswith("uitnodiging") else "E-mail"


def _reden(punt: HerstelpuntStand, tenant: Tenant, rolnaam: Callable[[str], str]) -> str:
    if punt.reden == "adres":
        return ADRES
    if punt.soort in OVER_DE_GRENS:
        return f"Bij {_wie(punt.naar, tenant)} is nog niemand die dit kan aannemen. Daarom kreeg niemand bericht."
    rollen = opsomming([rolnaam(rol).lower() for rol in punt.rollen]).replace(" en ", " of ")
    return f"Bij {_wie(punt.naar, tenant)} werkt in Meedoen niemand als {rollen}. Daarom kreeg niemand bericht."


def _punt(
    punt: HerstelpuntStand,
    tenant: Tenant,
    rol: Rol,
    rolnaam: Callable[[str], str],
    vandaag: date,
    getypt: Formulier | None,
) -> HerstelRegel:
    doen, knop = DOEN[punt.soort]
    if rol == Rol.BEHEERDER:
        doen = BEHEER_OVER_DE_GRENS if punt.soort in OVER_DE_GRENS else BEHEER[punt.reden]
    namen = {"naar": _wie(punt.naar, tenant), "van": _wie(punt.van, tenant)}

    def formulier(handeling: str) -> Formulier | None:
        if handeling not in punt.handelingen:
            return None
        url = f"/herstelbak/{punt.id}/{handeling.replace('_', '-')}"
        return getypt if getypt is not None and getypt.url == url else Formulier(url=url)

    return HerstelRegel(
        id=f"punt-{punt.id}",
        wat=wat(punt),
        kenmerk=punt.kenmerk,
        reden=_reden(punt, tenant, rolnaam),
        doen=doen.format(**namen),
        sinds=f"Sinds {moment(punt.ontstaan_op, vandaag)}",
        gekeken=f"Meedoen keek voor het laatst {moment(punt.geprobeerd_op, vandaag)}",
        van=f"Verstuurd door {namen['van']}" if rol == Rol.BEHEERDER else "",
        verder=Link(knop, punt.pad) if punt.pad else None,
        versturen=formulier("herstelpunt_versturen"),
        sluiten=formulier("herstelpunt_sluiten"),
    )


def _geweest(punt: HerstelpuntStand, vandaag: date) -> GeweestRegel:
    assert punt.geeindigd_op is not None
    hoe = HOE[punt.status]
    if punt.status == "gesloten":
        hoe = f"{hoe} door {punt.geeindigd_door}: {punt.afloop}"
    return GeweestRegel(
        wat=wat(punt), kenmerk=punt.kenmerk, hoe=hoe, wanneer=moment(punt.geeindigd_op, vandaag).capitalize()
    )
