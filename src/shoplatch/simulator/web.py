"""HTML answers of the simulator's own pages: consent and control. JSON answers are `envelope.py`'s.

Strict Content-Security-Policy, nothing inline, nothing from outside.
"""

from __future__ import annotations

import zlib
from functools import cache
from importlib.resources import files
from typing import Any

import jinja2

from shoplatch import look
from shoplatch.simulator.envelope import Answer, Headers

_SHAPES = (  # a bottle, a jar, a tube, a box, a candle: what stands in for goods
    '<path d="M132 62h36v34l26 26v112a8 8 0 0 1-8 8h-72a8 8 0 0 1-8-8V122l26-26z"/><path d="M126 46h48v18h-48z"/>',
    '<path d="M80 132h140v96a14 14 0 0 1-14 14H94a14 14 0 0 1-14-14z"/><path d="M74 98h152v34H74z"/>',
    '<path d="M96 58h108l-14 150h-80z"/><path d="M112 208h76v34h-76z"/>',
    '<path d="M72 112l78-34 78 34v96l-78 34-78-34z"/><path d="M72 112l78 32 78-32M150 144v98" fill="none"/>',
    '<path d="M92 120h116v122H92z"/><path d="M150 120V96" fill="none"/><path d="M150 58c18 20 14 38 0 38s-18-18 0-38z"/>',
)
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
    """A shipping document, or what somebody uploaded: never a page of ours, whatever is in it."""
    headers = [
        (b"content-type", content_type.encode()),
        (b"content-length", b"%d" % len(content)),
        (b"content-security-policy", b"default-src 'none'; sandbox"),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
        date,
    ]
    return Answer(200, headers, content)


def picture(name: str, date: tuple[bytes, bytes]) -> Answer:
    """What stands in for a picture that nobody uploaded, of ready-made products and buyers."""
    mark = zlib.crc32(name.rpartition("-")[0].encode() or name.encode())  # two views of a thing have one colour
    hue, shape = mark % 360, _SHAPES[mark // 360 % len(_SHAPES)]
    body = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 300" width="300" height="300" role="img">'
        f'<title>Simulated picture</title><rect width="300" height="300" fill="hsl({hue} 35% 84%)"/>'
        f'<ellipse cx="150" cy="243" rx="88" ry="13" fill="hsl({hue} 30% 72%)"/>'
        f'<g fill="hsl({hue} 34% 56%)" stroke="hsl({hue} 36% 38%)" stroke-width="3" stroke-linejoin="round">{shape}</g>'
        "</svg>"
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
