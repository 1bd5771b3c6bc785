"""Which operation gives which view: the list an answer is about, and the Struct of its rows or of the whole."""

from __future__ import annotations

from msgspec import Struct

from shoplatch.catalog.model import Operation
from shoplatch.client.models import AuthorizedShop, InventoryItem, Order, Package, Product, Warehouse
from shoplatch.errors import InvalidRequest

_ROWS: dict[str, tuple[str, type[Struct]]] = {
    "order.get_order_list": ("orders", Order),
    "order.get_order_detail": ("orders", Order),
    "product.search_products": ("products", Product),
    "product.inventory_search": ("inventory", InventoryItem),
    "fulfillment.search_package": ("packages", Package),
    "logistics.get_warehouse_list": ("warehouses", Warehouse),
    "authorization.get_authorized_shops": ("shops", AuthorizedShop),
}
_WHOLE: dict[str, type[Struct]] = {
    "product.get_product": Product,
    "fulfillment.get_package_detail": Package,
}


def row_type(operation: Operation) -> type[Struct] | None:
    """The model of one row of an operation's answer, where there is one. All versions of a capability share it."""
    known = _ROWS.get(operation.capability)
    return known[1] if known else None


def list_path(operation: Operation) -> str:
    """The dotted name of the list an answer is about: the one that is paged, or the only one there is.

    Raises:
        InvalidRequest: it cannot be told.
    """
    if operation.pagination is not None:
        return operation.pagination.items
    known = _ROWS.get(operation.capability)
    if known is not None:
        return known[0]
    fields = operation.response.properties if operation.response is not None else {}
    lists = [name for name, node in fields.items() if node.type == "array" and name != "errors"]
    if len(lists) != 1:
        raise InvalidRequest(
            f"the answer of {operation.id} has {len(lists) or 'no'} lists", next_step=f"Name one of {', '.join(fields)}."
        )
    return lists[0]


def whole_type(operation: Operation) -> type[Struct]:
    """The model of an operation's whole `data`.

    Raises:
        InvalidRequest: there is none.
    """
    found = _WHOLE.get(operation.capability)
    if found is None:
        raise InvalidRequest(f"{operation.id} has no model for its answer", next_step="Use reply.data, or give typed(type).")
    return found
