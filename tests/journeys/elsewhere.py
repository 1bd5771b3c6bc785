"""Shoplatch as somebody else installs it: the built wheel in an environment of its own, with the packages of one extra and
no other, away from the checkout. Nothing is fetched: the packages are those of the environment the tests run in.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]


def wheel(folder: Path) -> Path:
    """Build it."""
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--no-index", "-q"]
    subprocess.run([*command, "-w", str(folder), str(ROOT)], check=True, capture_output=True, timeout=300)
    (built,) = folder.glob("shoplatch-*.whl")
    return built


class Elsewhere:
    """One such environment with these packages, for an interpreter that has the version of ours."""

    def __init__(self, folder: Path, packages: Iterable[str], *, python: str = sys.executable) -> None:
        self.folder = folder
        self.home = folder / "home"
        self.home.mkdir(parents=True)
        subprocess.run(
            [python, "-m", "venv", "--without-pip", str(folder / "env")], check=True, capture_output=True, timeout=120
        )
        self.python = folder / "env/bin/python"
        (site,) = (folder / "env/lib").glob("python*/site-packages")
        for name in packages:
            _link(distribution(name), site)

    def install(self, thing: str, *, at: Path) -> None:
        """What `python -m pip install` does there, from this folder, fetching nothing."""
        install = [sys.executable, "-m", "pip", "--python", str(self.python), "install", "--no-index", "-q"]
        command = [*install, "--no-deps", "--no-build-isolation", thing]
        subprocess.run(command, check=True, capture_output=True, timeout=300, cwd=at)

    def run(self, *arguments: str, timeout: float = 120, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run its python in its own folder, with nothing of ours around."""
        done = subprocess.run(
            [str(self.python), *arguments],
            cwd=self.home,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )
        assert not check or done.returncode == 0, done.stdout + done.stderr
        return done

    @property
    def environment(self) -> dict[str, str]:
        """Nothing but what any account has."""
        return {"HOME": str(self.home), "PATH": f"{self.folder}/env/bin:{os.defpath}", "LANG": "C.UTF-8"}

    def lacks(self, package: str) -> bool:
        """Whether a package is not there."""
        return self.run("-c", f"import {package}", check=False).returncode != 0


def with_extra(folder: Path, built: Path, extra: str = "", more: tuple[str, ...] = ()) -> Elsewhere:
    """The wheel with one extra. `more` names packages of the project that uses it."""
    names = {*needed("shoplatch", extra), *(dep for one in more for dep in (one, *needed(one)))}
    made = Elsewhere(folder, names)
    made.install(str(built), at=folder)
    return made


def needed(name: str, extra: str = "") -> set[str]:
    """The packages something needs, and what they need, as installed here."""
    found: set[str] = set()
    todo = list(_requires(name, extra))
    while todo:
        need = todo.pop()
        key = need.name.lower().replace("_", "-")
        if key == "shoplatch":
            todo.extend(one for inner in need.extras for one in _requires(key, inner))
        elif key not in found:
            found.add(key)
            todo.extend(one for inner in ("", *need.extras) for one in _requires(key, inner))
    return found


def _requires(name: str, extra: str) -> Iterator[Requirement]:
    for text in _declared(name, extra):
        need = Requirement(text)
        plain = need.marker is None or need.marker.evaluate({"extra": ""})
        if plain or (extra and need.marker is not None and need.marker.evaluate({"extra": extra})):
            yield need


def _declared(name: str, extra: str) -> list[str]:
    if name != "shoplatch":
        return distribution(name).requires or []
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    declared: list[str] = project["dependencies"] + (project["optional-dependencies"][extra] if extra else [])
    return declared


def _link(held: Distribution, site: Path) -> None:
    """Its packages and its record, as links."""
    tops = {Path(file).parts[0] for file in held.files or () if not re.match(r"\.\.|__pycache__|bin/", str(file))}
    for top in tops:
        target = site / top
        if not target.exists():
            target.symlink_to(Path(str(held.locate_file(top))))
