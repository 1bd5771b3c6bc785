"""Single-use tickets: long random texts of which the database keeps only a hash.

OAuth states, sign-in links and sessions are all tickets. A dump of the database cannot be used to redeem one, and since
the lookup is by hash, the time it takes says nothing about how near a guess was.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field

TICKET_MAX_CHARS = 512


@dataclass(frozen=True, slots=True)
class Ticket:
    """A fresh ticket: `text` goes to its holder once, `hash` goes to the database."""

    text: str = field(repr=False)
    hash: str


def new_ticket() -> Ticket:
    """256 random bits, safe in a URL."""
    text = secrets.token_urlsafe(32)
    return Ticket(text, hash_of(text))


def same(one: str, other: str) -> bool:
    """Whether two hashes are equal, in a time that does not tell how nearly."""
    return hmac.compare_digest(one.encode(), other.encode())


def hash_of(text: str) -> str:
    """The hash a ticket is looked up by. Absurdly long input is cut before hashing; it can match nothing."""
    return hashlib.sha256(text[:TICKET_MAX_CHARS].encode("utf-8", "surrogatepass")).hexdigest()
