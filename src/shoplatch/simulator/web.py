"""HTML answers of the simulator's own pages: consent and control. JSON answers are `envelope.py`'s.

Strict Content-Security-Policy, nothing inline, nothing from outside.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import jinja2

from shoplatch import look
from shoplatch.simulator.envelope import Answer, Headers

_ASSETS = {"simulated.css": b"text/css; charset=utf-8", "simulated.js": b"text/javascript; charset=utf-8"}


@cache
def _templates() -> jinja2.Environment:
    return look.templates("shoplatch.simulator")


def page(
    template: str,
    date: tuple[bytes, bytes],
    *,
    status: int = 200,
    form_to: str = "",
    referrer: str = "no-referrer",
    extra: Headers | None = None,
    **shown: Any,
) -> Answer:
    """One rendered page. `form_to` is the one foreign origin its form may lead to (the app's redirect address)."""
    body = _templates().get_template(template).render(**shown).encode()
    policy = (
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none';"
        f" frame-ancestors 'none'; form-action 'self' {form_to}"
    )
    headers = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-length", b"%d" % len(body)),
        (b"content-security-policy", policy.encode("latin-1", "replace")),
        (b"referrer-policy", referrer.encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"cache-control", b"no-store"),
        *(extra or ()),
        date,
    ]
    return Answer(status, headers, body)


def asset(name: str, date: tuple[bytes, bytes]) -> Answer | None:
    """A style sheet or script of ours by its file name; None for any other name."""
    if name == "look.css":
        kind, body = _ASSETS["simulated.css"], look.css()
    elif name in _ASSETS:
        kind, body = _ASSETS[name], _asset_bytes(name)
    else:
        return None
    headers = [
        (b"content-type", kind),
        (b"content-length", b"%d" % len(body)),
        (b"cache-control", b"no-cache"),
        (b"x-content-type-options", b"nosniff"),
        date,
    ]
    return Answer(200, headers, body)


def document(content_type: str, content: bytes, date: tuple[bytes, bytes]) -> Answer:
    """A shipping document."""
    headers = [
        (b"content-type", content_type.encode()),
        (b"content-length", b"%d" % len(content)),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
        date,
    ]
    return Answer(200, headers, content)


def picture(name: str, date: tuple[bytes, bytes]) -> Answer:
    """What stands in for an uploaded picture: the simulator keeps its size, not its pixels."""
    hue = sum(name.encode()) % 360
    body = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 300" width="300" height="300" role="img">'
        f'<title>Simulated picture</title><rect width="300" height="300" fill="hsl({hue} 35% 82%)"/>'
        f'<path d="M60 190l60-70 45 50 30-35 45 55z" fill="hsl({hue} 35% 62%)"/>'
        f'<circle cx="205" cy="95" r="20" fill="hsl({hue} 35% 70%)"/></svg>'
    ).encode()
    headers = [
        (b"content-type", b"image/svg+xml"),
        (b"content-length", b"%d" % len(body)),
        (b"content-security-policy", b"default-src 'none'"),
        (b"cache-control", b"max-age=3600"),
        date,
    ]
    return Answer(200, headers, body)


@cache
def _asset_bytes(name: str) -> bytes:
    return (files(__package__) / "templates" / name).read_bytes()


def redirect(address: str, date: tuple[bytes, bytes], *, status: int = 302) -> Answer:
    """302 to an address; 303 after a form."""
    headers = [
        (b"location", address.encode("ascii", "replace")),
        (b"content-length", b"0"),
        (b"referrer-policy", b"no-referrer"),
        (b"cache-control", b"no-store"),
        date,
    ]
    return Answer(status, headers, b"")
