"""A seller takes the grant back: nothing is called any more, and the data goes the way this installation is set up."""

from __future__ import annotations

from datetime import timedelta

import psycopg
import pytest

from shoplatch.clock import SetClock
from shoplatch.store import changes, connections, endings
from shoplatch.store.connections import ShopSeen
from shoplatch.store.engine import Store, driver
from shoplatch.store.schema import metadata
from shoplatch.sync.endings import DELETE, KEEP, MASK, Endings
from shoplatch.sync.notices import end_of_grant
from tests.store.shops import CONNECTION, OTHER_SHOP, SHOP, T0, add_shops
from tests.store.shops import settled as quiet

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
    left = {name: count for name, count in (await counted(store, SHOP)).items() if count}
    assert left == {"changes": ORDERS}, "only that they are gone, one for each order"


async def test_a_buyer_who_was_erased_stays_erased_when_the_seller_comes_back(store: Store) -> None:
    await furnished(store)
    async with store.begin() as conn:
        await (await driver(conn)).execute("INSERT INTO erased_orders (shop_id, order_id) VALUES (%s, '1')", [SHOP])
    await ended(store)
    for policy in (MASK, DELETE):
        await Endings(store, SetClock(T0 + timedelta(seconds=1)), policy=policy).run(SHOP)
        assert (await counted(store, SHOP))["erased_orders"] == 1


async def test_readers_of_the_feed_see_each_deletion_once_and_nothing_else_of_the_shop(store: Store) -> None:
    await furnished(store)
    async with store.begin() as conn:
        told = changes.Change("order", "1", "webhook", None, None, "COMPLETED", T0, T0)
        await changes.append(conn, SHOP, [told])
        await changes.append(conn, OTHER_SHOP, [told])
        raw = await driver(conn)
        await raw.execute(
            "INSERT INTO stock_levels (shop_id, sku_id, warehouse_id, product_id, available_quantity, committed_quantity, "
            "read_at, last_seen) VALUES (%s, '7', '8', '9', 4, 0, %s, %s)",
            [SHOP, T0, T0],
        )
        await raw.execute(
            "INSERT INTO cancellations (shop_id, id, order_id, status, source_version, first_seen, last_seen, read_at, "
            "since, revision, deleted_at) VALUES (%s, '5', '1', 'DONE', '202309', %s, %s, %s, %s, 1, %s)",
            [SHOP, *[T0] * 5],
        )
    await ended(store, only=SHOP)
    room = Endings(store, SetClock(T0 + timedelta(seconds=1)), policy=DELETE)
    await room.run(SHOP)
    await room.run(SHOP)
    await quiet(store)
    async with store.begin() as conn:
        found = [(one.shop_id, one.change.kind, one.change.object_id, one.change.after) for one in await changes.read(conn)]
    gone = sorted(one for one in found if one[0] == SHOP)
    orders = [(SHOP, "order", str(number), "DELETED") for number in range(ORDERS)]
    assert gone == sorted([*orders, (SHOP, "stock", "7:8", "DELETED")]), "what was told to be gone before is not told again"
    assert [one for one in found if one[0] == OTHER_SHOP] == [(OTHER_SHOP, "order", "1", "COMPLETED")]
    async with store.begin() as conn:
        assert await endings.forget_told(conn, T0 + timedelta(days=1)) == ORDERS + 1
    assert (await counted(store, SHOP))["changes"] == 0


async def left(store: Store, *, told: bool, looks: tuple[timedelta, ...] = ()) -> None:
    """One shop leaves the grant of both; TikTok's list says so at each look."""
    seen = [ShopSeen(SHOP, "Shop 0", "GB", "LOCAL", "", "C0"), ShopSeen(OTHER_SHOP, "Shop 1", "GB", "LOCAL", "cipher", "C1")]
    async with store.begin() as conn:
        for after in (timedelta(0), *looks):
            await connections.save_shops(conn, CONNECTION, seen, T0 + after)
        if told:
            await connections.told_left(conn, SHOP)


@pytest.mark.parametrize(
    ("told", "looks", "due"),
    [
        (True, (), True),
        (False, (), False),
        (False, (timedelta(hours=1),), False),
        (False, (timedelta(hours=1), timedelta(hours=24)), True),
    ],
)
async def test_a_shop_that_leaves_a_grant_of_several_is_dealt_with_once_that_is_sure(
    store: Store, *, told: bool, looks: tuple[timedelta, ...], due: bool
) -> None:
    await furnished(store)
    await left(store, told=told, looks=looks)
    room = Endings(store, SetClock(T0 + timedelta(days=2)), policy=DELETE)
    assert await room.due() == ([SHOP] if due else [])
    await room.run(SHOP)
    assert (await counted(store, SHOP))["orders"] == (0 if due else ORDERS)
    assert await settled(store, SHOP) == (DELETE if due else None, True), "the grant goes on for the other shop"
    assert (await counted(store, OTHER_SHOP))["orders"] == ORDERS
    assert await room.due() == []


async def test_a_shop_that_comes_back_into_the_grant_keeps_its_data(store: Store) -> None:
    await furnished(store)
    await left(store, told=True)
    room = Endings(store, SetClock(T0 + timedelta(days=2)), policy=DELETE)
    assert await room.due() == [SHOP]
    async with store.begin() as conn:
        await connections.save_shops(conn, CONNECTION, [ShopSeen(SHOP, "Shop 0", "GB", "LOCAL", "back", "C0")], T0)
    await room.run(SHOP)
    assert (await counted(store, SHOP))["orders"] == ORDERS
    assert await room.due() == []


async def test_a_list_without_any_shop_deletes_nothing(store: Store) -> None:
    await furnished(store)
    nothing = [ShopSeen(shop, "Shop", "GB", "LOCAL", "", "C") for shop in (SHOP, OTHER_SHOP)]
    async with store.begin() as conn:
        for after in (timedelta(0), timedelta(days=2)):
            await connections.save_shops(conn, CONNECTION, nothing, T0 + after)
    assert await Endings(store, SetClock(T0 + timedelta(days=3)), policy=DELETE).due() == []


async def test_a_job_that_died_in_the_middle_goes_on(store: Store) -> None:
    await furnished(store)
    await ended(store)
    async with store.begin() as conn:  # one step of a dead one
        assert await endings.delete_step(conn, SHOP, T0) > 0
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
