"""Which objects a webhook is about. A webhook is a bell, not a truth: its claims are never stored, the object is re-read.

Pure. Topics and their fields: platform.md section 19 and the catalog's topics. Ids may be numbers, lists may be missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from shoplatch.errors import InvalidRequest
from shoplatch.inbox.lanes import Ignored, Object

ORDER, PRODUCT, STOCK, PACKAGE = "order", "product", "stock", "package"
CANCELLATION, RETURN, PROMOTION, CONVERSATION = "cancellations", "returns", "promotions", "conversations"
AFTERSALES = "aftersales"  # a request of the newer model: it names returns
GRANT = "grant"  # the right to call at all
GRANT_TOPICS = frozenset({6, 20})
NOTE = "note"  # nothing to re-read; acknowledged and kept

# What each topic rings for: kind and where its id stands (dotted, `[]` for each of a list). A text instead: why nothing
# is re-read. Numbers are those of the catalog's topics.
TOPICS: Mapping[int, tuple[tuple[str, str], ...] | str] = {
    1: ((ORDER, "order_id"),),
    2: ((ORDER, "order_id"),),
    3: ((ORDER, "order_id"),),
    4: ((PACKAGE, "package_list[].package_id"), (ORDER, "package_list[].order_id_list[]")),
    5: ((PRODUCT, "product_id"),),
    6: ((GRANT, ""),),
    7: ((NOTE, ""),),
    11: ((ORDER, "order_id"), (CANCELLATION, "cancel_id")),
    12: ((ORDER, "order_id"), (RETURN, "return_id")),
    13: ((CONVERSATION, "conversation_id"),),
    14: ((CONVERSATION, "conversation_id"),),
    15: ((PRODUCT, "product_id"),),
    16: ((PRODUCT, "product_id"),),
    17: "content of creators is not kept here",
    18: ((PRODUCT, "product_id"),),
    19: "size charts are not kept here",
    20: ((GRANT, ""),),
    21: "shipments to TikTok's warehouses are not kept here",
    22: "TikTok's warehouses are not kept here",
    23: ((PRODUCT, "product_id"), (STOCK, "sku_id")),
    24: ((STOCK, "sku_id"),),
    25: "proposed products are not kept here",
    27: ((STOCK, "sku_id"),),
    33: "chats with creators are not kept here",
    35: "mirrors on Tokopedia are not kept here",
    36: ((PACKAGE, "package_id"), (ORDER, "order_ids[]")),
    37: ((PRODUCT, "product_id"),),
    38: ((PRODUCT, "product_id"),),
    39: ((PROMOTION, "activity_id"),),
    42: ((PRODUCT, "products[].id"), (PRODUCT, "added_product_ids[]"), (PRODUCT, "removed_product_ids[]")),
    46: "translated pictures are not kept here",
    50: ((PRODUCT, "product_id"),),
    51: ((PRODUCT, "source_product_id"),),
    52: ((PRODUCT, "local_product_id[]"),),
    55: "videos of creators are not kept here",
    56: "sample applications are not kept here",
    58: "orders of other channels from TikTok's warehouses are not kept here",
    59: "videos of creators are not kept here",
    62: ((PRODUCT, "product_id"),),
    63: ((PROMOTION, "activity_id"),),
    64: ((AFTERSALES, "aftersales_request_id"),),
    65: ((AFTERSALES, "aftersales_request_id"),),
    66: ((PRODUCT, "product_id"),),
    67: ((AFTERSALES, "aftersales_request_id"), (ORDER, "line_items[].main_order_id")),
    68: ((STOCK, "sku_id"),),
    71: ((STOCK, "sku_id"),),
}

_Data = Mapping[str, Any]


def objects(topic: int, body: bytes | None) -> tuple[Object, ...] | Ignored:
    """What has to be re-read because of an event.

    Raises:
        InvalidRequest: the topic is one we use, but the event does not name its object.
    """
    if body is None:
        return Ignored("its body is no longer kept")
    rings = TOPICS.get(topic)
    if rings is None:
        return Ignored(f"topic {topic} is unknown here: it is kept" if topic else "its body could not be read")
    if isinstance(rings, str):
        return Ignored(rings)
    data = _data(body)
    found = tuple(dict.fromkeys(one for kind, path in rings for one in _named(kind, path, data)))
    if not found:
        raise InvalidRequest(f"an event of topic {topic} does not name the object it is about")
    return found


def _data(body: bytes) -> _Data:
    try:
        event = msgspec.json.decode(body, type=dict[str, Any])
    except msgspec.DecodeError as broken:
        raise InvalidRequest(f"the body of an event is no JSON object: {broken}") from broken
    data = event.get("data")
    # The published example of topic 68 is flat: what belongs into `data` stands beside `type`.
    return {**event, **data} if isinstance(data, dict) else event


def _named(kind: str, path: str, data: _Data) -> Iterator[Object]:
    if kind == GRANT:
        yield from _grant(data)
    elif kind == NOTE:
        yield Object(NOTE, str(data.get("tts_notification_id") or ""))
    else:
        yield from (Object(kind, str(value)) for value in _at(data, path.split(".")) if value)


def _at(value: Any, steps: Sequence[str]) -> Iterator[str | int]:
    """The ids at a path; what has another shape than documented gives none."""
    if not steps:
        if isinstance(value, str | int) and not isinstance(value, bool):
            yield value
        return
    name, rest = steps[0].removesuffix("[]"), steps[1:]
    inner = value.get(name) if isinstance(value, dict) else None
    if not steps[0].endswith("[]"):
        yield from _at(inner, rest)
    elif isinstance(inner, list):
        for one in inner:
            yield from _at(one, rest)


def _grant(data: _Data) -> Iterator[Object]:
    """Topics 6 and 20: by shop where one is named, else by the account that granted."""
    for key in ("shop_id", "seller_open_id", "creator_open_id"):
        if data.get(key):
            yield Object(GRANT, f"{key}:{data[key]}")
            return
