"""What comes to the web server: webhooks to the door, /api to the API, everything else to the pages."""

from __future__ import annotations

from typing import Any

import pytest

from shoplatch.serve.web import front


def marked(name: str, seen: list[str]) -> Any:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        del scope, receive, send
        seen.append(name)

    return app


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ({"type": "http", "path": "/webhooks/tiktok/abc"}, "door"),
        ({"type": "http", "path": "/webhooks/tiktok/"}, "door"),
        ({"type": "http", "path": "/webhooks"}, "pages"),
        ({"type": "http", "path": "/"}, "pages"),
        ({"type": "http", "path": "/api"}, "api"),
        ({"type": "http", "path": "/api/orders"}, "api"),
        ({"type": "http", "path": "/apidocs"}, "pages"),
        ({"type": "lifespan"}, "pages"),
    ],
)
async def test_the_path_decides_who_answers(scope: dict[str, str], expected: str) -> None:
    seen: list[str] = []
    await front(marked("door", seen), marked("pages", seen), marked("api", seen))(scope, _nothing, _nothing)
    assert seen == [expected]


async def _nothing(*_: object) -> Any:
    raise AssertionError("nobody sends or receives here")
