"""A TikTok Shop in memory, given to the code as its transport: token endpoints and the two calls accounts makes.

It answers as platform.md section 3 says (rotation, a short grace for the old refresh token or none, codes good for one
use) and counts what it is asked. It shares no code with the client.
"""

from __future__ import annotations

import asyncio
import itertools
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from shoplatch.clock import Clock
from shoplatch.errors import OutcomeUnknown, Unreachable
from shoplatch.transport import HttpRequest, HttpResponse

SECRET = "5f2d" + "c0ffee" * 6
WEEK_S = 7 * 24 * 3600
YEAR_S = 365 * 24 * 3600


@dataclass
class FakeGrant:
    open_id: str
    seller_name: str
    shops: list[dict[str, str]]
    user_type: int = 0
    scopes: list[str] = field(default_factory=lambda: ["seller.authorization.info", "seller.order.info"])
    revoked: bool = False
    access: dict[str, float] = field(default_factory=dict)  # token -> end
    refresh: str = ""
    old_refresh: set[str] = field(default_factory=set)


def shop(number: int, region: str = "GB") -> dict[str, str]:
    return {
        "id": f"74900000000000000{number:02}",
        "name": f"Shop {number}",
        "region": region,
        "seller_type": "LOCAL",
        "cipher": f"GCP_cipher{number}",
        "code": f"{region}CODE{number}",
    }


class FakeTikTok:
    """Implements AsyncTransport."""

    def __init__(self, clock: Clock, *, apps: dict[str, str], grace: bool = True, life_s: int = WEEK_S) -> None:
        self.clock = clock
        self.apps = apps
        self.grace = grace
        self.life_s = life_s
        self.codes: dict[str, tuple[str, FakeGrant]] = {}
        self.grants: list[FakeGrant] = []
        self.asked: Counter[str] = Counter()
        self.refused: Counter[int] = Counter()
        self.seen: list[HttpRequest] = []
        self.issued: list[str] = []
        self.lose: Counter[str] = Counter()  # kind -> how many answers get lost after acting
        self.down: Counter[str] = Counter()  # kind -> how many requests find nobody
        self.refuse_tokens_with: int | None = None
        self.leave_out: set[str] = set()  # members of the token answer that are missing
        self.before_answer: Callable[[str], Any] | None = None
        self.date: datetime | None = None
        self._numbers = itertools.count(1)

    def consent(self, app_key: str, grant: FakeGrant) -> str:
        """The seller confirmed: gives the code."""
        code = f"ROW_code-{next(self._numbers)}_x"
        self.codes[code] = (app_key, grant)
        self.issued.append(code)
        return code

    def expire_access(self, grant: FakeGrant) -> None:
        """Every access token of a grant is past its life from now on."""
        for token in grant.access:
            grant.access[token] = 0

    async def send(self, request: HttpRequest, *, timeout_s: float) -> HttpResponse:
        assert timeout_s <= 30
        parts = urlsplit(request.url)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        kind = {"/api/v2/token/get": "get", "/api/v2/token/refresh": "refresh"}.get(parts.path, "call")
        self.asked[kind] += 1
        self.seen.append(request)
        if self.down[kind] > 0:
            self.down[kind] -= 1
            raise Unreachable("nobody there")
        for _ in range(5):
            await asyncio.sleep(0)  # let others in, as a real wire would
        code, data = self._acted(kind, request, query)
        if self.before_answer is not None:
            await self.before_answer(kind)
        if self.lose[kind] > 0:
            self.lose[kind] -= 1
            raise OutcomeUnknown("the answer was lost")
        return self._answer(code, data)

    def _acted(self, kind: str, request: HttpRequest, query: dict[str, str]) -> tuple[int, Any]:
        if kind == "call":
            return self._called(request)
        if self.apps.get(query["app_key"]) != query["app_secret"]:
            return 36009004, None
        if kind == "get":
            assert query["grant_type"] == "authorized_code"
            app_key, grant = self.codes.pop(query["auth_code"], ("", None))
            if grant is None or app_key != query["app_key"]:
                return 36004004, None
            if grant not in self.grants:
                self.grants.append(grant)
            return 0, self._pair(grant)
        assert query["grant_type"] == "refresh_token"
        given = query["refresh_token"]
        for grant in self.grants:
            if not grant.revoked and (given == grant.refresh or (self.grace and given in grant.old_refresh)):
                return 0, self._pair(grant)
        return 36004005, None

    def _pair(self, grant: FakeGrant) -> dict[str, Any]:
        number, now = next(self._numbers), self.clock.seconds()
        if grant.refresh:
            grant.old_refresh.add(grant.refresh)
        grant.refresh = f"ROW_canary-refresh-{number}"
        access = f"ROW_canary-access-{number}"
        grant.access[access] = now + self.life_s
        self.issued += [grant.refresh, access]
        answer = {
            "access_token": access,
            "access_token_expire_in": now + self.life_s,
            "refresh_token": grant.refresh,
            "refresh_token_expire_in": now + YEAR_S,
            "open_id": grant.open_id,
            "seller_name": grant.seller_name,
            "seller_base_region": "GB",
            "user_type": grant.user_type,
            "granted_scopes": grant.scopes,
        }
        return {name: value for name, value in answer.items() if name not in self.leave_out}

    def _called(self, request: HttpRequest) -> tuple[int, Any]:
        token = dict(request.headers).get("x-tts-access-token", "")
        if self.refuse_tokens_with is not None:
            return self.refuse_tokens_with, None
        for grant in self.grants:
            if token in grant.access:
                if grant.revoked:
                    return 105001, None
                if grant.access[token] <= self.clock.seconds():
                    return 105002, None
                return 0, {"shops": grant.shops}
        return 105001, None

    def _answer(self, code: int, data: Any) -> HttpResponse:
        self.refused[code] += 1
        envelope: dict[str, Any] = {
            "code": code,
            "message": "Success" if code == 0 else "no",
            "request_id": "20260101000000AA",
        }
        if data is not None:
            envelope["data"] = data
        status = 401 if code in {105001, 105002, 105005} else 400 if code == 36009004 else 200
        now = self.date or self.clock.now()
        headers = {"date": format_datetime(now, usegmt=True), "content-type": "application/json"}
        return HttpResponse(status, headers, json.dumps(envelope).encode())
