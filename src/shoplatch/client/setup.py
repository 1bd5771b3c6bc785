"""What both clients are made of: the arguments, judged once, and the call that is prepared from them. No I/O."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import tzinfo
from typing import Any
from urllib.parse import urlsplit

from shoplatch.catalog.model import Operation
from shoplatch.client.breaker import Breaker
from shoplatch.client.budget import Budget, LocalBudget
from shoplatch.client.core import Habits, Observer, Run, exchange
from shoplatch.client.fitting import zone_of
from shoplatch.client.notices import UndocumentedValue, notify
from shoplatch.client.outgoing import Caller, Upload, prepare
from shoplatch.client.retry import with_key
from shoplatch.client.tokens import AnyToken, as_source, judge_copied
from shoplatch.client.versions import Choice, Versions
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
    versions: Versions

    def with_shop(
        self, shop_cipher: str | None, shop: str | None, versions: Mapping[str, str] | None, zone: tzinfo | str | None
    ) -> Setup:
        """The same for another shop, which may pin versions beside those of the client."""
        caller = replace(self.caller, shop_cipher=shop_cipher, shop=shop, zone=zone_of(zone))
        return replace(self, caller=caller, versions=self.versions.with_pins(versions))

    def with_app(
        self,
        app_key: str,
        app_secret: str,
        token: Callable[[], str | Awaitable[str]] | None,
        shop_cipher: str | None,
        shop: str | None,
    ) -> Setup:
        """The same for another app: what was learnt about versions stays with the first."""
        caller = Caller(app_key, app_secret, self.caller.base_url, shop_cipher, shop)
        return replace(self, caller=caller, token=token, versions=self.versions.forgetful())

    def run(
        self,
        choice: Choice,
        params: Mapping[str, Any],
        *,
        body: Mapping[str, Any] | bytes | None,
        query: Mapping[str, Any] | None,
        files: Mapping[str, Upload | bytes] | None,
        shop_cipher: str | None,
        deadline_s: float | None,
    ) -> Run:
        """The call, ready to be driven. A cipher given for one call stands in for the client's own.

        Raises:
            InvalidRequest: a parameter is unknown, missing or of the wrong type.
        """
        cipher = shop_cipher or self.caller.shop_cipher
        caller = self.caller if cipher == self.caller.shop_cipher else replace(self.caller, shop_cipher=cipher)
        habits = self.habits if deadline_s is None else replace(self.habits, deadline_s=deadline_s)

        def once(operation: Operation) -> Run:
            keyed, content = with_key(operation, params, body, query)
            call = prepare(
                operation, keyed, body=content, query=query, files=files, shop_cipher=cipher, zone=self.caller.zone
            )
            if call.undocumented and not operation.read:
                notify(UndocumentedValue(f"{operation.id}: {'; '.join(call.undocumented)}; sent as it is."))
            return exchange(call, caller, habits, with_token=self.token is not None)

        return self.versions.run(choice, once)

    def step(self, choice: Choice, step: Mapping[str, Any], shop_cipher: str | None) -> Run:
        """The call of one page: what a walk asks for, with the arguments of a call among the parameters."""
        params = dict(step)
        beside = {name: params.pop(name, None) for name in ("body", "query", "files", "deadline_s")}
        return self.run(choice, params, shop_cipher=shop_cipher, **beside)


def token_source(access_token: str | None, token: AnyToken | None) -> Callable[[], str | Awaitable[str]] | None:
    """The one source behind the two ways of handing a token in.

    Raises:
        ConfigError: both were given, or the token is none.
    """
    try:
        return as_source(access_token, token)
    except ValueError as both:
        raise ConfigError(str(both)) from both


def judge_app(app_key: str, app_secret: str) -> None:
    """Raise ConfigError where one is missing, or was copied with something around it."""
    if not app_key or not app_secret:
        raise ConfigError("app_key and app_secret are needed", next_step="Take them from the app in Partner Center.")
    for what, text in (("app_key", app_key), ("app_secret", app_secret)):
        judge_copied(what, text)


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
    versions: Mapping[str, str] | None,
    zone: tzinfo | str | None,
) -> Setup:
    """Judge the arguments of a client.

    Raises:
        ConfigError: a key or secret is empty, the base URL is none, both kinds of token were given, a limit is nonsense, or
            a pinned version or a time zone does not exist.
    """
    parts = urlsplit(base_url)
    judge_app(app_key, app_secret)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.query or parts.fragment:
        raise ConfigError(f"{redact(base_url)!r} is not a base URL", next_step=f"For production it is {PRODUCTION}.")
    if timeout_s <= 0 or attempts_max < 1 or (deadline_s is not None and deadline_s <= 0):
        raise ConfigError("timeout_s and deadline_s have to be above 0 and attempts_max 1 or more")
    caller = Caller(app_key, app_secret, base_url.rstrip("/"), shop_cipher, shop, zone_of(zone))
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
    return Setup(caller, habits, token_source(access_token, token), Versions(versions))
