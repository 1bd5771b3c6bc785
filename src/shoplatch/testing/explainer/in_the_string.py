"""Mistakes in the string: its parameters, their order, the path, and what was added after signing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from itertools import combinations
from urllib.parse import quote, quote_plus, unquote

from shoplatch.testing.explainer.asked import Asked
from shoplatch.testing.explainer.draft import UNSIGNED, Pairs
from shoplatch.testing.explainer.mistakes import Bend, Mistake, put, turn

ADDED_MAX = 3  # parameters added after signing that are searched for at once
STAMPS_S = 60


def parameters(call: Asked) -> Iterator[Bend]:
    """Names and values that were spelled otherwise, or should not be there."""
    encoded = Mistake(
        "encoded_values",
        "Percent-encoded values were signed",
        "Sign the decoded values; encode only when you build the address.",
    )
    plain = partial(quote, safe="")
    for spelled in (plain, quote_plus, quote, partial(quote, safe="-_.!~*'()"), partial(quote, safe=",")):
        yield turn(encoded, "pairs", partial(_respelled, spelled))
    yield put(encoded, "pairs", [(name, value) for name, value in call.raw_pairs if name not in UNSIGNED])
    mistake = Mistake(
        "access_token_included",
        "The access token was signed",
        "Leave access_token (and sign) out of the string; send the token in the header x-tts-access-token.",
    )
    if token := call.token:
        for name in ("access_token", "x-tts-access-token"):
            yield turn(mistake, "pairs", partial(_with, (name, token)))
    mistake = Mistake("sign_included", "The parameter `sign` itself was signed, empty", "Leave `sign` out of the string.")
    yield turn(mistake, "pairs", partial(_with, ("sign", "")))
    mistake = Mistake(
        "empty_values",
        "Parameters without a value were sent, and not signed",
        "Sign the name of an empty parameter, or do not send it.",
    )
    if any(not value for _, value in call.pairs):
        yield turn(mistake, "pairs", lambda pairs: [pair for pair in pairs if pair[1]])


def arrays() -> Iterator[Bend]:
    """Arrays of the query that were signed in one form and sent in another."""
    mistake = Mistake(
        "array_join",
        "An array of the query was signed in another form than it was sent",
        "Send and sign an array as one value, joined by commas: ids=1,2.",
    )
    ways: tuple[Callable[[list[str]], list[str]], ...] = (
        lambda items: [",".join(items)],
        lambda items: [json.dumps(items, separators=(",", ":"))],
        lambda items: [json.dumps(items)],
        lambda items: [f"[{','.join(items)}]"],
        lambda items: [f"[{', '.join(items)}]"],
        lambda items: [f"[{' '.join(items)}]"],
        lambda items: [str(items)],
        lambda items: [", ".join(items)],
        lambda items: ["".join(items)],
        lambda items: items,
        lambda items: items[:1],
        lambda items: items[-1:],
        lambda _: [],
    )
    for way in ways:
        for mark in ("", "[]"):
            yield turn(mistake, "pairs", partial(_rejoined, way, mark))


def order() -> Iterator[Bend]:
    """Parameters sorted otherwise, or written with something between them; parts in another order."""
    fix = "Sort the parameters by name, byte by byte (upper case before lower case), whatever the order they are sent in."
    orders: tuple[tuple[str, Callable[[Pairs], Pairs]], ...] = (
        ("in the order they were sent", list),
        ("backwards", lambda pairs: sorted(pairs, reverse=True)),
        ("without regard to upper and lower case", lambda pairs: sorted(pairs, key=lambda pair: pair[0].lower())),
        ("by value", lambda pairs: sorted(pairs, key=lambda pair: pair[1])),
        ("in the reverse of the order they were sent", lambda pairs: pairs[::-1]),
    )
    for says, way in orders:
        yield put(Mistake("order", f"Parameters were signed {says}", fix), "order", way)
    fix = "Write names and values without anything between them: key1value1key2value2."
    joins: tuple[tuple[str, Callable[[Pairs], str]], ...] = (
        ("key=value&key=value", lambda pairs: "&".join(f"{name}={value}" for name, value in pairs)),
        ("key=value run together", lambda pairs: "".join(f"{name}={value}" for name, value in pairs)),
        ("key:value run together", lambda pairs: "".join(f"{name}:{value}" for name, value in pairs)),
        ("key=value,key=value", lambda pairs: ",".join(f"{name}={value}" for name, value in pairs)),
        ("&key=value", lambda pairs: "".join(f"&{name}={value}" for name, value in pairs)),
        ("values alone", lambda pairs: "".join(value for _, value in pairs)),
        ("key1value1&key2value2", lambda pairs: "&".join(name + value for name, value in pairs)),
        ("one on each line", lambda pairs: "\n".join(name + value for name, value in pairs)),
    )
    for says, join in joins:
        yield put(Mistake("separators", f"Parameters were written as {says}", fix), "join", join)
    fix = "Secret, path, parameters, body, secret: in this order."
    for layout in (
        ("pairs", "path", "body"),
        ("path", "body", "pairs"),
        ("body", "path", "pairs"),
        ("pairs", "body", "path"),
    ):
        says = ", ".join("parameters" if part == "pairs" else part for part in layout)
        yield put(Mistake("order_of_parts", f"The parts were signed in the order {says}", fix), "layout", layout)


def paths(call: Asked) -> Iterator[Bend]:
    """The path, spelled otherwise."""
    path = call.path
    ways = (
        ("trailing_slash", "A slash at the end of the path was signed, and not sent", path + "/"),
        ("trailing_slash", "A slash at the end of the path was sent, and not signed", path.rstrip("/")),
        ("host_in_path", "The host was signed with the path", call.host + path),
        ("host_in_path", "The host was signed with the path", f"https://{call.host}{path}"),
        ("host_in_path", "The host was signed with the path", f"http://{call.host}{path}"),
        ("path_misspelled", "The path was signed without its first slash", path.lstrip("/")),
        ("path_misspelled", "The path was signed decoded", unquote(path)),
        ("path_misspelled", "The path was signed in lower case", path.lower()),
        ("path_misspelled", "The path was signed without its first part", "/" + path.lstrip("/").partition("/")[2]),
        ("query_in_path", "The question mark was signed with the path", path + "?"),
        ("query_in_path", "The query was signed as part of the path", f"{path}?{call.query}"),
        ("method_in_path", "The method was signed", call.method + path),
        ("path_left_out", "The path was not signed", ""),
    )
    fix = "Sign the path exactly as sent: from the first slash to before the question mark, without the host."
    for kind, what, other in ways:
        if other != path:
            yield put(Mistake(kind, what, fix), "path", other)


def added(call: Asked) -> Iterator[Bend]:
    """Parameters that were sent and not signed."""
    names = sorted({name for name, _ in call.pairs} - UNSIGNED)
    for many in range(1, ADDED_MAX + 1):
        for names_added in combinations(names, many):
            mistake = Mistake(
                "added_after_signing",
                f"Sent, but not signed: {', '.join(names_added)}",
                "Sign last: every parameter of the query except sign and access_token has to be there before.",
            )
            yield turn(mistake, "pairs", partial(_without, frozenset(names_added)))


def stamps(call: Asked) -> Iterator[Bend]:
    """The timestamp was taken twice: once to sign, once to send."""
    sent = call.given("timestamp")
    if not (sent.isascii() and sent.isdigit() and len(sent) in (10, 13)):
        return
    seconds = int(sent[:10])
    near = [str(seconds + by * side) for by in range(1, STAMPS_S + 1) for side in (-1, 1)]
    for other in (str(seconds), f"{seconds}000", *near):
        if other != sent:
            says = f"The timestamp {other} was signed, and {sent} sent"
            mistake = Mistake("timestamp_changed", says, "Take the time once; sign and send the same timestamp.")
            yield turn(mistake, "pairs", partial(_stamped, other))


def _respelled(spelled: Callable[[str], str], pairs: Pairs) -> Pairs:
    return [(name, spelled(value)) for name, value in pairs]


def _with(pair: tuple[str, str], pairs: Pairs) -> Pairs:
    return [*pairs, pair]


def _without(names: frozenset[str], pairs: Pairs) -> Pairs:
    return [pair for pair in pairs if pair[0] not in names]


def _stamped(stamp: str, pairs: Pairs) -> Pairs:
    return [(name, stamp if name == "timestamp" else value) for name, value in pairs]


def _rejoined(way: Callable[[list[str]], list[str]], mark: str, pairs: Pairs) -> Pairs:
    """The pairs with each array, one value with commas or a name given twice, put another way."""
    grouped: dict[str, list[str]] = {}
    for name, value in pairs:
        grouped.setdefault(name.removesuffix("[]"), []).append(value)
    made: Pairs = []
    for name, values in grouped.items():
        items = values if len(values) > 1 else _items(values[0])
        made += [(name + mark, item) for item in way(items)] if len(items) > 1 else [(name, values[0])]
    return made


def _items(value: str) -> list[str]:
    """The items of an array in one value: joined by commas, or a JSON list."""
    if value.startswith("["):
        try:
            read = json.loads(value)
        except ValueError:
            read = None
        if isinstance(read, list) and all(isinstance(one, str | int) for one in read):
            return [str(one) for one in read]
    return value.split(",")
