"""How orders look on the wire: the widest shape, which `fit` cuts to the version asked for.

A time that has not come is left out. Fields that never have anything to say here are listed with reasons in `left_out.json`.
"""

from __future__ import annotations

from typing import Any

from shoplatch.simulator.epharmacy import consultation_id
from shoplatch.simulator.logistics.providers import network
from shoplatch.simulator.markets import Market, market
from shoplatch.simulator.orders.money import spread, total_amount, totals
from shoplatch.simulator.orders.privacy import recipient
from shoplatch.simulator.products.views import image_url
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Line, Order, Package
from shoplatch.simulator.state.world import World

STANDARD = 600  # fulfillment_priority_level (platform.md section 8.4)
_TIMES = (
    "paid_time",
    "rts_sla_time",
    "tts_sla_time",
    "shipping_due_time",
    "collection_due_time",
    "delivery_due_time",
    "delivery_sla_time",
    "rts_time",
    "collection_time",
    "delivery_time",
    "cancel_time",
)


def order_view(world: World, shop: Shop, order: Order, *, for_list: bool) -> dict[str, Any]:
    """An order in full. Payment card and code belong to the detail, the priority level to the list."""
    profile = market(shop.region)
    option = network(shop.region).option_for(order.shipping_type)
    packages = {package.id: package for package in (shop.packages.get(one) for one in order.package_ids) if package}
    view: dict[str, Any] = {
        "id": order.id,
        "status": order.status,
        "create_time": order.create_time,
        "update_time": order.update_time,
        "user_id": order.buyer.id,
        "buyer_nickname": order.buyer.nickname,
        "buyer_avatar": image_url(world, f"avatar/{order.buyer.id[-2:]}"),
        "buyer_email": order.buyer.email,
        "buyer_message": order.message,
        "seller_note": "",
        "commerce_platform": order.commerce_platform,
        "order_type": order.order_type,
        "fulfillment_type": order.fulfillment_type,
        "shipping_type": order.shipping_type,
        "delivery_option_id": order.delivery_option_id,
        "delivery_option_name": option.name,
        "delivery_type": "HOME_DELIVERY",
        "warehouse_id": order.warehouse_id,
        "is_buyer_request_cancel": bool(order.cancel_request_id),
        "is_cod": order.is_cod,
        "is_exchange_order": bool(order.exchange_source_order_id),
        "is_on_hold_order": order.waits_on_hold,
        "is_replacement_order": bool(order.replaced_order_id),
        "is_sample_order": bool(order.sample_payer),
        "has_updated_recipient_address": order.address_changed,
        "need_upload_invoice": _invoice_state(shop, order) if profile.rules.invoice_before_shipping else "NO_NEED",
        "payment": payment_view(profile, order, with_fees=world.switches.market_fees_in_total),
        "payment_method_name": order.payment.method,
        "packages": [{"id": package_id} for package_id in order.package_ids],
        "line_items": [line_view(world, profile, order, line, packages.get(line.package_id)) for line in order.lines],
    }
    if for_list:
        view |= priority_view(order)
    elif order.paid_time:
        view["payment_method_code"] = f"pm_{order.payment.method.split('/')[0].split()[0].lower()}"
        view["payment_card_type"] = order.payment.card_type
        view["payment_auth_code"] = order.payment.auth_code
    if consultation := consultation_id(shop, order):
        view["consultation_id"] = consultation
    _add_dated(view, order)
    address = recipient(profile, order, world.clock.now(), world.switches)
    if address is not None:
        view["recipient_address"] = address
        if profile.region == "BR":
            view["cpf"], view["cpf_name"] = cpf_of(order.buyer.id), address["name"]
    if order.released_time:
        view |= _of_market(profile, order)
    if profile.region == "US" and order.status == "AWAITING_SHIPMENT" and order.shipping_type == "TIKTOK":
        view["auto_combine_group_id"] = f"7577{order.buyer.id[-9:]}{order.warehouse_id[-6:]}"  # of one buyer, from one place
    _add_parcel(view, packages)
    return view


def cpf_of(buyer_id: str) -> str:
    """A Brazilian taxpayer's number for a made-up buyer, with its two check digits."""
    digits = [int(digit) for digit in buyer_id[-9:].rjust(9, "1")]
    for _ in range(2):
        weighed = sum(digit * weight for digit, weight in zip(digits, range(len(digits) + 1, 1, -1), strict=True))
        digits.append((weighed * 10) % 11 % 10)
    text = "".join(map(str, digits))
    return f"{text[:3]}.{text[3:6]}.{text[6:9]}-{text[9:]}"


def _of_market(profile: Market, order: Order) -> dict[str, Any]:
    """Dates that only South-East Asia has (platform.md section 8.4); how the platform computes them is not known."""
    view: dict[str, Any] = {}
    if profile.rules.seller_ships_with_own_fleet and order.shipping_type == "TIKTOK":
        view["pick_up_cut_off_time"] = order.rts_sla_time
    if profile.region in ("TH", "PH"):
        view["fast_dispatch_sla_time"] = profile.working_days_after(order.released_time, 1)
    return view


def priority_view(order: Order) -> dict[str, Any]:
    """What the list and the detail of 202309 have beyond that of 202507 (platform.md section 8.5)."""
    level: dict[str, Any] = {"fulfillment_priority_level": STANDARD}
    if order.rts_sla_time:
        level["recommended_shipping_time"] = order.rts_sla_time
    return level


def line_view(world: World, profile: Market, order: Order, line: Line, package: Package | None) -> dict[str, Any]:
    """One unit."""
    text = profile.text
    view: dict[str, Any] = {
        "id": line.id,
        "display_status": line.status,
        "sku_id": line.sku_id,
        "product_id": line.product_id,
        "product_name": line.product_name,
        "sku_name": line.sku_name,
        "seller_sku": line.seller_sku,
        "sku_image": image_url(world, line.image_uri),
        "sku_type": order.order_type if order.order_type != "BACK_ORDER" else "NORMAL",
        "currency": profile.currency,
        "original_price": text(line.original_price),
        "sale_price": text(line.sale_price),
        "seller_discount": text(line.seller_discount),
        "platform_discount": text(line.platform_discount),
        "is_gift": line.is_gift,
        "is_dangerous_good": False,
        "needs_prescription": False,
        "is_unboxing_item": line.is_blind_box,
    }
    if line.is_gift:
        view["gift_retail_price"] = text(line.gift_retail_price)
    if order.handling_days:
        view["handling_duration_days"] = str(order.handling_days)
    if line.unboxed:
        view["unboxing_case_list"] = [{"unbox_sku": one.sku_id, "unbox_sku_type": one.kind} for one in line.unboxed]
    if line.pod_data_id:
        view["is_pod_customized"], view["pod_info_id"] = True, line.pod_data_id
    if line.parts:
        view["combined_listing_skus"] = [
            {
                "product_id": part.product_id,
                "sku_id": part.sku_id,
                "seller_sku": part.seller_sku,
                "sku_count": part.units,
            }
            for part in line.parts
        ]
    if profile.rules.taxes_on_top:
        rate = f"{line.tax / line.sale_price:.4f}" if line.sale_price else "0"
        view["item_tax"] = [{"tax_type": "SALES_TAX", "tax_amount": text(line.tax), "tax_rate": rate}]
        view["retail_delivery_fee"] = text(0)
    shipped = line.rts_time > 0
    if line.status != "UNPAID" and (shipped or not profile.rules.line_package_after_shipping):
        view["package_status"] = line.package_status
        if line.package_id:
            view["package_id"] = line.package_id
    if shipped and package is not None:
        view["rts_time"] = line.rts_time
        view["tracking_number"] = package.tracking_number
        view["shipping_provider_id"] = package.provider_id
        view["shipping_provider_name"] = package.provider_name
    if line.cancel_user:
        view["cancel_user"], view["cancel_reason"] = line.cancel_user, line.cancel_reason
    return view


def payment_view(profile: Market, order: Order, *, with_fees: bool = True) -> dict[str, str]:
    """The sums of platform.md section 8.3; market extras only where the market has them."""
    sums, payment, text = totals(order), order.payment, profile.text
    view = {
        "currency": payment.currency,
        "original_total_product_price": text(sums.original),
        "seller_discount": text(sums.seller_discount),
        "platform_discount": text(sums.platform_discount),
        "sub_total": text(sums.sub_total),
        "original_shipping_fee": text(payment.original_shipping_fee),
        "shipping_fee_seller_discount": text(payment.shipping_seller_discount),
        "shipping_fee_platform_discount": text(payment.shipping_platform_discount),
        "shipping_fee_cofunded_discount": text(payment.shipping_cofunded_discount),
        "shipping_fee": text(payment.shipping_fee),
        "product_tax": text(sums.product_tax),
        "shipping_fee_tax": text(payment.shipping_tax),
        "tax": text(sums.product_tax + payment.shipping_tax),
        "payment_platform_discount": text(0),
        "total_amount": text(total_amount(order, with_fees=with_fees)),
        **{name: text(fee) for name, fee in payment.fees.items()},
    }
    if profile.rules.taxes_on_top:
        view["retail_delivery_fee"] = text(0)
    return view


def price_detail(profile: Market, order: Order) -> dict[str, Any]:
    """What was paid, per order and per line: payment = sku_sale_price + shipping_sale_price + tax_amount."""
    pay, lines = order.payment, order.lines
    weights = [line.sale_price for line in lines]
    shipping = zip(
        spread(pay.original_shipping_fee, weights),
        spread(pay.shipping_seller_discount + pay.shipping_cofunded_discount, weights),
        spread(pay.shipping_platform_discount, weights),
        spread(pay.shipping_tax, weights),
        strict=True,
    )
    rows = []
    for line, (listed, seller, platform, tax) in zip(lines, shipping, strict=True):
        sums = (line.original_price, line.seller_discount, line.platform_discount, line.tax)
        row = {"id": line.id, **_price_row(profile, pay.tax_rate_ppm, sums, (listed, seller, platform, tax))}
        if line.is_gift:
            row |= _gift_prices(profile, line.gift_retail_price)
        rows.append(row)
    whole = totals(order)
    sums = (whole.original, whole.seller_discount, whole.platform_discount, whole.product_tax)
    fees = (
        pay.original_shipping_fee,
        pay.shipping_seller_discount + pay.shipping_cofunded_discount,
        pay.shipping_platform_discount,
        pay.shipping_tax,
    )
    gifts = sum(line.gift_retail_price for line in lines)
    more = _gift_prices(profile, gifts) if gifts else {}
    return {**_price_row(profile, pay.tax_rate_ppm, sums, fees), **more, "line_items": rows}


def _gift_prices(profile: Market, retail: int) -> dict[str, str]:
    """What gifts would cost, and do."""
    return {"sku_gift_original_price": profile.text(retail), "sku_gift_net_price": profile.text(0)}


def _price_row(
    profile: Market, rate_ppm: int, goods: tuple[int, int, int, int], shipping: tuple[int, int, int, int]
) -> dict[str, Any]:
    text = profile.text
    listed, seller, platform, tax = goods
    fee, fee_seller, fee_platform, fee_tax = shipping
    sale, fee_sale = listed - seller - platform, fee - fee_seller - fee_platform
    view = {
        "currency": profile.currency,
        "sku_list_price": text(listed),
        "sku_sale_price": text(sale),
        "subtotal": text(sale),
        "subtotal_deduction_seller": text(seller),
        "subtotal_deduction_platform": text(platform),
        "subtotal_tax_amount": text(tax),
        "shipping_list_price": text(fee),
        "shipping_sale_price": text(fee_sale),
        "shipping_fee_deduction_seller": text(fee_seller),
        "shipping_fee_deduction_platform": text(fee_platform),
        "tax_amount": text(tax + fee_tax),
        "net_price_amount": text(sale + fee_sale),
        "payment": text(sale + fee_sale + tax + fee_tax),
        "total": text(listed + fee + tax + fee_tax),
    }
    if profile.rules.taxes_on_top:
        view["tax_rate"] = f"{rate_ppm / 1_000_000:.4f}"
    return view


def _invoice_state(shop: Shop, order: Order) -> str:
    """Brazil: uploaded once the invoices of all its packages are there and none was turned down."""
    invoices = [shop.dispatch.invoices.get(package_id) for package_id in order.package_ids]
    there = invoices and all(one is not None and one.status in ("PROCESSING", "SUCCESS") for one in invoices)
    return "INVOICE_UPLOADED" if there else "NEED_INVOICE"


def _add_dated(view: dict[str, Any], order: Order) -> None:
    for name in _TIMES:
        moment = getattr(order, name)
        if moment:
            view[name] = moment
    if order.shipping_due_time:
        view["cancel_order_sla_time"] = order.shipping_due_time  # the deprecated forerunner (section 8.4)
    if order.cancel_time:
        view["cancel_reason"], view["cancellation_initiator"] = order.cancel_reason, order.cancelled_by
    if order.replaced_order_id:
        view["replaced_order_id"] = order.replaced_order_id
    if order.exchange_source_order_id:
        view["exchange_source_order_id"] = order.exchange_source_order_id
    if order.release_date:
        view["release_date"] = order.release_date
    if order.handling_days:
        view["handling_duration"] = {"days": str(order.handling_days), "type": "BUSINESS_DAY"}
    if order.cancel_request_id:
        view["request_cancel_time"] = order.request_cancel_time
    if order.split_or_combine:
        view["split_or_combine_tag"] = order.split_or_combine


def _add_parcel(view: dict[str, Any], packages: dict[str, Package]) -> None:
    sent = [package for package in packages.values() if package.tracking_number]
    if len(sent) == 1:  # with several parcels the lines tell them apart
        view["tracking_number"] = sent[0].tracking_number
        view["shipping_provider"] = sent[0].provider_name
        view["shipping_provider_id"] = sent[0].provider_id
