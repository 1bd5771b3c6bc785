"""Versions that the platform has switched off by now: they answer 36009014, where a switch says so.

By default they go on answering: who tests a client here mostly wants to know what it does with the answer.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from shoplatch.catalog.model import Operation
from shoplatch.simulator.ask import Refused
from shoplatch.simulator.state.world import World

VERSION_ENDED = 36009014


def check_version(world: World, operation: Operation) -> None:
    """Refuse a call of a version whose end has come on the world's clock."""
    if world.switches.ended_versions_are == "answered":
        return
    ends = end_of(operation)
    if ends is not None and world.clock.now() >= ends:
        raise Refused(VERSION_ENDED, f"The API version {operation.version} is not available any more.")


def end_of(operation: Operation) -> int | None:
    """When a version ends, Unix seconds; None where nothing was announced."""
    for row in _rows():
        by_id = operation.id in row.get("operations", ())
        by_name = (
            "domain" in row and operation.domain.startswith(row["domain"]) and operation.version.startswith(row["version"])
        )
        if by_id or by_name:
            return int(datetime.fromisoformat(row["on"]).replace(tzinfo=UTC).timestamp())
    return None


@cache
def _rows() -> list[dict[str, Any]]:
    table = msgspec.json.decode(files(__package__).joinpath("ended.json").read_bytes())
    rows: list[dict[str, Any]] = table["rows"]
    return rows
