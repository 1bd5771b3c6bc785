"""What the platform refuses in the finer fields of a product: description, attributes, documents, pre-sale, identifiers.

Codes from errors.json; limits from platform.md 11.2 and 11.3. What a category demands stands in `catalogue.json`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from shoplatch.simulator.ask import Refused
from shoplatch.simulator.markets import Market
from shoplatch.simulator.products.catalogue import Category, catalogue
from shoplatch.simulator.state.parties import Seller

DESCRIPTION_MAX, DESCRIPTION_IMAGES_MAX = 10_000, 30
DESCRIPTION_MISSING, DESCRIPTION_LONG, DESCRIPTION_IMAGES, DESCRIPTION_FORM = 12052015, 12052013, 12052056, 12052932
ATTRIBUTE_UNKNOWN, ATTRIBUTE_MISSING, ATTRIBUTE_ONE_VALUE, ATTRIBUTE_FIXED = 12019030, 12052104, 12052246, 12052247
VALUE_LONG, VALUE_TWICE = 12052249, 12052251
DOCUMENT_MISSING, DOCUMENT_UNKNOWN, DOCUMENT_TWICE, DOCUMENT_EXPIRED = 12052105, 12052655, 12052656, 12052385
DOCUMENT_IMAGE, DOCUMENT_FILE = 12052650, 12052658
SIZE_CHART_MISSING, SIZE_CHART_UNKNOWN, SIZE_CHART_IMAGE = 12052673, 12052128, 12052670
MANUFACTURER_UNKNOWN, MANUFACTURERS_MANY, PERSON_UNKNOWN, PERSONS_MANY = 12052284, 12052283, 12052289, 12052288
CONTACTS_MAX = 10
BRAND_UNAUTHORIZED = 12052201
PACKAGE_SIZE, PACKAGE_WEIGHT, IMPERIAL_ONLY_US = 12052116, 12052181, 12019060
PRE_SALE_TYPE, PRE_SALE_TERMS, RELEASE_DATE, HANDLING_DAYS, PRE_SALE_HERE = 12019096, 12019095, 12019097, 12019098, 12019099
IDENTIFIER_FORM, IDENTIFIER_TWICE = 12052591, 12052592
UNIT_COUNT, MOQ_HIGH, MOQ_HERE = 12052574, 12052706, 12052707
DAY_S = 86_400
_TAGS = re.compile(r"<\s*/?\s*([a-zA-Z0-9]+)")
_ALLOWED_TAGS = frozenset(
    ("p", "br", "b", "strong", "i", "em", "u", "ul", "ol", "li", "img", "div", "span", "sup", "sub", "table", "tbody")
) | {"tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"}
_DIGITS = {"GTIN": (14,), "EAN": (8, 13, 14), "UPC": (12,), "ISBN": (13,), "JAN": (8, 13)}


def check(market: Market, seller: Seller, body: Mapping[str, Any], now: int) -> None:
    """Refuse what is wrong in the fields that were sent; fields left out are not looked at."""
    if "description" in body:
        check_description(body["description"])
    _check_package(market, body)
    _check_brand(body.get("brand_id", ""))
    _check_attributes(body.get("product_attributes") or [])
    _check_documents(seller, body.get("certifications") or [], now)
    _check_size_chart(seller, body.get("size_chart") or {})
    _check_contacts(seller, body)
    quantity = body.get("minimum_order_quantity", 1)
    if quantity > 1 and market.region in ("GB", "US", "JP", "BR", "MX"):
        raise Refused(MOQ_HERE)
    if not 1 <= quantity <= 20:
        raise Refused(MOQ_HIGH)
    for sku in body.get("skus") or ():
        _check_pre_sale(market, sku.get("pre_sale") or {}, now)
        if not _positive(str(sku.get("sku_unit_count") or "1")):
            raise Refused(UNIT_COUNT)
    check_identifiers(body.get("skus") or ())


def check_category_demands(category_id: str, body: Mapping[str, Any]) -> None:
    """Refuse a product that lacks what its category demands; drafts need not have it yet."""
    category = catalogue().category(category_id)
    if category is None:
        return
    rules = category.rules
    named = {row["id"] for row in body.get("product_attributes") or () if row.get("values")}
    if any(needed not in named for needed in required_attributes(category)):
        raise Refused(ATTRIBUTE_MISSING)
    held = {row["id"] for row in body.get("certifications") or ()}
    if any(needed not in held for needed in rules.certificates):
        raise Refused(DOCUMENT_MISSING)
    if rules.size_chart == "required" and not body.get("size_chart"):
        raise Refused(SIZE_CHART_MISSING)
    if rules.package_dimensions and not body.get("package_dimensions"):
        raise Refused(PACKAGE_SIZE, "The category requires package dimensions")


def required_attributes(category: Category) -> tuple[str, ...]:
    """The product properties every product of the category must have."""
    everywhere = (one.id for one in catalogue().attributes if one.required and one.type == "PRODUCT_PROPERTY")
    return (*everywhere, *category.rules.required_attributes)


def check_description(text: str) -> None:
    """Length, number of pictures, and the HTML subset."""
    if not text.strip():
        raise Refused(DESCRIPTION_MISSING)
    if len(text) > DESCRIPTION_MAX:
        raise Refused(DESCRIPTION_LONG)
    tags = [tag.lower() for tag in _TAGS.findall(text)]
    if tags.count("img") > DESCRIPTION_IMAGES_MAX:
        raise Refused(DESCRIPTION_IMAGES)
    if any(tag not in _ALLOWED_TAGS for tag in tags):
        raise Refused(DESCRIPTION_FORM)


def check_identifiers(skus: Sequence[Mapping[str, Any]]) -> None:
    """GTIN, EAN, UPC, ISBN and JAN have their number of digits, and no two SKUs share one."""
    seen: set[str] = set()
    for sku in skus:
        given = sku.get("identifier_code") or {}
        code = str(given.get("code", ""))
        if not given:
            continue
        lengths = _DIGITS.get(str(given.get("type")), ())
        digits = code[:-1] + ("0" if code[-1:] == "X" and given.get("type") == "ISBN" else code[-1:])
        if len(code) not in lengths or not (digits.isascii() and digits.isdigit()):
            raise Refused(IDENTIFIER_FORM)
        if code in seen:
            raise Refused(IDENTIFIER_TWICE)
        seen.add(code)


def _check_package(market: Market, body: Mapping[str, Any]) -> None:
    size, weight = body.get("package_dimensions") or {}, body.get("package_weight") or {}
    if market.region != "US" and (size.get("unit") == "INCH" or weight.get("unit") == "POUND"):
        raise Refused(IMPERIAL_ONLY_US, "Imperial units are for the United States only")
    if any(not _positive(size[side]) for side in ("length", "width", "height") if side in size):
        raise Refused(PACKAGE_SIZE)
    if "value" in weight and not _positive(weight["value"]):
        raise Refused(PACKAGE_WEIGHT)


def _check_brand(brand_id: str) -> None:
    brand = catalogue().brand(brand_id)
    if brand is not None and not brand.authorized:
        raise Refused(BRAND_UNAUTHORIZED)


def _check_attributes(rows: Sequence[Mapping[str, Any]]) -> None:
    for row in rows:
        known = catalogue().attribute(row["id"])
        if known is None:
            raise Refused(ATTRIBUTE_UNKNOWN, f"There is no attribute {row['id']}")
        values = row.get("values") or []
        if len(values) > 1 and not known.multiple:
            raise Refused(ATTRIBUTE_ONE_VALUE)
        shown = [value.get("id") or value.get("name", "") for value in values]
        if len(shown) != len(set(shown)):
            raise Refused(VALUE_TWICE)
        listed = dict(known.values)
        for value in values:
            if len(value.get("name", "")) > 50:
                raise Refused(VALUE_LONG)
            if value.get("id") not in listed and value.get("name") not in listed.values() and not known.customizable:
                raise Refused(ATTRIBUTE_FIXED)


def _check_documents(seller: Seller, rows: Sequence[Mapping[str, Any]], now: int) -> None:
    ids = [row["id"] for row in rows]
    if len(ids) != len(set(ids)):
        raise Refused(DOCUMENT_TWICE)
    for row in rows:
        if catalogue().certificate(row["id"]) is None:
            raise Refused(DOCUMENT_UNKNOWN)
        if 0 < row.get("expiration_date", 0) <= now:
            raise Refused(DOCUMENT_EXPIRED)
        if any(image.get("uri") not in seller.images for image in row.get("images") or ()):
            raise Refused(DOCUMENT_IMAGE)
        if any(file.get("id") not in seller.library.files for file in row.get("files") or ()):
            raise Refused(DOCUMENT_FILE)


def _check_size_chart(seller: Seller, chart: Mapping[str, Any]) -> None:
    image, template = chart.get("image") or {}, chart.get("template") or {}
    if image and image.get("uri") not in seller.images:
        raise Refused(SIZE_CHART_IMAGE)
    if template and template.get("id") not in seller.library.size_charts:
        raise Refused(SIZE_CHART_UNKNOWN)


def _check_contacts(seller: Seller, body: Mapping[str, Any]) -> None:
    library = seller.library
    for name, known, missing, many in (
        ("manufacturer_ids", library.manufacturers, MANUFACTURER_UNKNOWN, MANUFACTURERS_MANY),
        ("responsible_person_ids", library.persons, PERSON_UNKNOWN, PERSONS_MANY),
    ):
        ids = body.get(name) or []
        if len(ids) > CONTACTS_MAX:
            raise Refused(many)
        if any(one not in known for one in ids):
            raise Refused(missing)


def _check_pre_sale(market: Market, terms: Mapping[str, Any], now: int) -> None:
    """Windows of platform.md 11.2: the US has three kinds, the others PRE_ORDER of 3 to 30 days."""
    if not terms:
        return
    kind, how = terms.get("type"), terms.get("fulfillment_type") or {}
    if not kind:
        raise Refused(PRE_SALE_TYPE)
    if market.region != "US" and kind != "PRE_ORDER":
        raise Refused(PRE_SALE_HERE)
    if not how:
        raise Refused(PRE_SALE_TERMS)
    if market.region == "US" and kind == "PRE_ORDER":
        if not now + 3 * DAY_S <= how.get("release_date", 0) <= now + 60 * DAY_S:
            raise Refused(RELEASE_DATE, "The release date must lie 3 to 60 days ahead")
        return
    most = 14 if kind == "MADE_TO_ORDER" else 30
    if not 3 <= how.get("handling_duration_days", 0) <= most:
        raise Refused(HANDLING_DAYS, f"The handling duration must be 3 to {most} days")


def _positive(text: str) -> bool:
    try:
        return 0 < float(text) < 1_000_000
    except ValueError:
        return False
