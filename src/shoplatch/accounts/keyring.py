"""The ring of master keys: several are known, one seals. Its text form, and the steps a rotation takes through it.

The text is what a key file, a setting or a command gives: one key a line (or with commas between), 32 bytes in base64, then
its part and since when it plays it. A line that is a key alone is the one that seals, so a file from before there were rings
is a ring of one. It reads no file and seals nothing.

    q83v...= current 2026-11-02T09:30:00Z
    mZk1...= former 2026-11-02T09:30:00Z
"""

from __future__ import annotations

import base64
import binascii
import hmac
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from shoplatch.errors import ConfigError

KEY_BYTES = 32
VERSION_BYTES = 8
KEYS_MAX = 16
CURRENT, NEXT, FORMER = "current", "next", "former"
_HEAD = "# Master keys of Shoplatch: the current one seals, all of them open. Keep a copy, apart from the database.\n"
ROLES = (CURRENT, NEXT, FORMER)
_HOW = "Give 32 random bytes in base64, for example the output of: openssl rand -base64 32"


@dataclass(frozen=True, slots=True)
class Key:
    """One master key. `role`: current seals, next is known ahead of a rotation, former only opens what it sealed."""

    material: bytes = field(repr=False)
    role: str = CURRENT
    since: datetime | None = None

    @property
    def version(self) -> bytes:
        """What a sealed value's header says: derived from the key, so the same key always has the same version."""
        return hmac.digest(self.material, b"shoplatch vault: key version", "sha256")[:VERSION_BYTES]

    @property
    def name(self) -> str:
        """The version as people see it."""
        return self.version.hex()


@dataclass(frozen=True, slots=True)
class Ring:
    """The keys of an installation, the current one first."""

    keys: tuple[Key, ...]

    @property
    def current(self) -> Key:
        return self.keys[0]

    @property
    def former(self) -> tuple[Key, ...]:
        return tuple(key for key in self.keys if key.role == FORMER)

    @property
    def next(self) -> Key | None:
        """The key the next rotation takes, where one was made ready."""
        return next((key for key in self.keys if key.role == NEXT), None)

    @property
    def versions(self) -> frozenset[bytes]:
        return frozenset(key.version for key in self.keys)

    def prepared(self, key: Key) -> Ring:
        """With a key that opens already and seals from the next rotation on.

        Raises:
            ConfigError: it is known already, or there are too many.
        """
        kept = [one for one in self.keys if one.role != NEXT]
        return _ring([*kept, replace(key, role=NEXT)], "the ring")

    def rotated(self, key: Key, at: datetime) -> Ring:
        """With `key` sealing; the one that sealed until now only opens."""
        kept = [one for one in self.keys[1:] if one.version != key.version and one.role == FORMER]
        old = replace(self.current, role=FORMER, since=at)
        return _ring([replace(key, role=CURRENT, since=at), old, *kept], "the ring")

    def without(self, versions: frozenset[bytes]) -> Ring:
        """Without these former keys; the current one stays whatever is asked."""
        return Ring(tuple(key for key in self.keys if key.role == CURRENT or key.version not in versions))

    def with_former(self, key: Key) -> Ring:
        """With a key that only opens; one that is known already changes nothing."""
        if key.version in self.versions:
            return self
        return _ring([*self.keys, replace(key, role=FORMER)], "the ring")

    def text(self) -> str:
        """The ring as its file holds it."""
        return text_of(self.keys)


def text_of(keys: Iterable[Key]) -> str:
    """Keys as a file holds them, with their parts."""
    return _HEAD + "".join(f"{line}\n" for line in map(_line, keys))


def new_key() -> str:
    """A fresh master key as text: 32 random bytes in base64."""
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def one_key(text: str, where: str) -> Key:
    """A single key.

    Raises:
        ConfigError: it is none. The sentence never repeats it.
    """
    return Key(_decoded(text.strip(), where))


def parse(text: str, where: str) -> Ring:
    """The ring of a text; `where` names its place in what is raised.

    Raises:
        ConfigError: no key, a key that is none, two that seal, the same one twice.
    """
    keys = [_key(line, where) for line in _lines(text)]
    if not keys:
        _decoded(text.strip(), where)  # says what is wrong with it
    if not any(key.role == CURRENT for key in keys):
        raise ConfigError(f"No key in {where} is the current one", next_step="Write current behind the key that seals.")
    return _ring(keys, where)


def _ring(keys: Sequence[Key], where: str) -> Ring:
    if len(keys) > KEYS_MAX:
        raise ConfigError(f"{where} holds more than {KEYS_MAX} keys", next_step="Retire some: `shoplatch vault retire`.")
    if len({key.version for key in keys}) != len(keys):
        raise ConfigError(f"A key stands twice in {where}", next_step="Take one of the two lines out.")
    if sum(key.role == CURRENT for key in keys) > 1 or sum(key.role == NEXT for key in keys) > 1:
        raise ConfigError(f"Two keys in {where} claim the same part", next_step="One is current, at most one is next.")
    return Ring(tuple(sorted(keys, key=lambda key: ROLES.index(key.role))))


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        for part in line.partition("#")[0].split(","):
            if part.strip():
                yield part.strip()


def _key(line: str, where: str) -> Key:
    words = line.split()
    key = Key(_decoded(words[0], where))
    for word in words[1:]:
        key = replace(key, role=word) if word in ROLES else replace(key, since=_moment(word, where))
    return key


def _moment(word: str, where: str) -> datetime:
    try:
        found = datetime.fromisoformat(word)
    except ValueError:
        raise ConfigError(
            f"A line of {where} says neither {', '.join(ROLES)} nor a time after its key",
            next_step="A line is: the key in base64, its part, and since when, as 2026-11-02T09:30:00Z.",
        ) from None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def _line(key: Key) -> str:
    since = f" {key.since.astimezone(UTC).isoformat(timespec='seconds').replace('+00:00', 'Z')}" if key.since else ""
    return f"{base64.b64encode(key.material).decode()} {key.role}{since}"


def _decoded(text: str, where: str) -> bytes:
    try:
        material = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise ConfigError(f"The master key in {where} is not base64", next_step=_HOW) from None
    if len(material) != KEY_BYTES:
        raise ConfigError(f"The master key in {where} has {len(material)} bytes instead of {KEY_BYTES}", next_step=_HOW)
    return material
