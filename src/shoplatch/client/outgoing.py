"""From an operation and flat keyword arguments to a signed HTTP request. Pure: no clock, no token, no socket of its own.

`prepare` does what does not change between attempts; `signed` adds time, token and signature, and is called per attempt.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

import msgspec

from shoplatch.catalog import reader
from shoplatch.catalog.model import Node, Operation
from shoplatch.client import signing
from shoplatch.client.fitting import Value, Ways, fit, on_the_wire, require, unknown_name
from shoplatch.errors import InvalidRequest
from shoplatch.transport import HttpRequest

_SAFE_SEGMENT = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*")
_SAFE_NAME = re.compile(r"[A-Za-z0-9_.\[\]-]+")
_JSON = "application/json"
_OURS = frozenset({"sign", "app_key", "timestamp", "access_token"})
_encode = msgspec.json.Encoder(decimal_format="string").encode


@dataclass(frozen=True, slots=True)
class Upload:
    """One file of a multipart call."""

    name: str
    content: bytes = field(repr=False)
    content_type: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls: one app, towards one host, for one shop. `shop` is a label for errors and logs, never sent."""

    app_key: str
    app_secret: str = field(repr=False)
    base_url: str
    shop_cipher: str | None = field(default=None, repr=False)
    shop: str | None = None
    zone: tzinfo | None = None  # where the shop's days begin
    app_secret_also: str | None = field(default=None, repr=False)  # while an app changes over from one to the other

    def with_other_secret(self) -> Caller:
        """Signing with the other secret, and with no third one to try."""
        return replace(self, app_secret=self.app_secret_also or self.app_secret, app_secret_also=None)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A call that only lacks time, token and signature."""

    operation: Operation
    path: str
    query: tuple[tuple[str, str], ...] = field(repr=False)
    body: bytes | None = field(default=None, repr=False)
    content_type: str = _JSON
    keyed: bool = False  # carries an idempotency key
    undocumented: tuple[str, ...] = ()  # values outside their documented lists, with their places

    @property
    def repeatable(self) -> bool:
        """Whether doing it twice does no harm."""
        return self.operation.read or self.keyed


class _Slot(NamedTuple):
    place: str  # path | query | body
    node: Node


@lru_cache(maxsize=1024)
def _slots(operation_id: str) -> dict[str, tuple[_Slot, ...]]:
    """Every parameter of an operation and where it goes.

    Where a name is in two places, path wins over query over body; what the body requires goes there as well.
    """
    operation = reader.operation(operation_id)
    body = operation.body
    slots: dict[str, tuple[_Slot, ...]] = {
        name: (_Slot("body", node),) for name, node in (body.properties if body else {}).items()
    }
    must = body.required_names if body else ()
    for place, nodes in (("query", operation.query), ("path", operation.path_params)):
        for node in nodes:
            if node.name in _OURS:  # one record lists the token among the parameters; it travels in a header
                continue
            also = tuple(slot for slot in slots.get(node.name, ()) if slot.place == "body" and node.name in must)
            slots[node.name] = (_Slot(place, node), *also)
    return slots


def prepare(
    operation: Operation,
    params: Mapping[str, Value],
    *,
    body: Mapping[str, Value] | bytes | None = None,
    query: Mapping[str, Value] | None = None,
    files: Mapping[str, Upload | bytes] | None = None,
    shop_cipher: str | None = None,
    zone: tzinfo | None = None,
) -> Prepared:
    """Sort the arguments into path, query and body, judge them, and encode the body once: what is signed is what is sent.

    A parameter that is None counts as not given. `body` stands for all body parameters: a mapping is judged by type but may
    carry names the catalog does not know; bytes go out as they are. `query` adds parameters in the same lenient way.

    Raises:
        InvalidRequest: a name is unknown or missing, or a type is wrong.
    """
    placed: dict[str, dict[str, Value]] = {"path": {}, "query": {}, "body": {}}
    ways = Ways(zone)
    slots = _slots(operation.id)
    for name, value in params.items():
        places = slots.get(name)
        if places is None:
            raise unknown_name(f"{name} of {operation.id}", name, tuple(slots))
        if value is not None:
            for slot in places:
                if slot.place != "body" or body is None or len(places) == 1:
                    placed[slot.place][name] = fit(value, slot.node, name, ways) if slot.node.type != "file" else value
    _add_loose(placed["query"], query, slots, ways)
    require([node.name for node in operation.query if node.is_required], placed["query"], operation.id)
    pairs = [(name, on_the_wire(value, name)) for name, value in placed["query"].items()]
    if operation.shop_cipher != "none":
        if shop_cipher:
            pairs.append(("shop_cipher", shop_cipher))
        elif operation.shop_cipher == "required":
            raise InvalidRequest(f"{operation.id} needs a shop_cipher", next_step="Give it, or use a client with_shop(...).")
    content, content_type = _content(operation, placed["body"], body, files, ways)
    keyed = operation.idempotency_key is not None and _carries_key(placed, body)
    path = _path(operation, placed["path"])
    return Prepared(operation, path, tuple(pairs), content, content_type, keyed, tuple(ways.undocumented))


def signed(call: Prepared, caller: Caller, *, timestamp: int, token: str | None) -> HttpRequest:
    """The request of one attempt. `timestamp` is in Unix seconds; `token` is None for a call without a grant."""
    query = [*call.query, ("app_key", caller.app_key), ("timestamp", str(timestamp))]
    query.append(("sign", signing.sign(call.path, query, call.body, caller.app_secret, content_type=call.content_type)))
    url = f"{caller.base_url}{call.path}?" + "&".join([f"{name}={quote(value, safe='')}" for name, value in query])
    headers: tuple[tuple[str, str], ...] = (("content-type", call.content_type),)
    if token is not None:
        headers += (("x-tts-access-token", token),)
    return HttpRequest(call.operation.method, url, headers, call.body)


def _add_loose(
    placed: dict[str, Value], extra: Mapping[str, Value] | None, slots: Mapping[str, tuple[_Slot, ...]], ways: Ways
) -> None:
    for name, value in (extra or {}).items():
        if name in _OURS:
            raise InvalidRequest(f"{name} is added by the client itself")
        if not _SAFE_NAME.fullmatch(name):  # names go into the URL as they are
            raise InvalidRequest(f"{name!r} cannot be the name of a query parameter", next_step="Nothing was sent.")
        node = next((slot.node for slot in slots.get(name, ()) if slot.place == "query"), None)
        if value is not None:
            placed[name] = fit(value, node, name, ways) if node is not None else value


def _carries_key(placed: Mapping[str, Mapping[str, Value]], body: Mapping[str, Value] | bytes | None) -> bool:
    given = body if isinstance(body, Mapping) else placed["body"]
    return bool(placed["query"].get("idempotency_key") or given.get("idempotency_key"))


def _path(operation: Operation, given: Mapping[str, Value]) -> str:
    require([node.name for node in operation.path_params], given, operation.id)
    written = {name: str(value) for name, value in given.items()}
    for name, value in written.items():
        if not _SAFE_SEGMENT.fullmatch(value):  # a slash or a dot segment would call something else than was meant
            raise InvalidRequest(f"{name} cannot be part of a path", next_step="Give the id alone; nothing was sent.")
    return operation.path.format_map(written) if written else operation.path


def _content(
    operation: Operation,
    fields: Mapping[str, Value],
    body: Mapping[str, Value] | bytes | None,
    files: Mapping[str, Upload | bytes] | None,
    ways: Ways,
) -> tuple[bytes | None, str]:
    """The body and its content type. An operation with a JSON body always sends one, {} at least."""
    if body is not None and fields:
        raise InvalidRequest(f"body= and {', '.join(fields)} were both given", next_step="Put everything into one of them.")
    if operation.content_type == "multipart":
        return _multipart(operation, fields if body is None else body, files or {})
    if files:
        raise InvalidRequest(f"{operation.id} takes no files")
    if operation.body is None:
        if body is not None:
            raise InvalidRequest(f"{operation.id} takes no body")
        return None, _JSON
    if isinstance(body, bytes):
        return body, _JSON
    if body is not None:
        fields = fit(body, operation.body, "body", ways.lenient())
    else:
        require(operation.body.required_names, fields, operation.id)
    try:
        return _encode(fields), _JSON
    except (TypeError, ValueError, OverflowError, RecursionError) as broken:
        raise InvalidRequest(f"the body of {operation.id} cannot be written as JSON: {broken}") from broken


def _multipart(
    operation: Operation, fields: Mapping[str, Value] | bytes, files: Mapping[str, Upload | bytes]
) -> tuple[bytes, str]:
    """multipart/form-data. The boundary comes from the content, so that the same call gives the same bytes."""
    if isinstance(fields, bytes):
        raise InvalidRequest(f"{operation.id} is an upload: give files= and fields, not a ready body")
    known = operation.body.properties if operation.body is not None else {}
    uploads = {**files, **{name: value for name, value in fields.items() if isinstance(value, Upload | bytes)}}
    for name in uploads:
        if name not in known or known[name].type != "file":
            raise unknown_name(
                f"file {name} of {operation.id}", name, tuple(n for n, node in known.items() if node.type == "file")
            )
    if not uploads:
        wanted = ", ".join(name for name, node in known.items() if node.type == "file")
        given = next((name for name in fields if known.get(name) is not None and known[name].type == "file"), None)
        if given is not None:
            raise InvalidRequest(
                f"{given} has to be the bytes of a file or an Upload, not {type(fields[given]).__name__}",
                next_step="Give Path(...).read_bytes(), or Upload(name, content, content_type); nothing was sent.",
            )
        raise InvalidRequest(f"{operation.id} needs a file", next_step=f"Give files={{...}} with {wanted}.")
    parts = [
        (_disposition(name), on_the_wire(value, name).encode()) for name, value in fields.items() if name not in uploads
    ]
    for name, upload in uploads.items():
        file = upload if isinstance(upload, Upload) else Upload(name, upload)
        parts.append((_disposition(name, file.name) + f"\r\nContent-Type: {_header_safe(file.content_type)}", file.content))
    digest = hashlib.sha256()
    for head, content in parts:
        digest.update(head.encode() + content)
    boundary = digest.hexdigest()
    lines = [f"--{boundary}\r\n{head}\r\n\r\n".encode() + content + b"\r\n" for head, content in parts]
    return b"".join(lines) + f"--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"


def _disposition(name: str, filename: str | None = None) -> str:
    shown = f'; filename="{_header_safe(filename)}"' if filename is not None else ""
    return f'Content-Disposition: form-data; name="{_header_safe(name)}"{shown}'


def _header_safe(text: str) -> str:
    """Quotes and line ends percent-encoded, as browsers do, so that a file name cannot write headers."""
    return text.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
