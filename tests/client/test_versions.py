"""Which version is called: the newest, a pinned one, or the one before where the platform does not have the newest."""

from __future__ import annotations

import warnings

import pytest

from shoplatch.client import Client
from shoplatch.client.notices import UndocumentedValue, VersionEnding, VersionFallback
from shoplatch.errors import ConfigError, Fatal, InvalidRequest, NotFound
from shoplatch.transport import HttpRequest, HttpResponse
from tests.client.scripted import AsyncScript, Script, answer, async_client, client

NO_PATH = answer(code=36009009, message="Invalid path.", status=404)


def path(script: Script, n: int = -1) -> str:
    return script.requests[n].url.partition("?")[0].partition("tiktokglobalshop.com")[2]


def without(version: str) -> Script:
    """A platform that does not have a version."""

    def play(request: HttpRequest) -> HttpResponse:
        return NO_PATH if f"/{version}/" in request.url else answer({"payments": [{"id": "1"}]})

    return Script(play)


def test_the_newest_version_is_called() -> None:
    script = Script(answer({}))
    client(script).order.get_order_detail(ids=["1"])
    assert path(script) == "/order/202507/orders"


def test_a_call_can_ask_for_another() -> None:
    script = Script(answer({}))
    reply = client(script).order.get_order_detail(ids=["1"], version="202309")
    assert (path(script), reply.operation.id) == ("/order/202309/orders", "order.get_order_detail@202309")
    with pytest.raises(NotFound, match="no version 202001") as told:
        client(script).call("order.get_order_detail", ids=["1"], version="202001")
    assert "202309" in (told.value.next_step or "")


@pytest.mark.parametrize("pins", [{"order": "202309"}, {"order": "202406"}, {"order.get_order_detail": "202309"}])
def test_a_client_can_pin_an_area_or_an_operation(pins: dict[str, str]) -> None:
    script = Script(answer({}))
    shop = client(script, versions=pins)
    shop.order.get_order_detail(ids=["1"])
    assert path(script) == "/order/202309/orders"
    shop.product.get_product(product_id="1")
    assert path(script) == "/product/202309/products/1"


def test_an_area_pinned_to_a_time_before_an_operation_gives_its_first_version() -> None:
    script = Script(answer({}))
    client(script, versions={"order": "202001"}).order.get_order_price_details(order_id="1")
    assert path(script).startswith("/order/202407/")


def test_a_call_wins_over_the_pin_and_a_shop_over_the_client() -> None:
    script = Script(answer({}))
    shop = client(script, versions={"order": "202309"})
    shop.order.get_order_detail(ids=["1"], version="202507")
    assert path(script) == "/order/202507/orders"
    shop.with_shop("other", "other", versions={"order.get_order_detail": "202507"}).order.get_order_detail(ids=["1"])
    assert path(script) == "/order/202507/orders"
    shop.order.get_order_detail(ids=["1"])
    assert path(script) == "/order/202309/orders"


def test_a_walk_stays_with_the_version_it_was_asked_for() -> None:
    script = Script(answer({"products": [{"id": "1"}], "next_page_token": "t"}), answer({"products": []}))
    pages = client(script, versions={"product": "202309"}).product.search_products.pages(version="202502")
    assert [len(page) for page in pages] == [1, 0]
    assert path(script, 0) == path(script, 1) == "/product/202502/products/search"


@pytest.mark.parametrize(
    "pins",
    [
        {"orders": "202309"},
        {"order.get_order_detail": "202001"},
        {"order.nothing": "202309"},
        {"order": "v2"},
        {"order": "2023"},
    ],
)
def test_a_pin_that_cannot_be_kept_is_refused_at_once(pins: dict[str, str]) -> None:
    with pytest.raises(ConfigError, match="versions"):
        Client("key", "secret", "token", versions=pins)


@pytest.mark.filterwarnings("ignore::shoplatch.client.notices.VersionEnding")
def test_the_version_before_is_called_where_the_newest_is_not_there() -> None:
    script = without("202605")
    told: list[str] = []
    shop = client(script, observer=lambda record: told.append(f"{record.operation} {record.code}"))
    with pytest.warns(VersionFallback, match="202605.*202309 is called instead"):
        reply = shop.finance.get_payments(sort_field="create_time")
    assert reply.operation.id == "finance.get_payments@202309"
    assert reply.items()[0].typed.id == "1"
    assert told == ["finance.get_payments 36009009", "finance.get_payments@202309 0"]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        shop.with_shop("other").finance.get_payments(sort_field="create_time")  # learnt, and said
    assert told[2:] == ["finance.get_payments@202309 0"]


@pytest.mark.filterwarnings("ignore::shoplatch.client.notices.ShoplatchWarning")
async def test_the_asynchronous_client_falls_back_in_the_same_way() -> None:
    script = AsyncScript(NO_PATH, answer({"payments": []}))
    reply = await async_client(script).finance.get_payments(sort_field="create_time")
    assert reply.operation.version == "202309"


@pytest.mark.filterwarnings("ignore::shoplatch.client.notices.ShoplatchWarning")
def test_a_walk_falls_back_too() -> None:
    pages = client(without("202605")).finance.get_payments.pages(sort_field="create_time")
    assert [row["id"] for page in pages for row in page] == ["1"]


def test_it_goes_back_as_far_as_it_must_and_no_further_than_is_documented() -> None:
    script = Script(NO_PATH)
    with pytest.warns(VersionFallback), pytest.raises(Fatal):
        client(script).analytics.get_shop_performance(start_date_ge="2026-01-01", end_date_lt="2026-01-02")
    assert [path(script, n)[:17] for n in range(len(script.requests))] == ["/analytics/202609", "/analytics/202509"]


def test_a_documented_or_a_pinned_version_that_is_not_there_is_an_error() -> None:
    script = Script(NO_PATH)
    with pytest.raises(Fatal):
        client(script).order.get_order_list(page_size=1)
    with pytest.raises(Fatal):
        client(script).finance.get_payments(sort_field="create_time", version="202605")
    assert len(script.requests) == 2


def test_what_the_version_before_does_not_take_is_said_and_not_dropped() -> None:
    script = Script(NO_PATH)
    with pytest.warns(VersionFallback), pytest.raises(InvalidRequest, match=r"order_line_list of .*@202309 is not"):
        client(script).return_refund.cancel_order(order_id="1", cancel_reason="x", order_line_list=[])
    assert len(script.requests) == 1


@pytest.mark.filterwarnings("ignore::shoplatch.client.notices.VersionFallback")
def test_another_app_learns_by_itself() -> None:
    script = Script(NO_PATH, answer({}), answer({}))
    shop = client(script)
    with pytest.warns(VersionEnding, match="ends on 2026-08-15"):
        shop.finance.get_payments(sort_field="create_time")
    shop.with_app("other", "secret", "token", shop_cipher="c").finance.get_payments(sort_field="create_time")
    assert path(script) == "/finance/202605/payments"


def test_a_deprecated_or_ending_version_is_told_once() -> None:
    shop = client(Script(answer({})))
    with pytest.warns(VersionEnding, match=r"202405 ends on 2026-10-12\. 202410 is the newest"):
        shop.call("affiliate_seller.search_seller_affiliate_orders", version="202405", page_size=1)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        shop.call("affiliate_seller.search_seller_affiliate_orders", version="202405", page_size=1)
    with pytest.warns(VersionEnding, match="is deprecated"):
        shop.call("analytics.get_shop_live_performance_list", version="202505", start_date_ge="x", end_date_lt="x")


def test_a_write_outside_the_documented_values_is_sent_and_told() -> None:
    script = Script(answer({}))
    with pytest.warns(UndocumentedValue, match="decision is 'LATER', which is not one of .*; sent as it is") as told:
        client(script).return_refund.approve_return(return_id="1", decision="LATER")
    assert script.bodies[0]["decision"] == "LATER"
    assert [one.filename for one in told] == [__file__]


def test_a_read_outside_the_documented_values_is_only_sent() -> None:
    script = Script(answer({}))
    client(script).order.get_order_list(page_size=1, order_status="TELEPORTED")
    assert script.bodies[0] == {"order_status": "TELEPORTED"}
