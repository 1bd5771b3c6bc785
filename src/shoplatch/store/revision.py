"""Which tables this code knows, and how its sessions say so: what takes something away waits for those who still need it."""

from __future__ import annotations

import re
from functools import cache
from importlib import metadata, resources
from typing import NamedTuple

NAME_MAX = 63 - len(" r0000 q00.00.00")  # of a session, less what we add


class Code(NamedTuple):
    """How new the code of a process is: its newest migration, and the release of its job queue."""

    revision: str
    queue: tuple[int, ...]


UNMARKED = Code("0000", (0,))  # from before sessions said it


@cache
def newest() -> str:
    """The newest revision, by the names of the files; a test holds them to what the files say."""
    files = (resources.files("shoplatch.store") / "migrations" / "versions").iterdir()
    return max(file.name for file in files if file.name.endswith(".py")).partition("_")[0]


def marked(name: str) -> str:
    """The name of a session, with what its code knows."""
    return f"{name[:NAME_MAX]} r{newest()} q{metadata.version('procrastinate')}"


def code_of(name: str) -> Code:
    """What a session's name says of its code."""
    said = re.search(r" r(\d{4}) q([\d.]+)$", name)
    return Code(said[1], release(said[2])) if said else UNMARKED


def release(text: str) -> tuple[int, ...]:
    """A release as numbers that compare: `03.04.00` and `3.4` are the same."""
    numbers = [int(part) for part in text.split(".") if part.isdigit()]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)
