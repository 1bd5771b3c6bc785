"""Scenes of orders, parcels, what goes backwards and what lies around a sale (`outside_stage` says what a scene is)."""

from __future__ import annotations

import base64
import json
from typing import Any

from shoplatch.simulator import orders
from shoplatch.simulator.logistics.providers import network
from shoplatch.simulator.orders.placing import Terms
from shoplatch.simulator.orders.reasons import listed
from tests.simulator.proofs.outside_stage import PDF, Said, Stage, said, scene


@scene("fulfillment.ship_package")
def _(on: Stage) -> Said:
    return said({"handover_method": "DROP_OFF"}, package_id=on.order().package_ids[0])


@scene("fulfillment.get_package_shipping_document")
def _(on: Stage) -> Said:
    return said(package_id=on.order("AWAITING_COLLECTION").package_ids[0], document_type="SHIPPING_LABEL")


@scene("fulfillment.mark_package_as_shipped", "US")
def _(on: Stage) -> Said:
    return said({"shipping_info_list": [on.carrier()]}, order_id=on.order(by="SELLER").id)


@scene("fulfillment.update_order_shipping_info", "US")
def _(on: Stage) -> Said:
    order = on.order(by="SELLER")
    on.call("fulfillment.mark_package_as_shipped", said({"shipping_info_list": [on.carrier()]}, order_id=order.id))
    return said(on.carrier(number="9400000000000000000001"), order_id=order.id)


@scene("fulfillment.update_package_shipping_info", "US")
def _(on: Stage) -> Said:
    order = on.order(by="SELLER")
    on.call("fulfillment.mark_package_as_shipped", said({"shipping_info_list": [on.carrier()]}, order_id=order.id))
    other = on.carrier(number="9400000000000000000001")
    return said({"shipping_info_list": [other]}, package_id=order.package_ids[0])


@scene("fulfillment.create_packages", "US")
def _(on: Stage) -> Said:
    size = {"length": "9", "width": "6", "height": "4", "unit": "INCH"}
    weight = {"value": "1", "unit": "POUND"}
    return said({"order_id": on.order().id, "ship_type": "1", "dimension": size, "weight": weight})


@scene("fulfillment.get_eligible_shipping_services", "US")
def _(on: Stage) -> Said:
    size = {"length": "9", "width": "6", "height": "4", "unit": "INCH"}
    return said({"dimension": size, "weight": {"value": "1", "unit": "POUND"}}, order_id=on.order().id)


@scene("fulfillment.confirm_order_split", "TH")
def _(on: Stage) -> Said:
    order = on.order(units=3)
    by_sku: dict[str, list[str]] = {}
    for line in order.lines:
        by_sku.setdefault(line.sku_id, []).append(line.id)
    groups = [{"id": str(at), "order_line_item_ids": ids} for at, ids in enumerate(by_sku.values())]
    return said({"splittable_groups": groups}, order_id=order.id)


def _pair(on: Stage) -> list[dict[str, Any]]:
    """Two orders of one recipient, as they are proposed."""
    second = on.order(like=on.order())
    found = on.call("fulfillment.search_combinable_packages", said(page_size=50))["combinable_packages"]
    return [row for row in found if second.id in row["order_ids"]]


@scene("fulfillment.combine_package", "TH")
def _(on: Stage) -> Said:
    return said({"combinable_packages": _pair(on)})


@scene("fulfillment.search_combinable_packages", "TH")
def _(on: Stage) -> Said:
    _pair(on)
    return said(page_size=10)


@scene("fulfillment.uncombine_packages", "TH")
def _(on: Stage) -> Said:
    (whole,) = on.call("fulfillment.combine_package", said({"combinable_packages": _pair(on)}))["packages"]
    return said({"order_ids": [whole["order_ids"][1]]}, package_id=whole["id"])


@scene("fulfillment.update_package_delivery_status", "ID")
def _(on: Stage) -> Said:
    order = on.order(by="SELLER")
    on.call("fulfillment.ship_package", said({"self_shipment": on.carrier()}, package_id=order.package_ids[0]))
    good = {"id": order.package_ids[0], "delivery_type": "DELIVERY_SUCCESS"}
    return said({"packages": [good, {**good, "id": "1153000000000000001"}]})  # `errors` is all an answer may hold


@scene("fulfillment.upload_proof_of_delivery_file")
def _(_on: Stage) -> Said:
    return said(form={"data": PDF, "name": PDF[0]})


@scene("fulfillment.upload_invoice", "BR")
def _(on: Stage) -> Said:
    order = on.order()
    text = f"<nfeProc><infNFe Id='NFe{'7' * 44}'/><cStat>100</cStat></nfeProc>"
    row = {"file": base64.b64encode(text.encode()).decode(), "file_type": "XML"}
    good = {**row, "order_ids": [order.id], "package_id": order.package_ids[0]}
    return said({"invoices": [good, {**good, "package_id": "1153000000000000001"}]})  # `errors` is all it may hold


@scene("fulfillment.get_pod_customization_details", "US")
def _(on: Stage) -> Said:
    order = on.order()
    (line,) = order.lines
    on.control("POST", f"orders/{order.id}/wish", {"order_line_id": line.id, "info": {"engraving": "Ada"}})
    row = {"order_line_id": line.id, "pod_order_data_id": "1", "product_id": line.product_id, "sku_id": line.sku_id}
    return said({"main_order_id": order.id, "query_order_lines": [row]})


@scene("logistics.get_shipping_providers")
def _(on: Stage) -> Said:
    return said(delivery_option_id=network(on.shop.region).option_for("SELLER").id)


@scene("order.update_the_blind_box_opening_results", "US")
def _(on: Stage) -> Said:
    sku = on.product().skus[0]
    terms = Terms(blind_box_sku_ids=frozenset({sku.id}))
    order = orders.place(on.world, on.shop, [(sku.id, 1)], terms=terms)
    row = {"order_line_id": order.lines[0].id, "blind_result_product_id": sku.product_id, "blind_result_sku_id": sku.id}
    return said(
        {"main_order_id": order.id, "blind_box_results": [{**row, "blind_open_time": on.now, "product_type": "NORMAL"}]}
    )


@scene("order.search_pod_customization_details", "US")
def _(on: Stage) -> Said:
    sku = on.product().skus[0]
    terms = Terms(print_on_demand_sku_ids=frozenset({sku.id}))
    order = orders.place(on.world, on.shop, [(sku.id, 1)], terms=terms)
    (line,) = order.lines
    row = {"order_line_id": line.id, "pod_order_data_id": line.pod_data_id, "product_id": sku.product_id, "sku_id": sku.id}
    return said({"main_order_id": order.id, "query_order_lines": [row]})


@scene("order.get_order_detail")
def _(on: Stage) -> Said:
    return said(ids=[on.order().id])


@scene("order.get_order_list")
def _(on: Stage) -> Said:
    on.order()
    return said({}, page_size=20)


@scene("order.get_order_price_details")
def _(on: Stage) -> Said:
    return said(order_id=on.order().id)


# What goes backwards


@scene("return_refund.cancel_order")
def _(on: Stage) -> Said:
    reasons = listed(on.shop, "cancel", "seller", "AWAITING_SHIPMENT")
    return said({"order_id": on.order().id, "cancel_reason": reasons[0]})


def _cancellation(on: Stage) -> str:
    order = on.order()
    on.control("POST", f"orders/{order.id}/request_cancel")
    return order.cancel_request_id


@scene("return_refund.reject_cancellation")
def _(on: Stage) -> Said:
    cancel_id = _cancellation(on)
    reasons = on.call("return_refund.get_reject_reasons", said(return_or_cancel_id=cancel_id))["reasons"]
    return said({"reject_reason": reasons[0]["name"]}, cancel_id=cancel_id)


@scene("return_refund.approve_cancellation")
def _(on: Stage) -> Said:
    return said({}, cancel_id=_cancellation(on))


@scene("return_refund.create_return", "US")
def _(on: Stage) -> Said:
    order = on.order("DELIVERED")
    reasons = listed(on.shop, "refund", "seller", "DELIVERED")
    return said({"order_id": order.id, "return_type": "REFUND", "return_reason": reasons[0]})


@scene("return_refund.calculate_refund")
def _(on: Stage) -> Said:
    return said({"order_id": on.order("DELIVERED").id, "request_type": "REFUND", "reason_name": "any"})


@scene("return_refund.approve_return")
def _(on: Stage) -> Said:
    return said({"decision": "APPROVE_RETURN"}, return_id=on.request())


@scene("return_refund.reject_return")
def _(on: Stage) -> Said:
    return_id = on.request("REFUND")
    reasons = on.call("return_refund.get_reject_reasons", said(return_or_cancel_id=return_id))["reasons"]
    return said({"decision": "REJECT_REFUND", "reject_reason": reasons[0]["name"]}, return_id=return_id)


@scene("return_refund.get_return_records")
def _(on: Stage) -> Said:
    return said(return_id=on.request())


for _name in ("get_reject_reasons", "get_decision_eligibility", "get_available_review_decisions"):

    @scene(f"return_refund.{_name}")
    def _(on: Stage) -> Said:
        return said(return_or_cancel_id=on.request(), seller_id="1")


@scene("return_refund.upload_return_shipping_information")
def _(on: Stage) -> Said:
    return_id = on.request()
    on.call("return_refund.approve_return", said({"decision": "APPROVE_RETURN"}, return_id=return_id))
    form = {"return_provider_id": network(on.shop.region).carriers[0].id, "tracking_number": "RETURN1"}
    return said(form=form, return_ids=[return_id])


# Talk, and what lies around a sale


@scene("customer_service.create_conversation")
def _(on: Stage) -> Said:
    return said({"buyer_user_id": on.order().buyer.id})


@scene("customer_service.get_conversation")
def _(on: Stage) -> Said:
    return said(conversation_id=on.talk())


@scene("customer_service.get_conversations")
def _(on: Stage) -> Said:
    on.talk()
    return said(page_size=10)


@scene("customer_service.get_conversation_messages")
def _(on: Stage) -> Said:
    return said(conversation_id=on.talk(), page_size=10)


@scene("customer_service.mark_buyer_messages_as_read")
def _(on: Stage) -> Said:
    return said({}, conversation_id=on.talk())


@scene("customer_service.send_message")
def _(on: Stage) -> Said:
    body = {"type": "TEXT", "content": json.dumps({"content": "Good morning"})}
    return said(body, conversation_id=on.talk())


@scene("customer_service.end_session")
def _(on: Stage) -> Said:
    conversation_id = on.talk()
    session_id = on.shop.talks.conversations[conversation_id].sessions[-1].id
    return said({}, conversation_id=conversation_id, session_id=session_id)


@scene("customer_service.search_sessions")
def _(on: Stage) -> Said:
    on.talk()
    return said({"begin_time_ge": on.now - 86_400, "begin_time_lt": on.now + 60}, page_size=10)


@scene("customer_service.get_customer_service_performance")
def _(on: Stage) -> Said:
    on.talk()
    return said(support_date_ge="2026-11-01", support_date_lt="2026-11-30")


def _task(on: Stage) -> dict[str, Any]:
    return {"channel": "TIKTOK_IM", "end_time": on.now + 86_400, "task_name": "News"}


@scene("customer_engagement.create_engagement_task", "US")
def _(on: Stage) -> Said:
    return said({**_task(on), "template_id": "8646958016719848812"}, idempotency_key="k1")


@scene("customer_engagement.create_custom_engagement_task", "US")
def _(on: Stage) -> Said:
    on.order("DELIVERED")
    words = {"title": "News", "body": "Spring is here"}
    return said({**_task(on), "custom_message": words}, idempotency_key="k2")


@scene("customer_engagement.send_engagement_message", "US")
def _(on: Stage) -> Said:
    body = said({**_task(on), "template_id": "8646958016719848812"}, idempotency_key="k1")
    made = on.call("customer_engagement.create_engagement_task", body)
    emails = [on.order().buyer.email, "nobody@example.com"]
    return said({"task_id": made["task_id"], "buyer_emails": emails})


@scene("open.upload_file_init")
def _(on: Stage) -> Said:
    file = {"file_name": "a.mp4", "file_type": "video", "file_size": 9, "total_chunk_count": 1, "target_path": "/"}
    return said(file, category_asset_cipher=on.asset)  # their client keeps the shop_cipher back here
