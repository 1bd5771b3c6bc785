"""Checks that changes arrive by webhook: each step, out of order, twice, late, lost, and while the platform has trouble."""

from __future__ import annotations

from typing import Any

from shoplatch.testing.verify.bench_top import DETAIL, BenchTop
from shoplatch.testing.verify.checks import Failed, Skipped, check
from shoplatch.testing.verify.enduring import ready

TROUBLE_S = 1.5


def _hooked(top: BenchTop) -> None:
    ready(top)
    top.needs("webhooks.genuine", "webhooks.distinct")
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
    "events.replayed",
    "A webhook of yesterday changes nothing",
    fix="Know a notification you worked; and read the order instead of believing an event.",
)
def replayed(top: BenchTop) -> str:
    _hooked(top)
    order = top.place(1)[0]
    top.in_step(order)
    top.advance(order, "DELIVERED")
    top.in_step(order)
    old = [one for one in top.shop.inbox.all() if one.data.get("order_id") == order and one.authorization]
    for one in old:
        top.integration.deliver(one.raw, one.authorization)
    top.pause(1.0)
    known = (top.known(order) or {}).get("status")
    if known != "DELIVERED":
        raise Failed(
            f"{len(old)} old webhooks came again; {order} is DELIVERED, the integration has {known}", "it is believed"
        )
    return f"{len(old)} old webhooks, sent again as they were"


@check("events.out_of_order", "Webhooks that come in any order end well", fix="Read the order on each; keep the newest.")
def out_of_order(top: BenchTop) -> str:
    return _delivered(top, shuffle=True)


@check("events.twice", "Webhooks that come twice do no harm", fix="Keep tts_notification_id, and work each once.")
def twice(top: BenchTop) -> str:
    top.needs("webhooks.repeated")
    return _delivered(top, duplicate=1.0)


def _delivered(top: BenchTop, **shares: float | bool) -> str:
    _hooked(top)
    top.shop.ask("POST", "faults", {"webhooks": shares})
    try:
        orders = top.place(2)
        for order in orders:
            top.advance(order, "AWAITING_SHIPMENT")
            top.advance(order, "IN_TRANSIT")
        top.shop.ask("POST", "deliveries/drain")
        for order in orders:
            top.in_step(order)
    finally:
        top.shop.ask("POST", "faults", {"webhooks": {name: type(share)(0) for name, share in shares.items()}})
    return f"{len(orders)} orders in step"


@check(
    "events.sent_again",
    "A webhook that was refused is taken when it comes again",
    fix="Remember a notification after you verified it, not before; answer 401 and nothing more.",
)
def sent_again(top: BenchTop) -> str:
    _hooked(top)
    top.needs("webhooks.wrong_secret", "webhooks.no_signature", "webhooks.repeated")
    top.asked("effects", "0")
    before = len(top.shop.inbox.all())
    top.shop.ask("POST", "faults", {"webhooks": {"wrong_signature": 1.0}})
    try:
        order = top.place(1)[0]
        top.shop.ask("POST", "deliveries/drain")
    finally:
        top.shop.ask("POST", "faults", {"webhooks": {"wrong_signature": 0.0}})
    refused = {one.body["tts_notification_id"] for one in top.shop.inbox.all()[before:] if one.data.get("order_id") == order}
    top.wind(hours=2)  # the platform tries again after minutes
    top.pause(1.0)
    lost = [one for one in refused if not int((top.asked("effects", one) or {}).get("count") or 0)]
    if lost:
        raise Failed(
            f"{len(lost)} of {len(refused)} came again, rightly signed, and were not worked",
            "a notification that was refused counts as worked",
        )
    return f"{len(refused)} were refused first, then taken"


@check(
    "events.trouble",
    "An event that comes while the platform has trouble is not lost",
    fix="Keep an event until its order was read; try again later.",
)
def trouble(top: BenchTop) -> str:
    _hooked(top)
    top.needs("errors.internal", "errors.rate_limited")
    order = top.place(1)[0]
    top.in_step(order)
    top.chaos(operation=DETAIL, fault="internal_error")
    top.advance(order, "AWAITING_COLLECTION")
    top.shop.ask("POST", "deliveries/drain")
    top.pause(TROUBLE_S)
    top.calm()
    try:
        top.in_step(order)
    except Failed as failed:
        raise Failed(failed.evidence, "an event whose order cannot be read at once is dropped") from None
    return "read when the trouble was over"


@check(
    "events.drift",
    "What no webhook told is found by reading",
    fix="Webhooks get lost: read what changed (update_time) now and then, orders you know included.",
)
def drift(top: BenchTop) -> str:
    _hooked(top)
    lost: dict[str, Any] = {"webhooks": {"drop": 1.0}}
    orders = top.orders[5:8]
    top.shop.ask("POST", "faults", lost)
    try:
        for order in orders:
            top.advance(order, "DELIVERED")
    finally:
        top.shop.ask("POST", "faults", {"webhooks": {"drop": 0.0}})
    top.sync()
    drifted = [one for one in orders if (top.known(one) or {}).get("status") != top.truth(one)["status"]]
    if drifted:
        known = (top.known(drifted[0]) or {}).get("status")
        raise Failed(
            f"{drifted[0]} is DELIVERED; after reading everything it has {known}", "what it knows is not read again"
        )
    return f"{len(orders)} orders changed in silence, all found"


@check(
    "events.stock",
    "Stock follows orders",
    fix="After an order, read the stock of its SKUs; or read stock now and then.",
)
def stock(top: BenchTop) -> str:
    _hooked(top)
    top.needs("data.stock")
    sku = top.sku_of(top.orders[0])
    top.place(1, lines=[{"sku_id": sku, "quantity": 3}])
    top.sync()
    known, wanted = (top.asked("stock", sku) or {}).get("available"), top.stock(sku)
    if int(known or 0) != wanted:
        raise Failed(f"Three units of {sku} were ordered: {wanted} can be sold, the integration has {known}", "stock is old")
    return f"{wanted} can be sold on both sides"


@check(
    "events.product",
    "A price that changes is followed",
    fix="Read products again now and then, those you know included.",
)
def product(top: BenchTop) -> str:
    ready(top)
    top.needs("data.products")
    line = top.truth(top.orders[0])["line_items"][0]
    before = top.asked("product", line["product_id"])
    if before is None or before.get("price") is None:
        raise Skipped("the adapter names no price")
    found = top.client.call("product.get_product", product_id=line["product_id"]).data["skus"]
    price = {"currency": found[0]["price"]["currency"], "amount": "31.40"}
    changed = [{"id": one["id"], "price": price} for one in found]
    top.client.call("product.update_price", product_id=line["product_id"], skus=changed)
    top.sync()
    known = (top.asked("product", line["product_id"]) or {}).get("price")
    if str(known) != "31.40":
        raise Failed(
            f"The price became 31.40; after reading everything the integration has {known}", "a price stays as first read"
        )
    return "31.40 on both sides"
