"""What follows from method, path and fields: area, read or write, paging."""

from __future__ import annotations

import re

from tools.catalog.naming import snake
from tools.catalog.terms import Node

_AREAS = {
    "product": "product",
    "order": "order",
    "analytics": "insights",
    "finance": "finance",
    "fulfillment": "fulfillment",
    "logistics": "logistics",
    "return_refund": "return",
    "promotion": "promotion",
    "affiliate": "affiliate",
    "affiliate_seller": "affiliate",
    "affiliate_creator": "affiliate",
    "affiliate_partner": "affiliate",
    "customer_service": "customer_service",
    "authorization": "authorization",
    "event": "event",
    "seller": "seller",
    "fbt": "fulfillment",
    "supply_chain": "fulfillment",
    "gs_full_service_commodity": "product",
    "gs_full_service_inventory": "inventory",
    "gs_full_service_shipment": "fulfillment",
    "customer_engagement": "customer_service",
    "review_rating": "product",
    "epharmacy": "other",
    "data_reconciliation": "other",
    "open": "other",
}
_READ_TAILS = re.compile(
    r"/(?:search|query|calculate|single_query|listing_check|check|prerequisite_check|content_check|recommend|"
    r"predict|filter|identify|get|external_order_search|performances|list_available_inbound_method|"
    r"inbound_method_detail|standardize|suggest|diagnose_optimize|research|calculate_audit_info)$"
)
_READ_VERBS = ("search", "query", "get", "list", "check", "calculate", "recommend", "suggest", "predict", "diagnose")
_IDEMPOTENT_VERBS = (
    "update",
    "edit",
    "activate",
    "deactivate",
    "enable",
    "disable",
    "set",
    "mark",
    "read",
    "remove",
    "delete",
    "pin",
    "unpin",
    "publish",
    "move",
    "top",
    "sync",
    "standardize",
    "recover",
)


def area_of(path: str) -> str:
    domain = path.split("/")[1]
    return "inventory" if "inventory" in path and domain in ("product", "fbt") else _AREAS.get(domain, "other")


def is_read(method: str, path: str, names: list[str]) -> bool:
    if method == "GET":
        return True
    if method != "POST":
        return False
    verb = snake(names[0]).split("_")[0]
    verbs = {snake(n).split("_")[0] for n in names}
    return (bool(_READ_TAILS.search(path)) and not verbs & {"create", "update"}) or verb in _READ_VERBS


def pagination_of(path: str, query: dict[str, Node], body: Node | None, response: Node | None) -> Node | None:
    fields = (body or {}).get("properties", {})
    where = "query" if "page_token" in query or "page_size" in query else "body"
    names = set(query) | set(fields)
    data = (response or {}).get("properties", {})
    prefix = ""
    if not any(v["type"] == "array" for v in data.values()):  # the page sits one object down
        for k, v in data.items():
            inner = v.get("properties", {})
            if any(n["type"] == "array" for n in inner.values()):
                data = {**inner, **{n: x for n, x in data.items() if n != k}}
                prefix = k + "."
                break
    nxt = next((n for n in ("next_page_token", "page_token", "next_token") if n in data), None)
    if "page_token" in names and nxt:
        style, extra = "page_token", {"token_param": "page_token", "next": nxt}
    elif "page_token" in names and ("cursor" in data or "next_cursor" in data):
        style, extra = "page_token", {"token_param": "page_token", "next": "cursor"}
    else:
        number = next(
            (n for n in ("page_number", "page_no", "page_num", "page", "current_page", "page_index") if n in names), None
        )
        if number:
            style, extra = "page_number", {"page_param": number}
            where = "query" if number in query else "body"
        elif "cursor" in names:
            style, extra = (
                "cursor",
                {"token_param": "cursor", "next": next((n for n in ("next_cursor", "cursor") if n in data), None)},
            )
            where = "query" if "cursor" in query else "body"
        elif "page_token" in names:
            style, extra = "page_token", {"token_param": "page_token", "next": None}
        else:
            return None
    size = next((n for n in ("page_size", "size", "limit", "page_limit") if n in names), None)
    arrays = [k for k, v in data.items() if v["type"] == "array"]
    objects = [k for k in arrays if data[k].get("items", {}).get("type") == "object"] or arrays
    tail = [p for p in path.strip("/").split("/") if not p.startswith("{")]
    items = next((k for part in reversed(tail) for k in objects if k == part), objects[0] if objects else None)
    total = next((n for n in ("total_count", "total", "total_number", "total_num", "total_size") if n in data), None)
    top = (response or {}).get("properties", {})

    def at(name: str | None) -> str | None:
        return name if name is None or name in top else prefix + name

    if "next" in extra:
        extra["next"] = at(extra["next"])
    out: Node = {"style": style, "in": where, "size_param": size, **extra, "items": at(items), "total": at(total)}
    more = next((n for n in ("has_more", "is_end", "has_next_page") if n in data), None)
    if more:
        out["more"] = more
    size_node = query.get(size or "") or fields.get(size or "")
    if size_node:
        out.update({k2: size_node[k1] for k1, k2 in (("max", "max_size"), ("default", "default_size")) if k1 in size_node})
    return out
