"""Judges what was sent (and, in tests, what we answer) against the nodes of the catalog.

It knows types, required fields, lists of values, ranges and lengths. It does not know whether a thing exists or whether a
state allows the call: that is for the behaviour behind the gate. Fields the catalog does not know are let through, as the
platform does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

import msgspec

from shoplatch.catalog.model import Node
from shoplatch.simulator.ask import Refused, Upload, split_list

DEPTH_MAX = 32
_BITS = {"int8": 7, "int16": 15, "int32": 31, "int64": 63}


def check_query(nodes: tuple[Node, ...], query: Mapping[str, str]) -> None:
    """Raise 36009004 naming the first query parameter that is missing or wrong; numbers arrive as text."""
    for node in nodes:
        text = query.get(node.name, "")
        if text == "":  # an empty value counts as not sent: `page_token=` asks for the first page
            if node.is_required:
                raise _missing(node.name, "query parameter")
            continue
        check(node, _from_text(node, text), node.name)


def takes_anything(node: Node) -> bool:
    """Whether any text is right for a parameter."""
    if node.type == "array":
        return node.max_items is None and (node.items is None or takes_anything(node.items))
    bounds = (node.min, node.max, node.min_length, node.max_length)
    return node.type == "string" and (node.open or not (node.enum or any(bound is not None for bound in bounds)))


def check_path(nodes: tuple[Node, ...], path: Mapping[str, str]) -> None:
    """Raise 36009004 naming the first path parameter that is wrong."""
    for node in nodes:
        if node.name in path:
            check(node, _from_text(node, path[node.name]), node.name)


def check_body(node: Node | None, body: Mapping[str, Any]) -> None:
    """Raise 36009004 naming the first field of a JSON body that is missing or wrong."""
    if node is not None:
        _check_members(node, body, "", 0)


def check_form(node: Node | None, form: Mapping[str, str | Upload]) -> None:
    """Raise 36009004 naming the first part of a multipart body that is missing or wrong."""
    if node is None:
        return
    for name, part in node.properties.items():
        sent = form.get(name)
        if sent is None:
            if name in node.required_names:
                raise _missing(name, "form field")
        elif part.type == "file" and not isinstance(sent, Upload):
            raise _wrong(name, "a file")
        elif isinstance(sent, str):
            check(part, _from_text(part, sent), name)


def check(node: Node, value: Any, where: str, depth: int = 0) -> None:
    """Raise 36009004 naming the field `where` if the value does not fit the node. None counts as not sent."""
    if value is None:
        return
    if depth > DEPTH_MAX:
        raise _wrong(where, f"nested at most {DEPTH_MAX} deep")
    kind = node.type
    if kind == "string":
        _check_string(node, value, where)
    elif kind == "integer":
        _check_integer(node, value, where)
    elif kind == "boolean":
        if not isinstance(value, bool):
            raise _wrong(where, "true or false")
    elif kind == "array":
        _check_array(node, value, where, depth)
    elif kind == "object":
        if not isinstance(value, Mapping):
            raise _wrong(where, "an object")
        _check_members(node, value, where, depth)


def _check_members(node: Node, value: Mapping[str, Any], where: str, depth: int) -> None:
    for name in node.required_names:
        if value.get(name) is None:
            raise _missing(f"{where}.{name}" if where else name, "field")
    properties = node.properties
    for name, member in value.items():
        known = properties.get(name)
        if known is not None:
            check(known, member, f"{where}.{name}" if where else name, depth + 1)


def _check_array(node: Node, value: Any, where: str, depth: int) -> None:
    if not isinstance(value, list | tuple):
        raise _wrong(where, "a list")
    if node.max_items is not None and len(value) > node.max_items and not node.open:
        raise _wrong(where, f"a list of at most {node.max_items}")
    if node.items is not None:
        for n, element in enumerate(value):
            if element is None:  # a member that is null counts as not sent; in a list there is nothing to leave out
                raise _wrong(f"{where}[{n}]", "a value, not null")
            check(node.items, element, f"{where}[{n}]", depth + 1)


def _check_string(node: Node, value: Any, where: str) -> None:
    if not isinstance(value, str):
        raise _wrong(where, "a string")
    if node.open:
        return
    if node.enum and value not in node.enum:
        raise _wrong(where, f"one of {', '.join(map(str, node.enum))}")
    if node.max_length is not None and len(value) > node.max_length:
        raise _wrong(where, f"at most {node.max_length} characters long")
    if node.min_length is not None and len(value) < node.min_length:
        raise _wrong(where, f"at least {node.min_length} characters long")
    if node.min is not None or node.max is not None:
        try:
            number = Decimal(value)
        except InvalidOperation:
            raise _wrong(where, "a number written as a string") from None
        _check_range(node, number, where)


def _check_integer(node: Node, value: Any, where: str) -> None:
    if not isinstance(value, int) or isinstance(value, bool):
        raise _wrong(where, "a whole number")
    bits = _BITS.get(node.format or "int64", 63)
    if not -(1 << bits) <= value < (1 << bits):
        raise _wrong(where, f"a whole number of {bits + 1} bits")
    if node.open:
        return
    if node.enum and value not in node.enum:
        raise _wrong(where, f"one of {', '.join(map(str, node.enum))}")
    if node.min is not None or node.max is not None:
        _check_range(node, value, where)


def _check_range(node: Node, number: int | Decimal, where: str) -> None:
    if isinstance(number, Decimal) and not number.is_finite():
        raise _wrong(where, "a finite number")
    if any(number == Decimal(str(allowed)) for allowed in node.also):
        return
    low = None if node.min is None else Decimal(str(node.min))
    high = None if node.max is None else Decimal(str(node.max))
    too_low = low is not None and (number < low or (node.exclusive_min and number == low))
    too_high = high is not None and (number > high or (node.exclusive_max and number == high))
    if too_low or too_high:
        more = "more than" if node.exclusive_min else "at least"
        less = "less than" if node.exclusive_max else "at most"
        bounds = [f"{more} {low}" if low is not None else "", f"{less} {high}" if high is not None else ""]
        raise _wrong(where, " and ".join(filter(None, bounds)))


_WHOLE = re.compile(r"-?[0-9]{1,20}", re.ASCII)


def _from_text(node: Node, text: str) -> Any:
    """A value of the query, path or form, as its node wants it; text that cannot be read stays text and fails the check."""
    if node.type == "integer":
        return int(text) if _WHOLE.fullmatch(text) else text
    if node.type == "boolean":
        return {"true": True, "false": False}.get(text.lower(), text)
    if node.type == "array":
        return [_from_text(node.items, part) if node.items else part for part in split_list(text)]
    if node.type == "object":
        try:
            return msgspec.json.decode(text)
        except (msgspec.DecodeError, RecursionError):
            return text
    return text


def _missing(where: str, what: str) -> Refused:
    return Refused(36009004, f"Missing required {what}. '{where}' is required and was not sent.")


def _wrong(where: str, wanted: str) -> Refused:
    return Refused(36009004, f"Invalid request parameter. '{where}' must be {wanted}.")
