"""Another machine that knocks at this one: a network namespace where that can be had, else another address here."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pytest

_ASK = """
import json, sys, urllib.error, urllib.request
method, url, headers, source = json.loads(sys.argv[1])
import http.client, urllib.parse
parts = urllib.parse.urlsplit(url)
line = http.client.HTTPConnection(parts.hostname, parts.port, timeout=20, source_address=(source, 0) if source else None)
line.putrequest(method, parts.path or "/", skip_host="Host" in headers)
for name, value in headers.items():
    line.putheader(name, value)
line.endheaders()
answer = line.getresponse()
print(json.dumps([answer.status, answer.read().decode(errors="replace")]))
"""


@dataclass(frozen=True)
class Outside:
    """`host`: this machine as seen from there. `at`: where the caller stands."""

    host: str
    at: str
    begin: tuple[str, ...] = ()
    source: str | None = field(default=None)

    def ask(self, url: str, headers: Mapping[str, str] | None = None, method: str = "GET") -> tuple[int, str]:
        """The status and text of an answer, asked from there."""
        asked = json.dumps([method, url, dict(headers or {}), self.source])
        done = subprocess.run(
            [*self.begin, sys.executable, "-c", _ASK, asked], capture_output=True, text=True, timeout=60, check=True
        )
        status, text = json.loads(done.stdout)
        return int(status), str(text)


@contextlib.contextmanager
def outside() -> Iterator[Outside]:
    """Somewhere that is not loopback; skips with the reason where this machine has no such place."""
    with contextlib.ExitStack() as stack:
        place = _namespace(stack) or _own_address()
        if place is None:
            pytest.skip("this machine has loopback alone, and no right to make a network namespace")
        yield place


def _namespace(stack: contextlib.ExitStack) -> Outside | None:
    """A namespace joined to this one by a cable of its own, in a network that is reserved for examples."""
    ip = shutil.which("ip")
    if ip is None or os.geteuid() != 0:
        return None
    tag = f"{os.getpid() % 100_000:05}"
    name, here, there, net = f"shoplatch{tag}", f"slh{tag}", f"slt{tag}", f"198.18.{os.getpid() % 250}"

    def run(*arguments: str) -> bool:
        return subprocess.run([ip, *arguments], capture_output=True, check=False).returncode == 0

    if not run("netns", "add", name):
        return None
    stack.callback(run, "netns", "del", name)
    made = run("link", "add", here, "type", "veth", "peer", "name", there)
    if made:
        stack.callback(run, "link", "del", here)
    steps = (
        ("link", "set", there, "netns", name), ("addr", "add", f"{net}.1/30", "dev", here), ("link", "set", here, "up"),
        ("-n", name, "addr", "add", f"{net}.2/30", "dev", there), ("-n", name, "link", "set", there, "up"),
    )  # fmt: skip
    if not made or not all(run(*step) for step in steps):
        return None
    return Outside(f"{net}.1", f"{net}.2", (ip, "netns", "exec", name))


def _own_address() -> Outside | None:
    """An address of this machine that is not loopback: who calls it comes from it too."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("198.51.100.1", 9))  # sends nothing: only asks which address would be taken
            own = str(probe.getsockname()[0])
        except OSError:
            return None
    return None if own.startswith("127.") else Outside(own, own, source=own)
