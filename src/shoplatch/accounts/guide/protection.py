"""Answers to the questions of a data protection review: what this software does, and what only its operator can say."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec


class Answer(msgspec.Struct, frozen=True):
    """One question with the answer to start from; [brackets] are for the operator. No markets: for all."""

    question: str
    text: str
    markets: tuple[str, ...] = ()


class _Answers(msgspec.Struct, frozen=True):
    answers: tuple[Answer, ...]


def answers(market: str) -> tuple[Answer, ...]:
    """The questions that are asked in a market."""
    return tuple(one for one in _read().answers if not one.markets or market in one.markets)


@cache
def _read() -> _Answers:
    return msgspec.json.decode(files(__package__).joinpath("protection.json").read_bytes(), type=_Answers)
