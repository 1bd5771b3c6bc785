"""A user's system, played: what carries requests to it, and a store with shops whose orders change."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from shoplatch.accounts.vault import Vault
from shoplatch.clock import Clock
from shoplatch.outbox.guard import Guard
from shoplatch.outbox.hooks import Hooks
from shoplatch.store import changes
from shoplatch.store.changes import Change
from shoplatch.store.engine import Store
from shoplatch.transport import HttpRequest
from shoplatch.transport.pinned import Answered
from tests.store.shops import SHOP

KEY = bytes(range(32))
URL = "https://shop.example/hooks"
Answer = Answered | Exception
OK = Answered(200, {}, b"ok", "203.0.113.9")


def answering(status: int, **headers: str) -> Answered:
    return Answered(status, {k.replace("_", "-"): v for k, v in headers.items()}, b"said", "203.0.113.9")


@dataclass
class Receiver:
    """Notes what arrives and answers as told: by url, else with 200."""

    answers: dict[str, Callable[[HttpRequest], Awaitable[Answer] | Answer]] = field(default_factory=dict)
    got: list[HttpRequest] = field(default_factory=list)

    async def send(self, request: HttpRequest, *, timeout_s: float) -> Answered:
        self.got.append(request)
        told = self.answers.get(request.url, lambda _: OK)(request)
        answer = await told if isinstance(told, Awaitable) else told
        if isinstance(answer, Exception):
            raise answer
        return answer

    @property
    def ids(self) -> list[str]:
        return [dict(one.headers)["webhook-id"] for one in self.got]

    @property
    def told(self) -> list[dict[str, Any]]:
        return [json.loads(one.body or b"") for one in self.got]

    def objects(self, url: str = URL) -> list[tuple[str, str]]:
        """What was told of which object, in order."""
        return [
            (data["id"], data["after"])
            for one in self.got
            if one.url == url and "after" in (data := json.loads(one.body or b"")["data"])
        ]


def hooks_on(store: Store, clock: Clock, receiver: Receiver, notes: list[tuple[str, str]] | None = None) -> Hooks:
    async def note(act: str, subject: str, *, actor: str, detail: str = "") -> None:
        if notes is not None:
            notes.append((act, detail))

    return Hooks(store, Vault(KEY), clock, receiver, Guard(), note=note)


async def eventually(true: Callable[[], bool], within_s: float = 60.0) -> None:
    """Let the loop turn until something is so."""
    async with asyncio.timeout(within_s):
        while not true():  # noqa: ASYNC110 - what is waited for is counted by the code under test
            await asyncio.sleep(0.005)


async def change(
    store: Store, at: datetime, *what: tuple[str, str], kind: str = "order", shop: str = SHOP, cause: str = "webhook"
) -> None:
    """Let objects change: (id, status), one change after the other."""
    async with store.raw() as conn:
        await changes.append(
            conn,
            shop,
            [Change(kind, id_, cause, None, "UNPAID", after, at, at) for id_, after in what],  # type: ignore[arg-type]
        )
