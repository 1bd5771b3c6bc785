"""`shoplatch operations list|show`: TikTok Shop's API as the catalog knows it. Needs no account and no network."""

from __future__ import annotations

import click
import msgspec

from shoplatch.catalog import reader
from shoplatch.catalog.model import Head, Operation
from shoplatch.cli.frame import NO
from shoplatch.cli.operation_page import draw
from shoplatch.cli.show import Column, as_json, json_option, table
from shoplatch.cli.words import OPERATION


@click.group(
    help="TikTok Shop's API: every operation in every version.\n\n"
    "\b\nExamples:\n"
    "  shoplatch operations list order\n"
    "  shoplatch operations show order.get_order_list"
)
def command() -> None:
    pass


@command.command(
    "list",
    help="List operations whose id, name or path contains every WORD.\n\n"
    "\b\nExamples:\n"
    "  shoplatch operations list\n"
    "  shoplatch operations list search --area order\n"
    "  shoplatch operations list ship --all-versions --json",
)
@click.argument("words", nargs=-1, metavar="[WORD]...")
@click.option("--area", help="Only this area, for example order, product, fulfillment, finance.")
@click.option("--domain", help="Only paths that begin with this domain.")
@click.option("--all-versions", is_flag=True, help="Older versions too; without it the newest of each.")
@json_option
def list_(words: tuple[str, ...], area: str | None, domain: str | None, *, all_versions: bool, json: bool) -> None:
    every = reader.heads()
    _known("--area", area, {head.area for head in every})
    _known("--domain", domain, {head.domain for head in every})
    found = [
        head
        for head in every
        if (all_versions or head.latest)
        and (area is None or head.area == area)
        and (domain is None or head.domain == domain)
        and all(word.lower() in f"{head.id} {head.name} {head.path}".lower() for word in words)
    ]
    if json:
        as_json(found)
        return
    _draw_list(found, of=len(every))
    if not found:
        click.get_current_context().exit(NO)


@command.command(
    "show",
    help="Show one operation: path, scopes, parameters, limits, paging, versions.\n\n"
    "\b\nExamples:\n"
    "  shoplatch operations show order.get_order_list\n"
    "  shoplatch operations show order.get_order_detail@202309 --response\n"
    "  shoplatch operations show product.create_product --json",
)
@click.argument("operation", type=OPERATION)
@click.option("--response", is_flag=True, help="The fields of the answer as well.")
@json_option
def show(operation: Operation, *, response: bool, json: bool) -> None:
    if json:
        scopes = reader.scope_rule(operation)
        as_json({**msgspec.to_builtins(operation), "scopes": scopes, "personal_data": reader.pii_paths(operation)})
        return
    draw(operation, response=response)


def _known(option: str, value: str | None, known: set[str]) -> None:
    if value is not None and value not in known:
        raise click.BadParameter(f"{value!r} is not one of {', '.join(sorted(known))}.", param_hint=option)


def _draw_list(found: list[Head], *, of: int) -> None:
    table(
        [
            Column("operation", whole=True),
            Column("method"),
            Column("path", spare=True),
            Column("area", spare=True),
            Column("name", spare=True),
        ],
        [(head.id, head.method, head.path, head.area, head.name) for head in found],
        empty="No operation contains these words. Try fewer, or `shoplatch operations list` for all.",
        note=f"{len(found)} of {of} operations. `shoplatch operations show ID` shows one in full.",
    )
