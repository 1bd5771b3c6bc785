"""Packages whose declared weight or size is far from what is usual, and the range that would be (inferred rules)."""

from __future__ import annotations

from typing import Any

from shoplatch.simulator.state.goods import Product
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

PACKAGE_RECOMMENDED = 62
HEAVY_KG, LONG_CM = 20, 150
_KILOGRAMS = {"KILOGRAM": 1.0, "GRAM": 0.001, "POUND": 0.453_592_37}
_CENTIMETERS = {"CENTIMETER": 1.0, "INCH": 2.54}
_SIDES = ("length", "height", "width")


def recommendation(product: Product) -> dict[str, Any]:
    """What is unusual about a package, what is missing of it included, and the usual range."""
    weight, size = product.package_weight, product.package_dimensions
    odd = ["Weight"] * (_is_heavy(product) or not weight) + ["Dimension"] * (_is_long(product) or not size)
    return {
        "product_id": product.id,
        "abnormality_types": odd or ["None"],
        "weight_recommendation": {
            "unit": weight.get("unit", "KILOGRAM"),
            "weight": {"min_value": "0.05", "max_value": "2.00"},
        },
        "dimension_recommendation": {
            "unit": size.get("unit", "CENTIMETER"),
            **{side: {"min_value": "2", "max_value": "30"} for side in _SIDES},
        },
    }


def tell_unusual(world: World, shop: Shop, product: Product) -> None:
    """Webhook 62, where what was declared is unusual."""
    if _is_heavy(product) or _is_long(product):
        world.tell(PACKAGE_RECOMMENDED, shop, recommendation(product))


def _is_heavy(product: Product) -> bool:
    weight = product.package_weight
    return float(weight.get("value") or 0) * _KILOGRAMS.get(weight.get("unit", ""), 0) > HEAVY_KG


def _is_long(product: Product) -> bool:
    size = product.package_dimensions
    sides = [float(size[side]) for side in _SIDES if side in size]
    return any(side * _CENTIMETERS.get(size.get("unit", ""), 0) > LONG_CM for side in sides)
