"""The container file, step by step without a container engine: the same commands in an empty folder, as an account without
rights. What this does not show is the base image and the fetching of packages.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest

from tests.journeys.elsewhere import ROOT, Elsewhere, needed

FILE = ROOT / "Containerfile"
NOBODY = 65_534


def steps() -> list[tuple[str, str]]:
    text = re.sub(r"\\\n", " ", FILE.read_text())
    return [(word, rest) for line in text.splitlines() if line and line[0] != "#" for word, _, rest in [line.partition(" ")]]


def those(word: str) -> list[str]:
    return [rest for step, rest in steps() if step == word]


def command(word: str) -> list[str]:
    (rest,) = those(word)
    listed: list[str] = json.loads(rest[rest.index("[") :])
    return listed


def pinned() -> set[str]:
    """The packages of the constraints that are for this machine."""
    text = (ROOT / "constraints/simulator.txt").read_text()
    return {one for one in re.findall(r"^([a-z0-9.-]+)==", text, re.MULTILINE) if _is_here(one)}


def _is_here(name: str) -> bool:
    try:
        return bool(distribution(name).version)
    except PackageNotFoundError:
        return False


def test_what_it_installs_is_what_the_extra_needs_pinned_with_hashes() -> None:
    text = (ROOT / "constraints/simulator.txt").read_text()
    for block in re.split(r"\n(?=[a-z])", text.strip()):
        assert "--hash=sha256:" in block, block.splitlines()[0]
        assert "==" in block.splitlines()[0]
    assert needed("shoplatch", "simulator") <= pinned()
    assert any("--require-hashes" in run for run in those("RUN"))


def test_it_does_not_run_as_root_and_holds_nothing_but_the_project() -> None:
    words = [word for word, _ in steps()]
    assert those("USER") == ["shop"]
    assert words.index("USER") < words.index("ENTRYPOINT")
    assert "--no-cache-dir" in " ".join(those("RUN"))
    assert not those("ENV")
    assert not those("ADD")
    kept = (ROOT / ".containerignore").read_text().split()
    for source in those("COPY"):
        for name in source.split()[:-1]:
            assert (ROOT / name).exists(), name
            assert f"!{name}" in kept, f"{name} is left out of the build's context"
    assert "*" in kept


def an_interpreter() -> str:
    """One of our version that an account without rights may run, as the image's may."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for python in (sys.executable, f"/usr/bin/{version}", f"/usr/local/bin/{version}"):
        try:
            subprocess.run([python, "-c", ""], check=True, **as_nobody())  # type: ignore[call-overload]
        except (OSError, subprocess.CalledProcessError):
            continue
        return python
    pytest.skip("no interpreter here may be run by an account without rights")


def as_nobody() -> dict[str, object]:
    root = os.geteuid() == 0
    return {"user": NOBODY, "group": NOBODY, "extra_groups": [], "stderr": subprocess.DEVNULL} if root else {}


@pytest.fixture
def image() -> Iterator[Path]:
    """A place that others may read, as tests' own folders may not be."""
    place = Path(tempfile.mkdtemp(prefix="shoplatch-image-"))
    place.chmod(0o755)
    try:
        yield place
    finally:
        shutil.rmtree(place)


@pytest.mark.long
def test_its_steps_lead_to_a_simulator_that_is_healthy_and_keeps_its_state(image: Path) -> None:
    box = Elsewhere(image / "system", pinned(), python=an_interpreter())
    work, data = image / "opt/shoplatch", image / "data"
    for source in those("COPY"):
        *names, target = source.split()
        for name in names:
            copied = work / target / (Path(name).name if target.endswith("/") else "")
            copied.parent.mkdir(parents=True, exist_ok=True)
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, copied, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(ROOT / name, copied)
    box.install(".", at=work)
    data.mkdir()
    if os.geteuid() == 0:
        os.chown(data, NOBODY, NOBODY)
    assert "shop" in those("USER")
    first = lives(box, data)
    second = lives(box, data)
    assert first["world"] == second["world"] == "demo"
    assert first["access_token"] != second["access_token"], "another start, another pair of tokens"
    assert first["app_secret"] == second["app_secret"], "the state was kept"


def lives(box: Elsewhere, data: Path) -> dict[str, str]:
    """Start it as the image would, ask its health, stop it as the engine would."""
    started = [part.replace("/data/", f"{data}/") for part in (*command("ENTRYPOINT"), *command("CMD"))]
    started += ["--port", "0"]  # 8765 of this machine may be taken
    started[0] = str(box.python.parent / started[0])
    ready = data / "simulator.json"
    process = subprocess.Popen(started, cwd=data, env=box.environment | {"HOME": str(data)}, **as_nobody())  # type: ignore[call-overload]
    try:
        limit = time.monotonic() + 60
        while not ready.exists():
            assert process.poll() is None, "it ended"
            assert time.monotonic() < limit
            time.sleep(0.05)
        told: dict[str, str] = json.loads(ready.read_text())
        health = [part.replace("127.0.0.1:8765", told["base_url"].partition("//")[2]) for part in command("HEALTHCHECK")]
        assert box.run(*health[1:]).returncode == 0
        check_the_token(told["base_url"], (data / "control.token").read_text().strip())
    finally:
        process.terminate()
        assert process.wait(30) == 0
    assert (data / "world.state").exists()
    assert not ready.exists()
    return told


def check_the_token(base_url: str, token: str) -> None:
    """The control of the container is asked from outside with the token in its file."""
    headers = {"x-simulator-token": token, "x-forwarded-for": "192.0.2.7"}
    request = urllib.request.Request(f"{base_url}/_sim/clock", headers=headers)
    with urllib.request.urlopen(request, timeout=10) as answer:
        assert json.load(answer)["world"] == "demo"
