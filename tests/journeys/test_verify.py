"""`shoplatch verify` drives the sample integration, in a process of its own, over HTTP."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from shoplatch.cli.frame import build
from shoplatch.cli.table import COMMANDS
from shoplatch.errors import ConfigError
from shoplatch.testing.bench.planted_faults import EXAMPLE, FAULTS, judge, verified
from shoplatch.testing.verify import read_adapter, verify
from tests.journeys.platform import Running, platform
from tests.journeys.simulated import Simulator, eventually, simulator


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


def test_a_misspelled_parameter_is_named_and_the_request_is_shown() -> None:
    (failed,) = [one for one in verified("misspelled_parameter", ["calls"]) if one.state == "failed"]
    assert (failed.check, failed.cause) == ("calls.parameters", "pagesize is unknown, and ignored")
    assert "did it mean page_size?" in failed.evidence
    (shown,) = failed.exhibits
    assert "pagesize=50" in shown.request
    assert shown.signed.startswith("{app_secret}/")


@pytest.mark.long
def test_every_planted_fault_is_found_with_the_right_cause_and_nothing_is_invented() -> None:
    """Every second one by all checks, the others by the group that finds them; `shoplatch bench planted-faults` does all."""
    asked = {fault: (FAULTS[fault][0].partition(".")[0],) if n % 2 else () for n, fault in enumerate(FAULTS)}
    verified("", ["calls.made"])  # alone, so that no two threads build what simulators share
    with ThreadPoolExecutor(4) as desks:
        verdicts = dict(zip(asked, desks.map(verified, asked, asked.values()), strict=True))
    judged = {fault: judge(fault, verdicts[fault]) for fault in asked}
    assert {fault: one.invented for fault, one in judged.items() if one.invented} == {}
    assert [fault for fault, one in judged.items() if not one.found] == []


@pytest.mark.long
def test_an_app_of_somebody_else_passes_every_check() -> None:
    verdicts = verify(read_adapter(EXAMPLE.parents[1] / "flask_app" / "verify.toml"))
    assert [(one.check, one.state, one.evidence) for one in verdicts if one.state != "passed"] == []


def test_an_integration_that_does_not_start_is_told_with_its_last_words() -> None:
    adapter = replace(read_adapter(EXAMPLE), command="python -c \"raise SystemExit('no database')\"")
    with pytest.raises(ConfigError, match="no database"):
        verify(adapter)


@pytest.mark.long
def test_a_connected_shop_is_looked_at_and_nothing_is_written(tmp_path: Path) -> None:
    with simulator(tmp_path, world="demo") as shop, platform(tmp_path) as running:
        running.connect(shop, tmp_path / "ready-demo-7.json")
        before = shop.truth()
        told = eventually(lambda: looked_at(running, shop), within_s=90, every_s=2)
        assert told["passed"] >= 18
        after = shop.truth()
        same = ("orders", "skus", "packages", "cancellations", "returns", "statements")
        assert {name: before[name] for name in same} == {name: after[name] for name in same}


def looked_at(running: Running, shop: Simulator) -> dict[str, Any] | None:
    """What verify says of the connection, once the store has caught up and nothing fails."""
    told = running.told("verify", "--connection", str(shop.ready["shop_id"]), code=None)
    return told if not told["failed"] else None
