"""Limits, lengths and defaults, read out of descriptions."""

from __future__ import annotations

import re
from typing import Any

from tools.catalog.enums import _clean, enum_of
from tools.catalog.terms import Node

_NUM = r"(-?\d[\d,]*(?:\.\d+)?)"
_RANGE = re.compile(
    rf"(?i)\brange(?: of (?:this|the) \w+)?\s*(?:is(?: from)?|of)?\s*:?\s*[`\s]*([\[(])?\s*{_NUM}\s*(?:-|,\s|,(?=\d+[\])])|~|to|\u2013|\u2014)\s*{_NUM}\s*([\])])?"  # noqa: E501
)
_LEN_RANGE = re.compile(rf"(?i)(?<!max )(?<!maximum )\blength\s*:\s*\[?\s*{_NUM}\s*(?:-|,\s+|~|to|\u2013)\s*{_NUM}\s*\]?")
_REGION_LEN = re.compile(rf"(?im)^\s*-\s*[^:\n]+:\s*\[\s*{_NUM}\s*,\s*{_NUM}\s*\]")
_MAX_LEN = re.compile(
    rf"(?i)\b(?:max(?:imum)?(?: string)? length(?: is)?|max string length|length (?:must not|can ?not) exceed|(?:can ?not|not|must not) exceed|no more than|up to|can be up to)\s*:?\s*`?{_NUM}`?(\s*(?:characters?|chars?))?"  # noqa: E501
)
_MAX_COUNT = re.compile(
    rf"(?i)\b(?:max(?:imum)?\s*(?:count|ids|number of (?:ids|image uris|products?|creators?))(?: is)?|max(?=\s*:)|max|"
    rf"max(?:imum)? length(?: of the list)?(?: is)?|length (?:of the array )?(?:is no more than|must not exceed)|"
    rf"maximum number of [a-z ]{{1,40}}? is|up to)\s*:?\s*`?{_NUM}`?"
)
_MAX_SKUS = re.compile(rf"(?i)\bmax skus[^:\n]*:\s*{_NUM}")
_MAX_VALUE = re.compile(rf"(?i)\b(?:max(?:imum)?(?: page_size)?(?: value)?(?: is)?|maximum number is)\s*:?\s*{_NUM}")
_DEFAULT = re.compile(
    r"(?im)(?<!will )\bdefault(?:s|\s+value)?(?:\s+of\s+\"\S+)?\s*(?:is|of|to be|to|:|=)\s*:?\s*"
    r"(`([^`\n]{1,40})`|\"([^\"\n]{1,40})\"|[A-Za-z0-9_.\-]+)[ \t]*(.?)"
)
_BY_DEFAULT = re.compile(
    r"`([^`\n]{1,40})`\s+by default|\b(\d+)\s+by default|\bdefault\s+(\d+)\b|\bset\s+to\s+`?(\w+)`?\s+by\s+default"
)
_DEFAULT_MARK = re.compile(r"(?m)^\s*[-*]?\s*`?([A-Za-z0-9_]+)`?\s*\([Dd]efault\)")


def _number(text: str) -> int | float:
    text = text.replace(",", "")
    return float(text) if "." in text else int(text)


def limits_of(desc: str, type_: str) -> Node:
    """Numeric limits stated in a description, as min/max/minLength/maxLength/minItems/maxItems."""
    desc = _clean(desc)
    out: Node = {}
    if type_ in ("integer", "number", "string"):
        m = _RANGE.search(desc)
        if m and not re.match(r"\s*(?:days?|characters?|px|\d)", desc[m.end() : m.end() + 12]):
            lo, hi = _number(m.group(2)), _number(m.group(3))
            if lo < hi or lo == hi:
                if type_ == "string" and "length" in desc[max(0, m.start() - 40) : m.end()].lower():
                    out["minLength"], out["maxLength"] = lo + (m.group(1) == "("), hi
                else:
                    out["min"], out["max"] = lo, hi
                    beside = re.match(r"\W*or\s+`?(-?\d+)`?\s+(?:for|to|means?)\b", desc[m.end() :])
                    if beside:  # '[1, 99], or -1 for unlimited'
                        out["also"] = [int(beside.group(1))]
                    if m.group(1) == "(":
                        out["exclusiveMin"] = True
                    if m.group(4) == ")":
                        out["exclusiveMax"] = True
    if type_ in ("integer", "number") and "max" not in out:
        m = _MAX_VALUE.search(desc)
        if m and not re.match(r"\s*(?:days?|minutes?|hours?|%|digits?|mb)", desc[m.end() : m.end() + 9], re.I):
            out["max"] = _number(m.group(1))
        else:
            m = re.search(rf"(?im)\bup to\s+{_NUM}\.?\s*$", desc)
            if m:
                out["max"] = _number(m.group(1))
    if type_ == "string":
        m = _LEN_RANGE.search(desc)
        if m:
            out["minLength"], out["maxLength"] = _number(m.group(1)), _number(m.group(2))
        elif re.search(r"(?i)length\s*:\s*\n", desc) and _REGION_LEN.search(desc):
            pairs = [(_number(a), _number(b)) for a, b in _REGION_LEN.findall(desc)]
            out["minLength"], out["maxLength"] = min(p[0] for p in pairs), max(p[1] for p in pairs)
        else:
            for m in _MAX_LEN.finditer(desc):
                named = "length" in m.group(0).lower() or m.group(2)
                if named and float(_number(m.group(1))).is_integer():
                    out["maxLength"] = int(_number(m.group(1)))
                    break
        if "max" not in out:
            m = re.search(rf"(?im)^\s*max(?: value)?\s*:\s*{_NUM}\s*$", desc)
            if m:
                out["max"] = _number(m.group(1))
    if type_ == "array":
        m = _RANGE.search(desc)
        counts = [_number(n) for n in _MAX_SKUS.findall(desc)]
        if not counts:
            m2 = _MAX_COUNT.search(desc)
            follows = desc[m2.end() : m2.end() + 12] if m2 else ""
            if (
                m2
                and not re.match(r"(?i)\s*(?:characters?|additional|px|mb|%|decimal|types?|digits?|days?)", follows)
                and not re.search(r"(?i)string length", m2.group(0))
            ):
                counts = [_number(m2.group(1))]
        if counts and float(max(counts)).is_integer():
            out["maxItems"] = int(max(counts))
        m3 = re.search(rf"(?i)max string length\s*:\s*{_NUM}", desc)
        if m3:
            out["itemMaxLength"] = int(_number(m3.group(1)))
    return out


def default_of(desc: str, type_: str, enum: list[Any]) -> Any:
    desc = _clean(desc)
    m = _DEFAULT_MARK.search(desc)
    if m and (not enum or m.group(1) in enum):
        return m.group(1) if type_ == "string" else None
    for m in _DEFAULT.finditer(desc):
        quoted = m.group(2) or m.group(3)
        value = (quoted or m.group(1)).strip().rstrip(".")
        alone = not m.group(4).strip() or m.group(4) in ".,;)`"
        if type_ == "integer":
            if re.fullmatch(r"-?\d+", value):
                return int(value)
        elif type_ == "boolean":
            if value.lower() in ("true", "false"):
                return value.lower() == "true"
        elif type_ == "string":
            if enum:
                hit = [e for e in enum if str(e).lower() == value.lower()]
                if hit:
                    return hit[0]
            elif (quoted or alone) and re.fullmatch(
                r"[A-Z][A-Z0-9_]+|[a-z]+_[a-z_]+|v\d+|[a-z]{2}(?:-[A-Z]{2})?|\d+", value
            ):
                return value
    m = _BY_DEFAULT.search(desc)
    if m:
        value = next(g for g in m.groups() if g)
        if type_ == "integer" and value.isdigit():
            return int(value)
        if type_ == "boolean" and value.lower() in ("true", "false"):
            return value.lower() == "true"
        if type_ == "string" and (not enum or value in enum):
            return value
    return None


def apply_facts(node: Node, desc: str, example: Any, bare_lists: bool = True) -> None:
    """Put what a description says about a value on its node."""
    type_ = node["type"]
    if type_ == "array":
        limits = limits_of(desc, "array")
        item_max = limits.pop("itemMaxLength", None)
        node.update(limits)
        item = node.get("items")
        if item and item["type"] in ("string", "integer") and "enum" not in item:
            enum = enum_of(desc, item["type"], example, bare_lists)
            if enum:
                item["enum"] = enum
            if item_max and item["type"] == "string":
                item.setdefault("maxLength", item_max)
        return
    if type_ in ("object", "boolean", "file"):
        if type_ == "boolean":
            default = default_of(desc, type_, [])
            if default is not None:
                node["default"] = default
        return
    enum = enum_of(desc, type_, example, bare_lists)
    if enum:
        node["enum"] = enum
    node.update(limits_of(desc, type_))
    if enum:  # a closed list needs no numeric bounds
        for k in ("min", "max", "minLength", "maxLength"):
            node.pop(k, None)
    default = default_of(desc, type_, enum)
    if default is not None:
        node["default"] = default
