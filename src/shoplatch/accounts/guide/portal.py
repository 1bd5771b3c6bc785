"""Steps 1 to 5 as the simulator's Partner Center tells them. On production no machine can look there: a person notes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shoplatch.accounts import permissions
from shoplatch.accounts.guide import facts
from shoplatch.accounts.guide.look import Look
from shoplatch.accounts.guide.results import Result

NOT_LOOKED_AT = "TikTok Shop has no way to ask for this by machine: note it below when it is done"


async def portal_account(look: Look) -> Result:
    """Whether the developer account exists, on the site of the market and of the right kind."""
    check = "portal_account"
    if not look.simulated:
        return look.todo(check, NOT_LOOKED_AT)
    site = facts.portals()[look.market.portal].name
    kind = facts.kinds()[look.path.kind].name
    developer = await look.developer()
    if developer is not None:
        return look.good(check, f"{developer.get('company')}, registered", f"{site} · {kind} · {developer.get('email')}")
    other = await look.elsewhere()
    if other is None:
        others = len(await look.fitting())
        more = f"; {others} {'is' if others == 1 else 'are'} there already and can be used" if others else ""
        return look.todo(check, "No new account yet", f"looked at {site} of the simulator{more}")
    where = facts.portals().get(str(other.get("portal")))
    if other.get("portal") != look.market.portal:
        return look.bad(
            check,
            f"{other.get('company')} is registered on another site",
            f"Register on {site}: {look.market.name} belongs there, and accounts cannot be moved.",
            f"found on {where.name if where else other.get('portal')}",
        )
    other_kind = facts.kinds().get(str(other.get("kind")))
    return look.bad(
        check,
        f"{other.get('company')} is registered as {other_kind.name if other_kind else other.get('kind')}",
        f"Register as {kind}, or change the path of this guide.",
        site,
    )


async def verification(look: Look) -> Result:
    """Whether the documents were accepted; a rejected one is named with its reason."""
    check = "verification"
    if not look.simulated:
        return look.todo(check, NOT_LOOKED_AT)
    developer = await look.developer()
    if developer is None:
        return look.todo(check, "No account yet")
    verified = _part(developer, "verification")
    state, reason = verified.get("state"), str(verified.get("reason") or "")
    documents = [one for one in verified.get("documents") or () if isinstance(one, dict)]
    accepted = [one for one in documents if one.get("state") in ("accepted", "approved")]
    refused = [one for one in documents if one.get("state") == "rejected"]
    if state == "approved":
        return look.good(check, "Documents accepted", ", ".join(_file(one) for one in accepted) or reason)
    if state == "in_review":
        return look.wait(check, "In review", f"{len(documents)} documents handed in")
    if state in ("rejected", "more_requested"):
        told = "; ".join(f"{_file(one)}: {one.get('reason')}" for one in refused) or reason
        what = "A document was rejected" if refused else "More is requested" if state == "more_requested" else "Rejected"
        return look.bad(check, what, "Upload what is asked for and hand it in again; the rest stays as it is.", told)
    missing = [str(one).replace("_", " ") for one in verified.get("missing") or ()]
    return look.todo(check, "Not handed in yet", f"missing: {', '.join(missing)}" if missing else "")


async def api_access(look: Look) -> Result:
    """Whether access to the API was granted."""
    check = "api_access"
    if not look.simulated:
        return look.todo(check, NOT_LOOKED_AT)
    developer = await look.developer()
    access = _part(developer, "api_access") if developer else {}
    state, reason = access.get("state"), str(access.get("reason") or "")
    if state == "granted":
        return look.good(check, "API access granted", facts.portals()[look.market.portal].name)
    if state in ("requested", "in_review"):
        return look.wait(check, "Asked for, in review")
    if state == "rejected":
        return look.bad(check, "API access was rejected", "Answer what the reason asks for and apply again.", reason)
    return look.todo(check, "Not asked for yet")


async def app_created(look: Look) -> Result:
    """Whether the app exists, and is of the right type and market."""
    check = "app_created"
    if not look.simulated:
        return look.todo(check, NOT_LOOKED_AT)
    app = await look.partner_app()
    if app is None:
        return look.todo(check, "No app yet")
    named = f"{app.get('name')}, {app.get('kind')}"
    markets = [str(one) for one in app.get("markets") or ()]
    fits = set(markets) & {*look.market.regions, look.path.market}
    if markets and not fits:
        return look.bad(
            check, f"{named}, is made for {', '.join(markets)}",
            f"Make an app for {look.market.name}: the market of an app cannot be changed.",
        )  # fmt: skip
    if app.get("kind") != look.path.app_type:
        return look.bad(
            check, f"{app.get('name')} is a {app.get('kind')} app",
            f"This path is for a {look.path.app_type} app: make one, or change the path.",
        )  # fmt: skip
    return look.good(check, named, f"service id {app.get('service_id')} · {', '.join(markets)}")


async def app_published(look: Look) -> Result:
    """Whether sellers can authorize the app: drafts are for test shops."""
    check = "app_published"
    if not look.simulated:
        return look.todo(check, NOT_LOOKED_AT)
    app = await look.partner_app()
    if app is None:
        return look.todo(check, "No app yet")
    state, reason = app.get("state"), str(app.get("reason") or "")
    if state == "published":
        return look.good(check, f"{app.get('name')} is published")
    if state == "in_review":
        return look.wait(check, f"{app.get('name')} is in review")
    if state == "rejected":
        return look.bad(check, f"{app.get('name')} was rejected", "Change what the reason names, hand it in again.", reason)
    return look.todo(check, f"{app.get('name')} is a draft", "publish it: until then only test shops can authorize it")


async def app_redirect(look: Look) -> Result:
    """Whether the app's Redirect URL is ours."""
    return await _address(look, "app_redirect", "redirect_url", "Redirect URL", look.addresses.redirect_url)


async def app_webhook(look: Look) -> Result:
    """Whether the app's Webhook URL is ours."""
    app = await look.partner_app()
    key = str(app["app_key"]) if app else look.path.app_key
    return await _address(look, "app_webhook", "webhook_url", "Webhook URL", look.addresses.webhook_url(key))


async def scopes_applied(look: Look) -> Result:
    """Whether each wanted scope is switched on for the app; a refused one is named with its reason."""
    check = "scopes_applied"
    wanted = permissions.needed_here().scopes
    if not look.simulated:
        return look.todo(
            check, f"{len(wanted)} scopes to switch on", f"{NOT_LOOKED_AT}, or go on: the first grant proves it"
        )
    app = await look.partner_app()
    if app is None:
        return look.todo(check, "No app yet")
    states = {str(one.get("scope")): one for one in app.get("scopes") or () if isinstance(one, dict)}
    by_state: dict[str, list[str]] = {}
    for scope in wanted:
        by_state.setdefault(str(states.get(scope, {}).get("state") or "not_asked"), []).append(scope)
    told = ", ".join(f"{len(by_state[name])} {words}" for name, words in _WORDS.items() if name in by_state)
    if refused := by_state.get("refused"):
        reasons = "; ".join(f"{scope}: {states[scope].get('reason') or 'no reason given'}" for scope in refused)
        return look.bad(check, told, "Apply again and say more exactly what it is for.", reasons)
    if waiting := by_state.get("in_review"):
        return look.wait(check, told, ", ".join(waiting))
    if missing := by_state.get("not_asked"):
        return look.todo(check, told, f"switch on: {', '.join(missing)}")
    return look.good(check, told, ", ".join(wanted))


_WORDS = {"granted": "granted", "in_review": "in review", "refused": "refused", "not_asked": "not asked for"}


async def _address(look: Look, check: str, member: str, label: str, ours: str) -> Result:
    if not look.simulated:
        return look.todo(check, NOT_LOOKED_AT, f"{label}: {ours}")
    app = await look.partner_app()
    if app is None:
        return look.todo(check, "No app yet", f"{label}: {ours}")
    given = str(app.get(member) or "")
    if given == ours:
        return look.good(check, f"The app's {label} is this installation's", ours)
    if not given:
        return look.todo(check, f"The app has no {label} yet", f"enter {ours}")
    return look.bad(check, f"The app's {label} is another address", f"Change it to {ours}", given)


def _part(developer: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = developer.get(name)
    return part if isinstance(part, dict) else {}


def _file(document: Mapping[str, Any]) -> str:
    return str(document.get("file_name") or document.get("kind") or "document")
