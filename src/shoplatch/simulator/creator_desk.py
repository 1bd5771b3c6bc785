"""The creator levers of the control: who there is, let one post or go LIVE, ask for a sample, order because of it, write.

Plain values in, plain values out, as for the rest of the desk. Creators without an account act by themselves; these let a
test or a demonstration say what they do.
"""

from __future__ import annotations

from typing import Any

import msgspec

from shoplatch.errors import Conflict, InvalidRequest, NotFound
from shoplatch.simulator import orders
from shoplatch.simulator.backoffice import shop_of
from shoplatch.simulator.creators import agreements, attribution, campaigns, content, earnings, habits, samples, talking
from shoplatch.simulator.creators.links import link_in
from shoplatch.simulator.creators.people import creator, creators_of, official
from shoplatch.simulator.creators.terms import share_for
from shoplatch.simulator.markets import market
from shoplatch.simulator.orders.placing import on_sale
from shoplatch.simulator.products import bundles
from shoplatch.simulator.state.creators import Content, Creator
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

MINUTES_MAX = 720


class Posting(msgspec.Struct, forbid_unknown_fields=True):
    """A video or a LIVE session."""

    creator: str  # open id; `official` is the account of the shop itself
    product_ids: list[str] = []  # none named: what the creator sells for the shop
    shop_id: str | None = None  # the first one unless said otherwise
    kind: str = "VIDEO"  # VIDEO, LIVE
    title: str = ""
    minutes: int = 60  # of a LIVE session


class TakingUp(msgspec.Struct, forbid_unknown_fields=True):
    """A creator takes a product up."""

    creator: str
    product_id: str


class SampleWish(msgspec.Struct, forbid_unknown_fields=True):
    """A creator asks for a free sample."""

    creator: str
    product_id: str


class Led(msgspec.Struct, forbid_unknown_fields=True):
    """An order that content, or a link, brings."""

    content_id: str = ""
    link: str = ""
    sku_id: str = ""  # one of what is shown unless said otherwise
    quantity: int = 1
    pay: bool = True


class Said(msgspec.Struct, forbid_unknown_fields=True):
    """What a creator writes to a shop."""

    creator: str
    text: str
    shop_id: str | None = None


class Entering(msgspec.Struct, forbid_unknown_fields=True):
    """A seller enters a product in a campaign of an agency."""

    campaign_id: str
    product_id: str
    commission_rate: int  # hundredths of a percent, for creators and agency together


def overview(world: World, *, shop_id: str | None) -> dict[str, Any]:
    """The creators of each shop's market with what they did for it, and its content, the latest first."""
    shops = [shop_of(world, shop_id)] if shop_id else list(world.shops.values())
    return {"shops": [_shop(world, shop) for shop in shops]}


def post(world: World, wanted: Posting) -> dict[str, Any]:
    """Let a creator show products, now."""
    shop = shop_of(world, wanted.shop_id or next(iter(world.shops), ""))
    person = official(shop) if wanted.creator == "official" else _person(world, wanted.creator)
    if wanted.kind not in (content.VIDEO, content.LIVE):
        raise InvalidRequest("kind is VIDEO or LIVE")
    if not 1 <= wanted.minutes <= MINUTES_MAX:
        raise InvalidRequest(f"minutes lie between 1 and {MINUTES_MAX}")
    shown = wanted.product_ids or _sells(world, shop, person)
    unknown = [one for one in shown if one not in shop.products]
    if unknown or not shown:
        raise NotFound(
            f"Shop {shop.id} has no product {unknown[0]}" if unknown else f"{person.username} sells nothing for this shop",
            next_step="Let the creator take a product up first: POST /_sim/creators/showcase.",
        )
    minutes = wanted.minutes if wanted.kind == content.LIVE else 0
    title = wanted.title or ("Going LIVE" if minutes else "Have a look at this")
    made = content.post(world, shop, person, wanted.kind, shown, title=title, minutes=minutes)
    habits.shown_in(world, shop, made)
    return content_told(world, shop, made)


def take_up(world: World, wanted: TakingUp) -> dict[str, Any]:
    """Put a product into a creator's showcase, on the best terms there are."""
    shop, person = _shop_with(world, wanted.product_id), _person(world, wanted.creator)
    if person.region != shop.region or not agreements.promote(world, shop, person.open_id, wanted.product_id):
        raise Conflict(
            f"Product {wanted.product_id} is on no terms for {person.username}",
            next_step="Open it to creators, or invite the creator, first.",
        )
    terms = share_for(world, shop, person.open_id, wanted.product_id, world.clock.now())
    return {"creator": person.open_id, "product_id": wanted.product_id, "terms": msgspec.to_builtins(terms)}


def ask_for_sample(world: World, wanted: SampleWish) -> dict[str, Any]:
    """A creator applies for a free sample of a product."""
    shop, person = _shop_with(world, wanted.product_id), _person(world, wanted.creator)
    if not samples.may_ask(world, shop, person, wanted.product_id):
        raise Conflict(
            f"Product {wanted.product_id} is not offered as a sample to {person.username}",
            next_step="Give its open collaboration a sample rule, or invite the creator with free samples.",
        )
    sku = next(sku for sku in shop.products[wanted.product_id].skus if sku.available > 0 and on_sale(shop, sku))
    made = samples.apply(world, shop, person, sku)
    return {"application_id": made.id, "status": made.status, "shop_id": shop.id}


def lead(world: World, wanted: Led) -> dict[str, Any]:
    """Somebody orders because of a video, a LIVE session or a link."""
    shop, shown, product_ids, link = _led_by(world, wanted)
    sku_ids = [
        sku.id
        for product_id in product_ids
        for sku in (shop.products[product_id].skus if product_id in shop.products else ())
        if on_sale(shop, sku) and bundles.free(shop, sku) >= wanted.quantity
    ]
    sku_id = wanted.sku_id or next(iter(sku_ids), "")
    if not sku_id:
        raise Conflict("Nothing of what is shown is in stock", shop=shop.id)
    order = orders.place(world, shop, [(sku_id, wanted.quantity)], pay=wanted.pay)
    if shown is not None:
        made = attribution.attribute(world, shop, order, shown, link=link)
    else:
        assert link is not None  # one of the two is asked for
        by_link = attribution.by_link(world, shop, order, link)
        if by_link is None:
            raise Conflict("Nobody shared this link: it is a seller's or an agency's", shop=shop.id)
        made = by_link
    return {"order_id": order.id, "shop_id": shop.id, "status": order.status, "attribution": msgspec.to_builtins(made)}


def say(world: World, wanted: Said) -> dict[str, Any]:
    """A creator writes to a shop."""
    shop = shop_of(world, wanted.shop_id or next(iter(world.shops), ""))
    talk = talking.creator_says(world, shop, _person(world, wanted.creator).open_id, "TEXT", {"content": wanted.text})
    return {"conversation_id": talk.id, "message_id": talk.messages[-1].id}


def enter(world: World, wanted: Entering) -> dict[str, Any]:
    """A seller enters a product in a campaign; the agency decides."""
    campaign = world.affiliates.campaigns.get(wanted.campaign_id)
    if campaign is None:
        raise NotFound(f"There is no campaign {wanted.campaign_id}")
    shop = _shop_with(world, wanted.product_id)
    if shop not in campaigns.shops_for(world, campaign) or not campaign.published:
        raise Conflict("The campaign is not for this shop, or not published", shop=shop.id)
    if not campaign.rate <= wanted.commission_rate <= 8_000:
        raise InvalidRequest(f"commission_rate lies between {campaign.rate} and 8000")
    made = campaigns.enter(world, campaign, shop, wanted.product_id, wanted.commission_rate)
    return {"campaign_id": campaign.id, "product_id": wanted.product_id, "status": made.status}


def content_told(world: World, shop: Shop, one: Content) -> dict[str, Any]:
    """A video or LIVE session with what it has come to."""
    now = world.clock.now()
    return {
        "content_id": one.id,
        "shop_id": shop.id,
        "kind": one.kind,
        "creator": one.creator,
        "title": one.title,
        "product_ids": one.product_ids,
        "posted_at": one.posted_at,
        "ends_at": one.ends_at,
        "views": content.views(one, now),
        "likes": content.likes(world, one, now),
        "orders": len(one.brought),
        "viral": one.viral,
    }


def _shop(world: World, shop: Shop) -> dict[str, Any]:
    earned = list(earnings.earned_by(shop))
    profile = market(shop.region)
    people = []
    for person in creators_of(world, shop.region):
        own = [one for one in earned if one.attribution.creator == person.open_id]
        people.append(
            {
                "open_id": person.open_id,
                "username": person.username,
                "followers": person.followers,
                "level": person.level,
                "account": person.open_id in world.sellers,
                "promotes": _sells(world, shop, person),
                "orders": len(own),
                "commission": profile.text(
                    sum(sku.estimated.standard + sku.estimated.ads for one in own for sku in one.skus)
                ),
            }
        )
    latest = list(shop.affiliate.contents.values())[:-51:-1]
    settled = [sku for one in earned for sku in one.skus if sku.settled]
    return {
        "shop_id": shop.id,
        "region": shop.region,
        "currency": profile.currency,
        "creators": people,
        "contents": [content_told(world, shop, one) for one in latest],
        "open_collaborations": sum(not one.ends_at for one in shop.affiliate.opens.values()),
        "target_collaborations": len(shop.affiliate.targets),
        "sample_applications": len(shop.affiliate.applications),
        "attributed_orders": len(shop.affiliate.attributions),
        "estimated_commission": profile.text(
            sum(sku.estimated.standard + sku.estimated.ads for one in earned for sku in one.skus)
        ),
        "actual_commission": profile.text(sum(sku.actual.standard + sku.actual.ads for sku in settled)),
    }


def _person(world: World, name: str) -> Creator:
    found = creator(world, name)
    if found is None:
        raise NotFound(f"There is no creator {name}", next_step="GET /_sim/creators lists them.")
    return found


def _shop_with(world: World, product_id: str) -> Shop:
    for shop in world.shops.values():
        if product_id in shop.products:
            return shop
    raise NotFound(f"There is no product {product_id}")


def _sells(world: World, shop: Shop, person: Creator) -> list[str]:
    studio = world.affiliates.studios.get(person.open_id)
    return [one.product_id for one in studio.showcase if one.shop_id == shop.id] if studio is not None else []


def _led_by(world: World, wanted: Led) -> tuple[Shop, Content | None, list[str], Any]:
    if bool(wanted.content_id) == bool(wanted.link):
        raise InvalidRequest("Say either content_id or link")
    if wanted.content_id:
        for shop in world.shops.values():
            shown = shop.affiliate.contents.get(wanted.content_id)
            if shown is not None:
                return shop, shown, shown.product_ids, None
        raise NotFound(f"There is no content {wanted.content_id}", next_step="GET /_sim/creators lists it.")
    link = link_in(world, wanted.link)
    if link is None:
        raise NotFound("Nobody made this link here")
    return world.shops[link.shop_id], None, [link.product_id], link
