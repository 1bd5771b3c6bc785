"""Every example of the documentation: programs run, marked commands run, all others are at least commands that exist."""

from __future__ import annotations

import gc
import warnings
from pathlib import Path

import click
import pytest

from shoplatch.cli.frame import build, guarded
from shoplatch.cli.table import COMMANDS
from tests.docs.pages import PAGES, Block, all_blocks, blocks, name
from tests.journeys.platform import Running
from tests.journeys.simulated import Simulator, eventually

WITH_PYTHON = [page for page in PAGES if any(block.language == "python" for block in blocks(page))]
SHELL = [block for block in all_blocks("sh") if any(block.commands())]
LANGUAGES = {"python", "sh", "text", "toml", "gherkin", "sql", "mermaid", "json", "yaml"}


@pytest.mark.parametrize("page", WITH_PYTHON, ids=name)
def test_the_programs_of_a_page_run(page: Path, workplace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # In one namespace, top to bottom, as a reader types them.
    names: dict[str, object] = {"__name__": "__main__"}
    for block in blocks(page):
        if block.language == "python":
            program = compile("\n" * block.line + block.text, name(page), "exec")
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", ResourceWarning)  # the other people's client of one page
                exec(program, names)
                gc.collect()


@pytest.mark.parametrize("block", [block for block in SHELL if block.runs == "run"], ids=str)
def test_the_marked_commands_of_a_page_run(
    block: Block, driven: Simulator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SHOPLATCH_HOME", str(tmp_path))
    for arguments in block.commands():
        if arguments[0] == "sim" and "--url" not in arguments:
            arguments = [*arguments, "--url", driven.url]
        assert guarded(lambda given=arguments: _run(given), debug=True) == 0, f"shoplatch {' '.join(arguments)}"


@pytest.mark.parametrize("block", [block for block in SHELL if block.runs == "run: platform"], ids=str)
def test_the_marked_commands_run_on_a_connected_platform(block: Block, house: Running) -> None:
    for arguments in block.commands():
        if arguments[0] == "diff":  # the world lives, and what another page did to it no webhook may have told
            _agreed(house, arguments)
        else:
            house.shoplatch(*arguments)


@pytest.mark.parametrize("block", SHELL, ids=str)
def test_every_command_in_a_block_is_one_that_could_be_typed(block: Block) -> None:
    for arguments in block.commands():
        _judge(arguments)


@pytest.mark.parametrize(
    "arguments", [["opertions", "list"], ["operations", "list", "--al"], ["sim", "clok"], ["diff", "x"]]
)
def test_a_mistyped_command_would_be_found(arguments: list[str]) -> None:
    with pytest.raises(click.UsageError):
        _judge(arguments)


def test_every_block_says_what_it_is() -> None:
    assert [str(block) for page in PAGES for block in blocks(page) if block.language not in LANGUAGES] == []


def test_there_are_examples_of_each_kind() -> None:
    assert len(WITH_PYTHON) >= 3
    assert {block.runs for block in SHELL} == {"", "run", "run: platform"}


def _agreed(house: Running, arguments: list[str]) -> None:
    said = house.shoplatch(*arguments, code=None)

    def again() -> bool:
        nonlocal said
        said = house.shoplatch(*arguments, code=None)
        return said.returncode == 0

    try:
        if said.returncode:
            house.shoplatch("sync", "sweep")
            eventually(again, within_s=180, every_s=1)
    except AssertionError:
        raise AssertionError(f"{arguments} ended with {said.returncode}\n{said.stdout}\n{said.stderr}") from None


def _run(arguments: list[str]) -> object:
    return build(COMMANDS).main(args=arguments, standalone_mode=False, prog_name="shoplatch")


def _judge(arguments: list[str]) -> None:
    """Parse as the terminal would, down to the last value, and stop before anything is done."""
    command: click.Command = build(COMMANDS)
    ctx = click.Context(command, info_name="shoplatch", **command.context_settings)
    while isinstance(command, click.Group):
        _, arguments, _ = command.make_parser(ctx).parse_args(list(arguments))
        if not arguments:
            return
        _, found, arguments = command.resolve_command(ctx, arguments)
        assert found is not None
        command, ctx = found, click.Context(found, info_name=found.name, parent=ctx)
    command.make_context(command.name, list(arguments), parent=ctx.parent)
