"""The bench that says whether the store is true whatever happens on the way, in its smallest form."""

from __future__ import annotations

import pytest

from shoplatch.testing import bench


@pytest.mark.long
def test_three_hundred_orders_live_ninety_days_under_fire_and_the_store_is_true() -> None:
    result = bench.run("convergence", minutes=20, orders=300)
    said = result.conditions
    assert said["unfinished"] == ""
    assert result.ours == {"differences": 0, "doubled effects": 0, "lost": 0}, {
        name: said[name] for name in ("what differs", "what was doubled", "what was lost")
    }
    assert result.ratio == 1
    assert said["orders placed in the storm"] >= 290
    assert said["processes killed"] >= 5
    assert said["databases restarted"] == 2
    assert said["webhooks dropped"] > 20
    assert any(code not in ("0", "36009002") for code in said["calls by code"]), said["calls by code"]
    assert said["calls struck"]["answered with the past"] > 0
