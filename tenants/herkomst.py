"""Waar een waarde van een samenwerkingsverband vandaan komt: van wie, en vanaf wanneer.

De dichtstbijzijnde regel eromheen met een bron geldt; staat die er niet, dan de versie als geheel.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from tenants.plaatsen import pad
from tenants.schema import Regel, Tenant


@dataclass(frozen=True)
class Herkomst:
    """`bron`: document en plaats. `vanaf`: de eerste dag. `eigen`: False als alleen de hele versie een bron noemt."""

    bron: str
    vanaf: date
    tot_en_met: date | None
    opmerking: str
    eigen: bool


def herkomst(tenant: Tenant, sleutel: str) -> Herkomst:
    """De herkomst van `mandaten[1].beslist`, `organen.bestuur` of een andere sleutel.

    In een lijst telt men vanaf 1, of noemt men de naam. Geeft KeyError als de sleutel er niet is, en ook als het
    samenwerkingsverband geen versie noemt.
    """
    if tenant.versie is None:
        raise KeyError("versie")
    hier: Any = tenant
    bron, opmerking, eigen = tenant.versie.bron, tenant.versie.opmerking, False
    vanaf, tot_en_met = tenant.versie.vanaf, None
    vorige: Any = None
    for stuk in pad(sleutel):
        vorige, hier = hier, _stap(hier, stuk, sleutel)
        if isinstance(hier, Regel):
            bron, opmerking, eigen = hier.bron, hier.opmerking, True
            vanaf, tot_en_met = hier.vanaf or vanaf, hier.tot_en_met or tot_en_met
        elif isinstance(hier, msgspec.Struct) and getattr(hier, "bron", None):
            bron, opmerking, eigen = hier.bron, getattr(hier, "opmerking", ""), True
    # Een enkele waarde kan haar bron naast zich hebben: hersteltermijn_dagen en hersteltermijn_bron.
    laatste = pad(sleutel)[-1]
    if isinstance(vorige, msgspec.Struct) and isinstance(laatste, str) and "_" in laatste:
        naast = getattr(vorige, f"{laatste.rpartition('_')[0]}_bron", None)
        if naast:
            bron, opmerking, eigen = naast, "", True
    return Herkomst(bron, vanaf, tot_en_met, opmerking, eigen)


def bladeren(deel: Any, sleutel: str = "") -> Iterator[str]:
    """De sleutel van elke losse waarde; wat leeg is gelaten telt niet mee."""
    if isinstance(deel, msgspec.Struct):
        for naam in deel.__struct_fields__:
            yield from bladeren(getattr(deel, naam), f"{sleutel}.{naam}" if sleutel else naam)
    elif isinstance(deel, dict):
        for naam, waarde in deel.items():
            yield from bladeren(waarde, f"{sleutel}.{naam}")
    elif isinstance(deel, list):
        for nummer, waarde in enumerate(deel, 1):
            yield from bladeren(waarde, f"{sleutel}[{nummer}]")
    elif deel is not None and deel != "":
        yield sleutel


def _stap(hier: Any, stuk: str | int, sleutel: str) -> Any:
    if isinstance(hier, list) and isinstance(stuk, int) and 1 <= stuk <= len(hier):
        return hier[stuk - 1]
    if isinstance(hier, list):
        for deel in hier:
            if stuk in (getattr(deel, naam, None) for naam in ("naam", "soort", "van")):
                return deel
    if isinstance(hier, dict) and stuk in hier:
        return hier[stuk]
    if isinstance(hier, msgspec.Struct) and stuk in hier.__struct_fields__:
        return getattr(hier, stuk)
    raise KeyError(sleutel)
