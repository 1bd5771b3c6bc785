"""The door answers 200 only for what is on disk, and says exactly why it refuses the rest."""

import asyncio
from collections.abc import MutableMapping, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from shoplatch.clock import SetClock
from shoplatch.errors import Unreachable
from shoplatch.inbox.door import Door
from shoplatch.inbox.genuine import SignedBySecret
from shoplatch.inbox.receive import GroupCommit, into
from shoplatch.store.engine import Store
from shoplatch.store.inbox import Arrived
from tests.inbox.doorway import APP, SECRET, knock, signature

NOW = datetime(2026, 1, 2, tzinfo=UTC)


class Disk:
    """Where batches go; it can be made to fail or to wait."""

    def __init__(self) -> None:
        self.batches: list[list[Arrived]] = []
        self.failure: Exception | None = None
        self.gate = asyncio.Event()
        self.gate.set()

    async def write(self, events: Sequence[Arrived]) -> None:
        await self.gate.wait()
        if self.failure is not None:
            raise self.failure
        self.batches.append(list(events))

    @property
    def events(self) -> list[Arrived]:
        return [event for batch in self.batches for event in batch]


async def secrets_of(app_key: str) -> tuple[str, ...]:
    return (SECRET, "an older secret") if app_key == APP else ()


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


@pytest.fixture
def door(disk: Disk, clock: SetClock) -> Door:
    return Door(GroupCommit(disk.write, commit_max_s=0.2), SignedBySecret(secrets_of, clock), clock)


def event(n: int = 1, **more: object) -> bytes:
    return msgspec.json.encode({"type": 1, "tts_notification_id": str(n), "shop_id": "749", "data": {}, **more})


async def test_a_genuine_webhook_is_written_and_answered_200_with_an_empty_body(door: Door, disk: Disk) -> None:
    status, body, headers = await knock(door, event())
    assert (status, body, headers[b"content-length"]) == (200, b"", b"0")
    (one,) = disk.events
    assert (one.app_key, one.dedupe_key, one.type, one.shop_id, one.received_at) == (APP, "1", 1, "749", NOW)
    assert one.body == event()


async def test_nothing_is_answered_before_the_commit(door: Door, disk: Disk) -> None:
    disk.gate.clear()
    answer = asyncio.create_task(knock(door, event()))
    for _ in range(20):
        await asyncio.sleep(0)
    assert not answer.done()
    disk.gate.set()
    assert (await answer)[0] == 200


async def test_an_older_secret_of_the_app_still_opens(door: Door) -> None:
    assert (await knock(door, event(), given=signature(event(), secret="an older secret")))[0] == 200


@pytest.mark.parametrize(
    "given", ["", "0" * 64, "nonsense", "Bearer x", signature(b"other"), signature(event()).upper(), "é"]
)
async def test_a_wrong_signature_is_401_with_an_empty_body_and_nothing_is_written(
    door: Door, disk: Disk, given: str
) -> None:
    status, body, _ = await knock(door, event(), given=given)
    assert (status, body) == (401, b"")
    assert disk.events == []


async def test_a_changed_body_does_not_pass(door: Door, disk: Disk) -> None:
    assert (await knock(door, event() + b" ", given=signature(event())))[0] == 401
    assert disk.events == []


@pytest.mark.parametrize("app_key", ["nobody", "x" * 65, "6abc12345é"])
async def test_an_unknown_app_is_404(door: Door, disk: Disk, app_key: str) -> None:
    assert (await knock(door, event(), given="0" * 64, app_key=app_key))[0] == 404
    assert disk.events == []


@pytest.mark.parametrize("path", ["/webhooks/tiktok/", f"/webhooks/tiktok/{APP}/more", "/webhooks/other/x", "/"])
async def test_another_path_is_404(door: Door, path: str) -> None:
    assert (await knock(door, event(), path=path))[0] == 404


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"])
async def test_another_method_is_405_and_names_the_right_one(door: Door, method: str) -> None:
    status, _, headers = await knock(door, event(), method=method)
    assert (status, headers[b"allow"]) == (405, b"POST")


async def test_a_genuine_body_that_is_no_json_is_kept_as_topic_0(door: Door, disk: Disk) -> None:
    assert (await knock(door, b"{ not json"))[0] == 200
    assert (disk.events[0].type, disk.events[0].body) == (0, b"{ not json")
    assert door.counts["unreadable"] == 1


async def test_a_body_in_pieces_is_one_body(door: Door, disk: Disk) -> None:
    whole = event()
    assert (await knock(door, whole, parts=[whole[:3], b"", whole[3:10], whole[10:]]))[0] == 200
    assert disk.events[0].body == whole


async def test_a_body_over_the_cap_is_413_whether_announced_or_not(disk: Disk, clock: SetClock) -> None:
    door = Door(GroupCommit(disk.write), SignedBySecret(secrets_of, clock), clock, body_max_bytes=100)
    assert (await knock(door, b"x", length=101))[0] == 413
    assert (await knock(door, b"x" * 101))[0] == 413
    assert (await knock(door, b"", parts=[b"x" * 60, b"x" * 60]))[0] == 413
    assert (await knock(door, b"x" * 100))[0] == 200
    assert len(disk.events) == 1


async def test_a_body_that_does_not_come_is_408_and_others_are_not_disturbed(disk: Disk, clock: SetClock) -> None:
    door = Door(GroupCommit(disk.write), SignedBySecret(secrets_of, clock), clock, body_max_s=0.02)
    sent: list[int] = []

    async def silence() -> dict[str, object]:
        await asyncio.Event().wait()
        return {}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message.get("status", 0))

    scope = {"type": "http", "method": "POST", "path": f"/webhooks/tiktok/{APP}", "headers": []}
    async with asyncio.timeout(2):
        _, *answers = await asyncio.gather(door(scope, silence, send), *(knock(door, event(n)) for n in range(5)))
    assert sent[0] == 408
    assert [status for status, _, _ in answers] == [200] * 5


async def test_a_server_that_cancels_a_request_is_obeyed(disk: Disk, clock: SetClock) -> None:
    door = Door(GroupCommit(disk.write), SignedBySecret(secrets_of, clock), clock)

    async def silence() -> dict[str, object]:
        await asyncio.Event().wait()
        return {}

    async def send(message: MutableMapping[str, Any]) -> None:
        raise AssertionError("nobody is to be answered")

    scope = {"type": "http", "method": "POST", "path": f"/webhooks/tiktok/{APP}", "headers": []}
    request = asyncio.create_task(door(scope, silence, send))
    await asyncio.sleep(0)
    request.cancel()
    with pytest.raises(asyncio.CancelledError):
        await request


async def test_a_sender_that_hangs_up_gets_no_answer_and_leaves_nothing(door: Door, disk: Disk) -> None:
    assert (await knock(door, event(), hang_up=True))[0] is None
    assert disk.events == []


async def test_a_database_that_refuses_is_503_and_the_next_event_is_taken_again(door: Door, disk: Disk) -> None:
    disk.failure = Unreachable("the database is away")
    status, body, headers = await knock(door, event())
    assert (status, body) == (503, b"")
    assert b"retry-after" in headers
    disk.failure = None
    assert (await knock(door, event()))[0] == 200


async def test_a_database_that_hangs_is_503_also_at_once_for_those_behind(disk: Disk, clock: SetClock) -> None:
    tries: list[int] = []

    async def hang(events: Sequence[Arrived]) -> None:
        tries.append(len(events))
        await asyncio.Event().wait()

    door = Door(GroupCommit(hang, batch_max=5, commit_max_s=0.3), SignedBySecret(secrets_of, clock), clock)
    answers = await asyncio.gather(*(knock(door, event(n)) for n in range(300)))
    assert {status for status, _, _ in answers} == {503}
    assert len(tries) < 10  # one time limit for all who waited, not one for each five


async def test_a_full_queue_is_503_at_once(disk: Disk, clock: SetClock) -> None:
    group = GroupCommit(disk.write, batch_max=1, waiting_max=3)
    door = Door(group, SignedBySecret(secrets_of, clock), clock)
    disk.gate.clear()
    waiting = [asyncio.create_task(knock(door, event(0)))]  # taken in hand at once
    for _ in range(10):
        await asyncio.sleep(0)
    waiting += [asyncio.create_task(knock(door, event(n))) for n in (1, 2, 3)]
    for _ in range(10):
        await asyncio.sleep(0)
    assert (await knock(door, event(99)))[0] == 503
    disk.gate.set()
    assert [status for status, _, _ in await asyncio.gather(*waiting)] == [200] * 4
    assert [one.dedupe_key for one in disk.events] == ["0", "1", "2", "3"]


async def test_those_who_wait_share_a_commit(door: Door, disk: Disk) -> None:
    await asyncio.gather(*(knock(door, event(n)) for n in range(700)))
    assert sum(len(batch) for batch in disk.batches) == 700
    assert len(disk.batches) <= 3
    assert max(len(batch) for batch in disk.batches) <= 500


async def test_one_sender_that_gives_up_does_not_disturb_the_others(door: Door, disk: Disk) -> None:
    disk.gate.clear()
    quitter = asyncio.create_task(knock(door, event(1)))
    stayer = asyncio.create_task(knock(door, event(2)))
    for _ in range(10):
        await asyncio.sleep(0)
    quitter.cancel()
    disk.gate.set()
    assert (await stayer)[0] == 200
    assert {one.dedupe_key for one in disk.events} == {"1", "2"}


async def test_secrets_that_cannot_be_read_are_503_never_401(disk: Disk, clock: SetClock) -> None:
    async def away(app_key: str) -> tuple[str, ...]:
        raise Unreachable("the database is away")

    door = Door(GroupCommit(disk.write), SignedBySecret(away, clock), clock)
    assert (await knock(door, event()))[0] == 503


async def test_a_changed_secret_is_learnt_within_seconds(disk: Disk, clock: SetClock) -> None:
    held = ["first"]
    asked: list[str] = []

    async def secrets(app_key: str) -> list[str]:
        asked.append(app_key)
        return held

    door = Door(GroupCommit(disk.write), SignedBySecret(secrets, clock), clock)
    assert (await knock(door, event(1), given=signature(event(1), secret="first")))[0] == 200
    held[:] = ["second"]
    assert (await knock(door, event(2), given=signature(event(2), secret="second")))[0] == 401
    clock.advance(3)
    assert (await knock(door, event(2), given=signature(event(2), secret="second")))[0] == 200
    assert len(asked) == 2


async def test_strangers_cannot_make_us_ask_for_secrets_each_time(disk: Disk, clock: SetClock) -> None:
    asked: list[str] = []

    async def secrets(app_key: str) -> tuple[str, ...]:
        asked.append(app_key)
        return ()

    door = Door(GroupCommit(disk.write), SignedBySecret(secrets, clock), clock)
    for _ in range(50):
        assert (await knock(door, event(), app_key="stranger"))[0] == 404
    assert asked == ["stranger"]


async def test_the_door_counts_what_it_answers(door: Door) -> None:
    await knock(door, event())
    await knock(door, event(), given="0" * 64)
    await knock(door, event(), method="GET")
    assert (door.counts["200"], door.counts["401"], door.counts["405"]) == (1, 1, 1)


async def test_on_the_real_database_a_repeat_is_one_row_with_two_copies(store: Store, clock: SetClock) -> None:
    door = Door(GroupCommit(into(store)), SignedBySecret(secrets_of, clock), clock)
    answers = await asyncio.gather(*(knock(door, event(n % 40)) for n in range(120)))
    assert {status for status, _, _ in answers} == {200}
    async with store.raw() as conn:
        found = await conn.execute("SELECT count(*), sum(copies), count(DISTINCT body) FROM inbox")
        assert await found.fetchone() == (40, 120, 40)


async def test_on_the_real_database_odd_bodies_are_kept_byte_for_byte(store: Store, clock: SetClock) -> None:
    door = Door(GroupCommit(into(store)), SignedBySecret(secrets_of, clock), clock)
    odd = [b"", b"\x00\xff", b'{"type":1,"shop_id":"\\u0000"}', '{"type":7,"data":"ü😀"}'.encode(), b'{"type":99999999999}']
    for one in odd:
        assert (await knock(door, one))[0] == 200
    async with store.raw() as conn:
        found = await conn.execute("SELECT body FROM inbox ORDER BY n")
        assert [row[0] for row in await found.fetchall()] == odd


async def test_in_a_crowd_two_batches_are_written_at_once_and_never_more() -> None:
    writing = most = 0
    go_on = asyncio.Event()

    async def write(events: Sequence[Arrived]) -> None:
        nonlocal writing, most
        writing += 1
        most = max(most, writing)
        if writing == 2:
            go_on.set()
        await go_on.wait()
        writing -= 1

    receive = GroupCommit(write, batch_max=10)
    async with asyncio.timeout(10):
        await asyncio.gather(*(receive.put(Arrived("a", str(n), 1, "s", None, NOW, b"")) for n in range(100)))
    assert most == 2
    assert receive.committed == 100
    assert receive.waiting == 0
