"""Faults that bend one amount of an order's row: a fee, a discount, shipping, a tax."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from shoplatch.simulator.money.day import Day
from shoplatch.simulator.money.planting.targets import Effect, bend, order_rows, price_of, some, struck
from shoplatch.simulator.orders.money import share
from shoplatch.simulator.state.money import Plant, SkuWorth, Transaction

_CREATORS = ("affiliate_commission_amount", "affiliate_ads_commission_amount")
_CARRIED = ("actual_shipping_fee_amount", "replacement_shipping_fee_amount", "exchange_shipping_fee_amount")
_REFUND, _LISTED = "refund_subtotal_before_discount_amount", "subtotal_before_discount_amount"


@dataclass(frozen=True, slots=True)
class Bend:
    """What is changed: one of these names of a part that is there, or, where `fresh`, one that is not; and to what."""

    part: str
    names: tuple[str, ...]  # none: the platform's own fees, as the terms name them
    to: Callable[[Day, Plant, SkuWorth, int], int]
    fits: Callable[[Day, Transaction, SkuWorth], bool] = lambda _day, _row, _sku: True
    fresh: bool = False


def effect_of(bent: Bend) -> Effect:
    """The fault that a bend makes."""

    def strike(day: Day, plant: Plant) -> bool:
        names = bent.names or tuple(fee.leaf for fee, _, _ in day.terms.fees if fee.kind == "fee" and fee.base != "order")
        for row in order_rows(day, plant):
            for place, sku in enumerate(row.skus):
                name = _name(bent, names, sku)
                if not name or not bent.fits(day, row, sku):
                    continue
                true = getattr(sku, bent.part).get(name, 0)
                shown = bent.to(day, plant, sku, true)
                if shown != true:
                    getattr(bend(day, row)[place], bent.part)[name] = shown
                    return struck(day, plant, row=row, field=name, true=true, shown=shown)
        return False

    return strike


def _name(bent: Bend, names: tuple[str, ...], sku: SkuWorth) -> str:
    amounts = getattr(sku, bent.part)
    if bent.fresh:
        return names[0] if not any(amounts.get(name) for name in names) and price_of(sku) > 0 else ""
    return next((name for name in names if amounts.get(name)), "")


def _twice(_day: Day, _plant: Plant, _sku: SkuWorth, true: int) -> int:
    return 2 * true


def _nothing(_day: Day, _plant: Plant, _sku: SkuWorth, _true: int) -> int:
    return 0


def _less(_day: Day, plant: Plant, sku: SkuWorth, true: int) -> int:
    return true - some(plant, price_of(sku))


def _sold(sku: SkuWorth) -> int:
    return max(0, sum(sku.revenue.values()))


def _higher_rate(_day: Day, plant: Plant, sku: SkuWorth, true: int) -> int:
    return true - max(1, share(_sold(sku), plant.size or 10_000))


def _on_full_price(_day: Day, _plant: Plant, sku: SkuWorth, true: int) -> int:
    net = price_of(sku) + sku.revenue.get("seller_discount_amount", 0)
    return true if net <= 0 else -((-true * price_of(sku) * 2 + net) // (2 * net))


def _fee_kept(day: Day, plant: Plant) -> bool:
    """The fee on what came back is charged all the same; where everything came back, no fee is left to look for."""
    fee = next((fee for fee, _, _ in day.terms.fees if fee.rate_ppm and fee.kind == "fee"), None)
    for row in order_rows(day, plant) if fee is not None else ():
        for place, sku in enumerate(row.skus):
            back = -(sku.revenue.get(_REFUND, 0) + sku.revenue.get("seller_discount_refund_amount", 0))
            if back > 0 and fee is not None and (kept := share(back, fee.rate_ppm)):
                true = sku.fee.get(fee.leaf, 0)
                bend(day, row)[place].fee[fee.leaf] = true - kept
                return struck(day, plant, row=row, field=fee.leaf, true=true, shown=true - kept)
    return False


def _own_carrier(day: Day, row: Transaction, _sku: SkuWorth) -> bool:
    order = day.shop.orders.get(row.order_id)
    return order is not None and order.shipping_type == "SELLER"


def _without_creator(day: Day, row: Transaction, _sku: SkuWorth) -> bool:
    return row.order_id not in day.shop.purse.commissions


def _discounted(_day: Day, _row: Transaction, sku: SkuWorth) -> bool:
    return bool(sku.revenue.get("seller_discount_amount"))


def _subsidised(_day: Day, _row: Transaction, sku: SkuWorth) -> bool:
    return bool(sku.extra.get("platform_discount_amount"))


def _bill(day: Day, _plant: Plant, _sku: SkuWorth, _true: int) -> int:
    return -day.terms.shipping_first


BENDS: dict[str, Bend] = {
    "doubled_fee": Bend("fee", (), _twice),
    "wrong_rate": Bend("fee", (), _higher_rate),
    "fee_on_full_price": Bend("fee", (), _on_full_price, _discounted),
    "unexplained_fee": Bend("fee", ("mall_service_fee_amount",), _less, fresh=True),
    "unexplained_tax": Bend("tax", ("vat_amount",), _less, fresh=True),
    "commission_without_creator": Bend("fee", _CREATORS, _less, _without_creator, fresh=True),
    "commission_doubled": Bend("fee", _CREATORS, _twice),
    "partner_commission_without_partner": Bend(
        "fee", ("affiliate_partner_commission_amount",), _less, _without_creator, fresh=True
    ),
    "refund_fee_too_high": Bend("fee", ("refund_administration_fee_amount",), _twice),
    "refund_booked_twice": Bend("revenue", (_REFUND,), _twice),
    "refund_forgotten": Bend("revenue", (_REFUND,), _nothing),
    "discount_refund_forgotten": Bend("revenue", ("seller_discount_refund_amount",), _nothing),
    "discount_booked_twice": Bend("revenue", ("seller_discount_amount",), _twice),
    "platform_discount_charged": Bend(
        "revenue", (_LISTED,), lambda _d, _p, sku, true: true - sku.extra["platform_discount_amount"], _subsidised
    ),
    "price_wrong": Bend("revenue", (_LISTED,), lambda _d, plant, _s, true: true - some(plant, true, of=10)),
    "carrier_charged_twice": Bend("shipping", _CARRIED, _twice),
    "carrier_after_own_shipping": Bend("shipping", _CARRIED, _bill, _own_carrier, fresh=True),
    "shipping_subsidy_missing": Bend("shipping", ("shipping_fee_discount_amount",), _nothing),
    "customer_shipping_kept": Bend("shipping", ("customer_paid_shipping_fee_amount",), _nothing),
    "return_label_without_return": Bend(
        "shipping", ("return_shipping_fee_amount",), lambda day, _p, _s, _t: -day.terms.shipping_return, fresh=True
    ),
}
EFFECTS: dict[str, Effect] = {kind: effect_of(bent) for kind, bent in BENDS.items()} | {"fee_kept_on_refund": _fee_kept}
