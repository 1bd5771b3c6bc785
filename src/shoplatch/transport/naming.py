"""The addresses of a host, within a limit of time: the system's resolver keeps none and cannot be interrupted."""

from __future__ import annotations

import socket  # noqa: TID251 - this is where sockets open
import threading
from ipaddress import ip_address
from typing import Any

Address = tuple[int, int, int, Any]  # family, kind and protocol of a socket, and what it connects to


class SlowName(TimeoutError):
    """The resolver has not answered in time."""


def addresses(host: str, port: int, *, within_s: float) -> list[Address]:
    """Where a host is reached, in the resolver's order.

    A look-up that takes longer is left behind in a thread of its own; it ends when the resolver gives up.

    Raises:
        OSError: the name has no address.
        SlowName: see there.
        UnicodeError: it is no name.
    """
    if _is_number(host):
        return _asked(host, port)
    answer: list[list[Address] | Exception] = []

    def ask() -> None:
        try:
            answer.append(_asked(host, port))
        except Exception as failure:
            answer.append(failure)

    asking = threading.Thread(target=ask, name=f"address of {host}", daemon=True)
    asking.start()
    asking.join(within_s)
    if not answer:
        raise SlowName("the name was not resolved in time")
    if isinstance(answer[0], Exception):
        raise answer[0]
    return answer[0]


def _asked(host: str, port: int) -> list[Address]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [(family, kind, protocol, address) for family, kind, protocol, _, address in found]


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
