"""The guide as a document: for machines as plain values, for people as one HTML file, for a reviewer as a pack of both.

Everything in it has been found or noted; nothing is asked for while it is made. Secrets are not in it: the key is, the
secret is its fingerprint.
"""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import msgspec

from shoplatch.accounts import permissions
from shoplatch.accounts.guide import facts
from shoplatch.accounts.guide.look import Addresses
from shoplatch.accounts.guide.protection import answers
from shoplatch.accounts.guide.standing import Status
from shoplatch.accounts.scopes import purposes

STATES = {"done": "done", "waiting": "waiting", "problem": "needs you", "open": "to do", "locked": "later"}
_CSS = (
    "body{font:14px/1.5 system-ui,sans-serif;color:#14181d;max-width:860px;margin:40px auto;padding:0 20px}"
    "h1{font-size:22px}h2{font-size:16px;margin:28px 0 6px}table{border-collapse:collapse;width:100%}"
    "td,th{text-align:left;vertical-align:top;padding:6px 10px 6px 0;border-bottom:1px solid #e3e6ea}"
    "small,.quiet{color:#616b78}.bad{color:#b91c1c}.good{color:#116a32}.warn,.wait{color:#92400e}code{font-size:12px}"
    "@media (prefers-color-scheme:dark){body{background:#15191e;color:#e8ecf1}td,th{border-color:#252b33}"
    "small,.quiet{color:#919cab}.bad{color:#f98080}.good{color:#4ade80}.warn,.wait{color:#fbbf24}}"
)


def report(status: Status, addresses: Addresses, *, made_at: datetime, version: str) -> dict[str, Any]:
    """Path, steps, checks and notes as plain values."""
    path, app = status.path, status.app
    return {
        "made_at": made_at,
        "version": version,
        "path": {
            "kind": path.kind, "market": path.market, "app_type": path.app_type, "environment": path.environment,
            "partner_center": facts.portals()[facts.market(path.market).portal].url,
        },
        "app": None if app is None else {
            "app_key": app.app_key, "name": app.name, "service_id": app.service_id, "market": app.market,
            "secret_fingerprint": app.secret_fingerprint,
        },
        "addresses": {
            "redirect_url": addresses.redirect_url, "webhook_url": addresses.webhook_url(app.app_key if app else None),
        },
        "done": status.done,
        "complete": status.complete,
        "steps": [_step(one) for one in status.steps],
    }  # fmt: skip


def _step(one: Any) -> dict[str, Any]:
    noted = one.evidence
    return {
        "number": one.number, "id": one.step.id, "title": one.step.title, "state": one.state, "summary": one.summary,
        "checks": [
            {"check": r.check, "title": facts.check_title(r.check), "state": r.tone, "text": r.text, "evidence": r.small,
             "do": r.do, "at": r.at}
            for r in one.results
        ],
        "noted": None if noted is None else {
            "note": noted.note, "dated": noted.dated, "file_name": noted.file_name, "by": noted.by, "at": noted.at,
        },
    }  # fmt: skip


def as_json(document: dict[str, Any]) -> bytes:
    """The report as a JSON document that people can read too."""
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def as_html(document: dict[str, Any]) -> str:
    """The report as one HTML file that needs nothing beside it."""
    path = document["path"]
    kind, market = facts.kinds()[path["kind"]].name, facts.market(path["market"]).name
    where = "simulator" if path["environment"] == "simulator" else "TikTok Shop"
    parts = [
        f"<h1>Setup report</h1><p class=quiet>{_e(kind)} · {_e(market)} · {_e(path['app_type'])} app · {where} · "
        f"made {document['made_at']:%Y-%m-%d %H:%M} UTC by Shoplatch {_e(document['version'])}</p>",
        f"<p><b>{document['done']} of {len(document['steps'])} steps done.</b></p>",
    ]
    for step in document["steps"]:
        parts.append(
            f"<h2>{step['number']}. {_e(step['title'])} <small>{STATES[step['state']]}: {_e(step['summary'])}</small></h2>"
        )
        parts.append("".join(_rows(step)))
    body = "".join(parts)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Setup report</title><style>{_CSS}</style></head>'
        f"<body>{body}</body></html>\n"
    )


def _rows(step: dict[str, Any]) -> Iterator[str]:
    if step["checks"]:
        yield "<table>"
        for check in step["checks"]:
            do = f"<br><b>{_e(check['do'])}</b>" if check["do"] else ""
            yield (
                f"<tr><td class={check['state']}>{check['state']}</td><td>{_e(check['text'])}<br>"
                f"<small>{_e(check['evidence'])}</small>{do}</td><td class=quiet>{check['at']:%Y-%m-%d %H:%M}</td></tr>"
            )
        yield "</table>"
    noted = step["noted"]
    if noted:
        told = " · ".join(str(part) for part in (noted["note"], noted["dated"], noted["file_name"]) if part)
        yield f"<p>Noted by {_e(noted['by'])}: {_e(told)}</p>"


def pack(status: Status, addresses: Addresses, document: dict[str, Any]) -> bytes:
    """The evidence pack for an app review: a zip with what the app does, its scopes and why, data protection, the report."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        stamp = document["made_at"].timetuple()[:6]
        for name, text in (
            ("README.md", _readme()),
            ("1-what-the-app-does.md", _what_it_does(status, addresses)),
            ("2-scopes-and-reasons.md", _scopes()),
            ("3-data-protection.md", _protection(status)),
            ("report.html", as_html(document)),
            ("report.json", as_json(document).decode()),
        ):
            file.writestr(zipfile.ZipInfo(f"evidence/{name}", stamp), text)
    return held.getvalue()


def _readme() -> str:
    return (
        "# Evidence for the review of an app\n\n"
        "Made by Shoplatch from its own state. Read it, correct what is not true of your company, and copy the answers\n"
        "into the forms of Partner Center. What stands in [brackets] is for you to fill in: no program can know it.\n"
    )


def _what_it_does(status: Status, addresses: Addresses) -> str:
    lines = [
        "# What the app does", "", status.path.purpose or "[Say in two sentences what your integration is for.]", "",
        "Technically it is an installation of Shoplatch, run by us. For each shop that authorizes the app it:", "",
        *(f"- keeps {purpose} up to date in our own database" for purpose in _kept()),
        "- receives webhooks, checks the signature of each, and reads the object again before it believes it", "",
        "| address | |", "|---|---|", f"| Redirect URL | {addresses.redirect_url} |",
        f"| Webhook URL | {addresses.webhook_url(status.app.app_key if status.app else None)} |", "",
    ]  # fmt: skip
    return "\n".join(lines)


def _kept() -> Sequence[str]:
    return [purpose for purpose in purposes() if purpose not in ("webhook addresses", "the list of shops")]


def _scopes() -> str:
    known = permissions.scope_facts()
    needed = permissions.needed_here()
    rows = []
    for scope in needed.scopes:
        fact = known[scope]
        mark = "sensitive" if fact.sensitive else ""
        rows.append(f"| `{scope}` | {fact.name} | {mark} | {permissions.reason_for(scope)} |")
    calls = [f"- `{scope}`: {', '.join(names)}" for scope, names in needed.why.items()]
    head = ["# Scopes, and why each is needed", "", "| scope | name | | reason |", "|---|---|---|---|"]
    return "\n".join([*head, *rows, "", "The calls made with each:", "", *calls, "", "No other scope is used.", ""])


def _protection(status: Status) -> str:
    lines = ["# Data protection", "", "What Shoplatch does by itself is stated; the rest is yours to say.", ""]
    for answer in answers(status.path.market):
        lines += [f"## {answer.question}", "", answer.text, ""]
    return "\n".join(lines)


def _e(text: object) -> str:
    return html.escape(str(text))
