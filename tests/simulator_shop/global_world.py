"""Every operation on global products and on copies in other markets, once, so that its answers can be compared."""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Iterator
from typing import Any

from shoplatch.simulator.state.parties import Shop
from tests.simulator_shop.shop_world import Desk


def global_reads(desk: Desk, told: Any, shop: Shop) -> Iterator[tuple[str, dict[str, Any]]]:
    """(operation id, data) of the operations on global products and copies."""
    body = global_body(desk, shop)
    yield told("product.check_global_product_listing", None, body={**body, "title": ""})
    name, made = told("product.create_global_product", None, body=body)
    yield name, made
    global_id, skus = made["global_product_id"], made["global_skus"]
    targets = [
        {
            "region": region,
            "skus": [
                {
                    "related_global_sku_id": sku["id"],
                    "price": {"amount": "19.00", "currency": currency},
                    "inventory": {"quantity": 5},
                }
                for sku in skus
            ],
        }
        for region, currency in (("GB", "GBP"), ("MY", "MYR"))
    ]
    yield told("product.publish_global_product", None, body={"publish_target": targets}, global_product_id=global_id)
    edit = {**body, "title": "A candle for every market", "skus": [{**body["skus"][0], "id": skus[0]["id"]}]}
    path = {"global_product_id": global_id}
    yield told("product.edit_global_product", None, body=edit, **path)
    desk.wind(40)
    yield told("product.partial_edit_global_product", None, body={"title": "A candle for all"}, **path)
    rows = [{"id": skus[0]["id"], "inventory": [{"global_warehouse_id": _global_warehouse(shop), "quantity": 7}]}]
    yield told("product.update_global_inventory", None, body={"global_skus": rows}, **path)
    yield told("product.get_global_product", None, **path)
    gb = desk.shop("GB")
    published = next(product for product in gb.products.values() if product.global_product_id == global_id)
    yield told("product.get_product", gb, product_id=published.id)
    german = _german_shop(desk)
    desk.stock(german)
    local = next(iter(german.products.values()))
    pairs = [{"id": local.skus[0].id, "global_sku_id": skus[0]["id"]}]
    wrong = {"id": next(iter(gb.products)), "skus": []}
    bound = {"local_products": [{"id": local.id, "skus": pairs}, wrong]}
    yield told("product.bind_local_products", None, body=bound, **path)
    for version in ("", "@202309"):
        yield told(f"product.search_global_products{version}", None, query={"page_size": "10"}, body={})
    yield told("product.delete_global_products", None, body={"global_product_ids": ["1729000000000000009"]})
    for name in ("edit_global_product", "partial_edit_global_product"):
        desk.call("product.delete_products", gb, body={"product_ids": [published.id]})
        yield told(f"product.{name}", None, body=edit, **path)
    yield from _replicas(desk, told, shop)


def _german_shop(desk: Desk) -> Shop:
    """Binding local products is for the European Union only."""
    shop = copy.deepcopy(desk.shop("GB"))
    shop = dataclasses.replace(shop, id="7495880000000000303", cipher="GCP_Fernlight-DE", region="DE", products={}, skus={})
    desk.world.shops[shop.id] = shop
    return shop


def _replicas(desk: Desk, told: Any, shop: Shop) -> Iterator[tuple[str, dict[str, Any]]]:
    gb = desk.shop("GB")
    source = next(product for product in shop.products.values() if product.status == "ACTIVATE")
    prices = [{"source_sku_id": source.skus[0].id, "price": {"sale_price": "9.00", "currency": "GBP"}}]
    body = {"replicate_target": [{"region": "GB", "skus": prices}, {"region": "FR", "skus": []}]}
    yield told("product.replicate_product", body=body, product_id=source.id)
    desk.wind(40)
    yield told("product.partial_edit_product@202309", body={"title": "A source that was edited"}, product_id=source.id)
    yield told("product.get_global_replicated_products", product_id=source.id)
    yield told("product.get_global_listing_rules")
    yield told("product.get_product", gb, product_id=source.copies["GB"])


def global_body(desk: Desk, shop: Shop) -> dict[str, Any]:
    """A good global product, with everything an answer can show."""
    contacts = desk.world.sellers[shop.seller_open_id].library
    return {
        "title": "A candle for everybody",
        "description": "<p>Burns long.</p>",
        "category_id": "853384",
        "brand_id": "7082427311584347001",
        "external_global_product_id": "erp-global",
        "main_images": [{"uri": "more/one"}],
        "manufacturer": {"name": "Doe", "address": "1 Way", "email": "a@b.ie", "phone_number": "+1"},
        "manufacturer_ids": list(contacts.manufacturers),
        "responsible_person_ids": list(contacts.persons),
        "package_weight": {"value": "0.5", "unit": "KILOGRAM"},
        "package_dimensions": {"length": "6", "width": "4", "height": "3", "unit": "CENTIMETER"},
        "product_attributes": [{"id": "100392", "values": [{"id": "1001533"}]}],
        "size_chart": {"image": {"uri": "more/one"}, "template": {"id": next(iter(contacts.size_charts))}},
        "certifications": [
            {
                "id": "602362",
                "images": [{"uri": "more/one"}],
                "files": [{"id": next(iter(contacts.files)), "name": "SNI.pdf", "format": "PDF"}],
            }
        ],
        "video": {"id": next(iter(contacts.files))},
        "source_locale": "en-GB",
        "skus": [
            {
                "seller_sku": "CANDLE-1",
                "external_global_sku_id": "erp-candle-1",
                "extra_identifier_codes": ["00012345678905"],
                "identifier_code": {"code": "00012345678936", "type": "GTIN"},
                "global_quantity": 10,
                "sku_unit_count": "1.00",
                "price": {"amount": "20.00", "currency": "USD"},
                "inventory": [{"global_warehouse_id": _global_warehouse(shop), "quantity": 10}],
                "sales_attributes": [{"name": "Scent", "value_name": "Fir", "sku_img": {"uri": "more/one"}}],
            }
        ],
    }


def _global_warehouse(shop: Shop) -> str:
    return next(one.entity_id for one in shop.warehouses.values() if one.type == "SALES_WAREHOUSE")
