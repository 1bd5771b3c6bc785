"""`shoplatch sim ask`: everything the control can do, by the control's own description of itself.

The commands beside this one are for what is done often; this one reaches the rest, and whatever a newer simulator adds.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import msgspec

from shoplatch.cli.show import Column, as_json, json_option, table
from shoplatch.cli.sim.control import Control, part, url_option
from shoplatch.cli.sim.named import named_value

METHODS = ("GET", "POST", "DELETE")
_ROOT = "/_sim/"


@dataclass(frozen=True, slots=True)
class Lever:
    """One call of the control: its path has {names} where ids stand; `body` is None where it takes none."""

    method: str
    path: str
    does: str
    query: tuple[str, ...]
    body: tuple[str, ...] | None
    anything: bool  # the body may have other members too

    def fits(self, path: str) -> bool:
        """Whether a path as it is typed means this call."""
        mine, given = self.path.split("/"), path.split("/")
        return len(mine) == len(given) and all(a == b or (a.startswith("{") and b) for a, b in zip(mine, given, strict=True))


def levers(document: Mapping[str, Any]) -> list[Lever]:
    """What an OpenAPI document of the control describes."""
    found = []
    for path, operations in document["paths"].items():
        for method, told in operations.items():
            query = tuple(one["name"] for one in told["parameters"] if one["in"] == "query")
            names, anything = _members(document, told.get("requestBody"))
            short = path.removeprefix(_ROOT)
            found.append(Lever(method.upper(), short, told["summary"], query, names, anything))
    return found


def _members(document: Mapping[str, Any], body: Mapping[str, Any] | None) -> tuple[tuple[str, ...] | None, bool]:
    if body is None:
        return None, False
    schema = body["content"]["application/json"]["schema"]
    if "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return tuple(schema.get("properties", ())), schema.get("additionalProperties", True) is not False


def chosen(known: Sequence[Lever], method: str | None, path: str, given: Mapping[str, object]) -> Lever:
    """The call that is meant. Without a method: the one that takes what is given, a question when nothing is.

    Raises a usage error that names what is near.
    """
    fitting = [lever for lever in known if lever.fits(path) and method in (None, lever.method)]
    fewest = min((lever.path.count("{") for lever in fitting), default=0)
    fitting = [lever for lever in fitting if lever.path.count("{") == fewest]  # orders/1/wish is no {action}
    if not fitting:
        names = [f"{lever.method} {lever.path}" for lever in known]
        near = difflib.get_close_matches(f"{method or 'GET'} {path}", names, n=3, cutoff=0.5)
        hint = f" Near: {'; '.join(near)}." if near else ""
        raise click.UsageError(f"The control has no {method or 'call'} {path}.{hint} `shoplatch sim ask` lists them all.")
    if method is None and len(fitting) > 1:
        asks = [lever for lever in fitting if lever.method == "GET" and set(given) <= set(lever.query)]
        tells = [lever for lever in fitting if lever.method == "POST"]
        fitting = (asks if asks and (not given or not _takes(tells, given)) else tells) or fitting
    lever = fitting[0]
    unknown = [name for name in given if name not in lever.query and not _takes([lever], {name: None})]
    if unknown:
        takes = ", ".join((*lever.query, *(lever.body or ()))) or "nothing"
        raise click.UsageError(f"{lever.method} {lever.path} takes {takes}, not {unknown[0]!r}.")
    return lever


def _takes(known: Sequence[Lever], given: Mapping[str, object]) -> bool:
    return any(lever.body is not None and all(name in lever.body or lever.anything for name in given) for lever in known)


@click.command(
    help="Everything the control of the simulator can do. Without a PATH: the list of all calls. Answers are JSON.\n\n"
    "PATH is what stands behind /_sim/ in the list; a value is JSON where it reads as that, else a word.\n\n"
    "\b\nExamples:\n"
    "  shoplatch sim ask\n"
    "  shoplatch sim ask sellers\n"
    "  shoplatch sim ask shops region=BR\n"
    "  shoplatch sim ask rate-limit rate_limit=advised\n"
    "  shoplatch sim ask products/1729.../freeze reason='Not as described'\n"
    "  shoplatch sim ask -X POST sellers/fernlight-seller-0001/deauthorize\n"
    "  shoplatch sim ask -X DELETE money/faults"
)
@click.argument("path", required=False)
@click.argument("values", nargs=-1, metavar="[NAME=VALUE]...")
@click.option("-X", "--method", type=click.Choice(METHODS, case_sensitive=False), help="Which of several calls of a path.")
@click.option("--body", "file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="A JSON document to hand over instead of NAME=VALUE.")  # fmt: skip
@url_option
@json_option
def ask(path: str | None, values: tuple[str, ...], method: str | None, file: Path | None, url: str, *, json: bool) -> None:
    given = dict(named_value(text) for text in values)
    if file is not None and given:
        raise click.UsageError("Give --body or NAME=VALUE, not both.")
    with Control(url) as control:
        known = levers(control.get("openapi.json"))
        if path is None:
            _list(known, json=json)
            return
        wanted = path.removeprefix(_ROOT).strip("/")
        lever = chosen(known, "POST" if file is not None and method is None else method, wanted, given)
        answer = _sent(control, lever, wanted, given, file)
    as_json(answer)


def _sent(control: Control, lever: Lever, path: str, given: Mapping[str, object], file: Path | None) -> object:
    address = "/".join(part(segment) for segment in path.split("/"))
    if lever.method == "GET":
        words = {
            name: value if isinstance(value, str) else msgspec.json.encode(value).decode() for name, value in given.items()
        }
        return control.get(address, **words)
    if lever.method == "DELETE":
        return control.delete(address)
    if file is None:
        return control.post(address, given)
    try:
        return control.send(address, file.read_bytes())
    except OSError as failure:
        raise click.UsageError(f"{file} cannot be read: {failure.strerror}.") from failure


def _list(known: Sequence[Lever], *, json: bool) -> None:
    if json:
        as_json([{"method": one.method, "path": one.path, "takes": [*one.query, *(one.body or ())], "does": one.does}
                 for one in known])  # fmt: skip
        return
    rows = [(one.method, one.path, ", ".join((*one.query, *(one.body or ()))), one.does) for one in known]
    columns = [Column("call", whole=True), Column("path", whole=True), Column("takes"), Column("does")]
    table(columns, rows, empty="This simulator describes no control.")
