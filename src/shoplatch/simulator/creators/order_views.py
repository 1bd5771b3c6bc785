"""How an affiliate order looks to those who have a part in it: every field of every version; `fit` cuts to one."""

from __future__ import annotations

from typing import Any

from shoplatch.catalog.model import Operation
from shoplatch.simulator.creators.earnings import Earned, Earning
from shoplatch.simulator.creators.people import creator
from shoplatch.simulator.markets import market
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

MODEL = "Standard commission"  # tiers are not simulated
_SELLERS = {
    "UNPAID": "PROCESSING", "PENDING": "PROCESSING", "SETTLED": "COMPLETED", "INELIGIBLE": "CANCELLED", "FROZEN": "FROZEN",
}  # fmt: skip
_SKU_OF_SELLER = {
    "UNPAID": "AWAITING PAYMENT", "PENDING": "To-SETTLE", "SETTLED": "SETTLED", "INELIGIBLE": "INELIGIBLE",
    "FROZEN": "To-SETTLE",
}  # fmt: skip
_CREATORS = {
    "UNPAID": "AWAITING PAYMENT", "PENDING": "To-SETTLE", "SETTLED": "SETTLED", "INELIGIBLE": "REFUNDED", "FROZEN": "FROZEN",
}  # fmt: skip
_BY_LINK = {"UNPAID": "ORDERED", "PENDING": "ORDERED", "SETTLED": "SETTLED", "INELIGIBLE": "REFUNDED", "FROZEN": "FROZEN"}
_AGENCIES = {"UNPAID": "CUSTOMER UNPAID"}
_TAXES = ("isr", "iva", "pit")  # withheld in Mexico and Vietnam from creators; not simulated: nothing is withheld
_ZERO = 0


def seller_order(world: World, operation: Operation, shop: Shop, one: Earned) -> dict[str, Any]:
    """For the seller."""
    if operation.version == "202405":
        return _bare(one)
    return {**_order(one), "status": _SELLERS[one.state], "skus": [_sellers_sku(world, shop, one, sku) for sku in one.skus]}


def creator_order(_world: World, operation: Operation, shop: Shop, one: Earned) -> dict[str, Any]:
    """For the creator; the search by links has numbers for ids and words of its own for states."""
    if operation.version == "202405":
        return _bare(one)
    told = {**_order(one), "skus": [_creators_sku(shop, one, sku) for sku in one.skus]}
    if operation.version == "202505":
        return {**told, "id": int(one.order.id), "status": _BY_LINK[one.state]}
    return {**told, "status": _CREATORS[one.state]}


def tap_row(world: World, operation: Operation, shop: Shop, one: Earned, sku: Earning) -> dict[str, Any]:
    """For the agency whose campaign it was; the older version has one SKU inside an order."""
    money = _money(shop)
    row = {**_agencys(world, shop, one, sku), "campaign_id": sku.share.campaign_id}
    row |= {
        "creator_standard_commission_rate": sku.share.rate,
        "partner_standard_commission_rate": sku.share.partner_rate,
        "creator_shop_ads_commission_rate": sku.share.ads_rate,
        "partner_shop_ads_commission_rate": 0,
        "partner_tap_bonus_commission_rate": 0,
        "creator_tap_bonus_commission_rate": 0,
        "creator_commission_rate": sku.share.rate,
        "tap_commission_rate": sku.share.partner_rate,
        "creator_commission_reward_rate": 0,
        "partner_commission_reward_rate": 0,
    }
    for when, amounts in (("estimated", sku.estimated), ("actual", sku.actual)):
        row |= {
            f"{when}_commission_base": money(amounts.base),
            f"{when}_creator_standard_commission": money(amounts.standard),
            f"{when}_partner_standard_commission": money(amounts.partner),
            f"{when}_creator_shop_ads_commission": money(amounts.ads),
            f"{when}_partner_shop_ads_commission": money(_ZERO),
            f"{when}_partner_tap_bonus_commission": money(_ZERO),
            f"{when}_creator_tap_bonus_commission": money(_ZERO),
            f"{when}_partner_isr": money(_ZERO),
            f"{when}_partner_iva": money(_ZERO),
            f"{when}_creator_commission": money(amounts.standard + amounts.ads),
            f"{when}_tap_commission": money(amounts.partner),
            f"{when}_creator_commission_reward_fee": money(_ZERO),
            f"{when}_partner_commission_reward_fee": money(_ZERO),
        }
    if operation.latest:
        return row
    return {**_order(one), "status": _SELLERS[one.state], "skus": {**row, "id": sku.line.sku_id}}


def agency_row(world: World, operation: Operation, shop: Shop, one: Earned, sku: Earning) -> dict[str, Any]:
    """For the agency whose creator sold it."""
    money = _money(shop)
    row = {
        **_agencys(world, shop, one, sku),
        "tags": one.attribution.tag,
        **_agreed(one, sku),
        "attribution_type": "Direct" if sku.share.direct else "Indirect",
        "standard_commission_rate": sku.share.rate,
        "commission_bonus_rate": 0,
        "shop_ads_commission_rate": sku.share.ads_rate,
        "tap_bonus_commission_rate": 0,
        "revenue_sharing_portion_rate": 0,
        "estimated_total_agency_earnings": money(sku.estimated.partner),
        "actual_total_agency_commission": money(sku.actual.partner),
    }
    for when, amounts in (("estimated", sku.estimated), ("actual", sku.actual)):
        row |= {
            f"{when}_commission_base": money(amounts.base),
            f"{when}_standard_commission": money(amounts.standard),
            f"{when}_bonus_commission": money(_ZERO),
            f"{when}_shop_ads_commission": money(amounts.ads),
            f"{when}_tap_bonus_commission": money(_ZERO),
            **{f"{when}_creator_tax_{tax}": money(_ZERO) for tax in _TAXES},
            f"{when}_creator_total_earnings_after_tax": money(amounts.standard + amounts.ads),
            f"{when}_agency_isr": money(_ZERO),
            f"{when}_agency_iva": money(_ZERO),
            f"{when}_commission": money(amounts.standard),
        }
    if operation.latest:
        return row
    older = {
        "id": sku.line.sku_id,
        "commission_rate": _percent(sku.share.rate),
        "commission_bonus_rate": "0.0",
        "shop_ads_commission_rate": _percent(sku.share.ads_rate),
        "agency_commission_rate": _percent(sku.share.partner_rate),
        "agency_commission": money(sku.actual.partner),
        "agency_bonus_commission": money(_ZERO),
        "agency_shop_ads_commission": money(_ZERO),
        "total_agency_commission": money(sku.actual.partner),
        "isr": "0.0",
        "iva": "0.0",
    }
    return {**_order(one), "status": _SELLERS[one.state], "tags": one.attribution.tag, "skus": {**row, **older}}


def _order(one: Earned) -> dict[str, Any]:
    return {"id": one.order.id, "create_time": one.order.create_time, "delivery_time": one.order.delivery_time}


def _bare(one: Earned) -> dict[str, Any]:
    sold = {sku.line.sku_id for sku in one.skus}
    lines = [{"id": line.id, "product_id": line.product_id} for line in one.order.lines if line.sku_id in sold]
    return {"id": one.order.id, "line_items": lines}


def _agreed(one: Earned, sku: Earning) -> dict[str, Any]:
    """Content and terms."""
    return {
        "content_id": one.attribution.content_id,
        "content_type": one.attribution.content_type,
        "campaign_id": sku.share.campaign_id,
        "open_collaboration_id": sku.share.open_collaboration_id,
        "target_collaboration_id": sku.share.target_collaboration_id,
        "commission_model": MODEL,
        "commission_tier_setting": "",
        "is_carousel": False,
    }


def _goods(shop: Shop, sku: Earning) -> dict[str, Any]:
    return {
        "product_id": sku.line.product_id,
        "product_name": sku.line.product_name,
        "price": _money(shop)(sku.line.sale_price),
        "quantity": sku.quantity,
        "refunded_quantity": sku.refunded,
        "returned_quantity": sku.returned,
        "shop_name": shop.name,
    }


def _sellers_sku(world: World, shop: Shop, one: Earned, sku: Earning) -> dict[str, Any]:
    money = _money(shop)
    told = {
        **_goods(shop, sku),
        **_agreed(one, sku),
        "sku_id": sku.line.sku_id,
        "creator_username": _username(world, one),
        "commission_rate": str(sku.share.rate),
        "shop_ads_commission_rate": str(sku.share.ads_rate),
        "partner_commission_rate": str(sku.share.partner_rate),
        "settlement_status": _SKU_OF_SELLER[one.state],
        "fully_return": "Yes" if sku.all_back else "No",
    }
    for when, amounts in (("estimated", sku.estimated), ("actual", sku.actual)):
        told |= {
            f"{when}_commission_base": money(amounts.base),
            f"{when}_paid_commission": money(amounts.standard),
            f"{when}_paid_shop_ads_commission": money(amounts.ads),
            f"{when}_paid_partner_commission": money(amounts.partner),
            f"{when}_cofunded_creator_bonus_amount": money(_ZERO),
        }
    return told


def _creators_sku(shop: Shop, one: Earned, sku: Earning) -> dict[str, Any]:
    money, tag = _money(shop), one.attribution.tag
    told = {
        **_goods(shop, sku),
        **_agreed(one, sku),
        "id": sku.line.sku_id,
        "tag": tag,
        "commission_rate": sku.share.ads_rate if sku.rate_of_ads else sku.share.rate,
        "standard_commission_rate": sku.share.rate,
        "commission_bonus_rate": 0,
        "creator_commission_reward_rate": 0,
        "shop_ads_commission_rate": sku.share.ads_rate,
        "delivery_time": one.order.delivery_time,
        "trace": {"id": tag or one.attribution.content_id, "type": "SPECIFIC" if tag else "GENERAL"},
        "trace_info": {"id": tag or one.attribution.content_id, "type": "SPECIFIC" if tag else "GENERAL"},
        "last_update_time": max(one.order.update_time, one.settled_at),
        "shared_with_partner": money(_ZERO),
        **{tax: money(_ZERO) for tax in _TAXES},
    }
    for when, amounts in (("estimated", sku.estimated), ("actual", sku.actual)):
        told |= {
            f"{when}_commission_base": money(amounts.base),
            f"{when}_commission": money(amounts.standard),
            f"{when}_standard_commission": money(amounts.standard),
            f"{when}_bonus_commission": money(_ZERO),
            f"{when}_shop_ads_commission": money(amounts.ads),
            f"{when}_creator_commission_reward_fee": money(_ZERO),
        }
    return told


def _agencys(world: World, shop: Shop, one: Earned, sku: Earning) -> dict[str, Any]:
    return {
        **_goods(shop, sku),
        **_order(one),
        "sku_id": sku.line.sku_id,
        "settle_status": _AGENCIES.get(one.state, one.state),
        "creator_username": _username(world, one),
        "content_type": one.attribution.content_type,
        "content_id": one.attribution.content_id,
        "fully_return": "Yes" if sku.all_back else "No",
        "settlement_time": one.settled_at,
        "last_update_time": max(one.order.update_time, one.settled_at),
        "is_carousel": False,
    }


def _username(world: World, one: Earned) -> str:
    person = creator(world, one.attribution.creator)
    return person.username if person is not None else one.attribution.creator


def _money(shop: Shop) -> Any:
    profile = market(shop.region)
    return lambda amount: {"amount": profile.text(amount), "currency": profile.currency}


def _percent(rate: int) -> str:
    return f"{rate / 100:.1f}"
