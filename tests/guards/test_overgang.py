"""One tenant reaches another in one place only: infra/crossing.py (docs/besluiten/0019)."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: Whose tenant a question between services may be about: that of who asks.
EIGEN = {"unit.asker.tenant", "lezer.asker.tenant", "wie.tenant", "asker.tenant", "door.tenant", "tenant"}
#: Asks about a tenant that it was given: the crossing itself; and what runs for all tenants, by the clock or a command.
MAG = {"infra/crossing.py"}


def _aanroepen() -> list[tuple[str, int, str]]:
    uit = []
    for map_ in ("services", "infra"):
        for bestand in sorted((ROOT / map_).rglob("*.py")):
            pad = bestand.relative_to(ROOT).as_posix()
            for knoop in ast.walk(ast.parse(bestand.read_text())):
                if isinstance(knoop, ast.Call) and isinstance(knoop.func, ast.Attribute):
                    if knoop.func.attr != "ask_intern":
                        continue
                    tenant = next((ast.unparse(k.value) for k in knoop.keywords if k.arg == "tenant"), "")
                    uit.append((pad, knoop.lineno, tenant))
    return uit


def test_alleen_de_overgang_vraagt_iets_over_een_andere_tenant():
    services = [(pad, regel, tenant) for pad, regel, tenant in _aanroepen() if pad.startswith("services/")]
    assert [een for een in services if een[2] not in EIGEN - {"tenant"}] == []
    assert [een for een in _aanroepen() if een[0] == "infra/crossing.py"], "de overgang vraagt zelf niets meer"


def test_wat_over_de_grens_gaat_is_een_deur_die_geen_mens_opent():
    """Every message with `voor` is for a service only, and no other message of intake is a crossing."""
    from infra.processes import load

    deuren = [deur for deur in load("intake").doors.values() if "voor" in deur.bericht.__struct_fields__]
    assert {deur.bericht.heet() for deur in deuren} >= {"overdracht_voor_tonen", "plek_melden"}
    assert [deur.bericht.heet() for deur in deuren if deur.rollen or not deur.intern or deur.open] == []
