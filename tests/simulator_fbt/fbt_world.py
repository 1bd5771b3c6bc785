"""A shop at Fulfilled by TikTok, driven by calls: goods, inbound orders, orders of other channels; and every read of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shoplatch.simulator import fbt
from shoplatch.simulator.fbt import inbound
from shoplatch.simulator.fbt.shelves import DEFECTIVE, NORMAL
from shoplatch.simulator.state.goods import Sku, Stock
from shoplatch.simulator.state.parties import Shop
from tests.simulator_shop.shop_world import Desk

DAY = 86_400
MEASURES = {
    "height": "30",
    "length": "40",
    "length_unit": "CENTIMETER",
    "weight": "9",
    "weight_unit": "KILOGRAM",
    "width": "30",
}
SIZES = {
    "weight_value": "250",
    "length_value": "10",
    "width_value": "5",
    "height_value": "4",
    "weight_unit": "GRAM",
    "dimension_unit": "CENTIMETER",
}
LIFE = {
    "inbound_cutoff_days": 90,
    "expiration_alert_days": 60,
    "sales_cutoff_days": 20,
    "shelf_life": 700,
    "handling_method_expired_goods": "DISPOSE",
}
HAZMAT = {
    "hazmat_type": "BATTERY",
    "dg_class": "CLASS_9",
    "dg_uncode": "UN3481",
    "msds_file_url": "https://files.example.com/msds.pdf",
    "battery_extra_info": {
        "battery_type": "LITHIUM_ION",
        "battery_packaging_type": "IN_EQUIPMENT",
        "is_need_un_38_3_test": True,
        "total_battery_capacity": "20",
        "total_battery_capacity_unit": "WH",
        "total_battery_weight": "40",
        "total_battery_weight_unit": "GRAM",
        "un_38_3_test_file_url": "https://files.example.com/un383.pdf",
        "battery_count_per_package": "1",
    },
}
CONSIGNEE = {
    "name": "Ada Marsh",
    "phone_number": "+447700900555",
    "email": "ada@example.com",
    "address": {
        "country_code": "GB",
        "state_or_region": "England",
        "city": "Leeds",
        "address_line_1": "1 Mill Row",
        "address_line_2": "Yard",
        "district_or_county": "West Yorkshire",
        "postal_code": "LS1 1AA",
    },
}


def goods_row(sku: Sku, **changed: Any) -> dict[str, Any]:
    """Goods for a SKU as a seller sends them."""
    whole: dict[str, Any] = {
        "tts_sku_id": sku.id,
        "create_goods_type": "CREATE_AND_BIND",
        "goods_name": f"Cream {sku.seller_sku}",
        "goods_image_url": "https://files.example.com/cream.png",
        "return_handling_method": "DISPOSAL_WITHOUT_INSPECTION",
        "dimension_and_weight_base_info": SIZES,
        "is_hazmat": False,
        "is_lot_code": False,
        "is_expiration_management": False,
        "reference_code": f"REF-{sku.seller_sku}",
    }
    return whole | changed


class FbtDesk:
    """A shop that takes part."""

    def __init__(self, desk: Desk | None = None, region: str = "GB", *, differs: bool = False) -> None:
        self.desk = desk or Desk()
        self.world = self.desk.world
        self.world.switches.set("fbt_inbound_differs", differs)
        self.shop: Shop = self.desk.shop(region)
        fbt.onboard(self.world, self.shop)

    def call(self, name: str, body: dict[str, Any] | None = None, **query: str) -> dict[str, Any]:
        return self.desk.call(f"fbt.{name}", self.shop, body=body, query=query)

    def sku(self, number: int = 0) -> Sku:
        live = [one for one in self.desk.skus(self.shop) if self.shop.products[one.product_id].status == "ACTIVATE"]
        return live[number]

    def row(self, sku: Sku, **changed: Any) -> dict[str, Any]:
        return goods_row(sku, **changed)

    def goods(self, sku: Sku | None = None, **changed: Any) -> str:
        made = self.call("create_fbt_goods", {"create_goods_dto_list": [self.row(sku or self.sku(), **changed)]})
        (result,) = made["create_result_info"]["create_result_list"]
        assert result["is_success"], result["fail_reason"]
        return str(result["tts_goods_id"])

    def plan(self, goods: dict[str, int], **more: Any) -> str:
        items = [{"goods_id": goods_id, "quantity": units} for goods_id, units in goods.items()]
        cartons = [
            {"carton_type": "SINGLE_SKU", "items": [item], "quantity": 1, "box_measurements": MEASURES} for item in items
        ]
        made = self.call("create_or_update_inbound_plan", {"goods_items": items, "cartons": cartons, **more})
        return str(made["inbound_plan"]["plan_id"])

    def confirmed(self, plan_id: str, method: str = "D2FC") -> list[str]:
        found = self.call("list_available_inbound_methods", {"plan_id": plan_id})["available_inbound_method_list"]
        window = found[0]["available_time_window_list"][0]
        asked = {"plan_id": plan_id, "inbound_method": method, "estimate_arrival_time": window}
        detail = self.call("get_inbound_method_detail", asked)
        asked["placement_option_id"] = detail["info"][0]["placement_option_id"]
        return list(self.call("confirm_inbound_method", asked)["inbound_order_ids"])

    def ship(self, inbound_id: str) -> None:
        asked = {"inbound_order_id": inbound_id, "shipment_option": {"shipping_method": "SMALL_PARCEL"}}
        self.call("ship_inbound_order", asked)

    def stocked(self, units: int = 40, *, sku: Sku | None = None, method: str = "D2FC") -> str:
        """Goods of which so many units have come in."""
        goods_id = self.goods(sku)
        for inbound_id in self.confirmed(self.plan({goods_id: units}), method):
            self.ship(inbound_id)
        self.desk.wind(9 * DAY)
        return goods_id

    def send(self, goods: dict[str, int], number: str = "channel-1", **changed: Any) -> str:
        rows = [{"id": goods_id, "quantity": units} for goods_id, units in goods.items()]
        body = {"external_order_id": number, "goods": rows, "consignee": CONSIGNEE, **changed}
        return str(self.call("create_fbt_mcf_order", body)["mcf_order"]["mcf_order_id"])

    def inventory(self) -> dict[str, dict[str, int]]:
        """Goods id -> buckets over all houses."""
        sums: dict[str, dict[str, int]] = {}
        for row in self.call("search_fbt_inventory", {}, page_size="100")["inventory"]:
            one = sums.setdefault(row["goods"]["id"], {"in_transit": 0})
            one["in_transit"] += row["in_transit_quantity"]
            for name, units in row["on_hand_detail"].items():
                one[name] = one.get(name, 0) + units
        return sums


def check(shop: Shop) -> None:
    """What always holds: no bucket below zero, movements add up, SKUs show their goods, transit is what is under way."""
    own = shop.fbt
    on_hand: dict[tuple[str, str, str], int] = {}
    for one in own.movements:
        key = (one.house_id, one.goods_id, one.kind)
        assert one.before == on_hand.get(key, 0), one
        on_hand[key] = one.before + one.changed
    under_way: dict[tuple[str, str], int] = {}
    for made in own.inbounds.values():
        if made.ship_time and made.status in (*inbound.BEFORE_COUNTING, "RECEIVING", "PARTIALLY_RECEIVED"):
            counted = made.status == "PARTIALLY_RECEIVED"
            for house_id, part in made.parts.items():
                for goods_id, units in part.items():
                    key_of = (house_id, goods_id)
                    under_way[key_of] = under_way.get(key_of, 0) + (units - units // 2 if counted else units)
    waiting: dict[tuple[str, str], int] = {}
    for order in own.mcf_orders.values():
        for consign in order.consigns:
            if consign.status in ("PENDING", "HANDLE_BY_WAREHOUSE"):
                for goods_id, units in consign.goods.items():
                    where = (consign.house_id, goods_id)
                    waiting[where] = waiting.get(where, 0) + units
    for goods in own.goods.values():
        for house_id, held in goods.held.items():
            assert min(held.available, held.reserved, held.defective, held.in_transit) >= 0, held
            assert held.available + held.reserved == on_hand.get((house_id, goods.id, NORMAL), 0)
            assert held.defective == on_hand.get((house_id, goods.id, DEFECTIVE), 0)
            assert held.in_transit == under_way.get((house_id, goods.id), 0)
            place = own.houses[house_id].place_id
            skus = [shop.skus[sku_id] for sku_id in goods.sku_ids]
            shown = [sku.stock.get(place, Stock()) for sku in skus]
            assert all(one.available == held.available for one in shown)
            ordered = sum(one.committed for one in shown)
            assert held.reserved == ordered + waiting.get((house_id, goods.id), 0)


def fbt_reads(desk: Desk) -> Iterator[tuple[str, dict[str, Any]]]:
    """(operation id, data) of every operation of the family, in each version."""
    own = FbtDesk(desk, differs=True)
    first, second, third = own.sku(0), own.sku(1), own.sku(2)

    def told(name: str, body: dict[str, Any] | None = None, **query: str) -> tuple[str, dict[str, Any]]:
        return f"fbt.{name}", own.call(name, body, **query)

    yield told("get_fbt_merchant_onboarded_regions")
    yield told("get_fbt_merchant_mcf_status")
    yield told("get_fbt_warehouse_list")
    whole = {
        "is_hazmat": True,
        "hazmat_info": HAZMAT,
        "is_expiration_management": True,
        "is_lot_code": True,
        "shelf_life_attribute_info": LIFE,
        "barcode_infos": [{"barcode_type": "UPC", "barcode_value": "014673829105"}],
        "is_sioc": True,
        "sioc_attribute": {
            "sioc_files": [{"sioc_certification_url": "https://files.example.com/s", "sioc_file_type": "PDF"}]
        },
    }
    rows = [own.row(first), own.row(second, **whole), own.row(first)]
    made = told("create_fbt_goods", {"create_goods_dto_list": rows})
    yield made
    plain, danger = [one["tts_goods_id"] for one in made[1]["create_result_info"]["create_result_list"][:2]]
    relation = {"operate_goods_sku_relation_list": [{"tts_goods_id": plain, "tts_sku_ids": [third.id, first.id]}]}
    yield told("update_goods_sku_relations", {**relation, "operation_type": "BIND"})
    relation["operate_goods_sku_relation_list"][0]["tts_sku_ids"] = [third.id]
    yield told("update_goods_sku_relations", {**relation, "operation_type": "UN_BIND"})
    kept = {name: value for name, value in own.row(first).items() if name not in ("tts_sku_id", "create_goods_type")}
    yield told("update_fbt_goods_info", {"update_goods_dto": {"tts_goods_id": plain, **kept}})
    own.desk.wind(2 * DAY)
    liquid = {"flammable_liquids_type": "PERFUMERY", "flammable_liquids_volume": "50", "volume_unit": "ML"}
    other = HAZMAT | {"hazmat_type": "FLAMMABLE_LIQUID", "flammable_liquids_extra_info": liquid}
    spray = other | {"aerosol_extra_info": {"volume": "5", "volume_unit": "ML"}}
    own.goods(own.sku(3), is_hazmat=True, hazmat_info=spray)
    yield told("search_goods_hazmat_and_expiration_info", {"tts_sku_ids": [first.id, second.id]})
    own.desk.wind(2 * DAY)
    plan_id = own.plan({plain: 60, danger: 20}, idempotent_key="first")
    yield told("create_or_update_inbound_plan", {"plan_id": plan_id, "goods_items": [{"goods_id": plain, "quantity": 61}]})
    yield told("list_available_inbound_methods", {"plan_id": plan_id})
    carton = {
        "carton_type": "MULTI_SKU",
        "items": [
            {"goods_id": plain, "quantity": 30},
            {"goods_id": danger, "quantity": 10, "lot_code": "LOT-1", "expiration_timestamp": "1893456000"},
        ],
        "quantity": 2,
        "box_measurements": MEASURES,
        "carton_nums": ["A-1", "A-2"],
    }
    yield told("create_or_update_inbound_plan", {"plan_id": plan_id, "cartons": [carton]})
    window = own.call("list_available_inbound_methods", {"plan_id": plan_id})["available_inbound_method_list"][0]
    asked = {"plan_id": plan_id, "inbound_method": "ONE_HUB"}
    asked["estimate_arrival_time"] = window["available_time_window_list"][0]
    detail = told("get_inbound_method_detail", asked)
    yield detail
    asked["placement_option_id"] = detail[1]["info"][0]["placement_option_id"]
    confirmed = told("confirm_inbound_method", asked)
    yield confirmed
    (inbound_id,) = confirmed[1]["inbound_order_ids"]
    yield told("print_inbound_order_labels", {"order_id": inbound_id, "print_items": ["CARTON_PALLET_LABEL", "FBT_BARCODE"]})
    shipping = {"shipping_method": "FREIGHT", "freight_type": "LTL"}
    yield told("ship_inbound_order", {"inbound_order_id": inbound_id, "shipment_option": shipping})
    parcels = [
        {"provider_name": "UPS", "tracking_number": f"1Z999AA1012345678{at}", "carton_number": f"A-{at}"} for at in (1, 2)
    ]
    yield told("update_inbound_order_tracking", {"order_id": inbound_id, "parcel_tracking_info": parcels})
    own.shop.fbt.inbounds[inbound_id].broken[plain] = 1
    own.desk.wind(12 * DAY)
    spare = own.confirmed(own.plan({plain: 8}))
    yield told("cancel_inbound_order", {"order_id": spare[0], "cancel_reason": "Sent to another warehouse"})
    ids = ",".join([inbound_id, *spare])
    yield told("get_fbt_inbound_order_details", order_ids=ids, include_carton_details="true")
    yield told("get_fbt_inbound_order_details@202409", ids=ids)
    for name in ("search_goods_info", "search_goods_info@202409"):
        yield told(name, {}, page_size="2")
        yield told(name, {}, page_size="50")
    yield told("search_fbt_inventory", {}, page_size="1")
    yield told("search_fbt_inventory_record", {"goods_ids": [plain]}, page_size="2")
    yield told("query_goods_inventory_for_mcf", {"goods": [{"goods_id": plain}]})
    goods = [{"id": plain, "quantity": 2}, {"id": danger, "quantity": 1}]
    for name, number in (("create_fbt_mcf_order", "new-1"), ("create_fbt_mcf_order@202601", "old-1")):
        body = {"external_order_id": number, "goods": goods, "consignee": CONSIGNEE}
        sent = told(name, body)
        yield sent
    order_id = sent[1]["mcf_order"]["mcf_order_id"]
    consigns = [one.id for one in own.shop.fbt.mcf_orders[order_id].consigns]
    yield told("cancel_fbt_mcf_order", {"mcf_order_id": order_id, "consign_orders": [{"id": one} for one in consigns]})
    own.desk.wind(6 * DAY)
    for one in own.shop.fbt.mcf_orders:
        yield told("get_fbt_mcf_order_status", mcf_order_id=one)
    check(own.shop)
