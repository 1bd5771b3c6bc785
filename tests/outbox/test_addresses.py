"""What stands behind the question mark of an address is sealed, and is found in nothing that is kept or shown."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from shoplatch.clock import SetClock
from shoplatch.errors import Fatal, InvalidRequest
from shoplatch.outbox import address
from shoplatch.outbox.standing import standings
from shoplatch.store.engine import Store
from shoplatch.transport import HttpRequest
from shoplatch.transport.pinned import Answered
from tests.outbox.receiver import URL, Receiver, answering, change, hooks_on
from tests.store.shops import add_shops, settled

NOW = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)
KEY = "canary/of+a receiver"
QUERY = "v=1&key=canary%2Fof%2Ba+receiver&code=onlyhere7"
WAYS = (
    "canary%2Fof%2Ba+receiver",
    "canary/of+a receiver",
    "canary/of%2Ba%20receiver",
    "canary%2Fof%2Ba%20receiver",
    "onlyhere7",
)


@pytest.mark.parametrize(
    ("url", "short", "query"),
    [("https://a.example/x", "https://a.example/x", None), ("https://a.example/x?", "https://a.example/x", None),
     ("https://a.example/x?k=1", "https://a.example/x?", "k=1"), ("https://a.example?k=?", "https://a.example?", "k=?")],
)  # fmt: skip
def test_an_address_is_parted_at_its_first_question_mark(url: str, short: str, query: str | None) -> None:
    assert address.parted(url) == (short, query)
    assert short + (query or "") in (url, url.removesuffix("?"))


def test_a_key_is_hidden_however_it_is_written_and_short_words_stay() -> None:
    parts = address.secret_parts(QUERY)
    for way in (*WAYS, QUERY):
        assert address.hidden(f"you said {way}, v=1", parts) == "you said ***, v=1"
    assert address.secret_parts(None) == address.secret_parts("a=1") == ()


async def everything_kept(store: Store) -> str:
    """Every row of every table about outgoing webhooks and of the audit log, as text."""
    async with store.raw() as conn:
        found = []
        for table in ("hook_endpoints", "hook_deliveries", "hook_attempts", "hook_messages", "audit_log", "hook_tallies"):
            asked = await conn.execute(f"SELECT to_jsonb(t)::text FROM {table} AS t".encode())
            found += [row[0] for row in await asked.fetchall()]
    return re.sub(r"\\\\x([0-9a-f]+)", lambda raw: bytes.fromhex(raw[1]).decode("latin-1"), "\n".join(found))


async def test_a_key_in_an_address_arrives_and_is_kept_nowhere_in_the_open(store: Store) -> None:
    await add_shops(store)
    clock, receiver = SetClock(NOW), Receiver()
    hooks = hooks_on(store, clock, receiver)
    whole = f"{URL}?{QUERY}"
    made, _ = await hooks.add(whole, by="Mei")

    def repeating(request: HttpRequest) -> Answered:
        headers = {"location": f"https://x.example/?{QUERY}", "x-request-id": "onlyhere7"}
        return Answered(302, headers, f"no: {KEY} {request.url}".encode(), "203.0.113.9")

    receiver.answers[whole] = repeating
    await change(store, clock.now(), ("O1", "DELIVERED"))
    await settled(store)
    await hooks.deliverer().drain()
    clock.advance(10)
    receiver.answers[whole] = lambda request: Fatal(f"{request.url} is no address that can be called")
    await hooks.deliverer().drain()
    await hooks.try_out(made.id)
    async with store.raw() as conn:
        shown = str(await standings(conn, clock.now()))
    said = [await everything_kept(store), shown, str(await hooks.all()), str(await hooks.deliveries()), repr(receiver.got)]
    (_, _, attempts) = await hooks.delivery((await hooks.deliveries())[-1].n)
    assert [one.url for one in receiver.got] == [whole] * 3
    assert "no: ***" in (attempts[0].response or "")
    assert "***" in (attempts[1].error or "")
    for text in said[:4]:
        assert [way for way in (*WAYS, QUERY) if way in text] == []
    assert hooks.query_of(await hooks.get(made.id)) == QUERY


async def test_an_address_of_before_is_sealed_by_the_worker_and_leads_where_it_led(store: Store) -> None:
    clock, receiver = SetClock(NOW), Receiver()
    hooks = hooks_on(store, clock, receiver)
    made, _ = await hooks.add(URL, by="Mei")
    async with store.raw() as conn:
        await conn.execute("UPDATE hook_endpoints SET url = %s", [f"{URL}?{QUERY}"])
    assert (await hooks.try_out(made.id)).arrived  # before it is sealed, too
    assert (await hooks.seal_addresses(), await hooks.seal_addresses()) == (1, 0)
    assert "onlyhere7" not in await everything_kept(store)
    assert (await hooks.try_out(made.id)).arrived
    assert [one.url for one in receiver.got] == [f"{URL}?{QUERY}"] * 2


async def test_a_change_of_address_takes_what_waits_there_at_once_and_never_a_key_with_it(store: Store) -> None:
    await add_shops(store)
    clock, receiver = SetClock(NOW), Receiver()
    hooks = hooks_on(store, clock, receiver)
    made, _ = await hooks.add(f"{URL}?{QUERY}", by="Mei")
    receiver.answers[f"{URL}?{QUERY}"] = lambda _: answering(404)
    await change(store, clock.now(), *((f"O{n}", "DELIVERED") for n in range(12)))
    await settled(store)
    await hooks.deliverer().drain()
    failing = await hooks.get(made.id)
    assert failing.rest_until is not None
    with pytest.raises(InvalidRequest, match="sealed"):
        await hooks.change(made.id, url="https://new.example/in?…")
    same = await hooks.change(made.id, url=f"{URL}?…", label="ERP")
    assert (hooks.query_of(same), same.failures, same.label) == (QUERY, failing.failures, "ERP")
    moved = await hooks.change(made.id, url="https://new.example/in")
    assert (moved.url, hooks.query_of(moved), moved.failures) == ("https://new.example/in", None, 0)
    receiver.got.clear()
    await hooks.deliverer().drain()
    assert sorted(id_ for id_, _ in receiver.objects("https://new.example/in")) == sorted(f"O{n}" for n in range(12))
    with pytest.raises(InvalidRequest):
        await hooks.change(made.id, url="https://10.0.0.8/")
    assert (await hooks.get(made.id)).url == "https://new.example/in"
