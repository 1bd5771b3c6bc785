"""The integration while it is verified: started, asked, sent webhooks, stopped."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from typing import IO, Any

from shoplatch.clock import Clock
from shoplatch.config import environment_with
from shoplatch.errors import ConfigError, ShoplatchError
from shoplatch.testing.verify.adapter import Adapter, Question, filled, words
from shoplatch.transport import HttpRequest, HttpResponse, HttpTransport

ANSWER_WITHIN_S = 60.0
Pause = Callable[[float], None]
_TAIL_BYTES = 4_000


class Integration:
    """One running integration."""

    def __init__(self, adapter: Adapter, names: Mapping[str, str], clock: Clock, transport: HttpTransport) -> None:
        self.adapter = adapter
        self._names = names
        self._clock = clock
        self._transport = transport
        self._log: IO[bytes] | None = None

    def do(self, question: Question, **names: str) -> tuple[bool, str]:
        """Let it do something now: whether it says that it did, and its words."""
        if question.command:
            done = self._ran(question.command, names)
            return done.returncode == 0, (done.stdout + done.stderr)[-400:]
        answer = self._asked(question, names)
        return answer.status < 400, f"HTTP {answer.status} {answer.body[:300].decode('utf-8', 'replace')}"

    def visit(self, url: str, accept: str = "text/html") -> HttpResponse:
        """Go to one of its pages as a browser does; redirects are not followed."""
        asked = HttpRequest("GET", filled(url, self._names), (("accept", accept),))
        return self._transport.send(asked, timeout_s=ANSWER_WITHIN_S)

    def know(self, question: Question | None, id_: str) -> dict[str, Any] | None:
        """What it knows of a thing, by the names of the adapter; None where it knows of none."""
        if question is None:
            return None
        if question.command:
            done = self._ran(question.command, {"id": id_})
            text: str | bytes = done.stdout if done.returncode == 0 else ""
        else:
            answer = self._asked(question, {"id": id_})
            text = answer.body if answer.status < 400 else b""
        try:
            document = json.loads(text)
        except ValueError:
            return None
        return {name: _at(document, path) for name, path in question.fields.items()}

    def deliver(
        self, body: bytes, signature: str | None, *, content_type: str = "application/json"
    ) -> tuple[HttpResponse, float]:
        """Send it a webhook; its answer, and the seconds it took."""
        headers = [("content-type", content_type)] + ([("authorization", signature)] if signature is not None else [])
        began = self._clock.monotonic()
        url = filled(self.adapter.webhooks, self._names)
        answer = self._transport.send(HttpRequest("POST", url, tuple(headers), body), timeout_s=ANSWER_WITHIN_S)
        return answer, self._clock.monotonic() - began

    def last_words(self) -> str:
        """The end of what it wrote out; "" where it was not started here."""
        if self._log is None:
            return ""
        size = os.fstat(self._log.fileno()).st_size
        return os.pread(self._log.fileno(), _TAIL_BYTES, max(0, size - _TAIL_BYTES)).decode("utf-8", "replace").strip()

    def alive(self) -> bool:
        """Whether it answers at its ready address."""
        try:
            url = filled(self.adapter.ready, self._names)
            return not url or self._transport.send(HttpRequest("GET", url, ()), timeout_s=5.0).status < 500
        except ShoplatchError:
            return False

    def _asked(self, question: Question, names: Mapping[str, str]) -> HttpResponse:
        url = filled(question.url, {**self._names, **names})
        body = b"" if question.method in ("POST", "PUT") else None
        return self._transport.send(HttpRequest(question.method, url, (), body), timeout_s=ANSWER_WITHIN_S)

    def _ran(self, command: str, names: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        line = [filled(word, {**self._names, **names}) for word in words(command)]
        return subprocess.run(
            line, cwd=self.adapter.folder, capture_output=True, text=True, timeout=ANSWER_WITHIN_S, check=False
        )


@contextlib.contextmanager
def running(adapter: Adapter, names: Mapping[str, str], clock: Clock, pause: Pause) -> Iterator[Integration]:
    """Start the integration, wait until it answers, stop it at the end; one without a command is running already.

    Raises:
        ConfigError: it does not start; its last words are in the sentence.
    """
    with HttpTransport(connections_max=8) as transport, tempfile.TemporaryFile() as log:
        integration = Integration(adapter, names, clock, transport)
        if not adapter.command:
            yield integration
            return
        integration._log = log
        process = _started(adapter, names, log)
        try:
            _wait(integration, process, clock, pause)
            yield integration
        finally:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _started(adapter: Adapter, names: Mapping[str, str], log: IO[bytes]) -> subprocess.Popen[bytes]:
    line = [filled(word, names) for word in words(adapter.command)]
    if line[0] in ("python", "python3"):
        line[0] = sys.executable
    environment = environment_with({name: filled(value, names) for name, value in adapter.environment.items()})
    try:
        return subprocess.Popen(
            line, cwd=adapter.folder, env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )
    except OSError as failure:
        raise ConfigError(
            f"{adapter.name} cannot be started: {failure}", next_step="Look at [start] of the adapter."
        ) from None


def _wait(integration: Integration, process: subprocess.Popen[bytes], clock: Clock, pause: Pause) -> None:
    adapter, until = integration.adapter, clock.monotonic() + integration.adapter.within_s
    while process.poll() is None and clock.monotonic() < until:
        if integration.alive():
            return
        pause(0.05)
    said = integration.last_words()
    how = f"ended with {process.returncode}" if process.poll() is not None else f"did not answer in {adapter.within_s:.0f} s"
    raise ConfigError(f"{adapter.name} {how}. Its last words: {said or 'none'}", next_step="Look at [start] of the adapter.")


def _at(document: Any, path: str) -> Any:
    for part in path.split("."):
        if isinstance(document, list) and part.isdecimal() and int(part) < len(document):
            document = document[int(part)]
        elif isinstance(document, dict) and part in document:
            document = document[part]
        else:
            return None
    return document
