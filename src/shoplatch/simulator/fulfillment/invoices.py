"""Brazil's invoices: the NFe of a package is uploaded and processed before the package may be shipped (section 13)."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Any

from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.fulfillment import rules
from shoplatch.simulator.markets import market
from shoplatch.simulator.orders import moves
from shoplatch.simulator.state.dispatch import Invoice
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Package
from shoplatch.simulator.state.world import World

INVOICE_STATUS_CHANGE = 36
REQUIRED, REQUIRED_ALL, NOT_SUCCESSFUL = 21004006, 21004019, 21004020
ROW_WRONG = 10007014  # the code the official example of a refused row has
PROCESSING_S = 30
FILE_MAX = 2 * 1024 * 1024
INVOICES_MAX = 100
_KEY = re.compile(r"""<chNFe>\s*(\d{44})\s*</chNFe>|<infNFe\b[^>]*\bId=["']NFe(\d{44})["']""")
_STATE = re.compile(r"<cStat>\s*(\d{3})\s*</cStat>")
_AUTHORIZED = ("100", "150")


def upload_invoice(world: World, ask: Ask) -> dict[str, Any]:
    """Takes XML files in base64, one for each package; how their processing ends is told by webhook 36."""
    shop, errors = ask.own_shop, []
    if not market(shop.region).rules.invoice_before_shipping:
        raise Refused(rules.NOT_IN_REGION)
    rows = ask.body.get("invoices") or []
    if not 0 < len(rows) <= INVOICES_MAX:
        raise Refused(rules.INVALID_PARAMETERS, f"1 to {INVOICES_MAX} invoices are needed")
    for row in rows:
        try:
            _take(world, shop, row["package_id"], list(row["order_ids"]), row["file"])
        except Refused as refused:
            detail = {"package_id": row["package_id"], "order_ids": list(row["order_ids"])}
            errors.append({"code": refused.code, "message": refused.message or "", "detail": detail})
    return {"errors": errors} if errors else {}


def check_invoice(shop: Shop, package: Package) -> None:
    """Whether the package may be shipped as far as invoices go.

    Raises:
        Refused: the market wants an invoice that is missing, does not cover all orders, or was not accepted.
    """
    if not market(shop.region).rules.invoice_before_shipping:
        return
    invoice = shop.dispatch.invoices.get(package.id)
    if invoice is None:
        raise Refused(REQUIRED)
    if set(invoice.order_ids) != set(package.order_ids):
        raise Refused(REQUIRED_ALL)
    if invoice.status != "SUCCESS":
        raise Refused(NOT_SUCCESSFUL)


def processed(world: World, payload: dict[str, Any]) -> None:
    """Due: the tax office has answered."""
    shop = world.shops[payload["shop"]]
    invoice = shop.dispatch.invoices.get(payload["package"])
    if invoice is not None and invoice.status == "PROCESSING" and invoice.upload_time == payload["upload_time"]:
        invoice.status = "SUCCESS" if invoice.outcome == "SUCCESS" else "INVALID"
        invoice.invalid_reason = "" if invoice.outcome == "SUCCESS" else invoice.outcome
        _changed(world, shop, invoice)


def _take(world: World, shop: Shop, package_id: str, order_ids: list[str], encoded: str) -> None:
    package = rules.package_of(shop, package_id)
    rules.check_package_waiting(shop, package)
    if not order_ids or not set(order_ids) <= set(package.order_ids):
        raise Refused(ROW_WRONG, "An order is not in the package")
    held = shop.dispatch.invoices.get(package_id)
    if held is not None and held.status in ("PROCESSING", "SUCCESS") and set(held.order_ids) == set(package.order_ids):
        raise Refused(ROW_WRONG, "The invoice already exists in the upload. Please try again later")
    text = _xml(encoded)
    found = _KEY.search(text)
    key = (found[1] or found[2]) if found else ""
    now = world.clock.now()
    invoice = Invoice(package_id, order_ids, key, "PROCESSING", now, outcome=_outcome(shop, package_id, text, key))
    shop.dispatch.invoices[package_id] = invoice
    world.shelved.keep(f"files/invoice-{package_id}", text.encode())
    world.clock.after(PROCESSING_S, "invoice.processed", shop=shop.id, package=package_id, upload_time=now)
    _changed(world, shop, invoice)


def _xml(encoded: str) -> str:
    try:
        content = base64.b64decode(encoded, validate=True)
        text = content.decode("utf-8-sig")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        raise Refused(ROW_WRONG, "The file is not XML in base64") from None
    if len(content) > FILE_MAX or not text.lstrip().startswith("<"):
        raise Refused(ROW_WRONG, "The file is not XML, or too large")
    return text


def _outcome(shop: Shop, package_id: str, text: str, key: str) -> str:
    """What the tax office will say: SUCCESS, or the reason why the invoice is invalid."""
    if not key:
        return "NOT_FOUND"
    others = (one for one in shop.dispatch.invoices.values() if one.package_id != package_id)
    if any(one.access_key == key for one in others):
        return "ACCESS_KEY_DUPLICATE"
    state = _STATE.search(text)
    return "NOT_AUTHORIZED" if state and state[1] not in _AUTHORIZED else "SUCCESS"


def _changed(world: World, shop: Shop, invoice: Invoice) -> None:
    for order_id in invoice.order_ids:
        moves.touch(world, shop, shop.orders[order_id])
    data = {"package_id": invoice.package_id, "order_ids": list(invoice.order_ids), "invoice_status": invoice.status}
    if invoice.invalid_reason:
        data["invalid_reason"] = invoice.invalid_reason
    world.tell(INVOICE_STATUS_CHANGE, shop, data)


HANDLERS: dict[str, Handler] = {"fulfillment.upload_invoice": upload_invoice}
