"""Orders end in the same rows, whatever order their versions come in and however often."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from shoplatch.errors import Conflict, InvalidRequest
from shoplatch.store import changes, orders, schema
from shoplatch.store.engine import Store
from shoplatch.store.orders import OrderRows, SealedRecipient
from shoplatch.store.versions import Cause, Written
from tests.store.shops import SHOP, settled, with_shop

T0 = datetime(2026, 11, 1, tzinfo=UTC)
BACKFILL = Cause("backfill")


def order(
    id_: str = "577000000000000001",
    *,
    at: int = 0,
    read: int | None = None,
    status: str = "AWAITING_SHIPMENT",
    lines: Sequence[str] = ("L1", "L2"),
    recipient: SealedRecipient | None = None,
) -> OrderRows:
    """A version of an order; `at` and `read` are seconds after T0."""
    return OrderRows(
        order={
            "id": id_,
            "status": status,
            "currency": "GBP",
            "item_count": len(lines),
            "total_amount": Decimal("12.90"),
            "payment": {"total_amount": "12.90", "tax": "2.15"},
            "create_time": T0,
            "update_time": T0 + timedelta(seconds=at),
            "read_at": T0 + timedelta(seconds=at if read is None else read),
            "source_version": "202309",
            "raw": b"\x00\xffcompressed" * 3,
        },
        lines=[
            {
                "id": f"{id_}-{line}",
                "product_id": "P1",
                "sku_id": f"S-{line}",
                "sale_price": "6.45",
                "display_status": status,
            }
            for line in lines
        ],
        recipient=recipient,
    )


async def write(store: Store, *batch: OrderRows, cause: Cause = BACKFILL) -> Written:
    async with store.raw() as conn:
        return await orders.write(conn, SHOP, batch, cause=cause)


async def rows(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All that is kept about orders, apart from how often it changed."""
    kept = [column for column in schema.orders.columns if column.name != "revision"]
    async with store.begin() as conn:
        return {
            "orders": [tuple(row) for row in await conn.execute(select(*kept).order_by("id"))],
            "lines": [tuple(row) for row in await conn.execute(select(schema.order_lines).order_by("id"))],
            "recipients": [tuple(row) for row in await conn.execute(select(schema.order_recipients).order_by("order_id"))],
        }


async def revisions(store: Store) -> list[int]:
    async with store.begin() as conn:
        return list((await conn.execute(select(schema.orders.c.revision).order_by("id"))).scalars())


async def feed(store: Store) -> list[tuple[str, str | None, str | None]]:
    await settled(store)
    async with store.raw() as conn:
        return [(row.change.object_id, row.change.before, row.change.after) for row in await changes.read(conn)]


@with_shop
async def test_a_new_order_is_kept_exactly(store: Store) -> None:
    assert await write(store, order(recipient=SealedRecipient(b"sealed", masked=False))) == Written(new=1)
    async with store.begin() as conn:
        kept = (await conn.execute(select(schema.orders))).mappings().one()
        lines = (await conn.execute(select(schema.order_lines).order_by("id"))).mappings().all()
    assert kept["total_amount"] == Decimal("12.90")
    assert str(kept["total_amount"]) == "12.90"
    assert kept["payment"] == {"total_amount": "12.90", "tax": "2.15"}
    assert kept["raw"] == b"\x00\xffcompressed" * 3
    assert (kept["update_time"], kept["first_seen"], kept["last_seen"], kept["revision"]) == (T0, T0, T0, 1)
    assert [(line["order_id"], line["sku_id"], line["sale_price"]) for line in lines] == [
        (kept["id"], "S-L1", Decimal("6.45")),
        (kept["id"], "S-L2", Decimal("6.45")),
    ]
    async with store.raw() as conn:
        assert await orders.recipient(conn, SHOP, kept["id"]) == SealedRecipient(b"sealed", masked=False)


@with_shop
async def test_the_same_batch_twice_changes_nothing(store: Store) -> None:
    batch = [order(f"57700000000000000{n}", recipient=SealedRecipient(b"s", masked=False)) for n in range(5)]
    assert await write(store, *batch) == Written(new=5)
    before = await rows(store)
    assert await write(store, *batch) == Written(same=5)
    assert await rows(store) == before
    assert await revisions(store) == [1] * 5
    assert len(await feed(store)) == 5


@with_shop
async def test_a_newer_version_replaces_the_order_and_its_lines(store: Store) -> None:
    await write(store, order(lines=("L1", "L2")))
    newer = order(at=60, status="IN_TRANSIT", lines=("L2", "L3"))
    assert await write(store, newer, cause=Cause("webhook", inbox={"577000000000000001": 7})) == Written(changed=1)
    kept = await rows(store)
    assert [line[1] for line in kept["lines"]] == ["577000000000000001-L2", "577000000000000001-L3"]
    assert await revisions(store) == [2]
    await settled(store)
    async with store.raw() as conn:
        told = [row.change for row in await changes.read(conn)][-1]
    assert (told.before, told.after, told.cause, told.inbox_n) == ("AWAITING_SHIPMENT", "IN_TRANSIT", "webhook", 7)


@with_shop
async def test_an_older_version_never_overwrites_a_newer(store: Store) -> None:
    await write(store, order(at=60, status="IN_TRANSIT", lines=("L2",)))
    assert await write(store, order(at=10)) == Written(stale=1)
    assert await write(store, order(at=60, read=30, status="AWAITING_COLLECTION")) == Written(stale=1)
    kept = await rows(store)
    assert [line[1] for line in kept["lines"]] == ["577000000000000001-L2"]
    assert [(entry[1], entry[2]) for entry in await feed(store)] == [(None, "IN_TRANSIT")]


@with_shop
async def test_a_later_read_of_the_same_second_wins(store: Store) -> None:
    await write(store, order(at=60, read=60, status="AWAITING_SHIPMENT"))
    assert await write(store, order(at=60, read=61, status="IN_TRANSIT")) == Written(changed=1)


@with_shop
async def test_what_only_the_kept_bytes_say_is_kept_from_the_newest_read_and_is_no_change(store: Store) -> None:
    def said(raw: bytes, read: int) -> OrderRows:
        one = order(at=5, read=read)
        return OrderRows(one.order | {"raw": raw}, one.lines)

    async def kept() -> tuple[object, ...]:
        async with store.raw() as conn:
            found = await (await conn.execute("SELECT raw, revision, (SELECT count(*) FROM changes) FROM orders")).fetchone()
        assert found is not None
        return tuple(found)

    await write(store, said(b"first", 10))
    assert await write(store, said(b"newer", 20)) == Written(same=1)
    assert await kept() == (b"newer", 1, 1)
    await write(store, said(b"older", 15))
    assert await kept() == (b"newer", 1, 1)


@with_shop
async def test_a_read_that_agrees_protects_the_row_from_older_reads_that_do_not(store: Store) -> None:
    await write(store, order(at=60, read=60, status="IN_TRANSIT"))
    await write(store, order(at=60, read=70, status="IN_TRANSIT"))
    assert await write(store, order(at=60, read=65, status="AWAITING_SHIPMENT")) == Written(stale=1)


@with_shop
async def test_a_masked_recipient_never_overwrites_a_full_one(store: Store) -> None:
    full, masked = SealedRecipient(b"full", masked=False), SealedRecipient(b"masked", masked=True)
    await write(store, order(at=0, recipient=masked))
    await write(store, order(at=1, recipient=full))
    await write(store, order(at=2, status="DELIVERED", recipient=masked))
    async with store.raw() as conn:
        assert await orders.recipient(conn, SHOP, "577000000000000001") == full


@with_shop
async def test_a_full_recipient_that_comes_with_an_old_version_is_kept(store: Store) -> None:
    await write(store, order(at=2, recipient=SealedRecipient(b"masked", masked=True)))
    assert await write(store, order(at=1, recipient=SealedRecipient(b"full", masked=False))) == Written(stale=1)
    async with store.raw() as conn:
        assert await orders.recipient(conn, SHOP, "577000000000000001") == SealedRecipient(b"full", masked=False)


@with_shop
async def test_any_shuffle_of_a_history_with_repeats_ends_in_the_same_rows(store: Store) -> None:
    statuses = ("UNPAID", "ON_HOLD", "AWAITING_SHIPMENT", "AWAITING_COLLECTION", "IN_TRANSIT", "DELIVERED")
    history = [
        order(
            f"57700000000000000{n}",
            at=10 * step,
            read=10 * step + n,
            status=status,
            lines=[f"L{k}" for k in range(1 + (n + step) % 3)],
            recipient=SealedRecipient(f"{n}-{step}".encode(), masked=step > 3) if step != 1 else None,
        )
        for n in range(4)
        for step, status in enumerate(statuses)
    ]
    await write(store, *history)
    for one in history:  # and once more, one by one: the clean history
        await write(store, one)
    clean = await rows(store)
    for seed in range(12):
        dice = random.Random(seed)
        async with store.raw() as conn:
            await conn.execute("TRUNCATE orders, order_lines, order_recipients, changes")
        shuffled = history * 2
        dice.shuffle(shuffled)
        while shuffled:
            size = dice.randint(1, 9)
            await write(store, *shuffled[:size])
            shuffled = shuffled[size:]
        assert await rows(store) == clean, f"seed {seed}"
        told = await feed(store)
        for n in range(4):
            last = [after for id_, _, after in told if id_ == f"57700000000000000{n}"][-1]
            assert last == "DELIVERED", f"seed {seed}"


@with_shop
async def test_writers_of_the_same_new_orders_at_once_write_them_once(store: Store) -> None:
    batches = [[order(f"5770000000000{n:05}", at=w % 2, lines=("L1",)) for n in range(60)] for w in range(4)]
    for batch in batches:
        random.Random(len(batch)).shuffle(batch)
    written = await asyncio.gather(*(write(store, *batch) for batch in batches))
    total = sum(written, Written())
    assert total.new == 60
    assert total.new + total.changed == len(await feed(store))
    async with store.raw() as conn:
        assert await orders.count(conn, SHOP) == 60
        found = await orders.versions(conn, SHOP)
        assert {version.update_time for version in found.values()} == {T0 + timedelta(seconds=1)}


@with_shop
async def test_characters_the_database_cannot_keep_do_not_hold_up_the_batch(store: Store) -> None:
    odd = order(lines=("L1",))
    odd.lines[0]["product_name"] = "a\x00b\ud800c"  # type: ignore[index]
    assert await write(store, odd, order("577000000000000002")) == Written(new=2)
    async with store.begin() as conn:
        name = (await conn.execute(select(schema.order_lines.c.product_name).order_by("id").limit(1))).scalar_one()
    assert name == "a\ufffdb?c"


@with_shop
async def test_a_column_the_table_lacks_is_refused_and_nothing_is_written(store: Store) -> None:
    wrong = order("577000000000000002")
    with pytest.raises(InvalidRequest, match="nonsense"):
        await write(store, order(), OrderRows({**wrong.order, "nonsense": 1}, wrong.lines))
    async with store.raw() as conn:
        assert await orders.count(conn, SHOP) == 0


@with_shop
async def test_a_value_that_is_no_number_is_refused_without_repeating_it(store: Store) -> None:
    wrong = order()
    with pytest.raises(InvalidRequest) as refused:
        await write(store, OrderRows({**wrong.order, "total_amount": "Jane Doe"}, wrong.lines))
    assert "Jane" not in str(refused.value)


async def test_orders_of_a_shop_we_do_not_know_are_refused(store: Store) -> None:
    with pytest.raises(Conflict):
        await write(store, order())


@with_shop
async def test_either_kind_of_connection_writes_and_undoes(store: Store) -> None:
    async def write_and_fail() -> None:
        async with store.begin() as conn:
            assert await orders.write(conn, SHOP, [order()], cause=BACKFILL) == Written(new=1)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await write_and_fail()
    async with store.begin() as conn:
        assert await orders.count(conn, SHOP) == 0
        await orders.write(conn, SHOP, [order()], cause=BACKFILL)
    async with store.begin() as conn:
        assert await orders.count(conn, SHOP) == 1
