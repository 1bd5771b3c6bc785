"""Whose call it is: the seller's account behind the grant. Uploads and registrations belong to it, not to a shop."""

from shoplatch.simulator.ask import Ask
from shoplatch.simulator.state.parties import Seller
from shoplatch.simulator.state.world import World


def seller_of(world: World, ask: Ask) -> Seller:
    """The account that gave the app its access."""
    return world.sellers[ask.grant.seller_open_id]
