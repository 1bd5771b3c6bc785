"""The levers below `/_sim/partner/`: whatever the pages of Partner Center do, a program does by these.

Answers are the developer, or the app, as it stands afterwards.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from typing import Any

import msgspec

from shoplatch.errors import InvalidRequest
from shoplatch.simulator.desk import Desk, delivery_told
from shoplatch.simulator.lever import Lever, Ordered
from shoplatch.simulator.partner import apps, permissions, registration, test_shops, told, verification
from shoplatch.simulator.state.partner import Developer, Listing
from shoplatch.simulator.state.world import World

LISTED_DEFAULT = 100


class Paper(msgspec.Struct, forbid_unknown_fields=True):
    """One document: its kind, the name of the file, and the file in base64."""

    kind: str
    file_name: str
    content_base64: str


class Decision(msgspec.Struct, forbid_unknown_fields=True):
    """What staff decide: approve, or reject with a reason."""

    decision: str
    reason: str = ""


class Application(msgspec.Struct, forbid_unknown_fields=True):
    """Scopes to switch on or apply for, with what they are for; and scopes to switch off."""

    scopes: list[str] = []
    purpose: str = ""
    drop: list[str] = []


class ScopeDecision(msgspec.Struct, forbid_unknown_fields=True):
    """What staff decide about one application: approve, or refuse with a reason."""

    scope: str
    decision: str
    reason: str = ""


OfDeveloper = Callable[[World, Developer, Ordered], Any]
OfApp = Callable[[World, Listing, Ordered], Any]


def _on_developer(deed: OfDeveloper) -> Callable[[Desk, Ordered], dict[str, Any]]:
    """The deed, then the developer as it stands."""

    def pull(desk: Desk, ordered: Ordered) -> dict[str, Any]:
        developer = registration.developer_of(desk.world, ordered.parts[0])
        deed(desk.writing(), developer, ordered)
        return told.developer(desk.world, developer)

    return pull


def _on_app(deed: OfApp) -> Callable[[Desk, Ordered], dict[str, Any]]:
    """The deed, then the app as it stands."""

    def pull(desk: Desk, ordered: Ordered) -> dict[str, Any]:
        deed(desk.writing(), _listing(desk, ordered), ordered)
        return told.app(desk.world, _listing(desk, ordered))

    return pull


def _listing(desk: Desk, ordered: Ordered) -> Listing:
    developer = registration.developer_of(desk.world, ordered.parts[0])
    return apps.listing_of(desk.world, developer, ordered.parts[1])


def _register(desk: Desk, ordered: Ordered) -> dict[str, Any]:
    made = registration.register(desk.writing(), ordered.as_(registration.Registration))
    return told.developer(desk.world, made)


def _attach(world: World, developer: Developer, ordered: Ordered) -> None:
    paper = ordered.as_(Paper)
    try:
        content = base64.b64decode(paper.content_base64, validate=True)
    except (binascii.Error, ValueError) as broken:
        raise InvalidRequest("content_base64 is not base64") from broken
    verification.attach(world, developer, paper.kind, paper.file_name, content)


def _judge_access(_world: World, developer: Developer, ordered: Ordered) -> None:
    wanted = ordered.as_(Decision)
    verification.judge_access(developer, wanted.decision, wanted.reason)


def _create_app(desk: Desk, ordered: Ordered) -> dict[str, Any]:
    developer = registration.developer_of(desk.world, ordered.parts[0])
    listing = apps.create(desk.writing(), developer, ordered.as_(apps.Plan))
    return told.app(desk.world, listing)


def _judge_app(world: World, listing: Listing, ordered: Ordered) -> None:
    wanted = ordered.as_(Decision)
    apps.judge(world, listing, wanted.decision, wanted.reason)


def _apply(world: World, listing: Listing, ordered: Ordered) -> None:
    wanted = ordered.as_(Application)
    if wanted.scopes or not wanted.drop:
        permissions.ask(world, listing, wanted.scopes, wanted.purpose)
    permissions.drop(world, listing, wanted.drop)


def _judge_scope(world: World, listing: Listing, ordered: Ordered) -> None:
    wanted = ordered.as_(ScopeDecision)
    permissions.judge(world, listing, wanted.scope, wanted.decision, wanted.reason)


def _secret(desk: Desk, ordered: Ordered) -> dict[str, Any]:
    return told.secret(desk.world, _listing(desk, ordered))


def _rotate(desk: Desk, ordered: Ordered) -> dict[str, Any]:
    listing = _listing(desk, ordered)
    apps.rotate_secret(desk.writing(), listing)
    return told.secret(desk.world, listing)


def _open_shop(desk: Desk, ordered: Ordered) -> dict[str, Any]:
    developer = registration.developer_of(desk.world, ordered.parts[0])
    made = test_shops.open_shop(desk.writing(), developer, ordered.as_(test_shops.Opening))
    return told.test_shop(desk.world, developer, made.shop_id)


def _renew_shop(desk: Desk, ordered: Ordered) -> dict[str, Any]:
    developer = registration.developer_of(desk.world, ordered.parts[0])
    test_shops.renew(desk.writing(), developer, ordered.parts[1])
    return told.test_shop(desk.world, developer, ordered.parts[1])


def deliveries_of(desk: Desk, app_key: str, limit: int) -> list[dict[str, Any]]:
    """The webhook log of one app, newest first."""
    found = (one for one in reversed(desk.world.deliveries.values()) if one.app_key == app_key)
    return [delivery_told(one) for one, _ in zip(found, range(max(0, min(limit, 1_000))), strict=False)]


def _deliveries(desk: Desk, ordered: Ordered) -> dict[str, Any]:
    limit = ordered.number("limit", LISTED_DEFAULT) or 0
    return {"deliveries": deliveries_of(desk, _listing(desk, ordered).app_key, limit)}


_ONE = "partner/developers/{developer_id}"
_APP = f"{_ONE}/apps/{{app_key}}"
_STANDS, _APP_STANDS = ("id", "verification", "api_access", "apps"), ("app_key", "state", "scopes")

PARTNER_LEVERS: tuple[Lever, ...] = (
    Lever("GET", "partner", "Partner Center: its sites, documents, categories, and what cannot be changed later",
          lambda _d, _o: told.offers(), gives=("portals", "documents", "categories")),
    Lever("GET", "partner/developers", "The developers of all sites with documents, apps, scopes and test shops",
          lambda d, o: told.developers(d.world, o.query.get("portal")), gives=("developers",),
          query={"portal": "row, us or eu"}),
    Lever("POST", "partner/developers", "Register as seller developer or ISV", _register,
          takes=registration.Registration, gives=_STANDS),
    Lever("GET", _ONE, "One developer", lambda d, o: told.developer(d.world, registration.developer_of(d.world, o.parts[0])),
          gives=_STANDS),
    Lever("POST", f"{_ONE}/documents", "Upload a document (PDF, JPEG or PNG, at most 10 MB)", _on_developer(_attach),
          takes=Paper, gives=_STANDS),
    Lever("POST", f"{_ONE}/submit", "Hand the documents in for verification",
          _on_developer(lambda w, one, _: verification.submit(w, one)), gives=_STANDS),
    Lever("POST", f"{_ONE}/review", "Staff decide about the documents: approve, reject or request_more, with a reason",
          _on_developer(lambda _w, one, o: verification.judge(one, o.as_(verification.Verdict))),
          takes=verification.Verdict, gives=_STANDS),
    Lever("POST", f"{_ONE}/api-access", "Ask for access to the API",
          _on_developer(lambda w, one, _: verification.request_access(w, one)), gives=_STANDS),
    Lever("POST", f"{_ONE}/api-access/review", "Staff decide about that: approve, or reject with a reason",
          _on_developer(_judge_access), takes=Decision, gives=_STANDS),
    Lever("POST", f"{_ONE}/apps", "Create an app; kind, category, market and seller type cannot be changed later",
          _create_app, takes=apps.Plan, gives=_APP_STANDS),
    Lever("GET", _APP, "One app", lambda d, o: told.app(d.world, _listing(d, o)), gives=_APP_STANDS),
    Lever("POST", _APP, "Change redirect URL, webhook URL, topic switches, IP allow-list, name, the Enable API switch",
          _on_app(lambda w, one, o: apps.change(w, one, o.as_(apps.Settings))), takes=apps.Settings, gives=_APP_STANDS),
    Lever("POST", f"{_APP}/scopes", "Switch scopes on, apply for those that are reviewed, switch others off",
          _on_app(_apply), takes=Application, gives=_APP_STANDS),
    Lever("POST", f"{_APP}/scopes/review", "Staff decide about an application: approve, or refuse with a reason",
          _on_app(_judge_scope), takes=ScopeDecision, gives=_APP_STANDS),
    Lever("POST", f"{_APP}/publish", "Publish a custom app; hand a public one, or a connector, in for review",
          _on_app(lambda w, one, _: apps.publish(w, one)), gives=_APP_STANDS),
    Lever("POST", f"{_APP}/review", "Staff decide about an app: approve, or reject with a reason", _on_app(_judge_app),
          takes=Decision, gives=_APP_STANDS),
    Lever("GET", f"{_APP}/secret", "Key and secret, as the app's page shows them", _secret, gives=("app_key", "app_secret")),
    Lever("POST", f"{_APP}/secret", "Rotate the secret; how long the one before works on is a switch", _rotate,
          gives=("app_key", "app_secret", "old_secret_ends_at")),
    Lever("GET", f"{_APP}/deliveries", "The webhook log of the app, newest first", _deliveries, gives=("deliveries",),
          query={"limit": "at most so many"}),
    Lever("POST", f"{_ONE}/test-shops", "Open a test shop", _open_shop, takes=test_shops.Opening,
          gives=("shop_id", "shop_cipher", "seller_open_id")),
    Lever("POST", f"{_ONE}/test-shops/{{shop_id}}/renew", "Another 180 days for a test shop", _renew_shop,
          gives=("shop_id", "expires_at")),
)  # fmt: skip
