"""Shops that trade for weeks in any market, and an auditor who knows nothing but the API."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from shoplatch.errors import ShoplatchError
from shoplatch.simulator.ask import Refused
from shoplatch.simulator.markets import market
from shoplatch.simulator.orders import place
from shoplatch.simulator.orders.placing import Terms
from shoplatch.simulator.state.money import Commission
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.traffic import order_and_go_on, pick_cart
from tests.simulator_shop.shop_world import Desk

HOUR, DAY = 3_600, 86_400
NETS = ("US", "GB")
BALANCES = ("ID", "MY", "PH", "SG", "TH", "VN")  # no payments there
BY_TIME = {"sort_field": "statement_time"}
BY_ORDER = {"sort_field": "order_create_time"}


def open_desk(region: str, seed: int = 7) -> tuple[Desk, Shop]:
    """A world with nothing sold yet; the first shop stands in a market."""
    desk = Desk(seed=seed)
    shop = desk.shop(region) if region in NETS else desk.shop()
    shop.region = region
    shop.seller_type = "LOCAL"
    if not market(region).decimals:
        for sku in shop.skus.values():
            sku.price *= 100  # 8.35 would be nothing where there are no cents
    return desk, shop


def traded(region: str, seed: int, *, orders: int = 30, days: int = 12, rest: int = 45) -> tuple[Desk, Shop]:
    """A shop after some days of trade with everything in it, and weeks in which it all comes to an end."""
    desk, shop = open_desk(region, seed)
    chance = random.Random(f"{seed}:{region}")
    for number in range(orders):
        order_id = _order(desk, shop, chance, number)
        if order_id and chance.random() < 0.2:
            shop.purse.commissions[order_id] = Commission(chance.randrange(10_000, 200_000))
        if order_id and chance.random() < 0.93:
            after = 2 * HOUR + chance.randrange(30 * HOUR)
            desk.world.clock.after(after, "seller.ships", shop=shop.id, order=order_id, action="ship")
        desk.wind(days * DAY // orders)
    desk.wind(rest * DAY)
    return desk, shop


def _order(desk: Desk, shop: Shop, chance: random.Random, number: int) -> str:
    cart = pick_cart(shop, chance)
    if not cart:
        return ""
    kind = number % 15
    rules = market(shop.region).rules
    terms = {
        3: Terms(sample_payer="SELLER"),
        7: Terms(by_tiktok=True),
        11: Terms(cash_on_delivery=rules.cash_on_delivery),
    }.get(kind)
    try:
        if terms is not None:
            return place(desk.world, shop, cart, terms=terms).id
        return order_and_go_on(desk.world, shop, cart, chance)
    except (ShoplatchError, Refused):
        return ""


def pages(
    desk: Desk, operation: str, shop: Shop, items: str, query: dict[str, str], **path: str
) -> Iterator[dict[str, Any]]:
    """Every answer of a paged read."""
    token = ""
    for _ in range(1_000):
        asked = {**query, **({"page_token": token} if token else {})}
        answer = desk.call(operation, shop, query=asked, **path)
        yield answer
        token = answer.get("next_page_token", "")
        if not token:
            return
    raise AssertionError(f"{operation} has no last page")


def listed(desk: Desk, operation: str, shop: Shop, items: str, query: dict[str, str], **path: str) -> list[dict[str, Any]]:
    """The rows of all pages."""
    return [
        row for page in pages(desk, operation, shop, items, {"page_size": "100", **query}, **path) for row in page[items]
    ]


def statements(desk: Desk, shop: Shop) -> list[dict[str, Any]]:
    return listed(desk, "finance.get_statements", shop, "statements", BY_TIME)


def rows(desk: Desk, shop: Shop, statement_id: str, version: str = "") -> list[dict[str, Any]]:
    operation = f"finance.get_transactions_by_statement{version}"
    items = "statement_transactions" if version else "transactions"
    return listed(desk, operation, shop, items, BY_ORDER, statement_id=statement_id)


def unsettled(desk: Desk, shop: Shop) -> list[dict[str, Any]]:
    return listed(desk, "finance.get_unsettled_transactions", shop, "transactions", BY_ORDER)


def payments(desk: Desk, shop: Shop) -> list[dict[str, Any]]:
    return listed(desk, "finance.get_payments@202309", shop, "payments", {"sort_field": "create_time"})


def moved(desk: Desk, shop: Shop, *types: str) -> list[dict[str, Any]]:
    query = {"types": ",".join(types or ("WITHDRAW", "SETTLE", "TRANSFER", "REVERSE"))}
    return listed(desk, "finance.get_seller_financial_transactions", shop, "withdrawals", query)


def by_order(desk: Desk, shop: Shop, order_id: str, version: str = "") -> dict[str, Any]:
    return desk.call(f"finance.get_transactions_by_order{version}", shop, order_id=order_id)


def amount(row: Any, name: str) -> Decimal:
    return Decimal(row[name])


def over(members: Any) -> Decimal:
    """The sum of the amounts of one breakdown; what is inside a member of it does not count."""
    return sum((Decimal(value) for value in members.values() if isinstance(value, str)), Decimal())


def audit(desk: Desk, shop: Shop, *, row_sign: int = 1, total_sign: int = 1) -> list[str]:
    """Every identity of platform.md section 15 that the answers of the API break."""
    broken: list[str] = []

    def hold(name: str, thing: str, left: Any, right: Any) -> None:
        if left != right:
            broken.append(f"{name} {thing}: {left} != {right}")

    payable: dict[str, Decimal] = {}
    found: dict[str, Decimal] = defaultdict(Decimal)
    listed_statements = statements(desk, shop)
    for one in listed_statements:
        head = desk.call("finance.get_transactions_by_statement", shop, query=BY_ORDER, statement_id=one["id"])
        some = rows(desk, shop, one["id"])
        for row in some:
            _row(hold, row, row_sign)
            found[row.get("order_id", "")] += amount(row, "settlement_amount")
        _totals(hold, head, some, total_sign, row_sign)
        payable[one["id"]] = amount(head, "payable_amount")
        _older(hold, one, rows(desk, shop, one["id"], "@202309"), head, nets=shop.region in NETS)
    for order_id in found:
        if order_id:
            _order_rows(
                hold, by_order(desk, shop, order_id), by_order(desk, shop, order_id, "@202309"), found[order_id], row_sign
            )
    _payments(hold, payments(desk, shop), listed_statements, payable, shop)
    _settled_once(hold, desk, shop, set(found))
    return broken


def _row(hold: Any, row: dict[str, Any], sign: int) -> None:
    fee, ship = row["fee_tax_breakdown"], row["shipping_cost_breakdown"]
    hold("row closes", row["id"], amount(row, "settlement_amount"), amount(row, "revenue_amount") + sign * (
        amount(row, "shipping_cost_amount") + amount(row, "fee_tax_amount") + amount(row, "adjustment_amount")
    ))  # fmt: skip
    hold("revenue parts", row["id"], amount(row, "revenue_amount"), over(row["revenue_breakdown"]))
    hold("fee parts", row["id"], amount(row, "fee_tax_amount"), over(fee["fee"]) + over(fee["tax"]))
    hold("shipping parts", row["id"], amount(row, "shipping_cost_amount"), over(ship))


def _totals(hold: Any, head: dict[str, Any], some: list[dict[str, Any]], sign: int, row_sign: int) -> None:
    parts = head["total_settlement_breakdown"]
    hold("rows of statement", head["id"], head["total_count"], len(some))
    settled = amount(head, "total_settlement_amount")
    hold("sum of rows", head["id"], settled, sum(amount(row, "settlement_amount") for row in some))
    hold(
        "sum of reserves",
        head["id"],
        amount(head, "total_reserve_amount"),
        sum(amount(row, "reserve_amount") for row in some),
    )
    hold("payable", head["id"], amount(head, "payable_amount"), settled + amount(head, "total_reserve_amount"))
    charges = sum(amount(parts, f"total_{name}_amount") for name in ("fee_tax", "shipping_cost", "adjustment"))
    hold("statement closes", head["id"], settled, amount(parts, "total_revenue_amount") + sign * charges)
    for name in ("fee_tax", "shipping_cost", "adjustment"):
        rows_sum = sum(amount(row, f"{name}_amount") for row in some)
        hold(f"total {name}", head["id"], sign * amount(parts, f"total_{name}_amount"), row_sign * rows_sum)


def _older(hold: Any, one: dict[str, Any], some: list[dict[str, Any]], head: dict[str, Any], *, nets: bool) -> None:
    for row in (one, *some):
        fees = amount(row, "fee_amount") + amount(row, "adjustment_amount")
        sales = (
            amount(row, "net_sales_amount") + amount(row, "shipping_cost_amount") if nets else amount(row, "revenue_amount")
        )
        hold("202309 closes", row["id"], amount(row, "settlement_amount"), sales + fees)
    hold("versions agree", one["id"], amount(one, "settlement_amount"), amount(head, "total_settlement_amount"))
    hold(
        "202309 sum of rows",
        one["id"],
        amount(one, "settlement_amount"),
        sum(amount(row, "settlement_amount") for row in some),
    )
    for row in some:
        paid = amount(row, "after_seller_discounts_subtotal_amount") + amount(row, "customer_shipping_fee_amount")
        paid += amount(row, "sales_tax_payment_amount") - amount(row, "platform_discount_amount")
        hold("customer payment", row["id"], amount(row, "customer_payment_amount"), paid)
        names = (
            "gross_sales_amount",
            "gross_sales_refund_amount",
            "seller_discount_amount",
            "seller_discount_refund_amount",
        )
        if nets:
            hold("net sales", row["id"], amount(row, "net_sales_amount"), sum(amount(row, name) for name in names))
        else:
            parts = ("customer_payment", "platform_discount", "platform_discount_refund", "customer_order_refund")
            revenue = sum(amount(row, f"{name}_amount") for name in (*parts, "shipping_fee_subsidy"))
            hold("202309 revenue", row["id"], amount(row, "revenue_amount"), revenue)


def _order_rows(hold: Any, newer: dict[str, Any], older: dict[str, Any], settled: Decimal, sign: int) -> None:
    order_id = newer["order_id"]
    skus = newer["sku_transactions"]
    hold("order's settlement", order_id, amount(newer, "settlement_amount"), settled)
    for name, part in (("revenue", "revenue"), ("fee_and_tax", "fee_tax"), ("shipping_cost", "shipping_cost")):
        hold(
            f"SKU rows {name}", order_id, amount(newer, f"{name}_amount"), sum(amount(row, f"{part}_amount") for row in skus)
        )
    hold("SKU rows", order_id, settled, sum(amount(row, "settlement_amount") for row in skus))
    charges = amount(newer, "fee_and_tax_amount") + amount(newer, "shipping_cost_amount")
    hold("order closes", order_id, settled, amount(newer, "revenue_amount") + sign * charges)
    hold(
        "versions agree on order",
        order_id,
        settled,
        sum(amount(row, "settlement_amount") for row in older["statement_transactions"]),
    )
    for row in older["statement_transactions"]:
        inner = sum(amount(sku, "settlement_amount") for sku in row["sku_statement_transactions"])
        hold("202309 SKU rows", row["id"], amount(row, "settlement_amount"), inner)


def _payments(
    hold: Any, paid: list[dict[str, Any]], heads: list[dict[str, Any]], payable: dict[str, Decimal], shop: Shop
) -> None:
    inside: dict[str, Decimal] = defaultdict(Decimal)
    for one in heads:
        inside[one.get("payment_id", "")] += payable[one["id"]]
    for payment in paid:
        before = Decimal(payment["payment_amount_before_exchange"]["value"])
        sums = Decimal(payment["settlement_amount"]["value"]) + Decimal(payment["reserve_amount"]["value"])
        hold("payment before exchange", payment["id"], before, sums)
        if payment["status"] != "FAILED":
            hold("payment = statements", payment["id"], before, inside[payment["id"]])
        places = Decimal(1).scaleb(-len(payment["amount"]["value"].partition(".")[2]))
        exchanged = (before * Decimal(payment["exchange_rate"])).quantize(places, ROUND_HALF_UP)
        hold("payment after exchange", payment["id"], Decimal(payment["amount"]["value"]), exchanged)
    if shop.region not in BALANCES:
        held_by = {payment["id"] for payment in paid}
        hold("payments exist", shop.id, {one for one in inside if one} - held_by, set())


def _settled_once(hold: Any, desk: Desk, shop: Shop, settled: set[str]) -> None:
    waiting = {row["order_id"] for row in unsettled(desk, shop) if "order_id" in row}
    hold("settled and waiting", shop.id, settled & waiting, set())
    for order in shop.orders.live():
        paid = order.paid_time or order.is_cod
        counts = order.status not in ("CANCELLED", "UNPAID") and paid and not order.sample_payer
        hold("settled or waiting", order.id, (order.id in settled) + (order.id in waiting), 1 if counts else 0)
