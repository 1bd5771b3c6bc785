"""What the Shop Performance Score counts: each delivered order, cancellation, request and rated chat; and which are bad.

Counted from the world's own orders, reviews, requests and chats; those of a long past are left out. Which day a case belongs
to is the moment that decides it: the delivery, the payment, the seller's answer, the end of the chat. Definitions follow the
names of the metrics; no page at hand writes them out (confidence: inferred). Nothing here knows a score.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec

from shoplatch.simulator.orders.reasons import text_of
from shoplatch.simulator.return_refund.return_fees import fault_of
from shoplatch.simulator.state.aftersales import ReturnOrder
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Order
from shoplatch.simulator.state.talks import Conversation, Session

NEGATIVE = 2  # stars or points, and fewer
_HOUR_S, _DAY_S = 3_600, 86_400


class Metric(msgspec.Struct, frozen=True):
    """One metric of `scores.json`."""

    code: str
    name: str
    dimension: str
    unit: str
    excellent: float
    poor: float
    counted: str
    among: str


class Step(msgspec.Struct, frozen=True, rename={"name": "tier", "since": "from"}):
    """A tier and the score it begins at."""

    name: str
    since: float


class Benefit(msgspec.Struct, frozen=True, rename={"since": "from"}):
    """What a score unlocks."""

    name: str
    since: float


class Dimension(msgspec.Struct, frozen=True):
    """Metrics that count together, and how much."""

    name: str
    weight: float


class Rules(msgspec.Struct, frozen=True):
    """The whole file."""

    days: int
    trend_days: int
    dimensions: tuple[Dimension, ...]
    metrics: tuple[Metric, ...]
    tiers: tuple[Step, ...]
    benefits: tuple[Benefit, ...]


@cache
def rules() -> Rules:
    """How the score is made."""
    return msgspec.json.decode(files(__package__).joinpath("scores.json").read_bytes(), type=Rules)


@dataclass(frozen=True, slots=True)
class Case:
    """One thing a metric counts."""

    at: int  # Unix seconds: in the span or not
    counts: bool  # in the numerator
    amount: float = 1.0  # of what is counted: one, or hours
    bad: bool = False  # a problem that is told by itself
    why: str = ""
    order: Order | None = None
    request: ReturnOrder | None = None
    chat: tuple[Conversation, Session] | None = None
    carrier: str = ""
    stars: int = 0


def cases(shop: Shop, code: str) -> list[Case]:
    """Everything a metric counts, oldest first."""
    return sorted(_CASES[code](shop), key=lambda one: one.at)


def due_of(order: Order) -> int:
    """When it had to be there."""
    return order.delivery_sla_time or order.delivery_due_time


def _delivered(shop: Shop) -> Iterator[Order]:
    for order in shop.orders.live():
        if order.delivery_time and not order.sample_payer and not order.replaced_order_id:
            yield order


def _reviews(shop: Shop) -> Iterator[Case]:
    worst: dict[str, tuple[int, str]] = {}
    for one in shop.around.reviews.values():
        if one.order_id:
            worst[one.order_id] = min(worst.get(one.order_id, (5, "")), (one.rating, one.content))
    for order in _delivered(shop):
        stars, said = worst.get(order.id, (0, ""))
        bad = 0 < stars <= NEGATIVE
        yield Case(order.delivery_time, bad, bad=bad, why=said or f"{stars} stars", order=order, stars=stars)


def _returns(shop: Shop) -> Iterator[Case]:
    back: dict[str, ReturnOrder] = {}
    for one in shop.returns.live():
        if (one.refund_time or one.new_order_id) and fault_of(one.reason) != "change_of_mind":
            back.setdefault(one.order_id, one)
    for order in _delivered(shop):
        request = back.get(order.id)
        bad = request is not None
        why = text_of(request.reason) if request is not None else ""
        yield Case(order.delivery_time, bad, bad=bad, why=why, order=order, request=request)


def _cancellations(shop: Shop) -> Iterator[Case]:
    for order in shop.orders.live():
        if order.paid_time and not order.sample_payer and not order.replaced_order_id:
            bad = order.status == "CANCELLED" and not order.collection_time and order.cancelled_by in ("SELLER", "SYSTEM")
            yield Case(order.paid_time, bad, bad=bad, why=text_of(order.cancel_reason) if bad else "", order=order)


def _deliveries(shop: Shop) -> Iterator[Case]:
    """Of what is not there when it is due, the platform calls most off: that was not on time either."""
    for order in shop.orders.live():
        lost = order.status == "CANCELLED" and order.collection_time and order.cancelled_by == "SYSTEM"
        if order.sample_payer or order.replaced_order_id or not due_of(order) or not (order.delivery_time or lost):
            continue
        at = order.delivery_time or order.cancel_time
        days = -(-max(0, at - due_of(order)) // _DAY_S)
        packages = (shop.packages.get(one) for one in order.package_ids)
        carrier = next((one.provider_name for one in packages if one is not None and one.provider_name), "")
        bad = bool(days) or not order.delivery_time
        why = "Never arrived" if not order.delivery_time else f"{days} day{'s' if days > 1 else ''} late" if days else ""
        yield Case(at, not bad, bad=bad, why=why, order=order, carrier=carrier)


def _answers(shop: Shop) -> Iterator[Case]:
    poor_h = next(one.poor for one in rules().metrics if one.code == "AHT")
    for request in shop.returns.live():
        answers = [record.at for record in request.records if record.role == "SELLER"]
        if request.role != "BUYER" or not answers:
            continue
        hours = sum(handled(request))
        order = shop.orders.get(request.order_id)
        yield Case(
            answers[-1], counts=True, amount=hours, bad=hours >= poor_h, why=request.type, order=order, request=request
        )


def handled(request: ReturnOrder) -> tuple[float, float]:
    """Hours until the seller answered the request, and from the parcel's return until the last answer."""
    answers = [record.at for record in request.records if record.role == "SELLER"]
    if not answers:
        return 0.0, 0.0
    approved = max(0, min(answers) - request.create_time) / _HOUR_S
    looked = max(0, max(answers) - request.arrived_time) / _HOUR_S if request.arrived_time else 0.0
    return approved, looked


def _chats(shop: Shop) -> Iterator[Case]:
    for conversation in shop.talks.conversations.values():
        for session in conversation.sessions:
            if session.satisfaction_score:
                bad = session.satisfaction_score <= NEGATIVE
                why = session.dissatisfaction_reason
                yield Case(session.end_time or session.begin_time, bad, bad=bad, why=why, chat=(conversation, session))


_CASES: dict[str, Callable[[Shop], Iterator[Case]]] = {
    "NRR": _reviews,
    "NBFR": _returns,
    "SFCR": _cancellations,
    "OTDR": _deliveries,
    "AHT": _answers,
    "IM_DSAT": _chats,
}
