"""How one open question is written down: its source, how sure the default is, what it decides and the other answers."""

from __future__ import annotations

from dataclasses import field
from typing import Any, Literal

Confidence = Literal["documented", "inferred", "unknown"]


def switch(confidence: Confidence, source: str, meaning: str, *choices: Any, default: Any = None) -> Any:
    """One open question. The first choice is the default; without choices it is a whole number."""
    return field(
        default=choices[0] if choices else default,
        metadata={"confidence": confidence, "source": source, "meaning": meaning, "choices": choices},
    )


def on(confidence: Confidence, source: str, meaning: str) -> Any:
    return switch(confidence, source, meaning, *(True, False))


def off(confidence: Confidence, source: str, meaning: str) -> Any:
    return switch(confidence, source, meaning, *(False, True))
