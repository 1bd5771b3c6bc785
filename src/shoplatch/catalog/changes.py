"""What changed between two catalogs, in plain words, and what of it breaks code that was written before. Pure.

An operation is the same one as long as method and path are; its id may move, because the newest version has the bare name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

Node = dict[str, Any]  # one record of the facts file, as it stands there
OpKey = tuple[str, str]  # method, path

_LIMITS = {
    "max": "largest value", "min": "smallest value", "maxLength": "greatest length", "minLength": "least length",
    "maxItems": "greatest number of items",
}  # fmt: skip
_TIGHTER_WHEN_LESS = frozenset({"max", "maxLength", "maxItems"})
GROUPS = ("operations", "versions", "webhooks", "fields", "types", "values", "limits", "other")


@dataclass(frozen=True)
class Change:
    """One change. `breaks` says what stops working, "" where nothing does.

    `of` is the id the operation had before, "" for a new one; of a webhook
    its name. `field` is the dotted place of the change in what is sent or
    answered, `answered` which of the two. `lost` holds what a moved bare name loses.
    """

    group: str  # one of GROUPS
    where: str
    what: str
    breaks: str = ""
    of: str = ""
    field: str = ""
    answered: bool = False
    lost: tuple[Change, ...] = ()


def between(old: list[Node], new: list[Node]) -> list[Change]:
    """All changes from one list of operations to another."""
    before, after = ({_key(one): one for one in found} for found in (old, new))
    return [
        *_gone(before, after),
        *_added(before, after),
        *(change for key in sorted(before.keys() & after.keys()) for change in _same(before[key], after[key])),
        *_moved(before, after),
    ]


def between_versions(old: Node, new: Node) -> list[Change]:
    """What moving on from one version of an operation to another changes, for code that sends and reads the old one."""
    return list(_same(old, new))


def between_topics(old: list[Node], new: list[Node]) -> list[Change]:
    """All changes from one list of webhook types to another."""
    before, after = ({one["name"]: one for one in found} for found in (old, new))
    found = [
        Change("webhooks", name, "is no longer sent", "Code that waits for it waits for ever.", of=name)
        for name in sorted(before.keys() - after.keys())
    ]
    found += [
        Change("webhooks", name, f"is new: type {after[name]['type']}") for name in sorted(after.keys() - before.keys())
    ]
    for name in sorted(before.keys() & after.keys()):
        one, other = before[name], after[name]
        if one["type"] != other["type"]:
            what = f"its type was {one['type']}, is {other['type']}"
            found.append(Change("webhooks", name, what, "Code that knows it by number misses it.", of=name))
        nodes = (_worded(one.get("data_fields") or {}), _worded(other.get("data_fields") or {}))
        found += [replace(change, group="webhooks", of=name) for change in _node(name, "data", *nodes, sent=False)]
    return found


def _worded(value: object) -> Node:
    """The words a webhook's fields are told in, as a node: a type, an object by its members, a list by its one element."""
    if isinstance(value, list):
        return {"type": "array", **({"items": _worded(value[0])} if value else {})}
    if isinstance(value, dict):
        if isinstance(value.get("type"), str) and "enum" in value:
            return {"type": value["type"], "enum": value["enum"]}
        return {"type": "object", "properties": {name: _worded(held) for name, held in value.items()}}
    return {"type": str(value).partition(" (")[0]}


def told(changes: list[Change]) -> str:
    """The report: what breaks first, then everything by kind."""
    if not changes:
        return "Nothing changed.\n"
    broken = [one for one in changes if one.breaks]
    lines = [f"{len(changes)} changes, {len(broken)} of them break something.", ""]
    if broken:
        lines += ["What breaks", *(f"  {one.where}: {one.what}. {one.breaks}" for one in broken), ""]
    for group in GROUPS:
        found = [one for one in changes if one.group == group]
        if found:
            lines += [f"{group.capitalize()} ({len(found)})", *(f"  {one.where}: {one.what}" for one in found), ""]
    return "\n".join(lines)


def _key(operation: Node) -> OpKey:
    return operation["method"], operation["path"]


def _version(operation: Node) -> str:
    stage = operation.get("stage")
    return f"{operation['version']}-{stage}" if stage else str(operation["version"])


def _gone(before: dict[OpKey, Node], after: dict[OpKey, Node]) -> Iterator[Change]:
    for key in sorted(before.keys() - after.keys()):
        one = before[key]
        left = [other for other in after.values() if other["capability"] == one["capability"]]
        instead = f"{', '.join(sorted(map(_version, left)))} remain" if left else "no version remains"
        what = f"retired: {_version(one)}; {instead}"
        yield Change("operations", one["id"], what, "Calls of it are refused.", of=one["id"])


def _added(before: dict[OpKey, Node], after: dict[OpKey, Node]) -> Iterator[Change]:
    known = {one["capability"] for one in before.values()}
    for key in sorted(after.keys() - before.keys()):
        one = after[key]
        what = f"added: version {_version(one)}" if one["capability"] in known else f"added: {one['method']} {one['path']}"
        yield Change("operations", one["id"], what)


def _moved(before: dict[OpKey, Node], after: dict[OpKey, Node]) -> Iterator[Change]:
    """A bare name that now means another version: what its callers lose."""
    newest = {one["id"]: one for one in after.values() if one["latest"]}
    for one in before.values():
        other = newest.get(one["id"])
        if not one["latest"] or other is None or _key(other) == _key(one):
            continue
        lost = tuple(sorted((change for change in _operation(one, other) if change.breaks), key=lambda change: change.what))
        told = "; ".join(change.what for change in lost)
        breaks = f"Pin {_version(one)}, or change what reads it: {told}." if lost else ""
        what = f"the newest version is {_version(other)}, it was {_version(one)}"
        yield Change("versions", one["id"], what, breaks, of=one["id"], lost=lost)


def _same(old: Node, new: Node) -> Iterator[Change]:
    return (replace(change, of=old["id"]) for change in _operation(old, new))


def _operation(old: Node, new: Node) -> Iterator[Change]:
    where = new["id"]
    if old["capability"] != new["capability"]:
        yield Change("versions", where, f"was called {old['capability']}", "Calls by the old name are refused.")
    for name, words in (("shop_cipher", "shop_cipher"), ("content_type", "body"), ("deprecated", "deprecated")):
        if old.get(name) != new.get(name):
            yield Change("other", where, f"{words} was {old.get(name)}, is {new.get(name)}")
    if old["pagination"] != new["pagination"]:
        yield Change("other", where, "pages in another way", "A token kept from before leads nowhere.")
    for side in ("path_params", "query"):
        yield from _object(where, "", _listed(old.get(side)), _listed(new.get(side)), sent=True)
    for side, sent in (("body", True), ("response", False)):
        yield from _node(where, side, old[side] or {"type": "object"}, new[side] or {"type": "object"}, sent=sent)


def _listed(nodes: list[Node] | None) -> Node:
    found = nodes or []
    must = [one["name"] for one in found if one.get("required")]
    return {"type": "object", "properties": {one["name"]: one for one in found}, "required": must}


def _object(where: str, path: str, old: Node, new: Node, *, sent: bool) -> Iterator[Change]:
    before, after = old.get("properties", {}), new.get("properties", {})
    at = f"{path}." if path else ""
    loses = "Calls that give it are refused." if sent else "Code that reads it finds nothing."
    for name in sorted(before.keys() - after.keys()):
        yield Change("fields", where, f"{at}{name} is gone", loses, field=f"{at}{name}", answered=not sent)
    for name in sorted(after.keys() - before.keys()):
        yield Change("fields", where, f"{at}{name} is new", field=f"{at}{name}", answered=not sent)
    for name in sorted(before.keys() & after.keys()):
        yield from _node(where, f"{at}{name}", before[name], after[name], sent=sent)
    must, had = set(_required(new)), set(_required(old))
    for name in sorted(must - had):
        breaks = "Calls without it are refused." if sent else ""
        yield Change("fields", where, f"{at}{name} is required now", breaks, field=f"{at}{name}", answered=not sent)
    for name in sorted((had - must) & after.keys()):
        yield Change("fields", where, f"{at}{name} is no longer required", field=f"{at}{name}", answered=not sent)


def _required(node: Node) -> list[str]:
    found = node.get("required")
    return found if isinstance(found, list) else []


def _node(where: str, path: str, old: Node, new: Node, *, sent: bool) -> Iterator[Change]:
    if old["type"] != new["type"]:
        breaks = "Calls with the old type are refused." if sent else "Code that expects the old type fails."
        what = f"{path} was {old['type']}, is {new['type']}"
        yield Change("types", where, what, breaks, field=path, answered=not sent)
        return
    yield from _values(where, path, old, new, sent=sent)
    for name, words in _LIMITS.items():
        yield from _limit(where, path, name, words, (old.get(name), new.get(name)), sent=sent)
    if old["type"] == "array" and old.get("items") and new.get("items"):
        yield from _node(where, f"{path}[]", old["items"], new["items"], sent=sent)
    if old["type"] == "object":
        yield from _object(where, path, old, new, sent=sent)


def _values(where: str, path: str, old: Node, new: Node, *, sent: bool) -> Iterator[Change]:
    before, after = old.get("enum"), new.get("enum")
    if before is None or after is None:
        if before != after:
            what = f"{path} {'has a list of values now' if after else 'has no list of values any more'}"
            yield Change("values", where, what, field=path, answered=not sent)
        return
    gone, come = [one for one in before if one not in after], [one for one in after if one not in before]
    if gone:
        breaks = "Writes with such a value warn." if sent else ""
        what = f"{path} no longer lists {', '.join(map(str, gone))}"
        yield Change("values", where, what, breaks, field=path, answered=not sent)
    if come:
        what = f"{path} also lists {', '.join(map(str, come))}"
        yield Change("values", where, what, field=path, answered=not sent)


def _limit(
    where: str, path: str, name: str, words: str, values: tuple[float | None, float | None], *, sent: bool
) -> Iterator[Change]:
    old, new = values
    if old == new:
        return
    tighter = new is not None and (old is None or (new < old) == (name in _TIGHTER_WHEN_LESS))
    breaks = "The platform refuses what is beyond it." if tighter and sent else ""
    what = f"{words} of {path} was {_said(old)}, is {_said(new)}"
    yield Change("limits", where, what, breaks, field=path, answered=not sent)


def _said(limit: float | None) -> str:
    return "not given" if limit is None else f"{limit}"
