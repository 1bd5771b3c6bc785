"""Ten thousand webhooks of every bad kind among good ones: no lie is stored, nothing genuine is lost, memory is flat."""

from __future__ import annotations

import hmac
import json
import random
import resource
from collections.abc import Iterable
from typing import Any

import pytest

from shoplatch.clock import SetClock
from shoplatch.inbox.door import BODY_MAX_BYTES, PREFIX, Door
from shoplatch.inbox.genuine import SignedBySecret
from shoplatch.inbox.receive import GroupCommit, into
from shoplatch.store.engine import Store
from tests.store.shops import T0

APP, SECRET = "app", "a-secret"
WEBHOOKS = 10_000
KINDS = ("good", "good", "in parts", "odd", "replayed", "forged", "mangled", "foreign", "unsigned", "huge")


def signed(body: bytes, secret: str = SECRET) -> str:
    return hmac.digest(secret.encode(), APP.encode() + body, "sha256").hex()


async def knock(door: Door, body: bytes, given: str, *, app: str = APP, parts: int = 1) -> int:
    said: list[int] = []
    size = -(-len(body) // parts) or 1
    chunks = [body[at : at + size] for at in range(0, len(body) or 1, size)]
    messages = [{"type": "http.request", "body": one, "more_body": k + 1 < len(chunks)} for k, one in enumerate(chunks)]

    async def receive() -> Any:
        return messages.pop(0)

    async def send(message: Any) -> None:
        said.extend([message["status"]] if "status" in message else [])

    scope = {
        "type": "http",
        "method": "POST",
        "path": PREFIX + app,
        "headers": [(b"authorization", given.encode("latin-1"))],
    }
    await door(scope, receive, send)
    return said[0]


def mangled(chance: random.Random, body: bytes) -> bytes:
    spoilt = bytearray(body)
    for _ in range(chance.randrange(1, 6)):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt) if bytes(spoilt) != body else body + b" "


def odd(chance: random.Random, k: int) -> bytes:
    """Signed by TikTok, and of no documented shape: it arrived, so it is kept with its bytes."""
    return chance.choice(
        [b"", b"[]", b"null", b"{", b'{"type": 1e99}', b'{"type": -4, "tts_notification_id": %d}' % k, b"\xff\xfe" * 9,
         json.dumps({"type": "x" * 40, "data": {"deep": [[[k]]]}}).encode(), b'{"type": 1, "shop_id": "\\u0000"}',
         b"[" * 4_000]
    ) + b" " * (k % 7)  # fmt: skip


@pytest.mark.long
async def test_ten_thousand_fuzzed_webhooks(store: Store) -> None:
    async def secrets_of(app_key: str) -> Iterable[str] | None:
        return [SECRET] if app_key == APP else None

    clock = SetClock(T0)
    commit = GroupCommit(into(store))
    door = Door(commit, SignedBySecret(secrets_of, clock), clock)  # type: ignore[arg-type]
    chance = random.Random(11)
    genuine: set[bytes] = set()
    sent: list[bytes] = []
    answers: dict[str, set[int]] = {}
    after_a_tenth = 0
    for k in range(WEBHOOKS):
        event = {"type": chance.choice([1, 4, 12, 71, 999]), "tts_notification_id": f"n{k}", "shop_id": "749",
                 "timestamp": 1_767_225_600 + k, "data": {"order_id": f"5{k}"}}  # fmt: skip
        body = json.dumps(event).encode()
        kind = chance.choice(
            ["good", "good", "in parts", "odd", "replayed", "forged", "mangled", "foreign", "unsigned", "huge"]
        )
        if kind == "replayed" and sent:
            body = chance.choice(sent)
        elif kind == "odd":
            body = odd(chance, k)
        elif kind == "huge":
            body = body + b" " * (BODY_MAX_BYTES if k % 50 == 0 else 0)
        if kind == "forged":
            status = await knock(door, body, signed(body, "another secret"))
        elif kind == "mangled":
            status = await knock(door, mangled(chance, body), signed(body))
        elif kind == "foreign":
            status = await knock(door, body, signed(body), app=f"stranger{k}")
        elif kind == "unsigned":
            status = await knock(door, body, chance.choice(["", "sha256", "é" * 9, "0" * 64]))
        else:
            status = await knock(door, body, signed(body), parts=chance.randrange(1, 9) if kind == "in parts" else 1)
        answers.setdefault(kind, set()).add(status)
        if status == 200:
            genuine.add(body)
            sent = [*sent[-50:], body]
        if k == WEBHOOKS // 10:
            after_a_tenth = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        clock.advance(0.01)
    await door.close()
    grown_mb = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - after_a_tenth) / 1024
    assert answers == {
        "good": {200}, "in parts": {200}, "odd": {200}, "replayed": {200}, "forged": {401}, "mangled": {401},
        "foreign": {404}, "unsigned": {401}, "huge": {200, 413},
    }  # fmt: skip
    async with store.raw() as conn:
        kept = {bytes(body) for (body,) in await (await conn.execute("SELECT body FROM inbox")).fetchall()}
    assert kept == genuine
    assert grown_mb < 60, f"{grown_mb:.0f} MB more than after a tenth"
