"""Which right each address of the console asks for. What no line names is for looking if it is read, and for owners if it
changes something: a page that somebody adds and forgets here is closed, not open.
"""

from __future__ import annotations

import re

from shoplatch.accounts.people import Person
from shoplatch.accounts.roles import AUDIT, LOOK, PEOPLE, SETUP, WORK

OPEN_PATHS = frozenset(
    {
        "/sign-in",
        "/sign-in/password",
        "/sign-in/provider",
        "/sign-in/provider/callback",
        "/oauth/callback",
        "/healthz",
        "/readyz",
        "/metrics",
    }
)
OPEN_PREFIX = ("/assets/", "/connect/", "/oauth/callback/")  # /connect/ is what a seller is sent
# Writes that name no shop: for those alone who have every shop.
WHOLE_HOUSE = re.compile(r"/(webhooks|sync)(/.*)?")
# method ("*" for any), address, and the rights of which one is enough; none: whoever is signed in.
RULES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("*", r"/sign-out", ()),
    ("GET", r"/live", ()),  # asks again, for the page that it shows
    ("*", r"/account(/.*)?", ()),
    ("*", r"/setup(/.*)?", (SETUP,)),
    ("POST", r"/connections/(consent|links|links/[^/]+/revoke|installs/[^/]+/(confirm|refuse))", (SETUP,)),
    ("POST", r"/(webhooks|sync)/.*", (WORK,)),
    ("*", r"/people(/.*)?", (PEOPLE,)),
    ("*", r"/audit(/.*)?", (AUDIT,)),
    ("*", r"/permissions(/.*)?", (AUDIT, SETUP)),
    ("*", r"/security(/.*)?", (AUDIT,)),
)
_COMPILED = tuple((method, re.compile(pattern), rights) for method, pattern, rights in RULES)


def is_open(path: str) -> bool:
    """Whether an address is for anybody."""
    return path in OPEN_PATHS or path.startswith(OPEN_PREFIX)


def needed(method: str, path: str) -> tuple[str, ...]:
    """The rights of which one opens an address; () for whoever is signed in."""
    reading = method in ("GET", "HEAD")
    for wanted, pattern, rights in _COMPILED:
        if wanted in ("*", "GET" if reading else method) and pattern.fullmatch(path):
            return rights
    return (LOOK,) if reading else (PEOPLE,)


def may(person: Person | None, path: str, method: str = "GET") -> bool:
    """Whether somebody may go to an address."""
    rights = needed(method, path)
    if person is None or (rights and not person.may(*rights)):
        return False
    if method in ("GET", "HEAD"):
        return True
    if person.token_id is not None and path.startswith("/account"):  # a token makes itself no password and no token
        return False
    return person.shops is None or not WHOLE_HOUSE.fullmatch(path)
