"""Grants, consents, intents, people, cursors and the call log: what must happen once happens once."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from shoplatch.store import apps, calls, connections, consents, cursors, people
from shoplatch.store.connections import ConnectionRow, ShopSeen
from shoplatch.store.engine import Store
from tests.store.shops import APP, CONNECTION, OTHER_SHOP, SHOP, with_shop

T0 = datetime(2026, 11, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
PAIR = {"sealed_access": b"a", "sealed_refresh": b"r", "access_expires_at": T0 + HOUR, "refresh_expires_at": None}


async def save(store: Store, id_: str = "c2", open_id: str = "open-2") -> ConnectionRow:
    async with store.begin() as conn:
        return await connections.save(
            conn,
            id=id_,
            app_key=APP,
            kind="seller",
            open_id=open_id,
            seller_name="Mugs",
            seller_base_region="GB",
            granted_scopes=["seller.order.info"],
            now=T0,
            **PAIR,
        )


async def lease(store: Store, owner: str, now: datetime = T0) -> ConnectionRow | None:
    async with store.raw() as conn:
        return await connections.take_refresh_lease(conn, CONNECTION, owner, now, 30)


@with_shop
async def test_an_app_is_saved_updated_and_shows_no_secret(store: Store) -> None:
    async with store.begin() as conn:
        app = await apps.get(conn, APP)
        assert app is not None
        await apps.save(conn, replace(app, name="Renamed", sealed_secret=b"other", created_at=T0 + HOUR))
        (saved,) = await apps.every(conn)
        assert (saved.name, saved.sealed_secret, saved.created_at) == ("Renamed", b"other", T0)
        assert "other" not in repr(saved)
        assert await apps.get(conn, "unknown") is None


@with_shop
async def test_the_same_seller_again_keeps_the_connection_and_makes_it_active(store: Store) -> None:
    first = await save(store)
    async with store.begin() as conn:
        assert await connections.set_state(conn, "c2", "needs_reauthorization", "spent", T0)
    again = await save(store, id_="another id")
    assert (again.id, again.state, again.reason) == (first.id, "active", None)
    assert again.token_version == first.token_version + 1
    assert "sealed_access" not in repr(again)


@with_shop
async def test_of_many_who_want_to_refresh_one_gets_the_lease(store: Store) -> None:
    got = await asyncio.gather(*(lease(store, f"p{n}") for n in range(5)))
    assert sum(row is not None for row in got) == 1
    holder = next(row.lease_owner for row in got if row is not None)
    assert await lease(store, "late", T0 + timedelta(seconds=29)) is None
    taken = await lease(store, "late", T0 + timedelta(seconds=30))
    assert taken is not None
    assert taken.lease_owner == "late"
    async with store.begin() as conn:
        await connections.release_lease(conn, CONNECTION, str(holder))  # no longer the holder
        assert await connections.take_refresh_lease(conn, CONNECTION, "x", T0 + timedelta(seconds=31), 30) is None


@with_shop
async def test_tokens_are_saved_once_per_version(store: Store) -> None:
    async with store.begin() as conn:
        assert await connections.save_tokens(conn, CONNECTION, 0, now=T0, **PAIR)
        assert not await connections.save_tokens(conn, CONNECTION, 0, now=T0, **{**PAIR, "sealed_access": b"late"})
        row = await connections.get(conn, CONNECTION)
        assert row is not None
        assert (row.sealed_access, row.token_version, row.granted_scopes) == (b"a", 1, ["seller.order.info"])
        assert not await connections.set_state(conn, CONNECTION, "deauthorized", "old news", T0, expected_version=0)
        await connections.take_refresh_lease(conn, CONNECTION, "p", T0, 30)
        assert [row.id for row in await connections.by_open_id(conn, APP, "open-1")] == [CONNECTION]


@with_shop
async def test_a_shop_stays_with_the_grant_that_works_and_moves_when_that_one_ends(store: Store) -> None:
    await save(store)
    lists_it = [ShopSeen(SHOP, "Mugs", "GB", "LOCAL", "new cipher", "C")]

    async def kept(**how: bool) -> tuple[str, str, datetime, datetime]:
        async with store.begin() as conn:
            ids = await connections.save_shops(conn, "c2", lists_it, T0 + HOUR, **how)
            shop = await connections.shop(conn, SHOP)
            assert shop is not None
            assert ids == ({SHOP} if shop.connection_id == "c2" else set())
            holder = (await connections.holders(conn, [SHOP, "404"]))[SHOP]
            assert holder.id == shop.connection_id
        return shop.connection_id, shop.cipher, shop.first_seen, shop.last_seen

    async with store.begin() as conn:
        before = await connections.shop(conn, SHOP)
        assert before is not None
    assert await kept() == (CONNECTION, before.cipher, T0, before.last_seen)
    async with store.begin() as conn:
        assert await connections.set_state(conn, CONNECTION, "deauthorized", "gone", T0)
    assert await kept() == ("c2", "new cipher", T0, T0 + HOUR)
    async with store.begin() as conn:
        assert [row.id for row in await connections.shops(conn, CONNECTION)] == [OTHER_SHOP]
        assert len(await connections.shops(conn)) == 2


@with_shop
async def test_a_consent_moves_a_shop_between_grants_of_one_app(store: Store) -> None:
    await save(store)
    lists_it = [ShopSeen(SHOP, "Mugs", "GB", "LOCAL", "new cipher", "C")]
    async with store.begin() as conn:
        assert await connections.save_shops(conn, "c2", lists_it, T0) == set()
        assert await connections.save_shops(conn, "c2", lists_it, T0, same_app_moves=True) == {SHOP}


@with_shop
async def test_a_consent_is_finished_once_and_in_time(store: Store) -> None:
    async with store.begin() as conn:
        for name in ("used", "old"):
            await consents.new_state(conn, name, APP, T0, T0 + HOUR)

    async def use(name: str, now: datetime) -> str | None:
        async with store.begin() as conn:
            return await consents.use_state(conn, name, now)

    assert sorted(await asyncio.gather(*(use("used", T0) for _ in range(3))), key=str) == [None, None, APP]
    assert await use("old", T0 + HOUR) is None
    assert await use("unknown", T0) is None
    async with store.begin() as conn:
        state = await consents.state(conn, "used")
        assert state is not None
        assert state.used_at == T0
        assert await consents.drop_expired_states(conn, T0 + 2 * HOUR) == 2


@with_shop
async def test_an_intent_nobody_closed_is_found(store: Store) -> None:
    async with store.begin() as conn:
        common = {"app_key": APP, "connection_id": CONNECTION, "token_version": 3}
        closed = await consents.begin_intent(conn, kind="refresh", now=T0, **common)
        left = await consents.begin_intent(conn, kind="refresh", now=T0, **common)
        await consents.finish_intent(conn, closed, "saved", None, T0)
        await consents.finish_intent(conn, closed, "unknown", "too late", T0)
        assert [row.id for row in await consents.open_intents(conn, T0 + HOUR)] == [left]
        assert await consents.open_intents(conn, T0) == []
        assert [row.id for row in await consents.intents(conn, kind="refresh", outcome="saved", since=T0)] == [closed]


async def test_a_sign_in_link_works_once_and_a_session_until_it_ends(store: Store) -> None:
    async with store.begin() as conn:
        owner = await people.owner(conn, T0)
        assert await people.owner(conn, T0 + HOUR) == owner
        await people.save_token(conn, "link", "link", owner.id, T0, T0 + HOUR)
        await people.save_token(conn, "session", "session", owner.id, T0, T0 + HOUR)
        assert await people.session(conn, "link", T0, T0 - HOUR) is None
        assert await people.use_link(conn, "session", T0) is None
        assert await people.use_link(conn, "link", T0) == owner
        assert await people.use_link(conn, "link", T0) is None
        await people.extend_session(conn, "session", T0 + 2 * HOUR)
        found = await people.session(conn, "session", T0 + HOUR, T0 - HOUR)
        assert found is not None
        assert (found.id, found.expires_at) == (owner.id, T0 + 2 * HOUR)
        assert await people.session(conn, "session", T0 + 2 * HOUR, T0 - HOUR) is None
        assert await people.drop_expired(conn, T0 + HOUR) == 1
        await people.end_session(conn, "session")
        assert await people.session(conn, "session", T0, T0 - HOUR) is None


@with_shop
async def test_a_stream_stands_where_it_was_moved(store: Store) -> None:
    async with store.begin() as conn:
        assert await cursors.position(conn, SHOP, "orders") is None
        await cursors.move(conn, SHOP, "orders", {"since": 1}, T0)
        await cursors.move(conn, SHOP, "orders", {"since": 2, "token": "x"}, T0)
        assert await cursors.position(conn, SHOP, "orders") == {"since": 2, "token": "x"}
        assert await cursors.position(conn, OTHER_SHOP, "orders") is None


@with_shop
async def test_a_slice_is_read_by_one_and_taken_up_where_a_dead_reader_left_it(store: Store) -> None:
    spans = [(T0 + n * HOUR, T0 + (n + 1) * HOUR) for n in range(3)]
    async with store.begin() as conn:
        assert await cursors.plan_slices(conn, SHOP, "orders", spans, T0) == 3
        assert await cursors.plan_slices(conn, SHOP, "orders", spans, T0) == 0

    async def claim(owner: str, now: datetime = T0) -> cursors.Slice | None:
        async with store.begin() as conn:
            return await cursors.claim_slice(conn, owner, now, 60, shop_id=SHOP)

    got = await asyncio.gather(*(claim(f"r{n}") for n in range(5)))
    mine = [one for one in got if one is not None]
    assert len({one.id for one in mine}) == len(mine)
    while (more := await claim("rest")) is not None:
        mine.append(more)
    assert len(mine) == 3
    first = mine[0]
    async with store.begin() as conn:
        common = {"now": T0, "lease_s": 60}
        owner = str(first.lease_owner)
        assert await cursors.advance_slice(conn, first.id, owner, page_token="p2", rows_read=50, rows_expected=70, **common)
    again = await claim("heir", T0 + HOUR)
    assert again is not None
    assert (again.id, again.page_token, again.rows_read, again.rows_expected) == (
        min(one.id for one in mine),
        *(("p2", 50, 70) if first.id == min(one.id for one in mine) else (None, 0, None)),
    )
    async with store.begin() as conn:
        assert not await cursors.finish_slice(conn, again.id, "not the holder", T0)
        assert await cursors.finish_slice(conn, again.id, "heir", T0)
        assert await cursors.claim_slice(conn, "x", T0 + HOUR, 60, slice_id=again.id) is None


@with_shop
async def test_a_slice_that_stops_waits_again_or_has_failed(store: Store) -> None:
    async with store.begin() as conn:
        await cursors.plan_slices(conn, SHOP, "orders", [(T0, T0 + HOUR)], T0)
        one = await cursors.claim_slice(conn, "a", T0, 60)
        assert one is not None
        assert await cursors.fail_slice(conn, one.id, "a", "no answer", T0, final=False)
        assert await cursors.claim_slice(conn, "b", T0, 60) is not None
        assert await cursors.fail_slice(conn, one.id, "b", "no use", T0, final=True)
        (kept,) = await cursors.slices(conn, SHOP, "orders")
        assert (kept.state, kept.error, kept.lease_owner) == ("failed", "no use", None)
        assert await cursors.claim_slice(conn, "c", T0 + HOUR, 60) is None


@with_shop
async def test_the_newest_sweep_of_each_stream_is_shown(store: Store) -> None:
    async with store.begin() as conn:
        for n, stream in enumerate(("orders", "orders", "products")):
            number = await cursors.begin_sweep(conn, SHOP, stream, T0 + n * HOUR)
            await cursors.finish_sweep(conn, number, T0 + n * HOUR, compared=n, differences=0, theirs=n, ours=n)
        assert [(one.stream, one.compared) for one in await cursors.last_sweeps(conn, SHOP)] == [
            ("orders", 1),
            ("products", 2),
        ]
        assert await cursors.last_sweeps(conn, OTHER_SHOP) == []


@with_shop
async def test_calls_are_logged_in_batches_and_forgotten(store: Store) -> None:
    def call(n: int) -> calls.CallRow:
        return calls.CallRow(T0 + n * HOUR, SHOP, None, "order.get_order_list", 200, 0, f"r{n}", 12, 1)

    async with store.begin() as conn:
        await calls.append(conn, [call(n) for n in range(10)])
        await calls.append(conn, [])
        assert [one.at for one in await calls.of_request(conn, "r7")] == [T0 + 7 * HOUR]
        assert await calls.of_request(conn, "r10") == []
        refused = calls.CallRow(T0 + 5 * HOUR, SHOP, None, "order.get_order_list", 401, 105002, "no", 12, 1)
        await calls.append(conn, [refused])
        assert [one.request_id for one in await calls.failed_since(conn, T0 + HOUR, 9)] == ["no"]
        assert await calls.failed_since(conn, T0 + 6 * HOUR, 9) == []
        assert await calls.delete_before(conn, T0 + 4 * HOUR, limit=3) == 3
        assert await calls.delete_before(conn, T0 + 4 * HOUR) == 1
        assert await calls.delete_before(conn, T0 + 4 * HOUR) == 0
