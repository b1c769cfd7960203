"""Of elke rol die een verklaring noemt bestaat, en of iemand haar hier heeft."""

from collections.abc import Iterator

from services.kern.rollen import SWV_ROLLEN, Rol
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
    yield from _aanmelden(tenant)
    for sleutel, rol in genoemd(tenant):
        if rol not in set(Rol):
            yield sleutel, f"de rol {rol} bestaat niet"
        elif rol not in OVERAL and rol not in tenant.rolnamen:
            yield sleutel, f"de rol {rol} heeft hier niemand: noem haar in rolnamen"


def _aanmelden(tenant: Tenant) -> Iterator[tuple[str, str]]:
    """Een passkey is voor de eigen mensen; en zij moeten ergens vandaan kunnen komen."""
    regels = tenant.aanmelden
    if regels is None:
        return
    for nummer, rol in enumerate(regels.passkey, 1):
        if rol not in SWV_ROLLEN:
            yield f"aanmelden.passkey[{nummer}]", f"{rol} is geen rol van het samenwerkingsverband zelf"
    for nummer, naam in enumerate(regels.eigen_mensen, 1):
        if regels.aanbieders and naam not in regels.aanbieders:
            yield f"aanmelden.eigen_mensen[{nummer}]", f"{naam} staat niet bij aanmelden.aanbieders"


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
