"""Webhooks: who is told, what is sent, what counts as an acknowledgement, and the retries on the virtual clock."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from shoplatch.clock import SetClock
from shoplatch.errors import InvalidRequest
from shoplatch.simulator import signing, tokens
from shoplatch.simulator.faults import Faults
from shoplatch.simulator.state.parties import Subscription
from shoplatch.simulator.state.traces import Delivery
from shoplatch.simulator.state.world import World
from shoplatch.simulator.switches import Switches
from shoplatch.simulator.webhooks import Webhooks
from shoplatch.simulator.wire import WireAnswer
from tests.simulator.platform.desk_world import APP_KEY, APP_SECRET, OTHER_KEY, granted, small_world, wall

OK = WireAnswer(200, 4.0)
HOOK = "https://app.example.com/hook"
GB, US = "7495000000000000001", "7495000000000000002"
ORDER = {"order_id": "5765000000000000001", "order_status": "AWAITING_SHIPMENT", "is_on_hold_order": False, "update_time": 1}


class GivenWire:
    """A receiver that answers as told and keeps what it got."""

    def __init__(self, answer: Callable[[int], WireAnswer]) -> None:
        self.got: list[tuple[str, bytes, dict[str, str]]] = []
        self._answer = answer
        self.closed = False

    async def post(self, url: str, body: bytes, headers: dict[str, str], *, limit_s: float) -> WireAnswer:
        self.got.append((url, body, headers))
        answer = self._answer(len(self.got))
        await asyncio.sleep(0)
        return answer

    async def close(self) -> None:
        self.closed = True

    @property
    def bodies(self) -> list[dict[str, Any]]:
        return [json.loads(body) for _, body, _ in self.got]


class Post:
    """A world whose app has an address, and its sender."""

    def __init__(self, answer: Callable[[int], WireAnswer] = lambda _: OK, wire: GivenWire | None = None) -> None:
        self.wall: SetClock = wall()
        self.world: World = small_world(self.wall)
        self.world.apps[APP_KEY].webhook_url = HOOK
        granted(self.world)
        self.switches = Switches()
        self.faults = Faults(1)
        self.wire = wire or GivenWire(answer)
        self.webhooks = Webhooks(self.world, self.switches, self.faults, self.wire)
        self.webhooks.start()

    def tell(self, topic: int = 1, shop: str = GB, **data: Any) -> None:
        self.world.tell(topic, self.world.shops[shop], data or ORDER)

    async def told(self, topic: int = 1, shop: str = GB, **data: Any) -> Delivery:
        """Tell, let the sender finish, and give the newest entry of the log."""
        self.tell(topic, shop, **data)
        await self.webhooks.drain()
        return list(self.world.deliveries.values())[-1]

    async def wind(self, seconds: int) -> None:
        target = self.world.clock.now() + seconds
        while (due := self.world.clock.next_due()) is not None and due <= target:
            self.world.clock.jump_to(due)
            self.world.catch_up()
            await self.webhooks.drain()
        self.world.clock.jump_to(target)


async def test_the_body_is_the_envelope_of_the_topic_and_is_signed() -> None:
    post = Post()
    delivery = await post.told()
    ((url, body, headers),) = post.wire.got
    assert url == HOOK
    assert list(json.loads(body)) == ["type", "tts_notification_id", "shop_id", "timestamp", "data"]
    assert json.loads(body) == {
        "type": 1,
        "tts_notification_id": delivery.id,
        "shop_id": GB,
        "timestamp": post.world.clock.now(),
        "data": ORDER,
    }
    assert len(delivery.id) == 19
    assert delivery.id.isdigit()
    assert headers["authorization"] == signing.webhook_authorization(APP_KEY, APP_SECRET, body)
    assert headers["content-type"] == "application/json"


async def test_a_topic_of_the_seller_names_the_seller() -> None:
    post = Post()
    post.world.apps[APP_KEY].webhook_topics.add(19)
    await post.told(19)
    assert post.wire.bodies[0]["seller_open_id"] == "open-one"
    assert "shop_id" not in post.wire.bodies[0]


async def test_an_acknowledged_webhook_is_delivered_and_not_sent_again() -> None:
    post = Post()
    delivery = await post.told()
    assert (delivery.state, [each.status for each in delivery.attempts]) == ("delivered", [200])
    await post.wind(86_400)
    assert len(post.wire.got) == 1
    assert (post.world.tally.webhooks_sent, post.world.tally.webhooks_acknowledged, post.webhooks.waiting) == (1, 1, 0)


async def test_without_an_acknowledgement_it_comes_four_times_more_and_is_dropped() -> None:
    post = Post(lambda _: WireAnswer(500, 1.0))
    began = post.world.clock.now()
    delivery = await post.told()
    await post.wind(86_400)
    offsets = [each.at - began for each in delivery.attempts]
    assert offsets == [0, 120, 120 + 1_800, 120 + 1_800 + 10_800, 120 + 1_800 + 10_800 + 43_200]
    assert delivery.state == "dropped"
    assert len({body for _, body, _ in post.wire.got}) == 1, "a retry is the same notification, byte for byte"
    assert (post.world.tally.webhooks_sent, post.world.tally.webhooks_acknowledged) == (1, 0)
    assert post.world.tally.webhooks_dropped == 1
    assert post.webhooks.waiting == 0


async def test_a_retry_that_is_acknowledged_ends_the_waiting() -> None:
    post = Post(lambda n: OK if n == 3 else WireAnswer(None, 3000.0, error="no answer within 3 s"))
    delivery = await post.told()
    assert (delivery.state, delivery.next_at) == ("waiting", post.world.clock.now() + 120)
    await post.wind(86_400)
    assert delivery.state == "delivered"
    assert len(post.wire.got) == 3


async def test_a_retry_may_carry_a_new_id_by_switch() -> None:
    post = Post(lambda n: OK if n == 2 else WireAnswer(500, 1.0))
    post.switches.set("retry_keeps_notification_id", False)  # noqa: FBT003
    await post.told()
    await post.wind(200)
    first, second = post.wire.bodies
    assert first["tts_notification_id"] != second["tts_notification_id"]
    assert first["data"] == second["data"]


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (WireAnswer(200, 1.0), "delivered"),
        (WireAnswer(200, 1.0, body_empty=False), "waiting"),
        (WireAnswer(204, 1.0), "waiting"),
        (WireAnswer(302, 1.0), "waiting"),
        (WireAnswer(401, 1.0), "dropped"),
        (WireAnswer(401, 1.0, body_empty=False), "waiting"),
        (WireAnswer(None, 1.0, error="ClientConnectorError"), "waiting"),
    ],
)
async def test_only_200_with_an_empty_body_is_an_acknowledgement(answer: WireAnswer, state: str) -> None:
    post = Post(lambda _: answer)
    assert (await post.told()).state == state


async def test_a_full_body_is_enough_by_switch() -> None:
    post = Post(lambda _: WireAnswer(200, 1.0, body_empty=False))
    post.switches.set("ack_needs_empty_body", False)  # noqa: FBT003
    assert (await post.told()).state == "delivered"


async def test_the_address_of_the_shop_wins_over_that_of_the_app() -> None:
    post = Post()
    own = Subscription("https://shop.example.com/hook", 0, 0)
    post.world.shops[GB].webhooks[APP_KEY] = {"ORDER_STATUS_CHANGE": own}
    await post.told()
    await post.told(shop=US)
    assert [url for url, _, _ in post.wire.got] == [own.address, HOOK]
    post.switches.set("shop_address_wins", False)  # noqa: FBT003
    await post.told()
    assert {url for url, _, _ in post.wire.got[2:]} == {own.address, HOOK}


async def test_the_address_of_one_app_means_nothing_to_another() -> None:
    post = Post()
    post.world.shops[GB].webhooks[OTHER_KEY] = {"ORDER_STATUS_CHANGE": Subscription("https://other.example.com/", 0, 0)}
    await post.told()
    assert [url for url, _, _ in post.wire.got] == [HOOK]


async def test_a_topic_that_is_switched_off_is_not_sent() -> None:
    post = Post()
    post.tell(12)
    post.world.apps[APP_KEY].webhook_topics.clear()
    post.tell(1)
    await post.webhooks.drain()
    assert post.wire.got == []
    assert post.world.deliveries == {}


async def test_an_app_without_a_grant_is_not_told() -> None:
    post = Post()
    post.world.apps[OTHER_KEY].webhook_url = "https://other.example.com/"
    await post.told()
    await post.told(shop="7495000000000000003")
    assert [url for url, _, _ in post.wire.got] == [HOOK]


async def test_each_granted_app_gets_a_notification_of_its_own() -> None:
    post = Post()
    post.world.apps[OTHER_KEY].webhook_url = "https://other.example.com/"
    granted(post.world, OTHER_KEY)
    await post.told()
    assert len({body["tts_notification_id"] for body in post.wire.bodies}) == 2
    assert {url for url, _, _ in post.wire.got} == {HOOK, "https://other.example.com/"}


async def test_the_end_of_a_grant_is_still_told_and_nothing_after_it() -> None:
    post = Post()
    (grant,) = post.world.grants.values()
    tokens.deauthorize(post.world, grant, [post.world.shops[shop_id] for shop_id in list(grant.shop_ids)])
    post.tell(1)
    await post.webhooks.drain()
    assert [(body["type"], body["shop_id"]) for body in post.wire.bodies] == [(6, GB), (6, US)]


async def test_a_dropped_one_never_leaves_and_is_counted_as_lost() -> None:
    post = Post()
    post.faults.configure({"webhooks": {"drop": 1.0}})
    delivery = await post.told()
    await post.wind(86_400)
    assert post.wire.got == []
    assert (delivery.state, post.world.tally.webhooks_lost_by_fault, post.world.tally.webhooks_sent) == ("dropped", 1, 0)


async def test_a_duplicate_is_the_same_notification_twice() -> None:
    post = Post()
    post.faults.configure({"webhooks": {"duplicate": 1.0}})
    delivery = await post.told()
    assert [each.kind for each in delivery.attempts] == ["first", "duplicate"]
    assert len({body for _, body, _ in post.wire.got}) == 1
    assert (post.world.tally.webhooks_sent, post.world.tally.webhooks_acknowledged) == (1, 1)


async def test_shuffled_ones_all_arrive_in_another_order() -> None:
    post = Post()
    post.faults.configure({"webhooks": {"shuffle": True}})
    for n in range(50):
        post.tell(order_id=str(n))
    assert post.wire.got == []
    post.webhooks.tick()
    await post.webhooks.drain()
    seen = [int(body["data"]["order_id"]) for body in post.wire.bodies]
    assert sorted(seen) == list(range(50))
    assert seen != sorted(seen)


async def test_delayed_ones_wait_on_the_virtual_clock() -> None:
    post = Post()
    post.faults.configure({"webhooks": {"delay_s": 60}})
    delivery = await post.told()
    await post.wind(59)
    assert post.wire.got == []
    await post.wind(1)
    assert delivery.state == "delivered"


async def test_a_forged_signature_is_only_on_the_first_try_and_a_401_to_it_does_not_end_the_delivery() -> None:
    post = Post(lambda n: WireAnswer(401, 1.0) if n == 1 else OK)
    post.faults.configure({"webhooks": {"wrong_signature": 1.0}})
    delivery = await post.told()
    await post.wind(120)
    (_, body, forged), (_, _, right) = post.wire.got
    assert forged["authorization"] != right["authorization"] == signing.webhook_authorization(APP_KEY, APP_SECRET, body)
    assert delivery.state == "delivered"
    assert delivery.attempts[0].error.startswith("signed wrongly on order")


async def test_faults_strike_about_as_often_as_ordered_and_the_same_way_for_the_same_seed() -> None:
    runs = []
    for _ in range(2):
        post = Post()
        post.faults.configure({"webhooks": {"drop": 0.05, "duplicate": 0.05}})
        for n in range(1_000):
            post.tell(order_id=str(n))
        await post.webhooks.drain()
        runs.append(Counter(body["data"]["order_id"] for body in post.wire.bodies))
    assert runs[0] == runs[1]
    assert 920 < len(runs[0]) < 980
    assert 20 < sum(count == 2 for count in runs[0].values()) < 90


@pytest.mark.parametrize(
    "wrong",
    [
        {"webhook": {}},
        {"webhooks": {"dropp": 0.1}},
        {"webhooks": {"drop": 1.5}},
        {"webhooks": {"drop": "much"}},
        {"webhooks": {"delay_s": -1}},
        {"webhooks": []},
        {"calls": {"unavailable": -0.1}},
    ],
)
def test_faults_that_make_no_sense_are_refused_and_change_nothing(wrong: dict[str, Any]) -> None:
    faults = Faults(1)
    faults.configure({"webhooks": {"drop": 0.5}})
    before = faults.listed()
    with pytest.raises(InvalidRequest):
        faults.configure(wrong)
    assert faults.listed() == before


async def test_a_resend_does_not_enter_the_retry_table() -> None:
    post = Post(lambda n: OK if n != 2 else WireAnswer(500, 1.0))
    delivery = await post.told()
    post.webhooks.resend(delivery)
    await post.webhooks.drain()
    assert [each.kind for each in delivery.attempts] == ["first", "resend"]
    assert delivery.state == "delivered"
    await post.wind(86_400)
    assert len(post.wire.got) == 2


async def test_a_dropped_delivery_can_be_resent_and_then_counts_as_acknowledged() -> None:
    post = Post(lambda n: OK if n > 5 else WireAnswer(500, 1.0))
    delivery = await post.told()
    await post.wind(86_400)
    assert delivery.state == "dropped"
    post.webhooks.resend(delivery)
    await post.webhooks.drain()
    tally = post.world.tally
    assert (delivery.state, tally.webhooks_acknowledged, tally.webhooks_dropped) == ("delivered", 1, 0)


async def test_stopping_lets_what_is_on_its_way_end_and_closes_the_wire() -> None:
    post = Post()
    post.tell()
    await post.webhooks.stop()
    assert post.wire.closed
    assert len(post.wire.got) == 1
    post.tell()
    assert len(post.wire.got) == 1


async def test_what_waited_in_a_saved_world_is_sent_after_loading() -> None:
    post = Post()
    await post.webhooks.stop()
    post.tell()
    wire = GivenWire(lambda _: OK)
    world = post.world
    world.listeners.clear()
    again = Webhooks(world, Switches(), Faults(1), wire)
    again.start()
    await again.drain()
    assert len(wire.got) == 1
    assert again.waiting == 0


async def test_a_thousand_notifications_go_out_with_bounded_concurrency() -> None:
    busy, most = 0, 0

    class Slow(GivenWire):
        async def post(self, url: str, body: bytes, headers: dict[str, str], *, limit_s: float) -> WireAnswer:
            nonlocal busy, most
            busy += 1
            most = max(most, busy)
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            busy -= 1
            return await super().post(url, body, headers, limit_s=limit_s)

    post = Post(wire=Slow(lambda _: OK))
    for n in range(1_000):
        post.tell(order_id=str(n))
    assert await post.webhooks.drain()
    assert len(post.wire.got) == 1_000
    assert 1 < most <= 64
