"""Inbound orders as the seller sees and moves them: details in both versions, shipping, tracking, labels, cancelling."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from shoplatch.errors import Conflict
from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.fbt import inbound, papers, plans
from shoplatch.simulator.fbt.members import INVALID, member
from shoplatch.simulator.state.fbt import House, Inbound
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

_ASKED_MAX = 100
_CARRIERS = ("FEDEX", "UPS", "DHL", "USPS")
_PRINTS = ("CARTON_PALLET_LABEL", "FBT_BARCODE", "PACKING_PICKING_LIST")


def get_fbt_inbound_order_details(world: World, ask: Ask) -> dict[str, Any]:
    """Inbound orders by their ids, in the order asked for; unknown ones are left out."""
    shop = ask.own_shop
    asked = ask.list_of("ids" if ask.operation.version == "202409" else "order_ids")
    if not 1 <= len(asked) <= _ASKED_MAX:
        raise Refused(INVALID, f"1 to {_ASKED_MAX} ids can be asked for.")
    found = [one for one in (_find(shop, number) for number in asked) if one is not None]
    if ask.operation.version == "202409":
        return {"inbound_orders": [_older_view(world, shop, one) for one in found]}
    cartons = ask.query.get("include_carton_details") == "true"
    return {"inbound_orders": [_view(world, shop, one, cartons=cartons) for one in found]}


def ship_inbound_order(world: World, ask: Ask) -> dict[str, Any]:
    """Off it goes; parcels need their cartons, which must hold what was planned."""
    shop, option = member(ask), ask.body["shipment_option"]
    made = _inbound(shop, ask.body["inbound_order_id"])
    cartons = made.cartons
    if ask.body.get("cartons"):
        units, cartons = plans.contents(shop, (), ask.body["cartons"])
        if units != made.planned():
            raise Refused(INVALID, "The cartons do not hold what was planned.")
    if option["shipping_method"] == "SMALL_PARCEL" and not cartons:
        raise Refused(INVALID, "A SMALL_PARCEL shipment needs its cartons.")
    if option["shipping_method"] == "FREIGHT" and not option.get("freight_type"):
        raise Refused(INVALID, "A FREIGHT shipment needs its freight_type.")
    shipping = {name: str(value) for name, value in option.items()}
    _or_refuse(lambda: inbound.ship(world, shop, made, shipping))
    inbound.pack(made, cartons)
    return {"inbound_order_id": made.id}


def cancel_inbound_order(world: World, ask: Ask) -> dict[str, Any]:
    """Called off, with a reason."""
    shop = member(ask)
    made = _inbound(shop, ask.body["order_id"])
    if not ask.body["cancel_reason"]:
        raise Refused(INVALID, "cancel_reason is needed.")
    _or_refuse(lambda: inbound.cancel(world, shop, made, ask.body["cancel_reason"]))
    return {}


def update_inbound_order_tracking(_world: World, ask: Ask) -> dict[str, Any]:
    """Which parcel of which carrier brings which carton; a carton named again has changed parcels."""
    made = _inbound(member(ask), ask.body["order_id"])
    if made.status in ("CANCELLED", "RECEIVED"):
        raise Refused(INVALID, f"The inbound order is {made.status}.")
    known = {number for one in made.cartons for number in one.numbers}
    told = ask.body.get("parcel_tracking_info") or []
    unknown = [row["carton_number"] for row in told if row["carton_number"] not in known]
    if unknown:
        raise Refused(INVALID, f"There is no carton {unknown[0]} in this inbound order.")
    parcels = {row["carton_number"]: row for row in made.parcels} | {row["carton_number"]: dict(row) for row in told}
    made.parcels = list(parcels.values())
    return {}


def print_inbound_order_labels(world: World, ask: Ask) -> dict[str, Any]:
    """One PDF with what was asked for: carton labels, barcodes of the goods, the packing list."""
    shop = member(ask)
    made = _inbound(shop, ask.body["order_id"])
    if made.status == "CANCELLED":
        raise Refused(INVALID, "The inbound order is CANCELLED.")
    wanted = ask.body.get("print_items") or list(_PRINTS)
    if "CARTON_PALLET_LABEL" in wanted and not made.cartons:
        raise Refused(INVALID, "Carton labels need cartons.")
    sheet = "A4" if "A4" in (ask.body.get("carton_label_format") or "") else "A6"
    kinds = "".join(str(_PRINTS.index(one)) for one in dict.fromkeys(wanted))
    return {"download_url": papers.url(world, shop, made, kinds, sheet), "task_status": "SUCCESS"}


def _find(shop: Shop, number: str) -> Inbound | None:
    return shop.fbt.inbounds.get(number.removeprefix("IBR"))


def _inbound(shop: Shop, number: str) -> Inbound:
    made = _find(shop, number)
    if made is None:
        raise Refused(INVALID, f"There is no inbound order {number}.")
    return made


def _or_refuse(deed: Any) -> None:
    try:
        deed()
    except Conflict as clash:
        raise Refused(INVALID, str(clash)) from clash


def _merchant(world: World, shop: Shop) -> dict[str, str]:
    seller = world.sellers[shop.seller_open_id]
    return {"id": f"4934{shop.id[-12:]}", "name": seller.name}


def _view(world: World, shop: Shop, made: Inbound, *, cartons: bool) -> dict[str, Any]:
    house = shop.fbt.houses[made.house_id]
    told: dict[str, Any] = {
        "order_id": made.id,
        "order_id_string": made.number,
        "order_plan_id": made.plan_id,
        "merchant": _merchant(world, shop),
        "create_time": made.create_time,
        "ship_time": made.ship_time,
        "expected_arrival_time": made.expected_time,
        "actual_arrival_time": made.arrive_time,
        "warehouse": {
            "fbt_warehouse_id": house.id,
            "business_warehouse_ids": list(_places(shop, made)),
            "name": house.name,
            "type": house.kind,
        },
        "status_logs": [
            {"operate_time": one.at, "new_status": one.after, "operator": one.by}
            | ({"previous_status": one.before} if one.before else {})
            for one in made.steps
        ],
        "logistic_info_list": [
            {
                "provider_name": _carrier(row["provider_name"]),
                "waybill_number": row["tracking_number"],
                "related_number": row["carton_number"],
            }
            for row in made.parcels
        ],
        "inbound_goods_lot_receive_item_details": list(_counted(made)),
    }
    if cartons:
        told["carton_details"] = [
            {
                "carton_no": number,
                "carton_type": one.kind,
                "box_measurements": one.measures,
                "items": [{"goods_id": item["goods_id"], "quantity": item["quantity"]} for item in one.items],
            }
            for one in made.cartons
            for number in one.numbers
        ]
    return told


def _counted(made: Inbound) -> Iterable[dict[str, Any]]:
    lots = {item["goods_id"]: item for one in made.cartons for item in one.items}
    for goods_id, units in made.planned().items():
        normal = sum(one.normal for one in made.receipts if one.goods_id == goods_id)
        defective = sum(one.defective for one in made.receipts if one.goods_id == goods_id)
        row: dict[str, Any] = {
            "goods_id": goods_id,
            "planned_count": units,
            "normal_received_count": normal,
            "defective_received_count": defective,
            "total_received_count": normal + defective,
        }
        lot = lots.get(goods_id, {})
        if lot.get("lot_code"):
            row["lot_code"] = lot["lot_code"]
        if str(lot.get("expiration_timestamp", "")).isdigit():
            row["expiration_time"] = int(lot["expiration_timestamp"])
        yield row


def _older_view(world: World, shop: Shop, made: Inbound) -> dict[str, Any]:
    house: House = shop.fbt.houses[made.house_id]
    fbt = shop.fbt
    return {
        "id": made.number,
        "type": "REPLENISHMENT",
        "merchant": _merchant(world, shop),
        "create_time": made.create_time,
        "ship_time": made.ship_time,
        "expect_arrive_time": made.expected_time,
        "actual_arrive_time": made.arrive_time,
        "carriers": [
            {"carrier_name": row["provider_name"], "tracking_number": row["tracking_number"]} for row in made.parcels
        ],
        "order_operation_logs": [{"operate_time": one.at, "order_status": one.after} for one in made.steps],
        "planned_goods": [
            {
                "id": goods_id,
                "name": fbt.goods[goods_id].name,
                "quantity": units,
                "reference_code": fbt.goods[goods_id].fields.get("reference_code", ""),
                "sku_ids": fbt.goods[goods_id].sku_ids,
            }
            for goods_id, units in made.planned().items()
        ],
        "received_batches": [
            {
                "id": one.id,
                "goods_id": one.goods_id,
                "normal_quantity": one.normal,
                "defective_quantity": one.defective,
                "total_quantity": one.normal + one.defective,
                "sku_ids": fbt.goods[one.goods_id].sku_ids,
                "product_ids": sorted({shop.skus[sku_id].product_id for sku_id in fbt.goods[one.goods_id].sku_ids}),
            }
            for one in made.receipts
        ],
        "warehouse": {
            "fbt_warehouse_id": house.id,
            "name": house.name,
            "type": "PLATFORM_WAREHOUSE",
            "warehouse_ids": list(_places(shop, made)),
        },
    }


def _places(shop: Shop, made: Inbound) -> Iterable[str]:
    return (shop.fbt.houses[house_id].place_id for house_id in made.parts)


def _carrier(name: str) -> str:
    return name.upper() if name.upper() in _CARRIERS else "OTHER"


HANDLERS: dict[str, Handler] = {
    "fbt.get_fbt_inbound_order_details": get_fbt_inbound_order_details,
    "fbt.ship_inbound_order": ship_inbound_order,
    "fbt.cancel_inbound_order": cancel_inbound_order,
    "fbt.update_inbound_order_tracking": update_inbound_order_tracking,
    "fbt.print_inbound_order_labels": print_inbound_order_labels,
}
