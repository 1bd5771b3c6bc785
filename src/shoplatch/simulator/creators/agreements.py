"""Making and ending agreements: open and target collaborations of a shop, and creators who take them up.

Who may ask, and how an answer looks, is for the calls; nothing here knows an API version.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shoplatch.simulator.creators import habits_clock
from shoplatch.simulator.creators.terms import is_open, open_of, rates_of
from shoplatch.simulator.state.creators import Invitee, OpenCollaboration, Shown, Studio, TargetCollaboration, TargetProduct
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World


def open_to_all(world: World, shop: Shop, product_id: str, rate: int, *, approval: bool = False) -> OpenCollaboration:
    """Any creator may promote the product from now on."""
    now = world.clock.now()
    made = OpenCollaboration(world.new_id("7365"), product_id, rate, now, approval)
    shop.affiliate.opens[made.id] = made
    habits_clock.wake(world)
    return made


def end_open(world: World, collaboration: OpenCollaboration) -> int:
    """No new creators; those who promote it earn until the end that is given. Ending it twice changes nothing."""
    if not collaboration.ends_at:
        collaboration.ends_at = world.clock.now() + world.switches.open_collaboration_ends_after_s
    return collaboration.ends_at


def studio_of(world: World, open_id: str) -> Studio:
    """What a creator has; an empty one for who did nothing yet."""
    return world.affiliates.studios.setdefault(open_id, Studio())


def promote(world: World, shop: Shop, open_id: str, product_id: str) -> bool:
    """Put a product into a creator's showcase, on the best terms there are; False where there are none."""
    now, found = world.clock.now(), False
    for target in shop.affiliate.targets.values():
        invitee = target.creators.get(open_id)
        if invitee is not None and product_id in target.products and not target.removed_at and now < target.end_time:
            invitee.accepted_at = invitee.accepted_at or now
            if product_id not in invitee.product_ids:
                invitee.product_ids.append(product_id)
            found = True
    opened = open_of(shop, product_id, now)
    if opened is not None and not opened.ends_at and open_id not in opened.removed:
        opened.promoters.setdefault(open_id, now)
        found = True
    if found or _in_campaign(world, shop, open_id, product_id):
        studio = studio_of(world, open_id)
        if all(one.product_id != product_id for one in studio.showcase):
            studio.showcase.insert(0, Shown(product_id, shop.id, now))
        habits_clock.wake(world)
        return True
    return False


def _in_campaign(world: World, shop: Shop, open_id: str, product_id: str) -> bool:
    now = world.clock.now()
    return any(
        campaign.published
        and now < campaign.end
        and (entered := campaign.products.get(product_id)) is not None
        and entered.shop_id == shop.id
        and open_id in entered.creators
        for campaign in world.affiliates.campaigns.values()
    )


def withdraw(world: World, open_id: str, product_id: str) -> None:
    """Take a product out of a creator's showcase; what is on already goes on earning."""
    studio = studio_of(world, open_id)
    studio.showcase = [one for one in studio.showcase if one.product_id != product_id]
    studio.live_products = [one for one in studio.live_products if one != product_id]


def dismiss(world: World, collaboration: OpenCollaboration, open_id: str) -> None:
    """The seller wants this creator not to promote the product any more."""
    if open_id in collaboration.promoters and open_id not in collaboration.removed:
        collaboration.removed[open_id] = world.clock.now() + world.switches.open_collaboration_ends_after_s


def invite(
    world: World,
    shop: Shop,
    *,
    name: str,
    message: str,
    end_time: int,
    free_sample: tuple[bool, bool],
    contact: Mapping[str, str],
    creators: Sequence[str],
    products: Mapping[str, tuple[int, int]],
    preferred_content: str = "",
) -> TargetCollaboration:
    """Terms for these creators; `products` by id with commission and ads rate."""
    now = world.clock.now()
    made = TargetCollaboration(
        id=world.new_id("7366"),
        name=name,
        message=message,
        create_time=now,
        update_time=now,
        end_time=end_time,
        has_free_sample=free_sample[0],
        exempt_from_approval=free_sample[1],
        contact=dict(contact),
        preferred_content=preferred_content,
        creators={open_id: Invitee(now) for open_id in creators},
        products={product_id: TargetProduct(rate, ads, now) for product_id, (rate, ads) in products.items()},
    )
    shop.affiliate.targets[made.id] = made
    habits_clock.wake(world)
    return made


def reprice(world: World, product: TargetProduct, rate: int, ads_rate: int) -> None:
    """Other rates: higher ones at once, lower ones later, so that nobody works for less than was promised."""
    now = world.clock.now()
    current, current_ads = rates_of(product, now)
    if rate >= current and ads_rate >= current_ads:
        product.rate, product.ads_rate, product.effective_at = rate, ads_rate, 0
        return
    product.rate, product.ads_rate = current, current_ads
    product.next_rate, product.next_ads_rate = rate, ads_rate
    product.effective_at = now + world.switches.lower_commission_waits_s


def conflicts(
    shop: Shop, now: int, creators: Sequence[str], products: Sequence[str], *, but: str = ""
) -> list[tuple[str, str, str]]:
    """(creator, product, collaboration) of pairs that a running target collaboration holds already."""
    found = []
    for target in shop.affiliate.targets.values():
        if target.id == but or target.removed_at or now >= target.end_time:
            continue
        found += [
            (open_id, product_id, target.id)
            for open_id in creators
            if open_id in target.creators
            for product_id in products
            if product_id in target.products
        ]
    return found


__all__ = [
    "conflicts",
    "dismiss",
    "end_open",
    "invite",
    "is_open",
    "open_to_all",
    "promote",
    "reprice",
    "studio_of",
    "withdraw",
]
