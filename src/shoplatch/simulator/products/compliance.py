"""Compliance: manufacturers and responsible persons of the European Union, and the look of a brand owner at listings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.fit import fit
from shoplatch.simulator.pages import offset_of, offset_token
from shoplatch.simulator.products.catalogue import catalogue
from shoplatch.simulator.products.owner import seller_of
from shoplatch.simulator.products.views import brand_of, image_url
from shoplatch.simulator.state.goods import Product
from shoplatch.simulator.state.listing import Contact
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

MANUFACTURER_UNKNOWN, PERSON_UNKNOWN, PAGE_INVALID = 12052284, 12052289, 12052910
DEFAULT_LOCALE = "en-IE"
_MANUFACTURER = ("name", "registered_trade_name", "email", "phone_number", "address")
_PERSON = ("name", "email", "phone_number", "address")


def create_manufacturer(world: World, ask: Ask) -> dict[str, Any]:
    """A manufacturer, in one locale; others come by partial edits."""
    kept = _create(world, seller_of(world, ask).library.manufacturers, ask.body, _MANUFACTURER)
    return {"manufacturer_id": kept.id}


def create_responsible_person(world: World, ask: Ask) -> dict[str, Any]:
    """A responsible person in the European Union."""
    kept = _create(world, seller_of(world, ask).library.persons, ask.body, _PERSON)
    return {"responsible_person_id": kept.id}


def partial_edit_manufacturer(world: World, ask: Ask) -> dict[str, Any]:
    """Change the given fields of one locale's profile; a locale that is new begins with those of the first."""
    known = seller_of(world, ask).library.manufacturers.get(ask.path["manufacturer_id"])
    if known is None:
        raise Refused(MANUFACTURER_UNKNOWN)
    _edit(known, ask.body, _MANUFACTURER)
    return {}


def partial_edit_responsible_person(world: World, ask: Ask) -> dict[str, Any]:
    """The same for a responsible person."""
    known = seller_of(world, ask).library.persons.get(ask.path["responsible_person_id"])
    if known is None:
        raise Refused(PERSON_UNKNOWN)
    _edit(known, ask.body, _PERSON)
    return {}


def search_manufacturers(world: World, ask: Ask) -> dict[str, Any]:
    """Manufacturers by id, name and locale, newest first."""
    rows = seller_of(world, ask).library.manufacturers
    return _search(ask, rows, "manufacturers", ask.body.get("manufacturer_ids"))


def search_responsible_persons(world: World, ask: Ask) -> dict[str, Any]:
    """Responsible persons by id, name and locale, newest first."""
    rows = seller_of(world, ask).library.persons
    return _search(ask, rows, "responsible_persons", ask.body.get("responsible_person_ids"))


def search_products_for_compliance_auditing(world: World, ask: Ask) -> dict[str, Any]:
    """Live listings by brand, category, id, title and seller."""
    body = ask.body
    shops = [ask.shop] if ask.shop is not None else list(world.shops.values())
    found = [
        (shop, product)
        for shop in shops
        for product in shop.products.values()
        if product.status == "ACTIVATE" and _is_meant(shop, product, body)
    ]
    size, start = int(ask.query["page_size"]), offset_of(ask.query.get("page_token", ""), body, PAGE_INVALID)
    return {
        "products": [_audited(world, shop, product) for shop, product in found[start : start + size]],
        "total_count": len(found),
        "next_page_token": offset_token(start + size, body) if start + size < len(found) else "",
    }


def _create(world: World, kept: dict[str, Contact], body: Mapping[str, Any], names: tuple[str, ...]) -> Contact:
    contact = Contact(f"66d3cbe4{world.new_id('94')[3:]}", world.clock.now())
    contact.profiles[body.get("locale", DEFAULT_LOCALE)] = {name: body[name] for name in names if name in body}
    kept[contact.id] = contact
    return contact


def _edit(contact: Contact, body: Mapping[str, Any], names: tuple[str, ...]) -> None:
    first = next(iter(contact.profiles))
    locale = body.get("locale", first)
    profile = contact.profiles.setdefault(locale, dict(contact.profiles[first]))
    profile.update({name: body[name] for name in names if name in body})


def _search(ask: Ask, kept: dict[str, Contact], name: str, ids: list[str] | None) -> dict[str, Any]:
    keyword, locales = ask.body.get("keyword", "").lower(), ask.body.get("locales") or []
    rows = []
    for contact in reversed(kept.values()):
        shown = {locale: one for locale, one in contact.profiles.items() if not locales or locale in locales}
        said = " ".join(f"{one['name']} {one.get('registered_trade_name', '')}" for one in shown.values()).lower()
        if shown and keyword in said and (not ids or contact.id in ids):
            profiles = [{"locale": locale, **one} for locale, one in shown.items()]
            rows.append({"id": contact.id, "regional_profiles": profiles, **profiles[0]})
    size, start = int(ask.query["page_size"]), offset_of(ask.query.get("page_token", ""), ask.body, PAGE_INVALID)
    answer = {
        name: rows[start : start + size],
        "total_count": len(rows),
        "next_page_token": offset_token(start + size, ask.body) if start + size < len(rows) else "",
    }
    return fit(ask.operation, answer)


def _is_meant(shop: Shop, product: Product, body: Mapping[str, Any]) -> bool:
    return (
        (not body.get("brand_ids") or product.brand_id in body["brand_ids"])
        and (
            not body.get("category_ids")
            or any(one.id in body["category_ids"] for one in catalogue().chain(product.category_id))
        )
        and (not body.get("product_ids") or product.id in body["product_ids"])
        and body.get("product_title", "").lower() in product.title.lower()
        and body.get("seller_id", shop.id) == shop.id
        and body.get("seller_name", shop.name) == shop.name
    )


def _audited(world: World, shop: Shop, product: Product) -> dict[str, Any]:
    brand = brand_of(world.sellers[shop.seller_open_id], product.brand_id) or {"id": "", "name": ""}
    return {
        "id": product.id,
        "title": product.title,
        "description": product.description,
        "brand_id": brand["id"],
        "brand_name": brand["name"],
        "categories": [
            {"id": one.id, "parent_id": one.parent_id, "name": one.name, "is_leaf": one.is_leaf, "level": level}
            for level, one in enumerate(catalogue().chain(product.category_id), 1)
        ],
        "country": shop.region,
        "listing_url": f"https://shop.tiktok.com/view/product/{product.id}",
        "main_image_urls": [image_url(world, uri) for uri in product.image_uris],
        "seller_id": shop.id,
        "seller_name": shop.name,
        "variants": [{"id": sku.id} for sku in product.skus],
    }


HANDLERS: dict[str, Handler] = {
    "product.create_manufacturer": create_manufacturer,
    "product.create_responsible_person": create_responsible_person,
    "product.partial_edit_manufacturer": partial_edit_manufacturer,
    "product.partial_edit_responsible_person": partial_edit_responsible_person,
    "product.search_manufacturers": search_manufacturers,
    "product.search_responsible_persons": search_responsible_persons,
    "product.search_products_for_compliance_auditing": search_products_for_compliance_auditing,
}
