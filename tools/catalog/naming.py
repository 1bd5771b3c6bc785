"""Names and versions: which paths are versions of one capability, and what it is called."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from tools.catalog.terms import Node, OpKey

_FIXES = {  # summaries whose words run together and cannot be split by case
    "creatoron": "creator_on",
    "transactionsby": "transactions_by",
    "conversationwithcreator": "conversation_with_creator",
    "messageinthe": "message_in_the",
    "diagnoseand": "diagnose_and",
    "getattributes": "get_attributes",
    "getcategoryinformation": "get_category_information",
    "sizechart": "size_chart",
    "categoryinformation": "category_information",
    "imageuploadrequirementsquery": "image_upload_requirements_query",
    "productimageuploadrequirementsquery": "product_image_upload_requirements_query",
    "qualificationfileupload": "qualification_file_upload",
    "gradingtemplatesconfig": "grading_templates_config",
    "getgradingtemplatesconfig": "get_grading_templates_config",
    "getsizegroupsconfig": "get_size_groups_config",
    "sizegroupsconfig": "size_groups_config",
    "imageupload": "image_upload",
    "fbtmerchantmcfstatus": "fbt_merchant_mcf_status",
    "getfbtmerchantmcfstatus": "get_fbt_merchant_mcf_status",
}


def snake(name: str) -> str:
    name = re.sub(r"[^A-Za-z0-9]+", " ", name.replace("SKUsandtheapprovalstatusofSKUs", "SkusAndTheirApprovalStatus"))
    for word, keep in (
        ("TikTok", "Tiktok"),
        ("LIVEs", "Lives"),
        ("SKUs", "Skus"),
        ("IDs", "Ids"),
        ("FBT", "Fbt "),
        ("MCF", "Mcf "),
        ("FBF", "Fbf "),
        ("GS", "Gs "),
        ("CAP", "Cap "),
        ("TAP", "Tap "),
        ("V2", " V2 "),
        ("POD", "Pod "),
    ):
        name = re.sub(rf"{word}(?![a-z])", keep, name)
    name = re.sub(r"([a-z0-9])([A-Z])", r"\1 \2", name)
    name = re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1 \2", name)
    words = [_FIXES.get(w, w) for w in name.lower().split()]
    return "_".join(words)


def canonical(name: str) -> str:
    text = re.sub(r"[^a-z0-9]", "", name.lower())
    return re.sub(r"(?:old|legacy|v[23])$", "", text)


def version_of(path: str) -> str:
    return path.split("/")[2]


def shape_of(path: str) -> str:
    parts = path.strip("/").split("/")
    rest = [p for p in parts[2:] if p not in ("beta", "preview")]
    return "/".join([parts[0], *("{}" if p.startswith("{") else p for p in rest)])


def rank(path: str) -> tuple[int, int, str]:
    stage = 0 if "/preview/" in path else 1 if "/beta/" in path else 2
    return (int(version_of(path)), stage, path)


class Groups:
    """Union-find over operations that are versions of one capability."""

    def __init__(self, keys: list[OpKey]) -> None:
        self.parent = {k: k for k in keys}

    def find(self, k: OpKey) -> OpKey:
        while self.parent[k] != k:
            k = self.parent[k]
        return k

    def join(self, a: OpKey, b: OpKey) -> None:
        a, b = self.find(a), self.find(b)
        if a != b:
            self.parent[max(a, b)] = min(a, b)


# Renamed and moved between versions; found by reading both sources.
_SAME_CAPABILITY = [
    (("POST", "/affiliate_seller/202511/images/upload"), ("POST", "/affiliate_seller/202608/media/upload")),
]


def group_versions(ops: dict[OpKey, Node]) -> dict[OpKey, list[OpKey]]:
    keys = sorted(ops)
    groups = Groups(keys)
    first: dict[Any, OpKey] = {}
    for k in keys:
        first_seen = first.setdefault(("shape", k[0], shape_of(k[1])), k)
        groups.join(first_seen, k)
    by_name: dict[Any, list[OpKey]] = defaultdict(list)
    for k in keys:
        domain = k[1].split("/")[1]
        for name in {canonical(n) for n in ops[k]["names"]}:
            by_name[(domain, name)].append(k)
    for same in by_name.values():
        for k in same[1:]:
            # One version never has two editions of one capability unless one is a preview of the other.
            if version_of(k[1]) != version_of(same[0][1]) or "/preview/" in k[1] + same[0][1]:
                groups.join(same[0], k)
    for k in keys:  # legacy names point at their successors in another domain
        for n in ops[k]["names"]:
            if re.search(r"(?i)(old|legacy)$", n):
                domain = k[1].split("/")[1]
                for (other, name), same in sorted(by_name.items()):
                    if name == canonical(n) and other != domain and other.startswith(domain):
                        groups.join(k, same[0])
    for a, b in _SAME_CAPABILITY:
        if a in ops and b in ops:
            groups.join(a, b)
    out: dict[OpKey, list[OpKey]] = defaultdict(list)
    for k in keys:
        out[groups.find(k)].append(k)
    return {sorted(v, key=lambda k: rank(k[1]))[-1]: sorted(v, key=lambda k: rank(k[1])) for v in out.values()}


def inherit(new: Node | None, old: Node | None, limits: bool = False) -> None:
    """Give an operation known from the community source alone the examples and formats of its predecessor.

    `limits` too for query parameters, which that source does not describe.
    """
    if not new or not old or new["type"] != old["type"]:
        return
    if "format" not in new and "format" in old and new["type"] == "integer":
        new["format"] = old["format"]
    if "example" not in new and "example" in old:
        known = new.get("enum") or new.get("items", {}).get("enum")
        values = old["example"] if isinstance(old["example"], list) else [old["example"]]
        if not known or all(v in known for v in values):
            new["example"] = old["example"]
    if limits and "enum" not in new:
        new.update({k: old[k] for k in ("default", "min", "max", "maxItems", "maxLength") if k in old and k not in new})
    for k, v in new.get("properties", {}).items():
        inherit(v, old.get("properties", {}).get(k))
    inherit(new.get("items"), old.get("items"))
