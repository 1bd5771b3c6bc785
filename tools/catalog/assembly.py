"""Everything together: the operations as records, written one a line."""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path

from tools.catalog.derived import _IDEMPOTENT_VERBS, area_of, is_read, pagination_of
from tools.catalog.hints import finish
from tools.catalog.merging import Report, merge, merge_params
from tools.catalog.naming import canonical, group_versions, inherit, rank, snake, version_of
from tools.catalog.terms import CIPHERS, Node, OpKey


def param_rows(params: dict[str, Node], with_required: bool) -> list[Node]:
    rows = []
    for name, node in params.items():
        required = node.get("required", True) if with_required else True
        body = finish({k: v for k, v in node.items() if k != "required"}, name)
        row: Node = {"name": name, **body}
        if with_required and required:
            row["required"] = True
        rows.append(row)
    return rows


def build(official: dict[OpKey, Node], community: dict[OpKey, Node], report: Report) -> list[Node]:
    merged: dict[OpKey, Node] = {}
    for key in sorted(set(official) | set(community)):
        a, b = official.get(key), community.get(key)
        where = f"{key[0]} {key[1]}"
        base = a or b
        assert base is not None
        op: Node = {
            "names": [n for n in ((a or {}).get("name"), (b or {}).get("operation_id")) if n],
            "name": (a or b)["name"],  # type: ignore[index]
            "title": (b or {}).get("name"),
            "source": "both" if a and b else "official" if a else "community",
            "content_type": base["content_type"],
            "path_params": merge_params((a or {}).get("path_params", {}), (b or {}).get("path_params", {}), where, report),
            "query": merge_params((a or {}).get("query", {}), (b or {}).get("query", {}), where, report),
            "body": merge((a or {}).get("body"), (b or {}).get("body"), where + " body", report),
            "response": merge((a or {}).get("response"), (b or {}).get("response"), where + " data", report),
        }
        if op["body"] and op["content_type"] == "none":
            op["content_type"] = "json"
        if a and b:
            if canonical(a["name"]) != canonical(b["operation_id"]):
                report.name_diffs.append((where, a["name"], b["operation_id"]))
            if a["content_type"] != b["content_type"]:
                report.required_diffs.append(
                    f"{where} content_type official={a['content_type']} community={b['content_type']}"
                )
        cipher = op["query"].pop("shop_cipher", None)
        if cipher:
            op["shop_cipher"] = "required" if cipher.get("required") else "optional"
        else:
            op["shop_cipher"] = "optional" if b and b["shop_cipher"] else "none"
        op["other_ciphers"] = [c for c in CIPHERS[1:] if c in op["query"]]
        merged[key] = op

    entries: list[Node] = []
    for latest, members in group_versions(merged).items():
        for old, new in itertools.pairwise(members):
            if merged[new]["source"] == "community":
                inherit(merged[new]["body"], merged[old]["body"])
                inherit(merged[new]["response"], merged[old]["response"])
                for part in ("query", "path_params"):
                    for k, v in merged[new][part].items():
                        inherit(v, merged[old][part].get(k), limits=True)
        top = merged[latest]
        base = snake(re.sub(r"(?i)[ _]?(old|legacy|v[23])$", "", (top["names"][-1])))
        base = re.sub(r"_(?:v[23]|old|legacy)$", "", base)
        capability = f"{latest[1].split('/')[1]}.{base}"
        for key in members:
            op = merged[key]
            method, path = key
            domain = path.split("/")[1]
            is_latest = key == latest
            stage = "preview" if "/preview/" in path else "beta" if "/beta/" in path else None
            entry: Node = {
                "id": capability if is_latest else f"{domain}.{base}@{version_of(path)}" + (f"-{stage}" if stage else ""),
                "capability": capability,
                "name": op["name"],
                "domain": domain,
                "area": area_of(path),
                "version": version_of(path),
                "method": method,
                "path": path,
                "source": op["source"],
                "latest": is_latest,
            }
            if stage:
                entry["stage"] = stage
            older = [k[1] for k in members if rank(k[1]) < rank(path)]
            if older:
                entry["supersedes"] = older
            if any(re.search(r"(?i)(old|legacy)$", n) for n in op["names"]):
                entry["deprecated"] = True
            entry["shop_cipher"] = op["shop_cipher"]
            if op["other_ciphers"]:
                entry["other_ciphers"] = op["other_ciphers"]
            entry["content_type"] = op["content_type"]
            read = is_read(method, path, op["names"])
            verb = snake(op["names"][-1]).split("_")[0]
            entry["read"] = read
            entry["idempotent"] = read or method in ("PUT", "DELETE") or verb in _IDEMPOTENT_VERBS
            if "idempotency_key" in op["query"]:
                entry["idempotency_key"] = "query"
            elif op["body"] and "idempotency_key" in op["body"].get("properties", {}):
                entry["idempotency_key"] = "body"
            entry["pagination"] = pagination_of(path, op["query"], op["body"], op["response"])
            if op["path_params"]:
                entry["path_params"] = param_rows(op["path_params"], with_required=False)
            entry["query"] = param_rows(op["query"], with_required=True)
            entry["body"] = finish(op["body"], "") if op["body"] else None
            entry["response"] = finish(op["response"], "") if op["response"] else None
            entries.append(entry)
    entries.sort(key=lambda e: (e["path"], e["method"]))
    return entries


def package_info(official: Path, community: Path) -> Node:
    meta = json.loads((official / "package.json").read_text("utf-8"))
    dist = next(iter(sorted(community.glob("tiktok_shop_api-*.dist-info/METADATA"))), None)
    header = dict(
        ln.split(": ", 1) for ln in (dist.read_text("utf-8").split("\n\n")[0].split("\n") if dist else []) if ": " in ln
    )
    return {
        "official": {"registry": "npm", "package": meta["name"], "version": meta["version"], "license": meta["license"]},
        "community": {
            "registry": "pypi",
            "package": header.get("Name"),
            "version": header.get("Version"),
            "license": header.get("License-Expression"),
        },
    }


def dump(path: Path, sources: Node, entries: list[Node]) -> None:
    """One operation a line."""
    compact = {"ensure_ascii": False, "separators": (",", ":")}
    lines = [json.dumps(e, **compact) for e in entries]
    head = json.dumps({"format": 1, "base_url": "https://open-api.tiktokglobalshop.com", "sources": sources}, **compact)
    path.write_text(head[:-1] + ',"operations":[\n' + ",\n".join(lines) + "\n]}\n", "utf-8")
