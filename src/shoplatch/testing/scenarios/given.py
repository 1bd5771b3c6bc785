"""Steps that set the scene."""

from __future__ import annotations

from shoplatch.testing.scenarios.stage import Stage
from shoplatch.testing.scenarios.steps import Table, step


@step("given", r"an? {region:word} shop( in the world {world:word})?")
def a_shop(stage: Stage, _: Table, region: str, world: str | None) -> None:
    stage.open(region, world or "stocked")


@step("given", r"the open question {name:word} is answered {value:word}")
def a_switch(stage: Stage, _: Table, name: str, value: str) -> None:
    answers: dict[str, object] = {"true": True, "false": False}
    stage.ask("POST", "switches", {name: answers.get(value, int(value) if value.isdecimal() else value)})


@step("given", r"the next {times:n} calls? of {operation:word} go(es)? wrong: {fault:word}")
def calls_go_wrong(stage: Stage, _: Table, times: str, operation: str, fault: str) -> None:
    stage.ask("POST", "chaos", {"operation": operation, "fault": fault, "times": int(times)})


@step("given", r"orders are settled {days:n} days? after delivery")
def settled_after(stage: Stage, _: Table, days: str) -> None:
    stage.ask("POST", f"money/terms/{stage.shop_id}", {"settle_days": int(days)})


@step("given", r"a SKU on sale, with its stock")
def a_sku(stage: Stage, _: Table) -> None:
    product = stage.look("product.search_products", page_size=1, status="ACTIVATE")["products"][0]
    stage.note("product", product["id"])
    sku = product["skus"][0]
    stage.note("sku", sku["id"])
    stage.note("price", sku["price"]["tax_exclusive_price"])
    stage.note("currency", sku["price"]["currency"])
    stage.note("available before", available(stage))
    warehouses = [place["warehouse_id"] for place in sku["inventory"]]
    for n, warehouse in enumerate(warehouses):
        stage.note("warehouse" if not n else f"warehouse {'abcdefgh'[n]}", warehouse)
    stage.note("warehouses", warehouses)


def available(stage: Stage) -> int:
    """What can be sold of the SKU, over all its warehouses."""
    found = stage.look("product.inventory_search", sku_ids=[stage.named("sku")])["inventory"][0]["skus"][0]
    return int(found["total_available_quantity"])
