"""A few talks and reviews of the demo world's buyers, at moments of the past; the last questions wait for an answer."""

from __future__ import annotations

import random
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from shoplatch.simulator.customer_service import buyer_says, find, rate, shop_says
from shoplatch.simulator.review_rating import write
from shoplatch.simulator.state.world import World

HOUR_S = 3_600
REVIEWS_MAX = 24
_SAID, _REVIEWED = "history.said", "history.reviewed"


@cache
def _words() -> dict[str, Any]:
    table: dict[str, Any] = msgspec.json.decode(files(__package__).joinpath("dialogues.json").read_bytes())
    return table


def fill(world: World, now: int) -> None:
    """Let them talk and judge; orders, ids and chances of everything else stay what they are without it."""
    chance = random.Random(f"{world.seed}:chatter")
    world.happenings |= {_SAID: _said, _REVIEWED: _reviewed}
    arrived = [
        (shop.id, order.id, order.delivery_time)
        for shop in world.shops.values()
        for order in shop.orders.live()
        if order.delivery_time and order.delivery_time < now - 4 * HOUR_S
    ]
    talks = _words()["talks"]
    for number, (shop_id, order_id, _) in enumerate(chance.sample(arrived, min(len(talks), len(arrived)))):
        lines, moment = talks[number], now - (len(talks) - number) * 9 * HOUR_S
        for at, line in enumerate(lines):
            world.clock.at(moment + at * 600, _SAID, shop=shop_id, order=order_id, text=line, buyer=at % 2 == 0)
    for shop_id, order_id, delivered in chance.sample(arrived, min(REVIEWS_MAX, len(arrived))):
        rating, text = chance.choice(_words()["reviews"])
        moment = chance.randrange(delivered, now)
        world.clock.at(moment, _REVIEWED, shop=shop_id, order=order_id, rating=rating, text=text)
    world.clock.play(world.happen, until=now)


def _said(world: World, payload: dict[str, Any]) -> None:
    shop = world.shops[payload["shop"]]
    buyer, content = shop.orders[payload["order"]].buyer, {"content": payload["text"]}
    talk = find(shop, buyer.id)
    if payload["buyer"]:
        talk = buyer_says(world, shop, buyer, "TEXT", content)
        if len(talk.messages) > 3:  # a thank-you: content with the answer
            rate(talk, 5)
    elif talk is not None and talk.current is not None:
        talk.unread = 0
        shop_says(world, shop, talk, "CUSTOMER_SERVICE", "TEXT", content)


def _reviewed(world: World, payload: dict[str, Any]) -> None:
    shop = world.shops[payload["shop"]]
    order = shop.orders[payload["order"]]
    if order.status in ("DELIVERED", "COMPLETED"):
        write(world, shop, order, payload["rating"], payload["text"])
