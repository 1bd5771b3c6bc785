"""The workflow for other repositories says commands that exist, and hands inputs over as values, never as code."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from shoplatch.cli.frame import build
from shoplatch.cli.table import COMMANDS

WORKFLOW = Path(__file__).parents[2] / ".github" / "workflows" / "verify-integration.yml"


@pytest.fixture
def told() -> Any:
    return yaml.safe_load(WORKFLOW.read_text("utf-8"))


def test_each_command_and_option_of_the_workflow_exists(told: Any) -> None:
    root, ours = build(COMMANDS), 0
    for step in told["jobs"]["verify"]["steps"]:
        words = shlex.split(step.get("run", ""))
        if words[:1] != ["shoplatch"]:
            continue
        command: Any = root
        for word in words[1:]:
            found = command.get_command(None, word) if hasattr(command, "get_command") else None  # type: ignore[arg-type]
            command = found or command
        known = {name for one in command.params for name in one.opts}
        assert {word for word in words if word.startswith("--")} <= known
        ours += 1
    assert ours == 2


def test_an_input_becomes_part_of_a_command_only_where_it_is_a_command(told: Any) -> None:
    inputs = told[True]["workflow_call"]["inputs"]  # YAML 1.1 reads "on" as true
    for step in told["jobs"]["verify"]["steps"]:
        inside = re.findall(r"\$\{\{\s*(\S+?)\s*\}\}", step.get("run", ""))
        assert set(inside) <= {"inputs.install"}
        named = re.findall(r"inputs\.([\w-]+)", str(step))
        assert set(named) <= set(inputs)
    assert inputs["adapter"]["required"] is True
    assert told["permissions"] == {"contents": "read"}
