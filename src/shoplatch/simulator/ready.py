"""What a client needs to begin: address, keys, tokens and shops, as in the ready file (docs/reference/ready-file.md)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from shoplatch.simulator import tokens
from shoplatch.simulator.state.parties import Grant
from shoplatch.simulator.state.world import World

GRANT_DAYS = 365


@dataclass(frozen=True, slots=True)
class Ready:
    """What a client needs to begin: the content of the ready file."""

    told: dict[str, Any]

    @property
    def base_url(self) -> str:
        """Where the simulator answers, without a slash at the end."""
        return str(self.told["base_url"])


def begin(world: World, *, restored: bool) -> Ready:
    """The ready file (docs/reference/ready-file.md): the first app, the first seller, and their first GB shop."""
    app, seller = next(iter(world.apps.values())), next(each for each in world.sellers.values() if each.user_type == 0)
    own = [shop for shop in world.shops.values() if shop.seller_open_id == seller.open_id]
    first = next((shop for shop in own if shop.region == "GB"), own[0])
    ends_at = world.clock.now() + GRANT_DAYS * tokens.DAY_S
    held = _held(world, app.key, seller.open_id)
    if held is not None:
        pair = tokens.another_pair(world, held)
    elif restored:  # the seller had taken the grant back: that stays
        pair = {"access_token": "", "refresh_token": ""}
    else:
        pair = tokens.first_pair(world, world.switches, app, seller, grant_ends_at=ends_at)
    told = {
        "base_url": world.base_url,
        "auth_url": world.base_url,
        "app_key": app.key,
        "app_secret": app.secret,
        "service_id": app.service_id,
        "access_token": pair["access_token"],
        "refresh_token": pair["refresh_token"],
        "auth_code": tokens.issue_code(world, app, seller, grant_ends_at=ends_at).code,
        "shop_id": first.id,
        "shop_cipher": first.cipher,
        "shops": [
            {"id": shop.id, "cipher": shop.cipher, "code": shop.code, "name": shop.name, "region": shop.region}
            for shop in own
        ],
        "open_id": seller.open_id,
        "world": world.name,
        "seed": world.seed,
        "control_url": f"{world.base_url}/_sim/",
        "console_url": f"{world.base_url}/_sim/",
    }
    return Ready(told)


def _held(world: World, app_key: str, open_id: str) -> Grant | None:
    now = world.clock.now()
    for grant in world.grants.values():
        if (grant.app_key, grant.seller_open_id) == (app_key, open_id) and not grant.revoked and grant.ends_at > now:
            return grant
    return None


def address(host: str, port: int) -> str:
    """Where clients on this machine find it; an open host is reached by loopback."""
    named = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://[{named}]:{port}" if ":" in named else f"http://{named}:{port}"
