"""Shows what the sign explainer found in a call or a webhook, and finds the secrets it needs."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from shoplatch.cli.show import as_json, draw, say
from shoplatch.errors import InvalidRequest
from shoplatch.testing.explainer import Explained, Keys, explain, explain_webhook, read

ONLY_ONE_APP = ""
_SURE = {"shown": "red", "seen": "red", "likely": "yellow"}


def explain_source(source: str, keys: Keys, *, entry: int | None, now: float | None, as_document: bool) -> None:
    """Judge the call in a file, or on the standard input for `-`; ends with 1 where something is wrong."""
    call = read(content(source), entry=entry)
    if set(keys) == {ONLY_ONE_APP}:  # a secret without its app key: it is that of the call's own
        keys = {call.given("app_key"): keys[ONLY_ONE_APP]}
    _show(explain(call, keys, now=now), as_document=as_document, secrets=bool(keys))


def explain_hook(source: str, signature: str, app_key: str, keys: Keys, *, as_document: bool) -> None:
    """Judge a webhook whose body is in a file; ends with 1 where something is wrong."""
    if set(keys) == {ONLY_ONE_APP}:
        keys = {app_key: keys[ONLY_ONE_APP]}
    _show(explain_webhook(content(source), signature, app_key, keys), as_document=as_document, secrets=bool(keys))


def content(source: str) -> bytes:
    """The bytes of a file, or of the standard input for `-`.

    Raises:
        InvalidRequest: it cannot be read.
    """
    try:
        return sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    except OSError as failure:
        raise InvalidRequest(f"{source} cannot be read: {failure.strerror}") from None


def keys_from(secret_file: str | None, ready_file: str | None, app_key: str | None) -> Keys:
    """The secrets somebody named: of a file with one secret, or of a simulator's ready file.

    Raises:
        InvalidRequest: a file cannot be read or holds no secret.
    """
    if secret_file is not None:
        secret = content(secret_file).decode("utf-8", "replace").strip()
        if not secret:
            raise InvalidRequest(f"{secret_file} holds no secret")
        return {app_key or ONLY_ONE_APP: secret}
    if ready_file is not None:
        try:
            ready = json.loads(content(ready_file))
            return {str(ready["app_key"]): str(ready["app_secret"])}
        except (ValueError, KeyError, TypeError):
            raise InvalidRequest(f"{ready_file} is no ready file of a simulator") from None
    return {}


def _show(told: Explained, *, as_document: bool, secrets: bool) -> None:
    if as_document:
        as_json(told, one_line=True)
    else:
        _draw(told, secrets=secrets)
    if told.right is False or told.mistakes:
        click.get_current_context().exit(1)


def _draw(told: Explained, *, secrets: bool) -> None:
    from rich.table import Table
    from rich.text import Text

    if told.right:
        say("The signature is right, and so is what stands around it.")
    for mistake in told.mistakes:
        head = Text(mistake.kind.replace("_", " "), style=f"bold {_SURE[mistake.sure]}")
        head.append({"shown": "  proved by making it again", "likely": "  likely", "seen": ""}[mistake.sure], style="dim")
        draw(head, Text(mistake.what), Text(f"→ {mistake.fix}", style="cyan"), Text())
    facts = Table.grid(padding=(0, 2, 0, 0))
    facts.add_column(style="dim", no_wrap=True)
    facts.add_column(overflow="fold")
    facts.add_row("platform signs", Text(told.canonical))
    if told.signed is not None and told.difference is not None:
        facts.add_row("you signed", Text(told.signed))
        facts.add_row("first difference", Text(f"at {told.difference.at}: {told.difference.wanted!r}"))
        facts.add_row("", Text(f"you have {' ' * len(str(told.difference.at))}{told.difference.found!r}"))
    facts.add_row("sign sent", told.given or "none")
    if told.expected and told.expected != told.given:
        facts.add_row("sign wanted", told.expected)
    draw(facts)
    if not secrets:
        say("No secret was given, so the signature itself was not judged: add --secret-file, --ready-file or --installed.")
