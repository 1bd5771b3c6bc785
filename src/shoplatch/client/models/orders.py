"""Orders, their lines and their money. Totals are the platform's; nothing is computed here."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from msgspec import Struct

from shoplatch.client.models.addresses import Address
from shoplatch.client.models.money import money_of
from shoplatch.clock import from_seconds
from shoplatch.errors import InvalidRequest
from shoplatch.values import Money


class Payment(Struct, frozen=True, gc=False, kw_only=True):
    """The money of an order, in one currency. Amounts are decimal text; `money("tax")` gives one as exact Money."""

    currency: str | None = None
    sub_total: str | None = None
    total_amount: str | None = None
    tax: str | None = None
    product_tax: str | None = None
    original_total_product_price: str | None = None
    seller_discount: str | None = None
    platform_discount: str | None = None
    payment_platform_discount: str | None = None
    payment_discount_service_fee: str | None = None
    shipping_fee: str | None = None
    original_shipping_fee: str | None = None
    shipping_fee_seller_discount: str | None = None
    shipping_fee_platform_discount: str | None = None
    shipping_fee_cofunded_discount: str | None = None
    shipping_fee_tax: str | None = None
    shipping_insurance_fee: str | None = None
    small_order_fee: str | None = None
    retail_delivery_fee: str | None = None
    buyer_service_fee: str | None = None
    handling_fee: str | None = None
    distance_fee: str | None = None
    distance_shipping_fee: str | None = None
    item_insurance_fee: str | None = None
    item_insurance_tax: str | None = None

    def money(self, field: str) -> Money | None:
        """One amount with its currency; None where it is not given.

        Raises:
            InvalidRequest: there is no such amount, or its text is not a number.
        """
        if field == "currency" or field not in self.__struct_fields__:
            raise InvalidRequest(f"{field} is not an amount of a payment")
        return money_of(getattr(self, field), self.currency)

    @property
    def total(self) -> Money | None:
        """What the buyer pays in all (`total_amount`)."""
        return money_of(self.total_amount, self.currency)


class ItemTax(Struct, frozen=True, gc=False, kw_only=True):
    """One tax of a line."""

    tax_type: str | None = None
    tax_amount: str | None = None
    tax_rate: str | None = None


class CombinedSku(Struct, frozen=True, gc=False, kw_only=True):
    """One component of a virtual bundle; stock is taken from it."""

    product_id: str | None = None
    sku_id: str | None = None
    seller_sku: str | None = None
    sku_count: int | None = None


class OrderLine(Struct, frozen=True, gc=False, kw_only=True):
    """One unit of one SKU: three units are three lines with ids of their own."""

    id: str | None = None
    product_id: str | None = None
    product_name: str | None = None
    sku_id: str | None = None
    sku_name: str | None = None
    seller_sku: str | None = None
    sku_image: str | None = None
    sku_type: str | None = None
    display_status: str | None = None
    package_id: str | None = None
    package_status: str | None = None
    currency: str | None = None
    sale_price: str | None = None
    original_price: str | None = None
    seller_discount: str | None = None
    platform_discount: str | None = None
    item_tax: list[ItemTax] | None = None
    is_gift: bool | None = None
    cancel_user: str | None = None
    cancel_reason: str | None = None
    rts_time: int | None = None
    tracking_number: str | None = None
    shipping_provider_id: str | None = None
    shipping_provider_name: str | None = None
    combined_listing_skus: list[CombinedSku] | None = None
    buyer_service_fee: str | None = None
    distance_fee: str | None = None
    distance_shipping_fee: str | None = None
    gift_retail_price: str | None = None
    handling_duration_days: str | None = None
    is_dangerous_good: bool | None = None
    is_unboxing_item: bool | None = None
    needs_prescription: bool | None = None
    pfand_fee: str | None = None
    retail_delivery_fee: str | None = None
    small_order_fee: str | None = None
    unboxing_sku_code: str | None = None
    unboxing_case_list: list[dict[str, Any]] | None = None
    room_id: str | None = None
    sub_item_info: list[dict[str, Any]] | None = None
    shipping_vat_amount: str | None = None
    shipping_vat_rate: str | None = None
    is_pod_customized: bool | None = None
    pod_info_id: str | None = None
    product_listing_type: str | None = None

    @property
    def sale(self) -> Money | None:
        """What the unit was sold for, after discounts (`sale_price`)."""
        return money_of(self.sale_price, self.currency)

    @property
    def original(self) -> Money | None:
        """The list price (`original_price`)."""
        return money_of(self.original_price, self.currency)


class PackageRef(Struct, frozen=True, gc=False, kw_only=True):
    """A package an order is in."""

    id: str | None = None


class Order(Struct, frozen=True, gc=False, kw_only=True):
    """One order as search and detail give it. Times are Unix seconds; `created_at` and `updated_at` are aware times."""

    id: str | None = None
    status: str | None = None
    order_type: str | None = None
    create_time: int | None = None
    update_time: int | None = None
    paid_time: int | None = None
    cancel_time: int | None = None
    delivery_time: int | None = None
    rts_time: int | None = None
    collection_time: int | None = None
    release_date: int | None = None
    request_cancel_time: int | None = None
    rts_sla_time: int | None = None
    tts_sla_time: int | None = None
    delivery_sla_time: int | None = None
    shipping_due_time: int | None = None
    collection_due_time: int | None = None
    delivery_due_time: int | None = None
    cancel_order_sla_time: int | None = None
    user_id: str | None = None
    buyer_email: str | None = None
    buyer_message: str | None = None
    buyer_nickname: str | None = None
    seller_note: str | None = None
    cancel_reason: str | None = None
    cancellation_initiator: str | None = None
    commerce_platform: str | None = None
    fulfillment_type: str | None = None
    shipping_type: str | None = None
    delivery_type: str | None = None
    delivery_option_id: str | None = None
    delivery_option_name: str | None = None
    shipping_provider: str | None = None
    shipping_provider_id: str | None = None
    tracking_number: str | None = None
    warehouse_id: str | None = None
    payment_method_name: str | None = None
    split_or_combine_tag: str | None = None
    is_cod: bool | None = None
    is_on_hold_order: bool | None = None
    is_sample_order: bool | None = None
    is_exchange_order: bool | None = None
    is_replacement_order: bool | None = None
    is_buyer_request_cancel: bool | None = None
    has_updated_recipient_address: bool | None = None
    replaced_order_id: str | None = None
    exchange_source_order_id: str | None = None
    need_upload_invoice: str | None = None
    cpf: str | None = None
    cpf_name: str | None = None
    payment: Payment | None = None
    recipient_address: Address | None = None
    line_items: list[OrderLine] | None = None
    packages: list[PackageRef] | None = None
    auto_combine_group_id: str | None = None
    buyer_avatar: str | None = None
    consultation_id: str | None = None
    delivery_option_required_delivery_time: int | None = None
    fast_delivery_program: str | None = None
    fast_dispatch_sla_time: int | None = None
    fulfillment_priority_level: int | None = None
    handling_duration: dict[str, Any] | None = None
    order_rights: list[int] | None = None
    pick_up_cut_off_time: int | None = None
    recommended_shipping_time: int | None = None
    is_subscription_order: bool | None = None
    is_refundable_sample: bool | None = None
    authentication_required: bool | None = None
    instore_pickup_sla_time: int | None = None
    fast_rts_sla_time: int | None = None
    fast_collection_sla_time: int | None = None
    channel_entity_national_registry_id: str | None = None
    payment_auth_code: str | None = None
    payment_card_type: str | None = None
    payment_method_code: str | None = None

    @property
    def lines(self) -> list[OrderLine]:
        """The lines, one per unit; [] where the platform sent none."""
        return self.line_items or []

    @property
    def created_at(self) -> datetime | None:
        """When the buyer placed it."""
        return from_seconds(self.create_time)

    @property
    def updated_at(self) -> datetime | None:
        """When it last changed; the older of two copies is the one to drop."""
        return from_seconds(self.update_time)

    def __repr__(self) -> str:
        return f"<Order {self.id} {self.status}, {len(self.lines)} lines>"
