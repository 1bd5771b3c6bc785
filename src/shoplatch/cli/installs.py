"""`shoplatch installs`: sellers who installed an app from TikTok Shop's app store, and wait for a yes."""

from __future__ import annotations

import click

from shoplatch.accounts.installs import Install
from shoplatch.accounts.oauth import Connected
from shoplatch.app import Platform
from shoplatch.cli.opened import with_platform
from shoplatch.cli.show import Column, as_json, json_option, say, table

ACTOR = "terminal"


@click.group(
    help="Installs from TikTok Shop's app store. They were not begun here, so each waits for somebody's yes, for "
    "seven days; until then nothing is read or linked.\n\n"
    "\b\nExamples:\n  shoplatch installs list\n  shoplatch installs confirm c0a1b2c3d4e5f60718293a4b"
)
def command() -> None:
    pass


@command.command("list", help="List the installs, newest first.\n\n\b\nExample:\n  shoplatch installs list --json")
@json_option
def list_(*, json: bool) -> None:
    found = with_platform(lambda platform: platform.accounts.installs.all())
    if json:
        as_json(found)
        return
    columns = [
        Column("install", whole=True), Column("seller"), Column("region"), Column("app", whole=True), Column("stands"),
        Column("arrived (UTC)"), Column("until (UTC)", spare=True), Column("decided by", spare=True),
    ]  # fmt: skip
    rows = [
        (
            one.id,
            one.seller_name,
            one.seller_base_region,
            one.app_key,
            one.state,
            one.arrived_at,
            one.expires_at,
            one.decided_by,
        )
        for one in found
    ]
    table(columns, rows, empty="No install waits, and none has come yet.")


@command.command(
    help="Say yes: the seller is connected, and the shops are read.\n\n\b\nExample:\n"
    "  shoplatch installs confirm c0a1b2c3d4e5f60718293a4b"
)
@click.argument("install")
@json_option
def confirm(install: str, *, json: bool) -> None:
    async def link(platform: Platform) -> Connected:
        connected = await platform.confirm_install(install, ACTOR)
        await platform.accounts.audit.note("installs.confirmed", connected.seller_name, actor=ACTOR)
        return connected

    done = with_platform(link)
    if json:
        as_json(done)
        return
    say(f"{done.seller_name} is connected, with {len(done.shops)} shops.")
    if done.problem:
        say(done.problem)


@command.command(
    help="Say no: what came is forgotten. At TikTok Shop the app stays installed until the seller removes it.\n\n"
    "\b\nExample:\n  shoplatch installs refuse c0a1b2c3d4e5f60718293a4b"
)
@click.argument("install")
def refuse(install: str) -> None:
    async def forget(platform: Platform) -> Install:
        gone = await platform.accounts.installs.refuse(install, ACTOR)
        await platform.accounts.audit.note("installs.refused", gone.seller_name, actor=ACTOR)
        return gone

    say(f"The install of {with_platform(forget).seller_name} is forgotten.")
