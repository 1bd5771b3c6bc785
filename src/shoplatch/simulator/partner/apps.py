"""Apps: made, set up, published (platform.md section 1).

draft -> published at once for a custom app; draft -> in_review -> published | rejected for a public one and any connector.
Kind, category, market and target seller cannot be changed afterwards: make another app.
"""

from __future__ import annotations

import base64
import hashlib
from typing import Any

import msgspec

from shoplatch.errors import Conflict, InvalidRequest, NotFound
from shoplatch.simulator.backoffice import AppSettings, Backoffice
from shoplatch.simulator.partner import reviews
from shoplatch.simulator.partner.portals import check_country, facts
from shoplatch.simulator.state.parties import App
from shoplatch.simulator.state.partner import Developer, Listing
from shoplatch.simulator.state.world import World

PUBLISHING_DUE = "partner.app_review"
KINDS, SELLER_TYPES = ("custom", "public"), ("ALL", "LOCAL", "CROSS_BORDER")
NAME_MAX, APPS_MAX, LISTED_ADDRESSES_MAX = 80, 50, 100
LASTING = {
    "kind": "custom or public",
    "category": "the service category",
    "market": "the target market",
    "seller_type": "the target sellers",
}


class Plan(msgspec.Struct, forbid_unknown_fields=True):
    """A new app. What stands in LASTING cannot be changed afterwards."""

    name: str
    kind: str = "custom"
    category: str = "erp"
    market: str = ""  # country; that of the seller developer's shop unless said
    seller_type: str = "ALL"
    redirect_url: str = ""
    webhook_url: str = ""


class Settings(msgspec.Struct, forbid_unknown_fields=True):
    """What may be changed; what is left out stays. `topics`: number of a webhook topic -> switched on."""

    name: str | None = None
    redirect_url: str | None = None
    webhook_url: str | None = None
    topics: dict[str, bool] | None = None
    ip_allow_list: list[str] | None = None
    enabled: bool | None = None


def create(world: World, developer: Developer, plan: Plan) -> Listing:
    """A new app in draft, with key, secret and service id.

    Raises:
        Conflict: the developer has no access to the API yet, or too many apps.
        InvalidRequest: a choice is wrong, or the market belongs to another site (the right one is named).
    """
    if developer.api_access.state != "granted":
        raise Conflict(
            f"{developer.company} has no access to the API yet (verification {developer.verification.state},"
            f" API access {developer.api_access.state})",
            next_step="Apps are made after access to the API was granted.",
        )
    if sum(one.developer_id == developer.id for one in world.partner.listings.values()) >= APPS_MAX:
        raise Conflict(f"{developer.company} has {APPS_MAX} apps already")
    market = _checked(developer, plan)
    world.serial += 1
    listing = Listing(
        app_key=_made(world, "key", 12),
        developer_id=developer.id,
        category=plan.category,
        markets=[market],
        seller_type=plan.seller_type,
        created_at=world.clock.now(),
    )
    app = App(listing.app_key, new_secret(world), world.new_id("7301"), plan.name.strip(), kind=plan.kind)
    world.apps[app.key] = app
    world.partner.listings[app.key] = listing
    try:
        change(world, listing, Settings(redirect_url=plan.redirect_url or None, webhook_url=plan.webhook_url or None))
    except InvalidRequest:
        del world.apps[app.key], world.partner.listings[app.key]
        raise
    return listing


def change(world: World, listing: Listing, wanted: Settings) -> None:
    """Change the settings of an app; existing grants keep what they have. Raises InvalidRequest, changing nothing."""
    app = world.apps[listing.app_key]
    name = None if wanted.name is None else _name(wanted.name)
    topics = None if wanted.topics is None else sorted(_topics(app, wanted.topics))
    if wanted.ip_allow_list is not None and len(wanted.ip_allow_list) > LISTED_ADDRESSES_MAX:
        raise InvalidRequest(f"An IP allow-list holds at most {LISTED_ADDRESSES_MAX} addresses or networks")
    Backoffice(world).change_app(
        app.key,
        AppSettings(
            webhook_url=wanted.webhook_url,
            redirect_url=wanted.redirect_url,
            webhook_topics=topics,
            enabled=wanted.enabled,
            ip_allow_list=wanted.ip_allow_list,
        ),
    )
    app.name = app.name if name is None else name


def publish(world: World, listing: Listing) -> None:
    """Publish a custom app, or hand a public one (and any connector) in for review.

    Raises:
        Conflict: it is published or in review already, or something is missing.
    """
    app = world.apps[listing.app_key]
    if listing.review.state in (reviews.IN_REVIEW, "published"):
        raise Conflict(f"The app {app.name} is {listing.review.state} already")
    missing = [what for what, there in (("a redirect URL", app.redirect_url), ("a scope", app.scopes)) if not there]
    if missing:
        raise Conflict(f"The app {app.name} lacks {' and '.join(missing)}", next_step="Set it up before publishing it.")
    if not needs_review(app, listing):
        listing.review.state, listing.review.reason, listing.published_at = "published", "", world.clock.now()
        return
    switches = world.switches
    days = switches.app_review_days + (switches.us_data_review_days if "US" in listing.markets else 0)
    reviews.begin(world, listing.review, days, PUBLISHING_DUE, app_key=app.key)


def needs_review(app: App, listing: Listing) -> bool:
    """Whether staff look at it before it is published (platform.md section 1: App life)."""
    return app.kind == "public" or listing.category == "connector"


def judge(world: World, listing: Listing, decision: str, reason: str = "") -> None:
    """Staff decide about an app: approve or reject with a reason."""
    state = {"approve": "published", "reject": "rejected"}.get(decision)
    if state is None:
        raise InvalidRequest(f"{decision!r} is not a decision", next_step="approve or reject.")
    reason = reviews.reason_of(reason, needed=state == "rejected")
    reviews.decide(listing.review, state, reason, what=f"The app {world.apps[listing.app_key].name}")
    if state == "published":
        listing.published_at = world.clock.now()


def publishing_due(world: World, payload: dict[str, Any]) -> None:
    """Due: the app is published."""
    listing = world.partner.listings.get(payload["app_key"])
    if listing is not None and reviews.is_due(listing.review, payload):
        judge(world, listing, "approve")


def rotate_secret(world: World, listing: Listing) -> str:
    """Another secret. Whether the one before works on for a while is a switch; nothing is documented."""
    app, now = world.apps[listing.app_key], world.clock.now()
    grace = world.switches.replaced_app_secret_grace_s
    app.old_secret, app.old_secret_ends_at = (app.secret, now + grace) if grace else ("", 0)
    app.secret, listing.secret_rotated_at = new_secret(world), now
    return app.secret


def listing_of(world: World, developer: Developer, app_key: str) -> Listing:
    """An app of this developer. Raises NotFound."""
    found = world.partner.listings.get(app_key)
    if found is None or found.developer_id != developer.id:
        raise NotFound(f"{developer.company} has no app {app_key}", next_step="GET /_sim/partner/developers lists them.")
    return found


def new_secret(world: World) -> str:
    """40 hex digits that follow from the seed, the world's birth and a count; opens nothing else."""
    world.serial += 1
    return hashlib.shake_256(f"{world.seed}/{world.born_at}/{world.serial}/app secret".encode()).hexdigest(20)


def fingerprint(secret: str) -> str:
    """Twelve hex digits that tell two secrets apart."""
    return hashlib.sha256(secret.encode()).hexdigest()[:12]


def _made(world: World, what: str, length: int) -> str:
    """A short lower-case key that begins with a digit, as seen in the field."""
    digest = hashlib.shake_256(f"{world.seed}/{world.born_at}/{world.serial}/app {what}".encode()).digest(length)
    return "6" + base64.b32encode(digest).decode().lower().replace("=", "")[:length]


def _checked(developer: Developer, plan: Plan) -> str:
    """The market of a plan whose choices are possible."""
    _name(plan.name)
    if plan.kind not in KINDS:
        raise InvalidRequest(f"{plan.kind!r} is not a kind of app", next_step="custom or public.")
    if plan.kind == "public" and developer.kind == "seller_developer":
        raise InvalidRequest(
            "A seller developer makes custom apps only, for the own shops",
            next_step="Register as an app developer (ISV) to offer an app to other sellers.",
        )
    if plan.category not in facts().categories:
        raise InvalidRequest(f"{plan.category!r} is not a category", next_step=f"{', '.join(facts().categories)}.")
    if plan.seller_type not in SELLER_TYPES:
        raise InvalidRequest(f"{plan.seller_type!r} is not a kind of seller", next_step=f"{', '.join(SELLER_TYPES)}.")
    market = plan.market.upper() or (developer.country if developer.kind == "seller_developer" else "")
    if not market:
        raise InvalidRequest("The target market is missing", next_step="An app is made for one market.")
    check_country(developer.portal, market, "apps for sellers")
    return market


def _name(text: str) -> str:
    text = text.strip()
    if not 2 <= len(text) <= NAME_MAX or not text.isprintable():
        raise InvalidRequest(f"The name of an app has 2 to {NAME_MAX} characters")
    return text


def _topics(app: App, switched: dict[str, bool]) -> set[int]:
    wanted = set(app.webhook_topics)
    for name, on in switched.items():
        if not (name.isascii() and name.isdigit() and len(name) < 6):
            raise InvalidRequest(f"{name!r} is not the number of a webhook topic")
        (wanted.add if on else wanted.discard)(int(name))
    return wanted
