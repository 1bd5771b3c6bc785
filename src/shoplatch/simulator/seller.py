"""What the platform says about a seller account and its shops, apart from any grant (platform.md section 1)."""

from __future__ import annotations

from typing import Any

from shoplatch.simulator.ask import Ask, Handler
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

ACTIVE, DEACTIVATED = "2", "3"


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


HANDLERS: dict[str, Handler] = {
    "seller.get_active_shops": _active_shops,
    "seller.get_global_product_permission": _permissions,
    "seller.get_seller_status": _status,
}
