"""Reads scenario files: Gherkin features, each scenario with its steps and their tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from gherkin.errors import CompositeParserException
from gherkin.parser import Parser

from shoplatch.errors import InvalidRequest, NotFound

SUFFIX = ".feature"
Table = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One line: what is given, done or expected, and the table beneath it."""

    keyword: str  # given | when | then
    text: str
    line: int
    table: Table = ()


@dataclass(frozen=True, slots=True)
class Scenario:
    """One scenario of a file. `name` is the file's, with a number where it holds several."""

    name: str
    title: str
    why: str
    steps: tuple[Step, ...]
    source: str

    @property
    def expectations(self) -> tuple[Step, ...]:
        """Its steps that can fail because something is otherwise than expected."""
        return tuple(step for step in self.steps if step.keyword == "then")


def read(text: str, source: str = "scenario") -> list[Scenario]:
    """The scenarios of a text.

    Raises:
        InvalidRequest: it is not Gherkin, or holds no scenario.
    """
    try:
        document: Any = Parser().parse(text)
    except CompositeParserException as failure:
        raise InvalidRequest(f"{source} is no scenario file: {failure}") from None
    feature = document.get("feature") or {}
    found = [child["scenario"] for child in feature.get("children", ()) if "scenario" in child]
    if not found:
        raise InvalidRequest(
            f"{source} holds no scenario", next_step="Begin with `Feature:`, then `Scenario:` and its steps."
        )
    stem = Path(source).name.removesuffix(SUFFIX)
    why = " ".join(feature.get("description", "").split())
    return [
        Scenario(stem if len(found) == 1 else f"{stem}-{n}", one["name"], why, tuple(_steps(one["steps"])), source)
        for n, one in enumerate(found, 1)
    ]


def load(path: Path) -> list[Scenario]:
    """The scenarios of a file, or of every scenario file of a folder.

    Raises:
        InvalidRequest: a file cannot be read, or is no scenario file.
    """
    chosen = sorted(path.rglob(f"*{SUFFIX}")) if path.is_dir() else [path]
    try:
        return [scenario for file in chosen for scenario in read(file.read_text(encoding="utf-8"), str(file))]
    except (OSError, UnicodeDecodeError) as failure:
        raise InvalidRequest(f"{path} cannot be read: {failure}") from None


def library(names: Iterable[str] = ()) -> list[Scenario]:
    """The scenarios that come with Shoplatch: all, or those whose name holds one of the words.

    Raises:
        NotFound: no name holds a word.
    """
    folder = files("shoplatch.testing.scenarios") / "library"
    texts = sorted((one for one in folder.iterdir() if one.name.endswith(SUFFIX)), key=lambda one: one.name)
    known = [scenario for one in texts for scenario in read(one.read_text(encoding="utf-8"), one.name)]
    wanted = list(names)
    for word in wanted:
        if not any(word in one.name for one in known):
            raise NotFound(f"No scenario has {word!r} in its name", next_step="See `shoplatch scenario list`.")
    return [one for one in known if not wanted or any(word in one.name for word in wanted)]


def _steps(told: Iterable[dict[str, Any]]) -> Iterable[Step]:
    keyword = "given"
    for one in told:
        said = one["keyword"].strip().lower()
        keyword = said if said in ("given", "when", "then") else keyword
        rows = one.get("dataTable", {}).get("rows", ())
        yield Step(
            keyword,
            one["text"],
            one["location"]["line"],
            tuple(tuple(cell["value"] for cell in row["cells"]) for row in rows),
        )
