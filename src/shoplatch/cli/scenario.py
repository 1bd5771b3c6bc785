"""`shoplatch scenario`: simulated transactions as readable files, played on a fresh simulated shop."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, tostring

import click

from shoplatch.cli.show import Column, as_json, json_option, say, table
from shoplatch.testing.scenarios import Outcome, Scenario, library, load, play
from shoplatch.testing.scenarios.steps import KNOWN


@click.group(
    "scenario",
    help="Simulated transactions as readable files: given, when, then. They need no account, no network and no database.\n\n"
    "\b\nExamples:\n"
    "  shoplatch scenario list\n"
    "  shoplatch scenario run\n"
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
            [{"name": one.name, "title": one.title, "why": one.why, "expectations": len(one.expectations)} for one in known]
        )
        return
    rows = [(one.name, one.title, len(one.expectations)) for one in known]
    table([Column("name", whole=True), Column("what happens"), Column("expectations", figures=True)], rows, empty="")


@command.command("steps", help="Every sentence a step may be.\n\n\b\nExample:\n  shoplatch scenario steps")
@json_option
def steps_command(*, json: bool) -> None:
    known = [{"keyword": one.keyword, "sentence": one.spoken} for one in KNOWN]
    if json:
        as_json(known)
        return
    table(
        [Column("keyword", whole=True), Column("sentence")], [(one["keyword"], one["sentence"]) for one in known], empty=""
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
    "\b\nExamples:\n  shoplatch scenario run\n  shoplatch scenario run return cancel\n"
    "  shoplatch scenario run tests/shop/ --json",
)
@click.argument("wanted", nargs=-1, metavar="[NAME|FILE|FOLDER]...")
@click.option("--junit", type=click.Path(dir_okay=False, path_type=Path), help="Write a JUnit report here.")
@click.option("--lines", is_flag=True, help="One JSON document a line: how many scenarios there are, then each outcome.")
@json_option
def run_command(wanted: tuple[str, ...], junit: Path | None, *, lines: bool, json: bool) -> None:
    outcomes, chosen = [], _chosen(wanted)
    if lines:
        as_json({"scenarios": len(chosen)}, one_line=True)
    for outcome in play(chosen):
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
    if failed:
        click.get_current_context().exit(1)


def _chosen(wanted: tuple[str, ...]) -> list[Scenario]:
    """Names of the library and paths, each as it says."""
    paths = [Path(one) for one in wanted if Path(one).exists()]
    names = [one for one in wanted if not Path(one).exists()]
    found = library(names) if names or not paths else []
    return [*found, *(one for path in paths for one in load(path))]


def _tell(outcome: Outcome) -> None:
    mark = click.style("holds", fg="green") if outcome.failed is None else click.style("fails", fg="red", bold=True)
    say(f"{mark}  {outcome.scenario.name}: {outcome.scenario.title}")
    if outcome.failed is not None:
        for step in outcome.scenario.steps:
            here = step == outcome.failed
            if step.line > outcome.failed.line:
                break
            say(f"  {'✗' if here else '✓'} {step.keyword} {step.text}")
        say(f"    {outcome.why}\n    at {outcome.scenario.source}:{outcome.failed.line}")


def _told(outcome: Outcome) -> dict[str, object]:
    failed = outcome.failed
    return {
        "name": outcome.scenario.name,
        "title": outcome.scenario.title,
        "holds": outcome.holds,
        "failed_step": failed.text if failed else None,
        "line": failed.line if failed else None,
        "why": outcome.why or None,
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
