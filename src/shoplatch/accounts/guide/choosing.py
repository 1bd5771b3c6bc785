"""Which paths there are, and what of a step can be looked at for nothing."""

from __future__ import annotations

from shoplatch.accounts.guide import facts
from shoplatch.errors import InvalidRequest
from shoplatch.store.guide import GuideRow

KINDS_OF_APP = ("custom", "public")


def check_path(kind: str, market: str, app_type: str, guide_id: str) -> None:
    """Raises InvalidRequest for a path that does not exist."""
    if kind not in facts.kinds():
        raise InvalidRequest(f"There is no kind {kind[:64]!r}", next_step=f"Use one of: {', '.join(facts.kinds())}.")
    facts.market(market)
    if app_type not in KINDS_OF_APP:
        raise InvalidRequest(f"There is no app type {app_type[:64]!r}", next_step="Use custom or public.")
    if kind == facts.SELLER_DEVELOPER and app_type == "public":
        raise InvalidRequest(
            "Seller developers make custom apps only", next_step="Choose a custom app, or the path of an ISV."
        )
    if not (guide_id.isascii() and guide_id.replace("-", "").isalnum() and len(guide_id) <= 40):
        raise InvalidRequest("The name of a path is short: letters, digits, hyphens")


def cheap(path: GuideRow, step: facts.Step) -> tuple[str, ...]:
    """Checks that ask the simulator's control or our own database alone."""
    if step.where.place == "portal":
        return step.checks if path.environment == "simulator" and step.id != "credentials" else ()
    if step.id == "authentication":
        return ("first_callback", "scopes_granted")
    return ("webhook_round_trip",) if path.environment == "production" else ()


def same(before: GuideRow, now: GuideRow) -> bool:
    """Whether two choices are the same path: what was found for one holds for the other."""
    members = ("kind", "market", "app_type", "environment", "base_url")
    return all(getattr(before, name) == getattr(now, name) for name in members)
