"""What the platform refuses in a product before anything is saved (platform.md section 11; codes from errors.json).

Required fields, types and lengths that hold for every market are checked against the catalog before a call gets here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from shoplatch.simulator.ask import Refused
from shoplatch.simulator.markets import Market
from shoplatch.simulator.products.catalogue import catalogue
from shoplatch.simulator.state.goods import Image
from shoplatch.simulator.state.parties import Shop

QUANTITY_MAX = 99_999  # per warehouse; 0 is taken because clients use it to sell out (platform.md section 12)
CATEGORY_UNKNOWN, CATEGORY_NOT_LEAF, CATEGORY_VERSION_WRONG, CATEGORY_RESTRICTED = 12052023, 12052024, 12052217, 12052223
MAIN_IMAGE_REQUIRED, IMAGE_URI_INVALID = 12052028, 12019065
PRICE_MISSING, PRICE_INVALID, CURRENCY_INVALID = 12052571, 12052073, 12052084
WAREHOUSE_UNKNOWN, INVENTORY_OUT_OF_RANGE, NO_VALID_WAREHOUSE = 12052097, 12052055, 12019022
SALES_ATTRIBUTES_MISSING, SALES_ATTRIBUTE_LIMIT, SALES_ATTRIBUTES_REPEAT = 12019117, 12052525, 12052560
SKU_LIMIT, TITLE_TOO_LONG, SELLER_SKU_INVALID, SELLER_SKU_TOO_LONG = 12052558, 12052051, 12019059, 12052054
PLATFORM_STOCK = 12052144
TITLE_FORM, MAIN_IMAGES_MANY, WAREHOUSE_OFF = 12052931, 12052306, 12052531
IMAGES_ON_ONE, MORE_IMAGES_MANY = 12052528, 12052356
_REFUSED_PERMISSION = {"INVITE_ONLY": CATEGORY_RESTRICTED, "NON_MAIN_CATEGORY": 12052225, "PROHIBITED": 12052220}


def check_title(market: Market, title: str) -> None:
    """The length a title may have in this market."""
    low, high = market.rules.title_length
    if not low <= len(title.strip()) <= high:
        raise Refused(TITLE_TOO_LONG, f"The product title must have {low} to {high} characters")
    if "<" in title or ">" in title:
        raise Refused(TITLE_FORM)


def check_category(market: Market, category_id: str, version: str) -> None:
    """A leaf of the tree the market uses, open to the shop."""
    if version != market.rules.category_version:
        raise Refused(
            CATEGORY_VERSION_WRONG, f"category_version must be {market.rules.category_version} for shops in {market.region}"
        )
    category = catalogue().category(category_id)
    if category is None:
        raise Refused(CATEGORY_UNKNOWN)
    if not category.is_leaf:
        raise Refused(CATEGORY_NOT_LEAF)
    if category.permission == "INVITE_ONLY" and market.region == "US":
        return  # taken, and held in PRE_APPROVED until the category is granted (section 11.1)
    if code := _REFUSED_PERMISSION.get(category.permission):
        raise Refused(code)


def check_images(images: Sequence[Mapping[str, Any]], uploaded: Mapping[str, Image]) -> list[str]:
    """The uris of pictures that came from the upload call."""
    if not images:
        raise Refused(MAIN_IMAGE_REQUIRED)
    if len(images) > 9:
        raise Refused(MAIN_IMAGES_MANY)
    uris = [str(image.get("uri", "")) for image in images]
    for uri in uris:
        if uri not in uploaded:
            raise Refused(IMAGE_URI_INVALID, f"The image uri {uri!r} did not come from the upload call")
    return uris


def checked_price(market: Market, price: Mapping[str, Any]) -> int:
    """The price in minor units, inside the market's range (section 11.2)."""
    text = price.get("amount") or price.get("sale_price")
    if not text:
        raise Refused(PRICE_MISSING)
    if price.get("currency") != market.currency:
        raise Refused(CURRENCY_INVALID, f"The currency of this shop is {market.currency}")
    try:
        amount = market.minor(str(text))
    except ValueError:
        raise Refused(PRICE_INVALID, f"The price {text!r} is not an amount in {market.currency}") from None
    if not market.price_min <= amount <= market.price_max:
        low, high = market.text(market.price_min), market.text(market.price_max)
        raise Refused(PRICE_INVALID, f"The price must lie between {low} and {high} {market.currency}")
    return amount


def checked_inventory(shop: Shop, rows: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """Warehouse id -> quantity, for a new SKU."""
    wanted: dict[str, int] = {}
    for row in rows:
        warehouse = shop.warehouses.get(str(row.get("warehouse_id", "")))
        if warehouse is None or warehouse.type != "SALES_WAREHOUSE":
            raise Refused(WAREHOUSE_UNKNOWN)
        if warehouse.effect_status == "DISABLED":
            raise Refused(WAREHOUSE_OFF)
        if warehouse.shipping_type == "FULFILLMENT_BY_TIKTOK":
            raise Refused(PLATFORM_STOCK)
        wanted[warehouse.id] = checked_quantity(row.get("quantity", 0))
    if not wanted:
        raise Refused(NO_VALID_WAREHOUSE)
    return wanted


def checked_quantity(quantity: Any, least: int = 0) -> int:
    """A quantity a warehouse can hold."""
    if not isinstance(quantity, int) or not least <= quantity <= QUANTITY_MAX:
        raise Refused(INVENTORY_OUT_OF_RANGE, f"The quantity must lie between {least} and {QUANTITY_MAX}")
    return quantity


def check_skus(market: Market, skus: Sequence[Mapping[str, Any]]) -> None:
    """Numbers of SKUs and sales attributes, and that no two SKUs look alike to the buyer."""
    if len(skus) > market.rules.sku_limit:
        raise Refused(SKU_LIMIT, f"A product may have {market.rules.sku_limit} SKUs in {market.region}")
    seen: set[tuple[tuple[str, str], ...]] = set()
    for sku in skus:
        attributes = sku.get("sales_attributes") or []
        if len(attributes) > 3:
            raise Refused(SALES_ATTRIBUTE_LIMIT)
        if len(skus) > 1 and not attributes:
            raise Refused(SALES_ATTRIBUTES_MISSING)
        if " " in sku.get("seller_sku", ""):
            raise Refused(SELLER_SKU_INVALID, "seller_sku must not contain spaces")
        if len(sku.get("seller_sku", "")) > 50:
            raise Refused(SELLER_SKU_TOO_LONG)
        look = tuple(sorted((_key(part, "id", "name"), _key(part, "value_id", "value_name")) for part in attributes))
        if look in seen:
            raise Refused(SALES_ATTRIBUTES_REPEAT)
        seen.add(look)
    _check_pictures(market, skus)


def _check_pictures(market: Market, skus: Sequence[Mapping[str, Any]]) -> None:
    pictured = set()
    for sku in skus:
        for part in sku.get("sales_attributes") or ():
            more = part.get("supplementary_sku_images") or ()
            if part.get("sku_img") or more:
                pictured.add(_key(part, "id", "name"))
            if more and (market.region != "US" or len(more) > 8):
                raise Refused(MORE_IMAGES_MANY)  # eight further ones per value, US only
    if len(pictured) > 1:
        raise Refused(IMAGES_ON_ONE, "Images may be added to one sales attribute only")


def _key(part: Mapping[str, Any], first: str, second: str) -> str:
    return str(part.get(first) or part.get(second) or "")
