"""Alembic, once per service: own folder of revisions, own version table in the own schema."""

from __future__ import annotations

from alembic import context

from infra.migrations.schema import PATIENCE

service = context.config.attributes["service"]
connection = context.config.attributes["connection"]

# People are at work: what cannot get its lock soon gives up, so that nobody queues behind it; it can be run again.
for setting in PATIENCE:
    connection.exec_driver_sql(setting)
connection.commit()

context.configure(connection=connection, version_table_schema=service, transaction_per_migration=True)
with context.begin_transaction():
    context.run_migrations()
