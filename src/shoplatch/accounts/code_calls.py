"""Which operations a code base calls: a static look at its Python files, without running them.

Found are `client.order.get_order_list(...)` (also through a variable that holds the area) and the name of an operation as
the first argument of a call (`client.call("order.get_order_list")`, `pages`, `iterate`, ...). What is put together at run
time cannot be found; such calls are counted and listed, so that nobody takes the answer for the whole.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from shoplatch.catalog import reader
from shoplatch.errors import InvalidRequest

FILES_MAX = 20_000
FILE_MAX_BYTES = 4 * 1024 * 1024
_PASSED_BY = frozenset({"node_modules", "site-packages", "__pycache__", "build", "dist"})


@dataclass(frozen=True, slots=True)
class Found:
    """What a look found. `places`: operation to where it is called first; `unclear`: calls whose operation is computed."""

    places: dict[str, str]
    unclear: tuple[str, ...]
    unreadable: tuple[str, ...]
    files: int


def look_through(root: Path) -> Found:
    """Look at a file, or at every Python file below a folder.

    Raises:
        InvalidRequest: there is nothing, or more files than anybody means.
    """
    if not root.exists():
        raise InvalidRequest(f"There is no {root}", next_step="Give a Python file, or a folder of them.")
    files = [root] if root.is_file() else sorted(_python_files(root))
    if not files:
        raise InvalidRequest(f"{root} holds no Python file")
    places: dict[str, str] = {}
    unclear, unreadable = [], []
    for path in files:
        try:
            tree = ast.parse(path.read_bytes()[:FILE_MAX_BYTES], str(path))
        except (SyntaxError, ValueError, OSError, RecursionError) as broken:
            unreadable.append(f"{path}: {type(broken).__name__}")
            continue
        for name, line in client_calls(tree, known_names()):
            if name is None:
                unclear.append(f"{path}:{line}")
            else:
                places.setdefault(name, f"{path}:{line}")
    return Found(places, tuple(unclear), tuple(unreadable), len(files))


def _python_files(root: Path) -> Iterator[Path]:
    count = 0
    for path in root.rglob("*.py"):
        parts = path.relative_to(root).parts[:-1]
        if _PASSED_BY & set(parts) or any(part.startswith(".") for part in parts):
            continue
        count += 1
        if count > FILES_MAX:
            raise InvalidRequest(f"{root} holds more than {FILES_MAX:,} Python files", next_step="Give a smaller folder.")
        yield path


def client_calls(tree: ast.AST, names: Collection[str]) -> Iterator[tuple[str | None, int]]:
    """Operations called, with their lines; None for a call by a name that is computed. `names` are those there are.

    A version that is pinned in the call (`version="202309"`) is part of the name, where there is such a one.
    """
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Attribute):
            by_attribute = _by_attribute(node.func, names)
            if by_attribute is not None:
                yield _pinned(by_attribute, node, names), node.lineno
                continue
        if not node.args:
            continue
        first = node.args[0]
        if isinstance(first, ast.Constant) and isinstance(first.value, str) and first.value in names:
            yield _pinned(first.value, node, names), node.lineno
        elif not isinstance(first, ast.Constant) and _calls_a_client(node.func):
            yield None, node.lineno


def _pinned(name: str, call: ast.Call, names: Collection[str]) -> str:
    for given in call.keywords:
        if given.arg == "version" and isinstance(given.value, ast.Constant) and isinstance(given.value.value, str):
            pinned = f"{name.partition('@')[0]}@{given.value.value}"
            return pinned if pinned in names else name
    return name


def _by_attribute(func: ast.Attribute, names: Collection[str]) -> str | None:
    """`x.order.get_order_list` or `order.get_order_list`: the operation, if there is one of that name."""
    holder = func.value
    area = holder.attr if isinstance(holder, ast.Attribute) else holder.id if isinstance(holder, ast.Name) else ""
    name = f"{area}.{func.attr}"
    return name if area and name in names else None


def _calls_a_client(func: ast.AST) -> bool:
    """Whether this is `something.call(...)` where the something is called a client or a shop."""
    if not isinstance(func, ast.Attribute) or func.attr != "call":
        return False
    node = func.value
    name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
    return "client" in name.lower() or "shop" in name.lower()


@cache
def known_names() -> frozenset[str]:
    """Every name an operation of the installed catalog is called by: ids, bare names, and with their versions."""
    return names_of([*reader.operation_ids(), *(head.stable_key for head in reader.heads())])


def names_of(ids: Collection[str]) -> frozenset[str]:
    """The ids and the bare names in them."""
    return frozenset([*ids, *(name.partition("@")[0] for name in ids)])
