"""How one market differs from another: deadlines, masking, money, ways to ship. Each fact is data with its confidence.

The files beside this one hold the facts (platform.md sections 8, 11.2, 13, 21 and 24); a value marked `unknown` is a choice
that had to be made, so change the file, not the code. Nothing here knows an order or a product.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Literal
from zoneinfo import ZoneInfo

import msgspec

from shoplatch.errors import NotFound

MARKETS = ("GB", "US", "ID", "MY", "PH", "SG", "TH", "VN", "DE", "ES", "FR", "IE", "IT", "JP", "BR", "MX")
_SCALE = (1, 10, 100)  # currencies here have no decimals or two


class Fact(msgspec.Struct, frozen=True):
    """One value with how far to trust it and where it stands."""

    value: Any
    confidence: Literal["documented", "policy", "inferred", "unknown"]
    source: str
    note: str = ""


class Rules(msgspec.Struct, frozen=True):
    """The values of a market's facts; the names are those of the file."""

    hold_s: int
    unpaid_timeout_s: int
    working_days: tuple[int, ...]  # Monday is 0
    buyer_cancel_answer_s: int
    buyer_cancel_request_states: tuple[str, ...]
    shipping_rejects_cancel_request: bool
    return_answer_s: int
    replacement_answer_s: int
    receive_answer_s: int  # once the parcel is back
    ship_back_s: int
    replacements_from: int | None  # Unix seconds; None: not offered
    exchange_orders: bool
    address_states: dict[str, str]  # order status -> hidden | masked
    address_by_shipping: dict[str, str]  # TIKTOK, SELLER -> full | masked
    address_masked_after_completed_days: int | None
    mask_phone_and_street_when_tiktok_ships: bool
    taxes_on_top: bool
    category_version: str
    complete_after_days: int
    package_moment: Literal["paid", "arranged"]
    line_package_after_shipping: bool
    item_level_cancel: bool
    seller_cancel_awaiting_collection: bool
    ship_calls: dict[str, str]  # TIKTOK, SELLER -> name of the capability that ships
    split_while_shipping: bool
    split_before_shipping: bool
    split_keeps_skus_together: bool
    combine_calls: bool
    tracking_correction_window_s: int | None
    seller_ships_with_own_fleet: bool
    rts_sla_working_days: int
    tts_sla_working_days: int
    shipping_due_working_days: int
    collection_due_working_days: int
    delivery_due_working_days: int
    sku_limit: int
    title_length: tuple[int, int]
    list_price: bool
    cash_on_delivery: bool
    invoice_before_shipping: bool
    pre_order_days: tuple[int, int]
    pre_order_rts_working_days: int
    pre_order_due_working_days: int
    handling_due_working_days: int  # on top of the handling time of MADE_TO_ORDER and BACK_ORDER
    handling_delivery_working_days: int
    retail_delivery_fee: bool
    fees: dict[str, str]  # what an order costs beside goods and shipping, in the market's currency
    delivery_sla_working_days: int | None = None
    delivery_sla_seller_working_days: int | None = None  # where only what the seller ships has one


class PriceRange(msgspec.Struct, frozen=True):
    """What one SKU of a local listing may cost, in the market's currency."""

    min: str
    max: str
    source: str


class _File(msgspec.Struct, frozen=True):
    market: str
    region: str
    currency: str
    decimals: int
    time_zone: str
    country: str
    reasons: str
    price: PriceRange
    dial: str
    shipping_fee: str
    free_shipping_from: str
    payment_methods: tuple[str, ...]
    facts: dict[str, Fact]


class Circle(msgspec.Struct, frozen=True):
    """What made-up buyers of a market are called and where they live."""

    first: tuple[str, ...]
    last: tuple[str, ...]
    streets: tuple[str, ...]
    units: tuple[str, ...]
    phone: str
    phone_first: int
    phone_numbers: int
    level_names: tuple[str, ...]
    places: tuple[tuple[str, str, str, str, str], ...]  # level 1, its ISO code, level 2, town, postal area
    postal: str
    tax_ppm: dict[str, int]  # ISO code of level 1 -> sales tax in millionths


@dataclass(frozen=True)
class Market:
    """One market profile."""

    region: str
    currency: str
    decimals: int
    zone: ZoneInfo
    country: str
    dial: str
    reasons_key: str  # the market's name in reasons.json
    price_min: int  # minor units
    price_max: int
    shipping_fee: int
    free_shipping_from: int
    payment_methods: tuple[str, ...]
    rules: Rules
    circle: Circle
    facts: dict[str, Fact] = field(repr=False)

    def minor(self, amount: str) -> int:
        """A decimal text of this market's currency in minor units.

        Raises:
            ValueError: it is not a plain number, or finer than the currency allows.
        """
        return minor_units(amount, self.decimals)

    def text(self, minor: int) -> str:
        """Minor units as the platform writes them: "12.90"; no decimals where the currency has none."""
        if not self.decimals:
            return str(minor)
        sign, minor = ("-", -minor) if minor < 0 else ("", minor)
        whole, rest = divmod(minor, _SCALE[self.decimals])
        return f"{sign}{whole}.{rest:0{self.decimals}d}"

    def working_days_after(self, moment: int, days: int) -> int:
        """The same time of day so many working days later, in the market's time zone; Unix seconds."""
        local = datetime.fromtimestamp(moment, self.zone)
        weekday, passed = local.weekday(), 0
        working = self.rules.working_days
        while days > 0:
            passed += 1
            days -= (weekday + passed) % 7 in working
        return int((local + timedelta(days=passed)).timestamp())


def minor_units(amount: str, decimals: int) -> int:
    """A decimal text in minor units; ValueError when it is not a plain number or too fine."""
    whole, _, rest = amount.strip().partition(".")
    digits = rest.rstrip("0")
    if (
        not (whole.isascii() and whole.isdigit())
        or (rest and not (rest.isascii() and rest.isdigit()))
        or len(digits) > decimals
    ):
        raise ValueError(f"{amount!r} is not an amount with at most {decimals} decimals")
    return int(whole) * _SCALE[decimals] + (int(digits.ljust(decimals, "0")) if decimals else 0)


@cache
def market(region: str) -> Market:
    """The profile of a market by ISO 3166 region.

    Raises:
        NotFound: there is no profile for the region.
    """
    if region not in MARKETS:
        raise NotFound(f"There is no market profile for {region!r}", next_step=f"Profiles exist for {', '.join(MARKETS)}.")
    folder = files(__package__)
    file = msgspec.json.decode(folder.joinpath(f"{region}.json").read_bytes(), type=_File)
    circles = msgspec.json.decode(folder.joinpath("circles.json").read_bytes())
    rules = msgspec.convert({name: fact.value for name, fact in file.facts.items()}, Rules)
    return Market(
        region=file.region,
        currency=file.currency,
        decimals=file.decimals,
        zone=ZoneInfo(file.time_zone),
        country=file.country,
        dial=file.dial,
        reasons_key=file.reasons,
        price_min=minor_units(file.price.min, file.decimals),
        price_max=minor_units(file.price.max, file.decimals),
        shipping_fee=minor_units(file.shipping_fee, file.decimals),
        free_shipping_from=minor_units(file.free_shipping_from, file.decimals),
        payment_methods=file.payment_methods,
        rules=rules,
        circle=msgspec.convert(circles.get(region, circles["other"]), Circle),
        facts=file.facts,
    )
