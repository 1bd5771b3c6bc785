"""The register of steps: each a sentence pattern and what it does."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from difflib import get_close_matches

from shoplatch.testing.scenarios.exhibits import Unmet
from shoplatch.testing.scenarios.reading import Step, Table
from shoplatch.testing.scenarios.stage import Stage

Deed = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Known:
    """One kind of step."""

    keyword: str
    sentence: str
    pattern: re.Pattern[str]
    deed: Deed
    store: bool = False  # it looks at the store of a platform

    @property
    def spoken(self) -> str:
        """The sentence as people say it: slots by name, parts that may be left out in brackets."""
        said = re.sub(r"\{(\w+):\w+\}", r"<\1>", self.sentence)
        said = re.sub(r"\(\?P<\w+>([^()]*)\)\?", r"[\1]", said)
        said = re.sub(r"\(\?P<\w+>([^()]*)\)", r"\1", said)
        said = re.sub(r"\(([^()]*)\)\?", r"[\1]", said)
        return re.sub(r"(?<=[a-z])\?", "", re.sub(r"\(([^()]*)\)", r"\1", said)).replace("|", " | ")


KNOWN: list[Known] = []
_SLOTS = {"n": r"\d+", "word": r"[^\s,]+", "text": r".+?", "quoted": r'"[^"]*"'}


def step(keyword: str, sentence: str, *, store: bool = False) -> Callable[[Deed], Deed]:
    """Register a step. `{name:kind}` in the sentence is a slot (n, word, text, quoted); the rest is a regex. `store`: it
    looks at the store of a platform, and is left out where there is none."""
    pattern = re.compile(re.sub(r"\{(\w+):(\w+)\}", lambda slot: f"(?P<{slot[1]}>{_SLOTS[slot[2]]})", sentence) + r"\Z")

    def registered(deed: Deed) -> Deed:
        KNOWN.append(Known(keyword, sentence, pattern, deed, store))
        return deed

    return registered


def do(one: Step, stage: Stage) -> bool:
    """Do what a step says; False where it looks at the store and there is none.

    Raises:
        Unmet: the expectation does not hold, or no such step is known.
    """
    known = meant(one)
    if known is not None and known.store and not stage.has_store:
        return False
    text = stage.filled(one.text)
    known = known or meant(replace(one, text=text))
    found = known.pattern.match(text) if known is not None else None
    if known is None or found is None:
        sentences = [each.spoken for each in KNOWN if each.keyword == one.keyword]
        near = get_close_matches(one.text, sentences, n=1, cutoff=0.3)
        raise Unmet(
            f"no step is worded so{f'; the nearest is: {near[0]}' if near else ''}",
            next_step="`shoplatch scenario steps` lists the sentences.",
        )
    slots = {name: value.strip('"') if value else value for name, value in found.groupdict().items()}
    known.deed(stage, one.table, **slots)
    return True


def meant(one: Step) -> Known | None:
    """The kind of step a line is; None where none is worded so."""
    return next((known for known in KNOWN if known.keyword == one.keyword and known.pattern.match(one.text)), None)


__all__ = ["KNOWN", "Known", "Table", "do", "meant", "step"]
