"""Seller Center and the storefront: what sellers and buyers do by page is what calls and levers do, with their webhooks."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from shoplatch.simulator.markets import market
from shoplatch.simulator.state.goods import Product
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Order
from shoplatch.simulator.state.world import Event
from tests.simulator.partner.partner_desk import PartnerDesk
from tests.simulator.sites.visitor import Visitor

HOUR, DAY = 3_600, 86_400


@pytest.fixture
async def desk() -> AsyncIterator[PartnerDesk]:
    made = PartnerDesk("stocked")
    await made.done("POST", "clock", {"advance_s": DAY})  # audits are over
    yield made
    await made.site.webhooks.stop()


@pytest.fixture
def visitor(desk: PartnerDesk) -> Visitor:
    return Visitor(desk.site)


def shop_in(desk: PartnerDesk, region: str) -> Shop:
    return next(shop for shop in desk.world.shops.values() if shop.region == region)


def live_product(shop: Shop) -> Product:
    return next(one for one in shop.products.values() if one.status == "ACTIVATE" and all(sku.available for sku in one.skus))


def heard(desk: PartnerDesk) -> list[Event]:
    """What is told from now on."""
    told: list[Event] = []
    desk.world.listeners.append(told.append)
    return told


async def bought(visitor: Visitor, desk: PartnerDesk, shop: Shop, *, pay: str = "now", units: str = "2") -> Order:
    """Buyer 3 buys on the page."""
    product = live_product(shop)
    await visitor.open(f"/storefront/{shop.id}/3/products/{product.id}")
    told = await visitor.press("Buy", sku_id=product.skus[0].id, quantity=units, pay=pay)
    assert "The order is placed" in told
    return shop.orders[visitor.path.split("?")[0].rsplit("/", 1)[1]]


async def test_a_buyer_buys_pays_later_and_cancels(visitor: Visitor, desk: PartnerDesk) -> None:
    shop = shop_in(desk, "GB")
    told = heard(desk)
    order = await bought(visitor, desk, shop, pay="later")
    sku = shop.skus[order.lines[0].sku_id]
    committed = sku.committed
    assert (order.status, len(order.lines)) == ("UNPAID", 2)
    await visitor.press("Pay")
    assert order.status == "ON_HOLD"
    await visitor.press("Cancel")
    assert order.status == "CANCELLED"
    assert sku.committed == committed - 2
    assert {event.topic for event in told} >= {1, 11}
    await visitor.open(f"/storefront/{shop.id}/3/orders")
    assert order.id in visitor.text
    await visitor.open(f"/storefront/{shop.id}/4/orders")
    assert order.id not in visitor.text


@pytest.mark.parametrize("region", ["GB", "US"])
async def test_a_seller_ships_and_the_buyer_follows_the_parcel(visitor: Visitor, desk: PartnerDesk, region: str) -> None:
    shop = shop_in(desk, region)
    shop.carriers_come = False
    order = await bought(visitor, desk, shop)
    await desk.done("POST", "clock", {"advance_s": 2 * HOUR})
    assert order.status == "AWAITING_SHIPMENT"
    seller = Visitor(desk.site)
    await seller.open(f"/seller-center/{shop.id}/orders?status=AWAITING_SHIPMENT")
    assert order.id in seller.text
    await seller.open(f"/seller-center/{shop.id}/orders/{order.id}")
    more = {"tracking_number": "TRACK12345"} if order.shipping_type == "SELLER" else {}
    assert "The shipment is arranged" in await seller.press("Arrange shipment", **more)
    assert order.status == "AWAITING_COLLECTION"
    await seller.press("The carrier collects it")
    await seller.press("The buyer gets it")
    assert order.status == "DELIVERED"
    await visitor.open(f"/storefront/{shop.id}/3/orders/{order.id}")
    assert "Your package was delivered!" in visitor.text
    assert shop.packages[order.package_ids[0]].tracking_number in visitor.text


async def test_a_seller_who_ships_alone_names_carrier_and_number(visitor: Visitor, desk: PartnerDesk) -> None:
    shop = shop_in(desk, "GB")
    for place in shop.warehouses.values():
        place.shipping_type = "SELLER"
    order = await bought(visitor, desk, shop)
    await desk.done("POST", "clock", {"advance_s": 2 * HOUR})
    await visitor.open(f"/seller-center/{shop.id}/orders/{order.id}")
    await visitor.press("Arrange shipment", status=409, tracking_number="not a number!")
    assert order.status == "AWAITING_SHIPMENT"
    assert 'value="not a number!"' in visitor.html
    await visitor.press("Arrange shipment", tracking_number="TRACK12345")
    assert shop.packages[order.package_ids[0]].tracking_number == "TRACK12345"


async def test_a_seller_cancels_with_a_reason_of_the_market(visitor: Visitor, desk: PartnerDesk) -> None:
    shop = shop_in(desk, "US")
    order = await bought(visitor, desk, shop)
    await desk.done("POST", "clock", {"advance_s": 2 * HOUR})
    await visitor.open(f"/seller-center/{shop.id}/orders/{order.id}")
    assert "cancellation is made" in await visitor.press("Cancel order")
    assert (order.status, order.cancelled_by) == ("CANCELLED", "SELLER")
    assert "Arrange shipment" not in visitor.text


@pytest.mark.parametrize(("answer", "status"), [("Approve", "CANCELLED"), ("Reject", "AWAITING_SHIPMENT")])
async def test_a_seller_answers_a_request_to_cancel(visitor: Visitor, desk: PartnerDesk, answer: str, status: str) -> None:
    shop = shop_in(desk, "GB")
    order = await bought(visitor, desk, shop)
    await desk.done("POST", "clock", {"advance_s": 2 * HOUR})
    await visitor.open(f"/storefront/{shop.id}/3/orders/{order.id}")
    await visitor.press("Ask to cancel")
    assert order.cancel_request_id
    await visitor.open(f"/seller-center/{shop.id}")
    assert "A buyer wants to cancel" in visitor.text
    await visitor.open(f"/seller-center/{shop.id}/orders/{order.id}")
    await visitor.press(f"{answer} cancellation")
    assert order.status == status
    assert not order.cancel_request_id


async def test_a_buyer_withdraws_a_request_to_cancel(visitor: Visitor, desk: PartnerDesk) -> None:
    shop = shop_in(desk, "GB")
    order = await bought(visitor, desk, shop)
    await desk.done("POST", "clock", {"advance_s": 2 * HOUR})
    await visitor.open(f"/storefront/{shop.id}/3/orders/{order.id}")
    await visitor.press("Ask to cancel")
    await visitor.press("Withdraw the request")
    assert not order.cancel_request_id


async def test_a_return_goes_back_and_forth_until_the_money_is_back(visitor: Visitor, desk: PartnerDesk) -> None:
    shop = shop_in(desk, "US")
    shop.carriers_come = False
    order = await bought(visitor, desk, shop, units="1")
    await desk.done("POST", f"orders/{order.id}/advance", {"status": "DELIVERED"})
    mine = f"/storefront/{shop.id}/3/orders/{order.id}"
    await visitor.open(mine)
    form = next(one for one in visitor.forms() if one.action.endswith("/ask"))
    assert form.fields["ask"][0].startswith("REFUND|") or form.fields["ask"][0].startswith("RETURN_AND_REFUND|")
    names = market(shop.region).reasons_key
    assert names
    reason = next(part for part in visitor.html.split('"') if part.startswith("RETURN_AND_REFUND|"))
    await visitor.press("Ask the shop", ask=reason)
    (request,) = shop.returns.live()
    assert (request.type, request.status) == ("RETURN_AND_REFUND", "RETURN_OR_REFUND_REQUEST_PENDING")
    seller = Visitor(desk.site)
    await seller.open(f"/seller-center/{shop.id}/orders/{order.id}")
    await seller.press("Approve the return")
    await visitor.open(mine)
    await visitor.press("Hand the parcel to the carrier")
    await desk.done("POST", f"returns/{request.id}/arrive")
    await seller.open(f"/seller-center/{shop.id}/orders/{order.id}")
    await seller.press("Accept the parcel")
    await desk.done("POST", "clock", {"advance_s": DAY})
    assert request.refund_time
    assert request.status == "RETURN_OR_REFUND_REQUEST_COMPLETE"


async def test_a_rejected_refund_is_taken_to_the_platform(visitor: Visitor, desk: PartnerDesk) -> None:
    shop = shop_in(desk, "GB")
    shop.carriers_come = False
    order = await bought(visitor, desk, shop, units="1")
    await desk.done("POST", f"orders/{order.id}/advance", {"status": "DELIVERED"})
    mine = f"/storefront/{shop.id}/3/orders/{order.id}"
    await visitor.open(mine)
    await visitor.press("Ask the shop")
    (request,) = shop.returns.live()
    seller = Visitor(desk.site)
    await seller.open(f"/seller-center/{shop.id}/orders/{order.id}")
    await seller.press("Reject the")
    assert request.status.endswith("_REJECT")
    await visitor.open(mine)
    await visitor.press("Ask the platform")
    assert request.arbitration == "IN_PROGRESS"


async def test_cash_on_delivery_is_offered_where_the_market_has_it(visitor: Visitor, desk: PartnerDesk) -> None:
    developer = await desk.admitted()
    made = await desk.done("POST", f"partner/developers/{developer}/test-shops", {"country": "TH", "products": 2})
    await desk.done("POST", "clock", {"advance_s": DAY})
    for region in ("GB", "TH"):
        shop = shop_in(desk, region)
        product = live_product(shop)
        await visitor.open(f"/storefront/{shop.id}/0/products/{product.id}")
        assert ("Cash on delivery" in visitor.text) == market(region).rules.cash_on_delivery
    order = await bought(visitor, desk, desk.world.shops[made["shop_id"]], pay="cod")
    assert order.is_cod


async def test_what_cannot_be_bought_is_told(visitor: Visitor, desk: PartnerDesk) -> None:
    shop = shop_in(desk, "GB")
    product = live_product(shop)
    page = f"/storefront/{shop.id}/3/products/{product.id}"
    for filled, says in (({"quantity": "999"}, "1 to 100 units"), ({"quantity": "x"}, "whole number"),
                         ({"sku_id": "1"}, "Choose what to buy")):  # fmt: skip
        await visitor.open(page)
        assert says in await visitor.press("Buy", status=400, **filled)
    assert len(shop.orders) == 0


async def test_prices_and_stock_change_by_the_rules_of_the_calls(visitor: Visitor, desk: PartnerDesk) -> None:
    shop = shop_in(desk, "GB")
    product = live_product(shop)
    sku = product.skus[0]
    place = next(iter(sku.stock))
    told = heard(desk)
    await visitor.open(f"/seller-center/{shop.id}/products/{product.id}")
    await visitor.press("Save prices", **{f"price-{sku.id}": "33.10"})
    assert sku.price == 3310
    await visitor.press("Save stock", **{f"stock-{sku.id}-{place}": "77"})
    assert sku.stock[place].available == 77
    assert told
    await visitor.press("Save prices", status=409, **{f"price-{sku.id}": "0"})
    await visitor.open(f"/seller-center/{shop.id}/products/{product.id}")
    await visitor.press("Save stock", status=400, **{f"stock-{sku.id}-{place}": "many"})
    assert (sku.price, sku.stock[place].available) == (3310, 77)


async def test_a_product_is_taken_off_sale_and_put_back(visitor: Visitor, desk: PartnerDesk) -> None:
    shop = shop_in(desk, "GB")
    product = live_product(shop)
    await visitor.open(f"/seller-center/{shop.id}/products/{product.id}")
    await visitor.press("Deactivate")
    assert product.status == "SELLER_DEACTIVATED"
    await visitor.open(f"/storefront/{shop.id}/3/products/{product.id}", status=404)
    await visitor.open(f"/seller-center/{shop.id}/products/{product.id}")
    await visitor.press("Activate")
    await desk.done("POST", "clock", {"advance_s": DAY})
    assert product.status == "ACTIVATE"


async def test_a_seller_ends_an_authorization_and_the_app_is_told(visitor: Visitor, desk: PartnerDesk) -> None:
    told = heard(desk)
    await visitor.open(f"/seller-center/{desk.shop.id}/authorizations")
    assert desk.app.name in visitor.text
    assert "the app was told by webhook 6" in await visitor.press("Cancel")
    assert "No app has access" in visitor.text
    assert [event.topic for event in told] == [6, 6]
    assert (await desk.call("GET", "/authorization/202309/shops", cipher=None)).code == 105001
    assert (await desk.control("POST", f"sellers/{desk.shop.seller_open_id}/deauthorize", {})).status == 404


async def test_a_public_app_is_installed_from_the_store_without_a_state(visitor: Visitor, desk: PartnerDesk) -> None:
    developer = await desk.admitted()
    app = await desk.published(developer, kind="public")
    await visitor.open(f"/seller-center/{desk.shop.id}/authorizations")
    assert "Nori link" in visitor.text
    link = f"/open/authorize?service_id={app['service_id']}&seller={desk.shop.seller_open_id}"
    assert link.replace("&", "&amp;") in visitor.html
    await visitor.open(link)
    form = next(iter(visitor.forms()))
    assert form.fields["seller"] == [desk.shop.seller_open_id]
    await visitor.send("/open/authorize", {**form.fields, "decision": ["approve"]}, status=302)
    assert visitor.told is not None
    address = visitor.told.headers["location"]
    assert address.startswith("http://127.0.0.1:9/back?")
    assert "code=" in address
    assert "state=" not in address
