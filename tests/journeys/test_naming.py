"""Names that resolve slowly and addresses that do not answer, with a resolver and a hosts file of our own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    os.geteuid() != 0 or shutil.which("unshare") is None, reason="only root can lay a file over /etc/resolv.conf"
)
BLOCKING = """
import sys
from shoplatch.errors import ShoplatchError
from shoplatch.transport import HttpRequest, HttpTransport
with HttpTransport() as sender:
    try:
        print(sender.send(HttpRequest("GET", sys.argv[1]), timeout_s=float(sys.argv[2])).body.decode())
    except ShoplatchError as failure:
        print(failure)
"""
ASYNCHRONOUS = """
import asyncio, sys
from shoplatch.transport import AsyncHttpTransport, HttpRequest
async def ask():
    sender = AsyncHttpTransport()
    print((await sender.send(HttpRequest("GET", sys.argv[1]), timeout_s=float(sys.argv[2]))).body.decode())
    await sender.aclose()
asyncio.run(ask())
"""
OVER = 'for name in resolv.conf hosts; do mount --bind "$1/$name" "/etc/$name" || exit 77; done; shift; exec "$@"'


def asked(folder: Path, program: str, url: str, timeout_s: float, *, resolver: str, hosts: str) -> str:
    """What a call says, made where the machine's names are those of two files."""
    (folder / "resolv.conf").write_text(f"nameserver {resolver}\n")
    (folder / "hosts").write_text(hosts)
    command = ["unshare", "--mount", "sh", "-c", OVER, "sh", str(folder), sys.executable, "-c", program, url, str(timeout_s)]
    said = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    if said.returncode in (1, 77) and ("unshare" in said.stderr or "mount" in said.stderr):
        pytest.skip(f"this machine lays no file over another: {said.stderr.strip()}")
    assert said.returncode == 0, said.stderr
    return said.stdout.strip()


@contextmanager
def silent(address: str) -> Iterator[int]:
    """A port that takes no more lines: its queue is full, and who asks hears nothing."""
    with ExitStack() as stack:
        full = stack.enter_context(socket.create_server((address, 0), backlog=0))
        port = full.getsockname()[1]
        for _ in range(3):
            line = stack.enter_context(socket.socket())
            line.setblocking(False)  # noqa: FBT003
            line.connect_ex((address, port))
        yield port


def test_a_resolver_that_is_silent_does_not_outlast_the_limit_of_a_call(tmp_path: Path) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as resolver:
        try:
            resolver.bind(("127.77.0.1", 53))
        except OSError as taken:
            pytest.skip(f"nobody can listen there: {taken}")
        said = asked(tmp_path, BLOCKING, "http://shop.example/", 0.5, resolver="127.77.0.1", hosts="127.0.0.1 localhost\n")
    assert said.startswith("shop.example cannot be reached: the name was not resolved in time")


@pytest.mark.parametrize("program", [BLOCKING, ASYNCHRONOUS], ids=["blocking", "asynchronous"])
def test_an_address_that_is_silent_leaves_time_for_the_next(tmp_path: Path, program: str) -> None:
    with silent("127.77.0.2") as port, socket.create_server(("127.77.0.3", port)) as answering:

        def answer() -> None:
            line, _ = answering.accept()
            with line:
                line.recv(65536)
                line.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nhere")

        playing = threading.Thread(target=answer, daemon=True)
        playing.start()
        hosts = "127.77.0.2 two.example\n127.77.0.3 two.example\n"
        assert asked(tmp_path, program, f"http://two.example:{port}/", 6, resolver="127.77.0.1", hosts=hosts) == "here"
        playing.join(10)
