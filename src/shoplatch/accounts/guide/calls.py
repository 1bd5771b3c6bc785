"""Step 8: one call in each permission area, and one webhook all the way into the database."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from shoplatch.accounts import permissions
from shoplatch.accounts.credentials import NOT_ON_THE_LIST
from shoplatch.accounts.guide.look import Look
from shoplatch.accounts.guide.results import Result
from shoplatch.accounts.shops import Shop
from shoplatch.errors import PermissionMissing, ShoplatchError
from shoplatch.store import guide as table

CHECKS: dict[str, tuple[str, dict[str, Any]]] = {
    "call_product": ("product.search_products", {"page_size": 1}),
    "call_order": ("order.get_order_list", {"page_size": 1}),
    "call_inventory": ("logistics.get_warehouse_list", {}),
    "call_insights": ("analytics.get_shop_performance", {}),
    "call_finance": ("finance.get_statements", {"page_size": 1, "sort_field": "statement_time"}),
}
"""The first call of each area: small, and without effect."""
LOOKS_MAX = 40
LOOK_EVERY_S = 0.25
TRIGGERED = 1  # ORDER_STATUS_CHANGE
_SETS_ALLOWED = "Add this machine's address to the app's IP allow-list in Partner Center, or empty the list."


async def allow_list(look: Look) -> Result:
    """Whether the gateway lets this machine in at all."""
    check = "allow_list"
    if await look.app() is None or not look.path.app_key:
        return look.todo(check, "After step 6")
    verdict = look.verdict = look.verdict or await look.accounts.try_app(look.path.app_key)
    if verdict.listed is None:
        return look.bad(
            check, "No answer", "Check that this machine may go out to TikTok Shop by https.", verdict.secret_evidence
        )
    if not verdict.listed:
        return look.bad(check, "The app has an IP allow-list without this machine", _SETS_ALLOWED, verdict.secret_evidence)
    return look.good(check, "This machine may call", "no IP allow-list stands in the way")


async def call_shops(look: Look) -> Result:
    """The shops of the grant, read anew."""
    check = "call_shops"
    active = [one for one in await look.connections() if one.active]
    if not active:
        return look.todo(check, "After step 7")
    return await _tried(look, check, "authorization.get_authorized_shops", lambda: _shops_of(look, active[0].id))


def call_in(check: str) -> Callable[[Look], Awaitable[Result]]:
    """The check that makes the first call of an area."""

    async def made(look: Look) -> Result:
        operation, given = CHECKS[check]
        shop = await _shop(look)
        if shop is None:
            return look.todo(check, "After step 7")
        granted = set((await look.connections())[0].granted_scopes)
        rule = permissions.opened(operation)
        if rule.scopes and not granted & set(rule.scopes):
            wanted = set(permissions.needed_here().scopes) & set(rule.scopes)
            said = f"{' or '.join(rule.scopes)} is not granted"
            if wanted:
                return look.bad(check, said, "Switch it on (step 5), then let the seller authorize again (step 7).")
            return look.warn(check, f"Not asked for: {said}", "Shoplatch does not need it for what it does now")
        return await _tried(look, check, operation, lambda: _called(look, shop, operation, given))

    return made


async def webhook_topics(look: Look) -> Result:
    """Whether the shop's webhooks, or those of the app, are addressed to us."""
    check = "webhook_topics"
    shop = await _shop(look)
    if shop is None:
        return look.todo(check, "After step 7")
    ours = look.addresses.webhook_url(look.path.app_key)
    try:
        client = await look.accounts.client_for_shop(shop.id)
        listed = (await client.call("event.get_shop_webhooks")).data.get("webhooks") or []
    except ShoplatchError as refused:
        return _refused(look, check, "event.get_shop_webhooks", refused)
    mine = sorted(str(one.get("event_type")) for one in listed if one.get("address") == ours)
    others = {str(one.get("address")) for one in listed} - {ours}
    if mine:
        return look.good(check, f"{len(mine)} topics of {shop.name} come to us", ", ".join(mine))
    if others:
        return look.warn(
            check, f"The webhooks of {shop.name} go to another address", ", ".join(sorted(others)),
            "Shoplatch leaves the address of another system alone; change it in Partner Center if it is yours.",
        )  # fmt: skip
    return look.warn(check, "No topic of this shop is addressed yet", ours, "`shoplatch serve` registers them by itself.")


async def webhook_round_trip(look: Look) -> Result:
    """A webhook from the platform, through the door, into the database. The simulator is asked for one."""
    check = "webhook_round_trip"
    app = await look.app()
    shop = await _shop(look)
    if app is None or shop is None:
        return look.todo(check, "After step 7")
    before = await _newest(look, app.app_key)
    if not look.simulated:
        if before is None:
            return look.wait(
                check, "No webhook has come yet", "place a test order, or wait for the first change of the shop"
            )
        return look.good(
            check,
            "A webhook with the right signature has come",
            f"topic {before.type}, {before.received_at:%Y-%m-%d %H:%M} UTC",
        )
    sent = await look.ask_simulator("trigger", {"topic": TRIGGERED, "shop_id": shop.id, "anyway": True})
    if sent is None:
        return look.bad(
            check, "The simulator sends no webhook", "Look at its output, and at the app's Webhook URL (step 4)."
        )
    for _ in range(LOOKS_MAX):
        now = await _newest(look, app.app_key)
        if now is not None and (before is None or now.n > before.n):
            took_s = (now.received_at - now.sent_at).total_seconds() if now.sent_at else None
            told = f"topic {now.type} is in the inbox" + (
                f", {took_s:.1f} s after it was sent" if took_s and 0 <= took_s < 60 else ""
            )
            return look.good(check, "A webhook came all the way", told)
        await look.sleep(LOOK_EVERY_S)
    return look.bad(
        check, "The simulator sent a webhook, and it did not arrive within 10 s",
        "`shoplatch serve` has to run; `shoplatch sim webhooks` shows what it was answered.",
        look.addresses.webhook_url(app.app_key),
    )  # fmt: skip


async def _newest(look: Look, app_key: str) -> table.Arrival | None:
    async with look.store.begin() as conn:
        return await table.newest_arrival(conn, app_key)


async def _shop(look: Look) -> Shop | None:
    active = [one for one in await look.connections() if one.active]
    shops = await look.accounts.shops(active[0].id) if active else []
    return next((shop for shop in shops if shop.covered), None)


async def _shops_of(look: Look, connection_id: str) -> str:
    shops = await look.accounts.refresh_shops(connection_id)
    return ", ".join(f"{shop.name} ({shop.region})" for shop in shops) or "the grant covers no shop"


async def _called(look: Look, shop: Shop, operation: str, given: dict[str, Any]) -> str:
    client = await look.accounts.client_for_shop(shop.id)
    if operation == "analytics.get_shop_performance":
        day = look.clock.now().date() - timedelta(days=2)  # yesterday's figures may not be ready
        given = {**given, "start_date_ge": f"{day}", "end_date_lt": f"{day + timedelta(days=1)}"}
    answer = await client.call(operation, **given)
    total = answer.data.get("total_count")
    return f"{operation} answered" + (f": {total:,} in all" if isinstance(total, int) else "")


async def _tried(look: Look, check: str, operation: str, call: Callable[[], Awaitable[str]]) -> Result:
    try:
        told = await call()
    except ShoplatchError as refused:
        return _refused(look, check, operation, refused)
    area = permissions.AREAS.get(permissions.area_of(operation), "Shops")
    return look.good(check, f"{area}: works", told)


def _refused(look: Look, check: str, operation: str, refused: ShoplatchError) -> Result:
    evidence = ", ".join(
        part
        for part in (
            operation,
            f"code {refused.code}" if refused.code else "",
            f"request {refused.request_id}" if refused.request_id else "",
        )
        if part
    )
    if refused.code == NOT_ON_THE_LIST:
        return look.bad(check, "The app has an IP allow-list without this machine", _SETS_ALLOWED, evidence)
    if isinstance(refused, PermissionMissing):
        return look.bad(
            check, refused.what, "Switch it on (step 5), then let the seller authorize again (step 7).", evidence
        )
    return look.bad(check, refused.what, refused.next_step or "Report it with the request id.", evidence)
