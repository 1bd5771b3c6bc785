"""A call as it would be sent, without sending it: how its signature comes about, and how to say it elsewhere. Pure.

The app secret and the access token are never part of it: the secret's places are marked, the token is a variable to set.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from shoplatch.catalog.model import Operation
from shoplatch.client.async_client import AsyncClient
from shoplatch.client.client import Client
from shoplatch.client.outgoing import Caller, Prepared, Upload, prepare, signed
from shoplatch.client.retry import with_key
from shoplatch.client.signing import UNSIGNED_PARAMETERS
from shoplatch.transport import HttpRequest

TOKEN, SECRET = "TTS_ACCESS_TOKEN", "TTS_APP_SECRET"
HIDDEN = "«app secret»"
BODY_SHOWN = 20_000


@dataclass(frozen=True, slots=True)
class Step:
    """One step of signing: what is done, and what it gives."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Preview:
    """A call that was put together and signed. The signature is good for five minutes."""

    operation: Operation
    request: HttpRequest = field(repr=False)
    steps: tuple[Step, ...] = field(repr=False)
    params: Mapping[str, Any] = field(repr=False)
    body: Any = field(repr=False)
    base_url: str = ""
    app_key: str = ""
    shop_cipher: str | None = field(default=None, repr=False)

    def curl(self) -> str:
        """A command line; the token comes from the variable TTS_ACCESS_TOKEN."""
        words = ["curl", "-X", self.request.method, shlex.quote(self.request.url)]
        upload = self.operation.content_type == "multipart"
        for name, value in self.request.headers:
            if not (upload and name == "content-type"):  # curl writes it with a boundary of its own
                words += ["-H", shlex.quote(f"{name}: {value}")]
        words += ["-H", f'"x-tts-access-token: ${TOKEN}"']
        if upload:
            for name, value in self.params.items():
                words += ["-F", shlex.quote(f"{name}=@{value.name}" if isinstance(value, Upload) else f"{name}={value}")]
        elif self.request.body is not None:
            words += ["--data-raw", shlex.quote(self.request.body.decode("utf-8", "replace"))]
        return " ".join(words)

    def python(self) -> str:
        """A program; secret and token come from variables of the environment."""
        given = [f"    {name}={_literal(value)}," for name, value in self.params.items()]
        if self.body is not None:
            given.append(f"    body={_literal(self.body)},")
        cipher = f'    shop_cipher="{self.shop_cipher}",\n' if self.shop_cipher else ""
        arguments = "\n".join(f"    {line}" for line in [f'    "{self.operation.id}",', *given])
        return (
            "import os\n"
            + ("from pathlib import Path\n" if any(isinstance(one, Upload) for one in self.params.values()) else "")
            + "\nfrom shoplatch.client import Client\n\nwith Client(\n"
            f'    "{self.app_key}",\n    os.environ["{SECRET}"],\n    os.environ["{TOKEN}"],\n'
            f'    base_url="{self.base_url}",\n{cipher}) as client:\n'
            f"    reply = client.call(\n{arguments}\n    )\n    print(reply.data)\n"
        )

    def command(self, shop: str | None = None) -> str:
        """The same for `shoplatch call`."""
        words = ["shoplatch", "call", self.operation.id]
        words += [f"{name}={_on_a_line(value)}" for name, value in self.params.items()]
        if self.body is not None:
            words += ["--body", json.dumps(self.body, ensure_ascii=False)]
        if shop is not None:
            words += ["--shop", shop]
        return " ".join(map(shlex.quote, words))


def preview(
    client: Client | AsyncClient, operation: str, *, body: Any = None, version: str | None = None, **params: Any
) -> Preview:
    """What this client would send.

    Raises:
        InvalidRequest: a parameter is unknown, missing or of the wrong type.
    """
    setup = client._setup
    found = setup.versions.choose(operation, version).operation
    given = {name: value for name, value in params.items() if value is not None}
    keyed, content = with_key(found, given, body, None)
    caller = setup.caller
    call = prepare(found, keyed, body=content, shop_cipher=caller.shop_cipher, zone=caller.zone)
    stamp = setup.habits.clock.seconds()
    request = signed(call, caller, timestamp=stamp, token=None)
    cipher = caller.shop_cipher if found.shop_cipher != "none" else None
    return Preview(
        found, request, _steps(call, caller, request, stamp), given, body, caller.base_url, caller.app_key, cipher
    )


def _steps(call: Prepared, caller: Caller, request: HttpRequest, stamp: int) -> tuple[Step, ...]:
    """How the signature comes about (platform.md section 4)."""
    pairs = sorted([*call.query, ("app_key", caller.app_key), ("timestamp", str(stamp))], key=lambda pair: pair[0])
    kept = [pair for pair in pairs if pair[0] not in UNSIGNED_PARAMETERS]
    run = "".join(name + value for name, value in kept)
    upload = call.content_type.startswith("multipart/")
    body = "" if upload or not call.body else call.body.decode("utf-8", "replace")[:BODY_SHOWN]
    sign = request.url.rpartition("sign=")[2]
    return (
        Step("Parameters of the query, sorted by name, without sign and access_token",
             "\n".join(f"{name} = {value}" for name, value in kept)),
        Step("The path, then each name and value, with nothing between", call.path + run),
        Step("The body, byte for byte as it is sent", "nothing: an upload is not signed" if upload else body or "nothing"),
        Step("The app secret before and after", f"{HIDDEN}{call.path}{run}{body}{HIDDEN}"),
        Step("HMAC-SHA256 with the app secret as key, in lower-case hex", sign),
        Step("Sent", f"{request.method} {request.url}\n"
             + "".join(f"{name}: {value}\n" for name, value in request.headers)
             + f"x-tts-access-token: ${TOKEN}"),
    )  # fmt: skip


def _literal(value: Any) -> str:
    return f'Path("{value.name}").read_bytes()' if isinstance(value, Upload) else repr(value)


def _on_a_line(value: Any) -> str:
    if isinstance(value, Upload):
        return value.name
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)
