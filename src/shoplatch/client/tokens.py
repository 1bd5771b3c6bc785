"""Where a client gets its access token from: a text, a function, or a source that can renew.

It defines the protocol only. Keeping tokens, refreshing them once over all processes and sealing them is the business of
accounts; asking the token endpoints is `auth`'s.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Protocol, runtime_checkable

from shoplatch.errors import ConfigError


@runtime_checkable
class TokenSource(Protocol):
    """A token that can be renewed when the platform refuses it.

    Called without arguments it gives the current token. `renew(refused)` is asked at most once per call, after the
    platform said that the token is expired or unknown; it gives another token, or raises Reauthorize. The refused token
    is handed in so that a source shared by many callers can see whether somebody else has renewed already and simply
    give what is current.
    """

    def __call__(self) -> str: ...

    def renew(self, refused: str) -> str: ...


@runtime_checkable
class AsyncTokenSource(Protocol):
    """The same for the asynchronous client."""

    async def __call__(self) -> str: ...

    async def renew(self, refused: str) -> str: ...


SyncToken = str | Callable[[], str] | TokenSource
AnyToken = str | Callable[[], str | Awaitable[str]] | TokenSource | AsyncTokenSource


class FixedToken:
    """One token that nobody renews: what is refused stays refused."""

    __slots__ = ("_token",)

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self) -> str:
        return self._token

    def __repr__(self) -> str:
        return "<FixedToken hidden>"


def renewal(source: Callable[[], str | Awaitable[str]], refused: str) -> str | Awaitable[str]:
    """Ask a source for another token than the one refused; a plain function is simply asked again."""
    renew = getattr(source, "renew", None)
    if renew is None:
        return source()
    answer: str | Awaitable[str] = renew(refused)
    return answer


def as_source(access_token: str | None, token: AnyToken | None) -> Callable[[], str | Awaitable[str]] | None:
    """The one source behind the two ways of handing a token in; None where a client calls without a token.

    Raises:
        ValueError: both were given.
    """
    if access_token is not None and token is not None:
        raise ValueError("give access_token or token, not both")
    given = access_token if access_token is not None else token
    if not isinstance(given, str):
        return given
    judge_copied("access_token", given)
    return FixedToken(given)


def judge_copied(what: str, text: str) -> None:
    """Raise ConfigError for a key, secret or token that cannot be one: empty, or with what a file or a copied line leaves
    around it. None of the platform's has a blank or a letter outside ASCII. The text itself is not told."""
    if not text:
        raise ConfigError(f"The {what} is empty", next_step="Is the variable set that it is read from?")
    if not (text.isascii() and text.isprintable() and " " not in text):
        wrong = next(one for one in text if not "!" <= one <= "~")
        shown = {"\n": "a line end", "\r": "a line end", " ": "a blank", "\t": "a tab"}.get(
            wrong, f"the character {wrong!a}"
        )
        raise ConfigError(f"The {what} has {shown} in it", next_step="Copy it again; .strip() what is read from a file.")
