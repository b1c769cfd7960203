"""A school that goes to another schoolbestuur, as a samenwerkingsverband declares it."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from tenants.registry import get
from tenants.schema.tenant import Wisseling
from tenants.toetsing_werkwijze import bezwaren

PO = get("swv2202po")
EEN = Wisseling(vestiging="16MA00", bestuur="42554", vanaf=date(2027, 1, 1))
TWEE = Wisseling(vestiging="16MA00", bestuur="45000", vanaf=date(2028, 8, 1))


def met(*wisselingen: Wisseling):
    return msgspec.structs.replace(PO.gebied, wisselingen=list(wisselingen))


@pytest.mark.parametrize(
    ("dag", "bestuur"),
    [
        (date(2026, 12, 31), ""),
        (date(2027, 1, 1), "42554"),
        (date(2028, 7, 31), "42554"),
        (date(2028, 8, 1), "45000"),
    ],
)
def test_het_laatste_bestuur_telt_vanaf_zijn_eigen_dag(dag: date, bestuur: str):
    assert met(TWEE, EEN).bestuur_van("16MA00", dag) == bestuur
    assert met(TWEE, EEN).bestuur_van("19CO00", dag) == ""


@pytest.mark.parametrize(
    ("wisselingen", "plek"),
    [
        ((msgspec.structs.replace(EEN, vestiging="02UV05"),), "vestiging"),
        ((msgspec.structs.replace(EEN, bestuur="00001"),), "bestuur"),
        ((EEN, msgspec.structs.replace(EEN, bestuur="45000")), "gebied.wisselingen[2]"),
    ],
)
def test_wat_niet_kan_wordt_geweigerd(wisselingen: tuple[Wisseling, ...], plek: str):
    tenant = msgspec.structs.replace(PO, gebied=met(*wisselingen))
    assert any(plek in sleutel for sleutel, _ in bezwaren(tenant, date(2026, 11, 22)))
    goed = msgspec.structs.replace(PO, gebied=met(EEN, TWEE))
    assert not [sleutel for sleutel, _ in bezwaren(goed, date(2026, 11, 22)) if "wisselingen" in sleutel]
