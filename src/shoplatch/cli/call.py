"""`shoplatch call`: any operation of TikTok Shop, signed and sent with the grant of a connected shop."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click
import msgspec

from shoplatch.app import Platform
from shoplatch.catalog.model import Node, Operation
from shoplatch.cli.chosen import one_shop, shop_option
from shoplatch.cli.frame import near
from shoplatch.cli.opened import with_platform
from shoplatch.cli.show import say
from shoplatch.cli.words import OPERATION
from shoplatch.client.async_client import AsyncClient
from shoplatch.client.outgoing import Upload
from shoplatch.client.preview import preview
from shoplatch.errors import Reauthorize

PAGES_MAX = 1_000
Json = Any  # a body, as its author wrote it: the wire


@click.command(
    help="Call any operation. Parameters of path, query and body are NAME=VALUE; give one twice for a list; objects are "
    "JSON, files are paths. `shoplatch operations show` lists them. Or give the whole body with --body. Prints the answer's "
    "data as JSON. A write on production asks first. --curl, --python and --trace show the call and send nothing; secret "
    "and token are never shown.\n\n"
    "\b\nExamples:\n"
    "  shoplatch call order.get_order_list page_size=5 --shop 7495...\n"
    "  shoplatch call order.get_order_detail ids=576461413038785752\n"
    "  shoplatch call order.get_order_list order_status=AWAITING_SHIPMENT --all\n"
    "  shoplatch call product.create_product --shop 7495... --body product.json\n"
    "  shoplatch call order.get_order_list page_size=5 --trace\n"
    "  shoplatch call order.get_order_detail ids=576461413038785752 --curl"
)
@click.argument("operation", type=OPERATION)
@click.argument("texts", nargs=-1, metavar="[NAME=VALUE]...")
@shop_option
@click.option("--body", metavar="FILE|JSON", help="The body: a file, - for standard input, or JSON itself.")
@click.option("--all", "every_page", is_flag=True, help="Every page: one JSON document a line, one line an item.")
@click.option("--raw", is_flag=True, help="The bytes as they came.")
@click.option("--yes", is_flag=True, help="Do not ask before a write on production.")
@click.option("--curl", "shown", flag_value="curl", help="Show the call as a curl command, and send nothing.")
@click.option("--python", "shown", flag_value="python", help="Show the call as a program, and send nothing.")
@click.option("--trace", "shown", flag_value="trace", help="Show step by step how it is signed, and send nothing.")
def command(
    operation: Operation, texts: tuple[str, ...], shop: str | None, body: str | None, shown: str | None, *,
    every_page: bool, raw: bool, yes: bool,
) -> None:  # fmt: skip
    given = parameters(operation, texts)
    sent = _body(body)
    in_body = [name for name in given if _is_in_body(operation, name)]
    if sent is not None and in_body:
        raise click.UsageError(f"{', '.join(in_body)} is part of the body; put it into --body, or leave --body out.")
    if every_page and operation.pagination is None:
        raise click.UsageError(f"{operation.id} has no pages; leave out --all.")

    async def ask(platform: Platform) -> None:
        client, real = await _client(platform, operation, shop)
        if shown is not None:
            _show(client, operation, given, sent, shown)
            return
        if real and not operation.read and not yes:
            _ask(operation)
        if every_page:
            await _pages(client, operation, given, sent)
            return
        reply = await client.call(operation.id, body=sent, **given)
        _print(reply.raw, raw=raw)
        if sys.stdout.isatty():
            say(f"request {reply.request_id}")

    with_platform(ask)


async def _client(platform: Platform, operation: Operation, shop: str | None) -> tuple[AsyncClient, bool]:
    """The client to call with, and whether it calls production."""
    if operation.shop_cipher != "none" or shop is not None:
        found = await one_shop(platform, shop)
        return await platform.accounts.client_for_shop(found.id), found.environment == "production"
    active = [one for one in await platform.accounts.connections() if one.state == "active"]
    if not active:
        raise Reauthorize("No seller has let us in", next_step="Let one authorize your app: `shoplatch connect`.")
    app = await platform.accounts.app(active[0].app_key)
    return await platform.accounts.client_for_connection(active[0].id), app.environment == "production"


def _ask(operation: Operation) -> None:
    """A write that reaches the real platform is confirmed by a person, or by --yes."""
    if not sys.stdin.isatty():
        raise click.UsageError(f"{operation.id} changes something on production; add --yes if that is meant.")
    if not click.confirm(f"{operation.id} changes something on production. Send it?", err=True):
        raise click.Abort


def _show(client: AsyncClient, operation: Operation, given: dict[str, Json], body: Json, shown: str) -> None:
    told = preview(client, operation.stable_key, body=body, **given)
    if shown == "trace":
        for number, step in enumerate(told.steps, 1):
            click.echo(f"{number}. {click.style(step.title, bold=True)}")
            click.echo("".join(f"   {line}\n" for line in step.text.splitlines()))
    else:
        click.echo(told.curl() if shown == "curl" else told.python())


async def _pages(client: AsyncClient, operation: Operation, given: dict[str, Json], body: Json) -> None:
    count = pages = 0
    async for page in client.pages(operation.id, body=body, **given):
        for item in page.items:
            click.echo(item.raw)
        count, pages = count + len(page.items), pages + 1
        if pages == PAGES_MAX:
            say(f"Stopped after {PAGES_MAX:,} pages.")
            break
    say(f"{count:,} items on {pages:,} pages.")


def parameters(operation: Operation, texts: tuple[str, ...]) -> dict[str, Json]:
    """NAME=VALUE texts, of path, query or body, as what the catalog says they are.

    Raises:
        click.UsageError: a name the operation does not take, or a text that is not of its type.
    """
    in_body = operation.body.properties if operation.body is not None else {}
    known = {**in_body, **{node.name: node for node in (*operation.query, *operation.path_params)}}
    found: dict[str, Json] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals:
            raise click.UsageError(f"{text!r} is not NAME=VALUE.")
        if name not in known:
            takes = ", ".join(known) or "none"
            raise click.UsageError(f"{operation.id} takes no parameter {name!r}; it takes {takes}." + near(name, known))
        node = known[name]
        if node.type != "array":
            if name in found:
                raise click.UsageError(f"{name} takes one value, and it was given twice.")
            found[name] = _value(node, name, value)
        elif value.lstrip().startswith("["):
            found[name] = [*found.get(name, []), *_json(name, value)]
        else:
            found[name] = [*found.get(name, []), _value(node.items or node, name, value)]
    return found


def _is_in_body(operation: Operation, name: str) -> bool:
    return all(node.name != name for node in (*operation.query, *operation.path_params))


def _value(node: Node, name: str, text: str) -> Json:
    if node.type == "integer":
        try:
            return int(text)
        except ValueError:
            raise click.UsageError(f"{name} is a whole number, not {text!r}.") from None
    if node.type == "boolean":
        if text.lower() not in ("true", "false"):
            raise click.UsageError(f"{name} is true or false, not {text!r}.")
        return text.lower() == "true"
    if node.type == "number":
        try:
            return float(text)
        except ValueError:
            raise click.UsageError(f"{name} is a number, not {text!r}.") from None
    if node.type == "file":
        try:
            return Upload(Path(text).name, Path(text).read_bytes())
        except OSError as unreadable:
            raise click.UsageError(f"{name} is a file, and {text!r} cannot be read: {unreadable.strerror}.") from unreadable
    return _json(name, text) if node.type in ("object", "array") else text


def _json(name: str, text: str) -> Json:
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError as broken:
        raise click.UsageError(f"{name} is written as JSON, and {text!r} is none: {broken}.") from None


def _body(given: str | None) -> Json:
    if given is None:
        return None
    text = given
    if not given.lstrip().startswith(("{", "[")):
        try:
            text = sys.stdin.read() if given == "-" else Path(given).read_text("utf-8")
        except (OSError, UnicodeDecodeError) as unreadable:
            raise click.BadParameter(f"{given} cannot be read: {unreadable}", param_hint="--body") from unreadable
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError as broken:
        raise click.BadParameter(f"that is not JSON: {broken}", param_hint="--body") from broken


def _print(data: bytes, *, raw: bool) -> None:
    out = data or b"{}"
    click.echo(out if raw or not sys.stdout.isatty() else msgspec.json.format(out, indent=2))
