"""A world in which everything has happened once, and every read of the shop side taken from it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shoplatch.simulator import orders
from shoplatch.simulator.orders import parcels
from shoplatch.simulator.orders.placing import on_sale
from shoplatch.simulator.state.parties import Shop
from tests.simulator_analytics.number_reads import number_reads
from tests.simulator_creators.creator_reads import creator_reads
from tests.simulator_fbt.fbt_world import fbt_reads
from tests.simulator_money.money_reads import money_reads
from tests.simulator_shop.busy_aftersales import aftersales_reads, special_order_reads
from tests.simulator_shop.product_world import product_reads
from tests.simulator_shop.service_world import service_reads
from tests.simulator_shop.shop_world import Desk, product_body

_STATES = 7


def busy_desk() -> Desk:
    """Orders in every state, shipped both ways, split, cancelled, with changed addresses."""
    desk = Desk("demo")
    for shop in desk.world.shops.values():
        _orders(desk, shop)
        _products(desk, shop)
    return desk


def reads(desk: Desk) -> Iterator[tuple[str, dict[str, Any]]]:
    """(operation id, data) of every read and write with an answer worth comparing."""
    for shop in desk.world.shops.values():
        page = {"page_size": "50"}
        some = [order.id for order in shop.orders.live()][-50:]
        yield "order.get_order_list", desk.call("order.get_order_list", shop, query={"page_size": "100"}, body={})
        for version in ("", "@202309"):
            found = desk.call(f"order.get_order_detail{version}", shop, query={"ids": ",".join(some)})
            yield f"order.get_order_detail{version}", found
        for order_id in some[-12:]:
            yield "order.get_order_price_details", desk.call("order.get_order_price_details", shop, order_id=order_id)
            tracking = desk.call("fulfillment.get_order_tracking", shop, order_id=order_id)
            yield "fulfillment.get_order_tracking", tracking
        slotted = [package.id for package in shop.packages.live() if package.pickup_start]
        for package_id in slotted:
            yield "fulfillment.get_package_detail", desk.call("fulfillment.get_package_detail", shop, package_id=package_id)
        yield "fulfillment.search_package", desk.call("fulfillment.search_package", shop, query=page, body={})
        for package in list(shop.packages.live())[-40:]:
            found = desk.call("fulfillment.get_package_detail", shop, package_id=package.id)
            yield "fulfillment.get_package_detail", found
        for version in ("", "@202309", "@202312"):
            found = desk.call(f"product.search_products{version}", shop, query={"page_size": "100"}, body={})
            yield f"product.search_products{version}", found
        for product in shop.products.values():
            if product.status not in ("FREEZE", "DELETED"):
                yield "product.get_product", desk.call("product.get_product", shop, product_id=product.id)
        ids = [product.id for product in shop.products.values()]
        yield "product.inventory_search", desk.call("product.inventory_search", shop, body={"product_ids": ids[:100]})
        yield from _plain(desk, shop)
        yield from aftersales_reads(desk, shop)
        yield from special_order_reads(desk, shop)
    yield from _elsewhere(desk)
    yield from product_reads(desk)
    yield from service_reads(desk)
    yield from money_reads(desk)
    yield from number_reads(desk)
    yield from fbt_reads(Desk("demo"))
    yield from creator_reads()


def _elsewhere(desk: Desk) -> Iterator[tuple[str, dict[str, Any]]]:
    """Orders under the rules of other markets: fields that only they have."""
    shop = desk.shop("GB")
    place = desk.warehouse(shop, "TIKTOK").id
    stocked = (sku for sku in desk.skus(shop) if place in sku.stock and sku.stock[place].available > 100)
    cart = [(next(sku.id for sku in stocked if on_sale(shop, sku)), 1)]
    for region in ("BR", "TH", "ID"):
        shop.region = region
        order = orders.place(desk.world, shop, cart)
        while order.shipping_type != "TIKTOK":  # the platform picks the warehouse, and with it who ships
            order = orders.place(desk.world, shop, cart)
        orders.act(desk.world, shop, order, "release")
        yield "order.get_order_list", desk.call("order.get_order_list", shop, query={"page_size": "1"}, body={})
        for name in ("get_order_detail", "get_order_detail@202309", "get_privileged_order_detail"):
            yield f"order.{name}", desk.call(f"order.{name}", shop, query={"ids": order.id})
    shop.region = "GB"


def _plain(desk: Desk, shop: Shop) -> Iterator[tuple[str, dict[str, Any]]]:
    for name in ("logistics.get_warehouse_list", "product.get_categories"):
        yield name, desk.call(name, shop)
    own = desk.warehouse(shop, "SELLER")
    options = desk.call("logistics.get_warehouse_delivery_options", shop, warehouse_id=own.id)
    yield "logistics.get_warehouse_delivery_options", options
    option = options["delivery_options"][0]["id"]
    yield "logistics.get_shipping_providers", desk.call("logistics.get_shipping_providers", shop, delivery_option_id=option)
    yield "product.get_brands", desk.call("product.get_brands", shop, query={"page_size": "2"})
    for name in ("attributes", "rules"):
        yield (
            f"product.get_category_{name}",
            desk.call(f"product.get_category_{name}", shop, category_id="601477"),
        )


def _orders(desk: Desk, shop: Shop) -> None:
    for step in range(_STATES):
        skus = desk.skus(shop)[step : step + 2]
        order = orders.place(desk.world, shop, [(skus[0].id, 2), (skus[1].id, 1)], pay=False)
        for _ in range(step):
            orders.act(desk.world, shop, order, "forward")
        if step == 2:
            orders.act(desk.world, shop, order, "change_address")
            parcels.arrange(desk.world, shop, order, order.lines[:1], parcels.chosen_shipment(desk.world, shop))
    _with_a_pickup(desk, shop)
    cancelled = orders.place(desk.world, shop, [(desk.skus(shop)[0].id, 1)])
    orders.act(desk.world, shop, cancelled, "cancel")


def _with_a_pickup(desk: Desk, shop: Shop) -> None:
    if shop.region == "GB":
        while True:  # the platform picks the warehouse, and with it who ships
            order = orders.place(desk.world, shop, [(desk.skus(shop)[3].id, 1)])
            if order.shipping_type == "TIKTOK":
                break
        orders.act(desk.world, shop, order, "release")
        package_id = order.package_ids[0]
        slot = desk.call("fulfillment.get_package_handover_time_slots", shop, package_id=package_id)["pickup_slots"][0]
        wanted = {"handover_method": "PICKUP", "pickup_slot": {name: slot[name] for name in ("start_time", "end_time")}}
        desk.call("fulfillment.ship_package", shop, package_id=package_id, body=wanted)


def _products(desk: Desk, shop: Shop) -> None:
    body = product_body(desk.world, shop, "A cream that says all there is to say", external_product_id="erp-1")
    body["skus"][0] |= {"external_sku_id": "erp-1-30", "identifier_code": {"code": "00012345678905", "type": "GTIN"}}
    body["skus"][0]["sales_attributes"][0]["sku_img"] = body["main_images"][0]
    desk.call("product.create_product", shop, body=body)
    parts = [sku for sku in desk.skus(shop) if sku.available > 50 and shop.products[sku.product_id].status == "ACTIVATE"][:2]
    bundle = product_body(
        desk.world, shop, "A box that holds two creams", brand_id=shop.products[parts[0].product_id].brand_id
    )
    del bundle["skus"][1:]
    bundle["skus"][0]["combined_skus"] = [
        {"product_id": sku.product_id, "sku_id": sku.id, "sku_count": at} for at, sku in enumerate(parts, 1)
    ]
    made = desk.call("product.create_product", shop, body=bundle)
    desk.wind(30)
    orders.place(desk.world, shop, [(made["skus"][0]["id"], 1)])
