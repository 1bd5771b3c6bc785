"""Random steps, legal and illegal, over products, stock and promotions; what must hold is checked after each."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from shoplatch.catalog import reader
from shoplatch.errors import ShoplatchError
from shoplatch.simulator import orders
from shoplatch.simulator.ask import Refused
from shoplatch.simulator.products import shelf, stock
from shoplatch.simulator.products.locks import PRICED
from shoplatch.simulator.state.goods import Product
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.promotions import UNLIMITED, Offer
from tests.simulator_shop.shop_world import Desk, product_body

DAY_S = 86_400
# From where to where a product may go in one step of the walk (platform.md section 11.1); time passes in steps of its own.
MOVES = {
    "DRAFT": {"PENDING", "DELETED"},
    "PENDING": {"ACTIVATE", "FAILED", "DELETED"},
    "FAILED": {"PENDING", "DELETED"},
    "ACTIVATE": {"SELLER_DEACTIVATED", "PLATFORM_DEACTIVATED", "FREEZE", "DELETED"},
    "SELLER_DEACTIVATED": {"PENDING", "DELETED"},
    "PLATFORM_DEACTIVATED": {"PENDING", "DELETED"},
    "FREEZE": {"PLATFORM_DEACTIVATED"},
    "DELETED": {"SELLER_DEACTIVATED"},
}
AUDITS = {"DRAFT": {"NONE"}, "PENDING": {"AUDITING", "PRE_APPROVED"}, "FAILED": {"FAILED"}}


class Walk:
    """A shop floor on which anything may be tried."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.desk = Desk(seed=seed)
        self.world = self.desk.world
        self.refused: Counter[int] = Counter()
        self.done: Counter[str] = Counter()
        self.before: dict[str, str] = {}
        self.seen: set[tuple[str, str]] = set()
        self.start = {sku.id: (sku.available, sku.committed, 0) for shop in self.shops for sku in shop.skus.values()}
        self.deltas: dict[str, list[int]] = {}
        self.world.listeners.append(self._hear)
        self.look()

    @property
    def shops(self) -> list[Shop]:
        return list(self.world.shops.values())

    def step(self) -> None:
        deed: Callable[[Shop], Any] = self.chance.choice(_DEEDS)
        try:
            deed(self, self.chance.choice(self.shops))  # type: ignore[call-arg]  # plain functions that take the walk
            self.done[deed.__name__] += 1
        except Refused as refused:
            self.refused[refused.code] += 1
        except ShoplatchError:
            self.refused[0] += 1
        self.look()

    def look(self) -> None:
        """Everything that must hold."""
        for shop in self.shops:
            for product in shop.products.values():
                self._look_at(product)
            for sku in shop.skus.values():
                assert all(held.available >= 0 <= held.committed for held in sku.stock.values())
                assert 0 <= sku.reserved <= sku.available
                kept_by = [shop.activities[one] for one in sku.campaign]
                assert all(one.type == "FLASHSALE" and one.status == "ONGOING" for one in kept_by)
                start = self.start.get(sku.id)
                if start is not None:
                    told = self.deltas.get(sku.id, [0, 0, 0])
                    now = (sku.available, sku.committed, sku.reserved)
                    assert tuple(a + b for a, b in zip(start, told, strict=True)) == now, "the webhooks tell every change"
            self._look_at_promotions(shop)

    def _look_at(self, product: Product) -> None:
        before = self.before.get(product.id)
        if before is not None and before != product.status:
            assert product.status in MOVES[before], f"{before} -> {product.status}"
            self.seen.add((before, product.status))
        self.before[product.id] = product.status
        assert product.audit in AUDITS.get(product.status, {product.audit})
        assert bool(product.audit_failures) >= (product.audit == "FAILED")
        if product.under_review is not None:
            assert (product.status, product.audit) in (("ACTIVATE", "AUDITING"), ("DELETED", "AUDITING"))
        assert not any(sku.deleted for sku in product.skus)

    def _look_at_promotions(self, shop: Shop) -> None:
        now, inside = self.world.clock.now(), Counter[str]()
        for activity in shop.activities.values():
            if activity.status == "NOT_START":
                assert now < activity.begin
            if activity.status == "ONGOING":
                assert activity.begin <= now
                assert not activity.end or now < activity.end
            for offer in activity.offers.values():
                items: list[Offer] = list(offer.skus.values()) or [offer]
                assert all(one.limit == UNLIMITED or one.used <= one.limit for one in items)
                assert all(sum(one.by_buyer.values()) == one.used for one in items)
            if activity.is_open and activity.type in PRICED:
                for product_id, offer in activity.offers.items():
                    of_product = shop.products[product_id].skus
                    inside.update(list(offer.skus) or [sku.id for sku in of_product])
        assert all(times == 1 for times in inside.values())

    def _hear(self, event: Any) -> None:
        if event.topic == 71:
            detail = event.data["change_detail"][0]
            told = self.deltas.setdefault(str(event.data["sku_id"]), [0, 0, 0])
            told[0] += detail["available_quantity_delta"]
            told[1] += detail["committed_quantity_delta"]
            told[2] += detail["campaign_locked_quantity_delta"] + detail["creator_locked_quantity_delta"]

    def product(self, shop: Shop) -> Product:
        return self.chance.choice(list(shop.products.values()))


def create(walk: Walk, shop: Shop) -> None:
    if len(shop.products) > 25:
        return
    title = walk.chance.choice(("A cream of the walk", "A cream to fail audit", "<b>bad</b>", ""))
    changed = {"save_mode": "AS_DRAFT"} if walk.chance.random() < 0.3 else {}
    leaf = walk.chance.choice(("601477", "601477", "601226", "700441", "848648"))
    body = product_body(walk.world, shop, title, category_id=leaf, **changed)
    data = walk.desk.call("product.create_product", shop, body=body)
    for sku in shop.products[data["product_id"]].skus:
        walk.start[sku.id] = (sku.available, sku.committed, 0)


def edit(walk: Walk, shop: Shop) -> None:
    product = walk.product(shop)
    body: dict[str, Any] = {"title": walk.chance.choice(("Edited to be good", "Edited to fail audit", "Edited again"))}
    if walk.chance.random() < 0.4:
        body["save_mode"] = "AS_DRAFT"
    if walk.chance.random() < 0.3:
        price = {"amount": str(walk.chance.randrange(1, 30)), "currency": "GBP" if shop.region == "GB" else "USD"}
        body["skus"] = [{"id": walk.chance.choice(list(shop.skus)), "price": price, "inventory": []}]
    walk.desk.call("product.partial_edit_product", shop, body=body, product_id=product.id)


def move(walk: Walk, shop: Shop) -> None:
    name = walk.chance.choice(("activate", "deactivate", "delete", "recover", "activate"))
    ids = [walk.product(shop).id for _ in range(walk.chance.randrange(1, 3))]
    answer = walk.desk.call(f"product.{name}_products", shop, body={"product_ids": ids})
    for error in answer.get("errors", []):
        walk.refused[error["code"]] += 1


def platform(walk: Walk, shop: Shop) -> None:
    product = walk.product(shop)
    deed = walk.chance.choice(("take_down", "freeze", "unfreeze"))
    if deed == "unfreeze":
        shelf.unfreeze(walk.world, shop, product)
    else:
        getattr(shelf, deed)(walk.world, shop, product, "A reason")


def price(walk: Walk, shop: Shop) -> None:
    product = walk.product(shop)
    amount = walk.chance.choice(("7.00", "11.50", "0", "99999999"))
    rows = [
        {"id": sku.id, "price": {"amount": amount, "currency": "GBP" if shop.region == "GB" else "USD"}}
        for sku in product.skus
    ]
    walk.desk.call("product.update_price", shop, body={"skus": rows}, product_id=product.id)


def quantity(walk: Walk, shop: Shop) -> None:
    sku = walk.chance.choice(list(shop.skus.values()))
    rows = [{"warehouse_id": one, "quantity": walk.chance.choice((0, 5, 60, 400))} for one in sku.stock]
    rows = rows if walk.chance.random() < 0.8 else rows[:1]
    body = {"skus": [{"id": sku.id, "inventory": rows}]}
    answer = walk.desk.call("product.update_inventory", shop, body=body, product_id=sku.product_id)
    for error in answer.get("errors", []):
        walk.refused[error["detail"]["extra_errors"][0]["code"]] += 1


def creator(walk: Walk, shop: Shop) -> None:
    sku = walk.chance.choice(list(shop.skus.values()))
    stock.keep_for_creator(walk.world, shop, sku, "hester", walk.chance.choice((0, 3, 900)))


def order(walk: Walk, shop: Shop) -> None:
    skus = walk.chance.sample(list(shop.skus), 2)
    placed = orders.place(walk.world, shop, [(one, walk.chance.randrange(1, 6)) for one in skus])
    for line in placed.lines:
        assert 0 <= line.sale_price <= line.original_price


def act(walk: Walk, shop: Shop) -> None:
    live = list(shop.orders.live())[-20:]
    if live:
        orders.act(walk.world, shop, walk.chance.choice(live), walk.chance.choice(("forward", "cancel", "ship")))


def promote(walk: Walk, shop: Shop) -> None:
    kind = walk.chance.choice(("FIXED_PRICE", "DIRECT_DISCOUNT", "FLASHSALE", "BUY_MORE_SAVE_MORE"))
    begin = walk.world.clock.now() + walk.chance.choice((-5, 60, 4_000))
    told = {
        "activity_type": kind,
        "product_level": walk.chance.choice(("PRODUCT", "VARIATION")),
        "title": f"Walk {len(shop.activities)}",
        "begin_time": begin,
        "end_time": begin + walk.chance.choice((60, 5_000, 2 * DAY_S)),
    }
    if kind == "BUY_MORE_SAVE_MORE":
        tier = {"tier": 1, "threshold_type": "MINIMAL_ITEM_QUANTITY", "threshold_value": "2"}
        told["discount"] = {"bmsm_discount": {"details": [{**tier, "type": "AMOUNT_OFF", "value": "1.50"}]}}
    walk.desk.call("promotion.create_promotion_activity", shop, body=told)


def put(walk: Walk, shop: Shop) -> None:
    activity, product = walk.chance.choice(list(shop.activities.values())[-6:] or [None]), walk.product(shop)  # type: ignore[list-item]
    if activity is None:
        return
    limits = {"quantity_limit": walk.chance.choice((-1, 4, 30)), "quantity_per_user": walk.chance.choice((-1, 2))}
    terms = {"discount": walk.chance.choice(("10", "100"))} if activity.type == "DIRECT_DISCOUNT" else {}
    if activity.type in ("FIXED_PRICE", "FLASHSALE"):
        terms = {"activity_price_amount": walk.chance.choice(("1.00", "50.00"))}
    row: dict[str, Any] = {"id": product.id, **limits, **terms}
    if activity.level == "VARIATION":
        row = {"id": product.id, "quantity_limit": -1, "quantity_per_user": -1}
        row["skus"] = [{"id": sku.id, **limits, **terms} for sku in product.skus]
    asked = {"activity_id": activity.id, "products": [row]}
    walk.desk.call("promotion.update_promotion_activity_products", shop, body=asked, activity_id=activity.id)


def change(walk: Walk, shop: Shop) -> None:
    if not shop.activities:
        return
    activity = walk.chance.choice(list(shop.activities.values())[-8:])
    name, body = walk.chance.choice(
        (
            ("deactivate_activity", {}),
            ("republish_activity", {}),
            ("remove_promotion_activity_products", {"product_ids": list(activity.offers)[:1]}),
        )
    )
    walk.desk.call(f"promotion.{name}", shop, body=body, activity_id=activity.id)


def wait(walk: Walk, _shop: Shop) -> None:
    walk.desk.wind(walk.chance.choice((5, 25, 600, 5_000)))


_DEEDS: tuple[Any, ...] = (
    create,
    edit,
    edit,
    move,
    move,
    platform,
    price,
    quantity,
    creator,
    order,
    order,
    act,
    promote,
    put,
    put,
    change,
    wait,
    wait,
)


def walked(seed: int, steps: int) -> Walk:
    walk = Walk(seed)
    for _ in range(steps):
        walk.step()
    return walk


def test_three_hundred_random_steps_keep_every_invariant() -> None:
    walk = walked(20261122, 300)
    assert len(walk.done) == len(set(_DEEDS))
    assert sum(walk.refused.values()) > 30


@pytest.mark.long
@pytest.mark.parametrize("seed", [1, 2])
def test_ten_thousand_random_steps_keep_every_invariant_and_take_every_way(seed: int) -> None:
    walk = walked(seed, 10_000)
    ways = {(start, end) for start, ends in MOVES.items() for end in ends}
    assert walk.seen == ways, f"not taken: {ways - walk.seen}"
    unknown = {code for code in walk.refused if code and reader.error(code) is None}
    assert not unknown, "every refusal is a documented code"
    assert len(walk.refused) >= 20
