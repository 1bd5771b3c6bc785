"""What goes wrong between us and the database, as Shoplatch's own errors. The server's codes are decided here, once.

Values of a statement never get into the sentence: they may be a buyer's.
"""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator

import psycopg
import psycopg_pool
import sqlalchemy.exc
from psycopg import errors as pg

from shoplatch.errors import ConfigError, Conflict, Fatal, InvalidRequest, Retriable, ShoplatchError, Unreachable
from shoplatch.store.address import START_IT, unconnected


@contextlib.asynccontextmanager
async def translated() -> AsyncIterator[None]:
    """Turn the errors of both drivers into ours; lets everything else through."""
    try:
        yield
    except (psycopg.Error, psycopg_pool.PoolTimeout, psycopg_pool.TooManyRequests, sqlalchemy.exc.SQLAlchemyError) as error:
        raise explained(error) from error


def explained(error: Exception) -> ShoplatchError:
    """The error of ours that says what the caller can do about this one."""
    if isinstance(error, (psycopg_pool.PoolTimeout, psycopg_pool.TooManyRequests, sqlalchemy.exc.TimeoutError)):
        return Unreachable("No connection to the database came free in time", next_step=START_IT)
    cause = error.orig if isinstance(error, sqlalchemy.exc.DBAPIError) else error
    if not isinstance(cause, psycopg.Error):
        return Fatal(f"A query could not be made ({type(error).__name__})")
    if isinstance(cause, psycopg.OperationalError) and cause.sqlstate is None:
        return unconnected(cause)
    return _refused(cause)


def _refused(error: psycopg.Error) -> ShoplatchError:
    state, where = error.sqlstate or "", _where(error)
    match error:
        case pg.QueryCanceled():
            return Retriable(f"A statement took longer than it may{where}", next_step="Try again with a smaller range.")
        case pg.LockNotAvailable() | pg.DeadlockDetected() | pg.SerializationFailure():
            return Retriable(f"Another process was writing the same rows{where} (SQL state {state})")
        case pg.DiskFull() | pg.OutOfMemory():
            return ConfigError("The database server has run out of room", next_step="Make room on its disk or in memory.")
        case pg.ReadOnlySqlTransaction():
            return ConfigError("The database is read-only", next_step="Give SHOPLATCH_DATABASE_URL the primary server.")
        case pg.UndefinedTable() | pg.UndefinedColumn() | pg.UndefinedFunction() | pg.UndefinedObject():
            next_step = "Start shoplatch serve once: it brings the tables up to date."
            return ConfigError(f"The database's tables do not fit this version (SQL state {state})", next_step=next_step)
        case pg.InsufficientPrivilege():
            return ConfigError(f"The database role lacks a right{where}", next_step="Let the role own its database.")
        case pg.UniqueViolation() | pg.ForeignKeyViolation() | pg.ExclusionViolation():
            return Conflict(f"The row does not fit those that are there{where} (SQL state {state})")
        case psycopg.DataError() | pg.NotNullViolation() | pg.CheckViolation() | pg.ProgramLimitExceeded():
            return InvalidRequest(f"The database refuses a value{where} (SQL state {state or 'none'})")
        case psycopg.OperationalError():  # shut down, starting, too many connections, transaction left idle
            return Unreachable(f"The database broke off (SQL state {state})", next_step=START_IT)
        case _:
            return Fatal(f"The database refused a statement{where} (SQL state {state or 'none'})")


def _where(error: psycopg.Error) -> str:
    table, column = error.diag.table_name, error.diag.column_name
    return f" in {table}.{column}" if table and column else f" in {table}" if table else ""
