"""The asynchronous client: asks `core` what to do next and awaits it. All behaviour is in the core."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import tzinfo
from inspect import isawaitable
from math import inf
from types import TracebackType
from typing import Any, Self

from shoplatch.client import paging
from shoplatch.client.answers import Reply
from shoplatch.client.batching import Batch, split
from shoplatch.client.breaker import Breaker
from shoplatch.client.budget import Admission, Budget
from shoplatch.client.comparing import Comparison, compared, judge
from shoplatch.client.core import DEADLINE_S, TIMEOUT_S, Observer, Pause, Permit, Run, Send, Step, too_late
from shoplatch.client.iterating import AsyncIteration
from shoplatch.client.listing import OVERLAP_S, listing_of
from shoplatch.client.operations import AsyncOperations
from shoplatch.client.outgoing import Upload
from shoplatch.client.retry import ATTEMPTS_MAX
from shoplatch.client.setup import PRODUCTION, Setup, judge_app, set_up, token_source
from shoplatch.client.tokens import AnyToken, renewal
from shoplatch.clock import Clock
from shoplatch.errors import ShoplatchError
from shoplatch.transport import AsyncHttpTransport, AsyncTransport


class AsyncClient(AsyncOperations):
    """TikTok Shop, for one app and one grant, on one event loop. Arguments as for Client; token and renew may be async.

    async with AsyncClient(app_key, app_secret, access_token, shop_cipher=cipher) as shop:
        async for page in shop.pages("order.get_order_list", update_time_ge=since):
            ...
    """

    def __init__(
        self,
        app_key: str,
        app_secret: str,
        access_token: str | None = None,
        *,
        token: AnyToken | None = None,
        base_url: str = PRODUCTION,
        shop_cipher: str | None = None,
        shop: str | None = None,
        transport: AsyncTransport | None = None,
        clock: Clock | None = None,
        observer: Observer | None = None,
        timeout_s: float = TIMEOUT_S,
        deadline_s: float | None = DEADLINE_S,
        attempts_max: int = ATTEMPTS_MAX,
        budget: Budget | None = None,
        breaker: Breaker | None = None,
        versions: Mapping[str, str] | None = None,
        zone: tzinfo | str | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
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
        self._own: AsyncHttpTransport | None = None
        if transport is None:
            transport = self._own = AsyncHttpTransport()
        self._transport: AsyncTransport = transport

    async def call(
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
        """Call one operation; everything as in `Client.call`."""
        run = self._setup.run(
            self._setup.versions.choose(operation, version),
            params,
            body=body,
            query=query,
            files=files,
            shop_cipher=shop_cipher,
            deadline_s=deadline_s,
        )
        return await self._drive(run)

    async def pages(
        self,
        operation: str,
        *,
        body: Mapping[str, Any] | None = None,
        version: str | None = None,
        shop_cipher: str | None = None,
        pages_max: int | None = None,
        **params: Any,
    ) -> AsyncIterator[paging.Page]:
        """Walk through a listing; everything as in `Client.pages`."""
        choice = self._setup.versions.choose(operation, version)
        walk = paging.Walk(choice.operation, params, body=body, pages_max=pages_max)
        while (step := walk.params()) is not None:
            yield walk.take(await self._drive(self._setup.step(choice, step, shop_cipher)))

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
    ) -> AsyncIteration:
        """Every row of a listing, once each, while it changes; everything as in `Client.iterate`."""
        pinned = self._setup.versions.choose(operation, version) if operation is not None else None
        now = self._setup.habits.clock.seconds()
        listing = listing_of(pinned.operation if pinned else None, params, body, resume=resume, overlap_s=overlap_s, now=now)
        choice = pinned or self._setup.versions.choose(listing.operation.stable_key)

        async def page(step: dict[str, Any]) -> Reply:
            return await self._drive(self._setup.step(choice, step, shop_cipher))

        return AsyncIteration(listing, page)

    async def in_batches(
        self,
        operation: str,
        *,
        size: int | None = None,
        version: str | None = None,
        shop_cipher: str | None = None,
        **params: Any,
    ) -> Batch:
        """One call for more values than the platform takes at once; everything as in `Client.in_batches`."""
        choice = self._setup.versions.choose(operation, version)
        name, others, chunks = split(choice.operation, params, size)
        batch = Batch(choice.operation, name)
        for done, values in enumerate(chunks, 1):
            outcome: Reply | ShoplatchError
            try:
                outcome = await self._drive(self._setup.step(choice, {**others, name: values}, shop_cipher))
            except ShoplatchError as failure:
                outcome = failure
            if not batch.take(values, outcome):
                return batch.ended(chunks[done:])
        return batch.ended(())

    async def compare(
        self,
        operation: str,
        before: str,
        after: str | None = None,
        *,
        body: Mapping[str, Any] | None = None,
        shop_cipher: str | None = None,
        **params: Any,
    ) -> Comparison:
        """Ask two versions of a read the same; everything as in `Client.compare`."""
        choices = [self._setup.versions.choose(operation, before), self._setup.versions.choose(operation, after)]
        judge(*(one.operation for one in choices))
        step = params if body is None else {**params, "body": body}
        replies = [await self._drive(self._setup.step(one, step, shop_cipher)) for one in choices]
        return compared(*replies)

    def with_shop(
        self,
        shop_cipher: str | None,
        shop: str | None = None,
        *,
        versions: Mapping[str, str] | None = None,
        zone: tzinfo | str | None = None,
    ) -> AsyncClient:
        """The same client for another shop; everything as in `Client.with_shop`."""
        return self._copy(self._setup.with_shop(shop_cipher, shop, versions, zone))

    def with_app(
        self,
        app_key: str,
        app_secret: str,
        access_token: str | None = None,
        *,
        token: AnyToken | None = None,
        shop_cipher: str | None = None,
        shop: str | None = None,
    ) -> AsyncClient:
        """A client for another app over the same connections, with the same budget, breaker, clock and observer."""
        judge_app(app_key, app_secret)
        source = token_source(access_token, token)
        return self._copy(self._setup.with_app(app_key, app_secret, source, shop_cipher, shop))

    def with_second_secret(self, app_secret: str | None) -> AsyncClient:
        """The same client while its app's secret is changed in Partner Center: where a signature is refused, it is made once
        more with this other secret of the app."""
        setup = replace(self._setup, caller=replace(self._setup.caller, app_secret_also=app_secret))
        return self._copy(setup)

    async def aclose(self) -> None:
        """Close the connections, if they are this client's own."""
        if self._own is not None:
            await self._own.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    def __repr__(self) -> str:
        return f"<AsyncClient app {self._setup.caller.app_key}, shop {self._setup.caller.shop}>"

    def _copy(self, setup: Setup) -> AsyncClient:
        other = object.__new__(AsyncClient)
        other._setup, other._sleep, other._own, other._transport = setup, self._sleep, None, self._transport
        return other

    async def _drive(self, run: Run) -> Reply:
        try:
            step = next(run)
            while True:
                try:
                    answer = await self._do(step)
                except ShoplatchError as failure:
                    step = run.throw(failure)
                else:
                    step = run.send(answer)
        except StopIteration as done:
            reply: Reply = done.value
            return reply

    async def _do(self, step: Step) -> Any:
        if isinstance(step, Send):
            return await self._transport.send(step.request, timeout_s=step.timeout_s)
        if isinstance(step, Pause):
            return await self._sleep(step.seconds)
        if isinstance(step, Permit):
            admission = step.budget.take(step.key)
            return admission if isinstance(admission, Admission) else await _in_time(admission, step.within_s)
        source = self._setup.token
        if source is None:
            return None
        token = source() if step.refused is None else renewal(source, step.refused)
        return await _in_time(token, step.within_s) if isawaitable(token) else token


async def _in_time(waiting: Awaitable[Any], within_s: float) -> Any:
    """What a budget or a token source gives, within the deadline of the call.

    Raises:
        Retriable: it took longer; nothing was sent.
    """
    if within_s == inf:
        return await waiting
    try:
        async with asyncio.timeout(within_s):
            return await waiting
    except TimeoutError as late:
        raise too_late() from late
