"""Which operations a code base calls, in any language: calls of a client in Python, and paths of the API in any text.

A path may stand whole (`/order/202309/orders/search`) or with holes (`/order/202309/orders/{id}`, `${id}`, `%s`). What is
put together at run time cannot be found; a path that is cut off and fits several operations is told as unclear. Nothing
is run.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from shoplatch.accounts.code_calls import client_calls, names_of
from shoplatch.errors import InvalidRequest
from shoplatch.testing.radar.snapshots import Snapshot

FILES_MAX = 20_000
FILE_MAX_BYTES = 4 * 1024 * 1024
PLACES_MAX = 20  # for one operation
KINDS = (  # endings of file names
    ".py", ".ipynb", ".js", ".mjs", ".cjs", ".ts", ".tsx", ".jsx", ".vue", ".go", ".java", ".kt", ".scala", ".groovy",
    ".php", ".rb", ".cs", ".fs", ".rs", ".swift", ".dart", ".ex", ".exs", ".lua", ".pl", ".sh", ".sql", ".http", ".yml",
    ".yaml", ".toml",
)  # fmt: skip
_PASSED_BY = frozenset({"node_modules", "site-packages", "__pycache__", "build", "dist", "vendor", "target"})
_PATH = re.compile(r"/[a-z_]+/20\d{4}(?:/[A-Za-z0-9_\-{}$.:<>%()\[\]]*)*")
_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_TOPIC = re.compile(r"[A-Z][A-Z0-9_]{4,}")


@dataclass(frozen=True, slots=True)
class Use:
    """One operation that is called. `name` is its id, with its version where that is pinned; `by`: client, path or log."""

    name: str
    by: str
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Uses:
    """What a look found. `words` are all names that stand in the code, `unclear` calls that could not be told, `topics`
    the webhooks that are known by name or arrive.
    """

    uses: tuple[Use, ...]
    unclear: tuple[str, ...] = ()
    files: int = 0
    words: frozenset[str] = field(default=frozenset(), repr=False)
    topics: tuple[Use, ...] = ()


def uses_in(root: Path, snapshot: Snapshot) -> Uses:
    """Look at a file, or at every source file below a folder. Operations are those of the snapshot.

    Raises:
        InvalidRequest: there is nothing to look at, or more than anybody means.
    """
    if not root.exists():
        raise InvalidRequest(f"There is no {root}", next_step="Give a source file, or a folder of them.")
    files = [root] if root.is_file() else sorted(_sources(root))
    if not files:
        raise InvalidRequest(f"{root} holds no source file")
    look = _Look(snapshot)
    for path in files:
        look.at(path)
    uses = tuple(Use(name, by, tuple(places)) for (name, by), places in sorted(look.found.items()))
    topics = tuple(Use(name, "code", tuple(places)) for name, places in sorted(look.topics.items()))
    return Uses(uses, tuple(look.unclear), len(files), frozenset(look.words), topics)


class _Look:
    """What was found so far."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._names = names_of(list(snapshot.by_name))
        self._bare = {one["capability"]: str(one["id"]) for one in snapshot.operations if one["latest"]}
        self._routes = _routes(snapshot)
        self.found: dict[tuple[str, str], list[str]] = {}
        self.unclear: list[str] = []
        self.words: set[str] = set()
        self.topics: dict[str, list[str]] = {}
        self._topics = {str(one["name"]) for one in snapshot.topics or ()}

    def at(self, path: Path) -> None:
        try:
            content = path.read_bytes()[:FILE_MAX_BYTES]
        except OSError:
            self.unclear.append(f"{path}: cannot be read")
            return
        text = content.decode("utf-8", "replace")
        self.words.update(_WORD.findall(text))
        if path.suffix == ".py":
            self._calls(path, content)
        for number, line in enumerate(text.splitlines(), 1):
            for found in _PATH.finditer(line) if "/20" in line else ():
                self._path(found.group(), f"{path}:{number}")
            for name in self._topics.intersection(_TOPIC.findall(line)) if "_" in line else ():
                places = self.topics.setdefault(name, [])
                if len(places) < PLACES_MAX:
                    places.append(f"{path}:{number}")

    def _calls(self, path: Path, content: bytes) -> None:
        try:
            tree = ast.parse(content, str(path))
        except (SyntaxError, ValueError, RecursionError):
            self.unclear.append(f"{path}: is no Python that can be read")
            return
        for name, line in client_calls(tree, self._names):
            if name is None:
                self.unclear.append(f"{path}:{line}: the operation's name is computed")
            else:
                self._keep(self._bare.get(name, name), "client", f"{path}:{line}")

    def _path(self, text: str, place: str) -> None:
        fitting = [name for name, template in self._routes if _fits(template, text)]
        if not fitting:  # cut off: the rest is put together elsewhere
            start = text.rstrip("/") + "/"
            fitting = [name for name, template in self._routes if "/".join(("", *template)).startswith(start)]
            if len(fitting) > 1:
                self.unclear.append(f"{place}: {text} begins {len(fitting)} operations")
                return
        for name in fitting:
            self._keep(name, "path", place)

    def _keep(self, name: str, by: str, place: str) -> None:
        places = self.found.setdefault((name, by), [])
        if place not in places and len(places) < PLACES_MAX:
            places.append(place)


def _routes(snapshot: Snapshot) -> list[tuple[str, tuple[str, ...]]]:
    return [(str(one["id"]), tuple(str(one["path"]).split("/")[1:])) for one in snapshot.operations]


def _fits(template: Collection[str], text: str) -> bool:
    given = text.rstrip(".:)").split("/")[1:]
    return len(given) == len(template) and all(
        bool(word) if wanted.startswith("{") else word == wanted for wanted, word in zip(template, given, strict=True)
    )


def from_log(calls: Mapping[str, int]) -> Iterator[Use]:
    """What the call log says is called: operation to how often."""
    for name, count in sorted(calls.items()):
        yield Use(name, "log", (f"call log: {count:,} calls",))


def from_inbox(webhooks: Mapping[str, int]) -> Iterator[Use]:
    """What webhooks arrive: name to how many."""
    for name, count in sorted(webhooks.items()):
        yield Use(name, "log", (f"inbox: {count:,} arrived",))


def together(looks: Sequence[Uses]) -> Uses:
    """Several looks as one."""
    return Uses(
        tuple(use for one in looks for use in one.uses),
        tuple(line for one in looks for line in one.unclear),
        sum(one.files for one in looks),
        frozenset().union(*(one.words for one in looks)),
        tuple(use for one in looks for use in one.topics),
    )


def _sources(root: Path) -> Iterator[Path]:
    count = 0
    for path in root.rglob("*"):
        parts = path.relative_to(root).parts[:-1]
        if path.suffix not in KINDS or _PASSED_BY & set(parts) or any(part.startswith(".") for part in parts):
            continue
        if not path.is_file():
            continue
        count += 1
        if count > FILES_MAX:
            raise InvalidRequest(f"{root} holds more than {FILES_MAX:,} source files", next_step="Give a smaller folder.")
        yield path
