"""The category operations: the tree, what a leaf asks for, and which category would fit (platform.md section 11.3).

The tree is the same in every market; a recommendation looks for words of the title in the names, which is inferred: nobody
outside knows how the platform chooses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.fit import fit
from shoplatch.simulator.markets import MARKETS, market
from shoplatch.simulator.products import checks
from shoplatch.simulator.products.catalogue import Attribute, Category, catalogue
from shoplatch.simulator.products.contents import required_attributes
from shoplatch.simulator.products.owner import seller_of
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

EU = ("DE", "ES", "FR", "IE", "IT")
GLOBAL = tuple(region for region in MARKETS if region != "BR")  # the catalog knows no global listings for Brazil
CATEGORY_UPGRADE_UNAVAILABLE, TASK_RUNNING, TITLE_MISSING = 12052265, 12052234, 12052261
UPGRADE_S = 2 * 3600  # an earlier task on the product runs up to two hours (errors.json 12052234)
_WORD = re.compile(r"[a-z]{3,}")


def get_categories(_world: World, ask: Ask) -> dict[str, Any]:
    """The whole tree, or the categories whose name holds the keyword; prohibited ones only when asked for."""
    keyword = ask.query.get("keyword", "").lower()
    prohibited = ask.query.get("include_prohibited_categories") == "true"
    return {
        "categories": [
            {
                "id": category.id,
                "parent_id": category.parent_id,
                "local_name": category.name,
                "is_leaf": category.is_leaf,
                "permission_statuses": [permission(ask.own_shop, category)],
            }
            for category in catalogue().categories
            if keyword in category.name.lower() and (prohibited or category.permission != "PROHIBITED")
        ]
    }


def get_global_categories(_world: World, ask: Ask) -> dict[str, Any]:
    """The tree for global products: what may be sold in every market without asking."""
    keyword = ask.query.get("keyword", "").lower()
    return {
        "categories": [
            {
                "id": category.id,
                "parent_id": category.parent_id,
                "local_name": category.name,
                "is_leaf": category.is_leaf,
                "permission_statuses": [category.permission],
            }
            for category in catalogue().categories
            if keyword in category.name.lower() and category.permission in ("AVAILABLE", "NON_MAIN_CATEGORY")
        ]
    }


def get_category_attributes(_world: World, ask: Ask) -> dict[str, Any]:
    """The attributes of a leaf category."""
    category = leaf(ask.path["category_id"])
    return {"attributes": [_attribute(attribute, category) for attribute in catalogue().attributes]}


def get_global_attributes(_world: World, ask: Ask) -> dict[str, Any]:
    """The attributes of a leaf category, with the markets that ask for each."""
    category = leaf(ask.path["category_id"])
    rows = []
    for attribute in catalogue().attributes:
        needed = attribute.id in required_attributes(category)
        row = _attribute(attribute, category)
        row["required_regions"] = list(GLOBAL) if needed else []
        row["optional_regions"] = [] if needed else list(GLOBAL)
        rows.append(row)
    return {"attributes": rows}


def get_category_rules(world: World, ask: Ask) -> dict[str, Any]:
    """What a leaf category demands."""
    category, region = leaf(ask.path["category_id"]), ask.own_shop.region
    rules = category.rules
    kinds = ["PRE_ORDER", "MADE_TO_ORDER", "CUSTOM"] if region == "US" else ["PRE_ORDER"]
    return {
        "allowed_special_product_types": kinds,
        "cod": {"is_supported": region not in ("GB", "US")},
        "epr": {"is_required": False},
        "fees": [],
        "manufacturer": {"is_required": region in EU},
        "package_dimension": {"is_required": rules.package_dimensions},
        "product_certifications": [
            {
                "id": one.id,
                "name": one.name,
                "document_details": one.document_details,
                "expiration_date": {"is_required": one.expires},
                "is_required": True,
                "sample_image_url": f"{world.base_url}/_sim/images/certificate-{one.id}",
            }
            for one in catalogue().certificates
            if one.id in rules.certificates
        ],
        "responsible_person": {"is_required": region in EU},
        "size_chart": {"is_required": rules.size_chart == "required", "is_supported": bool(rules.size_chart)},
    }


def get_global_category_rules(world: World, ask: Ask) -> dict[str, Any]:
    """What a leaf category demands of global products, with the markets that do."""
    category = leaf(ask.path["category_id"])
    rules = category.rules
    return {
        "manufacturer": {"is_required": False, "required_regions": list(EU), "optional_regions": []},
        "responsible_person": {"is_required": False, "required_regions": list(EU), "optional_regions": []},
        "product_certifications": [
            {
                "id": one.id,
                "name": one.name,
                "is_required": True,
                "required_regions": list(GLOBAL),
                "optional_regions": [],
                "sample_image_url": f"{world.base_url}/_sim/images/certificate-{one.id}",
            }
            for one in catalogue().certificates
            if one.id in rules.certificates
        ],
        "size_chart": {"is_required": rules.size_chart == "required", "is_supported": bool(rules.size_chart)},
    }


def recommend_category(_world: World, ask: Ask) -> dict[str, Any]:
    """The category whose name shares most words with the title, from the top down."""
    chain = recommended(ask.body, prohibited=bool(ask.body.get("include_prohibited_categories")))
    rows = [
        {
            "id": part.id,
            "name": part.name,
            "level": level,
            "is_leaf": part.is_leaf,
            "permission_statuses": [permission(ask.own_shop, part)],
        }
        for level, part in enumerate(chain, 1)
    ]
    return {"leaf_category_id": chain[-1].id, "categories": rows}


def recommend_global_categories(_world: World, ask: Ask) -> dict[str, Any]:
    """The same among the categories of global products."""
    chain = recommended(ask.body, prohibited=False)
    rows = [
        {"id": part.id, "name": part.name, "level": level, "is_leaf": part.is_leaf} for level, part in enumerate(chain, 1)
    ]
    return {"leaf_category_id": chain[-1].id, "categories": rows}


def recommend_required_product_properties(_world: World, ask: Ask) -> dict[str, Any]:
    """Values for the attributes asked about, or for all product properties, found in the title and description."""
    category = leaf(ask.body["category_id"])
    wanted = ask.body.get("target_property_ids")
    text = f"{ask.body['product_title']} {ask.body.get('description', '')}".lower()
    rows = []
    for attribute in catalogue().attributes:
        if attribute.type != "PRODUCT_PROPERTY" or (wanted and attribute.id not in wanted):
            continue
        found = [{"id": value_id, "name": name} for value_id, name in attribute.values if name.lower() in text]
        if attribute.values and not found:
            found = [{"id": attribute.values[0][0], "name": attribute.values[0][1]}]
        rows.append(
            {
                "id": attribute.id,
                "name": attribute.name,
                "type": "PRODUCT_PROPERTY",
                "is_required": attribute.id in required_attributes(category),
                "is_customizable": attribute.customizable,
                "is_multiple_selection": attribute.multiple,
                "values": found if attribute.multiple else found[:1],
            }
        )
    return {"recommended_properties": rows}


def listing_schemas(_world: World, ask: Ask) -> dict[str, Any]:
    """The fields of a listing in each category with their rules; a category that is no leaf is named in `errors`."""
    schemas, errors = [], []
    for category_id in dict.fromkeys(ask.list_of("category_ids")):
        try:
            fields = _fields(leaf(category_id))
            schemas.append({"category_id": int(category_id), "fields": fields, "fileds": fields})  # 202401 misspells it
        except (Refused, ValueError) as wrong:
            code = wrong.code if isinstance(wrong, Refused) else checks.CATEGORY_UNKNOWN
            words = "Category is not final category" if code == checks.CATEGORY_NOT_LEAF else "Category does not exist"
            number = int(category_id) if category_id.isascii() and category_id.isdigit() else 0
            errors.append({"code": code, "message": words, "detail": {"category_id": number}})
    return fit(ask.operation, {"listing_schemas": schemas, "errors": errors})


def create_category_upgrade_task(world: World, ask: Ask) -> dict[str, Any]:
    """Move the shop's products to the newer tree; shops of markets that use it already are refused."""
    if market(ask.own_shop.region).rules.category_version != "v1":
        raise Refused(CATEGORY_UPGRADE_UNAVAILABLE)
    _begin(world, ask.own_shop.library.tasks, "category_upgrade")
    return {}


def create_gpa_upgrade_task(world: World, ask: Ask) -> dict[str, Any]:
    """Start the upgrade of the seller's products to the global product attributes; once at a time."""
    _begin(world, seller_of(world, ask).library.tasks, "gpa_upgrade")
    return {}


def leaf(category_id: str) -> Category:
    """A leaf category."""
    category = catalogue().category(category_id)
    if category is None:
        raise Refused(checks.CATEGORY_UNKNOWN)
    if not category.is_leaf:
        raise Refused(checks.CATEGORY_NOT_LEAF)
    return category


def permission(shop: Shop, category: Category) -> str:
    """What the shop may do in a category."""
    return "AVAILABLE" if category.id in shop.library.granted_categories else category.permission


def recommended(body: Any, *, prohibited: bool) -> list[Category]:
    """The chain of the leaf that fits a title and description best; the first leaf when none shares a word."""
    title = str(body.get("product_title", ""))
    if not title.strip():
        raise Refused(TITLE_MISSING)
    leaves = [one for one in catalogue().categories if one.is_leaf and (prohibited or one.permission != "PROHIBITED")]
    heard, less = _words((title,)), _words((str(body.get("description", "")),))
    best = max(leaves, key=lambda one: _score(one, heard, less))
    return catalogue().chain(best.id)


def _score(category: Category, title: set[str], description: set[str]) -> tuple[int, int]:
    own = _words((category.name,))
    above = _words(part.name for part in catalogue().chain(category.id)[:-1])
    return 4 * len(own & title) + len(above & title), 2 * len(own & description) + len(above & description)


def _words(texts: Iterable[str]) -> set[str]:
    return {word.rstrip("s") for text in texts for word in _WORD.findall(text.lower())}


def _attribute(attribute: Attribute, category: Category) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": attribute.id,
        "name": attribute.name,
        "type": attribute.type,
        "is_requried": attribute.required or attribute.id in category.rules.required_attributes,  # the platform's spelling
        "is_multiple_selection": attribute.multiple,
        "is_customizable": attribute.customizable,
    }
    if attribute.values:
        row["values"] = [{"id": value_id, "name": name} for value_id, name in attribute.values]
    return row


def _fields(category: Category) -> list[dict[str, Any]]:
    required = {"type": "REQUIRED", "value": "true"}
    plain: list[dict[str, Any]] = [
        {"id": "title", "name": "title", "rules": [required, {"type": "MAX_LENGTH", "value": "255"}]},
        {"id": "description", "name": "description", "rules": [required, {"type": "MAX_LENGTH", "value": "10000"}]},
        {"id": "main_images", "name": "main_images", "rules": [required, {"type": "MAX_ITEMS", "value": "9"}]},
        {
            "id": "package_weight_unit",
            "name": "package_weight.unit",
            "rules": [required],
            "options": [{"id": unit, "name": unit} for unit in ("KILOGRAM", "POUND")],
        },
    ]
    attributes = {
        "id": "product_attributes",
        "name": "product_attributes",
        "complex_values": [
            {
                "id": attribute.id,
                "name": attribute.name,
                "options": [{"id": value_id, "name": name} for value_id, name in attribute.values],
                "rules": [{"type": "REQUIRED", "value": str(attribute.id in required_attributes(category)).lower()}],
            }
            for attribute in catalogue().attributes
            if attribute.type == "PRODUCT_PROPERTY"
        ],
    }
    return [*plain, attributes]


def _begin(world: World, tasks: dict[str, int], kind: str) -> None:
    now = world.clock.now()
    if now < tasks.get(kind, -UPGRADE_S) + UPGRADE_S:
        raise Refused(TASK_RUNNING)
    tasks[kind] = now


HANDLERS: dict[str, Handler] = {
    "product.get_categories": get_categories,
    "product.get_global_categories": get_global_categories,
    "product.get_category_attributes": get_category_attributes,
    "product.get_global_attributes": get_global_attributes,
    "product.get_category_rules": get_category_rules,
    "product.get_global_category_rules": get_global_category_rules,
    "product.recommend_category": recommend_category,
    "product.recommend_global_categories": recommend_global_categories,
    "product.recommend_required_product_properties": recommend_required_product_properties,
    "product.listing_schemas": listing_schemas,
    "product.create_category_upgrade_task": create_category_upgrade_task,
    "product.create_gpa_upgrade_task": create_gpa_upgrade_task,
}
