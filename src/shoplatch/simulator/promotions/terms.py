"""What the platform refuses in the terms of a promotion before anything is saved (platform.md section 14; errors.json).

Periods and the largest discount are not given in numbers; the bounds here are the seller policies' (inferred).
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any

from shoplatch.simulator.ask import Refused
from shoplatch.simulator.products.locks import PRICED
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.promotions import Activity
from shoplatch.simulator.state.world import World

DAY_S = 86_400
SHORTEST_S, LONGEST_S, FLASH_LONGEST_S = 600, 365 * DAY_S, 3 * DAY_S
TITLE_MAX, BMSM_TIERS_MAX = 50, 2
WRONG, TITLE_LONG, TITLE_EMPTY, TITLE_TWICE, IN_PAST = 17029001, 17029002, 17029003, 17029004, 17029005
TOO_SHORT, TOO_LONG, FLASH_TOO_LONG, TYPE_HERE = 17029006, 17029007, 17029008, 17029036
THRESHOLD_WRONG, VALUE_WRONG, TIERS_WRONG = 17029111, 17029112, 17029078
GIFTS_MISSING, GIFT_UNKNOWN, GIFT_TWICE, GIFT_TWICE_OVER, GIFT_STOCK = 17029070, 17029071, 17029072, 17029077, 17029076
SEA = ("ID", "MY", "PH", "SG", "TH", "VN")
_BLOCKS = {
    "SHIPPING_DISCOUNT": "shipping_discount",
    "BUY_MORE_SAVE_MORE": "bmsm_discount",
    "GIFT_WITH_PURCHASE": "gift_discount",
    "BUY_X_GET_Y": "bxgy_discount",
}
_LEVELS = {"SHIPPING_DISCOUNT": ("PRODUCT", "SHOP"), **dict.fromkeys(PRICED, ("PRODUCT", "VARIATION"))}
_UNITS = {"MINIMAL_ITEM_QUANTITY"}


def check_title(shop: Shop, title: str, *, own_id: str = "") -> None:
    """Up to 50 characters, and no other promotion of the shop has it."""
    if not title.strip():
        raise Refused(TITLE_EMPTY)
    if len(title) > TITLE_MAX:
        raise Refused(TITLE_LONG)
    if any(one.title == title and one.id != own_id for one in shop.activities.values()):
        raise Refused(TITLE_TWICE)


def check_period(world: World, kind: str, duration: str, begin: int, end: int, *, begun: bool = False) -> None:
    """Begins in the future, lasts neither too short nor too long; without end only discounts on shipping."""
    if not begun and begin < world.clock.now():
        raise Refused(IN_PAST)
    if duration == "INDEFINITE":
        if kind != "SHIPPING_DISCOUNT":
            raise Refused(WRONG, "Only a shipping discount can be without end")
        return
    if end - begin < SHORTEST_S or (begun and end <= world.clock.now()):
        raise Refused(TOO_SHORT)
    if kind == "FLASHSALE" and end - begin > FLASH_LONGEST_S:
        raise Refused(FLASH_TOO_LONG)
    if end - begin > LONGEST_S:
        raise Refused(TOO_LONG)


def check_kind(world: World, shop: Shop, kind: str, level: str) -> None:
    """Whether the market has this type, and the type this level."""
    if kind == "FLASHSALE" and shop.region not in SEA and world.switches.flash_sales_are_for == "sea":
        raise Refused(TYPE_HERE)
    if level not in _LEVELS.get(kind, ("PRODUCT", "VARIATION", "SHOP")):
        raise Refused(WRONG, f"A {kind} promotion cannot be of level {level}")


def check_discount(shop: Shop, kind: str, discount: Mapping[str, Any]) -> dict[str, Any]:
    """The terms of a type that looks at the whole order; {} for the others."""
    block = _BLOCKS.get(kind)
    if block is None:
        return {}
    told = discount.get(block)
    if not told:
        raise Refused(WRONG, f"A {kind} promotion needs {block}")
    if block == "bmsm_discount":
        _check_tiers(told.get("details") or [])
    elif block == "gift_discount":
        _check_gifts(shop, told["gift_infos"])
    elif block == "shipping_discount":
        _check_shipping(told)
    else:
        _check_threshold(told)
        if told["discount_type"] != "FREE":
            _check_value(told["discount_type"], told["discount_value"])
    return {block: dict(told)}


def threshold_of(activity: Activity) -> str:
    """What the terms of an activity count: items or money; "" where they count nothing."""
    for block in activity.discount.values():
        rows = block.get("details") or block.get("gift_infos") or [block]
        return str(rows[0].get("threshold_type", ""))
    return ""


def _check_tiers(rows: list[dict[str, Any]]) -> None:
    if not 1 <= len(rows) <= BMSM_TIERS_MAX:
        raise Refused(WRONG, f"There may be 1 to {BMSM_TIERS_MAX} tiers")
    if len({row["threshold_type"] for row in rows}) > 1 or len({row["type"] for row in rows}) > 1:
        raise Refused(WRONG, "All tiers count and take off the same way")
    rows = sorted(rows, key=lambda row: row["tier"])
    for row in rows:
        _check_threshold(row)
        _check_value(row["type"], row["value"])
    for low, high in pairwise(rows):
        if Decimal(high["threshold_value"]) <= Decimal(low["threshold_value"]) or Decimal(high["value"]) <= Decimal(
            low["value"]
        ):
            raise Refused(VALUE_WRONG, "A higher tier asks for more and gives more")


def _check_gifts(shop: Shop, rows: list[dict[str, Any]]) -> None:
    most = 1 if shop.region == "US" else 2
    if not 1 <= len(rows) <= most:
        raise Refused(TIERS_WRONG, f"There may be {most} tiers of gifts in {shop.region}")
    seen: set[str] = set()
    for row in rows:
        _check_threshold(row)
        ids = [gift["sku_id"] for gift in row["gift_details"]]
        if not ids:
            raise Refused(GIFTS_MISSING)
        if len(ids) != len(set(ids)):
            raise Refused(GIFT_TWICE)
        if seen & set(ids):
            raise Refused(GIFT_TWICE_OVER)
        seen |= set(ids)
        for gift in row["gift_details"]:
            sku = shop.skus.get(gift["sku_id"])
            if sku is None or sku.deleted or sku.product_id != gift["product_id"]:
                raise Refused(GIFT_UNKNOWN)
            if sku.available < number(gift["total_claim_limit"], VALUE_WRONG):
                raise Refused(GIFT_STOCK)


def _check_shipping(told: Mapping[str, Any]) -> None:
    if told.get("threshold_type", "NO_THRESHOLD") != "NO_THRESHOLD":
        _check_threshold(told)
    if told["type"] == "DISCOUNT_SHIPPING_FEE":
        number(told.get("value", ""), VALUE_WRONG)


def _check_threshold(row: Mapping[str, Any]) -> None:
    value = number(row.get("threshold_value", ""), THRESHOLD_WRONG)
    if row["threshold_type"] in _UNITS and value != int(value):
        raise Refused(THRESHOLD_WRONG)


def _check_value(kind: str, text: str) -> None:
    value = number(text, VALUE_WRONG)
    if kind == "PERCENTAGE_OFF" and (value >= 100 or value != int(value)):
        raise Refused(VALUE_WRONG)


def number(text: Any, refusal: int) -> Decimal:
    """A number above 0 written as a string."""
    try:
        value = Decimal(str(text))
    except InvalidOperation:
        value = Decimal(0)
    if not value.is_finite() or value <= 0:
        raise Refused(refusal)
    return value
