"""The walk through the guide on a terminal: asks what only a person knows, looks at the rest, goes on where it stood."""

from __future__ import annotations

from collections.abc import Mapping

import click

from shoplatch.accounts.guide import facts
from shoplatch.accounts.guide.results import StepStatus
from shoplatch.accounts.guide.standing import Status
from shoplatch.app import Platform
from shoplatch.cli.setup_words import show_results, show_step
from shoplatch.cli.show import say
from shoplatch.errors import NotFound, ShoplatchError

BY = "terminal"
WELCOME = """Welcome. This walks you from nothing to an integration that is tested, in eight steps: registering with TikTok
Shop, an app with its key and secret, permissions, consent of a shop, and a test of it all. What a machine can
look at is looked at here; for the rest it says where to click and how long it takes.

You can stop at any question and go on tomorrow: nothing is sent to TikTok Shop before you enter a key, and the
secret is sealed before it is kept. The same guide is in the console, under Setup.

A few answers decide which steps are yours."""
APP_TYPES = {"custom": "Custom, for shops you work for", "public": "Public, for TikTok Shop's app store"}
PLACES = {
    "tiktok": "At TikTok Shop itself",
    "simulator": "In the simulator, to practise: `shoplatch simulator` in another window starts one",
}
SIMULATOR = "http://127.0.0.1:8090"


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
    click.echo(WELCOME)
    kind = _one_of("Who are you?", {name: f"{one.name}: {one.what}" for name, one in facts.kinds().items()})
    market = _one_of("Where are the shop's buyers?", {name: one.name for name, one in facts.markets().items()})
    app_type = "custom"
    if kind == facts.ISV:
        app_type = _one_of("Which app?", APP_TYPES)
    simulator = None
    if _one_of("Walk where?", PLACES) == "simulator":
        simulator = click.prompt("  Its address", default=SIMULATOR)
    has_app = click.confirm("Do you have an app and its key already?", default=False)
    return await platform.guide.choose(kind=kind, market=market, app_type=app_type, simulator=simulator, has_app=has_app)


def _one_of(question: str, answers: Mapping[str, str]) -> str:
    """A numbered choice; the first one is taken by Enter, and a name does as well as its number."""
    names = list(answers)
    click.echo(f"\n{question}")
    for number, name in enumerate(names, 1):
        click.echo(f"  {number}  {answers[name]}")
    while True:
        given = str(click.prompt("  Number", default="1")).strip()
        if given.isdecimal() and 1 <= int(given) <= len(names):
            return names[int(given) - 1]
        if given in answers:
            return given
        click.echo(f"  One of 1 to {len(names)}, please.")


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
