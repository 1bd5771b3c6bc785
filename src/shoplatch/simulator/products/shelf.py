"""Products coming into being and changing: creation, edits, the audit that follows, taking off and putting back.

Statuses and moves are those of platform.md section 11.1. The audit takes a short virtual time and passes, unless the title
contains the words "fail audit": a tester's way to see the other branch. Edits of a live product wait for their audit; new,
changed and removed SKUs of it take effect at once (a simplification; the real platform holds them back as well).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from shoplatch.simulator.ask import Refused
from shoplatch.simulator.markets import Market, market
from shoplatch.simulator.products import checks, stock
from shoplatch.simulator.products.catalogue import catalogue
from shoplatch.simulator.state.goods import Image, Product, SalesAttribute, Sku, Stock
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

AUDIT_S = 20  # virtual seconds between submission and result
PRODUCT_STATUS, PRODUCT_INFORMATION, PRODUCT_CREATED, PRODUCT_AUDIT, SKU_STATUS = 5, 15, 16, 37, 50
PRODUCT_NOT_FOUND, PRODUCT_STATUS_FORBIDS, SKU_UNKNOWN = 12052032, 12052901, 12052556
_HELD_FOR_AUDIT = ("title", "description", "category_id", "brand_id", "main_images", "product_attributes", "package_weight")
_TOLD_FIELDS = ("title", "description", "main_images", "product_attributes")  # names webhook 15 has; all else is "others"


def create(world: World, shop: Shop, body: Mapping[str, Any], uploaded: Mapping[str, Image]) -> tuple[Product, list[str]]:
    """A new product, and the warnings the answer carries.

    Raises:
        Refused: the product breaks a rule of section 11; nothing was saved.
    """
    known = shop.products.get(shop.created_by_key.get(body.get("idempotency_key") or "", ""))
    if known is not None:
        return known, []
    profile = market(shop.region)
    checks.check_title(profile, body["title"])
    checks.check_category(profile, body["category_id"], body.get("category_version", "v1"))
    uris = checks.check_images(body["main_images"], uploaded)
    checks.check_skus(profile, body["skus"])
    wanted = [
        (row, checks.checked_price(profile, row["price"]), checks.checked_inventory(shop, row["inventory"]))
        for row in body["skus"]
    ]
    now = world.clock.now()
    draft = body.get("save_mode") == "AS_DRAFT"
    product = Product(
        id=world.new_id("1729"),
        title=body["title"].strip(),
        description=body["description"],
        category_id=body["category_id"],
        image_uris=uris,
        create_time=now,
        update_time=now,
        status="DRAFT" if draft else "PENDING",
        audit="NONE" if draft else "AUDITING",
    )
    warnings = _take_plain_fields(product, body)
    for row, price, quantities in wanted:
        _add_sku(world, shop, product, row, price, quantities)
    shop.products[product.id] = product
    if key := body.get("idempotency_key"):
        shop.created_by_key[key] = product.id
    world.tell(PRODUCT_CREATED, shop, {"product_id": int(product.id), "update_time": now})
    if not draft:
        _submit(world, shop, product)
    return product, warnings


def find(shop: Shop, product_id: str) -> Product:
    """A product that can be read and edited: neither frozen nor deleted."""
    product = shop.products.get(product_id)
    if product is None or product.status in ("FREEZE", "DELETED"):
        raise Refused(PRODUCT_NOT_FOUND)
    return product


def edit(
    world: World, shop: Shop, product: Product, body: Mapping[str, Any], uploaded: Mapping[str, Image], *, whole: bool
) -> list[str]:
    """Change a product; `whole` replaces it (SKUs left out are removed), otherwise only the given properties change."""
    profile = market(shop.region)
    if "title" in body:
        checks.check_title(profile, body["title"])
    if "category_id" in body:
        checks.check_category(profile, body["category_id"], body.get("category_version", "v1"))
    if "main_images" in body:
        checks.check_images(body["main_images"], {**uploaded, **dict.fromkeys(product.image_uris, _KNOWN)})
    rows = body.get("skus")
    if rows is not None:
        checks.check_skus(profile, rows)
        _check_edit_of_skus(profile, shop, product, rows)
    if body.get("save_mode") == "AS_DRAFT" and product.status != "DRAFT":
        product.draft = dict(body)
        return _touch(world, product)
    if rows is not None:
        _edit_skus(world, shop, product, rows, whole=whole)
    warnings: list[str] = []
    if product.status == "ACTIVATE":
        product.under_review = {
            **(product.under_review or {}),
            **{name: body[name] for name in body if name in _HELD_FOR_AUDIT},
        }
    else:
        warnings = _take(product, body)
        if product.status in ("DRAFT", "FAILED", "PLATFORM_DEACTIVATED") and body.get("save_mode") != "AS_DRAFT":
            product.status = "PENDING"
    _touch(world, product)
    changed = [name for name in _TOLD_FIELDS if name in body]
    if len(changed) < len(body):
        changed.append("others")
    data = {
        "product_id": product.id,
        "change_source": "OPEN_API",
        "changed_fields": changed,
        "update_time": product.update_time,
    }
    world.tell(PRODUCT_INFORMATION, shop, data)
    if product.status in ("ACTIVATE", "PENDING"):
        _submit(world, shop, product)
    return warnings


def audited(world: World, payload: dict[str, Any]) -> None:
    """Due: the audit of a submission is over. A submission that a later one replaced changes nothing."""
    shop = world.shops[payload["shop"]]
    product = shop.products.get(payload["product"])
    if product is None or product.audits != payload["audit"] or product.status not in ("PENDING", "ACTIVATE"):
        return
    title = (product.under_review or {}).get("title", product.title)
    passed = "fail audit" not in title.lower()
    product.audit = "APPROVED" if passed else "FAILED"
    product.failed_reasons = [] if passed else ["The title does not follow the listing rules."]
    if passed:
        _take(product, product.under_review or {})
        product.status = "ACTIVATE"
    elif product.status == "PENDING":
        product.status = "FAILED"
    product.under_review = None
    _touch(world, product)
    _tell_audit(world, shop, product, passed=passed)


def activate(world: World, shop: Shop, product: Product) -> None:
    """Put back on sale; goes through the audit."""
    if product.status not in ("SELLER_DEACTIVATED", "PLATFORM_DEACTIVATED"):
        raise Refused(PRODUCT_STATUS_FORBIDS)
    product.status = "PENDING"
    _touch(world, product)
    _submit(world, shop, product)


def deactivate(world: World, _shop: Shop, product: Product) -> None:
    """Take off sale."""
    if product.status != "ACTIVATE":
        raise Refused(PRODUCT_STATUS_FORBIDS)
    product.status = "SELLER_DEACTIVATED"
    _touch(world, product)


def delete(world: World, _shop: Shop, product: Product) -> None:
    """Delete; a frozen product cannot be deleted."""
    if product.status in ("FREEZE", "DELETED"):
        raise Refused(PRODUCT_STATUS_FORBIDS)
    product.status = "DELETED"
    _touch(world, product)


def recover(world: World, _shop: Shop, product: Product) -> None:
    """Bring a deleted product back, off sale."""
    if product.status != "DELETED":
        raise Refused(PRODUCT_STATUS_FORBIDS)
    product.status = "SELLER_DEACTIVATED"
    _touch(world, product)


def update_prices(world: World, shop: Shop, product: Product, rows: Sequence[Mapping[str, Any]]) -> None:
    """New prices at once, without an audit; live products only. All rows are good or nothing changes."""
    if product.status != "ACTIVATE":
        raise Refused(PRODUCT_STATUS_FORBIDS)
    profile = market(shop.region)
    wanted = [(_sku(product, row["id"]), checks.checked_price(profile, row["price"]), row) for row in rows]
    for sku, price, row in wanted:
        sku.price = price
        sku.list_price = _list_price(profile, row, price)
    _touch(world, product)


_KNOWN = Image("", "MAIN_IMAGE", 0, 0)


def _touch(world: World, product: Product) -> list[str]:
    product.update_time = max(product.update_time, world.clock.now())
    return []


def _submit(world: World, shop: Shop, product: Product) -> None:
    product.audit = "AUDITING"
    product.audits += 1
    world.clock.after(AUDIT_S, "product.audited", shop=shop.id, product=product.id, audit=product.audits)


def _tell_audit(world: World, shop: Shop, product: Product, *, passed: bool) -> None:
    number, now = int(product.id), product.update_time
    world.tell(PRODUCT_AUDIT, shop, {"product_id": number, "audit": {"status": product.audit}, "update_time": now})
    if passed and product.passed_once:
        return
    status = "PRODUCT_FIRST_PASS_REVIEW" if passed else "PRODUCT_AUDIT_FAILURE"
    reason = "" if passed else product.failed_reasons[0]
    product.passed_once = product.passed_once or passed
    world.tell(
        PRODUCT_STATUS, shop, {"product_id": number, "status": status, "suspended_reason": reason, "update_time": now}
    )


def _take(product: Product, body: Mapping[str, Any]) -> list[str]:
    product.title = body.get("title", product.title).strip()
    product.description = body.get("description", product.description)
    product.category_id = body.get("category_id", product.category_id)
    if "main_images" in body:
        product.image_uris = [image["uri"] for image in body["main_images"]]
    return _take_plain_fields(product, body)


def _take_plain_fields(product: Product, body: Mapping[str, Any]) -> list[str]:
    warnings = []
    brand_id = body.get("brand_id", product.brand_id)
    if brand_id and catalogue().brand(brand_id) is None:
        warnings.append(
            f"The [brand_id]:{brand_id} field is incorrect and has been automatically cleared by the system. "
            "Reason: [Brand does not exist]. You can edit it later."
        )
        brand_id = ""
    product.brand_id = brand_id
    product.package_weight = dict(body.get("package_weight", product.package_weight))
    product.package_dimensions = dict(body.get("package_dimensions", product.package_dimensions))
    product.attributes = list(body.get("product_attributes", product.attributes))
    product.external_product_id = body.get("external_product_id", product.external_product_id)
    product.is_cod_allowed = body.get("is_cod_allowed", product.is_cod_allowed)
    product.is_not_for_sale = body.get("is_not_for_sale", product.is_not_for_sale)
    product.minimum_order_quantity = body.get("minimum_order_quantity", product.minimum_order_quantity)
    product.insurance = body.get("shipping_insurance_requirement", product.insurance)
    return warnings


def _check_edit_of_skus(profile: Market, shop: Shop, product: Product, rows: Sequence[Mapping[str, Any]]) -> None:
    for row in rows:
        if row.get("id"):
            _sku(product, row["id"])
        if row.get("price") or not row.get("id"):
            checks.checked_price(profile, row.get("price") or {})
        if row.get("inventory") or not row.get("id"):
            checks.checked_inventory(shop, row.get("inventory") or [])


def _edit_skus(world: World, shop: Shop, product: Product, rows: Sequence[Mapping[str, Any]], *, whole: bool) -> None:
    profile = market(shop.region)
    told: list[dict[str, str]] = []
    kept = {row["id"] for row in rows if row.get("id")}
    if whole:
        for sku in [sku for sku in product.skus if sku.id not in kept]:
            product.skus.remove(sku)
            sku.deleted = True
            told.append({"sku_id": sku.id, "status": "DELETED"})
    for row in rows:
        if not row.get("id"):
            price = checks.checked_price(profile, row["price"])
            sku = _add_sku(world, shop, product, row, price, checks.checked_inventory(shop, row["inventory"]))
            told.append({"sku_id": sku.id, "status": "CREATED"})
            continue
        sku = _sku(product, row["id"])
        sku.seller_sku = row.get("seller_sku", sku.seller_sku)
        if row.get("price"):
            sku.price = checks.checked_price(profile, row["price"])
            sku.list_price = _list_price(profile, row, sku.price)
        if row.get("sales_attributes"):
            sku.attributes = _attributes(world, product, row["sales_attributes"])
        for warehouse_id, quantity in (
            checks.checked_inventory(shop, row["inventory"]).items() if row.get("inventory") else ()
        ):
            stock.set_available(world, shop, sku, warehouse_id, quantity)
    if told:
        world.tell(SKU_STATUS, shop, {"product_id": product.id, "skus": told, "update_time": world.clock.now()})


def _add_sku(
    world: World, shop: Shop, product: Product, row: Mapping[str, Any], price: int, quantities: Mapping[str, int]
) -> Sku:
    sku = Sku(
        id=world.new_id("1729"),
        product_id=product.id,
        seller_sku=row.get("seller_sku", ""),
        price=price,
        attributes=_attributes(world, product, row.get("sales_attributes") or []),
        stock={warehouse_id: Stock(available=quantity) for warehouse_id, quantity in quantities.items()},
        list_price=_list_price(market(shop.region), row, price),
        external_sku_id=row.get("external_sku_id", ""),
        identifier_code=row.get("identifier_code"),
    )
    product.skus.append(sku)
    shop.skus[sku.id] = sku
    return sku


def _attributes(world: World, product: Product, rows: Sequence[Mapping[str, Any]]) -> tuple[SalesAttribute, ...]:
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
            )
        )
    return tuple(made)


def _list_price(profile: Market, row: Mapping[str, Any], price: int) -> int | None:
    given = row.get("list_price")
    if not given or not profile.rules.list_price:
        return None
    listed = checks.checked_price(profile, given)
    return listed if listed >= price else None  # below the price it is dropped silently (section 11.1)


def _sku(product: Product, sku_id: str) -> Sku:
    found = next((sku for sku in product.skus if sku.id == sku_id), None)
    if found is None:
        raise Refused(SKU_UNKNOWN)
    return found
