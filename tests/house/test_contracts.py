"""The import contracts hold, and each of them catches the fault it is there for."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# contract id -> (file, line) of a planted fault that must break exactly that contract
FAULTS = {
    "floors": ("catalog/planted.py", "import shoplatch.client"),
    "simulator": ("simulator/planted.py", "import shoplatch.client.signing"),
    "simulator-is-started": ("app.py", "import shoplatch.simulator.clock"),
    "http": ("sync/planted.py", "import aiohttp"),
    "sql": ("console/planted.py", "import psycopg"),
    "rings": ("inbox/planted_a.py", "import shoplatch.inbox.planted_b"),
}


def lint(at: Path, *only: str) -> subprocess.CompletedProcess[str]:
    arguments = [argument for contract in only for argument in ("--contract", contract)]
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    return subprocess.run(
        [*command, "--no-cache", *arguments],
        cwd=at,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={"PYTHONPATH": str(at / "src"), "PATH": ""},
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", "facts", "*.egg-info"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


@pytest.mark.parametrize("contract", sorted(FAULTS))
def test_a_planted_fault_is_caught(contract: str, copy: Path) -> None:
    name, line = FAULTS[contract]
    target = copy / "src/shoplatch" / name
    existing = target.read_text() if target.exists() else ""
    target.write_text(f"{existing}\n{line}\n")
    if contract == "rings":
        (target.parent / "planted_b.py").write_text("import shoplatch.inbox.planted_a\n")
    outcome = lint(copy, contract)
    assert outcome.returncode != 0, outcome.stdout
    assert "broken" in outcome.stdout.lower(), outcome.stdout + outcome.stderr


def test_all_contracts_hold() -> None:
    outcome = lint(ROOT)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
