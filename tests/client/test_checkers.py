"""The stub as mypy and pyright read it: a user's code is accepted, each mistake is found in its line."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parent / "samples"
pytestmark = pytest.mark.long


def mypy(sample: Path, cache: Path) -> set[int]:
    """The lines mypy finds fault with."""
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--no-error-summary",
        f"--cache-dir={cache}",
        "--config-file=",
        str(sample),
    ]
    told = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False, cwd=cache)
    assert told.returncode in (0, 1), told.stderr
    return {int(line) for line in re.findall(rf"{sample.name}:(\d+): error:", told.stdout)}


def pyright(sample: Path, cache: Path) -> set[int]:
    """The lines pyright finds fault with; basedpyright is pyright with its own node, and works without a network."""
    (cache / "pyrightconfig.json").write_text('{"typeCheckingMode": "strict"}')
    command = [
        sys.executable,
        "-m",
        "basedpyright",
        "--outputjson",
        "--pythonpath",
        sys.executable,
        "-p",
        str(cache),
        str(sample),
    ]
    told = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False, cwd=cache)
    assert told.returncode in (0, 1), told.stdout + told.stderr
    found = json.loads(told.stdout)["generalDiagnostics"]
    return {one["range"]["start"]["line"] + 1 for one in found if one["severity"] == "error" and one["rule"] not in NOT_OURS}


# About the sample, not about the stub: an unknown type after a mistake that was reported already.
NOT_OURS = {"reportUnknownMemberType", "reportUnknownArgumentType", "reportUnknownVariableType"}


@pytest.mark.parametrize("checker", [mypy, pyright])
def test_what_a_user_writes_is_accepted(checker, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert checker(SAMPLES / "right.py", tmp_path) == set()


@pytest.mark.parametrize("checker", [mypy, pyright])
def test_each_mistake_is_found_in_its_line(checker, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    wrong = SAMPLES / "wrong.py"
    marked = {n for n, line in enumerate(wrong.read_text("utf-8").splitlines(), 1) if line.endswith("# wrong")}
    assert checker(wrong, tmp_path) == marked
