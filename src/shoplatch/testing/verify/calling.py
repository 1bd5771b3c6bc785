"""Checks of the calls an integration makes while it reads everything: signature, token, time, pages."""

from __future__ import annotations

import json
from typing import Any

from shoplatch.testing.verify.bench_top import BAD_PARAMETERS, SIGNATURE, BenchTop
from shoplatch.testing.verify.checks import Failed, Skipped, check

_ROOM = 15  # seconds a timestamp may be off before it is a clock to be set


def _calls(top: BenchTop) -> list[dict[str, Any]]:
    found = [one for one in top.calls() if one["operation"]]
    if not found:
        raise Failed("It made no call at all", "Its base URL is not the simulator's, or its sync does nothing")
    return found


@check(
    "calls.made", "It calls the API when it is asked to read", fix="Give it the base URL of the environment; see [start]."
)
def made(top: BenchTop) -> str:
    return f"{len(_calls(top))} calls: {top.spoken(_calls(top))}"


@check(
    "calls.signature", "Its signatures are right", fix="See `shoplatch explain`; the string of each call is in the evidence."
)
def signature(top: BenchTop) -> str:
    calls = _calls(top)
    for one in calls:
        if one["code"] == SIGNATURE:
            kinds, said = top.mistakes(one)
            raise Failed(f"{top.spoken([one])}. The platform signs {one['string_to_sign']}", ", ".join(kinds), said)
    return f"{len(calls)} calls, none refused for its signature"


@check(
    "calls.timestamp",
    "Its timestamps are Unix seconds of a clock that is right",
    fix="Send Unix seconds; keep the clock by NTP.",
)
def timestamp(top: BenchTop) -> str:
    worst = 0
    for one in _calls(top):
        sent = one["query"].get("timestamp", "")
        if not sent.isdigit() or len(sent) != 10:
            raise Failed(f"timestamp is {sent!r}", "milliseconds" if len(sent) == 13 else "not Unix seconds")
        off = int(sent) - int(one["at"])
        worst = max(worst, abs(off), key=abs)
        if abs(off) > _ROOM:
            raise Failed(f"timestamp is {abs(off)} s {'behind' if off < 0 else 'ahead'}", "clock skew")
    return f"at most {worst} s off"


@check("calls.token_in_header", "The access token is in the header", fix="Send it in x-tts-access-token, and in no query.")
def token(top: BenchTop) -> str:
    for one in _calls(top):
        if "access_token" in one["query"] or not one["access_token"]:
            raise Failed(
                top.spoken([one]), "the token is in the query" if "access_token" in one["query"] else "there is no token"
            )
    return "every call has it"


@check(
    "calls.paging",
    "Page size and token are in the query",
    fix="Send page_size and page_token in the query, and sign them there.",
)
def paging(top: BenchTop) -> str:
    for one in _calls(top):
        try:
            body = json.loads(one["body"] or "{}")
        except ValueError:
            continue
        stray = {"page_size", "page_token", "sort_field", "sort_order"} & set(body if isinstance(body, dict) else ())
        if stray:
            raise Failed(f"{one['method']} {one['path']} has {', '.join(sorted(stray))} in its body", "paging in the body")
    return "none is in a body"


@check("calls.all_pages", "It reads every page", fix="Go on with next_page_token until it is empty.")
def all_pages(top: BenchTop) -> str:
    if any(one["code"] for one in _calls(top)):
        raise Skipped("calls were refused; the checks above say why")
    searches = [one for one in _calls(top) if one["operation"].startswith("order.get_order_list") and one["code"] == 0]
    if not searches:
        raise Skipped("it did not search orders")
    sizes = {int(one["query"].get("page_size", 20)) for one in searches}
    if len(top.orders) > max(sizes) and not any(one["query"].get("page_token") for one in searches):
        raise Failed(
            f"{len(top.orders)} orders in pages of {max(sizes)}: it never sent a page_token", "only the first page is read"
        )
    return f"{len(searches)} searches for {len(top.orders)} orders"


@check(
    "calls.accepted",
    "None of its calls is refused while nothing goes wrong",
    fix="Read the message; `shoplatch explain CODE`.",
)
def accepted(top: BenchTop) -> str:
    refused = [one for one in _calls(top) if one["code"] != 0]
    others = [one for one in refused if one["code"] not in (SIGNATURE, BAD_PARAMETERS)]
    if others:
        raise Failed(top.spoken(others), f"code {others[0]['code']}")
    if refused:
        raise Skipped("what was refused is told by the checks above")
    return "none was"


@check(
    "calls.page_size", "It asks for pages of a sensible size", fix="Up to 100 orders a page cost one call instead of five."
)
def page_size(top: BenchTop) -> str:
    sizes = [int(one["query"]["page_size"]) for one in _calls(top) if one["query"].get("page_size", "").isdigit()]
    if sizes and max(sizes) < 10:
        raise Failed(f"pages of {max(sizes)}", "many small calls use up the rate limit")
    return f"pages of {max(sizes)}" if sizes else "the default"
