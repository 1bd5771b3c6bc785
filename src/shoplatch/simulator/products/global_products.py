"""Global products: the listing of a cross-border seller from which products of shops are published (platform.md 11.5).

They belong to the seller's account; the calls carry no shop_cipher. Publishing is `publishing.py`'s. A global warehouse is
known by the entity id of the sales warehouses behind it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.fit import fit
from shoplatch.simulator.pages import offset_of, offset_token
from shoplatch.simulator.products import categories, checks, contents
from shoplatch.simulator.products.catalogue import catalogue
from shoplatch.simulator.products.owner import seller_of
from shoplatch.simulator.products.refusing import extra
from shoplatch.simulator.products.views import certification, image_url, size_chart
from shoplatch.simulator.state.goods import Image, SalesAttribute
from shoplatch.simulator.state.listing import GlobalProduct, GlobalSku
from shoplatch.simulator.state.parties import Seller
from shoplatch.simulator.state.world import World

NOT_FOUND, NO_PERMISSION, SKU_UNKNOWN, SKUS_MANY = 12052260, 12019114, 12052556, 12052558
PAGE_INVALID, IDS_MANY = 12052910, 12019120
PRICE_WRONG, CURRENCY_WRONG, WAREHOUSE_UNKNOWN, QUANTITY_WRONG, TITLE_LONG = 12052073, 12052084, 12052097, 12052055, 12052051
SKUS_MAX, IDS_MAX = 300, 20
KEPT = (
    "brand_id",
    "category_id",
    "certifications",
    "description",
    "external_global_product_id",
    "main_images",
    "manufacturer",
    "manufacturer_ids",
    "package_dimensions",
    "package_weight",
    "product_attributes",
    "responsible_person_ids",
    "size_chart",
    "source_locale",
    "title",
    "video",
)
SKU_KEPT = ("external_global_sku_id", "extra_identifier_codes", "global_quantity", "identifier_code", "sku_unit_count")


def create_global_product(world: World, ask: Ask) -> dict[str, Any]:
    """A new global product, published nowhere."""
    seller, now = seller_of(world, ask), world.clock.now()
    check(world, seller, ask.body)
    made = GlobalProduct(world.new_id("1729"), now, now, {name: ask.body[name] for name in KEPT if name in ask.body})
    made.fields.setdefault("source_locale", "en-GB" if seller.base_region == "GB" else "en-US")
    for row in ask.body["skus"]:
        made.skus.append(_sku(world, made, row))
    seller.library.global_products[made.id] = made
    return {"global_product_id": made.id, "global_skus": [_written(sku) for sku in made.skus]}


def find(seller: Seller, product_id: str) -> GlobalProduct:
    """A global product of this seller that is not deleted."""
    known = seller.library.global_products.get(product_id)
    if known is None or known.deleted:
        raise Refused(NOT_FOUND)
    return known


def get_global_product(world: World, ask: Ask) -> dict[str, Any]:
    """A global product in full, with the products it was published as."""
    seller = seller_of(world, ask)
    known = find(seller, ask.path["global_product_id"])
    fields = known.fields
    view: dict[str, Any] = {
        "id": known.id,
        "global_seller_id": "".join(letter for letter in seller.open_id if letter.isdigit()).rjust(19, "7"),
        "create_time": known.create_time,
        "update_time": known.update_time,
        "category": {"id": fields["category_id"]},
        "main_images": [_picture(seller, one["uri"]) for one in fields["main_images"]],
        "product_attributes": [_attribute(row) for row in fields.get("product_attributes") or []],
        "skus": [_shown(world, seller, sku) for sku in known.skus],
        "products": [_published(world, known, region) for region in known.published],
    }
    if fields.get("brand_id"):
        view["brand"] = {"id": fields["brand_id"]}
    plain = ("title", "description", "package_dimensions", "package_weight", "manufacturer", "manufacturer_ids", "video")
    for name in (*plain, "responsible_person_ids", "source_locale", "external_global_product_id"):
        if name in fields:
            view[name] = fields[name]
    if fields.get("certifications"):
        view["certifications"] = [certification(world, seller, row) for row in fields["certifications"]]
    if fields.get("size_chart"):
        view["size_chart"] = size_chart(world, seller, fields["size_chart"])
    return fit(ask.operation, view)


def search_global_products(world: World, ask: Ask) -> dict[str, Any]:
    """Global products by state, seller SKU and time, newest first; deleted ones only when asked for."""
    body = ask.body
    wanted, skus = body.get("status"), body.get("seller_skus")
    rows = [
        known
        for known in reversed(seller_of(world, ask).library.global_products.values())
        if (wanted == _status(known) if wanted else not known.deleted)
        and (not skus or any(sku.seller_sku in skus for sku in known.skus))
        and body.get("create_time_ge", 0) <= known.create_time <= body.get("create_time_le", known.create_time)
        and body.get("update_time_ge", 0) <= known.update_time <= body.get("update_time_le", known.update_time)
    ]
    size, start = int(ask.query["page_size"]), offset_of(ask.query.get("page_token", ""), body, PAGE_INVALID)
    told = [
        {
            "id": known.id,
            "title": known.fields["title"],
            "status": _status(known),
            "create_time": known.create_time,
            "update_time": known.update_time,
            "skus": [{"id": sku.id, "seller_sku": sku.seller_sku} for sku in known.skus],
        }
        for known in rows[start : start + size]
    ]
    token = offset_token(start + size, body) if start + size < len(rows) else ""
    return fit(ask.operation, {"global_products": told, "total_count": len(rows), "next_page_token": token})


def delete_global_products(world: World, ask: Ask) -> dict[str, Any]:
    """Delete; what was published stays in the shops. Ids that are not the seller's are named."""
    ids, seller = ask.body["global_product_ids"], seller_of(world, ask)
    if len(ids) > IDS_MAX:
        raise Refused(IDS_MANY)
    errors = []
    for one in dict.fromkeys(ids):
        known = seller.library.global_products.get(one)
        if known is None or known.deleted:
            errors.append({**extra(Refused(NO_PERMISSION)), "detail": {"global_product_id": one}})
            continue
        known.deleted, known.update_time = True, world.clock.now()
    return {"errors": errors}


def update_global_inventory(world: World, ask: Ask) -> dict[str, Any]:
    """Absolute quantities of global warehouses; all rows are good or nothing changes."""
    seller = seller_of(world, ask)
    known = find(seller, ask.path["global_product_id"])
    by_id = {sku.id: sku for sku in known.skus}
    wanted = []
    for row in ask.body["global_skus"]:
        if row["id"] not in by_id:
            raise Refused(SKU_UNKNOWN)
        wanted.append((by_id[row["id"]], _stock(world, seller, row)))
    for sku, levels in wanted:
        sku.stock.update(levels)
    known.update_time = world.clock.now()
    return {}


def check_global_product_listing(world: World, ask: Ask) -> dict[str, Any]:
    """Whether a global product would be taken; nothing is saved."""
    try:
        check(world, seller_of(world, ask), ask.body)
    except Refused as refused:
        return {"check_result": "FAILED", "fail_reasons": [{"message": extra(refused)["message"]}]}
    return {"check_result": "PASS", "fail_reasons": []}


def check(world: World, seller: Seller, body: Mapping[str, Any]) -> None:
    """Refuse what is wrong in the fields that were sent."""
    if "title" in body and not 1 <= len(body["title"].strip()) <= 255:
        raise Refused(TITLE_LONG, "The product title must have 1 to 255 characters")
    if "category_id" in body:
        category = categories.leaf(body["category_id"])
        if category.permission not in ("AVAILABLE", "NON_MAIN_CATEGORY"):
            raise Refused(checks.CATEGORY_RESTRICTED)
    if "main_images" in body:
        checks.check_images(body["main_images"], seller.images)
    if "description" in body:
        contents.check_description(body["description"])
    rows = body.get("skus")
    if rows is None:
        return
    if len(rows) > SKUS_MAX:
        raise Refused(SKUS_MANY)
    contents.check_identifiers(rows)
    for row in rows:
        _check_price(row.get("price"), optional=bool(row.get("id")))
        _stock(world, seller, row)


def global_warehouses(world: World, seller: Seller) -> set[str]:
    """The ids of the seller's global warehouses."""
    return {
        warehouse.entity_id
        for shop in world.shops.values()
        if shop.seller_open_id == seller.open_id
        for warehouse in shop.warehouses.values()
        if warehouse.type == "SALES_WAREHOUSE"
    }


def take(world: World, known: GlobalProduct, body: Mapping[str, Any], *, whole: bool) -> None:
    """Change a global product; with `whole` the SKUs left out are removed."""
    known.fields.update({name: body[name] for name in KEPT if name in body})
    by_id = {sku.id: sku for sku in known.skus}
    rows: Sequence[Mapping[str, Any]] = body.get("skus") or ()
    if any(row.get("id") and row["id"] not in by_id for row in rows):
        raise Refused(SKU_UNKNOWN)
    kept = []
    for row in rows:
        sku = by_id.get(row.get("id", ""))
        if sku is None:
            kept.append(_sku(world, known, row))
            continue
        sku.seller_sku, sku.price = row.get("seller_sku", sku.seller_sku), dict(row.get("price") or sku.price)
        sku.stock.update({one["global_warehouse_id"]: one["quantity"] for one in row.get("inventory") or ()})
        if row.get("sales_attributes"):
            sku.attributes = _attributes(world, known, row["sales_attributes"])
        sku.more.update({name: row[name] for name in SKU_KEPT if name in row})
        kept.append(sku)
    if rows and whole:
        known.skus = kept
    elif rows:
        known.skus += [sku for sku in kept if sku.id not in by_id]
    known.update_time = world.clock.now()


def _status(known: GlobalProduct) -> str:
    return "DELETED" if known.deleted else "PUBLISHED" if known.published else "UNPUBLISHED"


def _check_price(price: Mapping[str, Any] | None, *, optional: bool) -> None:
    if price is None and optional:
        return
    price = price or {}
    if price.get("currency") not in ("USD", "EUR"):
        raise Refused(CURRENCY_WRONG)
    try:
        amount = Decimal(str(price.get("amount", "")))
    except InvalidOperation:
        amount = Decimal(0)
    if not 0 < amount <= 1_000_000 or amount != round(amount, 2):
        raise Refused(PRICE_WRONG)


def _stock(world: World, seller: Seller, row: Mapping[str, Any]) -> dict[str, int]:
    known, levels = global_warehouses(world, seller), {}
    for place in row.get("inventory") or ():
        if place["global_warehouse_id"] not in known:
            raise Refused(WAREHOUSE_UNKNOWN)
        if not 0 <= place["quantity"] <= checks.QUANTITY_MAX:
            raise Refused(QUANTITY_WRONG)
        levels[place["global_warehouse_id"]] = place["quantity"]
    return levels


def _sku(world: World, known: GlobalProduct, row: Mapping[str, Any]) -> GlobalSku:
    return GlobalSku(
        id=world.new_id("1729"),
        seller_sku=row.get("seller_sku", ""),
        price=dict(row["price"]),
        attributes=_attributes(world, known, row.get("sales_attributes") or ()),
        stock={one["global_warehouse_id"]: one["quantity"] for one in row.get("inventory") or ()},
        more={name: row[name] for name in SKU_KEPT if name in row},
    )


def _attributes(world: World, known: GlobalProduct, rows: Sequence[Mapping[str, Any]]) -> tuple[SalesAttribute, ...]:
    same = {(part.name, part.value_name): part for sku in known.skus for part in sku.attributes}
    made = []
    for row in rows:
        name, value = row.get("name", "Specification"), row.get("value_name", "")
        old = same.get((name, value))
        made.append(
            SalesAttribute(
                id=row.get("id") or (old.id if old else world.new_id("1000")),
                name=name,
                value_id=row.get("value_id") or (old.value_id if old else world.new_id("1729")),
                value_name=value,
                image_uri=(row.get("sku_img") or {}).get("uri", ""),
            )
        )
    return tuple(made)


def _written(sku: GlobalSku) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": sku.id,
        "seller_sku": sku.seller_sku,
        "sales_attributes": [{"id": part.id, "value_id": part.value_id} for part in sku.attributes],
    }
    if sku.more.get("external_global_sku_id"):
        row["external_global_sku_id"] = sku.more["external_global_sku_id"]
    return row


def written(known: GlobalProduct) -> list[dict[str, Any]]:
    """The SKUs as a write answers them."""
    return [_written(sku) for sku in known.skus]


def _shown(world: World, seller: Seller, sku: GlobalSku) -> dict[str, Any]:
    attributes = []
    for part in sku.attributes:
        row: dict[str, Any] = {"id": part.id, "name": part.name, "value_id": part.value_id, "value_name": part.value_name}
        if part.image_uri:
            url = image_url(world, part.image_uri)
            row["sku_img"] = {**_picture(seller, part.image_uri), "urls": [url], "thumb_urls": [url]}
        attributes.append(row)
    return {
        "id": sku.id,
        "seller_sku": sku.seller_sku,
        "price": {**sku.price, "unit_price": sku.price["amount"]},
        "sales_attributes": attributes,
        "inventory": [{"global_warehouse_id": one, "quantity": quantity} for one, quantity in sku.stock.items()],
        "global_quantity": sku.more.get("global_quantity", sum(sku.stock.values())),
        **{name: sku.more[name] for name in SKU_KEPT if name in sku.more and name != "global_quantity"},
    }


def _published(world: World, known: GlobalProduct, region: str) -> dict[str, Any]:
    product_id = known.published[region]
    product = next(shop.products[product_id] for shop in world.shops.values() if product_id in shop.products)
    of_global = {sku.id: sku for sku in known.skus}
    return {
        "id": product_id,
        "region": region,
        "sku_mappings": [
            {
                "global_sku_id": sku.global_sku_id,
                "local_sku_id": sku.id,
                "sales_attribute_mappings": [
                    {
                        "global_attribute_id": theirs.id,
                        "global_value_id": theirs.value_id,
                        "local_attribute_id": ours.id,
                        "local_value_id": ours.value_id,
                    }
                    for theirs, ours in zip(of_global[sku.global_sku_id].attributes, sku.attributes, strict=False)
                ],
            }
            for sku in product.skus
            if sku.global_sku_id in of_global
        ],
    }


def _picture(seller: Seller, uri: str) -> dict[str, Any]:
    image = seller.images.get(uri, Image(uri, "MAIN_IMAGE", 600, 600))
    return {"uri": uri, "width": image.width, "height": image.height}


def _attribute(row: Mapping[str, Any]) -> dict[str, Any]:
    known = catalogue().attribute(row["id"])
    names = dict(known.values) if known else {}
    values = [
        {"id": one.get("id", ""), "name": one.get("name") or names.get(one.get("id", ""), "")} for one in row["values"]
    ]
    return {"id": row["id"], "name": known.name if known else row["id"], "values": values}


HANDLERS: dict[str, Handler] = {
    "product.create_global_product": create_global_product,
    "product.get_global_product": get_global_product,
    "product.search_global_products": search_global_products,
    "product.delete_global_products": delete_global_products,
    "product.update_global_inventory": update_global_inventory,
    "product.check_global_product_listing": check_global_product_listing,
}
