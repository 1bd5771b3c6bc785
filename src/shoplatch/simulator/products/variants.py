"""The SKUs of a product: how they are added, changed and left out, and what they may cost."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any

from shoplatch.simulator.ask import Refused
from shoplatch.simulator.markets import Market, market
from shoplatch.simulator.products import bundles, checks, locks, stock
from shoplatch.simulator.products.catalogue import catalogue
from shoplatch.simulator.products.fields import KEPT_OF_SKUS
from shoplatch.simulator.state.goods import Product, SalesAttribute, Sku, Stock
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

SKU_STATUS = 50
SKU_UNKNOWN, SKU_OTHER_PRODUCT, SKU_TWICE = 12052556, 12052557, 12052553
IDENTIFIER_FIXED, IDENTIFIER_TYPE_FIXED = 12052593, 12052594
_REVIEWED = ("seller_sku", "external_sku_id", "identifier_code", "attributes", "parts", "more")


def sku_of(shop: Shop, product: Product, sku_id: str) -> Sku:
    """A SKU of this product."""
    found = next((sku for sku in product.skus if sku.id == sku_id), None)
    if found is None:
        other = shop.skus.get(sku_id)
        raise Refused(SKU_OTHER_PRODUCT if other is not None and not other.deleted else SKU_UNKNOWN)
    return found


def add(
    world: World, shop: Shop, product: Product, row: Mapping[str, Any], price: int, quantities: Mapping[str, int]
) -> Sku:
    """One more SKU, with its price in minor units and its quantity in each warehouse."""
    sku = _made(world, shop, product, row, price, quantities)
    product.skus.append(sku)
    shop.skus[sku.id] = sku
    return sku


def check_edit(world: World, shop: Shop, product: Product, rows: Sequence[Mapping[str, Any]]) -> None:
    """Refuse an edit of SKUs before anything changes."""
    profile = market(shop.region)
    ids = [row["id"] for row in rows if row.get("id")]
    if len(ids) != len(set(ids)):
        raise Refused(SKU_TWICE)
    for row in rows:
        sku = _edited(shop, product, row["id"]) if row.get("id") else None
        if row.get("price") or sku is None:
            price = checks.checked_price(profile, row.get("price") or {})
            if sku is not None and price != sku.price:
                locks.check_price(shop, sku)
        if row.get("inventory") or sku is None:
            quantities = checks.checked_inventory(shop, row.get("inventory") or [])
            if sku is not None:
                locks.check_stock(world, shop, sku, {**_levels(sku), **quantities})
        if sku is not None:
            _check_identifier(product, sku, row)


def edit(world: World, shop: Shop, product: Product, rows: Sequence[Mapping[str, Any]], *, whole: bool) -> None:
    """Change the SKUs; with `whole` those left out are removed."""
    told: list[dict[str, str]] = []
    kept = {row["id"] for row in rows if row.get("id")}
    if whole:
        told += [remove(product, sku) for sku in list(product.skus) if sku.id not in kept]
    for row in rows:
        if row.get("id"):
            _change(world, shop, product, sku_of(shop, product, row["id"]), row)
            continue
        price = checks.checked_price(market(shop.region), row["price"])
        sku = add(world, shop, product, row, price, checks.checked_inventory(shop, row["inventory"]))
        told.append({"sku_id": sku.id, "status": "CREATED"})
    tell(world, shop, product, told)


def edit_beside(world: World, shop: Shop, product: Product, rows: Sequence[Mapping[str, Any]], *, whole: bool) -> None:
    """Change the SKUs of the version that waits for its audit; prices and stock of live ones act at once."""
    version = {sku.id: sku for sku in (product.skus if product.review_skus is None else product.review_skus)}
    live = {sku.id: sku for sku in product.skus}
    kept = {row["id"] for row in rows if row.get("id")}
    after = [] if whole else [sku for sku in version.values() if sku.id not in kept]
    for row in rows:
        if not row.get("id"):
            price = checks.checked_price(market(shop.region), row["price"])
            quantities = checks.checked_inventory(shop, row["inventory"])
            after.append(_made(world, shop, product, row, price, quantities))
            continue
        if row["id"] in live:
            _reprice(world, shop, live[row["id"]], row)
        other = copy.copy(version.get(row["id"]) or live[row["id"]])
        other.more = dict(other.more)
        _rename(world, shop, product, other, row)
        after.append(other)
    product.review_skus = after
    product.review_removed = [sku_id for sku_id in live if sku_id not in {sku.id for sku in after}]


def take_reviewed(world: World, shop: Shop, product: Product) -> None:
    """The version passed its audit: its SKUs are those of the product."""
    if product.review_skus is None:
        return
    live = {sku.id: sku for sku in product.skus}
    told = [remove(product, live[sku_id]) for sku_id in product.review_removed if sku_id in live]
    for sku in product.review_skus:
        if sku.id in live:
            for name in _REVIEWED:
                setattr(live[sku.id], name, getattr(sku, name))
        else:
            product.skus.append(sku)
            shop.skus[sku.id] = sku
            told.append({"sku_id": sku.id, "status": "CREATED"})
    tell(world, shop, product, told)


def drop_reviewed(product: Product) -> None:
    """No SKUs wait for an audit any more."""
    product.review_skus, product.review_removed = None, []


def in_review(product: Product) -> list[Sku]:
    """The SKUs of the version under review, with the prices and stock that are live; the product's where none wait."""
    if product.review_skus is None:
        return product.skus
    live, seen = {sku.id: sku for sku in product.skus}, []
    for sku in product.review_skus:
        shown = copy.copy(sku)
        if sku.id in live:
            shown.price, shown.list_price, shown.stock = live[sku.id].price, live[sku.id].list_price, live[sku.id].stock
        seen.append(shown)
    return seen


def remove(product: Product, sku: Sku) -> dict[str, str]:
    """Take a SKU out of its product; orders that hold it keep it. What webhook 50 says about it."""
    product.skus.remove(sku)
    sku.deleted = True
    return {"sku_id": sku.id, "status": "DELETED"}


def tell(world: World, shop: Shop, product: Product, skus: Sequence[Mapping[str, str]]) -> None:
    """Webhook 50, where there is something to tell."""
    if skus:
        world.tell(SKU_STATUS, shop, {"product_id": product.id, "skus": list(skus), "update_time": world.clock.now()})


def list_price(profile: Market, row: Mapping[str, Any], price: int) -> int | None:
    """The crossed-out price, or None where the market has none or it lies below the price (dropped silently, 11.1)."""
    given = row.get("list_price")
    if not given or not profile.rules.list_price:
        return None
    listed = checks.checked_price(profile, given)
    return listed if listed >= price else None


def attributes_of(world: World, product: Product, rows: Sequence[Mapping[str, Any]]) -> tuple[SalesAttribute, ...]:
    """Sales attributes with their ids; the same name and value have the same ids within a product."""
    known = {(part.name, part.value_name): part for sku in product.skus for part in sku.attributes}
    names = {attribute.name: attribute.id for attribute in catalogue().attributes}
    made = []
    for row in rows:
        listed = catalogue().attribute(row.get("id", ""))
        name = row.get("name") or (listed.name if listed else "Specification")
        value = row.get("value_name") or row.get("value_id", "")
        same = known.get((name, value))
        made.append(
            SalesAttribute(
                id=row.get("id") or (same.id if same else names.get(name) or world.new_id("1729")),
                name=name,
                value_id=row.get("value_id") or (same.value_id if same else world.new_id("1729")),
                value_name=value,
                image_uri=(row.get("sku_img") or {}).get("uri", ""),
                more_image_uris=tuple(image["uri"] for image in row.get("supplementary_sku_images") or ()),
            )
        )
    return tuple(made)


def _edited(shop: Shop, product: Product, sku_id: str) -> Sku:
    """A SKU that an edit may name: a live one, or one that waits for its audit."""
    waiting = next((sku for sku in product.review_skus or () if sku.id == sku_id), None)
    live = next((sku for sku in product.skus if sku.id == sku_id), None)
    return live or waiting or sku_of(shop, product, sku_id)


def _made(
    world: World, shop: Shop, product: Product, row: Mapping[str, Any], price: int, quantities: Mapping[str, int]
) -> Sku:
    parts = bundles.parts_of(shop, row.get("combined_skus") or ())
    sku = Sku(
        id=world.new_id("1729"),
        product_id=product.id,
        seller_sku=row.get("seller_sku", ""),
        price=price,
        attributes=attributes_of(world, product, row.get("sales_attributes") or []),
        stock={} if parts else {warehouse_id: Stock(available=quantity) for warehouse_id, quantity in quantities.items()},
        list_price=list_price(market(shop.region), row, price),
        external_sku_id=row.get("external_sku_id", ""),
        identifier_code=row.get("identifier_code"),
        parts=parts,
    )
    _take_kept(sku, row)
    return sku


def _change(world: World, shop: Shop, product: Product, sku: Sku, row: Mapping[str, Any]) -> None:
    _rename(world, shop, product, sku, row)
    _reprice(world, shop, sku, row)


def _rename(world: World, shop: Shop, product: Product, sku: Sku, row: Mapping[str, Any]) -> None:
    """What is looked at by an audit."""
    sku.seller_sku = row.get("seller_sku", sku.seller_sku)
    sku.external_sku_id = row.get("external_sku_id", sku.external_sku_id)
    if row.get("identifier_code"):
        sku.identifier_code = row["identifier_code"]
    if row.get("sales_attributes"):
        sku.attributes = attributes_of(world, product, row["sales_attributes"])
    if row.get("combined_skus"):
        sku.parts = bundles.parts_of(shop, row["combined_skus"])
    for name in KEPT_OF_SKUS:
        if name in row:
            sku.more[name] = row[name]


def _reprice(world: World, shop: Shop, sku: Sku, row: Mapping[str, Any]) -> None:
    """What acts at once: price and stock."""
    profile = market(shop.region)
    if row.get("price"):
        sku.price = checks.checked_price(profile, row["price"])
        sku.list_price = list_price(profile, row, sku.price)
    if row.get("inventory") and not sku.parts:
        for warehouse_id, quantity in checks.checked_inventory(shop, row["inventory"]).items():
            stock.set_available(world, shop, sku, warehouse_id, quantity)
    _take_places(sku, row)


def _take_kept(sku: Sku, row: Mapping[str, Any]) -> None:
    for name in KEPT_OF_SKUS:
        if name in row:
            sku.more[name] = row[name]
    _take_places(sku, row)


def _take_places(sku: Sku, row: Mapping[str, Any]) -> None:
    for place in row.get("inventory") or ():
        held = sku.stock.get(str(place.get("warehouse_id", "")))
        if held is not None:
            held.backorder = place.get("backorder_quantity", held.backorder)
            held.handling_time = place.get("handling_time", held.handling_time)


def _levels(sku: Sku) -> dict[str, int]:
    return {warehouse_id: held.available for warehouse_id, held in sku.stock.items()}


def _check_identifier(product: Product, sku: Sku, row: Mapping[str, Any]) -> None:
    given, known = row.get("identifier_code"), sku.identifier_code
    if not given or not known or product.status == "DRAFT":
        return  # changeable while DRAFT only (section 11.2)
    if given.get("type") != known.get("type"):
        raise Refused(IDENTIFIER_TYPE_FIXED)
    if given.get("code") != known.get("code"):
        raise Refused(IDENTIFIER_FIXED)
