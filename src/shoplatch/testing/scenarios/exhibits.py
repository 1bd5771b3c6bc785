"""What a scenario saw on its way: calls and their answers, webhooks, rows of the store. Laid beside the step that fails."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SHOWN_CHARS = 2_000
KEPT_MAX = 4


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One thing that was seen. `kind`: call, lever, webhooks or rows; `title` says which, `body` what it held."""

    kind: str
    title: str
    body: str


class Unmet(AssertionError):
    """An expectation that does not hold, or a step that cannot be done; the sentence says what is there instead.

    `expected` and `found` are the two values where it is about one, `where` is its place, `next_step` what to look at.
    """

    def __init__(self, sentence: str, *, expected: str = "", found: str = "", where: str = "", next_step: str = "") -> None:
        super().__init__(sentence)
        self.expected, self.found, self.where, self.next_step = expected, found, where, next_step


def exhibit(kind: str, title: str, body: object) -> Exhibit:
    """One thing as text, cut where it is long."""
    text = body if isinstance(body, str) else json.dumps(body, indent=1, default=spelled, ensure_ascii=False)
    cut = f"{text[:SHOWN_CHARS]}\n… {len(text) - SHOWN_CHARS:,} more characters"
    return Exhibit(kind, title, text if len(text) <= SHOWN_CHARS else cut)


def told(parameters: Mapping[str, Any]) -> str:
    """Parameters of a call in one line."""
    texts = {name: value if isinstance(value, str) else json.dumps(value) for name, value in parameters.items()}
    return ", ".join(f"{name}={value}" for name, value in texts.items())


def spelled(value: object) -> str:
    """A value as a table spells it."""
    return "true" if value is True else "false" if value is False else "" if value is None else str(value)
