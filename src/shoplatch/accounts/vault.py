"""The vault: seals secrets so that a copy of the database alone tells nothing.

A fresh data key seals each value (AES-256-GCM) and the current master key seals the data key. Both are bound to their place
(owner, field, key version), so a sealed value moved to another row or column no longer opens. The header carries the version
of the master key, so several can be known at once: `keyring.py` says which seals, `rotation.py` moves values from one to the
next. A vault notices by itself when its ring changes; it stores nothing, and no master key is in the database.

Shape of a sealed value: `b"SV"`, format (1 byte), key version (8 bytes), nonce (12), wrapped data key (48), nonce (12),
ciphertext with its tag. Random nonces under one master key are sound for about 2**32 sealed values.
"""

from __future__ import annotations

import functools
import hashlib
import hmac
import logging
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shoplatch.accounts.key_sources import KEY_FILE, GivenKeys, KeyFile, KeySource, source_of
from shoplatch.accounts.keyring import KEY_BYTES, VERSION_BYTES, Key, Ring, new_key, parse
from shoplatch.clock import Clock, SystemClock
from shoplatch.errors import ConfigError

__all__ = ["KEY_BYTES", "KEY_FILE", "Vault", "new_key"]

_MARK = b"SV\x01"
_NONCE_BYTES = 12
_WRAPPED_BYTES = KEY_BYTES + 16
_HEADER_BYTES = len(_MARK) + VERSION_BYTES
_SHORTEST = _HEADER_BYTES + _NONCE_BYTES + _WRAPPED_BYTES + _NONCE_BYTES + 16
_ASK_AGAIN_AFTER_S = 30.0  # a source that only tells when asked is asked once in so long about a version it did not know
_ASKED_MAX = 1_000
_LOOK_EVERY_S = 0.05  # when sealing: no longer than the page that is sealed takes to be committed
_RESTORE = "Put the right key back: the file {where} from your backup of it, or the setting SHOPLATCH_MASTER_KEY."
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A ring ready to work: ciphers by version, and the stamp of the source it was read at."""

    ring: Ring
    version: bytes  # of the key that seals: asked for with every order
    ciphers: dict[bytes, AESGCM] = field(repr=False)
    fingerprint_key: bytes = field(repr=False)
    stamp: object

    @classmethod
    def of(cls, ring: Ring, stamp: object) -> _Opened:
        fingerprint_key = hmac.digest(ring.current.material, b"shoplatch vault: fingerprints", "sha256")
        ciphers = {key.version: AESGCM(key.material) for key in ring.keys}
        return cls(ring, ring.current.version, ciphers, fingerprint_key, stamp)


class Vault:
    """Seals and opens small texts. Shows neither its keys nor what it sealed."""

    __slots__ = ("_asked", "_clock", "_looked_at", "_opened", "_refused_stamp", "_source", "fresh", "where")

    def __init__(
        self, master_key: bytes, *, where: str = "the given key", fresh: bool = False, clock: Clock | None = None
    ) -> None:
        if len(master_key) != KEY_BYTES:
            raise ConfigError(
                f"The master key in {where} has {len(master_key)} bytes instead of {KEY_BYTES}",
                next_step="Give 32 random bytes in base64, for example the output of: openssl rand -base64 32",
            )
        self._source: KeySource = GivenKeys("", where)
        self._clock = clock or SystemClock()
        self._opened = _Opened.of(Ring((Key(master_key),)), self._source.stamp())
        self._asked: dict[bytes, float] = {}
        self._looked_at = float("-inf")
        self._refused_stamp: object = None
        self.where = where
        self.fresh = fresh

    @classmethod
    def of(cls, source: KeySource, *, clock: Clock | None = None) -> Self:
        """Open with the keys of a source.

        Raises:
            ConfigError: it gives no ring.
        """
        stamp = source.stamp()
        ring = parse(source.read(), source.where)
        fresh = isinstance(source, KeyFile) and source.fresh
        vault = cls(ring.current.material, where=source.where, fresh=fresh, clock=clock)
        vault._source = source
        vault._opened = _Opened.of(ring, stamp)
        return vault

    @classmethod
    def open(cls, home: Path, key: str | None = None) -> Self:
        """Open with the given key or ring, or with the key file in `home`, made on the first start (0600).

        Raises:
            ConfigError: a key is not 32 bytes of base64, or others may read the key file.
        """
        return cls.of(source_of(home, key=key))

    @property
    def ring(self) -> Ring:
        """The keys as they are now."""
        self._notice()
        return self._opened.ring

    @property
    def source(self) -> KeySource:
        """Where the keys come from."""
        return self._source

    def reload(self) -> Ring:
        """Read the keys again now.

        Raises:
            ConfigError: they cannot be read; what is held goes on working.
        """
        if not isinstance(self._source, GivenKeys):
            stamp = self._source.stamp()
            self._take(parse(self._source.read(), self._source.where), stamp)
        return self._opened.ring

    def seal(self, text: str, *, owner: str, field: str) -> bytes:
        """Seal `text` for one field of one owner (a connection id, an app key, a shop and order id)."""
        now = self._clock.monotonic()
        if not 0 <= now - self._looked_at < _LOOK_EVERY_S:  # a page seals a hundred: one look is enough for them
            self._looked_at = now
            self._notice()
        version = self._opened.version
        place = _place(version, owner, field)
        chance = os.urandom(KEY_BYTES + 2 * _NONCE_BYTES)
        data_key, wrap_nonce = chance[:KEY_BYTES], chance[KEY_BYTES:-_NONCE_BYTES]
        nonce = chance[-_NONCE_BYTES:]
        wrapped = self._opened.ciphers[version].encrypt(wrap_nonce, data_key, b"key" + place)
        sealed = AESGCM(data_key).encrypt(nonce, text.encode("utf-8", "surrogatepass"), b"value" + place)
        return b"".join((_MARK, version, wrap_nonce, wrapped, nonce, sealed))

    def unseal(self, sealed: bytes, *, owner: str, field: str) -> str:
        """Open what `seal` gave for the same owner and field, under any key of the ring.

        Raises:
            ConfigError: sealed with a key that is not in the ring, for another place, or changed since. Nothing is ever
                returned then.
        """
        sealed = bytes(sealed)
        if len(sealed) < _SHORTEST or not sealed.startswith(_MARK):
            raise self._damaged(owner, field)
        version, rest = sealed[len(_MARK) : _HEADER_BYTES], sealed[_HEADER_BYTES:]
        cipher = self._cipher(version)
        place = _place(version, owner, field)
        wrap_nonce, rest = rest[:_NONCE_BYTES], rest[_NONCE_BYTES:]
        wrapped, rest = rest[:_WRAPPED_BYTES], rest[_WRAPPED_BYTES:]
        try:
            data_key = cipher.decrypt(wrap_nonce, wrapped, b"key" + place)
            text = AESGCM(data_key).decrypt(rest[:_NONCE_BYTES], rest[_NONCE_BYTES:], b"value" + place)
        except InvalidTag:
            raise self._damaged(owner, field) from None
        return text.decode("utf-8", "surrogatepass")

    def look_again(self) -> None:
        """Take the ring anew where its source changed; for a task that asks every second, so that no step is missed."""
        self._notice()

    def fingerprint(self, secret: str) -> str:
        """Twelve hex digits that tell two secrets apart and give neither away; comparable under one current key only."""
        self._notice()
        return hmac.digest(self._opened.fingerprint_key, secret.encode(), "sha256").hex()[:12]

    def __repr__(self) -> str:
        return f"<Vault key version {self._opened.ring.current.name}>"

    def __reduce__(self) -> str:
        raise TypeError("a vault holds the master key and is not copied or pickled")

    # --- the ring may change under us -------------------------------------------------------------------------------

    def _notice(self) -> None:
        """Take the ring again if its source shows that it changed; one that cannot be read leaves us with what we hold."""
        stamp = self._source.stamp()
        if stamp is None or stamp in (self._opened.stamp, self._refused_stamp):
            return
        try:
            self.reload()
        except ConfigError as refused:
            self._refused_stamp = stamp  # said once for each change
            _log.error("The master keys changed and cannot be taken: %s", refused)

    def _take(self, ring: Ring, stamp: object) -> None:
        """A running process follows a rotation step by step; a ring that has none of its keys is a mistake or worse."""
        if not ring.versions & self._opened.ring.versions:
            raise ConfigError(
                f"{self.where} holds none of the keys that were in use a moment ago (current: "
                f"{self._opened.ring.current.name})",
                next_step="Put the former key back beside the new one; `shoplatch vault rotate` does it by itself.",
            )
        if ring.current.version != self._opened.ring.current.version:
            _log.info("The vault seals with master key %s from now on", ring.current.name)
        self._opened = _Opened.of(ring, stamp)
        self._asked.clear()

    def _cipher(self, version: bytes) -> AESGCM:
        found = self._opened.ciphers.get(version)
        if found is None:
            self._ask_for(version)
            found = self._opened.ciphers.get(version)
        if found is None:
            raise self._foreign(version)
        return found

    def _ask_for(self, version: bytes) -> None:
        """Somebody sealed with a key we do not know: the source may know it by now."""
        if self._source.stamp() is not None:
            self._notice()
            return
        now = self._clock.monotonic()
        if now - self._asked.get(version, -_ASK_AGAIN_AFTER_S) < _ASK_AGAIN_AFTER_S:
            return
        if len(self._asked) >= _ASKED_MAX:
            self._asked.clear()
        try:
            self.reload()
        except ConfigError as refused:
            _log.error("The master keys cannot be asked for again: %s", refused)
        self._asked[version] = now

    def _foreign(self, version: bytes) -> ConfigError:
        why = " (it was just made, because none was found)" if self.fresh else ""
        held = ", ".join(key.name for key in self._opened.ring.keys)
        return ConfigError(
            f"The master key does not fit this database: its secrets were sealed with key {version.hex()}, "
            f"and {self.where} holds key {held}{why}",
            next_step=_RESTORE.format(where=self.where if self.where.endswith(KEY_FILE) else KEY_FILE),
        )

    def _damaged(self, owner: str, field: str) -> ConfigError:
        return ConfigError(
            f"The sealed {field} of {owner} was changed or belongs to another row, so it stays shut",
            next_step="Restore the database from its backup, or enter the secret again (connect the shop again).",
        )


def _place(version: bytes, owner: str, field: str) -> bytes:
    """What a value is bound to; lengths are written down so that no two places spell the same bytes."""
    begin, end, place = _length(version), _length(field.encode()), owner.encode()
    return hashlib.sha256(b"".join((begin, len(place).to_bytes(4, "big"), place, end))).digest()


@functools.lru_cache(maxsize=256)
def _length(part: bytes) -> bytes:
    """A part with its length in front; versions and names of fields are few."""
    return len(part).to_bytes(4, "big") + part
