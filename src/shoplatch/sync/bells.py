"""Which objects a webhook is about. A webhook is a bell, not a truth: its claims are never stored, the object is re-read.

Pure. Topics and their fields: platform.md section 19 and the catalog's topics. Ids may be numbers, lists may be missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec

from shoplatch.errors import InvalidRequest
from shoplatch.inbox.lanes import Ignored, Object

ORDER, PRODUCT, STOCK, PACKAGE = "order", "product", "stock", "package"
GRANT = "grant"  # the right to call at all
GRANT_TOPICS = frozenset({6, 20})
NOTE = "note"  # nothing to re-read; acknowledged and kept

_Data = Mapping[str, Any]


def objects(topic: int, body: bytes | None) -> tuple[Object, ...] | Ignored:
    """What has to be re-read because of an event.

    Raises:
        InvalidRequest: the topic is one we use, but the event does not name its object.
    """
    if body is None:
        return Ignored("its body is no longer kept")
    finder = _FINDERS.get(topic)
    if finder is None:
        return Ignored(f"topic {topic} is not used" if topic else "its body could not be read")
    data = _data(body)
    found = tuple(dict.fromkeys(finder(data)))
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


def _one(kind: str, key: str) -> Callable[[_Data], Iterator[Object]]:
    def find(data: _Data) -> Iterator[Object]:
        value = data.get(key)
        if isinstance(value, str | int) and value:
            yield Object(kind, str(value))

    return find


def _packages(data: _Data) -> Iterator[Object]:
    """Topic 4: the packages after the change, and every order in them."""
    listed = data.get("package_list")
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, dict):
            yield from _one(PACKAGE, "package_id")(one)
            orders = one.get("order_id_list")
            for order_id in orders if isinstance(orders, list) else ():
                yield from _one(ORDER, "order_id")({"order_id": order_id})


def _grant(data: _Data) -> Iterator[Object]:
    """Topics 6 and 20: by shop where one is named, else by the account that granted."""
    for key in ("shop_id", "seller_open_id", "creator_open_id"):
        if data.get(key):
            yield Object(GRANT, f"{key}:{data[key]}")
            return


def _note(data: _Data) -> Iterator[Object]:
    yield Object(NOTE, str(data.get("tts_notification_id") or ""))


_FINDERS: Mapping[int, Callable[[_Data], Iterator[Object]]] = {
    1: _one(ORDER, "order_id"),
    2: _one(ORDER, "order_id"),
    3: _one(ORDER, "order_id"),
    4: _packages,
    5: _one(PRODUCT, "product_id"),
    6: _grant,
    7: _note,
    11: _one(ORDER, "order_id"),
    12: _one(ORDER, "order_id"),
    15: _one(PRODUCT, "product_id"),
    16: _one(PRODUCT, "product_id"),
    20: _grant,
    27: _one(STOCK, "sku_id"),
    37: _one(PRODUCT, "product_id"),
    50: _one(PRODUCT, "product_id"),
    68: _one(STOCK, "sku_id"),
    71: _one(STOCK, "sku_id"),
}
