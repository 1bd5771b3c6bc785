"""Products coming into being and changing: creation, edits, taking off and putting back (platform.md section 11.1).

The audit that follows is `audit.py`'s, the SKUs are `variants.py`'s. Edits of a live product wait for their audit beside it,
new, changed and removed SKUs among them; prices and stock act at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from shoplatch.simulator.ask import Refused
from shoplatch.simulator.markets import market
from shoplatch.simulator.products import audit, bundles, checks, contents, families, locks, variants
from shoplatch.simulator.products.fields import LISTING, laid_over, take, without_unknown_brand
from shoplatch.simulator.state.goods import Image, Product
from shoplatch.simulator.state.parties import Seller, Shop
from shoplatch.simulator.state.world import World

PRODUCT_INFORMATION, PRODUCT_CREATED, CATEGORY_CHANGED = 15, 16, 18
PRODUCT_NOT_FOUND, PRODUCT_STATUS_FORBIDS, EXTERNAL_ID_TWICE = 12052032, 12052901, 12052996
_TOLD_FIELDS = ("title", "description", "main_images", "product_attributes")  # names webhook 15 has; all else is "others"


def create(world: World, shop: Shop, body: Mapping[str, Any], *, kinds: Sequence[str] = ()) -> tuple[Product, list[str]]:
    """A new product, and the warnings the answer carries; the same idempotency_key gives the same product again.

    `kinds` are the product_types webhook 16 names: COMBINED_PRODUCT, GPR_PRODUCT; none for ordinary products.

    Raises:
        Refused: the product breaks a rule of section 11; nothing was saved.
    """
    known = shop.products.get(shop.created_by_key.get(body.get("idempotency_key") or "", ""))
    if known is not None:
        return known, []
    draft = body.get("save_mode") == "AS_DRAFT"
    check_new(world, shop, body, draft=draft)
    profile, now = market(shop.region), world.clock.now()
    wanted = [
        (row, checks.checked_price(profile, row["price"]), checks.checked_inventory(shop, row["inventory"]))
        for row in body["skus"]
    ]
    fields, warnings = without_unknown_brand(_seller(world, shop), body)
    product = Product(
        id=world.new_id("1729"),
        title="",
        description="",
        category_id="",
        image_uris=[],
        create_time=now,
        update_time=now,
        status="DRAFT" if draft else "PENDING",
        audit="NONE" if draft else "AUDITING",
    )
    take(product, fields)
    for row, price, quantities in wanted:
        variants.add(world, shop, product, row, price, quantities)
    if bundles.is_combined(product):
        product.more.setdefault("primary_combined_product_id", product.skus[0].parts[0].product_id)
    shop.products[product.id] = product
    if key := body.get("idempotency_key"):
        shop.created_by_key[key] = product.id
    told: dict[str, Any] = {"product_id": int(product.id), "update_time": now}
    if kinds:
        told["product_types"] = list(kinds)
    world.tell(PRODUCT_CREATED, shop, told)
    if not draft:
        audit.submit(world, shop, product)
    return product, warnings


def check_new(world: World, shop: Shop, body: Mapping[str, Any], *, draft: bool = False) -> None:
    """Refuse a new product that breaks a rule; nothing is saved."""
    profile, seller = market(shop.region), _seller(world, shop)
    checks.check_title(profile, body["title"])
    checks.check_category(profile, body["category_id"], body.get("category_version", "v1"))
    checks.check_images(body["main_images"], seller.images)
    checks.check_skus(profile, body["skus"])
    for row in body["skus"]:
        checks.checked_price(profile, row["price"])
        checks.checked_inventory(shop, row["inventory"])
    contents.check(profile, seller, body, world.clock.now())
    bundles.check(shop, body)
    if not draft:
        contents.check_category_demands(body["category_id"], body)
    external = body.get("external_product_id")
    if external and any(one.external_product_id == external and one.status != "DELETED" for one in shop.products.values()):
        raise Refused(EXTERNAL_ID_TWICE)


def find(shop: Shop, product_id: str) -> Product:
    """A product that can be read and edited: neither frozen nor deleted."""
    product = shop.products.get(product_id)
    if product is None or product.status in ("FREEZE", "DELETED"):
        raise Refused(PRODUCT_NOT_FOUND)
    return product


def edit(world: World, shop: Shop, product: Product, body: Mapping[str, Any], *, whole: bool) -> list[str]:
    """Change a product; `whole` replaces it (SKUs left out are removed), otherwise only the given properties change."""
    _check_edit(world, shop, product, body)
    if body.get("save_mode") == "AS_DRAFT" and product.status != "DRAFT":
        product.draft = dict(body)
        touch(world, product)
        return []
    fields, warnings = without_unknown_brand(_seller(world, shop), body)
    given = {name: value for name, value in fields.items() if name in LISTING}
    if body.get("skus") is not None:
        beside = product.status == "ACTIVATE" and world.switches.sku_edits_of_live_products == "audited"
        (variants.edit_beside if beside else variants.edit)(world, shop, product, body["skus"], whole=whole)
    if product.status == "ACTIVATE":
        product.under_review = {**(product.under_review or {}), **given}
    else:
        take(product, given)
        if product.status in ("DRAFT", "FAILED", "PLATFORM_DEACTIVATED") and body.get("save_mode") != "AS_DRAFT":
            product.status = "PENDING"
    product.draft = None
    touch(world, product)
    tell_edit(world, shop, product, body)
    if product.status in ("ACTIVATE", "PENDING"):
        audit.submit(world, shop, product)
    return warnings


def tell_edit(world: World, shop: Shop, product: Product, body: Mapping[str, Any]) -> None:
    """Webhook 15: which of the named fields an edit holds."""
    changed = [name for name in _TOLD_FIELDS if name in body]
    chart = body.get("size_chart") or {}
    changed += [f"size_chart_{part}" for part in ("image", "template") if chart.get(part)]
    if any(name not in (*_TOLD_FIELDS, "size_chart") for name in body):
        changed.append("others")
    data = {
        "product_id": product.id,
        "change_source": "OPEN_API",
        "changed_fields": changed,
        "update_time": product.update_time,
    }
    world.tell(PRODUCT_INFORMATION, shop, data)


def activate(world: World, shop: Shop, product: Product) -> None:
    """Put back on sale; goes through the audit."""
    _only(product, "SELLER_DEACTIVATED", "PLATFORM_DEACTIVATED")
    product.status = "PENDING"
    touch(world, product)
    audit.submit(world, shop, product)


def deactivate(world: World, shop: Shop, product: Product) -> None:
    """Take off sale."""
    _only(product, "ACTIVATE")
    _leave_review(product)
    product.status = "SELLER_DEACTIVATED"
    touch(world, product)
    families.follow(world, shop)


def delete(world: World, shop: Shop, product: Product) -> None:
    """Delete; a frozen product cannot be deleted."""
    if product.status in ("FREEZE", "DELETED"):
        raise Refused(PRODUCT_STATUS_FORBIDS)
    product.status = "DELETED"
    touch(world, product)
    families.follow(world, shop)


def recover(world: World, _shop: Shop, product: Product) -> None:
    """Bring a deleted product back, off sale."""
    _only(product, "DELETED")
    product.status = "SELLER_DEACTIVATED"
    touch(world, product)


def take_down(world: World, shop: Shop, product: Product, reason: str) -> None:
    """The platform takes a live product off sale."""
    _only(product, "ACTIVATE")
    _leave_review(product)
    _platform_moves(world, shop, product, "PLATFORM_DEACTIVATED", reason)


def freeze(world: World, shop: Shop, product: Product, reason: str) -> None:
    """The platform freezes a live product: it is neither sold, read nor edited."""
    _only(product, "ACTIVATE")
    _leave_review(product)
    _platform_moves(world, shop, product, "FREEZE", reason)


def unfreeze(world: World, shop: Shop, product: Product) -> None:
    """The platform lets a frozen product go; it is off sale until it is activated."""
    _only(product, "FREEZE")
    _platform_moves(world, shop, product, "PLATFORM_DEACTIVATED", product.suspended_reason)


def move_category(world: World, shop: Shop, product: Product, category_id: str) -> None:
    """The platform moves a product to another category (webhook 18)."""
    before, product.category_id = product.category_id, category_id
    touch(world, product)
    data = {
        "product_id": product.id,
        "previous_category_id": before,
        "current_category_id": category_id,
        "update_time": product.update_time,
    }
    world.tell(CATEGORY_CHANGED, shop, data)


def update_prices(world: World, shop: Shop, product: Product, rows: Sequence[Mapping[str, Any]]) -> None:
    """New prices at once, without an audit; live products only. All rows are good or nothing changes."""
    _only(product, "ACTIVATE")
    profile = market(shop.region)
    wanted = [(variants.sku_of(shop, product, row["id"]), checks.checked_price(profile, row["price"]), row) for row in rows]
    for sku, price, _ in wanted:
        locks.check_price(shop, sku)
        bundles.check_price(shop, sku, price)
    for sku, price, row in wanted:
        sku.price = price
        sku.list_price = variants.list_price(profile, row, price)
    touch(world, product)


def touch(world: World, product: Product) -> None:
    """The product changed now."""
    product.update_time = max(product.update_time, world.clock.now())


def _check_edit(world: World, shop: Shop, product: Product, body: Mapping[str, Any]) -> None:
    profile, seller = market(shop.region), _seller(world, shop)
    locks.check_edit(shop, product)
    if "title" in body:
        checks.check_title(profile, body["title"])
    if "category_id" in body:
        checks.check_category(profile, body["category_id"], body.get("category_version", "v1"))
    if "main_images" in body:
        checks.check_images(body["main_images"], {**seller.images, **dict.fromkeys(product.image_uris, _KNOWN)})
    contents.check(profile, seller, body, world.clock.now())
    if body.get("save_mode") != "AS_DRAFT":
        after = laid_over(product, body)
        contents.check_category_demands(after.category_id, {**after.more, **_demanded(after)})
    if body.get("skus") is not None:
        checks.check_skus(profile, body["skus"])
        bundles.check(shop, body, product)
        variants.check_edit(world, shop, product, body["skus"])


def _demanded(product: Product) -> dict[str, Any]:
    return {"product_attributes": product.attributes, "package_dimensions": product.package_dimensions}


def _only(product: Product, *statuses: str) -> None:
    if product.status not in statuses:
        raise Refused(PRODUCT_STATUS_FORBIDS)


def _leave_review(product: Product) -> None:
    """An edit under review does not outlive the listing it was made beside."""
    if product.under_review is not None:
        product.under_review = None
        variants.drop_reviewed(product)
        product.audits += 1
        product.audit = "APPROVED"


def _platform_moves(world: World, shop: Shop, product: Product, status: str, reason: str) -> None:
    product.status, product.suspended_reason = status, reason
    touch(world, product)
    audit.tell_status(world, shop, product, "PRODUCT_STATUS_CHANGED", reason)
    families.follow(world, shop)


def _seller(world: World, shop: Shop) -> Seller:
    return world.sellers[shop.seller_open_id]


_KNOWN = Image("", "MAIN_IMAGE", 0, 0)
