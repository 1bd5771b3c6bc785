"""Behaviour of the platform that nobody outside has settled, each as a switch with its source and default.

`documented`: an official text says so. `inferred`: several clients behave as if. `unknown`: a choice had to be made.
Nothing here changes what is settled; settled facts live in the catalog.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from typing import Any, Literal

from shoplatch.errors import InvalidRequest

Confidence = Literal["documented", "inferred", "unknown"]


def _switch(confidence: Confidence, source: str, meaning: str, *choices: Any, default: Any = None) -> Any:
    """One open question. The first choice is the default; without choices it is a whole number."""
    return field(
        default=choices[0] if choices else default,
        metadata={"confidence": confidence, "source": source, "meaning": meaning, "choices": choices},
    )


def _on(confidence: Confidence, source: str, meaning: str) -> Any:
    return _switch(confidence, source, meaning, *(True, False))


def _off(confidence: Confidence, source: str, meaning: str) -> Any:
    return _switch(confidence, source, meaning, *(False, True))


@dataclass(slots=True)
class Switches:
    """One value per open question. The defaults are the likeliest answers."""

    status_of_expired_token: int = _switch(
        "inferred", "platform.md 5: reported with 401 and with 200", "HTTP status of 105002", 401, 200
    )
    status_of_token_endpoint_errors: int = _switch(
        "unknown", "platform.md 3.3", "HTTP status of 36004001, 36004004 and 36004005", 200, 400, 401
    )
    status_of_wrong_method: int = _switch("unknown", "errors.json 36009010: 404 or 405", "HTTP status of 36009010", 405, 404)
    status_of_cipher_mismatch: int = _switch("unknown", "errors.json 101000", "HTTP status of 101000", 400, 401)
    status_of_missing_cipher: int = _switch("unknown", "errors.json 106013", "HTTP status of 106013", 400, 401)
    status_of_internal_error: int = _switch("unknown", "errors.json 36009003", "HTTP status of 36009003", 500, 200)
    status_of_large_upload: int = _switch("unknown", "errors.json 36009021", "HTTP status of 36009021", 413, 400)
    status_of_timeout: int = _switch("unknown", "errors.json 36009007", "HTTP status of 36009007", 408, 200)
    status_of_refused_address: int = _switch("unknown", "errors.json 36009033", "HTTP status of 36009033", 403, 401)
    scopes_enforced: str = _switch(
        "inferred",
        "scopes.json: 168 of 429 operations carry a guess only",
        "enforce the scopes known with high or medium confidence, all of them, or none",
        "settled",
        "all",
        "none",
    )
    shop_cipher_wanted: str = _switch(
        "inferred",
        "platform.md 1: shop operations take it; the catalog's `optional` means `taken`",
        "106013 wherever an operation takes the cipher, or only where the catalog says required",
        "taken",
        "required",
    )
    unexpected_cipher: str = _switch(
        "documented", "platform.md 4 and 5", "a cipher on an operation that takes none", "refuse", "ignore"
    )
    unsigned_empty_object: bool = _on(
        "inferred",
        "platform.md 4: a signer in use counts `{}` as no body",
        "a body `{}` may be signed as if there were none",
    )
    refresh_gives_new_pair: bool = _on(
        "documented", "platform.md 3.3: 2026 overview", "a refresh returns a new refresh token as well"
    )
    spent_refresh_token_grace_s: int = _switch(
        "unknown", "platform.md 3.3", "how long a refresh token works on after a refresh; then 36004005", default=300
    )
    refresh_ends_old_access_token: bool = _off(
        "inferred", "platform.md 3.3: clients behave as if both work", "a refresh ends earlier access tokens"
    )
    reauthorization_ends_old_tokens: bool = _off(
        "unknown", "platform.md 3.4", "authorizing again ends the tokens of the earlier grant"
    )
    refusal_error: str = _switch(
        "documented",
        "platform.md 3.2: guide and changelog disagree",
        "the `error` of the callback when the seller refuses",
        "auth_denied",
        "access_denied",
    )
    retry_keeps_notification_id: bool = _on(
        "inferred", "platform.md 19", "a webhook tried again keeps its tts_notification_id"
    )
    ack_needs_empty_body: bool = _on("documented", "platform.md 19", "an acknowledgement is HTTP 200 with an empty body")
    ack_401_ends_retries: bool = _on("inferred", "platform.md 19", "a receiver's 401 with an empty body ends a delivery")
    shop_address_wins: bool = _on("unknown", "platform.md 19", "the shop-level webhook address replaces the app-level one")
    legacy_reverse_event: str = _switch(
        "inferred",
        "webhooks.json 2: older clients know its moves; the page says it rings when a buyer raises a request",
        "webhook 2 is told at every move of a cancellation, refund or return, when a buyer raises one, or never",
        "moves",
        "requests",
        "never",
    )
    sku_edits_of_live_products: str = _switch(
        "documented",
        "platform.md 11.1: the new version is audited beside the live one; prices and stock act at once",
        "new, changed and left out SKUs of a live product wait for the audit, or take effect at once",
        "audited",
        "at_once",
    )
    promotion_blocks_lowering_stock: str = _switch(
        "inferred",
        "platform.md 14: running promotions restrict stock decreases; which ones is not said",
        "running promotions under which stock cannot be lowered (12052393)",
        "flash_sale",
        "all",
        "none",
    )
    flash_sales_are_for: str = _switch(
        "inferred",
        "platform.md 14 names South-East Asia; other markets are known to have them",
        "markets that have FLASHSALE activities; elsewhere 17029036",
        "everywhere",
        "sea",
    )
    flash_sale_reserves_stock: bool = _on(
        "inferred", "platform.md 12: campaign_lock", "a running flash sale keeps its quantity_limit as campaign stock"
    )
    inventory_event_is_flat: bool = _off(
        "unknown",
        "platform.md 19: the official example of topic 68 has no envelope",
        "webhook 68 is sent without `data` around",
    )
    address_event_has_id: bool = _on(
        "unknown", "platform.md 19: the official example of topic 3 has none", "webhook 3 carries a tts_notification_id"
    )
    test_shop_calls_per_hour: int = _switch(
        "documented",
        "platform.md 7 and 20: 1,000 since 2026; earlier texts said 100",
        "calls an hour of a development shop",
        default=1000,
    )
    retry_after_sent: bool = _on("unknown", "platform.md 7", "a 429 carries Retry-After")
    shipping_fee_goes_back: str = _switch(
        "unknown",
        "platform.md 9 and 10: no rule found",
        "the shipping fee is refunded with the last paid line of an order, in cancellations only, or never",
        "with_the_last_line",
        "cancellations",
        "never",
    )
    stock_leaves_at: str = _switch(
        "unknown",
        "platform.md 24: webhook 71 order_shipped at arrangement or at the carrier scan",
        "units leave the committed stock when they are arranged, or when the carrier has them",
        "arrangement",
        "collection",
    )
    change_of_mind_returns_are_paid_by: str = _switch(
        "unknown",
        "no text found; policies differ by market and seller",
        "who pays for sending back what a buyer only does not want any more",
        "buyer",
        "seller",
        "platform",
    )
    return_fee_of_buyer_is_deducted: bool = _off(
        "unknown", "no text found", "a return shipping fee that the buyer pays is taken off the refund"
    )
    ended_versions_are: str = _switch(
        "documented",
        "platform.md 5 and 25: a replaced version answers 36009014 some day; the days are announced",
        "calls of versions whose announced end has come are answered all the same, or refused with 36009014",
        "answered",
        "refused",
    )
    us_phone_and_street_masked: bool = _off(
        "inferred",
        "platform.md 21 and 25: announced for about mid-August 2026, date tentative",
        "telephone and street of TikTok-shipped US orders are masked in every state",
    )
    search_delay_s: int = _switch(
        "documented",
        "platform.md 20 and 22: a new order takes up to 30 s to appear",
        "how long searches of orders, packages, products, cancellations and returns do not show what is new",
        default=0,
    )
    out_of_stock_empties_sku: bool = _off(
        "inferred", "platform.md 9: title of a help page", "a cancellation for lack of stock sets the SKU's stock to zero"
    )
    who_may_start_aftersales: str = _switch(
        "documented",
        "platform.md 10: reason lists and overview disagree",
        "refunds and returns start where the reason lists have reasons, or where the after-sales overview says yes",
        "reason_lists",
        "overview",
    )
    reject_closes_after_s: int = _switch(
        "unknown",
        "platform.md 10: no number found",
        "how long a buyer may dispute a rejected request; then it is closed",
        default=172_800,
    )
    buyer_answers_within_s: int = _switch(
        "unknown",
        "platform.md 10: no number found",
        "how long a buyer has to answer a partial offer; silence declines it",
        default=172_800,
    )
    declined_offer_leads_to: str = _switch(
        "unknown",
        "platform.md 10 and 23",
        "where a request stands after the buyer declined a partial offer",
        "pending",
        "cancel",
    )
    units_in_one_package_max: int = _switch(
        "unknown",
        "platform.md 13: CATEGORY_ITEM_LIMITATION and TOTAL_COUNT_LIMITATION without their numbers",
        "more units than this must be split before shipping where markets do so (must_split, 11021018); 0: no limit",
        default=0,
    )
    label_rendering_s: int = _switch(
        "unknown",
        "platform.md 13: 11034037 while a label is rendered; no time found",
        "how long after arrangement a shipping document answers 11034037",
        default=0,
    )
    market_fees_in_total: bool = _on(
        "unknown",
        "platform.md 8.3 and 23",
        "market fees (small order, buyer service, handling ...) are part of total_amount",
    )

    developer_verification_days: int = _switch(
        "unknown", "platform.md 1: no time found", "days until a developer's documents are decided on", default=3
    )
    api_access_days: int = _switch("unknown", "platform.md 1: no time found", "days until API access is given", default=1)
    scope_review_days: int = _switch(
        "inferred", "platform.md 1: two or three working days (unverified)", "days until a scope is decided on", default=3
    )
    app_review_days: int = _switch(
        "documented", "platform.md 1: about two weeks", "days until a public app, or a connector, is published", default=14
    )
    us_data_review_days: int = _switch(
        "documented", "platform.md 1: 10 to 12 business days", "days more for an app made for US sellers", default=16
    )
    sensitive_scopes_need_review: bool = _on(
        "inferred",
        "platform.md 1: seller.order.info is marked sensitive and called public; the review of sensitive ones is a choice",
        "sensitive scopes of public type are applied for with a reason and reviewed",
    )
    promotion_scopes_need_review: bool = _on(
        "unknown", "platform.md 1: Custom type in the reference, Public in the guide", "promotion scopes are reviewed"
    )
    replaced_app_secret_grace_s: int = _switch(
        "unknown", "platform.md 1: nothing found", "how long an app secret works on after its rotation", default=0
    )
    custom_app_sellers_max: int = _switch(
        "unknown",
        "platform.md 1: custom apps serve one seller by name; a review is due from 25 authorizing sellers on",
        "how many sellers may have authorized a custom app at a time",
        default=1,
    )
    grants_outside_target_market: bool = _off(
        "unknown",
        "platform.md 1: a separate app for each target market",
        "a grant also covers the seller's shops outside the app's target market",
    )
    charges_are: str = _switch(
        "documented",
        "platform.md 15: the texts of 202501 and 202507 take charges off, their samples and clients add negative ones",
        "sign of charges in statement rows and the forecast: negative and added, positive and taken off, or positive in"
        " the totals of a statement only",
        "negative",
        "positive",
        "positive_in_totals",
    )
    analytics_ready_after_s: int = _switch(
        "unknown",
        "platform.md 16: usually ready the next day; the hour is not known",
        "how long after the end of a day its analytics are ready",
        default=21_600,
    )
    analytics_restated_days: int = _switch(
        "inferred",
        "platform.md 16: recent days may change later; how long is not said",
        "money that goes back so many days after an order was paid counts on the order's day, later money on its own day",
        default=5,
    )
    fbt_stock_goes_first: bool = _on(
        "unknown",
        "no text found on which warehouse an order leaves from",
        "an order leaves from a TikTok warehouse where one has everything; off: only when no other has",
    )
    fbt_inbound_differs: bool = _on(
        "inferred",
        "fbt 202602: planned, normal and defective counts are told apart",
        "some inbound orders arrive with a unit short or defective; off: all arrive as announced",
    )
    fbt_placement_s: int = _switch(
        "unknown",
        "fbt 202602: placement_task_status is Executing first",
        "how long the allocation of an inbound plan is worked out",
        default=0,
    )
    mcf_external_id_repeated: str = _switch(
        "unknown",
        "fbt 202601: no word on external_order_id sent twice",
        "a multi-channel order whose external_order_id is known answers with that order, or is refused",
        "same",
        "refuse",
    )
    unsettled_rows_leave: str = _switch(
        "unknown",
        "platform.md 15 and 24: rows vanish once settled, on the settle day",
        "an order leaves the unsettled list with its statement, or at the moment it is due",
        "with_statement",
        "when_due",
    )
    open_collaboration_ends_after_s: int = _switch(
        "unknown",
        "platform.md 17: a removal answers terminated_effective_time; no span found",
        "how long creators go on earning after an open collaboration was removed, or they were removed from it",
        default=86_400,
    )
    lower_commission_waits_s: int = _switch(
        "unknown",
        "platform.md 17: answers carry the time from which a rate is effective; no span found",
        "how long a lower rate of a target collaboration waits before it takes effect; a higher one takes effect at once",
        default=86_400,
    )
    sample_review_days: int = _switch(
        "unknown",
        "webhooks.json 56: OVERDUE_CANCELLED; no number found",
        "days a seller has to decide on a sample application",
        default=7,
    )
    sample_shipment_days: int = _switch(
        "unknown",
        "webhooks.json 56: SELLER_NOT_SHIP_CANCELLED; no number found",
        "days a seller has to ship an approved sample",
        default=7,
    )
    sample_content_days: int = _switch(
        "unknown",
        "webhooks.json 56: UNFULFILL_CANCELLED; no number found",
        "days a creator has, from the delivery of a sample on, to post content for it",
        default=14,
    )
    creator_messages_per_week: int = _switch(
        "unknown",
        "platform.md 17: messages have quotas (16030002); no number found",
        "how many creators a shop may write to first within a week",
        default=2000,
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
