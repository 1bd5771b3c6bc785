"""The control address of a simulator (`/_sim/`), asked over HTTP: answers become values, refusals become errors.

It knows how to ask, not what there is to ask.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote, urlencode, urlsplit

import click
import msgspec

from shoplatch.errors import (
    Conflict,
    Fatal,
    InvalidRequest,
    NotFound,
    OutcomeUnknown,
    PermissionMissing,
    ShoplatchError,
    Unreachable,
)
from shoplatch.transport import HttpRequest, HttpResponse, HttpTransport, Transport

DEFAULT_URL = "http://127.0.0.1:8765"
TIMEOUT_S = 60.0  # moving the clock delivers what falls due on the way before it answers
_TOKEN = "shoplatch.simulator-token"
START_ONE = "Start one with `shoplatch simulator`, or give its address with --url."

Json = Any  # what a simulator answers: the wire


def _address(_: click.Context, __: click.Parameter, value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise click.BadParameter(f"{value!r} is not an address such as {DEFAULT_URL}.")
    return value.rstrip("/")


def _token(ctx: click.Context, _: click.Parameter, value: Path | None) -> None:
    if value is None:
        return
    try:
        ctx.meta[_TOKEN] = value.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as unreadable:
        raise click.BadParameter(f"{value} cannot be read.") from unreadable


Command = TypeVar("Command", bound=Callable[..., object])


def url_option(command: Command) -> Command:
    """`--url`, and `--token-file` for a simulator on another machine."""
    token = click.option(
        "--token-file",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        callback=_token,
        expose_value=False,
        help="The control token, for a simulator on another machine.",
    )
    url = click.option(
        "--url",
        default=DEFAULT_URL,
        show_default=True,
        metavar="URL",
        callback=_address,
        help="Where the simulator answers.",
    )
    return url(token(command))


class Control:
    """The control of one simulator. The token is the one the command was given with --token-file."""

    def __init__(self, url: str, transport: Transport | None = None) -> None:
        self._url = url
        ctx = click.get_current_context(silent=True)
        token = str(ctx.meta.get(_TOKEN, "")) if ctx else ""
        self._token = (("x-simulator-token", token),) if token else ()
        self._own = HttpTransport(connections_max=2) if transport is None else None
        self._transport: Transport = transport or self._own or HttpTransport()

    def get(self, path: str, /, **query: object) -> Json:
        """Ask. Parameters that are None are left out."""
        given = {name: str(value) for name, value in query.items() if value is not None}
        return self._send("GET", path + (f"?{urlencode(given)}" if given else ""), None)

    def post(self, path: str, body: Mapping[str, object] | None = None) -> Json:
        """Tell it to do something."""
        return self._send("POST", path, msgspec.json.encode(body or {}))

    def delete(self, path: str) -> Json:
        """Take something away."""
        return self._send("DELETE", path, None)

    def send(self, path: str, body: bytes) -> Json:
        """Hand over a document as it is."""
        return self._send("POST", path, body)

    def close(self) -> None:
        """Close the connection, if it is our own."""
        if self._own is not None:
            self._own.close()

    def __enter__(self) -> Control:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _send(self, method: str, path: str, body: bytes | None) -> Json:
        headers = (("accept", "application/json"), ("content-type", "application/json"), *self._token)
        request = HttpRequest(method, f"{self._url}/_sim/{path}", headers, body)
        try:
            answer = self._transport.send(request, timeout_s=TIMEOUT_S)
        except (Unreachable, OutcomeUnknown) as nobody:
            raise Unreachable(f"No simulator answers at {self._url}", next_step=START_ONE) from nobody
        return self._read(answer)

    def _read(self, answer: HttpResponse) -> Json:
        try:
            value = msgspec.json.decode(answer.body)
        except msgspec.DecodeError as other:
            raise Unreachable(f"What answers at {self._url} is not a simulator", next_step=START_ONE) from other
        if answer.status < 400:
            return value
        raise _refusal(answer.status, value)


def part(segment: str) -> str:
    """One segment of a path, made safe."""
    return quote(segment, safe="")


def _refusal(status: int, value: Json) -> ShoplatchError:
    said = value if isinstance(value, dict) else {}
    text = str(said.get("error") or said.get("message") or said.get("detail") or f"HTTP {status}")
    next_step = str(said["next_step"]) if said.get("next_step") else None
    kind: type[ShoplatchError] = {403: PermissionMissing, 404: NotFound, 409: Conflict}.get(
        status, InvalidRequest if status < 500 else Fatal
    )
    return kind(f"The simulator says: {text}", next_step=next_step, code=status if kind is InvalidRequest else None)
