"""Behaviour of the platform that nobody outside has settled, each as a switch with its source and default.

`documented`: an official text says so. `inferred`: several clients behave as if. `unknown`: a choice had to be made.
Nothing here changes what is settled; settled facts live in the catalog.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import Any

from shoplatch.errors import InvalidRequest
from shoplatch.simulator.family_switches import FamilySwitches
from shoplatch.simulator.switching import off, on, switch


@dataclass(slots=True)
class Switches(FamilySwitches):
    """One value per open question. The defaults are the likeliest answers."""

    status_of_expired_token: int = switch(
        "inferred", "platform.md 5: reported with 401 and with 200", "HTTP status of 105002", 401, 200
    )
    status_of_token_endpoint_errors: int = switch(
        "unknown", "platform.md 3.3", "HTTP status of 36004001, 36004004 and 36004005", 200, 400, 401
    )
    status_of_wrong_method: int = switch("unknown", "errors.json 36009010: 404 or 405", "HTTP status of 36009010", 405, 404)
    status_of_cipher_mismatch: int = switch("unknown", "errors.json 101000", "HTTP status of 101000", 400, 401)
    status_of_missing_cipher: int = switch("unknown", "errors.json 106013", "HTTP status of 106013", 400, 401)
    status_of_internal_error: int = switch("unknown", "errors.json 36009003", "HTTP status of 36009003", 500, 200)
    status_of_large_upload: int = switch("unknown", "errors.json 36009021", "HTTP status of 36009021", 413, 400)
    status_of_timeout: int = switch("unknown", "errors.json 36009007", "HTTP status of 36009007", 408, 200)
    status_of_refused_address: int = switch("unknown", "errors.json 36009033", "HTTP status of 36009033", 403, 401)
    order_of_checks: str = switch(
        "inferred",
        "platform.md 4, 22 and 23: path and app key come first, the rest is assumed",
        "what is judged after app key and time: signature, token, scope, cipher; the token before the signature; or the"
        " cipher before the scope",
        "sign_token_scope_cipher",
        "token_sign_scope_cipher",
        "sign_token_cipher_scope",
    )
    scopes_enforced: str = switch(
        "inferred",
        "scopes.json: 168 of 429 operations carry a guess only",
        "enforce the scopes known with high or medium confidence, all of them, or none",
        "settled",
        "all",
        "none",
    )
    shop_cipher_wanted: str = switch(
        "inferred",
        "platform.md 1: shop operations take it; the catalog's `optional` means `taken`",
        "106013 wherever an operation takes the cipher, or only where the catalog says required",
        "taken",
        "required",
    )
    unexpected_cipher: str = switch(
        "documented", "platform.md 4 and 5", "a cipher on an operation that takes none", "refuse", "ignore"
    )
    unsigned_empty_object: bool = on(
        "inferred",
        "platform.md 4: a signer in use counts `{}` as no body",
        "a body `{}` may be signed as if there were none",
    )
    refresh_gives_new_pair: bool = on(
        "documented", "platform.md 3.3: 2026 overview", "a refresh returns a new refresh token as well"
    )
    spent_refresh_token_grace_s: int = switch(
        "unknown", "platform.md 3.3", "how long a refresh token works on after a refresh; then 36004005", default=300
    )
    refresh_ends_old_access_token: bool = off(
        "inferred", "platform.md 3.3: clients behave as if both work", "a refresh ends earlier access tokens"
    )
    reauthorization_ends_old_tokens: bool = off(
        "unknown", "platform.md 3.4", "authorizing again ends the tokens of the earlier grant"
    )
    refusal_error: str = switch(
        "documented",
        "platform.md 3.2: guide and changelog disagree",
        "the `error` of the callback when the seller refuses",
        "auth_denied",
        "access_denied",
    )
    retry_keeps_notification_id: bool = on(
        "inferred", "platform.md 19", "a webhook tried again keeps its tts_notification_id"
    )
    ack_needs_empty_body: bool = on("documented", "platform.md 19", "an acknowledgement is HTTP 200 with an empty body")
    ack_401_ends_retries: bool = on("inferred", "platform.md 19", "a receiver's 401 with an empty body ends a delivery")
    shop_address_wins: bool = on("unknown", "platform.md 19", "the shop-level webhook address replaces the app-level one")
    legacy_reverse_event: str = switch(
        "inferred",
        "webhooks.json 2: older clients know its moves; the page says it rings when a buyer raises a request",
        "webhook 2 is told at every move of a cancellation, refund or return, when a buyer raises one, or never",
        "moves",
        "requests",
        "never",
    )
    sku_edits_of_live_products: str = switch(
        "documented",
        "platform.md 11.1: the new version is audited beside the live one; prices and stock act at once",
        "new, changed and left out SKUs of a live product wait for the audit, or take effect at once",
        "audited",
        "at_once",
    )
    promotion_blocks_lowering_stock: str = switch(
        "inferred",
        "platform.md 14: running promotions restrict stock decreases; which ones is not said",
        "running promotions under which stock cannot be lowered (12052393)",
        "flash_sale",
        "all",
        "none",
    )
    flash_sales_are_for: str = switch(
        "inferred",
        "platform.md 14 names South-East Asia; other markets are known to have them",
        "markets that have FLASHSALE activities; elsewhere 17029036",
        "everywhere",
        "sea",
    )
    flash_sale_reserves_stock: bool = on(
        "inferred", "platform.md 12: campaign_lock", "a running flash sale keeps its quantity_limit as campaign stock"
    )
    zero_stock_is_accepted: bool = on(
        "inferred",
        "platform.md 12 and 23: the documented range begins at 1; a client sells out with 0",
        "a stock update of 0 sells the SKU out; off: refused with 12052055",
    )
    order_event_ends_with: str = switch(
        "documented",
        "platform.md 8.1 and 23: the page of webhook 1 says CANCEL, the order says CANCELLED",
        "how webhook 1 spells a cancelled order",
        "CANCEL",
        "CANCELLED",
    )
    inventory_event_is_flat: bool = off(
        "unknown",
        "platform.md 19: the official example of topic 68 has no envelope",
        "webhook 68 is sent without `data` around",
    )
    address_event_has_id: bool = on(
        "unknown", "platform.md 19: the official example of topic 3 has none", "webhook 3 carries a tts_notification_id"
    )
    test_shop_calls_per_hour: int = switch(
        "documented",
        "platform.md 7 and 20: 1,000 since 2026; earlier texts said 100",
        "calls an hour of a development shop",
        default=1000,
    )
    retry_after_sent: bool = on("unknown", "platform.md 7", "a 429 carries Retry-After")
    shipping_fee_goes_back: str = switch(
        "unknown",
        "platform.md 9 and 10: no rule found",
        "the shipping fee is refunded with the last paid line of an order, in cancellations only, or never",
        "with_the_last_line",
        "cancellations",
        "never",
    )
    stock_leaves_at: str = switch(
        "unknown",
        "platform.md 24: webhook 71 order_shipped at arrangement or at the carrier scan",
        "units leave the committed stock when they are arranged, or when the carrier has them",
        "arrangement",
        "collection",
    )
    change_of_mind_returns_are_paid_by: str = switch(
        "unknown",
        "no text found; policies differ by market and seller",
        "who pays for sending back what a buyer only does not want any more",
        "buyer",
        "seller",
        "platform",
    )
    return_fee_of_buyer_is_deducted: bool = off(
        "unknown", "no text found", "a return shipping fee that the buyer pays is taken off the refund"
    )
    ended_versions_are: str = switch(
        "documented",
        "platform.md 5 and 25: a replaced version answers 36009014 some day; the days are announced",
        "calls of versions whose announced end has come are answered all the same, or refused with 36009014",
        "answered",
        "refused",
    )
    us_phone_and_street_masked: bool = off(
        "inferred",
        "platform.md 21 and 25: announced for about mid-August 2026, date tentative",
        "telephone and street of TikTok-shipped US orders are masked in every state",
    )
    addresses_masked_elsewhere_after_days: int = switch(
        "unknown",
        "platform.md 21 and 23: documented for the US only",
        "days after COMPLETED from which addresses outside the US are masked again; 0: never",
        default=0,
    )
    sellers_cancel_arranged_orders: str = switch(
        "documented",
        "platform.md 9 and 23: the order overview says US only, the after-sales overview names no market",
        "markets in which a seller may cancel an order in AWAITING_COLLECTION",
        "us",
        "everywhere",
    )
    search_delay_s: int = switch(
        "documented",
        "platform.md 20 and 22: a new order takes up to 30 s to appear",
        "how long searches of orders, packages, products, cancellations and returns do not show what is new",
        default=0,
    )
    out_of_stock_empties_sku: bool = off(
        "inferred", "platform.md 9: title of a help page", "a cancellation for lack of stock sets the SKU's stock to zero"
    )
    who_may_start_aftersales: str = switch(
        "documented",
        "platform.md 10: reason lists and overview disagree",
        "refunds and returns start where the reason lists have reasons, or where the after-sales overview says yes",
        "reason_lists",
        "overview",
    )
    reject_closes_after_s: int = switch(
        "unknown",
        "platform.md 10: no number found",
        "how long a buyer may dispute a rejected request; then it is closed",
        default=172_800,
    )
    buyer_answers_within_s: int = switch(
        "unknown",
        "platform.md 10: no number found",
        "how long a buyer has to answer a partial offer; silence declines it",
        default=172_800,
    )
    declined_offer_leads_to: str = switch(
        "unknown",
        "platform.md 10 and 23",
        "where a request stands after the buyer declined a partial offer",
        "pending",
        "cancel",
    )
    units_in_one_package_max: int = switch(
        "unknown",
        "platform.md 13: CATEGORY_ITEM_LIMITATION and TOTAL_COUNT_LIMITATION without their numbers",
        "more units than this must be split before shipping where markets do so (must_split, 11021018); 0: no limit",
        default=0,
    )
    label_rendering_s: int = switch(
        "unknown",
        "platform.md 13: 11034037 while a label is rendered; no time found",
        "how long after arrangement a shipping document answers 11034037",
        default=0,
    )
    market_fees_in_total: bool = on(
        "unknown",
        "platform.md 8.3 and 23",
        "market fees (small order, buyer service, handling ...) are part of total_amount",
    )

    def set(self, name: str, value: Any) -> None:
        """Turn one switch. Raises InvalidRequest for an unknown switch or a value it cannot take."""
        meta = {each.name: each for each in fields(self)}.get(name)
        if meta is None:
            raise InvalidRequest(f"There is no switch {name!r}", next_step="GET /_sim/switches lists them.")
        choices = meta.metadata["choices"]
        fits = value in choices if choices else type(value) is int and value >= 0
        if not fits or type(value) is not type(meta.default):
            wanted = " or ".join(map(repr, choices)) or "a whole number"
            raise InvalidRequest(f"{name} takes {wanted}, not {value!r}")
        setattr(self, name, value)

    def listed(self) -> list[dict[str, Any]]:
        """Every switch with its value, default, source and confidence."""
        return [
            {"name": each.name, "value": getattr(self, each.name), "default": each.default, **each.metadata}
            for each in fields(self)
        ]


def _unsettled() -> dict[int, str]:
    """Platform code -> the switch that holds its HTTP status."""
    codes: dict[int, str] = {36004001: "status_of_token_endpoint_errors", 36004004: "status_of_token_endpoint_errors"}
    codes |= {36004005: "status_of_token_endpoint_errors", 105002: "status_of_expired_token"}
    for each in fields(Switches):
        named = re.search(r"HTTP status of (\d+)$", each.metadata["meaning"])
        if named:
            codes[int(named[1])] = each.name
    return codes


STATUS_SWITCH_OF_CODE = _unsettled()
