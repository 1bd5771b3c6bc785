"""The after-sales levers of the control: what buyers, carriers and the platform's staff do about cancellations and requests.

What sellers do goes through the API. Plain values in, plain values out, as for the rest of the desk.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

import msgspec

from shoplatch.errors import InvalidRequest, NotFound
from shoplatch.simulator import return_refund
from shoplatch.simulator.backoffice import shop_of
from shoplatch.simulator.orders import cancel_requests
from shoplatch.simulator.return_refund import Wanted
from shoplatch.simulator.return_refund.eligibility import KINDS, line_code, reason_names
from shoplatch.simulator.state.aftersales import ReturnOrder
from shoplatch.simulator.state.books import Book
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Cancellation, Order
from shoplatch.simulator.state.world import World

LISTED_MAX = 1_000
CANCELLATION_ACTIONS = ("withdraw",)


class Complaint(msgspec.Struct, forbid_unknown_fields=True):
    """What a buyer asks for."""

    order_id: str
    type: str = "REFUND"  # REFUND, RETURN_AND_REFUND, REPLACEMENT, EXCHANGE
    line_ids: list[str] = []  # none named: every unit that is free
    reason: str = ""  # a name of the market's list; the first one unless said
    shipment_type: str = "PLATFORM"  # or BUYER_ARRANGE, of a return
    wanted_sku_id: str = ""  # of an exchange
    role: str = "BUYER"  # or OPERATOR: the platform's staff refund at once


def complain(world: World, wanted: Complaint) -> dict[str, Any]:
    """A buyer asks for a refund, a return, a replacement or an exchange. Raises Refused as the platform would."""
    shop, order = _order(world, wanted.order_id)
    if wanted.type not in KINDS:
        raise InvalidRequest(f"{wanted.type!r} is not a type", next_step=f"Types: {', '.join(KINDS)}.")
    if wanted.shipment_type not in ("PLATFORM", "BUYER_ARRANGE"):
        raise InvalidRequest("shipment_type is PLATFORM or BUYER_ARRANGE")
    if wanted.role not in ("BUYER", "OPERATOR"):
        raise InvalidRequest("role is BUYER or OPERATOR; sellers call the API")
    known = {line.id: line for line in order.lines}
    unknown = [line_id for line_id in wanted.line_ids if line_id not in known]
    if unknown:
        raise NotFound(f"Order {order.id} has no line item {unknown[0]}")
    names = reason_names(shop, wanted.type, wanted.role, order.status, world.switches)
    made = return_refund.open_request(
        world,
        shop,
        order,
        Wanted(
            kind=wanted.type,
            role=wanted.role,
            reason=wanted.reason or (names[0] if names else ""),
            lines=[known[one] for one in wanted.line_ids] or [line for line in order.lines if not line_code(line)],
            shipment_type=wanted.shipment_type if wanted.type == "RETURN_AND_REFUND" else "",
            wanted_sku_id=wanted.wanted_sku_id,
        ),
    )
    return _request_told(shop, made)


def requests(world: World, *, shop_id: str | None, status: str | None, limit: int) -> dict[str, Any]:
    """The newest requests of one shop or of all."""
    rows = [_request_told(shop, one) for shop, one in _newest(world, "returns", shop_id, status, limit)]
    return {"returns": rows, "by_status": _counted(shop.returns for shop in world.shops.values())}


def act_on_request(world: World, return_id: str, action: str) -> dict[str, Any]:
    """Push one request: the deeds of buyers, carriers, time and the platform's staff."""
    for shop in world.shops.values():
        request = shop.returns.get(return_id)
        if request is not None:
            return_refund.act(world, shop, request, action)
            return _request_told(shop, request)
    raise NotFound(f"There is no request {return_id}", next_step="GET /_sim/returns lists the newest.")


def cancellations(world: World, *, shop_id: str | None, status: str | None, limit: int) -> dict[str, Any]:
    """The newest cancellations of one shop or of all."""
    rows = [_cancellation_told(shop, one) for shop, one in _newest(world, "cancellations", shop_id, status, limit)]
    return {"cancellations": rows, "by_status": _counted(shop.cancellations for shop in world.shops.values())}


def act_on_cancellation(world: World, cancel_id: str, action: str) -> dict[str, Any]:
    """The buyer withdraws a cancellation request; asking for one is an action of the order."""
    if action not in CANCELLATION_ACTIONS:
        raise InvalidRequest(f"{action!r} is not an action", next_step=f"Actions: {', '.join(CANCELLATION_ACTIONS)}.")
    for shop in world.shops.values():
        record = shop.cancellations.get(cancel_id)
        if record is not None:
            cancel_requests.withdraw(world, shop, record)
            return _cancellation_told(shop, record)
    raise NotFound(f"There is no cancellation {cancel_id}", next_step="GET /_sim/cancellations lists the newest.")


def _order(world: World, order_id: str) -> tuple[Shop, Order]:
    for shop in world.shops.values():
        order = shop.orders.thaw(order_id)
        if order is not None:
            return shop, order
    raise NotFound(f"There is no order {order_id}", next_step="GET /_sim/orders lists the newest.")


def _newest(world: World, name: str, shop_id: str | None, status: str | None, limit: int) -> list[tuple[Shop, Any]]:
    found = []
    most = max(0, min(limit, LISTED_MAX))
    for shop in [shop_of(world, shop_id)] if shop_id else world.shops.values():
        book: Book[Any] = getattr(shop, name)
        things = (book[mark[1]] for mark in book.marks("create_time", None, None, descending=True, status=status))
        found += [(shop, thing) for thing in islice(things, most)]
    found.sort(key=lambda row: (row[1].create_time, row[1].id), reverse=True)
    return found[:most]


def _counted(books: Iterable[Book[Any]]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for book in books:
        for status, count in book.by_status().items():
            counts[status] = counts.get(status, 0) + count
    return dict(sorted(counts.items()))


def _request_told(shop: Shop, request: ReturnOrder) -> dict[str, Any]:
    return {
        "return_id": request.id,
        "order_id": request.order_id,
        "shop_id": shop.id,
        "type": request.type,
        "status": request.status,
        "arbitration": request.arbitration,
        "next_action": request.next_action,
        "deadline": request.deadline,
        "create_time": request.create_time,
    }


def _cancellation_told(shop: Shop, record: Cancellation) -> dict[str, Any]:
    return {
        "cancel_id": record.id,
        "order_id": record.order_id,
        "shop_id": shop.id,
        "type": record.type,
        "role": record.role,
        "status": record.status,
        "deadline": record.deadline,
        "create_time": record.create_time,
    }
