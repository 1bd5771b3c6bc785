"""Refusals inside an answer that is otherwise a success: the `errors` of a batch, shaped as the official examples are."""

from __future__ import annotations

from typing import Any

from shoplatch.catalog.model import Operation
from shoplatch.simulator.ask import Refused
from shoplatch.simulator.refusals import message_of

CHECK_FAILED = 12052990


def check_failed(refused: Refused, detail: dict[str, Any], operation: Operation) -> dict[str, Any]:
    """A part that failed its check, named by `detail`.

    Where the answer has room for `extra_errors` the part is refused with 12052990 and the reason stands there, else the
    reason is the code itself.
    """
    if not _has_room(operation):
        return {**extra(refused), "detail": detail}
    reasons = [refused.payload or extra(refused)]
    return {"code": CHECK_FAILED, "message": "Check failed", "detail": {**detail, "extra_errors": reasons}}


def extra(refused: Refused) -> dict[str, Any]:
    """A refusal as code and words."""
    return {"code": refused.code, "message": message_of(refused)}


def _has_room(operation: Operation) -> bool:
    node = operation.response
    for step in ("errors", "detail", "extra_errors"):
        node = node.properties.get(step) if node is not None else None
        if node is not None and node.type == "array" and step != "extra_errors":
            node = node.items
    return node is not None
