"""What the platform says about a seller account and its shops, apart from any grant (platform.md section 1)."""

from __future__ import annotations

from typing import Any

from shoplatch.simulator.ask import Ask, Handler
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

ACTIVE, DEACTIVATED = "2", "3"
CREATOR = 1  # user_type


def _shops(world: World, ask: Ask) -> list[Shop]:
    return [shop for shop in world.shops.values() if shop.seller_open_id == ask.grant.seller_open_id]


def _active_shops(world: World, ask: Ask) -> dict[str, Any]:
    return {"shops": [{"id": shop.id, "region": shop.region} for shop in _shops(world, ask) if shop.active]}


def _permissions(world: World, ask: Ask) -> dict[str, Any]:
    """Only a cross-border account manages global products."""
    cross_border = any(shop.seller_type == "CROSS_BORDER" for shop in _shops(world, ask))
    return {"permissions": ["MANAGE_GLOBAL_PRODUCT"] if cross_border else []}


def _status(world: World, ask: Ask) -> dict[str, Any]:
    """States are numbers sent as strings: 2 active, 3 deactivated."""
    seller = world.sellers[ask.grant.seller_open_id]
    return {
        "seller_status_data": {
            "partner_channel": "0",
            "seller_status": ACTIVE if seller.active else DEACTIVATED,
            "shop_statuses": [
                {"shop_id": shop.id, "shop_status": ACTIVE if shop.active else DEACTIVATED} for shop in _shops(world, ask)
            ],
            "tax_form_status": "1",
        }
    }


def _shop_creators(world: World, ask: Ask) -> dict[str, Any]:
    """The shop's own account, and a marketing account for each creator who has authorized an app of the shop's seller."""
    shop, now = ask.own_shop, world.clock.now()
    rows = [{"binding_status": "ACTIVE" if shop.active else "ABNORMAL", "type": "OFFICIAL"}]
    for grant in world.grants.values():
        if grant.app_key == ask.app.key and world.sellers[grant.seller_open_id].user_type == CREATOR:
            living = not grant.revoked and grant.ends_at > now
            rows.append({"binding_status": "ACTIVE" if living else "STALLED", "type": "MARKETING"})
    return {"shop_creators": rows}


def _sync_collections(_world: World, ask: Ask) -> dict[str, Any]:
    """Collections of a store elsewhere; those without a product of this shop fail."""
    shop, failed = ask.own_shop, []
    for row in ask.body.get("collections") or ():
        products = [one.get("tts_product_id") for one in row.get("products") or ()]
        if not row.get("id") or not row.get("title") or not any(one in shop.products for one in products):
            failed.append(row.get("id") or "")
        else:
            shop.around.collections[row["id"]] = {**row, "logo_url": ask.body.get("logo_url") or ""}
    return {"failed_info": {"ids": failed}}


def _shop_groups(world: World, ask: Ask) -> dict[str, Any]:
    """The shops of one account in several countries are one group."""
    seller = world.sellers[ask.grant.seller_open_id]
    rows = [
        {"shop_id": shop.id, "seller_id": seller.open_id, "shop_name": shop.name, "shop_region": shop.region}
        for shop in _shops(world, ask)
    ]
    return {"shop_group_data": {"shop_group": {"source": "SELLER", "shop_group_name": seller.name}, "shops": rows}}


HANDLERS: dict[str, Handler] = {
    "seller.get_active_shops": _active_shops,
    "seller.get_global_product_permission": _permissions,
    "seller.get_seller_status": _status,
    "seller.get_shop_creators": _shop_creators,
    "seller.sync_collections": _sync_collections,
    "seller.get_shop_group_and_related_shops": _shop_groups,
}
