"""Explorer: any operation of TikTok Shop, with a form from the catalog, to be called on a connected shop."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shoplatch.catalog import reader
from shoplatch.console import explorer_form
from shoplatch.console.desk import Ask, Desk, Shown
from shoplatch.console.pages.calls import NUMBER_MAX, seen
from shoplatch.errors import NotFound
from shoplatch.store import calls as log

LISTED_MAX = 60
AREAS_SHOWN = 40


async def explorer(desk: Desk, ask: Ask) -> Shown:
    """The list, and the form of the operation that was chosen.

    Raises:
        NotFound: there is no such operation.
    """
    words, area = ask.query.get("q", "")[:100], ask.query.get("area", "")
    wanted = ask.query.get("operation", "")[:200]
    operation = reader.operation(wanted) if wanted else None
    number = ask.query.get("call", "")
    filled: dict[str, str] = {}
    async with desk.reading(ask) as (conn, frame):
        if operation is not None and number.isascii() and number.isdecimal() and len(number) <= NUMBER_MAX:
            logged = await log.of_number(conn, int(number))
            if logged is not None and logged.operation == operation.id and seen(ask, frame, logged.shop_id):
                filled = explorer_form.filled(operation, await log.parameters_of(conn, logged.id))
    heads = list(explorer_form.found(words, area))
    values: dict[str, Any] = {
        "frame": frame, "q": words, "area": area, "areas": sorted({head.area for head in reader.heads()}),
        "total": len(heads),
        "heads": heads[:LISTED_MAX], "operation": operation, "told": None, "wrong": "", "next_step": "", "code": None,
        "means": None, "preview": None, "command": "", "open": False,
    }  # fmt: skip
    if operation is not None:
        values |= form(operation, filled, examples=ask.query.get("examples") == "1")
    return Shown("explorer.html", values)


def form(operation: Any, given: Mapping[str, str], *, examples: bool = False) -> dict[str, Any]:
    """What the form of an operation needs."""
    kin = sorted((head for head in reader.heads() if head.capability == operation.capability), key=lambda one: one.version)
    return {
        "operation": operation,
        "inputs": explorer_form.inputs(operation, given, examples=examples),
        "raw_body": given.get("raw_body", ""),
        "versions": kin[::-1],
        "scopes": reader.scope_rule(operation).scopes,
        "end": reader.ends_on(operation),
    }


def known(name: str) -> Any:
    """An operation by its name. Raises NotFound."""
    if not name:
        raise NotFound("No operation was chosen", next_step="Choose one from the list.")
    return reader.operation(name)
