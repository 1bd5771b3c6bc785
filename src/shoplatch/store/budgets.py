"""The rate budgets that processes share: one row per app, shop and operation, changed under its lock; no arithmetic."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from shoplatch.store import fetch, rows, schema
from shoplatch.store.engine import Connection

_COLUMNS = rows.columns(schema.rate_budgets)
_KEY = ("app_key", "shop", "operation")
_FIND = "SELECT * FROM rate_budgets WHERE app_key = %(app_key)s AND shop = %(shop)s AND operation = %(operation)s FOR UPDATE"
_ADD = (
    f"INSERT INTO rate_budgets ({rows.listed(_COLUMNS)}) VALUES ({', '.join(f'%({name})s' for name in _COLUMNS)}) "
    "ON CONFLICT DO NOTHING"
)
_CHANGE = (
    f"UPDATE rate_budgets SET {', '.join(f'{name} = %({name})s' for name in _COLUMNS if name not in _KEY)} "
    "WHERE app_key = %(app_key)s AND shop = %(shop)s AND operation = %(operation)s"
)


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """What is known about one limit; the columns are explained in schema/limits.py."""

    app_key: str
    shop: str
    operation: str
    ceiling: float
    learnt: bool
    given: int
    return_s: float
    demand_s: float
    waiting: bool
    asked_at: datetime
    next_at: datetime
    blocked_until: datetime
    lowered_at: datetime


async def locked(conn: Connection, fresh: BudgetRow) -> BudgetRow:
    """The row of a key, locked until the transaction ends; `fresh` where there was none."""
    key = {name: getattr(fresh, name) for name in _KEY}
    found = await fetch.one(conn, BudgetRow, _FIND, key)
    if found is None:
        await fetch.run(conn, _ADD, asdict(fresh))
        found = await fetch.one(conn, BudgetRow, _FIND, key)
    return found or fresh


async def change(conn: Connection, row: BudgetRow) -> None:
    """Write a row that is locked."""
    await fetch.run(conn, _CHANGE, asdict(row))
