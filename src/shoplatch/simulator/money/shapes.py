"""The names of the parts of money in each description, from the catalog: which are always told, and which may be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from shoplatch.catalog import reader
from shoplatch.catalog.model import Node
from shoplatch.simulator.markets import Market

OTHER = "OTHER_ADJUSTMENT"
_PLACES = {
    "revenue": ("revenue_breakdown",),
    "fee": ("fee_tax_breakdown", "fee"),
    "tax": ("fee_tax_breakdown", "tax"),
    "shipping": ("shipping_cost_breakdown",),
    "carried": ("shipping_cost_breakdown", "supplementary_component"),
    "extra": ("supplementary_component",),
}
_NEIGHBOURS = {
    "revenue": "subtotal_before_discount_amount",
    "fee": "platform_commission_amount",
    "tax": "vat_amount",
    "shipping": "actual_shipping_fee_amount",
}


@dataclass(frozen=True, slots=True)
class Shape:
    """One group of amounts in one description."""

    always: tuple[str, ...]  # of the official description: told as zero where there is nothing
    known: frozenset[str]
    neighbour: str  # what has no name here is told under this one; "" where it is left out

    def told(self, profile: Market, amounts: Mapping[str, int], sign: int = 1) -> dict[str, str]:
        """Amounts as text under the names known here."""
        text = profile.text
        view = dict.fromkeys(self.always, text(0))
        homeless = 0
        for name, amount in amounts.items():
            if name in self.known:
                view[name] = text(sign * amount)
            else:
                homeless += amount
        if homeless and self.neighbour:
            view[self.neighbour] = text(sign * (homeless + amounts.get(self.neighbour, 0)))
        return view


@cache
def shapes(operation_id: str, rows: str) -> Mapping[str, Shape]:
    """The groups of amounts in the rows of one operation's answer."""
    node = _rows(operation_id, rows)
    found = {}
    for part, path in _PLACES.items():
        here: Node | None = node
        for step in path:
            here = here.properties.get(step) if here is not None else None
        if here is not None:
            found[part] = _shape(here, _NEIGHBOURS.get(part, ""))
    return found


@cache
def flat(operation_id: str, rows: str, inner: str = "") -> Shape:
    """The amounts of rows that are flat (202309); with `inner`, those of the rows inside them."""
    node = _rows(operation_id, rows)
    if inner:
        items = node.properties[inner].items
        assert items is not None  # the catalog's lists have items
        node = items
    amounts = {name: one for name, one in node.properties.items() if one.type == "string" and one.hint == "decimal"}
    return Shape(tuple(amounts), frozenset(amounts), "")


@cache
def types(operation_id: str, rows: str) -> frozenset[str]:
    """The types of rows a description knows; others are told as OTHER_ADJUSTMENT."""
    return frozenset(str(one) for one in _rows(operation_id, rows).properties["type"].enum)


def _rows(operation_id: str, rows: str) -> Node:
    response = reader.operation(operation_id).response
    items = response.properties[rows].items if response is not None else None
    assert items is not None  # operations of the finance family answer with lists
    return items


def _shape(node: Node, neighbour: str) -> Shape:
    leaves = {name: one for name, one in node.properties.items() if one.type == "string"}
    always = tuple(name for name, one in leaves.items() if one.src != "community")
    return Shape(always, frozenset(leaves), neighbour if neighbour in leaves else "")
