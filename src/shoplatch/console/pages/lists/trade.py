"""What happens to orders and what helps to sell: packages, after-sales, promotions, creators, conversations."""

from __future__ import annotations

from shoplatch.console.pages.lists.shape import Cell, Inside, ListOf

_PROMOTIONS = (("/promotions", "Promotions"), ("/coupons", "Coupons"))
_AFFILIATE = (("/affiliate-orders", "Affiliate orders"), ("/creators", "Creators"))
_PARCELS = (("/packages", "Packages"), ("/external-orders", "External orders"))

TRADE: tuple[ListOf, ...] = (
    ListOf(
        "/packages", "packages", "Packages", "Package", "what is on its way, and by whom", "status",
        (
            Cell("Package", "id", "id"), Cell("Orders", "order_ids", "list"), Cell("Status", "status", "status"),
            Cell("Carrier", "shipping_provider_name", wide=True), Cell("Tracking number", "tracking_number"),
            Cell("Made", "create_time", "time", wide=True), Cell("Updated", "update_time", "time"),
        ),
        "A package exists once shipping is arranged; outside the United States already from payment on.",
        (
            Inside(
                "Details", "package_details", "id",
                (
                    Cell("Status", "package_sub_status", "status"), Cell("Handover", "handover_method"),
                    Cell("Delivery option", "delivery_option_name"), Cell("Weight", "weight"), Cell("", "weight_unit"),
                    Cell("Problem", "ship_exception_reason"),
                ),
                path="/package-details",
            ),
        ),
        _PARCELS,
    ),
    ListOf(
        "/package-details", "package_details", "Package details", "Details of package", "weight, handover, problems", "",
        (), "", listed=False,
    ),
    ListOf(
        "/external-orders", "external_orders", "External orders", "External order",
        "what other systems call our orders, where they told TikTok Shop", "platform",
        (
            Cell("Order", "order_id", "order"), Cell("Platform", "platform"), Cell("Called there", "external_id"),
            Cell("Entry", "id", "id", wide=True),
        ),
        "They stand here when a web shop or an ERP tells TikTok Shop its own order id (`Add External Order References`).",
        beside=_PARCELS,
        search="order_id",
        label="Order id",
    ),
    ListOf(
        "/cancellations", "cancellations", "Cancellations", "Cancellation", "asked for, decided, refunded", "status",
        (
            Cell("Cancellation", "id", "id"), Cell("Order", "order_id", "order"), Cell("Asked", "create_time", "time"),
            Cell("Status", "status", "status"), Cell("By", "role", wide=True),
            Cell("Reason", "cancel_reason_text", wide=True), Cell("Refund", "refund_total", "money"),
            Cell("Answer", "next_deadline", "until"),
        ),
        "A cancellation stands here as soon as somebody asks for one; its webhook brings it within a second.",
        search="order_id",
        label="Order id",
    ),
    ListOf(
        "/returns", "returns", "Returns", "Return", "refunds, returns and replacements", "status",
        (
            Cell("Return", "id", "id"), Cell("Order", "order_id", "order"), Cell("Asked", "create_time", "time"),
            Cell("Kind", "return_type", "status", wide=True), Cell("Status", "status", "status"),
            Cell("Reason", "return_reason_text", wide=True), Cell("Refund", "refund_total", "money"),
            Cell("Answer", "next_deadline", "until"),
        ),
        "A return stands here as soon as a buyer asks for one; its webhook brings it within a second.",
        (
            Inside(
                "What happened", "return_records", "return_id",
                (Cell("When", "create_time", "time"), Cell("By", "role"), Cell("What", "event", "status"),
                 Cell("In words", "description")),
            ),
        ),
        search="order_id",
        label="Order id",
    ),
    ListOf(
        "/promotions", "promotions", "Promotions", "Promotion", "discounts, flash deals and shipping discounts", "status",
        (
            Cell("Promotion", "id", "id"), Cell("Title", "title"), Cell("Kind", "activity_type", "status", wide=True),
            Cell("Status", "status", "status"), Cell("Begins", "begin_time", "time"), Cell("Ends", "end_time", "time"),
        ),
        "Promotions stand here after the first read; webhooks bring what changes.",
        (
            Inside(
                "Products", "promotion_products", "promotion_id",
                (Cell("Product", "product_id", "product"), Cell("SKU", "sku_id", "sku"),
                 Cell("Price", "activity_price", "money"), Cell("Percent", "discount"),
                 Cell("Limit", "quantity_limit", "count"), Cell("Used", "used_quantity", "count")),
            ),
        ),
        _PROMOTIONS,
    ),
    ListOf(
        "/coupons", "coupons", "Coupons", "Coupon", "read only: they are made in Seller Center", "status",
        (
            Cell("Coupon", "id", "id"), Cell("Title", "title"), Cell("Kind", "display_type", "status", wide=True),
            Cell("Status", "status", "status"), Cell("Off", "reduction_amount", "money"), Cell("Percent", "percentage"),
            Cell("From", "min_spend", "amount"), Cell("Until", "claim_end_time", "time"),
        ),
        "Coupons stand here after the first read.",
        beside=_PROMOTIONS,
    ),
    ListOf(
        "/affiliate-orders", "affiliate_orders", "Affiliate orders", "Affiliate order",
        "orders that creators brought, and what they earn by them", "status",
        (
            Cell("Order", "id", "id"), Cell("Status", "status", "status"), Cell("Placed", "create_time", "time"),
            Cell("Delivered", "delivery_time", "time"),
        ),
        "They stand here when somebody buys through a creator's video, LIVE or showcase. They are read every few hours.",
        beside=_AFFILIATE,
        note="Commissions are estimated when an order is placed, and actual once it is settled. Rates are in hundredths "
        "of a percent, as TikTok Shop states them: 1000 is 10 %.",
    ),
    ListOf(
        "/creators", "creators", "Creators", "Creator", "whom you have sold through", "",
        (
            Cell("Creator", "id", "id"), Cell("Name", "username"), Cell("Region", "selection_region", wide=True),
            Cell("Followers", "follower_count", "count"), Cell("Units sold", "units_sold", "count"),
            Cell("GMV", "gmv", "money"), Cell("By video", "video_gmv", "amount", wide=True),
            Cell("By LIVE", "live_gmv", "amount", wide=True), Cell("Commission", "avg_commission_rate", wide=True),
        ),
        "A creator stands here once an affiliate order names them.",
        (
            Inside(
                "Affiliate orders", "affiliate_order_skus", "creator_username",
                (Cell("Order", "affiliate_order_id", "order"), Cell("SKU", "sku_id", "sku"),
                 Cell("By", "content_type", "status"), Cell("Units", "quantity", "count"),
                 Cell("Estimated", "estimated_paid_commission", "money"),
                 Cell("Actual", "actual_paid_commission", "money"), Cell("Settlement", "settlement_status", "status")),
                by="username",
                empty="No order came through this creator yet.",
            ),
        ),
        _AFFILIATE,
        search="username",
        label="Creator's name",
        note="Followers, units and GMV are the creator marketplace's own figures, over all shops and the last 30 days.",
    ),
    ListOf(
        "/conversations", "conversations", "Conversations", "Conversation", "with buyers, in outline", "session_phase",
        (
            Cell("Conversation", "id", "id"), Cell("Begun", "create_time", "time", wide=True),
            Cell("Last message", "latest_message_time", "time"), Cell("By", "latest_message_role", "status"),
            Cell("Unread", "unread_count", "count"), Cell("State", "session_phase", "status"),
        ),
        "Conversations stand here once a buyer writes to the shop.",
        (
            Inside(
                "Messages", "messages", "conversation_id",
                (Cell("When", "create_time", "time"), Cell("By", "role", "status"), Cell("Kind", "type", "status"),
                 Cell("Message", "id")),
            ),
        ),
        note="Names and words are sealed. Who has the right to personal data opens one by the API "
        "(POST /api/personal/messages/{shop}/{id}, with a reason); each look stands in the audit log.",
    ),
)  # fmt: skip
