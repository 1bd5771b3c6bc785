"""The promotion operations (platform.md section 14)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.fit import fit
from shoplatch.simulator.promotions import items, life, terms, views
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.promotions import Activity
from shoplatch.simulator.state.world import World

NOT_FOUND, OTHER_SHOP, DEACTIVATED, EXPIRED, BEGIN_FIXED = 17029009, 17029028, 17029010, 17029012, 17029011
LEVEL_FIXED, THRESHOLD_FIXED, PARTICIPATION_FIXED, TIERS_FIXED = 17029102, 17029105, 17029106, 17029085
FLASH_RUNS, FLASH_SKU_RUNS, SEARCH_WINDOW, NOT_REVIVED, WRONG = 17029047, 17029048, 17029059, 17029114, 17029001
PRODUCT_UNKNOWN, EMPTY = 17029051, 17029033
WINDOW = 10_000
REVIVED = ("FIXED_PRICE", "DIRECT_DISCOUNT", "FLASHSALE")
OUT_OF_SIGHT_S = 180 * 86_400  # after its end Get Activity leaves the products out


def create_promotion_activity(world: World, ask: Ask) -> dict[str, Any]:
    """A new promotion."""
    activity = create(world, ask.own_shop, ask.body)
    return {**views.head(activity), "create_time": activity.create_time}


def create(world: World, shop: Shop, body: Mapping[str, Any]) -> Activity:
    """A new promotion; a draft until it has products, unless it is for the whole shop.

    Raises:
        Refused: its terms break a rule; nothing was saved.
    """
    now = world.clock.now()
    kind, level = body["activity_type"], body["product_level"]
    duration = body.get("duration_type", "NORMAL")
    terms.check_title(shop, body["title"])
    terms.check_kind(world, shop, kind, level)
    terms.check_period(world, kind, duration, body["begin_time"], body["end_time"])
    activity = Activity(
        id=world.new_id("7136"),
        type=kind,
        level=level,
        title=body["title"],
        begin=body["begin_time"],
        end=0 if duration == "INDEFINITE" else body["end_time"],
        create_time=now,
        update_time=now,
        duration=duration,
        discount=terms.check_discount(shop, kind, body.get("discount") or {}),
        participation=list(body.get("participation_limit") or [{"type": "BUYER_NO_LIMIT"}]),
        target=dict(body.get("target_user_info") or {"user_type": "ALL_USER"}),
        auction=body.get("auction_support_type", ""),
    )
    shop.activities[activity.id] = activity
    life.plan(world, shop, activity)
    life.tell_change(world, shop, activity, "CREATE")
    return activity


def update_promotion_activity(world: World, ask: Ask) -> dict[str, Any]:
    """Change a promotion that has not ended; its begin only while it has not begun."""
    body, shop = ask.body, ask.own_shop
    activity = _open(shop, ask.path["activity_id"])
    begun = activity.status == "ONGOING"
    duration = body.get("duration_type", activity.duration)
    if begun and body["begin_time"] != activity.begin:
        raise Refused(BEGIN_FIXED)
    if body.get("product_level", activity.level) != activity.level:
        raise Refused(LEVEL_FIXED)
    if begun and body.get("participation_limit", activity.participation) != activity.participation:
        raise Refused(PARTICIPATION_FIXED)
    terms.check_title(shop, body["title"], own_id=activity.id)
    terms.check_period(world, activity.type, duration, body["begin_time"], body["end_time"], begun=begun)
    if body.get("discount"):
        _change_discount(shop, activity, body["discount"], begun=begun)
    activity.title, activity.begin, activity.duration = body["title"], body["begin_time"], duration
    activity.end = 0 if duration == "INDEFINITE" else body["end_time"]
    activity.participation = list(body.get("participation_limit", activity.participation))
    activity.target = dict(body.get("target_user_info", activity.target))
    activity.auction = body.get("auction_support_type", activity.auction)
    _changed(world, activity)
    life.plan(world, shop, activity)
    life.tell_change(world, shop, activity, "UPDATE")
    return {"activity_id": activity.id, "title": activity.title, "update_time": activity.update_time}


def update_promotion_activity_products(world: World, ask: Ask) -> dict[str, Any]:
    """Put products in, or change the terms of those inside."""
    body, shop = ask.body, ask.own_shop
    activity = _open(shop, ask.path["activity_id"])
    if body["activity_id"] != activity.id:
        raise Refused(WRONG, "activity_id of the path and of the body differ")
    rows, others = body.get("products") or [], body.get("benefit_product_ids") or body.get("exclude_product_ids")
    _check_flash(activity, [row["id"] for row in rows], [sku["id"] for row in rows for sku in row.get("skus") or ()])
    for name in ("benefit_product_ids", "exclude_product_ids"):
        if any(one not in shop.products for one in body.get(name) or ()):
            raise Refused(PRODUCT_UNKNOWN)
    if rows or not others:
        put(world, shop, activity, rows)
    activity.benefit_ids = list(dict.fromkeys([*activity.benefit_ids, *(body.get("benefit_product_ids") or ())]))
    activity.excluded_ids = list(dict.fromkeys([*activity.excluded_ids, *(body.get("exclude_product_ids") or ())]))
    if others and not rows:
        _changed(world, activity)
        life.tell_change(world, shop, activity, "UPDATE")
    return {**views.head(activity), "title": activity.title, "total_count": items.count(activity)}


def put(world: World, shop: Shop, activity: Activity, rows: Sequence[Mapping[str, Any]]) -> None:
    """Products into a promotion that has not ended; the clock takes it on from there."""
    items.put(shop, activity, rows, world.clock.now())
    _changed(world, activity)
    life.advance(world, shop, activity)
    life.hold_stock(world, shop, activity)
    life.tell_change(world, shop, activity, "UPDATE", put=[row["id"] for row in rows])


def remove_promotion_activity_products(world: World, ask: Ask) -> dict[str, Any]:
    """Take products or SKUs out of a promotion that has not ended."""
    body, shop = ask.body, ask.own_shop
    activity = _open(shop, ask.path["activity_id"])
    products, skus = list(body.get("product_ids") or ()), list(body.get("sku_ids") or ())
    others = {name: set(body.get(name) or ()) for name in ("benefit_product_ids", "exclude_product_ids")}
    if not products and not skus and not any(others.values()):
        raise Refused(EMPTY)
    _check_flash(activity, products, skus)
    items.take_out(activity, products, skus)
    activity.benefit_ids = [one for one in activity.benefit_ids if one not in others["benefit_product_ids"]]
    activity.excluded_ids = [one for one in activity.excluded_ids if one not in others["exclude_product_ids"]]
    _changed(world, activity)
    life.tell_change(world, shop, activity, "UPDATE", taken=products, taken_skus=skus)
    return views.head(activity)


def deactivate_activity(world: World, ask: Ask) -> dict[str, Any]:
    """End a promotion before its time."""
    shop = ask.own_shop
    activity = _open(shop, ask.path["activity_id"])
    _changed(world, activity)
    life.finish(world, shop, activity, "DEACTIVATED")
    life.tell_change(world, shop, activity, "DEACTIVATE")
    return {**views.head(activity), "title": activity.title}


def republish_activity(world: World, ask: Ask) -> dict[str, Any]:
    """Revive a product discount or flash sale that ended or was ended (July 2026)."""
    body, shop, now = ask.body, ask.own_shop, world.clock.now()
    activity = _own(shop, ask.path["activity_id"])
    if activity.type not in REVIVED or activity.status not in ("EXPIRED", "DEACTIVATED"):
        raise Refused(NOT_REVIVED)
    begin = body.get("begin_time") or now
    end = body.get("end_time") or begin + activity.end - activity.begin
    terms.check_period(world, activity.type, activity.duration, begin, end)
    items.check_all_free(shop, activity)
    activity.begin, activity.end = begin, end
    activity.status = "NOT_START" if activity.offers else "DRAFT"
    _changed(world, activity)
    life.plan(world, shop, activity)
    life.tell_change(world, shop, activity, "UPDATE")
    return {"activity_id": activity.id}


def get_activity(world: World, ask: Ask) -> dict[str, Any]:
    """A promotion in full."""
    shop = ask.own_shop
    activity = _own(shop, ask.path["activity_id"])
    with_products = not activity.end or world.clock.now() < activity.end + OUT_OF_SIGHT_S
    return fit(ask.operation, views.detail(shop, activity, with_products=with_products))


def search_promotion_activities(_world: World, ask: Ask) -> dict[str, Any]:
    """Promotions by title, type and state, newest first. Its tokens are numbers, and paging is in the body."""
    body = ask.body
    size, token = body.get("page_size", 50), body.get("page_token") or "0"
    if not (token.isascii() and token.isdigit()):
        raise Refused(WRONG, "The page_token is invalid")
    start = int(token)
    if start + size >= WINDOW:
        raise Refused(SEARCH_WINDOW)
    rows = [
        activity
        for activity in reversed(list(ask.own_shop.activities.values()))
        if body.get("activity_title", "").lower() in activity.title.lower()
        and body.get("activity_type", activity.type) == activity.type
        and body.get("status", activity.status) == activity.status
    ]
    answer = {
        "activities": [views.listed(activity) for activity in rows[start : start + size]],
        "total_count": len(rows),
        "next_page_token": str(start + size) if start + size < len(rows) else "",
    }
    return fit(ask.operation, answer)


def _own(shop: Shop, activity_id: str) -> Activity:
    activity = shop.activities.get(activity_id)
    if activity is None:
        raise Refused(NOT_FOUND)
    return activity


def _open(shop: Shop, activity_id: str) -> Activity:
    activity = _own(shop, activity_id)
    if activity.status in ("DEACTIVATED", "NOT_EFFECTIVE"):
        raise Refused(DEACTIVATED)
    if activity.status == "EXPIRED":
        raise Refused(EXPIRED)
    return activity


def _check_flash(activity: Activity, product_ids: list[str], sku_ids: list[str]) -> None:
    """What is in a running flash sale cannot change; more can still be put in."""
    if activity.type != "FLASHSALE" or activity.status != "ONGOING":
        return
    if any(sku_id in offer.skus for offer in activity.offers.values() for sku_id in sku_ids):
        raise Refused(FLASH_SKU_RUNS)
    if not sku_ids and any(one in activity.offers for one in product_ids):
        raise Refused(FLASH_RUNS)


def _change_discount(shop: Shop, activity: Activity, discount: dict[str, Any], *, begun: bool) -> None:
    before = terms.threshold_of(activity)
    changed = terms.check_discount(shop, activity.type, discount)
    held, activity.discount = activity.discount, changed
    if begun and terms.threshold_of(activity) != before:
        activity.discount = held
        raise Refused(THRESHOLD_FIXED)
    tiers = [len((one.get("gift_discount") or {}).get("gift_infos") or ()) for one in (held, changed)]
    if begun and tiers[0] != tiers[1]:
        activity.discount = held
        raise Refused(TIERS_FIXED)


def _changed(world: World, activity: Activity) -> None:
    activity.update_time = max(activity.update_time, world.clock.now())


HANDLERS: dict[str, Handler] = {
    "promotion.create_promotion_activity": create_promotion_activity,
    "promotion.update_promotion_activity": update_promotion_activity,
    "promotion.update_promotion_activity_products": update_promotion_activity_products,
    "promotion.remove_promotion_activity_products": remove_promotion_activity_products,
    "promotion.deactivate_activity": deactivate_activity,
    "promotion.republish_activity": republish_activity,
    "promotion.get_activity": get_activity,
    "promotion.search_promotion_activities": search_promotion_activities,
}
