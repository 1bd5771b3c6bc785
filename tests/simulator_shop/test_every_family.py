"""One shop, and everything at once: any operation with behaviour, buyers, carriers, staff and time, in random steps.

Calls are made from the catalog with ids of the world, so many are illegal. Every answer is judged by the catalog, whatever
state it is given in; a refusal has a documented code and changes nothing; and after each step the families agree with each
other: orders with their parcels and stock, requests with their money, promotions with the clock, talks with their sessions.
"""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

import msgspec
import pytest

from shoplatch.catalog import reader
from shoplatch.catalog.model import Node
from shoplatch.errors import Conflict, InvalidRequest, NotFound
from shoplatch.simulator import aftersales_desk, orders, voices
from shoplatch.simulator.ask import Refused, as_sent
from shoplatch.simulator.logistics.providers import network
from shoplatch.simulator.markets import market
from shoplatch.simulator.orders.money import total_amount, totals
from shoplatch.simulator.orders.reasons import listed
from shoplatch.simulator.products import bundles
from shoplatch.simulator.return_refund import ACTIONS as DEEDS
from shoplatch.simulator.return_refund import flow
from shoplatch.simulator.routes import HANDLERS
from shoplatch.simulator.state.goods import Product
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.traffic import pick_cart
from tests.simulator.proofs.made_requests import Maker, _in_query
from tests.simulator.proofs.test_fuzz import ids_of
from tests.simulator_fbt.fbt_world import CONSIGNEE, FbtDesk
from tests.simulator_fbt.fbt_world import check as check_fbt
from tests.simulator_shop.shop_world import Desk, product_body
from tests.simulator_shop.test_goods_walk import create, creator, edit, move, platform, price, promote, put, quantity

MARKETS = ("US", "GB", "TH", "BR", "JP")
# Their calls need a grant (of a seller, a creator or a partner), days of trade, or are of no shop.
ELSEWHERE = ("analytics", "authorization", "finance", "open", "affiliate", "affiliate_creator", "affiliate_partner")
# Codes that stand in an official example and in no list of errors.
ONLY_IN_EXAMPLES = {36002005, 12052387, 12052407, 10007014, 32002021, 36010031, 36010025}
GOODS: tuple[Any, ...] = (create, creator, edit, move, platform, price, promote, put, quantity)
_HELD = ("UNPAID", "AWAITING_SHIPMENT")


class Walk:
    """A shop under one market's rules."""

    def __init__(self, region: str, seed: int) -> None:
        self.desk = Desk(seed=seed)
        self.world, self.chance = self.desk.world, random.Random(f"{region}/{seed}")
        self.shop: Shop = self.desk.shop("US" if region == "US" else "GB")
        self.codes: Counter[int] = Counter()
        self.done: Counter[str] = Counter()
        self.refused, self.start = self.codes, dict[str, Any]()  # what the deeds of the walk over goods write to
        self.operations = [
            operation
            for operation in (reader.operation(head.id) for head in reader.heads() if head.capability in HANDLERS)
            if operation.content_type != "multipart" and operation.domain not in ELSEWHERE
        ]
        self._bundle()
        self.fbt = FbtDesk(self.desk, self.shop.region, differs=True)
        self.fbt.stocked(9)
        self.shop.region = region  # the same shelves under another market's rules
        self.maker = Maker(seed, {})
        self.deeds = [self.call] * 6 + [self.buy, self.push, self.push, self.push, self.complain, self.follow, self.talk]
        self.deeds += [self.praise, self.trade, self.trade, self.trade, self.ship, self.answer, self.refuse, self.engage]
        self.deeds += [self.wait, self.wait, self.send_in]
        for _ in range(4):
            self.buy()

    def _bundle(self) -> None:
        body = product_body(self.world, self.shop, "A box of two creams for everybody")
        first, second = self.desk.skus(self.shop)[:2]
        del body["skus"][1:]
        parts = [(first, 1), (second, 2)]
        body["skus"][0]["combined_skus"] = [
            {"product_id": sku.product_id, "sku_id": sku.id, "sku_count": units} for sku, units in parts
        ]
        self.desk.call("product.create_product", self.shop, body=body)
        self.desk.wind(30)

    def step(self) -> None:
        deed = self.chance.choice(self.deeds)
        try:
            self.done[deed() or deed.__name__] += 1
        except (Conflict, InvalidRequest, NotFound):  # what others than the API may not do has no code
            self.codes[-1] += 1
        except Refused as refused:
            self.codes[refused.code] += 1
        self.look()

    def call(self) -> str:
        """Any operation, with values that fit its description and ids that exist."""
        operation = self.chance.choice(self.operations)
        self.maker._ids = self._ids()
        path = {node.name: str(self.maker.value(node, node.name)) or "1" for node in operation.path_params}
        asked = [node for node in operation.query if node.is_required or self.chance.random() < 0.4]
        query = {node.name: _in_query(node, self._value(node)) for node in asked if not node.name.endswith("_cipher")}
        query = {name: text for name, text in query.items() if text != ""}
        body = self.maker.value(operation.body, "") if operation.body is not None else {}
        before = self._state() if self.chance.random() < 0.25 else None
        shop = None if operation.shop_cipher == "none" else self.shop
        try:
            self.desk.call(operation.id, shop, query=query, body=as_sent(body), **path)
        except Refused as refused:
            code = refused.code
        else:
            return operation.id
        self.codes[code] += 1
        known = code in ONLY_IN_EXAMPLES or reader.error(code) is not None
        assert known, f"{operation.id} refused with {code}, which is nowhere documented"
        assert before is None or before == self._state(), f"{operation.id} was refused and changed something"
        return "refused"

    def _value(self, node: Node) -> Any:
        return self.maker.value(node, node.name)

    def _ids(self) -> dict[str, list[str]]:
        shop, talks = self.shop, self.shop.talks.conversations
        ids = ids_of(shop)
        buyers = [order.buyer for order in shop.orders.live()][-20:]
        ids |= {"conversation_id": list(talks) or ["1"], "buyer_user_id": [buyer.id for buyer in buyers]}
        ids |= {
            "buyer_emails": [buyer.email for buyer in buyers],
            "return_or_cancel_id": [*ids["return_id"], *ids["cancel_id"]],
        }
        ids |= {"session_id": [one.id for talk in talks.values() for one in talk.sessions] or ["1"]}
        ids |= {"task_id": list(shop.around.tasks) or ["1"], "main_order_id": ids["order_id"]}
        goods, own = list(shop.fbt.goods), shop.fbt
        ids |= {"goods_id": goods, "goods_ids": goods, "tts_goods_id": goods, "tts_sku_id": list(shop.skus)}
        ids |= {
            "tts_sku_ids": list(shop.skus),
            "plan_id": list(own.plans) or ["1"],
            "mcf_order_id": list(own.mcf_orders) or ["1"],
        }
        ids |= {"inbound_order_id": list(own.inbounds) or ["1"], "fbt_warehouse_ids": list(own.houses)}
        return {name: found[-12:] for name, found in ids.items()}

    def buy(self) -> None:
        cart = pick_cart(self.shop, self.chance)
        if cart:
            orders.place(self.world, self.shop, cart, pay=self.chance.random() < 0.8)

    def push(self) -> None:
        known = list(self.shop.orders.live())[-30:]
        actions = ["forward"] * 12 + sorted(orders.ACTIONS)
        orders.act(self.world, self.shop, self.chance.choice(known), self.chance.choice(actions))

    def complain(self) -> None:
        known = [order for order in self.shop.orders.live() if order.status == "DELIVERED"][-10:]
        kind = self.chance.choice(("REFUND", "RETURN_AND_REFUND", "RETURN_AND_REFUND", "REPLACEMENT"))
        if known:
            order = self.chance.choice(known)
            aftersales_desk.complain(self.world, aftersales_desk.Complaint(order_id=order.id, type=kind))

    def follow(self) -> None:
        known = [request for request in self.shop.returns.live() if flow.is_open(request)]
        if known:
            DEEDS[self.chance.choice(sorted(DEEDS))](self.world, self.shop, self.chance.choice(known))

    def talk(self) -> None:
        order = self.chance.choice(list(self.shop.orders.live())[-15:])
        said = voices.say(self.world, voices.Saying(text="Where is it?", order_id=order.id))
        if self.chance.random() < 0.3:
            voices.rate_conversation(self.world, said["conversation_id"], voices.Rating(self.chance.randrange(1, 6)))

    def praise(self) -> None:
        order = self.chance.choice(list(self.shop.orders.live())[-15:])
        voices.review(self.world, voices.Opinion(order.id, self.chance.randrange(1, 6), "Good"))

    def trade(self) -> str:
        """Something about products, stock or promotions that mostly fits."""
        deed = self.chance.choice(GOODS)
        deed(self, self.shop)
        return f"trade: {deed.__name__}"

    def product(self, shop: Shop) -> Product:
        return self.chance.choice(list(shop.products.values()))

    def ship(self) -> str:
        """The market's way to send what waits."""
        waiting = [one for one in self.shop.orders.live() if one.status in ("AWAITING_SHIPMENT", "PARTIALLY_SHIPPING")]
        if not waiting:
            return "nothing waits"
        order, region = self.chance.choice(waiting), self.shop.region
        carrier = network(region).carriers[0]
        own = {"shipping_provider_id": carrier.id, "tracking_number": f"{carrier.prefix}{'7' * carrier.digits}"}
        if order.shipping_type == "SELLER" and market(region).rules.split_while_shipping:
            name, body, path = "mark_package_as_shipped", {"shipping_info_list": [own]}, {"order_id": order.id}
        elif region == "US":
            name, body, path = "create_packages", {"order_id": order.id, "ship_type": "1"}, {}
        else:
            name, path = "ship_package", {"package_id": self.chance.choice(order.package_ids)}
            body = {"self_shipment": own} if order.shipping_type == "SELLER" else {"handover_method": "DROP_OFF"}
        self.desk.call(f"fulfillment.{name}", self.shop, body=body, **path)
        return f"ship: {name}"

    def answer(self) -> None:
        talks = list(self.shop.talks.conversations.values())
        if talks:
            body = {"type": "TEXT", "content": '{"content":"It is on its way"}'}
            talk = self.chance.choice(talks)
            self.desk.call("customer_service.send_message", self.shop, body=body, conversation_id=talk.id)

    def refuse(self) -> None:
        """The seller calls an order off, or answers a request of the buyer."""
        order = self.chance.choice(list(self.shop.orders.live())[-20:])
        if order.cancel_request_id:
            names = listed(self.shop, "cancel", "seller_reject") or [""]
            path = {"cancel_id": order.cancel_request_id}
            body = {"reject_reason": self.chance.choice(names)}
            self.desk.call("return_refund.reject_cancellation", self.shop, body=body, **path)
        else:
            names = listed(self.shop, "cancel", "seller", "AWAITING_SHIPMENT") or [""]
            body = {"order_id": order.id, "cancel_reason": self.chance.choice(names)}
            self.desk.call("return_refund.cancel_order", self.shop, body=body)

    def engage(self) -> None:
        ends = self.world.clock.now() + self.chance.choice((3_600, 86_400, 90 * 86_400))
        body = {"channel": "TIKTOK_IM", "end_time": ends, "task_name": "News", "template_id": "8646958016719848812"}
        query = {"idempotency_key": str(self.chance.randrange(9))}
        made = self.desk.call("customer_engagement.create_engagement_task", self.shop, query=query, body=body)
        emails = [order.buyer.email for order in list(self.shop.orders.live())[-3:]]
        body = {"task_id": made["task_id"], "buyer_emails": emails}
        self.desk.call("customer_engagement.send_engagement_message", self.shop, body=body)

    def send_in(self) -> None:
        """Goods for a SKU that has none, more of others, or an order of another channel."""
        free = [sku for sku in self.desk.skus(self.shop) if not sku.parts and sku.id not in self.shop.fbt.goods_of_sku]
        known = list(self.shop.fbt.goods)
        if free and self.chance.random() < 0.3:
            self.fbt.goods(self.chance.choice(free))
            return
        goods_id = self.chance.choice(known)
        if self.chance.random() < 0.5:
            address = CONSIGNEE["address"] | {"country_code": self.shop.region}
            self.fbt.send({goods_id: 2}, str(self.chance.randrange(99)), consignee=CONSIGNEE | {"address": address})
            return
        method = self.chance.choice(("D2FC", "ONE_HUB"))
        for inbound_id in self.fbt.confirmed(self.fbt.plan({goods_id: self.chance.randrange(1, 30)}), method):
            if self.chance.random() < 0.8:
                self.fbt.ship(inbound_id)

    def wait(self) -> None:
        self.desk.wind(self.chance.choice((1, 30, 3_600, 6 * 3_600, 86_400)))

    def look(self) -> None:
        self._orders_and_parcels()
        self._stock()
        self._requests()
        self._promotions()
        self._talks()
        self._places()
        check_fbt(self.shop)

    def _orders_and_parcels(self) -> None:
        for order in self.shop.orders.live():
            sums = totals(order)
            assert sums.sub_total == sum(line.sale_price for line in order.lines)
            assert 0 <= sum(line.promised + line.promised_tax for line in order.lines) <= total_amount(order)
            states = {line.status for line in order.lines} - {"CANCELLED"}
            assert (order.status == "CANCELLED") == (not states)
            if order.cancel_request_id:
                assert self.shop.cancellations[order.cancel_request_id].status == "CANCELLATION_REQUEST_PENDING"
            for package_id in order.package_ids:
                assert order.id in self.shop.packages[package_id].order_ids
            for line in order.lines:
                if line.package_id and line.status not in ("CANCELLED", "COMPLETED"):
                    assert self.shop.packages[line.package_id].status == line.package_status
        assert self.shop.orders.by_status() == Counter(order.status for order in self.shop.orders.live())

    def _stock(self) -> None:
        held: Counter[tuple[str, str]] = Counter()
        for order in self.shop.orders.live():
            for line in order.lines:
                if line.status in _HELD:
                    parts = [(part.sku_id, part.units) for part in line.parts] or [(line.sku_id, 1)]
                    for sku_id, units in parts:
                        held[sku_id, order.warehouse_id] += units
        for sku in self.shop.skus.values():
            for place, stock in sku.stock.items():
                assert stock.available >= 0
                assert stock.committed == held[sku.id, place], (sku.id, place)
            if sku.parts and all(part.sku_id in self.shop.skus for part in sku.parts):
                assert not sku.stock
                assert bundles.available(self.shop, sku) >= 0

    def _requests(self) -> None:
        for request in self.shop.returns.live():
            order = self.shop.orders[request.order_id]
            inside = {line.id for line in order.lines}
            assert {line.order_line_id for line in request.lines} <= inside
            assert (request.return_fee > 0) == bool(request.return_fee_payer)
            if request.combined_id:
                others = [one for one in self.shop.returns.live() if one.combined_id == request.combined_id]
                assert len(others) > 1
                assert len({one.buyer_id for one in others}) == 1

    def _promotions(self) -> None:
        now = self.world.clock.now()
        for activity in self.shop.activities.values():
            if activity.status == "NOT_START":
                assert activity.begin > now
            if activity.status == "ONGOING":
                assert activity.begin <= now
                assert not activity.end or now < activity.end

    def _talks(self) -> None:
        for talk in self.shop.talks.conversations.values():
            assert talk.unread >= 0
            assert [session.begin_time for session in talk.sessions] == sorted(one.begin_time for one in talk.sessions)
            assert all(session.end_time for session in talk.sessions[:-1]), "only the last session is open"
            assert [message.create_time for message in talk.messages] == sorted(one.create_time for one in talk.messages)
        for review in self.shop.around.reviews.values():
            assert 1 <= review.rating <= 5
        for task in self.shop.around.tasks.values():
            assert set(task.read) <= set(task.sent)

    def _places(self) -> None:
        names = [house.name for house in self.shop.warehouses.values()]
        assert len(names) == len(set(names))
        assert any(house.type == "SALES_WAREHOUSE" for house in self.shop.warehouses.values())

    def _state(self) -> bytes:
        shop = self.shop
        books: list[Any] = [list(book.live()) for book in (shop.orders, shop.packages, shop.cancellations, shop.returns)]  # type: ignore[attr-defined]  # four kinds of books
        rest = [shop.products, shop.skus, shop.activities, shop.warehouses, shop.talks, shop.around, shop.dispatch, shop.fbt]
        return msgspec.json.encode([*books, *rest, self.world.sellers[shop.seller_open_id]])


def walked(region: str, steps: int, seed: int) -> Walk:
    walk = Walk(region, seed)
    for _ in range(steps):
        walk.step()
    return walk


@pytest.mark.parametrize("region", ["US", "TH"])
def test_two_hundred_random_steps_over_every_family_break_nothing(region: str) -> None:
    walk = walked(region, 200, seed=5)
    assert len(walk.done) > 25
    assert len(walk.codes) > 8


@pytest.mark.long
def test_ten_thousand_random_steps_over_every_family_break_nothing() -> None:
    done: Counter[str] = Counter()
    for seed in range(5):
        for region in MARKETS:
            done += walked(region, 400, seed=seed).done
    families = {name.partition(".")[0] for name in done}
    assert families >= {operation.partition(".")[0] for operation in HANDLERS} - set(ELSEWHERE)
