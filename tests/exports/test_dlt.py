"""The dlt source into real destinations: the same rows as the store, what changed after that, and deletions."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import dlt
import duckdb
import psycopg
import pyarrow.parquet as pq
import pytest

from shoplatch.errors import InvalidRequest
from shoplatch.exports.dlt import shoplatch
from shoplatch.store import schema
from shoplatch.store.families import BY_NAME
from shoplatch.store.read.kinds import KIND_OF, Kind
from shoplatch.store.versions import Cause
from tests.api.house import NOW, Estate
from tests.api.rows import object_id, versioned
from tests.console.seeding import GB, US
from tests.databases import fresh_database, with_database
from tests.store.shops import settled

FAMILIES = ("orders", "order_lines", "returns", "return_lines", "statements", "stock_levels", "warehouses", "perf_shop")
pytestmark = [
    pytest.mark.long,
    pytest.mark.filterwarnings("default"),  # of dlt's own making
]


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """dlt tells nobody of us and keeps its things in the test's folder."""
    for name, value in {
        "RUNTIME__DLTHUB_TELEMETRY": "false", "DLT_DATA_DIR": str(tmp_path / "dlt"), "DLT_PROJECT_DIR": str(tmp_path),
        "RUNTIME__LOG_LEVEL": "ERROR", "LOAD__WORKERS": "1", "NORMALIZE__WORKERS": "1",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)


async def held(estate: Estate, kind: Kind) -> list[tuple[Any, ...]]:
    """What the store holds of a kind: keys, and every amount."""
    names = _names(kind)
    alive = " WHERE deleted_at IS NULL" if "deleted_at" in kind.table.c else ""
    async with estate.store.raw() as conn:
        rows = await (await conn.execute(f"SELECT {names} FROM {kind.name}{alive} ORDER BY {names}".encode())).fetchall()
    return [tuple(row) for row in rows]


def _names(kind: Kind) -> str:
    amounts = [one.name for one in kind.shapes if one.type in ("decimal", "integer")]
    return ", ".join(f'"{name}"' for name in ("shop_id", *kind.key, *amounts))


async def change(estate: Estate) -> None:
    """Something new, something changed, something gone, a line less."""
    family = BY_NAME["returns"]
    fewer = versioned(family, 0, changed=True)
    fewer.parts["return_lines"].pop()  # type: ignore[attr-defined]  # a list here
    async with estate.store.begin() as conn:
        await family.write(conn, GB, [versioned(family, 7), fewer], cause=Cause("webhook"))
        await family.mark_deleted(conn, US, [object_id(family, 1)], at=NOW + timedelta(hours=1), cause=Cause("reconcile"))
        sku = (await conn.execute(schema.stock_levels.select().limit(1))).mappings().one()
        where = schema.stock_levels.c.sku_id == sku["sku_id"]
        await conn.execute(schema.stock_levels.delete().where(where, schema.stock_levels.c.shop_id == sku["shop_id"]))
        await conn.execute(schema.changes.insert().values(
            shop_id=sku["shop_id"], kind="stock", object_id=f"{sku['sku_id']}:{sku['warehouse_id']}", cause="reconcile",
            after="DELETED", at=NOW,
        ))  # fmt: skip


def loaded(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Rows as the store has them: amounts compare by value."""
    return [tuple(Decimal(str(value)) if isinstance(value, float) else value for value in row) for row in rows]


async def test_duckdb_has_the_rows_of_the_store_and_then_what_changed(
    estate: Estate, database_url: str, tmp_path: Path
) -> None:
    path = tmp_path / "shops.duckdb"
    pipeline = dlt.pipeline("to_duckdb", destination=dlt.destinations.duckdb(str(path)), dataset_name="tiktok_shop")
    for step in range(3):
        await settled(estate.store)
        pipeline.run(shoplatch(database_url, families=FAMILIES))
        with duckdb.connect(str(path)) as db:
            for name in FAMILIES:
                kind = KIND_OF[name]
                found = db.execute(f"SELECT {_names(kind)} FROM tiktok_shop.{name} ORDER BY {_names(kind)}").fetchall()
                assert loaded(found) == await held(estate, kind), (step, name)
        if step == 0:
            await change(estate)
    trace = pipeline.last_trace.last_normalize_info.row_counts
    assert {name: count for name, count in trace.items() if not name.startswith("_")} == {"warehouses": 2}
    async with estate.store.raw() as conn:
        await conn.execute("UPDATE shops SET data_settled_as = 'delete' WHERE id = %s", [US])
        await conn.execute("DELETE FROM statements WHERE shop_id = %s", [US])
    pipeline.run(shoplatch(database_url, families=["statements"]))
    with duckdb.connect(str(path)) as db:
        assert db.execute("SELECT DISTINCT shop_id FROM tiktok_shop.statements").fetchall() == [(GB,)]


async def test_postgresql_has_the_rows_of_the_store_and_then_what_changed(
    estate: Estate, database_url: str, postgres_url: str
) -> None:
    with fresh_database(postgres_url, "template0") as name:
        target = with_database(postgres_url, name)
        parts = urlsplit(target)
        # dlt wants a host; where the server has a socket alone, the query names it and counts.
        named = (
            target if parts.hostname else urlunsplit(parts._replace(netloc=f"{parts.netloc.removesuffix('@')}@localhost"))
        )
        destination = dlt.destinations.postgres(named)
        pipeline = dlt.pipeline("to_postgres", destination=destination, dataset_name="tiktok_shop")
        for step in range(2):
            await settled(estate.store)
            pipeline.run(shoplatch(database_url, families=FAMILIES))
            with psycopg.connect(target) as db:
                for family in FAMILIES:
                    names = _names(KIND_OF[family])
                    rows = db.execute(f"SELECT {names} FROM tiktok_shop.{family} ORDER BY {names}".encode()).fetchall()
                    assert sorted(rows, key=str) == sorted(await held(estate, KIND_OF[family]), key=str), (step, family)
            if step == 0:
                await change(estate)


async def test_files_get_every_version_with_what_is_gone_marked(estate: Estate, database_url: str, tmp_path: Path) -> None:
    bucket = tmp_path / "bucket"
    destination = dlt.destinations.filesystem(bucket.as_uri())
    pipeline = dlt.pipeline("to_files", destination=destination, dataset_name="tiktok_shop")
    pipeline.run(shoplatch(database_url, families=["returns"]), loader_file_format="parquet")
    await change(estate)
    await settled(estate.store)
    pipeline.run(shoplatch(database_url, families=["returns"]), loader_file_format="parquet")
    rows = [row for file in (bucket / "tiktok_shop/returns").glob("*.parquet") for row in pq.read_table(file).to_pylist()]
    newest: dict[tuple[str, str], dict[str, Any]] = {}
    for row in sorted(rows, key=lambda one: one["_run"]):
        newest[row["shop_id"], row["id"]] = row
    alive = sorted(key for key, row in newest.items() if not row["_deleted"])
    assert alive == sorted(row[:2] for row in await held(estate, KIND_OF["returns"]))


def test_a_source_needs_a_place_and_families_that_exist() -> None:
    with pytest.raises(InvalidRequest, match="either"):
        list(shoplatch().resources)
    with pytest.raises(InvalidRequest, match="no family"):
        list(shoplatch("postgresql://x", families=["ordrs"]).resources)
