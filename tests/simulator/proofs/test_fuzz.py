"""Requests of all kinds for every operation: no fault of ours, no success for what does not fit, no refusal of what fits."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any
from urllib.parse import parse_qsl

import pytest

from shoplatch.catalog import reader
from shoplatch.catalog.model import Operation
from shoplatch.simulator.ask import Refused
from shoplatch.simulator.gate import Call
from shoplatch.simulator.state.parties import Shop
from tests.simulator.control.control_desk import ControlDesk
from tests.simulator.platform.desk_world import Request, request, send
from tests.simulator.proofs.made_requests import Made, Maker

SHORT, LONG = 1_500, 50_000
_SCHEMA_WORDS = ("Missing required ", "Invalid request parameter. '")


class Fuzz:
    """A busy world, and calls to it that are signed rightly whatever they say."""

    def __init__(self, seed: int) -> None:
        self.desk = ControlDesk("demo")
        self.desk.site.switches.set("scopes_enforced", "none")
        self.maker = Maker(seed, ids_of(self.desk.shop))
        heads = [head for head in reader.heads() if head.capability != "authorization.deauthorize_shop"]  # ends the grant
        self.operations = [
            one for one in map(reader.operation, (head.id for head in heads)) if one.content_type != "multipart"
        ]
        self.tokens = self._tokens()
        self.codes: Counter[int] = Counter()

    def signed(self, operation: Operation, made: Made) -> Request:
        desk = self.desk
        cipher = desk.shop.cipher if operation.shop_cipher != "none" else None
        user = next((kind for kind in ("creator", "partner") if operation.domain == f"affiliate_{kind}"), "seller")
        if operation.path.startswith("/authorization/202405/category_assets"):
            user = "partner"
        asset = {"category_asset_cipher": self.asset} if "category_asset_cipher" in operation.other_ciphers else {}
        asked: dict[str, Any] = {
            "token": self.tokens[user],
            "at": desk.world.clock.now(),
            "secret": desk.app.secret,
            "app_key": desk.app.key,
            "cipher": cipher,
        }
        query = {name: text for name, text in {**made.query, **asset}.items() if name not in asked}
        return request(operation.method, made.path, body=made.body, **asked, **query)

    async def answer(self, asked: Request) -> int:
        told = await send(self.desk.site, asked)
        assert told.status != 500, (asked, told.body)
        assert self.desk.world.tally.inner_faults == 0, (asked, told.body)
        answered = json.loads(told.body)
        assert set(answered) >= {"code", "message", "request_id"}
        self.codes[answered["code"]] += 1
        return int(answered["code"])

    def refused_by_shape(self, asked: Request) -> str:
        """What the gate says about the shape of a call; "" if it lets it in."""
        call = Call(asked.method, asked.path, asked.query_string, asked.headers, asked.body)
        try:
            self.desk.site.answering.gate.admit(call)
        except Refused as refused:
            message = refused.message or ""
            return message if refused.code == 36009022 or message.startswith(_SCHEMA_WORDS) else ""
        return ""

    def _tokens(self) -> dict[str, str]:
        from tests.simulator.platform.desk_world import granted

        accounts = {account.user_type: account for account in reversed(self.desk.world.sellers.values())}
        self.asset = accounts[3].assets[0].cipher
        kinds = {"seller": 0, "creator": 1, "partner": 3}
        return {name: granted(self.desk.world, self.desk.app.key, accounts[kind].open_id) for name, kind in kinds.items()}


def ids_of(shop: Shop) -> dict[str, list[str]]:
    """Names of fields -> ids that are in a shop."""
    orders = [order.id for order in shop.orders.live()][:60]
    lines = [line.id for order in shop.orders.live() for line in order.lines][:60]
    products, skus = list(shop.products), list(shop.skus)
    packages = [package.id for package in shop.packages.live()][:60]
    cancellations = [one.id for one in shop.cancellations.live()][:20]
    warehouses = list(shop.warehouses)
    return {
        "order_id": orders,
        "order_ids": orders,
        "ids": orders,
        "order_line_item_ids": lines,
        "order_line_item_id": lines,
        "product_id": products,
        "product_ids": products,
        "sku_id": skus,
        "sku_ids": skus,
        "package_id": packages,
        "package_ids": packages,
        "cancel_id": cancellations or ["1"],
        "warehouse_id": warehouses,
        "warehouse_ids": warehouses,
        "category_id": [*sorted({product.category_id for product in shop.products.values()}), "601477", "1"],
        "return_id": [one.id for one in shop.returns.live()][:20] or ["1"],
        "activity_id": list(shop.activities) or ["1"],
        "coupon_id": list(shop.coupons) or ["1"],
    }


async def fuzz(count: int, seed: int) -> Fuzz:
    running = Fuzz(seed)
    chance = running.maker.chance
    for _ in range(count):
        operation = chance.choice(running.operations)
        bent = running.maker.bent(operation) if chance.random() < 0.4 else None
        asked = running.signed(operation, bent or running.maker.fitting(operation))
        shape = running.refused_by_shape(asked)
        code = await running.answer(asked)
        if bent is not None:
            assert shape, (operation.id, bent, dict(parse_qsl(asked.query_string)))
            assert code in (36009004, 36009022), (operation.id, bent, code)
        else:
            assert not shape, (operation.id, shape, asked.body)
    return running


async def test_short() -> None:
    running = await fuzz(SHORT, seed=11)
    assert running.codes[0] > SHORT / 5
    assert running.codes[36009004] > SHORT / 5


@pytest.mark.long
async def test_long() -> None:
    running = await fuzz(LONG, seed=12)
    assert running.codes[0] > LONG / 5
    assert len(running.codes) > 30
