"""The door of the simulated sites: who may come in, which page it is, forms that are really ours, refusals as sentences.

They are for this machine, like the control; what they show holds simulated secrets and what they do changes the world.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from shoplatch.errors import Conflict, InvalidRequest, NotFound, PermissionMissing, ShoplatchError
from shoplatch.simulator import web
from shoplatch.simulator.access import check_access
from shoplatch.simulator.ask import Refused
from shoplatch.simulator.desk import Desk
from shoplatch.simulator.envelope import Answer, Envelopes
from shoplatch.simulator.gate import Call
from shoplatch.simulator.options import SimulatorOptions
from shoplatch.simulator.partner.portals import facts
from shoplatch.simulator.refusals import message_of
from shoplatch.simulator.sites import (
    partner_apps,
    partner_center,
    seller_center,
    seller_creators,
    seller_money,
    seller_orders,
    storefront,
)
from shoplatch.simulator.sites.forms import COOKIE, FIELD, Form, Proof
from shoplatch.simulator.sites.visit import Act, Look, Page, Visit

UNLOCK = "/partner-center/unlock"
ROOTS = ("/partner-center", "/seller-center", "/storefront")
_SITES = (partner_center, partner_apps, seller_center, seller_orders, seller_money, seller_creators, storefront)
LOOKS: tuple[Look, ...] = tuple(one for site in _SITES for one in site.LOOKS)
ACTS: tuple[Act, ...] = tuple(one for site in _SITES for one in site.ACTS)


def is_site(path: str) -> bool:
    """Whether an address belongs to a simulated site."""
    return path.startswith(ROOTS)


class Sites:
    """Answers everything below the roots of the sites."""

    def __init__(self, desk: Desk, options: SimulatorOptions, envelopes: Envelopes) -> None:
        self._desk = desk
        self._options = options
        self._envelopes = envelopes
        self._proof = Proof()

    async def answer(self, call: Call) -> Answer:
        """A page, or where to go after a form."""
        query = dict(parse_qsl(call.query_string))
        try:
            if call.method == "POST" and call.path == UNLOCK:
                return self._unlock(call)
            self._admit(call)
            if call.method in ("GET", "HEAD"):
                return self._render(call, self._look(call.path, query))
            if call.method != "POST":
                raise InvalidRequest(f"A page is read with GET, and a form sent with POST, not {call.method}")
            return await self._act(call, query)
        except (ShoplatchError, Refused) as fault:
            return self._render(call, self._fault(call, fault))

    def _admit(self, call: Call) -> None:
        """This machine; or a browser elsewhere that has shown the control's token. Raises PermissionMissing."""
        try:
            check_access(call, call.client, self._options)
        except PermissionMissing:
            origin, host = call.headers.get("origin"), call.headers.get("host")
            foreign = origin is not None and urlsplit(origin).netloc != host
            if foreign or not self._options.control_token or not self._proof.has_pass(call):
                raise

    def _unlock(self, call: Call) -> Answer:
        """Somebody elsewhere types the control's token, and is let in with this browser from now on."""
        shown, wanted = self._proof.read(call).text("token"), self._options.control_token or ""
        if not wanted or not hmac.compare_digest(wanted.encode(), shown.encode("utf-8", "replace")):
            raise PermissionMissing(
                "That is not the control's token", next_step="It stands in the file it was started with."
            )
        answer = web.redirect("/partner-center", self._envelopes.date, status=303)
        answer.headers.append((b"set-cookie", self._proof.pass_for(call).encode()))
        return answer

    def _look(self, path: str, query: Mapping[str, str]) -> Page:
        for one in LOOKS:
            parts = _fits(one.path, path)
            if parts is not None:
                return one.show(Visit(self._desk, parts, query))
        raise NotFound(f"There is no page {path}", next_step="Begin at /partner-center, /seller-center or /storefront.")

    async def _act(self, call: Call, query: Mapping[str, str]) -> Answer:
        found = next(((one, parts) for one in ACTS if (parts := _fits(one.path, call.path)) is not None), None)
        if found is None:
            raise NotFound(f"Nothing can be sent to {call.path}", next_step="Open the page of the form first.")
        act, parts = found
        visit = Visit(self._desk, parts, query, self._proof.read(call))
        try:
            self._desk.writing()
            done = act.do(visit)
            address = await done if isinstance(done, Awaitable) else done
        except (InvalidRequest, Conflict, NotFound, Refused) as refused:
            page = act.back(Visit(self._desk, parts, {}, visit.form, _sentence(refused)))
            return self._render(
                call, Page(page.template, page.shown, 409 if isinstance(refused, Conflict | Refused) else 400)
            )
        finally:
            self._desk.world.rendered.forget()
        return web.redirect(address, self._envelopes.date, status=303)

    def _fault(self, call: Call, fault: ShoplatchError | Refused) -> Page:
        status = 403 if isinstance(fault, PermissionMissing) else 404 if isinstance(fault, NotFound) else 400
        portals = facts().portals if call.path.startswith("/partner-center") and status != 403 else {}
        shown = {"portals": portals, "allowed": status != 403, "unlock": UNLOCK if self._options.control_token else ""}
        return Page("sites/fault.html", {"why": _sentence(fault), **shown}, status)

    def _render(self, call: Call, page: Page) -> Answer:
        seed, fresh = self._proof.seed(call)
        cookie = f"{COOKIE}={seed}; Path=/; HttpOnly; SameSite=Strict"
        now = self._desk.world.clock.now()
        return web.page(
            page.template,
            self._envelopes.date,
            status=page.status,
            referrer="same-origin",  # without, a browser sends forms with the origin "null"
            extra=[(b"set-cookie", cookie.encode())] if fresh else None,
            field=FIELD,
            word=self._proof.word(seed),
            clock=datetime.fromtimestamp(now, UTC),
            offset_s=self._desk.world.clock.offset_s,
            world_name=self._desk.world.name,
            path=call.path,
            moment=_moment,
            day=_day,
            **{"wrong": "", "old": Form(), **page.shown},
        )


def _fits(pattern: str, path: str) -> dict[str, str] | None:
    wanted, asked = pattern.split("/"), path.rstrip("/").split("/")
    if len(wanted) != len(asked):
        return None
    parts: dict[str, str] = {}
    for name, given in zip(wanted, asked, strict=True):
        if name.startswith("{"):
            if not given:
                return None
            parts[name[1:-1]] = given
        elif name != given:
            return None
    return parts


def _sentence(fault: Any) -> str:
    return message_of(fault) if isinstance(fault, Refused) else str(fault)


def _moment(at: int) -> str:
    """A virtual moment for people, UTC."""
    when = datetime.fromtimestamp(at, UTC)
    return f"{when.day} {when:%b %Y %H:%M}" if at else "–"


def _day(at: int) -> str:
    """Its day."""
    when = datetime.fromtimestamp(at, UTC)
    return f"{when.day} {when:%b %Y}" if at else "–"
