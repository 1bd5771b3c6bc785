"""Steps that set the scene."""

from __future__ import annotations

from typing import Any

from shoplatch.testing.scenarios.exhibits import Unmet
from shoplatch.testing.scenarios.stage import Stage
from shoplatch.testing.scenarios.steps import Table, step

ENOUGH = 10  # units in each warehouse, for whatever a scenario orders: an order lies in one of them
ASKED_AT_ONCE = 50


@step("given", r"an? {region:word} shop( in the world {world:word})?")
def a_shop(stage: Stage, _: Table, region: str, world: str | None) -> None:
    stage.open(region, world or "stocked")


@step("given", r"the open question {name:word} is answered {value:word}")
def a_switch(stage: Stage, _: Table, name: str, value: str) -> None:
    answers: dict[str, object] = {"true": True, "false": False}
    if stage.connected:
        before = next(one["value"] for one in stage.ask("GET", "switches")["switches"] if one["name"] == name)
        stage.afterwards(lambda: stage.ask("POST", "switches", {name: before}))
    stage.ask("POST", "switches", {name: answers.get(value, int(value) if value.isdecimal() else value)})


@step("given", r"the next {times:n} calls? of {operation:word} go(es)? wrong: {fault:word}")
def calls_go_wrong(stage: Stage, _: Table, times: str, operation: str, fault: str) -> None:
    rule = stage.ask("POST", "chaos", {"operation": operation, "fault": fault, "times": int(times)})["id"]
    stage.afterwards(lambda: stage.ask("DELETE", f"chaos/{rule}"))


@step("given", r"orders are settled {days:n} days? after delivery")
def settled_after(stage: Stage, _: Table, days: str) -> None:
    terms = f"money/terms/{stage.shop_id}"
    stage.ask("POST", terms, {"settle_days": int(days)})
    stage.afterwards(lambda: stage.ask("POST", terms, {"settle_days": None}))


@step("given", r"a SKU on sale, with its stock")
def a_sku(stage: Stage, _: Table) -> None:
    product, sku = _well_stocked(stage)
    stage.note("product", product["id"])
    stage.note("sku", sku["id"])
    stage.note("price", sku["price"]["tax_exclusive_price"])
    stage.note("currency", sku["price"]["currency"])
    stage.note("available before", available(stage))
    warehouses = [place["warehouse_id"] for place in sku["inventory"]]
    for n, warehouse in enumerate(warehouses):
        stage.note("warehouse" if not n else f"warehouse {'abcdefgh'[n]}", warehouse)
    stage.note("warehouses", warehouses)


def _well_stocked(stage: Stage) -> tuple[dict[str, Any], dict[str, Any]]:
    """A product and its SKU: the newest with enough to be sold, of which no open order holds any.

    In a world that goes on some are sold out, and what an order of before holds may come back at any time.
    """
    known = stage.look("product.search_products", page_size=50, status="ACTIVATE").get("products") or []
    skus = [(product, sku) for product in known for sku in product["skus"]]
    if not skus:
        raise Unmet("this shop has nothing on sale", next_step="Put a product on sale, or play in another world.")
    if not stage.connected:
        return skus[0]
    held = _held(stage, [sku["id"] for _, sku in skus])
    free = [one for one in skus if held.get(one[1]["id"], 1) == 0]
    enough = [one for one in free if all(place["quantity"] >= ENOUGH for place in one[1]["inventory"])]
    several = [one for one in enough if len(one[1]["inventory"]) > 1]
    return (several or enough or free or skus)[0]


def _held(stage: Stage, sku_ids: list[str]) -> dict[str, int]:
    """How much of each SKU open orders hold."""
    told: dict[str, int] = {}
    for place in range(0, len(sku_ids), ASKED_AT_ONCE):
        found = stage.look("product.inventory_search", sku_ids=sku_ids[place : place + ASKED_AT_ONCE])["inventory"]
        told |= {sku["id"]: int(sku["total_committed_quantity"]) for product in found for sku in product["skus"]}
    return told


def available(stage: Stage) -> int:
    """What can be sold of the SKU, over all its warehouses."""
    found = stage.look("product.inventory_search", sku_ids=[stage.named("sku")])["inventory"][0]["skus"][0]
    return int(found["total_available_quantity"])
