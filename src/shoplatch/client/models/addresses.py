"""Where parcels go. Personal data: the repr of an address shows none of it."""

from __future__ import annotations

from typing import Any

from msgspec import Struct


class District(Struct, frozen=True, gc=False, kw_only=True):
    """One level of an address: country (L0), state (L1), and so on."""

    address_level: str | None = None
    address_level_name: str | None = None
    address_name: str | None = None
    iso_code: str | None = None


class Address(Struct, frozen=True, gc=False, kw_only=True):
    """Where a parcel goes. Personal data: masked or missing for many states and markets (platform.md section 21)."""

    name: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    first_name_local_script: str | None = None
    last_name_local_script: str | None = None
    phone_number: str | None = None
    full_address: str | None = None
    address_detail: str | None = None
    address_line1: str | None = None
    address_line2: str | None = None
    address_line3: str | None = None
    address_line4: str | None = None
    post_town: str | None = None
    postal_code: str | None = None
    region_code: str | None = None
    district_info: list[District] | None = None
    delivery_preferences: dict[str, Any] | None = None

    def __repr__(self) -> str:
        return f"<Address in {self.region_code}, hidden>"
