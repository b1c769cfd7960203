"""Wie beslist en wie het eindadvies maakt, volgens de mandaten van het samenwerkingsverband (Awb 10:3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

import msgspec

from services.kern.rollen import ROLNAMEN, Rol
from tenants.schema import Mandaat, Plek, Tenant


class Bevoegd(msgspec.Struct, frozen=True):
    """`na_extern_advies`: pas na advies van een deskundige van buiten; `is_bestuur`: beslist zelf, als bestuur."""

    rol: Rol
    rolnaam: str
    reden: str
    bron: str
    na_extern_advies: bool
    is_bestuur: bool


def rolnaam(tenant: Tenant, rol: str) -> str:
    return tenant.rolnaam(rol, ROLNAMEN[Rol(rol)])


def beslisser(tenant: Tenant, *, soort: str, categorie: str | None, complex: bool) -> Bevoegd:
    """Wie op een aanvraag met deze kenmerken beslist, en waarom."""
    mandaat = tenant.beslisser(categorie, complex, soort)
    naam = rolnaam(tenant, mandaat.beslist)
    wie = met_lidwoord(naam)
    waarom = _waarom(mandaat, soort, categorie, complex)
    reden = f"{waarom}, beslist {wie}." if waarom else f"{wie[0].upper()}{wie[1:]} beslist op deze aanvraag."
    return Bevoegd(Rol(mandaat.beslist), naam, reden, mandaat.bron, mandaat.na_extern_advies, mandaat.is_bestuur)


def met_lidwoord(rolnaam: str) -> str:
    """`Bestuur` midden in een zin: "het bestuur"."""
    return f"{'het' if rolnaam.lower().startswith('bestuur') else 'de'} {rolnaam[0].lower()}{rolnaam[1:]}"


def _waarom(mandaat: Mandaat, soort: str, categorie: str | None, complex: bool) -> str:
    als = mandaat.als
    if als is None:
        return ""
    redenen = []
    if als.categorie is not None and categorie in als.categorie:
        redenen.append(f"de categorie {categorie} is")
    if als.complex is not None and complex is als.complex:
        redenen.append("de aanvraag bijzonder complex is" if complex else "de aanvraag niet bijzonder complex is")
    if als.soort is not None and soort in als.soort:
        redenen.append(f"het om {soort} gaat")
    return f"Omdat {' en '.join(redenen)}"


def mag_beslissen(
    tenant: Tenant, rol: Rol, *, soort: str, complex: bool, gevraagd: str | None, besloten: str | None
) -> str | None:
    """De zin waarom deze rol dit besluit niet mag nemen, of None als het mag.

    `gevraagd`: de categorie van de aanvraag; `besloten`: die van het besluit. Wijkt die af, dan moet het mandaat
    beide dekken. Het bestuur gaf de mandaten en mag altijd zelf ook lichter beslissen (Awb 10:7).
    """
    eerst = beslisser(tenant, soort=soort, categorie=gevraagd, complex=complex)
    if rol is not eerst.rol:
        return f"U mag over deze aanvraag niet beslissen. {eerst.reden}"
    dan = beslisser(tenant, soort=soort, categorie=besloten, complex=complex)
    if rol is not dan.rol and rol is not Rol.BESTUUR:
        return f"U mag zo niet beslissen. {dan.reden} Verbeter dan eerst de categorie van de aanvraag."
    return None


def maakt_eindadvies(
    tenant: Tenant, plekken: Sequence[Plek], zetels: Mapping[str, UUID], *, rol: Rol, persoon: UUID
) -> bool:
    """Of deze persoon het eindadvies maakt. Waar deskundigen dat zelf doen, is dat wie op de eerste plek zit.

    `plekken`: die deze aanvraag nodig heeft; `zetels`: wie waar zit.
    """
    if rol != tenant.commissie.eindadvies_door:
        return False
    return rol is not Rol.DESKUNDIGE or persoon == eerste_deskundige(plekken, zetels)


def eerste_deskundige(plekken: Sequence[Plek], zetels: Mapping[str, UUID]) -> UUID | None:
    """Wie op de eerste plek zit van deze aanvraag; None zolang daar niemand zit."""
    return zetels.get(plekken[0].naam) if plekken else None


def eindadviseur(tenant: Tenant, plekken: Sequence[Plek]) -> str:
    """Hoe degene heet die het eindadvies maakt: de rol, of bij deskundigen de eerste plek."""
    door = tenant.commissie.eindadvies_door
    return plekken[0].titel if door == Rol.DESKUNDIGE and plekken else rolnaam(tenant, door)


def ondertekening(tenant: Tenant, bevoegd: Bevoegd) -> str:
    """De regel onder de brief: namens wie het besluit is genomen (Awb 10:10)."""
    if bevoegd.rol is Rol.BESTUUR:
        return f"Het bestuur van {tenant.naam} nam dit besluit zelf: {bevoegd.bron}."
    if bevoegd.is_bestuur:
        wie = met_lidwoord(bevoegd.rolnaam)
        return f"{wie[0].upper()}{wie[1:]} van {tenant.naam} is het bestuur en nam dit besluit zelf: {bevoegd.bron}."
    return f"Namens het bestuur van {tenant.naam}, in mandaat: {bevoegd.bron}."
