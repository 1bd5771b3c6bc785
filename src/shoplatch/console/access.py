"""Which right each address of the console asks for. What no line names is for looking if it is read, and for owners if it
changes something: a page that somebody adds and forgets here is closed, not open.
"""

from __future__ import annotations

import re

from shoplatch.accounts.people import Person
from shoplatch.accounts.roles import AUDIT, LOOK, PEOPLE, SETUP, WORK

# What anybody may do, by what method: the ways in, what TikTok Shop and an identity provider send a browser back to, what a
# seller is sent, and what machines ask. Each is one step of a path and no more, so nothing below it is open by accident.
OPEN: tuple[tuple[str, str], ...] = (
    ("GET POST", r"/sign-in"),
    ("POST", r"/sign-in/password"),
    ("GET", r"/sign-in/provider(/callback)?"),
    ("POST", r"/sign-in/provider/logout"),  # from the provider itself; its signature decides
    ("GET", r"/oauth/callback(/[^/]+)?"),
    ("GET POST", r"/connect/[^/]*"),  # a ticket of 256 random bits decides; one that was cut off is told so
    ("GET", r"/assets/[^/]+"),
    ("GET", r"/(healthz|readyz)"),
    ("GET", r"/metrics"),  # decides by itself: this machine, or the token
)
# Writes that name no shop: for those alone who have every shop.
WHOLE_HOUSE = re.compile(r"/(webhooks|sync|hooks)(/.*)?")
# method ("*" for any), address, and the rights of which one is enough; none: whoever is signed in.
RULES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("*", r"/sign-out", ()),
    ("GET", r"/live", ()),  # asks again, for the page that it shows
    ("*", r"/account(/.*)?", ()),
    ("*", r"/setup(/.*)?", (SETUP,)),
    ("POST", r"/connections/(consent|links|links/[^/]+/revoke|installs/[^/]+/(confirm|refuse))", (SETUP,)),
    ("POST", r"/(webhooks|sync)/.*", (WORK,)),
    ("POST", r"/hooks/endpoints(/.*)?", (SETUP,)),
    ("GET", r"/hooks/[^/]+/edit", (SETUP,)),
    ("POST", r"/hooks/.*", (WORK,)),
    ("GET", r"/hooks(/.*)?", (WORK, AUDIT)),  # addresses of other systems, and what they answered
    ("GET", r"/listen/feed", (WORK,)),  # webhooks byte for byte, with what buyers wrote
    ("POST", r"/explorer/run", (WORK,)),  # sees the shop itself, and asks before a real one is changed
    ("POST", r"/changes", (SETUP,)),  # keeps a file in the home
    ("POST", r"/explain/call", (SETUP,)),  # judges with the secrets of all apps
    ("POST", r"/(verify|scenarios)(/.*)?", (SETUP,)),  # starts programs of the operator's choice
    ("*", r"/people(/.*)?", (PEOPLE,)),
    ("*", r"/audit(/.*)?", (AUDIT,)),
    ("*", r"/permissions(/.*)?", (AUDIT, SETUP)),
    ("*", r"/security(/.*)?", (AUDIT,)),
)
_OPEN = tuple((frozenset(methods.split()), re.compile(pattern)) for methods, pattern in OPEN)
_COMPILED = tuple((method, re.compile(pattern), rights) for method, pattern, rights in RULES)


def is_open(path: str, method: str = "GET") -> bool:
    """Whether an address is for anybody, asked for in this way."""
    asked = "GET" if method == "HEAD" else method
    return any(asked in methods and pattern.fullmatch(path) for methods, pattern in _OPEN)


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
