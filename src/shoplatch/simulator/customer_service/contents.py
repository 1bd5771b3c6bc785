"""What may stand in a message of the shop: the JSON of each type, cards of things that exist (platform.md section 18)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from shoplatch.simulator.ask import Refused
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.talks import Conversation
from shoplatch.simulator.state.world import World

CARD_INVALID, SENSITIVE, CARD_TOO_SOON, COUPON_NOT_FIT = 45101002, 45101006, 45111012, 45111017
TEXT_MAX = 2_000
COUPON_CARD_EVERY_S = 60
# Ways to reach each other outside the platform are what its message rules forbid; the list is ours.
_SENSITIVE = re.compile(r"\b[\w.+-]+@[\w-]+\.\w{2,}|\bhttps?://|\bwhats ?app\b", re.IGNORECASE)


def checked(world: World, shop: Shop, conversation: Conversation, kind: str, text: str) -> dict[str, Any]:
    """The content as an object.

    Raises:
        Refused: it is not JSON, lacks a field, is forbidden, or is a card of something the buyer has nothing to do with.
    """
    try:
        content = json.loads(text)
    except ValueError:
        content = None
    if not isinstance(content, dict):
        raise Refused(36009004, "Invalid request parameter. 'content' must be a JSON object in a string.")
    _CHECKS[kind](world, shop, conversation, content)
    return content


def is_sensitive(text: str) -> bool:
    """Whether words lead outside the platform."""
    return bool(_SENSITIVE.search(text))


def plaintext(kind: str, text: str) -> str:
    """What a reader without cards sees."""
    content = json.loads(text)
    if kind == "TEXT":
        return str(content.get("content", ""))
    named = next((str(value) for name, value in sorted(content.items()) if name.endswith("_id")), "")
    return f"[{kind.replace('_', ' ').capitalize()}{f' {named}' if named else ''}]"


def _text(_world: World, _shop: Shop, _conversation: Conversation, content: dict[str, Any]) -> None:
    said = _field(content, "content")
    if len(said) > TEXT_MAX:
        raise Refused(36009004, f"Invalid request parameter. The text must have at most {TEXT_MAX} characters.")
    if is_sensitive(said):
        raise Refused(SENSITIVE)


def _picture(_world: World, shop: Shop, _conversation: Conversation, content: dict[str, Any]) -> None:
    url = _field(content, "url")
    if url not in shop.talks.pictures:
        raise Refused(CARD_INVALID, "The picture was not uploaded for messages")
    content["width"], content["height"] = shop.talks.pictures[url]


def _video(_world: World, _shop: Shop, _conversation: Conversation, content: dict[str, Any]) -> None:
    _field(content, "url")


def _product(_world: World, shop: Shop, _conversation: Conversation, content: dict[str, Any]) -> None:
    product = shop.products.get(_field(content, "product_id"))
    if product is None or product.status != "ACTIVATE":
        raise Refused(CARD_INVALID, "The product is not on sale in this shop")


def _order(_world: World, shop: Shop, conversation: Conversation, content: dict[str, Any]) -> None:
    order = shop.orders.get(_field(content, "order_id"))
    if order is None or order.buyer.id != conversation.buyer_id:
        raise Refused(CARD_INVALID, "The order is not one of this buyer")


def _parcel(_world: World, shop: Shop, conversation: Conversation, content: dict[str, Any]) -> None:
    _order(_world, shop, conversation, content)
    order = shop.orders[content["order_id"]]
    if content.get("package_id") and content["package_id"] not in order.package_ids:
        raise Refused(CARD_INVALID, "The package is not one of the order")


def _return(_world: World, shop: Shop, conversation: Conversation, content: dict[str, Any]) -> None:
    _order(_world, shop, conversation, content)
    if not any(line.sku_id == content.get("sku_id") for line in shop.orders[content["order_id"]].lines):
        raise Refused(CARD_INVALID, "The SKU is not one of the order")


def _coupon(world: World, shop: Shop, _conversation: Conversation, content: dict[str, Any]) -> None:
    coupon, now = shop.coupons.get(_field(content, "coupon_id")), world.clock.now()
    if coupon is None:
        raise Refused(COUPON_NOT_FIT)
    if now < shop.talks.coupon_card_at + COUPON_CARD_EVERY_S:
        raise Refused(CARD_TOO_SOON)
    shop.talks.coupon_card_at = now


def _field(content: dict[str, Any], name: str) -> str:
    value = content.get(name)
    if not isinstance(value, str) or not value:
        raise Refused(36009004, f"Missing required field. 'content.{name}' is required and was not sent.")
    return value


_CHECKS: dict[str, Callable[[World, Shop, Conversation, dict[str, Any]], None]] = {
    "TEXT": _text,
    "IMAGE": _picture,
    "VIDEO": _video,
    "PRODUCT_CARD": _product,
    "ORDER_CARD": _order,
    "LOGISTICS_CARD": _parcel,
    "RETURN_REFUND_CARD": _return,
    "COUPON_CARD": _coupon,
}
