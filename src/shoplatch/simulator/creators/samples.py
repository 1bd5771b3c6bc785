"""Free samples: a creator asks, the seller decides, an order carries the sample, content answers it (states of webhook 56).

PENDING -> AWAITING_SHIPMENT -> SHIPPED -> CONTENT_PENDING -> COMPLETED, and the ways it can end before. The sample order
is an order of the shop like any other; its state is looked at when somebody asks or a moment falls due.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from shoplatch.errors import ShoplatchError
from shoplatch.simulator.creators.terms import open_of, rates_of, targets_of
from shoplatch.simulator.orders.placing import Terms, on_sale, place
from shoplatch.simulator.state.creators import Content, Creator, SampleApplication, SampleRule
from shoplatch.simulator.state.goods import Sku
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

TOPIC = 56
MOVES = "sample.moves"
DAY_S = 86_400
OPEN_STATES = ("PENDING", "AWAITING_SHIPMENT", "SHIPPED", "CONTENT_PENDING")
_LOOKS_EVERY_S = 6 * 3_600


def register(world: World) -> None:
    """Teach the world how applications move."""
    world.happenings[MOVES] = _moves


def apply(
    world: World, shop: Shop, person: Creator, sku: Sku, *, collaboration_id: str = "", campaign_id: str = ""
) -> SampleApplication:
    """A creator asks for a sample; where the seller asks for no approval it is granted at once."""
    now, switches = world.clock.now(), world.switches
    target = next(
        (
            one
            for one in targets_of(shop, person.open_id, now)
            if one.has_free_sample and sku.product_id in one.products and collaboration_id in ("", one.id)
        ),
        None,
    )
    opened = open_of(shop, sku.product_id, now)
    rate = opened.rate if opened is not None else 100
    if target is not None:
        rate = rates_of(target.products[sku.product_id], now)[0]
    made = SampleApplication(
        id=world.new_id("8070"),
        creator=person.open_id,
        product_id=sku.product_id,
        sku_id=sku.id,
        status="PENDING",
        create_time=now,
        update_time=now,
        rate=rate,
        open_collaboration_id=opened.id if opened is not None and target is None else "",
        target_collaboration_id=target.id if target is not None else "",
        campaign_id=campaign_id,
        approve_until=now + switches.sample_review_days * DAY_S,
    )
    shop.affiliate.applications[made.id] = made
    _tell(world, shop, made)
    world.clock.at(made.approve_until, MOVES, shop=shop.id, application=made.id)
    if target is not None and target.exempt_from_approval:
        approve(world, shop, made)
    return made


def approve(world: World, shop: Shop, application: SampleApplication) -> bool:
    """The seller agrees: an order carries the sample. False where there is no stock for it."""
    with _own_chance(world, application.id):
        try:
            terms = Terms(sample_payer="SELLER", without_hold=True)
            order = place(world, shop, [(application.sku_id, 1)], terms=terms)
        except ShoplatchError:
            return False
    application.order_id = order.id
    application.ship_until = world.clock.now() + world.switches.sample_shipment_days * DAY_S
    opened = shop.affiliate.opens.get(application.open_collaboration_id)
    if opened is not None and opened.samples is not None:
        opened.samples.given += 1
    _turn(world, shop, application, "AWAITING_SHIPMENT")
    world.clock.after(_LOOKS_EVERY_S, MOVES, shop=shop.id, application=application.id)
    return True


def reject(world: World, shop: Shop, application: SampleApplication) -> None:
    """The seller does not agree."""
    _turn(world, shop, application, "REJECT_CANCELLED")


def withdraw(world: World, shop: Shop, application: SampleApplication) -> None:
    """The creator thinks better of it, while nothing is on its way."""
    _turn(world, shop, application, "WITHDRAW_CANCELLED")


def catch_up(world: World, shop: Shop, application: SampleApplication) -> None:
    """Bring an application in line with its order and the clock."""
    now, order = world.clock.now(), shop.orders.get(application.order_id) if application.order_id else None
    if application.status == "PENDING" and now >= application.approve_until:
        _turn(world, shop, application, "OVERDUE_CANCELLED")
    if application.status == "AWAITING_SHIPMENT":
        if order is None or order.status == "CANCELLED":
            _turn(world, shop, application, "SELLER_NOT_SHIP_CANCELLED")
        elif order.status not in ("UNPAID", "ON_HOLD", "AWAITING_SHIPMENT"):
            _turn(world, shop, application, "SHIPPED")
        elif now >= application.ship_until:
            _turn(world, shop, application, "SELLER_NOT_SHIP_CANCELLED")
    if application.status == "SHIPPED" and order is not None and order.delivery_time:
        application.fulfillment_id = world.new_id("8714")
        application.fulfillment_status = "PENDING"
        application.content_until = order.delivery_time + world.switches.sample_content_days * DAY_S
        _turn(world, shop, application, "CONTENT_PENDING")
    if application.status == "CONTENT_PENDING" and now >= application.content_until:
        application.fulfillment_status = "OVERDUE"
        _turn(world, shop, application, "UNFULFILL_CANCELLED")


def owed_products(shop: Shop, open_id: str) -> list[str]:
    """Products a creator has a sample of and has not shown yet."""
    return [
        one.product_id
        for one in shop.affiliate.applications.values()
        if one.creator == open_id and one.status == "CONTENT_PENDING"
    ]


def answered_by(world: World, shop: Shop, content: Content, product_id: str) -> None:
    """Content shows a product: who owed it for a sample has kept the promise."""
    for one in shop.affiliate.applications.values():
        if one.creator == content.creator and one.product_id == product_id and one.status == "CONTENT_PENDING":
            one.content_ids.append(content.id)
            one.fulfillment_status = "SUCCEED"
            content.sample_application_id = one.id
            _turn(world, shop, one, "COMPLETED")


def ask_for_one(world: World, shop: Shop, person: Creator, chance: random.Random) -> str:
    """A creator asks for something that is offered and was not asked for yet; the product, "" where there is none."""
    asked = {one.product_id for one in shop.affiliate.applications.values() if one.creator == person.open_id}
    offered = [sku for sku in _offered(world, shop, person) if sku.product_id not in asked]
    if not offered:
        return ""
    wanted = chance.choice(offered)
    apply(world, shop, person, wanted)
    return wanted.product_id


def may_ask(world: World, shop: Shop, person: Creator, product_id: str) -> bool:
    """Whether the product is offered as a sample to this creator."""
    return any(sku.product_id == product_id for sku in _offered(world, shop, person))


def status_of(rule: SampleRule, now: int, *, on: bool) -> str:
    """NOT_STARTED, ONGOING, NO_LEFT_COUNT, PLAN_EXCEPTION or EXPIRED."""
    if not on or not rule.active:
        return "PLAN_EXCEPTION"
    if now < rule.start_time:
        return "NOT_STARTED"
    if not rule.unlimited and now >= rule.end_time:
        return "EXPIRED"
    return "ONGOING" if rule.given < rule.quota else "NO_LEFT_COUNT"


def _offered(world: World, shop: Shop, person: Creator) -> Iterator[Sku]:
    now, products = world.clock.now(), set()
    for target in targets_of(shop, person.open_id, now):
        if target.has_free_sample:
            products |= set(target.products)
    for opened in shop.affiliate.opens.values():
        rule = opened.samples
        if rule is None or opened.ends_at or status_of(rule, now, on=True) != "ONGOING":
            continue
        if person.followers >= rule.followers_min:
            products.add(opened.product_id)
    for product_id in sorted(products):
        product = shop.products.get(product_id)
        for sku in product.skus if product is not None else ():
            if sku.available > 0 and on_sale(shop, sku):
                yield sku
                break


def _moves(world: World, payload: dict[str, Any]) -> None:
    """Due: something may have happened to an application."""
    shop = world.shops[payload["shop"]]
    application = shop.affiliate.applications.get(payload["application"])
    if application is None or application.status not in OPEN_STATES:
        return
    catch_up(world, shop, application)
    if application.status in OPEN_STATES[1:]:
        world.clock.after(_LOOKS_EVERY_S, MOVES, shop=shop.id, application=application.id)


def _turn(world: World, shop: Shop, application: SampleApplication, status: str) -> None:
    application.status = status
    application.update_time = world.clock.now()
    if status.endswith("CANCELLED") and application.fulfillment_status == "PENDING":
        application.fulfillment_status = "CANCELLED"
    _tell(world, shop, application)


def _tell(world: World, shop: Shop, application: SampleApplication) -> None:
    data = {
        "application_id": application.id,
        "new_status": application.status,
        "creator": [{"creator_open_id": application.creator}],
        "product": [{"id": application.product_id, "sku_id": application.sku_id}],
    }
    world.tell(TOPIC, shop, data)


@contextmanager
def _own_chance(world: World, what: str) -> Iterator[None]:
    """Chance of its own for what happens inside: everything else stays what it is without it."""
    shared, world.chance = world.chance, random.Random(f"{world.seed}:{what}")
    try:
        yield
    finally:
        world.chance = shared
