"""On which terms a creator sells a product at a moment: the target collaboration, else the campaign, else the open one.

Ends and later rates follow from the clock alone, so nothing falls due for them (platform.md section 17; which of several
collaborations wins is inferred from the help pages: the one made for the creator).
"""

from __future__ import annotations

from collections.abc import Iterator

from shoplatch.simulator.state.creators import (
    Campaign,
    CampaignProduct,
    OpenCollaboration,
    Share,
    TargetCollaboration,
    TargetProduct,
)
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

RATE_MIN, RATE_MAX = 100, 8_000


def is_open(collaboration: OpenCollaboration, now: int) -> bool:
    """Whether creators may still earn by it."""
    return not collaboration.ends_at or now < collaboration.ends_at


def open_of(shop: Shop, product_id: str, now: int) -> OpenCollaboration | None:
    """The open collaboration of a product; there is one at most."""
    return next((one for one in shop.affiliate.opens.values() if one.product_id == product_id and is_open(one, now)), None)


def is_running(collaboration: TargetCollaboration, now: int) -> bool:
    """Whether it is neither removed nor over."""
    return not collaboration.removed_at and now < collaboration.end_time


def targets_of(shop: Shop, open_id: str, now: int) -> Iterator[TargetCollaboration]:
    """The running target collaborations a creator is invited to, the newest first."""
    for one in reversed(shop.affiliate.targets.values()):
        if open_id in one.creators and is_running(one, now):
            yield one


def rates_of(product: TargetProduct, now: int) -> tuple[int, int]:
    """Commission and ads commission in force."""
    if product.effective_at and now >= product.effective_at:
        return product.next_rate, product.next_ads_rate
    return product.rate, product.ads_rate


def campaign_of(
    world: World, shop: Shop, open_id: str, product_id: str, now: int
) -> tuple[Campaign, CampaignProduct] | None:
    """The running campaign in which the creator promotes the product."""
    for campaign in world.affiliates.campaigns.values():
        entered = campaign.products.get(product_id)
        if entered is None or entered.shop_id != shop.id or entered.status != "APPROVED":
            continue
        if campaign.published and campaign.start <= now < campaign.end and open_id in entered.creators:
            return campaign, entered
    return None


def share_for(world: World, shop: Shop, open_id: str, product_id: str, now: int) -> Share | None:
    """The terms of one product; None where the creator earns nothing by it."""
    for target in targets_of(shop, open_id, now):
        invitee, product = target.creators[open_id], target.products.get(product_id)
        if product is not None and invitee.accepted_at and product_id in invitee.product_ids:
            rate, ads_rate = rates_of(product, now)
            return Share(rate, ads_rate, target_collaboration_id=target.id)
    found = campaign_of(world, shop, open_id, product_id, now)
    if found is not None:
        campaign, entered = found
        partner_rate = max(0, entered.total_rate - entered.creator_rate)
        return Share(entered.creator_rate, partner_rate=partner_rate, campaign_id=campaign.id)
    opened = open_of(shop, product_id, now)
    if opened is None or open_id not in opened.promoters:
        return None
    ends = opened.removed.get(open_id)
    if ends is not None and now >= ends:
        return None
    return Share(opened.rate, open_collaboration_id=opened.id)
