"""Confirms a consent at a simulator without a browser: the same link, the same redirect, the same callback, over HTTP."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

from shoplatch.accounts.apps import App
from shoplatch.cli.sim.control import Control, part
from shoplatch.errors import Fatal, Reauthorize, Unreachable
from shoplatch.inbox.door import PREFIX
from shoplatch.transport import HttpRequest, HttpResponse, HttpTransport

TIMEOUT_S = 30.0
CALLBACK = "/oauth/callback"


def point_here(app: App, public_url: str) -> None:
    """Set the redirect and webhook address of a simulated app, as one does in Partner Center.

    Raises:
        Unreachable: no simulator answers there.
    """
    with Control(app.api_url) as control:
        control.post(
            f"apps/{part(app.app_key)}",
            {"redirect_url": f"{public_url}{CALLBACK}", "webhook_url": f"{public_url}{PREFIX}{app.app_key}"},
        )


def approve(consent_url: str, public_url: str) -> Mapping[str, str] | None:
    """Open the consent link as a program does, follow its redirect to our callback.

    Gives None when our web server took the callback, or the parameters of the callback when no web server runs.

    Raises:
        Reauthorize: the seller refused, or our callback did not accept.
        Unreachable: no simulator answers.
    """
    with HttpTransport(connections_max=2) as transport:
        location = _redirect(transport.send(HttpRequest("GET", consent_url, _ACCEPT), timeout_s=TIMEOUT_S))
        if not location.startswith(public_url):
            raise Fatal("The consent led to another address than ours", next_step="Look at the app's redirect URL.")
        try:
            answer = transport.send(HttpRequest("GET", location, _ACCEPT), timeout_s=TIMEOUT_S)
        except Unreachable:
            return dict(parse_qsl(urlsplit(location).query))
    if answer.status >= 400:
        raise Reauthorize(
            f"Our callback did not accept the consent (HTTP {answer.status})",
            next_step="The log of `shoplatch serve` says why.",
        )
    return None


_ACCEPT = (("accept", "application/json"),)


def _redirect(answer: HttpResponse) -> str:
    location = answer.headers.get("location", "")
    if answer.status not in (302, 303) or not location:
        raise Fatal(
            f"The consent page answered {answer.status} instead of a redirect",
            next_step="Look at the app of the simulator: `shoplatch sim apps`.",
        )
    return location
