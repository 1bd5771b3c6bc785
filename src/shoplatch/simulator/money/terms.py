"""On which terms a shop is settled: the rate table of its market, and what the shop has differently.

The facts lie in `rates.json`, each with its source. Amounts there are decimal text of the market's currency; here they are
whole minor units. Nothing here knows an order.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

import msgspec

from shoplatch.errors import InvalidRequest
from shoplatch.simulator.markets import Market, market, minor_units
from shoplatch.simulator.state.parties import Shop

DAY_S = 86_400
MILLION = 1_000_000


class Fee(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One charge: on what, at which share or amount, and in which field it is told."""

    leaf: str
    base: Literal["gross_revenue", "seller_price", "customer_payment", "order", "unit"]
    kind: Literal["fee", "tax"] = "fee"
    rate_ppm: int = 0
    amount: str = "0"  # of an order or a unit
    cap: str = "0"  # for each SKU; 0: none


class RefundFee(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is kept of a fee that goes back with a refund."""

    leaf: str
    of: str
    rate_ppm: int
    cap: str = "0"  # for each SKU


class Facts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The terms by the names of the file."""

    tiers: dict[str, int]  # name -> days after delivery
    cross_border_tiers: dict[str, int]
    tier: str
    style: Literal["net_sales", "revenue"]
    payments: bool
    payment_after_days: int
    bank_days: int
    payment_from: str
    withdraw_every_days: int
    reserve_rate_ppm: int
    reserve_days: int
    refund_fee: RefundFee | None
    shipping_first: str
    shipping_more: str
    shipping_return: str
    cofunded_platform_ppm: int
    fees: tuple[Fee, ...]
    settle_days: int | None = None  # of one shop alone: instead of a tier
    payout_currency: str = ""  # of one shop alone: the bank's currency


@dataclass(frozen=True)
class Terms:
    """The terms of one shop, ready to count with."""

    market: Market
    facts: Facts
    settle_s: int
    payment_from: int
    shipping_first: int
    shipping_more: int
    shipping_return: int
    fees: tuple[tuple[Fee, int, int], ...]  # with amount and cap in minor units
    refund_cap: int

    @property
    def nets(self) -> bool:
        """Whether statements fill net_sales_amount and shipping_cost_amount (US and UK)."""
        return self.facts.style == "net_sales"


class Row(msgspec.Struct, frozen=True):
    """One fact of the file."""

    value: Any
    confidence: Literal["documented", "policy", "inferred", "unknown"]
    source: str
    note: str = ""


class _Exchange(msgspec.Struct, frozen=True):
    source: str
    confidence: str
    per_usd: dict[str, str]


class _Table(msgspec.Struct, frozen=True):
    every: dict[str, Row]
    groups: dict[str, dict[str, Row]]
    member_of: dict[str, str]
    markets: dict[str, dict[str, Row]]
    exchange: _Exchange


@cache
def _table() -> _Table:
    return msgspec.json.decode(files(__package__).joinpath("rates.json").read_bytes(), type=_Table)


@cache
def rows(region: str) -> dict[str, Row]:
    """The facts of a market with their sources; those of its own win over its group's, and these over everybody's."""
    table = _table()
    group = table.groups.get(table.member_of.get(region, ""), {})
    return {**table.every, **group, **table.markets.get(region, {})}


def terms_of(shop: Shop, order_id: str = "") -> Terms:
    """The terms in force for a shop; with an order that was settled, those of that day."""
    purse = shop.purse
    own = purse.terms[purse.settled_on.get(order_id, 0) if order_id in purse.booked else -1]
    return _terms(shop.region, shop.seller_type, msgspec.json.encode(own, order="sorted"))


@lru_cache(maxsize=256)
def _terms(region: str, seller_type: str, overrides: bytes) -> Terms:
    values = {name: row.value for name, row in rows(region).items()}
    own = msgspec.json.decode(overrides)
    facts = msgspec.convert({**values, **own}, Facts)
    profile = market(region)
    tiers = facts.cross_border_tiers if seller_type == "CROSS_BORDER" else facts.tiers
    days = facts.settle_days if facts.settle_days is not None else tiers.get(facts.tier, tiers["standard"])

    def minor(text: str) -> int:
        return minor_units(text, profile.decimals)

    return Terms(
        market=profile,
        facts=facts,
        settle_s=days * DAY_S,
        payment_from=minor(facts.payment_from),
        shipping_first=minor(facts.shipping_first),
        shipping_more=minor(facts.shipping_more),
        shipping_return=minor(facts.shipping_return),
        fees=tuple((fee, minor(fee.amount), minor(fee.cap)) for fee in facts.fees),
        refund_cap=minor(facts.refund_fee.cap) if facts.refund_fee else 0,
    )


def override(shop: Shop, changes: Mapping[str, Any]) -> Terms:
    """Settle this shop on other terms from now on; a null takes an override away.

    Raises:
        InvalidRequest: there is no such term, or it does not take the value; nothing was changed.
    """
    unknown = sorted(set(changes) - set(Facts.__struct_fields__))
    if unknown:
        raise InvalidRequest(f"There is no term {unknown[0]!r}", next_step=f"Terms: {', '.join(Facts.__struct_fields__)}.")
    kept = shop.purse.terms[-1]
    wanted = {name: value for name, value in {**kept, **changes}.items() if value is not None}
    try:
        found = _terms(shop.region, shop.seller_type, msgspec.json.encode(wanted, order="sorted"))
        _check(found)
    except (msgspec.ValidationError, ValueError, KeyError) as wrong:
        raise InvalidRequest(f"These terms do not fit: {wrong}", shop=shop.id) from wrong
    if shop.purse.booked:
        shop.purse.terms.append(wanted)
    else:
        shop.purse.terms = [wanted]
    return found


def _check(terms: Terms) -> None:
    facts = terms.facts
    if facts.tier not in facts.tiers and facts.tier not in facts.cross_border_tiers:
        raise ValueError(f"there is no tier {facts.tier!r}")
    shares = [facts.reserve_rate_ppm, facts.cofunded_platform_ppm, *(fee.rate_ppm for fee in facts.fees)]
    if not all(0 <= rate <= MILLION for rate in shares):
        raise ValueError("a share lies between 0 and 1,000,000 millionths")
    times = (facts.payment_after_days, facts.bank_days, facts.withdraw_every_days, facts.reserve_days)
    if not all(0 <= days <= 365 for days in (*times, terms.settle_s // DAY_S)):
        raise ValueError("a time lies between 0 and 365 days")
    if facts.payout_currency and facts.payout_currency not in _table().exchange.per_usd:
        raise ValueError(f"no exchange rate is known for {facts.payout_currency!r}")


def exchange_ppm(seed: int, source: str, target: str, day: int) -> int:
    """What one unit of `source` is worth in `target` on a day since 1970, in millionths: around the table's rate."""
    if source == target:
        return MILLION
    per_usd = _table().exchange.per_usd
    table = [int(Decimal(per_usd[currency]) * MILLION) for currency in (target, source)]
    drawn = hashlib.blake2b(f"{seed}:{source}:{target}:{day}".encode(), digest_size=4).digest()
    wobble = int.from_bytes(drawn) % 30_001 - 15_000
    return max(1, table[0] * (MILLION + wobble) // table[1])
