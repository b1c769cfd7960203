"""Wie een behandeling mag zien. Wie er niet bij kan, hoort niet dat zij bestaat (altijd: niet gevonden)."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from services.kern.principal import Principal
from services.kern.rollen import COMMISSIEROLLEN, FAMILIEROLLEN, SCHOOLROLLEN, Rol

#: Wie de hele behandeling ziet; een deskundige alleen die waarvoor hij is benoemd.
BEHANDELAARS = COMMISSIEROLLEN | {Rol.DESKUNDIGE}
#: Wie ziet hoe het met de eigen aanvraag staat.
AANVRAGERS = SCHOOLROLLEN | FAMILIEROLLEN
ONTVANGERS = SCHOOLROLLEN


def behandelt(principal: Principal, swv_nummer: str, benoemd: Collection[UUID]) -> bool:
    """De commissie ziet elke zaak van het eigen samenwerkingsverband; een deskundige de zaken waar hij aan zit."""
    if principal.organisatie != swv_nummer:
        return False
    if principal.rol is Rol.DESKUNDIGE:
        return principal.persoon in benoemd
    return principal.rol in COMMISSIEROLLEN


def volgt(principal: Principal, behandeling: UUID, school: str) -> bool:
    """De familie volgt de eigen zaak, de school de eigen aanvragen."""
    if principal.rol in FAMILIEROLLEN:
        return principal.organisatie == str(behandeling)
    return principal.rol in SCHOOLROLLEN and principal.organisatie == school
