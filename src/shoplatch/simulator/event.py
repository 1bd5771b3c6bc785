"""Webhook addresses of one shop, set by the app (platform.md section 19). Sending is `webhooks.py`'s."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.state.parties import Subscription
from shoplatch.simulator.state.world import World


def _held(ask: Ask) -> dict[str, Subscription]:
    return ask.own_shop.webhooks.setdefault(ask.app.key, {})


def _get(_world: World, ask: Ask) -> dict[str, Any]:
    held = _held(ask)
    webhooks = [
        {
            "address": one.address,
            "create_time": one.create_time,
            "event_type": event_type,
            "update_time": one.update_time,
        }
        for event_type, one in held.items()
    ]
    return {"total_count": len(webhooks), "webhooks": webhooks}


def _update(world: World, ask: Ask) -> dict[str, Any]:
    address, event_type = ask.body["address"], ask.body["event_type"]
    if not usable_address(address):
        raise Refused(36009004, "Invalid request parameter. 'address' must be an https address (http on this machine).")
    now = world.clock.now()
    held = _held(ask).get(event_type)
    created = held.create_time if held else now
    _held(ask)[event_type] = Subscription(address, created, now)
    return {}


def _delete(_world: World, ask: Ask) -> dict[str, Any]:
    _held(ask).pop(ask.body["event_type"], None)  # succeeds even if unset
    return {}


def usable_address(address: str) -> bool:
    """https with a host as on the platform; plain http too, because receivers under test run on a desk."""
    try:
        parts = urlsplit(address)
        return parts.scheme in ("https", "http") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


HANDLERS: dict[str, Handler] = {
    "event.get_shop_webhooks": _get,
    "event.update_shop_webhook": _update,
    "event.delete_webhook_for_an_event": _delete,
}
