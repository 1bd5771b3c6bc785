"""A buyer orders: one order in one shop, one line per unit, stock taken at once (platform.md sections 8 and 12)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from shoplatch.errors import Conflict, InvalidRequest, NotFound
from shoplatch.simulator.logistics.providers import network
from shoplatch.simulator.markets import market
from shoplatch.simulator.orders import moves
from shoplatch.simulator.orders.buyers import CIRCLE, buyer_of, message_of
from shoplatch.simulator.orders.money import Ware, payment_for, price_lines, ware_of
from shoplatch.simulator.products import stock
from shoplatch.simulator.products.catalogue import catalogue
from shoplatch.simulator.state.goods import Product, Sku
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Buyer, Order
from shoplatch.simulator.state.world import World

UNITS_MAX = 100  # of one order; a limit of the simulator


def place(
    world: World, shop: Shop, lines: Sequence[tuple[str, int]], *, buyer: Buyer | None = None, pay: bool = True
) -> Order:
    """Place an order of (SKU id, units) pairs, paid at once unless told otherwise.

    Raises:
        NotFound: the shop has no such SKU.
        Conflict: a product is not on sale, or no single warehouse has everything. Nothing was changed.
        InvalidRequest: nothing was ordered, or too much.
    """
    wanted = _wanted(shop, lines)
    warehouse_id = _warehouse(world, shop, wanted)
    buyer = buyer or buyer_of(shop, world.chance.randrange(CIRCLE))
    order = _write(world, shop, wanted, warehouse_id, buyer)
    for sku, units, _ in wanted:
        stock.reserve(world, shop, sku, warehouse_id, units)
    shop.orders.add(order)
    moves.tell_status(world, shop, order)
    timeout = market(shop.region).rules.unpaid_timeout_s
    if pay:
        moves.pay(world, shop, order)
    else:
        world.clock.after(timeout, "order.unpaid_timeout", shop=shop.id, order=order.id)
    return order


def on_sale(shop: Shop, sku: Sku) -> bool:
    """Whether a buyer could order it, stock aside."""
    product = shop.products.get(sku.product_id)
    return (
        product is not None
        and product.status == "ACTIVATE"
        and sku.active
        and not sku.deleted
        and not product.is_not_for_sale
    )


def _wanted(shop: Shop, lines: Sequence[tuple[str, int]]) -> list[tuple[Sku, int, Product]]:
    units: Counter[str] = Counter()
    for sku_id, quantity in lines:
        if quantity < 1:
            raise InvalidRequest(f"{quantity} units of SKU {sku_id} cannot be ordered", shop=shop.id)
        units[sku_id] += quantity
    if not 1 <= units.total() <= UNITS_MAX:
        raise InvalidRequest(f"An order holds 1 to {UNITS_MAX} units, not {units.total()}", shop=shop.id)
    wanted = []
    for sku_id, quantity in units.items():
        sku = shop.skus.get(sku_id)
        if sku is None:
            raise NotFound(f"There is no SKU {sku_id}", shop=shop.id)
        if not on_sale(shop, sku):
            raise Conflict(f"SKU {sku_id} is not on sale", shop=shop.id)
        wanted.append((sku, quantity, shop.products[sku.product_id]))
    return wanted


def _warehouse(world: World, shop: Shop, wanted: Sequence[tuple[Sku, int, Product]]) -> str:
    able = [
        warehouse.id
        for warehouse in shop.warehouses.values()
        if warehouse.type == "SALES_WAREHOUSE"
        and warehouse.effect_status == "ENABLED"
        and all(warehouse.id in sku.stock and sku.stock[warehouse.id].available >= units for sku, units, _ in wanted)
    ]
    if not able:
        raise Conflict("No single warehouse has everything that was ordered", shop=shop.id)
    return able[0] if len(able) == 1 or world.chance.random() < 0.7 else able[1]


def _write(world: World, shop: Shop, wanted: Sequence[tuple[Sku, int, Product]], warehouse_id: str, buyer: Buyer) -> Order:
    profile, chance, now = market(shop.region), world.chance, world.clock.now()
    units: list[tuple[str, Ware]] = []
    for sku, quantity, product in wanted:
        ware = ware_of(product, sku)
        units.extend((world.new_id("5771"), ware) for _ in range(quantity))
    lines = price_lines(profile, chance, units, buyer.address)
    shipping_type = shop.warehouses[warehouse_id].shipping_type
    return Order(
        id=world.new_id("5765"),
        status="UNPAID",
        create_time=now,
        update_time=now,
        buyer=buyer,
        address=buyer.address,
        lines=lines,
        payment=payment_for(profile, chance, lines, buyer.address),
        warehouse_id=warehouse_id,
        shipping_type=shipping_type,
        delivery_option_id=network(shop.region).option_for(shipping_type).id,
        waits_on_hold=not all(_skips_hold(product) for _, _, product in wanted),
        message=message_of(chance),
    )


def _skips_hold(product: Product) -> bool:
    category = catalogue().category(product.category_id)
    return category is not None and category.skips_hold
