"""Everything about creators done once, and every call's answer, in every version; taken into the busy world's proofs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from shoplatch.simulator import creator_desk, orders
from shoplatch.simulator.ask import Upload
from shoplatch.simulator.creators import samples
from shoplatch.simulator.creators.people import creators_of
from tests.simulator_creators.creator_world import PNG, CreatorDesk

Answer = tuple[str, dict[str, Any]]
DAY_S = 86_400
PAGE = {"page_size": "20"}


class Told:
    """Keeps each answer under its operation."""

    def __init__(self, desk: CreatorDesk) -> None:
        self.desk, self.rows = desk, list[Answer]()

    def __call__(self, who: str, operation_id: str, **asked: Any) -> dict[str, Any]:
        data = self.desk.by(who, operation_id, **asked)
        self.rows.append((operation_id, data))
        return data

    def seller(self, name: str, *versions: str, **asked: Any) -> dict[str, Any]:
        """A call of the seller's domain, in older versions too."""
        return self._in_versions("seller", f"affiliate_seller.{name}", versions, asked)

    def creator(self, name: str, *versions: str, **asked: Any) -> dict[str, Any]:
        return self._in_versions("creator", f"affiliate_creator.{name}", versions, asked)

    def partner(self, name: str, *versions: str, **asked: Any) -> dict[str, Any]:
        return self._in_versions("partner", f"affiliate_partner.{name}", versions, asked)

    def _in_versions(self, who: str, name: str, versions: tuple[str, ...], asked: dict[str, Any]) -> dict[str, Any]:
        newest = self(who, name, **asked)
        for version in versions:
            self(who, f"{name}@{version}", **asked)
        return newest


def creator_reads() -> Iterator[Answer]:
    """(operation id, data) of a life with creators, and of what those of the demo world did by themselves."""
    yield from creators_life(CreatorDesk("empty"))
    yield from _of_the_demo()


def creators_life(desk: CreatorDesk) -> Iterator[Answer]:
    """(operation id, data) of a life with creators in a stocked world."""
    told = Told(desk)
    first, second = _agree(desk, told)
    _sample(desk, told, first)
    _show(desk, told, first)
    _go_live(desk, told, first, second)
    campaign = _campaign(desk, told)
    _talk(desk, told)
    desk.wind(25 * DAY_S)
    _read_orders(told, campaign)
    _read_market(desk, told)
    _end(desk, told, first)
    yield from told.rows


def _agree(desk: CreatorDesk, told: Told) -> tuple[str, str]:
    first, second, creator = desk.live(), desk.live(1), desk.creator
    told.seller("create_open_collaboration", body={"product_id": first, "commission_rate": 1_000})
    older = {"product_id": second, "commission_rate": 900, "require_seller_approve_creator": True}
    told("seller", "affiliate_seller.create_open_collaboration@202405", body=older)
    told.seller("edit_open_collaboration_settings", body={"auto_add_product": {"enable": True, "commission_rate": 700}})
    told.seller("get_open_collaboration_settings")
    told.creator("add_showcase_products", body={"add_type": "PRODUCT_ID", "product_ids": [first, "1"]})
    told("creator", "affiliate.add_showcase_products@202309", body={"product_ids": [first, "1"]})
    end = str(desk.world.clock.now() + 40 * DAY_S)
    invitation = {
        "name": "Spring launch",
        "message": "We would love to have you",
        "end_time": end,
        "creator_user_open_ids": [creator, "nobody"],
        "free_sample_rule": {"has_free_sample": True, "is_sample_approval_exempt": False},
        "products": [{"id": second, "target_commission_rate": 2_000, "shop_ads_commission_rate": 500}],
        "seller_contact_info": {"email": "creators@fernlight.example"},
    }
    made = told.seller("create_target_collaboration", body=invitation)
    older_one = {**invitation, "creator_user_ids": [creator]}
    told("seller", "affiliate_seller.create_target_collaboration@202405", body=older_one)  # the pair is taken: a conflict
    told.seller("create_target_collaboration", body=invitation)
    target = made["target_collaboration"]["id"]
    change = {
        **{name: invitation[name] for name in ("end_time", "free_sample_rule", "seller_contact_info")},
        "name": "Spring launch, longer",
        "creator_user_open_ids": [creator, "nobody"],
        "creator_user_ids": [creator, "nobody"],
        "products": [
            {"id": second, "commission_rate": 1_800, "target_ad_commission_rate": 500},
            {"id": "1", "commission_rate": 1_000},
        ],
    }
    told.seller("update_target_collaboration", "202409", body=change, target_collaboration_id=target)
    told.creator("add_showcase_products", body={"add_type": "PRODUCT_ID", "product_ids": [second]})
    friend = creators_of(desk.world, "GB")[5].open_id
    other = {**invitation, "name": "For a friend", "creator_user_open_ids": [friend]}
    beside = told.seller("create_target_collaboration", body=other)["target_collaboration"]["id"]
    both = {**change, "creator_user_open_ids": [friend, creator], "creator_user_ids": [friend, creator]}
    told.seller("update_target_collaboration", "202409", body=both, target_collaboration_id=beside)
    detail = ("202412", "202409")
    told.seller("query_target_collaboration_detail", *detail, target_collaboration_id=target)
    search = {
        "collaboration_status": "VALID",
        "creator_user_open_id": creator,
        "search_param": {"keyword": "spring", "keyword_type": "TARGET_COLLABORATION_NAME"},
    }
    told.seller("search_target_collaborations", "202409", body=search, query=PAGE)
    pair = {"creator_open_id_list": [creator], "product_id_list": [second]}
    told.seller("check_target_collaboration_conflicts", body=pair)
    told.seller("generate_target_collaboration_link", body={}, target_collaboration_id=target)
    told.creator("search_creator_target_collaborations", body={"shop_id": desk.shop().id}, query=PAGE)
    asked = {"creator_user_open_id": creator, "invitation_group_id": target}
    told.seller("query_creator_promotion_details_in_target_collaboration", body=asked)
    told.seller("search_open_collaborations", "202409", body={}, query=PAGE)
    return first, second


def _sample(desk: CreatorDesk, told: Told, product_id: str) -> None:
    rule = {
        "activate_status": "ACTIVATE",
        "sample_quota": 5,
        "thresholds": {"minimum_follower_count": 100, "category_ids": ["601450"]},
    }
    told.seller("edit_open_collaboration_sample_rule", body={"product_id": product_id, "sample_rule": rule})
    told.seller("get_open_collaboration_sample_rules", query={"product_ids": product_id})
    told.creator("check_creator_sample_eligibility", query={"product_id": product_id})
    sku = desk.shop().products[product_id].skus[0].id
    links = {"product_id": product_id, "sku_id": sku}
    told.seller("seller_get_sample_request_deeplink", query=links)
    told.creator("creator_get_sample_request_deeplink", query=links)
    wish = creator_desk.SampleWish(desk.creator, product_id)
    asked = creator_desk.ask_for_sample(desk.world, wish)["application_id"]
    told.creator("check_creator_sample_eligibility", query={"product_id": product_id})
    told.seller("search_sample_applications", "202507", "202409", body={}, query=PAGE)
    told.seller("review_a_sample_application", body={"review_result": "APPROVE"}, application_id=asked)
    shop = desk.shop()
    order = shop.orders[shop.affiliate.applications[asked].order_id]
    while not order.delivery_time:
        orders.act(desk.world, shop, order, "forward")
    samples.catch_up(desk.world, shop, shop.affiliate.applications[asked])
    told.creator("creator_search_sample_application_fulfillments", body={"fulfillment_statuses": ["PENDING"]})
    told.seller("search_sample_applications", body={"order_id": order.id}, query=PAGE)
    desk.video(product_id)
    told.seller("search_sample_application_fulfillments", body={}, application_id=asked)
    told.creator("search_creator_sample_applications", body={"application_statuses": ["COMPLETED"]}, query=PAGE)
    one = {"application_type": "FREE_SAMPLE", "product_id": product_id, "application_id": asked}
    told.creator("get_creator_sample_application_detail", body=one)
    again = creator_desk.ask_for_sample(desk.world, wish)["application_id"]
    refusal = {"review_result": "REJECT", "reject_reason": "NOT_MATCH"}
    told("seller", "affiliate_seller.review_a_sample_application@202409", body=refusal, application_id=again)


def _show(desk: CreatorDesk, told: Told, product_id: str) -> None:
    told.creator("get_creator_profile", "202405")
    told("creator", "affiliate.get_creator_profile@202309")
    told.creator("get_showcase_products", query={**PAGE, "origin": "SHOWCASE"})
    told("creator", "affiliate.get_showcase_products@202309", query={**PAGE, "origin": "SHOWCASE"})
    told.creator("move_showcase_products_to_the_top", body={"product_ids": [product_id]})
    told("creator", "affiliate.move_showcase_products_to_the_top@202309", body={"product_ids": [product_id]})
    for name in ("search_open_collaboration_products",):
        told.creator(name, body={}, query=PAGE)
    told.seller("seller_search_open_collaboration_products", body={}, query=PAGE)
    told.creator("get_open_collaboration_product_list_by_product_ids", body={}, query={"product_ids": product_id})
    told.creator("creator_select_affiliate_product", body={}, query=PAGE)
    told.creator("get_shop_products", query={**PAGE, "sort_field": "SALE", "sort_order": "DESC"})
    told("creator", "affiliate.get_shop_products@202309", query={"page_size": "2"})
    told("creator", "affiliate.check_anchor_content", body={"title": "A cream"})
    told("creator", "affiliate.check_anchor_prerequisites", body={"product_id": product_id})
    film = Upload("film.mp4", "video/mp4", b"\0\0\0\x20ftypisom film")
    file_id = told.creator("upload_shoppable_video_file", form={"data": film})["video_file"]["id"]
    link = {"product_id": product_id, "title": "fail audit"}
    task = {"product_link_info": link, "video_info": {"file_id": file_id}}
    checked = told.creator("create_video_precheck_task", body=task)["precheck"]["task_id"]
    short = {**task, "product_link_info": {"product_id": product_id, "title": "Cream"}}
    weak = told.creator("create_video_precheck_task", body=short)["precheck"]["task_id"]
    desk.wind(70)
    for task_id in (checked, weak):
        told.creator("get_shoppable_video_precheck_result", "202511", task_id=task_id)
    post = {"video_info": {"file_id": file_id, "title": "My evening"}, "product_link_info": {**link, "title": "A cream"}}
    for name in ("post_shoppable_video", "post_shoppable_video@202505"):
        video_id = told("creator", f"affiliate_creator.{name}", body=post)["video"]["id"]
    told.creator("get_shoppable_video_status", video_id=video_id)
    photo = told.creator("upload_shoppable_photo_file", form={"data": Upload("a.png", "image/png", PNG)})
    shown = {
        "photos_info": [{"photo_file_uris": photo["photo_file"]["photo_uri"]}],
        "link_info": {"post_type": "PRODUCT", "links": [{"product_id": product_id}]},
    }
    told.creator("post_shoppable_photos", body=shown)
    desk.push(desk.sold(video_id, units=2), "DELIVERED")
    _links(desk, told, product_id)


def _links(desk: CreatorDesk, told: Told, product_id: str) -> None:
    told.seller("generate_affiliate_product_promotion_link", body={}, product_id=product_id)
    material = {"material": {"id": product_id, "type": "PRODUCT"}, "channel": "mail", "tags": ["spring", "x" * 60]}
    made = told.creator("generate_affiliate_sharing_link", "202407", body=material)
    led = creator_desk.Led(link=made["affiliate_sharing_links"][0]["affiliate_sharing_link"])
    creator_desk.lead(desk.world, led)
    many = {"material": {"ids": [product_id, "1"], "type": "PRODUCT"}}
    told.creator("generate_publisher_sharing_links_in_batch", body=many, publisher_id="77")
    told.creator("generate_general_sharing_links", body=many)
    told.creator("map_tokopedia_to_tiktok_shop_product_ids", body={"toko_pids": [int(product_id)]})
    shop = desk.shop()
    shop.region = "ID"
    told.creator("get_tokopedia_and_tiktok_shop_product_id_mappings", body={"toko_pids": [int(product_id)]})
    told.creator("map_tokopedia_to_tiktok_shop_product_ids", body={"toko_pids": [int(product_id)]})
    shop.region = "GB"


def _go_live(desk: CreatorDesk, told: Told, first: str, second: str) -> None:
    wish = creator_desk.Posting(desk.creator, [first], shop_id=desk.shop().id, kind="LIVE")
    live = creator_desk.post(desk.world, wish)["content_id"]
    told("creator", "affiliate.get_live_room_info")
    told("creator", "affiliate.add_live_products", body={"product_ids": [second, "1"]})
    told("creator", "affiliate.top_live_products", body={"product_ids": [second]})
    told("creator", "affiliate.pin_live_product", product_id=second)
    told("creator", "affiliate.get_live_products")
    told("creator", "affiliate.unpin_live_product", product_id=second)
    told("creator", "affiliate.remove_live_products", body={"product_ids": [second]})
    desk.wind(1_200)
    desk.push(desk.sold(live), "DELIVERED")


def _campaign(desk: CreatorDesk, told: Told) -> str:
    now = desk.world.clock.now()
    body = {
        "name": "Autumn",
        "description": "For small brands",
        "commission_rate": 1_500,
        "contact_info": {"email": "hello@harbour.example"},
        "registration_start_time": now,
        "registration_end_time": now + 5 * DAY_S,
        "campaign_start_time": now,
        "campaign_end_time": now + 60 * DAY_S,
        "target_shop_codes": [desk.shop().code],
    }
    campaign: str = told.partner("create_affiliate_partner_campaign", body=body)["campaign_id"]
    told.partner("edit_affiliate_partner_campaign", body={"name": "Autumn glow"}, campaign_id=campaign)
    told.partner("publish_affiliate_partner_campaign", body={}, campaign_id=campaign)
    told.partner("get_affiliate_partner_campaign_list", query=PAGE)
    told.partner("get_affiliate_partner_campaign_detail", campaign_id=campaign)
    product_id = desk.live()
    entering = creator_desk.Entering(campaign, product_id, 2_000)
    creator_desk.enter(desk.world, entering)
    told.partner("review_affiliate_partner_campaign_product", body={"review_result": "APPROVE"}, campaign_id=campaign,
                 product_id=product_id)  # fmt: skip
    link = told.partner("generate_affiliate_partner_campaign_product_link", body={"creator_commission_rate": 1_600},
                        campaign_id=campaign, product_id=product_id)  # fmt: skip
    told.partner("generate_campaign_product_promotion_links_in_batch", body={"product_ids": [product_id, "1"]},
                 campaign_id=campaign)  # fmt: skip
    told.partner("get_affiliate_partner_campaign_product_list", query=PAGE, campaign_id=campaign)
    taken = {"add_type": "PRODUCT_LINK", "product_link": link["product_promotion_link"]}
    told.creator("add_showcase_products", body=taken)
    told.creator("get_showcase_products", query={**PAGE, "origin": "SHOWCASE"})
    desk.push(desk.sold(desk.video(product_id)), "DELIVERED")
    shop, person = desk.shop(), creator_desk.creator(desk.world, desk.creator)
    assert person is not None
    sample = samples.apply(desk.world, shop, person, shop.products[product_id].skus[0])
    samples.approve(desk.world, shop, sample)
    desk.push(shop.orders[sample.order_id], "DELIVERED")
    desk.wind(3 * 3_600)
    one = {"campaign_id": campaign, "product_id": product_id}
    told.partner("get_campaign_product_performance_list", query=PAGE, campaign_id=campaign)
    told.partner("get_creator_performance_for_campaign_product", "202501", query=PAGE, **one)
    named = {**one, "creator_temp_id": desk.creator}
    told.partner("get_affiliate_campaign_creator_product_content_statistics", "202501",
                 query={"affiliate_product_id": product_id}, **named)  # fmt: skip
    told.partner("get_affiliate_campaign_creator_product_sample_status", "202501", **named)
    return campaign


def _talk(desk: CreatorDesk, told: Told) -> None:
    person = {"creator_open_id": desk.creator, "creator_id": desk.creator}
    talk = told.seller("get_or_create_creator_conversation", "202412", body=person)["conversation_id"]
    words = json.dumps({"content": "Hello"})
    told.seller("send_im_message", body={"msg_type": "TEXT", "content": words}, conversation_id=talk)
    creator_desk.say(desk.world, creator_desk.Said(desk.creator, "Hi!", desk.shop().id))
    told.seller("get_conversation_list", "202412", query=PAGE)
    told.seller("get_creator_conversation_messages", query=PAGE, conversation_id=talk)
    told.seller("get_latest_unread_messages")
    told.seller("get_inbox_category_counts")
    told.seller("mark_conversations_as_read", body={"conversation_ids": [talk, "1"]})
    told.seller("update_conversation_status", body={"action": "STAR"}, conversation_id=talk)
    picture = {"data": Upload("a.png", "image/png", PNG)}
    told.seller("upload_message_image", "202511", form=picture)
    told.seller("get_weekly_creator_outreach_quota")
    told.seller("get_weekly_creator_outreach_records", body={"page_index": 1, "page_size": 10})
    told.seller("check_creator_outreach_eligibility", body={"creator_infos": [{"creator_open_id": desk.creator}]})


def _read_orders(told: Told, campaign: str) -> None:
    told.seller("search_seller_affiliate_orders", "202405", body={}, query=PAGE)
    told.creator("search_creator_affiliate_orders", "202405", body={}, query=PAGE)
    span = {"time_ge": 0, "time_lt": 2_000_000_000_000, "time_type": "SETTLE_TIME"}
    told.creator("search_affiliate_orders_by_creator", body=span, query=PAGE)
    told.partner("search_tap_affiliate_orders", "202411", body={"campaign_id": campaign}, query=PAGE)
    told.partner("search_cap_affiliate_orders", "202504", body={}, query=PAGE)


def _read_market(desk: CreatorDesk, told: Told) -> None:
    older = ("202508", "202505", "202406")
    told.seller("search_creators_in_creator_marketplace", *older, body={}, query={"page_size": "12"})
    told.seller("get_marketplace_creator_performance", *older, creator_user_id=desk.creator)
    told.seller("get_creator_marketplace_advanced_search_filters", "202601", body={})
    made = told.seller("create_compass_offline_export_task", body={"module_type": "CREATOR", "window_type": "PAST_30_DAYS"})
    desk.wind(61)
    told.seller("get_compass_task_list", query={"doc_type": "CSV"})
    told.seller("download_compass_task_file", task_id=made["task"]["id"])


def _end(desk: CreatorDesk, told: Told, product_id: str) -> None:
    query = {**PAGE, "product_id": product_id}
    told.seller("get_open_collaboration_creator_content_details", "202412", query=query)
    shop, creator = desk.shop(), desk.creator
    collaboration = next(one.id for one in shop.affiliate.opens.values() if one.product_id == product_id)
    gone = {"creator_user_open_id": creator, "creator_user_id": creator, "product_id": product_id}
    told.seller("remove_creator_from_open_collaboration_product", "202405", body=gone, open_collaboration_id=collaboration)
    told.seller("remove_open_collaboration", body={}, product_id=product_id)
    told.seller("search_open_collaborations", body={}, query=PAGE)
    target = next(iter(shop.affiliate.targets))
    items = {"conflict_items": [{"existing_collaboration_id": one, "creator_open_id": creator} for one in (target, "1")]}
    told.seller("resolve_target_collaboration_conflicts", body=items)
    told.seller("remove_target_collaboration", body={}, target_collaboration_id=target)
    told.seller("query_target_collaboration_detail", target_collaboration_id=target)
    told.creator("remove_showcase_products", body={"product_ids": [product_id]})
    told("creator", "affiliate.remove_showcase_products@202309", body={"product_ids": [product_id]})


def _of_the_demo() -> Iterator[Answer]:
    """What creators did by themselves."""
    desk = CreatorDesk("demo")
    told = Told(desk)
    told.creator("creator_select_affiliate_product", body={}, query={"page_size": "50"})
    for shop in desk.world.shops.values():
        told.seller("search_seller_affiliate_orders", body={}, query={"page_size": "100"}, shop=shop)
        told.seller("search_sample_applications", body={}, query={"page_size": "100"}, shop=shop)
        told.seller("search_target_collaborations", body={"collaboration_status": "ONGOING"}, query=PAGE, shop=shop)
        told.seller("search_creators_in_creator_marketplace", body={}, query={"page_size": "50"}, shop=shop)
    yield from told.rows
