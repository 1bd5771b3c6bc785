"""Seller Center, simulated: the front page of a shop, its goods and stock, and who may act for it.

Orders are `seller_orders.py`'s. What a seller does here goes through the operations an app would call.
"""

from __future__ import annotations

from typing import Any

from shoplatch.errors import InvalidRequest
from shoplatch.simulator.backoffice import shop_of
from shoplatch.simulator.markets import market
from shoplatch.simulator.sites.in_house import ask
from shoplatch.simulator.sites.visit import Act, Look, Page, Visit
from shoplatch.simulator.state.goods import Product
from shoplatch.simulator.state.parties import Grant, Shop

SHOP = "/seller-center/{shop}"
PER_PAGE, PAGES_MAX = 25, 40
SAID = {
    "shipped": "The shipment is arranged.",
    "cancelled": "The cancellation is made.",
    "decided": "Decided.",
    "moved": "The simulated carrier did so.",
    "saved": "Saved.",
    "withdrawn": "The withdrawal is on its way to the bank.",
    "off": "The product is no longer on sale.",
    "on": "The product is on its way back on sale.",
    "ended": "The authorization was cancelled; the app was told by webhook 6.",
}


def frame(visit: Visit, here: str, **shown: Any) -> dict[str, Any]:
    """What every page of a shop shows around."""
    shop = shop_of(visit.world, visit.parts["shop"])
    profile = market(shop.region)
    return {
        "shop": shop,
        "seller": visit.world.sellers[shop.seller_open_id],
        "sisters": [one for one in visit.world.shops.values() if one.seller_open_id == shop.seller_open_id],
        "here": here,
        "base": f"/seller-center/{shop.id}",
        "money": lambda minor: f"{profile.text(minor)} {profile.currency}",
        "amount": profile.text,
        "currency": profile.currency,
        "said": SAID.get(visit.query.get("done", ""), ""),
        "wrong": visit.wrong,
        "old": visit.form,
        **shown,
    }


def picture(product: Product) -> str:
    """Where the first picture of a product is served."""
    return f"/_sim/images/{product.image_uris[0]}" if product.image_uris else "/_sim/images/none"


def _pick(visit: Visit) -> Page:
    world = visit.world
    accounts = [
        (seller, [shop for shop in world.shops.values() if shop.seller_open_id == seller.open_id])
        for seller in world.sellers.values()
        if seller.user_type == 0
    ]
    return Page("sites/seller_pick.html", {"accounts": accounts})


def _front(visit: Visit) -> Page:
    shop = shop_of(visit.world, visit.parts["shop"])
    wanting = [one for one in shop.cancellations.live() if one.status == "CANCELLATION_REQUEST_PENDING"]
    asked = [one for one in shop.returns.live() if one.next_action]
    states: dict[str, int] = {}
    for product in (one for one in shop.products.values() if one.status != "DELETED"):
        states[product.status] = states.get(product.status, 0) + 1
    shown = {
        "by_status": shop.orders.by_status(),
        "wanting": wanting[-20:],
        "asked": asked[-20:],
        "products": states,
        "low": sum(not sku.deleted and sku.available < 10 for sku in shop.skus.values()),
        "grants": len(_grants(visit, shop)),
    }
    return Page("sites/seller_front.html", frame(visit, "front", **shown))


def _products(visit: Visit) -> Page:
    shop = shop_of(visit.world, visit.parts["shop"])
    status = visit.query.get("status", "")
    found = [one for one in shop.products.values() if one.status != "DELETED" and status in ("", one.status)]
    found.sort(key=lambda one: (one.create_time, one.id), reverse=True)
    page = visit.number("page", 0, PAGES_MAX)
    shown = found[page * PER_PAGE : (page + 1) * PER_PAGE]
    states = sorted({one.status for one in shop.products.values() if one.status != "DELETED"})
    more = len(found) > (page + 1) * PER_PAGE
    return Page(
        "sites/seller_products.html",
        frame(
            visit,
            "products",
            rows=[(one, picture(one)) for one in shown],
            chosen=status,
            states=states,
            page=page,
            more=more,
        ),
    )


def _product(visit: Visit) -> Page:
    shop, product = _shop_and_product(visit)
    places = [one for one in shop.warehouses.values() if one.type == "SALES_WAREHOUSE"]
    skus = [sku for sku in product.skus if not sku.deleted]
    return Page(
        "sites/seller_product.html",
        frame(visit, "products", product=product, skus=skus, places=places, picture=picture(product)),
    )


def _set_prices(visit: Visit) -> str:
    shop, product = _shop_and_product(visit)
    currency = market(shop.region).currency
    rows = [
        {"id": sku.id, "price": {"amount": text, "currency": currency}}
        for sku in product.skus
        if (text := visit.form.text(f"price-{sku.id}").strip()) and text != market(shop.region).text(sku.price)
    ]
    if not rows:
        raise InvalidRequest("No price was changed")
    ask(visit.world, shop, "product.update_price", {"skus": rows}, product_id=product.id)
    return f"/seller-center/{shop.id}/products/{product.id}?done=saved"


def _set_stock(visit: Visit) -> str:
    shop, product = _shop_and_product(visit)
    rows = []
    for sku in product.skus:
        names = [(place, f"stock-{sku.id}-{place}") for place in shop.warehouses]
        given = [(place, visit.form.number(name)) for place, name in names if visit.form.text(name).strip()]
        if given:
            rows.append({"id": sku.id, "inventory": [{"warehouse_id": place, "quantity": units} for place, units in given]})
    if not rows:
        raise InvalidRequest("No quantity was given")
    ask(visit.world, shop, "product.update_inventory", {"skus": rows}, product_id=product.id)
    return f"/seller-center/{shop.id}/products/{product.id}?done=saved"


def _turn(visit: Visit) -> str:
    shop, product = _shop_and_product(visit)
    deed = visit.form.text("deed")
    if deed not in ("activate", "deactivate"):
        raise InvalidRequest(f"A product is not {deed!r}")
    ask(visit.world, shop, f"product.{deed}_products", {"product_ids": [product.id]})
    return f"/seller-center/{shop.id}/products/{product.id}?done={'on' if deed == 'activate' else 'off'}"


def _stock(visit: Visit) -> Page:
    shop = shop_of(visit.world, visit.parts["shop"])
    places = [one for one in shop.warehouses.values() if one.type == "SALES_WAREHOUSE"]
    rows = [
        (product, sku)
        for product in shop.products.values()
        if product.status != "DELETED"
        for sku in product.skus
        if not sku.deleted
    ]
    rows.sort(key=lambda row: row[1].available)
    page = visit.number("page", 0, PAGES_MAX)
    shown = rows[page * PER_PAGE : (page + 1) * PER_PAGE]
    more = len(rows) > (page + 1) * PER_PAGE
    return Page("sites/seller_stock.html", frame(visit, "stock", rows=shown, places=places, page=page, more=more))


def _authorizations(visit: Visit) -> Page:
    world, shop = visit.world, shop_of(visit.world, visit.parts["shop"])
    offered = [
        (world.apps[listing.app_key], world.partner.developers[listing.developer_id])
        for listing in world.partner.listings.values()
        if listing.review.state == "published"
        and world.apps[listing.app_key].kind == "public"
        and shop.region in listing.markets
    ]
    grants = [(grant, world.apps[grant.app_key]) for grant in _grants(visit, shop)]
    shown = frame(visit, "authorizations", grants=grants, offered=offered, shops=world.shops)
    return Page("sites/seller_authorizations.html", shown)


def _end(visit: Visit) -> str:
    shop = shop_of(visit.world, visit.parts["shop"])
    visit.desk.backoffice.deauthorize(shop.seller_open_id, visit.form.text("app_key"))
    return f"/seller-center/{shop.id}/authorizations?done=ended"


def _grants(visit: Visit, shop: Shop) -> list[Grant]:
    now = visit.world.clock.now()
    return [
        grant
        for grant in visit.world.grants.values()
        if grant.seller_open_id == shop.seller_open_id and not grant.revoked and grant.ends_at > now
    ]


def _shop_and_product(visit: Visit) -> tuple[Shop, Product]:
    shop = shop_of(visit.world, visit.parts["shop"])
    product = shop.products.get(visit.parts["product"])
    if product is None or product.status == "DELETED":
        raise InvalidRequest(f"Shop {shop.name} has no product {visit.parts['product']}")
    return shop, product


LOOKS: tuple[Look, ...] = (
    Look("/seller-center", _pick, "Sign in to a shop"),
    Look(SHOP, _front, "What needs an answer, orders by status, the shop at a glance"),
    Look(f"{SHOP}/products", _products, "Products"),
    Look(f"{SHOP}/products/{{product}}", _product, "One product with prices and stock"),
    Look(f"{SHOP}/stock", _stock, "Stock, the least first"),
    Look(f"{SHOP}/authorizations", _authorizations, "Apps with access, and the app store"),
)
ACTS: tuple[Act, ...] = (
    Act(f"{SHOP}/products/{{product}}/prices", _set_prices, _product, "Change prices"),
    Act(f"{SHOP}/products/{{product}}/stock", _set_stock, _product, "Change stock"),
    Act(f"{SHOP}/products/{{product}}/turn", _turn, _product, "Activate or deactivate"),
    Act(f"{SHOP}/authorizations/cancel", _end, _authorizations, "Cancel an authorization; webhook 6 follows"),
)
