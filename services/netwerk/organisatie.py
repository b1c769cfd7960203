"""What an organisation is called on the screens of a tenant. Pure: from the declared and real data only."""

from __future__ import annotations

import re

from tenants.organisaties import bestuur, elke_school, gemeente, samenwerkingsverband
from tenants.schema import Tenant

_UUID = re.compile(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")


def organisatienaam(tenant: Tenant, organisatie: str) -> str:
    """A school (six characters), board (five digits), gemeente (four digits), the SWV itself, or a family's case."""
    if organisatie in (tenant.id, tenant.swv_nummer):
        return tenant.korte_naam
    if _UUID.match(organisatie):
        return "Uw kind"
    if len(organisatie) == 6 and (school := elke_school(organisatie)):
        return school.aanduiding
    if len(organisatie) == 5 and organisatie.isdigit():
        return bestuur(organisatie).aanduiding
    if len(organisatie) == 4 and (plaats := gemeente(organisatie)):
        return f"Gemeente {plaats.naam}"
    if swv := samenwerkingsverband(organisatie):
        return swv.naam
    return organisatie
