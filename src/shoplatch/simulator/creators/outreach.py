"""Whom a shop wrote to or invited, week by week, against its quota (16030002); weeks begin on Monday, UTC."""

from __future__ import annotations

from typing import Any

from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.creators.lists import INVALID
from shoplatch.simulator.creators.people import creator
from shoplatch.simulator.markets import market
from shoplatch.simulator.state.creators import Contact
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

QUOTA_REACHED = 16030002
WEEK_S = 7 * 86_400
_MONDAY = 4 * 86_400  # 1970-01-05
LEVELS = (1, 2, 3, 4, 5, 6, 7)


def note(world: World, shop: Shop, open_id: str, *, by_message: bool = False, by_invitation: bool = False) -> Contact:
    """The shop reached out to a creator; once a week counts.

    Raises:
        Refused: 16030002, the week's quota is used up.
    """
    found = next((one for one in _this_week(world, shop) if one.creator == open_id), None)
    if found is None:
        if len(_this_week(world, shop)) >= world.switches.creator_messages_per_week:
            raise Refused(QUOTA_REACHED)
        found = Contact(world.new_id("7433"), open_id, world.clock.now())
        shop.affiliate.contacts.append(found)
    found.by_message = found.by_message or by_message
    found.by_invitation = found.by_invitation or by_invitation
    return found


def get_weekly_creator_outreach_quota(world: World, ask: Ask) -> dict[str, Any]:
    """How many creators the shop may reach out to in this week, and how many it has."""
    shop, quota = ask.own_shop, world.switches.creator_messages_per_week
    used, (start, end) = _this_week(world, shop), week_of(world.clock.now())
    paired = sum(is_paired(shop, one.creator) for one in used)
    currency = market(shop.region).currency
    details = {"creator_levels": list(LEVELS), "quota_period_sum": quota, "quota_bonus_sum": 0}
    rule = {
        "reached_max_follower_cnt": "0",
        "gmv_tier": "1",
        "left_gmv": {"amount": "0", "currency": currency},
        "right_gmv": {"amount": "0", "currency": currency},
        "quota_details": [details],
    }
    return {
        "data": {
            "shop_id": shop.id,
            "quota_type": "WEEKLY",
            "gmv_tier": "1",
            "quota_sum": str(quota),
            "quota_use": str(len(used)),
            "unlimited": False,
            "reached_max_follower_cnt": "0",
            "new_connect_count": str(len(used) - paired),
            "pair_connect_count": str(paired),
            "start_time": str(start),
            "end_time": str(end),
            "gmv_level_rule": [rule],
            "quota_details": [{**details, "quota_period_use": len(used), "quota_bonus_use": 0}],
            "bonus_exposure_post_percentile_threshold": "0",
        }
    }


def get_weekly_creator_outreach_records(world: World, ask: Ask) -> dict[str, Any]:
    """Whom the shop reached out to in this week, the latest first."""
    shop, index, size = ask.own_shop, ask.body["page_index"], ask.body["page_size"]
    if index < 1 or not 1 <= size <= 100:
        raise Refused(INVALID, "Invalid request parameter. 'page_index' begins at 1, 'page_size' is 1 to 100.")
    rows = _this_week(world, shop)[::-1]
    listed = [
        {
            "id": one.id,
            "creator_open_id": one.creator,
            "has_sent_im_message": one.by_message,
            "has_sent_invitation": one.by_invitation,
            "is_paired": is_paired(shop, one.creator),
        }
        for one in rows[(index - 1) * size : index * size]
    ]
    return {"data": {"total": len(rows), "connect_list": listed}}


def check_creator_outreach_eligibility(world: World, ask: Ask) -> dict[str, Any]:
    """Whether the shop may reach out to some creators."""
    shop = ask.own_shop
    left = world.switches.creator_messages_per_week - len(_this_week(world, shop))
    told, tired = [], set()
    for row in ask.body["creator_infos"]:
        person = creator(world, row["creator_open_id"])
        if person is None:
            continue
        connected = any(one.creator == person.open_id for one in _this_week(world, shop))
        if left <= 0 and not connected:
            tired.add(person.level)
        told.append(
            {
                "creator_open_id": person.open_id,
                "creator_level": person.level,
                "is_blocked": False,
                "is_connected": connected,
                "is_paired": is_paired(shop, person.open_id),
                "is_creator_follower_count_threshold_met": True,
                "is_creator_level_quota_available": left > 0,
            }
        )
    return {
        "creator_eligibility_results": told,
        "ineligible_creator_levels": sorted(tired),
        "is_batch_quota_consumable": left >= len(told),
    }


def week_of(now: int) -> tuple[int, int]:
    """Beginning and end of the week a moment is in."""
    start = now - (now - _MONDAY) % WEEK_S
    return start, start + WEEK_S


def _this_week(world: World, shop: Shop) -> list[Contact]:
    start, _ = week_of(world.clock.now())
    return [one for one in shop.affiliate.contacts if one.at >= start]


def is_connected(world: World, shop: Shop, open_id: str) -> bool:
    """Whether the shop reached out to the creator in this week."""
    return any(one.creator == open_id for one in _this_week(world, shop))


def is_paired(shop: Shop, open_id: str) -> bool:
    """Whether shop and creator work together already."""
    in_open = any(open_id in one.promoters for one in shop.affiliate.opens.values())
    return in_open or any(
        one.creators[open_id].accepted_at for one in shop.affiliate.targets.values() if open_id in one.creators
    )


HANDLERS: dict[str, Handler] = {
    "affiliate_seller.get_weekly_creator_outreach_quota": get_weekly_creator_outreach_quota,
    "affiliate_seller.get_weekly_creator_outreach_records": get_weekly_creator_outreach_records,
    "affiliate_seller.check_creator_outreach_eligibility": check_creator_outreach_eligibility,
}
