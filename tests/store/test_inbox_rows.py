"""Webhooks are kept once, worked lane by lane, and never lost."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from shoplatch.store import inbox
from shoplatch.store.engine import Store
from shoplatch.store.inbox import Arrived

T0 = datetime(2026, 11, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def event(key: str, shop: str | None = "S1", *, at: int = 0) -> Arrived:
    return Arrived("app", key, 1, shop, T0, T0 + timedelta(seconds=at), f'{{"key":"{key}"}}'.encode())


async def append(store: Store, *events: Arrived) -> list[bool]:
    async with store.raw() as conn:
        return await inbox.append(conn, events)


async def claim(store: Store, shop: str = "S1", *, now: datetime = T0, limit: int = 100) -> list[inbox.InboxRow]:
    async with store.raw() as conn:
        return await inbox.claim(conn, shop, limit, now)


async def lease(store: Store, owner: str, *, now: datetime = T0) -> str | None:
    async with store.raw() as conn:
        return await inbox.lease_lane(conn, owner, now, now + MINUTE)


async def test_an_event_is_kept_byte_for_byte(store: Store) -> None:
    body = bytes(range(256))
    await append(store, Arrived("app", "k", 5, "S1", None, T0, body))
    (row,) = await claim(store)
    assert (row.body, row.type, row.sent_at, row.received_at, row.attempts, row.copies) == (body, 5, None, T0, 0, 1)


async def test_a_copy_only_counts_up(store: Store) -> None:
    assert await append(store, event("a"), event("b"), event("a")) == [True, True, False]
    assert await append(store, event("b"), event("c")) == [False, True]
    assert {row.dedupe_key: row.copies for row in await claim(store)} == {"a": 2, "b": 2, "c": 1}


async def test_the_same_key_of_another_app_is_another_event(store: Store) -> None:
    other = Arrived("other", "a", 1, "S1", T0, T0, b"")
    assert await append(store, event("a"), other) == [True, True]


async def test_groups_with_the_same_events_at_once_keep_each_once(store: Store) -> None:
    groups = [[event(f"k{n}") for n in range(50)] for _ in range(4)]
    groups[1].reverse()
    groups[3].reverse()
    answers = await asyncio.gather(*(append(store, *group) for group in groups))
    assert sum(sum(answer) for answer in answers) == 50
    assert {row.copies for row in await claim(store)} == {4}


async def test_odd_characters_do_not_hold_up_a_group(store: Store) -> None:
    assert await append(store, event("a\x00b", "S\ud800"), event("fine")) == [True, True]


async def test_an_arrival_rings_but_a_copy_does_not(store: Store) -> None:
    async with store.listen(inbox.CHANNEL) as bell:
        await append(store, event("a"))
        assert await bell.wait(5)
        await append(store, event("a"))
        assert not await bell.wait(0.1)


async def test_a_lane_belongs_to_one_worker_until_its_lease_ends(store: Store) -> None:
    await append(store, event("a", "S1"), event("b", "S2"))
    assert {await lease(store, "w1"), await lease(store, "w2")} == {"S1", "S2"}
    assert await lease(store, "w3") is None
    assert await lease(store, "w3", now=T0 + MINUTE) == "S1"
    async with store.raw() as conn:
        assert not await inbox.renew_lane(conn, "S1", "w1", T0 + 2 * MINUTE)
        assert await inbox.renew_lane(conn, "S1", "w3", T0 + 3 * MINUTE)
        await inbox.release_lane(conn, "S1", "w1")  # not the holder any more
    assert await lease(store, "w4", now=T0 + 2 * MINUTE) == "S2"
    async with store.raw() as conn:
        await inbox.release_lane(conn, "S1", "w3")
    assert await lease(store, "w5", now=T0 + 2 * MINUTE) == "S1"


async def test_two_workers_never_lease_the_same_lane_at_once(store: Store) -> None:
    await append(store, *(event(f"k{n}", f"S{n % 3}") for n in range(30)))
    got = await asyncio.gather(*(lease(store, f"w{n}") for n in range(5)))
    leased = [shop for shop in got if shop is not None]
    assert len(leased) == len(set(leased))
    while (shop := await lease(store, "rest")) is not None:
        leased.append(shop)
    assert sorted(leased) == ["S0", "S1", "S2"]


async def test_a_lane_with_nothing_due_is_not_leased(store: Store) -> None:
    await append(store, event("a"))
    (row,) = await claim(store)
    async with store.raw() as conn:
        await inbox.fail(conn, [row.n], "broken", T0 + MINUTE)
        assert await inbox.next_due(conn, T0) == T0 + MINUTE
    assert await lease(store, "w1") is None
    assert await lease(store, "w1", now=T0 + MINUTE) == "S1"
    (row,) = await claim(store, now=T0 + MINUTE)
    assert row.attempts == 1


async def test_events_that_name_no_shop_have_a_lane_of_their_own(store: Store) -> None:
    await append(store, event("a", None))
    assert await lease(store, "w1") == ""
    assert [row.dedupe_key for row in await claim(store, "")] == ["a"]


async def test_events_of_a_lane_come_oldest_first_and_end_when_finished(store: Store) -> None:
    await append(store, event("b"))
    await append(store, event("a"), event("c"))
    rows = await claim(store, limit=2)
    assert [row.dedupe_key for row in rows] == ["b", "a"]
    async with store.raw() as conn:
        await inbox.finish(conn, [row.n for row in rows], "done", T0)
    assert [row.dedupe_key for row in await claim(store)] == ["c"]


async def test_an_event_given_up_waits_until_it_is_put_back(store: Store) -> None:
    await append(store, event("a"))
    (row,) = await claim(store)
    async with store.raw() as conn:
        await inbox.fail(conn, [row.n], "no use", None)
        assert await inbox.backlog(conn, T0 + MINUTE) == inbox.Backlog(0, 1, 0.0)
    assert await claim(store) == []
    async with store.raw() as conn:
        assert await inbox.retry_failed(conn) == 1
        assert await inbox.backlog(conn, T0 + MINUTE) == inbox.Backlog(1, 0, 60.0)
        assert await inbox.counts(conn) == {"new": 1}
    assert [row.dedupe_key for row in await claim(store)] == ["a"]


async def test_bodies_are_forgotten_once_an_event_is_closed_and_old(store: Store) -> None:
    await append(store, event("old", at=0), event("waiting", at=0), event("young", at=100))
    rows = {row.dedupe_key: row.n for row in await claim(store)}
    async with store.raw() as conn:
        await inbox.finish(conn, [rows["old"], rows["young"]], "done", T0)
        assert await inbox.empty_bodies(conn, T0 + MINUTE) == 1
        assert await inbox.empty_bodies(conn, T0 + MINUTE) == 0
        kept = await conn.execute("SELECT dedupe_key FROM inbox WHERE body IS NOT NULL ORDER BY n")
        assert {row[0] for row in await kept.fetchall()} == {"waiting", "young"}
