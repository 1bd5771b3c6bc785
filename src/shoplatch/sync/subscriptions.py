"""Asks TikTok Shop to send each shop's webhooks to us, and compares what is registered with what we want.

Only some topics can be switched on by a call; the rest are switches in Partner Center (platform.md section 19). An address
that is not ours is left alone and reported: it may be another system of the same seller.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field

from shoplatch.catalog import reader
from shoplatch.clock import Clock
from shoplatch.errors import Conflict, InvalidRequest, NotFound, PermissionMissing
from shoplatch.store import cursors
from shoplatch.store.engine import Store
from shoplatch.sync.access import Access
from shoplatch.sync.bells import TOPICS
from shoplatch.sync.grants import grant_of
from shoplatch.sync.reading import ShopReader
from shoplatch.sync.streams.orders import Seal

LIST = "event.get_shop_webhooks"
SET = "event.update_shop_webhook"
PATH = "/webhooks/tiktok/"
# Every topic that rings for something kept here and that a call can switch on; 2 is legacy and says less than 11 and 12.
LEGACY = frozenset({2})
CHECKED = "subscriptions"  # the cursor that remembers the last look

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Subscriptions:
    """What is registered for a shop after we looked. Keys are event types of the event API.

    `kept`: as wanted already. `set`: registered or moved now. `missing`: not registered, and only looked at. `refused`:
    TikTok Shop said no, with why. `foreign`: sent to an address that is not ours.
    """

    shop_id: str
    address: str
    kept: list[str] = field(default_factory=list)
    set: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    foreign: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    drifted: int = 0  # were ours at the last look and were not any more

    @property
    def complete(self) -> bool:
        """Whether everything we want is registered."""
        return not self.refused and not self.foreign and not self.missing

    def remembered(self) -> dict[str, object]:
        """What the next look and the pages need to know."""
        return {
            "address": self.address, "ours": sorted([*self.kept, *self.set]), "refused": self.refused,
            "foreign": self.foreign, "missing": self.missing, "drifted": self.drifted,
        }  # fmt: skip


def wanted() -> dict[str, int]:
    """The event types we want, as the event API spells them, with their topic."""
    topics = reader.topics()
    used = [number for number, rings in TOPICS.items() if not isinstance(rings, str) and number not in LEGACY]
    return {kind: one for one in used if (kind := topics[one].subscribable_event_type)}


def by_hand() -> dict[int, str]:
    """Topics that are of use here and that only a switch of Partner Center turns on: number and name."""
    topics = reader.topics()
    used = [number for number, rings in TOPICS.items() if not isinstance(rings, str)]
    return {one: topics[one].name for one in used if topics[one].subscribable_event_type is None}


WANTED_TOPICS = tuple(sorted(wanted().values()))


def address_for(public_url: str, app_key: str) -> str:
    """Where TikTok Shop is asked to send the webhooks of an app."""
    return f"{public_url.rstrip('/')}{PATH}{app_key}"


async def subscribe(
    store: Store,
    access: Access,
    seal: Seal,
    clock: Clock,
    shop_id: str,
    public_url: str,
    *,
    take_over: bool = False,
    only_look: bool = False,
) -> Subscriptions:
    """Register what is missing for a shop. Again is harmless. `take_over` also moves addresses that are not ours.

    What was found is remembered, so that drift shows without asking again. `only_look` changes nothing: what is missing
    then stands in `missing`.

    Raises:
        NotFound: we do not know the shop.
        Reauthorize: its grant is not active.
        PermissionMissing: the grant lacks seller.authorization.info.
    """
    grant = await grant_of(store, shop_id)
    if grant is None:
        raise NotFound(f"Shop {shop_id} is not connected", next_step="`shoplatch shops` lists those that are.")
    shop = ShopReader(access, shop_id, clock, seal)
    found = Subscriptions(shop_id, address_for(public_url, grant.app_key))
    listed = (await shop.call(LIST)).get("webhooks") or []
    async with store.begin() as conn:
        known = set((await cursors.position(conn, shop_id, CHECKED) or {}).get("ours", ()))
    registered = {str(one.get("event_type")): str(one.get("address") or "") for one in listed if isinstance(one, dict)}
    for event_type in wanted():
        now = registered.get(event_type, "")
        if now == found.address:
            found.kept.append(event_type)
        elif now and not now.endswith(PATH + grant.app_key) and not take_over:
            found.foreign[event_type] = now
        elif only_look:
            found.missing.append(event_type)
        else:
            await _set(shop, event_type, found)
            found.drifted += bool(now) or event_type in known
    async with store.begin() as conn:
        await cursors.move(conn, shop_id, CHECKED, found.remembered(), clock.now())
    for event_type, why in found.refused.items():
        log.warning("shop %s: TikTok Shop does not send %s: %s", shop_id, event_type, why)
    return found


async def _set(shop: ShopReader, event_type: str, found: Subscriptions) -> None:
    try:
        await shop.call(SET, body={"event_type": event_type, "address": found.address})
    except (PermissionMissing, InvalidRequest, Conflict, NotFound) as refused:
        found.refused[event_type] = str(refused)
    else:
        found.set.append(event_type)
