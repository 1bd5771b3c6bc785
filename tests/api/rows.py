"""Rows of every kind the store mirrors: a shop's orders as a console test has them, and some of each described family."""

from __future__ import annotations

import zlib
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import Column, insert

from shoplatch.accounts.accounts import Accounts
from shoplatch.store import schema
from shoplatch.store.engine import Store
from shoplatch.store.families import ALL, Family, Versioned
from shoplatch.store.versions import Cause
from tests.api.house import NOW
from tests.console.seeding import GB, US, seed

EACH = 3  # of every family, in each shop
LATER = NOW + timedelta(minutes=5)


async def fill(store: Store, accounts: Accounts) -> None:
    """A small shop, and of every family some rows, one of which changed once and one of which is gone."""
    await seed(store, accounts, NOW, per_day=14, days=1)
    async with store.begin() as conn:
        for shop_id in (GB, US):
            await conn.execute(insert(schema.warehouses).values(
                shop_id=shop_id, id="7501", name="Leeds", type="SALES_WAREHOUSE", is_default=True, source_version="202309",
                first_seen=NOW, last_seen=NOW, read_at=NOW,
            ))  # fmt: skip
            for family in ALL:
                batch = [versioned(family, n) for n in range(EACH)]
                await family.write(conn, shop_id, batch, cause=Cause("backfill"))
                await family.write(conn, shop_id, [versioned(family, 1, changed=True)], cause=Cause("webhook"))
                gone = LATER + timedelta(minutes=1)
                await family.mark_deleted(conn, shop_id, [object_id(family, 2)], at=gone, cause=Cause("reconcile"))


def object_id(family: Family, n: int) -> str:
    """The id of one of the rows; as of some families it has a slash."""
    return f"{n}/2026-11-0{n + 1}" if family.name.startswith("perf_") else f"57{n:04d}"


def versioned(family: Family, n: int, *, changed: bool = False) -> Versioned:
    """One object of a family, every column filled."""
    read_at = LATER if changed else NOW
    given = [c for c in family.table.c if c.name not in _OURS]
    row = {column.name: value(column, n, changed=changed) for column in given}
    row |= {"id": object_id(family, n), "read_at": read_at, "source_version": "202309"}
    row["raw"] = zlib.compress(b'{"id": "57"}')
    parts = {
        part.table.name: [
            {c.name: value(c, n, changed=changed) for c in part.table.c if c.name not in ("shop_id", part.link)}
            | {"id": f"{n}-{at}"}
            for at in range(2)
        ]
        for part in family.parts
    }
    return Versioned(row, parts)


_OURS = {"shop_id", "first_seen", "last_seen", "since", "revision", "fingerprint", "deleted_at", "sealed", "sealed_note"}


def value(column: Column[Any], n: int, *, changed: bool) -> Any:
    """A value that the column takes; another one where it `changed`."""
    kind = column.type.__class__.__name__
    if kind == "JSONB":
        return {"fee": {"amount": f"{n}.10"}}
    if kind == "ARRAY":
        return [f"a{n}", f"b{n}"]
    if kind == "LargeBinary":
        return None
    plain: dict[type, Any] = {
        Decimal: Decimal(f"{n + 1}234567890.12345") + changed, int: n + changed, bool: n % 2 == 0,
        datetime: datetime(2026, 11, 1 + n, 12, 30, 0, 250_000 * (n % 2), tzinfo=UTC), date: date(2026, 11, 1 + n),
        str: "GBP" if column.name.endswith("currency") else f"{column.name} {n}",
    }  # fmt: skip
    return plain[column.type.python_type]


__all__ = ["EACH", "GB", "LATER", "US", "fill", "object_id", "versioned"]
