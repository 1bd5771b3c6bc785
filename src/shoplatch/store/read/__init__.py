"""Read models for pages: questions a screen asks, answered from the tables in one statement each. It writes nothing.

Every function takes a connection first and gives frozen rows back. Times are aware UTC, money is Decimal and stays
apart by currency, ids are strings. What a figure means is said in the docstring of its function; the console shows the
same words beside the number.
"""

from typing import TypeAlias

from sqlalchemy.ext.asyncio import AsyncConnection

from shoplatch.store.read.compared import Finding, Missed, missed, sweep_findings
from shoplatch.store.read.goods import InventoryRow, LowStock, ProductRow, inventory, low_stock, products
from shoplatch.store.read.health import (
    SEARCHED,
    Among,
    CallFigures,
    Counters,
    Delivery,
    EventFigures,
    SliceProgress,
    Sweep,
    call_figures,
    counters,
    deliveries,
    delivery_count,
    event_figures,
    latest_sweeps,
    pulse,
    recovered_changes,
    slice_progress,
    sweeps,
)
from shoplatch.store.read.orders import (
    COUNT_MAX,
    Filter,
    Keyset,
    LineRow,
    OrderDetail,
    OrderPage,
    OrderRow,
    PackageRow,
    order_count,
    order_detail,
    orders,
)
from shoplatch.store.read.sales import Awaiting, HourTotal, Totals, Window, awaiting, late_orders, sales_by_hour, totals
from shoplatch.store.read.shops import AppRow, ConnectionRow, ShopRow, apps, connections, shops
from shoplatch.store.read.timeline import Moment, timeline

# What these functions read from, named for the rooms that may not know the driver: what `Store.begin()` gives.
Reading: TypeAlias = AsyncConnection

__all__ = [
    "COUNT_MAX",
    "SEARCHED",
    "Among",
    "AppRow",
    "Awaiting",
    "CallFigures",
    "ConnectionRow",
    "Counters",
    "Delivery",
    "EventFigures",
    "Filter",
    "Finding",
    "HourTotal",
    "InventoryRow",
    "Keyset",
    "LineRow",
    "LowStock",
    "Missed",
    "Moment",
    "OrderDetail",
    "OrderPage",
    "OrderRow",
    "PackageRow",
    "ProductRow",
    "Reading",
    "ShopRow",
    "SliceProgress",
    "Sweep",
    "Totals",
    "Window",
    "apps",
    "awaiting",
    "call_figures",
    "connections",
    "counters",
    "deliveries",
    "delivery_count",
    "event_figures",
    "inventory",
    "late_orders",
    "latest_sweeps",
    "low_stock",
    "missed",
    "order_count",
    "order_detail",
    "orders",
    "products",
    "pulse",
    "recovered_changes",
    "sales_by_hour",
    "shops",
    "slice_progress",
    "sweep_findings",
    "sweeps",
    "timeline",
    "totals",
]
