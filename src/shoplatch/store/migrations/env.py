"""What Alembic runs for each command: our tables, on the connection that migrate() holds."""

from __future__ import annotations

from alembic import context

from shoplatch.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    compare_type=True,
    compare_server_default=True,
    transaction_per_migration=True,  # no step holds the tables of another
)
with context.begin_transaction():
    context.run_migrations()
