"""Seller Center asks the platform by the same operations as an app: same shapes, same rules, same webhooks.

Only the way in differs: the seller is signed in, so there is neither key nor token nor scope. The app and the grant of such
a call exist for its length and are in no list.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shoplatch.catalog import reader
from shoplatch.errors import Conflict
from shoplatch.simulator import schema
from shoplatch.simulator.ask import Ask, Sent, as_sent
from shoplatch.simulator.routes import HANDLERS
from shoplatch.simulator.state.parties import App, Grant, Shop
from shoplatch.simulator.state.world import World

SELLER_CENTER = App("seller-center", "", "", "Seller Center")


def ask(world: World, shop: Shop, operation_id: str, body: Mapping[str, Any], **path: str) -> dict[str, Any]:
    """The `data` of the answer.

    Raises:
        Refused: the platform says no.
        Conflict: it said yes to the call and no to what was in it.
    """
    operation = reader.operation(operation_id)
    sent = as_sent(dict(body))
    schema.check_path(operation.path_params, path)
    schema.check_body(operation.body, sent)
    end = world.clock.now() + 1
    grant = Grant("seller-center", SELLER_CENTER.key, shop.seller_open_id, [shop.id], [], ends_at=end)
    given = HANDLERS[operation.capability](world, Ask(operation, SELLER_CENTER, grant, shop, path, Sent(), sent))
    if errors := given.get("errors"):
        raise Conflict(str(errors[0].get("message") or errors[0].get("code")), shop=shop.id)
    return given
