"""One operation of the catalog on the terminal: what it is, what it needs, what it takes, what it gives.

Only draws. Every fact comes from the catalog, with its confidence where the sources are not sure.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from shoplatch.catalog import reader
from shoplatch.catalog.model import Node, Operation
from shoplatch.cli import show

ENUM_SHOWN = 8
CIPHER = {"required": "required", "optional": "taken; always send it", "none": "not taken"}
SOURCE = {
    "official": "the official reference",
    "community": "a community SDK",
    "both": "the official reference and a community SDK",
}


def draw(operation: Operation, *, response: bool) -> None:
    """Draw the page of one operation; with `response` the fields of the answer too."""
    parts: list[RenderableType] = [_heading(operation), _facts(operation)]
    if operation.path_params:
        parts += _section("In the path", _fields_tree(operation.path_params))
    if operation.query:
        parts += _section("In the query", _fields_tree(operation.query))
    if operation.body is not None:
        parts += _section("In the body", _body(operation.body))
    if response and operation.response is not None:
        parts += _section("In the answer, under data", _body(operation.response))
    parts.append(Text(f"\n{_example(operation)}", style="dim"))
    show.draw(Group(*parts))


def _heading(operation: Operation) -> Text:
    head = Text(operation.id, style="bold")
    head.append(f"  {operation.name}", style="not bold")
    for mark, on in (("deprecated", operation.deprecated), (operation.stage or "", operation.stage is not None)):
        if on:
            head.append(f"  {mark}", style="yellow")
    return head


def _facts(operation: Operation) -> Table:
    facts = Table.grid(padding=(0, 2, 0, 0))
    facts.add_column(style="dim", no_wrap=True)
    facts.add_column(overflow="fold")
    for name, value in (
        ("call", f"{operation.method} {operation.path}"),
        ("scopes", _scopes(operation)),
        ("shop_cipher", CIPHER[operation.shop_cipher]),
        ("content", operation.content_type if operation.content_type != "none" else ""),
        ("kind", _kind(operation)),
        ("paging", _paging(operation)),
        ("personal data", ", ".join(reader.pii_paths(operation))),
        ("versions", _versions(operation)),
        ("known from", SOURCE[operation.source]),
    ):
        if value:
            facts.add_row(name, Text(value))
    return facts


def _scopes(operation: Operation) -> str:
    rule = reader.scope_rule(operation)
    if not rule.scopes:
        return "not known"
    sure = "" if rule.confidence == "high" else f" (confidence: {rule.confidence})"
    return " or ".join(rule.scopes) + sure


def _kind(operation: Operation) -> str:
    if operation.read:
        return "read: may be repeated"
    if operation.idempotency_key:
        return f"write: takes an idempotency key in the {operation.idempotency_key}"
    return (
        "write: may be repeated"
        if operation.idempotent
        else "write: not repeated by itself; a lost answer is an unknown outcome"
    )


def _paging(operation: Operation) -> str:
    paging = operation.pagination
    if paging is None:
        return ""
    size = f"{paging.size_param} up to {paging.max_size}" if paging.max_size else paging.size_param or ""
    step = paging.token_param or paging.page_param or ""
    return ", ".join(part for part in (size, f"{step} in the {paging.in_}", f"items in {paging.items}") if part)


def _versions(operation: Operation) -> str:
    kin = sorted({head.version for head in reader.heads() if head.capability == operation.capability}, reverse=True)
    return ", ".join(f"{version} (this one)" if version == operation.version else version for version in kin)


def _section(title: str, content: RenderableType) -> list[RenderableType]:
    return [Text(f"\n{title}", style="bold"), Padding(content, (0, 0, 0, 2))]


def _fields_tree(nodes: Iterable[Node]) -> RenderableType:
    return _tree((node.name, node, node.is_required) for node in nodes)


def _body(node: Node) -> RenderableType:
    if node.type == "array" and node.items is not None:
        return Group(Text("a list, each element:", style="dim"), _body(node.items))
    if not node.properties:
        return Text(f"{node.type} {_limits(node)}".strip() if node.type != "object" else "an empty object")
    return _tree((name, child, name in node.required_names) for name, child in node.properties.items())


def _tree(entries: Iterable[tuple[str, Node, bool]]) -> Tree:
    root = Tree("", hide_root=True, guide_style="dim")
    for name, node, required in entries:
        _grow(root, name, node, required=required)
    return root


def _grow(onto: Tree, name: str, node: Node, *, required: bool) -> None:
    label = Text(name, style="bold" if required else "")
    label.append(f"  {_type(node)}", style="cyan")
    if required:
        label.append("  required", style="yellow")
    limits = _limits(node)
    if limits:
        label.append(f"  {limits}", style="dim")
    branch = onto.add(label)
    inner = node.items if node.type == "array" and node.items is not None else node
    for child_name, child in inner.properties.items():
        _grow(branch, child_name, child, required=child_name in inner.required_names)


def _type(node: Node) -> str:
    if node.type == "array" and node.items is not None:
        return f"list of {_type(node.items)}"
    return f"{node.type} ({node.hint})" if node.hint else node.type


def _limits(node: Node) -> str:
    inner = node.items if node.type == "array" and node.items is not None else node
    low, high = inner.min, inner.max
    said = [
        f"{low:g} to {high:g}" if low is not None and high is not None else "",
        f"from {low:g}" if low is not None and high is None else "",
        f"up to {high:g}" if high is not None and low is None else "",
        f"or {', '.join(map(str, inner.also))}" if inner.also else "",
        f"at most {inner.max_length} characters" if inner.max_length else "",
        f"at most {node.max_items} elements" if node.max_items else "",
        f"default {node.default}" if node.default is not None else "",
        _enum(inner),
    ]
    return ", ".join(part for part in said if part)


def _enum(node: Node) -> str:
    shown = [str(value) for value in node.enum[:ENUM_SHOWN]]
    more = len(node.enum) - len(shown)
    return " | ".join(shown) + (f" | {more} more" if more > 0 else "")


def _example(operation: Operation) -> str:
    required = " ".join(f"{node.name}=..." for node in (*operation.path_params, *operation.query) if node.is_required)
    paths = " ".join(f"{node.name}=..." for node in operation.path_params if not node.is_required)
    shop = "" if operation.shop_cipher == "none" else " --shop SHOP"
    body = " --body file.json" if operation.body is not None and operation.body.properties else ""
    return " ".join(f"shoplatch call {operation.id} {paths} {required}{shop}{body}".split())
