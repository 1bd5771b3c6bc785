"""Checks of the five areas of permission: what an integration reads of each, and whether all of it is let through."""

from __future__ import annotations

from typing import Any

from shoplatch.catalog import reader
from shoplatch.testing.verify.bench_top import BAD_PARAMETERS, SIGNATURE, BenchTop
from shoplatch.testing.verify.checks import Failed, Skipped, check

TITLES = {
    "order": "Its calls about orders are let through",
    "product": "Its calls about products are let through",
    "inventory": "Its calls about stock are let through",
    "insights": "Its calls about sales figures are let through",
    "finance": "Its calls about settlements are let through",
}
_NOTHING = frozenset({SIGNATURE, BAD_PARAMETERS})  # told by the checks of the calls themselves
UNSCOPED = 105005


def area_of(call: dict[str, Any]) -> str:
    """Which of the five areas a call is about; "" for others."""
    if not call["operation"]:
        return ""
    area = reader.operation(call["operation"]).area
    return area if area in TITLES else ""


def token_refused(call: dict[str, Any]) -> bool:
    """Whether it is the page token that a call was refused for: the platform calls that a wrong parameter, among others."""
    code, fact = call["code"], reader.error(call["code"]) if call["code"] else None
    wrong = fact is not None and fact.recovery in ("InvalidRequest", "NotFound") and code not in _NOTHING
    return bool(call["query"].get("page_token")) and (reader.refuses_page_token(code) or wrong)


def _look(area: str, top: BenchTop) -> str:
    calls = [one for one in top.calls() if area_of(one) == area]
    if not calls:
        raise Skipped(f"it asked nothing about {area}; a grant for it needs {_scopes(area)}")
    top.needs("calls.signature", "calls.cipher", "calls.timestamp", "calls.token_in_header", "calls.paging")
    calls = [one for one in calls if not token_refused(one)]  # paging.token_as_given tells those
    refused = [one for one in calls if one["code"] not in (0, *_NOTHING)]
    if refused:
        top.show(refused)
        raise Failed(top.spoken(refused), _cause(refused[0]))
    top.show(calls)
    operations = sorted({one["operation"] for one in calls})
    if any(one["code"] for one in calls):
        return _missing(top, calls)
    return f"{len(calls)} calls: {', '.join(operations)}"


def _missing(top: BenchTop, calls: list[dict[str, Any]]) -> str:
    refused = [one for one in calls if one["code"]]
    top.show(refused)
    fact = reader.operation(refused[0]["operation"])
    sent = {**refused[0]["query"]}
    lacking = [node.name for node in fact.query if node.required and node.name not in sent]
    if not lacking:
        raise Failed(top.spoken(refused), "its parameters are refused")
    raise Failed(
        f"{top.spoken(refused)}: {', '.join(lacking)} {'is' if len(lacking) == 1 else 'are'} missing",
        f"{', '.join(lacking)} is not sent",
    )


def _cause(call: dict[str, Any]) -> str:
    fact = reader.error(call["code"])
    if call["code"] == UNSCOPED:
        return f"the scope is missing: {', '.join(reader.scope_rule(call['operation']).scopes)}"
    return f"code {call['code']}: {fact.when if fact else 'not in the catalog'}"


def _scopes(area: str) -> str:
    return ", ".join(reader.permission_areas()[area].read)


def _registered(area: str, title: str) -> None:
    fix = f"Reading it takes {_scopes(area)}; `shoplatch explain CODE` says what a refusal means."

    @check(f"areas.{area}", title, fix=fix)
    def look(top: BenchTop) -> str:
        return _look(area, top)


for _area, _title in TITLES.items():
    _registered(_area, _title)
