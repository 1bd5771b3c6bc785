"""Writes what editors and type checkers know of the API: the stubs of `operations`, `shapes` and `bodies` of the client.

At run time all three are looked up in the catalog; the stubs say the same in the words of a checker. Run it after a change
of the catalog, of a model, or of the arguments of `Client.call`; a test fails while a stub is out of date.

    .venv/bin/python tools/stubs.py            write
    .venv/bin/python tools/stubs.py --check    say which are out of date, exit code 1
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [path for path in (str(ROOT / "src"),) if path not in sys.path]

from shoplatch.catalog import reader  # noqa: E402
from shoplatch.catalog.model import Node, Operation  # noqa: E402
from shoplatch.client import bodies as wanted  # noqa: E402
from shoplatch.client import shaping, views  # noqa: E402
from shoplatch.client.areas import described, parameters  # noqa: E402
from shoplatch.client.client import Client  # noqa: E402
from shoplatch.errors import InvalidRequest  # noqa: E402

FOLDER = ROOT / "src/shoplatch/client"
HEAD = "# Written by tools/stubs.py from the catalog: change that, not this.\n"
OPERATIONS = (
    HEAD
    + """
from collections.abc import AsyncIterator, Collection, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Generic, Literal, TypeVar, overload

from shoplatch.client import bodies, models, shapes
from shoplatch.client.answers import Reply
from shoplatch.client.batching import Batch
from shoplatch.client.iterating import AsyncIteration, Iteration
from shoplatch.client.outgoing import Upload
from shoplatch.client.paging import Page
from shoplatch.client.rows import Item

_Row = TypeVar("_Row")

class _Rows(Iteration, Generic[_Row]):
    def __next__(self) -> Item[_Row]: ...

class _AsyncRows(AsyncIteration, Generic[_Row]):
    async def __anext__(self) -> Item[_Row]: ...

_Id = str | int
_Amount = str | Decimal
_Day = str | date
_Time = int | datetime
_TimeText = str | int | datetime
"""
)
SHAPES = (
    HEAD
    + """
from builtins import bool as _bool
from builtins import dict as _dict
from builtins import int as _int
from builtins import list as _list
from builtins import str as _str
from typing import Any as _Any
from typing import Literal as _Literal

from msgspec import Struct as _Struct

from shoplatch.client import models as _models
from shoplatch.client.models.money import Amount as _Amount
from shoplatch.client.models.money import Amounts as _Amounts
"""
)
BODIES = (
    HEAD
    + """
from collections.abc import Collection, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, NotRequired, TypedDict

from shoplatch.client.outgoing import Upload

_Id = str | int
_Amount = str | Decimal
_Day = str | date
_Time = int | datetime
_TimeText = str | int | datetime
"""
)
_BY_HINT = {
    "id": "_Id", "decimal": "_Amount", "int_str": "_Id", "date": "_Day", "ts": "_Time", "ts_ms": "_Time",
    "ts_str": "_TimeText",
}  # fmt: skip
_PLAIN = {"string": "str", "integer": "int", "boolean": "bool", "file": "Upload | bytes", "object": "Mapping[str, Any]"}


def operations() -> str:
    """The stub of the areas: for each operation its parameters in every version, sync and async."""
    found = [reader.operation(head.id) for head in reader.heads()]
    by_area: dict[str, dict[str, list[Operation]]] = {}
    for one in sorted(found, key=lambda one: (not one.latest, one.version), reverse=False):
        area, _, name = one.capability.partition(".")
        by_area.setdefault(area, {}).setdefault(name, []).append(one)
    parts = [OPERATIONS]
    for prefix in ("", "Async"):
        parts.append(f"class {prefix}Operations:")
        parts += [f"    @property\n    def {area}(self) -> {prefix}{_camel(area)}Area: ..." for area in sorted(by_area)]
        for area, names in sorted(by_area.items()):
            parts += _area(area, names, prefix)
    return "\n".join(parts) + "\n"


def _area(area: str, names: dict[str, list[Operation]], prefix: str) -> Iterator[str]:
    """A class for the area; an operation that can do more than be called has a class of its own."""
    rich = {name: versions for name, versions in names.items() if any(one.pagination or _splits(one) for one in versions)}
    for name, versions in rich.items():
        yield f"class _{prefix}{_camel(area)}{_camel(name)}:"
        yield from _methods("__call__", versions, prefix)
        yield from _methods("pages", [one for one in versions if one.pagination], prefix)
        yield from _methods("iterate", [one for one in versions if one.pagination], prefix)
        yield from _methods("in_batches", [one for one in versions if _splits(one)], prefix)
    yield f"class {prefix}{_camel(area)}Area:"
    for name, versions in names.items():
        if name in rich:
            yield f"    {name}: _{prefix}{_camel(area)}{_camel(name)}\n    {_doc(versions[0])}"
        else:
            yield from _methods(name, versions, prefix)


def _splits(operation: Operation) -> bool:
    """Whether a list among its parameters has a documented limit, so that in_batches() knows how to split it."""
    return any(node.type == "array" and node.max_items for _, node, _ in parameters(operation))


def _methods(name: str, versions: list[Operation], prefix: str) -> Iterator[str]:
    """One method, or an overload for each version, and for each way to give a body of which something is required."""
    variants = [(one, must) for one in versions for must in _ways(one, name)]
    for one, must in variants:
        if len(variants) > 1:
            yield "    @overload"
        given = ", ".join(_parameters(one, name, must, newest=one.latest))
        word = "async def" if prefix and name not in ("pages", "iterate") else "def"
        answer = {
            "pages": f"{prefix}Iterator[Page[{_row(one)}]]",
            "iterate": f"_{prefix}Rows[{_row(one)}]",
            "in_batches": f"Batch[{_row(one)}]",
        }.get(name, f"Reply[{_named(shaping.of(one))}, {_row(one)}]")
        yield f"    {word} {name}(self, *, {given}) -> {answer}:\n        {_doc(one)}"


def _ways(operation: Operation, name: str) -> list[set[str]]:
    """The names that have to be given together: field by field, or as a whole in `body`.

    A walk gives the names of paging itself, filters come with a resume token too, and a file may come in `files`.
    """
    if name == "iterate":
        return [set()]
    how = operation.pagination if name == "pages" else None
    given = {how.size_param, how.token_param, how.page_param} if how else set()
    given.add("idempotency_key")  # the client makes one
    always, of_body = set(), set()
    for place, node, required in _own(operation, name):
        if required and node.name not in given and node.type != "file":
            (of_body if place == "body" else always).add(node.name)
    whole = "body" in {one.name for one in _beside(name)}
    return [always | of_body, always | {"body"}] if of_body and whole else [always | of_body]


def _beside(name: str) -> list[inspect.Parameter]:
    """The parameters of the client's own method."""
    method: Callable[..., Any] = getattr(Client, name) if name in ("pages", "iterate", "in_batches") else Client.call
    return [one for one in inspect.signature(method).parameters.values() if one.kind is one.KEYWORD_ONLY]


def _own(operation: Operation, name: str) -> list[tuple[str, Node, bool]]:
    """The parameters of the operation; those named like one of the client's go through `query` or `body`."""
    taken = {one.name for one in _beside(name)}
    return [one for one in parameters(operation) if one[1].name not in taken]


def _parameters(operation: Operation, name: str, must: set[str], *, newest: bool) -> Iterator[str]:
    """The operation's own parameters, then those of the client's method; required ones first."""
    own = [one for one in _own(operation, name) if one[0] != "body" or "body" not in must]
    for place, node, _ in sorted(own, key=lambda one: one[1].name not in must):
        within = shaping.name_of(operation) if place == "body" else None
        if node.name in must:
            yield f"{node.name}: {_argument(node, within)}"
        else:
            yield f"{node.name}: {_argument(node, within)} | None = None"
    for one in _beside(name):
        if one.name == "version":
            exact = f'Literal["{operation.stable_key.partition("@")[2]}"]'
            yield f"version: {exact} | None = None" if newest else f"version: {exact}"
        elif one.name == "body" and operation.body is not None:
            whole = f"bodies.{shaping.name_of(operation)} | {one.annotation}"
            in_fields = "body" not in must and len(_ways(operation, name)) > 1
            yield (
                f"body: {whole.removesuffix(' | None')}"
                if "body" in must
                else ("body: None = None" if in_fields else f"body: {whole} = None")
            )
        elif one.name != "body" and (one.name != "files" or operation.content_type == "multipart"):
            yield f"{one.name}: {one.annotation} = {one.default!r}"


def _argument(node: Node, within: str | None) -> str:
    """What a parameter takes. `within` is the class whose field it is, for the objects in it."""
    return _element(node, wanted.name_within(within, node.name) if within is not None else None, "bodies.")


def _element(node: Node, name: str | None, home: str) -> str:
    """What a value takes; `name` is the class it has if it is an object with fields."""
    if node.type == "array":
        return f"Collection[{_element(node.items, name, home)}]" if node.items is not None else "Collection[Any]"
    if node.type == "object" and node.properties and name is not None:
        return home + name
    plain = (
        _BY_HINT.get(node.hint or "", _PLAIN.get(node.type, "Any"))
        if node.type in ("string", "integer")
        else _PLAIN[node.type]
    )
    if node.type == "integer" and plain == "_Id":
        plain = "int | str"
    return f"{_literal(node, 'Literal')} | {plain}" if node.enum else plain


def _literal(node: Node, word: str) -> str:
    return f"{word}[{', '.join(_quoted(value) for value in node.enum)}]"


def _quoted(value: object) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"' if isinstance(value, str) else repr(value)


def _row(operation: Operation) -> str:
    try:
        path = views.list_path(operation)
    except InvalidRequest:
        return "Any"
    kind = shaping.at(operation, path)
    return _named(kind) if kind is not None else "Any"


def _named(kind: type) -> str:
    return f"{'models' if '.models' in kind.__module__ else 'shapes'}.{kind.__qualname__}"


def _doc(operation: Operation) -> str:
    return f'"""{described(operation).splitlines()[0]}"""'


def _camel(name: str) -> str:
    return shaping.class_name(name)


def shapes() -> str:
    """The stub of the answers: a class for each operation, with the classes of what is inside."""
    parts = [SHAPES]
    for head in reader.heads():
        operation = reader.operation(head.id)
        by_hand = shaping.BY_HAND.get(operation.capability, {})
        if "" not in by_hand:
            parts += _class(operation.response, shaping.name_of(operation), "", by_hand)
    return "\n".join(parts) + "\n"


def _class(node: Node | None, name: str, indent: str, by_hand: dict[str, type]) -> Iterator[str]:
    base = "_Struct" if node is None else f"_{shaping.base_of(node).__name__}"
    yield f"{indent}class {name}({base}, frozen=True, kw_only=True):"
    fields = node.properties if node is not None else {}
    inner = indent + "    "
    for field, child in fields.items():
        innermost = child
        while innermost.items is not None:
            innermost = innermost.items
        if innermost.type == "object" and innermost.properties and field not in by_hand:
            yield from _class(innermost, shaping.class_name(field), inner, {})
    for field, child in fields.items():
        model = by_hand.get(field)
        kind = f"_models.{model.__name__}" if model else shaping.class_name(field)
        yield f"{inner}{shaping.attribute(field)}: {_field(child, kind)} | None = None"
    if not fields:
        yield f"{inner}..."


def _field(node: Node, inner: str) -> str:
    if node.type == "array":
        return f"_list[{_field(node.items, inner)}]" if node.items is not None else "_list[_Any]"
    if node.type == "object":
        return inner if node.properties else "_dict[_str, _Any]"
    plain = {"string": "_str", "integer": "_int", "boolean": "_bool"}.get(node.type, "_Any")
    return f"{_literal(node, '_Literal')} | {plain}" if node.enum and node.type in ("string", "integer") else plain


def bodies() -> str:
    """The stub of the bodies: a TypedDict for each operation that takes one, and for each object inside it."""
    parts = [BODIES]
    for head in reader.heads():
        for name, node in wanted.objects(reader.operation(head.id)).items():
            parts.append(f"class {name}(TypedDict):")
            for field, child in node.properties.items():
                kind = _element(child, wanted.name_within(name, field), "")
                parts.append(f"    {field}: {kind if wanted.must(node, field) else f'NotRequired[{kind} | None]'}")
            if not node.properties:
                parts.append("    ...")
    return "\n".join(parts) + "\n"


STUBS: dict[str, Callable[[], str]] = {"operations.pyi": operations, "shapes.pyi": shapes, "bodies.pyi": bodies}


def _written(name: str) -> str:
    path = FOLDER / name
    return path.read_text("utf-8") if path.exists() else ""


def main() -> int:
    """Write or check; gives the exit code."""
    old = [
        name for name, made in STUBS.items() if not (FOLDER / name).exists() or (FOLDER / name).read_text("utf-8") != made()
    ]
    for name in old:
        if "--check" not in sys.argv:
            (FOLDER / name).write_text(STUBS[name](), "utf-8")
        print(FOLDER.relative_to(ROOT) / name)
    return 1 if old and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
