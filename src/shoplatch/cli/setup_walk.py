"""The walk through the guide on a terminal: asks what only a person knows, looks at the rest, goes on where it stood."""

from __future__ import annotations

import click

from shoplatch.accounts.guide import facts
from shoplatch.accounts.guide.results import StepStatus
from shoplatch.accounts.guide.standing import Status
from shoplatch.app import Platform
from shoplatch.cli.setup_words import show_results, show_step
from shoplatch.cli.show import say
from shoplatch.errors import NotFound, ShoplatchError

BY = "terminal"


async def walk(platform: Platform) -> None:
    """Step by step from where it stands, until all are done or the person leaves."""
    try:
        found = await platform.guide.status()
    except NotFound:
        found = await _choose(platform)
    while not found.complete:
        one = found.current
        show_step(found, one)
        answer = click.prompt("\n[c]heck, [d]o it, [n]ote that it is done, [l]eave", default="c", show_default=False)
        if answer[:1] == "l":
            break
        try:
            found = await _act(platform, one, answer[:1])
        except ShoplatchError as refused:
            say(str(refused))
            continue
        show_results(found.step(one.step.id).results)
    say("All eight steps are done." if found.complete else "Kept. `shoplatch setup` goes on from here.")


async def _choose(platform: Platform) -> Status:
    say("Four answers decide which steps are yours.")
    kind = click.prompt("Who are you?", type=click.Choice(list(facts.kinds())), default=facts.SELLER_DEVELOPER)
    market = click.prompt("Where are the shop's buyers?", type=click.Choice(list(facts.markets())))
    app_type = "custom"
    if kind == facts.ISV:
        app_type = click.prompt("Which app?", type=click.Choice(["custom", "public"]), default="custom")
    simulator = click.prompt("Address of a simulator (empty: TikTok Shop itself)", default="", show_default=False)
    has_app = click.confirm("Do you have an app and its key already?", default=False)
    return await platform.guide.choose(
        kind=kind, market=market, app_type=app_type, simulator=simulator or None, has_app=has_app
    )


async def _act(platform: Platform, one: StepStatus, answer: str) -> Status:
    step = one.step.id
    if answer == "n":
        note = click.prompt(one.step.evidence or "What shows it?")
        return await platform.guide.mark(step, by=BY, note=note)
    if answer == "d" and step == "credentials":
        await platform.guide.enter_key(
            app_key=click.prompt("App key"),
            app_secret=click.prompt("App secret (not shown)", hide_input=True),
            service_id=click.prompt("Service id"),
        )
        return await platform.guide.status()
    if answer == "d" and step == "authentication":
        status = await platform.guide.status()
        consent = await platform.accounts.consent_link(status.path.app_key or "")
        click.echo(consent.url)
        click.prompt("The seller opens this link and confirms. Press Enter when it is done", default="", show_default=False)
    elif answer == "d":
        say(f"This happens in the browser: {one.step.where.words}.")
    return await platform.guide.check(step)
