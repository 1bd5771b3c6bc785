"""Examples made small, and guesses at what a field means."""

from __future__ import annotations

import json
import re
from typing import Any

from tools.catalog.terms import MAX_EXAMPLE, Node


def tidy_example(value: Any, type_: str) -> Any:
    """An example literal in the declared type where that is lossless; None when it must be dropped."""
    if isinstance(value, str):
        value = value.strip()
        m = re.fullmatch(r'"([^"]*)"', value)
        if m and type_ == "string":
            value = m.group(1)
        if type_ == "integer" and re.fullmatch(r"-?\d+", value):
            value = int(value)
        elif type_ == "boolean" and value.lower() in ("true", "false"):
            value = value.lower() == "true"
        elif type_ in ("array", "object") and value[:1] in "[{":
            try:
                value = json.loads(value)
            except ValueError:
                return None
    elif type_ == "string" and isinstance(value, (int, float)) and not isinstance(value, bool):
        value = str(value)
    elif type_ == "integer" and isinstance(value, float) and value.is_integer():
        value = int(value)
    if value in (None, "", [], {}):
        return None
    return value if len(json.dumps(value, ensure_ascii=False)) <= MAX_EXAMPLE else None


_ID_NAME = re.compile(r"(?:^|_)ids?$")


def hint_of(name: str, node: Node, example: Any) -> str | None:
    """A guess, from the name and the example, of what a scalar means."""
    type_ = node["type"]
    if type_ == "integer":
        if re.search(r"(?:time|_at|_date|_ge|_lt|_le|_gt|timestamp|expire_at|_after|_before)$", name) and isinstance(
            example, int
        ):
            if 10**9 <= example < 10**10:
                return "ts"
            if 10**12 <= example < 10**13:
                return "ts_ms"
        return "id" if _ID_NAME.search(name) and node.get("format") == "int64" else None
    if type_ != "string" or "enum" in node:
        return None
    text = str(example) if example is not None else ""
    if _ID_NAME.search(name):
        return "id"
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return "date"
    if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d.*", text):
        return "datetime"
    if re.fullmatch(r"1[5-9]\d{8}", text) and re.search(r"time|date|_at$|_ge$|_lt$", name):
        return "ts_str"
    if text.startswith(("http://", "https://")):
        return "url"
    if "currency" in name and (not text or re.fullmatch(r"[A-Z]{3}", text)):
        return "currency"
    if name.endswith(("region", "region_code", "country", "market")) and re.fullmatch(r"[A-Z]{2}", text):
        return "region"
    if name.startswith("locale") or re.fullmatch(r"[a-z]{2}-[A-Z]{2}", text):
        return "locale"
    if text[:2] in ('{"', "[{"):
        return "json"
    if re.fullmatch(r"-?\d+\.\d+", text) or (
        re.fullmatch(r"-?\d+", text)
        and re.search(
            r"amount|price|fee|tax|cost|discount|subsidy|commission|rate|revenue|gmv|value|weight|length|width|height|percent|total",
            name,
        )
    ):
        return "decimal"
    return "int_str" if re.fullmatch(r"-?\d{1,9}", text) else None


def finish(node: Node, name: str) -> Node:
    """Order a node's keys, add its hint, and mark as open what its own documented example contradicts."""
    type_ = node["type"]
    out: Node = {"type": type_}
    for k in (
        "format",
        "enum",
        "open",
        "default",
        "min",
        "max",
        "also",
        "exclusiveMin",
        "exclusiveMax",
        "minLength",
        "maxLength",
        "maxItems",
        "example",
    ):
        if k in node:
            out[k] = node[k]
    enum, example = node.get("enum"), node.get("example")
    if (enum and example is not None and not isinstance(example, list) and example not in enum) or (
        isinstance(example, int)
        and example not in node.get("also", ())
        and not node.get("min", example) <= example <= node.get("max", example)
    ):
        out["open"] = True
    if type_ == "array" and isinstance(example, list):
        item_enum = node.get("items", {}).get("enum")
        if item_enum and any(e not in item_enum for e in example if not isinstance(e, (dict, list))):
            node["items"]["open"] = True
    hint = hint_of(name, out, example)
    if hint:
        out["hint"] = hint
    if "properties" in node:
        out["properties"] = {k: finish(v, k) for k, v in node["properties"].items()}
    if node.get("required"):
        out["required"] = sorted(node["required"])
    if "items" in node:
        out["items"] = finish(node["items"], name)
    for k in ("alt_type", "src"):
        if k in node:
            out[k] = node[k]
    return out
