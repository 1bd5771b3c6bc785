"""The audit of products: a short virtual time after a submission it passes, fails with reasons, or waits for an approval.

Statuses are those of platform.md section 11.1; what fails an audit stands in `audit_rules.json`. Edits of a live product are
audited beside it: the product stays on sale as it was until they pass.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from shoplatch.simulator.products import families, variants
from shoplatch.simulator.products.catalogue import catalogue
from shoplatch.simulator.products.fields import laid_over, take
from shoplatch.simulator.products.packaging import tell_unusual
from shoplatch.simulator.state.goods import Product
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

AUDIT_S = 20  # virtual seconds between submission and result
PRODUCT_STATUS, PRODUCT_AUDIT = 5, 37
APPROVAL_PENDING = "RESTRICTED_CATEGORY_PENDING"


class Rule(msgspec.Struct, frozen=True):
    """Words that fail an audit, and what the platform says about them."""

    position: str  # title | description
    pattern: str
    reason: str
    suggestion: str
    confidence: str


@cache
def rules() -> tuple[tuple[re.Pattern[str], Rule], ...]:
    """Every rule with its pattern."""
    table = msgspec.json.decode(files(__package__).joinpath("audit_rules.json").read_bytes())["rules"]
    return tuple((re.compile(rule.pattern, re.IGNORECASE), rule) for rule in msgspec.convert(table, list[Rule]))


def findings(product: Product) -> list[dict[str, str]]:
    """What an audit finds wrong with a product: position, reason, suggestion."""
    texts = {"title": product.title, "description": product.description}
    return [
        {"position": rule.position, "reason": rule.reason, "suggestion": rule.suggestion}
        for pattern, rule in rules()
        if pattern.search(texts[rule.position])
    ]


def submit(world: World, shop: Shop, product: Product) -> None:
    """Hand a product in; a later submission replaces this one."""
    product.audit = "AUDITING"
    product.audits += 1
    world.clock.after(AUDIT_S, "product.audited", shop=shop.id, product=product.id, audit=product.audits)


def audited(world: World, payload: dict[str, Any]) -> None:
    """Due: the audit of a submission is over. A submission that a later one replaced changes nothing."""
    shop = world.shops[payload["shop"]]
    product = shop.products.get(payload["product"])
    if product is None or product.audits != payload["audit"] or product.status not in ("PENDING", "ACTIVATE"):
        return
    seen = laid_over(product, product.under_review or {})
    product.update_time = max(product.update_time, world.clock.now())
    found = findings(seen)
    if not found and _waits_for_approval(shop, seen):
        product.audit, product.pre_approved_reasons = "PRE_APPROVED", [APPROVAL_PENDING]
        _tell_audit(world, shop, product)
        return
    product.audit, product.pre_approved_reasons = ("FAILED" if found else "APPROVED"), []
    product.audit_failures = found
    repacked = not product.passed_once or bool({"package_weight", "package_dimensions"} & set(product.under_review or ()))
    if not found:
        take(product, product.under_review or {})
        variants.take_reviewed(world, shop, product)
        product.status = "ACTIVATE"
        product.suspended_reason = ""
    elif product.status == "PENDING":
        product.status = "FAILED"
    product.under_review = None
    variants.drop_reviewed(product)
    _tell_audit(world, shop, product)
    _tell_result(world, shop, product, passed=not found)
    families.follow(world, shop)
    if repacked and not found:
        tell_unusual(world, shop, product)


def approve_category(world: World, shop: Shop, category_id: str) -> int:
    """The platform lets a shop into an invite-only category; how many waiting products go on. Those pass at once."""
    if category_id not in shop.library.granted_categories:
        shop.library.granted_categories.append(category_id)
    waiting = [
        product
        for product in shop.products.values()
        if product.audit == "PRE_APPROVED" and laid_over(product, product.under_review or {}).category_id == category_id
    ]
    for product in waiting:
        audited(world, {"shop": shop.id, "product": product.id, "audit": product.audits})
    return len(waiting)


def _waits_for_approval(shop: Shop, product: Product) -> bool:
    category = catalogue().category(product.category_id)
    invited = product.category_id in shop.library.granted_categories
    return category is not None and category.permission == "INVITE_ONLY" and not invited


def _tell_audit(world: World, shop: Shop, product: Product) -> None:
    told: dict[str, Any] = {"status": product.audit}
    if product.pre_approved_reasons:
        told["pre_approved_reasons"] = list(product.pre_approved_reasons)
    data = {"product_id": int(product.id), "audit": told, "update_time": product.update_time}
    world.tell(PRODUCT_AUDIT, shop, data)


def _tell_result(world: World, shop: Shop, product: Product, *, passed: bool) -> None:
    if passed and product.passed_once:
        return
    product.passed_once = product.passed_once or passed
    tell_status(
        world,
        shop,
        product,
        "PRODUCT_FIRST_PASS_REVIEW" if passed else "PRODUCT_AUDIT_FAILURE",
        "" if passed else product.audit_failures[0]["reason"],
    )


def tell_status(world: World, shop: Shop, product: Product, status: str, reason: str = "") -> None:
    """Webhook 5: PRODUCT_FIRST_PASS_REVIEW, PRODUCT_AUDIT_FAILURE, or PRODUCT_STATUS_CHANGED by the platform."""
    data = {
        "product_id": int(product.id),
        "status": status,
        "suspended_reason": reason,
        "update_time": product.update_time,
    }
    world.tell(PRODUCT_STATUS, shop, data)
