"""Random walks through Partner Center: whatever is asked in whatever order, what stands in it fits together."""

from __future__ import annotations

import base64
import random
from typing import Any

import pytest

from shoplatch.simulator import saving
from shoplatch.simulator.partner import permissions
from shoplatch.simulator.partner.portals import facts, portal_of
from shoplatch.simulator.partner.verification import missing
from shoplatch.simulator.state.world import World
from tests.simulator.partner.partner_desk import PDF, PURPOSE, PartnerDesk

CONTENT = base64.b64encode(PDF).decode()
SCOPES = ("seller.product.basic", "seller.order.info", "seller.order.ext_ref.read", "seller.promotion.info")
STATES = {
    "verification": {"draft", "in_review", "more_requested", "rejected", "approved"},
    "api_access": {"none", "requested", "granted", "rejected"},
    "app": {"draft", "in_review", "published", "rejected"},
    "ask": {"in_review", "refused"},
}


def fits_together(world: World) -> None:
    """What has to hold after every step."""
    center = world.partner
    for developer in center.developers.values():
        assert developer.verification.state in STATES["verification"]
        assert developer.api_access.state in STATES["api_access"]
        if developer.verification.state in ("in_review", "approved"):
            assert missing(developer) == []
            assert {one.state for one in developer.documents.values()} <= {"in_review", "accepted"}
        if developer.api_access.state != "none":
            assert developer.verification.state == "approved"
        if developer.verification.state in ("rejected", "more_requested") or developer.api_access.state == "rejected":
            assert developer.verification.reason or developer.api_access.reason
        assert (
            developer.kind == "isv" or world.shops[developer.shop_id].region in facts().portals[developer.portal].countries
        )
        assert all(world.shops[one.shop_id].test_shop for one in developer.test_shops)
    assert set(center.listings) == set(world.apps)
    for listing in center.listings.values():
        app, owner = world.apps[listing.app_key], center.developers[listing.developer_id]
        assert owner.api_access.state == "granted"
        assert listing.review.state in STATES["app"]
        assert app.kind == "custom" or owner.kind == "isv"
        assert all(portal_of(market) == owner.portal for market in listing.markets) or app.name == "Fernlight ERP link"
        assert set(app.scopes) <= set(permissions.offered())
        assert len(app.scopes) == len(set(app.scopes))
        assert not set(app.scopes) & set(listing.asks)
        assert {one.review.state for one in listing.asks.values()} <= STATES["ask"]
        assert (listing.published_at > 0) or listing.review.state != "published"
        assert app.old_secret != app.secret


class Walker:
    """Asks for this and that."""

    def __init__(self, desk: PartnerDesk, seed: int) -> None:
        self.desk = desk
        self.chance = random.Random(seed)
        self.statuses: set[int] = set()

    async def step(self) -> None:
        pick, center = self.chance.choice, self.desk.world.partner
        if len(center.developers) < 3:
            await self.desk.control("POST", "partner/developers", self._registration())
        developer = pick(list(center.developers))
        own = [one.app_key for one in center.listings.values() if one.developer_id == developer]
        one = f"partner/developers/{developer}"
        app = f"{one}/apps/{pick(own)}" if own else f"{one}/apps/none"
        scope = pick(SCOPES)
        verdict = {"decision": pick(["approve", "approve", "reject", "request_more", "refuse"]), "reason": pick(["", "No."])}
        path, body = pick(
            [
                (f"{one}/documents", self._paper()),
                (f"{one}/documents", self._paper()),
                (f"{one}/documents", self._paper()),
                (f"{one}/submit", None),
                (f"{one}/review", verdict),
                (f"{one}/api-access", None),
                (f"{one}/api-access/review", verdict),
                (f"{one}/apps", self._plan()),
                (app, {"redirect_url": pick(["https://a.example/b", "", "nonsense"])}),
                (f"{app}/scopes", {"scopes": [scope], "purpose": pick(["", PURPOSE])}),
                (f"{app}/scopes", {"scopes": [scope], "purpose": PURPOSE}),
                (f"{app}/scopes", {"drop": [scope]}),
                (f"{app}/scopes/review", {"scope": scope, **verdict}),
                (f"{app}/publish", None),
                (f"{app}/review", verdict),
                (f"{app}/review", {"decision": "reject", "reason": "No privacy page."}),
                (f"{app}/secret", None),
                (f"{one}/test-shops", {"country": pick(["GB", "US", "JP"]), "products": 0}),
                ("clock", {"advance_s": self.chance.randrange(40_000), "wait": False}),
            ]
        )
        told = await self.desk.control("POST", path, body)
        assert told.status in (200, 400, 404, 409), (path, body, told.body)
        assert "Internal error" not in told.body.decode()
        self.statuses.add(told.status)

    def _registration(self) -> dict[str, Any]:
        pick = self.chance.choice
        return {
            "portal": pick(["row", "us", "eu"]),
            "kind": pick(["isv", "seller_developer"]),
            "company": "Nori",
            "email": f"dev{self.chance.randrange(9)}@nori.example",
            "country": pick(["GB", "US", "DE"]),
        }

    def _paper(self) -> dict[str, Any]:
        pick = self.chance.choice
        return {
            "kind": pick(list(facts().documents)),
            "file_name": pick(["a.pdf", "b.pdf", "expired.pdf"]),
            "content_base64": pick([CONTENT, CONTENT, "not base64"]),
        }

    def _plan(self) -> dict[str, Any]:
        pick = self.chance.choice
        return {
            "name": "An app",
            "kind": pick(["custom", "public"]),
            "category": pick(list(facts().categories)),
            "market": pick(["GB", "US", "DE", ""]),
        }


def note(world: World, seen: dict[str, set[str]]) -> None:
    """Which states have been."""
    center = world.partner
    seen["verification"] |= {one.verification.state for one in center.developers.values()}
    seen["api_access"] |= {one.api_access.state for one in center.developers.values()}
    seen["app"] |= {one.review.state for one in center.listings.values()}
    seen["ask"] |= {ask.review.state for one in center.listings.values() for ask in one.asks.values()}


async def walk(seed: int, steps: int, seen: dict[str, set[str]] | None = None) -> PartnerDesk:
    desk = PartnerDesk("empty")
    walker = Walker(desk, seed)
    for _ in range(steps):
        await walker.step()
        fits_together(desk.world)
        if seen is not None:
            note(desk.world, seen)
    content = saving.snapshot(desk.world)
    assert saving.twin(content, desk.world).partner == desk.world.partner
    await desk.site.webhooks.stop()
    return desk


@pytest.mark.parametrize("seed", range(6))
async def test_nothing_that_is_asked_in_any_order_leaves_partner_center_in_pieces(seed: int) -> None:
    await walk(seed, 150)


@pytest.mark.long
async def test_long_walks_reach_every_state_and_stay_whole() -> None:
    seen: dict[str, set[str]] = {name: set() for name in STATES}
    for seed in range(100, 140):
        await walk(seed, 900, seen)
    assert seen == STATES


async def test_the_same_walk_gives_the_same_bytes() -> None:
    first, second = [saving.snapshot((await walk(3, 120)).world) for _ in range(2)]
    assert first == second
