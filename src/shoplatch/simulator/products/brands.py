"""The brand operations: the platform's brands, the seller's own, and which one a title names (platform.md section 11.3)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.pages import offset_of, offset_token
from shoplatch.simulator.products.catalogue import catalogue
from shoplatch.simulator.products.owner import seller_of
from shoplatch.simulator.state.listing import CustomBrand
from shoplatch.simulator.state.parties import Seller
from shoplatch.simulator.state.world import World

PER_DAY, IN_ALL = 50, 1_000
NAME_SHORT, NAME_LONG, NAME_FORM, NAME_EXISTS, DAY_FULL, ALL_FULL = (
    12052189,
    12052190,
    12052191,
    12052205,
    12052202,
    12052203,
)
PAGE_INVALID, TITLE_MISSING = 12052910, 12052261


def get_brands(world: World, ask: Ask) -> dict[str, Any]:
    """Brands by name and authorization, the seller's own last."""
    name, authorized = ask.query.get("brand_name", "").lower(), ask.query.get("is_authorized")
    rows = [
        row
        for row in _every(seller_of(world, ask))
        if name in row["name"].lower()
        and (authorized is None or (row["authorized_status"] == "AUTHORIZED") == (authorized == "true"))
    ]
    filters = {"brand_name": name, "is_authorized": authorized}
    start, size = offset_of(ask.query.get("page_token", ""), filters, PAGE_INVALID), int(ask.query["page_size"])
    token = offset_token(start + size, filters) if start + size < len(rows) else ""
    return {"brands": rows[start : start + size], "total_count": len(rows), "next_page_token": token}


def create_custom_brands(world: World, ask: Ask) -> dict[str, Any]:
    """A brand of the seller's own: 2 to 30 characters, 50 a day, 1,000 in all."""
    seller, name, now = seller_of(world, ask), ask.body["name"].strip(), world.clock.now()
    if len(name) < 2:
        raise Refused(NAME_SHORT)
    if len(name) > 30:
        raise Refused(NAME_LONG)
    if not all(letter.isprintable() and ord(letter) < 0x2E80 for letter in name):
        raise Refused(NAME_FORM)
    if any(row["name"].lower() == name.lower() for row in _every(seller)):
        raise Refused(NAME_EXISTS)
    own = seller.library.brands
    today = datetime.fromtimestamp(now, UTC).date()
    if sum(datetime.fromtimestamp(one.create_time, UTC).date() == today for one in own.values()) >= PER_DAY:
        raise Refused(DAY_FULL)
    if len(own) >= IN_ALL:
        raise Refused(ALL_FULL)
    brand = CustomBrand(world.new_id("7082"), name, now)
    own[brand.id] = brand
    return {"id": brand.id}


def recommend_brand(world: World, ask: Ask) -> dict[str, Any]:
    """The brand whose name stands in the title; "No Brand" when none does."""
    found = _named(seller_of(world, ask), str(ask.body.get("product_title", "")))
    return {"brand": {"id": found[0]["id"], "name": found[0]["name"]}}


def suggest_brands(world: World, ask: Ask) -> dict[str, Any]:
    """Every brand whose name stands in the title, with its authorization."""
    rows = _named(seller_of(world, ask), ask.body["product_title"])
    return {
        "brands": [
            {"id": row["id"], "name": row["name"], "is_authorized": row["authorized_status"] == "AUTHORIZED"} for row in rows
        ]
    }


def _named(seller: Seller, title: str) -> list[dict[str, Any]]:
    if not title.strip():
        raise Refused(TITLE_MISSING)
    rows = _every(seller)
    return [row for row in rows if row["name"].lower() in title.lower()] or [
        row for row in rows if row["name"] == "No Brand"
    ]


def _every(seller: Seller) -> list[dict[str, Any]]:
    platform = [
        {
            "id": brand.id,
            "name": brand.name,
            "authorized_status": "AUTHORIZED" if brand.authorized else "UNAUTHORIEZD",  # the platform's spelling
            "brand_status": "AVAILABLE",
            "is_t1_brand": False,
        }
        for brand in catalogue().brands
    ]
    own = [
        {
            "id": brand.id,
            "name": brand.name,
            "authorized_status": "AUTHORIZED",
            "brand_status": "AVAILABLE",
            "is_t1_brand": False,
        }
        for brand in seller.library.brands.values()
    ]
    return platform + own


HANDLERS: dict[str, Handler] = {
    "product.get_brands": get_brands,
    "product.create_custom_brands": create_custom_brands,
    "product.recommend_brand": recommend_brand,
    "product.suggest_brands": suggest_brands,
}
