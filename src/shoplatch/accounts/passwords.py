"""Passwords: argon2id, and the pace at which they may be guessed. It knows no person.

Cost as OWASP advises where memory is the dearer part: 46 MiB, one pass. Two are worked at a time in a process, so that many
sign-ins at once cost time and not the machine.
"""

from __future__ import annotations

import asyncio
import os
from datetime import timedelta
from weakref import WeakKeyDictionary

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from shoplatch.errors import InvalidRequest

LEAST_CHARS, MOST_CHARS = 12, 200
_MEMORY_KIB, _PASSES, _LANES, _SALT_BYTES, _HASH_BYTES = 47_104, 1, 1, 16, 32
_AT_A_TIME = 2
FREE_BY_NAME, FREE_BY_ADDRESS = 5, 20
_FIRST_WAIT, _LONGEST_WAIT = timedelta(seconds=30), timedelta(minutes=15)
FORGET_AFTER = timedelta(hours=1)
_NOBODY: list[str] = []
# By event loop, as a semaphore belongs to the one in which somebody first had to wait.
_gates: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()


def check_password(password: str, name: str) -> None:
    """Raises InvalidRequest for one that is too short, too long, or the name."""
    if not LEAST_CHARS <= len(password) <= MOST_CHARS:
        raise InvalidRequest(
            f"A password has {LEAST_CHARS} to {MOST_CHARS} characters", next_step="Three or four words that you remember."
        )
    if name.casefold() in password.casefold() or len(set(password)) < 5:
        raise InvalidRequest("This password is easily guessed", next_step="Take one without your name or repetitions.")


async def hashed(password: str) -> str:
    """The password as it is kept: a PHC string with its own salt."""
    async with _gate():
        return await asyncio.to_thread(_derive, password)


async def fits(password: str, kept: str | None) -> bool:
    """Whether a password is the one kept. Takes as long where nothing is kept, so that time does not tell names."""
    if kept is None and not _NOBODY:
        _NOBODY.append(await hashed("the password of nobody at all"))
    against = kept or _NOBODY[0]
    async with _gate():
        same = await asyncio.to_thread(_verify, password[: MOST_CHARS + 1], against)
    return same and kept is not None


def _gate() -> asyncio.Semaphore:
    """Lets two through at a time: each takes 46 MiB for a moment, and a core."""
    return _gates.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(_AT_A_TIME))


def wait_after(failures: int, free: int) -> timedelta | None:
    """How long nobody may try after so many failures: none for the first, then 30 s, doubled each time, at most 15 min."""
    if failures < free:
        return None
    doubled: int = 2 ** min(failures - free, 10)
    return min(_FIRST_WAIT * doubled, _LONGEST_WAIT)


def _derive(password: str) -> str:
    made = Argon2id(
        salt=os.urandom(_SALT_BYTES), length=_HASH_BYTES, iterations=_PASSES, lanes=_LANES, memory_cost=_MEMORY_KIB
    )
    return made.derive_phc_encoded(password.encode("utf-8", "surrogatepass"))


def _verify(password: str, kept: str) -> bool:
    try:
        Argon2id.verify_phc_encoded(password.encode("utf-8", "surrogatepass"), kept)
    except (InvalidKey, ValueError):
        return False
    return True
