"""Which behaviour answers which capability: the behaviours of all folders in one table.

A capability missing here is answered in shape from the catalog.
"""

from __future__ import annotations

from shoplatch.simulator import authorization, event, seller, shop_life
from shoplatch.simulator.ask import Handler

_FOLDERS = (authorization.HANDLERS, event.HANDLERS, seller.HANDLERS, shop_life.HANDLERS)

HANDLERS: dict[str, Handler] = {capability: behaviour for folder in _FOLDERS for capability, behaviour in folder.items()}
