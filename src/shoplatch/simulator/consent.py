"""The account's side of authorization: the consent page, headless approval, refusal, and the way back to the app.

Sellers, creators and partners each by their own link (platform.md sections 3.1 and 3.2; a partner's differs by its host). It
issues a code at most; tokens are `tokens.py`'s. The page stands in for TikTok's and says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from shoplatch.catalog import reader
from shoplatch.simulator import tokens, web
from shoplatch.simulator.ask import Refused
from shoplatch.simulator.envelope import Answer, Envelopes
from shoplatch.simulator.gate import Call
from shoplatch.simulator.partner import admission
from shoplatch.simulator.state.parties import App, Grant, Seller
from shoplatch.simulator.state.world import World
from shoplatch.simulator.switches import Switches

CREATOR_PATH = "/alliance/creator/auth"
PATHS = frozenset({"/open/authorize", "/oauth/authorize", CREATOR_PATH})
SELLER, CREATOR, PARTNER = 0, 1, 3
NEVER = 4_866_480_000  # creator grants do not end by time; ends near the year 2124 were seen (platform.md section 3.3)
DAYS_OFFERED = (30, 90, 180, 365)
DAYS_DEFAULT = 365
DAYS_MAX = 36_500
STATE_MAX = 4_096


class Consent:
    """Answers the authorization links of one simulator."""

    def __init__(self, world: World, switches: Switches, envelopes: Envelopes) -> None:
        self._world = world
        self._switches = switches
        self._envelopes = envelopes

    def answer(self, call: Call) -> Answer:
        """A page for a browser; a redirect to the app for anybody else, for `approve=1`, and after the form."""
        browser = "text/html" in call.headers.get("accept", "")
        try:
            return self._answer(call, browser=browser)
        except Refused as refused:
            if not browser:
                return self._envelopes.refusal(refused, self._switches)
            return web.page("consent_fault.html", self._envelopes.date, status=400, why=refused.message)

    def _answer(self, call: Call, *, browser: bool) -> Answer:
        query = dict(parse_qsl(call.query_string, keep_blank_values=True))
        kind = _kind(call, query)
        if call.method == "POST":
            if call.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
                raise Refused(36009004, "Invalid request. A page of another site sent this form; open the link yourself.")
            pairs = parse_qsl(call.body.decode("utf-8", "replace"), keep_blank_values=True)
            ticked = ",".join(value for name, value in pairs if name == "scope")
            picked = ",".join(value for name, value in pairs if name == "asset")
            return self._decide({**dict(pairs), "scopes": ticked, "assets": picked}, kind)
        if call.method not in ("GET", "HEAD"):
            raise Refused(36009010, "Open the authorization link with GET.")
        if query.get("deny") == "1":
            return self._decide({**query, "decision": "refuse"}, kind)
        if query.get("approve") == "1" or not browser:
            return self._decide({**query, "decision": "approve"}, kind)
        return self._page(query, kind)

    def _decide(self, chosen: Mapping[str, str], kind: int) -> Answer:
        app = self._app(chosen)
        state = chosen.get("state", "")[:STATE_MAX]
        if kind == CREATOR and not state:
            raise Refused(36009004, "Missing required query parameter. 'state' is required on the creator's link.")
        if chosen.get("decision") != "approve":
            told = {"code": "null", "error": self._switches.refusal_error, "state": state}
            return web.redirect(_with_query(app.redirect_url, told), self._envelopes.date)
        seller = self._seller(app, chosen, kind)
        days = _days(chosen.get("duration_days", ""))
        ends_at = NEVER if kind == CREATOR else self._world.clock.now() + days * tokens.DAY_S
        scopes = None
        if kind == CREATOR:
            scopes = _ticked(chosen, tokens.scopes_for(app, kind))
            if not self._switch(app, seller, scopes):
                told = {"code": "null", "error": self._switches.refusal_error, "state": state}
                return web.redirect(_with_query(app.redirect_url, told), self._envelopes.date)
        picked = _picked(seller, chosen.get("assets", "").split(",")) if kind == PARTNER and "assets" in chosen else None
        code = tokens.issue_code(self._world, app, seller, grant_ends_at=ends_at, scopes=scopes)
        code.assets = picked
        told = {"app_key": app.key, "code": code.code, "locale": "en", "shop_region": seller.base_region, "state": state}
        return web.redirect(_with_query(app.redirect_url, told), self._envelopes.date)

    def _switch(self, app: App, creator: Seller, scopes: list[str]) -> bool:
        """A creator who opens the link again switches the scopes of the grant there is, at once; none left ends it."""
        held = self._held(app, creator)
        if held is not None and scopes:
            held.scopes = list(scopes)
        elif held is not None:
            tokens.deauthorize(self._world, held, [])
        return bool(scopes)

    def _held(self, app: App, account: Seller) -> Grant | None:
        living = (one for one in self._world.grants.values() if not one.revoked)
        return next((one for one in living if (one.app_key, one.seller_open_id) == (app.key, account.open_id)), None)

    def _page(self, query: Mapping[str, str], kind: int) -> Answer:
        app = self._app(query)
        if kind == CREATOR and not query.get("state"):
            raise Refused(36009004, "Missing required query parameter. 'state' is required on the creator's link.")
        described = {scope.scope: scope for scope in reader.scopes()}
        sellers = [self._account_shown(app, seller, kind) for seller in self._accounts(app, kind)]
        able = [seller["open_id"] for seller in sellers if seller["able"]]
        asked = query.get("seller", "")
        return web.page(
            "consent.html",
            self._envelopes.date,
            form_to=_origin(app.redirect_url),
            app=app,
            scopes=[(name, described.get(name)) for name in tokens.scopes_for(app, kind)],
            kind={SELLER: "seller", CREATOR: "creator", PARTNER: "partner"}[kind],
            sellers=sellers,
            chosen=asked if asked in able else next(iter(able), ""),
            on=self._ticked_now(app, kind),
            days_offered=DAYS_OFFERED,
            days_default=DAYS_DEFAULT,
            state=query.get("state", "")[:STATE_MAX],
            host=urlsplit(app.redirect_url).netloc,
        )

    def _ticked_now(self, app: App, kind: int) -> list[str]:
        """The boxes that are ticked to begin with: what the creator left on before, or all."""
        accounts = self._accounts(app, kind)
        held = self._held(app, accounts[0]) if kind == CREATOR and len(accounts) == 1 else None
        return tokens.scopes_for(app, kind) if held is None else held.scopes

    def _account_shown(self, app: App, seller: Seller, kind: int) -> dict[str, Any]:
        shops = [shop for shop in self._world.shops.values() if shop.seller_open_id == seller.open_id]
        active = seller.active and (kind != SELLER or any(shop.active for shop in shops))
        refused = admission.may(self._world, app, seller)
        return {
            "open_id": seller.open_id,
            "name": seller.name,
            "active": active,
            "refused": refused,
            "able": active and not refused,
            "shops": shops,
            "assets": seller.assets,
        }

    def _app(self, given: Mapping[str, str]) -> App:
        key, service_id = given.get("app_key"), given.get("service_id")
        app = next(
            (
                app
                for app in self._world.apps.values()
                if (key and app.key == key) or (service_id and app.service_id == service_id)
            ),
            None,
        )
        if app is None or not app.enabled:
            named = "app_key" if key else "service_id"
            raise Refused(
                36009004, f"Invalid credentials. The query parameter '{named}' does not name an app of this simulator."
            )
        if not app.redirect_url:
            raise Refused(
                36009004,
                f"Invalid request. The app {app.key} has no redirect URL; set it with POST /_sim/apps/{app.key}.",
            )
        return app

    def _accounts(self, app: App, kind: int) -> list[Seller]:
        accounts = (seller for seller in self._world.sellers.values() if seller.user_type == kind)
        return [seller for seller in accounts if admission.visible(self._world, app, seller)]

    def _seller(self, app: App, chosen: Mapping[str, str], kind: int) -> Seller:
        wanted = chosen.get("seller")
        able = [each for each in self._accounts(app, kind) if wanted in (None, "", each.open_id)]
        if not able:
            raise Refused(36009004, "Invalid request. There is no such account in this world.")
        seller = next((each for each in able if not admission.may(self._world, app, each)), able[0])
        admission.check(self._world, app, seller)
        if kind != SELLER:
            if not seller.active:
                raise Refused(36009044, "Inactive authorization state: the account is not active.")
            return seller
        shops = [shop for shop in self._world.shops.values() if shop.seller_open_id == seller.open_id]
        if not seller.active or not any(shop.active for shop in shops):
            raise Refused(36009044, "Inactive authorization state: only a seller with an active shop can authorize an app.")
        return seller


def _kind(call: Call, query: Mapping[str, str]) -> int:
    """Whose link it is. A partner's has the host partner.*; `account=partner` says so where hosts cannot."""
    if call.path == CREATOR_PATH:
        return CREATOR
    partner = query.get("account") == "partner" or call.headers.get("host", "").startswith("partner.")
    return PARTNER if partner else SELLER


def _ticked(chosen: Mapping[str, str], offered: list[str]) -> list[str]:
    """The scopes a creator left on: all of them unless `scopes` names some."""
    if "scopes" not in chosen:
        return offered
    wanted = set(chosen["scopes"].split(","))
    return [scope for scope in offered if scope in wanted]


def _picked(partner: Seller, ciphers: list[str]) -> list[str]:
    """The lines of business a partner picked, of its own. Raises Refused where there are some and none was picked."""
    picked = [asset.cipher for asset in partner.assets if asset.cipher in ciphers]
    if partner.assets and not picked:
        raise Refused(36009004, "Invalid request. Pick at least one line of business.")
    return picked


def _days(text: str) -> int:
    """The duration of the grant in days; the documented example is about a year."""
    if not text:
        return DAYS_DEFAULT
    if not (text.isascii() and text.isdigit() and 0 < int(text[:6]) <= DAYS_MAX):
        raise Refused(36009004, f"Invalid request parameter. 'duration_days' must be between 1 and {DAYS_MAX}.")
    return int(text)


def _with_query(address: str, told: Mapping[str, str]) -> str:
    """The redirect address with the answer added to whatever query it has; an empty state is left out."""
    parts = urlsplit(address)
    added = urlencode({name: value for name, value in told.items() if value})
    return urlunsplit(parts._replace(query="&".join(filter(None, (parts.query, added)))))


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
