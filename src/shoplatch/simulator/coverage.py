"""What answers each operation: a behaviour with state, or the catalog's example in shape. Never counted as the other.

And what makes each webhook ring: a state of the world, or only the trigger.

`refused` are those that no token of a seller opens: they answer with 101000 until a creator or partner has authorized.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from shoplatch.catalog import reader
from shoplatch.catalog.model import Head
from shoplatch.simulator.grantees import OF_A_CREATOR, opened_by
from shoplatch.simulator.routes import HANDLERS


def told() -> dict[str, Any]:
    """The counts, and one row for each operation."""
    rows = [_row(head) for head in reader.heads()]
    counts = Counter(row["answer"] for row in rows)
    return {
        "operations": len(rows),
        "stateful": counts["stateful"],
        "in_shape": counts["in-shape"],
        "capabilities": len({head.capability for head in reader.heads()}),
        "stateful_capabilities": len(HANDLERS),
        "ids": sorted(row["id"] for row in rows if row["answer"] == "stateful"),
        "rows": rows,
        "webhooks": webhooks(),
    }


@cache
def webhooks() -> list[dict[str, Any]]:
    """Topic by topic: its number and name, told by `state` with the `cause`, or by `trigger` only with the `reason`."""
    table = msgspec.json.decode(files(__package__).joinpath("causes.json").read_bytes())
    names = {number: topic.name for number, topic in reader.topics().items()}
    return [{"name": names[row["topic"]], **row} for row in table["topics"]]


def _row(head: Head) -> dict[str, Any]:
    row: dict[str, Any] = {"id": head.id, "method": head.method, "path": head.path, "area": head.area}
    row["answer"] = "stateful" if head.capability in HANDLERS else "in-shape"
    opened = opened_by(head.id)
    if opened and "seller" not in opened:
        row["refused"] = f"101000 to a seller's token: only a {' or '.join(sorted(opened))} may call it"
    elif head.area in OF_A_CREATOR and row["answer"] == "stateful":
        row["refused"] = "101000 to a seller's token: it is about the creator who calls"
    return row
