"""Works webhooks: re-reads the objects they are about and stores them, together with the end of the events.

Orders first, then the stock of their SKUs and their packages, because a bell about an order is all TikTok rings for those
(platform.md section 19: no topic for a package's way, stock topics only by switch). It holds no queue and no order of its
own; the lanes of the inbox do.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import timedelta

from shoplatch.clock import Clock
from shoplatch.errors import Reauthorize
from shoplatch.inbox.lanes import Batch, Ignored, Object
from shoplatch.store import held
from shoplatch.store.engine import Store
from shoplatch.store.inbox import InboxRow
from shoplatch.store.rows import moment, text
from shoplatch.sync import bells
from shoplatch.sync.access import Access
from shoplatch.sync.beside import Beside
from shoplatch.sync.grants import DEAUTHORIZED, grant_of
from shoplatch.sync.notices import GRANT_ENDS, end_of_grant
from shoplatch.sync.reading import Read, ShopReader, pages
from shoplatch.sync.streams.orders import Seal
from shoplatch.sync.streams.products import DELETED, NOT_SERVED
from shoplatch.sync.writing import Harvest

PACKAGES_SINGLY_MAX = 20  # more than these are read by one search since the earliest change
PACKAGE_PAGES_MAX = 20
SEARCH_SINCE = timedelta(minutes=10)
RINGS = (
    bells.ORDER, bells.PRODUCT, bells.STOCK, bells.PACKAGE, bells.CANCELLATION, bells.RETURN, bells.PROMOTION,
    bells.CONVERSATION,
)  # fmt: skip

log = logging.getLogger(__name__)


class Events:
    """The handler the lanes call."""

    def __init__(self, store: Store, access: Access, seal: Seal, clock: Clock) -> None:
        self._store = store
        self._access = access
        self._seal = seal
        self._clock = clock
        self._beside = Beside(store, access, seal, clock)

    def objects(self, row: InboxRow) -> Sequence[Object] | Ignored:
        """What an event is about; every topic that we do not use is acknowledged and left alone."""
        return bells.objects(row.type, row.body)

    async def work(self, batch: Batch) -> None:
        """Bring everything the batch rang for up to date, and end its events in the same transaction."""
        for row in batch.rows:  # first: after a deauthorization nothing may be called
            if row.type in bells.GRANT_TOPICS:
                await self._grant(row)
            elif row.type == GRANT_ENDS and (told := end_of_grant(row.body)) is not None:
                await self._access.end_told(row.app_key, told[1], **told[0])
        wanted = {one.kind for one in batch.objects} - {bells.GRANT, bells.NOTE}
        reason = await self._not_ours(batch.shop_id) if wanted else None
        if reason or not wanted:
            async with self._store.begin() as conn:
                ignored = {one: reason for one in batch.objects if reason and one.kind in wanted}
                await batch.finish(conn, self._clock.now(), ignored=ignored)
            return
        harvest = await self._harvest(batch)
        rang = {kind: batch.latest(kind) for kind in RINGS}
        async with self._store.begin() as conn:
            await batch.hold(conn)
            now = self._clock.now()  # of the rows and of the events' end: they become true together
            await harvest.write(conn, batch.shop_id, "webhook", at=now, inbox=rang)
            left = _left(harvest)
            await batch.finish(conn, now, left={one: why for one, why in left.items() if one in batch.objects})

    async def _grant(self, row: InboxRow) -> None:
        """A grant ended, says the event; accounts asks TikTok before it believes that."""
        found = bells.objects(row.type, row.body)
        for one in () if isinstance(found, Ignored) else found:
            key, _, value = one.id.partition(":")
            named = {"shop_id": value} if key == "shop_id" else {"open_id": value}
            ended = await self._access.deauthorized(row.app_key, message="TikTok Shop says so (webhook)", **named)
            log.info("grant of %s: %s", value, "ended" if ended else "still works")

    async def _not_ours(self, shop_id: str) -> str | None:
        """Why nothing may be called for the shop; None where it may.

        Raises:
            Reauthorize: it may again once the seller has authorized again.
        """
        if not shop_id:
            return "it names no shop"
        grant = await grant_of(self._store, shop_id)
        if grant is None:
            return f"shop {shop_id} is not connected"
        if grant.state == DEAUTHORIZED:
            return f"shop {shop_id} took its grant back"
        if not grant.active:
            raise Reauthorize(f"the grant is {grant.state}", shop=shop_id, next_step="The seller has to authorize again.")
        return None

    async def _harvest(self, batch: Batch) -> Harvest:
        shop = ShopReader(self._access, batch.shop_id, self._clock, self._seal)
        harvest = Harvest()
        harvest.orders.add(await shop.orders(batch.ids(bells.ORDER)))
        harvest.products.add(await self._products(shop, batch))
        skus = list(dict.fromkeys([*batch.ids(bells.STOCK), *harvest.sku_ids]))
        changed = [text(one.product, "id") for one in harvest.products.rows if one.product["status"] != DELETED]
        harvest.stock.add(await shop.stock(product_ids=changed, sku_ids=skus))
        wanted = list(dict.fromkeys([*batch.ids(bells.PACKAGE), *harvest.package_ids]))
        moved = await self._moved(shop.shop_id, wanted, batch.ids(bells.PACKAGE), harvest)
        harvest.packages.add(await self._packages(shop, moved, harvest))
        await self._beside.read(shop, batch, harvest)
        return harvest

    async def _moved(self, shop_id: str, ids: Sequence[str], rang: Sequence[str], harvest: Harvest) -> list[str]:
        """The packages worth a call: those that rang, are new here, or whose order says something else than we hold."""
        said = {
            str(line["package_id"]): (line.get("package_status"), line.get("tracking_number"))
            for one in harvest.orders.rows
            for line in one.lines
            if line.get("package_id")
        }
        async with self._store.begin() as conn:
            ours = await held.packages(conn, shop_id, ids)
        return [
            one
            for one in ids
            if one in rang
            or one not in ours
            or (one in said and said[one] != (ours[one]["status"], ours[one]["tracking_number"]))
        ]

    async def _products(self, shop: ShopReader, batch: Batch) -> Read:  # type: ignore[type-arg]
        """Get Product does not serve deleted and frozen products; the search does."""
        read = await shop.products(batch.ids(bells.PRODUCT))
        if not read.left_out:
            return read
        sent = [row.sent_at for row in batch.rows if row.sent_at]  # TikTok's clock, not ours
        since = {"update_time_ge": int((min(sent) - SEARCH_SINCE).timestamp())} if sent else {}
        for status in sorted(NOT_SERVED):
            body = {"status": status, **since}
            async for page in pages(lambda token, body=body: shop.product_page(body, token=token)):  # type: ignore[misc]
                for row in page.rows:
                    if read.left_out.pop(row.product["id"], None) is not None:
                        read.rows.append(row)
        return read

    async def _packages(self, shop: ShopReader, ids: Sequence[str], harvest: Harvest) -> Read:  # type: ignore[type-arg]
        if len(ids) <= PACKAGES_SINGLY_MAX:
            return await shop.packages(ids)
        changed = [moment(one.order, "update_time") for one in harvest.orders.rows]
        since = min(changed, default=self._clock.now()) - SEARCH_SINCE
        body = {"update_time_ge": int(since.timestamp())}
        read: Read = Read()  # type: ignore[type-arg]
        turned = 0
        async for page in pages(lambda token: shop.package_page(body, token=token, field="update_time", order="DESC")):
            read.add(page)
            turned += 1
            if turned == PACKAGE_PAGES_MAX:  # the regular reads of packages bring the rest
                break
        return read


def _left(harvest: Harvest) -> dict[Object, str]:
    """What could not be brought up to date. Stock that is not answered is no failure: the SKU may be gone."""
    left: dict[Object, str] = {}
    for kind, read in (
        (bells.ORDER, harvest.orders),
        (bells.PRODUCT, harvest.products),
        (bells.PACKAGE, harvest.packages),
    ):
        for object_id, why in {**read.left_out, **read.unreadable}.items():
            left[Object(kind, object_id)] = why
    return {**left, **harvest.left, **harvest.refused}
