"""The pytest plugin: a fresh TikTok Shop for each test. `pip install "shoplatch[testing]"` is all it takes.

Only fixtures stand here. Nothing of the simulator is imported before a test asks for one, so a project that does not use
them pays nothing. Each process of pytest-xdist has a simulator of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from shoplatch.testing.desk.handles import Chaos, Clock, Orders, Webhooks
    from shoplatch.testing.desk.playground import Playground
    from shoplatch.testing.desk.shop import TikTokShop


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    config.addinivalue_line(
        "markers",
        "tiktok_world(name, seed=1, markets=()): the world tiktok_shop starts with: stocked (default), empty, demo or "
        "million; markets: shops beside the GB and the US one",
    )


@pytest.fixture(scope="session")
def tiktok_playground() -> Iterator[Playground]:
    """The simulator of this process, on a free port of this machine."""
    from shoplatch.testing.desk.playground import playground

    with playground() as running:
        yield running


@pytest.fixture
def tiktok_shop(request: pytest.FixtureRequest, tiktok_playground: Playground) -> TikTokShop:
    """A fresh TikTok Shop: address, keys, tokens, shops; goods on sale and no orders. Webhooks are caught."""
    marker = request.node.get_closest_marker("tiktok_world")
    name, seed = "stocked", 1
    markets: tuple[str, ...] = ()
    if marker is not None:
        name = str(marker.args[0]) if marker.args else str(marker.kwargs.get("name", name))
        seed = int(marker.kwargs.get("seed", seed))
        markets = tuple(marker.kwargs.get("markets", markets))
    return tiktok_playground.fresh(name, seed, markets)


@pytest.fixture
def tiktok_order(tiktok_shop: TikTokShop) -> Orders:
    """Places orders as a buyer: `order = tiktok_order(status="AWAITING_SHIPMENT")`."""
    from shoplatch.testing.desk.handles import Orders

    return Orders(tiktok_shop)


@pytest.fixture
def tiktok_clock(tiktok_shop: TikTokShop) -> Clock:
    """The shop's time: `tiktok_clock.advance(hours=1)`."""
    from shoplatch.testing.desk.handles import Clock

    return Clock(tiktok_shop)


@pytest.fixture
def tiktok_chaos(tiktok_shop: TikTokShop) -> Chaos:
    """Lets calls go wrong: `tiktok_chaos("rate_limited", operation="order.get_order_list", times=2)`."""
    from shoplatch.testing.desk.handles import Chaos

    return Chaos(tiktok_shop)


@pytest.fixture
def assert_webhook(tiktok_shop: TikTokShop) -> Webhooks:
    """Waits for a webhook: `hook = assert_webhook("ORDER_STATUS_CHANGE", order_status="DELIVERED")`."""
    from shoplatch.testing.desk.handles import Webhooks

    return Webhooks(tiktok_shop)
