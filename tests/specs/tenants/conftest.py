"""The two samenwerkingsverbanden, and a folder in which one may be spoiled."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tenants import registry
from tenants.schema import Tenant


@pytest.fixture(scope="session")
def po() -> Tenant:
    return registry.load_all()["swv2202po"]


@pytest.fixture(scope="session")
def vo() -> Tenant:
    return registry.load_all()["swv2201vo"]


@pytest.fixture
def veranderd(tmp_path: Path) -> Callable[[str, str, str, str], Path]:
    """`veranderd(tenant, bestand, oud, nieuw)`: a copy of the folder in which `oud` became `nieuw`."""

    def verander(tenant: str, bestand: str, oud: str, nieuw: str) -> Path:
        map_ = tmp_path / tenant
        if not map_.exists():
            shutil.copytree(registry.MAP / tenant, map_)
        tekst = (map_ / bestand).read_text()
        assert oud in tekst, f"{oud!r} staat niet in {bestand}"
        (map_ / bestand).write_text(tekst.replace(oud, nieuw, 1))
        return map_

    return verander
