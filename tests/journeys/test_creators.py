"""What creators sold in a simulator is in the store of a platform that was connected to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.journeys.platform import Running, platform
from tests.journeys.simulated import Simulator, simulator

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Simulator, Running]]:
    folder = tmp_path_factory.mktemp("creators")
    with simulator(folder, world="demo", seed=17) as there, platform(folder) as here:
        here.connect(there, folder / "ready-demo-17.json")
        yield there, here


def test_affiliate_orders_are_read_whole_and_the_store_agrees(shop: tuple[Simulator, Running]) -> None:
    there, here = shop
    told = here.told("sync", "read", "affiliate_orders")
    assert sum(one["affiliate_orders"] for one in told.values()) == there.truth()["affiliate_orders"] > 20
    stands = [one for one in here.told("sync", "status", code=None)["streams"] if one["stream"] == "affiliate_orders"]
    assert [(one["error"], one["refused"], one["waiting"]) for one in stands] == [(None, None, 0)] * 2
    assert here.differences() == []
