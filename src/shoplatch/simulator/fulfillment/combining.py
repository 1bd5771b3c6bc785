"""Parcels of one recipient in one: what could be combined, combining it, taking it apart (platform.md section 13).

A combinable package is a proposal, not a package: one for each recipient and warehouse with two waiting packages or more,
with an id of its own and the orders that could travel together. Combining names proposals, each with all or some of its
orders.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.fulfillment import rules
from shoplatch.simulator.markets import market
from shoplatch.simulator.orders import parcels
from shoplatch.simulator.pages import offset_of, offset_token
from shoplatch.simulator.refusals import message_of
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Order, Package
from shoplatch.simulator.state.world import World

NOT_OF_THE_PROPOSAL, ALREADY_COMBINED = 21011031, 21011033


def search_combinable_packages(_world: World, ask: Ask) -> dict[str, Any]:
    """The proposals, each with its orders, the oldest order first."""
    shop = ask.own_shop
    found = list(_proposals(shop).items()) if market(shop.region).rules.combine_calls else []
    start, size = offset_of(ask.query.get("page_token", ""), {}, rules.INVALID_PARAMETERS), int(ask.query["page_size"])
    rows = [{"id": proposal_id, "order_ids": _orders_of(packages)} for proposal_id, packages in found[start : start + size]]
    token = offset_token(start + size, {}) if start + size < len(found) else ""
    return {"combinable_packages": rows, "total_count": len(found), "next_page_token": token}


def combine_package(world: World, ask: Ask) -> dict[str, Any]:
    """Make one package of each proposal that is named, of all its orders unless some are; failures are told one by one."""
    shop = ask.own_shop
    if not market(shop.region).rules.combine_calls:
        raise Refused(rules.NOT_IN_REGION)
    made, errors = [], []
    for row in ask.body["combinable_packages"]:
        try:
            whole = parcels.combine(world, shop, _chosen(shop, row["id"], row.get("order_ids") or ()))
            made.append({"id": whole.id, "order_ids": list(whole.order_ids)})
        except Refused as refused:
            errors.append({"code": refused.code, "message": message_of(refused), "detail": {"package_id": row["id"]}})
    return {"packages": made, **({"errors": errors} if errors else {})}


def uncombine_packages(world: World, ask: Ask) -> dict[str, Any]:
    """Take orders out of a combined package; all of them when none is named."""
    shop = ask.own_shop
    package = rules.package_of(shop, ask.path["package_id"])
    rules.check_package_waiting(shop, package)
    if len(package.order_ids) < 2:
        raise Refused(rules.ACTION_NOT_ALLOWED)
    wanted = ask.body.get("order_ids") or package.order_ids[1:]
    if not set(wanted) <= set(package.order_ids):
        raise Refused(rules.INVALID_PARAMETERS, "An order is not in the package")
    made = parcels.uncombine(world, shop, package, wanted)
    return {"packages": [{"id": one.id, "order_ids": list(one.order_ids)} for one in made]}


def _chosen(shop: Shop, proposal_id: str, order_ids: Sequence[str]) -> list[Package]:
    """The packages behind a proposal that hold these orders; all of them when none is named."""
    packages = _proposals(shop).get(proposal_id)
    if packages is None:
        raise Refused(rules.PACKAGE_NOT_OWNER)
    if not set(order_ids) <= set(_orders_of(packages)):
        raise Refused(NOT_OF_THE_PROPOSAL)
    chosen = [package for package in packages if not order_ids or set(package.order_ids) & set(order_ids)]
    if order_ids and set(_orders_of(chosen)) != set(order_ids):
        raise Refused(ALREADY_COMBINED)
    if len(chosen) < 2:
        raise Refused(rules.COMBINE_NOT_ALLOWED, "Two orders or more make a combined package")
    for package in chosen:
        rules.check_package_waiting(shop, package)
    return chosen


def _proposals(shop: Shop) -> dict[str, list[Package]]:
    """Waiting packages by what keeps them together. A proposal keeps its id while recipient and warehouse are the same."""
    groups: dict[tuple[str, object, str], list[Package]] = {}
    for package in shop.packages.live():
        if package.status == "TO_FULFILL" and package.tag != "SPLIT":
            order = shop.orders[package.order_ids[0]]
            if order.status == "AWAITING_SHIPMENT":
                groups.setdefault(_same(order), []).append(package)
    return {_id_of(shop, same): packages for same, packages in groups.items() if len(packages) > 1}


def _same(order: Order) -> tuple[str, object, str]:
    return order.buyer.id, order.address, order.warehouse_id


def _id_of(shop: Shop, same: tuple[str, object, str]) -> str:
    made = hashlib.blake2b(repr((shop.id, *same)).encode(), digest_size=8).digest()
    return f"1154{int.from_bytes(made) % 10**15:015d}"


def _orders_of(packages: Sequence[Package]) -> list[str]:
    return [order_id for package in packages for order_id in package.order_ids]


HANDLERS: dict[str, Handler] = {
    "fulfillment.search_combinable_packages": search_combinable_packages,
    "fulfillment.combine_package": combine_package,
    "fulfillment.uncombine_packages": uncombine_packages,
}
