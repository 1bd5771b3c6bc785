"""The vault: seals secrets so that a copy of the database alone tells nothing.

A fresh data key seals each value (AES-256-GCM) and the master key seals the data key. Both are bound to their place
(owner, field, key version), so a sealed value moved to another row or column no longer opens. The header carries the
version of the master key; it is what a later rotation needs to tell old values from new. It stores nothing itself, and
the master key is neither in the database nor in a backup of it.

Shape of a sealed value: `b"SV"`, format (1 byte), key version (8 bytes), nonce (12), wrapped data key (48), nonce (12),
ciphertext with its tag. The key version is derived from the master key, so the same key always has the same version.
Random nonces under one master key are sound for about 2**32 sealed values.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import hashlib
import hmac
import os
import secrets
import stat
from pathlib import Path
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shoplatch.errors import ConfigError

KEY_FILE = "master.key"
KEY_BYTES = 32
_MARK = b"SV\x01"
_VERSION_BYTES = 8
_NONCE_BYTES = 12
_WRAPPED_BYTES = KEY_BYTES + 16
_HEADER_BYTES = len(_MARK) + _VERSION_BYTES
_SHORTEST = _HEADER_BYTES + _NONCE_BYTES + _WRAPPED_BYTES + _NONCE_BYTES + 16
_RESTORE = "Put the right key back: the file {where} from your backup of it, or the setting SHOPLATCH_MASTER_KEY."


class Vault:
    """Seals and opens small texts. Shows neither its key nor what it sealed."""

    __slots__ = ("_fingerprint_key", "_master", "_version", "fresh", "where")

    def __init__(self, master_key: bytes, *, where: str = "the given key", fresh: bool = False) -> None:
        if len(master_key) != KEY_BYTES:
            raise ConfigError(
                f"The master key in {where} has {len(master_key)} bytes instead of {KEY_BYTES}",
                next_step="Give 32 random bytes in base64, for example the output of: openssl rand -base64 32",
            )
        self._master = AESGCM(master_key)
        self._version = hmac.digest(master_key, b"shoplatch vault: key version", "sha256")[:_VERSION_BYTES]
        self._fingerprint_key = hmac.digest(master_key, b"shoplatch vault: fingerprints", "sha256")
        self.where = where
        self.fresh = fresh

    @classmethod
    def open(cls, home: Path, key: str | None = None) -> Self:
        """Open with the given key (base64, 32 bytes), or with the key file in `home`, made on the first start (0600).

        Raises:
            ConfigError: the key is not 32 bytes of base64, or others may read the key file.
        """
        if key is not None:
            return cls(_decoded(key, "SHOPLATCH_MASTER_KEY"), where="SHOPLATCH_MASTER_KEY")
        path = home / KEY_FILE
        fresh = not path.exists() and _create(path)
        return cls(_decoded(_read_private(path), str(path)), where=str(path), fresh=fresh)

    def seal(self, text: str, *, owner: str, field: str) -> bytes:
        """Seal `text` for one field of one owner (a connection id, an app key, a shop and order id)."""
        place = _place(self._version, owner, field)
        data_key, wrap_nonce, nonce = secrets.token_bytes(KEY_BYTES), os.urandom(_NONCE_BYTES), os.urandom(_NONCE_BYTES)
        wrapped = self._master.encrypt(wrap_nonce, data_key, b"key" + place)
        sealed = AESGCM(data_key).encrypt(nonce, text.encode("utf-8", "surrogatepass"), b"value" + place)
        return b"".join((_MARK, self._version, wrap_nonce, wrapped, nonce, sealed))

    def unseal(self, sealed: bytes, *, owner: str, field: str) -> str:
        """Open what `seal` gave for the same owner and field.

        Raises:
            ConfigError: sealed with another master key, for another place, or changed since. Nothing is ever returned
                then.
        """
        sealed = bytes(sealed)
        if len(sealed) < _SHORTEST or not sealed.startswith(_MARK):
            raise self._damaged(owner, field)
        version, rest = sealed[len(_MARK) : _HEADER_BYTES], sealed[_HEADER_BYTES:]
        if not hmac.compare_digest(version, self._version):
            raise self._foreign(version)
        place = _place(version, owner, field)
        wrap_nonce, rest = rest[:_NONCE_BYTES], rest[_NONCE_BYTES:]
        wrapped, rest = rest[:_WRAPPED_BYTES], rest[_WRAPPED_BYTES:]
        try:
            data_key = self._master.decrypt(wrap_nonce, wrapped, b"key" + place)
            text = AESGCM(data_key).decrypt(rest[:_NONCE_BYTES], rest[_NONCE_BYTES:], b"value" + place)
        except InvalidTag:
            raise self._damaged(owner, field) from None
        return text.decode("utf-8", "surrogatepass")

    def fingerprint(self, secret: str) -> str:
        """Twelve hex digits that tell two secrets apart and give neither away; only comparable within this vault."""
        return hmac.digest(self._fingerprint_key, secret.encode(), "sha256").hex()[:12]

    def __repr__(self) -> str:
        return f"<Vault key version {self._version.hex()}>"

    def __reduce__(self) -> str:
        raise TypeError("a vault holds the master key and is not copied or pickled")

    def _foreign(self, version: bytes) -> ConfigError:
        why = " (it was just made, because none was found)" if self.fresh else ""
        return ConfigError(
            f"The master key does not fit this database: its secrets were sealed with key {version.hex()}, "
            f"and {self.where} holds key {self._version.hex()}{why}",
            next_step=_RESTORE.format(where=self.where if self.where.endswith(KEY_FILE) else KEY_FILE),
        )

    def _damaged(self, owner: str, field: str) -> ConfigError:
        return ConfigError(
            f"The sealed {field} of {owner} was changed or belongs to another row, so it stays shut",
            next_step="Restore the database from its backup, or enter the secret again (connect the shop again).",
        )


def new_key() -> str:
    """A fresh master key as text: 32 random bytes in base64."""
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def _place(version: bytes, owner: str, field: str) -> bytes:
    """What a value is bound to; lengths are written down so that no two places spell the same bytes."""
    parts = (version, owner.encode(), field.encode())
    return hashlib.sha256(b"".join(len(part).to_bytes(4, "big") + part for part in parts)).digest()


def _decoded(text: str, where: str) -> bytes:
    try:
        return base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        raise ConfigError(
            f"The master key in {where} is not base64",
            next_step="Give 32 random bytes in base64, for example the output of: openssl rand -base64 32",
        ) from None


def _create(path: Path) -> bool:
    """Write a new key where there is none. Two processes may try at once: a link happens once, so one key wins."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(new_key() + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        return False
    except OSError as failure:
        raise ConfigError(
            f"The key file {path} cannot be written: {failure.strerror}",
            next_step="Make the folder writable and give it space, or set SHOPLATCH_HOME to another one.",
        ) from failure
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
    return True


def _read_private(path: Path) -> str:
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            if not stat.S_ISREG(mode) or mode & 0o077:
                raise ConfigError(
                    f"The key file {path} may be read by others (mode {stat.S_IMODE(mode):04o})",
                    next_step=f"Close it with: chmod 600 '{path}'. If others use this machine, take the key as known.",
                )
            return file.read(1024).decode("ascii", "replace")
    except OSError as failure:
        raise ConfigError(
            f"The key file {path} cannot be read: {failure.strerror}",
            next_step="Run as the user who owns the file, or restore it from your backup.",
        ) from failure
