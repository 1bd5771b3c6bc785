"""Medicines: pharmacies of warehouses, products that need a prescription, and the prescriptions of their orders."""

from __future__ import annotations

from typing import Any

from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.pages import offset_of, offset_token
from shoplatch.simulator.state.around import Pharmacy
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Order
from shoplatch.simulator.state.world import World

ROW_WRONG = "99999123"  # the code of the official example
PRODUCT_UNKNOWN, NOT_OWNER, ACTION_NOT_ALLOWED, WRONG = 12052048, 21008111, 21011003, 36009004
PAGE_SIZE = 50
_PROVIDER = "DK0001"
_CONSULTATION = "7660"  # what the id of a consultation begins with; the rest is its order's


def update_pharmacies(_world: World, ask: Ask) -> dict[str, Any]:
    """Licences and pharmacists of warehouses, each replaced whole."""
    shop, errors = ask.own_shop, []
    for row in ask.body.get("pharmacies") or ():
        warehouse_id = row.get("warehouse_id") or ""
        if warehouse_id in shop.warehouses and row.get("license_number"):
            fields = {name: value for name, value in row.items() if name != "warehouse_id"}
            shop.around.pharmacies[warehouse_id] = Pharmacy(warehouse_id, fields)
        else:
            message = "The warehouse is unknown, or license_number is missing"
            errors.append({"code": ROW_WRONG, "message": message, "detail": {"warehouse_id": warehouse_id}})
    return {"errors": errors} if errors else {}


def get_pharmacies(_world: World, ask: Ask) -> dict[str, Any]:
    """The pharmacies of the shop, in the order they were first named."""
    rows = [{"warehouse_id": one.warehouse_id, **one.fields} for one in ask.own_shop.around.pharmacies.values()]
    start, size = offset_of(ask.query.get("page_token", ""), {}, WRONG), int(ask.query.get("page_size") or PAGE_SIZE)
    token = offset_token(start + size, {}) if start + size < len(rows) else ""
    return {"pharmacies": rows[start : start + size], "total_count": len(rows), "next_page_token": token}


def update_prescription_requirement(_world: World, ask: Ask) -> dict[str, Any]:
    """Whether a product may be sold on prescription only."""
    shop, product_id = ask.own_shop, ask.path["product_id"]
    product = shop.products.get(product_id)
    if product is None or product.status == "DELETED":
        raise Refused(PRODUCT_UNKNOWN)
    told = ask.body.get("prescription_requirement") or {}
    shop.around.prescription_products[product_id] = bool(told.get("needs_prescription"))
    return {}


def update_prescription_status(_world: World, ask: Ask) -> dict[str, Any]:
    """The pharmacist has looked at the prescription of an order; an approved one stays approved."""
    shop, status = ask.own_shop, ask.body.get("prescription_status") or ""
    order = shop.orders.get(ask.path["order_id"])
    if order is None:
        raise Refused(NOT_OWNER)
    held = shop.around.prescriptions.get(order.id) or {}
    if not consultation_id(shop, order) or order.status == "CANCELLED" or held.get("status") == "APPROVED" != status:
        raise Refused(ACTION_NOT_ALLOWED)
    reason = ask.body.get("rejection_reason") or ""
    if not status or (status != "APPROVED" and not reason):
        raise Refused(WRONG, "Missing required field. 'rejection_reason' is required where a prescription is not approved.")
    shop.around.prescriptions[order.id] = {"status": status, "reason": reason}
    return {}


def get_consultation_provider(_world: World, ask: Ask) -> dict[str, Any]:
    """Who the buyer of a medicine talked to."""
    shop, wanted = ask.own_shop, ask.path["consultation_id"]
    order = shop.orders.get(f"5765{wanted.removeprefix(_CONSULTATION)}") if wanted.startswith(_CONSULTATION) else None
    if order is None or consultation_id(shop, order) != wanted:
        raise Refused(NOT_OWNER)
    return {"consultation_provider": {"id": _PROVIDER}}


def consultation_id(shop: Shop, order: Order) -> str:
    """The number of the consultation of an order with medicines; "" for other orders."""
    needs = shop.around.prescription_products
    if not needs or not any(needs.get(line.product_id) for line in order.lines):
        return ""
    return f"{_CONSULTATION}{order.id[4:]}"


HANDLERS: dict[str, Handler] = {
    "epharmacy.update_pharmacies": update_pharmacies,
    "epharmacy.get_pharmacies": get_pharmacies,
    "epharmacy.update_prescription_requirement": update_prescription_requirement,
    "epharmacy.update_prescription_status": update_prescription_status,
    "epharmacy.get_consultation_provider": get_consultation_provider,
}
