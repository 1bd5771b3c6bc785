"""What is true in the world, counted: the contract of `shoplatch sim truth`, and a digest per shop to compare with."""

from __future__ import annotations

import hashlib
from typing import Any

from shoplatch.simulator.products import bundles
from shoplatch.simulator.state.goods import Sku
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
        "affiliate_orders": sum(bool(one.products) for shop in shops for one in shop.affiliate.attributions.values()),
        "contents": sum(len(shop.affiliate.contents) for shop in shops),
        "sample_applications": sum(len(shop.affiliate.applications) for shop in shops),
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
    live = _live(shop)
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
        "stock_digest": _digest(f"{sku.id} {bundles.available(shop, sku)} {sku.committed}" for sku in live),  # as served
    }
    if shop.fbt.onboarded_at:
        told["fbt"] = _fbt(shop)
    if len(shop.orders) <= DIGEST_ORDERS_MAX:
        told["orders_digest"] = _digest(f"{order.id} {order.status} {order.update_time}" for order in shop.orders.values())
    return told


def _fbt(shop: Shop) -> dict[str, Any]:
    own = shop.fbt
    held = [(goods.id, house_id, one) for goods in own.goods.values() for house_id, one in goods.held.items()]
    return {
        "goods": len(own.goods),
        "on_hand": sum(one.available + one.reserved + one.defective for _, _, one in held),
        "in_transit": sum(one.in_transit for _, _, one in held),
        "inbound_orders_by_status": _counted(one.status for one in own.inbounds.values()),
        "mcf_orders": len(own.mcf_orders),
        "movements": len(own.movements),
        "stock_digest": _digest(
            f"{goods_id} {house_id} {one.available} {one.reserved} {one.defective}" for goods_id, house_id, one in held
        ),
    }


def _lines(shop: Shop) -> int:
    archive = shop.orders.archive
    made = getattr(archive, "lines", 0) if archive is not None else 0
    thawed = (archive.make(order_id) for order_id in shop.orders.thawed) if archive is not None else ()
    taken = sum(len(order.lines) for order in thawed if order is not None)
    return made - taken + sum(len(order.lines) for order in shop.orders.live())


def _products(shop: Shop) -> int:
    return sum(product.status != "DELETED" for product in shop.products.values())


def _skus(shop: Shop) -> int:
    return len(_live(shop))


def _live(shop: Shop) -> list[Sku]:
    """The SKUs that exist: those of a deleted product are gone with it."""
    kept = {product.id for product in shop.products.values() if product.status != "DELETED"}
    return [sku for sku in shop.skus.values() if not sku.deleted and sku.product_id in kept]


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
