"""What a user writes; both checkers accept all of it, and they know the types that are asserted here."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, assert_type

from shoplatch.client import AsyncClient, Client, Item, Page, Reply, Upload, bodies, models, shapes
from shoplatch.values import Money


def flat_parameters(shop: Client) -> None:
    reply = shop.order.get_order_list(
        page_size=20, order_status="AWAITING_SHIPMENT", create_time_ge=datetime(2026, 1, 1, tzinfo=UTC)
    )
    assert_type(reply, Reply[shapes.GetOrderList, models.Order])
    for row in reply.items():
        assert_type(row, Item[models.Order])
        assert_type(row.typed.payment.total if row.typed.payment else None, Money | None)
    shop.order.get_order_list(page_size=20, order_status="A_STATUS_OF_TOMORROW")
    shop.order.get_order_list(page_size=20, body={"order_status": "UNPAID", "field_of_tomorrow": 1})
    shop.order.get_order_detail(ids=["576461413038785752", 576461413038785753])
    shop.product.update_price(product_id="1", skus=[{"id": "1", "price": {"amount": "12.90", "currency": "GBP"}}])
    shop.return_refund.reject_return(return_id="1", decision="REJECT_RETURN", reject_reason="reverse_reject_1")
    shop.analytics.get_shop_performance(start_date_ge=date(2026, 1, 1), end_date_lt="2026-02-01")
    shop.promotion.update_promotion_activity_products(activity_id=1)


def bodies_field_by_field(shop: Client, amounts: dict[str, Decimal]) -> None:
    skus: list[bodies.UpdatePriceSkus] = [
        {"id": id_, "price": {"amount": amount, "currency": "GBP"}} for id_, amount in amounts.items()
    ]
    skus.append({"id": 5, "price": {"amount": "1.00", "currency": "A_CURRENCY_OF_TOMORROW", "sale_price": None}})
    shop.product.update_price(product_id="1", skus=skus)
    shop.product.update_inventory(product_id="1", skus=[{"id": "1", "inventory": [{"quantity": 5, "warehouse_id": 7}]}])
    shop.fulfillment.ship_package(package_id="1", self_shipment={"tracking_number": "T", "shipping_provider_id": "7"})


def bodies_as_a_whole(shop: Client, loose: dict[str, Any]) -> None:
    body: bodies.UpdatePrice = {"skus": [{"id": "1", "price": {"currency": "GBP", "amount": "1"}}]}
    shop.product.update_price(product_id="1", body=body)
    shop.product.update_price(product_id="1", body=loose)
    shop.product.update_price(product_id="1", body={**body, "field_of_tomorrow": 1})
    shop.product.update_price(product_id="1", body=b"{}")
    shop.customer_service.search_sessions.iterate(resume="token")


def pages(shop: Client) -> list[str | None]:
    for page in shop.product.search_products.pages(status="ACTIVATE", pages_max=3):
        assert_type(page, Page[models.Product])
    return [row.typed.title for page in shop.product.search_products.pages() for row in page]


def rows(shop: Client, saved: str) -> str:
    every = shop.order.get_order_list.iterate(create_time_ge=1_767_225_600)
    for row in every:
        assert_type(row, Item[models.Order])
    shop.order.get_order_list.iterate(resume=saved)
    batch = shop.order.get_order_detail.in_batches(ids=[str(n) for n in range(500)])
    first: str | None = batch.checked().items()[0].typed.id
    print(first, batch.failures)
    return every.resume_token


def answers(shop: Client) -> None:
    whole = shop.finance.get_statements(sort_field="statement_time").typed()
    for statement in whole.statements or []:
        assert_type(statement, shapes.GetStatements.Statements)
        assert_type(statement.money("settlement_amount"), Money | None)
    older = shop.order.get_order_detail(ids=["1"], version="202309")
    assert_type(older, Reply[shapes.GetOrderDetail202309, models.Order])


def uploads(shop: Client) -> None:
    shop.product.upload_product_image(data=Upload("a.png", b"...", "image/png"), use_case="MAIN_IMAGE")
    shop.product.upload_product_image(files={"data": b"..."})


def many_shops(shop: Client) -> Client:
    other = shop.with_shop("cipher", "gb", versions={"order": "202309"}, zone="Europe/London")
    return other.with_app("key", "secret", "token", shop_cipher="cipher")


async def asynchronous(shop: AsyncClient) -> list[str | None]:
    reply = await shop.order.get_order_list(page_size=20)
    assert_type(reply.items()[0].typed, models.Order)
    await shop.product.update_price(product_id="1", skus=[{"id": "1", "price": {"amount": "1", "currency": "GBP"}}])
    async for row in shop.order.get_order_list.iterate():
        assert_type(row.typed.status, str | None)
    return [row.typed.id async for page in shop.order.get_order_list.pages() for row in page]


def by_name(shop: Client, operation: str) -> object:
    return shop.call(operation, page_size=20).items()[0]["id"]
