"""Mistakes in the body: written twice, in another character set, left out, or signed where no signature covers it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from shoplatch.testing.explainer.asked import Asked
from shoplatch.testing.explainer.draft import Draft, Pairs
from shoplatch.testing.explainer.mistakes import Bend, Mistake, put

CHARSETS = ("latin-1", "cp1252", "ascii", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "gbk", "shift_jis")
AGAIN = Mistake(
    "body_reserialised",
    "The body was written as JSON twice: what was signed is spaced, ordered or escaped otherwise than what was sent",
    "Serialise once, keep the bytes, sign them and send them (with requests: data=, not json=).",
)
CHARSET = Mistake(
    "charset",
    "The body was signed in another character set than it was sent in",
    "Encode to UTF-8 once, and sign those bytes.",
)


def bodies(call: Asked) -> Iterator[Bend]:
    """Every way its body may have been signed wrongly."""
    body = call.body
    if body is None:
        return
    if call.multipart:
        fix = "Sign path and parameters only when the content type is multipart/form-data."
        yield put(Mistake("multipart_body_signed", "The body of an upload was signed", fix), "body", body)
    elif not body:
        mistake = Mistake("body_added", "A body was signed that was not sent", "Sign the bytes you send: no body, no bytes.")
        for empty in (b"{}", b"null", b'""', b"[]"):
            yield put(mistake, "body", empty)
    else:
        fix = "Append the body, byte for byte as sent, to path and parameters."
        yield put(Mistake("body_left_out", "The body was not signed", fix), "body", b"")
        yield from respelled(body)
        if fields := _fields(body):
            fix = "Only the query's parameters are sorted in; the body follows them as it is."
            mistake = Mistake("body_as_parameters", "The fields of the body were signed among the parameters", fix)
            yield Bend(mistake, partial(_among_the_parameters, fields))


def respelled(body: bytes) -> Iterator[Bend]:
    """The same body in other bytes: as another writer of JSON spells it, or in another character set."""
    for other in _once_each(body, _reserialised(body)):
        yield put(AGAIN, "body", other)
    for other in _once_each(body, _recoded(body)):
        yield put(CHARSET, "body", other)


def _reserialised(body: bytes) -> Iterator[bytes]:
    yield from (body.strip(), body + b"\n", body + b"\r\n")
    try:
        value = json.loads(body)
        text = body.decode()
    except (ValueError, RecursionError):
        return
    for sort in (False, True):
        for ascii_only in (False, True):
            for separators in ((",", ":"), (", ", ": ")):
                written = json.dumps(value, separators=separators, sort_keys=sort, ensure_ascii=ascii_only)
                yield _bytes(written)
                yield _bytes(written.replace("/", "\\/"))  # as PHP writes it
                yield _bytes(_for_html(written))  # as Go writes it
    for indent in (2, 4, "\t"):
        yield _bytes(json.dumps(value, indent=indent, ensure_ascii=False))
    yield _bytes(str(value))
    yield json.dumps(text).encode()  # a text of a text


def _for_html(written: str) -> str:
    return written.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _recoded(body: bytes) -> Iterator[bytes]:
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return
    for charset in CHARSETS:
        yield text.encode(charset, "replace")
    yield body.decode("latin-1").encode()  # read as Latin-1, then written as UTF-8


def _once_each(body: bytes, others: Iterator[bytes]) -> Iterator[bytes]:
    seen = {body}
    for other in others:
        if other not in seen:
            seen.add(other)
            yield other


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _fields(body: bytes) -> Pairs:
    """The body's own fields, each as one text."""
    try:
        value: Any = json.loads(body)
    except (ValueError, RecursionError):
        return []
    if not isinstance(value, dict):
        return []
    return [
        (name, inner if isinstance(inner, str) else json.dumps(inner, separators=(",", ":")))
        for name, inner in value.items()
    ]


def _among_the_parameters(fields: Pairs, draft: Draft) -> Draft:
    return Draft(draft.path, [*draft.pairs, *fields], b"", draft.secret)
