"""A step of the setup guide, and what checks found, as a terminal shows them."""

from __future__ import annotations

import click

from shoplatch.accounts.guide import facts
from shoplatch.accounts.guide.results import Result, StepStatus
from shoplatch.accounts.guide.standing import Status
from shoplatch.cli.show import Column, draw_heading, fields, table

MARKS = {"good": "✓", "warn": "!", "wait": "…", "bad": "✗", "todo": "○"}


def show_step(found: Status, one: StepStatus) -> None:
    """A step for people: lead, what it needs, where to click, what goes wrong."""
    told = explained(found, one)
    draw_heading(f"Step {one.number} of {len(found.steps)}: {one.step.title}")
    for line in told["lead"]:
        click.echo(click.wrap_text(line, 100))
    fields({"where": told["where"], "address": told["address"], "needs": "; ".join(told["needed"]),
            "cannot be undone": "; ".join(told["fixed"]), "takes": "; ".join(told["waits"])})  # fmt: skip
    if one.results:
        show_results(one.results)


def explained(found: Status, one: StepStatus) -> dict[str, list[str]]:
    """A step's words for this path, as plain values."""
    kind, market, step = found.path.kind, found.path.market, one.step
    portal = facts.market(market).portal
    address = ""
    if found.path.environment == "simulator" and step.where.simulated:
        address = f"{found.path.base_url}{step.where.simulated.format(portal=portal)}"
    elif step.where.place == "portal":
        address = facts.portals()[portal].url
    return {
        "id": [step.id], "title": [step.title], "state": [one.state], "where": [step.where.words], "address": [address],
        **{name: [p.text for p in facts.told(points, kind, market)] for name, points in (
            ("lead", step.lead), ("needed", step.needed), ("fixed", step.fixed), ("waits", step.waits))},
        "troubles": [f"{t.what}: {t.do}" for t in step.troubles if t.holds_for(kind, market)],
        "checks": list(step.checks),
    }  # fmt: skip


def show_results(results: tuple[Result, ...]) -> None:
    """What checks found, one line each."""
    rows = [(MARKS[one.tone], one.text, one.small, one.do) for one in results]
    table([Column(""), Column("found"), Column("evidence", spare=True), Column("what to do")], rows, empty="Nothing yet.")
