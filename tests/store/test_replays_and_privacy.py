"""Events come back by a filter at a rate and survive a restart; people are forgotten wherever they are kept."""

from __future__ import annotations

import json
from datetime import timedelta

from shoplatch.inbox.causes import UNKNOWN, likely_fix
from shoplatch.store import inbox, orders, privacy, replays
from shoplatch.store.engine import Store
from shoplatch.store.inbox import Arrived
from shoplatch.store.orders import OrderRows, SealedRecipient
from shoplatch.store.read import events
from shoplatch.store.replays import Which
from shoplatch.store.versions import Cause
from tests.store.shops import APP, SHOP, T0, with_shop


async def arrived(store: Store, count: int, *, topic: int = 1, state: str = "failed", error: str = "") -> None:
    batch = [
        Arrived(APP, f"{topic}-{state}-{k}", topic, SHOP, T0, T0 + timedelta(seconds=k), b'{"data": {"order_id": "5770"}}')
        for k in range(count)
    ]
    async with store.raw() as conn:
        await inbox.append(conn, batch)
        await conn.execute(
            "UPDATE inbox SET state = %s, error = %s, attempts = 8 WHERE state = 'new' AND type = %s", [state, error, topic]
        )


async def states(store: Store) -> dict[str, int]:
    async with store.raw() as conn:
        return await inbox.counts(conn)


@with_shop
async def test_ten_thousand_events_come_back_at_their_rate_whoever_goes_on(store: Store) -> None:
    await arrived(store, 10_000, error="Fatal: it broke")
    await arrived(store, 50, topic=5, error="Fatal: it broke")
    async with store.begin() as conn:
        made = await replays.begin(conn, Which(topics=[1]), 1_000, T0)
    assert (made.matched, made.state) == (10_000, "running")
    put = []
    for second in range(1, 14):  # each time another process
        async with store.begin() as conn:
            put.append(await replays.advance(conn, T0 + timedelta(seconds=second)))
    assert put[:10] == [1_000] * 10
    assert sum(put) == 10_000
    assert await states(store) == {"new": 10_000, "failed": 50}
    async with store.begin() as conn:
        (row,) = await replays.newest(conn)
    assert (row.state, row.queued) == ("done", 10_000)


@with_shop
async def test_a_replay_that_was_stopped_puts_back_no_more_and_what_failed_later_is_not_its_own(store: Store) -> None:
    await arrived(store, 20, error="Fatal: it broke")
    async with store.begin() as conn:
        made = await replays.begin(conn, Which(), 5, T0)
        assert await replays.advance(conn, T0 + timedelta(seconds=1)) == 5
        assert await replays.stop(conn, made.id, T0)
        assert await replays.advance(conn, T0 + timedelta(seconds=9)) == 0
        assert not await replays.stop(conn, made.id, T0)
    await arrived(store, 3, topic=11)
    async with store.begin() as conn:
        again = await replays.begin(conn, Which(error="IT BROKE"), 100, T0)
    assert again.matched == 15


@with_shop
async def test_failed_events_are_gathered_by_cause_whatever_the_ids_in_it(store: Store) -> None:
    async with store.raw() as conn:
        await inbox.append(conn, [Arrived(APP, f"k{k}", 1, SHOP, T0, T0, b"{}") for k in range(6)])
        for k in range(6):
            why = f"InvalidRequest: order 57700000{k} is wrong (request {k}a)" if k < 4 else "PermissionMissing: no scope"
            await conn.execute("UPDATE inbox SET state = 'failed', error = %s WHERE dedupe_key = %s", [why, f"k{k}"])
    async with store.begin() as conn:
        groups = await events.failed_by_cause(conn, [SHOP])
    assert [(one.events, one.topics) for one in groups] == [(4, (1,)), (2, (1,))]
    assert "scope" in likely_fix(groups[1].cause)
    assert likely_fix("something new") == UNKNOWN


async def one_order(store: Store, order_id: str, buyer: str) -> None:
    order = {
        "id": order_id, "status": "COMPLETED", "item_count": 0, "currency": "GBP", "create_time": T0, "update_time": T0,
        "buyer_user_id": buyer, "source_version": "202309", "read_at": T0, "raw": b"zipped",
    }  # fmt: skip
    async with store.begin() as conn:
        version = OrderRows(order, [], SealedRecipient(b"sealed", masked=False))
        await orders.write(conn, SHOP, [version], cause=Cause("backfill"))


@with_shop
async def test_a_buyer_is_forgotten_everywhere_and_a_later_read_does_not_bring_the_recipient_back(store: Store) -> None:
    await one_order(store, "5770", "700")
    await one_order(store, "5771", "701")
    body = json.dumps({"data": {"order_id": "5770"}}).encode()
    async with store.raw() as conn:
        await inbox.append(conn, [Arrived(APP, "k", 1, SHOP, T0, T0, body)])
        await conn.execute("UPDATE inbox SET state = 'done'")
        await conn.execute(
            "INSERT INTO conversations (shop_id, id, buyer_user_id, sealed, since, source_version, first_seen, last_seen, "
            "read_at) VALUES (%(s)s, 'C1', '700', 'x', %(t)s, '1', %(t)s, %(t)s, %(t)s)",
            {"s": SHOP, "t": T0},
        )
        await conn.execute(
            "INSERT INTO messages (shop_id, id, conversation_id, sealed, since, source_version, first_seen, last_seen, "
            "read_at) VALUES (%(s)s, 'M1', 'C1', 'x', %(t)s, '1', %(t)s, %(t)s, %(t)s)",
            {"s": SHOP, "t": T0},
        )
    expected = {"recipients": 1, "messages": 1, "notes": 0, "webhook bodies": 1, "conversations": 1, "buyer ids": 1}
    async with store.begin() as conn:
        assert await privacy.erase_buyer(conn, SHOP, "700", really=False) == expected
        assert (await privacy.kept(conn, SHOP)).recipients == 2
        assert await privacy.erase_buyer(conn, SHOP, "700", really=True) == expected
        left = await privacy.kept(conn, SHOP)
    assert (left.recipients, left.messages, left.conversations, left.webhook_bodies) == (1, 0, 0, 0)
    await one_order(store, "5770", "700")
    async with store.begin() as conn:
        assert await orders.recipient(conn, SHOP, "5770") is None
        assert await orders.recipient(conn, SHOP, "5771") is not None
        await privacy.erase_shop(conn, SHOP, really=True)
        assert (await privacy.kept(conn, SHOP)).recipients == 0
