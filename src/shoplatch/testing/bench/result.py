"""What a bench says at its end."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Result:
    """One figure of ours (or some that belong together), what it is set against, and the ratio: larger is better."""

    name: str
    unit: str
    ours: float | dict[str, int]
    against: dict[str, float]
    ratio: float
    conditions: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The object of design contract `shoplatch bench NAME --json`."""
        return asdict(self)


def percentile(values: list[float], share: float) -> float:
    """The value that `share` of the sorted values do not exceed; 0 for none."""
    if not values:
        return 0.0
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
