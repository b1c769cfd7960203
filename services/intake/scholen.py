"""Welke school hier iets over een leerling kan beginnen."""

from __future__ import annotations

from tenants.organisaties import School, elke_school, school
from tenants.schema import Tenant

VERLATEN = frozenset({"bo", "sbo", "so", "so_vso"})  # scholen die een leerling verlaat voor het voortgezet onderwijs


def aanvragende_school(tenant: Tenant, vestiging: str) -> School | None:
    """De school zoals dit samenwerkingsverband haar aanvraag kan krijgen; None als zij hier niet hoort.

    De eigen scholen; en in het VO ook de basisschool die een leerling verlaat, waar die ook staat: daar beslist het
    samenwerkingsverband van de woonplaats (WEC 40 lid 11 en 13, WVO 2.30).
    """
    eigen = school(tenant.swv_nummer, vestiging)
    if eigen is None and tenant.sector == "VO":
        elders = elke_school(vestiging)
        return elders if elders and elders.soort in VERLATEN else None
    return eigen
