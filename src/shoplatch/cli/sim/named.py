"""`NAME=VALUE` as it is typed to change the simulated world: the value is JSON where it reads as that, else a word."""

from __future__ import annotations

import click
import msgspec


def named_value(text: str) -> tuple[str, object]:
    """The name, and the value with its type. Raises a usage error for what has no name or no `=`."""
    name, given, value = text.partition("=")
    if not given or not name:
        raise click.BadParameter(f"{text!r} is not NAME=VALUE.", param_hint="NAME=VALUE")
    try:
        return name, msgspec.json.decode(value)
    except msgspec.DecodeError:
        return name, value
