"""A simulator's app added to an installation of ours, and its seller's yes, by the real consent link."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from shoplatch.app import Platform
from shoplatch.testing.bench.desk import Desk
from shoplatch.transport import HttpRequest

if TYPE_CHECKING:
    from shoplatch.accounts.oauth import Connected


async def connect(platform: Platform, shop: Desk, *, follow: bool = False) -> Connected:
    """Add the app and authorize it. `follow`: webhooks and backfill begin, as after any consent."""
    await platform.accounts.add_app(
        name="Bench",
        app_key=shop.app_key,
        app_secret=shop.app_secret,
        service_id=shop.service_id,
        market="ROW",
        environment="simulator",
        base_url=shop.base_url,
    )
    return await consent(platform, shop, follow=follow)


async def consent(platform: Platform, shop: Desk, *, follow: bool = False) -> Connected:
    """The seller says yes."""
    asked = await platform.accounts.consent_link(shop.app_key)
    answer = await platform.transport.send(HttpRequest("GET", asked.url, (("accept", "*/*"),)), timeout_s=30)
    params = dict(parse_qsl(urlsplit(answer.headers["location"]).query))
    return await (platform.finish_consent if follow else platform.accounts.finish_consent)(params)
