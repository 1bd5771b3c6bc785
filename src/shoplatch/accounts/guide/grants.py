"""Step 7: the way a seller lets us in, and what came of it."""

from __future__ import annotations

from urllib.parse import urlsplit

from shoplatch.accounts import permissions
from shoplatch.accounts.guide.look import TIMEOUT_S, Look
from shoplatch.accounts.guide.results import Result
from shoplatch.errors import ShoplatchError
from shoplatch.transport import HttpRequest


async def consent_link(look: Look) -> Result:
    """Whether the consent page answers; it is asked without a state, and nobody is asked for anything."""
    check = "consent_link"
    app = await look.app()
    if app is None:
        return look.todo(check, "After step 6")
    request = HttpRequest("GET", app.consent_address(""), (("accept", "text/html"),))
    try:
        answer = await look.transport.send(request, timeout_s=TIMEOUT_S)
    except ShoplatchError as lost:
        return look.bad(check, "The consent page does not answer", "Check that this machine may go out by https.", lost.what)
    host = urlsplit(app.consent_url).netloc
    if answer.status >= 400 and look.simulated:
        return look.bad(
            check, "The consent page refuses this app",
            "Enable the app and enter its Redirect URL (step 4).", f"HTTP {answer.status} from {host}",
        )  # fmt: skip
    if answer.status >= 500:
        return look.warn(check, "The consent page has trouble now", f"HTTP {answer.status} from {host}", "Try again later.")
    return look.good(check, "The consent page answers", host)


async def first_callback(look: Look) -> Result:
    """Whether a seller has come back with a code that gave tokens: proof that redirect address and secret are right."""
    check = "first_callback"
    connections = await look.connections()
    if not connections:
        return look.todo(check, "Nobody has come back yet", "open the consent page below")
    newest = connections[0]
    if not newest.active:
        return look.bad(
            check, f"{newest.seller_name} has to authorize again", "Open the consent page once more.", newest.reason or ""
        )
    shops = await look.accounts.shops(newest.id)
    names = ", ".join(f"{shop.name} ({shop.region})" for shop in shops) or "no shop listed yet"
    return look.good(check, f"{newest.seller_name} is connected", names)


async def scopes_granted(look: Look) -> Result:
    """Whether the grant holds what this installation wants."""
    check = "scopes_granted"
    connections = [one for one in await look.connections() if one.active]
    if not connections:
        return look.todo(check, "After the seller's consent")
    wanted = set(permissions.needed_here().scopes)
    granted = set(connections[0].granted_scopes)
    missing, more = sorted(wanted - granted), sorted(granted - wanted)
    if missing:
        return look.bad(
            check, f"{len(wanted) - len(missing)} of {len(wanted)} wanted scopes granted",
            "Switch them on (step 5), then let the seller authorize again.", f"missing: {', '.join(missing)}",
        )  # fmt: skip
    said = f"All {len(wanted)} wanted scopes granted"
    return look.good(check, said, f"{len(more)} more than needed: see Permissions" if more else ", ".join(sorted(wanted)))
