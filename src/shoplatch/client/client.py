"""The blocking client: asks `core` what to do next and does it. All behaviour is in the core."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from datetime import tzinfo
from types import TracebackType
from typing import Any, Self

from shoplatch.client import paging
from shoplatch.client.answers import Reply
from shoplatch.client.batching import Batch, split
from shoplatch.client.breaker import Breaker
from shoplatch.client.budget import Budget
from shoplatch.client.comparing import Comparison, compared, judge
from shoplatch.client.core import DEADLINE_S, TIMEOUT_S, Observer, Pause, Permit, Run, Send, Step
from shoplatch.client.iterating import Iteration
from shoplatch.client.listing import OVERLAP_S, listing_of
from shoplatch.client.operations import Operations
from shoplatch.client.outgoing import Upload
from shoplatch.client.retry import ATTEMPTS_MAX
from shoplatch.client.setup import PRODUCTION, Setup, judge_app, set_up, token_source
from shoplatch.client.tokens import SyncToken, renewal
from shoplatch.clock import Clock
from shoplatch.errors import ShoplatchError
from shoplatch.transport import HttpTransport, Transport


class Client(Operations):
    """TikTok Shop, for one app and one grant.

        with Client(app_key, app_secret, access_token, shop_cipher=cipher) as shop:
            for page in shop.order.get_order_list.pages(update_time_ge=since):
                for order in page:
                    print(order.typed.id, order.typed.payment.total)

    Every operation is an attribute of its area; `call` takes its name as text.

    `token` is a function or a TokenSource, asked before each call; a source with `renew` is asked for another token when
    the platform refuses the first. `shop` is a label for errors and the call log. `observer` is told of each attempt.
    `timeout_s` is for one attempt, `deadline_s` for a call with all its attempts and pauses. `budget` says how often to
    call, `breaker` when a host is left in peace; both may be shared with other clients. `versions` pins versions by area
    or operation; `zone` is the shop's time zone, in which days begin. A client may be used by several threads.
    """

    def __init__(
        self,
        app_key: str,
        app_secret: str,
        access_token: str | None = None,
        *,
        token: SyncToken | None = None,
        base_url: str = PRODUCTION,
        shop_cipher: str | None = None,
        shop: str | None = None,
        transport: Transport | None = None,
        clock: Clock | None = None,
        observer: Observer | None = None,
        timeout_s: float = TIMEOUT_S,
        deadline_s: float | None = DEADLINE_S,
        attempts_max: int = ATTEMPTS_MAX,
        budget: Budget | None = None,
        breaker: Breaker | None = None,
        versions: Mapping[str, str] | None = None,
        zone: tzinfo | str | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._setup = set_up(
            app_key,
            app_secret,
            access_token,
            token,
            base_url=base_url,
            shop_cipher=shop_cipher,
            shop=shop,
            clock=clock,
            observer=observer,
            timeout_s=timeout_s,
            deadline_s=deadline_s,
            attempts_max=attempts_max,
            budget=budget,
            breaker=breaker,
            versions=versions,
            zone=zone,
        )
        self._sleep = sleep
        self._own: HttpTransport | None = None
        if transport is None:
            transport = self._own = HttpTransport()
        self._transport: Transport = transport

    def call(
        self,
        operation: str,
        *,
        body: Mapping[str, Any] | bytes | None = None,
        query: Mapping[str, Any] | None = None,
        files: Mapping[str, Upload | bytes] | None = None,
        version: str | None = None,
        shop_cipher: str | None = None,
        deadline_s: float | None = None,
        **params: Any,
    ) -> Reply:
        """Call one operation by its catalog id with flat parameters, wherever in the request they go.

        `version` picks another than the newest ("202309"). `body` stands for all body parameters and may carry names the
        catalog does not know; `query` adds query parameters in the same way, also one that is named like an argument
        here. `files` are the parts of an upload. What does no harm twice is tried up to `attempts_max` times, and no longer
        than `deadline_s` in all; where the operation takes an idempotency key and none is given, each call gets one.

        Raises:
            NotFound: no such operation, or no such thing on the platform.
            InvalidRequest: a parameter is unknown, missing or of the wrong type (nothing was sent), or the platform says so.
            OutcomeUnknown: a write whose answer was lost and that carries no idempotency key.
            ShoplatchError: as the platform answered; see errors.py.
        """
        run = self._setup.run(
            self._setup.versions.choose(operation, version),
            params,
            body=body,
            query=query,
            files=files,
            shop_cipher=shop_cipher,
            deadline_s=deadline_s,
        )
        return self._drive(run)

    def pages(
        self,
        operation: str,
        *,
        body: Mapping[str, Any] | None = None,
        version: str | None = None,
        shop_cipher: str | None = None,
        pages_max: int | None = None,
        **params: Any,
    ) -> Iterator[paging.Page]:
        """Walk through a listing, page by page, with the largest pages unless a size is given.

        Raises:
            InvalidRequest: the operation has no pages.
            Fatal: the platform sends the walk in a circle, or it does not end.
        """
        choice = self._setup.versions.choose(operation, version)
        walk = paging.Walk(choice.operation, params, body=body, pages_max=pages_max)
        while (step := walk.params()) is not None:
            yield walk.take(self._drive(self._setup.step(choice, step, shop_cipher)))

    def iterate(
        self,
        operation: str | None = None,
        *,
        body: Mapping[str, Any] | None = None,
        version: str | None = None,
        shop_cipher: str | None = None,
        resume: str | None = None,
        overlap_s: int = OVERLAP_S,
        **params: Any,
    ) -> Iteration:
        """Every row of a listing, once each, while it changes: none twice, none left out.

        Where the platform sorts by a time and can be asked from a time on (orders, packages, cancellations, returns,
        statements, payments), rows come oldest first by that time: create_time, or update_time where you filter by it.
        Then an object that is touched while you read is given once, as it was first read. Elsewhere page tokens are
        followed, and what the platform moves between pages may be missed. `overlap_s` seconds are read again at every
        step, for rows that become visible late.

        `resume` goes on from the `resume_token` of another iteration; operation and filters come from it.

        Raises:
            InvalidRequest: the operation has no pages, or the token is none of ours.
        """
        pinned = self._setup.versions.choose(operation, version) if operation is not None else None
        now = self._setup.habits.clock.seconds()
        listing = listing_of(pinned.operation if pinned else None, params, body, resume=resume, overlap_s=overlap_s, now=now)
        choice = pinned or self._setup.versions.choose(listing.operation.stable_key)

        def page(step: dict[str, Any]) -> Reply:
            return self._drive(self._setup.step(choice, step, shop_cipher))

        return Iteration(listing, page)

    def in_batches(
        self,
        operation: str,
        *,
        size: int | None = None,
        version: str | None = None,
        shop_cipher: str | None = None,
        **params: Any,
    ) -> Batch:
        """One call for more values than the platform takes at once: split, called in turn, and joined again.

        The one list among the parameters is split by its documented limit (50 ids of Get Order Detail), or by `size`.

        Raises:
            InvalidRequest: there is no one list to split, or nobody documents its limit and no size was given.
            ShoplatchError: not one call went through. Where some did, the failed ones are in `Batch.failed`.
        """
        choice = self._setup.versions.choose(operation, version)
        name, others, chunks = split(choice.operation, params, size)
        batch = Batch(choice.operation, name)
        for done, values in enumerate(chunks, 1):
            outcome: Reply | ShoplatchError
            try:
                outcome = self._drive(self._setup.step(choice, {**others, name: values}, shop_cipher))
            except ShoplatchError as failure:
                outcome = failure
            if not batch.take(values, outcome):
                return batch.ended(chunks[done:])
        return batch.ended(())

    def compare(
        self,
        operation: str,
        before: str,
        after: str | None = None,
        *,
        body: Mapping[str, Any] | None = None,
        shop_cipher: str | None = None,
        **params: Any,
    ) -> Comparison:
        """Ask two versions of a read the same, and say how their answers differ: before a pin is moved.

        `after` is the newest unless given. Parameters are those both versions take.

        Raises:
            InvalidRequest: the operation writes, or a version does not take a parameter.
            NotFound: no such operation, or not in that version.
        """
        choices = [self._setup.versions.choose(operation, before), self._setup.versions.choose(operation, after)]
        judge(*(one.operation for one in choices))
        step = params if body is None else {**params, "body": body}
        replies = [self._drive(self._setup.step(one, step, shop_cipher)) for one in choices]
        return compared(*replies)

    def with_shop(
        self,
        shop_cipher: str | None,
        shop: str | None = None,
        *,
        versions: Mapping[str, str] | None = None,
        zone: tzinfo | str | None = None,
    ) -> Client:
        """The same client for another shop, over the same connections, which stay open until the first client is closed.

        `versions` are pinned for this shop beside the client's own; `zone` is the shop's time zone ("Europe/London"), in
        which days begin.
        """
        return self._copy(self._setup.with_shop(shop_cipher, shop, versions, zone))

    def with_app(
        self,
        app_key: str,
        app_secret: str,
        access_token: str | None = None,
        *,
        token: SyncToken | None = None,
        shop_cipher: str | None = None,
        shop: str | None = None,
    ) -> Client:
        """A client for another app over the same connections, with the same budget, breaker, clock and observer."""
        judge_app(app_key, app_secret)
        source = token_source(access_token, token)
        return self._copy(self._setup.with_app(app_key, app_secret, source, shop_cipher, shop))

    def close(self) -> None:
        """Close the connections, if they are this client's own."""
        if self._own is not None:
            self._own.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Client app {self._setup.caller.app_key}, shop {self._setup.caller.shop}>"

    def _copy(self, setup: Setup) -> Client:
        other = object.__new__(Client)
        other._setup, other._sleep, other._own, other._transport = setup, self._sleep, None, self._transport
        return other

    def _drive(self, run: Run) -> Reply:
        try:
            step = next(run)
            while True:
                try:
                    answer = self._do(step)
                except ShoplatchError as failure:
                    step = run.throw(failure)
                else:
                    step = run.send(answer)
        except StopIteration as done:
            reply: Reply = done.value
            return reply

    def _do(self, step: Step) -> Any:
        if isinstance(step, Send):
            return self._transport.send(step.request, timeout_s=step.timeout_s)
        if isinstance(step, Pause):
            return self._sleep(step.seconds)
        if isinstance(step, Permit):
            return step.budget.take(step.key)
        source = self._setup.token
        if source is None:
            return None
        return source() if step.refused is None else renewal(source, step.refused)
