"""Fulfilled by TikTok: the platform's warehouses keep a seller's goods and send them to buyers here and on other channels.

What is stated about it is little (the fbt operations, webhooks 21 to 24 and 58); times and prices stand in `terms.json`.
"""

from shoplatch.simulator.ask import Handler
from shoplatch.simulator.fbt import fees, goods, inbound, inbound_calls, mcf, members, plans, shelves, views
from shoplatch.simulator.fbt.members import onboard
from shoplatch.simulator.state.world import World

HANDLERS: dict[str, Handler] = {
    **members.HANDLERS,
    **goods.HANDLERS,
    **views.HANDLERS,
    **plans.HANDLERS,
    **inbound_calls.HANDLERS,
    **mcf.HANDLERS,
}


def register(world: World) -> None:
    """Teach the world what its due entries do, and let goods follow the stock of their SKUs."""
    world.happenings["fbt.reviewed"] = goods.reviewed
    world.happenings["fbt.inbound"] = inbound.move_on
    world.happenings["fbt.mcf"] = mcf.move_on
    world.happenings["fbt.storage"] = fees.charge_storage
    world.after_stock.append(shelves.follow)


__all__ = ["HANDLERS", "onboard", "register"]
