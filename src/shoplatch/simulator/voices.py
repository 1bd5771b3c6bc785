"""What buyers say through the control: messages, ratings, reviews, wishes for goods that are made for them."""

from __future__ import annotations

from typing import Any

import msgspec

from shoplatch.errors import Conflict, InvalidRequest, NotFound
from shoplatch.simulator import review_rating
from shoplatch.simulator.backoffice import shop_of
from shoplatch.simulator.customer_service import buyer_says, rate
from shoplatch.simulator.customer_service.contents import plaintext
from shoplatch.simulator.state.around import Review
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Order
from shoplatch.simulator.state.talks import Conversation
from shoplatch.simulator.state.world import World

BUYER_TYPES = ("TEXT", "IMAGE", "VIDEO", "EMOTICONS", "PRODUCT_CARD", "ORDER_CARD", "OTHER")


class Saying(msgspec.Struct, forbid_unknown_fields=True):
    """What a buyer writes to the shop, and about which order; the newest order of the shop unless one is named."""

    text: str = ""
    order_id: str | None = None
    shop_id: str | None = None
    type: str = "TEXT"
    content: dict[str, Any] | None = None  # of the other types, as the platform writes it


class Rating(msgspec.Struct, forbid_unknown_fields=True):
    """How content a buyer was with the answer: 1 to 5, and why not."""

    score: int
    reason: str = ""


class Opinion(msgspec.Struct, forbid_unknown_fields=True):
    """What a buyer thinks of what arrived."""

    order_id: str
    rating: int
    content: str = ""


class Wish(msgspec.Struct, forbid_unknown_fields=True):
    """How one item shall be made, as the page for it would send it."""

    order_line_id: str
    info: dict[str, Any]


def say(world: World, said: Saying) -> dict[str, Any]:
    """A buyer writes; the conversation is opened where there is none."""
    if said.type not in BUYER_TYPES:
        raise InvalidRequest(f"A buyer does not send {said.type!r}", next_step=f"Types: {', '.join(BUYER_TYPES)}.")
    content = {"content": said.text} if said.type == "TEXT" else said.content
    if not content or (said.type == "TEXT" and not said.text):
        raise InvalidRequest("Nothing was said", next_step='Send {"text": "..."}; other types need `content`.')
    shop, order = _order(world, said.order_id, said.shop_id)
    conversation = buyer_says(world, shop, order.buyer, said.type, content)
    return {"conversation_id": conversation.id, "message_id": conversation.messages[-1].id, "shop_id": shop.id}


def conversations(world: World, shop_id: str | None, limit: int) -> dict[str, Any]:
    """The conversations of one shop or all, the latest first."""
    rows = [(talk.update_time, talk.id, shop, talk) for shop in _shops(world, shop_id) for talk in _talks(shop)]
    rows.sort(key=lambda row: row[:2], reverse=True)
    return {"conversations": [_talk_told(shop, talk) for _, _, shop, talk in rows[:limit]]}


def rate_conversation(world: World, conversation_id: str, wanted: Rating) -> dict[str, Any]:
    """The buyer rates the last session that was answered."""
    for shop in world.shops.values():
        found = shop.talks.conversations.get(conversation_id)
        if found is not None:
            session = rate(found, wanted.score, wanted.reason)
            return {"session_id": session.id, "satisfaction_score": session.satisfaction_score}
    raise NotFound(f"There is no conversation {conversation_id}", next_step="GET /_sim/conversations lists them.")


def review(world: World, wanted: Opinion) -> dict[str, Any]:
    """The buyer reviews what arrived."""
    shop, order = _order(world, wanted.order_id, None)
    return _review_told(shop, review_rating.write(world, shop, order, wanted.rating, wanted.content))


def reviews(world: World, shop_id: str | None, limit: int) -> dict[str, Any]:
    """The reviews of one shop or all, written here or imported, the latest first."""
    rows = [
        (one.create_time_ms, one.id, shop, one) for shop in _shops(world, shop_id) for one in shop.around.reviews.values()
    ]
    rows.sort(key=lambda row: row[:2], reverse=True)
    return {"reviews": [_review_told(shop, one) for _, _, shop, one in rows[:limit]]}


def wish(world: World, order_id: str, wanted: Wish) -> dict[str, Any]:
    """The buyer says how an item shall be made (print on demand); possible until it is shipped."""
    shop, order = _order(world, order_id, None)
    line = next((one for one in order.lines if one.id == wanted.order_line_id), None)
    if line is None:
        raise NotFound(f"Order {order_id} has no line item {wanted.order_line_id}")
    if line.status not in ("UNPAID", "AWAITING_SHIPMENT"):
        raise Conflict(f"Line item {line.id} is {line.status}; it cannot be changed any more", shop=shop.id)
    shop.dispatch.wishes[line.id] = wanted.info
    return {"order_id": order.id, "order_line_id": line.id}


def _order(world: World, order_id: str | None, shop_id: str | None) -> tuple[Shop, Order]:
    for shop in _shops(world, shop_id):
        wanted = order_id or next((one for _, one in shop.orders.marks("create_time", None, None, descending=True)), "")
        order = shop.orders.get(wanted)
        if order is not None:
            return shop, order
    raise NotFound(f"There is no order {order_id or 'yet'}", next_step="GET /_sim/orders lists the newest.")


def _shops(world: World, shop_id: str | None) -> list[Shop]:
    return [shop_of(world, shop_id)] if shop_id else list(world.shops.values())


def _talks(shop: Shop) -> list[Conversation]:
    return list(shop.talks.conversations.values())


def _talk_told(shop: Shop, talk: Conversation) -> dict[str, Any]:
    last = next((message for message in reversed(talk.messages) if message.role != "SYSTEM"), None)
    return {
        "conversation_id": talk.id,
        "shop_id": shop.id,
        "buyer_nickname": talk.nickname,
        "open": talk.current is not None,
        "unread": talk.unread,
        "messages": len(talk.messages),
        "last": {**msgspec.to_builtins(last), "words": plaintext(last.type, last.content)} if last else None,
    }


def _review_told(shop: Shop, one: Review) -> dict[str, Any]:
    return {"shop_id": shop.id, **msgspec.to_builtins(one)}
