"""The official source: an OpenAPI 3.0 description split over files, in the npm package @tts-open-toolkit/cli."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tools.catalog.hints import tidy_example
from tools.catalog.limits import apply_facts
from tools.catalog.terms import OFFICIAL_PATHS, Node, OpKey


def official_node(schema: Node, description: str = "", example: Any = None) -> Node:
    type_ = schema.get("type") or ("object" if "properties" in schema else "string")
    fmt = schema.get("format")
    if fmt == "binary":
        node: Node = {"type": "file"}
    else:
        node = {"type": type_}
        if fmt:
            node["format"] = fmt
    if "properties" in schema or type_ == "object":
        node["properties"] = {k: official_node(v) for k, v in schema.get("properties", {}).items()}
    if "items" in schema:
        node["items"] = official_node(schema["items"])
    desc = schema.get("description", "") or description
    raw = schema.get("example", example)
    if node["type"] != "object":
        ex = tidy_example(raw, node["type"])
        if node["type"] == "array" and node.get("items", {}).get("type") == "object":
            ex = None  # the members carry their own examples
        if node["type"] == "array" and ex is not None and not isinstance(ex, list):
            ex = [ex] if not isinstance(ex, dict) else None
        if ex is not None:
            node["example"] = ex
    apply_facts(node, desc, node.get("example", raw))
    return node


def load_official(root: Path) -> dict[OpKey, Node]:
    ops: dict[OpKey, Node] = {}
    for file in sorted((root / OFFICIAL_PATHS).glob("*.json")):
        for path, methods in json.loads(file.read_text("utf-8"))["paths"].items():
            for method, raw in methods.items():
                op: Node = {
                    "name": raw["summary"].strip(),
                    "path_params": {},
                    "query": {},
                    "body": None,
                    "content_type": "none",
                    "response": None,
                    "extra": [],
                }
                for p in raw.get("parameters", []):
                    if p["in"] == "header":
                        continue
                    node = official_node(p["schema"], p.get("description", ""), p.get("example"))
                    if p["in"] == "query":
                        node["required"] = bool(p.get("required"))
                        op["query"][p["name"]] = node
                    else:
                        op["path_params"][p["name"]] = node
                for ctype, media in raw.get("requestBody", {}).get("content", {}).items():
                    op["content_type"] = "multipart" if "multipart" in ctype else "json"
                    op["body"] = official_node(media.get("schema", {}))
                envelope = raw["responses"]["200"]["content"]["application/json"]["schema"].get("properties", {})
                if "data" in envelope:
                    op["response"] = official_node(envelope["data"])
                op["extra"] = sorted(set(envelope) - {"code", "message", "request_id", "data"})
                ops[(method.upper(), path)] = op
    return ops
