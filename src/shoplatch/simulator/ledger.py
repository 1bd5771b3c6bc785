"""The fidelity ledger: each behaviour with its confidence, source and switch. Facts lie in `fidelity.json` and the switches.

`documented`: an official text says so. `inferred`: several clients behave as if. `unknown`: a choice had to be made,
nearly always as a switch.
"""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from shoplatch.simulator.switches import Switches
from shoplatch.simulator.switching import Confidence


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of the file."""

    area: str
    behaviour: str
    confidence: Confidence
    source: str


@cache
def written() -> tuple[Entry, ...]:
    """The entries of the file."""
    return msgspec.json.decode(files(__package__).joinpath("fidelity.json").read_bytes(), type=tuple[Entry, ...])


def entries(switches: Switches) -> list[dict[str, Any]]:
    """Every entry; those of switches carry the switch and its value."""
    told: list[dict[str, Any]] = [{**msgspec.to_builtins(entry), "switch": None} for entry in written()]
    told += [
        {
            "area": "open questions",
            "behaviour": each.metadata["meaning"],
            "confidence": each.metadata["confidence"],
            "source": each.metadata["source"],
            "switch": each.name,
            "value": getattr(switches, each.name),
        }
        for each in fields(switches)
    ]
    return told
