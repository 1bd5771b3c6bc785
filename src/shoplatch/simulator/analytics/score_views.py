"""Problems behind the Shop Performance Score in the words of their metric; the products and carriers behind most of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from shoplatch.simulator.analytics.score_cases import Case, due_of, handled
from shoplatch.simulator.orders.reasons import text_of
from shoplatch.simulator.products.views import image_url
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Line
from shoplatch.simulator.state.world import World

TOPS_MAX = 10  # no number is documented
_HOUR_S = 3_600


def _negative(case: Case) -> list[dict[str, Any]]:
    return [{**row, "user_review_rating": case.stars} for row in _bought(case)]


def _came_back(case: Case) -> list[dict[str, Any]]:
    back = {line.order_line_id for line in case.request.lines} if case.request is not None else set()
    return [{**row, "return_refund_reason": case.why} for row in _bought(case, back)]


def _cancelled(case: Case) -> list[dict[str, Any]]:
    return [
        {**{name: part for name, part in row.items() if name != "deliver_time"}, "cancellation_reasons": [case.why]}
        for row in _bought(case)
    ]


def _late(case: Case) -> list[dict[str, Any]]:
    assert case.order is not None  # deliveries are of orders
    times = {"actual_deliver_time": case.order.delivery_time, "expect_deliver_time": due_of(case.order)}
    return [{name: row[name] for name in ("order_id", "sku_id", "product_name")} | times for row in _bought(case)]


def _slow(case: Case) -> list[dict[str, Any]]:
    request = case.request
    assert request is not None  # answers are to requests
    approved, looked = handled(request)
    return [
        {
            "order_id": request.order_id,
            "return_order_id": request.id,
            "aftersales_type_name": text_of(request.type.lower()),
            "approve_duration_hours": f"{approved:.2f}",
            "inspect_duration_hours": f"{looked:.2f}",
            "total_handle_duration_hours": f"{approved + looked:.2f}",
            "review_count": sum(record.role == "SELLER" for record in request.records),
        }
    ]


def _unhappy(case: Case) -> list[dict[str, Any]]:
    assert case.chat is not None  # ratings are of chats
    conversation, session = case.chat
    lasted = max(0, session.end_time - session.begin_time) / _HOUR_S if session.end_time else 0.0
    answered = session.asked_at + session.first_response_s if session.first_response_s is not None else 0
    return [
        {
            "chat_record_id": session.id,
            "customer_name": conversation.nickname,
            "customer_rating": session.satisfaction_score,
            "chat_duration_hours": f"{lasted:.2f}",
            "first_reply_time": answered,
            "rating_reasons": [case.why] if case.why else [],
            "service_agent": "",
        }
    ]


PROBLEMS: dict[str, tuple[str, Callable[[Case], list[dict[str, Any]]]]] = {
    "NRR": ("nrr_problem_order_items", _negative),
    "NBFR": ("nbfr_problem_order_items", _came_back),
    "SFCR": ("sfcr_problem_order_items", _cancelled),
    "OTDR": ("otdr_problem_order_items", _late),
    "AHT": ("aht_problem_order_items", _slow),
    "IM_DSAT": ("im_dsat_chat_items", _unhappy),
}


def _disliked(world: World, shop: Shop, found: Sequence[Case]) -> list[dict[str, Any]]:
    delivered = Counter(product_id for case in found for product_id in _products(case))
    rows = []
    for product_id, bad in _by_product(found):
        row = {**_named(world, shop, product_id), "delivered_order_count": delivered[product_id]}
        rows.append({**row, "negative_order_count": len(bad), "top_review_reasons": _most(bad)})
    return rows


def _returned(world: World, shop: Shop, found: Sequence[Case]) -> list[dict[str, Any]]:
    rows = []
    for product_id, bad in _by_product(found):
        most = Counter(case.why for case in bad).most_common(1)
        row = {**_named(world, shop, product_id), "return_order_count": len(bad), "top_return_reasons": _most(bad)}
        rows.append({**row, "top_reason_order_count": most[0][1]})
    return rows


def _carried(_world: World, _shop: Shop, found: Sequence[Case]) -> list[dict[str, Any]]:
    whole, on_time = Counter(case.carrier for case in found), Counter(case.carrier for case in found if not case.bad)
    return [
        {
            "logistics_provider": carrier,
            "delivered_order_count": count,
            "on_time_deliver_order_count": on_time[carrier],
            "on_time_deliver_rate": f"{100 * on_time[carrier] / count:.2f}",
        }
        for carrier, count in sorted(whole.items(), key=lambda row: (on_time[row[0]] / row[1], -row[1], row[0]))[:TOPS_MAX]
    ]


def _handled(world: World, shop: Shop, found: Sequence[Case]) -> list[dict[str, Any]]:
    rows = []
    for product_id, some in _by_product(found, bad=False):
        kind, count = min(Counter(case.why for case in some).items(), key=lambda row: (-row[1], row[0]))
        mean = sum(case.amount for case in some) / len(some)
        row = {**_named(world, shop, product_id), "return_order_count": len(some), "handle_duration_hours": f"{mean:.2f}"}
        rows.append({**row, "top_aftersales_type_name": text_of(kind.lower()), "top_type_order_count": count})
    return rows


TOPS: dict[str, tuple[str, Callable[[World, Shop, Sequence[Case]], list[dict[str, Any]]]]] = {
    "NRR": ("nrr_top_product_items", _disliked),
    "NBFR": ("nbfr_top_product_items", _returned),
    "OTDR": ("otdr_logistics_items", _carried),
    "AHT": ("aht_aftersales_type_items", _handled),
}


def _by_product(found: Sequence[Case], *, bad: bool = True) -> list[tuple[str, list[Case]]]:
    """The cases of each product, most first."""
    groups: dict[str, list[Case]] = defaultdict(list)
    for case in found:
        for product_id in _products(case) if case.bad or not bad else ():
            groups[product_id].append(case)
    return sorted(groups.items(), key=lambda row: (-len(row[1]), row[0]))[:TOPS_MAX]


def _products(case: Case) -> list[str]:
    return list(dict.fromkeys(line.product_id for line in _lines(case)))


def _lines(case: Case) -> list[Line]:
    if case.order is None:
        return []
    back = {line.order_line_id for line in case.request.lines} if case.request is not None else set()
    return [line for line in case.order.lines if not back or line.id in back]


def _bought(case: Case, line_ids: set[str] | None = None) -> list[dict[str, Any]]:
    """A row for each SKU of the order, or of some lines of it."""
    order = case.order
    assert order is not None  # problems of orders
    skus = {line.sku_id: line for line in order.lines if not line_ids or line.id in line_ids}
    return [
        {
            "order_id": order.id,
            "sku_id": line.sku_id,
            "product_id": line.product_id,
            "product_name": line.product_name,
            "order_create_time": order.create_time,
            "deliver_time": order.delivery_time,
        }
        for line in skus.values()
    ]


def _named(world: World, shop: Shop, product_id: str) -> dict[str, str]:
    product = shop.products.get(product_id)
    uri = product.image_uris[0] if product is not None and product.image_uris else ""
    return {
        "product_id": product_id,
        "product_name": product.title if product is not None else "",
        "image_url": image_url(world, uri),
    }


def _most(bad: Sequence[Case]) -> list[str]:
    return [why for why, _ in Counter(case.why for case in bad if case.why).most_common(3)]
