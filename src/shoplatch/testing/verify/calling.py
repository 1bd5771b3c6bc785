"""Checks of the calls an integration makes while it reads everything: signature, token, time, pages."""

from __future__ import annotations

import json
import re
from typing import Any

from shoplatch.catalog import reader
from shoplatch.testing.verify.areas import area_of
from shoplatch.testing.verify.bench_top import BAD_PARAMETERS, SIGNATURE, BenchTop
from shoplatch.testing.verify.checks import Failed, Skipped, check

_VERSIONED = re.compile(r"/[a-z_]+/\d{6}/")
_OF_LISTINGS = frozenset({"page_size", "page_token", "sort_field", "sort_order"})
_ROOM = 15  # seconds a timestamp may be off before it is a clock to be set


def _calls(top: BenchTop) -> list[dict[str, Any]]:
    found = [one for one in top.calls() if one["operation"]]
    if not found:
        raise Failed("It made no call at all", "Its base URL is not the simulator's, or its sync does nothing")
    return found


def _bad(top: BenchTop, call: dict[str, Any], evidence: str, cause: str) -> Failed:
    top.show([call])
    return Failed(evidence, cause)


@check(
    "calls.made", "It calls the API when it is asked to read", fix="Give it the base URL of the environment; see [start]."
)
def made(top: BenchTop) -> str:
    calls = _calls(top)
    top.show(calls)
    return f"{len(calls)} calls: {top.spoken(calls)}"


@check(
    "calls.signature", "Its signatures are right", fix="See `shoplatch explain`; the string of each call is in the evidence."
)
def signature(top: BenchTop) -> str:
    calls = _calls(top)
    for one in calls:
        if one["code"] == SIGNATURE:
            kinds, said = top.mistakes(one)
            evidence = f"{top.spoken([one])}. The platform signs {one['string_to_sign']}. {said}"
            raise _bad(top, one, evidence, ", ".join(kinds))
    top.show(calls[-1:])
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
            raise _bad(top, one, f"timestamp is {sent!r}", "milliseconds" if len(sent) == 13 else "not Unix seconds")
        off = int(sent) - int(one["at"])
        worst = max(worst, abs(off), key=abs)
        if abs(off) > _ROOM:
            raise _bad(top, one, f"timestamp is {abs(off)} s {'behind' if off < 0 else 'ahead'}", "clock skew")
    return f"at most {worst} s off"


@check("calls.token_in_header", "The access token is in the header", fix="Send it in x-tts-access-token, and in no query.")
def token(top: BenchTop) -> str:
    for one in _calls(top):
        if "access_token" in one["query"] or not one["access_token"]:
            where = "the token is in the query" if "access_token" in one["query"] else "there is no token"
            raise _bad(top, one, top.spoken([one]), where)
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
            evidence = f"{one['method']} {one['path']} has {', '.join(sorted(stray))} in its body"
            raise _bad(top, one, evidence, "paging in the body")
    return "none is in a body"


@check("calls.all_pages", "It reads every page", fix="Go on with next_page_token until it is empty.")
def all_pages(top: BenchTop) -> str:
    if any(one["code"] for one in _calls(top)):
        raise Skipped("calls were refused; the checks above say why")
    searches = [one for one in _calls(top) if one["operation"].startswith("order.get_order_list") and one["code"] == 0]
    if not searches:
        raise Skipped("it did not search orders")
    if len(top.orders) <= top.page_size:  # all of them fit one page: there have to be more
        with top.unheard():
            top.place(top.page_size + 5 - len(top.orders))
            top.sync()
            searches = [one for one in top.calls("orders/search") if one["code"] == 0]
    if not any(one["query"].get("page_token") for one in searches):
        raise Failed(
            f"{len(top.orders)} orders in pages of {top.page_size}: it never sent a page_token",
            "only the first page is read",
        )
    return f"{len(searches)} searches for {len(top.orders)} orders"


@check(
    "calls.accepted",
    "None of its other calls is refused while nothing goes wrong",
    fix="Read the message; `shoplatch explain CODE`.",
)
def accepted(top: BenchTop) -> str:
    others = [one for one in _calls(top) if not area_of(one)]
    refused = [one for one in others if one["code"] not in (0, SIGNATURE, BAD_PARAMETERS)]
    if refused:
        top.show(refused)
        raise Failed(top.spoken(refused), f"code {refused[0]['code']}")
    return f"{len(others)} calls beside those of the five areas"


@check(
    "calls.versions",
    "Every path and version it calls is there, and none has an end",
    fix="Take paths and versions of `shoplatch operations list`; a version that ends is told there.",
)
def versions(top: BenchTop) -> str:
    newer = set()
    for one in [call for call in top.calls() if _VERSIONED.match(call["path"])]:
        if not one["operation"]:
            raise _bad(top, one, f"{one['method']} {one['path']} is no operation", "there is no such path in this version")
        known = reader.operation(one["operation"])
        if known.deprecated or reader.ends_on(known) is not None:
            raise _bad(top, one, f"{one['method']} {one['path']} has an end", "the version is about to end")
        if not known.latest:
            newer.add(f"{known.capability} {known.version}")
    return f"newer versions exist of {', '.join(sorted(newer))}" if newer else "every call is the newest version"


@check(
    "calls.cipher",
    "It says which shop it means",
    fix="Send the shop's cipher (`GET /authorization/202309/shops`) as shop_cipher in the query, and sign it.",
)
def cipher(top: BenchTop) -> str:
    ciphers = set()
    for one in _calls(top):
        takes = reader.operation(one["operation"]).shop_cipher
        given = one["query"].get("shop_cipher")
        if takes != "none" and not given:
            raise _bad(top, one, f"{one['method']} {one['path']} without shop_cipher", "the shop_cipher is left out")
        ciphers |= {given} - {None}
    return f"{len(ciphers)} shops were named"


@check(
    "calls.secret_stays",
    "The app secret is in none of its calls",
    fix="The secret signs and is never sent; only the token addresses take it.",
)
def secret_stays(top: BenchTop) -> str:
    for one in _calls(top):
        sent = {"app_secret", "refresh_token"} & set(one["query"])
        if sent or top.shop.app_secret in one["body"]:
            raise _bad(
                top, one, f"{one['method']} {one['path']} sends {', '.join(sent) or 'it'}", "the secret is sent along"
            )
    return "it is not"


@check(
    "calls.parameters",
    "It sends no parameter the operation does not know",
    fix="Compare with `shoplatch operations show OPERATION`; what is misspelled is ignored in silence.",
)
def parameters(top: BenchTop) -> str:
    everywhere = {"app_key", "timestamp", "sign", "shop_cipher", "access_token", "app_secret", "refresh_token", "version"}
    for one in _calls(top):
        known = {node.name for node in reader.operation(one["operation"]).query}
        stray = sorted(set(one["query"]) - known - everywhere)
        if stray:
            near = reader.nearest(stray[0], tuple(sorted(known | _OF_LISTINGS)), count=1)
            hint = f"; did it mean {near[0]}?" if near else ""
            evidence = f"{one['method']} {one['path']} has {', '.join(stray)} in its query{hint}"
            raise _bad(top, one, evidence, f"{stray[0]} is unknown, and ignored")
    return "none"


@check(
    "calls.page_size", "It asks for pages of a sensible size", fix="Up to 100 orders a page cost one call instead of five."
)
def page_size(top: BenchTop) -> str:
    sizes = [int(one["query"]["page_size"]) for one in _calls(top) if one["query"].get("page_size", "").isdigit()]
    if sizes and max(sizes) < 10:
        raise Failed(f"pages of {max(sizes)}", "many small calls use up the rate limit")
    return f"pages of {max(sizes)}" if sizes else "the default"
