"""Every stream that is described by a file beside this one, parents before their details."""

from __future__ import annotations

from shoplatch.sync.streams import (
    affiliate_orders,
    cancellations,
    conversations,
    coupons,
    creators,
    messages,
    order_transactions,
    package_details,
    payments,
    perf_live_minutes,
    perf_lives,
    perf_products,
    perf_shop,
    perf_skus,
    perf_videos,
    promotion_products,
    promotions,
    return_records,
    returns,
    statement_transactions,
    statements,
    unsettled_transactions,
    withdrawals,
)
from shoplatch.sync.streams.spec import Daily, Details, Search, Stream

ALL: tuple[Stream, ...] = (
    cancellations.STREAM,
    returns.STREAM,
    return_records.STREAM,
    statements.STREAM,
    statement_transactions.STREAM,
    order_transactions.STREAM,
    unsettled_transactions.STREAM,
    payments.STREAM,
    withdrawals.STREAM,
    promotions.STREAM,
    promotion_products.STREAM,
    coupons.STREAM,
    package_details.STREAM,
    affiliate_orders.STREAM,
    perf_shop.STREAM,
    perf_products.STREAM,
    perf_skus.STREAM,
    perf_videos.STREAM,
    perf_lives.STREAM,
    perf_live_minutes.STREAM,
    creators.STREAM,
    conversations.STREAM,
    messages.STREAM,
)
BY_NAME: dict[str, Stream] = {stream.name: stream for stream in ALL}
SEARCHES: tuple[Search, ...] = tuple(stream for stream in ALL if isinstance(stream, Search))
DETAILS: tuple[Details, ...] = tuple(stream for stream in ALL if isinstance(stream, Details))
DAILY: tuple[Daily, ...] = tuple(stream for stream in ALL if isinstance(stream, Daily))
