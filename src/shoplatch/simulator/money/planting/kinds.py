"""The kinds of faults: what each does, at which step of a close, and what an auditor should find. The table is data."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec


class Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of fault."""

    kind: str
    stage: Literal["row", "statement", "payment"]
    does: str
    check: str  # the name of what should be found
    size: str = ""  # what the size of a plant means; "" where it means nothing


@cache
def kinds() -> dict[str, Kind]:
    """Every kind by name."""
    listed = msgspec.json.decode(files(__package__).joinpath("kinds.json").read_bytes(), type=tuple[Kind, ...])
    return {one.kind: one for one in listed}
