"""`shoplatch verify` drives the sample integration, in a process of its own, over HTTP."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from shoplatch.cli.frame import build
from shoplatch.cli.table import COMMANDS
from shoplatch.errors import ConfigError
from shoplatch.testing.bench.planted_faults import EXAMPLE, FAULTS, verified
from shoplatch.testing.verify import read_adapter, verify


def test_a_healthy_integration_passes_every_check(tmp_path: Path) -> None:
    outcome = CliRunner().invoke(
        build(COMMANDS), ["verify", str(EXAMPLE), "--json", "--html", str(tmp_path / "report.html")], catch_exceptions=False
    )
    told = json.loads(outcome.output)
    assert [one for one in told["checks"] if one["state"] != "passed"] == []
    assert outcome.exit_code == 0
    assert "0 failed" in (tmp_path / "report.html").read_text()


def test_a_fault_is_found_with_its_cause_and_nothing_is_invented() -> None:
    failed = [(one.check, one.cause) for one in verified("body_serialised_twice") if one.state == "failed"]
    assert failed == [("calls.signature", "body_reserialised")]


@pytest.mark.long
@pytest.mark.parametrize("fault", FAULTS)
def test_each_planted_fault_is_found_with_the_right_cause(fault: str) -> None:
    check, words, with_it = FAULTS[fault]
    failed = [one for one in verified(fault) if one.state == "failed"]
    assert any(one.check == check and words in one.cause for one in failed), failed
    assert [one for one in failed if one.check != check and not one.check.startswith(with_it)] == []


def test_an_integration_that_does_not_start_is_told_with_its_last_words() -> None:
    adapter = replace(read_adapter(EXAMPLE), command="python -c \"raise SystemExit('no database')\"")
    with pytest.raises(ConfigError, match="no database"):
        verify(adapter)
