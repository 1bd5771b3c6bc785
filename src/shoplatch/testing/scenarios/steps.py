"""The register of steps: each a sentence pattern and what it does."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches

from shoplatch.testing.scenarios.reading import Step, Table
from shoplatch.testing.scenarios.stage import Stage, Unmet

Deed = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Known:
    """One kind of step."""

    keyword: str
    sentence: str
    pattern: re.Pattern[str]
    deed: Deed

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


def step(keyword: str, sentence: str) -> Callable[[Deed], Deed]:
    """Register a step. `{name:kind}` in the sentence is a slot (n, word, text, quoted); the rest is a regex."""
    pattern = re.compile(re.sub(r"\{(\w+):(\w+)\}", lambda slot: f"(?P<{slot[1]}>{_SLOTS[slot[2]]})", sentence) + r"\Z")

    def registered(deed: Deed) -> Deed:
        KNOWN.append(Known(keyword, sentence, pattern, deed))
        return deed

    return registered


def do(one: Step, stage: Stage) -> None:
    """Do what a step says.

    Raises:
        Unmet: the expectation does not hold, or no such step is known.
    """
    text = stage.filled(one.text)
    for known in KNOWN:
        found = known.pattern.match(text) if known.keyword == one.keyword else None
        if found is not None:
            slots = {name: value.strip('"') if value else value for name, value in found.groupdict().items()}
            known.deed(stage, one.table, **slots)
            return
    near = get_close_matches(one.text, [known.sentence for known in KNOWN if known.keyword == one.keyword], n=1, cutoff=0.3)
    raise Unmet(f"no step is worded so{f'; the nearest is: {near[0]}' if near else ''}")


__all__ = ["KNOWN", "Known", "Table", "do", "step"]
