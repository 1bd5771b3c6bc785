"""Scopes of an app: public ones are on at once, the others are applied for with a reason and looked at by staff.

Which is which: the metadata of the scopes (platform.md section 1 and scopes.json); where sources disagree, a switch. A grant
that exists keeps the scopes it has until the seller authorizes again.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from shoplatch.catalog import reader
from shoplatch.catalog.model import Scope
from shoplatch.errors import Conflict, InvalidRequest
from shoplatch.simulator.partner import reviews
from shoplatch.simulator.state.partner import Listing, Review, ScopeAsk
from shoplatch.simulator.state.world import World
from shoplatch.simulator.switches import Switches

SCOPE_DUE = "partner.scope_review"
PURPOSE_MIN, PURPOSE_MAX = 10, 1_000
_ONE_CATEGORY = {"seller.customer_service": "customer_service"}  # limited to apps of that category


@cache
def offered() -> dict[str, Scope]:
    """Every scope Partner Center offers, by its identifier."""
    return {scope.scope: scope for scope in reader.scopes() if scope.grantee}


def needs_review(scope: Scope, switches: Switches) -> bool:
    """Whether staff look at an application for it."""
    told = scope.application or ""
    if "sources disagree" in told:
        return switches.promotion_scopes_need_review
    return told.startswith("custom") or (scope.sensitive and switches.sensitive_scopes_need_review)


def ask(world: World, listing: Listing, names: list[str], purpose: str = "") -> None:
    """Switch scopes on, or apply for them.

    Raises:
        InvalidRequest: a scope does not exist, or one that is reviewed was asked for without a purpose.
        Conflict: a scope is not for apps of this category. Nothing was changed.
    """
    app, purpose = world.apps[listing.app_key], purpose.strip()
    unknown = [name for name in names if name not in offered()]
    if not names or unknown:
        raise InvalidRequest(
            f"There is no scope {unknown[0]!r}" if unknown else "No scope was named",
            next_step="Scopes are spelled as in granted_scopes, for example seller.order.info.",
        )
    wanted = [name for name in dict.fromkeys(names) if state_of(world, listing, name).state in ("not_asked", "refused")]
    for name in wanted:
        category = _ONE_CATEGORY.get(name)
        if category is not None and listing.category != category:
            raise Conflict(f"{name} is for apps of the category {category} only; this one is {listing.category}")
    looked_at = [name for name in wanted if needs_review(offered()[name], world.switches)]
    if looked_at and not PURPOSE_MIN <= len(purpose) <= PURPOSE_MAX:
        raise InvalidRequest(
            f"{', '.join(looked_at)} need a reason of {PURPOSE_MIN} to {PURPOSE_MAX} characters",
            next_step="Say what the app does with the data, and for whom.",
        )
    for name in wanted:
        if name in looked_at:
            held = listing.asks.setdefault(name, ScopeAsk(Review("not_asked"), purpose, 0))
            held.purpose, held.asked_at = purpose, world.clock.now()
            days = world.switches.scope_review_days
            reviews.begin(world, held.review, days, SCOPE_DUE, app_key=app.key, scope=name)
        else:
            listing.asks.pop(name, None)
            app.scopes.append(name)


def drop(world: World, listing: Listing, names: list[str]) -> None:
    """Switch scopes off, or take applications back. Grants that exist keep theirs."""
    app = world.apps[listing.app_key]
    for name in names:
        listing.asks.pop(name, None)
        if name in app.scopes:
            app.scopes.remove(name)


def judge(world: World, listing: Listing, name: str, decision: str, reason: str = "") -> None:
    """Staff decide about one application: approve, or refuse with a reason."""
    state = {"approve": "granted", "refuse": "refused", "reject": "refused"}.get(decision)
    if state is None:
        raise InvalidRequest(f"{decision!r} is not a decision", next_step="approve or refuse.")
    held = listing.asks.get(name)
    if held is None:
        raise Conflict(f"Nobody applied for {name}; nothing waits for a decision")
    reason = reviews.reason_of(reason, needed=state == "refused")
    reviews.decide(held.review, state, reason, what=f"The application for {name}")
    if state == "granted":
        del listing.asks[name]
        world.apps[listing.app_key].scopes.append(name)


def scope_due(world: World, payload: dict[str, Any]) -> None:
    """Due: staff come to it by themselves, and agree."""
    listing = world.partner.listings.get(payload["app_key"])
    held = listing.asks.get(payload["scope"]) if listing else None
    if listing is not None and held is not None and reviews.is_due(held.review, payload):
        judge(world, listing, payload["scope"], "approve")


def state_of(world: World, listing: Listing, name: str) -> Review:
    """Where a scope stands for this app: granted, in_review, refused or not_asked, with the reason."""
    if name in world.apps[listing.app_key].scopes:
        return Review("granted")
    held = listing.asks.get(name)
    return held.review if held is not None else Review("not_asked")
