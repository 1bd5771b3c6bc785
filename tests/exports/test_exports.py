"""Exports into a folder: exact, incremental, whole or not at all; and what they refuse."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from shoplatch.errors import Conflict, InvalidRequest
from shoplatch.exports.asked import Asked, Format, kinds_named
from shoplatch.exports.folder import Folder
from shoplatch.exports.lines import Csv, Jsonl
from shoplatch.exports.run import Done, export
from shoplatch.store import schema
from shoplatch.store.families import BY_NAME
from shoplatch.store.read.kinds import KINDS, Kind, Shape
from shoplatch.store.sealed import Place
from shoplatch.store.versions import Cause
from tests.api.house import NOW, Estate
from tests.api.rows import LATER, object_id, versioned
from tests.console.seeding import GB, US
from tests.store.shops import settled

SHOPS = (GB, US)


async def run(estate: Estate, to: Path, *names: str, form: Format = "jsonl", **more: Any) -> Done:
    await settled(estate.store)
    shops = more.pop("shops", SHOPS)
    anew = more.pop("anew", False)
    asked = Asked(kinds_named(names, personal="open_sealed" in more), shops, **more)
    return await export(estate.store, estate.clock, asked, form, to, anew=anew)


def lines(folder: Path, kind: str) -> list[dict[str, Any]]:
    """Every row of a kind's files, in order of the runs."""
    files = sorted((folder / kind).glob("[0-9]*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text().splitlines()]


def newest(folder: Path, kind: str) -> list[dict[str, Any]]:
    """What a reader of the files makes of them, by the rule in the schema file."""
    by = json.loads((folder / kind / "schema.json").read_bytes())["newest"]
    rows = lines(folder, kind)
    last: dict[tuple[Any, ...], int] = {}
    for row in rows:
        key = tuple(row[name] for name in by)
        last[key] = max(last.get(key, 0), row["_run"])
    return [row for row in rows if row["_run"] == last[tuple(row[name] for name in by)] and not row["_deleted"]]


async def held(estate: Estate, kind: Kind) -> set[tuple[str, ...]]:
    """The keys of what the store holds of a kind and is not gone."""
    names = ", ".join(f'"{name}"' for name in ("shop_id", *kind.key))
    alive = " WHERE deleted_at IS NULL" if "deleted_at" in kind.table.c else ""
    async with estate.store.raw() as conn:
        return {tuple(row) for row in await (await conn.execute(f"SELECT {names} FROM {kind.name}{alive}")).fetchall()}


async def test_the_first_run_has_every_row_of_every_kind_and_the_next_ones_what_changed(
    estate: Estate, tmp_path: Path
) -> None:
    first = await run(estate, tmp_path, "all")
    assert [one.kind for one in first.written] == [kind.name for kind in KINDS]
    for kind in KINDS:
        assert {tuple(r[n] for n in ("shop_id", *kind.key)) for r in newest(tmp_path, kind.name)} == await held(estate, kind)
    still = await run(estate, tmp_path, "all")
    assert {one.kind: one.rows for one in still.written if one.rows} == {"warehouses": 2}
    family = BY_NAME["returns"]
    async with estate.store.begin() as conn:
        fresh = versioned(family, 7)
        await family.write(conn, GB, [fresh, versioned(family, 0, changed=True)], cause=Cause("webhook"))
        gone_at = NOW + timedelta(hours=1)
        await family.mark_deleted(conn, US, [object_id(family, 1)], at=gone_at, cause=Cause("reconcile"))
    changed = await run(estate, tmp_path, "all")
    assert {one.kind: (one.rows, one.deleted) for one in changed.written if one.rows and one.kind != "warehouses"} == {
        "returns": (3, 1), "return_lines": (6, 0),
    }  # fmt: skip
    for kind in KINDS:
        assert {tuple(r[n] for n in ("shop_id", *kind.key)) for r in newest(tmp_path, kind.name)} >= await held(estate, kind)
    assert not any(row["id"] == object_id(family, 1) and row["shop_id"] == US for row in newest(tmp_path, "returns"))
    assert (tmp_path / "orders/000001.jsonl").exists()
    assert not (tmp_path / "orders/000002.jsonl").exists()


async def test_rows_that_are_no_more_are_marked_and_parts_come_whole(estate: Estate, tmp_path: Path) -> None:
    await run(estate, tmp_path, "stock_levels", "orders", "order_lines")
    async with estate.store.begin() as conn:
        await conn.execute(schema.stock_levels.delete().where(schema.stock_levels.c.shop_id == GB))
        lines_ = schema.order_lines
        row = (await conn.execute(lines_.select().limit(1))).mappings().one()
        await conn.execute(lines_.delete().where(lines_.c.order_id == row["order_id"]))
        told = "INSERT INTO changes (shop_id, kind, object_id, cause, after, at) VALUES "
        from sqlalchemy import text

        skus = [one["sku_id"] for one in lines(tmp_path, "stock_levels") if one["shop_id"] == GB]
        for sku in skus:
            await conn.execute(text(f"{told}('{GB}', 'stock', '{sku}:7501', 'reconcile', 'DELETED', now())"))
        await conn.execute(text(f"{told}('{row['shop_id']}', 'order', '{row['order_id']}', 'webhook', 'CANCELLED', now())"))
    done = await run(estate, tmp_path, "stock_levels", "orders", "order_lines")
    assert [(one.rows, one.deleted) for one in done.written] == [(len(skus), len(skus)), (1, 0), (1, 1)]
    assert {row["shop_id"] for row in newest(tmp_path, "stock_levels")} == {US}
    assert row["order_id"] not in {one["order_id"] for one in newest(tmp_path, "order_lines")}


async def test_parquet_has_decimals_to_the_last_digit_times_in_utc_and_what_duckdb_reads(
    estate: Estate, tmp_path: Path
) -> None:
    await run(estate, tmp_path, "statements", "returns", "orders", "perf_shop", form="parquet")
    table = pq.read_table(tmp_path / "statements/000001.parquet")
    assert table.schema.field("settlement_amount").type == pa.decimal128(38, 10)
    assert table.schema.field("statement_time").type == pa.timestamp("us", tz="UTC")
    row = next(one for one in table.to_pylist() if one["id"] == "570001" and one["shop_id"] == GB)
    assert row["settlement_amount"] == Decimal("2234567891.12345")
    assert row["statement_time"] == datetime(2026, 11, 2, 12, 30, 0, 250_000, tzinfo=UTC)
    days = pq.read_table(tmp_path / "perf_shop/000001.parquet").to_pylist()
    assert date(2026, 11, 2) in {one["start_date"] for one in days}
    with duckdb.connect() as db:
        total = db.execute(f"SELECT sum(total_amount) FROM '{tmp_path}/orders/*.parquet'").fetchone()
    async with estate.store.raw() as conn:
        expected = await (await conn.execute("SELECT sum(total_amount) FROM orders")).fetchone()
    assert total is not None
    assert total[0] == expected[0]  # type: ignore[index]


async def test_csv_holds_the_same_as_the_store_and_no_text_that_a_spreadsheet_would_run(
    estate: Estate, tmp_path: Path
) -> None:
    async with estate.store.begin() as conn:
        await conn.execute(update(schema.products).where(schema.products.c.shop_id == GB).values(title='=HYPERLINK("x")'))
    await run(estate, tmp_path, "products", "statements", form="csv")
    with (tmp_path / "products/000001.csv").open(newline="") as file:
        titles = {row["title"] for row in csv.DictReader(file) if row["shop_id"] == GB}
    assert titles == {'\'=HYPERLINK("x")'}
    with (tmp_path / "statements/000001.csv").open(newline="") as file:
        amounts = {row["settlement_amount"] for row in csv.DictReader(file) if row["id"] == "570001"}
    assert amounts == {"2234567891.12345"}


async def test_a_run_that_was_killed_left_nothing_or_is_finished_by_the_next(estate: Estate, tmp_path: Path) -> None:
    await run(estate, tmp_path, "statements", "returns")
    before = _files(tmp_path)
    family = BY_NAME["statements"]
    async with estate.store.begin() as conn:
        await family.write(conn, GB, [versioned(family, 9)], cause=Cause("webhook"))

    class Killed(BaseException):
        pass

    for at in ("returns", "statements"):

        def die(kind: str, _: int, at: str = at) -> None:
            if kind == at:
                raise Killed

        asked = Asked(kinds_named(["statements", "returns"]), SHOPS)
        async with estate.store.begin() as conn:  # something for the second kind too
            returns = BY_NAME["returns"]
            await returns.write(conn, GB, [versioned(returns, 5 + len(at))], cause=Cause("webhook"))
        await settled(estate.store)
        with pytest.raises(Killed):
            await export(estate.store, estate.clock, asked, "jsonl", tmp_path, told=die)
        assert _files(tmp_path) == before
    # Killed after it had decided: the state says so, the files still have their hidden names.
    real = Folder.publish
    folder = Folder(tmp_path)
    done = await run(estate, tmp_path, "statements", "returns")
    state = folder.read()
    assert state is not None
    names = ["statements/000002.jsonl", "returns/000002.jsonl"]
    for name in names:
        (tmp_path / name).rename(folder.part(name))
    state.publish = names
    folder.write(state)
    again = await run(estate, tmp_path, "statements", "returns")
    assert (done.run, again.run, [one.rows for one in again.written]) == (2, 3, [0, 0])
    assert real is Folder.publish
    assert {row["id"] for row in lines(tmp_path, "statements") if row["_run"] == 2} == {object_id(family, 9)}
    assert not _hidden(tmp_path)


async def test_two_runs_in_one_folder_keep_apart_and_another_question_is_refused(estate: Estate, tmp_path: Path) -> None:
    await run(estate, tmp_path, "statements")
    with Folder(tmp_path).held(), pytest.raises(Conflict, match="Another export"):
        await run(estate, tmp_path, "statements")
    for other in ({"form": "csv"}, {"shops": (GB,)}, {"since": NOW}):
        with pytest.raises(InvalidRequest, match="another export"):
            await run(estate, tmp_path, "statements", **other)
    begun = await run(estate, tmp_path, "statements", shops=(GB,), anew=True)
    assert begun.written[0].why == "first run"
    assert {row["shop_id"] for row in lines(tmp_path, "statements")} == {GB}
    with pytest.raises(InvalidRequest, match="No former versions of orders"):
        await run(estate, tmp_path / "then", "orders", as_of=NOW)
    with pytest.raises(InvalidRequest, match="personal"):
        kinds_named(["order_recipients"])
    with pytest.raises(InvalidRequest, match="no family"):
        kinds_named(["ordrs"])


async def test_as_of_a_moment_has_what_was_believed_then_and_a_stretch_bounds_parts_by_their_parent(
    estate: Estate, tmp_path: Path
) -> None:
    await run(estate, tmp_path / "then", "returns", "return_lines", as_of=LATER - timedelta(minutes=1))
    assert {row["id"] for row in lines(tmp_path / "then", "returns")} == {"570000", "570001", "570002"}
    assert len(lines(tmp_path / "then", "return_lines")) == 12
    assert {row["revision"] for row in lines(tmp_path / "then", "returns")} == {1}
    bounds = {"since": datetime(2026, 11, 2, tzinfo=UTC), "until": datetime(2026, 11, 3, tzinfo=UTC)}
    await run(estate, tmp_path / "part", "returns", "return_lines", "perf_shop", **bounds)
    assert {row["id"] for row in lines(tmp_path / "part", "returns")} == {"570001"}
    assert {row["return_id"] for row in lines(tmp_path / "part", "return_lines")} == {"570001"}
    assert {row["start_date"] for row in lines(tmp_path / "part", "perf_shop")} == {"2026-11-02"}


async def test_personal_data_is_there_only_where_it_was_asked_for(estate: Estate, tmp_path: Path) -> None:
    async with estate.store.raw() as conn:
        await conn.execute("UPDATE orders SET buyer_user_id = 'buyer-77'")
        row = await (await conn.execute("SELECT id FROM orders WHERE shop_id = %s LIMIT 1", [GB])).fetchone()
        assert row is not None
        sealed = estate.vault.seal('{"name": "Ada Example"}', owner=f"{GB}/{row[0]}", field="recipient")
        await conn.execute("DELETE FROM order_recipients")
        await conn.execute("INSERT INTO order_recipients VALUES (%s, %s, %s, false, now())", [GB, row[0], sealed])

    def opened(place: Place, key: Sequence[str], value: bytes) -> str:
        return estate.vault.unseal(value, owner=place.owner_of(key), field=place.field_of(key))

    await run(estate, tmp_path / "without", "all")
    without = "".join(file.read_text() for file in (tmp_path / "without").rglob("*.json*"))
    assert "buyer-77" not in without
    assert "Ada Example" not in without
    await run(estate, tmp_path / "with", "orders", "order_recipients", open_sealed=opened)
    assert {one["buyer_user_id"] for one in lines(tmp_path / "with", "orders")} == {"buyer-77"}
    assert [one["personal"] for one in lines(tmp_path / "with", "order_recipients")] == [{"name": "Ada Example"}]


async def test_a_new_column_is_a_new_version_of_the_schema_and_an_ended_shop_leaves_the_files(
    estate: Estate, tmp_path: Path
) -> None:
    await run(estate, tmp_path, "payments")
    state = Folder(tmp_path).read()
    assert state is not None
    del state.kinds["payments"].columns["bank_account"]  # as a version of ours wrote it that had no such column
    Folder(tmp_path).write(state)
    grown = await run(estate, tmp_path, "payments")
    assert grown.written[0].why == "columns were added"
    described = json.loads((tmp_path / "payments/schema.json").read_bytes())
    assert (described["schema_version"], described["changes"][-1]["added"]) == (2, ["bank_account"])
    assert (tmp_path / "payments/000001.jsonl").exists()
    async with estate.store.begin() as conn:
        await conn.execute(update(schema.shops).where(schema.shops.c.id == US).values(data_settled_as="delete"))
        await conn.execute(schema.payments.delete().where(schema.payments.c.shop_id == US))
    ended = await run(estate, tmp_path, "payments")
    assert "settled" in ended.written[0].why
    assert {row["shop_id"] for row in lines(tmp_path, "payments")} == {GB}


SHAPES = [Shape("t", "text", nullable=True), Shape("d", "decimal", nullable=True), Shape("j", "json", nullable=True)]
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False)


@given(st.lists(st.tuples(st.text(st.characters(exclude_categories=["Cs"])), st.none() | DECIMALS, st.none() | st.text())))
def test_lines_give_back_what_went_in(rows: list[tuple[str, Decimal | None, str | None]]) -> None:
    made = Jsonl(SHAPES).body(rows).decode().split("\n")
    assert [json.loads(line)["t"] for line in made if line] == [text for text, _, _ in rows]
    assert [json.loads(line)["d"] for line in made if line] == [None if d is None else format(d, "f") for _, d, _ in rows]
    csv_ = Csv(SHAPES)
    text = (csv_.head() + csv_.body(rows)).decode()
    read = list(_read(text))
    assert [cell.removeprefix("'") if cell.startswith("'") else cell for cell, _, _ in read] == [t for t, _, _ in rows]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for cell, _, _ in read)


def _read(text: str) -> Iterator[list[str]]:
    import io

    reader = csv.reader(io.StringIO(text, newline=""))
    next(reader)
    yield from reader


def _hidden(folder: Path) -> list[Path]:
    return list(folder.rglob("*.part"))


def _files(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and not file.name.startswith(".")
    }
