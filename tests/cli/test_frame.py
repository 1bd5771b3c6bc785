"""The frame of the terminal: help, exit codes, and the promise that no error of ours shows a traceback."""

from __future__ import annotations

import errno
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from shoplatch import errors
from shoplatch.cli.frame import build, exit_code, guarded
from shoplatch.cli.table import COMMANDS, Entry, Section

NAMES = [name for section in COMMANDS for name in section.entries]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (errors.ConfigError("x"), 2),
        (errors.InvalidRequest("refused before it was sent"), 2),
        (errors.InvalidRequest("refused by the platform", code=36009004), 1),
        (errors.NotFound("x"), 1),
        (errors.Conflict("x"), 1),
        (errors.OutcomeUnknown("x"), 1),
        (errors.Fatal("x"), 1),
        (errors.Reauthorize("x"), 3),
        (errors.PermissionMissing("x"), 3),
        (errors.Unreachable("x"), 4),
        (errors.RateLimited("x"), 4),
        (errors.Retriable("x"), 4),
    ],
)
def test_each_error_has_its_promised_exit_code(error: errors.ShoplatchError, code: int) -> None:
    assert exit_code(error) == code


def raising(error: Exception) -> Callable[[], object]:
    def program() -> object:
        raise error

    return program


def test_an_error_of_ours_is_one_sentence_without_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    code = guarded(raising(errors.NotFound("Order 1 is not here", next_step="Look elsewhere.")), debug=False)
    said = capsys.readouterr()
    assert code == 1
    assert said.err == "error: Order 1 is not here. Look elsewhere.\n"
    assert said.out == ""


def test_a_fault_of_ours_says_where_its_traceback_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setenv("SHOPLATCH_HOME", str(tmp_path))
    code = guarded(raising(ZeroDivisionError("https://x/?app_secret=canary&a=1")), debug=False)
    said = capsys.readouterr().err
    assert code == 1
    assert "Traceback" not in said
    log = f"{tmp_path}/crash.log"
    assert log in said
    with open(log, encoding="utf-8") as file:
        text = file.read()
    assert "ZeroDivisionError" in text
    assert "canary" not in text


def test_a_traceback_is_written_to_the_home_that_was_given(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SHOPLATCH_HOME", str(tmp_path / "another"))
    fault = Entry("It fails", __name__, "failing")
    program = build((Section("One", {"fail": fault}),))
    given = ["--home", str(tmp_path / "given"), "fail"]
    assert guarded(lambda: program.main(given, standalone_mode=False, prog_name="shoplatch"), debug=False) == 1
    assert "given" in capsys.readouterr().err
    assert "ZeroDivisionError" in (tmp_path / "given" / "crash.log").read_text()
    assert not (tmp_path / "another").exists()


@click.command()
def failing() -> None:
    raise ZeroDivisionError


def test_debug_lets_the_traceback_through() -> None:
    with pytest.raises(errors.NotFound):
        guarded(raising(errors.NotFound("x")), debug=True)


def test_a_reader_that_went_away_is_no_error() -> None:
    program = (
        "from shoplatch.cli.frame import guarded\ndef p(): raise BrokenPipeError\nraise SystemExit(guarded(p, debug=False))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False, timeout=30).returncode == 0


@pytest.mark.parametrize(("file", "told"), [("/data/orders.csv", "/data/orders.csv was not"), (None, "the output")])
def test_a_full_disk_is_no_fault_of_ours(capsys: pytest.CaptureFixture[str], file: str | None, told: str) -> None:
    assert guarded(raising(OSError(errno.ENOSPC, "No space left on device", file)), debug=False) == 2
    said = capsys.readouterr().err
    assert told in said
    assert "No space left on device. Make room" in said
    assert "fault" not in said


def test_the_help_lists_every_command() -> None:
    outcome = CliRunner().invoke(build(COMMANDS), ["--help"])
    assert outcome.exit_code == 0
    for name in NAMES:
        assert name in outcome.output


def test_the_help_loads_no_command() -> None:
    heavy = "import sys\nfrom shoplatch.cli.frame import build\nfrom shoplatch.cli.table import COMMANDS\n" + (
        "build(COMMANDS).main(['--help'], standalone_mode=False)\n"
        "bad = {'rich', 'httpx2', 'sqlalchemy', 'psycopg', 'fastapi', 'shoplatch.app', 'msgspec'} & set(sys.modules)\n"
        "raise SystemExit(','.join(sorted(bad)) or 0)"
    )
    outcome = subprocess.run([sys.executable, "-c", heavy], capture_output=True, text=True, check=False, timeout=30)
    assert outcome.returncode == 0, outcome.stderr


@pytest.mark.parametrize("name", NAMES)
def test_each_command_explains_itself_with_an_example(name: str) -> None:
    outcome = CliRunner().invoke(build(COMMANDS), [name, "--help"])
    assert outcome.exit_code == 0, outcome.output
    if name != "version":
        assert "Example" in outcome.output


def test_an_unknown_command_is_a_usage_error_that_names_the_nearest() -> None:
    outcome = CliRunner().invoke(build(COMMANDS), ["ordres"])
    assert outcome.exit_code == 2
    assert "Did you mean 'orders'" in outcome.output


def test_a_command_whose_package_is_missing_says_what_to_install() -> None:
    lost = (Section("x", {"orders": Entry("x", "nothing_that_exists")}),)
    with pytest.raises(errors.ConfigError, match=r'pip install "shoplatch\[platform\]"'):
        build(lost).main(["orders"], standalone_mode=False)


def test_a_usage_error_leaves_with_two(capsys: pytest.CaptureFixture[str]) -> None:
    code = guarded(lambda: build(COMMANDS).main(["version", "--nonsense"], standalone_mode=False), debug=False)
    assert code == 2
    assert "No such option" in capsys.readouterr().err


def test_a_home_without_a_name_is_not_the_folder_one_stands_in(capsys: pytest.CaptureFixture[str]) -> None:
    assert guarded(lambda: build(COMMANDS).main(["--home", "", "shops"], standalone_mode=False), debug=False) == 2
    assert "Is the variable set" in capsys.readouterr().err


def test_a_command_can_leave_with_a_code_of_its_own() -> None:
    @click.command()
    def no() -> None:
        click.get_current_context().exit(1)

    assert guarded(lambda: no.main([], standalone_mode=False), debug=False) == 1
