"""Which call ships what in which market, and the refusals when it is the wrong one (platform.md section 13)."""

from __future__ import annotations

from collections.abc import Sequence

from shoplatch.simulator.ask import Refused
from shoplatch.simulator.logistics.providers import Carrier, network
from shoplatch.simulator.markets import market
from shoplatch.simulator.orders import parcels
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Line, Order, Package
from shoplatch.simulator.state.world import World

INVALID_PARAMETERS, PARAMETER_WRONG = 21011005, 21001001
NOT_OWNER, PACKAGE_NOT_OWNER = 21008111, 21011028
NOT_IN_REGION, TIKTOK_SHIPPING_ONLY, WRONG_UPDATE_CALL = 21008106, 21008017, 21011004
ON_HOLD, CANCELLED, ALREADY_SHIPPED, ORDERS_ALREADY_SHIPPED, NOT_AWAITING = 21011044, 21011041, 21011040, 21011006, 21042057
ACTION_NOT_ALLOWED, NOT_SHIPPED_YET, ALREADY_DELIVERED = 21011003, 21011043, 21011027
PROVIDER_INVALID, TRACKING_CHARACTERS, TRACKING_DUPLICATE = 21011022, 21004012, 21011025
CORRECTION_LATE, CORRECTION_ONCE = 21011050, 21011051
SPLIT_NOT_ALLOWED, COMBINED_CANNOT_SPLIT, SPLIT_SAME_SKU = 21011035, 21011046, 21011036
COMBINE_NOT_ALLOWED, TOO_MANY_UNITS = 21011003, 11021018

BY_TIKTOK, DOCUMENT_BY_TIKTOK = 21008025, 21008043  # a TikTok warehouse handles it


def order_of(shop: Shop, order_id: str) -> Order:
    """An order of this shop, or the refusal."""
    order = shop.orders.thaw(order_id)
    if order is None:
        raise Refused(NOT_OWNER)
    return order


def package_of(shop: Shop, package_id: str) -> Package:
    """A package of this shop, or the refusal."""
    package = shop.packages.get(package_id)
    if package is None:
        raise Refused(PACKAGE_NOT_OWNER)
    return package


def check_way(shop: Shop, shipping_type: str, call: str) -> None:
    """Whether this call is the market's way to ship an order of this shipping type."""
    ways = market(shop.region).rules.ship_calls
    if ways[shipping_type] == call:
        return
    if call not in ways.values():
        raise Refused(NOT_IN_REGION)
    raise Refused(WRONG_UPDATE_CALL if shipping_type == "TIKTOK" else TIKTOK_SHIPPING_ONLY)


def check_waiting(order: Order) -> None:
    """Whether something of the order can be arranged now; what an open request of the buyer means is asked afterwards."""
    if order.fulfillment_type == "FULFILLMENT_BY_TIKTOK":
        raise Refused(BY_TIKTOK)
    if order.status == "ON_HOLD":
        raise Refused(ON_HOLD)
    if order.status == "CANCELLED":
        raise Refused(CANCELLED)
    if order.status == "UNPAID":
        raise Refused(NOT_AWAITING)
    if order.status not in ("AWAITING_SHIPMENT", "PARTIALLY_SHIPPING"):
        raise Refused(ORDERS_ALREADY_SHIPPED)


def check_package_waiting(shop: Shop, package: Package) -> list[Order]:
    """Whether a package that exists since payment can be arranged now; its orders."""
    if package.status == "CANCELLED":
        raise Refused(CANCELLED)
    if package.status != "TO_FULFILL":
        raise Refused(ALREADY_SHIPPED)
    orders = [shop.orders[order_id] for order_id in package.order_ids]
    for order in orders:
        check_waiting(order)
    return orders


def must_split(world: World, shop: Shop, lines: Sequence[Line]) -> list[dict[str, str]]:
    """Why so many units cannot go in one package where markets split before shipping; empty when they can."""
    limit = world.switches.units_in_one_package_max
    if not limit or len(lines) <= limit or not market(shop.region).rules.split_before_shipping:
        return []
    categories = {shop.products[line.product_id].category_id for line in lines if line.product_id in shop.products}
    if len(categories) != 1:
        return [{"type": "TOTAL_COUNT_LIMITATION", "max_count": str(limit)}]
    return [{"type": "CATEGORY_ITEM_LIMITATION", "max_count": str(limit), "category_id": categories.pop()}]


def lines_of(order: Order, line_ids: Sequence[str]) -> list[Line]:
    """The waiting lines named, or all of them when none is named."""
    waiting = parcels.open_lines(order)
    if not line_ids:
        return waiting
    known = {line.id for line in order.lines}
    if not set(line_ids) <= known:
        raise Refused(INVALID_PARAMETERS, "A line item does not belong to the order")
    chosen = [line for line in waiting if line.id in set(line_ids)]
    if len(chosen) != len(set(line_ids)):
        raise Refused(ALREADY_SHIPPED)
    return chosen


def checked_carrier(shop: Shop, carrier_id: str, tracking_number: str) -> Carrier:
    """The carrier a seller names, with a tracking number the platform takes."""
    carrier = network(shop.region).carrier(carrier_id)
    if carrier is None:
        raise Refused(PROVIDER_INVALID)
    if not (tracking_number.isascii() and tracking_number.replace("-", "").isalnum()):
        raise Refused(TRACKING_CHARACTERS)
    return carrier
