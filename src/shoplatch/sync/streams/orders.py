"""An order as TikTok sends it, turned into the rows of the store.

Fields and their meaning: platform.md section 8; personal data: section 21. Amounts are kept as stated, nothing is summed.
Recipient, contact and tax number leave the order here and go to the seal; what is kept as `raw` has none of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, Protocol

import msgspec

from shoplatch.catalog import reader
from shoplatch.store.orders import OrderRows, SealedRecipient
from shoplatch.sync.streams import fields, further, packing
from shoplatch.sync.streams.fields import Json, Unreadable
from shoplatch.sync.streams.plain_orders import Names, PlainOrders

SEARCH = "order.get_order_list"
DETAIL = "order.get_order_detail"

_ADDRESS = "recipient_address"
_PLAIN = (str, int)
_PERSONAL = ("cpf", "cpf_name", "buyer_email")  # beside the address, what alone makes a record worth sealing
_SEEN_MASKED = ("name", "phone_number", "full_address", "address_detail", "address_line1", "first_name", "last_name")

_decode_seen = msgspec.json.Decoder(msgspec.defstruct("Seen", [(name, str | None, None) for name in _SEEN_MASKED])).decode

_TEXTS = (
    "order_type", "fulfillment_type", "shipping_type", "delivery_option_name", "warehouse_id", "split_or_combine_tag",
    "cancel_reason", "cancellation_initiator",
)  # fmt: skip
_FLAGS = (
    "is_on_hold_order", "is_cod", "is_sample_order", "is_replacement_order", "is_exchange_order", "is_buyer_request_cancel",
)  # fmt: skip
_AMOUNTS = (
    "sub_total", "shipping_fee", "tax", "seller_discount", "platform_discount", "original_total_product_price",
    "original_shipping_fee", "shipping_fee_seller_discount", "shipping_fee_platform_discount", "total_amount",
)  # fmt: skip
_TIMES = (
    "paid_time", "rts_sla_time", "tts_sla_time", "shipping_due_time", "collection_due_time", "delivery_due_time", "rts_time",
    "collection_time", "delivery_time", "cancel_time",
)  # fmt: skip
_LINE_TEXTS = (
    "seller_sku", "product_name", "sku_name", "display_status", "package_id", "package_status", "tracking_number",
    "shipping_provider_name", "currency", "cancel_user", "cancel_reason",
)  # fmt: skip
_LINE_AMOUNTS = ("original_price", "sale_price", "seller_discount", "platform_discount")
_COLUMNS = further.names(
    _TEXTS, _FLAGS, _TIMES, ("id", "status", "user_id", "payment", "line_items", "create_time", "update_time"), (_ADDRESS,)
)
_LINE_COLUMNS = further.names(_LINE_TEXTS, _LINE_AMOUNTS, ("id", "product_id", "sku_id", "is_gift", "rts_time"))


class Seal(Protocol):
    """Encrypts personal data so that only this owner's field can be opened with it (the vault's `seal`)."""

    def __call__(self, text: str, *, owner: str, field: str) -> bytes: ...


def rows(raw: bytes, *, shop_id: str, operation: str, read_at: datetime, seal: Seal) -> OrderRows:
    """The rows of one order. `operation` is the catalog id it came from, `read_at` when that call began.

    Raises:
        Unreadable: without id, times, status or currency an order cannot be kept.
    """
    plain = _plain(operation)
    if plain is not None and (read := plain.read(raw, read_at, packing.packed)) is not None:
        sealed = _recipient(_address_of(read.personal), read.personal, shop_id, str(read.order["id"]), seal)
        return OrderRows(read.order, read.lines, sealed)
    return _leniently(raw, shop_id=shop_id, operation=operation, read_at=read_at, seal=seal)


def _leniently(raw: bytes, *, shop_id: str, operation: str, read_at: datetime, seal: Seal) -> OrderRows:
    """The rows of an order in which something is not as documented."""
    source = fields.decoded(raw)
    personal = fields.cut(source, _personal_paths(operation))
    order_id = fields.identity(source)
    lines = [_line(line, operation) for line in fields.listed(source, "line_items")]
    order = _order(source, shop_id, order_id, operation, len(lines))
    order |= {"source_version": _version(operation), "read_at": read_at, "raw": packing.packed(fields.encoded(source))}
    address = fields.inner(personal, _ADDRESS)
    return OrderRows(order, lines, _recipient(address, personal, shop_id, order_id, seal))


def package_ids(made: OrderRows) -> list[str]:
    """The packages an order names, on itself or on its lines, each once.

    Outside the US an order has its package from payment on, while its lines name it only after shipping (platform.md 8.2).
    """
    raw = made.order.get("raw")
    source = fields.unpacked(raw) if isinstance(raw, bytes) else {}
    named = [fields.text(one, "id") for one in fields.listed(source, "packages")]
    named += [fields.text(line, "package_id") for line in made.lines]
    return list(dict.fromkeys(one for one in named if one))


def owner_of(shop_id: str, order_id: str) -> str:
    """Whose sealed data it is: the vault binds the ciphertext to this name."""
    return f"{shop_id}/{order_id}"


def _order(source: Json, shop_id: str, order_id: str, operation: str, units: int) -> dict[str, Any]:
    payment = fields.inner(source, "payment")
    created = fields.moment(source, "create_time")
    status = fields.text(source, "status")
    currency = fields.text(payment, "currency")
    if created is None or status is None or currency is None:
        raise Unreadable(f"order {order_id} came without create_time, status or currency", shop=shop_id)
    return {
        "id": order_id,
        "status": status,
        **fields.texts(source, _TEXTS),
        **fields.flags(source, _FLAGS),
        "buyer_user_id": fields.text(source, "user_id"),
        "item_count": units,
        "currency": currency,
        **fields.amounts(payment, _AMOUNTS),
        "payment": {key: str(value) for key, value in payment.items() if isinstance(value, _PLAIN) and value != ""},
        "create_time": created,
        "update_time": fields.moment(source, "update_time") or created,
        **fields.moments(source, _TIMES),
        "more": further.more(source, operation, "orders", _COLUMNS),
    }


def _line(source: Json, operation: str) -> dict[str, Any]:
    return {
        "id": fields.identity(source),
        "product_id": fields.identity(source, "product_id"),
        "sku_id": fields.identity(source, "sku_id"),
        **fields.texts(source, _LINE_TEXTS),
        **fields.amounts(source, _LINE_AMOUNTS),
        "is_gift": fields.flag(source, "is_gift"),
        "rts_time": fields.moment(source, "rts_time"),
        "more": further.more(source, operation, "orders.line_items", _LINE_COLUMNS),
    }


def _recipient(address: Json, personal: Json, shop_id: str, order_id: str, seal: Seal) -> SealedRecipient | None:
    """Sealed, or None where there is nothing yet: no address is given in UNPAID and ON_HOLD."""
    seen = fields.texts(address, _SEEN_MASKED).values()
    if not any(seen) and not any(key in personal for key in _PERSONAL):
        return None
    plain = msgspec.json.encode(personal).decode()
    masked = any("*" in text for text in seen if text)
    return SealedRecipient(seal(plain, owner=owner_of(shop_id, order_id), field="recipient"), masked)


def _address_of(personal: Mapping[str, msgspec.Raw]) -> Json:
    """What of an address says whether there is one and whether it is masked."""
    found = personal.get(_ADDRESS)
    if found is None:
        return {}
    try:
        return msgspec.structs.asdict(_decode_seen(found))
    except msgspec.MsgspecError:
        whole = msgspec.json.decode(found)
        return whole if isinstance(whole, dict) else {}


@cache
def _personal_paths(operation: str) -> Sequence[str]:
    return fields.beneath(reader.pii_paths(operation), "orders")


@cache
def _plain(operation: str) -> PlainOrders | None:
    personal = _personal_paths(operation)
    if not PlainOrders.can(personal):
        return None
    named = frozenset(personal)
    more = further.documented(operation, "orders").properties.keys() - _COLUMNS - named
    line_more = further.documented(operation, "orders.line_items").properties.keys() - _LINE_COLUMNS
    names = Names(_TEXTS, _FLAGS, _AMOUNTS, _TIMES, _LINE_TEXTS, _LINE_AMOUNTS)
    return PlainOrders(names, personal, frozenset(more), frozenset(line_more), _version(operation))


@cache
def _version(operation: str) -> str:
    return reader.operation(operation).version
