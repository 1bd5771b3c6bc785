"""Every lever of the control: how it is asked for, what it takes and gives, and what it pulls. One table, also the OpenAPI.

Who may ask and how bytes travel is `control.py`'s; what happens is the desk's.
"""

from __future__ import annotations

from typing import Any

import msgspec

from shoplatch.simulator import aftersales_desk, coverage, ledger, moderation, money_desk, trigger, voices
from shoplatch.simulator.aftersales_desk import Complaint
from shoplatch.simulator.backoffice import Activity, AppSettings, ShopSettings, shop_of
from shoplatch.simulator.chaos.effects import NAMED, Effect
from shoplatch.simulator.chaos.rules import Match
from shoplatch.simulator.creator_levers import CREATOR_LEVERS
from shoplatch.simulator.desk import Advance, Buyers, Cart, Desk, Goal, delivery_told
from shoplatch.simulator.faults import CallFaults, WebhookFaults
from shoplatch.simulator.fbt_levers import FBT_LEVERS
from shoplatch.simulator.lever import Lever, Ordered
from shoplatch.simulator.partner.levers import PARTNER_LEVERS
from shoplatch.simulator.worlds.branches import Branch, open_branch

LISTED_DEFAULT = 100


class Faults(msgspec.Struct):
    """Shares of webhooks and of calls that go wrong."""

    webhooks: WebhookFaults
    calls: CallFaults


class Name(msgspec.Struct, forbid_unknown_fields=True):
    """What a snapshot is called."""

    name: str


async def _wind(desk: Desk, ordered: Ordered) -> dict[str, Any]:
    return await desk.wind(ordered.as_(Advance))


async def _drain(desk: Desk, _ordered: Ordered) -> dict[str, Any]:
    drained = await desk.webhooks.drain()
    return {"drained": drained, "waiting": desk.webhooks.waiting}


def _orders(desk: Desk, ordered: Ordered) -> dict[str, Any]:
    limit = ordered.number("limit", LISTED_DEFAULT) or 0
    return desk.orders(shop_id=ordered.query.get("shop_id"), status=ordered.query.get("status"), limit=limit)


def _cancellations(desk: Desk, ordered: Ordered) -> dict[str, Any]:
    limit, query = ordered.number("limit", LISTED_DEFAULT) or 0, ordered.query
    return aftersales_desk.cancellations(desk.world, shop_id=query.get("shop_id"), status=query.get("status"), limit=limit)


def _returns(desk: Desk, ordered: Ordered) -> dict[str, Any]:
    limit, query = ordered.number("limit", LISTED_DEFAULT) or 0, ordered.query
    return aftersales_desk.requests(desk.world, shop_id=query.get("shop_id"), status=query.get("status"), limit=limit)


def _deliveries(desk: Desk, ordered: Ordered) -> dict[str, Any]:
    limit = ordered.number("limit", LISTED_DEFAULT) or 0
    return desk.deliveries(state=ordered.query.get("state"), topic=ordered.number("topic"), limit=limit)


def _resend(desk: Desk, ordered: Ordered) -> dict[str, Any]:
    delivery = desk.delivery(ordered.parts[0])
    desk.webhooks.resend(delivery)
    return delivery_told(delivery)


def _trigger(desk: Desk, ordered: Ordered) -> dict[str, Any]:
    wanted = ordered.as_(trigger.Wanted)
    made = trigger.make(desk.world, wanted)
    sent = desk.webhooks.push(made.event, anyway=wanted.anyway)
    return {
        "topic": made.event.topic,
        "shop_id": made.event.shop_id,
        "data": made.event.data,
        "filled": made.filled,
        "deliveries": [{"id": one.id, "app_key": one.app_key, "url": one.url} for one in sent],
    }


def _topics(_desk: Desk, _ordered: Ordered) -> dict[str, Any]:
    return {"topics": trigger.topics_told()}


def _requests(desk: Desk, ordered: Ordered) -> dict[str, Any]:
    return desk.answering.log.listed(
        after=ordered.number("after", 0) or 0,
        limit=min(ordered.number("limit", LISTED_DEFAULT) or 0, 2_000),
        code=ordered.number("code"),
        path=ordered.query.get("path", ""),
    )


def _forget_requests(desk: Desk, _ordered: Ordered) -> dict[str, Any]:
    desk.answering.log.clear()
    return {"cleared": True}


def _add_chaos(desk: Desk, ordered: Ordered) -> dict[str, Any]:
    wanted = ordered.members()
    if wanted.get("shop") is not None:
        shop_of(desk.world, str(wanted["shop"]))  # a rule for a shop that is not there would never strike
    return desk.answering.chaos.add(wanted, now=desk.world.clock.now())


def _clear_chaos(desk: Desk, _ordered: Ordered) -> dict[str, Any]:
    desk.answering.chaos.clear()
    desk.answering.yesterday.forget()
    return {"rules": []}


def _hold_the_past(desk: Desk, _ordered: Ordered) -> dict[str, Any]:
    desk.answering.yesterday.hold(desk.world)
    return {"held": desk.world.clock.now()}


def _remove_chaos(desk: Desk, ordered: Ordered) -> dict[str, Any]:
    desk.answering.chaos.remove(ordered.parts[0])
    return {"rules": desk.answering.chaos.listed()}


def _faults(desk: Desk, ordered: Ordered) -> dict[str, Any]:
    desk.faults.configure(ordered.members())
    return desk.faults.listed()


def _switches(desk: Desk, ordered: Ordered) -> dict[str, Any]:
    for name, value in ordered.members().items():
        desk.switches.set(name, value)
    return {"switches": desk.switches.listed()}


def _rate_limit(desk: Desk, ordered: Ordered) -> dict[str, Any]:
    desk.limit.change(str(ordered.members().get("rate_limit", "")))
    return desk.limit.told()


def _judge(desk: Desk, ordered: Ordered) -> dict[str, Any]:
    desk.answering.before_a_write()
    product_id, deed = ordered.parts
    return moderation.judge(desk.world, product_id, deed, ordered.as_(moderation.Judgement))


def _coupon(desk: Desk, ordered: Ordered) -> dict[str, Any]:
    desk.answering.before_a_write()
    return moderation.make_coupon(desk.world, ordered.as_(moderation.CouponTerms))


def _deauthorize(desk: Desk, ordered: Ordered) -> dict[str, Any]:
    app_key = ordered.members().get("app_key")
    return desk.backoffice.deauthorize(ordered.parts[0], None if app_key is None else str(app_key))


def _open_shop(desk: Desk, ordered: Ordered) -> dict[str, Any]:
    shop, code = open_branch(desk.writing(), ordered.as_(Branch))
    told = next(one for one in desk.backoffice.shops() if one["id"] == shop.id)
    places = [
        {"id": one.id, "name": one.name, "type": one.type, "shipping_type": one.shipping_type}
        for one in shop.warehouses.values()
    ]
    return {**told, "warehouses": places, "auth_code": code.code if code else ""}


_RULE = {
    "type": "object",
    "description": "which calls (a match), what happens to them (an effect, or `fault` for a named one), for how long",
    "properties": {
        **{name: {} for name in (*Match.__struct_fields__, *Effect.__struct_fields__)},
        "fault": {"enum": sorted(NAMED)},
        "window_s": {"type": "integer", "minimum": 1},
    },
    "additionalProperties": False,
}
_LIMIT = {"limit": "at most so many"}
_RATE = {"type": "object", "properties": {"rate_limit": {"type": "string"}}, "required": ["rate_limit"]}
_SWITCHES = {"type": "object", "description": "switch name -> value", "additionalProperties": True}
_APP_KEY = {"type": "object", "properties": {"app_key": {"type": "string"}}}
_STATE = {"type": "object", "description": "the text of a snapshot"}
_TERMS = {"type": "object", "description": "fact name -> value", "additionalProperties": True}

LEVERS: tuple[Lever, ...] = (
    Lever("GET", "truth", "What is in the world, counted; per shop with digests of orders and stock", lambda d, _: d.truth(),
          gives=("orders", "by_shop", "requests_by_code")),
    Lever("GET", "clock", "Virtual time, offset to the wall clock, when something falls due next", lambda d, _: d.clock(),
          gives=("now", "offset_s", "webhooks_waiting")),
    Lever("POST", "clock", "Wind forward; with `wait` (default) webhooks due on the way are delivered, for at most 60 s",
          _wind, takes=Advance, gives=("now", "happened", "drained")),
    Lever("GET", "orders", "The newest orders", _orders, gives=("orders", "by_status"),
          query={"shop_id": "of this shop", "status": "of this status", **_LIMIT}),
    Lever("POST", "orders", "A buyer places an order", lambda d, o: d.place(o.as_(Cart)), takes=Cart,
          gives=("order_id", "status")),
    Lever("POST", "orders/{order_id}/advance", "Push an order one step along, or to a status",
          lambda d, o: d.advance(o.parts[0], o.as_(Goal)), takes=Goal, gives=("order_id", "status")),
    Lever("POST", "orders/{order_id}/{action}",
          "Push an order along: pay, cancel, release, ship, collect, deliver, complete, forward, change_address, "
          "request_cancel, withdraw_cancel, platform_cancel",
          lambda d, o: d.act(*o.parts), gives=("order_id", "status")),
    Lever("GET", "cancellations", "The newest cancellations", _cancellations, gives=("cancellations", "by_status"),
          query={"shop_id": "of this shop", "status": "of this status", **_LIMIT}),
    Lever("POST", "cancellations/{cancel_id}/{action}", "The buyer withdraws a request to cancel: withdraw",
          lambda d, o: aftersales_desk.act_on_cancellation(d.writing(), *o.parts), gives=("cancel_id", "status")),
    Lever("GET", "returns", "The newest refund, return, replacement and exchange requests", _returns,
          gives=("returns", "by_status"), query={"shop_id": "of this shop", "status": "of this status", **_LIMIT}),
    Lever("POST", "returns", "A buyer asks for a refund, return, replacement or exchange; or the platform's staff refund",
          lambda d, o: aftersales_desk.complain(d.writing(), o.as_(Complaint)), takes=Complaint,
          gives=("return_id", "status")),
    Lever("POST", "returns/{return_id}/{action}",
          "Push a request along as buyer, carrier, time or the platform's staff: withdraw, edit, pack_together, ship_back, "
          "arrive, accept_offer, decline_offer, dispute, support_buyer, support_seller, silence, lapse",
          lambda d, o: aftersales_desk.act_on_request(d.writing(), *o.parts), gives=("return_id", "status")),
    Lever("POST", "products/{product_id}/{action}",
          "The platform judges a product: take_down, freeze, unfreeze, move_category, admit (to its invite-only category)",
          _judge, takes=moderation.Judgement, gives=("product_id", "status")),
    Lever("POST", "combined-listings", "The seller combines products of a US shop into one listing; webhook 42",
          lambda d, o: moderation.combine(d.writing(), o.as_(moderation.Members)), takes=moderation.Members,
          gives=("combined_listing_id", "status")),
    Lever("POST", "combined-listings/{combined_listing_id}", "The seller changes a combined listing; webhook 42",
          lambda d, o: moderation.change_family(d.writing(), o.parts[0], o.as_(moderation.FamilyChange)),
          takes=moderation.FamilyChange, gives=("combined_listing_id", "status")),
    Lever("POST", "global-products/{global_product_id}/listing-method",
          "The seller switches a global product between publishing and replication; webhook 52",
          lambda d, o: moderation.change_method(d.writing(), o.parts[0], o.as_(moderation.Method)), takes=moderation.Method,
          gives=("global_product_id", "listing_method")),
    Lever("POST", "shops/{shop_id}/mirror", "Tokopedia mirrors an Indonesian shop, or no longer does; webhook 35",
          lambda d, o: moderation.mirror(d.writing(), o.parts[0], o.as_(moderation.Mirror)), takes=moderation.Mirror,
          gives=("shop_id", "mirror_status")),
    Lever("POST", "coupons", "The seller makes a coupon in Seller Center", _coupon, takes=moderation.CouponTerms,
          gives=("coupon_id", "status")),
    Lever("GET", "conversations", "What buyers and shops talk about, the latest first",
          lambda d, o: voices.conversations(d.world, o.query.get("shop_id"), o.number("limit", LISTED_DEFAULT) or 0),
          gives=("conversations",), query={"shop_id": "of this shop", **_LIMIT}),
    Lever("POST", "messages", "A buyer writes to the shop; webhooks 13 and 14 follow",
          lambda d, o: voices.say(d.writing(), o.as_(voices.Saying)), takes=voices.Saying,
          gives=("conversation_id", "message_id")),
    Lever("POST", "conversations/{conversation_id}/rating", "The buyer rates the answer, 1 to 5",
          lambda d, o: voices.rate_conversation(d.writing(), o.parts[0], o.as_(voices.Rating)), takes=voices.Rating,
          gives=("session_id", "satisfaction_score")),
    Lever("GET", "reviews", "Reviews by buyers and imported ones, the latest first",
          lambda d, o: voices.reviews(d.world, o.query.get("shop_id"), o.number("limit", LISTED_DEFAULT) or 0),
          gives=("reviews",), query={"shop_id": "of this shop", **_LIMIT}),
    Lever("POST", "reviews", "A buyer reviews what arrived",
          lambda d, o: voices.review(d.writing(), o.as_(voices.Opinion)), takes=voices.Opinion, gives=("id", "rating")),
    Lever("POST", "orders/{order_id}/wish", "The buyer says how an item shall be made (print on demand)",
          lambda d, o: voices.wish(d.writing(), o.parts[0], o.as_(voices.Wish)), takes=voices.Wish,
          gives=("order_id", "order_line_id")),
    Lever("GET", "money", "Where every shop's money is, and whether its accounts close",
          lambda d, _: money_desk.overview(d.world), gives=("shops",)),
    Lever("GET", "money/terms/{shop_id}", "The terms a shop is settled on, with their sources, and its own",
          lambda d, o: money_desk.terms_told(d.world, *o.parts), gives=("terms", "overrides")),
    Lever("POST", "money/terms/{shop_id}", "Settle a shop on other terms: fact name -> value, null takes it back",
          lambda d, o: money_desk.change_terms(d.writing(), o.parts[0], o.members()), takes=_TERMS,
          gives=("terms", "overrides")),
    Lever("GET", "money/kinds", "The kinds of faults of the accounts that can be planted", lambda _d, _o: money_desk.kinds(),
          gives=("kinds",)),
    Lever("GET", "money/faults", "The planted faults and the truth about each",
          lambda d, o: money_desk.planted(d.world, shop_id=o.query.get("shop_id"), state=o.query.get("state")),
          gives=("faults",), query={"shop_id": "of this shop", "state": "armed or struck"}),
    Lever("POST", "money/faults", "Plant faults; they strike when a day is closed that has something for them",
          lambda d, o: money_desk.plant(d.writing(), o.as_(money_desk.Wish)), takes=money_desk.Wish, gives=("planted",)),
    Lever("DELETE", "money/faults", "Take those away that have not struck", lambda d, _: money_desk.uproot(d.writing()),
          gives=("removed",)),
    Lever("POST", "money/adjustments", "Something on or off with the next statement, of any documented type",
          lambda d, o: money_desk.adjust(d.writing(), o.as_(money_desk.Notice)), takes=money_desk.Notice,
          gives=("adjustment_id", "type")),
    Lever("POST", "money/withdrawals", "The seller sends the balance to the bank, which may refuse it",
          lambda d, o: money_desk.withdraw(d.writing(), o.as_(money_desk.Outgoing)), takes=money_desk.Outgoing,
          gives=("withdrawal_id", "status")),
    Lever("POST", "money/transfers", "The platform puts something into the balance, or takes it out",
          lambda d, o: money_desk.transfer(d.writing(), o.as_(money_desk.Transfer)), takes=money_desk.Transfer,
          gives=("withdrawal_id", "status")),
    Lever("POST", "money/commissions", "A creator brought this order; the commission is a fee when it settles",
          lambda d, o: money_desk.attribute(d.writing(), o.as_(money_desk.Attribution)), takes=money_desk.Attribution,
          gives=("order_id", "rate_ppm")),
    Lever("POST", "money/tax", "What the seller handed in to the tax office, and the answer",
          lambda d, o: money_desk.register_tax(d.writing(), o.as_(money_desk.Registration)), takes=money_desk.Registration,
          gives=("shop_id", "tax")),
    Lever("POST", "money/trade-in", "A flow of the trade-in account",
          lambda d, o: money_desk.book_flow(d.writing(), o.as_(money_desk.Flow)), takes=money_desk.Flow,
          gives=("transaction_id", "type")),
    Lever("GET", "traffic", "How buyers come", lambda d, _: d.traffic.status(), gives=("orders_per_minute", "profile")),
    Lever("POST", "traffic", "Change how buyers come; what is left out stays", lambda d, o: d.buy(o.as_(Buyers)),
          takes=Buyers, gives=("orders_per_minute", "profile")),
    Lever("GET", "topics", "The webhook topics with their fields and examples", _topics, gives=("topics",)),
    Lever("POST", "trigger", "Send one webhook of a topic, filled from the world; nothing else happens", _trigger,
          takes=trigger.Wanted, gives=("topic", "data", "deliveries")),
    Lever("GET", "deliveries", "The delivery log of webhooks, newest first", _deliveries, gives=("deliveries", "waiting"),
          query={"state": "waiting, delivered or dropped", "topic": "of this number", **_LIMIT}),
    Lever("GET", "deliveries/{delivery_id}", "One delivery with every attempt",
          lambda d, o: delivery_told(d.delivery(o.parts[0])), gives=("id", "attempts")),
    Lever("POST", "deliveries/{delivery_id}/resend", "Send it once more", _resend, gives=("id", "attempts")),
    Lever("POST", "deliveries/drain", "Wait until nothing is on its way", _drain, gives=("drained", "waiting")),
    Lever("GET", "requests", "The last calls, oldest first, with the string each signature had to cover, without secrets",
          _requests, gives=("requests", "last"),
          query={"after": "newer than this number", "code": "answered with this code", "path": "in path or operation",
                 **_LIMIT}),
    Lever("DELETE", "requests", "Forget them", _forget_requests, gives=("cleared",)),
    Lever("GET", "chaos", "The chaos rules, how often each matched and struck, and the named faults",
          lambda d, _: {"rules": d.answering.chaos.listed(), "faults": sorted(NAMED)}, gives=("rules", "faults")),
    Lever("POST", "chaos", "Add a rule: which calls, and what happens to them", _add_chaos, takes=_RULE,
          gives=("id", "seen")),
    Lever("POST", "chaos/past", "Stale reads are answered as of now from here on, whatever happens; DELETE chaos ends it",
          _hold_the_past, gives=("held",)),
    Lever("DELETE", "chaos", "Take all rules away and start the dice anew", _clear_chaos, gives=("rules",)),
    Lever("DELETE", "chaos/{rule_id}", "Take one rule away", _remove_chaos, gives=("rules",)),
    Lever("GET", "faults", "The shares of webhooks and calls that go wrong", lambda d, _: d.faults.listed(),
          gives=("webhooks", "calls")),
    Lever("POST", "faults", "Change them; what is left out stays", _faults, takes=Faults, gives=("webhooks", "calls")),
    Lever("GET", "snapshots", "The copies of the world that are kept", lambda d, _: {"snapshots": d.snapshots.listed()},
          gives=("snapshots",)),
    Lever("POST", "snapshots", "Keep a copy of the world under a name", lambda d, o: d.snapshots.take(o.as_(Name).name),
          takes=Name, gives=("name", "now", "size_bytes")),
    Lever("GET", "snapshots/{name}", "A copy as text, to be committed; it holds the simulated secrets",
          lambda d, o: d.snapshots.text(o.parts[0]), gives=("format", "name", "shops")),
    Lever("POST", "snapshots/{name}", "Keep a copy that was handed out before",
          lambda d, o: d.snapshots.put(o.parts[0], o.body), takes=_STATE, gives=("name", "now", "size_bytes")),
    Lever("POST", "snapshots/{name}/restore", "Bring the world back to it, with its moment",
          lambda d, o: d.snapshots.restore(o.parts[0]), gives=("name", "now")),
    Lever("DELETE", "snapshots/{name}", "Forget a copy", lambda d, o: d.snapshots.remove(o.parts[0]), gives=("removed",)),
    Lever("GET", "switches", "Open questions of the platform and the answer in force",
          lambda d, _: {"switches": d.switches.listed()}, gives=("switches",)),
    Lever("POST", "switches", "Give another answer", _switches, takes=_SWITCHES, gives=("switches",)),
    Lever("GET", "rate-limit", "Calls a second for each app, shop and operation", lambda d, _: d.limit.told(),
          gives=("per_second", "setting")),
    Lever("POST", "rate-limit", "Change that: off, documented, advised, or a number as text", _rate_limit, takes=_RATE,
          gives=("per_second", "setting")),
    Lever("GET", "coverage", "What answers each operation: a behaviour, or an example in shape",
          lambda _d, _o: coverage.told(), gives=("operations", "stateful", "in_shape", "rows")),
    Lever("GET", "ledger", "What the simulator does, how sure that is, where it comes from and which switch turns it",
          lambda d, _: {"entries": ledger.entries(d.switches)}, gives=("entries",)),
    Lever("GET", "apps", "The apps, without their secrets", lambda d, _: {"apps": d.backoffice.apps()}, gives=("apps",)),
    Lever("POST", "apps/{app_key}", "What Partner Center lets a developer change",
          lambda d, o: d.backoffice.change_app(o.parts[0], o.as_(AppSettings)), takes=AppSettings, gives=("app_key",)),
    Lever("GET", "shops", "The shops, what lies in them, and their webhook addresses",
          lambda d, _: {"shops": d.backoffice.shops()}, gives=("shops",)),
    Lever("POST", "shops", "A shop opens in another market, with goods on sale after their audit; CROSS_BORDER of the "
          "brand's account, LOCAL of one of its own, with its authorization code", _open_shop, takes=Branch,
          gives=("id", "cipher", "region", "warehouses", "auth_code")),
    Lever("POST", "shops/{shop_id}", "Deactivate a shop or bring it back; make it a development shop",
          lambda d, o: d.backoffice.set_shop(o.parts[0], o.as_(ShopSettings)), takes=ShopSettings, gives=("id", "active")),
    Lever("GET", "sellers", "The accounts and what they have granted", lambda d, _: {"sellers": d.backoffice.sellers()},
          gives=("sellers",)),
    Lever("POST", "sellers/{open_id}", "Deactivate an account, or bring it back",
          lambda d, o: d.backoffice.set_seller(o.parts[0], o.as_(Activity)), takes=Activity, gives=("open_id", "active")),
    Lever("POST", "sellers/{open_id}/deauthorize", "The account takes the grant back; webhook 6 follows, 20 for a creator",
          _deauthorize, takes=_APP_KEY, gives=("open_id", "ended")),
    *FBT_LEVERS,
    *CREATOR_LEVERS,
    *PARTNER_LEVERS,
)  # fmt: skip
