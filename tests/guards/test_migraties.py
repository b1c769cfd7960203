"""Migrations run beside people who work: squawk reads the SQL of each and finds nothing that stops them.

It knows what locks a table, what rewrites it, and what breaks the code that is still running (expand first, contract
later). What it finds and we keep stands below, with the reason. A revision is one transaction; the SQL is what Alembic
would send, made without a database.
"""

import importlib.util
import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations

from infra.migrations.schema import PATIENCE

ROOT = Path(__file__).parents[2]
MIGRATIONS = ROOT / "infra/migrations"
SQUAWK = Path(sys.executable).with_name("squawk")
REVISIONS = sorted(MIGRATIONS.glob("*/[0-9]*.py"))

#: int where squawk would rather see bigint: numbers that stay small for as long as the row lives. No id is one.
SMALL = {
    "pogingen": "tries of one task or one code, at most 8",
    "versie": "how often one case was saved",
    "nummer": "version of the rules of one samenwerkingsverband",
    "basis": "version of the rules that a concept began from",
    "volgnummer": "TLV's of one samenwerkingsverband in one year",
    "laatste": "the same, as a counter",
    "jaar": "a year",
    "schooljaar": "a year",
    "grootte": "octets of a file, at most 25 MB",
    "leesbaar_grootte": "octets of a cleaned file, at most 64 MB",
    "bladzijden": "pages of a document, at most 200",
    "meester": "number of a master key, counted up by hand",
    "cent": "what one pupil costs in one schooljaar, in cents; two thousand million is 20 million euro",
}
#: Another rule for one statement of one revision: (revision, rule) to the reason. Empty is what it should be.
EXCEPTIONS: dict[tuple[str, str], str] = (
    {
        (
            revision,
            "ban-drop-constraint",
        ): "the check on what kind a line is gives way to a wider one: no old line breaks it"
        for revision in (
            "netwerk/0005_auditbreder",
            "intake/0004_auditbreder",
            "commissie/0005_auditbreder",
            "thuiszitters/0003_auditbreder",
            "financien/0003_auditbreder",
        )
    }
    | {
        (
            "intake/0013_noodtoegang",
            "ban-drop-constraint",
        ): "the check on the capacities gives way to a wider one: no old line breaks it",
    }
    | {
        (
            "intake/0008_schoonmaken",
            "ban-drop-constraint",
        ): "the checks on the states give way to wider ones: no old line breaks them",
    }
    | {
        (
            "intake/0024_dossierfamilie",
            "ban-drop-constraint",
        ): "a reference gives way to the same one, along which the row goes when its dossier goes",
        (
            "intake/0036_samenvoegen",
            "ban-drop-constraint",
        ): "a reference gives way to the same one, along which the row moves when what it hangs on moves",
        (
            "intake/0035_dossier_bewaren",
            "ban-drop-constraint",
        ): "the check on what counts gives way to a wider one: no old line breaks it",
        (
            "intake/0049_onderinstroom",
            "ban-drop-constraint",
        ): "the check on the capacities gives way to a wider one: no old line breaks it",
        (
            "intake/0034_intrekking",
            "ban-drop-constraint",
        ): "the check on what kind a line is gives way to a wider one: no old line breaks it",
        (
            "intake/0056_jong_kind_weg",
            "ban-drop-constraint",
        ): "the check on what counts gives way to a wider one: no old line breaks it",
        (
            "intake/0061_fusie",
            "ban-drop-constraint",
        ): "the check on what kind a line is gives way to a wider one: no old line breaks it",
        (
            "intake/0052_meekijken",
            "ban-drop-constraint",
        ): "the check on what kind a line is gives way to a wider one: no old line breaks it",
    }
    | {
        (
            revision,
            rule,
        ): "an index built beside people who work: Alembic ends its transaction before and begins one after"
        for revision in (
            "netwerk/0007_auditmoment",
            "intake/0010_auditmoment",
            "commissie/0009_auditmoment",
            "intake/0016_dossierindex",
            "intake/0028_verlengindex",
            "intake/0043_verblijfindex",
        )
        for rule in ("transaction-nesting", "ban-uncommitted-transaction")
    }
)


def sql_of(revision: Path) -> str:
    """What Alembic would send for this revision, after what every migration says first."""
    spec = importlib.util.spec_from_file_location(f"revision_{revision.stem}", revision)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    text = io.StringIO()
    context = MigrationContext.configure(dialect_name="postgresql", opts={"as_sql": True, "output_buffer": text})
    with Operations.context(context):
        module.upgrade()
    return "".join(f"{setting};\n" for setting in PATIENCE) + text.getvalue()


def squawk(sql: str) -> list[tuple[str, str]]:
    """What squawk finds: the rule, and the name that stands before the place it points at."""
    command = [SQUAWK, "--reporter", "json", "--assume-in-transaction", "--pg-version", "15.0"]
    done = subprocess.run(command, input=sql, capture_output=True, text=True)
    assert done.returncode in (0, 1) and done.stdout, done.stderr
    lines = sql.splitlines()
    return [(one["rule_name"], _before(lines[one["line"]], one["column"])) for one in json.loads(done.stdout)]


def _before(line: str, column: int) -> str:
    words = re.findall(r"\w+", line.encode()[:column].decode())
    return words[-1] if words else ""


def kept(found: list[tuple[str, str]], revision: str) -> Iterator[tuple[str, str]]:
    """What is found and not explained."""
    for rule, name in found:
        if (rule == "prefer-bigint-over-int" and name in SMALL) or (revision, rule) in EXCEPTIONS:
            continue
        yield rule, name


def test_there_are_migrations_to_read() -> None:
    assert len(REVISIONS) >= 12
    assert all("create table" in sql_of(path) for path in REVISIONS if path.stem == "0001_begin")


@pytest.mark.parametrize("revision", REVISIONS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_migration_stops_nobody(revision: Path) -> None:
    assert list(kept(squawk(sql_of(revision)), f"{revision.parent.name}/{revision.stem}")) == []


def test_the_base_stops_nobody() -> None:
    assert squawk((MIGRATIONS / "base.sql").read_text()) == []


def test_alembic_says_first_how_long_it_waits() -> None:
    assert "for setting in PATIENCE" in (MIGRATIONS / "env.py").read_text()
    assert {setting.split()[1] for setting in PATIENCE} == {"lock_timeout", "statement_timeout"}


def test_every_explanation_is_still_needed() -> None:
    found = {f"{path.parent.name}/{path.stem}": squawk(sql_of(path)) for path in REVISIONS}
    ints = {name for one in found.values() for rule, name in one if rule == "prefer-bigint-over-int"}
    assert SMALL.keys() == ints
    assert {(path, rule) for path, one in found.items() for rule, _ in one} >= EXCEPTIONS.keys()


@pytest.mark.parametrize(
    ("sql", "rule"),
    [
        ("create index zoek on intake.aanvraag (tenant, status)", "require-concurrent-index-creation"),
        ("alter table intake.aanvraag drop column status", "ban-drop-column"),
        ("alter table intake.aanvraag rename column status to stand", "renaming-column"),
        ("alter table intake.aanvraag rename to verzoek", "renaming-table"),
        ("drop table intake.aanvraag", "ban-drop-table"),
        ("alter table intake.aanvraag add column soort text not null", "adding-required-field"),
        ("alter table intake.aanvraag alter column status set not null", "adding-not-nullable-field"),
        ("alter table intake.aanvraag alter column status type varchar(9)", "changing-column-type"),
        ("alter table intake.aanvraag add check (status <> '')", "constraint-missing-not-valid"),
    ],
)
def test_squawk_has_teeth(sql: str, rule: str) -> None:
    """What would stop people or break the running code is found, on a table that was there already."""
    assert rule in {found for found, _ in squawk("".join(f"{one};\n" for one in (*PATIENCE, sql)))}
