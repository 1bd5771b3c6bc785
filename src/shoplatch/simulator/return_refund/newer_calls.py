"""The operations of the newer after-sales model: requests, parcels that come back, and reviews of both (section 10).

It stands on the same state as the older one: each request here is one return order there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from shoplatch.catalog.reader import error
from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.markets import market
from shoplatch.simulator.orders import cancel_requests
from shoplatch.simulator.orders.reasons import listed, text_of
from shoplatch.simulator.pages import Search, cut
from shoplatch.simulator.return_refund import decisions, views
from shoplatch.simulator.return_refund.calls import either_in
from shoplatch.simulator.return_refund.cancellation_calls import INVALID, ORDER_UNKNOWN, page_size
from shoplatch.simulator.return_refund.decisions import OFFER_LATER, Decision
from shoplatch.simulator.return_refund.once import once
from shoplatch.simulator.state.aftersales import Picture, ReturnOrder
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Cancellation
from shoplatch.simulator.state.world import World

PAGE_SIZE = 20
LINES_MISSING = 25005010
_APPROVE = {
    "REFUND": "APPROVE_REFUND",
    "RETURN_AND_REFUND": "APPROVE_RETURN",
    "REPLACEMENT": "APPROVE_REPLACEMENT",
    "EXCHANGE": "APPROVE_EXCHANGE",
}
_REFUND_INSTEAD = {
    "RETURN_AND_REFUND": "DIRECT_REFUND",
    "REPLACEMENT": "ISSUE_REPLACEMENT_REFUND",
    "EXCHANGE": "ISSUE_EXCHANGE_REFUND",
}
_REJECT = {"REFUND": "REJECT_REFUND", "RETURN_AND_REFUND": "REJECT_RETURN", "REPLACEMENT": "REJECT_REPLACEMENT"}


def search_aftersales_requests(world: World, ask: Ask) -> dict[str, Any]:
    """Requests with the parts that were asked for, oldest first unless told otherwise."""
    filters = ask.body.get("filters") or {}
    wanted = {
        "id": set(filters.get("aftersales_request_ids") or ()),
        "status": set(filters.get("aftersales_request_statuses") or ()),
        "type": set(filters.get("return_types") or ()),
        "order": set(filters.get("main_order_ids") or ()),
        "buyer": set(filters.get("buyer_ids") or ()),
    }

    def keep(one: ReturnOrder) -> bool:
        values = {"id": one.request_id, "status": one.request_status, "type": one.type, "order": one.order_id}
        values["buyer"] = one.buyer_id
        return all(not allowed or values[name] in allowed for name, allowed in wanted.items())

    def show(one: ReturnOrder, fields: set[str]) -> dict[str, Any]:
        return views.request_view(world, ask.own_shop, one, fields)

    return _searched(ask, "aftersales_requests", keep, show)


def search_return_merchandise_authorizations(world: World, ask: Ask) -> dict[str, Any]:
    """Parcels that come back, with the parts that were asked for."""
    filters = ask.body.get("filters") or {}
    wanted = {
        "id": set(filters.get("rma_ids") or ()),
        "package": set(filters.get("package_ids") or ()),
        "status": set(filters.get("statuses") or ()),
        "request": set(filters.get("aftersales_request_ids") or ()),
        "order": set(filters.get("main_order_ids") or ()),
    }

    def keep(one: ReturnOrder) -> bool:
        rma = one.rma
        if rma is None:
            return False
        values = {"id": rma.id, "package": rma.package_id, "status": rma.status, "request": one.request_id}
        values["order"] = one.order_id
        return all(not allowed or values[name] in allowed for name, allowed in wanted.items())

    def show(one: ReturnOrder, fields: set[str]) -> dict[str, Any]:
        return views.rma_view(world, ask.own_shop, one, fields)

    return _searched(ask, "return_merchandise_authorizations", keep, show)


def get_decision_eligibility(world: World, ask: Ask) -> dict[str, Any]:
    """Which decisions the seller may take about a request or cancellation now."""
    shop = ask.own_shop
    found = either_in(world, shop, ask.query["return_or_cancel_id"])
    known = ask.operation.response
    assert known is not None  # the operation has an answer
    rows = known.properties["decisions"].items
    assert rows is not None  # a list of objects
    names = ask.list_of("check_decisions") or [str(name) for name in rows.properties["decision"].enum or ()]
    return {"decisions": [_eligible(shop, found, name) for name in names]}


def get_available_review_decisions(world: World, ask: Ask) -> dict[str, Any]:
    """The same for each unit, with the range of a partial offer."""
    shop = ask.own_shop
    found = either_in(world, shop, ask.query["return_or_cancel_id"])
    names = ask.list_of("check_decisions") or [name for name in decisions.ALL if name != "APPROVE_EXCHANGE"]
    rows = [_eligible(shop, found, name) for name in names]
    if isinstance(found, ReturnOrder):
        for row in rows:
            if row["decision"] in decisions.OFFERS and row["eligible"]:
                row["partial_refund_amount_range"] = _range(shop, found)
    ids = [f"4036{line_id[4:]}" for line_id in found.line_ids] if isinstance(found, Cancellation) else _ids(found)
    return {"line_items": [{"return_line_item_id": line_id, "decisions": rows} for line_id in ids]}


def review_aftersales_requests(world: World, ask: Ask) -> dict[str, Any]:
    """Decide several requests at once; those that fail are named in `errors`, the others are done."""
    errors = []
    for row in ask.body.get("aftersales_request_decisions") or ():
        try:
            once(ask, lambda row=row: _review(world, ask.own_shop, row), key=row.get("idempotency_key") or "")  # type: ignore[misc]
        except Refused as refused:
            fact = error(refused.code)
            text = refused.message or (fact.when if fact else "")
            errors.append({"code": str(refused.code), "message": f"{row['request_id']}: {text}"})
    return {"errors": errors} if errors else {}


def _review(world: World, shop: Shop, row: Mapping[str, Any]) -> None:
    request = _request(shop, row["request_id"], by_rma=row.get("request_id_type") == "RMA")
    parts = row["line_item_decisions"]
    named = {line["return_line_item_id"] for part in parts for line in part["line_items"]}
    if named != set(_ids(request)) or len({part["action"] for part in parts}) != 1:
        # One return order of the older model cannot be decided in two ways.
        raise Refused(LINES_MISSING, "All line items of a request are decided together here")
    decisions.decide(world, shop, request, _decision(shop, request, parts[0]))


def _decision(shop: Shop, request: ReturnOrder, part: Mapping[str, Any]) -> Decision:
    action, reason = part["action"], part.get("reason") or {}
    offer = part.get("alternative_solution_details") or {}
    names = {
        "APPROVE_REQUEST": _APPROVE[request.type],
        "APPROVE_RETURN_PACKAGE": "APPROVE_RECEIVED_PACKAGE",
        "REFUND_INSTEAD": _REFUND_INSTEAD.get(request.type, "APPROVE_REFUND"),
        "REJECT_REQUEST": _REJECT.get(request.type, ""),
        "REJECT_RETURN_PACKAGE": "REJECT_RECEIVED_PACKAGE",
    }
    media = reason.get("media") or {}
    profile = market(shop.region)
    try:
        amount = profile.minor(str(offer["partial_refund_amount"])) if offer.get("partial_refund_amount") else None
    except ValueError as wrong:
        raise Refused(INVALID, str(wrong)) from wrong
    return Decision(
        names.get(action, action),
        amount=amount,
        reason=reason.get("reason_id") or "",
        comment=reason.get("text") or "",
        images=[Picture(media["uri"], 0, 0)] if media.get("uri") else [],
    )


def _request(shop: Shop, wanted: str, *, by_rma: bool) -> ReturnOrder:
    for one in shop.returns.values():
        if wanted == (one.rma.id if by_rma and one.rma is not None else one.request_id):
            return one
    raise Refused(ORDER_UNKNOWN)


def _eligible(shop: Shop, found: Cancellation | ReturnOrder, name: str) -> dict[str, Any]:
    code = _code(shop, found, name)
    row: dict[str, Any] = {"decision": name, "eligible": not code}
    if code:
        fact = error(code)
        row["ineligible_code"], row["ineligible_reason"] = code, fact.when if fact else ""
    elif name.startswith("REJECT") or name == OFFER_LATER:
        names = (
            listed(shop, "cancel", "seller_reject")
            if isinstance(found, Cancellation)
            else decisions.reject_reasons(shop, found, name)
        )
        row["available_reject_reasons"] = [{"name": one, "text": text_of(one)} for one in names]
    return row


def _code(shop: Shop, found: Cancellation | ReturnOrder, name: str) -> int:
    if isinstance(found, ReturnOrder):
        return decisions.refusal(found, name)
    try:
        if name == "APPROVE_REQUEST_CANCEL":
            cancel_requests.check_approve(shop, found)
        elif name == "REJECT_REQUEST_CANCEL":
            cancel_requests.check_reject(shop, found, None)
        else:
            return decisions.TYPE_MISMATCH
    except Refused as refused:
        return refused.code
    return 0


def _range(shop: Shop, request: ReturnOrder) -> dict[str, str]:
    profile = market(shop.region)
    return {"min_amount": profile.text(1), "max_amount": profile.text(request.refund.total), "currency": profile.currency}


def _ids(request: ReturnOrder) -> Sequence[str]:
    return [line.id for line in request.lines]


def _searched(
    ask: Ask,
    name: str,
    keep: Callable[[ReturnOrder], bool],
    show: Callable[[ReturnOrder, set[str]], dict[str, Any]],
) -> dict[str, Any]:
    body = ask.body
    sort, paging = body.get("sort") or {}, body.get("pagination") or {}
    spans = (body.get("filters") or {}).get("time") or {}
    key = "update_time" if sort.get("sort_field") == "UPDATE_TIME" else "create_time"
    other = "create_time" if key == "update_time" else "update_time"
    own, rest = spans.get(key) or {}, spans.get(other) or {}
    low, high = rest.get("min_unix_time_inclusive"), rest.get("max_unix_time_exclusive")

    def kept(one: ReturnOrder) -> bool:
        moment: int = getattr(one, other)
        return keep(one) and (low is None or moment >= low) and (high is None or moment < high)

    page = cut(
        ask.own_shop.returns,
        Search(
            sort_field=key,
            descending=sort.get("sort_order") == "DESC",
            ge=own.get("min_unix_time_inclusive"),
            lt=own.get("max_unix_time_exclusive"),
            keep=kept,
        ),
        size=page_size(paging.get("page_size") or PAGE_SIZE),
        token=paging.get("page_token") or "",
        filters={"filters": body.get("filters") or {}, "fields": body.get("whitelisted_data_fields") or []},
        refusal=INVALID,
    )
    fields = set(body.get("whitelisted_data_fields") or ())
    rows = [show(one, fields) for one in page.things]
    return {name: rows, "total_count": page.total, "next_page_token": page.next_token}


HANDLERS: dict[str, Handler] = {
    "return_refund.search_aftersales_requests": search_aftersales_requests,
    "return_refund.search_return_merchandise_authorizations": search_return_merchandise_authorizations,
    "return_refund.get_decision_eligibility": get_decision_eligibility,
    "return_refund.get_available_review_decisions": get_available_review_decisions,
    "return_refund.review_aftersales_requests": review_aftersales_requests,
}
