"""What may be kept of what a call asked, so that it can be asked again: no secret, no personal data, no file. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from shoplatch.catalog import redacting
from shoplatch.client.outgoing import Prepared

KEPT_MAX_BYTES = 8 * 1024


def kept(call: Prepared) -> Mapping[str, Any]:
    """`params` by name as they went over the wire, `body` as JSON, and `left_out`: the places of what may not be kept.

    More than 8 KB is not kept: `left_out` says so, and nothing else is there.
    """
    params = dict(redacting.query(_placed(call)))
    left_out = [name for name, value in _placed(call) if params.get(name) == redacting.WITHHELD != value]
    told: dict[str, Any] = {"params": {name: value for name, value in params.items() if name not in left_out}}
    if call.body is not None and call.content_type == "application/json":
        try:
            sent = json.loads(call.body)
            told["body"] = redacting.body(sent, call.operation, "request")
            left_out += _changed(sent, told["body"], "body")
        except (ValueError, RecursionError):  # bytes of the caller's own making
            left_out.append("body")
    elif call.body is not None:
        left_out.append("files")
    told["left_out"] = left_out
    if len(json.dumps(told)) > KEPT_MAX_BYTES:
        return {"left_out": [f"more than {KEPT_MAX_BYTES // 1024} KB"]}
    return told


def _placed(call: Prepared) -> list[tuple[str, str]]:
    """Parameters of the path by name, and those of the query."""
    parts = zip(call.operation.path.split("/"), call.path.split("/"), strict=True)
    return [*((name[1:-1], value) for name, value in parts if name.startswith("{")), *call.query]


def _changed(sent: Any, told: Any, place: str) -> Iterator[str]:
    if isinstance(sent, dict) and isinstance(told, dict):
        for name, value in sent.items():
            yield from _changed(value, told.get(name), f"{place}.{name}")
    elif isinstance(sent, list) and isinstance(told, list):
        for n, (one, other) in enumerate(zip(sent, told, strict=True)):
            yield from _changed(one, other, f"{place}.{n}")
    elif sent != told:
        yield place
