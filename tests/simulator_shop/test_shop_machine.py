"""Thousands of random steps over orders, parcels, cancellations, requests and stock: what must hold, holds after each.

Legal and illegal steps are mixed. What is refused is refused with a documented code, and nothing has changed. A failure is
shown as the shortest list of steps that leads to it.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from shoplatch.catalog import reader
from shoplatch.errors import Conflict, InvalidRequest
from shoplatch.simulator import orders
from shoplatch.simulator.ask import Refused
from shoplatch.simulator.orders import cancelling, parcels
from shoplatch.simulator.orders.money import total_amount, totals
from shoplatch.simulator.orders.reasons import listed
from shoplatch.simulator.return_refund import ACTIONS, Wanted, act, decisions, flow, open_request
from shoplatch.simulator.return_refund.eligibility import reason_names
from shoplatch.simulator.state.aftersales import ReturnOrder
from shoplatch.simulator.state.sales import Order, Refund
from tests.simulator_shop.shop_world import Desk

KINDS = ("REFUND", "RETURN_AND_REFUND", "REPLACEMENT", "EXCHANGE")
APPROVALS = tuple(str(one) for one in reader.operation("return_refund.approve_return").body.properties["decision"].enum)  # type: ignore[union-attr]
REJECTIONS = tuple(str(one) for one in reader.operation("return_refund.reject_return").body.properties["decision"].enum)  # type: ignore[union-attr]
# platform.md section 8.1; PARTIALLY_SHIPPING is not told, so what leads over it is one step. What is not named ends.
ORDER_ARROWS = {
    "": {"UNPAID"},
    "UNPAID": {"ON_HOLD", "AWAITING_SHIPMENT", "CANCEL"},
    "ON_HOLD": {"AWAITING_SHIPMENT", "CANCEL"},
    "AWAITING_SHIPMENT": {"AWAITING_COLLECTION", "IN_TRANSIT", "DELIVERED", "CANCEL"},
    "AWAITING_COLLECTION": {"IN_TRANSIT", "DELIVERED", "CANCEL", "COMPLETED"},
    "IN_TRANSIT": {"DELIVERED", "CANCEL", "COMPLETED"},
    "DELIVERED": {"COMPLETED"},
}
CANCELLATION_ARROWS = {
    "": {"PENDING", "SUCCESS", "COMPLETE"},
    "PENDING": {"SUCCESS", "CANCELLED", "COMPLETE"},
    "SUCCESS": {"COMPLETE"},
}
RETURN_ARROWS = {
    "": {"RETURN_OR_REFUND_REQUEST_PENDING", "REPLACEMENT_REQUEST_PENDING"},
    "RETURN_OR_REFUND_REQUEST_PENDING": {
        "REFUND_OR_RETURN_REQUEST_REJECT",
        "AWAITING_BUYER_SHIP",
        "RETURN_OR_REFUND_REQUEST_SUCCESS",
        "RETURN_OR_REFUND_REQUEST_CANCEL",
        "RETURN_OR_REFUND_REQUEST_PENDING",  # an offer, which is not told, was declined
    },
    "REFUND_OR_RETURN_REQUEST_REJECT": {
        "AWAITING_BUYER_SHIP",
        "RETURN_OR_REFUND_REQUEST_SUCCESS",
        "RETURN_OR_REFUND_REQUEST_CANCEL",
    },
    "AWAITING_BUYER_SHIP": {
        "BUYER_SHIPPED_ITEM",
        "RETURN_OR_REFUND_REQUEST_SUCCESS",
        "RETURN_OR_REFUND_REQUEST_CANCEL",
    },
    "BUYER_SHIPPED_ITEM": {
        "BUYER_SHIPPED_ITEM",
        "REJECT_RECEIVE_PACKAGE",
        "RETURN_OR_REFUND_REQUEST_SUCCESS",
        "RETURN_OR_REFUND_REQUEST_CANCEL",
    },
    "REJECT_RECEIVE_PACKAGE": {"RETURN_OR_REFUND_REQUEST_SUCCESS", "RETURN_OR_REFUND_REQUEST_CANCEL"},
    "RETURN_OR_REFUND_REQUEST_SUCCESS": {"RETURN_OR_REFUND_REQUEST_COMPLETE"},
    "REPLACEMENT_REQUEST_PENDING": {
        "REPLACEMENT_REQUEST_COMPLETE",
        "REPLACEMENT_REQUEST_REJECT",
        "REPLACEMENT_REQUEST_CANCEL",
        "REPLACEMENT_REQUEST_REFUND_SUCCESS",
    },
    "REPLACEMENT_REQUEST_REJECT": {
        "REPLACEMENT_REQUEST_COMPLETE",
        "REPLACEMENT_REQUEST_REFUND_SUCCESS",
        "REPLACEMENT_REQUEST_CANCEL",
    },
}
TOPICS: dict[int, tuple[str, str, dict[str, set[str]]]] = {
    1: ("order_id", "order_status", ORDER_ARROWS),
    11: ("cancel_id", "cancel_status", CANCELLATION_ARROWS),
    12: ("return_id", "return_status", RETURN_ARROWS),
}
_ON_THE_WAY = {"AWAITING_COLLECTION", "IN_TRANSIT", "DELIVERED"}
_LINES_OF = {"UNPAID": {"UNPAID"}, "ON_HOLD": {"AWAITING_SHIPMENT"}, "AWAITING_SHIPMENT": {"AWAITING_SHIPMENT"}}
STARTING = ("ON_HOLD", "AWAITING_SHIPMENT", "AWAITING_SHIPMENT", "AWAITING_COLLECTION", "IN_TRANSIT", *["DELIVERED"] * 4)
_WEIGHTS = {
    "place": 1,
    "push": 4,
    "ask_to_cancel": 2,
    "ship_part": 1,
    "seller_cancels": 2,
    "seller_answers": 2,
    "buyer_asks": 6,
    "seller_refunds": 2,
    "seller_approves": 6,
    "seller_rejects": 4,
    "others_act": 7,
    "time_passes": 3,
}
STEPS = [name for name, weight in _WEIGHTS.items() for _ in range(weight)]
LEGAL = 0.75  # how many steps are chosen among those that fit


class ShopMachine(RuleBasedStateMachine):
    """One shop of one market, under random hands."""

    @initialize(region=st.sampled_from(("GB", "US", "TH", "DE", "MX", "JP")), carriers=st.booleans())
    def open_shop(self, region: str, carriers: bool) -> None:
        self.desk = Desk()
        self.shop = self.desk.shop("US" if region == "US" else "GB")
        self.shop.region, self.shop.carriers_come = region, carriers
        self.world = self.desk.world
        self.first_stock = {
            (sku.id, place): stock.available for sku in self.desk.skus(self.shop) for place, stock in sku.stock.items()
        }
        self.codes: set[int] = set()
        self.last: dict[str, str] = {}
        self.checked = len(self.desk.told)
        for number, status in enumerate(STARTING):
            self._place(number, number, legal=False)
            while self._order(number).status != status:
                orders.act(self.world, self.shop, self._order(number), "forward")

    @rule(seed=st.integers(0, 2**63))
    def step(self, seed: int) -> None:
        """One step, spread evenly by the seed: mostly one that fits, sometimes any of those there are."""
        chance = random.Random(seed)
        which, choice, legal = chance.randrange(10_000), chance.randrange(10_000), chance.random() < LEGAL
        getattr(self, f"_{chance.choice(STEPS)}")(which, choice, legal)

    def _place(self, which: int, choice: int, legal: bool) -> None:
        skus = self.desk.skus(self.shop)
        cart = [(skus[which % len(skus)].id, 1 + choice % 3)]
        if choice % 5:
            cart.append((skus[(which + 1) % len(skus)].id, 1))
        orders.place(self.world, self.shop, cart, pay=legal)

    def _push(self, which: int, choice: int, legal: bool) -> None:
        order = self._order(which)
        actions = ("forward",) if legal else sorted(orders.ACTIONS)
        self._try(lambda: orders.act(self.world, self.shop, order, actions[choice % len(actions)]))

    def _ask_to_cancel(self, which: int, _choice: int, legal: bool) -> None:
        order = self._order(which, "AWAITING_SHIPMENT" if legal else "")
        self._try(lambda: orders.act(self.world, self.shop, order, "request_cancel"))

    def _ship_part(self, which: int, choice: int, _legal: bool) -> None:
        order = self._order(which, "AWAITING_SHIPMENT")
        if order.status in ("AWAITING_SHIPMENT", "PARTIALLY_SHIPPING") and not order.cancel_request_id:
            waiting = parcels.open_lines(order)
            shipment = parcels.chosen_shipment(self.world, self.shop)
            parcels.arrange(self.world, self.shop, order, waiting[: 1 + choice % 3], shipment)

    def _seller_cancels(self, which: int, choice: int, legal: bool) -> None:
        order = self._order(which)
        names = listed(self.shop, "cancel", "seller", "AWAITING_SHIPMENT") if legal else ["no_such_reason", "package_lost"]
        body: dict[str, Any] = {"order_id": order.id, "cancel_reason": names[choice % len(names)]}
        if choice % 3:
            body["order_line_item_ids"] = [line.id for line in order.lines[: choice % 3]]
        self._try(lambda: self.desk.call("return_refund.cancel_order", self.shop, body=body))

    def _seller_answers(self, which: int, choice: int, legal: bool) -> None:
        records = list(self.shop.cancellations.live())
        waiting = [record for record in records if record.status == cancelling.PENDING]
        records = waiting if legal and waiting else records
        if records:
            names = [*listed(self.shop, "cancel", "seller_reject"), "no_such_reason"]
            body = {} if choice % 2 else {"reject_reason": names[choice // 2 % len(names)]}
            call = f"return_refund.{'approve' if choice % 2 else 'reject'}_cancellation"
            record = records[which % len(records)]
            self._try(lambda: self.desk.call(call, self.shop, body=body, cancel_id=record.id))

    def _buyer_asks(self, which: int, choice: int, legal: bool) -> None:
        order, kind = self._order(which, "DELIVERED" if legal else ""), KINDS[choice % 4]
        names = [*reason_names(self.shop, kind, "BUYER", order.status), *([] if legal else ["no_such_reason"])]
        free = [line for line in order.lines if not (line.return_id or line.returned)] if legal else order.lines
        sku = self.desk.skus(self.shop)[choice % len(self.desk.skus(self.shop))]
        wanted = Wanted(
            kind,
            "BUYER",
            names[choice % len(names)] if names else "none",
            free[: 1 + choice // 4 % 3],
            shipment_type="PLATFORM" if choice % 3 else "BUYER_ARRANGE",
            wanted_sku_id=sku.id,
        )
        self._try(lambda: open_request(self.world, self.shop, order, wanted))

    def _seller_refunds(self, which: int, choice: int, legal: bool) -> None:
        order, kind = self._order(which, "DELIVERED" if legal else ""), KINDS[choice % 2]
        names = listed(self.shop, {"REFUND": "refund"}.get(kind, "return"), "seller", order.status) or ["no_such_reason"]
        amount = (None, None, "1", "7", "999999")[choice % 5]
        body: dict[str, Any] = {"order_id": order.id, "return_type": kind, "return_reason": names[choice % len(names)]}
        body |= {"shipment_type": "PLATFORM"} | ({"refund_total": amount} if amount else {})
        if choice % 3:
            body["order_line_item_ids"] = [line.id for line in order.lines[choice % 3 - 1 :]]
        self._try(lambda: self.desk.call("return_refund.create_return", self.shop, body=body))

    def _seller_approves(self, which: int, choice: int, legal: bool) -> None:
        request = self._request(which, legal)
        if request is not None:
            fitting = [one for one in APPROVALS if not decisions.refusal(request, one)] if legal else list(APPROVALS)
            if fitting:
                body = {"decision": fitting[choice % len(fitting)], "buyer_keep_item": choice % 3 == 0}
                body["partial_refund"] = {"amount": "1"}
                call = "return_refund.approve_return"
                self._try(lambda: self.desk.call(call, self.shop, body=body, return_id=request.id))

    def _seller_rejects(self, which: int, choice: int, legal: bool) -> None:
        request = self._request(which, legal)
        if request is not None:
            fitting = [one for one in REJECTIONS if not decisions.refusal(request, one)] if legal else list(REJECTIONS)
            if fitting:
                decision = fitting[choice % len(fitting)]
                names = decisions.reject_reasons(self.shop, request, decision) if legal else ["no_such_reason"]
                body = {"decision": decision, "reject_reason": names[choice % len(names)]}
                body["partial_refund_amount"] = {"partial_refund_total": "2"}  # type: ignore[assignment]
                call = "return_refund.reject_return"
                self._try(lambda: self.desk.call(call, self.shop, body=body, return_id=request.id))

    def _others_act(self, which: int, choice: int, legal: bool) -> None:
        request = self._request(which, legal)
        if request is not None:
            usual = {
                "AWAITING_BUYER_SHIP": ("ship_back",),
                "BUYER_SHIPPED_ITEM": ("arrive",),
                "AWAITING_BUYER_RESPONSE": ("accept_offer", "decline_offer"),
            }.get(request.status, ("dispute", "support_buyer", "support_seller"))
            actions = usual if legal else sorted(ACTIONS)
            self._try(lambda: act(self.world, self.shop, request, actions[choice % len(actions)]))

    def _time_passes(self, _which: int, choice: int, _legal: bool) -> None:
        spans = (1, 60, 60, 3_600, 3_600, 86_400, 3 * 86_400, 8 * 86_400)
        self.desk.wind(spans[choice % len(spans)])

    @invariant()
    def money_adds_up(self) -> None:
        for order in self.shop.orders.live():
            sums, pay = totals(order), order.payment
            assert sums.sub_total == sum(line.sale_price for line in order.lines)
            paid = total_amount(order) - sum(pay.fees.values())
            assert paid == sums.sub_total + sums.product_tax + pay.shipping_fee + pay.shipping_tax
            assert 0 <= pay.promised_shipping <= pay.shipping_fee
            assert 0 <= pay.promised_shipping_tax <= pay.shipping_tax
            for line in order.lines:
                assert 0 <= line.promised <= line.sale_price
                assert 0 <= line.promised_tax <= line.tax
            promised = sum(line.promised + line.promised_tax for line in order.lines)
            promised += pay.promised_shipping + pay.promised_shipping_tax
            assert promised == sum(refund.total for refund in self._refunds(order)) <= paid

    @invariant()
    def stock_is_neither_lost_nor_doubled(self) -> None:
        waiting: dict[tuple[str, str], int] = {}
        gone: dict[tuple[str, str], int] = {}
        for order in self.shop.orders.live():
            for line in order.lines:
                where = (line.sku_id, order.warehouse_id)
                if line.left_stock:
                    gone[where] = gone.get(where, 0) + 1
                elif line.status != "CANCELLED":
                    waiting[where] = waiting.get(where, 0) + 1
        for (sku_id, place), units in self.first_stock.items():
            stock = self.shop.skus[sku_id].stock[place]
            assert stock.committed == waiting.get((sku_id, place), 0)
            assert stock.available + stock.committed + gone.get((sku_id, place), 0) == units

    @invariant()
    def orders_lines_and_packages_agree(self) -> None:
        for order in self.shop.orders.live():
            states = {line.status for line in order.lines} - {"CANCELLED"}
            assert (order.status == "CANCELLED") == (not states)
            if order.status in _LINES_OF:
                assert states == _LINES_OF[order.status]
            if order.status in ("DELIVERED", "COMPLETED"):
                assert states == {order.status}
            if order.status in ("AWAITING_COLLECTION", "IN_TRANSIT"):
                assert order.status in states <= _ON_THE_WAY
            if order.status == "PARTIALLY_SHIPPING":
                assert "AWAITING_SHIPMENT" in states
                assert len(states) > 1
            for line in order.lines:
                if line.package_id and line.status != "CANCELLED":
                    package = self.shop.packages[line.package_id]
                    assert line.id in package.line_ids
                    assert package.status == line.package_status
                    assert order.id in package.order_ids

    @invariant()
    def locks_have_owners(self) -> None:
        for order in self.shop.orders.live():
            if order.cancel_request_id:
                assert self.shop.cancellations[order.cancel_request_id].status == cancelling.PENDING
            for line in order.lines:
                if line.return_id:
                    request = self.shop.returns[line.return_id]
                    assert request.order_id == order.id
                    assert line.id in {one.order_line_id for one in request.lines}
                    assert flow.is_open(request)
        for request in self.shop.returns.live():
            stages = [record.at for record in request.records]
            assert stages == sorted(stages)
            if flow.is_open(request) and not flow.is_granted(request):
                assert request.deadline > self.world.clock.now() or request.status == flow.SHIPPED or request.arbitration

    @invariant()
    def refusals_are_documented(self) -> None:
        assert [code for code in self.codes if reader.error(code) is None] == []

    @invariant()
    def only_documented_arrows_are_told(self) -> None:
        for event in self.desk.told[self.checked :]:
            if event.topic in TOPICS:
                name, field, arrows = TOPICS[event.topic]
                before, now = self.last.get(event.data[name], ""), event.data[field]
                now = now.removeprefix("CANCELLATION_REQUEST_")
                assert now in arrows.get(before, set()), f"{event.data[name]}: {before} -> {now}"
                self.last[event.data[name]] = now
        self.checked = len(self.desk.told)

    def _refunds(self, order: Order) -> list[Refund]:
        of_cancellations = [
            refund
            for record in self.shop.cancellations.live()
            if record.order_id == order.id and record.status != cancelling.CLOSED
            for refund in record.refunds.values()
        ]
        of_requests = [request.refund for request in self.shop.returns.live() if request.order_id == order.id]
        return of_cancellations + of_requests

    def _order(self, which: int, status: str = "") -> Order:
        known = list(self.shop.orders.live())
        going = [order for order in known if order.status not in ("COMPLETED", "CANCELLED")]
        known = [order for order in going if order.status == status] or (going if which % 5 and going else known)
        return known[which % len(known)]

    def _request(self, which: int, legal: bool) -> ReturnOrder | None:
        known = list(self.shop.returns.live())
        if legal:
            known = [request for request in known if flow.is_open(request)]
        return known[which % len(known)] if known else None

    def _try(self, deed: Callable[[], object]) -> None:
        before = self._digest()
        try:
            deed()
        except Refused as refused:
            self.codes.add(refused.code)
        except (Conflict, InvalidRequest):
            pass  # what others than the API may not do has no code
        else:
            return
        assert self._digest() == before, "a refused step changed something"

    def _digest(self) -> bytes:
        shop = self.shop
        books: list[Any] = [list(book.live()) for book in (shop.orders, shop.packages, shop.cancellations, shop.returns)]  # type: ignore[attr-defined]
        return msgspec.json.encode([*books, {sku.id: sku.stock for sku in shop.skus.values()}])


def _walk(walks: int, steps: int, *, repeat: bool) -> None:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        ShopMachine,
        settings=settings(
            max_examples=walks,
            stateful_step_count=steps,
            derandomize=repeat,
            deadline=None,
            database=None,
            print_blob=True,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_four_hundred_random_steps_break_nothing() -> None:
    _walk(8, 50, repeat=True)


@pytest.mark.long
def test_ten_thousand_random_steps_break_nothing() -> None:
    _walk(100, 100, repeat=False)
