"""The names of reasons a market takes, by what is asked, by whom, in which state of the order; and a text for each.

The lists are the catalog's (reasons.json); where a page gives no states the list holds in all of them. Display texts are not
part of the facts, so a text is made from the name.
"""

from __future__ import annotations

import re
from typing import Any

from shoplatch.catalog.reader import reasons
from shoplatch.errors import NotFound
from shoplatch.simulator.state.parties import Shop

UNKNOWN, NOT_FOR_SELLER, WRONG_STATUS = 25001014, 25001015, 25001021
_LISTED_AS = {"PARTIALLY_SHIPPING": "AWAITING_SHIPMENT", "AWAITING_COLLECTION": "AWAITING_SHIPMENT"}  # of cancellations
_HEADS = re.compile(
    r"^(ecom_|order_|unpaid_|to_ship_|shipped_|delivered_|canceled_|refund_and_return_|refund_|return_|reason_|reverse_"
    r"|seller_cancel_|seller_reject_apply_|seller_|system_cancel_|buyer_cancel_|buyer_|paid_|reject_request_|popup_"
    r"|manage_list_action_respond_|reject_|and_)+"
)
_TAILS = re.compile(r"(_uk|_jp|_seller|_test|_s)$", re.IGNORECASE)


def listed(shop: Shop, kind: str, who: str, status: str | None = None) -> list[str]:
    """Reason names of a kind (cancel, refund, return) for buyer, seller, seller_reject, seller_reject_package, system ..."""
    try:
        table: Any = reasons(shop.region)[kind].get(who, [])
    except NotFound:
        return []
    if isinstance(table, dict):
        found = [name for states, names in table.items() if status is None or status in states.split(",") for name in names]
        return list(dict.fromkeys(found))
    return list(table)


def cancel_reasons(shop: Shop, who: str, status: str | None = None) -> list[str]:
    """The reasons for a cancellation; states past AWAITING_SHIPMENT take its list."""
    return listed(shop, "cancel", who, _LISTED_AS.get(status or "", status))


def reason_code(shop: Shop, kind: str, who: str, name: str) -> int:
    """The code that refuses a reason which is not on the list of this state."""
    if name in listed(shop, kind, who):
        return WRONG_STATUS
    return NOT_FOR_SELLER if is_known(shop, name) else UNKNOWN


def is_known(shop: Shop, name: str) -> bool:
    """Whether the market knows the name in any list."""
    try:
        table = reasons(shop.region)
    except NotFound:
        return False
    return any(name in listed(shop, kind, who) for kind in table for who in table[kind])


def text_of(name: str) -> str:
    """A text for people: "Created by mistakes"."""
    core = _TAILS.sub("", name)
    short = _HEADS.sub("", core) or core
    words = short.replace("_", " ").strip()
    return (f"Reason {words}" if words.isdigit() else words[:1].upper() + words[1:])[:200]


def starting_with(names: list[str], wanted: str) -> str:
    """The name of the market for a reason: the listed one that begins so, else the wanted one itself."""
    return next((name for name in names if name.startswith(wanted)), wanted)
