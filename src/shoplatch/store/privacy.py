"""What is kept of people, and forgetting it: by buyer, by shop, by age.

Personal data lies in few places, each sealed but the bodies of webhooks: recipients, conversations, messages, notes of
returns. Erasing takes it from all of them in the caller's transaction; orders and money stay, without the person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shoplatch.store import fetch
from shoplatch.store.engine import Connection

# What to forget: where, and which rows of it are the buyer's.
_ORDERS = "SELECT id FROM orders WHERE shop_id = %(shop_id)s AND buyer_user_id = %(buyer)s"
_TALKS = "SELECT id FROM conversations WHERE shop_id = %(shop_id)s AND buyer_user_id = %(buyer)s"
_RETURNS = f"SELECT id FROM returns WHERE shop_id = %(shop_id)s AND order_id IN ({_ORDERS})"
_BODIES = (
    "SELECT n FROM inbox WHERE shop_id = %(shop_id)s AND body IS NOT NULL AND EXISTS (SELECT 1 FROM orders o "
    "WHERE o.shop_id = %(shop_id)s AND o.buyer_user_id = %(buyer)s AND position(convert_to(o.id, 'UTF8') in body) > 0)"
)


@dataclass(frozen=True, slots=True)
class Kept:
    """How much personal data is kept of one shop."""

    shop_id: str
    recipients: int
    conversations: int
    messages: int
    notes: int
    webhook_bodies: int


async def kept(conn: Connection, shop_id: str) -> Kept:
    """How much personal data is kept of a shop."""
    found = await fetch.one(
        conn,
        Kept,
        "SELECT %(shop_id)s AS shop_id, (SELECT count(*) FROM order_recipients WHERE shop_id = %(shop_id)s) AS recipients, "
        "(SELECT count(*) FROM conversations WHERE shop_id = %(shop_id)s AND sealed IS NOT NULL) AS conversations, "
        "(SELECT count(*) FROM messages WHERE shop_id = %(shop_id)s AND sealed IS NOT NULL) AS messages, "
        "(SELECT count(*) FROM return_records WHERE shop_id = %(shop_id)s AND sealed_note IS NOT NULL) AS notes, "
        "(SELECT count(*) FROM inbox WHERE shop_id = %(shop_id)s AND body IS NOT NULL) AS webhook_bodies",
        {"shop_id": shop_id},
    )
    return found or Kept(shop_id, 0, 0, 0, 0, 0)


async def erase_buyer(conn: Connection, shop_id: str, buyer_user_id: str, *, really: bool) -> dict[str, int]:
    """Forget a buyer of a shop; how much of what. `really` False counts and forgets nothing."""
    return await _erase(
        conn,
        {"shop_id": shop_id, "buyer": buyer_user_id},
        {
            "recipients": ("order_recipients", f"order_id IN ({_ORDERS})"),
            "conversations": ("conversations", f"id IN ({_TALKS})"),
            "messages": ("messages", f"conversation_id IN ({_TALKS})"),
            "notes": ("return_records", f"return_id IN ({_RETURNS})"),
            "webhook bodies": ("inbox", f"n IN ({_BODIES})"),
            "buyer ids": ("orders", "buyer_user_id = %(buyer)s"),
        },
        really=really,
    )


async def erase_shop(conn: Connection, shop_id: str, *, really: bool) -> dict[str, int]:
    """Forget all people of a shop; how much of what. `really` False counts and forgets nothing."""
    return await _erase(
        conn,
        {"shop_id": shop_id},
        {
            "recipients": ("order_recipients", "true"),
            "conversations": ("conversations", "true"),
            "messages": ("messages", "true"),
            "notes": ("return_records", "true"),
            "webhook bodies": ("inbox", "true"),
            "buyer ids": ("orders", "buyer_user_id IS NOT NULL"),
        },
        really=really,
    )


# How each place forgets: its column of personal data; None: the whole row is the person.
_FORGET: Mapping[str, tuple[str, str] | None] = {
    "order_recipients": None,
    "conversations": (
        "sealed = NULL, buyer_user_id = NULL, raw = NULL",
        "(sealed IS NOT NULL OR buyer_user_id IS NOT NULL)",
    ),
    "messages": ("sealed = NULL, im_user_id = NULL, raw = NULL", "(sealed IS NOT NULL OR im_user_id IS NOT NULL)"),
    "return_records": ("sealed_note = NULL", "sealed_note IS NOT NULL"),
    "inbox": ("body = NULL", "body IS NOT NULL AND state <> 'new'"),
    "orders": ("buyer_user_id = NULL, more = NULL, raw = NULL", "buyer_user_id IS NOT NULL"),
}
# What names a person must be forgotten before what leads to it.
_ORDER = ("recipients", "messages", "notes", "webhook bodies", "conversations", "buyer ids")


async def _erase(
    conn: Connection, values: Mapping[str, Any], places: Mapping[str, tuple[str, str]], *, really: bool
) -> dict[str, int]:
    found: dict[str, int] = {}
    if really:  # so that a later read of the same order does not bring its recipient back
        await fetch.run(
            conn,
            "INSERT INTO erased_orders (shop_id, order_id) SELECT shop_id, order_id FROM order_recipients "
            f"WHERE shop_id = %(shop_id)s AND {places['recipients'][1]} ON CONFLICT DO NOTHING",
            values,
        )
    for name in _ORDER:
        table, which = places[name]
        how = _FORGET[table]
        where = f"shop_id = %(shop_id)s AND {which}" + (f" AND {how[1]}" if how else "")
        if not really:
            counted = await fetch.every(conn, _Count, f"SELECT count(*) AS number FROM {table} WHERE {where}", values)
            found[name] = counted[0].number
        elif how is None:
            found[name] = await fetch.run(conn, f"DELETE FROM {table} WHERE {where}", values)
        else:
            found[name] = await fetch.run(conn, f"UPDATE {table} SET {how[0]} WHERE {where}", values)
    return found


@dataclass(frozen=True, slots=True)
class _Count:
    number: int
