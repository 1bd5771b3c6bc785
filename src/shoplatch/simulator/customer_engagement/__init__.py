"""Messages of a shop to many of its customers, and what came of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.customer_service import is_sensitive
from shoplatch.simulator.markets import market
from shoplatch.simulator.state.around import EngagementTask
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Order
from shoplatch.simulator.state.world import World

VIOLATION, NOT_ELIGIBLE, NOT_AVAILABLE = 68008004, 68008016, 68009001
TASK_ENDED, ADDRESS_WRONG, CANNOT_SEND, NOT_CREATED = 68009002, 68009003, 68009004, 68009005
CHANNEL = "TIKTOK_IM"
READ_AFTER_S = 600
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class Template(msgspec.Struct, frozen=True):
    """Words of the platform, and how many cards may come with them."""

    id: str
    title: str
    body: str
    coupons: tuple[int, int]
    products: tuple[int, int]


@cache
def templates() -> tuple[Template, ...]:
    """The templates there are."""
    table = msgspec.json.decode(files(__package__).joinpath("templates.json").read_bytes())
    return msgspec.convert(table["templates"], tuple[Template, ...])


def get_message_templates(_world: World, ask: Ask) -> dict[str, Any]:
    """The words a task may send; the same in every locale."""
    _check_available(ask.own_shop)
    rows = []
    for one in templates():
        row: dict[str, Any] = {"id": one.id, "message_title": one.title, "message_body": one.body}
        row["product_card_rules"] = {"min_count": one.products[0], "max_count": one.products[1]}
        kinds = ["REGULAR_ALL"] if one.coupons[1] else []
        row["coupon_card_rules"] = {"min_count": one.coupons[0], "max_count": one.coupons[1], "coupon_type": kinds}
        rows.append(row)
    return {"message_templates": rows}


def create_engagement_task(world: World, ask: Ask) -> dict[str, Any]:
    """A task with words of the platform."""
    template = next((one for one in templates() if one.id == ask.body["template_id"]), None)
    if template is None:
        raise Refused(NOT_CREATED, "The template is unknown")
    counted = (("coupon_ids", template.coupons), ("product_ids", template.products))
    for name, (low, high) in counted:
        if not low <= len(ask.body.get(name) or ()) <= high:
            raise Refused(NOT_CREATED, f"The template takes {low} to {high} {name}")
    return _create(world, ask, template.title, template.body, template.id)


def create_custom_engagement_task(world: World, ask: Ask) -> dict[str, Any]:
    """A task with words of the seller's own, for shops that have sold before."""
    message = ask.body.get("custom_message") or {}
    title, body = message.get("title") or "", message.get("body") or ""
    if not _may_use_own_words(ask.own_shop):
        raise Refused(NOT_ELIGIBLE)
    if not title or not body:
        raise Refused(NOT_CREATED, "custom_message needs a title and a body")
    if is_sensitive(f"{title} {body}"):
        raise Refused(VIOLATION)
    return _create(world, ask, title, body, "")


def send_engagement_message(world: World, ask: Ask) -> dict[str, Any]:
    """Send a task's message to buyers of this shop, each once; who cannot be reached is named."""
    shop, errors = ask.own_shop, []
    task = shop.around.tasks.get(str(ask.body.get("task_id") or "").strip("[]"))
    if task is None or world.clock.now() >= task.end_time:
        raise Refused(TASK_ENDED)
    buyers = {order.buyer.email: order.buyer.id for order in shop.orders.live()}
    for email in ask.body["buyer_emails"]:
        buyer_id = buyers.get(email)
        if not _ADDRESS.fullmatch(email) or buyer_id is None:
            errors.append(
                {"code": ADDRESS_WRONG, "message": "The user address is invalid", "detail": {"buyer_email": email}}
            )
        elif buyer_id in task.sent:
            message = "Unable to send messages to the specified buyer"
            errors.append({"code": CANNOT_SEND, "message": message, "detail": {"buyer_email": email}})
        else:
            task.sent[buyer_id] = world.clock.now()
            world.clock.after(READ_AFTER_S, "engagement.read", shop=shop.id, task=task.id, buyer=buyer_id)
    return {"errors": errors} if errors else {}


def get_engagement_task_performances(world: World, ask: Ask) -> dict[str, Any]:
    """How tasks go: who was sent to, who read, and what the recipients bought until the task ended."""
    shop, rows = ask.own_shop, []
    for task_id in dict.fromkeys(ask.body["task_ids"]):
        task = shop.around.tasks.get(task_id)
        if task is not None:
            bought = [order for order in shop.orders.live() if _followed(task, order)]
            gmv = sum(line.sale_price for order in bought for line in order.lines)
            rows.append(
                {
                    "id": task.id,
                    "status": _status(task, world.clock.now()),
                    "sent_recipient_count": len(task.sent),
                    "read_recipient_count": len(task.read),
                    "claimed_coupons_count": len(task.read) if task.coupon_ids else 0,
                    "order_count": len(bought),
                    "gmv_amount": market(shop.region).text(gmv),
                }
            )
    return {"task_performances": rows}


def get_customer_tab_visibility(_world: World, ask: Ask) -> dict[str, Any]:
    """Whether Seller Center shows the shop its customers."""
    return {"is_visible": ask.own_shop.active}


def get_engagement_feature_permissions(_world: World, ask: Ask) -> dict[str, Any]:
    """Templates are for all shops, words of one's own for those that have sold before."""
    own_words = _may_use_own_words(ask.own_shop)
    return {
        "features": [
            {"name": "FUNDAMENTAL", "is_authorized": ask.own_shop.active},
            {"name": "CUSTOM_MSG", "is_authorized": own_words},
        ]
    }


def read(world: World, payload: dict[str, Any]) -> None:
    """Due: a recipient looks at the phone; two of three read on."""
    task = world.shops[payload["shop"]].around.tasks.get(payload["task"])
    if task is not None and payload["buyer"] in task.sent and world.chance.random() < 2 / 3:
        task.read.append(payload["buyer"])


def register(world: World) -> None:
    """Teach the world what the due entries of messages do."""
    world.happenings["engagement.read"] = read


def _create(world: World, ask: Ask, title: str, body: str, template_id: str) -> dict[str, Any]:
    shop, told, key = ask.own_shop, ask.body, ask.query["idempotency_key"]
    _check_available(shop)
    made = shop.around.tasks_by_key.get(key)
    if made is not None:
        return {"task_id": made}
    _check_task(world, shop, told)
    task = EngagementTask(
        id=world.new_id("475"),
        name=told["task_name"],
        end_time=told["end_time"],
        create_time=world.clock.now(),
        title=title,
        body=body,
        template_id=template_id,
        product_ids=list(told.get("product_ids") or ()),
        coupon_ids=list(told.get("coupon_ids") or ()),
    )
    shop.around.tasks[task.id] = task
    shop.around.tasks_by_key[key] = task.id
    return {"task_id": task.id}


def _check_task(world: World, shop: Shop, told: Mapping[str, Any]) -> None:
    if told["channel"] != CHANNEL:
        raise Refused(NOT_CREATED, f"channel must be {CHANNEL}")
    if told["end_time"] <= world.clock.now():
        raise Refused(NOT_CREATED, "end_time has passed")
    on_sale = {product.id for product in shop.products.values() if product.status == "ACTIVATE"}
    if not set(told.get("product_ids") or ()) <= on_sale:
        raise Refused(NOT_CREATED, "A product is not on sale in this shop")
    if not set(told.get("coupon_ids") or ()) <= set(shop.coupons):
        raise Refused(NOT_CREATED, "A coupon is not one of this shop")


def _check_available(shop: Shop) -> None:
    if not shop.active:
        raise Refused(NOT_AVAILABLE)


def _may_use_own_words(shop: Shop) -> bool:
    counts = shop.orders.by_status()
    return shop.active and bool(counts["DELIVERED"] + counts["COMPLETED"])


def _followed(task: EngagementTask, order: Order) -> bool:
    sent_at = task.sent.get(order.buyer.id)
    if sent_at is None or not order.paid_time or not sent_at < order.create_time <= task.end_time:
        return False
    return not task.product_ids or any(line.product_id in task.product_ids for line in order.lines)


def _status(task: EngagementTask, now: int) -> str:
    if not task.sent:
        return "WAITING" if now < task.end_time else "CANCELED"
    return "SENDING" if now < task.end_time else "SUCCESS"


HANDLERS: dict[str, Handler] = {
    "customer_engagement.get_message_templates": get_message_templates,
    "customer_engagement.create_engagement_task": create_engagement_task,
    "customer_engagement.create_custom_engagement_task": create_custom_engagement_task,
    "customer_engagement.send_engagement_message": send_engagement_message,
    "customer_engagement.get_engagement_task_performances": get_engagement_task_performances,
    "customer_engagement.get_customer_tab_visibility": get_customer_tab_visibility,
    "customer_engagement.get_engagement_feature_permissions": get_engagement_feature_permissions,
}
