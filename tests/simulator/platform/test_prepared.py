"""Worlds copied for one test after another are alike, share nothing, and go on by themselves."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec

from shoplatch.clock import SetClock
from shoplatch.simulator import orders, saving
from shoplatch.simulator.clock import SimClock
from shoplatch.simulator.prepared import Prepared
from shoplatch.simulator.state.world import World
from shoplatch.simulator.truth import truth


class Slow(SetClock):
    """A clock by which building anything takes long."""

    def monotonic(self) -> float:
        self.advance(1)
        return super().monotonic()


def three(prepared: Prepared, name: str = "demo") -> list[World]:
    wall = Slow(datetime(2026, 3, 2, 9, tzinfo=UTC))
    return [prepared.world(name, 3, SimClock(wall)) for _ in range(3)]


def in_words(world: World) -> bytes:
    """Everything a state file holds, but the offset to a wall clock that went on."""
    told = msgspec.json.decode(saving.snapshot(world))
    return msgspec.json.encode({**told, "offset_s": 0, "now": 0})


def test_copies_are_alike_and_stand_at_the_same_moment() -> None:
    built, second, third = three(Prepared())
    assert in_words(second) == in_words(third) == in_words(built)
    assert truth(second) | {"now": 0} == truth(built) | {"now": 0}
    assert abs(second.clock.now() - third.clock.now()) <= 2  # the wall clock of this test moves at every look


def test_copies_share_nothing() -> None:
    _, second, third = three(Prepared())
    before = in_words(third)
    shop = next(iter(second.shops.values()))
    sku = next(sku for sku in shop.skus.values() if sku.available > 5 and shop.products[sku.product_id].status == "ACTIVATE")
    order = orders.place(second, shop, [(sku.id, 1)])
    orders.act(second, shop, order, "release")
    assert in_words(third) == before


def test_a_copy_lives_on() -> None:
    _, second, _ = three(Prepared())
    before = second.serial
    second.clock.advance(30 * 86_400, second.happen)
    assert second.serial > before, "deadlines, carriers and buyers of the copy act"


def test_a_world_that_is_built_fast_and_a_long_past_are_not_written_down() -> None:
    prepared = Prepared()
    wall = SetClock(datetime(2026, 3, 2, 9, tzinfo=UTC))
    for _ in range(2):
        assert prepared.world("empty", 1, SimClock(wall)).clock.offset_s == 0
    three(prepared, "million")
    assert not prepared._kept
