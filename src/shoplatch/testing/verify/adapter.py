"""The adapter file: how to start an integration and how to ask it what it knows. TOML, with `{names}` to be filled in."""

from __future__ import annotations

import shlex
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from shoplatch.errors import InvalidRequest

_SECTIONS = {
    "start": {"command", "ready", "environment", "within_s"},
    "webhooks": {"url"},
    "consent": {"start", "callback"},
    "shops": {"every"},
    "sync": {"url", "method", "command"},
    "order": {"url", "command", "status", "total", "currency", "lines", "recipient"},
    "product": {"url", "command", "title", "price"},
    "stock": {"url", "command", "available"},
    "set_stock": {"url", "method", "command"},
    "return": {"url", "command", "status", "amount"},
    "settlement": {"url", "command", "amount", "currency"},
    "statement": {"url", "command", "amount", "status"},
    "effects": {"url", "command", "count"},
}
QUESTIONS = ("order", "product", "stock", "return", "settlement", "statement", "effects")
NAMES = (
    "base_url", "auth_url", "app_key", "app_secret", "service_id", "access_token", "refresh_token", "shop_cipher", "shop_id",
    "port",
)  # fmt: skip
"""What `{...}` may stand for, beside `{id}` in a question, and `{quantity}` where stock is set."""


@dataclass(frozen=True, slots=True)
class Question:
    """How to ask for one thing: an address or a command, and where in its JSON answer each value stands (dotted)."""

    url: str = ""
    command: str = ""
    method: str = "GET"
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Adapter:
    """One integration. Parts that are missing are not verified."""

    name: str
    folder: Path
    command: str = ""
    ready: str = ""
    within_s: float = 30.0
    environment: Mapping[str, str] = field(default_factory=dict)
    webhooks: str = ""
    consent_start: str = ""
    consent_callback: str = ""
    every_shop: bool = False
    sync: Question | None = None
    set_stock: Question | None = None
    questions: Mapping[str, Question] = field(default_factory=dict)  # by the section's name


def read_adapter(path: Path) -> Adapter:
    """The adapter of a file.

    Raises:
        InvalidRequest: it cannot be read, or names something that is not known.
    """
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as failure:
        raise InvalidRequest(f"The adapter file {path} cannot be read: {failure}") from None
    unknown = set(told) - {"name", *_SECTIONS}
    for section, names in _SECTIONS.items():
        given = told.get(section, {})
        if not isinstance(given, dict):
            raise InvalidRequest(f"{section} of {path} is no section", next_step=f"Write [{section}] on a line of its own.")
        unknown |= {f"{section}.{name}" for name in set(given) - names}
    if unknown:
        raise InvalidRequest(
            f"{path} names what is not known: {', '.join(sorted(unknown))}", next_step=f"Known are: {_known()}."
        )
    start, consent = told.get("start", {}), told.get("consent", {})
    asked = {name: question for name in QUESTIONS if (question := _question(told.get(name))) is not None}
    return Adapter(
        name=str(told.get("name", path.stem)),
        folder=path.parent.resolve(),
        command=str(start.get("command", "")),
        ready=str(start.get("ready", "")),
        within_s=float(start.get("within_s", 30)),
        environment={str(name): str(value) for name, value in start.get("environment", {}).items()},
        webhooks=str(told.get("webhooks", {}).get("url", "")),
        consent_start=str(consent.get("start", "")),
        consent_callback=str(consent.get("callback", "")),
        every_shop=told.get("shops", {}).get("every") is True,
        sync=_question(told.get("sync"), "POST"),
        set_stock=_question(told.get("set_stock"), "POST"),
        questions=asked,
    )


def filled(text: str, names: Mapping[str, str]) -> str:
    """A text with its `{names}` filled in; other braces stay.

    Raises:
        InvalidRequest: it would have to be filled with something nobody knows.
    """
    for name, value in names.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def words(command: str) -> list[str]:
    """A command line as its words.

    Raises:
        InvalidRequest: its quotation marks do not close.
    """
    try:
        return shlex.split(command)
    except ValueError as failure:
        raise InvalidRequest(f"The command {command!r} cannot be read: {failure}") from None


def _question(told: Mapping[str, Any] | None, method: str = "GET") -> Question | None:
    if not told:
        return None
    plain = ("url", "command", "method")
    fields = {name: str(value) for name, value in told.items() if name not in plain}
    return Question(str(told.get("url", "")), str(told.get("command", "")), str(told.get("method", method)), fields)


def _known() -> str:
    return ", ".join(f"{section}.{name}" for section, names in _SECTIONS.items() for name in sorted(names))
