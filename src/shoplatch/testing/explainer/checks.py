"""Mistakes that stand in the request itself, whatever it was signed with, in the order the gateway would find them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from shoplatch.catalog import reader
from shoplatch.catalog.model import Operation
from shoplatch.testing.explainer.asked import Asked
from shoplatch.testing.explainer.mistakes import Mistake

OLDEST_S, AHEAD_S = 300, 30  # platform.md section 4
NOTHING_FITS = Mistake(
    "wrong_secret",
    "The string may be right: no known mistake gives this signature, so it was most likely made with another secret",
    "Compare the secret's fingerprint or its last characters with Partner Center; after a rotation the old one ends.",
    "likely",
)
BODY_UNKNOWN = Mistake(
    "body_unknown",
    "The bytes of the body are not in what was caught, so the signature cannot be judged",
    "Catch it with --data-binary, as raw HTTP, or in the simulator's request log.",
    "seen",
)


def other_app(app_key: str) -> Mistake:
    """The secret is that of another app."""
    return Mistake(
        "wrong_app",
        f"It was signed with the secret of the app {app_key}",
        "Send the app key that belongs to the secret; each app has its own pair.",
    )


def seen(call: Asked, keys: Mapping[str, str], now: float | None) -> Iterator[Mistake]:
    """What is wrong beside the signature. `keys` are the known apps; `now` counts where the call does not say its time."""
    found = reader.match(call.method, call.path)
    if found.operation is None:
        yield _no_operation(call, found.allowed)
    yield from _app(call, keys)
    yield from _timestamp(call, now)
    if not call.given("sign"):
        yield _seen("sign_missing", "The parameter `sign` is missing", "Add it to the query, last.")
    yield from _token(call)
    if found.operation is not None:
        yield from _cipher(call, found.operation)
        yield from _misplaced(call, found.operation)
        yield from _repeated(call, found.operation)


def _seen(kind: str, what: str, fix: str) -> Mistake:
    return Mistake(kind, what, fix, "seen")


def _no_operation(call: Asked, allowed: tuple[str, ...]) -> Mistake:
    if allowed:
        fix = f"Use {' or '.join(allowed)}."
        return _seen("wrong_method", f"{call.method} is not supported on this path", fix)
    bare = call.path.rstrip("/")
    if bare != call.path and reader.match(call.method, bare).path_known:
        return _seen("trailing_slash", "The path ends in a slash, and no operation's path does", f"Call {bare}")
    return _seen("unknown_path", f"No operation has the path {call.path}", "Look for it: shoplatch operations list WORD")


def _app(call: Asked, keys: Mapping[str, str]) -> Iterator[Mistake]:
    app_key = call.given("app_key")
    if not app_key:
        yield _seen("app_key_missing", "The parameter `app_key` is missing", "Send it in the query and sign it.")
    elif keys and app_key not in keys:
        says = f"The app key {app_key} is none of those whose secret is known here"
        yield _seen("wrong_app", says, "Send the app key that belongs to the secret.")


def _timestamp(call: Asked, now: float | None) -> Iterator[Mistake]:
    sent, at = call.given("timestamp"), call.at if call.at is not None else now
    if not sent:
        yield _seen("timestamp_missing", "The parameter `timestamp` is missing", "Send Unix seconds, and sign them.")
    elif not (sent.isascii() and sent.isdigit()):
        yield _seen("timestamp_unreadable", f"`timestamp` is {sent!r}", "Send Unix seconds: ten digits.")
    elif len(sent) >= 13:
        yield _seen("milliseconds", "`timestamp` is in milliseconds", "Send Unix seconds: ten digits.")
    elif at is not None and not -OLDEST_S <= int(sent) - at <= AHEAD_S:
        off = round(int(sent) - at)
        says = f"`timestamp` is {abs(off)} s {'ahead of' if off > 0 else 'behind'} the time it was sent"
        fix = "Set the machine's clock (NTP). Accepted: 5 minutes old to 30 seconds ahead."
        yield _seen("clock_skew", says, fix)


def _token(call: Asked) -> Iterator[Mistake]:
    if "x-tts-access-token" not in call.headers and call.given("access_token"):
        says = "The access token is in the query; from version 202309 on the header is read"
        yield _seen("token_in_query", says, "Send it in the header x-tts-access-token.")


def _cipher(call: Asked, operation: Operation) -> Iterator[Mistake]:
    cipher = call.given("shop_cipher")
    if operation.shop_cipher != "none" and not cipher and not operation.other_ciphers:
        yield _seen("shop_cipher_missing", "The parameter `shop_cipher` is missing", "Send the shop's cipher, and sign it.")
    elif operation.shop_cipher == "none" and cipher:
        says = f"{operation.id} takes no `shop_cipher`"
        yield _seen("shop_cipher_unwanted", says, "Leave it out of query and string.")


def _misplaced(call: Asked, operation: Operation) -> Iterator[Mistake]:
    """Parameters of the query that are in the body: paging, mostly."""
    of_the_body = operation.body.properties if operation.body else {}
    wanted = {node.name for node in operation.query} - of_the_body.keys()
    try:
        body = json.loads(call.body or b"{}")
    except (ValueError, RecursionError):
        return
    stray = sorted(wanted & body.keys()) if isinstance(body, dict) else []
    if stray:
        says = f"In the body, where they count for nothing: {', '.join(stray)}"
        yield _seen("paging_in_body", says, "Send them in the query, and sign them there.")


def _repeated(call: Asked, operation: Operation) -> Iterator[Mistake]:
    """Arrays sent as a name given twice, or with brackets."""
    names = [name for name, _ in call.pairs]
    arrays = {node.name for node in operation.query if node.type == "array"}
    told = sorted({name for name in names if names.count(name) > 1 or name.removesuffix("[]") in arrays - {name}})
    if told:
        says = f"An array is sent as several parameters: {', '.join(told)}"
        yield _seen("array_join", says, "Send and sign an array as one value, joined by commas: ids=1,2.")
