"""Which due rows somebody waits for: the clock hands those to the workers before what was planned long ago."""

from __future__ import annotations

from alembic import op

from infra.migrations.schema import run


def at_once(schema: str) -> None:
    """The column `meteen` of `taak`. What lies there already was planned: false."""
    run(f"alter table {schema}.taak add column meteen boolean not null default false")
    op.execute(f"grant select (meteen) on {schema}.taak to svc_klok")
