"""Forms of the simulated sites: read, and proved to come from a page of ours.

A form carries a word made from a cookie that no other site can read; the cookie is not sent from other sites at all. A post
from elsewhere is refused before anything is read into it.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl

from shoplatch.errors import InvalidRequest, PermissionMissing
from shoplatch.simulator.ask import Refused, Upload
from shoplatch.simulator.gate import Call
from shoplatch.simulator.multipart import parse_form

COOKIE, PASS = "simulated_site", "simulated_pass"
FIELD = "_form"
FIELDS_MAX, VALUE_MAX = 500, 20_000
_SEED_LENGTH = 43  # of token_urlsafe(32)


@dataclass(frozen=True, slots=True)
class Form:
    """What was sent, by name; a name may come several times."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str, default: str = "") -> str:
        """The first value of a field."""
        return (self.texts.get(name) or [default])[0]

    def all(self, name: str) -> list[str]:
        """Every value of a field: ticked boxes."""
        return self.texts.get(name) or []

    def number(self, name: str) -> int:
        """A whole number. Raises InvalidRequest."""
        text = self.text(name).strip()
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            raise InvalidRequest(f"{name.replace('_', ' ').capitalize()} is a whole number, not {text[:40]!r}")
        return int(text)


class Proof:
    """Makes and checks the word in each form. One key per running simulator; it is nowhere written down."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)

    def seed(self, call: Call) -> tuple[str, bool]:
        """The visitor's cookie, or a fresh one; and whether it is fresh."""
        held = _cookie(call, COOKIE)
        if len(held) == _SEED_LENGTH and held.isascii():
            return held, False
        return secrets.token_urlsafe(32), True

    def word(self, seed: str) -> str:
        """What a form carries."""
        return hmac.digest(self._key, seed.encode(), "sha256").hex()

    def pass_for(self, call: Call) -> str:
        """The cookie of a visitor who has shown the control's token: of use to this visitor alone, until a restart."""
        return f"{PASS}={self._pass(self.seed(call)[0])}; Path=/; HttpOnly; SameSite=Strict"

    def has_pass(self, call: Call) -> bool:
        """Whether the visitor has such a cookie."""
        seed, fresh = self.seed(call)
        shown = _cookie(call, PASS)
        return not fresh and hmac.compare_digest(self._pass(seed).encode(), shown.encode("utf-8", "replace"))

    def _pass(self, seed: str) -> str:
        return hmac.digest(self._key, b"pass " + seed.encode(), "sha256").hex()

    def read(self, call: Call) -> Form:
        """The form of a post.

        Raises:
            PermissionMissing: it does not come from a page of this simulator.
            InvalidRequest: it cannot be read.
        """
        if call.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            raise PermissionMissing("A page of another site sent this form", next_step="Open the simulator's own page.")
        seed, fresh = self.seed(call)
        form = _read(call)
        if fresh or not hmac.compare_digest(self.word(seed).encode(), form.text(FIELD).encode("utf-8", "replace")):
            raise PermissionMissing(
                "This form was not made for you by this simulator, or it was made before a restart",
                next_step="Go back, reload the page and send it again.",
            )
        return form


def _cookie(call: Call, name: str) -> str:
    try:
        held = SimpleCookie(call.headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return held.value if held is not None else ""


def _read(call: Call) -> Form:
    form = Form()
    if call.content_type.lower().startswith("multipart/"):
        try:
            parts = parse_form(call.content_type, call.body)
        except Refused as broken:
            raise InvalidRequest(broken.message or "The form cannot be read") from broken
        for name, part in parts.items():
            if isinstance(part, Upload):
                form.files[name] = part
            else:
                form.texts[name] = [part[:VALUE_MAX]]
        return form
    try:
        pairs = parse_qsl(call.body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=FIELDS_MAX)
    except ValueError as broken:
        raise InvalidRequest(f"A form has at most {FIELDS_MAX} fields") from broken
    for name, value in pairs:
        form.texts.setdefault(name, []).append(value[:VALUE_MAX])
    return form
