"""The routes of the API as its description lists them, with addresses that lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

import httpx2

from shoplatch.api.house import House
from shoplatch.api.web import describe
from tests.console.seeding import GB

BODIES: dict[str, dict[str, object]] = {
    "/api/webhook-replays": {"topics": [1]},
    "/api/comparisons": {},
    "/api/hooks/endpoints": {"url": "https://shop.example/hooks"},
    "/api/hooks/endpoints/{endpoint}": {"label": "ERP"},
    "/api/hooks/endpoints/{endpoint}/rotate": {"overlap_s": 0},
    "/api/hooks/recoveries/{endpoint}": {"since": "2026-11-20T06:00:00Z"},
    "/api/personal/{table}/{shop}/{id}": {"reason": "a test looks whether this opens"},
}


@dataclass(frozen=True)
class Route:
    """One route: `rights` of which all are needed; None for a route without security."""

    method: str
    path: str
    rights: tuple[str, ...] | None
    parameters: tuple[str, ...]

    def address(self, shop: str = GB) -> str:
        """An address of it; the ids in it need not be there."""
        act = "pause" if "{endpoint}" in self.path else "read"
        parts = {"shop": shop, "id": "570001", "number": "1", "act": act, "table": "messages", "family": "orders",
                 "endpoint": "ep_0011223344556677"}  # fmt: skip
        return self.path.format(**{name: parts[name] for name in parts if f"{{{name}}}" in self.path})


def routes(description: dict[str, Any]) -> Iterator[Route]:
    """Every route that is described."""
    for path, methods in description["paths"].items():
        for method, said in methods.items():
            needs = [right for one in said.get("security", []) for right in one.get("API token", [])]
            names = tuple(one["name"] for one in said.get("parameters", []))
            yield Route(method.upper(), path, tuple(needs) if said.get("security") else None, names)


@cache
def description() -> dict[str, Any]:
    """The description of the API, made without any room beneath it."""
    return describe(cast("House", None)).openapi()


async def ask(client: httpx2.AsyncClient, route: Route, at: str = GB, **params: str) -> httpx2.Response:
    """Call a route."""
    body = BODIES.get(route.path)
    return await client.request(route.method, route.address(at), params=params, json=body)
