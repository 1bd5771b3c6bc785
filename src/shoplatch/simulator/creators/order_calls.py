"""Affiliate orders as sellers, creators and agencies see them, in every version; what is earned, `earnings` works out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from shoplatch.simulator.ask import Ask, Handler
from shoplatch.simulator.creators.askers import own_creator
from shoplatch.simulator.creators.earnings import Earned, Earning, earned_by
from shoplatch.simulator.creators.lists import newest_first
from shoplatch.simulator.creators.order_views import agency_row, creator_order, seller_order, tap_row
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

_Row = tuple[Shop, Earned]
_SkuRow = tuple[Shop, Earned, Earning]
_SETTLE_STATES = {1: "UNPAID", 2: "PENDING", 3: "SETTLED", 4: "INELIGIBLE", 5: "FROZEN"}


def search_seller_affiliate_orders(world: World, ask: Ask) -> dict[str, Any]:
    """The seller's: what is paid to whom for each SKU."""
    shop, program = ask.own_shop, ask.body.get("program_id")
    rows = [(shop, one) for one in earned_by(shop, **_span(ask)) if not program or _in_program(one, program)]
    return _orders(world, ask, rows, seller_order)


def search_creator_affiliate_orders(world: World, ask: Ask) -> dict[str, Any]:
    """A creator's own: what is earned, in every shop."""
    return _orders(world, ask, list(_of_creator(world, own_creator(world, ask).open_id, **_span(ask))), creator_order)


def search_affiliate_orders_by_creator(world: World, ask: Ask) -> dict[str, Any]:
    """A creator's own by the links that brought them, by one of four times in milliseconds."""
    kind, low, high = ask.body.get("time_type") or "CREATE_TIME", ask.body["time_ge"], ask.body["time_lt"]
    rows = [
        row
        for row in _of_creator(world, own_creator(world, ask).open_id)
        if (moment := _moment(row[1], kind)) and low <= 1_000 * moment < high
    ]
    return _orders(world, ask, rows, creator_order)


def search_tap_affiliate_orders(world: World, ask: Ask) -> dict[str, Any]:
    """An agency's: SKUs sold in its campaigns."""
    campaign = ask.body.get("campaign_id")
    rows = [row for row in _of_agency(world, ask) if campaign in (None, row[2].share.campaign_id)]
    return _skus(world, ask, rows, tap_row)


def search_cap_affiliate_orders(world: World, ask: Ask) -> dict[str, Any]:
    """An agency's: SKUs sold by the creators it manages."""
    body = ask.body
    state = _SETTLE_STATES.get(body.get("settle_status") or body.get("order_status") or 0)
    rows = [
        row
        for row in _of_agency(world, ask, managed=True)
        if body.get("order_id") in (None, row[1].order.id)
        and body.get("product_id") in (None, row[2].line.product_id)
        and state in (None, row[1].state)
    ]
    return _skus(world, ask, rows, agency_row)


def _orders(world: World, ask: Ask, rows: Sequence[_Row], view: Any) -> dict[str, Any]:
    page, token = newest_first(ask, rows, lambda row: (row[1].order.create_time, row[1].order.id))
    told = [view(world, ask.operation, shop, one) for shop, one in page]
    return {"orders": told, "next_page_token": token, "total_count": len(rows)}


def _skus(world: World, ask: Ask, rows: Sequence[_SkuRow], view: Any) -> dict[str, Any]:
    page, token = newest_first(ask, rows, lambda row: (row[1].order.create_time, f"{row[1].order.id}{row[2].line.sku_id}"))
    name = "sku_orders" if ask.operation.latest else "orders"
    told = [view(world, ask.operation, *row) for row in page]
    return {name: told, "next_page_token": token, "total_count": len(rows)}


def _span(ask: Ask) -> dict[str, int | None]:
    return {"since": ask.body.get("create_time_ge"), "until": ask.body.get("create_time_lt")}


def _of_creator(world: World, open_id: str, *, since: int | None = None, until: int | None = None) -> Iterator[_Row]:
    for shop in world.shops.values():
        for one in earned_by(shop, since=since, until=until):
            if one.attribution.creator == open_id:
                yield shop, one


def _of_agency(world: World, ask: Ask, *, managed: bool = False) -> Iterator[_SkuRow]:
    """SKUs of the agency's campaigns; with `managed`, all that the creators in them sold in its markets."""
    asset, own = ask.query.get("category_asset_cipher", ""), ask.grant.seller_open_id
    campaigns = [one for one in world.affiliates.campaigns.values() if one.partner == own and one.asset == asset]
    ids = {one.id for one in campaigns}
    creators = {open_id for one in campaigns for product in one.products.values() for open_id in product.creators}
    for shop in world.shops.values():
        for one in earned_by(shop, **_span(ask)):
            for sku in one.skus:
                if sku.share.campaign_id in ids or (managed and one.attribution.creator in creators):
                    yield shop, one, sku


def _in_program(one: Earned, program: str) -> bool:
    ids = ((sku.share.open_collaboration_id, sku.share.target_collaboration_id, sku.share.campaign_id) for sku in one.skus)
    return any(program in named for named in ids)


def _moment(one: Earned, kind: str) -> int:
    order = one.order
    return {
        "PAY_TIME": order.paid_time,
        "DELIVERY_TIME": order.delivery_time,
        "SETTLE_TIME": one.settled_at,
        "CREATE_TIME": order.create_time,
    }[kind]


HANDLERS: dict[str, Handler] = {
    "affiliate_seller.search_seller_affiliate_orders": search_seller_affiliate_orders,
    "affiliate_creator.search_creator_affiliate_orders": search_creator_affiliate_orders,
    "affiliate_creator.search_affiliate_orders_by_creator": search_affiliate_orders_by_creator,
    "affiliate_partner.search_tap_affiliate_orders": search_tap_affiliate_orders,
    "affiliate_partner.search_cap_affiliate_orders": search_cap_affiliate_orders,
}
