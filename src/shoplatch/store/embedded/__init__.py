"""A PostgreSQL of our own: made, started, watched and stopped without anything to install or to configure.

Uses the server binaries of a wheel, not the wheel's Python wrapper. It knows processes, folders and locks; it holds no
table and no query. Linux and macOS; elsewhere, give the address of a server (`SHOPLATCH_DATABASE_URL`).
"""

from shoplatch.store.embedded.server import Postgres

__all__ = ["Postgres"]
