"""Webhook 2, the legacy event about everything that goes backwards: cancellations, refunds and returns in one.

Webhooks 11 and 12 took its place. The platform still takes subscriptions to it (REVERSE_STATUS_UPDATE) and publishes no
payload any more: the numbers here are those several older clients agree on (inferred). Replacements and exchanges came later
and have none. When it is told, and whether at all, is a switch.
"""

from __future__ import annotations

from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

REVERSE_STATUS, EVENT_TYPE = 2, "REVERSE_STATUS_UPDATE"
_TYPES = {"CANCEL": 1, "REFUND": 2, "RETURN_AND_REFUND": 3, "BUYER_CANCEL": 4}
_USERS = {"BUYER": 1, "SELLER": 2, "OPERATOR": 3, "SYSTEM": 4}
_APPLYING = 1
_STATUSES = {
    "CANCELLATION_REQUEST_PENDING": _APPLYING,
    "CANCELLATION_REQUEST_SUCCESS": 51,
    "CANCELLATION_REQUEST_CANCEL": 99,
    "CANCELLATION_REQUEST_COMPLETE": 100,
    "RETURN_OR_REFUND_REQUEST_PENDING": _APPLYING,
    "REFUND_OR_RETURN_REQUEST_REJECT": 2,
    "AWAITING_BUYER_SHIP": 3,
    "BUYER_SHIPPED_ITEM": 4,
    "REJECT_RECEIVE_PACKAGE": 5,
    "RETURN_OR_REFUND_REQUEST_SUCCESS": 50,
    "RETURN_OR_REFUND_REQUEST_CANCEL": 99,
    "RETURN_OR_REFUND_REQUEST_COMPLETE": 100,
}


def tell_reverse(
    world: World, shop: Shop, *, order_id: str, reverse_id: str, kind: str, role: str, status: str, update_time: int
) -> None:
    """Webhook 2, to those who asked for it."""
    when = world.switches.legacy_reverse_event
    number = _STATUSES.get(status)
    if when == "never" or number is None or kind not in _TYPES or not _wanted(world, shop):
        return
    if when == "requests" and (number != _APPLYING or role != "BUYER"):
        return
    data = {
        "order_id": order_id,
        "reverse_order_id": reverse_id,
        "reverse_type": _TYPES[kind],
        "reverse_user": _USERS[role],
        "reverse_order_status": number,
        "update_time": update_time,
    }
    world.tell(REVERSE_STATUS, shop, data)


def _wanted(world: World, shop: Shop) -> bool:
    return any(REVERSE_STATUS in app.webhook_topics for app in world.apps.values()) or any(
        EVENT_TYPE in held for held in shop.webhooks.values()
    )
