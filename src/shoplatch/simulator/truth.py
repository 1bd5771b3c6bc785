"""What is true in the world, counted: the contract of `shoplatch sim truth`, and a digest per shop to compare with."""

from __future__ import annotations

import hashlib
from typing import Any

from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

DIGEST_ORDERS_MAX = 200_000  # above it the digest of orders is left out: counting must stay quick


def truth(world: World) -> dict[str, Any]:
    """Every key of the contract."""
    shops, tally = list(world.shops.values()), world.tally
    return {
        "world": world.name,
        "seed": world.seed,
        "now": world.clock.now(),
        "orders": sum(len(shop.orders) for shop in shops),
        "order_lines": sum(_lines(shop) for shop in shops),
        "products": sum(_products(shop) for shop in shops),
        "skus": sum(_skus(shop) for shop in shops),
        "packages": sum(len(shop.packages) for shop in shops),
        "cancellations": sum(len(shop.cancellations) for shop in shops),
        "returns": sum(len(shop.returns) for shop in shops),
        "statements": sum(len(shop.purse.statements) for shop in shops),
        "transactions": sum(len(one.transactions) for shop in shops for one in shop.purse.statements.live()),
        "payments": sum(len(shop.purse.payments) for shop in shops),
        "webhooks_sent": tally.webhooks_sent,
        "webhooks_acknowledged": tally.webhooks_acknowledged,
        "webhooks_dropped": tally.webhooks_dropped,
        "webhook_attempts": tally.webhook_attempts,
        "token_exchanges": tally.token_exchanges,
        "token_refreshes": tally.token_refreshes,
        "requests_by_code": dict(sorted(tally.requests_by_code.items())),
        "by_shop": {shop.id: _shop(shop) for shop in shops},
    }


def _shop(shop: Shop) -> dict[str, Any]:
    live = [sku for sku in shop.skus.values() if not sku.deleted]
    told: dict[str, Any] = {
        "region": shop.region,
        "orders": len(shop.orders),
        "orders_by_status": dict(sorted(shop.orders.by_status().items())),
        "packages_by_status": dict(sorted(shop.packages.by_status().items())),
        "cancellations_by_status": dict(sorted(shop.cancellations.by_status().items())),
        "returns_by_status": dict(sorted(shop.returns.by_status().items())),
        "products_by_status": _counted(product.status for product in shop.products.values()),
        "stock_available": sum(sku.available for sku in live),
        "stock_committed": sum(sku.committed for sku in live),
        "stock_digest": _digest(f"{sku.id} {sku.available} {sku.committed}" for sku in live),
    }
    if len(shop.orders) <= DIGEST_ORDERS_MAX:
        told["orders_digest"] = _digest(f"{order.id} {order.status} {order.update_time}" for order in shop.orders.values())
    return told


def _lines(shop: Shop) -> int:
    archive = shop.orders.archive
    made = getattr(archive, "lines", 0) if archive is not None else 0
    thawed = (archive.make(order_id) for order_id in shop.orders.thawed) if archive is not None else ()
    taken = sum(len(order.lines) for order in thawed if order is not None)
    return made - taken + sum(len(order.lines) for order in shop.orders.live())


def _products(shop: Shop) -> int:
    return sum(product.status != "DELETED" for product in shop.products.values())


def _skus(shop: Shop) -> int:
    kept = {product.id for product in shop.products.values() if product.status != "DELETED"}
    return sum(not sku.deleted and sku.product_id in kept for sku in shop.skus.values())


def _counted(words: Any) -> dict[str, int]:
    counts: dict[str, int] = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return dict(sorted(counts.items()))


def _digest(lines: Any) -> str:
    whole = hashlib.blake2b(digest_size=12)
    for line in sorted(lines):
        whole.update(line.encode() + b"\n")
    return whole.hexdigest()
