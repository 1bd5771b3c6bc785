"""Scopes, error codes, webhook topics, reasons, personal data and golden vectors: the facts beside the operations.

Each file is read on the first question and kept. Where the vendor record is silent, the overlay answers and says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal, overload

import msgspec

from shoplatch.catalog.model import (
    ErrorFact,
    Json,
    NegativeVector,
    Operation,
    Scope,
    ScopeRule,
    SigningVector,
    Topic,
    WebhookVector,
)
from shoplatch.catalog.operations import operation
from shoplatch.catalog.packaged import Corrections, End, corrections, json_file
from shoplatch.errors import NotFound


@cache
def topics() -> Mapping[int, Topic]:
    """Every webhook topic by its number (platform.md section 19)."""
    return MappingProxyType({one.type: one for one in msgspec.convert(json_file("topics.json")["webhooks"], list[Topic])})


@cache
def scopes() -> tuple[Scope, ...]:
    """Every scope known, in the order of the file."""
    return tuple(msgspec.convert(json_file("scopes.json")["scopes"], list[Scope]))


class PermissionArea(msgspec.Struct, frozen=True):
    """One of the five areas of the platform's guide: the scopes that read it, change it, or open more of it."""

    read: tuple[str, ...]
    write: tuple[str, ...]
    optional: tuple[str, ...] = ()
    acting_on_orders: tuple[str, ...] = ()
    note: str = ""


@cache
def permission_areas() -> Mapping[str, PermissionArea]:
    """The five areas: product, order, inventory, insights, finance (payment and settlement)."""
    listed = {name: one for name, one in json_file("scopes.json")["five_areas"].items() if name != "always"}
    return MappingProxyType(msgspec.convert(listed, dict[str, PermissionArea]))


@cache
def _scope_rules() -> dict[str, ScopeRule]:
    return msgspec.convert(json_file("scopes.json")["operations"], dict[str, ScopeRule])


def scope_rule(of: Operation | str) -> ScopeRule:
    """The scopes that open an operation (any one is enough), looked up by method and path.

    A version newer than the list takes the rule of a version it supersedes, with confidence "inferred". An operation the
    sources say nothing about gives no scopes and confidence "unknown": that means not known, not "none needed".
    """
    found = operation(of) if isinstance(of, str) else of
    rules = _scope_rules()
    direct = rules.get(f"{found.method} {found.path}")
    if direct is not None:
        return direct
    for path in found.supersedes:
        older = rules.get(f"{found.method} {path}")
        if older is not None and older.scopes:
            return ScopeRule(older.scopes, "inferred", basis=f"rule of the older version {path}")
    return ScopeRule((), "unknown")


@cache
def _errors() -> dict[int, ErrorFact]:
    overlay = corrections()
    by_code = {code: recovery for recovery, codes in overlay.recovery.codes.items() for code in codes}
    facts: dict[int, ErrorFact] = {}
    for record in json_file("errors.json")["errors"]:
        claimed = str(record["http_status"])
        statuses = tuple(int(number) for number in re.findall(r"\d{3}", claimed))
        recovery = by_code.get(record["code"]) or _recovery_by_kind(overlay, record)
        shaped = {
            **record,
            "recovery": recovery,
            "renew_token": record["code"] in overlay.recovery.renew_token,
            "http_status": statuses[0] if claimed.isdigit() else None,
            "http_statuses": statuses,
        }
        fact = msgspec.convert(shaped, ErrorFact)
        facts[fact.code] = fact
    return facts


def _recovery_by_kind(overlay: Corrections, record: Mapping[str, Json]) -> str:
    kind = record["when"].split()[1] if record["when"].startswith("kind:") else ""
    return overlay.recovery.kinds.get(kind) or ("Retriable" if record["retryable"] else "InvalidRequest")


def error(code: int) -> ErrorFact | None:
    """What is known about a code, or None. Code 0 is success and is a record like the others."""
    return _errors().get(code)


def error_codes() -> tuple[int, ...]:
    """Every code with a record, in the order of the file."""
    return tuple(_errors())


def reasons(market: str) -> Mapping[str, Json]:
    """Reason names of a market: cancel, refund and return, each by who gives the reason (and by order status where known).

    Takes the region code of the API (GB) as well as the row of the reference (UK, EU).

    Raises:
        NotFound: no list is published for the market.
    """
    markets: Mapping[str, Mapping[str, Json]] = json_file("reasons.json")["markets"]
    row = market if market in markets else corrections().reason_markets.get(market, market)
    if row not in markets:
        raise NotFound(
            f"There is no reason list for market {market}", next_step=f"There are lists for {', '.join(markets)}."
        )
    return markets[row]


def pii_paths(
    of: Operation | str,
    side: Literal["response", "request"] = "response",
    kinds: tuple[str, ...] = ("recipient", "contact", "tax", "message"),
) -> tuple[str, ...]:
    """Where an operation carries personal data: dotted paths inside `data` (or the body), `[]` for each element of a list.

    A path covers everything beneath it: `orders[].recipient_address`. Kinds: recipient, contact, tax, message.
    """
    found = operation(of) if isinstance(of, str) else of
    by_kind = corrections().pii.get(found.stable_key, {}).get(side, {})
    return tuple(path for kind in kinds for path in by_kind.get(kind, ()))


def ends_on(of: Operation) -> End | None:
    """The day an operation's version ends, where the platform has named one (platform.md section 25)."""
    return corrections().ends.get(of.stable_key)


def array_join() -> str:
    """What stands between the values of an array parameter of a query (platform.md section 4)."""
    return corrections().query_arrays.join


_VECTORS = {
    "signing": tuple[SigningVector, ...],
    "signing_negative": tuple[NegativeVector, ...],
    "webhook": tuple[WebhookVector, ...],
}


@overload
def vectors(kind: Literal["signing"]) -> tuple[SigningVector, ...]: ...
@overload
def vectors(kind: Literal["signing_negative"]) -> tuple[NegativeVector, ...]: ...
@overload
def vectors(kind: Literal["webhook"]) -> tuple[WebhookVector, ...]: ...
def vectors(kind: str) -> tuple[SigningVector, ...] | tuple[NegativeVector, ...] | tuple[WebhookVector, ...]:
    """Golden vectors of one kind: what every signer and every verifier has to agree with."""
    read: tuple[SigningVector, ...] = msgspec.convert(json_file("vectors/signing.json")[kind], type=_VECTORS[kind])
    return read
