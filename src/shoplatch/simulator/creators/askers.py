"""Who asks, and who is asked for: the creator behind a token, creators by the names that calls use."""

from __future__ import annotations

from typing import Any

from shoplatch.simulator.ask import Ask, Refused
from shoplatch.simulator.creators.people import OFFICIAL, creator
from shoplatch.simulator.products.views import image_url
from shoplatch.simulator.state.creators import Creator
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

WRONG_KIND, REGION_DIFFERS, OFFICIAL_CREATOR, NOT_A_CREATOR = 101000, 16901006, 16901007, 16901005


def own_creator(world: World, ask: Ask) -> Creator:
    """The creator whose token it is.

    Raises:
        Refused: it is a seller's or a partner's.
    """
    person = creator(world, ask.grant.seller_open_id) if ask.grant.kind == 1 else None
    if person is None:
        raise Refused(WRONG_KIND, "The user_type of this access token may not use this endpoint.")
    return person


def creator_for(world: World, shop: Shop, name: str) -> Creator:
    """A creator a shop asks for, by open id or by the number of older versions.

    Raises:
        Refused: there is none, it is an official account, or the audience is elsewhere.
    """
    person = creator(world, name)
    if person is None:
        raise Refused(NOT_A_CREATOR)
    if person.kind == OFFICIAL:
        raise Refused(OFFICIAL_CREATOR)
    if person.region != shop.region:
        raise Refused(REGION_DIFFERS)
    return person


def avatar(world: World, person: Creator) -> dict[str, Any]:
    """The picture of a creator."""
    return {"url": image_url(world, f"avatar-{person.open_id}")}


def avatar_sized(world: World, person: Creator) -> dict[str, Any]:
    """The same with its size."""
    return {**avatar(world, person), "width": 100, "height": 100}
