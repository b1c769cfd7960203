"""Of elke rol die een verklaring noemt bestaat, en of iemand haar hier heeft."""

from collections.abc import Iterator

from services.kern.rollen import Rol
from tenants.schema import Tenant

# Wie er in elke regio is, ook als het samenwerkingsverband er geen eigen naam voor heeft.
OVERAL = frozenset(
    {
        Rol.IB_ER,
        Rol.SCHOOLDIRECTEUR,
        Rol.SCHOOLBESTUURDER,
        Rol.OUDER,
        Rol.LEERLING,
        Rol.LEERPLICHTAMBTENAAR,
        Rol.GEMEENTE,
        Rol.PARTNER,
        Rol.BEZWAARCOMMISSIE,
        Rol.BEHEERDER,
        Rol.FG,
    }
)


def bezwaren(tenant: Tenant) -> Iterator[tuple[str, str]]:
    """Elke genoemde rol die niet bestaat of die hier niemand heeft."""
    for sleutel, rol in genoemd(tenant):
        if rol not in set(Rol):
            yield sleutel, f"de rol {rol} bestaat niet"
        elif rol not in OVERAL and rol not in tenant.rolnamen:
            yield sleutel, f"de rol {rol} heeft hier niemand: noem haar in rolnamen"


def genoemd(tenant: Tenant) -> Iterator[tuple[str, str]]:
    """Elke plaats waar een rol staat, met die rol."""
    yield "commissie.eindadvies_door", tenant.commissie.eindadvies_door
    for nummer, mandaat in enumerate(tenant.mandaten, 1):
        yield f"mandaten[{nummer}].beslist", mandaat.beslist
    if tenant.bezwaar and tenant.bezwaar.gesprek_door:
        yield "bezwaar.gesprek_door", tenant.bezwaar.gesprek_door
    for naam, orgaan in tenant.organen.items():
        for nummer, rol in enumerate(orgaan.rollen, 1):
            yield f"organen.{naam}.rollen[{nummer}]", rol
        if orgaan.voorzitter:
            yield f"organen.{naam}.voorzitter", orgaan.voorzitter
    for naam, procedure in tenant.procedures.items():
        for stap in procedure.stappen:
            yield f"procedures.{naam}.stappen.{stap.naam}.door", stap.door
    for naam, overleg in tenant.overleggen.items():
        for nummer, rol in enumerate(overleg.deelnemers, 1):
            yield f"overleggen.{naam}.deelnemers[{nummer}]", rol
        if overleg.voorzitter:
            yield f"overleggen.{naam}.voorzitter", overleg.voorzitter
    for naam, arrangement in tenant.arrangementen.items():
        yield f"arrangementen.{naam}.beslist", arrangement.beslist
