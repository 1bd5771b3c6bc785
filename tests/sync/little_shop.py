"""A very small TikTok Shop in memory, to be read through the real client: it answers the calls that sync makes.

It knows nothing of our code. Its truth is a dict of objects as they go over the wire; tests change the truth and see what
the store makes of it. Paging is by offset over the sorted hits, the way that lets rows slide while one pages.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from shoplatch.transport import HttpRequest, HttpResponse

Json = dict[str, Any]
NOTHING_THERE = ("/return_refund/", "/finance/", "/promotion/", "/analytics/", "/affiliate_seller/", "/customer_service/")
START = 1_767_225_600  # 2026-01-01


class LittleShop:
    """The truth, and the calls that were made. `now` is TikTok's clock."""

    def __init__(self, shop_id: str = "749", *, page_max: int = 100) -> None:
        self.shop_id = shop_id
        self.now = START
        self.orders: dict[str, Json] = {}
        self.products: dict[str, Json] = {}
        self.stock: dict[str, dict[str, list[int]]] = {}  # sku -> warehouse -> [available, committed]
        self.packages: dict[str, Json] = {}
        self.warehouses: list[Json] = [
            {
                "id": "W1",
                "name": "Leeds",
                "type": "SALES_WAREHOUSE",
                "is_default": True,
                "address": {"full_address": "1 Road"},
            }
        ]
        self.cancellations: dict[str, Json] = {}
        self.returns: dict[str, Json] = {}
        self.webhooks: dict[str, str] = {}
        self.hidden: set[str] = set()  # orders that GET leaves out
        self.calls: Counter[str] = Counter()
        self.before: Callable[[str, int], None] = lambda path, count: None  # sees each call first; may change the truth
        self.refuse: dict[str, tuple[int, int]] = {}  # path -> (status, code)
        self.page_max = page_max

    # --- what happens in the shop ----------------------------------------------------------------------------------

    def product(self, product_id: str, skus: dict[str, int], *, price: str = "9.99") -> None:
        self.products[product_id] = {
            "id": product_id,
            "title": f"Thing {product_id}",
            "status": "ACTIVATE",
            "audit": {"status": "APPROVED"},
            "create_time": self.now,
            "update_time": self.now,
            "skus": [
                {"id": sku, "seller_sku": f"S-{sku}", "price": {"currency": "GBP", "sale_price": price}} for sku in skus
            ],
        }
        for sku, available in skus.items():
            self.stock[sku] = {"W1": [available, 0]}

    def order(self, order_id: str, skus: list[str], *, status: str = "UNPAID") -> None:
        self.orders[order_id] = {
            "id": order_id,
            "status": status,
            "create_time": self.now,
            "update_time": self.now,
            "user_id": "700",
            "payment": {"currency": "GBP", "total_amount": f"{9.99 * len(skus):.2f}", "sub_total": "9.99"},
            "line_items": [
                {
                    "id": f"{order_id}-{k}",
                    "sku_id": sku,
                    "product_id": self.product_of(sku),
                    "display_status": status,
                    "sale_price": "9.99",
                    "currency": "GBP",
                }
                for k, sku in enumerate(skus)
            ],
        }
        self._move(skus, available=-1, committed=+1)

    def set_status(self, order_id: str, status: str) -> None:
        order = self.orders[order_id]
        order["status"] = status
        order["update_time"] = self.now
        for line in order["line_items"]:
            line["display_status"] = status
        skus = [line["sku_id"] for line in order["line_items"]]
        if status == "CANCELLED":
            self._move(skus, available=+1, committed=-1)
        if status == "AWAITING_COLLECTION":
            self._move(skus, available=0, committed=-1)
            self._pack(order)
        if status in ("IN_TRANSIT", "DELIVERED") and f"P{order_id}" in self.packages:
            self.packages[f"P{order_id}"] |= {"status": "FULFILLING", "update_time": self.now}
        if status != "UNPAID":
            order["recipient_address"] = {"name": "Ann Lee", "phone_number": "+44 20", "full_address": "1 Road"}

    def cancellation(self, cancel_id: str, order_id: str, status: str) -> None:
        known = self.cancellations.get(cancel_id, {"create_time": self.now})
        self.cancellations[cancel_id] = {
            **known,
            "id": cancel_id,
            "cancel_id": cancel_id,
            "order_id": order_id,
            "cancel_status": status,
            "update_time": self.now,
            "cancel_line_items": [{"cancel_line_item_id": f"{cancel_id}-0", "sku_id": "170-0"}],
        }

    def goes_back(self, return_id: str, order_id: str, status: str, *, refund: str = "9.99") -> None:
        known = self.returns.get(return_id, {"create_time": self.now})
        self.returns[return_id] = {
            **known,
            "id": return_id,
            "return_id": return_id,
            "order_id": order_id,
            "return_status": status,
            "return_type": "REFUND",
            "update_time": self.now,
            "refund_amount": {"currency": "GBP", "refund_total": refund},
            "return_line_items": [{"return_line_item_id": f"{return_id}-0", "sku_id": "170-0"}],
        }

    def product_of(self, sku: str) -> str:
        return next(one["id"] for one in self.products.values() if any(each["id"] == sku for each in one["skus"]))

    def _move(self, skus: list[str], *, available: int, committed: int) -> None:
        for sku in skus:
            place = self.stock[sku]["W1"]
            place[0] += available
            place[1] += committed

    def _pack(self, order: Json) -> None:
        package_id = f"P{order['id']}"
        self.packages[package_id] = {
            "id": package_id,
            "create_time": self.now,
            "update_time": self.now,
            "status": "PROCESSING",
            "tracking_number": f"T{order['id']}",
            "orders": [{"id": order["id"], "skus": []}],
        }
        for line in order["line_items"]:
            line |= {"package_id": package_id, "tracking_number": f"T{order['id']}"}

    # --- the wire --------------------------------------------------------------------------------------------------

    async def send(self, request: HttpRequest, *, timeout_s: float) -> HttpResponse:
        parts = urlsplit(request.url)
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        path = f"{request.method} {parts.path}"
        self.calls[path] += 1
        self.before(path, self.calls[path])
        status, code = self.refuse.get(path, (200, 0))
        if code:
            return self._answer(status, {"code": code, "message": "refused", "request_id": "1"})
        body = json.loads(request.body) if request.body else {}
        data = self._data(request.method, parts.path, query, body)
        if data is None:
            return self._answer(200, {"code": 12052023, "message": "no such product", "request_id": "1"})
        return self._answer(200, {"code": 0, "message": "Success", "request_id": "1", "data": data})

    def _answer(self, status: int, envelope: Json) -> HttpResponse:
        return HttpResponse(status, {"content-type": "application/json"}, json.dumps(envelope).encode())

    def _data(self, method: str, path: str, query: Json, body: Json) -> Json | None:
        if path == "/order/202309/orders/search":
            return self._page("orders", list(self.orders.values()), query, body)
        if path == "/order/202507/orders":
            ids = query["ids"].split(",")
            assert len(ids) <= 50
            return {"orders": [self.orders[one] for one in ids if one in self.orders and one not in self.hidden]}
        if path == "/product/202502/products/search":
            return self._page("products", self._products(body), query, body)
        if path == "/product/202309/inventory/search":
            return {"inventory": self._inventory(body)}
        if path == "/fulfillment/202309/packages/search":
            return self._page("packages", list(self.packages.values()), query, body)
        if path == "/logistics/202309/warehouses":
            return {"warehouses": self.warehouses}
        if path == "/event/202309/webhooks":
            return self._webhooks(method, body)
        name, _, object_id = path.rpartition("/")
        if name == "/product/202309/products":
            found = self.products.get(object_id)
            return found if found and found["status"] not in ("DELETED", "FREEZE") else None
        if path in ("/return_refund/202602/cancellations/search", "/return_refund/202309/cancellations/search"):
            chosen = self.cancellations
            return self._page("cancellations", _chosen(chosen, body.get("cancel_ids")), query, body)
        if path == "/return_refund/202602/returns/search":
            return self._page("return_orders", _chosen(self.returns, body.get("return_ids")), query, body)
        if path.startswith(NOTHING_THERE):
            return {}
        assert name == "/fulfillment/202309/packages", path
        package = self.packages.get(object_id)
        return package and {**package, "package_id": object_id, "package_status": package["status"]}

    def _products(self, body: Json) -> list[Json]:
        wanted = body.get("status", "ALL")
        bare = [{key: value for key, value in one.items() if key != "category_chains"} for one in self.products.values()]
        return [one for one in bare if wanted in ("ALL", one["status"])]

    def _page(self, name: str, hits: list[Json], query: Json, body: Json) -> Json:
        for field in ("create_time", "update_time"):
            low, below, upto = (body.get(f"{field}_{how}") for how in ("ge", "lt", "le"))
            hits = [
                one
                for one in hits
                if (low is None or one[field] >= low)
                and (below is None or one[field] < below)
                and (upto is None or one[field] <= upto)
            ]
        if name != "products":
            field = query.get("sort_field", "create_time")
            hits = sorted(hits, key=lambda one: (one[field], one["id"]), reverse=query.get("sort_order", "DESC") == "DESC")
        size = min(int(query["page_size"]), self.page_max)
        start = int(query.get("page_token", "offset=0").removeprefix("offset="))
        more = start + size < len(hits)
        return {
            name: hits[start : start + size],
            "next_page_token": f"offset={start + size}" if more else "",
            "total_count": len(hits),
        }

    def _inventory(self, body: Json) -> list[Json]:
        skus, wanted = set(body.get("sku_ids", ())), set(body.get("product_ids", ()))
        assert len(skus) <= 600
        assert len(wanted) <= 100
        found = []
        for product in self.products.values():
            chosen = [sku["id"] for sku in product["skus"] if (sku["id"] in skus if skus else product["id"] in wanted)]
            if chosen:
                found.append({"product_id": product["id"], "skus": [self._levels(sku) for sku in chosen]})
        return found

    def _levels(self, sku: str) -> Json:
        places = [
            {"warehouse_id": place, "available_quantity": both[0], "committed_quantity": both[1]}
            for place, both in self.stock[sku].items()
        ]
        return {"id": sku, "warehouse_inventory": places}

    def _webhooks(self, method: str, body: Json) -> Json:
        if method == "PUT":
            self.webhooks[body["event_type"]] = body["address"]
            return {}
        listed = [{"event_type": kind, "address": address} for kind, address in self.webhooks.items()]
        return {"webhooks": listed, "total_count": len(listed)}


def _chosen(held: dict[str, Json], ids: list[str] | None) -> list[Json]:
    return [one for name, one in held.items() if ids is None or name in ids]


def lively(seed: int, *, orders: int = 40, shop_id: str = "749", page_max: int = 100) -> tuple[LittleShop, list[str]]:
    """A shop after a random day, and the order ids in the sequence of everything that happened to them."""
    chance = random.Random(seed)
    shop = LittleShop(shop_id, page_max=page_max)
    for k in range(5):
        shop.product(f"17{k}", {f"17{k}-{s}": 1000 for s in range(2)})
    skus = list(shop.stock)
    told: list[str] = []
    steps = ["ON_HOLD", "AWAITING_SHIPMENT", "AWAITING_COLLECTION", "IN_TRANSIT", "DELIVERED", "COMPLETED"]
    reached: dict[str, int] = {}
    while len(shop.orders) < orders or chance.random() < 0.9:
        shop.now += chance.randrange(1, 90)
        open_ones = [one for one, step in reached.items() if step < len(steps)]
        if len(shop.orders) < orders and (not open_ones or chance.random() < 0.4):
            order_id = f"576{len(shop.orders):05d}"
            shop.order(order_id, chance.sample(skus, chance.randrange(1, 4)))
            reached[order_id] = 0
        elif open_ones:
            order_id = chance.choice(open_ones)
            if reached[order_id] < 3 and chance.random() < 0.1:
                shop.set_status(order_id, "CANCELLED")
                reached[order_id] = len(steps)
            else:
                shop.set_status(order_id, steps[reached[order_id]])
                reached[order_id] += 1
        else:
            break
        told.append(order_id)
    return shop, told
