"""`python -m tests.specs.feiten.maken`: write down how each fact looks in this release, for the releases after it.

One file per service in the folder of the release (the newest heading of CHANGELOG.md): the JSON schema of each fact,
and envelopes of it as they lie on the stream, once with every field and once with those that it needs.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import msgspec

from infra.packages import load_contracts
from services.kern.feit import FEITEN, Envelope, Feit, envelope

HIER = Path(__file__).parent
ROOT = HIER.parents[2]
DIENSTEN = ("netwerk", "intake", "commissie", "thuiszitters", "financien")
MOMENT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def release() -> str:
    """The newest release of CHANGELOG.md."""
    return re.search(r"^## (\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text(), flags=re.MULTILINE)[1]


def feiten() -> dict[str, dict[str, type[Feit]]]:
    """Every fact, by its service and its name."""
    load_contracts(DIENSTEN)
    return {
        dienst: {naam: soort for naam, soort in sorted(FEITEN.items()) if soort.dienst == dienst} for dienst in DIENSTEN
    }


def _waarde(soort: Any, naam: str) -> Any:
    """Some value of this type, always the same."""
    match soort:
        case msgspec.inspect.UUIDType():
            return uuid5(NAMESPACE_URL, naam)
        case msgspec.inspect.DateType():
            return date(2026, 11, 23)
        case msgspec.inspect.DateTimeType():
            return MOMENT
        case msgspec.inspect.BoolType():
            return True
        case msgspec.inspect.IntType():
            return 3
        case msgspec.inspect.StrType():
            return naam
        case msgspec.inspect.LiteralType():
            return soort.values[0]
        case msgspec.inspect.EnumType():
            return next(iter(soort.cls))
        case msgspec.inspect.ListType():
            return [_waarde(soort.item_type, naam)]
        case msgspec.inspect.UnionType():
            return _waarde(next(t for t in soort.types if not isinstance(t, msgspec.inspect.NoneType)), naam)
        case msgspec.inspect.StructType():
            return soort.cls(**{veld.name: _waarde(veld.type, veld.name) for veld in soort.fields})
    raise TypeError(f"geen voorbeeld voor {naam}: {soort}")


def _voorbeelden(soort: type[Feit]) -> list[dict[str, Any]]:
    velden = msgspec.inspect.type_info(soort).fields
    ruim = soort(**{veld.name: _waarde(veld.type, veld.name) for veld in velden})
    kaal = soort(**{veld.name: _waarde(veld.type, veld.name) for veld in velden if veld.required})
    uit = []
    for nummer, feit in enumerate([ruim] if ruim == kaal else [ruim, kaal]):
        id = uuid5(NAMESPACE_URL, f"{soort.__name__}/{nummer}")
        uit.append(json.loads(msgspec.json.encode(envelope(feit, id=id, tenant="swv2202po", time=MOMENT))))
    return uit


def _schema(soort: type[msgspec.Struct]) -> dict[str, Any]:
    schema = msgspec.json.schema(soort)
    for deel in schema["$defs"].values():
        deel.pop("description", None)  # the sentence of a fact may change; what it holds may not
    return schema


def opgeschreven() -> dict[str, dict[str, Any]]:
    """Per file what it holds, for the code as it is now: one per service, and `envelop` for what they travel in."""
    per_dienst = {
        dienst: {naam: {"schema": _schema(s), "voorbeelden": _voorbeelden(s)} for naam, s in soorten.items()}
        for dienst, soorten in feiten().items()
    }
    return per_dienst | {"envelop": {"Envelope": {"schema": _schema(Envelope), "voorbeelden": []}}}


def main() -> None:
    map_ = HIER / release()
    map_.mkdir(exist_ok=True)
    for bestand, inhoud in opgeschreven().items():
        (map_ / f"{bestand}.json").write_text(json.dumps(inhoud, ensure_ascii=False, indent=1, sort_keys=True) + "\n")
    print(f"{map_.relative_to(ROOT)} geschreven")


if __name__ == "__main__":
    main()
