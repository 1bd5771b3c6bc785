"""What people change by hand on the real platform: apps in Partner Center, shops and sellers in Seller Center.

Plain values in and out, for the control; what the changes mean for a call is the gate's.
"""

from __future__ import annotations

import ipaddress
from typing import Any

import msgspec

from shoplatch.catalog import reader
from shoplatch.errors import InvalidRequest, NotFound
from shoplatch.simulator import tokens
from shoplatch.simulator.event import usable_address
from shoplatch.simulator.state.parties import App, Shop
from shoplatch.simulator.state.world import World


class AppSettings(msgspec.Struct, forbid_unknown_fields=True):
    """What Partner Center lets a developer change; what is left out stays."""

    webhook_url: str | None = None
    redirect_url: str | None = None
    scopes: list[str] | None = None
    webhook_topics: list[int] | None = None
    enabled: bool | None = None
    ip_allow_list: list[str] | None = None  # addresses or networks; empty: everybody


class ShopSettings(msgspec.Struct, forbid_unknown_fields=True):
    """Whether a shop is active (platform.md section 1), and whether it is a development shop with its quota."""

    active: bool | None = None
    test_shop: bool | None = None


class Activity(msgspec.Struct, forbid_unknown_fields=True):
    """Whether a seller is active."""

    active: bool


class Backoffice:
    """The offices of one world."""

    def __init__(self, world: World) -> None:
        self._world = world

    def apps(self) -> list[dict[str, Any]]:
        """The apps, without their secrets."""
        return [_app_told(app) for app in self._world.apps.values()]

    def change_app(self, app_key: str, wanted: AppSettings) -> dict[str, Any]:
        """Change the settings of an app. Existing grants keep their scopes, as on the platform."""
        app = self._world.apps.get(app_key)
        if app is None:
            raise NotFound(f"There is no app {app_key}", next_step="GET /_sim/apps lists them.")
        for address in (wanted.webhook_url, wanted.redirect_url):
            if address and not usable_address(address):
                raise InvalidRequest(f"{address!r} is not an http or https address")
        unknown = [topic for topic in wanted.webhook_topics or [] if topic not in reader.topics()]
        if unknown:
            raise InvalidRequest(f"There are no webhook topics {unknown}", next_step="Known: " + _known_topics())
        for network in wanted.ip_allow_list or []:
            _check_network(network)
        app.webhook_url = app.webhook_url if wanted.webhook_url is None else wanted.webhook_url
        app.redirect_url = app.redirect_url if wanted.redirect_url is None else wanted.redirect_url
        app.scopes = app.scopes if wanted.scopes is None else wanted.scopes
        app.webhook_topics = app.webhook_topics if wanted.webhook_topics is None else set(wanted.webhook_topics)
        app.enabled = app.enabled if wanted.enabled is None else wanted.enabled
        app.ip_allow_list = app.ip_allow_list if wanted.ip_allow_list is None else wanted.ip_allow_list
        return _app_told(app)

    def shops(self) -> list[dict[str, Any]]:
        """The shops with what lies in them."""
        return [
            {
                "id": shop.id,
                "code": shop.code,
                "cipher": shop.cipher,
                "name": shop.name,
                "region": shop.region,
                "seller_open_id": shop.seller_open_id,
                "active": shop.active,
                "test_shop": shop.test_shop,
                "products": len(shop.products),
                "skus": len(shop.skus),
                "orders": len(shop.orders),
                "webhooks": {key: {name: one.address for name, one in held.items()} for key, held in shop.webhooks.items()},
            }
            for shop in self._world.shops.values()
        ]

    def sellers(self) -> list[dict[str, Any]]:
        """The accounts (sellers, creators, partners) and what they have granted."""
        return [
            {
                "open_id": seller.open_id,
                "name": seller.name,
                "base_region": seller.base_region,
                "email": seller.email,
                "user_type": seller.user_type,
                "active": seller.active,
                "grants": [
                    {
                        "app_key": grant.app_key,
                        "shop_ids": grant.shop_ids,
                        "ends_at": grant.ends_at,
                        "revoked": grant.revoked,
                    }
                    for grant in self._world.grants.values()
                    if grant.seller_open_id == seller.open_id
                ],
            }
            for seller in self._world.sellers.values()
        ]

    def set_shop(self, shop_id: str, wanted: ShopSettings) -> dict[str, Any]:
        """Deactivate a shop or bring it back (calls for an inactive one give 36009043); make it a development shop."""
        shop = shop_of(self._world, shop_id)
        shop.active = shop.active if wanted.active is None else wanted.active
        shop.test_shop = shop.test_shop if wanted.test_shop is None else wanted.test_shop
        return {"id": shop_id, "active": shop.active, "test_shop": shop.test_shop}

    def set_seller(self, open_id: str, wanted: Activity) -> dict[str, Any]:
        """Deactivate a seller or bring it back; calls for an inactive one give 36009044."""
        if open_id not in self._world.sellers:
            raise NotFound(f"There is no seller {open_id}", next_step="GET /_sim/sellers lists them.")
        self._world.sellers[open_id].active = wanted.active
        return {"open_id": open_id, "active": wanted.active}

    def deauthorize(self, open_id: str, app_key: str | None) -> dict[str, Any]:
        """The account takes the grant back: 105001 from now on, webhook 6 for each shop, 20 for a creator."""
        grants = [
            grant
            for grant in self._world.grants.values()
            if grant.seller_open_id == open_id and not grant.revoked and app_key in (None, grant.app_key)
        ]
        if not grants:
            raise NotFound(f"Seller {open_id} has granted nothing here", next_step="GET /_sim/sellers lists the grants.")
        ended = []
        for grant in grants:
            shop_ids = list(grant.shop_ids)
            tokens.deauthorize(self._world, grant, [self._world.shops[shop_id] for shop_id in shop_ids])
            ended.append({"app_key": grant.app_key, "shop_ids": shop_ids})
        return {"open_id": open_id, "ended": ended}


def shop_of(world: World, shop_id: str) -> Shop:
    """A shop by its id. Raises NotFound."""
    shop = world.shops.get(shop_id)
    if shop is None:
        raise NotFound(f"There is no shop {shop_id}", next_step="GET /_sim/shops lists them.")
    return shop


def _app_told(app: App) -> dict[str, Any]:
    return {
        "app_key": app.key,
        "name": app.name,
        "service_id": app.service_id,
        "kind": app.kind,
        "enabled": app.enabled,
        "redirect_url": app.redirect_url,
        "webhook_url": app.webhook_url,
        "webhook_topics": sorted(app.webhook_topics),
        "scopes": app.scopes,
        "ip_allow_list": app.ip_allow_list,
    }


def _check_network(text: str) -> None:
    try:
        ipaddress.ip_network(text, strict=False)
    except ValueError as broken:
        raise InvalidRequest(
            f"{text!r} is not an address or network", next_step="For example 203.0.113.7 or 10.0.0.0/8."
        ) from broken


def _known_topics() -> str:
    return ", ".join(map(str, sorted(reader.topics())))
