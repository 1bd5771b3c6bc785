"""The gate every call passes, in the platform's order: path, method, app key, timestamp, signature, token, activity, scope,
cipher, rate, shape (platform.md sections 5 and 22; the first steps were seen live, the rest is a sensible order).

It decides whether a call may reach a behaviour and builds the `Ask`. It changes no state, and what the state allows is the
behaviour's to say.
"""

from __future__ import annotations

import ipaddress
import itertools
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import unquote_plus

import msgspec

from shoplatch.catalog import reader
from shoplatch.catalog.model import Node, Operation
from shoplatch.simulator import schema, signing
from shoplatch.simulator.ask import Ask, Refused, as_asked, as_sent
from shoplatch.simulator.grantees import USER_TYPES, opened_by
from shoplatch.simulator.limits import RateLimit
from shoplatch.simulator.multipart import parse_form
from shoplatch.simulator.state.parties import App, Grant, Shop
from shoplatch.simulator.state.world import World
from shoplatch.simulator.switches import Switches

OLDEST_S = 300
AHEAD_S = 30
QUERY_FIELDS_MAX = 200
ROUTES_KEPT_MAX = 2_000
_COMMON = frozenset({"app_key", "timestamp", "sign", "access_token", "shop_cipher"})
_SETTLED = frozenset({"high", "medium"})
_MORE = "For more information, see https://partner.tiktokshop.com/docv2/page/common-errors"
_decode = msgspec.json.Decoder(dict[str, Any]).decode


class Call(msgspec.Struct, frozen=True):
    """One HTTP request as it came in. Header names are lower-case."""

    method: str
    path: str
    query_string: str
    headers: Mapping[str, str]
    body: bytes = b""
    client: str = ""  # the caller's address

    def __repr__(self) -> str:
        return f"Call({self.method} {self.path})"  # the rest may hold tokens

    @property
    def content_type(self) -> str:
        return self.headers.get("content-type", "")


class Route(NamedTuple):
    """An operation with what the gate asks about it on every call."""

    operation: Operation
    path_params: Mapping[str, str]
    scopes: frozenset[str]
    scopes_settled: bool
    user_types: frozenset[int]  # whose tokens open it; empty where that is not settled
    query: tuple[Node, ...]  # the parameters that can be wrong at all


class Gate:
    """Lets calls through or refuses them."""

    def __init__(self, world: World, switches: Switches, limit: RateLimit) -> None:
        self._world = world
        self._switches = switches
        self._limit = limit
        self._routes: dict[tuple[str, str], Route] = {}
        self._known: dict[str, Route] = {}  # operation id -> what does not depend on the path

    def admit(self, call: Call) -> Ask:
        """The call as a behaviour sees it. Raises Refused with the code of the first step that fails."""
        route = self._routes.get((call.method, call.path)) or self._route(call.method, call.path)
        pairs = _parameters(call.query_string)
        query = dict(pairs)
        app = self._app(query)
        if app.ip_allow_list:
            _check_address(app, call.client)
        self._check_timestamp(query)
        order = self._switches.order_of_checks
        early = self._grant(app, call) if order == "token_sign_scope_cipher" else None
        self._check_sign(app, call, pairs, query)
        grant = early or self._grant(app, call)
        cipher = query.get("shop_cipher")
        named = self._world.shop_by_cipher(cipher) if cipher else None
        self._check_active(grant, named)
        _check_user_type(route, grant)
        if order == "sign_token_cipher_scope":
            self._shop(route.operation, grant, query, named)
        self._check_scope(route, grant)
        shop = self._shop(route.operation, grant, query, named)
        self._check_rate(route.operation, grant, shop)
        return _ask(route, app, grant, shop, query, call)

    def _route(self, method: str, path: str) -> Route:
        found = reader.match(method, path)
        if found.operation is None:
            if found.path_known:
                raise Refused(36009010, f"{method} is not supported here; use {' or '.join(found.allowed)}. {_MORE}")
            if _other_version_exists(path):
                raise Refused(36009014, "Invalid API version. The version in the path is retired or never existed.")
            raise Refused(36009009, f"The path does not exist. {_MORE}")
        known = self._known.get(found.operation.id)
        if known is None:
            known = self._known[found.operation.id] = _facts(found.operation)
        route = known._replace(path_params=found.path_params)
        if not found.path_params and len(self._routes) < ROUTES_KEPT_MAX:
            self._routes[(method, path)] = route
        return route

    def _app(self, query: Mapping[str, str]) -> App:
        key = query.get("app_key")
        if not key:
            raise Refused(36009004, f"Missing credentials. The query parameter 'app_key' is required. {_MORE}")
        app = self._world.apps.get(key)
        if app is None or not app.enabled:
            raise Refused(
                36009004, f"Invalid credentials. The query parameter 'app_key' is unknown, disabled or deleted. {_MORE}"
            )
        return app

    def _check_timestamp(self, query: Mapping[str, str]) -> None:
        text = query.get("timestamp", "")
        if not text:
            raise Refused(36009004, f"Missing credentials. The query parameter 'timestamp' is required. {_MORE}")
        digits = text.removeprefix("-")
        if not (digits.isascii() and digits.isdigit() and len(digits) < 20):
            raise Refused(36009004, f"Invalid timestamp. The query parameter 'timestamp' is not Unix seconds. {_MORE}")
        sent, clock = int(text), self._world.clock
        if sent < 0:
            raise Refused(36009004, f"Invalid timestamp. The query parameter 'timestamp' is negative. {_MORE}")
        # A wound clock must not lock out clients that know only the wall clock, so either time will do.
        virtual = clock.now()
        if -AHEAD_S <= virtual - sent <= OLDEST_S or -AHEAD_S <= clock.wall.seconds() - sent <= OLDEST_S:
            return
        far = "more than 5 minutes old" if sent < virtual else "more than 30 seconds ahead"
        raise Refused(36009004, f"Invalid timestamp. The query parameter 'timestamp' is {far}. {_MORE}")

    def _check_sign(self, app: App, call: Call, pairs: list[tuple[str, str]], query: Mapping[str, str]) -> None:
        given = query.get("sign")
        if not given:
            raise Refused(36009004, f"Missing credentials. The query parameter 'sign' is required. {_MORE}")
        bodies = (b"{}", b"") if call.body == b"{}" and self._switches.unsigned_empty_object else (call.body,)
        for secret, body in itertools.product(app.secrets(self._world.clock.now()), bodies):
            if signing.same(signing.expected_sign(secret, call.path, pairs, call.content_type, body), given):
                return
        raise Refused(106001, f"The query parameter 'sign' does not match: the signature is invalid. {_MORE}")

    def _grant(self, app: App, call: Call) -> Grant:
        token = call.headers.get("x-tts-access-token", "")
        if not token:
            raise Refused(36009004, f"Invalid credentials. The header 'x-tts-access-token' is missing or malformed. {_MORE}")
        grant = self._world.grant_by_access_token.get(token)
        if grant is None or grant.revoked or grant.app_key != app.key:
            raise Refused(105001, "Invalid credentials. The access token is unknown, revoked or of another app.")
        if grant.access_tokens[token] <= self._world.clock.now():
            raise Refused(105002, "The access token has expired; refresh it.")
        return grant

    def _check_active(self, grant: Grant, shop: Shop | None) -> None:
        if not self._world.sellers[grant.seller_open_id].active:
            raise Refused(36009044, "The seller account is inactive.")
        if shop is not None and not shop.active and shop.id in grant.shop_ids:
            raise Refused(36009043, "The shop is inactive.")

    def _check_scope(self, route: Route, grant: Grant) -> None:
        enforced = self._switches.scopes_enforced
        if enforced == "none" or not route.scopes or not (route.scopes_settled or enforced == "all"):
            return
        if route.scopes.isdisjoint(grant.scopes):
            wanted = " or ".join(sorted(route.scopes))
            raise Refused(105005, f"The scope {wanted} is not part of the app or of the authorization.")

    def _shop(self, operation: Operation, grant: Grant, query: Mapping[str, str], named: Shop | None) -> Shop | None:
        cipher = query.get("shop_cipher")
        takes_asset = "category_asset_cipher" in operation.other_ciphers
        asset = query.get("category_asset_cipher")
        if self._switches.unexpected_cipher == "refuse":
            _refuse_unexpected("category_asset_cipher", asset, wanted=takes_asset)
            _refuse_unexpected("shop_cipher", cipher, wanted=operation.shop_cipher != "none")
        if operation.shop_cipher == "none":
            if takes_asset and not asset:
                raise Refused(106013, "The query parameter 'category_asset_cipher' is required.")
            if takes_asset and asset:
                self._check_asset(grant, asset)
            return None
        if cipher:
            return _granted_shop(grant, named)
        if takes_asset and asset:
            self._check_asset(grant, asset)
            return None
        if operation.shop_cipher == "required" or self._switches.shop_cipher_wanted == "taken":
            raise Refused(106013, "The query parameter 'shop_cipher' is required.")
        return self._world.shops[grant.shop_ids[0]] if len(grant.shop_ids) == 1 else None

    def _check_asset(self, grant: Grant, cipher: str) -> None:
        assets = self._world.sellers[grant.seller_open_id].assets
        if not any(asset.cipher == cipher and grant.covers(asset) for asset in assets):
            raise Refused(101000, "The query parameter 'category_asset_cipher' is not an asset of this access token.")

    def _check_rate(self, operation: Operation, grant: Grant, shop: Shop | None) -> None:
        if not self._limit.admits(grant.app_key, shop.id if shop else grant.seller_open_id, operation):
            raise Refused(36009002, "Slow down and try again.")
        quota = self._switches.test_shop_calls_per_hour
        if shop is not None and shop.test_shop and not self._limit.admits_test_shop(shop.id, quota):
            raise Refused(36009037, f"A development shop may be called {quota} times an hour.")


def _facts(operation: Operation) -> Route:
    rule = reader.scope_rule(operation)
    user_types = frozenset(USER_TYPES[name] for name in opened_by(operation.id))
    query = tuple(node for node in operation.query if node.is_required or not schema.takes_anything(node))
    return Route(operation, {}, frozenset(rule.scopes), rule.confidence in _SETTLED, user_types, query)


def _check_address(app: App, client: str) -> None:
    """The app's list of addresses that may call."""
    try:
        address = ipaddress.ip_address(client)
    except ValueError:
        address = None
    if address is None or not any(address in ipaddress.ip_network(one, strict=False) for one in app.ip_allow_list):
        raise Refused(36009033, f"The address {client or 'of the caller'} is not on the IP allow-list of the app.")


def _check_user_type(route: Route, grant: Grant) -> None:
    if route.user_types and grant.kind not in route.user_types:
        raise Refused(101000, "The user_type of this access token may not use this endpoint.")


def _parameters(query_string: str) -> list[tuple[str, str]]:
    """The decoded pairs. As `parse_qsl` reads them, in a third of the time: this is on the path of every call."""
    if query_string.count("&") >= QUERY_FIELDS_MAX:
        raise Refused(36009004, f"Invalid request. The query has more than {QUERY_FIELDS_MAX} parameters.")
    pairs = []
    for part in query_string.split("&"):
        if part:
            name, _, value = part.partition("=")
            pairs.append((_decoded(name), _decoded(value)))
    return pairs


def _decoded(text: str) -> str:
    return unquote_plus(text) if "%" in text or "+" in text else text


def _other_version_exists(path: str) -> bool:
    """Whether the path would be known in another version: then the version is what is wrong (36009014)."""
    parts = path.split("/")
    if len(parts) < 4 or not parts[2][:6].isdigit():
        return False
    versions = {head.version for head in reader.heads() if head.domain == parts[1]}
    return any(reader.match("GET", "/".join([*parts[:2], version, *parts[3:]])).path_known for version in versions)


def _refuse_unexpected(name: str, cipher: str | None, *, wanted: bool) -> None:
    if cipher and not wanted:
        raise Refused(
            36009004, f"Unexpected identifier. The query parameter '{name}' is not wanted by this endpoint. {_MORE}"
        )


def _granted_shop(grant: Grant, shop: Shop | None) -> Shop:
    if shop is not None and shop.id in grant.shop_ids:
        return shop
    if shop is not None and shop.id in grant.withdrawn_shop_ids:
        raise Refused(105001, "Invalid credentials. The seller has cancelled the authorization of this shop.")
    raise Refused(101000, "The query parameter 'shop_cipher' is not a shop of this access token.")


def _ask(route: Route, app: App, grant: Grant, shop: Shop | None, query: dict[str, str], call: Call) -> Ask:
    """The last step: shape. Builds what the behaviour sees."""
    operation = route.operation
    asked = as_asked({name: value for name, value in query.items() if name not in _COMMON})
    if route.path_params:
        schema.check_path(operation.path_params, route.path_params)
    schema.check_query(route.query, asked)
    if operation.content_type == "multipart":
        form = parse_form(call.content_type, call.body)
        schema.check_form(operation.body, form)
        return Ask(operation, app, grant, shop, route.path_params, asked, form=form)
    body = _json_body(call) if operation.content_type == "json" else {}
    schema.check_body(operation.body, body)
    return Ask(operation, app, grant, shop, route.path_params, asked, as_sent(body))


def _json_body(call: Call) -> dict[str, Any]:
    if not call.body:
        return {}
    if call.content_type.lower().startswith("multipart/"):
        raise Refused(36009022, "This endpoint accepts application/json.")
    try:
        return _decode(call.body)
    except (msgspec.DecodeError, RecursionError) as broken:
        raise Refused(36009022, "The body is not a valid JSON object.") from broken
