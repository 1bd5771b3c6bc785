"""Authorization codes, tokens and grants: how long they live, how they rotate, how they end (platform.md 3.2 to 3.4).

What the two token endpoints answer is made here; who may be asked for consent is `consent.py`'s; whether a token opens an
operation is the gate's.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from typing import Any

from shoplatch.simulator import signing
from shoplatch.simulator.ask import Refused
from shoplatch.simulator.grantees import USER_TYPES, grantees
from shoplatch.simulator.state.parties import App, AuthCode, Grant, Seller, Shop
from shoplatch.simulator.state.world import World
from shoplatch.simulator.switches import Switches

CODE_LIFE_S = 30 * 60
ACCESS_LIFE_S = 7 * 24 * 3600
DAY_S = 24 * 3600
REMINDER_DAYS = 30  # webhook 7 comes daily from so many days before the end
REMINDER = "grant.reminder"
AUTH_CODES_MAX = 10_000
TOKENS_KEPT_MAX = 5_000  # of one kind for one grant; the oldest go first
_EUROPE = frozenset(["GB", "UK", "IE", "DE", "FR", "IT", "ES", "AT", "BE", "NL", "PL", "PT", "GR", "HU", "CZ"])


def install(world: World) -> None:
    """Make reminders happen in this world, and index the tokens it was loaded with. Called again after a restore."""
    world.happenings[REMINDER] = _remind
    for grant in world.grants.values():
        for token in grant.access_tokens:
            world.grant_by_access_token[token] = grant


def scopes_for(app: App, user_type: int) -> list[str]:
    """The scopes of the app that an account of this type can grant."""
    known = grantees()
    return [scope for scope in app.scopes if USER_TYPES[known.get(scope, "seller")] == user_type]


def issue_code(world: World, app: App, seller: Seller, *, grant_ends_at: int, scopes: list[str] | None = None) -> AuthCode:
    """An authorization code after the account's yes: 30 minutes, one use. Creators may have left scopes out."""
    now = world.clock.now()
    for old in [code for code, held in world.auth_codes.items() if held.expires_at < now][:100]:
        del world.auth_codes[old]
    if len(world.auth_codes) >= AUTH_CODES_MAX:
        del world.auth_codes[next(iter(world.auth_codes))]
    given = scopes_for(app, seller.user_type) if scopes is None else scopes
    code = AuthCode(_opaque(world, seller, 48), app.key, seller.open_id, given, now + CODE_LIFE_S, grant_ends_at)
    world.auth_codes[code.code] = code
    world.tally.authorizations += 1
    return code


def token_get(world: World, switches: Switches, query: Mapping[str, str]) -> dict[str, Any]:
    """`GET /api/v2/token/get`: exchange a code. Raises Refused 36009004, 36004004."""
    app = _app_with_secret(world, query, "authorized_code")
    code = world.auth_codes.get(query.get("auth_code", ""))
    if code is None or code.app_key != app.key or code.expires_at < world.clock.now():
        raise Refused(36004004, "invalid auth code")
    del world.auth_codes[code.code]
    grant = open_grant(world, switches, code)
    world.tally.token_exchanges += 1
    return _pair(world, grant)


def token_refresh(world: World, switches: Switches, query: Mapping[str, str]) -> dict[str, Any]:
    """`GET /api/v2/token/refresh`: a new pair. Raises Refused 36009004, 36004001, 36004005."""
    app = _app_with_secret(world, query, "refresh_token")
    token = query.get("refresh_token", "")
    now = world.clock.now()
    grant = _grant_of_refresh_token(world, app, token, now)
    if token and grant.ends_at <= now:
        raise Refused(36004001, "refresh token is expired")
    if switches.refresh_ends_old_access_token:
        _forget_access(world, grant, list(grant.access_tokens))
    _forget_access(world, grant, [old for old, end in grant.access_tokens.items() if end < now - ACCESS_LIFE_S])
    world.tally.token_refreshes += 1
    if not switches.refresh_gives_new_pair:
        return _pair(world, grant, keep_refresh=token)
    if token in grant.refresh_tokens:
        del grant.refresh_tokens[token]
        grant.spent_refresh_tokens[token] = now + switches.spent_refresh_token_grace_s
    return _pair(world, grant)


def open_grant(world: World, switches: Switches, code: AuthCode) -> Grant:
    """The grant a consent opens: one per app and account, over all active shops of a seller; an earlier one is renewed."""
    account = world.sellers[code.seller_open_id]
    shops = _covered(world, switches, code)
    held = next(
        (
            grant
            for grant in world.grants.values()
            if grant.app_key == code.app_key and grant.seller_open_id == code.seller_open_id and not grant.revoked
        ),
        None,
    )
    if held is None:
        held = Grant(world.new_id("7494"), code.app_key, code.seller_open_id, shops, list(code.scopes), code.grant_ends_at)
        held.kind = account.user_type
        world.grants[held.id] = held
    elif switches.reauthorization_ends_old_tokens:
        _forget_access(world, held, list(held.access_tokens))
        held.refresh_tokens.clear()
        held.spent_refresh_tokens.clear()
    held.shop_ids, held.scopes, held.ends_at = shops, list(code.scopes), code.grant_ends_at
    held.withdrawn_shop_ids, held.assets = [], code.assets
    if account.user_type == 0:
        _schedule_reminder(world, held)
    return held


def _covered(world: World, switches: Switches, code: AuthCode) -> list[str]:
    """The shops a grant covers: the account's active ones in the markets the app is made for."""
    listing = world.partner.listings.get(code.app_key)
    markets = None if listing is None or switches.grants_outside_target_market else listing.markets
    return [
        shop.id
        for shop in world.shops.values()
        if shop.seller_open_id == code.seller_open_id and shop.active and (markets is None or shop.region in markets)
    ]


def first_pair(world: World, switches: Switches, app: App, seller: Seller, *, grant_ends_at: int) -> dict[str, Any]:
    """A grant and its tokens without a consent: what the ready file hands out. Not counted as an exchange."""
    given = scopes_for(app, seller.user_type)
    code = AuthCode("", app.key, seller.open_id, given, world.clock.now() + CODE_LIFE_S, grant_ends_at)
    return _pair(world, open_grant(world, switches, code))


def another_pair(world: World, grant: Grant) -> dict[str, Any]:
    """More tokens of a grant that exists, as the ready file of a restored world needs them."""
    return _pair(world, grant)


def deauthorize(world: World, grant: Grant, shops: list[Shop]) -> None:
    """End a grant for these shops: calls give 105001 and webhook 6 tells the app, once per shop; 20 for a creator."""
    for shop in shops:
        if shop.id not in grant.shop_ids:
            continue
        grant.shop_ids.remove(shop.id)
        grant.withdrawn_shop_ids.append(shop.id)
    if not grant.shop_ids:
        grant.revoked = True
        grant.refresh_tokens.clear()
        grant.spent_refresh_tokens.clear()
    for shop in shops:
        world.tell(
            6, shop, {"message": f"seller {shop.name} cancelled the authorization of this app"}, app_key=grant.app_key
        )
        shop.webhooks.pop(grant.app_key, None)
    account = world.sellers[grant.seller_open_id]
    if account.user_type == 1 and world.shops:
        told = {"cancel_time": str(world.clock.now())}
        world.tell(20, next(iter(world.shops.values())), told, app_key=grant.app_key, owner=account.open_id)


def _pair(world: World, grant: Grant, *, keep_refresh: str | None = None) -> dict[str, Any]:
    """New tokens of a grant, as both endpoints return them. The `*_expire_in` are absolute Unix seconds."""
    seller = world.sellers[grant.seller_open_id]
    for crowded in (grant.access_tokens, grant.refresh_tokens, grant.spent_refresh_tokens):
        while len(crowded) >= TOKENS_KEPT_MAX:
            oldest = next(iter(crowded))
            del crowded[oldest]
            world.grant_by_access_token.pop(oldest, None)
    access, refresh = _opaque(world, seller, 64), keep_refresh or _opaque(world, seller, 64)
    access_end = min(world.clock.now() + ACCESS_LIFE_S, grant.ends_at)
    grant.access_tokens[access] = access_end
    grant.refresh_tokens[refresh] = grant.ends_at
    world.grant_by_access_token[access] = grant
    return {
        "access_token": access,
        "access_token_expire_in": access_end,
        "refresh_token": refresh,
        "refresh_token_expire_in": grant.ends_at,
        "open_id": seller.open_id,
        "seller_name": seller.name,
        "seller_base_region": seller.base_region,
        "user_type": grant.kind,
        "granted_scopes": list(grant.scopes),
    }


def _app_with_secret(world: World, query: Mapping[str, str], grant_type: str) -> App:
    app = world.apps.get(query.get("app_key", ""))
    if app is None or not app.enabled:
        raise Refused(36009004, "Invalid credentials. The query parameter 'app_key' is unknown, disabled or deleted.")
    given = query.get("app_secret", "")
    if not any(signing.same(secret, given) for secret in app.secrets(world.clock.now())):
        raise Refused(36009004, "Invalid credentials. The query parameter 'app_secret' does not belong to this app_key.")
    if query.get("grant_type") != grant_type:
        raise Refused(36009004, f"Invalid request parameter. 'grant_type' must be {grant_type}.")
    return app


def _grant_of_refresh_token(world: World, app: App, token: str, now: int) -> Grant:
    for grant in world.grants.values():
        if grant.app_key != app.key or grant.revoked:
            continue
        if token in grant.refresh_tokens or grant.spent_refresh_tokens.get(token, -1) > now:
            return grant
    raise Refused(36004005, "the authorization of this refresh token was not found")


def _forget_access(world: World, grant: Grant, tokens: list[str]) -> None:
    for token in tokens:
        del grant.access_tokens[token]
        world.grant_by_access_token.pop(token, None)
    now = world.clock.now()
    for spent in [token for token, end in grant.spent_refresh_tokens.items() if end <= now]:
        del grant.spent_refresh_tokens[spent]


def _opaque(world: World, seller: Seller, length: int) -> str:
    """A token that tells nothing but its cluster: TTP_ US, GCP_ Europe, ROW_ elsewhere (platform.md section 3.4).

    Made from the seed, the world's birth and a count, so that the same calls give the same tokens. Opens nothing else.
    """
    region = seller.base_region
    prefix = "TTP_" if region == "US" else "GCP_" if region in _EUROPE else "ROW_"
    world.serial += 1
    made = hashlib.shake_256(f"{world.seed}/{world.born_at}/{world.serial}/token".encode()).digest(length)
    return prefix + base64.urlsafe_b64encode(made).decode().rstrip("=")


def _schedule_reminder(world: World, grant: Grant) -> None:
    first = max(grant.ends_at - REMINDER_DAYS * DAY_S, world.clock.now())
    midnight = -(-first // DAY_S) * DAY_S
    if midnight < grant.ends_at:
        world.clock.at(midnight, REMINDER, grant_id=grant.id, ends_at=grant.ends_at)


def _remind(world: World, payload: dict[str, Any]) -> None:
    """Webhook 7, once a day until the seller authorizes again or the grant ends."""
    grant = world.grants.get(payload["grant_id"])
    if grant is None or grant.revoked or grant.ends_at != payload["ends_at"]:
        return
    for shop_id in grant.shop_ids:
        shop = world.shops[shop_id]
        told = {"message": f"authorization of shop {shop.name} expires soon", "expiration_time": str(grant.ends_at)}
        world.tell(7, shop, told, app_key=grant.app_key)
    following = world.clock.now() + DAY_S
    if following < grant.ends_at:
        world.clock.at(following, REMINDER, **payload)
