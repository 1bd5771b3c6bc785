"""How good a listing is and what would make it better: diagnoses, search words, proposed titles and texts (inferred rules).

What is found wrong is `weaknesses.py`'s. Proposals are made of the product's own words, its brand and its category.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import Any

from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.pages import offset_of, offset_token
from shoplatch.simulator.products import checks
from shoplatch.simulator.products.catalogue import catalogue
from shoplatch.simulator.products.fields import blank, laid_over
from shoplatch.simulator.products.owner import seller_of
from shoplatch.simulator.products.packaging import recommendation
from shoplatch.simulator.products.shelf import find
from shoplatch.simulator.products.views import brand_of, image_url, quality
from shoplatch.simulator.products.weaknesses import Weakness, weaknesses
from shoplatch.simulator.state.goods import Image, Product
from shoplatch.simulator.state.parties import Seller
from shoplatch.simulator.state.world import World

PRODUCTS_MANY, PRODUCT_OTHER, PAGE_INVALID, PRODUCTS_MAX = 12019120, 12052048, 12052910, 100
_WORD = re.compile(r"[A-Za-z]{4,}")


def get_product_diagnoses(world: World, ask: Ask) -> dict[str, Any]:
    """What could be better about products of the shop; ids that are not its own are refused."""
    seller = seller_of(world, ask)
    return {
        "products": [
            {
                "id": product.id,
                "diagnoses": diagnoses(world, seller, product, key="suggestion"),
                "listing_quality": listing_quality(product),
            }
            for product in _asked_for(ask)
        ]
    }


def diagnose_and_optimize_product(world: World, ask: Ask) -> dict[str, Any]:
    """The same for a listing as it would be with the fields that were sent, with proposals for the fields asked for."""
    body, seller = ask.body, seller_of(world, ask)
    if catalogue().category(body["category_id"]) is None:
        raise Refused(checks.CATEGORY_UNKNOWN)
    if body.get("product_id"):
        product = laid_over(find(ask.own_shop, body["product_id"]), body)
    else:
        product = blank("", body, world.clock.now())
    wanted = set(body.get("optimization_fields") or ("ALL",))
    only = None if "ALL" in wanted else wanted - {"NONE"}
    return {
        "diagnoses": diagnoses(world, seller, product, key="suggestion", only=only),
        "listing_quality": listing_quality(product),
    }


def get_products_seo_words(_world: World, ask: Ask) -> dict[str, Any]:
    """Words buyers search for, from the category and the title."""
    return {
        "products": [
            {"id": product.id, "seo_words": [{"text": word} for word in seo_words(product)]} for product in _asked_for(ask)
        ]
    }


def get_recommended_product_title_and_description(world: World, ask: Ask) -> dict[str, Any]:
    """A longer title and description for each product."""
    seller = seller_of(world, ask)
    return {
        "products": [
            {
                "id": product.id,
                "suggestions": [
                    {"field": "TITLE", "items": [{"text": proposed_title(seller, product)}]},
                    {"field": "DESCRIPTION", "items": [{"text": proposed_description(product)}]},
                ],
            }
            for product in _asked_for(ask)
        ]
    }


def predict_package(_world: World, ask: Ask) -> dict[str, Any]:
    """The package of a usual product of the category."""
    category = catalogue().category(ask.body["category_id"])
    if category is None:
        raise Refused(checks.CATEGORY_UNKNOWN)
    inches = ask.own_shop.region == "US"
    length, width, height = (6, 4, 3) if inches else (16, 10, 6)
    return {
        "package_dimensions": {
            "length": length,
            "width": width,
            "height": height,
            "unit": "INCH" if inches else "CENTIMETER",
        },
        "package_weight": {"value": "0.55" if inches else "0.25", "unit": "POUND" if inches else "KILOGRAM"},
    }


def get_product_package_recommendations(_world: World, ask: Ask) -> dict[str, Any]:
    """Packages whose weight or size lies far from what is usual, with the range that would be."""
    wanted = ask.body.get("product_ids")
    shop = ask.own_shop
    rows = [
        product for product in shop.products.values() if product.status != "DELETED" and (not wanted or product.id in wanted)
    ]
    size, start = int(ask.query["page_size"]), offset_of(ask.query.get("page_token", ""), ask.body, PAGE_INVALID)
    more = start + size < len(rows)
    return {
        "products": [recommendation(product) for product in rows[start : start + size]],
        "total_count": len(rows),
        "next_page_token": offset_token(start + size, ask.body) if more else "",
    }


def diagnoses(
    world: World, seller: Seller, product: Product, *, key: str, only: set[str] | None = None
) -> list[dict[str, Any]]:
    """Every weak field with what to do; `key` names the proposals, which older answers spell in the singular."""
    rows = []
    for name, found in groupby(weaknesses(product), key=lambda one: one.field):
        results = [{"code": one.code, "how_to_solve": one.advice, "quality_tier": one.tier} for one in found]
        row: dict[str, Any] = {"field": name, "diagnosis_results": results}
        if only is None or name in only:
            row[key] = _proposals(world, seller, product, name)
        rows.append(row)
    return rows


def listing_quality(product: Product) -> dict[str, Any]:
    """The tier of a listing, and how many recommendations are open."""
    found: list[Weakness] = weaknesses(product)
    return {"current_tier": quality(product), "remaining_recommendations": len(found)}


def seo_words(product: Product) -> list[str]:
    """Up to ten words, the category's first."""
    chain = catalogue().chain(product.category_id)
    texts = [*(part.name for part in reversed(chain)), product.title]
    words = [word.lower() for text in texts for word in _WORD.findall(text)]
    return list(dict.fromkeys(words))[:10]


def proposed_title(seller: Seller, product: Product) -> str:
    """The title with the brand before it and words of its category behind it."""
    brand = brand_of(seller, product.brand_id)
    parts = [product.title]
    if brand and brand["name"].lower() not in product.title.lower():
        parts.insert(0, brand["name"])
    chain = catalogue().chain(product.category_id)
    return " - ".join([" ".join(parts), *(part.name for part in reversed(chain))])[:255]


def proposed_description(product: Product) -> str:
    """The description with a paragraph about the variants."""
    names = ", ".join(sku.name for sku in product.skus) or "one size"
    chain = " / ".join(part.name for part in catalogue().chain(product.category_id))
    return f"{product.description}<p>{product.title} comes in: {names}.</p><p>Listed under {chain}.</p>"


def _proposals(world: World, seller: Seller, product: Product, name: str) -> dict[str, Any]:
    if name == "IMAGE":
        return {"images": [_whitened(world, seller, uri) for uri in product.image_uris]}
    words = [{"text": word} for word in seo_words(product)]
    text = proposed_title(seller, product) if name == "TITLE" else proposed_description(product)
    return (
        {"seo_words": words, "smart_texts": [{"text": text}]} if name in ("TITLE", "DESCRIPTION") else {"seo_words": words}
    )


def _whitened(world: World, seller: Seller, uri: str) -> dict[str, Any]:
    original = seller.images.get(uri, Image(uri, "MAIN_IMAGE", 600, 600))
    better = f"{uri}-white"
    seller.images.setdefault(better, Image(better, original.use_case, original.width, original.height))
    return {
        "uri": uri,
        "url": image_url(world, uri),
        "optimized_uri": better,
        "optimized_url": image_url(world, better),
        "width": original.width,
        "height": original.height,
    }


def _asked_for(ask: Ask) -> list[Product]:
    ids = ask.list_of("product_ids")
    if len(ids) > PRODUCTS_MAX:
        raise Refused(PRODUCTS_MANY, f"At most {PRODUCTS_MAX} products at a time")
    known = ask.own_shop.products
    if any(one not in known or known[one].status == "DELETED" for one in ids):
        raise Refused(PRODUCT_OTHER)
    return [known[one] for one in dict.fromkeys(ids)]


HANDLERS: dict[str, Handler] = {
    "product.get_product_diagnoses": get_product_diagnoses,
    "product.diagnose_and_optimize_product": diagnose_and_optimize_product,
    "product.get_products_seo_words": get_products_seo_words,
    "product.get_recommended_product_title_and_description": get_recommended_product_title_and_description,
    "product.predict_product_package_dimensions_and_weight": predict_package,
    "product.get_product_package_recommendations": get_product_package_recommendations,
}
