"""Which rules hold on a day. Within a version only those in a list or under a name may begin or end."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import msgspec

from tenants.plaatsen import pad
from tenants.schema import Regel


def op_dag(deel: Any, dag: date) -> Any:
    """The same declaration with, in its lists and mappings, only the rules that hold on this day."""
    if isinstance(deel, msgspec.Struct):
        nieuw = {}
        for naam in deel.__struct_fields__:
            oud = getattr(deel, naam)
            if isinstance(oud, list | dict | msgspec.Struct) and (anders := op_dag(oud, dag)) is not oud:
                nieuw[naam] = anders
        return msgspec.structs.replace(deel, **nieuw) if nieuw else deel
    if isinstance(deel, list):
        over = [op_dag(d, dag) for d in deel if _geldt(d, dag)]
        return deel if len(over) == len(deel) and all(a is b for a, b in zip(over, deel, strict=True)) else over
    if isinstance(deel, dict):
        gelden = {n: op_dag(d, dag) for n, d in deel.items() if _geldt(d, dag)}
        return deel if len(gelden) == len(deel) and all(gelden[n] is d for n, d in deel.items()) else gelden
    return deel


def dagen(deel: Any) -> Iterator[date]:
    """Every day on which a dated rule begins, or on which it no longer holds."""
    for _, regel in regels(deel):
        if regel.vanaf:
            yield regel.vanaf
        if regel.tot_en_met:
            yield regel.tot_en_met + timedelta(days=1)


def regels(deel: Any, sleutel: str = "", *, los: bool = False) -> Iterator[tuple[str, Regel]]:
    """Every rule within, with its key. `los`: only those that stand alone, not in a list and not under a name."""
    if isinstance(deel, msgspec.Struct):
        for naam in deel.__struct_fields__:
            waarde, onder = getattr(deel, naam), f"{sleutel}.{naam}" if sleutel else naam
            if isinstance(waarde, Regel):
                yield onder, waarde
            yield from regels(waarde, onder, los=los)
    elif isinstance(deel, list | dict):
        delen = deel.items() if isinstance(deel, dict) else enumerate(deel, 1)
        for naam, waarde in delen:
            onder = f"{sleutel}.{naam}" if isinstance(deel, dict) else f"{sleutel}[{naam}]"
            if isinstance(waarde, Regel) and not los:
                yield onder, waarde
            yield from regels(waarde, onder, los=los)


def zoals_geschreven(deel: Any, sleutel: str, dag: date) -> str:
    """A key that counts only the rules of this day (`mandaten[1]`), counted as the file has them (`mandaten[2]`)."""
    hier = deel
    geschreven = ""
    for stuk in pad(sleutel):
        if isinstance(stuk, int) and isinstance(hier, list):
            gelden = [nummer for nummer, d in enumerate(hier, 1) if _geldt(d, dag)]
            stuk = gelden[stuk - 1] if stuk <= len(gelden) else stuk
            hier = hier[stuk - 1] if stuk <= len(hier) else None
        elif isinstance(hier, dict):
            hier = hier.get(stuk)
        else:
            hier = getattr(hier, stuk, None) if isinstance(stuk, str) else None
        geschreven += f"[{stuk}]" if isinstance(stuk, int) else f".{stuk}" if geschreven else stuk
    return geschreven


def _geldt(deel: Any, dag: date) -> bool:
    return not isinstance(deel, Regel) or deel.geldt_op(dag)
