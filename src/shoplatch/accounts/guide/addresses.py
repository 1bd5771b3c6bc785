"""Whether TikTok Shop can come to us: what the two addresses look like, and whether they lead to this very installation.

What the platform asks of an address is looked at in words first, then from this machine: name, certificate, and an answer
that only this installation's door gives. From outside nobody can look but the platform; its first callback and its first
webhook prove the rest.
"""

from __future__ import annotations

import secrets
from ipaddress import ip_address
from urllib.parse import urlsplit

from shoplatch.accounts.guide.look import TIMEOUT_S, Look
from shoplatch.accounts.guide.results import Result
from shoplatch.errors import ShoplatchError
from shoplatch.transport import HttpRequest
from shoplatch.transport.reach import Reached

CERTIFICATE_SOON_DAYS = 14
_PUBLIC = "Set SHOPLATCH_PUBLIC_URL to an https address with a host name that reaches this machine."


async def redirect_address(look: Look) -> Result:
    """Whether the platform would take the Redirect URL: https, a host name, no odd port."""
    return _shape(look, "redirect_address", look.addresses.redirect_url)


async def webhook_address(look: Look) -> Result:
    """Whether the platform would take the Webhook URL."""
    return _shape(look, "webhook_address", look.addresses.webhook_url(look.path.app_key))


async def redirect_reached(look: Look) -> Result:
    """Whether the Redirect URL leads here: a callback without state gets our own refusal, which spends nothing."""
    check, url = "redirect_reached", look.addresses.redirect_url
    found = await look.reach(url)
    if not found.open:
        return _not_open(look, check, found)
    request = HttpRequest("GET", f"{url}?shoplatch_check={secrets.token_hex(4)}", (("accept", "text/html"),))
    try:
        answer = await look.transport.send(request, timeout_s=TIMEOUT_S)
    except ShoplatchError as lost:
        return look.bad(
            check, "The address does not answer", "Look at the proxy in front and at `shoplatch serve`.", lost.what
        )
    if answer.status == 400 and answer.headers.get("x-shoplatch") == "callback":
        return _open(look, check, found, "The redirect address leads to this installation")
    return _somebody_else(look, check, answer.status)


async def webhook_reached(look: Look) -> Result:
    """Whether the Webhook URL leads here: a webhook with a wrong signature gets our door's 401, and nothing is kept."""
    check = "webhook_reached"
    if await look.app() is None:
        return look.todo(check, "After step 6: the address ends with the app key")
    url = look.addresses.webhook_url(look.path.app_key)
    found = await look.reach(url)
    if not found.open:
        return _not_open(look, check, found)
    headers = (("content-type", "application/json"), ("authorization", "0" * 64))
    try:
        answer = await look.transport.send(HttpRequest("POST", url, headers, b'{"type":0}'), timeout_s=TIMEOUT_S)
    except ShoplatchError as lost:
        return look.bad(
            check, "The address does not answer", "Look at the proxy in front and at `shoplatch serve`.", lost.what
        )
    if answer.status == 401 and not answer.body:
        return _open(look, check, found, "A wrong signature was refused by our own door")
    if answer.status == 404:
        return look.bad(
            check, "Somebody answers, and does not know this app",
            "The path may be cut off by the proxy, or another Shoplatch stands there.", f"HTTP 404 from {url}",
        )  # fmt: skip
    return _somebody_else(look, check, answer.status)


def _shape(look: Look, check: str, url: str) -> Result:
    parts = urlsplit(url)
    host = parts.hostname or ""
    if look.simulated:
        return look.good(check, "Good for a simulator", url)
    if parts.scheme != "https":
        return look.bad(check, "TikTok Shop takes https alone", _PUBLIC, url)
    if _is_ip(host) or host == "localhost" or "." not in host:
        return look.bad(check, "TikTok Shop takes a public host name, no IP address", _PUBLIC, url)
    if parts.port not in (None, 443):
        return look.bad(check, f"Port {parts.port} is not the default one", "Let the proxy listen at 443.", url)
    return look.good(check, "https, a host name, the default port", url)


def _not_open(look: Look, check: str, found: Reached) -> Result:
    do = {
        "dns": f"Make a DNS entry for {found.host}, or correct SHOPLATCH_PUBLIC_URL.",
        "connect": "Start `shoplatch serve`, and the proxy in front of it; open the port in the firewall.",
        "tls": "Give the proxy a certificate for this name from a public authority.",
    }[found.stage]
    return look.bad(check, f"{found.host} cannot be reached: {found.why}", do, ", ".join(found.addresses))


def _open(look: Look, check: str, found: Reached, text: str) -> Result:
    where = ", ".join(found.addresses)
    if found.private and not look.simulated:
        return look.warn(
            check, f"{text}, as seen from this machine", where,
            "The name leads to a private address here. Make sure that it leads to a public one from outside.",
        )  # fmt: skip
    if found.certificate_ends is not None:
        days = (found.certificate_ends - look.clock.now()).days
        if days < CERTIFICATE_SOON_DAYS:
            return look.warn(check, f"{text}; its certificate ends in {days} days", where, "Renew the certificate.")
        where += f" · certificate until {found.certificate_ends:%Y-%m-%d}"
    return look.good(check, text, where)


def _somebody_else(look: Look, check: str, status: int) -> Result:
    return look.bad(
        check, "Something answers there that is not this installation",
        "Hand the path on unchanged, with the Host header as it came; set SHOPLATCH_PUBLIC_URL to that address.",
        f"HTTP {status}",
    )  # fmt: skip


def _is_ip(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
