"""Turns what happened into webhooks and sends them: who gets one, the body, the signature, the retries, the log.

Delivery rules are of platform.md section 19: acknowledged is HTTP 200 with an empty body within 3 s of wall time; otherwise
four more tries on the virtual clock, each counted from the previous failure, then dropped. How bytes travel is `wire.py`'s,
what goes wrong on order is `faults.py`'s.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterator
from itertools import islice
from typing import Any

import msgspec

from shoplatch.catalog import reader
from shoplatch.catalog.model import Topic
from shoplatch.simulator import signing
from shoplatch.simulator.faults import Faults
from shoplatch.simulator.state.parties import App, Shop
from shoplatch.simulator.state.traces import DELIVERED, DROPPED, WAITING, Attempt, Delivery
from shoplatch.simulator.state.world import Event, World
from shoplatch.simulator.switches import Switches
from shoplatch.simulator.wire import Wire, WireAnswer

ACK_LIMIT_S = 3.0
RETRY_AFTER_S = (120, 30 * 60, 3 * 3600, 12 * 3600)  # from the previous failure
IN_FLIGHT_MAX = 64
FINISHED_KEPT_MAX = 20_000
WAITING_MAX = 200_000
ATTEMPTS_KEPT_MAX = 20
TRY = "webhook.try"


class Webhooks:
    """The sender of one world. `start` and `stop` bracket its sending; hearing events needs neither."""

    def __init__(self, world: World, switches: Switches, faults: Faults, wire: Wire) -> None:
        self._world = world
        self._switches = switches
        self._faults = faults
        self._wire = wire
        self._ready: deque[tuple[Delivery, str]] = deque()
        self._kept_back: list[tuple[Delivery, str]] = []  # to be sent in random order
        self._tasks: set[asyncio.Task[None]] = set()
        self._idle = asyncio.Event()
        self._idle.set()
        self._started = False
        self._waiting = 0
        world.listeners.append(self.hear)
        world.happenings[TRY] = self._due
        self._take_stock()

    @property
    def waiting(self) -> int:
        """Notifications neither acknowledged nor dropped yet."""
        return self._waiting

    @property
    def busy(self) -> bool:
        """Whether something is on its way now (a retry in the future does not count)."""
        return bool(self._ready or self._kept_back or self._tasks)

    def reload(self) -> None:
        """Begin anew with the deliveries the world holds now: it was brought back to another moment."""
        self._ready.clear()
        self._kept_back.clear()
        self._take_stock()
        self._pump()

    def _take_stock(self) -> None:
        self._waiting = 0
        for delivery in self._world.deliveries.values():
            if delivery.state == WAITING:
                self._waiting += 1
                if delivery.next_at is None:
                    self._ready.append((delivery, "first"))

    def hear(self, event: Event) -> None:
        """Write down one notification for each app that is to be told, and hand it to the sender."""
        shop = self._world.shops[event.shop_id]
        topic = reader.topics()[event.topic]
        for app, url in addressees(self._world, self._switches, event, topic, shop):
            self._post(self._write_down(event, topic, shop, app, url))

    def push(self, event: Event, *, anyway: bool) -> list[Delivery]:
        """Tell an event that was made by hand; `anyway` also to apps that have an address but did not ask for the topic."""
        shop = self._world.shops[event.shop_id]
        topic = reader.topics()[event.topic]
        told = list(addressees(self._world, self._switches, event, topic, shop))
        if anyway:
            reached = {app.key for app, _ in told}
            others = (app for app in self._world.apps.values() if app.key not in reached)
            told += [(app, url) for app in others if (url := _any_address(app, shop))]
        written = [self._write_down(event, topic, shop, app, url) for app, url in told]
        for delivery in written:
            self._post(delivery)
        return written

    def resend(self, delivery: Delivery) -> None:
        """Send once more, whatever became of it; the answer does not enter the retry table."""
        self._ready.append((delivery, "resend"))
        self._pump()

    def start(self) -> None:
        """Begin sending; needs a running loop."""
        self._started = True
        self._pump()

    async def stop(self) -> None:
        """Stop taking up new tries, let those on their way end, give the connections back."""
        self._started = False
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=ACK_LIMIT_S + 1)
        await self._wire.close()

    def tick(self) -> None:
        """Let go of some of what was kept back for disorder; called a few times a second."""
        for _ in range((len(self._kept_back) + 1) // 2):
            self._ready.append(self._kept_back.pop(self._faults.pick(len(self._kept_back))))
        self._pump()

    async def drain(self, limit_s: float = 60.0) -> bool:
        """Wait until nothing is on its way; False if the limit came first."""
        while self._kept_back:
            self._ready.append(self._kept_back.pop(self._faults.pick(len(self._kept_back))))
        self._pump()
        if not self._started:
            return not self.busy
        try:
            await asyncio.wait_for(self._idle.wait(), limit_s)
        except TimeoutError:
            return False
        return True

    def _write_down(self, event: Event, topic: Topic, shop: Shop, app: App, url: str) -> Delivery:
        notification_id = self._world.new_id("75")
        body = _body(topic, notification_id, shop, event, self._switches)
        delivery = Delivery(notification_id, event.topic, shop.id, app.key, url, body, event.at)
        self._world.deliveries[delivery.id] = delivery
        self._waiting += 1
        self._keep_bounded()
        return delivery

    def _post(self, delivery: Delivery) -> None:
        faults = self._faults.webhooks
        if self._faults.strikes(faults.drop):
            self._world.tally.webhooks_lost_by_fault += 1
            self._drop(delivery, "never sent: the drop fault is on")
            return
        if faults.delay_s:
            delivery.next_at = self._world.clock.now() + faults.delay_s
            self._world.clock.at(delivery.next_at, TRY, delivery_id=delivery.id, how="first")
        else:
            self._take_up(delivery, "first")
        if self._faults.strikes(faults.duplicate):
            self._take_up(delivery, "duplicate")

    def _take_up(self, delivery: Delivery, kind: str) -> None:
        if self._faults.webhooks.shuffle:
            self._kept_back.append((delivery, kind))
        else:
            self._ready.append((delivery, kind))
            self._pump()

    def _due(self, _world: World, payload: dict[str, Any]) -> None:
        delivery = self._world.deliveries.get(payload["delivery_id"])
        if delivery is not None and delivery.state == WAITING:
            delivery.next_at = None
            self._take_up(delivery, payload["how"])

    def _pump(self) -> None:
        if not self._started:
            return
        while self._ready and len(self._tasks) < IN_FLIGHT_MAX:
            delivery, kind = self._ready.popleft()
            task = asyncio.get_running_loop().create_task(self._attempt(delivery, kind))
            self._tasks.add(task)
            task.add_done_callback(self._ended)
        if self._tasks or self._ready:
            self._idle.clear()
        else:
            self._idle.set()

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (fault := task.exception()) is not None:
            context = {"message": "a webhook could not be sent", "exception": fault}
            task.get_loop().call_exception_handler(context)
        self._pump()
        if not self.busy:
            self._idle.set()

    async def _attempt(self, delivery: Delivery, kind: str) -> None:
        app = self._world.apps[delivery.app_key]
        if kind == "retry" and not self._switches.retry_keeps_notification_id:
            delivery.body = _renumbered(delivery.body, self._world.new_id("75"))
        body = delivery.body.encode()
        authorization = signing.webhook_authorization(app.key, app.secret, body)
        forged = kind == "first" and self._faults.strikes(self._faults.webhooks.wrong_signature)
        if forged:
            authorization = signing.webhook_authorization(app.key, f"not {app.secret}", body)
        if not delivery.sent:
            delivery.sent = True
            self._world.tally.webhooks_sent += 1
        headers = {"content-type": "application/json", "authorization": authorization, "user-agent": "shoplatch-simulator"}
        answer = await self._wire.post(delivery.url, body, headers, limit_s=ACK_LIMIT_S)
        if kind != "resend" and self._faults.strikes(self._faults.webhooks.slow_consumer):
            answer = WireAnswer(None, ACK_LIMIT_S * 1000, error="answered too late, on order")
        if self._world.deliveries.get(delivery.id) is not delivery:
            return  # the log let go of it, or the world was brought back to another moment
        self._settle(delivery, kind, answer, forged=forged)

    def _settle(self, delivery: Delivery, kind: str, answer: WireAnswer, *, forged: bool) -> None:
        now = self._world.clock.now()
        self._world.tally.webhook_attempts += 1
        fault = self._fault_of(answer)
        said = "signed wrongly on order; " + fault if forged and fault else fault
        if len(delivery.attempts) < ATTEMPTS_KEPT_MAX:
            delivery.attempts.append(Attempt(now, kind, answer.status, answer.elapsed_ms, said))
        if not fault:
            self._acknowledge(delivery)
        elif delivery.state != WAITING or kind in ("duplicate", "resend"):
            return
        elif answer.status == 401 and answer.body_empty and not forged and self._switches.ack_401_ends_retries:
            self._drop(delivery, "the receiver refused it with 401")
        else:
            self._try_later(delivery, now)

    def _fault_of(self, answer: WireAnswer) -> str:
        if answer.status is None:
            return answer.error or "no answer"
        if answer.status != 200:
            return f"answered {answer.status}, not 200"
        if not answer.body_empty and self._switches.ack_needs_empty_body:
            return "answered 200 with a body; the body has to be empty"
        return ""

    def _acknowledge(self, delivery: Delivery) -> None:
        if delivery.state == DELIVERED:
            return
        if delivery.state == WAITING:
            self._waiting -= 1
        else:
            self._world.tally.webhooks_dropped -= 1
        delivery.state, delivery.reason, delivery.next_at = DELIVERED, "", None
        self._world.tally.webhooks_acknowledged += 1

    def _try_later(self, delivery: Delivery, now: int) -> None:
        delivery.failures += 1
        if delivery.failures > len(RETRY_AFTER_S):
            self._drop(delivery, f"not acknowledged in {delivery.failures} tries")
            return
        delivery.next_at = now + RETRY_AFTER_S[delivery.failures - 1]
        self._world.clock.at(delivery.next_at, TRY, delivery_id=delivery.id, how="retry")

    def _drop(self, delivery: Delivery, reason: str) -> None:
        delivery.state, delivery.reason, delivery.next_at = DROPPED, reason, None
        self._world.tally.webhooks_dropped += 1
        self._waiting -= 1

    def _keep_bounded(self) -> None:
        log = self._world.deliveries
        if len(log) - self._waiting > FINISHED_KEPT_MAX:
            finished = (each.id for each in log.values() if each.state != WAITING)
            for old in list(islice(finished, FINISHED_KEPT_MAX // 20)):
                del log[old]
        if self._waiting > WAITING_MAX:
            oldest = next(each for each in log.values() if each.state == WAITING)
            self._drop(oldest, f"more than {WAITING_MAX} notifications were waiting")


def addressees(world: World, switches: Switches, event: Event, topic: Topic, shop: Shop) -> Iterator[tuple[App, str]]:
    """The apps that are told, each with its address: the shop-level one wins over the app-level one."""
    for app in world.apps.values():
        if event.app_key is not None:
            if app.key != event.app_key:
                continue
        elif not _has_grant(world, app, shop, event.owner):
            continue
        own = shop.webhooks.get(app.key, {}).get(topic.subscribable_event_type or "")
        app_level = app.webhook_url if event.topic in app.webhook_topics else ""
        if own is not None:
            yield app, own.address
        if app_level and (own is None or (not switches.shop_address_wins and own.address != app_level)):
            yield app, app_level


def _has_grant(world: World, app: App, shop: Shop, owner: str | None) -> bool:
    """Whether the shop let the app in; of what is a creator's own, whether that creator did."""
    now = world.clock.now()
    by_account = owner is not None and owner in world.sellers
    return any(
        grant.app_key == app.key
        and not grant.revoked
        and grant.ends_at > now
        and (grant.seller_open_id == owner if by_account else shop.id in grant.shop_ids)
        for grant in world.grants.values()
    )


def _any_address(app: App, shop: Shop) -> str:
    return app.webhook_url or next((one.address for one in shop.webhooks.get(app.key, {}).values()), "")


def _body(topic: Topic, notification_id: str, shop: Shop, event: Event, switches: Switches) -> str:
    """The raw body: type, tts_notification_id, whose, timestamp, data; compact JSON."""
    owner = event.owner or (shop.id if topic.entity_key == "shop_id" else shop.seller_open_id)
    if topic.type == 68 and switches.inventory_event_is_flat:
        flat = {"type": topic.type, "tts_notification_id": notification_id, topic.entity_key: owner, **event.data}
        return msgspec.json.encode(flat).decode()
    envelope = {
        "type": topic.type,
        "tts_notification_id": notification_id,
        topic.entity_key: owner,
        "timestamp": event.at,
        "data": event.data,
    }
    if topic.type == 3 and not switches.address_event_has_id:
        del envelope["tts_notification_id"]
    return msgspec.json.encode(envelope).decode()


def _renumbered(body: str, notification_id: str) -> str:
    envelope = msgspec.json.decode(body)
    if "tts_notification_id" not in envelope:
        return body
    return msgspec.json.encode({**envelope, "tts_notification_id": notification_id}).decode()
