"""Checks of what an integration writes: stock, when all goes well, in part, slowly, and without an answer."""

from __future__ import annotations

from shoplatch.testing.verify.bench_top import BenchTop
from shoplatch.testing.verify.checks import Failed, Skipped, check
from shoplatch.testing.verify.enduring import ready

UPDATE = "product.update_inventory"
WANTED = 77


def _written(top: BenchTop, quantity: int) -> tuple[str, bool, str]:
    """Let it set the stock of a SKU: which, whether it says that it did, and its words."""
    question = top.integration.adapter.set_stock
    if question is None:
        raise Skipped("the adapter has no [set_stock]")
    ready(top)
    sku = top.sku_of(top.orders[1])
    done, words = top.integration.do(question, id=sku, quantity=str(quantity))
    return sku, done, words


@check("writes.stock", "It sets the stock of a SKU", fix="The quantity you send replaces the one that was; send it whole.")
def stock(top: BenchTop) -> str:
    sku, done, words = _written(top, WANTED)
    if not done:
        raise Failed(words, "it could not write")
    found = top.stock(sku)
    if found != WANTED:
        raise Failed(f"{WANTED} were to be set, the platform has {found} of {sku}", "the quantity is not what was asked for")
    return f"{sku} has {WANTED}"


@check(
    "writes.refused_in_part",
    "A batch that failed in part is not done",
    fix="Read data.errors[] of every batch: code 0 means that the batch was taken, not that each part was.",
)
def refused_in_part(top: BenchTop) -> str:
    top.needs("writes.stock")
    top.chaos(operation=UPDATE, fault="partial")
    try:
        sku, done, _ = _written(top, WANTED + 1)
    finally:
        top.calm()
    found = top.stock(sku)
    if done and found != WANTED + 1:
        raise Failed(f"It says that {sku} has {WANTED + 1}; the platform has {found}", "data.errors[] is not read")
    return "it says that it could not"


@check("writes.rate_limited", "It writes after a pause when told to slow down", fix="On 36009002 wait, then send it again.")
def rate_limited(top: BenchTop) -> str:
    top.needs("writes.stock", "errors.rate_limited")
    top.chaos(operation=UPDATE, fault="rate_limited", times=1)
    try:
        sku, done, words = _written(top, WANTED + 2)
    finally:
        top.calm()
    if not done:
        raise Failed(words, "it gives up at the first refusal")
    if top.stock(sku) != WANTED + 2:
        raise Failed(
            f"It says that {sku} has {WANTED + 2}; the platform has {top.stock(sku)}", "a refusal is taken for done"
        )
    return "written at the second try"


@check(
    "writes.lost_answer",
    "A write whose answer is lost is not told as done when it is not, nor done twice",
    fix="Read what is there before you write again; a quantity that replaces may be sent again.",
)
def lost_answer(top: BenchTop) -> str:
    top.needs("writes.stock", "errors.lost")
    top.chaos(operation=UPDATE, fault="lost_after", times=1)
    try:
        sku, done, words = _written(top, WANTED + 3)
    finally:
        top.calm()
    found = top.stock(sku)
    if found != WANTED + 3:
        raise Failed(f"{WANTED + 3} were to be set, the platform has {found}", "a write is repeated with another quantity")
    return "done, and told so" if done else f"done, and told as unknown: {words[:60]}"
