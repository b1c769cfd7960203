"""De twee samenwerkingsverbanden."""

import pytest

from tenants import registry
from tenants.schema import Tenant


@pytest.fixture(scope="session")
def po() -> Tenant:
    return registry.load_all()["swv2202po"]


@pytest.fixture(scope="session")
def vo() -> Tenant:
    return registry.load_all()["swv2201vo"]
