"""Scenes of creators: agreements, samples, posts, campaigns, talk (`outside_stage` says what a scene is)."""

from __future__ import annotations

import json
from typing import Any

from shoplatch.simulator.creators.people import creators_of
from tests.simulator.proofs.outside_stage import Said, Stage, said, scene

DAY_S = 86_400
FILM = ("film.mp4", b"\0\0\0\x20ftypisom film", "video/mp4")
PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + (400).to_bytes(4) + (400).to_bytes(4) + b"\x08\x02\0\0\0"
PAGE = {"page_size": 10}
SELLER, CREATOR, PARTNER = "affiliate_seller.", "affiliate_creator.", "affiliate_partner."


def me(on: Stage) -> str:
    return next(one.open_id for one in on.world.sellers.values() if one.user_type == 1)


def opened(on: Stage) -> str:
    """A product that every creator may promote."""
    product = on.product().id
    on.call(f"{SELLER}create_open_collaboration", said({"product_id": product, "commission_rate": 1_000}))
    return product


def promoted(on: Stage) -> str:
    product = opened(on)
    on.call(f"{CREATOR}add_showcase_products", said({"add_type": "PRODUCT_ID", "product_ids": [product]}))
    return product


def invitation(on: Stage, product: str) -> dict[str, Any]:
    return {
        "name": "Spring launch",
        "end_time": str(on.now + 30 * DAY_S),
        "free_sample_rule": {"has_free_sample": True, "is_sample_approval_exempt": False},
        "seller_contact_info": {"email": "creators@fernlight.example"},
        "creator_user_open_ids": [me(on)],
        "products": [{"id": product, "target_commission_rate": 2_000}],
    }


def target(on: Stage) -> str:
    made = on.call(f"{SELLER}create_target_collaboration", said(invitation(on, on.product().id)))
    return str(made["target_collaboration"]["id"])


def application(on: Stage) -> str:
    """A creator asks for a sample."""
    product = promoted(on)
    rule = {"product_id": product, "sample_rule": {"activate_status": "ACTIVATE", "sample_quota": 3}}
    on.call(f"{SELLER}edit_open_collaboration_sample_rule", said(rule))
    return str(on.control("POST", "creators/samples", {"creator": me(on), "product_id": product})["application_id"])


def campaign(on: Stage, *, published: bool = True) -> str:
    body = {
        "name": "Autumn",
        "description": "For small brands",
        "commission_rate": 1_500,
        "contact_info": {"email": "hello@harbour.example"},
        "registration_start_time": on.now,
        "registration_end_time": on.now + 5 * DAY_S,
        "campaign_start_time": on.now,
        "campaign_end_time": on.now + 60 * DAY_S,
    }
    made = on.call(f"{PARTNER}create_affiliate_partner_campaign", said(body, category_asset_cipher=on.asset))
    found = str(made["campaign_id"])
    if published:
        on.call(f"{PARTNER}publish_affiliate_partner_campaign", of(on, campaign_id=found))
    return found


def of(on: Stage, body: dict[str, Any] | None = None, **values: Any) -> Said:
    """What an agency says."""
    return said(body if body is not None else {}, category_asset_cipher=on.asset, **values)


def entered(on: Stage, *, approved: bool = True) -> dict[str, str]:
    """A product in a campaign."""
    named = {"campaign_id": campaign(on), "product_id": on.product().id}
    on.control("POST", "creators/campaigns", {**named, "commission_rate": 2_000})
    if approved:
        verdict = of(on, {"review_result": "APPROVE"}, **named)
        on.call(f"{PARTNER}review_affiliate_partner_campaign_product", verdict)
    return named


def joined(on: Stage) -> dict[str, str]:
    """A product that the creator promotes for a campaign, and has shown."""
    named = entered(on)
    wanted = of(on, {"creator_commission_rate": 1_500}, **named)
    link = on.call(f"{PARTNER}generate_affiliate_partner_campaign_product_link", wanted)["product_promotion_link"]
    on.call(f"{CREATOR}add_showcase_products", said({"add_type": "PRODUCT_LINK", "product_link": link}))
    on.control("POST", "creators/contents", {"creator": me(on), "product_ids": [named["product_id"]], "shop_id": on.shop.id})
    return named


def talk(on: Stage) -> str:
    found = on.call(f"{SELLER}get_or_create_creator_conversation", said({"creator_open_id": me(on)}))
    on.control("POST", "creators/messages", {"creator": me(on), "text": "Hello", "shop_id": on.shop.id})
    return str(found["conversation_id"])


def film(on: Stage) -> str:
    return str(on.call(f"{CREATOR}upload_shoppable_video_file", said(form={"data": FILM}))["video_file"]["id"])


def checked(on: Stage) -> dict[str, Any]:
    link = {"product_id": promoted(on), "title": "A cream for evenings"}
    return {"product_link_info": link, "video_info": {"file_id": film(on)}}


def posted(on: Stage) -> dict[str, Any]:
    body = checked(on)
    body["video_info"]["title"] = "My evening in three steps"
    return body


@scene(f"{CREATOR}search_open_collaboration_products")
def _(on: Stage) -> Said:
    opened(on)
    return said({}, **PAGE)


@scene(f"{CREATOR}search_creator_target_collaborations")
def _(on: Stage) -> Said:
    target(on)
    return said({"shop_id": on.shop.id}, **PAGE)


@scene(f"{CREATOR}get_creator_sample_application_detail")
def _(on: Stage) -> Said:
    found = application(on)
    product = on.shop.affiliate.applications[found].product_id
    return said({"application_id": found, "application_type": "FREE_SAMPLE", "product_id": product})


@scene(f"{CREATOR}create_video_precheck_task")
def _(on: Stage) -> Said:
    return said(checked(on))


@scene(f"{CREATOR}get_shoppable_video_precheck_result")
def _(on: Stage) -> Said:
    made = on.call(f"{CREATOR}create_video_precheck_task", said(checked(on)))
    on.control("POST", "clock", {"advance_s": 120})
    return said(task_id=made["precheck"]["task_id"])


@scene(f"{CREATOR}post_shoppable_video")
def _(on: Stage) -> Said:
    return said(posted(on))


@scene(f"{CREATOR}get_shoppable_video_status")
def _(on: Stage) -> Said:
    return said(video_id=on.call(f"{CREATOR}post_shoppable_video", said(posted(on)))["video"]["id"])


@scene(f"{CREATOR}post_shoppable_photos")
def _(on: Stage) -> Said:
    photo = on.call(f"{CREATOR}upload_shoppable_photo_file", said(form={"data": ("a.png", PNG, "image/png")}))
    links = {"post_type": "PRODUCT", "links": [{"product_id": promoted(on)}]}
    return said({"photos_info": [{"photo_file_uris": photo["photo_file"]["photo_uri"]}], "link_info": links})


@scene(f"{PARTNER}create_affiliate_partner_campaign")
def _(on: Stage) -> Said:
    times = {f"{name}_time": on.now + 9 for name in ("registration_start", "campaign_start")}
    times |= {f"{name}_time": on.now + DAY_S for name in ("registration_end", "campaign_end")}
    contact = {"contact_info": {"email": "hello@harbour.example"}}
    return of(on, {"name": "One more", "description": "For tests", "commission_rate": 1_000, **contact, **times})


@scene(f"{PARTNER}get_affiliate_partner_campaign_detail")
def _(on: Stage) -> Said:
    return said(category_asset_cipher=on.asset, campaign_id=campaign(on))


@scene(f"{PARTNER}edit_affiliate_partner_campaign")
def _(on: Stage) -> Said:
    return of(on, {"name": "Another name"}, campaign_id=campaign(on))


@scene(f"{PARTNER}publish_affiliate_partner_campaign")
def _(on: Stage) -> Said:
    return of(on, campaign_id=campaign(on, published=False))


@scene(f"{PARTNER}get_affiliate_partner_campaign_product_list")
def _(on: Stage) -> Said:
    return said(category_asset_cipher=on.asset, campaign_id=entered(on)["campaign_id"], **PAGE)


@scene(f"{PARTNER}review_affiliate_partner_campaign_product")
def _(on: Stage) -> Said:
    return of(on, {"review_result": "APPROVE"}, **entered(on, approved=False))


@scene(f"{PARTNER}generate_affiliate_partner_campaign_product_link")
def _(on: Stage) -> Said:
    return of(on, {"creator_commission_rate": 1_200}, **entered(on))


@scene(f"{PARTNER}generate_campaign_product_promotion_links_in_batch")
def _(on: Stage) -> Said:
    named = entered(on)
    return of(on, {"product_ids": [named["product_id"]]}, campaign_id=named["campaign_id"])


@scene(f"{PARTNER}get_campaign_product_performance_list")
def _(on: Stage) -> Said:
    return said(category_asset_cipher=on.asset, campaign_id=entered(on)["campaign_id"], **PAGE)


@scene(f"{PARTNER}get_creator_performance_for_campaign_product")
def _(on: Stage) -> Said:
    return said(category_asset_cipher=on.asset, **joined(on), **PAGE)


@scene(f"{PARTNER}get_affiliate_campaign_creator_product_content_statistics")
def _(on: Stage) -> Said:
    named = joined(on)
    return said(category_asset_cipher=on.asset, **named, creator_temp_id=me(on), affiliate_product_id=named["product_id"])


@scene(f"{PARTNER}get_affiliate_campaign_creator_product_sample_status")
def _(on: Stage) -> Said:
    named = joined(on)
    rule = {"activate_status": "ACTIVATE", "sample_quota": 3}
    on.call(f"{SELLER}create_open_collaboration", said({"product_id": named["product_id"], "commission_rate": 900}))
    on.call(f"{SELLER}edit_open_collaboration_sample_rule", said({"product_id": named["product_id"], "sample_rule": rule}))
    asked = on.control("POST", "creators/samples", {"creator": me(on), "product_id": named["product_id"]})
    verdict = said({"review_result": "APPROVE"}, application_id=asked["application_id"])
    on.call(f"{SELLER}review_a_sample_application", verdict)
    return said(category_asset_cipher=on.asset, **named, creator_temp_id=me(on))


@scene(f"{SELLER}edit_open_collaboration_settings")
def _(_on: Stage) -> Said:
    return said({"auto_add_product": {"enable": True, "commission_rate": 900}})


@scene(f"{SELLER}create_open_collaboration")
def _(on: Stage) -> Said:
    return said({"product_id": on.product().id, "commission_rate": 900})


@scene(f"{SELLER}search_open_collaborations")
def _(on: Stage) -> Said:
    opened(on)
    return said({}, **PAGE)


@scene(f"{SELLER}get_open_collaboration_creator_content_details")
def _(on: Stage) -> Said:
    return said(product_id=promoted(on), **PAGE)


@scene(f"{SELLER}remove_creator_from_open_collaboration_product")
def _(on: Stage) -> Said:
    product = promoted(on)
    found = next(one.id for one in on.shop.affiliate.opens.values() if one.product_id == product)
    return said({"creator_user_open_id": me(on), "product_id": product}, open_collaboration_id=found)


@scene(f"{SELLER}search_sample_application_fulfillments", world="demo")
def _(on: Stage) -> Said:
    found = (one.id for one in on.shop.affiliate.applications.values() if one.content_ids)
    return said({}, application_id=next(found))


@scene(f"{SELLER}review_a_sample_application")
def _(on: Stage) -> Said:
    return said({"review_result": "APPROVE"}, application_id=application(on))


@scene(f"{SELLER}create_target_collaboration")
def _(on: Stage) -> Said:
    return said(invitation(on, on.product().id))


@scene(f"{SELLER}remove_target_collaboration")
def _(on: Stage) -> Said:
    return said({}, target_collaboration_id=target(on))


@scene(f"{SELLER}query_target_collaboration_detail")
def _(on: Stage) -> Said:
    return said(target_collaboration_id=target(on))


@scene(f"{SELLER}update_target_collaboration")
def _(on: Stage) -> Said:
    found = target(on)
    body = invitation(on, on.product().id)
    row = {"id": body["products"][0]["id"], "commission_rate": 2_500}
    return said({**body, "products": [row]}, target_collaboration_id=found)


@scene(f"{SELLER}generate_target_collaboration_link")
def _(on: Stage) -> Said:
    return said({}, target_collaboration_id=target(on))


@scene(f"{SELLER}query_creator_promotion_details_in_target_collaboration")
def _(on: Stage) -> Said:
    return said({"creator_user_open_id": me(on), "invitation_group_id": target(on)})


@scene(f"{SELLER}get_or_create_creator_conversation")
def _(on: Stage) -> Said:
    return said({"creator_open_id": creators_of(on.world, "GB")[3].open_id})


@scene(f"{SELLER}get_creator_conversation_messages")
def _(on: Stage) -> Said:
    return said(conversation_id=talk(on), **PAGE)


@scene(f"{SELLER}send_im_message")
def _(on: Stage) -> Said:
    return said({"msg_type": "TEXT", "content": json.dumps({"content": "Hello"})}, conversation_id=talk(on))


@scene(f"{SELLER}update_conversation_status")
def _(on: Stage) -> Said:
    return said({"action": "STAR"}, conversation_id=talk(on))


@scene(f"{SELLER}get_weekly_creator_outreach_records")
def _(on: Stage) -> Said:
    return said({"page_index": 1, "page_size": 10})


@scene(f"{SELLER}search_creators_in_creator_marketplace")
def _(_on: Stage) -> Said:
    return said({}, page_size=12)


@scene(f"{SELLER}get_marketplace_creator_performance")
def _(on: Stage) -> Said:
    return said(creator_user_id=me(on))


@scene(f"{SELLER}download_compass_task_file", world="demo")
def _(on: Stage) -> Said:
    made = on.call(f"{SELLER}create_compass_offline_export_task", said({"module_type": "BASE"}))
    on.control("POST", "clock", {"advance_s": 120})
    return said(task_id=made["task"]["id"])
