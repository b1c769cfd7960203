"""Settings of PostgreSQL are set inside a transaction, by one helper; nowhere for a whole session (RLS-5)."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = [b for map in ("services", "infra", "web", "tenants") for b in (ROOT / map).rglob("*.py")]


def test_nergens_wordt_een_instelling_op_de_sessie_gezet():
    fout = []
    for bestand in CODE:
        tekst = bestand.read_text()
        if re.search(r"\bset\s+(session\s+)?app\.", tekst, re.I) or re.search(
            r"set_config\([^)]*false\s*\)", tekst, re.I
        ):
            fout.append(bestand.relative_to(ROOT).as_posix())
    assert fout == []


def test_alleen_de_database_en_de_doorgever_maken_verbinding():
    mag = {"infra/database.py", "infra/outbox.py", "infra/ticker.py", "infra/migrate.py", "infra/streams.py"}
    mag |= {"infra/audit/__main__.py"}  # the command that judges the chains of every tenant, with rights of its own
    # Commands of who runs Meedoen, about all tenants at once: no service and no person can start them.
    mag |= {"infra/backup/make.py", "infra/backup/restore.py", "infra/transfer/give.py", "infra/transfer/take.py"}
    wie = {
        b.relative_to(ROOT).as_posix()
        for b in CODE
        if re.search(r"(create_pool|create_async_engine|asyncpg\.connect)\(", b.read_text())
    }
    # What measures and what breaks things looks in from outside, on a stack of its own.
    assert {w for w in wie if not w.startswith(("infra/bench", "infra/faults"))} <= mag
