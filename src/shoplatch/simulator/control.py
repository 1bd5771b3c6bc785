"""The door to the simulator's levers: `/_sim/`, for this machine alone unless a control token is shown.

Checks who asks, reads and writes JSON, and serves the page for people. What the levers do is `desk.py`'s.
"""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlsplit

import msgspec

from shoplatch.errors import Conflict, InvalidRequest, NotFound, PermissionMissing, ShoplatchError
from shoplatch.simulator import web
from shoplatch.simulator.ask import Refused
from shoplatch.simulator.desk import Activity, Advance, AppSettings, Buyers, Cart, Desk, delivery_told
from shoplatch.simulator.envelope import Answer, Envelopes
from shoplatch.simulator.fulfillment.documents import document
from shoplatch.simulator.gate import Call
from shoplatch.simulator.options import SimulatorOptions
from shoplatch.simulator.refusals import message_of

ROOT = "/_sim/"
LISTED_DEFAULT = 100
_Wanted = TypeVar("_Wanted", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True)
class Ordered:
    """One request to the control, read."""

    parts: tuple[str, ...]  # what stood in place of {} in the route
    query: Mapping[str, str]
    body: bytes

    def as_(self, kind: type[_Wanted]) -> _Wanted:
        """The body as one of the known shapes. Raises InvalidRequest that names the field."""
        try:
            return msgspec.json.decode(self.body or b"{}", type=kind)
        except msgspec.DecodeError as broken:
            raise InvalidRequest(f"The body does not fit: {broken}") from broken

    def members(self) -> dict[str, Any]:
        """The body as an object."""
        try:
            return msgspec.json.decode(self.body or b"{}", type=dict[str, Any])
        except msgspec.DecodeError as broken:
            raise InvalidRequest(f"The body is not a JSON object: {broken}") from broken

    def number(self, name: str, default: int | None = None) -> int | None:
        """A whole number of the query."""
        text = self.query.get(name, "")
        if not text:
            return default
        if not text.isascii() or not text.isdigit():
            raise InvalidRequest(f"{name} is a whole number, not {text!r}")
        return int(text)


Lever = Callable[[Desk, Ordered], Any]


async def _wind(desk: Desk, ordered: Ordered) -> dict[str, Any]:
    return await desk.wind(ordered.as_(Advance))


async def _drain(desk: Desk, _ordered: Ordered) -> dict[str, Any]:
    drained = await desk.webhooks.drain()
    return {"drained": drained, "waiting": desk.webhooks.waiting}


def _orders(desk: Desk, ordered: Ordered) -> dict[str, Any]:
    limit = ordered.number("limit", LISTED_DEFAULT) or 0
    return desk.orders(shop_id=ordered.query.get("shop_id"), status=ordered.query.get("status"), limit=limit)


def _deliveries(desk: Desk, ordered: Ordered) -> dict[str, Any]:
    limit = ordered.number("limit", LISTED_DEFAULT) or 0
    return desk.deliveries(state=ordered.query.get("state"), topic=ordered.number("topic"), limit=limit)


def _resend(desk: Desk, ordered: Ordered) -> dict[str, Any]:
    delivery = desk.delivery(ordered.parts[0])
    desk.webhooks.resend(delivery)
    return delivery_told(delivery)


def _faults(desk: Desk, ordered: Ordered) -> dict[str, Any]:
    desk.faults.configure(ordered.members())
    return desk.faults.listed()


def _switches(desk: Desk, ordered: Ordered) -> dict[str, Any]:
    for name, value in ordered.members().items():
        desk.switches.set(name, value)
    return {"switches": desk.switches.listed()}


def _rate_limit(desk: Desk, ordered: Ordered) -> dict[str, Any]:
    desk.limit.change(str(ordered.members().get("rate_limit", "")))
    return {"per_second": desk.limit.per_second}


def _deauthorize(desk: Desk, ordered: Ordered) -> dict[str, Any]:
    app_key = ordered.members().get("app_key")
    return desk.deauthorize(ordered.parts[0], None if app_key is None else str(app_key))


_LEVERS: dict[tuple[str, str], Lever] = {
    ("GET", "clock"): lambda desk, _: desk.clock(),
    ("POST", "clock"): _wind,
    ("GET", "orders"): _orders,
    ("POST", "orders"): lambda desk, ordered: desk.place(ordered.as_(Cart)),
    ("POST", "orders/{}/{}"): lambda desk, ordered: desk.act(*ordered.parts),
    ("GET", "traffic"): lambda desk, _: desk.traffic.status(),
    ("POST", "traffic"): lambda desk, ordered: desk.buy(ordered.as_(Buyers)),
    ("GET", "deliveries"): _deliveries,
    ("GET", "deliveries/{}"): lambda desk, ordered: delivery_told(desk.delivery(ordered.parts[0])),
    ("POST", "deliveries/{}/resend"): _resend,
    ("POST", "deliveries/drain"): _drain,
    ("GET", "truth"): lambda desk, _: desk.truth(),
    ("GET", "faults"): lambda desk, _: desk.faults.listed(),
    ("POST", "faults"): _faults,
    ("GET", "switches"): lambda desk, _: {"switches": desk.switches.listed()},
    ("POST", "switches"): _switches,
    ("GET", "rate-limit"): lambda desk, _: {"per_second": desk.limit.per_second},
    ("POST", "rate-limit"): _rate_limit,
    ("GET", "coverage"): lambda desk, _: desk.coverage(),
    ("GET", "apps"): lambda desk, _: {"apps": desk.apps()},
    ("POST", "apps/{}"): lambda desk, ordered: desk.change_app(ordered.parts[0], ordered.as_(AppSettings)),
    ("GET", "shops"): lambda desk, _: {"shops": desk.shops()},
    ("POST", "shops/{}"): lambda desk, ordered: desk.set_shop(ordered.parts[0], ordered.as_(Activity)),
    ("GET", "sellers"): lambda desk, _: {"sellers": desk.sellers()},
    ("POST", "sellers/{}"): lambda desk, ordered: desk.set_seller(ordered.parts[0], ordered.as_(Activity)),
    ("POST", "sellers/{}/deauthorize"): _deauthorize,
}


class Control:
    """Answers everything under `/_sim/`."""

    def __init__(self, desk: Desk, options: SimulatorOptions, envelopes: Envelopes) -> None:
        self._desk = desk
        self._options = options
        self._envelopes = envelopes

    async def answer(self, call: Call, client: str) -> Answer:
        """The page, an asset, or JSON; every fault is a sentence."""
        date = self._envelopes.date
        if call.path in ("/", "/_sim"):
            return web.redirect(ROOT, date)
        path = call.path.removeprefix(ROOT)
        if path.startswith("assets/") and call.method in ("GET", "HEAD"):
            return web.asset(path.removeprefix("assets/"), date) or self._told(404, {"error": "There is no such asset."})
        if path.startswith("images/") and call.method in ("GET", "HEAD"):
            return web.picture(path, date)
        if path.startswith("documents/") and call.method in ("GET", "HEAD"):
            label = document(self._desk.world, call.path)
            return (
                web.pdf(label, date)
                if label
                else self._told(404, {"error": "There is no such document, or its day is over."})
            )
        try:
            self._check_access(call, client)
            if path == "":
                return self._page(call)
            return self._told(200, await self._pull(call, path))
        except ShoplatchError as fault:
            return self._told(_status_of(fault), {"error": str(fault)})
        except Refused as refused:
            return self._told(409, {"error": message_of(refused), "code": refused.code})

    async def _pull(self, call: Call, path: str) -> Any:
        query = dict(parse_qsl(call.query_string))
        lever, parts = _find(call.method, path.strip("/"))
        done = lever(self._desk, Ordered(parts, query, call.body))
        return await done if isinstance(done, Awaitable) else done

    def _check_access(self, call: Call, client: str) -> None:
        """This machine, asked for by a name of this machine (a page elsewhere cannot borrow the browser), or the token."""
        token = self._options.control_token
        shown = call.headers.get("x-simulator-token", "")
        if token and shown and hmac.compare_digest(token.encode(), shown.encode("utf-8", "replace")):
            return
        forwarded = any(name in call.headers for name in ("forwarded", "x-forwarded-for"))
        if not _is_loopback(client) or forwarded:
            raise PermissionMissing(
                "The simulator's control answers this machine only",
                next_step="Start it with a control token and send it as x-simulator-token.",
            )
        host = _host(f"//{call.headers.get('host', '')}")
        if host not in ("localhost", self._options.host) and not _is_loopback(host):
            raise PermissionMissing(
                f"The control was asked for as {host!r}, which is not a name of this machine",
                next_step="Use http://127.0.0.1 and the port.",
            )
        origin = call.headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != call.headers.get("host"):
            raise PermissionMissing(
                "A page of another site asked for the control", next_step="Open the simulator's own page."
            )

    def _page(self, call: Call) -> Answer:
        desk = self._desk
        if call.method not in ("GET", "HEAD"):
            raise InvalidRequest("The page is read with GET")
        shown = {
            "world": {"name": desk.world.name, "seed": desk.world.seed},
            "clock": desk.clock(),
            "shops": desk.shops(),
            "by_status": desk.by_status(),
            "traffic": desk.traffic.status(),
            "faults": desk.faults.listed(),
            "apps": desk.apps(),
            "sellers": desk.sellers(),
            "deliveries": desk.deliveries(state=None, topic=None, limit=12)["deliveries"],
            "coverage": desk.coverage(),
            "tally": msgspec.to_builtins(desk.world.tally),
            "rate_limit": desk.limit.per_second,
        }
        if "text/html" not in call.headers.get("accept", ""):
            return self._told(200, shown)
        return web.page("control.html", self._envelopes.date, **shown)

    def _told(self, status: int, told: Any) -> Answer:
        body = msgspec.json.format(msgspec.json.encode(told), indent=1) + b"\n"
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
    for (verb, pattern), lever in _LEVERS.items():
        wanted = pattern.split("/")
        if len(wanted) != len(asked) or any(part not in ("{}", given) for part, given in zip(wanted, asked, strict=True)):
            continue
        if verb == method:
            return lever, tuple(given for part, given in zip(wanted, asked, strict=True) if part == "{}")
        allowed.append(verb)
    if allowed:
        raise InvalidRequest(f"/_sim/{path} takes {' or '.join(dict.fromkeys(allowed))}, not {method}")
    known = ", ".join(dict.fromkeys(pattern for _, pattern in _LEVERS))
    raise NotFound(f"There is nothing at /_sim/{path}", next_step=f"Known: {known}.")


def _status_of(fault: ShoplatchError) -> int:
    kinds = {NotFound: 404, Conflict: 409, PermissionMissing: 403}
    return next((status for kind, status in kinds.items() if isinstance(fault, kind)), 400)


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _is_loopback(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return address.is_loopback or (mapped is not None and mapped.is_loopback)
