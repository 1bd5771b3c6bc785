"""Checks that an integration stays in step while things change and go wrong."""

from __future__ import annotations

from shoplatch.testing.verify.bench_top import BenchTop
from shoplatch.testing.verify.checks import Failed, Skipped, check

SEARCH, DETAIL, REFRESH = "order.get_order_list", "order.get_order_detail", "token.refresh"


def _ready(top: BenchTop) -> None:
    top.needs("data.orders_complete", "errors.refusal_is_told")
    if not top.synced[0]:
        raise Skipped(f"it could not read everything: {top.synced[1]}")


def _hooked(top: BenchTop) -> None:
    _ready(top)
    top.needs("webhooks.genuine")
    if not top.integration.adapter.webhooks:
        raise Skipped("the adapter has no [webhooks]")


@check("events.change_arrives", "A change arrives by webhook", fix="On an event, read the object again and keep it.")
def change_arrives(top: BenchTop) -> str:
    _hooked(top)
    order = top.place(1)[0]
    top.in_step(order)
    top.advance(order)
    top.in_step(order)
    return f"{order} is {top.truth(order)['status']} on both sides"


@check("events.every_step", "Every step of an order arrives", fix="On an event, read the object again and keep it.")
def every_step(top: BenchTop) -> str:
    _hooked(top)
    order = top.place(1)[0]
    for status in ("AWAITING_SHIPMENT", "AWAITING_COLLECTION", "IN_TRANSIT", "DELIVERED"):
        top.advance(order, status)
        top.in_step(order)
    return "four steps, each in step"


@check(
    "events.truth_is_read",
    "It believes the platform, not the event",
    fix="An event is a bell: read the order and keep what you read.",
)
def truth_is_read(top: BenchTop) -> str:
    _hooked(top)
    order = top.orders[1]
    body = top.event(1, {"order_id": order, "order_status": "COMPLETED", "is_on_hold_order": False, "update_time": 1})
    top.integration.deliver(body, top.signature(body))
    top.pause(1.5)
    truth, known = top.truth(order)["status"], (top.known(order) or {}).get("status")
    if known != truth:
        raise Failed(f"An event said COMPLETED; the order is {truth}, the integration has {known}", "the event is believed")
    return "an event that lies changes nothing"


@check("events.old_state", "An older state does not replace a newer one", fix="Keep update_time, and drop what is older.")
def old_state(top: BenchTop) -> str:
    _hooked(top)
    top.webhooks(on=False)
    order = top.place(1)[0]
    top.sync()
    top.shop.ask("POST", "clock", {"advance_s": 60})  # update_time counts whole seconds
    top.chaos(operation=DETAIL, stale=True, times=1)  # from now on the world before each write is kept
    top.advance(order, "AWAITING_COLLECTION")
    top.sync()
    body = top.event(1, {"order_id": order, "order_status": "AWAITING_COLLECTION", "is_on_hold_order": False})
    top.integration.deliver(body, top.signature(body))
    top.pause(1.5)
    top.calm()
    top.webhooks(on=True)
    truth, known = top.truth(order)["status"], (top.known(order) or {}).get("status")
    if known != truth:
        raise Failed(
            f"An old answer came after a new one: it is {truth}, the integration has {known}", "update_time is ignored"
        )
    return "an old answer changes nothing"


@check(
    "errors.refusal_is_told",
    "A refusal is not taken for an empty answer",
    fix="Raise on a code you do not know; never go on with nothing.",
)
def refusal_is_told(top: BenchTop) -> str:
    order, _ = _disturbed(top, code=36009009, status=400)
    if top.synced[0] and top.known(order) is None:
        raise Failed(
            f"Every search was refused; it says that all is read, and does not know {order}", "refusals are swallowed"
        )
    top.sync()
    return "it says that it could not read"


@check(
    "errors.rate_limited",
    "It waits and goes on when it is told to slow down",
    fix="On 36009002 wait, longer each time, then repeat.",
)
def rate_limited(top: BenchTop) -> str:
    return _endures(top, fault="rate_limited")


@check("errors.internal", "It goes on after an internal error of the platform", fix="On 36009003 wait and repeat a read.")
def internal(top: BenchTop) -> str:
    return _endures(top, fault="internal_error")


@check(
    "errors.cut_short", "It goes on after an answer that breaks off", fix="Treat half an answer as none, and repeat a read."
)
def cut_short(top: BenchTop) -> str:
    return _endures(top, fault="truncated")


@check("errors.lost", "It goes on after a connection that breaks", fix="Repeat a read whose connection broke.")
def lost(top: BenchTop) -> str:
    return _endures(top, fault="lost_before")


@check("errors.pause", "It pauses before it tries again", fix="Wait, at least a tenth of a second and longer each time.")
def pauses(top: BenchTop) -> str:
    _ready(top)
    top.chaos(operation=SEARCH, fault="rate_limited", times=3)
    after, began = top.mark, top.clock.monotonic()
    top.sync()
    took = top.clock.monotonic() - began
    top.calm()
    tries = [one for one in top.calls("orders/search", after=after) if one["code"] == 36009002]
    if len(tries) < 2:
        raise Skipped("it did not try again")
    if took < 0.3:
        raise Failed(f"{len(tries)} refusals and the rest in {took * 1000:.0f} ms", "it tries again without a pause")
    return f"{len(tries)} tries, {took:.1f} s in all"


@check(
    "errors.code_with_200",
    "It reads the code, whatever the HTTP status",
    fix="Success is code 0; HTTP 200 alone says nothing.",
)
def code_with_200(top: BenchTop) -> str:
    order, _ = _disturbed(top, code=36009003, status=200, times=1)
    if top.synced[0] and top.known(order) is None:
        raise Failed(
            f"A refusal with HTTP 200: it says that all is read, and does not know {order}", "the code is not looked at"
        )
    top.sync()
    return "a refusal with HTTP 200 is seen as one"


@check(
    "tokens.renewed",
    "An access token that ends is renewed, once, and nothing is missed",
    fix="On 105002 refresh once, then repeat the call.",
)
def renewed(top: BenchTop) -> str:
    order, after = _disturbed(top, expire_token=True, times=1)
    if not top.synced[0]:
        refused = [one for one in top.calls(after=after) if one["code"] == 105002]
        raise Failed(f"{top.synced[1]}; {len(refused)} calls with the ended token", "the token is not renewed")
    if top.known(order) is None:
        raise Failed(f"It goes on without {order}", "what was asked with the ended token is never read")
    renewals = len(top.calls("/token/refresh", after=after))
    if renewals != 1:
        raise Failed(f"{renewals} renewals for one token that ended", "the token is renewed more than once")
    return "renewed once, and nothing missed"


def _disturbed(top: BenchTop, **rule: object) -> tuple[str, int]:
    """An order no webhook tells of, and one reading while searches go wrong; its id, and the place in the log before it."""
    _ready(top)
    top.webhooks(on=False)
    order, after = top.place(1)[0], top.mark
    top.chaos(operation=SEARCH, **rule)
    top.sync()
    top.calm()
    top.webhooks(on=True)
    return order, after


def _endures(top: BenchTop, *, fault: str) -> str:
    """One page of the orders fails once, in the middle; afterwards nothing may be missing."""
    order, after = _disturbed(top, fault=fault, times=1)
    if not top.synced[0]:
        raise Failed(f"{fault}: {top.synced[1]}", "it gives up at the first failure")
    if top.known(order) is None:
        raise Failed(f"{fault}: it says that all is read, and does not know {order}", "what failed is left out")
    return f"{len(top.calls(after=after))} calls, nothing missed"
