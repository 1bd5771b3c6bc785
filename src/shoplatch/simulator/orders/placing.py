"""A buyer orders: one order in one shop, one line per unit, stock taken at once (platform.md sections 8 and 12)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from shoplatch.errors import Conflict, InvalidRequest, NotFound
from shoplatch.simulator.logistics.providers import network
from shoplatch.simulator.markets import market
from shoplatch.simulator.orders import moves
from shoplatch.simulator.orders.buyers import CIRCLE, buyer_of, message_of
from shoplatch.simulator.orders.money import (
    Ware,
    fees_for,
    free_of_charge,
    payment_for,
    price_lines,
    share,
    tax_rate_ppm,
    ware_of,
)
from shoplatch.simulator.products import bundles, stock
from shoplatch.simulator.products.catalogue import catalogue
from shoplatch.simulator.products.stock import BY_TIKTOK
from shoplatch.simulator.promotions.pricing import Deal, discount, discount_shipping, gifts_for
from shoplatch.simulator.state.goods import Part, Product, Sku
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.places import Address
from shoplatch.simulator.state.sales import Buyer, Order
from shoplatch.simulator.state.world import World

UNITS_MAX = 100  # of one order; a limit of the simulator
ORDER_TYPES = ("NORMAL", "ZERO_LOTTERY", "PRE_ORDER", "MADE_TO_ORDER", "BACK_ORDER")


@dataclass(frozen=True, slots=True)
class Terms:
    """What is special about an order (platform.md section 8.1)."""

    order_type: str = "NORMAL"  # NORMAL | ZERO_LOTTERY | PRE_ORDER | MADE_TO_ORDER | BACK_ORDER
    release_date: int = 0  # Unix seconds, of a PRE_ORDER
    handling_days: int = 0  # working days, of a MADE_TO_ORDER or BACK_ORDER
    cash_on_delivery: bool = False
    sample_payer: str = ""  # SELLER | TIKTOK of a free sample for a creator
    gift_sku_ids: frozenset[str] = frozenset()  # what comes along for nothing
    bundles: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)  # SKU id -> components, for this order only
    blind_box_sku_ids: frozenset[str] = frozenset()
    print_on_demand_sku_ids: frozenset[str] = frozenset()
    by_tiktok: bool = False  # it lies in a TikTok warehouse, which sends it
    free: bool = False
    without_hold: bool = False
    tokopedia: bool = False  # bought on the mirror of an Indonesian shop
    address: Address | None = None  # None: where the buyer lives
    replaced_order_id: str = ""
    exchange_source_order_id: str = ""


_PLAIN = Terms()


def place(
    world: World,
    shop: Shop,
    lines: Sequence[tuple[str, int]],
    *,
    buyer: Buyer | None = None,
    pay: bool = True,
    terms: Terms = _PLAIN,
) -> Order:
    """Place an order of (SKU id, units) pairs, paid at once unless told otherwise.

    Raises:
        NotFound: the shop has no such SKU.
        Conflict: a product is not on sale, or no single warehouse has everything. Nothing was changed.
        InvalidRequest: nothing was ordered, too much, or the market has no such terms.
    """
    wanted = _wanted(shop, lines)
    _check_terms(world, shop, terms, {sku.id for sku, _, _ in wanted})
    warehouse_id = _warehouse(world, shop, wanted, terms)
    buyer = buyer or buyer_of(shop, world.chance.randrange(CIRCLE))
    wanted, terms = _with_gifts(shop, wanted, warehouse_id, terms)
    order, deal = _write(world, shop, wanted, warehouse_id, buyer, terms)
    deal.book()
    for sku, units in _needs(shop, wanted, terms):
        stock.reserve(world, shop, sku, warehouse_id, units, kept_for=deal.kept.get(sku.id), order_id=order.id)
    shop.orders.add(order)
    if order.is_cod or order.release_date:
        moves.accept(world, shop, order)
        return order
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
        and (not sku.parts or bundles.is_whole(shop, sku))
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


def _needs(shop: Shop, wanted: Sequence[tuple[Sku, int, Product]], terms: Terms) -> list[tuple[Sku, int]]:
    """The units that leave the shelves: a virtual bundle takes those of its components (section 8.2)."""
    units: Counter[str] = Counter()
    for sku, quantity, _ in wanted:
        parts = terms.bundles.get(sku.id, sku.parts)
        if parts:
            units.update({part.sku_id: part.units * quantity for part in parts})
        else:
            units[sku.id] += quantity
    return [(shop.skus[sku_id], quantity) for sku_id, quantity in units.items()]


def _warehouse(world: World, shop: Shop, wanted: Sequence[tuple[Sku, int, Product]], terms: Terms) -> str:
    needs = _needs(shop, wanted, terms)
    able = [
        warehouse.id
        for warehouse in shop.warehouses.values()
        if warehouse.type == "SALES_WAREHOUSE"
        and warehouse.effect_status == "ENABLED"
        and all(warehouse.id in sku.stock and sku.stock[warehouse.id].available >= units for sku, units in needs)
    ]
    theirs = [one for one in able if shop.warehouses[one].shipping_type == BY_TIKTOK]
    if terms.by_tiktok and shop.fbt.onboarded_at:
        able = theirs
    if not able:
        raise Conflict("No single warehouse has everything that was ordered", shop=shop.id)
    if theirs:
        if terms.by_tiktok or world.switches.fbt_stock_goes_first:
            return theirs[0]
        able = [one for one in able if one not in theirs] or theirs
    return able[0] if len(able) == 1 or world.chance.random() < 0.7 else able[1]


def _check_terms(world: World, shop: Shop, terms: Terms, sku_ids: set[str]) -> None:
    rules = market(shop.region).rules
    if terms.order_type not in ORDER_TYPES:
        raise InvalidRequest(f"{terms.order_type!r} is not an order type", next_step=f"Types: {', '.join(ORDER_TYPES)}.")
    if terms.cash_on_delivery and not rules.cash_on_delivery:
        raise InvalidRequest(f"Nobody pays on delivery in {shop.region}", shop=shop.id)
    if (terms.order_type == "PRE_ORDER") != bool(terms.release_date):
        raise InvalidRequest("A PRE_ORDER, and nothing else, has a release_date", shop=shop.id)
    if terms.tokopedia and (shop.region != "ID" or shop.library.mirror_status != "MIRRORED"):
        raise InvalidRequest("Only an Indonesian shop that is mirrored sells on Tokopedia", shop=shop.id)
    low, high = rules.pre_order_days
    ahead = (terms.release_date - world.clock.now()) / 86_400
    if terms.release_date and not low <= ahead <= high:
        raise InvalidRequest(f"A release_date lies {low} to {high} days ahead in {shop.region}", shop=shop.id)
    if (terms.order_type in ("MADE_TO_ORDER", "BACK_ORDER")) != bool(terms.handling_days):
        raise InvalidRequest("A MADE_TO_ORDER or BACK_ORDER, and nothing else, has handling_days", shop=shop.id)
    unknown = {part.sku_id for parts in terms.bundles.values() for part in parts} - set(shop.skus)
    if unknown:
        raise NotFound(f"There is no SKU {min(unknown)}", shop=shop.id)
    if terms.gift_sku_ids and not terms.gift_sku_ids < sku_ids:
        raise InvalidRequest("Gifts come along with something that is bought", shop=shop.id)


def _with_gifts(
    shop: Shop, wanted: list[tuple[Sku, int, Product]], warehouse_id: str, terms: Terms
) -> tuple[list[tuple[Sku, int, Product]], Terms]:
    """What promotions give along, as far as it lies where the order leaves from."""
    if _is_free(terms):
        return wanted, terms
    bought = {sku.id for sku, _, _ in wanted}
    gifts = []
    for sku_id, units in gifts_for(
        shop, [(sku, units) for sku, units, _ in wanted if sku.id not in terms.gift_sku_ids]
    ).items():
        sku = shop.skus[sku_id]
        place = bundles.stock_of(shop, sku).get(warehouse_id)
        if sku_id not in bought and on_sale(shop, sku) and place is not None and place.available >= units:
            gifts.append((sku, units, shop.products[sku.product_id]))
    if not gifts:
        return wanted, terms
    return [*wanted, *gifts], replace(terms, gift_sku_ids=terms.gift_sku_ids | {sku.id for sku, _, _ in gifts})


def _is_free(terms: Terms) -> bool:
    return terms.free or bool(terms.sample_payer) or terms.order_type == "ZERO_LOTTERY"


def _write(
    world: World,
    shop: Shop,
    wanted: Sequence[tuple[Sku, int, Product]],
    warehouse_id: str,
    buyer: Buyer,
    terms: Terms,
) -> tuple[Order, Deal]:
    profile, chance, now = market(shop.region), world.chance, world.clock.now()
    units: list[tuple[str, Ware]] = []
    for sku, quantity, product in wanted:
        ware = ware_of(product, sku)
        units.extend((world.new_id("5771"), ware) for _ in range(quantity))
    address = terms.address or buyer.address
    lines = price_lines(profile, chance, units, address)
    for line in lines:
        line.is_gift = line.sku_id in terms.gift_sku_ids
        line.parts = terms.bundles.get(line.sku_id, shop.skus[line.sku_id].parts)
        line.is_blind_box = line.sku_id in terms.blind_box_sku_ids
        line.pod_data_id = world.new_id("7301") if line.sku_id in terms.print_on_demand_sku_ids else ""
    free = _is_free(terms)
    deal = Deal(buyer.id) if free else discount(world, shop, buyer.id, lines)
    rate = tax_rate_ppm(profile, address)
    for line in lines:
        line.tax = share(line.sale_price, rate)
    payment = payment_for(profile, chance, lines, address)
    discount_shipping(shop, lines, payment)
    payment.shipping_tax = share(payment.shipping_fee, rate)
    free_of_charge(lines, payment if free else None)
    fees_for(profile, lines, payment)
    if terms.cash_on_delivery:
        payment.method = "Cash on delivery"
    by_tiktok = terms.by_tiktok or shop.warehouses[warehouse_id].shipping_type == BY_TIKTOK
    shipping_type = "TIKTOK" if by_tiktok else shop.warehouses[warehouse_id].shipping_type
    order = Order(
        id=world.new_id("5765"),
        status="UNPAID",
        create_time=now,
        update_time=now,
        buyer=buyer,
        address=address,
        lines=lines,
        payment=payment,
        warehouse_id=warehouse_id,
        shipping_type=shipping_type,
        delivery_option_id=network(shop.region).option_for(shipping_type).id,
        waits_on_hold=not (terms.without_hold or all(_skips_hold(product) for _, _, product in wanted)),
        message=message_of(chance),
        fulfillment_type=BY_TIKTOK if by_tiktok else "FULFILLMENT_BY_SELLER",
        order_type=terms.order_type,
        commerce_platform="TOKOPEDIA" if terms.tokopedia else "TIKTOK_SHOP",
        is_cod=terms.cash_on_delivery,
        sample_payer=terms.sample_payer,
        replaced_order_id=terms.replaced_order_id,
        exchange_source_order_id=terms.exchange_source_order_id,
        release_date=terms.release_date,
        handling_days=terms.handling_days,
    )
    return order, deal


def _skips_hold(product: Product) -> bool:
    category = catalogue().category(product.category_id)
    return category is not None and category.skips_hold
