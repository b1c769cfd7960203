"""Welke school hier iets over een leerling kan beginnen."""

from __future__ import annotations

from datetime import date

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


def bestuur_van(tenant: Tenant, school: School, dag: date) -> str:
    """Het nummer van het bestuur van deze school op deze dag; leeg als geen bron het geeft.

    Ging de school naar een ander bestuur, dan gaat wat het samenwerkingsverband daarover vastlegde voor het register.
    """
    gewisseld = tenant.gebied.bestuur_van(school.id, dag) if tenant.gebied else ""
    return gewisseld or school.bestuur
