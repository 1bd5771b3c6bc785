"""Taking part in Fulfilled by TikTok: how a shop comes in (webhook 22), and what every call asks of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from shoplatch.errors import Conflict
from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.fbt import terms
from shoplatch.simulator.markets import market
from shoplatch.simulator.pages import offset_of, offset_token
from shoplatch.simulator.products.stock import BY_TIKTOK
from shoplatch.simulator.state.fbt import House
from shoplatch.simulator.state.goods import Warehouse
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.places import Address, District
from shoplatch.simulator.state.world import World

FBT_MERCHANT_ONBOARDING = 22
INVALID = 36009004
_T = TypeVar("_T")


def onboard(world: World, shop: Shop, *, mcf: bool = True) -> None:
    """The platform lets a shop in: its market's warehouses stand ready, the fulfilment centres as warehouses of the shop.

    Raises:
        Conflict: it takes part already.
    """
    if shop.fbt.onboarded_at:
        raise Conflict(f"Shop {shop.id} takes part in Fulfilled by TikTok already", shop=shop.id)
    fbt, now = shop.fbt, world.clock.now()
    fbt.onboarded_at, fbt.mcf = now, mcf
    for site in terms.sites(shop.region):
        address = _address(shop.region, site)
        house = House(world.new_id("7232"), f"TikTok {site.name}", site.kind, address)
        fbt.houses[house.id] = house
        if house.kind == "FC":
            place = Warehouse(world.new_id("7469"), house.name, address, world.new_id("7395"), shipping_type=BY_TIKTOK)
            shop.warehouses[place.id] = place
            house.place_id = place.id
            fbt.house_of_place[place.id] = house.id
    regions = [{"region_code": one} for one in _regions(world, shop.seller_open_id)]
    world.tell(FBT_MERCHANT_ONBOARDING, shop, {"onboarded_regions": regions, "update_time": now})
    world.clock.at(next_month(now), "fbt.storage", shop=shop.id)


def next_month(moment: int) -> int:
    """When the next month begins, in UTC; Unix seconds."""
    day = datetime.fromtimestamp(moment, UTC)
    year, month = divmod(day.year * 12 + day.month, 12)
    return int(datetime(year, month + 1, 1, tzinfo=UTC).timestamp())


def member(ask: Ask) -> Shop:
    """The shop of a call, which must take part.

    Raises:
        Refused: it does not. The platform's code for that is not known.
    """
    if not ask.own_shop.fbt.onboarded_at:
        raise Refused(INVALID, "The shop is not onboarded to Fulfilled by TikTok.")
    return ask.own_shop


def paged(ask: Ask, name: str, rows: Sequence[_T], view: Callable[[_T], dict[str, Any]]) -> dict[str, Any]:
    """One page of a search."""
    began, size = offset_of(ask.query.get("page_token", ""), ask.body, INVALID), int(ask.query["page_size"])
    token = offset_token(began + size, ask.body) if began + size < len(rows) else ""
    shown = [view(row) for row in rows[began : began + size]]
    return {name: shown, "total_count": len(rows), "next_page_token": token}


def get_fbt_merchant_onboarded_regions(world: World, ask: Ask) -> dict[str, Any]:
    """The markets in which the seller takes part; none before."""
    return {"onboarded_regions": [{"region_code": one} for one in _regions(world, ask.own_shop.seller_open_id)]}


def get_fbt_merchant_mcf_status(_world: World, ask: Ask) -> dict[str, Any]:
    """Whether orders of other channels are taken: 1, else 0."""
    return {"mcf_status": {"is_mcf": int(ask.own_shop.fbt.mcf)}}


def get_fbt_warehouse_list(_world: World, ask: Ask) -> dict[str, Any]:
    """The platform's warehouses of the market, and behind which warehouse of the shop each stands."""
    houses = ask.own_shop.fbt.houses.values()
    return {"warehouses": [_warehouse_view(house) for house in houses]}


def _warehouse_view(house: House) -> dict[str, Any]:
    levels = {step.level: step.name for step in house.address.districts}
    address = {
        "address_line_1": house.address.line1,
        "address_line_2": house.address.line2,
        "address_line_3": "",
        "city": house.address.town,
        "district": levels["L2"],
        "postal_code": house.address.postal_code,
        "region_code": house.address.region,
        "state": levels["L1"],
    }
    service = {"id": f"7121{house.id[4:]}", "name": "Fulfilled by TikTok Shop-Standard", "subscribed": True}
    return {
        "fbt_warehouse_id": house.id,
        "name": house.name,
        "type": "PLATFORM_WAREHOUSE",
        "subscribed": True,
        "warehouse_ids": [house.place_id] if house.place_id else [],
        "addresses": [address],
        "logistics_services": [service] if house.place_id else [],
    }


def _regions(world: World, open_id: str) -> list[str]:
    inside = [shop for shop in world.shops.values() if shop.seller_open_id == open_id and shop.fbt.onboarded_at]
    return sorted({shop.region for shop in inside})


def _address(region: str, site: terms.Site) -> Address:
    names = market(region).circle.level_names
    steps = ((market(region).country, region), (site.state, site.state_code), (site.county, ""), (site.town, ""))
    districts = tuple(
        District(f"L{at}", names[min(at, len(names) - 1)], name, code) for at, (name, code) in enumerate(steps)
    )
    return Address("TikTok", site.name, "", site.line1, "", site.town, site.postal, region, districts)


HANDLERS: dict[str, Handler] = {
    "fbt.get_fbt_merchant_onboarded_regions": get_fbt_merchant_onboarded_regions,
    "fbt.get_fbt_merchant_mcf_status": get_fbt_merchant_mcf_status,
    "fbt.get_fbt_warehouse_list": get_fbt_warehouse_list,
}
