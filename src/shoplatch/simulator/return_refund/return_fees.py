"""What sending a return back costs, and who bears it: a question of the reason, the carrier and a switch.

A parcel that the platform's carrier takes back costs what shipping costs in the market; one that the buyer sends alone costs
the platform and the seller nothing that is known. Which reason is whose fault stands in `return_fees.json`.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from shoplatch.simulator.markets import market
from shoplatch.simulator.state.aftersales import ReturnOrder
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

PAYERS = ("seller", "platform", "buyer")


@cache
def _rows() -> list[dict[str, Any]]:
    table = msgspec.json.decode(files(__package__).joinpath("return_fees.json").read_bytes())
    rows: list[dict[str, Any]] = table["rows"]
    return rows


def fault_of(reason: str) -> str:
    """Whose fault a reason is: change_of_mind, carrier or seller."""
    return next((row["fault"] for row in _rows() if any(word in reason for word in row["words"])), "seller")


def charge(world: World, shop: Shop, request: ReturnOrder) -> None:
    """The return is agreed: write down what its parcel costs and who pays."""
    if request.shipment_type != "PLATFORM":
        return
    fault, order = fault_of(request.reason), shop.orders[request.order_id]
    request.return_fee = market(shop.region).shipping_fee
    if request.role == "OPERATOR":
        request.return_fee_payer = "platform"
    elif request.role == "BUYER" and fault == "change_of_mind":
        request.return_fee_payer = world.switches.change_of_mind_returns_are_paid_by
    elif fault == "carrier" and order.shipping_type == "TIKTOK":
        request.return_fee_payer = "platform"
    else:
        request.return_fee_payer = "seller"


def view(shop: Shop, request: ReturnOrder) -> dict[str, str]:
    """The three sums of a request, two of them nothing."""
    profile = market(shop.region)
    sums = {payer: request.return_fee if payer == request.return_fee_payer else 0 for payer in PAYERS}
    return {
        "currency": profile.currency,
        **{f"{payer}_paid_return_shipping_fee": profile.text(amount) for payer, amount in sums.items()},
    }
