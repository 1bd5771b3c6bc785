"""The checks of a real connection. Each reads a little, and writes nothing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from shoplatch.catalog import reader
from shoplatch.testing.verify.checks import Failed, Skipped
from shoplatch.testing.verify.connected import Beside, equal_money, look

CLOCK_S, GRANT_DAYS = 30, 30
PARTS = ("sub_total", "shipping_fee", "tax", "small_order_fee", "buyer_service_fee", "handling_fee")


@look("grant", "The grant is alive, and lives for a while", fix="Let the seller authorize again: `shoplatch connect`.")
async def grant(beside: Beside) -> str:
    shop = beside.shop
    if shop.state != "active":
        raise Failed(f"The grant of {shop.seller_name} is {shop.state}: {shop.reason}", "nobody lets us in")
    if shop.refresh_expires_at is None:
        return "active; the platform names no end"
    left = (shop.refresh_expires_at - beside.clock.now()).days
    if left < GRANT_DAYS:
        raise Failed(f"The grant ends in {left} days", "it ends, and nothing is read afterwards")
    return f"active, for {left:,} days"


@look("shops", "The grant covers this shop, by the cipher we use", fix="Connect again where a shop is missing.")
async def shops(beside: Beside) -> str:
    found = (await beside.looking.ask("authorization.get_authorized_shops")).get("shops") or []
    mine = [one for one in found if one["id"] == beside.shop.id]
    if not mine:
        raise Failed(f"{len(found)} shops, {beside.shop.id} not among them", "the grant does not cover the shop")
    return f"{len(found)} shops; {mine[0]['name']} ({mine[0]['region']}) is one"


@look(
    "clock", "Our clock and the platform's agree", fix="Keep the clock by NTP: calls are refused when it is off by minutes."
)
async def clock(beside: Beside) -> str:
    await beside.looking.ask("authorization.get_authorized_shops")
    off = beside.looking.offset_s
    if off is None:
        raise Skipped("the platform sent no Date")
    if abs(off) > CLOCK_S and beside.shop.environment == "production":
        raise Failed(f"The platform is {off:+.0f} s off ours", "clock skew")
    return f"{off:+.1f} s" + ("; a simulator's clock may be wound" if beside.shop.environment == "simulator" else "")


def _scopes(area: str) -> None:
    wanted = reader.permission_areas()[area].read

    @look(
        f"scope_{area}",
        f"The grant lets us read: {area}",
        fix=f"Switch on {', '.join(wanted)}, and let the seller authorize again.",
    )
    async def looked(beside: Beside) -> str:
        missing = [scope for scope in wanted if scope not in beside.shop.granted_scopes]
        if missing:
            raise Failed(f"The grant lacks {', '.join(missing)}", "the scope is missing")
        return ", ".join(wanted)


for _area in reader.permission_areas():
    _scopes(_area)


@look("orders", "Orders can be read", fix="`shoplatch explain CODE` says what a refusal means.")
async def orders(beside: Beside) -> str:
    return f"{len(await beside.orders())} of the newest"


@look("stock", "Products and their stock can be read", fix="`shoplatch explain CODE` says what a refusal means.")
async def stock(beside: Beside) -> str:
    return f"{len(await beside.inventory())} SKUs"


@look("statements", "Statements can be read", fix="`shoplatch explain CODE` says what a refusal means.")
async def statements(beside: Beside) -> str:
    return f"{len(await beside.statements())} of the newest"


@look("pages", "Two pages of a listing hold different things", fix="Tell us: a page token should name a place.")
async def pages(beside: Beside) -> str:
    first = await beside.looking.ask("order.get_order_list", page_size=2)
    token = first.get("next_page_token")
    if not token:
        raise Skipped("the shop has one page of orders")
    second = await beside.looking.ask("order.get_order_list", page_size=2, page_token=token)
    both = {one["id"] for one in first["orders"]} & {one["id"] for one in second.get("orders") or []}
    if both:
        raise Failed(f"{both.pop()} is on both pages", "the token does not move")
    return "four orders on two pages"


@look(
    "one_order",
    "An order asked for by its id is the order of the listing",
    fix="Compare `shoplatch call order.get_order_detail`.",
)
async def one_order(beside: Beside) -> str:
    wanted = (await beside.orders())[0]
    found = (await beside.looking.ask("order.get_order_detail", ids=[wanted["id"]])).get("orders") or []
    if [one["id"] for one in found] != [wanted["id"]]:
        raise Failed(f"Asked for {wanted['id']}, got {[one['id'] for one in found]}", "ids are not kept whole")
    return f"{wanted['id']} is {found[0]['status']}"


@look("money_of_orders", "Orders add up to what the buyer paid", fix="Keep the total as stated; do not add it up yourself.")
async def money_of_orders(beside: Beside) -> str:
    off = []
    for one in await beside.orders():
        block = one.get("payment") or {}
        if block.get("total_amount") is None:
            continue
        made = sum((Decimal(block.get(name) or 0) for name in PARTS), Decimal(0))
        off.append((abs(made - Decimal(block["total_amount"])), one["id"]))
    if not off:
        raise Skipped("no order has amounts")
    worst, which = max(off)
    if worst > Decimal("0.02"):
        raise Failed(f"{which} is {worst} apart", "the platform knows a part that the catalog does not")
    return f"{len(off)} orders, at most {worst} apart"


@look(
    "money_of_statements", "Statements add up to what they pay", fix="See `shoplatch money`: what does not close is listed."
)
async def money_of_statements(beside: Beside) -> str:
    for one in await beside.statements():
        parts = [Decimal(one.get(name) or 0) for name in ("fee_amount", "shipping_cost_amount", "adjustment_amount")]
        paid = Decimal(one["settlement_amount"])
        sales = {Decimal(one.get(name) or 0) for name in ("net_sales_amount", "revenue_amount")}
        if all(paid not in (base + sum(parts), base - sum(parts)) for base in sales):
            raise Failed(
                f"Statement {one['id']} pays {paid} and adds up otherwise", "its parts do not close, whatever their sign"
            )
    return f"{len(await beside.statements())} statements close"


@look(
    "unknown",
    "Answers hold nothing the catalog does not know",
    fix="Refresh the catalog: `shoplatch operations` says of when it is.",
)
async def unknown(beside: Beside) -> str:
    fact = reader.operation("order.get_order_list").response
    known = fact.properties["orders"].items if fact is not None else None
    if known is None:
        raise Skipped("the catalog does not describe orders")
    stray = sorted({name for one in await beside.orders() for name in one} - set(known.properties))
    if stray:
        raise Failed(f"Orders have {', '.join(stray[:8])}", "the platform sends fields that are not documented")
    return f"{len(known.properties)} fields are known"


@look("webhooks", "Webhooks of the shop come to us", fix="`shoplatch webhooks subscribe` registers what is missing.")
async def webhooks(beside: Beside) -> str:
    found = await beside.subscriptions()
    if beside.shop.environment == "production" and not found.address.startswith("https://"):
        raise Failed(f"They would go to {found.address}", "the platform sends to https alone")
    if not found.complete:
        lacking = [*found.missing, *found.refused, *found.foreign]
        raise Failed(
            f"{len(lacking)} kinds do not come here, {lacking[0]} among them", "they are not registered for our address"
        )
    return f"{len(found.kept)} kinds come to {found.address}"


@look("store_orders", "Our store has the newest orders as they are", fix="`shoplatch sync now`, then `shoplatch diff`.")
async def store_orders(beside: Beside) -> str:
    found = await beside.orders()
    for one in found:
        ours = await beside.stored.order(one["id"])
        if ours is None:
            raise Failed(f"{one['id']} is not in the store", "it was not read yet, or missed")
        _same(one, ours, "the store")
    return f"{len(found)} orders equal"


@look(
    "store_statements", "Our store has the newest statements as they are", fix="`shoplatch sync now`, then `shoplatch diff`."
)
async def store_statements(beside: Beside) -> str:
    found = await beside.statements()
    for one in found:
        ours = await beside.stored.statement(one["id"])
        if ours is None or not equal_money(one["settlement_amount"], ours.get("settlement_amount")):
            said = "missing" if ours is None else ours.get("settlement_amount")
            evidence = f"Statement {one['id']} pays {one['settlement_amount']}; in the store: {said}"
            raise Failed(evidence, "the store is behind")
    return f"{len(found)} statements equal"


@look("store_stock", "Our store has the stock as it is", fix="`shoplatch sync now`, then `shoplatch diff`.")
async def store_stock(beside: Beside) -> str:
    found = await beside.inventory()
    for one in found:
        available = await beside.stored.stock(one["id"])
        if available != one["total_available_quantity"]:
            raise Failed(
                f"SKU {one['id']}: {one['total_available_quantity']} can be sold, the store has {available}",
                "the store is behind",
            )
    return f"{len(found)} SKUs equal"


@look(
    "your_orders",
    "Your integration has the newest orders as they are",
    fix="Read what changed; see `shoplatch verify` on the simulator.",
)
async def your_orders(beside: Beside) -> str:
    question = beside.integration.adapter.questions.get("order") if beside.integration is not None else None
    if beside.integration is None or question is None:
        raise Skipped("no adapter says how to ask your integration for an order")
    found = await beside.orders()
    for one in found:
        known = beside.integration.know(question, one["id"])
        if known is None:
            raise Failed(f"Your integration does not know {one['id']}", "it was not read yet, or missed")
        _same(one, known, "your integration")
    return f"{len(found)} orders equal"


@look("your_stock", "Your integration has the stock as it is", fix="Read stock now and then, or after each order.")
async def your_stock(beside: Beside) -> str:
    question = beside.integration.adapter.questions.get("stock") if beside.integration is not None else None
    if beside.integration is None or question is None:
        raise Skipped("no adapter says how to ask your integration for stock")
    found = await beside.inventory()
    for one in found:
        known = beside.integration.know(question, one["id"]) or {}
        if known.get("available") is None or int(known["available"]) != one["total_available_quantity"]:
            raise Failed(
                f"SKU {one['id']}: {one['total_available_quantity']} can be sold, yours has {known.get('available')}",
                "it is behind, or counts committed units",
            )
    return f"{len(found)} SKUs equal"


def _same(order: dict[str, Any], ours: dict[str, Any], where: str) -> None:
    money = order.get("payment") or {}
    if ours.get("status") not in (None, order["status"]):
        raise Failed(f"{order['id']} is {order['status']}; {where} has {ours['status']}", "it is behind")
    if not equal_money(ours.get("total"), money.get("total_amount")):
        raise Failed(f"{order['id']} costs {money.get('total_amount')}; {where} has {ours['total']}", "amounts differ")
    if ours.get("currency") not in (None, money.get("currency")):
        raise Failed(f"{order['id']} is in {money.get('currency')}; {where} has {ours['currency']}", "currencies differ")
