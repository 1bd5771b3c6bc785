"""Verifications and scenarios that were started from the console: each a child process, with its lines kept in the home.

A child, so that whatever an integration does cannot hurt the web server; one at a time, because each takes a processor. What
may be run is what the operator put into the folder `adapters` of the home: a page never takes a command from a browser.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from shoplatch.clock import Clock
from shoplatch.errors import Conflict, NotFound

KEPT_MAX = 40
WITHIN_S = 900.0
LINE_MAX_BYTES = 1 << 20
VERIFY, SCENARIOS = "verify", "scenarios"
REPORTS: Mapping[str, tuple[str, str]] = {
    "json": ("lines.jsonl", "application/x-ndjson"),
    "xml": ("report.xml", "application/xml"),
    "html": ("report.html", "text/html; charset=utf-8"),
}


@dataclass(slots=True)
class Trial:
    """One run. `rows` are its verdicts or outcomes so far; `state` is running, passed, failed, stopped or broken."""

    id: str
    kind: str
    title: str
    by: str
    started: str  # ISO 8601
    shop: str = ""  # the connected shops that were looked at: their ids, blanks between them
    state: str = "running"
    finished: str = ""
    expected: int = 0
    error: str = ""
    rows: list[dict[str, Any]] = field(default_factory=list)

    @property
    def begun(self) -> datetime:
        """When it was started."""
        return datetime.fromisoformat(self.started)

    @property
    def took_s(self) -> float | None:
        """How long it took; None while it runs."""
        return (datetime.fromisoformat(self.finished) - self.begun).total_seconds() if self.finished else None

    def count(self, state: str) -> int:
        """How many verdicts are so: passed, failed, skipped."""
        if self.kind == SCENARIOS:
            return sum(one["holds"] == (state == "passed") for one in self.rows) if state != "skipped" else 0
        return sum(one["state"] == state for one in self.rows)

    @property
    def groups(self) -> dict[str, list[dict[str, Any]]]:
        """Verdicts by group, in the order they came."""
        found: dict[str, list[dict[str, Any]]] = {}
        for row in self.rows:
            found.setdefault(str(row.get("group", "")), []).append(row)
        return found


class Trials:
    """Starts trials, watches them, and finds those of before."""

    def __init__(self, home: Path, clock: Clock) -> None:
        self._home = home
        self._clock = clock
        self._folder = home / "trials"
        self._current: Trial | None = None
        self._watching: asyncio.Task[None] | None = None
        self._process: asyncio.subprocess.Process | None = None
        self.mark = 0  # moves when something moved

    @property
    def current(self) -> Trial | None:
        """The one that runs."""
        return self._current

    def adapters(self) -> list[str]:
        """The names of the adapter files the operator put there."""
        return sorted(one.stem for one in (self._home / "adapters").glob("*.toml") if one.is_file())

    async def start(self, kind: str, title: str, by: str, arguments: Sequence[str], *, shop: str = "") -> Trial:
        """Start one: `arguments` are of the terminal's command; `shop` is whose evidence will be in it, by ids.

        Raises:
            Conflict: another one runs.
        """
        if self._current is not None:
            raise Conflict(f"{self._current.title} is running", next_step="Wait until it ends, or stop it.")
        now = self._clock.now()
        trial = self._current = Trial(self._free(kind, f"{now:%Y%m%d-%H%M%S}"), kind, title, by, now.isoformat(), shop)
        folder = self._of(kind, trial.id)
        try:
            folder.mkdir(parents=True)
            command = [sys.executable, "-m", "shoplatch", "--home", str(self._home), *arguments, "--lines"]
            command += ["--junit", str(folder / "report.xml")]
            command += ["--html", str(folder / "report.html")] if kind == VERIFY else []
            pipe = asyncio.subprocess.PIPE
            self._process = await asyncio.create_subprocess_exec(
                *command, stdin=asyncio.subprocess.DEVNULL, stdout=pipe, stderr=pipe, limit=LINE_MAX_BYTES
            )
        except OSError:
            self._current = None
            raise
        self._watching = asyncio.create_task(self._watch(trial, self._process), name=f"trial {trial.id}")
        self.mark += 1
        return trial

    def adapter(self, name: str) -> Path:
        """The file of an adapter.

        Raises:
            NotFound: there is none of that name.
        """
        if name not in self.adapters():
            raise NotFound(
                f"There is no adapter {name[:60]!r}", next_step="Put its file into the folder adapters of the home."
            )
        return self._home / "adapters" / f"{name}.toml"

    async def stop(self) -> None:
        """End the one that runs, if one does."""
        if self._current is not None and self._process is not None and self._process.returncode is None:
            self._current.state = "stopped"
            with contextlib.suppress(ProcessLookupError):
                self._process.terminate()
        await self.ended()

    async def ended(self) -> None:
        """Return once nothing runs."""
        if self._watching is not None:
            await asyncio.gather(self._watching, return_exceptions=True)

    def kept(self, kind: str) -> list[Trial]:
        """Those that ended, newest first."""
        files = sorted((self._folder / kind).glob("*/trial.json"), reverse=True)
        return [found for one in files[:KEPT_MAX] if (found := _read(one)) is not None]

    def one(self, kind: str, id_: str) -> Trial:
        """One by its id.

        Raises:
            NotFound: there is none.
        """
        if self._current is not None and (self._current.kind, self._current.id) == (kind, id_):
            return self._current
        found = next((one for one in self.kept(kind) if one.id == id_), None)
        if found is None:
            raise NotFound("There is no such run", next_step="The last forty are kept.")
        return found

    def report(self, kind: str, id_: str, form: str) -> tuple[bytes, str]:
        """A report of one that ended: its bytes and its content type.

        Raises:
            NotFound: there is no such run, or it has no such report.
        """
        trial = self.one(kind, id_)
        name, content_type = REPORTS.get(form, ("", ""))
        file = self._of(kind, trial.id) / name
        if not name or not file.is_file():
            raise NotFound("There is no such report", next_step="It is written when the run ends.")
        return file.read_bytes(), content_type

    def _free(self, kind: str, moment: str) -> str:
        names = (moment, *(f"{moment}-{n}" for n in range(2, 1_000)))
        return next(name for name in names if not self._of(kind, name).exists())

    def _of(self, kind: str, id_: str) -> Path:
        return self._folder / kind / id_

    async def _watch(self, trial: Trial, process: asyncio.subprocess.Process) -> None:
        try:
            said, _ = await asyncio.wait_for(
                asyncio.gather(self._words(process), self._rows(trial, process)), timeout=WITHIN_S
            )
            code = await process.wait()
        except TimeoutError:
            said, code = f"It was ended after {WITHIN_S:.0f} s.", -1
        finally:
            if process.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    process.kill()
                await process.wait()
        if trial.state == "running":
            trial.state = {0: "passed", 1: "failed"}.get(code, "broken") if trial.rows or code == 0 else "broken"
        trial.error = said[-2_000:] if trial.state == "broken" else ""
        trial.finished = self._clock.now().isoformat()
        self._keep(trial)
        self._current, self._process = None, None
        self.mark += 1

    async def _words(self, process: asyncio.subprocess.Process) -> str:
        """What it said on standard error; the end of it."""
        said = b""
        while process.stderr is not None and (more := await process.stderr.read(65_536)):
            said = (said + more)[-8_000:]
        return said.decode("utf-8", "replace").strip()

    async def _rows(self, trial: Trial, process: asyncio.subprocess.Process) -> None:
        with (self._of(trial.kind, trial.id) / "lines.jsonl").open("wb") as kept:
            while process.stdout is not None and (line := await process.stdout.readline()):
                kept.write(line)
                with contextlib.suppress(ValueError):
                    told = json.loads(line)
                    if "check" in told or "holds" in told:
                        trial.rows.append(told)
                    else:
                        trial.expected = int(told.get("checks") or told.get("scenarios") or trial.expected)
                self.mark += 1

    def _keep(self, trial: Trial) -> None:
        told = {name: getattr(trial, name) for name in Trial.__dataclass_fields__}
        (self._of(trial.kind, trial.id) / "trial.json").write_text(json.dumps(told), encoding="utf-8")
        for old in sorted((self._folder / trial.kind).iterdir(), reverse=True)[KEPT_MAX:]:
            shutil.rmtree(old, ignore_errors=True)


def _read(file: Path) -> Trial | None:
    try:
        return Trial(**json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def library() -> list[dict[str, Any]]:
    """The scenarios that come with Shoplatch: name, title, why, and how many steps expect something."""
    folder = files("shoplatch") / "testing" / "scenarios" / "library"
    texts = sorted((one for one in folder.iterdir() if one.name.endswith(".feature")), key=lambda one: one.name)
    return [_told(one.name.removesuffix(".feature"), one.read_text(encoding="utf-8")) for one in texts]


def _told(name: str, text: str) -> dict[str, Any]:
    lines = [line.strip() for line in text.splitlines()]
    title = next(line for line in lines if line.startswith("Scenario:"))
    why = " ".join(filter(None, lines[1 : lines.index(title)]))
    keyword, expectations = "", 0
    for first in (line.split(" ", 1)[0] for line in lines):
        keyword = first if first in ("Given", "When", "Then") else keyword
        expectations += keyword == "Then" and first in ("Then", "And")
    return {"name": name, "title": title.partition(":")[2].strip(), "why": why, "expectations": expectations}
