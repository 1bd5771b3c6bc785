"""`shoplatch people`: who may sign in, as what, for which shops; and their API tokens. Whoever runs it is an owner."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from typing import Any

import click

from shoplatch.accounts.roles import ABOUT, RIGHTS, ROLES
from shoplatch.app import Platform
from shoplatch.cli.opened import with_platform
from shoplatch.cli.show import Column, as_json, fields, json_option, say, table
from shoplatch.cli.sign_in import link
from shoplatch.errors import ShoplatchError
from shoplatch.store.people import PersonRow

ROLE = click.Choice(list(ROLES))
BY = "terminal"
shops_option = click.option("--shop", "shops", multiple=True, metavar="ID", help="Only this shop; may be given again.")


@click.group(
    help="The people of this installation: "
    + "; ".join(f"{role} {about}" for role, about in ABOUT.items())
    + ".\n\n\b\nExamples:\n  shoplatch people list\n  shoplatch people add Mei --role operator --shop 7491234567890123456\n"
    "  shoplatch people token Mei --name nightly --right look --days 30"
)
def command() -> None:
    pass


@command.command("list", help="Everybody, with role and shops.\n\n\b\nExample:\n  shoplatch people list --json")
@json_option
def list_(*, json: bool) -> None:
    people = with_platform(lambda platform: platform.accounts.people.all())
    if json:
        as_json([{name: getattr(one, name) for name in ("name", "role", "shop_ids", "created_at", "ended_at")}
                 | {"has_password": one.password_hash is not None, "email": one.email, "provider": one.oidc_issuer,
                    "account": one.oidc_subject} for one in people])  # fmt: skip
        return
    columns = [Column("name"), Column("role"), Column("shops"), Column("signs in by"), Column("email", spare=True),
               Column("left (UTC)", spare=True)]  # fmt: skip
    rows = [
        (
            one.name,
            one.role,
            "every shop" if one.shop_ids is None else one.shop_ids,
            _ways(one),
            one.email,
            one.ended_at,
        )
        for one in people
    ]
    table(columns, rows, empty="Nobody yet.")


@command.command(help="Let somebody in; prints a link that works once, within three days.\n\n\b\nExample:\n"
                 "  shoplatch people add Mei --role operator")  # fmt: skip
@click.argument("name")
@click.option("--role", type=ROLE, required=True, help="What they may do.")
@shops_option
@click.option("--email", help="With this address, verified there, they sign in by the identity provider.")
@json_option
def add(name: str, role: str, shops: tuple[str, ...], *, email: str | None, json: bool) -> None:
    async def write(platform: Platform) -> str:
        token = await platform.accounts.people.add(name, role, list(shops) or None, email=email)
        await platform.accounts.audit.note("people.added", name, actor=BY, detail=_told(role, shops))
        return link(platform.options.web.public_url, token)

    address = with_platform(write)
    if json:
        as_json({"name": name, "role": role, "url": address})
        return
    click.echo(address)
    if sys.stdout.isatty():
        say("Send it to them. It works once, within three days.")


@command.command(help="Give somebody another role or other shops; holds at once.\n\n\b\nExample:\n"
                 "  shoplatch people change Mei --role analyst")  # fmt: skip
@click.argument("name")
@click.option("--role", type=ROLE, required=True, help="What they may do from now on.")
@shops_option
def change(name: str, role: str, shops: tuple[str, ...]) -> None:
    _do(
        lambda platform: platform.accounts.people.change(name, role, list(shops) or None),
        "people.changed", name, _told(role, shops), f"{name} is {_told(role, shops)} from now on.",
    )  # fmt: skip


@command.command(help="End somebody's access: sessions, links and tokens end at once.\n\n\b\nExample:\n"
                 "  shoplatch people end Mei")  # fmt: skip
@click.argument("name")
def end(name: str) -> None:
    _do(lambda platform: platform.accounts.people.end(name), "people.end", name, "", f"{name} may no longer sign in.")


@command.command(help="Let somebody back in who left.\n\n\b\nExample:\n  shoplatch people restore Mei")
@click.argument("name")
def restore(name: str) -> None:
    said = f"{name} may come back: `shoplatch sign-in --as {name}` makes a link."
    _do(lambda platform: platform.accounts.people.restore(name), "people.restore", name, "", said)


@command.command(help="Make an API token for somebody; printed once. Its rights never exceed the role, now or later.\n\n"
                 "\b\nExample:\n  shoplatch people token Mei --name nightly --right look --days 30")  # fmt: skip
@click.argument("person")
@click.option("--name", "label", required=True, help="What it is for.")
@click.option("--right", "rights", type=click.Choice(list(RIGHTS)), multiple=True, required=True, help="What it opens.")
@click.option("--days", type=click.IntRange(1, 365), default=90, show_default=True, help="How long it works.")
def token(person: str, label: str, rights: tuple[str, ...], days: int) -> None:
    async def write(platform: Platform) -> str:
        made = await platform.accounts.people.make_token(person, label, rights, days=days)
        await platform.accounts.audit.note("token.made", label, actor=BY, detail=f"for {person}: {', '.join(rights)}")
        return made

    click.echo(with_platform(write))


@command.command(help="The API tokens, or ending one.\n\n\b\nExamples:\n  shoplatch people tokens\n"
                 "  shoplatch people tokens --end 3f9a12bc07de")  # fmt: skip
@click.option("--end", "ended", metavar="ID", help="End this token.")
@json_option
def tokens(ended: str | None, *, json: bool) -> None:
    if ended is not None:
        _do(lambda platform: platform.accounts.people.end_token(ended), "token.ended", ended, "", "It has ended.")
        return
    found = with_platform(lambda platform: platform.accounts.people.tokens())
    if json:
        as_json(found)
        return
    columns = [Column("id", whole=True), Column("name"), Column("of"), Column("rights"), Column("ends (UTC)"),
               Column("last used (UTC)", spare=True), Column("ended (UTC)", spare=True)]  # fmt: skip
    rows = [(t.id, t.name, t.person, t.scopes, t.expires_at, t.last_used_at, t.ended_at) for t in found]
    table(columns, rows, empty="No API token.")


@command.command(help="By which account of the identity provider somebody signs in: one with this verified address, or none "
                 "any more.\n\n\b\nExamples:\n  shoplatch people account Mei --email mei@example.com\n"
                 "  shoplatch people account Mei --unlink")  # fmt: skip
@click.argument("name")
@click.option("--email", help="The account with this verified address is theirs, from its first sign-in on.")
@click.option("--unlink", is_flag=True, help="The linked account opens nothing any more; its sessions end.")
def account(name: str, email: str | None, *, unlink: bool) -> None:
    if (email is None) == (not unlink):
        raise click.UsageError("Give --email or --unlink")
    if unlink:
        said = f"No account of the identity provider is {name}'s any more."
        _do(lambda platform: platform.accounts.people.unlink(name), "people.unlinked", name, "", said)
        return
    said = f"The first sign-in with {email}, verified by the identity provider, is {name} from then on."
    _do(lambda platform: platform.accounts.people.set_email(name, email), "people.email", name, email or "", said)


@command.command(help="What is set about the identity provider, and whether it answers as it should now.\n\n\b\n"
                 "Example:\n  shoplatch people provider")  # fmt: skip
@json_option
def provider(*, json: bool) -> None:
    found = with_platform(_asked)
    if json:
        as_json(found)
    else:
        fields({name.replace("_", " "): str(value) for name, value in found.items()})
    if not found.get("answers"):
        raise click.exceptions.Exit(1)


async def _asked(platform: Platform) -> dict[str, Any]:
    """The settings as they are shown, without the secret, and what the provider says about itself."""
    if platform.oidc is None:
        return {"issuer": "none is set", "answers": False, "next": "Set oidc_issuer and oidc_client_id."}
    given, discovery = platform.oidc.provider, platform.oidc.discovery
    shown: dict[str, Any] = {
        "issuer": given.issuer, "client_id": given.client_id, "callback": given.callback,
        "client": "confidential" if given.client_secret else "public", "scopes": " ".join(given.scopes),
        "role_claim": given.role_claim or "none", "roles": ", ".join(f"{value}={role}" for value, role in given.roles),
        "unknown_people": given.create, "back_channel_logout": f"{given.callback.removesuffix('/callback')}/logout",
    }  # fmt: skip
    try:
        metadata = await discovery.metadata()
        keys = await discovery.keys(None)
    except ShoplatchError as failure:
        return {**shown, "answers": False, "why": str(failure)}
    kinds = ", ".join(metadata.algorithms) or "none that count here"
    shown["signs_out"] = "there too" if metadata.end_session_endpoint else "here alone: it offers no end_session_endpoint"
    return {**shown, "signs_by": kinds, "keys": len(keys.keys), "answers": bool(metadata.algorithms)}


def _ways(one: PersonRow) -> str:
    ways = ["link", *(["password"] if one.password_hash else []), *([one.oidc_issuer] if one.oidc_issuer else [])]
    return ", ".join(ways)


def _do(work: Callable[[Platform], Awaitable[object]], act: str, subject: str, detail: str, said: str) -> None:
    async def write(platform: Platform) -> None:
        await work(platform)
        await platform.accounts.audit.note(act, subject, actor=BY, detail=detail)

    with_platform(write)
    say(said)


def _told(role: str, shops: tuple[str, ...]) -> str:
    return f"{role}, {', '.join(shops) if shops else 'every shop'}"
