"""What `shoplatch doctor` says of the setup guide and of the security review; and the whole of it as one HTML file."""

from __future__ import annotations

import html
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Literal, NamedTuple, Protocol

from shoplatch.accounts.guide.guide import MAIN
from shoplatch.accounts.review import DUE_AFTER, due
from shoplatch.app import Platform

State = Literal["ok", "warning", "wrong"]
_STATES: dict[str, State] = {"done": "ok", "problem": "wrong"}


class Line(NamedTuple):
    """One finding, in the order of doctor's own."""

    check: str
    state: State
    found: str
    next_step: str


class Shown(Protocol):
    """A finding of doctor's."""

    @property
    def check(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def found(self) -> str: ...
    @property
    def next_step(self) -> str: ...


async def guide_and_review(platform: Platform) -> AsyncIterator[Line]:
    """Each step of each path that was begun, from what was found last; and whether a security review is due."""
    for path in await platform.guide.paths():
        status = await platform.guide.status(path.id)
        named = "" if path.id == MAIN else f" ({path.id})"
        for one in status.steps:
            do = next((r.do for r in one.results if r.tone == "bad" and r.do), "")
            step = do or ("" if one.state == "done" else f"shoplatch setup check {one.step.id}")
            yield Line(f"setup {one.number}: {one.step.title}{named}", _STATES.get(one.state, "warning"), one.summary, step)
    last = await platform.review.last()
    if due(last.at if last else None, platform.clock.now()):
        found = "never made" if last is None else f"the last one is of {last.at:%Y-%m-%d}"
        yield Line(
            "security review", "warning", f"{found}; one is due every {DUE_AFTER.days} days", "shoplatch security review"
        )
    else:
        yield Line("security review", "ok", f"made {last.at:%Y-%m-%d} by {last.by}" if last else "", "")


def as_html(findings: Sequence[Shown], made_at: datetime) -> str:
    """The findings as one HTML file that needs nothing beside it."""
    rows = "".join(
        f"<tr class={one.state}>"
        + "".join(f"<td>{_e(text)}</td>" for text in (one.state, one.check, one.found, one.next_step))
        for one in findings
    )
    style = (
        "body{font:14px/1.5 system-ui,sans-serif;max-width:1000px;margin:40px auto;padding:0 20px}"
        "table{border-collapse:collapse}"
        "td,th{text-align:left;vertical-align:top;padding:6px 12px 6px 0;border-bottom:1px solid #e3e6ea}"
        ".ok td:first-child{color:#116a32}.warning td:first-child{color:#92400e}.wrong td:first-child{color:#b91c1c}"
    )
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Readiness</title><style>{style}</style></head>'
        f"<body><h1>Readiness</h1><p>{made_at:%Y-%m-%d %H:%M} UTC</p><table><tr><th></th><th>Check</th><th>Found</th>"
        f"<th>What to do</th></tr>{rows}</table></body></html>\n"
    )


def _e(text: str) -> str:
    return html.escape(text)
