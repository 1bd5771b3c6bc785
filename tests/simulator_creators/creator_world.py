"""A world of creators without sockets: calls by a seller's, a creator's and an agency's token, judged by the catalog."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shoplatch.catalog import reader
from shoplatch.simulator import creator_desk, orders, schema
from shoplatch.simulator.ask import Ask, Refused, Upload
from shoplatch.simulator.routes import HANDLERS
from shoplatch.simulator.state.parties import Grant, Shop
from shoplatch.simulator.state.sales import Order
from tests.simulator_shop.shop_world import Desk, judge

KINDS = {"seller": 0, "creator": 1, "partner": 3}
PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + (400).to_bytes(4) + (400).to_bytes(4) + b"\x08\x02\0\0\0"


class CreatorDesk(Desk):
    """The GB shop has agreements with the creator whose account there is."""

    @property
    def creator(self) -> str:
        return next(one.open_id for one in self.world.sellers.values() if one.user_type == 1)

    @property
    def asset(self) -> str:
        partner = next(one for one in self.world.sellers.values() if one.user_type == 3)
        return next(one.cipher for one in partner.assets if one.target_market == "GB")

    def by(
        self,
        who: str,
        operation_id: str,
        *,
        body: Mapping[str, Any] | None = None,
        query: Mapping[str, str] | None = None,
        form: Mapping[str, str | Upload] | None = None,
        shop: Shop | None = None,
        **path: str,
    ) -> dict[str, Any]:
        """The answer to a call with this account's token."""
        operation = reader.operation(operation_id)
        asked = dict(query or {})
        if "category_asset_cipher" in operation.other_ciphers:
            asked.setdefault("category_asset_cipher", self.asset)
        schema.check_query(operation.query, asked)
        schema.check_body(operation.body if operation.content_type == "json" else None, dict(body or {}))
        app = next(iter(self.world.apps.values()))
        account = next(one for one in self.world.sellers.values() if one.user_type == KINDS[who])
        shops = list(self.world.shops) if who == "seller" else []
        grant = Grant("g", app.key, account.open_id, shops, list(app.scopes), ends_at=2_000_000_000, kind=KINDS[who])
        own = (shop or self.shop()) if operation.shop_cipher != "none" else None
        ask = Ask(operation, app, grant, own, path, asked, dict(body or {}), form or {})
        data = HANDLERS[operation.capability](self.world, ask)
        judge(operation, data)
        return data

    def refused(self, who: str, operation_id: str, **asked: Any) -> int:
        """The code with which it is refused."""
        try:
            self.by(who, operation_id, **asked)
        except Refused as refused:
            return refused.code
        raise AssertionError(f"{operation_id} was not refused")

    def live(self, number: int = 0) -> str:
        """A product of the GB shop that is on sale and in no agreement."""
        shop = self.shop()
        taken = {one.product_id for one in shop.affiliate.opens.values()}
        return [one.id for one in shop.products.values() if one.status == "ACTIVATE" and one.id not in taken][number]

    def open_product(self, rate: int = 1_000) -> str:
        """A product that every creator may promote."""
        product_id = self.live()
        body = {"product_id": product_id, "commission_rate": rate}
        self.by("seller", "affiliate_seller.create_open_collaboration", body=body)
        return product_id

    def promoted(self, rate: int = 1_000) -> str:
        """A product that the creator has in the showcase."""
        product_id = self.open_product(rate)
        body = {"add_type": "PRODUCT_ID", "product_ids": [product_id]}
        assert self.by("creator", "affiliate_creator.add_showcase_products", body=body) == {}
        return product_id

    def video(self, product_id: str) -> str:
        """The creator shows it."""
        wish = creator_desk.Posting(self.creator, [product_id], shop_id=self.shop().id)
        content_id: str = creator_desk.post(self.world, wish)["content_id"]
        return content_id

    def sold(self, content_id: str, *, units: int = 1) -> Order:
        """Somebody buys because of it."""
        made = creator_desk.lead(self.world, creator_desk.Led(content_id=content_id, quantity=units))
        return self.shop().orders[made["order_id"]]

    def push(self, order: Order, status: str) -> None:
        while order.status != status:
            orders.act(self.world, self.shop(), order, "forward")
