"""What a webhook rings for beside orders, goods and parcels: cancellations, returns, promotions, conversations.

Each is re-read by id where its call can be asked so. A grant that does not allow a stream is no fault of the event: the
stream says so, the event ends.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from shoplatch.clock import Clock
from shoplatch.errors import Conflict, InvalidRequest, NotFound, PermissionMissing
from shoplatch.inbox.lanes import Batch, Object
from shoplatch.store.engine import Store
from shoplatch.sync import asking, bells
from shoplatch.sync.access import Access
from shoplatch.sync.reading import NOT_RETURNED, ShopReader
from shoplatch.sync.streams import cancellations, conversations, messages, promotion_products, promotions, returns
from shoplatch.sync.streams.orders import Seal
from shoplatch.sync.streams.spec import Search, merged
from shoplatch.sync.writing import Harvest

REQUESTS = "return_refund.search_aftersales_requests"
AT_ONCE = 50
MESSAGE_PAGES_MAX = 20

log = logging.getLogger(__name__)


class Beside:
    """Reads what rang beside orders, goods and parcels."""

    def __init__(self, store: Store, access: Access, seal: Seal, clock: Clock) -> None:
        self._store = store
        self._access = access
        self._seal = seal
        self._clock = clock

    async def read(self, shop: ShopReader, batch: Batch, harvest: Harvest) -> None:
        """Add to the harvest what the batch rang for; what could not be read stands in `harvest.left`."""
        readers: tuple[tuple[str, Callable[..., Awaitable[None]]], ...] = (
            (bells.CANCELLATION, self._by_id(cancellations.STREAM)),
            (bells.RETURN, self._by_id(returns.STREAM)),
            (bells.AFTERSALES, self._requests),
            (bells.PROMOTION, self._promotions),
            (bells.CONVERSATION, self._conversations),
        )
        for kind, reader in readers:
            ids = batch.ids(kind)
            if not ids:
                continue
            try:
                await reader(shop, ids, harvest)
            except PermissionMissing as refused:
                log.info("shop %s: %s rang and may not be read: %s", shop.shop_id, kind, refused)

    def _by_id(self, stream: Search) -> Callable[..., Awaitable[None]]:
        async def read(shop: ShopReader, ids: Sequence[str], harvest: Harvest) -> None:
            for start in range(0, len(ids), stream.page_size):
                chunk = ids[start : start + stream.page_size]
                answer = await asking.by_id(shop, stream, chunk)
                merged(harvest.families, answer.rows)
                answered = {str(one.row["id"]) for one in answer.rows.get(stream.family, ())}
                why = next(iter(answer.unreadable.values()), NOT_RETURNED)
                harvest.left |= {Object(stream.name, one): why for one in chunk if one not in answered}

        return read

    async def _requests(self, shop: ShopReader, ids: Sequence[str], harvest: Harvest) -> None:
        """Requests of the newer model name the returns they are made of; those are what is kept."""
        named: list[str] = []
        for start in range(0, len(ids), AT_ONCE):
            body = {
                "whitelisted_data_fields": ["SKU_RETURN_REQUESTS"],
                "filters": {"aftersales_request_ids": list(ids[start : start + AT_ONCE])},
                "pagination": {"page_size": AT_ONCE},
            }
            listed: Any = (await shop.call(REQUESTS, body=body)).get("aftersales_requests")
            for request in listed if isinstance(listed, list) else ():
                parts = request.get("sku_return_requests") if isinstance(request, dict) else None
                named += [str(one["return_id"]) for one in parts or () if isinstance(one, dict) and one.get("return_id")]
        known = {one.id for one in harvest.left} | {str(one.row["id"]) for one in harvest.families.get("returns", ())}
        wanted = [one for one in dict.fromkeys(named) if one not in known]
        if wanted:
            await self._by_id(returns.STREAM)(shop, wanted, harvest)

    async def _promotions(self, shop: ShopReader, ids: Sequence[str], harvest: Harvest) -> None:
        """One call brings a promotion and its products."""
        for promotion_id in ids:
            try:
                answer = await asking.details(shop, promotion_products.STREAM, promotion_id)
            except (NotFound, InvalidRequest, Conflict) as failure:
                harvest.left[Object(bells.PROMOTION, promotion_id)] = str(failure)
                continue
            merged(harvest.families, answer.rows)
            merged(harvest.families, asking.whole(shop, promotions.STREAM, answer))

    async def _conversations(self, shop: ShopReader, ids: Sequence[str], harvest: Harvest) -> None:
        """The messages of each, and the first page of the list, which has what is newest."""
        for conversation_id in ids:
            token = ""
            for _ in range(MESSAGE_PAGES_MAX):
                try:
                    answer = await asking.details(shop, messages.STREAM, conversation_id, token=token)
                except (NotFound, InvalidRequest, Conflict) as failure:
                    harvest.left[Object(bells.CONVERSATION, conversation_id)] = str(failure)
                    break
                merged(harvest.families, answer.rows)
                token = answer.next_token
                if not token:
                    break
        page = await asking.page(shop, conversations.STREAM, {}, token="", size=conversations.STREAM.page_size)
        merged(harvest.families, page.rows)
