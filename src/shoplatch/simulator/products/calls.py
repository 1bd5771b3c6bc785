"""The product operations: one state behind all versions; an older version shows what its answer has room for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from shoplatch.catalog.reader import error
from shoplatch.simulator.ask import Ask, Handler, Refused, Upload
from shoplatch.simulator.fit import fit
from shoplatch.simulator.markets import market
from shoplatch.simulator.pages import offset_of, offset_token
from shoplatch.simulator.products import checks, shelf, stock, views
from shoplatch.simulator.products.catalogue import catalogue
from shoplatch.simulator.products.pictures import read_picture
from shoplatch.simulator.state.goods import Image, Product, Sku
from shoplatch.simulator.state.parties import Seller, Shop
from shoplatch.simulator.state.world import World

WINDOW = 10_000  # hits a search shows (section 6)
SEARCH_WINDOW, SEARCH_SELLER_SKUS, SEARCH_SKU_IDS, PAGE_INVALID = 12052180, 12019027, 12019087, 12052910
PRODUCT_OTHER, IDS_LIMIT, CHECK_FAILED, NO_VERSION_IN_REVIEW = 12052048, 12019120, 12052990, 12052547
INVENTORY_INCOMPLETE, SKU_TWICE, FILE_EMPTY, ONLY_ONE_VERSION = 12052516, 12052553, 12019103, 12052910


def create_product(world: World, ask: Ask) -> dict[str, Any]:
    """A new product; the same idempotency_key gives the same product again."""
    product, warnings = shelf.create(world, ask.own_shop, ask.body, _uploaded(world, ask))
    return views.written(product, warnings)


def get_product(world: World, ask: Ask) -> dict[str, Any]:
    """A product in full: as it is live, as it waits for its audit, or as its draft."""
    product = shelf.find(ask.own_shop, ask.path["product_id"])
    review, draft = (ask.query.get(name) == "true" for name in ("return_under_review_version", "return_draft_version"))
    if review and draft:
        raise Refused(ONLY_ONE_VERSION, "Ask for the version under review or for the draft, not for both")
    if review and product.under_review is None:
        raise Refused(NO_VERSION_IN_REVIEW)
    version = "review" if review else "draft" if draft else "live"
    return views.detail(world, product, ask.own_shop, _seller(world, ask), version=version)


def search_products(_world: World, ask: Ask) -> dict[str, Any]:
    """Products of the shop, newest first, in the window of section 6."""
    body, shop = ask.body, ask.own_shop
    if len(body.get("seller_skus") or []) > 10:
        raise Refused(SEARCH_SELLER_SKUS)
    if len(body.get("sku_ids") or []) > 10:
        raise Refused(SEARCH_SKU_IDS)
    found = [
        product for product in shop.products.values() if _matches(product, body, market(shop.region).rules.category_version)
    ]
    found.sort(key=lambda product: (product.create_time, product.id), reverse=True)
    size = int(ask.query["page_size"])
    start = offset_of(ask.query.get("page_token", ""), body, PAGE_INVALID)
    if start + size > WINDOW and len(found) > WINDOW:
        raise Refused(SEARCH_WINDOW)
    page = [views.listed(product, shop) for product in found[start : start + size]]
    more = start + size < len(found)
    answer = {
        "products": page,
        "total_count": len(found),
        "next_page_token": offset_token(start + size, body) if more else "",
    }
    return fit(ask.operation, answer)


def edit_product(world: World, ask: Ask) -> dict[str, Any]:
    """Replace a product; prices and stock left out stay, SKUs left out go."""
    return _edited(world, ask, whole=True)


def partial_edit_product(world: World, ask: Ask) -> dict[str, Any]:
    """Replace the given top-level properties of a product."""
    return _edited(world, ask, whole=False)


def _edited(world: World, ask: Ask, *, whole: bool) -> dict[str, Any]:
    product = shelf.find(ask.own_shop, ask.path["product_id"])
    warnings = shelf.edit(world, ask.own_shop, product, ask.body, _uploaded(world, ask), whole=whole)
    audit = "AUDITING" if product.audit == "AUDITING" else "NONE"
    return fit(ask.operation, {**views.written(product, warnings), "audit": {"status": audit}})


def _many(change: Callable[[World, Shop, Product], None]) -> Handler:
    def handle(world: World, ask: Ask) -> dict[str, Any]:
        shop = ask.own_shop
        ids: list[str] = ask.body.get("product_ids") or []
        if len(ids) > 20:
            raise Refused(IDS_LIMIT)
        errors = []
        for product_id in ids:
            try:
                change(world, shop, _own(shop, product_id))
            except Refused as refused:
                errors.append({"code": refused.code, "message": message(refused), "detail": {"product_id": product_id}})
        return {"errors": errors} if errors else {}

    return handle


def _own(shop: Shop, product_id: str) -> Product:
    if product_id not in shop.products:
        raise Refused(PRODUCT_OTHER)
    return shop.products[product_id]


def update_price(world: World, ask: Ask) -> dict[str, Any]:
    """New prices for SKUs of a live product; success has empty data (section 11.1)."""
    product = shelf.find(ask.own_shop, ask.path["product_id"])
    shelf.update_prices(world, ask.own_shop, product, ask.body["skus"])
    return {}


def inventory_search(_world: World, ask: Ask) -> dict[str, Any]:
    """The stock of up to 100 products or 600 SKUs; SKUs win when both are given. Unknown ids are left out."""
    shop = ask.own_shop
    by_product: dict[str, list[Sku]] = {}
    if sku_ids := ask.body.get("sku_ids"):
        for sku in (shop.skus[sku_id] for sku_id in dict.fromkeys(sku_ids) if sku_id in shop.skus):
            if not sku.deleted:
                by_product.setdefault(sku.product_id, []).append(sku)
    else:
        for product_id in dict.fromkeys(ask.body.get("product_ids") or []):
            product = shop.products.get(product_id)
            if product is not None and product.status != "DELETED":
                by_product[product_id] = list(product.skus)
    return {"inventory": [views.stock_of(product_id, skus) for product_id, skus in by_product.items()]}


def update_inventory(world: World, ask: Ask) -> dict[str, Any]:
    """Absolute available quantities; a SKU that fails is named in `errors`, the others are changed."""
    shop = ask.own_shop
    product = shelf.find(shop, ask.path["product_id"])
    errors = []
    ids = [row["id"] for row in ask.body["skus"]]
    if len(ids) != len(set(ids)):
        raise Refused(SKU_TWICE)
    for row in ask.body["skus"]:
        try:
            _set_stock(world, shop, product, row)
        except Refused as refused:
            errors.append(
                {
                    "code": CHECK_FAILED,
                    "message": "Check failed",
                    "detail": {"sku_id": row["id"], "extra_errors": [refused.payload or _extra(refused)]},
                }
            )
    return {"errors": errors} if errors else {}


def _set_stock(world: World, shop: Shop, product: Product, row: Mapping[str, Any]) -> None:
    sku = next((sku for sku in product.skus if sku.id == row["id"]), None)
    if sku is None:
        raise Refused(shelf.SKU_UNKNOWN)
    wanted: dict[str, int] = {}
    for place in row["inventory"]:
        warehouse_id = place.get("warehouse_id") or (next(iter(sku.stock)) if len(sku.stock) == 1 else "")
        if not warehouse_id:
            raise Refused(INVENTORY_INCOMPLETE)
        warehouse = shop.warehouses.get(warehouse_id)
        if warehouse is None or warehouse.type != "SALES_WAREHOUSE":
            unknown = Refused(checks.WAREHOUSE_UNKNOWN)
            raise Refused(unknown.code, payload={**_extra(unknown), "warehouse_id": warehouse_id})
        wanted[warehouse_id] = checks.checked_quantity(place["quantity"])
    if not set(sku.stock) <= set(wanted):
        raise Refused(INVENTORY_INCOMPLETE)
    for warehouse_id, quantity in wanted.items():
        stock.set_available(world, shop, sku, warehouse_id, quantity)


def upload_product_image(world: World, ask: Ask) -> dict[str, Any]:
    """Takes a picture; its uri can be used in products of the same seller."""
    upload = ask.form.get("data")
    if not isinstance(upload, Upload) or not upload.content:
        raise Refused(FILE_EMPTY)
    use_case = str(ask.form.get("use_case") or "MAIN_IMAGE")
    width, height = read_picture(upload.content, use_case)
    image = Image(f"tos-simulator-i-shoplatch/{world.new_id('7301')}", use_case, width, height)
    _seller(world, ask).images[image.uri] = image
    return {
        "uri": image.uri,
        "url": views.image_url(world, image.uri),
        "width": width,
        "height": height,
        "use_case": use_case,
    }


def get_categories(_world: World, ask: Ask) -> dict[str, Any]:
    """The whole tree, or the categories whose name holds the keyword."""
    keyword = ask.query.get("keyword", "").lower()
    rows = [category for category in catalogue().categories if keyword in category.name.lower()]
    return {
        "categories": [
            {
                "id": category.id,
                "parent_id": category.parent_id,
                "local_name": category.name,
                "is_leaf": category.is_leaf,
                "permission_statuses": [category.permission],
            }
            for category in rows
        ]
    }


def get_category_attributes(_world: World, ask: Ask) -> dict[str, Any]:
    """The attributes of a leaf category; the same few for all."""
    _leaf(ask)
    rows = []
    for attribute in catalogue().attributes:
        row: dict[str, Any] = {
            "id": attribute.id,
            "name": attribute.name,
            "type": attribute.type,
            "is_requried": attribute.required,  # the platform's spelling
            "is_multiple_selection": attribute.multiple,
            "is_customizable": attribute.customizable,
        }
        if attribute.values:
            row["values"] = [{"id": value_id, "name": name} for value_id, name in attribute.values]
        rows.append(row)
    return {"attributes": rows}


def get_category_rules(_world: World, ask: Ask) -> dict[str, Any]:
    """What a leaf category demands."""
    _leaf(ask)
    return {
        "allowed_special_product_types": ["PRE_ORDER"],
        "cod": {"is_supported": ask.own_shop.region not in ("GB", "US")},
        "epr": {"is_required": False},
        "fees": [],
        "manufacturer": {"is_required": False},
        "package_dimension": {"is_required": False},
        "product_certifications": [],
        "responsible_person": {"is_required": False},
        "size_chart": {"is_required": False, "is_supported": False},
    }


def get_brands(_world: World, ask: Ask) -> dict[str, Any]:
    """Brands by name and authorization."""
    name, authorized = ask.query.get("brand_name", "").lower(), ask.query.get("is_authorized")
    rows = [
        brand
        for brand in catalogue().brands
        if name in brand.name.lower() and (authorized is None or brand.authorized == (authorized == "true"))
    ]
    filters = {"brand_name": name, "is_authorized": authorized}
    start, size = offset_of(ask.query.get("page_token", ""), filters, PAGE_INVALID), int(ask.query["page_size"])
    brands = [
        {
            "id": brand.id,
            "name": brand.name,
            "authorized_status": "AUTHORIZED" if brand.authorized else "UNAUTHORIEZD",  # the platform's spelling
            "brand_status": "AVAILABLE",
            "is_t1_brand": False,
        }
        for brand in rows[start : start + size]
    ]
    token = offset_token(start + size, filters) if start + size < len(rows) else ""
    return {"brands": brands, "total_count": len(rows), "next_page_token": token}


def message(refused: Refused) -> str:
    """The words for a refusal inside a batch answer."""
    if refused.message:
        return refused.message
    fact = error(refused.code)
    return fact.when if fact else "Check failed"


def _extra(refused: Refused) -> dict[str, Any]:
    return {"code": refused.code, "message": message(refused)}


def _leaf(ask: Ask) -> None:
    category = catalogue().category(ask.path["category_id"])
    if category is None:
        raise Refused(checks.CATEGORY_UNKNOWN)
    if not category.is_leaf:
        raise Refused(checks.CATEGORY_NOT_LEAF)


def _matches(product: Product, body: Mapping[str, Any], version: str) -> bool:
    status = body.get("status", "ALL")
    spans = body.get("create_time_ge", 0) <= product.create_time <= body.get(
        "create_time_le", product.create_time
    ) and body.get("update_time_ge", 0) <= product.update_time <= body.get("update_time_le", product.update_time)
    seller_skus, sku_ids = body.get("seller_skus"), body.get("sku_ids")
    return bool(
        spans
        and status in ("ALL", product.status)
        and (not body.get("audit_status") or product.audit in body["audit_status"])
        and body.get("category_version", version) == version
        and (not seller_skus or any(sku.seller_sku in seller_skus for sku in product.skus))
        and (not sku_ids or any(sku.id in sku_ids for sku in product.skus))
        and (not body.get("return_draft_version") or product.draft is not None or product.status == "DRAFT")
    )


def _seller(world: World, ask: Ask) -> Seller:
    return world.sellers[ask.grant.seller_open_id]


def _uploaded(world: World, ask: Ask) -> Mapping[str, Image]:
    return _seller(world, ask).images


HANDLERS: dict[str, Handler] = {
    "product.create_product": create_product,
    "product.get_product": get_product,
    "product.search_products": search_products,
    "product.edit_product": edit_product,
    "product.partial_edit_product": partial_edit_product,
    "product.activate_products": _many(shelf.activate),
    "product.deactivate_products": _many(shelf.deactivate),
    "product.delete_products": _many(shelf.delete),
    "product.recover_products": _many(shelf.recover),
    "product.update_price": update_price,
    "product.inventory_search": inventory_search,
    "product.update_inventory": update_inventory,
    "product.upload_product_image": upload_product_image,
    "product.get_categories": get_categories,
    "product.get_category_attributes": get_category_attributes,
    "product.get_category_rules": get_category_rules,
    "product.get_brands": get_brands,
}
