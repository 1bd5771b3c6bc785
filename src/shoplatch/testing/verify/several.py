"""Checks of a grant over several shops: each is read by its own cipher, in its own currency."""

from __future__ import annotations

from shoplatch.testing.verify.bench_top import BenchTop
from shoplatch.testing.verify.checks import Failed, Skipped, check

FIX = "Ask `GET /authorization/202309/shops` for every shop of the grant, and call each with its own cipher."


def _read(top: BenchTop) -> str:
    """The cipher of the other shop."""
    cipher = str(top.elsewhere["cipher"])
    top.needs("data.orders_complete")
    if not top.synced[0]:
        raise Skipped(f"it could not read everything: {top.synced[1]}")
    return cipher


@check("shops.every", "It reads every shop of the grant", fix=FIX)
def every(top: BenchTop) -> str:
    _read(top)
    missing = [one for one in top.abroad if top.known(one) is None]
    if missing:
        shop = top.elsewhere
        raise Failed(f"{missing[0]} of {shop['name']} ({shop['region']}) is unknown", "only one shop of the grant is read")
    return f"{len(top.abroad)} orders of {top.elsewhere['name']}"


@check("shops.currency", "Each shop keeps its currency", fix="Keep the currency of each amount; never sum over currencies.")
def currency(top: BenchTop) -> str:
    cipher = _read(top)
    top.needs("shops.every")
    for one in top.abroad:
        known, wanted = (top.known(one) or {}).get("currency"), top.truth(one, cipher)["payment"]["currency"]
        if known is None:
            raise Skipped("the adapter names no currency")
        if known != wanted:
            raise Failed(f"{one} is in {wanted}, the integration has {known}", "one currency is taken for all shops")
    return f"{wanted} and {top.truth(top.orders[0])['payment']['currency']}"


@check(
    "shops.ciphers_apart",
    "No call mixes one shop with another",
    fix="Keep the cipher beside the shop id, and ids beside their shop.",
)
def ciphers_apart(top: BenchTop) -> str:
    cipher = _read(top)
    top.needs("shops.every")
    known = {str(one["cipher"]) for one in top.shop.shops}
    named = {one["query"].get("shop_cipher") for one in top.calls("orders")} - {None}
    if not named <= known or cipher not in named:
        raise Failed(f"{len(named - known)} ciphers that are none of the grant's", "a cipher of another grant is used")
    return f"{len(named)} ciphers, each of a shop of the grant"


@check("shops.event", "An event is read in the shop it came from", fix="Take shop_id of the event, and that shop's cipher.")
def event(top: BenchTop) -> str:
    cipher = _read(top)
    top.needs("shops.every", "webhooks.genuine")
    if not top.integration.adapter.webhooks:
        raise Skipped("the adapter has no [webhooks]")
    order = top.place_in(str(top.elsewhere["id"]))
    try:
        top.in_step(order, shop_cipher=cipher, within_s=6)
    except Failed as failed:
        raise Failed(failed.evidence, "the event's shop is not looked at") from None
    return f"{order} of {top.elsewhere['name']}"
