"""Size charts: made as tables, named by products, and the appeal against what the platform finds wrong with one.

How an appeal is judged is not documented; here it is granted when the chart names every variant of the product (inferred).
"""

from __future__ import annotations

from typing import Any

from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.fit import fit
from shoplatch.simulator.pages import offset_of, offset_token
from shoplatch.simulator.products.categories import leaf
from shoplatch.simulator.products.owner import seller_of
from shoplatch.simulator.products.shelf import find
from shoplatch.simulator.products.views import image_url
from shoplatch.simulator.state.goods import Image, Product
from shoplatch.simulator.state.listing import SizeChart
from shoplatch.simulator.state.parties import Seller
from shoplatch.simulator.state.world import World

SIZE_CHART_CHANGE, APPEAL_COMPLETED, APPEAL_S = 19, 66, 3_600
CHART_UNKNOWN, APPEAL_RUNNING, PAGE_INVALID, TABLE_WRONG, IMAGE_UNKNOWN = 12052128, 12052308, 12052910, 12052910, 12052670
_LOCALES = {"US": "en-US", "GB": "en-GB"}


def create_size_chart(world: World, ask: Ask) -> dict[str, Any]:
    """A new chart: a template for many products, or one for a single product."""
    body, seller = ask.body, seller_of(world, ask)
    leaf(body["category_id"])
    _check_table(body["size_chart_data"])
    chart = SizeChart(
        id=world.new_id("7267"),
        name=body.get("template_name") or "size chart",
        mode=body["size_chart_mode"],
        table=body["size_chart_data"],
        category_ids=[body["category_id"]],
    )
    uri = f"tos-simulator-i-size-chart/{chart.id}"  # the platform draws a picture of the table
    seller.images[uri] = Image(uri, "SIZE_CHART_IMAGE", 1_024, 1_024)
    chart.images[_LOCALES.get(seller.base_region, "en-GB")] = uri
    seller.library.size_charts[chart.id] = chart
    _tell(world, seller, chart, "CREATE")
    return {"size_chart_id": chart.id}


def edit_size_chart(world: World, ask: Ask) -> dict[str, Any]:
    """Another table or name for a chart; products that name it show the new one."""
    seller = seller_of(world, ask)
    chart = seller.library.size_charts.get(ask.body["size_chart_id"])
    if chart is None:
        raise Refused(CHART_UNKNOWN)
    _check_table(ask.body["size_chart_data"])
    chart.table = ask.body["size_chart_data"]
    chart.name = ask.body.get("template_name") or chart.name
    _tell(world, seller, chart, "EDIT")
    return {"size_chart_id": chart.id}


def search_size_charts(world: World, ask: Ask) -> dict[str, Any]:
    """Templates by id, name and locale. Charts made for one product are listed only when asked for."""
    body, locales = ask.body, ask.list_of("locales")
    mode, ids, keyword = body.get("size_chart_mode", "REUSABLE_TEMPLATE"), body.get("ids"), body.get("keyword", "").lower()
    rows = [
        chart
        for chart in seller_of(world, ask).library.size_charts.values()
        if chart.mode == mode and (not ids or chart.id in ids) and keyword in chart.name.lower()
    ]
    filters = {**body, "locales": locales}
    size, start = int(ask.query["page_size"]), offset_of(ask.query.get("page_token", ""), filters, PAGE_INVALID)
    answer = {
        "size_chart": [_told(world, chart, locales) for chart in rows[start : start + size]],
        "total_count": len(rows),
        "next_page_token": offset_token(start + size, filters) if start + size < len(rows) else "",
    }
    return fit(ask.operation, answer)


def submit_size_chart_appeal(world: World, ask: Ask) -> dict[str, Any]:
    """Ask the platform to look again; one appeal of a product at a time."""
    shop, message = ask.own_shop, ask.body["appeal_message"]
    seller, product = seller_of(world, ask), find(shop, str(ask.body["product_id"]))
    if message.get("size_chart_id") and message["size_chart_id"] not in seller.library.size_charts:
        raise Refused(CHART_UNKNOWN)
    if message.get("size_chart_image_uri") and message["size_chart_image_uri"] not in seller.images:
        raise Refused(IMAGE_UNKNOWN)
    if any(appeal["open"] for appeal in product.appeals):
        raise Refused(APPEAL_RUNNING)
    product.appeals.append({"open": True, "message": dict(message), "result": []})
    world.clock.after(APPEAL_S, "product.appealed", shop=shop.id, product=product.id)
    return {}


def appealed(world: World, payload: dict[str, Any]) -> None:
    """Due: an appeal is judged (webhook 66)."""
    shop = world.shops[payload["shop"]]
    product = shop.products[payload["product"]]
    appeal = product.appeals[-1]
    message = appeal["message"]
    chart = world.sellers[shop.seller_open_id].library.size_charts.get(message.get("size_chart_id", ""))
    granted = chart is None or _names_all(chart, product)
    appeal["open"] = False
    appeal["result"] = [
        {
            "indicator_type": row["indicator_type"],
            "status": "APPROVED" if granted else "REJECTED",
            "reject_reason": "" if granted else "The size chart does not name every variant of the product.",
        }
        for row in message["indicator_details"]
    ]
    task: dict[str, Any] = {"appeal_audit_result": appeal["result"]}
    if chart is not None:
        task["size_chart_id"] = int(chart.id)
    if message.get("size_chart_image_uri"):
        task["size_chart_image_uri"] = message["size_chart_image_uri"]
    world.tell(APPEAL_COMPLETED, shop, {"appeal_task": task, "product_id": int(product.id)})


def _tell(world: World, seller: Seller, chart: SizeChart, event: str) -> None:
    """Webhook 19, of the account: templates belong to no shop."""
    shop = next((one for one in world.shops.values() if one.seller_open_id == seller.open_id), None)
    if shop is not None and chart.mode == "REUSABLE_TEMPLATE":
        told = {"size_chart_template_id": chart.id, "size_chart_template_name": chart.name, "event_type": event}
        world.tell(SIZE_CHART_CHANGE, shop, {**told, "update_time": world.clock.now()})


def _names_all(chart: SizeChart, product: Product) -> bool:
    cells = {cell["value"].lower() for row in (chart.table or {})["table"]["rows"] for cell in row["cells"]}
    values = {part.value_name.lower() for sku in product.skus for part in sku.attributes if part.name == "Size"}
    return values <= cells


def _check_table(told: dict[str, Any]) -> None:
    table = told["table"]
    if not table["headers"] or any(len(row["cells"]) != len(table["headers"]) for row in table["rows"]):
        raise Refused(TABLE_WRONG, "Every row of the size chart needs one cell for each header")


def _told(world: World, chart: SizeChart, locales: list[str]) -> dict[str, Any]:
    shown = {locale: uri for locale, uri in chart.images.items() if not locales or locale in locales}
    row: dict[str, Any] = {
        "template_id": chart.id,
        "template_name": chart.name,
        "images": [{"locale": locale, "uri": uri, "url": image_url(world, uri)} for locale, uri in shown.items()],
        "related_category_ids": chart.category_ids,
    }
    if chart.table is not None:
        kept = ("table", "description", "is_one_size", "unit_system", "size_types", "measurement_type")
        data = {name: chart.table[name] for name in kept if name in chart.table}
        if data["measurement_type"] == "PRODUCT_MEASUREMENTS":  # taken, but the answer has no such value
            data["measurement_type"] = "GENERIC_MEASUREMENTS"
        row["size_chart_datas"] = [{"locale": locale, "size_chart_data": data} for locale in shown]
    if chart.mode == "REUSABLE_TEMPLATE":
        row["size_chart_mode"] = chart.mode
    return row


HANDLERS: dict[str, Handler] = {
    "product.create_size_chart": create_size_chart,
    "product.edit_size_chart": edit_size_chart,
    "product.search_size_charts": search_size_charts,
    "product.submit_size_chart_appeal": submit_size_chart_appeal,
}
