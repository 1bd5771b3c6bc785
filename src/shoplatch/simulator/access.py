"""Who may drive the simulator, by `/_sim/` or by its sites: this machine, or whoever shows the control token."""

from __future__ import annotations

import hmac
import ipaddress
from urllib.parse import urlsplit

from shoplatch.errors import PermissionMissing
from shoplatch.simulator.gate import Call
from shoplatch.simulator.options import SimulatorOptions


def check_access(call: Call, client: str, options: SimulatorOptions) -> None:
    """This machine, asked for by a name of this machine (a page elsewhere cannot borrow the browser), or the token.

    Raises:
        PermissionMissing: neither.
    """
    token = options.control_token
    shown = call.headers.get("x-simulator-token", "")
    if token and shown and hmac.compare_digest(token.encode(), shown.encode("utf-8", "replace")):
        return
    forwarded = any(name in call.headers for name in ("forwarded", "x-forwarded-for"))
    if not _is_loopback(client) or forwarded:
        raise PermissionMissing(
            "The simulator's control answers this machine only",
            next_step="Start it with `shoplatch simulator --control-token-file FILE` and show what is in it: the option"
            " --token-file of `shoplatch sim`, or the header x-simulator-token.",
        )
    host = _host(f"//{call.headers.get('host', '')}")
    if host not in ("localhost", options.host) and not _is_loopback(host):
        raise PermissionMissing(
            f"The control was asked for as {host!r}, which is not a name of this machine",
            next_step="Use http://127.0.0.1 and the port.",
        )
    origin = call.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != call.headers.get("host"):
        raise PermissionMissing("A page of another site asked for the control", next_step="Open the simulator's own page.")


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _is_loopback(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return address.is_loopback or (mapped is not None and mapped.is_loopback)
