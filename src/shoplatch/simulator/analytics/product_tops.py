"""Which content and which creators sold most of one product in a span."""

from __future__ import annotations

from datetime import date
from typing import Any

from shoplatch.simulator.analytics.contents import Part, sold
from shoplatch.simulator.analytics.spans import Purser, Span
from shoplatch.simulator.creators.people import creator
from shoplatch.simulator.products.views import image_url
from shoplatch.simulator.state.creators import LIVE, VIDEO, Content
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

TOPS_MAX = 10  # of each; no number is documented


def tops(world: World, shop: Shop, product_id: str, purser: Purser, span: Span) -> dict[str, Any]:
    """The members `top_contents` and `top_creators`."""
    ((_, _, low, high),) = Span(span.first, span.end, daily=False, latest=span.latest).moments(
        purser.profile, world.clock.now()
    )
    found: list[tuple[Content, Part]] = []
    for content in shop.affiliate.contents.values():
        part = sold(shop, [content], low, high).products.get(product_id) if content.brought else None
        if part is not None and part.items:
            found.append((content, part))
    found.sort(key=lambda row: (-sum(row[1].gmv.values()), row[0].id))
    contents = [
        {
            "type": kind,
            "contents": [
                {"content_id": content.id, "gmv": purser.told(part.gmv.items()), "items_sold": part.items}
                for content, part in found
                if (content.kind == LIVE) == (kind == LIVE)
            ][:TOPS_MAX],
        }
        for kind in (LIVE, VIDEO)
    ]
    return {"top_contents": contents, "top_creators": _creators(world, found, purser)}


def _creators(world: World, found: list[tuple[Content, Part]], purser: Purser) -> list[dict[str, Any]]:
    sums: dict[str, list[tuple[date, int]]] = {}
    items: dict[str, int] = {}
    for content, part in found:
        sums.setdefault(content.creator, []).extend(part.gmv.items())
        items[content.creator] = items.get(content.creator, 0) + part.items
    ranked = sorted(sums, key=lambda one: (-sum(amount for _, amount in sums[one]), one))
    rows = []
    for open_id in ranked[:TOPS_MAX]:
        who = creator(world, open_id)
        rows.append(
            {
                "creator_open_id": open_id,
                "creator_name": who.nickname if who is not None else "",
                "creator_profile": image_url(world, f"avatar-{open_id}"),
                "gmv": purser.told(sums[open_id]),
                "items_sold": items[open_id],
            }
        )
    return rows
