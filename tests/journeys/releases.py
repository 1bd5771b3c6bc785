"""Older code of this project, from its history, to run beside the code of today.

`OLDEST` is the oldest that has to live with the tables of today, and that an upgrade without a stop may begin from: its web
processes and workers go on while newer ones bring the tables up to date. A release that may be upgraded from is added here
by its commit; one leaves when a `post` takes away what it needs.
"""

from __future__ import annotations

import io
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Release:
    """Code as it was at a commit. `revision`: of its tables. `starts`: whether it starts beside newer tables, too."""

    name: str
    commit: str
    revision: str
    starts: bool


OLDEST = Release("before outbound webhooks", "97f46f144f2549f2f5b9ee3589b9738d9b6392c3", "0009", starts=False)


def unpacked(release: Release, into: Path) -> Path:
    """Its sources as a path to put before ours; skips, and says why, where the history is not there."""
    command = ["git", "-C", str(ROOT), "archive", "--format=tar", release.commit, "src"]
    try:
        archive = subprocess.run(command, capture_output=True, check=True).stdout
    except FileNotFoundError:
        pytest.skip("NOT PROVED: old code beside new tables needs git, to take the old code from the project's history")
    except subprocess.CalledProcessError as refused:
        said = refused.stderr.decode().strip().splitlines()[-1:]
        pytest.skip(
            f"NOT PROVED: commit {release.commit[:12]} ({release.name}) is not in the history here, so its code cannot be "
            f"run: {' '.join(said)}; a whole clone has it (git fetch --unshallow)"
        )
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        tar.extractall(into, filter="data")
    return into / "src"
