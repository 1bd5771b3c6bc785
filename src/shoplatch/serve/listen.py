"""The address the web server listens on, opened before anything else starts, so that a taken port is said at once.

The supervisor keeps the socket open and hands it to the web process: while that process is restarted, callers wait in
the queue of the socket instead of being refused.
"""

from __future__ import annotations

import errno
import socket  # noqa: TID251 - a server opens its own socket

from shoplatch.errors import ConfigError

Listener = socket.socket
BACKLOG = 2048


def listen(host: str, port: int) -> Listener:
    """A listening socket; port 0 takes any free one.

    Raises:
        ConfigError: the port is taken or not allowed, or the host is not an address of this machine.
    """
    try:
        family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listener = socket.socket(family, kind, proto)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
            listener.listen(BACKLOG)
        except OSError:
            listener.close()
            raise
    except OSError as refused:
        raise _refusal(host, port, refused) from refused
    listener.set_inheritable(True)
    return listener


def port_of(listener: Listener) -> int:
    """The port a listening socket really has."""
    return int(listener.getsockname()[1])


def inherited(number: int) -> Listener:
    """The listening socket that the supervisor handed to this process as an open file."""
    return socket.socket(fileno=number)


def _refusal(host: str, port: int, refused: OSError) -> ConfigError:
    if refused.errno == errno.EADDRINUSE:
        return ConfigError(
            f"Port {port} on {host} is taken by another program",
            next_step="Stop that program, or choose another port with --port or SHOPLATCH_PORT.",
        )
    if refused.errno == errno.EACCES:
        return ConfigError(f"This user may not listen on port {port}", next_step="Choose a port above 1023 with --port.")
    return ConfigError(
        f"{host} is not an address this machine can listen on: {refused.strerror}",
        next_step="Give an address of this machine with --host or SHOPLATCH_HOST; 127.0.0.1 always works.",
    )
