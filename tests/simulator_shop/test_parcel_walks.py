"""Random steps over parcels in four markets: what must hold, holds; what is refused has a code and changes nothing."""

from __future__ import annotations

import base64
import random
from collections import Counter
from typing import Any

import msgspec
import pytest

from shoplatch.catalog import reader
from shoplatch.errors import Conflict
from shoplatch.simulator import orders
from shoplatch.simulator.ask import Refused
from shoplatch.simulator.fulfillment.documents import document
from shoplatch.simulator.logistics.providers import network
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Order, Package
from tests.simulator_shop.shop_world import Desk

MARKETS = {"TH": "GB", "BR": "GB", "GB": "GB", "US": "US"}  # market -> the shop it is played in
DOCUMENTS = ("SHIPPING_LABEL", "PACKING_SLIP", "SHIPPING_LABEL_AND_PACKING_SLIP", "SHIPPING_LABEL_PICTURE", "INVOICE_LABEL")


class Walk:
    """One shop, and chance."""

    def __init__(self, region: str, seed: int) -> None:
        self.desk = Desk(seed=seed)
        self.chance = random.Random(f"{region}{seed}")
        self.shop: Shop = self.desk.shop(MARKETS[region])
        self.shop.carriers_come = False
        self.shop.region = region
        self.codes: Counter[int] = Counter()
        self.done: Counter[str] = Counter()
        self.steps = [getattr(self, name) for name in dir(Walk) if name.startswith("try_")]
        self.place()

    def step(self) -> None:
        deed = self.chance.choice(self.steps)
        before = self.digest()
        try:
            deed()
        except Refused as refused:
            self.codes[refused.code] += 1
            self.stands(deed.__name__, before)
        except Conflict:
            pass
        else:
            self.done[deed.__name__] += 1
        self.check()

    def stands(self, name: str, before: bytes) -> None:
        assert self.digest() == before, f"{name} was refused and changed something"
        assert [code for code in self.codes if reader.error(code) is None] == []

    def check(self) -> None:
        home: Counter[str] = Counter()
        for package in self.shop.packages.live():
            inside = {line.id: line for one in package.order_ids for line in self.shop.orders[one].lines}
            assert set(package.line_ids) <= set(inside)
            assert all(package.id in self.shop.orders[one].package_ids for one in package.order_ids)
            home.update(one for one in package.line_ids if inside[one].status != "CANCELLED")
            assert bool(package.tracking_number) or package.status in ("TO_FULFILL", "CANCELLED")
            assert [event.at_ms for event in package.events] == sorted(event.at_ms for event in package.events)
        assert max(home.values(), default=1) == 1, "a unit lies in two parcels"
        for order in self.shop.orders.live():
            for line in order.lines:
                if line.status in ("AWAITING_COLLECTION", "IN_TRANSIT", "DELIVERED"):
                    assert home[line.id] == 1
        for invoice in self.shop.dispatch.invoices.values():
            assert bool(invoice.invalid_reason) == (invoice.status == "INVALID")
        bundled = [one for bundle in self.shop.dispatch.bundles.values() for one in bundle.member_ids]
        assert len(bundled) == len(set(bundled)) == len(self.shop.dispatch.bundled)

    def digest(self) -> bytes:
        shop = self.shop
        return msgspec.json.encode([list(shop.orders.live()), list(shop.packages.live()), shop.dispatch])

    def place(self) -> Order:
        skus = self.desk.skus(self.shop)
        known = list(self.shop.orders.live())
        buyer = self.chance.choice(known).buyer if known and self.chance.random() < 0.7 else None
        cart = [(one.id, self.chance.randrange(1, 3)) for one in self.chance.sample(skus, 2)]
        return orders.place(self.desk.world, self.shop, cart, buyer=buyer)

    def order(self) -> Order:
        known = list(self.shop.orders.live())
        going = [one for one in known if one.status not in ("CANCELLED", "DELIVERED", "COMPLETED")]
        return self.chance.choice(going if going and self.chance.random() < 0.8 else known)

    def package(self) -> Package:
        known = list(self.shop.packages.live())
        if not known:
            raise Conflict("There is no parcel yet")
        return self.chance.choice(known)

    def call(self, name: str, **asked: Any) -> dict[str, Any]:
        return self.desk.call(f"fulfillment.{name}", self.shop, **asked)

    def given(self) -> dict[str, str]:
        carrier = self.chance.choice(network(self.shop.region).carriers)
        return {"shipping_provider_id": carrier.id, "tracking_number": carrier.tracking_number(self.chance)}

    def try_buying(self) -> None:
        order = self.place()
        if self.chance.random() < 0.7:
            orders.act(self.desk.world, self.shop, order, "release")

    def try_releasing(self) -> None:
        orders.act(self.desk.world, self.shop, self.order(), "release")

    def try_cancelling(self) -> None:
        if self.chance.random() > 0.3:
            raise Conflict("Not this time")
        orders.act(self.desk.world, self.shop, self.order(), "cancel")

    def try_moving_on(self) -> None:
        orders.act(self.desk.world, self.shop, self.order(), self.chance.choice(("collect", "deliver")))

    def try_shipping(self) -> None:
        package = self.package()
        body: dict[str, Any] = {"self_shipment": self.given()} if package.shipping_type == "SELLER" else {}
        self.call("ship_package", body=body, package_id=package.id)

    def try_labels(self) -> None:
        parcel = {"dimension": {"length": "9", "width": "6", "height": "4", "unit": "INCH"}}
        parcel["weight"] = {"value": "1", "unit": "POUND"}
        self.call("create_packages", body={"order_id": self.order().id, "ship_type": "1", **parcel})

    def try_schedules(self) -> None:
        order = self.order()
        lines = [self.chance.choice(order.lines).id]
        self.call("schedule_package_handover", body={"order_id": order.id, "order_line_item_ids": lines})

    def try_own_carriers(self) -> None:
        order = self.order()
        lines = [{"order_line_id": line.id} for line in order.lines[: self.chance.randrange(1, 4)]]
        body = {"shipping_info_list": [self.given()], "order_line_list": lines}
        self.call("mark_package_as_shipped", body=body, order_id=order.id)

    def try_corrections(self) -> None:
        body = {"shipping_info_list": [self.given()]}
        self.call("update_package_shipping_info", body=body, package_id=self.package().id)

    def try_splitting(self) -> None:
        order = self.order()
        skus = sorted({line.sku_id for line in order.lines})
        groups = [
            {"id": str(at), "order_line_item_ids": [line.id for line in order.lines if line.sku_id == sku]}
            for at, sku in enumerate(skus)
        ]
        self.call("confirm_order_split", body={"splittable_groups": groups}, order_id=order.id)

    def try_combining(self) -> None:
        rows: list[dict[str, Any]] = [{"id": self.package().id}]
        found = self.call("search_combinable_packages", query={"page_size": "50"})["combinable_packages"]
        if found and self.chance.random() < 0.8:
            row = self.chance.choice(found)
            rows = [self.chance.choice(({"id": row["id"]}, {**row, "order_ids": row["order_ids"][:2]}))]
        self.call("combine_package", body={"combinable_packages": rows})

    def try_uncombining(self) -> None:
        self.call("uncombine_packages", body={}, package_id=self.package().id)

    def try_documents(self) -> None:
        query = {"document_type": self.chance.choice(DOCUMENTS), "document_size": self.chance.choice(("A5", "A6"))}
        url = self.call("get_package_shipping_document", query=query, package_id=self.package().id)["doc_url"]
        paper = document(self.desk.world, url.removeprefix(self.desk.world.base_url))
        assert paper is not None
        assert paper.content.startswith((b"%PDF-1.4", b"\x89PNG"))

    def try_invoices(self) -> None:
        package = self.package()
        key = str(self.chance.randrange(10**6)).rjust(44, "3")
        file = base64.b64encode(f"<nfe><chNFe>{key}</chNFe></nfe>".encode()).decode()
        row = {"file": file, "file_type": "XML", "order_ids": package.order_ids, "package_id": package.id}
        self.call("upload_invoice", body={"invoices": [row]})

    def try_fleet(self) -> None:
        kind = self.chance.choice(("DELIVERY_SUCCESS", "DELIVERY_FAILED"))
        row = {"id": self.package().id, "delivery_type": kind, "fail_delivery_reason": "OTHER"}
        self.call("update_package_delivery_status", body={"packages": [row]})

    def try_bundles(self) -> None:
        body = {"handover_method": "DROP_OFF", "order_ids": [self.order().id, self.order().id]}
        self.call("create_first_mile_bundle", body=body)

    def try_waiting(self) -> None:
        self.desk.wind(self.chance.choice((10, 60, 3_600)))


def walk(region: str, steps: int, seed: int) -> Walk:
    made = Walk(region, seed)
    for _ in range(steps):
        made.step()
    return made


@pytest.mark.parametrize("region", MARKETS)
def test_two_hundred_random_steps_over_parcels_break_nothing(region: str) -> None:
    made = walk(region, 200, seed=1)
    assert len(made.done) > 6
    assert len(made.codes) > 5


def test_the_same_steps_lead_to_the_same_bytes() -> None:
    assert walk("TH", 60, seed=2).digest() == walk("TH", 60, seed=2).digest()


@pytest.mark.long
@pytest.mark.parametrize("region", MARKETS)
def test_thousands_of_random_steps_over_parcels_break_nothing(region: str) -> None:
    done: Counter[str] = Counter()
    for seed in range(10, 16):
        done += walk(region, 420, seed=seed).done
    assert len(done) > 8
