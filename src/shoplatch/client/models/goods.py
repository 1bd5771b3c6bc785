"""Products, SKUs, prices and stock."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from msgspec import Struct

from shoplatch.client.models.money import money_of
from shoplatch.clock import from_seconds
from shoplatch.values import Money


class Price(Struct, frozen=True, gc=False, kw_only=True):
    """What a SKU costs. The reads give `sale_price` or, in older versions, `amount`."""

    currency: str | None = None
    amount: str | None = None
    sale_price: str | None = None
    tax_exclusive_price: str | None = None
    unit_price: str | None = None
    starting_bid_price: str | None = None

    @property
    def money(self) -> Money | None:
        """The price the buyer sees, with its currency."""
        return money_of(self.sale_price or self.amount or self.tax_exclusive_price, self.currency)


class SalesAttribute(Struct, frozen=True, gc=False, kw_only=True):
    """One choice that makes a SKU: Colour is Red."""

    id: str | None = None
    name: str | None = None
    value_id: str | None = None
    value_name: str | None = None
    sku_img: dict[str, Any] | None = None
    supplementary_sku_images: list[dict[str, Any]] | None = None


class SkuStock(Struct, frozen=True, gc=False, kw_only=True):
    """What a SKU has in one warehouse, as product reads give it."""

    warehouse_id: str | None = None
    quantity: int | None = None
    backorder_quantity: int | None = None
    handling_time: int | None = None


class Sku(Struct, frozen=True, gc=False, kw_only=True):
    """One thing that can be bought."""

    id: str | None = None
    seller_sku: str | None = None
    external_sku_id: str | None = None
    price: Price | None = None
    list_price: Price | None = None
    inventory: list[SkuStock] | None = None
    sales_attributes: list[SalesAttribute] | None = None
    external_list_prices: list[dict[str, Any]] | None = None
    fees: list[dict[str, Any]] | None = None
    pre_sale: dict[str, Any] | None = None
    status_info: dict[str, Any] | None = None
    combined_skus: list[dict[str, Any]] | None = None
    external_urls: list[str] | None = None
    extra_identifier_codes: list[str] | None = None
    global_listing_policy: dict[str, Any] | None = None
    identifier_code: dict[str, Any] | None = None
    sku_unit_count: str | None = None
    sku_dimensions: dict[str, Any] | None = None
    sku_weight: dict[str, Any] | None = None
    purchase_order_quantity_limit: dict[str, Any] | None = None

    @property
    def quantity(self) -> int | None:
        """Over all warehouses; None where the platform did not say."""
        known = [one.quantity for one in self.inventory or () if one.quantity is not None]
        return sum(known) if known else None


class Category(Struct, frozen=True, gc=False, kw_only=True):
    """One step of the chain from the root of the categories to the leaf."""

    id: str | None = None
    local_name: str | None = None
    parent_id: str | None = None
    is_leaf: bool | None = None


class Image(Struct, frozen=True, gc=False, kw_only=True):
    """One picture, in several sizes."""

    uri: str | None = None
    urls: list[str] | None = None
    thumb_urls: list[str] | None = None
    width: int | None = None
    height: int | None = None


class Brand(Struct, frozen=True, gc=False, kw_only=True):
    """The brand of a product."""

    id: str | None = None
    name: str | None = None


class Product(Struct, frozen=True, gc=False, kw_only=True):
    """One product. Search gives a part of what detail gives; what is missing is None."""

    id: str | None = None
    title: str | None = None
    status: str | None = None
    create_time: int | None = None
    update_time: int | None = None
    description: str | None = None
    external_product_id: str | None = None
    brand: Brand | None = None
    category_chains: list[Category] | None = None
    main_images: list[Image] | None = None
    skus: list[Sku] | None = None
    sales_regions: list[str] | None = None
    is_not_for_sale: bool | None = None
    listing_quality_tier: str | None = None
    has_draft: bool | None = None
    audit: dict[str, Any] | None = None
    integrated_platform_statuses: list[dict[str, Any]] | None = None
    product_families: list[dict[str, Any]] | None = None
    product_sync_fail_reasons: list[str] | None = None
    recommended_categories: list[dict[str, Any]] | None = None
    scheduled_sale: dict[str, Any] | None = None
    product_tags: list[str] | None = None
    selling_format: str | None = None
    audit_failed_reasons: list[dict[str, Any]] | None = None
    certifications: list[dict[str, Any]] | None = None
    delivery_options: list[dict[str, Any]] | None = None
    global_product_association: dict[str, Any] | None = None
    is_cod_allowed: bool | None = None
    is_pre_owned: bool | None = None
    is_replicated: bool | None = None
    manufacturer_ids: list[str] | None = None
    minimum_order_quantity: int | None = None
    package_dimensions: dict[str, Any] | None = None
    package_weight: dict[str, Any] | None = None
    prescription_requirement: dict[str, Any] | None = None
    primary_combined_product_id: str | None = None
    product_attributes: list[dict[str, Any]] | None = None
    product_status: str | None = None
    product_types: list[str] | None = None
    responsible_person_ids: list[str] | None = None
    shipping_insurance_requirement: str | None = None
    shipping_template_id: str | None = None
    size_chart: dict[str, Any] | None = None
    subscribe_info: dict[str, Any] | None = None
    video: dict[str, Any] | None = None
    key_product_features: list[str] | None = None
    pod_info: dict[str, Any] | None = None
    search_terms: list[str] | None = None
    is_blind_box: bool | None = None

    @property
    def updated_at(self) -> datetime | None:
        """When it last changed."""
        return from_seconds(self.update_time)


class WarehouseStock(Struct, frozen=True, gc=False, kw_only=True):
    """What a SKU has in one warehouse: free to sell, and held by orders and campaigns."""

    warehouse_id: str | None = None
    available_quantity: int | None = None
    committed_quantity: int | None = None


class SkuInventory(Struct, frozen=True, gc=False, kw_only=True):
    """The stock of one SKU."""

    id: str | None = None
    seller_sku: str | None = None
    total_available_quantity: int | None = None
    total_committed_quantity: int | None = None
    warehouse_inventory: list[WarehouseStock] | None = None
    total_available_inventory_distribution: dict[str, Any] | None = None


class InventoryItem(Struct, frozen=True, gc=False, kw_only=True):
    """The stock of one product, by SKU."""

    product_id: str | None = None
    skus: list[SkuInventory] | None = None
