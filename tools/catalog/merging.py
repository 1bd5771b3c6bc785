"""Two sources into one: the official node is the base, the community adds what it alone knows."""

from __future__ import annotations

from typing import Any

from tools.catalog.terms import Node


class Report:
    """What the two sources disagree on, for the operations that both have."""

    def __init__(self) -> None:
        self.compared = 0
        self.format_diffs: list[tuple[str, Any, Any]] = []
        self.type_diffs: list[tuple[str, str, str]] = []
        self.community_only: list[str] = []
        self.official_only: list[str] = []
        self.enum_extra: list[tuple[str, list[Any]]] = []
        self.name_diffs: list[tuple[str, str, str]] = []
        self.required_diffs: list[str] = []


def merge(a: Node | None, b: Node | None, where: str, report: Report) -> Node | None:
    """Official node `a` completed with what community node `b` knows."""
    if a is None:
        return b
    if b is None:
        return a
    out = dict(a)
    report.compared += 1
    if a.get("format") != b.get("format") and b.get("format"):
        report.format_diffs.append((where, a.get("format"), b["format"]))
    if a["type"] != b["type"]:
        report.type_diffs.append((where, a["type"], b["type"]))
        out["alt_type"] = b["type"]
        return out
    if a["type"] == "object":
        props: dict[str, Node] = {}
        left, right = a.get("properties", {}), b.get("properties", {})
        for k, v in left.items():
            if k in right:
                props[k] = merge(v, right[k], f"{where}.{k}", report)  # type: ignore[assignment]
            else:
                props[k] = v
                if right:
                    report.official_only.append(f"{where}.{k}")
        for k, v in right.items():
            if k not in left:
                props[k] = {**v, "src": "community"} if left else v
                if left:
                    report.community_only.append(f"{where}.{k}")
        out["properties"] = props
        if b.get("required"):
            out["required"] = [k for k in b["required"] if k in props]
        return out
    if a["type"] == "array":
        out["items"] = merge(a.get("items"), b.get("items"), where + "[]", report)
    if a.get("enum") and b.get("enum"):
        extra = [v for v in b["enum"] if v not in a["enum"]]
        if extra:
            report.enum_extra.append((where, extra))
            out["enum"] = a["enum"] + extra
    elif b.get("enum") and (a.get("example") is None or a["example"] in b["enum"]):
        out["enum"] = b["enum"]
        for k in ("min", "max", "minLength", "maxLength"):
            out.pop(k, None)
    if "format" not in a and b.get("format"):
        out["format"] = b["format"]
    if "enum" not in out:
        for group in (("min", "max"), ("minLength", "maxLength")):
            if not any(k in out for k in group):
                out.update({k: b[k] for k in group if k in b})
    for k in ("maxItems", "default"):
        if k not in out and k in b:
            out[k] = b[k]
    return out


def merge_params(a: dict[str, Node], b: dict[str, Node], where: str, report: Report) -> dict[str, Node]:
    out: dict[str, Node] = {}
    for k in [*a, *(k for k in b if k not in a)]:
        left, right = a.get(k), b.get(k)
        if left and right:
            req = (left.get("required"), right.get("required"))
            out[k] = merge({**left}, {**right}, f"{where}?{k}", report)  # type: ignore[assignment]
            if req[0] is not None:
                out[k]["required"] = bool(req[0] or req[1])
                if req[0] != req[1]:
                    report.required_diffs.append(f"{where}?{k} official={req[0]} community={req[1]}")
        else:
            out[k] = left or right  # type: ignore[assignment]
            if a and b and not left:
                out[k] = {**out[k], "src": "community"}
    return out
