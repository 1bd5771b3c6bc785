"""Mistakes beside the string: the secret around it, the secret as the key, the digest, and how it is spelled."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from shoplatch.testing.explainer.asked import Asked
from shoplatch.testing.explainer.draft import Draft
from shoplatch.testing.explainer.mistakes import Bend, Mistake, put, turn


def wrapping() -> Iterator[Bend]:
    """The secret is missing at one end or both."""
    fix = "Put the app secret before the string and after it, then sign the whole with the app secret as the key."
    for says, front, back in (
        ("at neither end", False, False),
        ("in front only", True, False),
        ("at the end only", False, True),
    ):
        yield Bend(
            Mistake("no_secret_wrap", f"The app secret stands {says} of the string", fix), partial(_wrapped, front, back)
        )


def digests() -> Iterator[Bend]:
    """Another digest."""
    fix = "HMAC-SHA256 of the wrapped string, with the app secret as the key."
    yield put(Mistake("plain_sha256", "SHA-256 was taken instead of HMAC-SHA256", fix), "digest", _sha256)
    ways: tuple[tuple[str, Callable[[bytes, bytes], bytes]], ...] = (
        *((f"HMAC-{name.upper()} was taken", partial(_keyed, name)) for name in ("sha1", "md5", "sha384", "sha512")),
        ("MD5 was taken", _md5),
        ("Key and string were taken for each other in", lambda key, text: hmac.digest(text, key, "sha256")),
    )
    for says, digest in ways:
        says = f"{says} HMAC-SHA256" if says.endswith(" in") else f"{says} instead of HMAC-SHA256"
        yield put(Mistake("wrong_digest", says, fix), "digest", digest)


def spellings() -> Iterator[Bend]:
    """The right digest in other letters."""
    fix = "Write the digest as 64 hexadecimal digits in lower case."
    ways: tuple[tuple[str, Callable[[bytes], str]], ...] = (
        ("in upper case", lambda made: made.hex().upper()),
        ("in base64", lambda made: base64.b64encode(made).decode()),
        ("in URL-safe base64", lambda made: base64.urlsafe_b64encode(made).decode()),
        ("in URL-safe base64 without padding", lambda made: base64.urlsafe_b64encode(made).decode().rstrip("=")),
        ("in base64 of its hexadecimal digits", lambda made: base64.b64encode(made.hex().encode()).decode()),
        ("with the prefix sha256=", lambda made: f"sha256={made.hex()}"),
        ("with the prefix Bearer", lambda made: f"Bearer {made.hex()}"),
        ("cut to 32 digits", lambda made: made.hex()[:32]),
    )
    for says, spelling in ways:
        yield put(Mistake("wrong_spelling", f"The digest is right, but written {says}", fix), "spelling", spelling)


def secrets(call: Asked) -> Iterator[Bend]:
    """The right secret in a wrong form, or something else in its place."""
    fix = "Use the app secret of this app key exactly as Partner Center shows it: as text, without blanks or line ends."
    ways: tuple[tuple[str, Callable[[str], str]], ...] = (
        ("was used with a line end after it", lambda secret: secret + "\n"),
        ("was used with a blank after it", lambda secret: secret + " "),
        ("was used with a blank before it", lambda secret: " " + secret),
        ("was used in quotation marks", lambda secret: f'"{secret}"'),
        ("was used in upper case", str.upper),
        ("was used in base64", lambda secret: base64.b64encode(secret.encode()).decode()),
        ("was used without its last character", lambda secret: secret[:-1]),
        ("was used with an & after it", lambda secret: secret + "&"),
        ("was left empty", lambda _: ""),
        ("was replaced by the app key", lambda _: call.given("app_key")),
        ("was replaced by the access token", lambda _: call.token),
    )
    for says, other in ways:
        yield turn(Mistake("wrong_secret", f"The app secret {says}", fix), "secret", other)


def _wrapped(front: bool, back: bool, draft: Draft) -> Draft:
    return replace(draft, front=front, back=back)


def _sha256(_: bytes, text: bytes) -> bytes:
    return hashlib.sha256(text).digest()


def _md5(_: bytes, text: bytes) -> bytes:
    return hashlib.md5(text, usedforsecurity=False).digest()


def _keyed(name: str, key: bytes, text: bytes) -> bytes:
    return hmac.digest(key, text, name)
