"""Steps in which somebody does something: a buyer, the seller, the platform, the clock, or the app under test."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from shoplatch.testing.scenarios.stage import Stage, at
from shoplatch.testing.scenarios.steps import Table, step

_ORDER_ACTS = {
    "pays": "pay",
    "cancels": "cancel",
    "asks to cancel": "request_cancel",
    "withdraws the wish to cancel": "withdraw_cancel",
    "changes the address": "change_address",
    "ships": "ship",
    "hands over": "collect",
    "delivers": "deliver",
    "forwards": "forward",
    "cancels as staff": "platform_cancel",
}
_RETURN_ACTS = {
    "withdraws the return": "withdraw",
    "sends the return back": "ship_back",
    "receives the return": "arrive",
    "disputes the return": "dispute",
    "decides for the buyer": "support_buyer",
    "decides for the seller": "support_seller",
    "accepts the offer": "accept_offer",
    "declines the offer": "decline_offer",
}


@step("when", r"(a|the) buyer orders {units:n} units?( of it)?(?P<unpaid>, unpaid)?(?P<cod>, cash on delivery)?")
def an_order(stage: Stage, table: Table, units: str, unpaid: str | None, cod: str | None) -> None:
    cart: dict[str, Any] = {"shop_id": stage.shop_id, "pay": not unpaid, **stage.parameters(table)}
    if "sku" in stage.noted:
        cart["lines"] = [{"sku_id": stage.named("sku"), "quantity": int(units)}]
    if cod:
        cart["cash_on_delivery"] = True
    told = stage.ask("POST", "orders", cart)
    stage.note("order", told["order_id"])
    order = stage.order()
    lines = order["line_items"]
    stage.note("line", lines[0]["id"])
    stage.note("lines", [line["id"] for line in lines])
    stage.note("total", order["payment"]["total_amount"])


@step("when", r"the (buyer|seller|carrier|platform) (?P<act>" + "|".join(_ORDER_ACTS) + r")( the order)?")
def an_act_on_the_order(stage: Stage, _: Table, act: str) -> None:
    stage.ask("POST", f"orders/{stage.named('order')}/{_ORDER_ACTS[act]}")


@step("when", r"the order comes to be {status:word}")
def the_order_advances(stage: Stage, _: Table, status: str) -> None:
    stage.ask("POST", f"orders/{stage.named('order')}/advance", {"status": status})


@step("when", r"{n:n} (?P<unit>second|minute|hour|day)s? pass(es)?")
def time_passes(stage: Stage, _: Table, n: str, unit: str) -> None:
    stage.ask("POST", "clock", {"advance_s": round(timedelta(**{f"{unit}s": float(n)}).total_seconds())})


@step(
    "when",
    r"the buyer asks for an? (?P<kind>refund|return and refund|replacement)( of {units:n} units?)?"
    r"( because {reason:quoted})?",
)
def a_return(stage: Stage, _: Table, kind: str, units: str | None, reason: str | None) -> None:
    kinds = {"refund": "REFUND", "return and refund": "RETURN_AND_REFUND", "replacement": "REPLACEMENT"}
    wish: dict[str, Any] = {"order_id": stage.named("order"), "type": kinds[kind]}
    if units:
        wish["line_ids"] = stage.named("lines")[: int(units)]
    if reason:
        wish["reason"] = reason
    stage.note("return", stage.ask("POST", "returns", wish)["return_id"])


@step("when", r"the (buyer|seller|carrier|platform) (?P<act>" + "|".join(_RETURN_ACTS) + r")")
def an_act_on_the_return(stage: Stage, _: Table, act: str) -> None:
    stage.ask("POST", f"returns/{stage.named('return')}/{_RETURN_ACTS[act]}")


@step("when", r"the platform takes the product down because {reason:quoted}")
def taken_down(stage: Stage, _: Table, reason: str) -> None:
    stage.ask("POST", f"products/{stage.named('product')}/take_down", {"reason": reason})


@step("when", r"the seller takes the grant back")
def deauthorized(stage: Stage, _: Table) -> None:
    stage.ask("POST", f"sellers/{stage.shop.ready['open_id']}/deauthorize", {"app_key": stage.shop.app_key})
    stage.afterwards(stage.shop.let_in_again)


@step("when", r"the app calls {operation:word}")
def the_app_calls(stage: Stage, table: Table, operation: str) -> None:
    stage.call(operation, stage.parameters(table))


@step("when", r"{path:word} of the answer is noted as {name:text}")
def noted(stage: Stage, _: Table, path: str, name: str) -> None:
    stage.note(name, at(stage.answer, path))


@step("when", r"the open cancellation is looked up")
def the_cancellation(stage: Stage, _: Table) -> None:
    found = stage.look("return_refund.search_cancellations", order_ids=[stage.named("order")])["cancellations"]
    stage.note("cancellation", at(found, "0.cancel_id"))


@step("when", r"the order's package is looked up")
def the_package(stage: Stage, _: Table) -> None:
    stage.note("package", at(stage.order(), "packages.0.id"))
