"""Affiliate orders as sellers, creators and agencies see them, in every version; what is earned, `earnings` works out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from shoplatch.simulator.ask import Ask, Handler
from shoplatch.simulator.creators.askers import own_creator
from shoplatch.simulator.creators.earnings import Earned, earned
from shoplatch.simulator.creators.lists import newest_first
from shoplatch.simulator.creators.order_views import agency_row, creator_order, seller_order, tap_row
from shoplatch.simulator.state.creators import Attribution
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

_Row = tuple[Shop, Attribution]
_SkuRow = tuple[Shop, Attribution, str]  # with the SKU's id
_SETTLE_STATES = {1: "UNPAID", 2: "PENDING", 3: "SETTLED", 4: "INELIGIBLE", 5: "FROZEN"}


def search_seller_affiliate_orders(world: World, ask: Ask) -> dict[str, Any]:
    """The seller's: what is paid to whom for each SKU."""
    shop, program = ask.own_shop, ask.body.get("program_id")
    rows = [(shop, one) for one in _within(shop, ask) if not program or _in_program(one, program)]
    return _orders(world, ask, rows, seller_order)


def search_creator_affiliate_orders(world: World, ask: Ask) -> dict[str, Any]:
    """A creator's own: what is earned, in every shop."""
    return _orders(world, ask, list(_of_creator(world, ask)), creator_order)


def search_affiliate_orders_by_creator(world: World, ask: Ask) -> dict[str, Any]:
    """A creator's own by the links that brought them, by one of four times in milliseconds."""
    kind, low, high = ask.body.get("time_type") or "CREATE_TIME", ask.body["time_ge"], ask.body["time_lt"]
    rows = [row for row in _of_creator(world, ask) if (at := _moment(*row, kind)) and low <= 1_000 * at < high]
    return _orders(world, ask, rows, creator_order)


def search_tap_affiliate_orders(world: World, ask: Ask) -> dict[str, Any]:
    """An agency's: SKUs sold in its campaigns."""
    return _skus(world, ask, list(_of_agency(world, ask, campaign=ask.body.get("campaign_id"))), tap_row)


def search_cap_affiliate_orders(world: World, ask: Ask) -> dict[str, Any]:
    """An agency's: SKUs sold by the creators it manages."""
    body = ask.body
    state = _SETTLE_STATES.get(body.get("settle_status") or body.get("order_status") or 0)
    rows = [
        (shop, made, sku_id)
        for shop, made, sku_id in _of_agency(world, ask, managed=True)
        if body.get("order_id") in (None, made.order_id)
        and body.get("product_id") in (None, shop.skus[sku_id].product_id)
        and state in (None, _earned(shop, made).state)
    ]
    return _skus(world, ask, rows, agency_row)


def _orders(world: World, ask: Ask, rows: Sequence[_Row], view: Any) -> dict[str, Any]:
    """A page; what was earned is worked out for the page alone."""
    page, token = newest_first(ask, rows, lambda row: (row[1].create_time, row[1].order_id))
    told = [view(world, ask.operation, shop, _earned(shop, made)) for shop, made in page]
    return {"orders": told, "next_page_token": token, "total_count": len(rows)}


def _skus(world: World, ask: Ask, rows: Sequence[_SkuRow], view: Any) -> dict[str, Any]:
    page, token = newest_first(ask, rows, lambda row: (row[1].create_time, f"{row[1].order_id}{row[2]}"))
    told = []
    for shop, made, sku_id in page:
        one = _earned(shop, made)
        told += [view(world, ask.operation, shop, one, sku) for sku in one.skus if sku.line.sku_id == sku_id]
    name = "sku_orders" if ask.operation.latest else "orders"
    return {name: told, "next_page_token": token, "total_count": len(rows)}


def _earned(shop: Shop, made: Attribution) -> Earned:
    return earned(shop, made, shop.orders[made.order_id])


def _within(shop: Shop, ask: Ask) -> Iterator[Attribution]:
    """The attributions on which somebody earns, within the span of the call."""
    since, until = ask.body.get("create_time_ge"), ask.body.get("create_time_lt")
    for made in shop.affiliate.attributions.values():
        after, before = since is None or made.create_time >= since, until is None or made.create_time < until
        if made.products and after and before:
            yield made


def _of_creator(world: World, ask: Ask) -> Iterator[_Row]:
    open_id = own_creator(world, ask).open_id
    for shop in world.shops.values():
        for made in _within(shop, ask):
            if made.creator == open_id:
                yield shop, made


def _of_agency(world: World, ask: Ask, *, campaign: str | None = None, managed: bool = False) -> Iterator[_SkuRow]:
    """SKUs of the agency's campaigns; with `managed`, all that the creators in them sold."""
    asset, own = ask.query.get("category_asset_cipher", ""), ask.grant.seller_open_id
    campaigns = [one for one in world.affiliates.campaigns.values() if one.partner == own and one.asset == asset]
    ids = {one.id for one in campaigns if campaign in (None, one.id)}
    creators = {open_id for one in campaigns for product in one.products.values() for open_id in product.creators}
    for shop in world.shops.values():
        for made in _within(shop, ask):
            meant = {
                product_id
                for product_id, share in made.products.items()
                if share.campaign_id in ids or (managed and made.creator in creators)
            }
            if meant:
                lines = [line for line in shop.orders[made.order_id].lines if line.product_id in meant and not line.is_gift]
                for sku_id in dict.fromkeys(line.sku_id for line in lines):
                    yield shop, made, sku_id


def _in_program(made: Attribution, program: str) -> bool:
    shares = made.products.values()
    return any(
        program in (share.open_collaboration_id, share.target_collaboration_id, share.campaign_id) for share in shares
    )


def _moment(shop: Shop, made: Attribution, kind: str) -> int:
    if kind == "CREATE_TIME":
        return made.create_time
    if kind == "SETTLE_TIME":
        return _earned(shop, made).settled_at
    order = shop.orders[made.order_id]
    return order.paid_time if kind == "PAY_TIME" else order.delivery_time


HANDLERS: dict[str, Handler] = {
    "affiliate_seller.search_seller_affiliate_orders": search_seller_affiliate_orders,
    "affiliate_creator.search_creator_affiliate_orders": search_creator_affiliate_orders,
    "affiliate_creator.search_affiliate_orders_by_creator": search_affiliate_orders_by_creator,
    "affiliate_partner.search_tap_affiliate_orders": search_tap_affiliate_orders,
    "affiliate_partner.search_cap_affiliate_orders": search_cap_affiliate_orders,
}
