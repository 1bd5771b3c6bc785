"""A seller takes the grant back: nothing is called any more, and the data goes the way this installation is set up."""

from __future__ import annotations

from datetime import timedelta

import psycopg
import pytest

from shoplatch.clock import SetClock
from shoplatch.store import connections, endings
from shoplatch.store.engine import Store, driver
from shoplatch.store.schema import metadata
from shoplatch.sync.endings import DELETE, KEEP, MASK, Endings
from shoplatch.sync.notices import end_of_grant
from tests.store.shops import CONNECTION, OTHER_SHOP, SHOP, T0, add_shops

ORDERS = 30


async def furnished(store: Store) -> None:
    """Two shops of one grant, each with orders, lines, recipients, packages, webhooks and changes."""
    await add_shops(store)
    async with store.begin() as conn:
        raw = await driver(conn)
        for shop in (SHOP, OTHER_SHOP):
            for number in range(ORDERS):
                await raw.execute(
                    "INSERT INTO orders (shop_id, id, status, item_count, currency, buyer_user_id, create_time, "
                    "update_time, source_version, first_seen, last_seen, read_at) "
                    "VALUES (%s, %s, 'COMPLETED', 1, 'GBP', 'buyer', %s, %s, '202309', %s, %s, %s)",
                    [shop, str(number), T0, T0, T0, T0, T0],
                )
                await raw.execute(
                    "INSERT INTO order_recipients (shop_id, order_id, sealed, masked, updated_at) "
                    "VALUES (%s, %s, 'x', false, %s)",
                    [shop, str(number), T0],
                )
            await raw.execute(
                "INSERT INTO order_lines (shop_id, id, order_id, product_id, sku_id, tracking_number) "
                "VALUES (%s, '1', '1', '1', '1', 'TRACK1')",
                [shop],
            )
        await raw.execute("UPDATE connections SET sealed_access = 'a', sealed_refresh = 'r' WHERE id = %s", [CONNECTION])


async def ended(store: Store, *, only: str | None = None) -> None:
    """The grant is gone; with `only`, the other shop has moved to a grant that works."""
    async with store.begin() as conn:
        raw = await driver(conn)
        if only is not None:
            await raw.execute(
                "INSERT INTO connections (id, app_key, kind, open_id, seller_name, state, granted_scopes, created_at, "
                "updated_at) SELECT 'other', app_key, kind, 'other', 'Other', 'active', '{}', %s, %s FROM connections",
                [T0, T0],
            )
            await raw.execute("UPDATE shops SET connection_id = 'other' WHERE id <> %s", [only])
        await connections.set_state(conn, CONNECTION, "deauthorized", "taken back", T0)


async def counted(store: Store, shop: str) -> dict[str, int]:
    found = {}
    async with store.begin() as conn:
        raw = await driver(conn)
        for table in metadata.tables.values():
            if "shop_id" in table.columns:
                asked = await raw.execute(f"SELECT count(*) FROM {table.name} WHERE shop_id = %s".encode(), [shop])
                row = await asked.fetchone()
                found[table.name] = row[0] if row else 0
    return found


async def people(store: Store, shop: str) -> tuple[int, int, int]:
    """Recipients, buyers named on orders, tracking numbers."""
    async with store.begin() as conn:
        raw = await driver(conn)
        asked = await raw.execute(
            "SELECT (SELECT count(*) FROM order_recipients WHERE shop_id = %(shop)s), "
            "(SELECT count(buyer_user_id) FROM orders WHERE shop_id = %(shop)s), "
            "(SELECT count(tracking_number) FROM order_lines WHERE shop_id = %(shop)s)",
            {"shop": shop},
        )
        row = await asked.fetchone()
        assert row is not None
        return row[0], row[1], row[2]


async def settled(store: Store, shop: str) -> tuple[str | None, bool]:
    """What was done with a shop's data, and whether its grant still has tokens."""
    async with store.begin() as conn:
        found = await connections.shop(conn, shop)
        assert found is not None
        held = await connections.get(conn, found.connection_id)
        assert held is not None
        return found.data_settled_as, held.sealed_access is not None


async def test_nothing_is_due_while_the_grant_lives(store: Store) -> None:
    await furnished(store)
    for policy in (KEEP, MASK, DELETE):
        room = Endings(store, SetClock(T0), policy=policy)
        assert await room.due() == []
        await room.run(SHOP)
    assert (await counted(store, SHOP))["orders"] == ORDERS
    assert await people(store, SHOP) == (ORDERS, ORDERS, 1)


@pytest.mark.parametrize(
    ("policy", "orders", "left"), [(KEEP, ORDERS, (ORDERS, ORDERS, 1)), (MASK, ORDERS, (0, 0, 0)), (DELETE, 0, (0, 0, 0))]
)
async def test_the_data_of_an_ended_grant_goes_as_the_policy_says_and_that_of_others_stays(
    store: Store, policy: str, orders: int, left: tuple[int, int, int]
) -> None:
    await furnished(store)
    await ended(store, only=SHOP)
    clock = SetClock(T0)
    room = Endings(store, clock, policy=policy)
    assert await room.due() == [SHOP]
    clock.advance(5)
    await room.run(SHOP)
    assert (await counted(store, SHOP))["orders"] == orders
    assert await people(store, SHOP) == left
    assert await settled(store, SHOP) == (policy, False)
    assert await people(store, OTHER_SHOP) == (ORDERS, ORDERS, 1)
    assert (await counted(store, OTHER_SHOP))["orders"] == ORDERS
    assert await room.due() == []


async def test_deleting_leaves_no_row_in_any_table_with_a_shop(store: Store) -> None:
    await furnished(store)
    await ended(store)
    await Endings(store, SetClock(T0 + timedelta(seconds=1)), policy=DELETE).run(SHOP)
    assert {name: count for name, count in (await counted(store, SHOP)).items() if count} == {}


async def test_a_job_that_died_in_the_middle_goes_on(store: Store) -> None:
    await furnished(store)
    await ended(store)
    async with store.begin() as conn:  # one step of a dead one
        assert await endings.delete_step(conn, SHOP) > 0
    room = Endings(store, SetClock(T0 + timedelta(seconds=1)), policy=DELETE)
    assert SHOP in await room.due()
    await room.run(SHOP)
    await room.run(SHOP)
    assert await settled(store, SHOP) == (DELETE, False)


async def test_a_seller_who_comes_back_in_time_keeps_everything(store: Store) -> None:
    await furnished(store)
    await ended(store)
    room = Endings(store, SetClock(T0), policy=DELETE)
    assert SHOP in await room.due()
    async with store.begin() as conn:
        await connections.set_state(conn, CONNECTION, "active", None, T0)
    await room.run(SHOP)
    assert (await counted(store, SHOP))["orders"] == ORDERS
    assert await settled(store, SHOP) == (None, True)


async def test_a_grant_that_ends_a_second_time_is_dealt_with_a_second_time(store: Store) -> None:
    await furnished(store)
    await ended(store)
    clock = SetClock(T0 + timedelta(seconds=1))
    room = Endings(store, clock, policy=KEEP)
    for shop in await room.due():
        await room.run(shop)
    assert await room.due() == []
    clock.advance(60)
    async with store.begin() as conn:
        await connections.set_state(conn, CONNECTION, "deauthorized", "again", clock.now())
    assert await room.due() == [SHOP, OTHER_SHOP]


def test_every_table_with_a_shop_is_one_that_deleting_knows(database_url: str) -> None:
    """Those that refer to shops without saying shop_id would keep their rows."""
    with psycopg.connect(database_url) as conn:
        asked = conn.execute(
            "SELECT c.conrelid::regclass::text, a.attname FROM pg_constraint c "
            "JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY(c.conkey) "
            "WHERE c.contype = 'f' AND c.confrelid = 'shops'::regclass"
        )
        assert {column for _, column in asked.fetchall()} <= {"shop_id"}


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'{"type":7,"shop_id":"7","data":{"expiration_time":"1800000000"}}', ({"shop_id": "7"}, 1_800_000_000)),
        (b'{"type":7,"seller_open_id":"o","data":{"expiration_time":1800000000}}', ({"open_id": "o"}, 1_800_000_000)),
        (b'{"type":7,"shop_id":"7","data":{"expiration_time":"soon"}}', None),
        (b'{"type":7,"shop_id":"7","data":{"expiration_time":"99999999999999999"}}', None),
        (b'{"type":7,"shop_id":"7","data":{}}', None),
        (b'{"type":7,"data":{"expiration_time":"1800000000"}}', None),
        (b"[]", None),
        (b"no json", None),
        (None, None),
    ],
)
def test_a_notice_that_a_grant_ends_is_read_leniently(body: bytes | None, said: tuple[dict[str, str], int] | None) -> None:
    found = end_of_grant(body)
    assert (found and (found[0], int(found[1].timestamp()))) == said
