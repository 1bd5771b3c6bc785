"""The last calls as they came in, with the string their signature had to cover; secrets never appear.

Noting costs next to nothing; what is shown is worked out when somebody looks.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from itertools import islice
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, unquote_plus

from shoplatch.catalog import reader
from shoplatch.simulator import signing
from shoplatch.simulator.envelope import Answer
from shoplatch.simulator.gate import Call
from shoplatch.simulator.state.world import World

KEPT_MAX = 2_000
BODY_KEPT_MAX = 16_384
_SECRET_PARAMETERS = frozenset({"app_secret", "auth_code", "refresh_token", "access_token"})
SECRET, HIDDEN = "{app_secret}", "***"


class Noted(NamedTuple):
    """One call and its answer."""

    n: int
    at: int  # virtual Unix seconds
    moment_s: float  # of a clock that only runs forward: what lies between two calls
    call: Call
    body_bytes: int
    status: int
    code: int | None
    elapsed_ms: float
    chaos: str  # the rule or header that struck, or ""


class RequestLog:
    """A bounded log; the oldest go first."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._kept: deque[Noted] = deque(maxlen=KEPT_MAX)
        self._n = 0

    def note(self, call: Call, answer: Answer, elapsed_s: float, chaos: str) -> None:
        """Write one down. A large body is counted, not kept."""
        self._n += 1
        size = len(call.body)
        kept = call if size <= BODY_KEPT_MAX else Call(call.method, call.path, call.query_string, call.headers)
        now, moment_s = self._world.clock.now(), self._world.clock.wall.monotonic()
        self._kept.append(Noted(self._n, now, moment_s, kept, size, answer.status, answer.code, elapsed_s * 1000, chaos))

    def listed(self, *, after: int, limit: int, code: int | None, path: str) -> dict[str, Any]:
        """The newest `limit` calls after number `after`, oldest first; of one code, or with a text in path or operation."""
        chosen = (
            told
            for noted in reversed(self._kept)
            if noted.n > after and code in (None, noted.code)
            for told in [self._told(noted)]
            if path in told["path"] or path in told["operation"]
        )
        return {"requests": list(islice(chosen, limit))[::-1], "last": self._n}

    def clear(self) -> None:
        """Forget them; numbers go on."""
        self._kept.clear()

    def _told(self, noted: Noted) -> dict[str, Any]:
        call = noted.call
        pairs = parse_qsl(call.query_string, keep_blank_values=True)
        query = {name: HIDDEN if name in _SECRET_PARAMETERS else value for name, value in pairs}
        found = reader.match(call.method, call.path).operation
        shop = self._world.shop_by_cipher(query.get("shop_cipher", ""))
        return {
            "n": noted.n,
            "at": noted.at,
            "moment_s": round(noted.moment_s, 3),
            "method": call.method,
            "path": call.path,
            "operation": found.id if found else "",
            "shop_id": shop.id if shop else "",
            "app_key": query.get("app_key", ""),
            "status": noted.status,
            "code": noted.code,
            "elapsed_ms": round(noted.elapsed_ms, 2),
            "chaos": noted.chaos,
            "query": query,
            "query_string": "&".join(_shown(part) for part in call.query_string.split("&")),
            "content_type": call.content_type,
            "access_token": _tail(call.headers),
            "body": self._body(noted),
            "string_to_sign": self._string_to_sign(noted, pairs) if found else "",
        }

    def _body(self, noted: Noted) -> str:
        kept = noted.call.body
        if noted.body_bytes and not kept:
            return f"({noted.body_bytes} bytes, not kept)"
        return kept.decode("utf-8", "replace")

    def _string_to_sign(self, noted: Noted, pairs: list[tuple[str, str]]) -> str:
        call = noted.call
        if noted.body_bytes and not call.body and not call.content_type.lower().startswith("multipart/"):
            return "(the body was too large to keep)"
        shown = [(name, HIDDEN if name in _SECRET_PARAMETERS else value) for name, value in pairs]
        return f"{SECRET}{signing.string_to_sign(call.path, shown, call.content_type, call.body)}{SECRET}"


def _shown(part: str) -> str:
    """One parameter as it was sent, or its name alone where the value is a secret."""
    name = part.partition("=")[0]
    return f"{name}={HIDDEN}" if unquote_plus(name) in _SECRET_PARAMETERS else part


def _tail(headers: Mapping[str, str]) -> str:
    """The end of the access token, to tell tokens apart."""
    token = headers.get("x-tts-access-token", "")
    return f"…{token[-6:]}" if len(token) > 12 else HIDDEN if token else ""
