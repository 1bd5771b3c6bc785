"""Reviews, engagement, numbers of others, medicines, the seller's account: what is written shows, what is wrong is named."""

from __future__ import annotations

from typing import Any

import pytest

from shoplatch.errors import InvalidRequest
from shoplatch.simulator import orders
from shoplatch.simulator.ask import Upload
from shoplatch.simulator.logistics.providers import network
from shoplatch.simulator.review_rating import write
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Order
from tests.simulator_shop.product_world import png
from tests.simulator_shop.shop_world import Desk

DAY = 86_400


def with_order(status: str = "") -> tuple[Desk, Shop, Order]:
    desk = Desk()
    shop = desk.shop()
    order = orders.place(desk.world, shop, [(desk.skus(shop)[0].id, 1)])
    while status and order.status != status:
        orders.act(desk.world, shop, order, "forward")
    return desk, shop, order


@pytest.mark.parametrize("version", ["", "@202410"])
def test_imported_reviews_find_their_product_and_replace_each_other(version: str) -> None:
    desk, shop, order = with_order()
    product_id = order.lines[0].product_id
    form: dict[str, str | Upload] = {"data": Upload("a.png", "image/png", png(640, 480)), "file_type": "IMAGE"}
    uri = desk.call("review_rating.upload_review_media", None, form=form)["uri"]
    product: dict[str, Any] = {"identifiers": {"tiktok_product_id": product_id}}
    if version:
        product = {"identifier": product_id, "identifier_type": "TIKTOK_PRODUCT_ID"}
    good = {"external_review_id": "14", "rating": 4, "content": "Good", "image_uris": [uri], "create_time_millis": 1}
    wrong = [
        {"external_review_id": "15", "rating": 4, "image_uris": ["elsewhere"]},
        {"external_review_id": "16", "rating": 4, "create_time_millis": (desk.world.clock.now() + 60) * 1000},
        {"external_review_id": "17"},
    ]
    body = {"product_review": {"product": product, "review_records": [good, *wrong]}}
    name = f"review_rating.import_product_reviews{version}"
    errors = desk.call(name, shop, body=body)["errors"]
    assert [error["detail"]["external_review_id"] for error in errors] == ["15", "16", "17"]
    body["product_review"]["review_records"] = [{**good, "rating": 5}]
    assert desk.call(name, shop, body=body) == {}
    (review,) = shop.around.reviews.values()
    assert (review.product_key, review.rating, review.media) == (product_id, 5, [uri])


def test_buyers_review_what_has_arrived() -> None:
    desk, shop, order = with_order()
    with pytest.raises(InvalidRequest, match="has arrived"):
        write(desk.world, shop, order, 5, "Too early")
    desk, shop, order = with_order("DELIVERED")
    review = write(desk.world, shop, order, 5, "Lovely")
    assert shop.around.reviews[review.id].product_key == order.lines[0].product_id


def engaged(desk: Desk, shop: Shop, key: str = "k", **changed: Any) -> str:
    body = {"channel": "TIKTOK_IM", "end_time": desk.world.clock.now() + DAY, "task_name": "News"}
    body |= {"template_id": "8646958016719848812", **changed}
    made = desk.call("customer_engagement.create_engagement_task", shop, query={"idempotency_key": key}, body=body)
    return str(made["task_id"])


def test_a_message_goes_to_each_buyer_once_and_what_came_of_it_is_counted() -> None:
    desk, shop, order = with_order()
    task_id = engaged(desk, shop)
    assert engaged(desk, shop) == task_id

    def send(*emails: str) -> list[int]:
        body = {"task_id": task_id, "buyer_emails": list(emails)}
        answer = desk.call("customer_engagement.send_engagement_message", shop, body=body)
        return [error["code"] for error in answer.get("errors", [])]

    def performance() -> dict[str, Any]:
        name = "customer_engagement.get_engagement_task_performances"
        rows: list[dict[str, Any]] = desk.call(name, shop, body={"task_ids": [task_id, "1"]})["task_performances"]
        return rows[0]

    assert performance()["status"] == "WAITING"
    assert send(order.buyer.email, "stranger@example.com", "nobody") == [68009003, 68009003]
    assert send(order.buyer.email) == [68009004]
    desk.wind(3_600)
    bought = orders.place(desk.world, shop, [(desk.skus(shop)[1].id, 2)], buyer=order.buyer)
    told = performance()
    assert (told["status"], told["sent_recipient_count"], told["order_count"]) == ("SENDING", 1, 1)
    assert told["gmv_amount"] == f"{sum(line.sale_price for line in bought.lines) / 100:.2f}"
    desk.wind(DAY)
    assert performance()["status"] == "SUCCESS"
    body = {"task_id": task_id, "buyer_emails": [order.buyer.email]}
    assert desk.refusal("customer_engagement.send_engagement_message", shop, body=body) == 68009002


@pytest.mark.parametrize(
    "changed",
    [
        {"template_id": "1"},
        {"channel": "EMAIL"},
        {"end_time": 5},
        {"product_ids": ["1"]},
        {"coupon_ids": ["1"]},
        {"product_ids": ["1", "2", "3", "4", "5"]},
    ],
    ids=str,
)
def test_a_task_that_cannot_be_is_not_created(changed: dict[str, Any]) -> None:
    desk = Desk()
    body = {"channel": "TIKTOK_IM", "end_time": desk.world.clock.now() + DAY, "task_name": "News"}
    body |= {"template_id": "8646958016719848812", **changed}
    asked = {"query": {"idempotency_key": "k"}, "body": body}
    assert desk.refusal("customer_engagement.create_engagement_task", desk.shop(), **asked) == 68009005
    assert not desk.shop().around.tasks


def test_words_of_ones_own_are_for_shops_that_have_sold_and_stay_on_the_platform() -> None:
    name = "customer_engagement.create_custom_engagement_task"
    body = {"channel": "TIKTOK_IM", "end_time": 1_900_000_000, "task_name": "News"}
    body["custom_message"] = {"title": "News", "body": "Spring is here"}
    asked: dict[str, Any] = {"query": {"idempotency_key": "k"}, "body": body}
    desk, shop, _ = with_order()
    assert desk.refusal(name, shop, **asked) == 68008016
    desk, shop, _ = with_order("DELIVERED")
    rows = desk.call("customer_engagement.get_engagement_feature_permissions", shop)["features"]
    assert {row["name"]: row["is_authorized"] for row in rows} == {"FUNDAMENTAL": True, "CUSTOM_MSG": True}
    assert desk.call(name, shop, **asked)["task_id"]
    body["custom_message"] = {"title": "News", "body": "Only at https://example.com"}
    assert desk.refusal(name, shop, **asked) == 68008004


@pytest.mark.parametrize(
    "name",
    [
        "order_status_data_exchange",
        "quality_factory_order_data_import_api",
        "quality_factory_order_data_import_api@202310",
    ],
)
def test_orders_of_other_channels_are_kept_and_the_newest_word_counts(name: str) -> None:
    desk, shop, order = with_order()
    on = None if name.startswith("order") else shop
    row = {"channel_type": "SHOPIFY", "channel_order_id": "80", "order_id": order.id, "channel_order_status": "OPEN"}

    def sent(**changed: str) -> list[dict[str, Any]]:
        answer = desk.call(f"data_reconciliation.{name}", on, body={"orders": [{**row, **changed}]})
        errors: list[dict[str, Any]] = answer.get("errors", [])
        return errors

    assert sent(channel_order_update_time="20", channel_order_status="COMPLETED") == []
    assert sent(channel_order_update_time="10") == []
    assert shop.around.channel_orders["SHOPIFY/80"]["channel_order_status"] == "COMPLETED"
    (error,) = sent(order_id="1", channel_order_id="")
    assert [extra["message"] for extra in error["detail"]["extra_errors"]] == [
        "Invalid channel_order_id",
        "Invalid order_id",
    ]
    reason = "not_exist_reason" if on is None or "@" in name else "issue_reason"
    assert sent(order_id="", channel_order_id="81", **{reason: "SELLER_TIKTOKSHOP_AUTHORIZATION_REVOKED"}) == []


def test_parcels_of_warehouse_providers_are_taken_or_named() -> None:
    desk, shop, order = with_order()
    parcel: dict[str, Any] = {
        "id": "1",
        "create_time_millis": 1,
        "ship_time_millis": 2,
        "handover_time_millis": 3,
        "dimension": {"height": 1, "length": 1, "width": 1, "unit": "METER"},
        "shipping_provider_id": network("GB").carriers[0].id,
        "shipping_provider_name": "Evri",
        "skus": [{"id": order.lines[0].sku_id, "quantity": 1}],
        "time_zone": "UTC",
        "tracking_number": "1",
        "wms_order_id": "1",
    }
    rows = [
        parcel,
        {**parcel, "id": "2", "shipping_provider_id": "1"},
        {**parcel, "id": "3", "ship_time_millis": 9},
        {**parcel, "id": "4", "skus": [{"id": "1", "quantity": 1}]},
    ]
    name = "supply_chain.confirm_package_shipment"
    data = desk.call(name, None, body={"warehouse_provider_id": "734", "packages": rows})
    assert data["success_packages"] == ["1"]
    assert [error["code"] for error in data["errors"]] == ["39003015", "39003016", "39003016"]
    seller = desk.world.sellers[shop.seller_open_id]
    assert list(seller.handed_over.shipped_by_providers) == ["1"]
    assert desk.refusal(name, None, body={"warehouse_provider_id": "x", "packages": rows}) == 39003019
    assert desk.refusal(name, None, body={"warehouse_provider_id": "1", "packages": []}) == 39003018


def test_a_large_file_is_announced_within_limits() -> None:
    desk = Desk(stocked=False)
    body = {"file_name": "a", "file_type": "video", "file_size": 9, "total_chunk_count": 1, "target_path": "/"}
    first, second = (desk.call("open.upload_file_init", desk.shop(), body=body) for _ in range(2))
    assert first["upload_token"] != second["upload_token"]
    for wrong in ({"file_size": 0}, {"total_chunk_count": 0}, {"file_name": ""}):
        assert desk.refusal("open.upload_file_init", desk.shop(), body={**body, **wrong}) == 36009004


def test_pharmacies_are_kept_by_warehouse_and_paged() -> None:
    desk = Desk(stocked=False)
    shop = desk.shop()
    names = list(shop.warehouses)
    rows = [{"warehouse_id": one, "license_number": f"L{at}"} for at, one in enumerate(names)]
    wrong = [{"warehouse_id": "1", "license_number": "L"}, {"warehouse_id": names[0]}]
    errors = desk.call("epharmacy.update_pharmacies", shop, body={"pharmacies": [*rows, *wrong]})["errors"]
    assert [error["detail"]["warehouse_id"] for error in errors] == ["1", names[0]]
    walked, token = [], ""
    while True:
        page = desk.call("epharmacy.get_pharmacies", shop, query={"page_size": "2", "page_token": token})
        walked += [row["warehouse_id"] for row in page["pharmacies"]]
        token = page["next_page_token"]
        if not token:
            break
    assert walked == names
    assert page["total_count"] == len(names)


def test_a_medicine_brings_a_consultation_and_a_prescription_that_stays_approved() -> None:
    desk, shop, order = with_order()
    read = {"query": {"ids": order.id}}
    assert "consultation_id" not in desk.call("order.get_order_detail", shop, **read)["orders"][0]
    status = {"body": {"prescription_status": "APPROVED"}, "order_id": order.id}
    assert desk.refusal("epharmacy.update_prescription_status", shop, **status) == 21011003
    needs = {"prescription_requirement": {"needs_prescription": True}}
    name = "epharmacy.update_prescription_requirement"
    assert desk.refusal(name, shop, body=needs, product_id="1") == 12052048
    desk.call(name, shop, body=needs, product_id=order.lines[0].product_id)
    consultation = desk.call("order.get_order_detail", shop, **read)["orders"][0]["consultation_id"]
    provider = desk.call("epharmacy.get_consultation_provider", shop, consultation_id=consultation)
    assert provider["consultation_provider"]["id"]
    assert desk.refusal("epharmacy.get_consultation_provider", shop, consultation_id="7660") == 21008111
    unsaid = {"body": {"prescription_status": "REJECTED"}, "order_id": order.id}
    assert desk.refusal("epharmacy.update_prescription_status", shop, **unsaid) == 36009004
    desk.call("epharmacy.update_prescription_status", shop, **status)
    late = {"body": {"prescription_status": "REJECTED", "rejection_reason": "Late"}, "order_id": order.id}
    assert desk.refusal("epharmacy.update_prescription_status", shop, **late) == 21011003


def test_the_shops_of_an_account_are_one_group_and_its_collections_need_products() -> None:
    desk, shop, order = with_order()
    rows = desk.call("seller.get_shop_group_and_related_shops", None)["shop_group_data"]["shops"]
    assert {row["shop_id"] for row in rows} == set(desk.world.shops)
    good = {"id": "1", "title": "Spring", "products": [{"tts_product_id": order.lines[0].product_id}]}
    body = {"collections": [good, {"id": "2", "title": "Empty"}, {"id": "3", "products": good["products"]}]}
    assert desk.call("seller.sync_collections", shop, body=body)["failed_info"]["ids"] == ["2", "3"]
    assert list(shop.around.collections) == ["1"]
    assert {row["type"] for row in desk.call("seller.get_shop_creators", shop)["shop_creators"]} == {"OFFICIAL"}


def test_buyers_of_the_demo_world_have_talked_and_judged_the_same_for_the_same_seed() -> None:
    first, second = Desk("demo"), Desk("demo")
    for one, other in zip(first.world.shops.values(), second.world.shops.values(), strict=True):
        assert (one.talks, one.around) == (other.talks, other.around)
    talks = [talk for shop in first.world.shops.values() for talk in shop.talks.conversations.values()]
    assert len(talks) == 6
    assert any(talk.unread for talk in talks)
    assert any(session.satisfaction_score for talk in talks for session in talk.sessions)
    reviews = [review for shop in first.world.shops.values() for review in shop.around.reviews.values()]
    assert len(reviews) > 10
    assert all(review.create_time_ms <= first.world.clock.now() * 1000 for review in reviews)
