"""Alembic, once per service: own folder of revisions, own version table in the own schema."""

from __future__ import annotations

from alembic import context

service = context.config.attributes["service"]
connection = context.config.attributes["connection"]

context.configure(connection=connection, version_table_schema=service, transaction_per_migration=True)
with context.begin_transaction():
    context.run_migrations()
