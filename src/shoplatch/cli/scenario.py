"""`shoplatch scenario`: simulated transactions as readable files, played on a fresh simulated shop."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, tostring

import click

from shoplatch.cli.show import Column, as_json, json_option, say, table
from shoplatch.testing.scenarios import Outcome, Scenario, library, load, play, play_on
from shoplatch.testing.scenarios.playing import of_the_store
from shoplatch.testing.scenarios.steps import KNOWN

SHOWN_LINES = 24


@click.group(
    "scenario",
    help="Simulated transactions as readable files: given, when, then. They need no account and no network; with a platform "
    "they say what its store must hold, too.\n\n"
    "\b\nExamples:\n"
    "  shoplatch scenario list\n"
    "  shoplatch scenario run\n"
    "  shoplatch scenario run --platform\n"
    "  shoplatch scenario run cancel my-scenarios/ --junit report.xml\n"
    "  shoplatch scenario show return-and-refund",
)
def command() -> None:
    pass


@command.command("list", help="The scenarios that come with Shoplatch.\n\n\b\nExample:\n  shoplatch scenario list --json")
@json_option
def list_command(*, json: bool) -> None:
    known = library()
    if json:
        as_json(
            [
                {
                    "name": one.name,
                    "title": one.title,
                    "why": one.why,
                    "expectations": len(one.expectations),
                    "of_the_store": len(of_the_store(one)),
                }
                for one in known
            ]
        )
        return
    rows = [(one.name, one.title, len(one.expectations), len(of_the_store(one))) for one in known]
    figures = [Column("expectations", figures=True), Column("of the store", figures=True)]
    table([Column("name", whole=True), Column("what happens"), *figures], rows, empty="")


@command.command("steps", help="Every sentence a step may be.\n\n\b\nExample:\n  shoplatch scenario steps")
@json_option
def steps_command(*, json: bool) -> None:
    known = [{"keyword": one.keyword, "sentence": one.spoken, "store": one.store} for one in KNOWN]
    if json:
        as_json(known)
        return
    table(
        [Column("keyword", whole=True), Column("sentence"), Column("looks at the store")],
        [(one["keyword"], one["sentence"], one["store"]) for one in known],
        empty="",
    )


@command.command(
    "show",
    help="One scenario as it is written: copy it and change it.\n\n\b\nExample:\n  shoplatch scenario show token-ends",
)
@click.argument("name")
def show_command(name: str) -> None:
    for one in library([name]):
        say(f"# {one.name}\n# {one.why}\n{written(one)}\n")


@command.command(
    "run",
    help="Play scenarios: all that come with Shoplatch, those whose name holds a word, or files and folders of yours. Ends "
    "with 1 when one does not hold.\n\n"
    "Alone, each is played on a fresh simulated shop, and what is expected of a store is left out. --platform starts a "
    "simulator and a platform (database, web server, worker), connects them as a seller does, and holds the store against "
    "the files too. --connected does so with this installation, which has to run and be connected to a simulator; there the "
    "simulated time goes on by what the scenarios say.\n\n"
    "\b\nExamples:\n  shoplatch scenario run\n  shoplatch scenario run return cancel\n"
    "  shoplatch scenario run tests/shop/ --json\n"
    "  shoplatch scenario run --platform --junit report.xml\n"
    "  shoplatch --home ./my-demo scenario run order-uk-standard --connected",
)
@click.argument("wanted", nargs=-1, metavar="[NAME|FILE|FOLDER]...")
@click.option("--platform", is_flag=True, help="Start a platform, connected to the simulator, and look at its store too.")
@click.option("--connected", is_flag=True, help="Play with this installation and the simulator it is connected to.")
@click.option("--junit", type=click.Path(dir_okay=False, path_type=Path), help="Write a JUnit report here.")
@click.option("--lines", is_flag=True, help="One JSON document a line: how many scenarios there are, then each outcome.")
@json_option
def run_command(
    wanted: tuple[str, ...], junit: Path | None, *, platform: bool, connected: bool, lines: bool, json: bool
) -> None:
    if platform and connected:
        raise click.UsageError("--platform starts a platform, --connected takes the one of this home: choose one.")
    outcomes, chosen = [], _chosen(wanted)
    if lines:
        as_json({"scenarios": len(chosen)}, one_line=True)
    for outcome in _played(chosen, platform=platform, connected=connected):
        outcomes.append(outcome)
        if lines:
            as_json(_told(outcome), one_line=True)
        elif not json:
            _tell(outcome)
    if junit is not None:
        junit.write_bytes(report(outcomes))
    failed = sum(not one.holds for one in outcomes)
    if lines:
        as_json({"hold": len(outcomes) - failed, "fail": failed}, one_line=True)
    elif json:
        as_json([_told(one) for one in outcomes])
    else:
        say(f"\n{len(outcomes) - failed} of {len(outcomes)} scenarios hold.")
        if left_out := sum(len(one.left_out) for one in outcomes):
            say(f"{left_out} expectations of a store were left out: add --platform or --connected.")
    if failed:
        click.get_current_context().exit(1)


def _played(chosen: list[Scenario], *, platform: bool, connected: bool) -> Iterator[Outcome]:
    """The outcomes, one after the other, as they are reached."""
    if not platform and not connected:
        yield from play(chosen)
        return
    from shoplatch.cli.home import settings_as_served  # these need the platform; a simulated shop does not
    from shoplatch.testing.scenarios.house import house_of, house_started

    with house_of(settings_as_served()) if connected else house_started() as house:
        for scenario in chosen:
            yield play_on(house, scenario)


def _chosen(wanted: tuple[str, ...]) -> list[Scenario]:
    """Names of the library and paths, each as it says."""
    paths = [Path(one) for one in wanted if Path(one).exists()]
    names = [one for one in wanted if not Path(one).exists()]
    found = library(names) if names or not paths else []
    return [*found, *(one for path in paths for one in load(path))]


def _tell(outcome: Outcome) -> None:
    mark = click.style("holds", fg="green") if outcome.failed is None else click.style("fails", fg="red", bold=True)
    say(f"{mark}  {outcome.scenario.name}: {outcome.scenario.title}")
    if outcome.failed is None:
        return
    for step in outcome.scenario.steps:
        if step.line > outcome.failed.line:
            break
        sign = "✗" if step == outcome.failed else "–" if step in outcome.left_out else "✓"
        say(f"  {sign} {step.keyword} {step.text}")
        for row in step.table if step == outcome.failed else ():
            say(f"      | {' | '.join(row)} |")
    say(click.style(f"    {outcome.why}", bold=True))
    where = f" in {outcome.where}" if outcome.where else ""
    say(f"    at {outcome.scenario.source}:{outcome.failed.line}{where}")
    if outcome.next_step:
        say(click.style(f"    → {outcome.next_step}", fg="cyan"))
    for one in outcome.exhibits[-2:]:
        say(click.style(f"    {one.kind}: {one.title}", dim=True))
        for line in one.body.splitlines()[:SHOWN_LINES]:
            say(click.style(f"      {line}", dim=True))


def _told(outcome: Outcome) -> dict[str, object]:
    failed = outcome.failed
    return {
        "name": outcome.scenario.name,
        "title": outcome.scenario.title,
        "holds": outcome.holds,
        "failed_step": failed.text if failed else None,
        "line": failed.line if failed else None,
        "why": outcome.why or None,
        "expected": outcome.expected or None,
        "found": outcome.found or None,
        "where": outcome.where or None,
        "next_step": outcome.next_step or None,
        "source": outcome.scenario.source,
        "exhibits": [{"kind": one.kind, "title": one.title, "body": one.body} for one in outcome.exhibits],
        "left_out": [one.line for one in outcome.left_out],
        "steps": [
            {"keyword": one.keyword, "text": one.text, "table": one.table, "line": one.line}
            for one in outcome.scenario.steps
        ],
    }


def report(outcomes: list[Outcome]) -> bytes:
    """A JUnit report: one test case for each scenario."""
    failures = sum(not one.holds for one in outcomes)
    suite = Element("testsuite", name="shoplatch scenarios", tests=str(len(outcomes)), failures=str(failures))
    for one in outcomes:
        case = SubElement(suite, "testcase", classname="scenario", name=one.scenario.name)
        if one.failed is not None:
            SubElement(case, "failure", message=one.failed.text).text = str(one)
    return b"".join((tostring(suite, encoding="utf-8", xml_declaration=True), b"\n"))


def written(scenario: Scenario) -> str:
    """The scenario as Gherkin."""
    lines, keyword = [f"Feature: {scenario.title}", "  Scenario: " + scenario.title], ""
    for step in scenario.steps:
        lines.append(f"    {'And' if step.keyword == keyword else step.keyword.title()} {step.text}")
        lines += [f"      | {' | '.join(row)} |" for row in step.table]
        keyword = step.keyword
    return "\n".join(lines)
