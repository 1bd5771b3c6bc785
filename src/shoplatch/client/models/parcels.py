"""Packages, warehouses, and the shops a grant covers."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from shoplatch.client.models.addresses import Address


class PackageSku(Struct, frozen=True, gc=False, kw_only=True):
    """So many units of a SKU in a package."""

    id: str | None = None
    name: str | None = None
    quantity: int | None = None
    image_url: str | None = None


class PackageOrder(Struct, frozen=True, gc=False, kw_only=True):
    """One order in a package."""

    id: str | None = None
    skus: list[PackageSku] | None = None


class Package(Struct, frozen=True, gc=False, kw_only=True):
    """One parcel. Search says `id` and `status`, detail `package_id` and `package_status`; `key` and `state` give either."""

    id: str | None = None
    package_id: str | None = None
    status: str | None = None
    package_status: str | None = None
    package_sub_status: str | None = None
    create_time: int | None = None
    update_time: int | None = None
    order_line_item_ids: list[str] | None = None
    orders: list[PackageOrder] | None = None
    shipping_type: str | None = None
    shipping_provider_id: str | None = None
    shipping_provider_name: str | None = None
    tracking_number: str | None = None
    handover_method: str | None = None
    warehouse_id: str | None = None
    recipient_address: Address | None = None
    delivery_option_id: str | None = None
    delivery_option_name: str | None = None
    dimension: dict[str, Any] | None = None
    has_multi_skus: bool | None = None
    insurance: dict[str, Any] | None = None
    last_mile_tracking_number: str | None = None
    note_tag: str | None = None
    pickup_slot: dict[str, Any] | None = None
    sender_address: dict[str, Any] | None = None
    split_and_combine_tag: str | None = None
    weight: dict[str, Any] | None = None
    ship_exception_reason: str | None = None
    biz_extension_tags: list[str] | None = None

    @property
    def key(self) -> str | None:
        """The id of the package, wherever it was read."""
        return self.id or self.package_id

    @property
    def state(self) -> str | None:
        """The status of the package, wherever it was read."""
        return self.status or self.package_status

    def __repr__(self) -> str:
        return f"<Package {self.key} {self.state}>"


class Warehouse(Struct, frozen=True, gc=False, kw_only=True):
    """Where stock lies, or where returns go."""

    id: str | None = None
    name: str | None = None
    type: str | None = None
    sub_type: str | None = None
    effect_status: str | None = None
    is_default: bool | None = None
    address: dict[str, Any] | None = None
    entity_id: str | None = None

    def __repr__(self) -> str:
        return f"<Warehouse {self.id} {self.name}>"


class AuthorizedShop(Struct, frozen=True, gc=False, kw_only=True):
    """One shop a grant covers, with the cipher that calls for it carry."""

    id: str | None = None
    name: str | None = None
    region: str | None = None
    seller_type: str | None = None
    cipher: str | None = None
    code: str | None = None

    def __repr__(self) -> str:
        return f"<AuthorizedShop {self.id} {self.region}>"
