"""Reads the documentation: its pages, their code blocks, their links, and the words they set in code."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS.rglob("*.md")])
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_MARK = re.compile(r"<!-- (run|run: platform) -->\n$")
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_SPAN = re.compile(r"`([^`\n]+)`")
_PROGRAM = re.compile(r"^(?:[A-Z_]+=\S+ +)*(?:\.venv/bin/)?shoplatch(?: +|$)")


@dataclass(frozen=True)
class Block:
    """A fenced block. `runs` is "", "run" or "run: platform"."""

    page: Path
    line: int
    language: str
    text: str
    runs: str

    def __str__(self) -> str:
        return f"{name(self.page)}:{self.line}"

    def commands(self) -> Iterator[list[str]]:
        """The arguments of each call of `shoplatch`, up to a pipe or redirection."""
        for line in self.text.splitlines():
            found = _PROGRAM.match(line.strip())
            if found:
                lexer = shlex.shlex(line.strip()[found.end() :], posix=True, punctuation_chars="|<>;&")
                lexer.whitespace_split = True
                words = []
                for word in lexer:
                    if set(word) <= set("|<>;&"):
                        break
                    words.append(word)
                yield words


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@cache
def text_of(page: Path) -> str:
    return page.read_text("utf-8")


@cache
def prose_of(page: Path) -> str:
    """The page without its fenced blocks."""
    return _FENCE.sub("", text_of(page))


@cache
def blocks(page: Path) -> tuple[Block, ...]:
    text, found = text_of(page), []
    for fence in _FENCE.finditer(text):
        before = text[: fence.start()]
        mark = _MARK.search(before)
        found.append(Block(page, before.count("\n") + 1, fence[1], fence[2], mark[1] if mark else ""))
    return tuple(found)


def all_blocks(*languages: str) -> list[Block]:
    return [block for page in PAGES for block in blocks(page) if block.language in languages]


def links(page: Path) -> list[str]:
    return _LINK.findall(prose_of(page))


def spans(page: Path) -> list[str]:
    """What stands in code inside the sentences and tables of a page."""
    return _SPAN.findall(prose_of(page))


def anchors(page: Path) -> set[str]:
    """The places inside a page that a link may point to."""
    headings = re.findall(r"^#+ (.+)$", prose_of(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def table(page: Path, heading: str) -> list[list[str]]:
    """The rows of every table whose first column is headed so; cells as they stand."""
    rows: list[list[str]] = []
    inside = False
    for line in text_of(page).splitlines():
        cells = _cells(line)
        if inside and cells and not set(cells[0]) <= {"-"}:
            rows.append(cells)
        inside = bool(cells) and (inside or cells[0] == heading)
    return rows


def _cells(line: str) -> list[str]:
    if not line.startswith("|"):
        return []
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]
