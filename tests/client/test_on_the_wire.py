"""What is awkward on the wire, there and back, by both clients: uploads, bodies of DELETE, long ids, days, money."""

from __future__ import annotations

import inspect
import struct
import zlib
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from shoplatch.catalog import reader
from shoplatch.client import AsyncClient, Client, Upload
from shoplatch.client.budget import Unlimited
from shoplatch.client.reading import read
from shoplatch.client.shaping import of
from shoplatch.errors import InvalidRequest, NotFound
from shoplatch.values import Money
from tests.client.in_process import InLoop, InProcess, Shops


def png(side: int) -> bytes:
    """A real, plain picture."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = zlib.compress((b"\0" + b"\x40\x80\xc0" * side) * side)
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


class Both:
    """One of the two clients, called in the same way."""

    def __init__(self, kind: type[Client] | type[AsyncClient], shops: Shops) -> None:
        self.shops = shops
        self.wire = (InProcess if kind is Client else InLoop)(self.shops)
        shop = self.shops.shops[0]
        self.client: Any = kind(
            self.shops.app.key,
            self.shops.app.secret,
            self.shops.token(),
            transport=self.wire,  # type: ignore[arg-type]  # the one that fits the kind
            clock=self.shops.clock,
            budget=Unlimited(),
            shop_cipher=shop.cipher,
            zone="Europe/London",
        )

    async def call(self, operation: str, **params: Any) -> Any:
        area, _, name = operation.partition(".")
        answer = getattr(getattr(self.client, area), name)(**params)
        return await answer if inspect.isawaitable(answer) else answer


@pytest.fixture(scope="module")
def shops() -> Shops:
    return Shops()


@pytest.fixture(params=[Client, AsyncClient], ids=["blocking", "asynchronous"])
def both(request: pytest.FixtureRequest, shops: Shops) -> Both:
    return Both(request.param, shops)


async def test_a_picture_goes_up_and_a_product_can_name_it(both: Both) -> None:
    picture = Upload('front "1".png', png(600), "image/png")
    uploaded = (await both.call("product.upload_product_image", data=picture, use_case="MAIN_IMAGE")).typed()
    assert (uploaded.width, uploaded.height, uploaded.use_case) == (600, 600, "MAIN_IMAGE")
    sent = both.wire.requests[-1]
    assert "shop_cipher" not in sent.url
    assert b'filename="front %221%22.png"' in (sent.body or b"")
    assert picture.content in (sent.body or b"")


async def test_a_document_goes_up_without_a_shop(both: Both) -> None:
    reply = await both.call(
        "product.upload_product_file", data=Upload("a.pdf", b"%PDF-1.4 a", "application/pdf"), name="a.pdf"
    )
    assert reply.typed().id
    assert "shop_cipher" not in both.wire.requests[-1].url


async def test_a_delete_carries_its_body(both: Both) -> None:
    products = [row["id"] for row in (await both.call("product.search_products", page_size=2)).items()]
    await both.call("product.delete_products", product_ids=[int(products[0])])
    sent = both.wire.requests[-1]
    assert (sent.method, sent.body) == ("DELETE", b'{"product_ids":["%s"]}' % products[0].encode())
    with pytest.raises(NotFound):
        await both.call("product.get_product", product_id=products[0])


async def test_an_empty_body_is_an_empty_object_and_an_absent_one_is_nothing(both: Both) -> None:
    await both.call("order.get_order_list", page_size=1)
    assert both.wire.requests[-1].body == b"{}"
    await both.call("logistics.get_warehouse_list")
    assert both.wire.requests[-1].body is None
    assert (await both.call("fulfillment.search_package", page_size=1, body={})).items()


async def test_ids_beyond_what_a_float_holds_arrive_whole(both: Both) -> None:
    first = (await both.call("order.get_order_list", page_size=1)).items()[0]["id"]
    assert int(first) > 2**53
    found = (await both.call("order.get_order_detail", ids=[int(first)])).items()[0]
    assert found.typed.id == found["id"] == first
    assert f"ids={first}" in both.wire.requests[-1].url
    older = reader.operation("analytics.get_shop_product_performance_list@202405")  # there ids are numbers
    assert older.response is not None
    whole: Any = read(b'{"products": [{"id": 1729592969712207123}]}', of(older))
    assert whole.products[0].id == 1729592969712207123


async def test_days_begin_where_the_shop_is(both: Both) -> None:
    rows = (await both.call("order.get_order_list", page_size=100)).items()
    days = sorted({row.typed.created_at.date() for row in rows})
    day = days[len(days) // 2]
    given = await both.call(
        "order.get_order_list", page_size=100, create_time_ge=day, create_time_lt=day + timedelta(days=1)
    )
    assert {row.typed.created_at.date() for row in given.items()} == {day}  # in January London keeps UTC
    summer = date(2025, 7, 1)
    await both.call("order.get_order_list", page_size=1, create_time_ge=summer)
    begins = int(datetime(2025, 6, 30, 23, tzinfo=UTC).timestamp())
    assert both.wire.requests[-1].body == b'{"create_time_ge":%d}' % begins
    await both.call(
        "analytics.get_shop_performance",
        start_date_ge=datetime(2025, 6, 30, 23, 30, tzinfo=UTC),
        end_date_lt=date(2025, 7, 8),
    )
    assert "start_date_ge=2025-07-01" in both.wire.requests[-1].url


async def test_money_keeps_its_cents_there_and_back(both: Both) -> None:
    product = (await both.call("product.search_products", page_size=1, status="ACTIVATE")).items()[0].typed
    sku = product.skus[0].id
    price = {"amount": Decimal("14.90"), "currency": "GBP"}
    await both.call("product.update_price", product_id=product.id, skus=[{"id": sku, "price": price}])
    assert b'"amount":"14.90"' in (both.wire.requests[-1].body or b"")
    back = (await both.call("product.get_product", product_id=product.id)).typed()
    assert back.skus[0].price.money == Money(Decimal("14.90"), "GBP")
    with pytest.raises(InvalidRequest, match="already lost cents"):
        await both.call("product.update_price", product_id=product.id, skus=[{"id": sku, "price": {"amount": 14.9}}])
    statement = (await both.call("finance.get_statements", sort_field="statement_time")).typed().statements[0]
    assert statement.money("settlement_amount") == Money(Decimal(statement.settlement_amount), statement.currency)
    with pytest.raises(InvalidRequest, match="not an amount"):
        statement.money("currency")


async def test_two_shops_and_two_apps_share_one_wire(both: Both) -> None:
    other = both.client.with_shop(both.shops.shops[1].cipher, "us", zone="America/Los_Angeles")
    counted = []
    for shop in (both.client, other):
        reply = shop.order.get_order_list(page_size=1)
        counted.append((await reply if inspect.isawaitable(reply) else reply).items()[0]["id"])
    assert counted[0] != counted[1]
    app = both.client.with_app(both.shops.app.key, both.shops.app.secret, both.shops.token(), shop="again")
    reply = app.authorization.get_authorized_shops()
    shops = (await reply if inspect.isawaitable(reply) else reply).items()
    assert {row.typed.region for row in shops} == {"GB", "US"}
    assert len(both.wire.requests) == 3
