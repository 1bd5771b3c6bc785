"""The door to the simulator's levers: `/_sim/`, for this machine alone unless a control token is shown.

Checks who asks, reads and writes JSON, and serves the page for people. What the levers do is `desk.py`'s.
"""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from typing import Any
from urllib.parse import parse_qsl

import msgspec

from shoplatch.errors import Conflict, InvalidRequest, NotFound, PermissionMissing, ShoplatchError
from shoplatch.simulator import coverage, openapi, web
from shoplatch.simulator.access import check_access
from shoplatch.simulator.ask import Refused
from shoplatch.simulator.desk import Desk
from shoplatch.simulator.envelope import Answer, Envelopes
from shoplatch.simulator.fbt.papers import document as inbound_document
from shoplatch.simulator.fulfillment.documents import document
from shoplatch.simulator.gate import Call
from shoplatch.simulator.lever import Lever, Ordered
from shoplatch.simulator.levers import LEVERS
from shoplatch.simulator.options import SimulatorOptions
from shoplatch.simulator.refusals import message_of

ROOT = "/_sim/"
_PLAIN_FIRST = sorted(LEVERS, key=lambda lever: lever.path.count("{"))  # deliveries/drain before deliveries/{delivery_id}


class Control:
    """Answers everything under `/_sim/`."""

    def __init__(self, desk: Desk, options: SimulatorOptions, envelopes: Envelopes) -> None:
        self._desk = desk
        self._options = options
        self._envelopes = envelopes
        self.pulled = 0  # levers that may have changed something

    async def answer(self, call: Call, client: str) -> Answer:
        """The page, an asset, or JSON; every fault is a sentence."""
        date = self._envelopes.date
        if call.path in ("/", "/_sim"):
            return web.redirect(ROOT, date)
        path = call.path.removeprefix(ROOT)
        if path.startswith("assets/") and call.method in ("GET", "HEAD"):
            return web.asset(path.removeprefix("assets/"), date) or self._told(404, {"error": "There is no such asset."})
        if path.startswith(("images/", "files/")) and call.method in ("GET", "HEAD"):
            return self._uploaded(path)
        if path == "openapi.json" and call.method in ("GET", "HEAD"):
            return self._told(200, openapi.document(self._desk.world.base_url))
        if path.startswith(("documents/", "inbound-documents/")) and call.method in ("GET", "HEAD"):
            label = (document if path.startswith("documents/") else inbound_document)(self._desk.world, call.path)
            return (
                web.document(label.content_type, label.content, date)
                if label
                else self._told(404, {"error": "There is no such document, or its day is over."})
            )
        try:
            check_access(call, client, self._options)
            if path == "":
                return self._page(call)
            given = await self.pull(call.method, path, dict(parse_qsl(call.query_string)), call.body)
            return self._text(200, given) if isinstance(given, bytes) else self._told(200, given)
        except ShoplatchError as fault:
            return self._told(_status_of(fault), {"error": str(fault)})
        except Refused as refused:
            return self._told(409, {"error": message_of(refused), "code": refused.code})

    def _uploaded(self, path: str) -> Answer:
        """What was uploaded, or a picture that stands in for one that never was."""
        date, kept = self._envelopes.date, self._desk.world.shelved.get(path)
        if kept is not None:
            return web.document(*kept, date)
        if path.startswith("images/"):
            return web.picture(path, date)
        return self._told(404, {"error": "There is no such file, or there was no more room for it."})

    async def pull(self, method: str, path: str, query: Mapping[str, str], body: bytes) -> Any:
        """Pull one lever, with no question who asks. Raises ShoplatchError, or Refused where the world says no."""
        lever, parts = _find(method, path.strip("/"))
        if method == "GET":
            return lever.pull(self._desk, Ordered(parts, query, body))
        self.pulled += 1
        try:
            done = lever.pull(self._desk, Ordered(parts, query, body))
            return await done if isinstance(done, Awaitable) else done
        finally:
            self._desk.world.rendered.forget()

    def _page(self, call: Call) -> Answer:
        desk = self._desk
        if call.method not in ("GET", "HEAD"):
            raise InvalidRequest("The page is read with GET")
        shown = {
            "world": {"name": desk.world.name, "seed": desk.world.seed},
            "clock": desk.clock(),
            "shops": desk.backoffice.shops(),
            "by_status": desk.by_status(),
            "traffic": desk.traffic.status(),
            "faults": desk.faults.listed(),
            "apps": desk.backoffice.apps(),
            "sellers": desk.backoffice.sellers(),
            "deliveries": desk.deliveries(state=None, topic=None, limit=12)["deliveries"],
            "coverage": coverage.told(),
            "tally": msgspec.to_builtins(desk.world.tally),
            "rate_limit": desk.limit.per_second,
            "rate_setting": desk.limit.setting,
            "chaos": desk.answering.chaos.listed(),
        }
        if "text/html" not in call.headers.get("accept", ""):
            return self._told(200, shown)
        return web.page("control.html", self._envelopes.date, **shown)

    def lets_in(self, call: Call) -> bool:
        """Whether this caller may use the control at all; asked before a large body is read."""
        try:
            check_access(call, call.client, self._options)
        except PermissionMissing:
            return False
        return True

    def _told(self, status: int, told: Any) -> Answer:
        return self._text(status, msgspec.json.format(msgspec.json.encode(told), indent=1) + b"\n")

    def _text(self, status: int, body: bytes) -> Answer:
        headers = [
            (b"content-type", b"application/json; charset=utf-8"),
            (b"content-length", b"%d" % len(body)),
            (b"cache-control", b"no-store"),
            self._envelopes.date,
        ]
        return Answer(status, headers, body)


def _find(method: str, path: str) -> tuple[Lever, tuple[str, ...]]:
    asked = path.split("/")
    allowed = []
    for lever in _PLAIN_FIRST:
        wanted = lever.path.split("/")
        if len(wanted) != len(asked) or any(
            not part.startswith("{") and part != given for part, given in zip(wanted, asked, strict=True)
        ):
            continue
        if lever.method == method:
            return lever, tuple(given for part, given in zip(wanted, asked, strict=True) if part.startswith("{"))
        allowed.append(lever.method)
    if allowed:
        raise InvalidRequest(f"/_sim/{path} takes {' or '.join(dict.fromkeys(allowed))}, not {method}")
    known = ", ".join(dict.fromkeys(lever.path for lever in LEVERS))
    raise NotFound(f"There is nothing at /_sim/{path}", next_step=f"Known: {known}.")


def _status_of(fault: ShoplatchError) -> int:
    kinds = {NotFound: 404, Conflict: 409, PermissionMissing: 403}
    return next((status for kind, status in kinds.items() if isinstance(fault, kind)), 400)
