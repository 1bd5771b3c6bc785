"""What a user mistypes; both checkers find each line that says so, and no other."""

from __future__ import annotations

from shoplatch.client import AsyncClient, Client, bodies


def names(shop: Client) -> None:
    shop.order.get_order_list(page_size=20, order_statuss="UNPAID")  # wrong
    shop.order.get_order_lists(page_size=20)  # wrong
    print(shop.orders)  # wrong
    shop.order.get_order_list.page()  # wrong
    shop.order.get_order_detail(ids=["1"], version="202001")  # wrong
    shop.order.get_order_detail.pages()  # wrong
    shop.order.get_order_list.iterate(order_statuss="UNPAID")  # wrong
    shop.order.get_order_list.in_batches()  # wrong


def types(shop: Client) -> None:
    shop.order.get_order_list(page_size="many")  # wrong
    shop.order.get_order_list(page_size=20, create_time_ge="yesterday")  # wrong
    shop.order.get_order_detail(ids="1", shop_cipher=5)  # wrong
    shop.product.update_inventory(product_id="1", skus={"id": "1"})  # wrong
    shop.product.upload_product_image(data="a.png")  # wrong
    shop.event.get_shop_webhooks(body={})  # wrong


def missing(shop: Client) -> None:
    shop.order.get_order_list()  # wrong
    shop.product.get_product()  # wrong
    shop.product.update_price(product_id="1")  # wrong
    shop.customer_service.search_sessions.pages(begin_time_ge=1)  # wrong


def inside_a_body(shop: Client) -> None:
    shop.product.update_price(product_id="1", skus=[{"id": "1", "price": {"amont": "1", "currency": "GBP"}}])  # wrong
    shop.product.update_price(product_id="1", skus=[{"id": "1", "price": {"amount": 1.5, "currency": "GBP"}}])  # wrong
    shop.product.update_price(product_id="1", skus=[{"id": "1", "price": {"amount": "1"}}])  # wrong
    shop.product.update_price(product_id="1", skus=[{"price": {"amount": "1", "currency": "GBP"}}])  # wrong
    shop.product.update_inventory(product_id="1", skus=[{"id": "1", "inventory": [{"quantity": "many"}]}])  # wrong
    shop.product.update_price(product_id="1", skus=[], body={"skus": []})  # wrong
    sku: bodies.UpdatePriceSku = {}  # wrong
    whole: bodies.UpdatePrice = {"sku": []}  # wrong
    print(sku, whole)


def answers(shop: Client) -> None:
    reply = shop.order.get_order_list(page_size=20)
    print(reply.items()[0].typed.statuss)  # wrong
    print(shop.order.get_order_detail.in_batches(ids=["1"]).items()[0].typed.statuss)  # wrong
    total: int = reply.items()[0].typed.id  # wrong
    print(total, reply.typed().ordrs)  # wrong


async def asynchronous(shop: AsyncClient) -> None:
    await shop.order.get_order_list(page_sise=20)  # wrong
    await shop.product.update_price(product_id="1", skus=[{"id": "1"}])  # wrong
    print(shop.order.get_order_list(page_size=20).items())  # wrong
