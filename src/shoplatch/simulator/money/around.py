"""What the finance family tells beside settlement: the seller's tax registration, and the account of a trade-in supplier."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from shoplatch.errors import InvalidRequest
from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.markets import minor_units
from shoplatch.simulator.money.paying import amount_text, decimals
from shoplatch.simulator.pages import offset_of, offset_token
from shoplatch.simulator.state.parties import Seller, Shop
from shoplatch.simulator.state.world import World

INVALID = 36009004
FLOWS = {"RECHARGE": "IN", "REVERSE": "IN", "WITHDRAW": "OUT"}  # type of a flow -> its direction
AUDITS = ("PENDING_AUDIT", "UNDER_AUDIT", "APPROVED", "REJECTED")
_KINDS = {"GB": "VAT", "MX": "TIN", "US": "TIN"}
_PAGE_MAX = 100


def get_tax_information(world: World, ask: Ask) -> dict[str, Any]:
    """What the seller registered with the tax office and what became of it."""
    shop = ask.own_shop
    own, seller = shop.purse.tax, world.sellers[shop.seller_open_id]
    place = next(iter(shop.warehouses.values()), None)
    audit, number = own.get("audit", "APPROVED"), own.get("tax_number", f"{shop.region}{shop.id[-9:]}")
    entity = {
        "business_name": own.get("business_name", seller.name),
        "address": place.address.line1 if place is not None else "",
        "postal_code": place.address.postal_code if place is not None else "",
        "branch_number": "1",
        "fiscal_regime": "General Law Legal Persons",
        "organization_level": "HEADQUARTER",
    }
    reasons = [own.get("rejection_reason", "INVALID_RFC")] if audit == "REJECTED" else []
    row = {
        "type": _KINDS.get(shop.region, "REGISTRATION_NUMBER"),
        "tax_number": number,
        "registration_status": "REGISTERED" if audit == "APPROVED" else "NOT_REGISTERED",
        "tax_form_audit_status": audit,
        "recent_audit": {"status": audit, "tax_number": number, "rejection_reasons": reasons},
    }
    status = {"is_tax_number_submitted": True, "is_tax_infomation_complete": audit == "APPROVED"}
    return {"tax_information": {"business_entity": entity, "overall_status": status, "tax_numbers": [row]}}


def get_account_balance(world: World, ask: Ask) -> dict[str, Any]:
    """What lies in the trade-in account in one currency."""
    currency = ask.query["currency"]
    if currency not in decimals():
        raise Refused(INVALID, f"Invalid request parameter. 'currency' {currency} is not supported.")
    held = sum(
        flow["amount"] if flow["direction"] == "IN" else -flow["amount"]
        for flow in _account(world, ask).trade_in
        if flow["currency"] == currency
    )
    return {"available_balance": {"amount": amount_text(held, currency), "currency": currency}}


def get_account_transactions(world: World, ask: Ask) -> dict[str, Any]:
    """The flows of the trade-in account, the newest first."""
    query = ask.query
    low, high = _moment(query.get("start_time")), _moment(query.get("end_time"))
    found = [
        flow
        for flow in reversed(_account(world, ask).trade_in)
        if query.get("flow_type") in (None, flow["type"])
        and (low is None or flow["at"] >= low)
        and (high is None or flow["at"] < high)
    ]
    size = int(query["page_size"])
    if not 1 <= size <= _PAGE_MAX:
        raise Refused(INVALID, f"Invalid request parameter. 'page_size' lies between 1 and {_PAGE_MAX}.")
    filters = {name: value for name, value in query.items() if name not in ("page_token", "page_size")}
    began = offset_of(query.get("page_token", ""), filters, INVALID)
    ended = began + size
    more = ended < len(found)
    return {
        "flows": [_flow_view(flow) for flow in found[began:ended]],
        "has_more": more,
        "next_page_token": offset_token(ended, filters) if more else "",
        "total_count": len(found),
    }


def book_flow(world: World, seller: Seller, kind: str, amount: str, currency: str) -> dict[str, Any]:
    """Something goes into the trade-in account or out of it.

    Raises:
        InvalidRequest: no such kind or currency, not an amount, or more than there is.
    """
    if kind not in FLOWS or currency not in decimals():
        raise InvalidRequest(f"A flow is one of {', '.join(FLOWS)} in a currency of a market, not {kind} in {currency}")
    try:
        minor = minor_units(amount, decimals()[currency])
    except ValueError as wrong:
        raise InvalidRequest(str(wrong)) from wrong
    sent = seller.trade_in[::-1]
    flow = {
        "id": world.new_id("3461"),
        "type": kind,
        "direction": FLOWS[kind],
        "amount": minor,
        "currency": currency,
        "at": world.clock.now(),
        "of_id": next((one["id"] for one in sent if one["type"] == "WITHDRAW"), "") if kind == "REVERSE" else "",
    }
    held = sum(one["amount"] if one["direction"] == "IN" else -one["amount"] for one in sent if one["currency"] == currency)
    if flow["direction"] == "OUT" and minor > held:
        raise InvalidRequest(f"The trade-in account holds {amount_text(held, currency)} {currency}")
    seller.trade_in.append(flow)
    return _flow_view(flow)


def register_tax(shop: Shop, *, tax_number: str, audit: str, reason: str, business_name: str) -> dict[str, Any]:
    """What the seller hands in to the tax office, and the answer.

    Raises:
        InvalidRequest: there is no such answer.
    """
    if audit and audit not in AUDITS:
        raise InvalidRequest(f"{audit!r} is not an answer", next_step=f"Answers: {', '.join(AUDITS)}.")
    told = {"tax_number": tax_number, "audit": audit, "rejection_reason": reason, "business_name": business_name}
    shop.purse.tax |= {name: value for name, value in told.items() if value}
    return dict(shop.purse.tax)


def _account(world: World, ask: Ask) -> Seller:
    return world.sellers[ask.grant.seller_open_id]


def _flow_view(flow: dict[str, Any]) -> dict[str, Any]:
    view = {
        "transaction_id": flow["id"],
        "reference_id": f"TI{flow['id'][-10:]}",
        "type": flow["type"],
        "direction": flow["direction"],
        "amount": {"amount": amount_text(flow["amount"], flow["currency"]), "currency": flow["currency"]},
        "create_time": datetime.fromtimestamp(flow["at"], UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    if flow["of_id"]:
        view["origin_transaction_id"] = flow["of_id"]
    return view


def _moment(text: str | None) -> int | None:
    if not text:
        return None
    try:
        given = datetime.fromisoformat(text)
    except ValueError as wrong:
        raise Refused(INVALID, "Invalid request parameter. A time is written as 2026-01-31T00:00:00Z.") from wrong
    return int((given if given.tzinfo else given.replace(tzinfo=UTC)).timestamp())


HANDLERS: dict[str, Handler] = {
    "finance.get_tax_information": get_tax_information,
    "finance.get_trade_in_supplier_account_balance": get_account_balance,
    "finance.get_trade_in_account_transactions": get_account_transactions,
}
