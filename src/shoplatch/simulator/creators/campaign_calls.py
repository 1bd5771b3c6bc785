"""The calls of agencies about their campaigns: make, edit, publish, review products, hand out links."""

from __future__ import annotations

from typing import Any

from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.creators import campaigns, goods_views
from shoplatch.simulator.creators.links import make_link
from shoplatch.simulator.creators.lists import INVALID, newest_first, numbered
from shoplatch.simulator.creators.open_calls import check_rate
from shoplatch.simulator.creators.terms import open_of
from shoplatch.simulator.markets import market
from shoplatch.simulator.products import bundles
from shoplatch.simulator.products.catalogue import catalogue
from shoplatch.simulator.state.creators import Campaign, CampaignProduct
from shoplatch.simulator.state.goods import Product, Sku
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

PERIOD_WRONG, REGISTRATION_WRONG, SELLERS_WRONG, NO_CAMPAIGN = 16032002, 16032003, 16032004, 16032005
DENIED, PRODUCT_DENIED, NO_PRODUCT, NO_CIPHER = 16032008, 16032009, 16032010, 16032012
WRONG_KIND = 101000
_CONTACTS = ("email", "line", "phone", "viber", "whatsapp", "zalo")
_DECISIONS = {"APPROVE": "APPROVED", "REJECT": "REJECTED", "REJECT_FOREVER": "REJECTED"}


def create_affiliate_partner_campaign(world: World, ask: Ask) -> dict[str, Any]:
    """A campaign in the market of the line of business whose cipher it is."""
    partner, asset, region = agency(world, ask)
    body = ask.body
    check_rate(body["commission_rate"])
    made = Campaign(
        id=world.new_id("7356"),
        partner=partner,
        asset=asset,
        region=region,
        name=body["name"],
        description=body["description"],
        rate=body["commission_rate"],
        contact=dict(body["contact_info"]),
        registration_start=body["registration_start_time"],
        registration_end=body["registration_end_time"],
        start=body["campaign_start_time"],
        end=body["campaign_end_time"],
        create_time=world.clock.now(),
        seller_types=list(body.get("target_seller_types") or ()),
        shop_codes=list(body.get("target_shop_codes") or ()),
    )
    _check(world, made)
    world.affiliates.campaigns[made.id] = made
    return {"campaign_id": made.id}


def edit_affiliate_partner_campaign(world: World, ask: Ask) -> dict[str, Any]:
    """Change what is sent; nothing of one that has begun but its end, name and words."""
    campaign, body = own_campaign(world, ask), ask.body
    state = campaigns.status_of(campaign, world.clock.now())
    if state == "CLOSED" or (state == "ONGOING" and {"commission_rate", "campaign_start_time"} & set(body)):
        raise Refused(DENIED)
    draft = Campaign(**{name: getattr(campaign, name) for name in Campaign.__slots__})
    for name, key in (
        ("name", "name"),
        ("description", "description"),
        ("rate", "commission_rate"),
        ("registration_start", "registration_start_time"),
        ("registration_end", "registration_end_time"),
        ("start", "campaign_start_time"),
        ("end", "campaign_end_time"),
        ("seller_types", "target_seller_types"),
        ("shop_codes", "target_shop_codes"),
    ):
        if key in body:
            setattr(draft, name, body[key])
    draft.contact = {**campaign.contact, **(body.get("contact_info") or {})}
    check_rate(draft.rate)
    _check(world, draft)
    world.affiliates.campaigns[campaign.id] = draft
    return {}


def publish_affiliate_partner_campaign(world: World, ask: Ask) -> dict[str, Any]:
    """Let sellers in."""
    campaign = own_campaign(world, ask)
    if campaigns.status_of(campaign, world.clock.now()) == "CLOSED":
        raise Refused(DENIED)
    campaigns.publish(world, campaign)
    return {}


def get_affiliate_partner_campaign_list(world: World, ask: Ask) -> dict[str, Any]:
    """The agency's campaigns, the latest first."""
    _, asset, _ = agency(world, ask)
    now, state = world.clock.now(), ask.query.get("status") or "UNSPECIFIED"
    mine = ask.query.get("type") in (None, "", "MY_CAMPAIGNS")
    rows = [
        one
        for one in world.affiliates.campaigns.values()
        if mine and one.asset == asset and state in ("UNSPECIFIED", campaigns.status_of(one, now))
    ]
    page, token = newest_first(ask, rows, lambda one: (one.create_time, one.id), default=10)
    told = [
        {
            "id": one.id,
            "name": one.name,
            "status": campaigns.status_of(one, now),
            "registration_start_time": one.registration_start,
            "registration_end_time": one.registration_end,
            "campaign_start_time": one.start,
            "campaign_end_time": one.end,
        }
        for one in page
    ]
    return {"campaigns": told, "next_page_token": token, "total_count": len(rows)}


def get_affiliate_partner_campaign_detail(world: World, ask: Ask) -> dict[str, Any]:
    """One campaign."""
    one = own_campaign(world, ask)
    by_code = {shop.code: shop.name for shop in world.shops.values()}
    return {
        "id": one.id,
        "name": one.name,
        "description": one.description,
        "region": one.region,
        "status": campaigns.status_of(one, world.clock.now()),
        "commission_rate": one.rate,
        "contact_info": {name: one.contact.get(name, "") for name in _CONTACTS},
        "registration_start_time": one.registration_start,
        "registration_end_time": one.registration_end,
        "campaign_start_time": one.start,
        "campaign_end_time": one.end,
        "target_seller_types": one.seller_types or ["LOCAL", "CROSS_BORDER"],
        "target_shops": [{"code": code, "name": by_code.get(code, "")} for code in one.shop_codes],
    }


def get_affiliate_partner_campaign_product_list(world: World, ask: Ask) -> dict[str, Any]:
    """What sellers have entered."""
    campaign, query = own_campaign(world, ask), ask.query
    word, shop_word = (query.get("product_name") or "").casefold(), (query.get("shop_name") or "").casefold()
    rows = []
    for product_id, entered in campaign.products.items():
        shop = world.shops[entered.shop_id]
        product = shop.products.get(product_id)
        if (
            product is not None
            and query.get("review_status") in (None, "", entered.status)
            and query.get("product_id") in (None, "", product_id)
            and word in product.title.casefold()
            and shop_word in shop.name.casefold()
            and query.get("category_id") in (None, "", *(one.id for one in catalogue().chain(product.category_id)))
        ):
            rows.append((shop, product, entered))
    page, token = numbered(ask, rows, default=10)
    told = [_product(world, *row) for row in page]
    return {"products": told, "next_page_token": token, "total_count": len(rows)}


def review_affiliate_partner_campaign_product(world: World, ask: Ask) -> dict[str, Any]:
    """Take a product in, or turn it down with reasons."""
    campaign, entered = own_product(world, ask)
    decision, reasons = ask.body["review_result"], list(ask.body.get("reject_reasons") or ())
    if campaigns.status_of(campaign, world.clock.now()) == "CLOSED" or entered.status not in campaigns.OPEN_STATES:
        raise Refused(PRODUCT_DENIED)
    if decision != "APPROVE" and not reasons:
        raise Refused(INVALID, "Missing required field. 'reject_reasons' is required here and was not sent.")
    entered.status, entered.reject_reasons = _DECISIONS[decision], reasons
    return {}


def generate_affiliate_partner_campaign_product_link(world: World, ask: Ask) -> dict[str, Any]:
    """A link for creators with their part of the commission."""
    campaign, entered = own_product(world, ask)
    return {
        "product_promotion_link": _link(
            world, campaign, entered, ask.path["product_id"], ask.body["creator_commission_rate"]
        )
    }


def generate_campaign_product_promotion_links_in_batch(world: World, ask: Ask) -> dict[str, Any]:
    """Links for several products, each with the part creators have already."""
    campaign = own_campaign(world, ask)
    links, failed = [], []
    for product_id in ask.body.get("product_ids") or ():
        entered = campaign.products.get(product_id)
        if entered is None or entered.status != "APPROVED":
            failed.append(product_id)
            continue
        link = _link(world, campaign, entered, product_id, entered.creator_rate)
        links.append({"product_id": product_id, "link": link})
    return {"product_promotion_links": links, "failed_product_ids": failed}


def agency(world: World, ask: Ask) -> tuple[str, str, str]:
    """The agency's open id, the cipher of the line of business that is asked for, and its market.

    Cipher and market are "" for older versions that take none.

    Raises:
        Refused: it is no partner's token, or no cipher of an asset was sent.
    """
    account = world.sellers[ask.grant.seller_open_id]
    if account.user_type != 3:
        raise Refused(WRONG_KIND, "The user_type of this access token may not use this endpoint.")
    cipher = ask.query.get("category_asset_cipher", "")
    if not cipher and "category_asset_cipher" not in ask.operation.other_ciphers:
        return account.open_id, "", ""
    asset = next((one for one in account.assets if one.cipher == cipher), None)
    if asset is None:
        raise Refused(NO_CIPHER)
    return account.open_id, asset.cipher, asset.target_market


def own_campaign(world: World, ask: Ask) -> Campaign:
    """A campaign of this line of business."""
    partner, asset, _ = agency(world, ask)
    found = world.affiliates.campaigns.get(ask.path["campaign_id"])
    if found is None or found.partner != partner or asset not in ("", found.asset):
        raise Refused(NO_CAMPAIGN)
    return found


def own_product(world: World, ask: Ask) -> tuple[Campaign, CampaignProduct]:
    """A campaign with one of its products."""
    campaign = own_campaign(world, ask)
    entered = campaign.products.get(ask.path["product_id"])
    if entered is None:
        raise Refused(NO_PRODUCT)
    return campaign, entered


def _check(world: World, one: Campaign) -> None:
    if not one.registration_start < one.registration_end:
        raise Refused(REGISTRATION_WRONG)
    if not one.start < one.end or one.end <= world.clock.now():
        raise Refused(PERIOD_WRONG)
    known = {shop.code for shop in world.shops.values()}
    if not set(one.shop_codes) <= known:
        raise Refused(SELLERS_WRONG)


def _link(world: World, campaign: Campaign, entered: CampaignProduct, product_id: str, creator_rate: int) -> str:
    if entered.status != "APPROVED" or campaigns.status_of(campaign, world.clock.now()) == "CLOSED":
        raise Refused(PRODUCT_DENIED)
    check_rate(creator_rate)
    if creator_rate > entered.total_rate:
        raise Refused(INVALID, f"Invalid request parameter. 'creator_commission_rate' is at most {entered.total_rate}.")
    campaigns.hand_out(world, campaign, entered, product_id, creator_rate)
    return make_link(world, world.shops[entered.shop_id], product_id, campaign_id=campaign.id)


def _product(world: World, shop: Shop, product: Product, entered: CampaignProduct) -> dict[str, Any]:
    low, high = goods_views.prices(product)
    opened, category = open_of(shop, product.id, world.clock.now()), catalogue().category(product.category_id)
    return {
        "id": product.id,
        "name": product.title,
        "product_description": product.description,
        "main_image_url": goods_views.main_image(world, product),
        "category": {"id": product.category_id, "name": category.name if category is not None else ""},
        "shop_name": shop.name,
        "creator_commission_rate": entered.creator_rate,
        "partner_commission_rate": entered.total_rate - entered.creator_rate,
        "total_commission_rate": entered.total_rate,
        "open_collaboration_commission_rate": opened.rate if opened is not None else 0,
        "highest_price": goods_views.amount(shop, high),
        "lowest_price": goods_views.amount(shop, low),
        "inventory": goods_views.units(shop, product),
        "is_available": goods_views.is_for_sale(shop, product),
        "product_sales": goods_views.units_sold(shop, product.id),
        "review_status": entered.status,
        "sample_quota": entered.sample_quota,
        "sku_information_list": [_sku(shop, sku) for sku in product.skus if not sku.deleted],
    }


def _sku(shop: Shop, sku: Sku) -> dict[str, Any]:
    profile = market(shop.region)
    price = {
        "currency": profile.currency,
        "region_code": shop.region,
        "sale_price": profile.text(sku.price),
        "list_price": profile.text(sku.list_price or sku.price),
        "localized_dutiable_price": profile.text(sku.price),
    }
    return {
        "sku_id": sku.id,
        "sku_name": sku.name,
        "base_price": price,
        "region_prices": [price],
        "inventory": {"available_quantity": str(bundles.available(shop, sku))},
        "properties": [{"name": part.name, "value_name": part.value_name} for part in sku.attributes],
    }


HANDLERS: dict[str, Handler] = {
    "affiliate_partner.create_affiliate_partner_campaign": create_affiliate_partner_campaign,
    "affiliate_partner.edit_affiliate_partner_campaign": edit_affiliate_partner_campaign,
    "affiliate_partner.publish_affiliate_partner_campaign": publish_affiliate_partner_campaign,
    "affiliate_partner.get_affiliate_partner_campaign_list": get_affiliate_partner_campaign_list,
    "affiliate_partner.get_affiliate_partner_campaign_detail": get_affiliate_partner_campaign_detail,
    "affiliate_partner.get_affiliate_partner_campaign_product_list": get_affiliate_partner_campaign_product_list,
    "affiliate_partner.review_affiliate_partner_campaign_product": review_affiliate_partner_campaign_product,
    "affiliate_partner.generate_affiliate_partner_campaign_product_link": generate_affiliate_partner_campaign_product_link,
    "affiliate_partner.generate_campaign_product_promotion_links_in_batch": (
        generate_campaign_product_promotion_links_in_batch
    ),
}
