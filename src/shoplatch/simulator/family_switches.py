"""Open questions of single families: Partner Center, finance, analytics, Fulfilled by TikTok, creators."""

from __future__ import annotations

from dataclasses import dataclass

from shoplatch.simulator.switching import off, on, switch


@dataclass(slots=True)
class FamilySwitches:
    """Those that concern one family of operations only."""

    developer_verification_days: int = switch(
        "unknown", "platform.md 1: no time found", "days until a developer's documents are decided on", default=3
    )
    api_access_days: int = switch("unknown", "platform.md 1: no time found", "days until API access is given", default=1)
    scope_review_days: int = switch(
        "inferred", "platform.md 1: two or three working days (unverified)", "days until a scope is decided on", default=3
    )
    app_review_days: int = switch(
        "documented", "platform.md 1: about two weeks", "days until a public app, or a connector, is published", default=14
    )
    us_data_review_days: int = switch(
        "documented", "platform.md 1: 10 to 12 business days", "days more for an app made for US sellers", default=16
    )
    sensitive_scopes_need_review: bool = on(
        "inferred",
        "platform.md 1: seller.order.info is marked sensitive and called public; the review of sensitive ones is a choice",
        "sensitive scopes of public type are applied for with a reason and reviewed",
    )
    promotion_scopes_need_review: bool = on(
        "unknown", "platform.md 1: Custom type in the reference, Public in the guide", "promotion scopes are reviewed"
    )
    replaced_app_secret_grace_s: int = switch(
        "unknown", "platform.md 1: nothing found", "how long an app secret works on after its rotation", default=0
    )
    custom_app_sellers_max: int = switch(
        "unknown",
        "platform.md 1: custom apps serve one seller by name; a review is due from 25 authorizing sellers on",
        "how many sellers may have authorized a custom app at a time",
        default=1,
    )
    grants_outside_target_market: bool = off(
        "unknown",
        "platform.md 1: a separate app for each target market",
        "a grant also covers the seller's shops outside the app's target market",
    )
    charges_are: str = switch(
        "documented",
        "platform.md 15: the texts of 202501 and 202507 take charges off, their samples and clients add negative ones",
        "sign of charges in statement rows and the forecast: negative and added, positive and taken off, or positive in"
        " the totals of a statement only",
        "negative",
        "positive",
        "positive_in_totals",
    )
    analytics_ready_after_s: int = switch(
        "unknown",
        "platform.md 16: usually ready the next day; the hour is not known",
        "how long after the end of a day its analytics are ready",
        default=21_600,
    )
    analytics_restated_days: int = switch(
        "inferred",
        "platform.md 16: recent days may change later; how long is not said",
        "money that goes back so many days after an order was paid counts on the order's day, later money on its own day",
        default=5,
    )
    fbt_stock_goes_first: bool = on(
        "unknown",
        "no text found on which warehouse an order leaves from",
        "an order leaves from a TikTok warehouse where one has everything; off: only when no other has",
    )
    fbt_inbound_differs: bool = on(
        "inferred",
        "fbt 202602: planned, normal and defective counts are told apart",
        "some inbound orders arrive with a unit short or defective; off: all arrive as announced",
    )
    fbt_placement_s: int = switch(
        "unknown",
        "fbt 202602: placement_task_status is Executing first",
        "how long the allocation of an inbound plan is worked out",
        default=0,
    )
    mcf_external_id_repeated: str = switch(
        "unknown",
        "fbt 202601: no word on external_order_id sent twice",
        "a multi-channel order whose external_order_id is known answers with that order, or is refused",
        "same",
        "refuse",
    )
    unsettled_rows_leave: str = switch(
        "unknown",
        "platform.md 15 and 24: rows vanish once settled, on the settle day",
        "an order leaves the unsettled list with its statement, or at the moment it is due",
        "with_statement",
        "when_due",
    )
    open_collaboration_ends_after_s: int = switch(
        "unknown",
        "platform.md 17: a removal answers terminated_effective_time; no span found",
        "how long creators go on earning after an open collaboration was removed, or they were removed from it",
        default=86_400,
    )
    lower_commission_waits_s: int = switch(
        "unknown",
        "platform.md 17: answers carry the time from which a rate is effective; no span found",
        "how long a lower rate of a target collaboration waits before it takes effect; a higher one takes effect at once",
        default=86_400,
    )
    sample_review_days: int = switch(
        "unknown",
        "webhooks.json 56: OVERDUE_CANCELLED; no number found",
        "days a seller has to decide on a sample application",
        default=7,
    )
    sample_shipment_days: int = switch(
        "unknown",
        "webhooks.json 56: SELLER_NOT_SHIP_CANCELLED; no number found",
        "days a seller has to ship an approved sample",
        default=7,
    )
    sample_content_days: int = switch(
        "unknown",
        "webhooks.json 56: UNFULFILL_CANCELLED; no number found",
        "days a creator has, from the delivery of a sample on, to post content for it",
        default=14,
    )
    creator_messages_per_week: int = switch(
        "unknown",
        "platform.md 17: messages have quotas (16030002); no number found",
        "how many creators a shop may write to first within a week",
        default=2000,
    )
