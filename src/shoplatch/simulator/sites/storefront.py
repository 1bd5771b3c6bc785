"""What buyers see, simulated: shops, goods, buying and paying, their orders, and asking for money or goods back.

A buyer is a number in the shop's circle of made-up buyers. What a buyer does here is what the levers of `/_sim/orders` and
`/_sim/returns` do.
"""

from __future__ import annotations

from typing import Any

from shoplatch.errors import InvalidRequest, NotFound
from shoplatch.simulator import aftersales_desk
from shoplatch.simulator.aftersales_desk import Complaint
from shoplatch.simulator.backoffice import shop_of
from shoplatch.simulator.desk import Cart, OrderLine
from shoplatch.simulator.markets import market
from shoplatch.simulator.orders.buyers import CIRCLE, buyer_of
from shoplatch.simulator.orders.money import total_amount
from shoplatch.simulator.orders.placing import on_sale
from shoplatch.simulator.orders.reasons import text_of
from shoplatch.simulator.return_refund import flow
from shoplatch.simulator.return_refund.eligibility import line_code, reason_names, start_code
from shoplatch.simulator.sites.seller_center import picture
from shoplatch.simulator.sites.visit import Act, Look, Page, Visit
from shoplatch.simulator.state.aftersales import ReturnOrder
from shoplatch.simulator.state.goods import Product, Sku
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Buyer, Order

STORE = "/storefront/{shop}"
MINE = f"{STORE}/{{buyer}}"
FACES = 6  # buyers offered to choose from; any other number works too
WARES_MAX, ORDERS_MAX = 120, 50
ASKS = {
    "REFUND": "Money back, nothing is sent",
    "RETURN_AND_REFUND": "Send it back for the money",
    "REPLACEMENT": "The same again",
}
DEEDS = {
    "pay": "Pay",
    "cancel": "Cancel",
    "request_cancel": "Ask to cancel",
    "withdraw_cancel": "Withdraw the request to cancel",
}
LATER = {
    "withdraw": "Withdraw",
    "ship_back": "Hand the parcel to the carrier",
    "accept_offer": "Accept the offer",
    "decline_offer": "Decline the offer",
    "dispute": "Ask the platform to decide",
}
SAID = {"bought": "Thank you. The order is placed.", "done": "Done.", "asked": "The shop was asked."}


def _frame(visit: Visit, here: str, **shown: Any) -> dict[str, Any]:
    shop, buyer, number = _who(visit)
    profile = market(shop.region)
    return {
        "shop": shop,
        "buyer": buyer,
        "here": here,
        "base": f"/storefront/{shop.id}/{number}",
        "money": lambda minor: f"{profile.text(minor)} {profile.currency}",
        "said": SAID.get(visit.query.get("done", ""), ""),
        "wrong": visit.wrong,
        "old": visit.form,
        **shown,
    }


def _shops(visit: Visit) -> Page:
    rows = [
        (
            shop,
            sum(product.status == "ACTIVATE" for product in shop.products.values()),
            [_face(shop, n) for n in range(FACES)],
        )
        for shop in visit.world.shops.values()
        if shop.active
    ]
    return Page("sites/store_shops.html", {"rows": rows})


def _shop(visit: Visit) -> Page:
    shop = shop_of(visit.world, visit.parts["shop"])
    return Page("sites/store_shops.html", {"rows": [(shop, len(shop.products), [_face(shop, n) for n in range(FACES)])]})


def _wares(visit: Visit) -> Page:
    shop, _, _ = _who(visit)
    wares: list[tuple[Product, str, int, int]] = []
    for product in shop.products.values():
        skus = _for_sale(shop, product)
        if skus and len(wares) < WARES_MAX:
            wares.append((product, picture(product), min(sku.price for sku in skus), sum(sku.available for sku in skus)))
    return Page("sites/store_wares.html", _frame(visit, "wares", wares=wares))


def _ware(visit: Visit) -> Page:
    shop, product = _shop_and_product(visit)
    shown = _frame(
        visit,
        "wares",
        product=product,
        picture=picture(product),
        skus=_for_sale(shop, product),
        cash_on_delivery=market(shop.region).rules.cash_on_delivery,
    )
    return Page("sites/store_ware.html", shown)


def _buy(visit: Visit) -> str:
    shop, product = _shop_and_product(visit)
    form, number = visit.form, int(visit.parts["buyer"])
    sku_id = form.text("sku_id")
    if sku_id not in {sku.id for sku in product.skus}:
        raise InvalidRequest("Choose what to buy")
    cart = Cart(
        shop_id=shop.id,
        lines=[OrderLine(sku_id, form.number("quantity"))],
        pay=form.text("pay") == "now",
        cash_on_delivery=form.text("pay") == "cod",
        buyer=number,
    )
    placed = visit.desk.place(cart)
    return f"/storefront/{shop.id}/{number}/orders/{placed['order_id']}?done=bought"


def _orders(visit: Visit) -> Page:
    shop, buyer, _ = _who(visit)
    own = [order for order in shop.orders.live() if order.buyer.id == buyer.id]
    own.sort(key=lambda order: (order.create_time, order.id), reverse=True)
    fees = visit.world.switches.market_fees_in_total
    rows = [(order, total_amount(order, with_fees=fees)) for order in own[:ORDERS_MAX]]
    return Page("sites/store_orders.html", _frame(visit, "orders", rows=rows))


def _order(visit: Visit) -> Page:
    shop, order = _shop_and_order(visit)
    world = visit.world
    kinds = [
        (kind, text, [(name, text_of(name)) for name in reason_names(shop, kind, "BUYER", order.status, world.switches)])
        for kind, text in ASKS.items()
        if not start_code(world, shop, order, kind, "BUYER")
    ]
    shown = _frame(
        visit,
        "orders",
        order=order,
        total=total_amount(order, with_fees=world.switches.market_fees_in_total),
        deeds=[(name, DEEDS[name]) for name in _able(shop, order)],
        packages=[shop.packages[one] for one in order.package_ids if one in shop.packages],
        asks=[one for one in kinds if one[2]] if any(not line_code(line) for line in order.lines) else [],
        free=[line for line in order.lines if not line_code(line)],
        requests=[(one, _later(one)) for one in shop.returns.live() if one.order_id == order.id],
        text_of=text_of,
    )
    return Page("sites/store_order.html", shown)


def _act(visit: Visit) -> str:
    shop, order = _shop_and_order(visit)
    deed = visit.form.text("deed")
    if deed not in _able(shop, order):
        raise InvalidRequest(f"The order is {order.status}; a buyer cannot {deed.replace('_', ' ')!r} it now")
    visit.desk.act(order.id, deed)
    return _to(visit, "done")


def _complain(visit: Visit) -> str:
    _, order = _shop_and_order(visit)
    form = visit.form
    kind, _, reason = form.text("ask").partition("|")
    wanted = Complaint(order_id=order.id, type=kind, reason=reason, line_ids=form.all("line"))
    aftersales_desk.complain(visit.world, wanted)
    return _to(visit, "asked")


def _follow(visit: Visit) -> str:
    shop, order = _shop_and_order(visit)
    request = shop.returns.get(visit.form.text("return_id"))
    if request is None or request.order_id != order.id or visit.form.text("deed") not in LATER:
        raise InvalidRequest("This order has no such request")
    aftersales_desk.act_on_request(visit.world, request.id, visit.form.text("deed"))
    return _to(visit, "done")


def _able(shop: Shop, order: Order) -> list[str]:
    """What the buyer may do with an order now (platform.md section 9)."""
    if order.cancel_request_id:
        return ["withdraw_cancel"]
    able = ["pay"] if order.status == "UNPAID" and not order.is_cod else []
    able += ["cancel"] if order.status in ("UNPAID", "ON_HOLD") else []
    able += ["request_cancel"] if order.status in market(shop.region).rules.buyer_cancel_request_states else []
    return able


def _later(request: ReturnOrder) -> list[tuple[str, str]]:
    able = []
    if flow.is_open(request) and not flow.is_granted(request) and request.role == "BUYER":
        able.append("withdraw")
    if request.status == flow.AWAITING_SHIP:
        able.append("ship_back")
    if request.status == flow.AWAITING_ANSWER:
        able += ["accept_offer", "decline_offer"]
    if request.status.endswith("_REJECT") or request.status == flow.REFUSED_PARCEL:
        able.append("dispute")
    return [(name, LATER[name]) for name in able]


def _for_sale(shop: Shop, product: Product) -> list[Sku]:
    return [sku for sku in product.skus if on_sale(shop, sku)]


def _face(shop: Shop, number: int) -> tuple[int, Buyer]:
    return number, buyer_of(shop, number)


def _who(visit: Visit) -> tuple[Shop, Buyer, int]:
    shop, text = shop_of(visit.world, visit.parts["shop"]), visit.parts["buyer"]
    if not (text.isascii() and text.isdigit() and len(text) < 7 and int(text) < CIRCLE):
        raise NotFound(f"There is no buyer {text}", next_step=f"Buyers are 0 to {CIRCLE - 1}.")
    return shop, buyer_of(shop, int(text)), int(text)


def _shop_and_product(visit: Visit) -> tuple[Shop, Product]:
    shop, _, _ = _who(visit)
    product = shop.products.get(visit.parts["product"])
    if product is None or not _for_sale(shop, product):
        raise NotFound(f"{shop.name} does not sell this now")
    return shop, product


def _shop_and_order(visit: Visit) -> tuple[Shop, Order]:
    """One of the buyer's own orders."""
    shop, buyer, _ = _who(visit)
    order = shop.orders.get(visit.parts["order"])
    if order is None or order.buyer.id != buyer.id:
        raise NotFound(f"{buyer.nickname} has no order {visit.parts['order']} here")
    return shop, order


def _to(visit: Visit, done: str) -> str:
    parts = visit.parts
    return f"/storefront/{parts['shop']}/{int(parts['buyer'])}/orders/{parts['order']}?done={done}"


LOOKS: tuple[Look, ...] = (
    Look("/storefront", _shops, "The shops, and who could shop there"),
    Look(STORE, _shop, "One shop, and who could shop there"),
    Look(MINE, _wares, "What the shop sells"),
    Look(f"{MINE}/orders", _orders, "The buyer's orders"),
    Look(f"{MINE}/products/{{product}}", _ware, "One product"),
    Look(f"{MINE}/orders/{{order}}", _order, "One order with its parcels and requests"),
)
ACTS: tuple[Act, ...] = (
    Act(f"{MINE}/products/{{product}}/buy", _buy, _ware, "Buy: pay now, later, or on delivery where the market has it"),
    Act(f"{MINE}/orders/{{order}}/act", _act, _order, "Pay, cancel, ask to cancel, withdraw that"),
    Act(f"{MINE}/orders/{{order}}/ask", _complain, _order, "Ask for money or goods back"),
    Act(f"{MINE}/orders/{{order}}/follow", _follow, _order, "Withdraw, send back, answer an offer, dispute"),
)
