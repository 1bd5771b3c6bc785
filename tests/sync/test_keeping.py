"""Described streams are kept: older versions where newer are not offered, what left is marked, what was believed known."""

from __future__ import annotations

import copy
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from shoplatch.store import cursors, history, schema, streams
from shoplatch.store.families import BY_NAME
from shoplatch.store.read import kept
from shoplatch.sync.keeping import Streams
from shoplatch.sync.streams import creators, external_orders, perf_shop, perf_videos
from shoplatch.sync.streams.every import BY_NAME as STREAMS
from shoplatch.sync.streams.signs import Amounts, convention
from tests.sync.conftest import House, seal
from tests.sync.little_shop import LittleShop
from tests.sync.wire import Wire, documented

STATEMENT = documented("finance.get_statements")["statements"][0]


async def wired(house: House, answers: dict[str, Any]) -> Wire:
    await house.connect(LittleShop())
    wire = Wire(answers)
    house.access.shops_by_id["749"] = wire  # type: ignore[assignment]  # anything that sends
    return wire


async def listed(house: House, family: str) -> list[Any]:
    async with house.store.begin() as conn:
        return (await kept.rows(conn, family, kept.Wanted(("749",), {}), limit=100))[0]


async def state(house: House, stream: str) -> streams.StreamState:
    async with house.store.begin() as conn:
        return next(one for one in await streams.states(conn, ["749"]) if one.stream == stream)


async def test_where_the_newest_version_is_not_offered_the_older_one_is_asked_and_remembered(house: House) -> None:
    old = documented("return_refund.search_cancellations@202309")
    wire = await wired(
        house, {"return_refund.search_cancellations": 105005, "return_refund.search_cancellations@202309": old}
    )
    await house.streams.run("749", only=["cancellations"])
    (row,) = await listed(house, "cancellations")
    assert (row["source_version"], row["id"]) == ("202309", old["cancellations"][0]["cancel_id"])
    await house.streams.run("749", only=["cancellations"], every=True)
    assert wire.count("return_refund.search_cancellations") == 1, "the version that answered is asked first"
    assert (await state(house, "cancellations")).operation == "return_refund.search_cancellations@202309"


async def test_a_stream_the_grant_does_not_allow_says_so_and_does_not_stop_the_others(house: House) -> None:
    await wired(house, {"finance.get_statements": 105005, "promotion.search_coupon_list": {"coupons": []}})
    await house.streams.run("749", only=["statements", "coupons"])
    refused = await state(house, "statements")
    assert refused.refused
    assert not refused.late(house.clock.now() + timedelta(days=9))
    assert (await state(house, "coupons")).refused is None


async def test_a_stream_that_was_not_read_in_time_is_late(house: House) -> None:
    await wired(house, {"promotion.search_coupon_list": {"coupons": []}})
    await house.streams.run("749", only=["coupons"])
    now = house.clock.now()
    stands = await state(house, "coupons")
    assert not stands.late(now)
    assert stands.late(now + timedelta(seconds=stands.objective_s + 1))


async def test_what_was_expected_and_is_settled_gets_a_tombstone_and_comes_back_if_it_comes_back(house: House) -> None:
    answer = documented("finance.get_unsettled_transactions")
    first = answer["transactions"][0]
    answer["transactions"] = [{**first, "id": str(k)} for k in range(3)]
    wire = await wired(house, {"finance.get_unsettled_transactions": answer})
    await house.streams.run("749", only=["unsettled_transactions"])
    house.clock.advance(600)
    wire.answers["finance.get_unsettled_transactions"] = {**answer, "transactions": answer["transactions"][:1]}
    await house.streams.run("749", only=["unsettled_transactions"], every=True)
    assert [row["id"] for row in await listed(house, "unsettled_transactions")] == ["0"]
    house.clock.advance(600)
    wire.answers["finance.get_unsettled_transactions"] = answer
    await house.streams.run("749", only=["unsettled_transactions"], every=True)
    assert len(await listed(house, "unsettled_transactions")) == 3

    wire = await wired(house, {"finance.get_statements": {"statements": [{**STATEMENT, "payment_status": "PROCESSING"}]}})
    began = house.clock.now()
    await house.streams.run("749", only=["statements"])
    house.clock.advance(3 * 86_400)
    wire.answers["finance.get_statements"] = {"statements": [{**STATEMENT, "payment_status": "PAID"}]}
    await house.streams.run("749", only=["statements"], every=True)
    async with house.store.begin() as conn:
        statements = BY_NAME["statements"]
        told = await history.versions(conn, statements, "749", STATEMENT["id"])
        then = await history.as_of(conn, statements, "749", began + timedelta(days=1))
        now = await history.as_of(conn, statements, "749", house.clock.now())
        before = await history.as_of(conn, statements, "749", began - timedelta(seconds=1))
    assert [(one.revision, one.row["payment_status"]) for one in told] == [(1, "PROCESSING"), (2, "PAID")]
    assert told[0].until == told[1].since
    assert [one.row["payment_status"] for one in then] == ["PROCESSING"]
    assert [one.row["payment_status"] for one in now] == ["PAID"]
    assert before == []


async def test_details_are_read_once_for_each_version_of_their_parent_and_those_that_left_are_marked(house: House) -> None:
    answer = documented("finance.get_transactions_by_statement")
    first = answer["transactions"][0]
    answer["transactions"] = [{**first, "id": str(k), "settlement_amount": "7"} for k in range(2)]
    get = "finance.get_transactions_by_statement"
    wire = await wired(house, {"finance.get_statements": {"statements": [STATEMENT]}, get: answer})
    both = ["statements", "statement_transactions"]
    await house.streams.run("749", only=both)
    await house.streams.run("749", only=both, every=True)
    assert wire.count(get) == 1
    rows = await listed(house, "statement_transactions")
    assert {row["sign_convention"] for row in rows} == {"none"}, "kept and marked, not dropped"
    house.clock.advance(60)
    wire.answers["finance.get_statements"] = {"statements": [{**STATEMENT, "payment_status": "FAILED"}]}
    wire.answers[get] = {**answer, "transactions": answer["transactions"][:1]}
    await house.streams.run("749", only=both, every=True)
    assert wire.count(get) == 2
    assert len(await listed(house, "statement_transactions")) == 1


async def test_a_read_that_was_killed_goes_on_at_its_page(house: House) -> None:
    def pages(operation: str, query: dict[str, Any], body: Any) -> Any:
        at = int(query.get("page_token") or 0)
        if at == 1 and broken:
            return 36009003
        one = {**copy.deepcopy(cancel), "cancel_id": f"c{at}"}
        return {"cancellations": [one], "next_page_token": str(at + 1) if at < 3 else "", "total_count": 4}

    cancel = documented("return_refund.search_cancellations")["cancellations"][0]
    broken = True
    wire = await wired(house, {"return_refund.search_cancellations": pages})
    await house.streams.run("749", only=["cancellations"])
    assert (await state(house, "cancellations")).error
    assert len(await listed(house, "cancellations")) == 1
    broken = False
    wire.asked.clear()
    await house.streams.run("749", only=["cancellations"], every=True)
    assert [query.get("page_token") for _, query, _ in wire.asked] == ["1", "2", "3"]
    assert len(await listed(house, "cancellations")) == 4


async def test_figures_of_a_day_that_is_not_there_yet_are_not_kept_and_recent_days_are_read_again(house: House) -> None:
    shop = await house.connect(LittleShop())
    shop.product("170", {"170-0": 9})
    shop.order("1", ["170-0"])
    await house.run_backfill(shop)
    (interval,) = documented(perf_shop.STREAM.operations[0])["performance"]["intervals"]

    def figures(operation: str, query: dict[str, Any], body: Any) -> Any:
        day = query["start_date_ge"]
        made = {**interval, "start_date": day, "end_date": query["end_date_lt"]}
        return {"performance": {"intervals": [made]}, "latest_available_date": available}

    available = "2025-12-01"
    house.access.shops_by_id["749"] = Wire(dict.fromkeys(perf_shop.STREAM.operations, figures))  # type: ignore[assignment]
    await house.streams.run("749", only=["perf_shop"])
    assert await listed(house, "perf_shop") == []
    available = "2026-01-01"
    await house.streams.run("749", only=["perf_shop"], every=True)
    assert len(await listed(house, "perf_shop")) >= 1
    assert str((await state(house, "perf_shop")).latest_available_date) == "2026-01-01"
    async with house.store.begin() as conn:
        assert await cursors.position(conn, "749", "stream:perf_shop") is not None


async def test_an_account_that_is_no_creator_of_the_marketplace_is_no_gap(house: House) -> None:
    """A seller's own account makes videos too; TikTok says that it has no profile there (16901007)."""
    shop = await house.connect(LittleShop())
    shop.product("170", {"170-0": 9})
    shop.order("1", ["170-0"])
    await house.run_backfill(shop)
    videos, creator = perf_videos.STREAM.operations[0], creators.STREAM.operations[0]
    (video,) = documented(videos)["videos"]
    made = {**video, "id": "7", "creator": {"open_id": "C1"}}
    answers = {videos: {"videos": [made], "latest_available_date": "2026-01-01"}, creator: 16901007}
    wire = Wire(answers)
    house.access.shops_by_id["749"] = wire  # type: ignore[assignment]
    await house.streams.run("749", only=["perf_videos", "creators"])
    await house.streams.run("749", only=["creators"], every=True)
    assert wire.count(creator) == 1
    assert (await state(house, "creators")).error is None
    wire.answers[creator] = 16901006
    house.clock.advance(8 * 86_400)
    await house.streams.run("749", only=["creators"], every=True)
    assert (await state(house, "creators")).error, "what is not known to mean that is a gap"


@pytest.mark.parametrize(
    ("stated", "sign"),
    [  # settlement, revenue, net sales, fee, shipping, adjustment
        (Amounts(Decimal(100), revenue=Decimal(200), fee=Decimal(-30), shipping=Decimal(-70)), "added"),
        (Amounts(Decimal(130), revenue=Decimal(200), fee=Decimal(-30), adjustment=Decimal(-40)), "added"),
        (
            Amounts(Decimal(130), revenue=Decimal(200), fee=Decimal(-70), shipping=Decimal(-50)),
            "added",
        ),  # SEA: within the fee
        (Amounts(Decimal(70), net_sales=Decimal(100), revenue=Decimal(0), fee=Decimal(-30)), "added"),
        (Amounts(Decimal(100), revenue=Decimal(200), fee=Decimal(30), shipping=Decimal(70)), "subtracted"),
        (
            Amounts(Decimal(60), revenue=Decimal(200), fee=Decimal(30), shipping=Decimal(70), adjustment=Decimal(40)),
            "subtracted",
        ),
        (Amounts(Decimal(200), revenue=Decimal(200)), "either"),
        (Amounts(Decimal(7), revenue=Decimal(200), fee=Decimal(-30)), "none"),
        (Amounts(None, revenue=Decimal(200)), "untested"),
    ],
)
def test_the_sign_of_charges_is_found_row_by_row(stated: Amounts, sign: str) -> None:
    assert convention(stated).sign == sign


# What a warehouse filled by another tool holds for TikTok Shop, and where the same lies here.
ELSEWHERE = {
    "cancellation": ("cancellations", "cancellation_lines"),
    "external_order": ("external_orders",),
    "orders": ("orders", "order_lines"),
    "payment": ("payments",),
    "return": ("returns", "return_lines", "return_records"),
    "shop_live_performance": ("perf_lives", "perf_live_minutes"),
    "shop_product_performance": ("perf_products",),
    "shop_sku_performance_interval": ("perf_skus",),
    "shop_video_performance": ("perf_videos",),
    "statement": ("statements", "statement_totals"),
    "transactions_by_order_sku_transaction": ("order_transactions", "order_settlements"),
    "transactions_by_statement": ("statement_transactions",),
    "coupon": ("coupons",),
    "product": ("products", "skus"),
    "product_detail": ("products", "sku_prices", "product_audits"),
    "seller_affiliate_order_sku": ("affiliate_orders", "affiliate_order_skus"),
    "marketplace_creator_performance": ("creators",),
}


def test_every_table_that_others_keep_has_its_place_here() -> None:
    for tables in ELSEWHERE.values():
        for name in tables:
            assert {"shop_id"} <= set(schema.metadata.tables[name].columns.keys()), name
    read = set(STREAMS) | {"orders", "products", "external_orders", "sku_prices", "product_audits", "statement_totals"}
    assert {tables[0] for tables in ELSEWHERE.values()} <= read


async def test_an_order_is_asked_for_the_numbers_of_a_named_system_when_it_is_new_and_when_it_has_ended(
    house: House,
) -> None:
    shop = LittleShop()
    await house.connect(shop)
    shop.product("17", {"17-0": 100})
    for order_id in ("501", "502"):
        shop.order(order_id, ["17-0"])
    await house.run_backfill(shop)
    wire = Wire({"order.get_external_order_references": documented("order.get_external_order_references")})
    house.access.shops_by_id[shop.shop_id] = wire  # type: ignore[assignment]  # anything that sends
    numbers = Streams(house.store, house.access, seal, house.clock, chosen=[external_orders.of("SHOPIFY")])
    for _ in range(2):
        await numbers.run(shop.shop_id, every=True)
    assert wire.count("order.get_external_order_references") == 2
    async with house.store.begin() as conn:
        found = (await kept.rows(conn, "external_orders", kept.Wanted((shop.shop_id,), {}), limit=100))[0]
    assert {row["order_id"] for row in found} == {"501", "502"}
    async with house.store.raw() as conn:
        await conn.execute("UPDATE orders SET status = 'COMPLETED' WHERE id = '501'")
    await numbers.run(shop.shop_id, every=True)
    assert wire.count("order.get_external_order_references") == 3


async def told(house: House, kind: str) -> list[tuple[str, str]]:
    """The changes of a kind, oldest first: the object and why it was written."""
    async with house.store.raw() as conn:
        found = await conn.execute("SELECT object_id, cause FROM changes WHERE kind = %s ORDER BY n", [kind])
        return [(row[0], row[1]) for row in await found.fetchall()]


async def test_the_first_look_at_a_stream_is_history_and_what_comes_later_is_news(house: House) -> None:
    answer: dict[str, Any] = {"statements": [{**STATEMENT, "id": "1"}]}
    await wired(house, {"finance.get_statements": answer})
    await house.streams.run("749", only=["statements"])
    answer["statements"] = [{**STATEMENT, "id": "2"}, *answer["statements"]]
    await house.streams.run("749", only=["statements"], every=True)
    assert await told(house, "statements") == [("1", "backfill"), ("2", "incremental")]


async def test_a_stream_that_was_refused_so_far_is_still_to_be_looked_at_for_the_first_time(house: House) -> None:
    wire = await wired(house, {"finance.get_statements": 105005})
    await house.streams.run("749", only=["statements"])
    wire.answers["finance.get_statements"] = {"statements": [{**STATEMENT, "id": "1"}]}
    await house.streams.run("749", only=["statements"], every=True)
    assert await told(house, "statements") == [("1", "backfill")]
