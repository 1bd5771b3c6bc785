"""A believable shop in the store: a week of orders, their events and re-reads, stock, sweeps. For tests and screenshots.

Orders, products and stock go in through the store's own writers; history that nobody could write today (old events,
finished sweeps, past calls) goes in row by row.
"""

from __future__ import annotations

import json
import random
import zlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from shoplatch.accounts.accounts import Accounts
from shoplatch.store import orders as order_table
from shoplatch.store import schema
from shoplatch.store.engine import Store
from shoplatch.store.orders import OrderRows, SealedRecipient
from shoplatch.store.versions import Cause

APP_KEY, SIMULATOR = "6f2k8n1b3q0d4", "http://127.0.0.1:8410"
GB, US = "7495000000000000001", "7495000000000000002"
NAMES = {GB: "Nori Skincare UK", US: "Nori Skincare US"}
CATALOGUE = [
    ("Vitamin C Serum", ["15 ml", "30 ml"], "18.99"),
    ("Niacinamide Drops", ["30 ml"], "12.50"),
    ("Overnight Clay Mask", ["Green tea", "Rose", "Charcoal"], "14.00"),
    ("Gua Sha Stone", ["Jade", "Rose quartz"], "9.95"),
    ("Lip Oil Duo", ["Cherry", "Honey"], "11.49"),
    ("SPF 50 Daily Fluid", ["50 ml"], "21.00"),
    ("Heatless Curl Set", ["Satin, rose", "Satin, sage"], "16.80"),
]
PATH = ["UNPAID", "ON_HOLD", "AWAITING_SHIPMENT", "AWAITING_COLLECTION", "IN_TRANSIT", "DELIVERED", "COMPLETED"]
# How many orders each hour of a day brings, relative to the others.
RHYTHM = [2, 1, 1, 1, 1, 2, 3, 5, 7, 8, 8, 9, 10, 9, 8, 8, 9, 11, 13, 15, 16, 13, 9, 5]


@dataclass(slots=True)
class Seeded:
    """What was put in, for tests to compare with."""

    now: datetime
    orders: dict[str, list[OrderRows]] = field(default_factory=lambda: {GB: [], US: []})
    skus: dict[str, list[dict[str, object]]] = field(default_factory=lambda: {GB: [], US: []})


async def seed(
    store: Store, accounts: Accounts, now: datetime, *, environment: str = "production", per_day: int = 60, days: int = 9
) -> Seeded:
    """Fill an empty store so that `now` lies in the middle of a working day."""
    seeded, chance = Seeded(now), random.Random(7)
    await accounts.add_app(
        name="Nori back office", app_key=APP_KEY, app_secret="c" * 40, service_id="7470000000000000001", market="ROW",
        environment=environment, base_url=SIMULATOR if environment == "simulator" else None,
    )  # fmt: skip
    async with store.begin() as conn:
        await _parties(conn, now)
        for shop_id in (GB, US):
            await _goods(conn, seeded, shop_id, now)
        for shop_id in (GB, US):
            moments = _moments(now, days, per_day if shop_id == GB else per_day // 2, chance)
            await _orders(conn, seeded, shop_id, moments, chance)
        await _health(conn, seeded, chance)
    return seeded


async def _parties(conn: AsyncConnection, now: datetime) -> None:
    await conn.execute(insert(schema.connections).values(
        id="con-1", app_key=APP_KEY, kind="seller", open_id="open-1", seller_name="Nori Skincare Ltd",
        seller_base_region="GB", state="active",
        granted_scopes=["seller.authorization.info", "seller.order.info", "seller.product.basic",
                        "seller.fulfillment.basic"],
        access_expires_at=now + timedelta(days=5, hours=3), refresh_expires_at=now + timedelta(days=41, hours=2),
        created_at=now - timedelta(days=324), updated_at=now - timedelta(days=2),
    ))  # fmt: skip
    for shop_id, region in ((GB, "GB"), (US, "US")):
        await conn.execute(insert(schema.shops).values(
            id=shop_id, connection_id="con-1", name=NAMES[shop_id], region=region, seller_type="LOCAL",
            cipher=f"cipher-{region}",
            code=f"{region}NORI", first_seen=now - timedelta(days=324), last_seen=now,
        ))  # fmt: skip


async def _goods(conn: AsyncConnection, seeded: Seeded, shop_id: str, now: datetime) -> None:
    currency, serial = ("GBP", 1) if shop_id == GB else ("USD", 5)
    for p, (title, variants, price) in enumerate(CATALOGUE):
        product_id = f"1729{serial}00000000000{p:03d}"
        await conn.execute(insert(schema.products).values(
            shop_id=shop_id, id=product_id, title=title, audit_status="APPROVED",
            status="ACTIVATE" if p else "SELLER_DEACTIVATED",
            category_chain="Beauty & Personal Care › Skincare", create_time=now - timedelta(days=200),
            update_time=now - timedelta(days=p),
            source_version="202502", first_seen=now - timedelta(days=90), last_seen=now, read_at=now, fingerprint=b"f",
        ))  # fmt: skip
        for v, variant in enumerate(variants):
            sku_id = f"1729{serial}1{p:03d}0000000{v:03d}0"[:19]
            sku = {"id": sku_id, "product_id": product_id, "title": title, "name": variant, "price": Decimal(price) + 4 * v,
                   "seller_sku": f"NS-{p}{v}", "currency": currency}  # fmt: skip
            seeded.skus[shop_id].append(sku)
            await conn.execute(insert(schema.skus).values(
                shop_id=shop_id, id=sku_id, product_id=product_id, seller_sku=sku["seller_sku"], name=variant,
                currency=currency,
                sale_price=sku["price"], last_seen=now,
            ))  # fmt: skip
            left = (6 if (p, v) == (0, 1) else 0 if (p, v) == (4, 0) else 140 + 37 * p + 11 * v) if shop_id == GB else 320
            await conn.execute(insert(schema.stock_levels).values(
                shop_id=shop_id, sku_id=sku_id, warehouse_id="7501", product_id=product_id, available_quantity=left,
                committed_quantity=4, read_at=now - timedelta(minutes=3), last_seen=now,
            ))  # fmt: skip


def _moments(now: datetime, days: int, per_day: int, chance: random.Random) -> list[datetime]:
    start = (now - timedelta(days=days)).replace(hour=0, minute=0, second=0, microsecond=0)
    found = []
    for day in range(days + 1):
        for hour in chance.choices(range(24), RHYTHM, k=per_day + chance.randrange(-6, 12)):
            moment = start + timedelta(days=day, hours=hour, seconds=chance.randrange(3600))
            if moment < now:
                found.append(moment)
    return sorted(found)


def _status(age: timedelta, chance: random.Random) -> str:
    if chance.random() < 0.04:
        return "CANCELLED"
    if age < timedelta(minutes=4):
        return "UNPAID"
    if age < timedelta(hours=1):
        return "ON_HOLD"
    if age < timedelta(hours=20):
        return "AWAITING_SHIPMENT" if chance.random() < 0.8 else "AWAITING_COLLECTION"
    if age < timedelta(days=2):
        return "AWAITING_SHIPMENT" if chance.random() < 0.04 else chance.choice(["AWAITING_COLLECTION", "IN_TRANSIT"])
    return "IN_TRANSIT" if age < timedelta(days=4) else "DELIVERED" if age < timedelta(days=7) else "COMPLETED"


async def _orders(
    conn: AsyncConnection, seeded: Seeded, shop_id: str, placed: list[datetime], chance: random.Random
) -> None:
    """Old orders come as a backfill brings them, those of the last day as webhooks do: one version per status."""
    first = 10**13 if shop_id == GB else 10**13 + 10**9
    every = [an_order(seeded, shop_id, at, f"57648{first + i * 7919:014d}", chance) for i, at in enumerate(placed)]
    seeded.orders[shop_id] += every
    recent = [rows for rows in every if _placed(rows) > seeded.now - timedelta(days=1)]
    old = [rows for rows in every if _placed(rows) <= seeded.now - timedelta(days=1)]
    await order_table.write(conn, shop_id, old, cause=Cause("backfill"))
    for number in range(len(PATH)):
        await _step(conn, seeded, shop_id, recent, number, chance)


def _placed(rows: OrderRows) -> datetime:
    placed = rows.order["create_time"]
    assert isinstance(placed, datetime)
    return placed


async def _step(
    conn: AsyncConnection, seeded: Seeded, shop_id: str, recent: list[OrderRows], number: int, chance: random.Random
) -> None:
    """The number-th status of every order that has so many: an event, a re-read, a row."""
    versions, moments = [], []
    for rows in recent:
        status, placed = str(rows.order["status"]), _placed(rows)
        path = PATH[: PATH.index(status) + 1] if status in PATH else ["UNPAID", "ON_HOLD", "CANCELLED"]
        if number >= len(path):
            continue
        at = min(placed + (seeded.now - placed) * number / len(path), seeded.now - timedelta(seconds=1))
        order = dict(rows.order, status=path[number], update_time=at, read_at=at + timedelta(seconds=0.95))
        versions.append(OrderRows(order, rows.lines, rows.recipient))
        moments.append(at + timedelta(milliseconds=chance.randrange(300, 500)))
    if versions:
        ids = [str(version.order["id"]) for version in versions]
        numbers = await events(
            conn, shop_id, [(id_, PATH[number], at) for id_, at in zip(ids, moments, strict=True)], chance
        )
        await order_table.write(conn, shop_id, versions, cause=Cause("webhook", dict(zip(ids, numbers, strict=True))))


def an_order(seeded: Seeded, shop_id: str, placed: datetime, order_id: str, chance: random.Random) -> OrderRows:
    """One order whose payment block adds up."""
    age = seeded.now - placed
    status = _status(age, chance)
    picked = chance.choices(
        seeded.skus[shop_id], [8 if s["seller_sku"] == "NS-01" else 2 for s in seeded.skus[shop_id]], k=1
    )
    picked = picked * chance.choice([1, 1, 1, 2]) + chance.choices(seeded.skus[shop_id], k=chance.choice([0, 0, 0, 1, 2]))
    off = Decimal("1.50") if chance.random() < 0.4 else Decimal(0)
    ours = Decimal("2.00") if chance.random() < 0.3 else Decimal(0)
    lines = [
        {
            "id": f"{order_id[:-3]}{i:03d}", "product_id": sku["product_id"], "sku_id": sku["id"],
            "seller_sku": sku["seller_sku"], "product_name": sku["title"], "sku_name": sku["name"],
            "currency": sku["currency"], "original_price": sku["price"],
            "seller_discount": ours if i == 0 else Decimal(0), "platform_discount": off if i == 0 else Decimal(0),
            "sale_price": Decimal(str(sku["price"])) - (ours + off if i == 0 else 0),
            "display_status": "AWAITING_SHIPMENT" if status in ("ON_HOLD", "PARTIALLY_SHIPPING") else status,
        }
        for i, sku in enumerate(picked)
    ]  # fmt: skip
    goods = sum((Decimal(str(sku["price"])) for sku in picked), Decimal(0))
    sub, shipping = goods - ours - off, Decimal("2.99") if chance.random() < 0.5 else Decimal(0)
    tax = Decimal(0) if shop_id == GB else (sub * Decimal("0.0875")).quantize(Decimal("0.01"))
    due = placed + timedelta(hours=26) if age < timedelta(days=1) else placed + timedelta(days=2, hours=1)
    order = {
        "id": order_id, "status": status, "order_type": "NORMAL", "fulfillment_type": "FULFILLMENT_BY_SELLER",
        "shipping_type": "TIKTOK" if shop_id == GB else chance.choice(["TIKTOK", "SELLER"]),
        "delivery_option_name": chance.choice(["Standard shipping", "Standard shipping", "Express shipping"]),
        "is_on_hold_order": True, "is_buyer_request_cancel": status == "AWAITING_SHIPMENT" and chance.random() < 0.03,
        "item_count": len(lines), "currency": picked[0]["currency"], "sub_total": sub, "shipping_fee": shipping, "tax": tax,
        "seller_discount": ours, "platform_discount": off, "original_total_product_price": goods,
        "original_shipping_fee": Decimal("2.99"), "shipping_fee_seller_discount": Decimal(0),
        "shipping_fee_platform_discount": Decimal("2.99") - shipping, "total_amount": sub + shipping + tax,
        "payment": {"currency": picked[0]["currency"], "total_amount": str(sub + shipping + tax)},
        "create_time": placed, "paid_time": placed + timedelta(minutes=2) if status != "UNPAID" else None,
        "update_time": placed,
        "rts_sla_time": due, "shipping_due_time": due + timedelta(days=3), "source_version": "202507", "read_at": placed,
    }  # fmt: skip
    if status in ("AWAITING_COLLECTION", "IN_TRANSIT", "DELIVERED", "COMPLETED"):
        order |= {"rts_time": placed + age * 0.3, "collection_due_time": placed + timedelta(days=4)}
    if status == "CANCELLED":
        order |= {"cancel_time": placed + age * 0.5, "cancel_reason": "No longer needed", "cancellation_initiator": "BUYER"}
    kept = {
        k: str(v) if isinstance(v, Decimal) else v for k, v in order.items() if not isinstance(v, datetime) and v is not None
    }
    order["raw"] = zlib.compress(
        json.dumps({**kept, "line_items": [{"id": of["id"], "sku_id": of["sku_id"]} for of in lines]}).encode(), 1
    )
    recipient = None if status in ("UNPAID", "ON_HOLD") else SealedRecipient(b"sealed", shop_id == GB)
    return OrderRows(order, lines, recipient)


async def events(
    conn: AsyncConnection, shop_id: str, told: list[tuple[str, str, datetime]], chance: random.Random
) -> list[int]:
    """Webhooks about orders (id, status, when), worked: in the inbox, with their re-reads in the call log. Their numbers."""
    rows, calls = [], []
    for order_id, status, at in told:
        body = json.dumps({"type": 1, "shop_id": shop_id, "data": {"order_id": order_id, "order_status": status}}).encode()
        took = timedelta(milliseconds=chance.choice([60, 80, 110, 140, 190, 210, 260, 420]))
        rows.append({
            "app_key": APP_KEY, "dedupe_key": f"75{chance.randrange(10**17):017d}", "type": 1, "shop_id": shop_id,
            "sent_at": at - timedelta(milliseconds=250), "received_at": at, "body": body, "state": "done", "attempts": 1,
            "copies": 2 if chance.random() < 0.05 else 1, "done_at": at + took,
        })  # fmt: skip
        calls.append({
            "at": at + took * 0.3, "shop_id": shop_id, "connection_id": "con-1", "operation": "order.get_order_detail",
            "status": 200, "code": 0, "request_id": f"{at:%Y%m%d%H%M%S}{chance.randrange(16**18):018X}", "attempt": 1,
            "elapsed_ms": int(took.total_seconds() * 400),
        })  # fmt: skip
    await conn.execute(insert(schema.api_calls), calls)
    returned = await conn.execute(insert(schema.inbox).returning(schema.inbox.c.n, sort_by_parameter_order=True), rows)
    return [int(row.n) for row in returned]


async def _health(conn: AsyncConnection, seeded: Seeded, chance: random.Random) -> None:
    now = seeded.now
    for shop_id in (GB, US):
        for stream in ("orders", "products", "inventory"):
            for back in (2, 17, 32):
                found = 1 if (stream, back, shop_id) == ("orders", 32, GB) else 0
                held = len(seeded.orders[shop_id]) if stream == "orders" else len(seeded.skus[shop_id])
                await conn.execute(insert(schema.sweeps).values(
                    shop_id=shop_id, stream=stream, started_at=now - timedelta(minutes=back, seconds=4),
                    finished_at=now - timedelta(minutes=back), compared=held, differences=found, ours=held, theirs=held,
                ))  # fmt: skip
            for week in range(4):
                start = now - timedelta(days=7 * (week + 1))
                await conn.execute(insert(schema.slices).values(
                    shop_id=shop_id, stream=stream, from_time=start, to_time=start + timedelta(days=7), state="done",
                    rows_read=chance.randrange(60, 400), rows_expected=None, updated_at=now - timedelta(hours=6),
                ))  # fmt: skip
