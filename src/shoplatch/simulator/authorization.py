"""What a grant covers, and its end through the API (platform.md sections 3.3 and 3.4)."""

from __future__ import annotations

from typing import Any

from shoplatch.simulator import tokens
from shoplatch.simulator.ask import Ask, Handler
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World


def _authorized_shops(world: World, ask: Ask) -> dict[str, Any]:
    return {"shops": [_shown(world.shops[shop_id]) for shop_id in ask.grant.shop_ids]}


def _category_assets(world: World, ask: Ask) -> dict[str, Any]:
    assets = world.sellers[ask.grant.seller_open_id].assets
    return {
        "category_assets": [
            {
                "cipher": asset.cipher,
                "target_market": asset.target_market,
                "category": {"id": asset.category_id, "name": asset.category_name},
            }
            for asset in assets
            if ask.grant.covers(asset)
        ]
    }


def _shown(shop: Shop) -> dict[str, Any]:
    return {
        "cipher": shop.cipher,
        "code": shop.code,
        "id": shop.id,
        "name": shop.name,
        "region": shop.region,
        "seller_type": shop.seller_type,
    }


def _deauthorize_shop(world: World, ask: Ask) -> dict[str, Any]:
    tokens.deauthorize(world, ask.grant, [ask.own_shop])
    return {}


HANDLERS: dict[str, Handler] = {
    "authorization.get_authorized_shops": _authorized_shops,
    "authorization.deauthorize_shop": _deauthorize_shop,
    "authorization.get_authorized_category_assets": _category_assets,
}
