"""Nothing is left out of the reference: commands, settings, exit codes, errors, addresses, figures, keys."""

from __future__ import annotations

import re
import tomllib

import msgspec
import pytest

from shoplatch import errors
from shoplatch.cli import frame
from shoplatch.cli.frame import exit_code
from shoplatch.config import SETTINGS
from shoplatch.console.web import PAGES as CONSOLE_PAGES
from shoplatch.inbox import door
from shoplatch.simulator.chaos.effects import NAMED, Effect
from shoplatch.simulator.chaos.rules import Match
from shoplatch.simulator.faults import CallFaults, WebhookFaults
from shoplatch.simulator.levers import LEVERS
from shoplatch.store.schema import metadata
from tests.docs.pages import DOCS, ROOT, blocks, table, text_of
from tests.house.plan import DOORS
from tests.journeys.simulated import Simulator
from tools import reference

REFERENCE = DOCS / "reference"
SOURCE = ROOT / "src/shoplatch"


def test_every_command_has_its_heading() -> None:
    headings = set(re.findall(r"^##+ `(shoplatch[^`]*)`$", text_of(REFERENCE / "cli.md"), re.MULTILINE))
    assert headings == {path for path, _, _ in reference.commands()}


def test_every_setting_has_its_row() -> None:
    rows = [row[0] for row in table(REFERENCE / "settings.md", "environment")]
    expected = {f"`{one.variable}`" for one in SETTINGS} | {"`SHOPLATCH_HOME`", "`SHOPLATCH_CONFIG`"}
    assert set(rows) == expected


def test_every_table_has_its_heading_and_every_column_its_row() -> None:
    text = text_of(REFERENCE / "tables.md")
    for one in metadata.tables.values():
        part = text.split(f"## `{one.name}`\n")[1].split("\n## ")[0]
        assert re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE) == [column.name for column in one.columns]


def test_every_exit_code_has_its_row() -> None:
    codes = {frame.FINE, frame.NO, frame.USAGE, frame.NOT_CONNECTED, frame.UNREACHABLE, frame.INTERRUPTED}
    assert {int(row[0]) for row in table(REFERENCE / "exit-codes.md", "code")} == codes


def test_every_error_has_its_row_and_its_exit_code() -> None:
    rows = {row[0].strip("`"): row[3] for row in table(REFERENCE / "errors.md", "class")}
    assert set(rows) == {kind.__name__ for kind in _kinds(errors.ShoplatchError)}
    for name, codes in rows.items():
        kind = getattr(errors, name)
        possible = {exit_code(kind("x")), exit_code(kind("x", code=36009004))}
        assert {int(code) for code in re.findall(r"\d+", codes)} == possible, name


def test_every_address_of_the_control_has_its_row() -> None:
    rows = {row[0].strip("`") for row in table(REFERENCE / "simulator-control.md", "call")}
    assert rows == {f"{lever.method} /_sim/{lever.path}" for lever in LEVERS}


def test_every_field_of_a_chaos_rule_and_every_named_fault_is_told() -> None:
    told = text_of(REFERENCE / "simulator-control.md").split("## Chaos")[1].split("## Triggers")[0]
    names = {*Match.__struct_fields__, *Effect.__struct_fields__, *NAMED, "window_s", "fault"}
    assert {name for name in names if f"`{name}`" not in told} == set()


def test_every_fault_has_its_row() -> None:
    page = REFERENCE / "simulator-control.md"
    for heading, kind in (("of webhooks", WebhookFaults), ("of calls", CallFaults)):
        assert {row[0].strip("`") for row in table(page, heading)} == {f.name for f in msgspec.structs.fields(kind)}


def test_every_figure_of_the_truth_is_named(desk: Simulator) -> None:
    told = text_of(REFERENCE / "simulator-control.md").split("## Truth")[1]
    assert {key for key in desk.truth() if f"`{key}`" not in told} == set()


def test_every_key_of_the_ready_file_has_its_row(desk: Simulator) -> None:
    rows = table(REFERENCE / "ready-file.md", "key")
    assert {key for row in rows for key in re.findall(r"`(\w+)`", row[0])} == set(desk.ready)


def test_every_answer_of_the_door_has_its_row() -> None:
    returns = re.findall(r"^ +return (.+)$", (SOURCE / "inbox/door.py").read_text(), re.MULTILINE)
    given = {status for line in returns for status in re.findall(r"\b\d{3}\b", line)}
    rows = {row[0] for row in table(REFERENCE / "webhook-door.md", "answer")}
    assert rows == given
    assert door.BODY_MAX_BYTES == 1024**2  # as the page says
    assert door.BODY_MAX_S == 10


def test_every_address_of_the_console_is_named() -> None:
    routes = re.compile(r'(?:routes\.(?:get|post)|add_api_route)\(\s*"(/[^"]*)"')
    found = {path for file in (SOURCE / "console").glob("*.py") for path in routes.findall(file.read_text())}
    assert {"/live", "/healthz", "/oauth/callback"} <= found, "the search itself"
    told = " ".join(row[0] for row in table(REFERENCE / "http.md", "address"))
    named = set(re.findall(r"(/[\w{}/.-]*)`", told))
    assert (found | set(CONSOLE_PAGES)) - named == set()


def test_every_metric_has_its_row() -> None:
    files = [SOURCE / "console/status.py", SOURCE / "console/hook_figures.py"]
    made = {name for file in files for name in re.findall(r'"(shoplatch_\w+)"', file.read_text())}
    named = {row[0].strip("`").removesuffix("_total") for row in table(REFERENCE / "http.md", "name")}
    assert named == {figure.removesuffix("_total") for figure in made}


def test_the_map_of_the_rooms_is_the_one_that_the_build_holds() -> None:
    drawn = [
        [room.strip() for room in re.split(r"\s{2,}", line)[0].split("|")]
        for line in blocks(DOCS / "explanation/the-rooms.md")[0].text.splitlines()
    ]
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one["id"] == "floors")
    held = [[room.strip() for room in layer.split("|") if not room.strip().startswith("(")] for layer in layers]
    assert drawn == held
    assert {room for floor in drawn for room in floor} == set(DOORS)


@pytest.mark.parametrize("words", ["make demo", "make test"])
def test_the_first_screen_says_how_to_begin(words: str) -> None:
    assert words in "\n".join(text_of(ROOT / "README.md").splitlines()[:25])


def _kinds(root: type[Exception]) -> set[type[Exception]]:
    """Every error class of the tree below `root`; classes that other rooms derive for themselves are not part of it."""
    below = [kind for kind in root.__subclasses__() if kind.__module__ == errors.__name__]
    return {*below, *(deeper for kind in below for deeper in _kinds(kind))}
