"""What both clients are made of: the arguments, judged once, and the call that is prepared from them. No I/O."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from shoplatch.catalog import reader
from shoplatch.catalog.model import Operation
from shoplatch.client.breaker import Breaker
from shoplatch.client.budget import Budget, LocalBudget
from shoplatch.client.core import Habits, Observer
from shoplatch.client.outgoing import Caller, Prepared, Upload, prepare
from shoplatch.client.retry import with_key
from shoplatch.client.tokens import AnyToken, as_source
from shoplatch.clock import Clock, SystemClock
from shoplatch.errors import ConfigError
from shoplatch.transport import redact

PRODUCTION = "https://open-api.tiktokglobalshop.com"  # the same for all regions (platform.md section 2)


@dataclass(frozen=True, slots=True)
class Setup:
    """One client's settings; frozen, so that a client for another shop is a changed copy."""

    caller: Caller
    habits: Habits
    token: Callable[[], str | Awaitable[str]] | None

    def with_shop(self, shop_cipher: str | None, shop: str | None) -> Setup:
        """The same for another shop."""
        return replace(self, caller=replace(self.caller, shop_cipher=shop_cipher, shop=shop))

    def prepared(
        self,
        name: str,
        params: Mapping[str, Any],
        *,
        version: str | None,
        body: Mapping[str, Any] | bytes | None,
        query: Mapping[str, Any] | None,
        files: Mapping[str, Upload | bytes] | None,
        shop_cipher: str | None,
    ) -> tuple[Prepared, Caller]:
        """The call and who makes it. A cipher given for one call stands in for the client's own."""
        operation = operation_of(name, version)
        cipher = shop_cipher or self.caller.shop_cipher
        caller = self.caller if cipher == self.caller.shop_cipher else replace(self.caller, shop_cipher=cipher)
        params, body = with_key(operation, params, body, query)
        return prepare(operation, params, body=body, query=query, files=files, shop_cipher=cipher), caller

    def within(self, deadline_s: float | None) -> Habits:
        """The habits of one call; with a deadline of its own, where it was given one."""
        return self.habits if deadline_s is None else replace(self.habits, deadline_s=deadline_s)


def operation_of(name: str, version: str | None) -> Operation:
    """The operation by id, in the newest version or in the one asked for.

    Raises:
        NotFound: there is no such operation, or not in that version.
    """
    return reader.operation(f"{name}@{version}") if version else reader.operation(name)


def set_up(
    app_key: str,
    app_secret: str,
    access_token: str | None,
    token: AnyToken | None,
    *,
    base_url: str,
    shop_cipher: str | None,
    shop: str | None,
    clock: Clock | None,
    observer: Observer | None,
    timeout_s: float,
    deadline_s: float | None,
    attempts_max: int,
    budget: Budget | None,
    breaker: Breaker | None,
) -> Setup:
    """Judge the arguments of a client.

    Raises:
        ConfigError: a key or secret is empty, the base URL is none, both kinds of token were given, or a limit is nonsense.
    """
    parts = urlsplit(base_url)
    if not app_key or not app_secret:
        raise ConfigError("app_key and app_secret are needed", next_step="Take them from the app in Partner Center.")
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.query or parts.fragment:
        raise ConfigError(f"{redact(base_url)!r} is not a base URL", next_step=f"For production it is {PRODUCTION}.")
    if timeout_s <= 0 or attempts_max < 1 or (deadline_s is not None and deadline_s <= 0):
        raise ConfigError("timeout_s and deadline_s have to be above 0 and attempts_max 1 or more")
    try:
        source = as_source(access_token, token)
    except ValueError as both:
        raise ConfigError(str(both)) from both
    caller = Caller(app_key, app_secret, base_url.rstrip("/"), shop_cipher, shop)
    clock = clock or SystemClock()
    habits = Habits(
        clock,
        random.random,  # jitter only spreads load; nothing secret hangs on it
        observer,
        attempts_max,
        timeout_s,
        deadline_s,
        budget or LocalBudget(clock),
        breaker or Breaker(clock),
    )
    return Setup(caller, habits, source)
