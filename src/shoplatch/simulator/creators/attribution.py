"""Which content brought an order, and on which terms: written down when the order is placed, and never changed.

A creator's commission is settled by the money engine from `shop.purse.commissions`; estimated and actual amounts are told by
`earnings`. Chance follows from the seed and the order's id, so that orders are what they would be without creators.
"""

from __future__ import annotations

import hashlib

from shoplatch.simulator.creators.content import HOT_S, is_on, pace
from shoplatch.simulator.creators.terms import share_for
from shoplatch.simulator.state.creators import LIVE, Attribution, Content, Link, Share
from shoplatch.simulator.state.money import Commission
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Order
from shoplatch.simulator.state.world import World

LED_PPM = 420_000  # of the buyers of a shop that has content on right now; a choice
ADS_PPM = 120_000  # of those whom the shop's ads showed it; where an ads rate was agreed
_PPM_OF_RATE = 100  # a hundredth of a percent in millionths


def content_of(shop: Shop, order_id: str) -> Content | None:
    """What brought an order; None where nobody did, or a link without content."""
    found = shop.affiliate.attributions.get(order_id)
    return shop.affiliate.contents.get(found.content_id) if found is not None else None


def consider(world: World, shop: Shop, order: Order) -> Attribution | None:
    """A buyer came by himself: perhaps a video or LIVE session had shown one of the products."""
    if not shop.affiliate.contents or _drawn(world, order.id, "led") >= LED_PPM:
        return None
    content = _chosen(world, shop, {line.product_id for line in order.lines}, order.id)
    return None if content is None else attribute(world, shop, order, content)


def attribute(world: World, shop: Shop, order: Order, content: Content, *, link: Link | None = None) -> Attribution:
    """This content brought this order."""
    now = order.create_time
    bought = list(dict.fromkeys(line.product_id for line in order.lines if not line.is_gift))
    by_ads_drawn = _drawn(world, order.id, "ads") < ADS_PPM
    shares: dict[str, Share] = {}
    for product_id in bought:
        share = share_for(world, shop, content.creator, product_id, now)
        if share is not None:
            share.direct = product_id in content.product_ids
            shares[product_id] = share
    by_ads = by_ads_drawn and any(share.ads_rate for share in shares.values())
    kind = "LIVE" if content.kind == LIVE else "VIDEO"
    made = Attribution(order.id, now, content.creator, content.id, kind, shares, by_ads=by_ads)
    if link is not None:
        made.tag = link.tag
    content.brought.append((now, order.id))
    return _write(shop, order, made)


def by_link(world: World, shop: Shop, order: Order, link: Link) -> Attribution | None:
    """A shared link brought this order; no content stands behind it."""
    shares = {}
    for product_id in dict.fromkeys(line.product_id for line in order.lines if not line.is_gift):
        share = share_for(world, shop, link.creator, product_id, order.create_time)
        if share is not None:
            shares[product_id] = share
    if not link.creator:
        return None
    made = Attribution(order.id, order.create_time, link.creator, "", "LINKSHARE", shares, tag=link.tag)
    return _write(shop, order, made)


def _write(shop: Shop, order: Order, made: Attribution) -> Attribution:
    shop.affiliate.attributions[order.id] = made
    for line in order.lines:
        if line.product_id in made.products:
            sold = shop.affiliate.units_by_product
            sold[line.product_id] = sold.get(line.product_id, 0) + 1
    if made.products:
        rates = {
            product_id: _PPM_OF_RATE * (share.ads_rate if made.by_ads and share.ads_rate else share.rate)
            for product_id, share in made.products.items()
        }
        partner = {product_id: _PPM_OF_RATE * share.partner_rate for product_id, share in made.products.items()}
        shop.purse.commissions[order.id] = Commission(
            rate_ppm=next(iter(rates.values())),
            partner_rate_ppm=next(iter(partner.values())),
            by_ads=made.by_ads,
            products=rates,
            partner_products=partner if any(partner.values()) else {},
        )
    return made


def _chosen(world: World, shop: Shop, product_ids: set[str], order_id: str) -> Content | None:
    """One of the contents that show a product of the order, the more looked at the likelier."""
    now, weighed = world.clock.now(), []
    for content in reversed(shop.affiliate.contents.values()):
        if content.posted_at < now - HOT_S:
            break
        if is_on(content, now) and not product_ids.isdisjoint(content.product_ids):
            weighed.append((content, pace(content, now)))
    whole = sum(weight for _, weight in weighed)
    if not whole:
        return None
    place = _drawn(world, order_id, "which") * whole // 1_000_000
    for content, weight in weighed:
        if place < weight:
            return content
        place -= weight
    return None


def _drawn(world: World, order_id: str, what: str) -> int:
    """A number from 0 to 999,999."""
    drawn = hashlib.blake2b(f"{world.seed}:{order_id}:{what}".encode(), digest_size=8).digest()
    return int.from_bytes(drawn) % 1_000_000
