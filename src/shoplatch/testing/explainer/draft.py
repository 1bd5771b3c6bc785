"""A signature in the making: its parts, put together the platform's way unless a mistake bends one (platform.md 4)."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass, field

from shoplatch.testing.explainer.asked import Asked

Pairs = list[tuple[str, str]]
UNSIGNED = frozenset({"sign", "access_token"})
HIDDEN = "<app secret>"


def by_name(pairs: Pairs) -> Pairs:
    """Sorted by name, byte by byte; equal names stay as sent."""
    return sorted(pairs, key=lambda pair: pair[0].encode("utf-8", "surrogateescape"))


def run_together(pairs: Pairs) -> str:
    """key1value1key2value2..."""
    return "".join(name + value for name, value in pairs)


def keyed_sha256(key: bytes, message: bytes) -> bytes:
    """HMAC-SHA256."""
    return hmac.digest(key, message, "sha256")


@dataclass(frozen=True, slots=True)
class Draft:
    """What is signed, with what, and how it is spelled. The defaults are right."""

    path: str
    pairs: Pairs
    body: bytes
    secret: str = field(repr=False)
    order: Callable[[Pairs], Pairs] = by_name
    join: Callable[[Pairs], str] = run_together
    layout: tuple[str, ...] = ("path", "pairs", "body")
    front: bool = True
    back: bool = True
    digest: Callable[[bytes, bytes], bytes] = keyed_sha256
    spelling: Callable[[bytes], str] = bytes.hex

    def signed(self) -> bytes:
        """What lies between the two copies of the secret."""
        parts = {
            "path": self.path.encode("utf-8", "surrogateescape"),
            "pairs": self.join(self.order(self.pairs)).encode("utf-8", "surrogateescape"),
            "body": self.body,
        }
        return b"".join(parts[name] for name in self.layout)

    def sign(self) -> str:
        """The signature this draft gives."""
        key = self.secret.encode()
        return self.spelling(self.digest(key, (key if self.front else b"") + self.signed() + (key if self.back else b"")))

    def shown(self) -> str:
        """The string for people: the secret's places are marked, the secret is not shown."""
        text = self.signed().decode("utf-8", "backslashreplace")
        return f"{HIDDEN if self.front else ''}{text}{HIDDEN if self.back else ''}"


def right(call: Asked, secret: str) -> Draft:
    """The draft the platform makes of a call."""
    signed = [pair for pair in call.pairs if pair[0] not in UNSIGNED]
    return Draft(call.path, signed, b"" if call.multipart else call.body or b"", secret)
