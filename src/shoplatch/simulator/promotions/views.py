"""How promotions look on the wire."""

from __future__ import annotations

from typing import Any

from shoplatch.simulator.markets import Market, market
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.promotions import Activity, Offer

# What can still be done with an activity; the field is not explained anywhere, so these are the calls that succeed.
_COMMANDS = {
    "DRAFT": ["EDIT", "DEACTIVATE"],
    "NOT_START": ["EDIT", "DEACTIVATE"],
    "ONGOING": ["EDIT", "DEACTIVATE"],
    "EXPIRED": ["REPUBLISH"],
    "DEACTIVATED": ["REPUBLISH"],
}


def head(activity: Activity) -> dict[str, Any]:
    """What writes answer."""
    return {"activity_id": activity.id, "status": activity.status, "update_time": activity.update_time}


def listed(activity: Activity) -> dict[str, Any]:
    """A promotion in a search result."""
    return {"id": activity.id, **_terms(activity)}


def detail(shop: Shop, activity: Activity, *, with_products: bool) -> dict[str, Any]:
    """A promotion in full."""
    view = {"activity_id": activity.id, **_terms(activity)}
    if with_products:
        profile = market(shop.region)
        view["products"] = [_product(activity, offer, profile) for offer in activity.offers.values()]
        if activity.benefit_ids:
            view["benefit_products"] = [{"id": one} for one in activity.benefit_ids]
    return view


def _terms(activity: Activity) -> dict[str, Any]:
    view: dict[str, Any] = {
        "activity_commands": _COMMANDS.get(activity.status, []),
        "activity_type": activity.type,
        "product_level": activity.level,
        "title": activity.title,
        "status": activity.status,
        "begin_time": activity.begin,
        "end_time": activity.end,
        "create_time": activity.create_time,
        "update_time": activity.update_time,
        "duration_type": activity.duration,
        "participation_limit": activity.participation,
        "target_user_info": activity.target,
    }
    if activity.discount:
        view["discount"] = activity.discount
    if activity.auction:
        view["auction_support_type"] = activity.auction
    return view


def _product(activity: Activity, offer: Offer, profile: Market) -> dict[str, Any]:
    view = _offer(offer, profile)
    if activity.level == "VARIATION":
        view["skus"] = [_offer(one, profile) for one in offer.skus.values()]
    return view


def _offer(offer: Offer, profile: Market) -> dict[str, Any]:
    view: dict[str, Any] = {
        "id": offer.id,
        "quantity_limit": offer.limit,
        "quantity_per_user": offer.per_user,
        "used_quantity": offer.used,
    }
    if offer.price is not None:
        view["activity_price"] = {"amount": profile.text(offer.price), "currency": profile.currency}
    if offer.percent:
        view["discount"] = offer.percent
    return view
