"""How much of a buyer a seller sees: by state, market and who ships (platform.md section 21). The rules are data."""

from __future__ import annotations

import re
from typing import Any

from shoplatch.simulator.markets import Market
from shoplatch.simulator.state.places import Address
from shoplatch.simulator.state.sales import Order
from shoplatch.simulator.switches import Switches

_DAY_S = 86_400
_WORD_TAIL = re.compile(r"(?<=\w)\w")


def visibility(profile: Market, order: Order, now: int, switches: Switches) -> str:
    """hidden, districts (nothing below a state's districts), masked, contact (telephone and street masked) or full."""
    rules = profile.rules
    if order.fulfillment_type == "FULFILLMENT_BY_TIKTOK":
        shown = "districts" if profile.region == "US" else "masked"
        return "hidden" if order.status in ("UNPAID", "ON_HOLD") else shown
    by_state = rules.address_states.get(order.status)
    if by_state is not None:
        return by_state
    days = rules.address_masked_after_completed_days
    if days is None and profile.region != "US":
        days = switches.addresses_masked_elsewhere_after_days or None
    if days is not None and order.status == "COMPLETED" and now >= order.complete_time + days * _DAY_S:
        return "masked"
    shown = rules.address_by_shipping[order.shipping_type]
    announced = rules.mask_phone_and_street_when_tiktok_ships or (
        switches.us_phone_and_street_masked and profile.region == "US"
    )
    if shown == "full" and order.shipping_type == "TIKTOK" and announced:
        return "contact"
    return shown


def recipient(profile: Market, order: Order, now: int, switches: Switches) -> dict[str, Any] | None:
    """The recipient as an order shows it, or None where none is given."""
    shown = visibility(profile, order, now, switches)
    if shown == "hidden":
        return None
    whole = _address(order.address, shown, deep=profile.region == "US")
    if shown != "districts":
        return whole
    upper = [step for step in whole["district_info"] if step["address_level"] in ("L0", "L1", "L2")]
    return {"region_code": whole["region_code"], "district_info": upper}


def package_recipient(profile: Market, order: Order, now: int, switches: Switches) -> dict[str, Any]:
    """The recipient as a package shows it: the same person with fewer fields; {} where none is given."""
    whole = recipient(profile, order, now, switches) or {}
    names = ("full_address", "address_line1", "address_line2", "address_line3", "address_line4", "address_detail")
    return {name: whole[name] for name in (*names, "name", "phone_number", "postal_code", "region_code") if name in whole}


def masked(text: str) -> str:
    """The first letter of every word, the rest asterisks."""
    return _WORD_TAIL.sub("*", text)


def masked_phone(text: str) -> str:
    """Country code and last two digits."""
    head, _, tail = text.partition(")")
    return f"{head}){'*' * max(0, len(tail) - 2)}{tail[-2:]}"


def _address(address: Address, shown: str, *, deep: bool) -> dict[str, Any]:
    hide = shown == "masked"
    street = hide or shown == "contact"
    name = masked if hide else str
    line = masked if street else str
    lower = masked if hide and deep else str  # US: postal code and the two lowest levels as well
    steps = [
        {
            "address_level": step.level,
            "address_level_name": step.level_name,
            "address_name": lower(step.name) if step.level in ("L2", "L3") else step.name,
            "iso_code": step.iso_code,
        }
        for step in address.districts
    ]
    return {
        "name": name(address.name),
        "first_name": name(address.first_name),
        "last_name": name(address.last_name),
        "phone_number": masked_phone(address.phone) if street else address.phone,
        "address_line1": line(address.line1),
        "address_line2": line(address.line2),
        "address_line3": "",
        "address_line4": "",
        "address_detail": line(", ".join(part for part in (address.line1, address.line2) if part)),
        "full_address": line(address.full),
        "postal_code": lower(address.postal_code),
        "post_town": lower(address.town),
        "region_code": address.region,
        "district_info": steps,
        "delivery_preferences": {"drop_off_location": masked("Front Door") if hide and deep else "Front Door"},
    }
