"""Checks of how an integration walks through pages: tokens, ends, and lists that change meanwhile."""

from __future__ import annotations

from collections import Counter
from typing import Any

from shoplatch.testing.verify.areas import token_refused
from shoplatch.testing.verify.bench_top import SEARCH, BenchTop
from shoplatch.testing.verify.checks import Failed, Skipped, check

SLOWLY_MS = 700


def _read(top: BenchTop) -> None:
    top.needs("data.orders_complete", "calls.all_pages")
    if not top.synced[0]:
        raise Skipped(f"it could not read everything: {top.synced[1]}")


@check(
    "paging.token_as_given",
    "A page token goes back as it came",
    fix="Send next_page_token letter for letter, padding included; encode it in the address and not before signing.",
)
def token_as_given(top: BenchTop) -> str:
    sent = [one for one in top.calls() if one["query"].get("page_token")]
    if not sent:
        raise Skipped("it sent no page token")
    refused = [one for one in sent if token_refused(one)]
    if refused:
        top.show(refused)
        raise Failed(f"{top.spoken(refused)}: {refused[0]['query']['page_token']!r} was not given", "the token was changed")
    top.show(sent)
    return f"{len(sent)} tokens, none refused"


@check(
    "paging.once",
    "No page is asked for twice in one reading",
    fix="An empty next_page_token is the end: ask no further.",
)
def once(top: BenchTop) -> str:
    _read(top)
    with top.unheard():
        after = top.mark
        top.sync()
    asked = Counter(_asked(one) for one in top.calls(SEARCH, after=after) if one["code"] == 0)
    twice = [place for place, count in asked.items() if count > 1]
    if twice:
        raise Failed(f"{twice[0][0] or 'the first page'} was asked for {asked[twice[0]]} times", "it goes on after the end")
    return f"{len(asked)} pages of orders, each once"


def _asked(call: dict[str, Any]) -> tuple[str, ...]:
    query = {name: value for name, value in call["query"].items() if name not in ("sign", "timestamp", "app_key")}
    return (query.pop("page_token", ""), call["body"], str(sorted(query.items())))


def _odd_page(top: BenchTop, what: str, cause: str, *left_out: str) -> str:
    _read(top)
    with top.unheard():
        top.chaos(operation=SEARCH, drop=list(left_out))
        top.sync()
        said = top.synced
        top.calm()
        top.sync()
    if not said[0]:
        raise Failed(f"{what}: {said[1]}", cause)
    return "read to the end"


@check(
    "paging.no_end_token",
    "A last page without next_page_token is the end",
    fix="Take a token that is missing as an empty one.",
)
def no_end_token(top: BenchTop) -> str:
    return _odd_page(top, "A page had no next_page_token", "a missing token is no end for it", "next_page_token")


@check("paging.no_rows", "A page without rows does no harm", fix="Take a list that is missing as an empty one.")
def no_rows(top: BenchTop) -> str:
    return _odd_page(top, "A page had no orders", "a missing list is no empty one for it", "orders")


@check(
    "paging.changing",
    "Nothing is lost while orders change between two pages",
    fix="Page by what does not change (create_time), or by update_time ascending; then read once more what came since.",
)
def changing(top: BenchTop) -> str:
    _read(top)
    with top.unheard():
        moved = top.place_on_a_later_page()
        top.chaos(operation=SEARCH, shop=top.shop.shop_id, latency_ms=SLOWLY_MS, times=1)
        top.while_syncing(lambda: _touched(top, moved))
        top.calm()
    if not top.synced[0]:
        raise Failed(f"An order changed while it read: {top.synced[1]}", "a change between two pages stops it")
    if top.known(moved) is None:
        raise Failed(f"{moved} changed while it read, and it does not know it", "what moves between two pages is lost")
    return f"{moved} changed between two pages, and is known"


def _touched(top: BenchTop, order: str) -> None:
    top.wind(seconds=2)  # update_time counts whole seconds
    top.advance(order, "AWAITING_COLLECTION")
