"""What every page of functioneel beheer begins with: the versions, the concept, and the files one works in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from infra import clock
from services.kern.errors import Gewijzigd, NietGevonden
from services.kern.rollen import Rol
from services.netwerk.contract import (
    ConceptBewaard,
    ConceptBewaren,
    Gebrek,
    Regelversie,
    RegelversieGelezen,
    RegelversieLezen,
    Regelversies,
    RegelversiesTonen,
)
from tenants.registry import ConfiguratieFout, build
from tenants.schema import Tenant
from web.filling import beheer_overzicht as overzicht
from web.filling.beheer_boom import Regels, lees_regels, pad_van
from web.filling.beheer_toml import Pad
from web.filling.beheer_views import Concept
from web.forms import Invoer
from web.policy import Gegevens, voor
from web.visit import Verzoek

BEHEERDER = voor(Rol.BEHEERDER, gegevens=Gegevens.INRICHTING)


@dataclass(frozen=True)
class Stand:
    """`regels`: of the concept, or of the version that a concept would begin from (`basis`)."""

    versies: Regelversies
    basis: Regelversie
    regels: Regels
    gebrek: Gebrek | None

    @property
    def concept(self) -> Regelversie | None:
        return self.versies.concept

    @property
    def kenmerk(self) -> str:
        """What a form shows, and sends back: the concept as it was then."""
        return self.concept.kenmerk if self.concept else ""

    def banner(self) -> Concept:
        gezegd = overzicht.concept(self.versies, self.gebrek, clock.vandaag())
        begin = f"U begint een concept vanuit {overzicht.naam(self.basis).lower()}."
        return gezegd or Concept(tekst=f"{begin} Er verandert pas iets als u het vaststelt.", is_er=False)


async def ophalen(request: Verzoek) -> Stand:
    versies: Regelversies = await request.vraag("netwerk", RegelversiesTonen())
    concept = versies.concept
    basis = _basis(versies)
    gelezen = await lezen(request, concept.nummer if concept else basis.nummer)
    return Stand(versies, basis, lees_regels(gelezen.bestanden), gelezen.gebrek if concept else None)


def _basis(versies: Regelversies) -> Regelversie:
    """Where the concept began; where a next one would begin: the version that comes last."""
    van = versies.concept.basis if versies.concept else None
    gekozen = next((v for v in versies.versies if v.nummer == van), None)
    gekozen = gekozen or next((v for v in versies.versies if v.status == "vastgesteld"), None)
    if gekozen is None:
        raise NietGevonden("Er zijn nog geen regels om mee te beginnen.")
    return gekozen


async def lezen(request: Verzoek, nummer: int) -> RegelversieGelezen:
    return await request.vraag("netwerk", RegelversieLezen(nummer=nummer), timeout=20)


def gekozen(request: Verzoek, stand: Stand) -> Regelversie:
    """The version of the address; the concept when there is one, else what counts today. Raises NietGevonden."""
    alle = [*([stand.concept] if stand.concept else []), *stand.versies.versies]
    gevraagd = request.query_params.get("versie", "")
    if not gevraagd:
        return stand.concept or next((v for v in alle if v.geldt), stand.basis)
    for versie in alle:
        if str(versie.nummer) == gevraagd:
            return versie
    raise NietGevonden()


async def regels_van(request: Verzoek, stand: Stand, versie: Regelversie) -> Regels:
    eigen = stand.concept or stand.basis
    return (
        stand.regels if versie.nummer == eigen.nummer else lees_regels((await lezen(request, versie.nummer)).bestanden)
    )


def plek(request: Verzoek) -> Pad:
    """The place of the address. Raises NietGevonden."""
    try:
        return pad_van(request.path_params["plek"])
    except LookupError:
        raise NietGevonden() from None


def tenant_van(request: Verzoek, regels: Regels) -> Tenant:
    """The declaration as it is meant, for a drawing or a letter; what cannot be read comes from what counts today."""
    try:
        return build(request.tenant.id, regels.teksten, op=clock.vandaag()).tenant
    except ConfiguratieFout:
        pass
    delen: dict[str, Any] = {}
    for veld in msgspec.structs.fields(Tenant):
        if veld.name in regels.data and veld.name not in ("id", "swv_nummer", "brieven"):
            try:
                delen[veld.name] = msgspec.convert(regels.data[veld.name], veld.type)
            except msgspec.ValidationError:
                continue
    return msgspec.structs.replace(request.tenant, **delen)


async def bewaren(request: Verzoek, stand: Stand, invoer: Invoer, teksten: Mapping[str, str]) -> ConceptBewaard:
    """Keep these files in the concept that the form showed. Raises Gewijzigd."""
    return await request.vraag(
        "netwerk",
        ConceptBewaren(
            opdracht=invoer.opdracht, bestanden=dict(teksten), basis=stand.basis.nummer, verwacht=invoer["versie"]
        ),
        timeout=20,
    )


def intussen(stand: Stand) -> Gewijzigd:
    """Somebody else kept another concept since this form was shown."""
    extra: dict[str, Any] = {"kenmerk": stand.kenmerk}
    if stand.concept:
        extra |= {"door": stand.concept.door_naam, "op": stand.concept.op.isoformat()}
    return Gewijzigd("Het concept is intussen gewijzigd.", extra=extra)
