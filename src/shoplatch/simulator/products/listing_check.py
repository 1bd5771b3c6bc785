"""Before a listing is made: whether the shop may list at all, and whether one would be taken. Nothing is saved."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.fit import fit
from shoplatch.simulator.products import audit, shelf
from shoplatch.simulator.products.diagnosis import diagnoses, listing_quality
from shoplatch.simulator.products.fields import blank, without_unknown_brand
from shoplatch.simulator.products.owner import seller_of
from shoplatch.simulator.products.refusing import extra
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

_FAIL_REASONS = {
    "SHOP_STATUS": "The shop is not active.",
    "PICKUP_WAREHOUSE": "The shop has no enabled sales warehouse.",
    "RETURN_WAREHOUSE": "The shop has no return warehouse.",
    "DELIVERY_OPTION": "No sales warehouse has a delivery option.",
    "PRODUCT_QUANTITY_LIMIT": "The shop has reached its listing limit.",
}
_ALWAYS_MET = ("SHOP_TAX", "SHIPPING_TEMPLATE", "EXTENDED_PRODUCER_RESPONSIBILITY", "BANk_ACCOUNT", "CONTACT_INFO")
LISTINGS_MAX = 10_000  # inferred: what a search can show; the platform's limit is per shop and not public


def check_listing_prerequisites(_world: World, ask: Ask) -> dict[str, Any]:
    """What the seller still has to set up; the things the simulator does not keep are always in order."""
    failed = {item for item, wrong in _judged(ask.own_shop).items() if wrong}
    rows = []
    for item in (*_FAIL_REASONS, *_ALWAYS_MET):
        row: dict[str, Any] = {"check_item": item, "is_failed": item in failed}
        row["fail_reasons"] = [_FAIL_REASONS[item]] if item in failed else []
        rows.append(row)
    return fit(ask.operation, {"check_results": rows, "shop": _older(failed)})


def check_product_listing(world: World, ask: Ask) -> dict[str, Any]:
    """Whether a product would be taken, what its audit would say, and on request how it could be better."""
    shop, body = ask.own_shop, ask.body
    reasons = []
    try:
        shelf.check_new(world, shop, body)
    except Refused as refused:
        reasons.append(extra(refused))
    product = blank("", body, world.clock.now())
    found = audit.findings(product)
    answer: dict[str, Any] = {"check_result": "FAILED" if reasons else "PASS", "fail_reasons": reasons}
    _, warnings = without_unknown_brand(seller_of(world, ask), body)
    if warnings:
        answer["warnings"] = {"message": warnings[0]}
    if found:
        answer["pre_check_results"] = [
            {
                "pre_check_item": "AUDIT",
                "pre_check_details": [
                    {
                        "short_reason": row["reason"],
                        "long_reason": f"{row['reason']} {row['suggestion']}",
                        "related_fields": [row["position"]],
                    }
                    for row in found
                ],
            }
        ]
    if ask.query.get("is_diagnosis_required") == "true":
        answer["diagnoses"] = diagnoses(world, seller_of(world, ask), product, key="suggestions")
        answer["listing_quality"] = listing_quality(product)
    return answer


def _older(failed: set[str]) -> dict[str, Any]:
    """The shape of version 202309: one JSON text for each item."""

    def said(item: str, name: str) -> str:
        result = {"is_failed": True, "fail_reasons": [_FAIL_REASONS[item]]} if item in failed else {"is_failed": False}
        return json.dumps({"id": name, "name": name, "check_result": result}, separators=(",", ":"))

    return {
        "status": said("SHOP_STATUS", "shop_status"),
        "tax_info": said("SHOP_TAX", "tax_info"),
        "bank_account": said("BANk_ACCOUNT", "bank_account"),
        "contact_info": said("CONTACT_INFO", "contact_info"),
        "gne": {
            "epr": said("EXTENDED_PRODUCER_RESPONSIBILITY", "epr"),
            "product_quantity_limit": said("PRODUCT_QUANTITY_LIMIT", "product_quantity_limit"),
        },
        "logistics": {
            "delivery_option": said("DELIVERY_OPTION", "delivery_option"),
            "pickup_warehouse": said("PICKUP_WAREHOUSE", "delivery_warehouse"),
            "return_warehouse": said("RETURN_WAREHOUSE", "return_warehouse"),
            "shipping_template": said("SHIPPING_TEMPLATE", "shipping_template"),
        },
    }


def _judged(shop: Shop) -> Mapping[str, bool]:
    sales = [one for one in shop.warehouses.values() if one.type == "SALES_WAREHOUSE" and one.effect_status == "ENABLED"]
    return {
        "SHOP_STATUS": not shop.active,
        "PICKUP_WAREHOUSE": not sales,
        "RETURN_WAREHOUSE": not any(one.type == "RETURN_WAREHOUSE" for one in shop.warehouses.values()),
        "DELIVERY_OPTION": not sales,
        "PRODUCT_QUANTITY_LIMIT": sum(one.status != "DELETED" for one in shop.products.values()) >= LISTINGS_MAX,
    }


HANDLERS: dict[str, Handler] = {
    "product.check_listing_prerequisites": check_listing_prerequisites,
    "product.check_product_listing": check_product_listing,
}
