"""Lets the reviews and ends of Partner Center fall due in a world."""

from __future__ import annotations

from shoplatch.simulator.partner import apps, permissions, test_shops, verification
from shoplatch.simulator.state.world import World


def install(world: World) -> None:
    """Make what is due happen. Called again after a restore."""
    world.happenings |= {
        verification.VERIFICATION_DUE: verification.verification_due,
        verification.ACCESS_DUE: verification.access_due,
        permissions.SCOPE_DUE: permissions.scope_due,
        apps.PUBLISHING_DUE: apps.publishing_due,
        test_shops.EXPIRED: test_shops.expired,
    }
