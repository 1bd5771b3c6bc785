"""Products of shops made from others: global products published, local products bound to one or copied to other markets.

A published or copied product is created and audited like any other (platform.md 11.5; webhooks 51 and 16).
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from shoplatch.errors import InvalidRequest
from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.fit import fit
from shoplatch.simulator.markets import market
from shoplatch.simulator.products import global_products, shelf
from shoplatch.simulator.products.categories import EU
from shoplatch.simulator.products.fields import KEPT as MORE
from shoplatch.simulator.products.owner import seller_of
from shoplatch.simulator.products.refusing import extra
from shoplatch.simulator.state.goods import Product, Sku
from shoplatch.simulator.state.listing import GlobalProduct, GlobalSku
from shoplatch.simulator.state.parties import Seller, Shop
from shoplatch.simulator.state.world import World

REPLICATED, LISTING_METHOD = 51, 52
REGION_INACTIVE, ALREADY_PUBLISHED, SKU_UNKNOWN, MISMATCH, PRODUCT_UNKNOWN = 12052903, 12019212, 12052556, 12052407, 12052032
NO_SKUS, TARGET_WRONG = 12052902, 12019210
METHODS = ("GLOBAL_PUBLISHING", "LOCAL_REPLICATION")


def publish_global_product(world: World, ask: Ask) -> dict[str, Any]:
    """Make a product of a global one in the shop of each region; regions that fail say why."""
    seller = seller_of(world, ask)
    known = global_products.find(seller, ask.path["global_product_id"])
    results, products = [], []
    for target in ask.body["publish_target"]:
        region = target["region"]
        try:
            shop = _shop_in(world, seller, region)
            product = _publish(world, shop, known, target)
        except Refused as refused:
            reasons = [{"message": extra(refused)["message"]}]
            results.append({"region": region, "status": "FAILED", "fail_reasons": reasons})
            continue
        results.append({"region": region, "status": "SUCCESS", "fail_reasons": []})
        products.append(_told(product, shop))
    return {"publish_result": results, "products": products}


def edit_global_product(world: World, ask: Ask) -> dict[str, Any]:
    """Replace a global product; what was published follows."""
    return _edited(world, ask, whole=True)


def partial_edit_global_product(world: World, ask: Ask) -> dict[str, Any]:
    """Replace the given properties of a global product; what was published follows."""
    return _edited(world, ask, whole=False)


def change_method(world: World, seller: Seller, known: GlobalProduct, method: str) -> None:
    """The seller goes over to another way of listing: webhook 52. With LOCAL_REPLICATION edits do not follow any more.

    Raises:
        InvalidRequest: there is no such method.
    """
    if method not in METHODS:
        raise InvalidRequest(f"{method!r} is no listing method", next_step=f"Methods: {', '.join(METHODS)}.")
    if method == known.listing_method:
        return
    known.listing_method, known.update_time = method, world.clock.now()
    shop = next(one for one in world.shops.values() if one.seller_open_id == seller.open_id)
    ids = list(known.published.values())
    told = {"global_product_id": known.id, "local_product_id": ids, "listing_method": method}
    world.tell(LISTING_METHOD, shop, told)


def bind_local_products(world: World, ask: Ask) -> dict[str, Any]:
    """Say that products of shops in the European Union are those of a global product; each that fails says why.

    The catalog knows five regions for it.
    """
    seller = seller_of(world, ask)
    known = global_products.find(seller, ask.path["global_product_id"])
    results = []
    for row in ask.body.get("local_products") or []:
        shop = next((one for one in world.shops.values() if row.get("id") in one.products), None)
        told: dict[str, Any] = {"local_product_id": row.get("id", "")}
        if shop is not None and shop.region in EU:
            told["region"] = shop.region
        try:
            _bind(seller, known, shop, row)
            results.append({**told, "status": "SUCCESS", "fail_reasons": []})
        except Refused as refused:
            results.append({**told, "status": "FAILED", "fail_reasons": [extra(refused)]})
    return {"bind_results": results}


def replicate_product(world: World, ask: Ask) -> dict[str, Any]:
    """Copy a product to the shops of other markets; each copy is told by webhook 51, failures are named as well."""
    seller, shop = seller_of(world, ask), ask.own_shop
    product = shelf.find(shop, ask.path["product_id"])
    errors = []
    for target in ask.body.get("replicate_target") or []:
        region = target.get("region", "")
        copy_id, failed = "", None
        try:
            copy_id = _copy(world, shop, product, _shop_in(world, seller, region), target, ask.body).id
        except Refused as refused:
            failed = extra(refused)
            errors.append({**failed, "detail": {"region": region}})
        told: dict[str, Any] = {"region": region, "result": "FAILED" if failed else "SUCCESS"}
        if copy_id:
            told["product_id"] = copy_id
        told["fail_reasons"] = [{"message": failed["message"]}] if failed else []
        world.tell(REPLICATED, shop, {"source_product_id": product.id, "replicated_product": told})
    return {"errors": errors}


def get_global_replicated_products(world: World, ask: Ask) -> dict[str, Any]:
    """The copies of a product in other markets."""
    product = shelf.find(ask.own_shop, ask.path["product_id"])
    rows = []
    for region, copy_id in product.copies.items():
        shop = next(one for one in world.shops.values() if copy_id in one.products)
        status = "ACTIVE" if shop.products[copy_id].status == "ACTIVATE" else shop.products[copy_id].status
        rows.append({"product_id": copy_id, "product_status": status, "region": region, "shop_id": shop.id})
    return {"replicated_products": rows}


def get_global_listing_rules(world: World, ask: Ask) -> dict[str, Any]:
    """How the seller may list in several markets, and which warehouses share their stock."""
    seller, shop = seller_of(world, ask), ask.own_shop
    others = [one for one in world.shops.values() if one.seller_open_id == seller.open_id and one.id != shop.id]
    return {
        "listing_methods": ["GLOBAL_PUBLISHING", "LOCAL_REPLICATION"],
        "inventory_rules": [
            {
                "local_warehouse_id": warehouse.id,
                "allocation_mode": "MANUAL",
                "associated_warehouses": [
                    {"region": other.region, "warehouse_id": place.id}
                    for other in others
                    for place in other.warehouses.values()
                    if place.type == "SALES_WAREHOUSE" and place.is_default
                ],
            }
            for warehouse in shop.warehouses.values()
            if warehouse.type == "SALES_WAREHOUSE"
        ],
    }


def _publish(world: World, shop: Shop, known: GlobalProduct, target: Mapping[str, Any]) -> Product:
    if shop.region in known.published:
        raise Refused(ALREADY_PUBLISHED)
    by_id = {sku.id: sku for sku in known.skus}
    if any(row["related_global_sku_id"] not in by_id for row in target["skus"]):
        raise Refused(SKU_UNKNOWN)
    rows = [_local_sku(shop, by_id[row["related_global_sku_id"]], row) for row in target["skus"]]
    if not rows:
        raise Refused(NO_SKUS)
    contacts = {name: target[name] for name in ("manufacturer_ids", "responsible_person_ids") if name in target}
    product, _ = shelf.create(world, shop, {**_local(shop, known), **contacts, "skus": rows})
    product.global_product_id = known.id
    for sku, row in zip(product.skus, target["skus"], strict=True):
        sku.global_sku_id = row["related_global_sku_id"]
    known.published[shop.region] = product.id
    known.update_time = world.clock.now()
    return product


def _local(shop: Shop, known: GlobalProduct) -> dict[str, Any]:
    names = ("title", "description", "category_id", "brand_id", "main_images", "package_dimensions", "package_weight")
    body = {name: known.fields[name] for name in (*names, "product_attributes", *MORE) if name in known.fields}
    for name, fitted in (("package_dimensions", _size_for), ("package_weight", _weight_for)):
        if name in body:
            body[name] = fitted(shop, body[name])
    return {**body, "category_version": market(shop.region).rules.category_version}


def _size_for(shop: Shop, size: Mapping[str, str]) -> dict[str, str]:
    """Imperial units are for the United States only (section 11.2)."""
    if shop.region == "US" or size.get("unit") != "INCH":
        return dict(size)
    return {"unit": "CENTIMETER", **{side: _scaled(size[side], "2.54") for side in ("length", "width", "height")}}


def _weight_for(shop: Shop, weight: Mapping[str, str]) -> dict[str, str]:
    if shop.region == "US" or weight.get("unit") != "POUND":
        return dict(weight)
    return {"unit": "KILOGRAM", "value": _scaled(weight["value"], "0.45359237")}


def _scaled(text: str, factor: str) -> str:
    return str((Decimal(text) * Decimal(factor)).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))


def _local_sku(shop: Shop, sku: GlobalSku, row: Mapping[str, Any]) -> dict[str, Any]:
    place = row.get("inventory") or {}
    default = next(one.id for one in shop.warehouses.values() if one.type == "SALES_WAREHOUSE")
    told: dict[str, Any] = {
        "seller_sku": sku.seller_sku,
        "price": row.get("price") or {},
        "inventory": [
            {
                "warehouse_id": place.get("warehouse_id") or default,
                "quantity": place.get("quantity", sku.more.get("global_quantity", sum(sku.stock.values()))),
            }
        ],
        "sales_attributes": [{"name": part.name, "value_name": part.value_name} for part in sku.attributes],
    }
    if sku.more.get("identifier_code"):
        told["identifier_code"] = sku.more["identifier_code"]
    return told


def _edited(world: World, ask: Ask, *, whole: bool) -> dict[str, Any]:
    seller = seller_of(world, ask)
    known = global_products.find(seller, ask.path["global_product_id"])
    global_products.check(world, seller, ask.body)
    global_products.take(world, known, ask.body, whole=whole)
    regions = known.published if known.listing_method == METHODS[0] else ()
    results = [_follow(world, known, region, ask.body) for region in regions]
    return fit(ask.operation, {"global_skus": global_products.written(known), "publish_results": results})


def _follow(world: World, known: GlobalProduct, region: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """Bring what was edited to the product of one region."""
    product_id = known.published[region]
    shop = next(one for one in world.shops.values() if product_id in one.products)
    changed = {name: value for name, value in _local(shop, known).items() if name in body}
    try:
        product = shelf.find(shop, product_id)
        if changed:
            if "category_id" in changed:
                changed["category_version"] = market(region).rules.category_version
            shelf.edit(world, shop, product, changed, whole=False)
    except Refused as refused:
        return {"region": region, "status": "FAILED", "fail_reasons": [{"message": extra(refused)["message"]}]}
    return {"region": region, "status": "SUCCESS", "fail_reasons": []}


def _bind(seller: Seller, known: GlobalProduct, shop: Shop | None, row: Mapping[str, Any]) -> None:
    if shop is None or shop.seller_open_id != seller.open_id:
        raise Refused(PRODUCT_UNKNOWN)
    if shop.region not in EU:
        raise Refused(REGION_INACTIVE)
    product = shelf.find(shop, row["id"])
    theirs, ours = {sku.id for sku in known.skus}, {sku.id: sku for sku in product.skus}
    pairs = [(one.get("id", ""), one.get("global_sku_id", "")) for one in row.get("skus") or []]
    if not pairs or any(local not in ours or other not in theirs for local, other in pairs):
        raise Refused(MISMATCH, "Product information mismatch")
    if shop.region in known.published:
        raise Refused(ALREADY_PUBLISHED)
    for local, other in pairs:
        ours[local].global_sku_id = other
    product.global_product_id = known.id
    known.published[shop.region] = product.id


def _copy(
    world: World, shop: Shop, product: Product, other: Shop, target: Mapping[str, Any], body: Mapping[str, Any]
) -> Product:
    if other.id == shop.id or other.region in product.copies:
        raise Refused(ALREADY_PUBLISHED)
    given = {row.get("source_sku_id", ""): row for row in target.get("skus") or ()}
    if any(sku_id not in {sku.id for sku in product.skus} for sku_id in given):
        raise Refused(SKU_UNKNOWN)
    fields: dict[str, Any] = {
        "title": product.title,
        "description": product.description,
        "category_id": product.category_id,
        "category_version": market(other.region).rules.category_version,
        "brand_id": product.brand_id,
        "main_images": [{"uri": uri} for uri in product.image_uris],
        "product_attributes": target.get("product_attributes") or product.attributes,
        "package_weight": _weight_for(other, product.package_weight),
        "package_dimensions": _size_for(other, product.package_dimensions),
        **{name: product.more[name] for name in ("size_chart", "video", "certifications") if name in product.more},
        **{
            name: target[name] for name in ("manufacturer_ids", "responsible_person_ids", "certifications") if name in target
        },
        "skus": [_copied_sku(other, sku, given.get(sku.id, {})) for sku in product.skus if not given or sku.id in given],
    }
    made, _ = shelf.create(world, other, fields, kinds=("GPR_PRODUCT",))
    mode = target.get("inventory_mode") or body.get("inventory_mode") or "EXCLUSIVE"
    made.copied_from = {"shop_id": shop.id, "product_id": product.id, "region": shop.region, "inventory_mode": mode}
    for sku, source in zip(made.skus, [one for one in product.skus if not given or one.id in given], strict=True):
        sku.more["source_sku_id"] = source.id
    product.copies[other.region] = made.id
    return made


def _copied_sku(shop: Shop, sku: Sku, row: Mapping[str, Any]) -> dict[str, Any]:
    price = row.get("price") or {}
    default = next(one.id for one in shop.warehouses.values() if one.type == "SALES_WAREHOUSE")
    places = row.get("inventory") or [{"warehouse_id": default, "quantity": 0}]
    currency = price.get("currency", market(shop.region).currency)
    return {
        "seller_sku": row.get("seller_sku", sku.seller_sku),
        "price": {"sale_price": price.get("sale_price", ""), "currency": currency},
        "inventory": places,
        "sales_attributes": [{"name": part.name, "value_name": part.value_name} for part in sku.attributes],
    }


def _shop_in(world: World, seller: Seller, region: str) -> Shop:
    found = (one for one in world.shops.values() if one.seller_open_id == seller.open_id and one.region == region)
    shop = next(found, None)
    if shop is None or not shop.active:
        raise Refused(REGION_INACTIVE)
    return shop


def _told(product: Product, shop: Shop) -> dict[str, Any]:
    return {
        "id": product.id,
        "region": shop.region,
        "shop_id": shop.id,
        "skus": [
            {
                "id": sku.id,
                "related_global_sku_id": sku.global_sku_id,
                "seller_sku": sku.seller_sku,
                "sale_attributes": [{"id": part.id, "value_id": part.value_id} for part in sku.attributes],
            }
            for sku in product.skus
        ],
    }


HANDLERS: dict[str, Handler] = {
    "product.publish_global_product": publish_global_product,
    "product.edit_global_product": edit_global_product,
    "product.partial_edit_global_product": partial_edit_global_product,
    "product.bind_local_products": bind_local_products,
    "product.replicate_product": replicate_product,
    "product.get_global_replicated_products": get_global_replicated_products,
    "product.get_global_listing_rules": get_global_listing_rules,
}
