"""Steps that expect: of the order, an answer, webhooks, stock and money."""

from __future__ import annotations

import hmac
from decimal import Decimal
from hashlib import sha256
from typing import Any

from shoplatch.simulator.trigger import topic_of
from shoplatch.testing.desk.inbox import Webhook
from shoplatch.testing.scenarios.exhibits import Unmet, spelled
from shoplatch.testing.scenarios.given import available
from shoplatch.testing.scenarios.stage import Stage, at
from shoplatch.testing.scenarios.steps import Table, step


@step("then", r"the order is {status:word}")
def the_order_is(stage: Stage, _: Table, status: str) -> None:
    same("the order", status, stage.order()["status"])


@step("then", r"the order says")
def the_order_says(stage: Stage, table: Table) -> None:
    says(stage, table, stage.order())


@step("then", r"it answers")
def it_answers(stage: Stage, table: Table) -> None:
    if stage.refusal is not None:
        raise Unmet(f"it was refused: {stage.refusal}")
    says(stage, table, stage.answer)


@step("then", r"it succeeds")
def it_succeeds(stage: Stage, _: Table) -> None:
    if stage.refusal is not None:
        raise Unmet(f"it was refused: {stage.refusal}")
    errors = (stage.answer or {}).get("errors")
    if errors:
        raise Unmet(f"parts of it were refused: {errors}")


@step("then", r"it is refused with {code:n}")
def it_is_refused(stage: Stage, _: Table, code: str) -> None:
    if stage.refusal is None:
        raise Unmet(f"it was not refused; it answered {str(stage.answer)[:200]}")
    same("the code", code, stage.refusal.code)


@step("then", r"there (is|are) {count:n} {path:word} in the answer")
def so_many(stage: Stage, _: Table, count: str, path: str) -> None:
    if stage.refusal is not None:
        raise Unmet(f"it was refused: {stage.refusal}")
    held = (stage.answer or {}).get(path) or []
    same(f"the number of {path}", count, len(held))


@step("then", r"a webhook {topic:word} came")
def a_webhook(stage: Stage, table: Table, topic: str) -> None:
    found = stage.webhooks(topic_of(topic).type)
    wanted = [(path, stage.filled(value)) for path, value in table]
    if not any(all(_held(one.data, path) == value for path, value in wanted) for one in found):
        told = "; ".join(str(one.data)[:160] for one in found[-3:]) or "none of that topic came"
        raise Unmet(f"no webhook {topic} has {dict(wanted) or 'come'}; there were: {told}")


@step("then", r"no webhook {topic:word} came")
def no_webhook(stage: Stage, table: Table, topic: str) -> None:
    wanted = [(path, stage.filled(value)) for path, value in table]
    for one in stage.webhooks(topic_of(topic).type):
        if all(_held(one.data, path) == value for path, value in wanted):
            raise Unmet(f"a webhook {topic} came: {str(one.data)[:200]}")


@step("then", r"{count:n} webhooks? {topic:word} came")
def so_many_webhooks(stage: Stage, table: Table, count: str, topic: str) -> None:
    wanted = [(path, stage.filled(value)) for path, value in table]
    found = [
        one for one in stage.webhooks(topic_of(topic).type) if all(_held(one.data, path) == value for path, value in wanted)
    ]
    same(f"the number of webhooks {topic}", count, len(found))


@step("then", r"{count:n} webhooks? with a wrong signature came")
def signatures(stage: Stage, _: Table, count: str) -> None:
    stage.ask("POST", "deliveries/drain")
    key, secret = stage.shop.app_key.encode(), stage.shop.app_secret.encode()
    wrong = [one for one in stage.shop.inbox.all() if _refused(one, key, secret)]
    same("the number of wrong signatures", count, len(wrong))


def _refused(one: Webhook, key: bytes, secret: bytes) -> bool:
    """Whether a signature is wrong; where a platform took the webhook in, that is for it to say."""
    if one.raw:
        return one.authorization != hmac.new(secret, key + one.raw, sha256).hexdigest()
    return one.status in (401, 403)


@step("then", r"{less:n} units? less can be sold than before")
def stock_is_less(stage: Stage, _: Table, less: str) -> None:
    same("what can be sold less", less, stage.named("available before") - available(stage))


@step("then", r"{count:n} can be sold")
def stock_is(stage: Stage, _: Table, count: str) -> None:
    same("what can be sold", count, available(stage))


@step("then", r"the order's money adds up to its total, to {off:n} cents?")
def money_adds_up(stage: Stage, _: Table, off: str) -> None:
    block = stage.order()["payment"]

    def amount(name: str) -> Decimal:
        return Decimal(block.get(name) or 0)

    made = sum(
        map(amount, ("sub_total", "shipping_fee", "tax", "small_order_fee", "buyer_service_fee", "handling_fee")), Decimal(0)
    )
    same("the order's total and its parts, cents apart", off, int(abs(made - amount("total_amount")) * 100))


@step("then", r"the refund is {share:n} percent of what was paid")
def refunded(stage: Stage, _: Table, share: str) -> None:
    found = stage.look("return_refund.search_returns", return_ids=[stage.named("return")])["return_orders"]
    refund, total = Decimal(at(found, "0.refund_amount.refund_total")), Decimal(stage.named("total"))
    same("the share refunded", share, round(refund * 100 / total))


@step("then", r"the refund is the price of {units:n} units?")
def refunded_units(stage: Stage, _: Table, units: str) -> None:
    found = stage.look("return_refund.search_returns", return_ids=[stage.named("return")])["return_orders"]
    price = sum((Decimal(line["sale_price"]) for line in stage.order()["line_items"][: int(units)]), Decimal(0))
    same("the refund", str(price), at(found, "0.refund_amount.refund_total"))


@step("then", r"the return is {status:word}")
def the_return_is(stage: Stage, _: Table, status: str) -> None:
    found = stage.look("return_refund.search_returns", return_ids=[stage.named("return")])["return_orders"]
    same("the return", status, at(found, "0.return_status"))


@step("then", r"the cancellation is {status:word}")
def the_cancellation_is(stage: Stage, _: Table, status: str) -> None:
    found = stage.look("return_refund.search_cancellations", order_ids=[stage.named("order")])["cancellations"]
    same("the cancellation", status, at(found, "0.cancel_status"))


def says(stage: Stage, table: Table, document: Any) -> None:
    """Every path of a table has its value."""
    for path, value in table:
        same(path, stage.filled(value), at(document, path))


def same(what: str, wanted: str, found: object, where: str = "") -> None:
    """The value is the one expected, as text; `any` stands for whatever is there, `empty` for nothing.

    Raises:
        Unmet: it is not.
    """
    text = spelled(found)
    if wanted == "any":
        if found in (None, "", [], {}):
            raise Unmet(f"{what} is empty", expected="anything", found="nothing", where=where or what)
    elif (wanted == "empty" and found not in (None, "", [], {})) or (wanted != "empty" and text != wanted):
        there = text or "nothing"
        raise Unmet(f"{what}: expected {wanted}, found {there}", expected=wanted, found=there, where=where or what)


def _held(document: Any, path: str) -> str | None:
    try:
        return spelled(at(document, path))
    except Unmet:
        return None
