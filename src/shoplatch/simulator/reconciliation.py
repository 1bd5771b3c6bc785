"""Numbers of others held against the shop's: orders of other channels, parcels of warehouse providers, announced files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.logistics.providers import network
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

ROW_WRONG, ORDER_WRONG = "36010031", "36010025"  # the codes of the official example
PROVIDER_UNSUPPORTED, PACKAGE_WRONG, LIST_EMPTY, WAREHOUSE_PROVIDER_WRONG = 39003015, 39003016, 39003018, 39003019
FILE_MAX = 20 * 1024 * 1024 * 1024
CHUNKS_MAX = 10_000


def order_status_data_exchange(world: World, ask: Ask) -> dict[str, Any]:
    """What orders have become in another channel; the newest word about each counts."""
    return _exchange(world, ask, reason="not_exist_reason")


def import_orders(world: World, ask: Ask) -> dict[str, Any]:
    """The same from a quality import (202310 and 202401); the newer version names the reason differently."""
    return _exchange(world, ask, reason="issue_reason")


def confirm_package_shipment(world: World, ask: Ask) -> dict[str, Any]:
    """Parcels that a warehouse provider has sent. The same parcel twice is one parcel."""
    rows = ask.body["packages"]
    if not rows:
        raise Refused(LIST_EMPTY)
    if not str(ask.body["warehouse_provider_id"]).isdigit():
        raise Refused(WAREHOUSE_PROVIDER_WRONG)
    carriers = {one.id for shop in _shops(world, ask) for one in network(shop.region).carriers}
    skus = {sku_id for shop in _shops(world, ask) for sku_id in shop.skus}
    kept = world.sellers[ask.grant.seller_open_id].handed_over.shipped_by_providers
    errors, good = [], []
    for row in rows:
        code, message = _judge(row, carriers, skus)
        if code:
            errors.append({"code": str(code), "message": message, "detail": {"package_id": row["id"]}})
        else:
            kept[row["id"]] = {**row, "warehouse_provider_id": ask.body["warehouse_provider_id"]}
            good.append(row["id"])
    return {"success_packages": good, **({"errors": errors} if errors else {})}


def upload_file_init(world: World, ask: Ask) -> dict[str, Any]:
    """Announces a large file: where it would go, and with which token. What is sent there is not kept."""
    body = ask.body
    if not 0 < body["file_size"] <= FILE_MAX or not 0 < body["total_chunk_count"] <= CHUNKS_MAX or not body["file_name"]:
        raise Refused(36009004, "Invalid request parameter. 'file_size' or 'total_chunk_count' is out of range.")
    token = f"upload{world.new_id('7306')}"
    world.sellers[ask.grant.seller_open_id].handed_over.uploads[token] = {**body, "create_time": world.clock.now()}
    return {"upload_url": f"{world.base_url}/_sim/files/{token}", "upload_token": token}


def _exchange(world: World, ask: Ask, *, reason: str) -> dict[str, Any]:
    shops = list(_shops(world, ask))
    errors = []
    for row in ask.body.get("orders") or ():
        excused = row.get(reason) or row.get("not_exist_reason")
        order_id = row.get("order_id") or ""
        shop = next((one for one in shops if order_id and one.orders.get(order_id) is not None), None)
        wrong = []
        if not row.get("channel_order_id"):
            wrong.append("Invalid channel_order_id")
        if shop is None and not excused:
            wrong.append("Invalid order_id")
        if wrong or not shops:
            detail = {name: row.get(name) or "" for name in ("order_id", "channel_order_id")}
            extra = [{"code": ORDER_WRONG, "message": message} for message in wrong]
            told = {**detail, "extra_errors": extra}
            if row.get("channel_type"):
                told["channel_type"] = row["channel_type"]
            errors.append({"code": ROW_WRONG, "message": ", ".join(wrong), "detail": told})
        else:
            _keep(shop or shops[0], row)
    return {"errors": errors} if errors else {}


def _keep(shop: Shop, row: Mapping[str, Any]) -> None:
    key = f"{row.get('channel_type') or ''}/{row['channel_order_id']}"
    held = shop.around.channel_orders.get(key)
    if held is None or _moment(held) <= _moment(row):
        shop.around.channel_orders[key] = dict(row)


def _moment(row: Mapping[str, Any]) -> int:
    text = str(row.get("channel_order_update_time") or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else 0


def _judge(row: Mapping[str, Any], carriers: set[str], skus: set[str]) -> tuple[int, str]:
    if row["shipping_provider_id"] not in carriers:
        return PROVIDER_UNSUPPORTED, "Provider is not supported by TikTok Shop"
    if not row["create_time_millis"] <= row["ship_time_millis"] <= row["handover_time_millis"]:
        return PACKAGE_WRONG, "The package was created, shipped and handed over in that order"
    if not row["skus"] or any(sku["quantity"] < 1 or sku["id"] not in skus for sku in row["skus"]):
        return PACKAGE_WRONG, "A SKU is unknown, or its quantity is not positive"
    return 0, ""


def _shops(world: World, ask: Ask) -> Iterator[Shop]:
    if ask.shop is not None:
        return iter((ask.shop,))
    named = ask.query.get("shop_id")
    known = (world.shops[one] for one in ask.grant.shop_ids if one in world.shops)
    return (shop for shop in known if named in (None, shop.id))


HANDLERS: dict[str, Handler] = {
    "data_reconciliation.order_status_data_exchange": order_status_data_exchange,
    "data_reconciliation.quality_factory_order_data_import_api": import_orders,
    "supply_chain.confirm_package_shipment": confirm_package_shipment,
    "open.upload_file_init": upload_file_init,
}
