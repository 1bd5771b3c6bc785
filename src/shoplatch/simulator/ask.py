"""One accepted call on its way to the behaviour that answers it, and the way to refuse it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from shoplatch.catalog import reader
from shoplatch.catalog.model import Operation
from shoplatch.simulator.state.parties import App, Grant, Shop
from shoplatch.simulator.state.world import World


@dataclass(frozen=True, slots=True)
class Upload:
    """One file of a multipart call."""

    name: str
    content_type: str
    content: bytes = field(repr=False)


class Ask(msgspec.Struct, frozen=True):
    """A call that passed the gate: known path, good signature, living token, right scope, own shop, valid shape."""

    operation: Operation
    app: App
    grant: Grant
    shop: Shop | None  # None where the operation takes no shop_cipher
    path: Mapping[str, str]  # path parameters
    query: Mapping[str, str]  # decoded query parameters, without app_key, timestamp, sign, shop_cipher
    body: Mapping[str, Any] = {}  # without a body
    form: Mapping[str, str | Upload] = {}

    @property
    def own_shop(self) -> Shop:
        """The shop, for operations that always have one."""
        if self.shop is None:
            raise Refused(106013)
        return self.shop

    def list_of(self, name: str) -> list[str]:
        """An array query parameter, in the order it was sent."""
        return split_list(self.query.get(name, ""))


def split_list(text: str) -> list[str]:
    """An array parameter: joined by commas; a JSON list is read as well (platform.md section 4)."""
    if text.startswith("["):
        try:
            return [str(part) for part in msgspec.json.decode(text, type=list[str | int])]
        except (msgspec.DecodeError, RecursionError):
            pass  # a comma-joined list may begin with a bracket; it is then judged part by part
    return [part for part in text.split(reader.array_join()) if part]


class Refused(Exception):
    """The platform says no. Message and HTTP status come from the catalog's error facts unless given."""

    def __init__(self, code: int, message: str | None = None, *, status: int | None = None, payload: Any = None) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message
        self.status = status
        self.payload = payload


class Sent(dict[str, Any]):
    """Fields as they were sent. Asking by [] for one that was not sent is the platform's refusal, not a fault of ours:
    many fields are needed by a behaviour that the catalog does not call required. A null counts as not sent."""

    __slots__ = ()

    def __missing__(self, name: str) -> Any:
        raise Refused(36009004, f"Missing required field. '{name}' is required here and was not sent.")


def as_sent(value: Any) -> Any:
    """A JSON value with its objects as `Sent`."""
    if isinstance(value, dict):
        return Sent((name, as_sent(part)) for name, part in value.items() if part is not None)
    if isinstance(value, list):
        return [as_sent(part) for part in value]
    return value


def as_asked(query: Mapping[str, str]) -> Sent:
    """Query parameters without the empty ones: those count as not sent, so that each behaviour has its default."""
    return Sent((name, value) for name, value in query.items() if value)


Handler = Callable[[World, Ask], dict[str, Any]]  # gives the `data` member of the answer
