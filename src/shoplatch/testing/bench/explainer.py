"""How many wrong requests the sign explainer names rightly, and how many right ones it calls right.

The corpus is made here, by signers that make one mistake each, written as their authors write them and apart from the
explainer's own ways of making mistakes. Requests are real operations of the catalog with generated values; each is put into
one of the forms people paste: curl, raw HTTP, a HAR file.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote, urlencode

from shoplatch.catalog import reader
from shoplatch.catalog.model import Head
from shoplatch.clock import SystemClock
from shoplatch.testing.bench.result import Result
from shoplatch.testing.explainer import explain, read

WRONG, RIGHT = 2_000, 2_000
SEED = 106001
KEYS = {"6f9k2mexample": "0f3b9a7c5d2e4f60819aexamplesecret77", "7qr8other0app": "a1b2c3d4e5f60718293a4b5c6d7e8f90aabbccdd"}
APP, OTHER = KEYS
_WORDS = ("Fern & Moss", "café au lait", "50% off", "a+b=c", "größe/10", "日本語", "plain", "O'Neill", "x y z")
_clock = SystemClock()


@dataclass(slots=True)
class Wish:
    """What a developer wants to send."""

    method: str
    path: str
    query: dict[str, str]
    ids: list[str]
    body: dict[str, object] | None
    at: int
    upload: bool = False


@dataclass(slots=True)
class Sent:
    """What went over the wire."""

    path: str
    query: str
    body: bytes
    content_type: str
    at: int


def run(*, short: bool = False) -> Result:
    """Name every wrong request, and leave every right one alone."""
    rng, part = random.Random(SEED), 10 if short else 1
    kinds, named, invented = tuple(SIGNERS), Counter[str](), 0
    missed: Counter[str] = Counter()
    began = _clock.monotonic()
    for n in range(WRONG // part):
        kind = kinds[n % len(kinds)]
        wish = _wish(rng, kind)
        sent = SIGNERS[kind](wish)
        told = explain(read(_form(rng, wish, sent)), KEYS, now=sent.at)
        if told.right is False and told.mistakes[0].kind == kind and all(one.kind == kind for one in told.mistakes):
            named[kind] += 1
        else:
            missed[f"{kind}: {', '.join(one.kind for one in told.mistakes) or 'right'}"] += 1
    for _ in range(RIGHT // part):
        wish = _wish(rng, "")
        sent = _right(wish)
        told = explain(read(_form(rng, wish, sent)), KEYS, now=sent.at)
        invented += told.right is not True
    corpus = (WRONG + RIGHT) // part
    ours = sum(named.values()) + RIGHT // part - invented
    return Result(
        "explainer",
        "requests judged rightly",
        ours,
        {"corpus": corpus},
        round(ours / corpus, 4),
        {
            "wrong requests": WRONG // part,
            "named rightly": sum(named.values()),
            "right requests": RIGHT // part,
            "called wrong": invented,
            "kinds": len(kinds),
            "missed": dict(missed) or "none",
            "ms each": round((_clock.monotonic() - began) * 1000 / corpus, 2),
        },
    )


def _wish(rng: random.Random, kind: str) -> Wish:
    """A call with what the mistake needs to matter: something to encode, to sort, to spell."""
    head = rng.choice(_fitting(kind))
    path = "/".join(str(rng.randrange(10**17, 10**18)) if part.startswith("{") else part for part in head.path.split("/"))
    query = {"app_key": APP, "timestamp": str(rng.randrange(1_750_000_000, 1_800_000_000))}
    if head.shop_cipher != "none":
        query["shop_cipher"] = "GCP_" + "".join(rng.choice("ABCdef123-_+/=") for _ in range(20))
    if kind in NEED_TEXT or rng.random() < 0.5:
        query["keyword"] = rng.choice([word for word in _WORDS if word != "plain"] if kind in NEED_TEXT else _WORDS)
    if kind in NEED_ORDER:
        query = {"Zeta": "1", **dict(reversed(query.items())), "alpha": "2"}
    ids = [str(rng.randrange(10**17, 10**18)) for _ in range(3)] if kind in NEED_ARRAY or rng.random() < 0.2 else []
    body: dict[str, object] | None = None
    if head.method in ("POST", "PUT", "DELETE") and (kind in NEED_BODY or rng.random() < 0.8):
        body = {
            "title": rng.choice(_WORDS),
            "note": "größe/10 <b>café</b>",
            "ids": ["576", "577"],
            "amount": "12.50",
            "n": rng.randrange(99),
        }
    return Wish(head.method, path, query, ids, body, int(query["timestamp"]), kind == "multipart_body_signed")


@cache
def _fitting(kind: str) -> list[Head]:
    """The operations on which this mistake can be made."""
    operations = [(head, reader.operation(head.id)) for head in reader.heads() if "{" not in head.path.rpartition("/")[2]]
    uploads = [head for head, operation in operations if operation.content_type == "multipart"]
    if kind == "multipart_body_signed":
        return uploads
    if kind == "paging_in_body":
        paged = [one for one in operations if "page_size" in {node.name for node in one[1].query}]
        return [head for head, one in paged if one.body and "page_size" not in one.body.properties and head not in uploads]
    plain = [head for head, _ in operations if head not in uploads]
    return [head for head in plain if head.method in ("POST", "PUT")] if kind in NEED_BODY else plain


# --- signers, each with one mistake ---------------------------------------------------------------------------------


def _compact(body: dict[str, object] | None) -> bytes:
    return b"" if body is None else json.dumps(body, separators=(",", ":"), ensure_ascii=False).encode()


def _query(wish: Wish) -> dict[str, str]:
    return {**wish.query, "ids": ",".join(wish.ids)} if wish.ids else dict(wish.query)


def _joined(query: dict[str, str]) -> str:
    return "".join(f"{name}{query[name]}" for name in sorted(query))


def _hmac(secret: str, text: bytes) -> str:
    return hmac.new(secret.encode(), text, hashlib.sha256).hexdigest()


def _wrapped(text: str, body: bytes, secret: str | None = None) -> str:
    secret = secret or KEYS[APP]
    return _hmac(secret, secret.encode() + text.encode() + body + secret.encode())


def _finish(
    wish: Wish, sign: str, *, query: dict[str, str] | None = None, body: bytes | None = None, path: str = ""
) -> Sent:
    if wish.upload:
        body = _multipart(wish)
    kind = "multipart/form-data; boundary=zz" if wish.upload else "application/json"
    encoded = urlencode({**(_query(wish) if query is None else query), "sign": sign}, quote_via=quote)
    return Sent(path or wish.path, encoded, _compact(wish.body) if body is None else body, kind, wish.at)


def _multipart(wish: Wish) -> bytes:
    return (
        b'--zz\r\nContent-Disposition: form-data; name="data"; filename="a.png"\r\n\r\n'
        + wish.path.encode()
        + b"\r\n--zz--\r\n"
    )


def _right(wish: Wish) -> Sent:
    body = b"" if wish.upload else _compact(wish.body)
    return _finish(wish, _wrapped(wish.path + _joined(_query(wish)), body))


def _no_wrap(wish: Wish) -> Sent:
    return _finish(wish, _hmac(KEYS[APP], (wish.path + _joined(_query(wish))).encode() + _compact(wish.body)))


def _encoded(wish: Wish) -> Sent:
    query = {name: quote(value, safe="") for name, value in _query(wish).items()}
    return _finish(wish, _wrapped(wish.path + _joined(query), _compact(wish.body)))


def _unsorted(wish: Wish) -> Sent:
    text = "".join(name + value for name, value in _query(wish).items())
    return _finish(wish, _wrapped(wish.path + text, _compact(wish.body)))


def _token_signed(wish: Wish) -> Sent:
    return _finish(wish, _wrapped(wish.path + _joined({**_query(wish), "access_token": TOKEN}), _compact(wish.body)))


def _json_twice(wish: Wish) -> Sent:
    sign = _wrapped(wish.path + _joined(_query(wish)), _compact(wish.body))
    return _finish(wish, sign, body=json.dumps(wish.body).encode())


def _upload_signed(wish: Wish) -> Sent:
    return _finish(wish, _wrapped(wish.path + _joined(_query(wish)), _multipart(wish)))


def _milliseconds(wish: Wish) -> Sent:
    wish.query["timestamp"] += "417"
    return _right(wish)


def _skewed(wish: Wish) -> Sent:
    sent = _right(wish)
    sent.at += 3_600
    return sent


def _paging(wish: Wish) -> Sent:
    wish.body = {**(wish.body or {}), "page_size": 50}
    return _right(wish)


def _unknown_secret(wish: Wish) -> Sent:
    return _finish(wish, _wrapped(wish.path + _joined(_query(wish)), _compact(wish.body), "an old secret, rotated away"))


def _others_secret(wish: Wish) -> Sent:
    return _finish(wish, _wrapped(wish.path + _joined(_query(wish)), _compact(wish.body), KEYS[OTHER]))


def _slash(wish: Wish) -> Sent:
    return _finish(wish, _wrapped(wish.path + "/" + _joined(_query(wish)), _compact(wish.body)))


def _list_signed(wish: Wish) -> Sent:
    query = {**wish.query, "ids": json.dumps(wish.ids)}
    return _finish(wish, _wrapped(wish.path + _joined(query), _compact(wish.body)))


def _latin(wish: Wish) -> Sent:
    text = _compact({**(wish.body or {}), "title": "café"})
    sign = _wrapped(wish.path + _joined(_query(wish)), text.decode().encode("latin-1"))
    return _finish(wish, sign, body=text)


def _late_parameter(wish: Wish) -> Sent:
    sign = _wrapped(wish.path + _joined(_query(wish)), _compact(wish.body))
    return _finish(wish, sign, query={**_query(wish), "version": "202309"})


def _no_body(wish: Wish) -> Sent:
    return _finish(wish, _wrapped(wish.path + _joined(_query(wish)), b""))


def _sha256(wish: Wish) -> Sent:
    secret = KEYS[APP].encode()
    text = secret + (wish.path + _joined(_query(wish))).encode() + _compact(wish.body) + secret
    return _finish(wish, hashlib.sha256(text).hexdigest())


def _upper(wish: Wish) -> Sent:
    return _finish(wish, _wrapped(wish.path + _joined(_query(wish)), _compact(wish.body)).upper())


def _equals(wish: Wish) -> Sent:
    query = _query(wish)
    return _finish(
        wish, _wrapped(wish.path + "&".join(f"{name}={query[name]}" for name in sorted(query)), _compact(wish.body))
    )


def _host(wish: Wish) -> Sent:
    return _finish(wish, _wrapped("https://" + HOST + wish.path + _joined(_query(wish)), _compact(wish.body)))


TOKEN = "ROW_exampleTokenBBBB"
HOST = "open-api.tiktokglobalshop.com"
SIGNERS: dict[str, Callable[[Wish], Sent]] = {
    "no_secret_wrap": _no_wrap,
    "encoded_values": _encoded,
    "order": _unsorted,
    "access_token_included": _token_signed,
    "body_reserialised": _json_twice,
    "multipart_body_signed": _upload_signed,
    "milliseconds": _milliseconds,
    "clock_skew": _skewed,
    "paging_in_body": _paging,
    "wrong_secret": _unknown_secret,
    "wrong_app": _others_secret,
    "trailing_slash": _slash,
    "array_join": _list_signed,
    "charset": _latin,
    "added_after_signing": _late_parameter,
    "body_left_out": _no_body,
    "plain_sha256": _sha256,
    "wrong_spelling": _upper,
    "separators": _equals,
    "host_in_path": _host,
}
NEED_BODY = {"body_reserialised", "charset", "body_left_out", "paging_in_body"}
NEED_TEXT = {"encoded_values"}
NEED_ORDER = {"order"}
NEED_ARRAY = {"array_join"}


# --- the forms people paste -----------------------------------------------------------------------------------------


def _form(rng: random.Random, wish: Wish, sent: Sent) -> bytes:
    return rng.choice((_curl, _raw, _har))(wish, sent) if not wish.upload else _raw(wish, sent)


def _curl(wish: Wish, sent: Sent) -> bytes:
    quoted = sent.body.decode().replace("'", "'\\''")
    data = f" \\\n  --data-raw '{quoted}'" if sent.body else ""
    return (
        f"curl -X {wish.method} 'https://{HOST}{sent.path}?{sent.query}' \\\n"
        f"  -H 'Content-Type: {sent.content_type}' \\\n  -H 'x-tts-access-token: {TOKEN}'{data}"
    ).encode()


def _raw(wish: Wish, sent: Sent) -> bytes:
    head = (
        f"{wish.method} {sent.path}?{sent.query} HTTP/1.1\r\nHost: {HOST}\r\nContent-Type: {sent.content_type}\r\n"
        f"x-tts-access-token: {TOKEN}\r\nContent-Length: {len(sent.body)}\r\n\r\n"
    )
    return head.encode() + sent.body


def _har(wish: Wish, sent: Sent) -> bytes:
    headers = {"Content-Type": sent.content_type, "x-tts-access-token": TOKEN}
    request: dict[str, object] = {
        "method": wish.method,
        "url": f"https://{HOST}{sent.path}?{sent.query}",
        "headers": [{"name": name, "value": value} for name, value in headers.items()],
    }
    if sent.body:
        request["postData"] = {"mimeType": sent.content_type, "text": sent.body.decode()}
    return json.dumps({"log": {"entries": [{"request": request, "response": {"status": 401}}]}}).encode()
