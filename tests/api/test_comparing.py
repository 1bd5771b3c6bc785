"""A live comparison over REST: begun, followed shop by shop, read, stopped; a killed worker's is gone on with."""

from __future__ import annotations

import pytest

from shoplatch.accounts.roles import RIGHTS
from shoplatch.clock import SetClock
from shoplatch.errors import Unreachable
from shoplatch.sync.comparing import Comparing
from shoplatch.sync.differences import Difference, Differences
from tests.api.conftest import caller, token_of
from tests.api.house import Estate
from tests.console.seeding import GB, US


class Died(BaseException):
    """The worker was killed here."""


class TikTok:
    """What a comparison of a shop comes to, in turn; and how often each shop was compared."""

    def __init__(self, *fates: BaseException | Differences) -> None:
        self._fates = list(fates)
        self.asked: list[str] = []

    async def diff(self, shop_id: str) -> Differences:
        self.asked.append(shop_id)
        fate = self._fates.pop(0)
        if isinstance(fate, BaseException):
            raise fate
        return fate


def found(shop: str, number: int) -> Differences:
    rows = [Difference(shop, "order", f"O{n}", "status", "UNPAID", "DELIVERED", "missed") for n in range(number)]
    return Differences(compared=40, differences=rows)


async def test_a_comparison_is_followed_read_in_pages_and_gone_on_with_after_a_kill(estate: Estate, clock: SetClock) -> None:
    tiktok = TikTok(found(GB, 3), Died(), found(US, 0))
    worker = Comparing(estate.store, clock, tiktok.diff)
    async with caller(estate, await token_of(estate, "owner", list(RIGHTS))) as client:
        begun = (await client.post("/api/comparisons", json={"shops": [GB, US]})).json()
        path = f"/api/comparisons/{begun['id']}"
        assert (begun["state"], begun["shops_done"]) == ("running", 0)
        with pytest.raises(Died):
            await worker.run(int(begun["id"]))
        half = (await client.get(path)).json()
        assert (half["state"], half["shops_done"], half["compared"], half["differences"]) == ("running", 1, 40, 3)
        await worker.run(int(begun["id"]))
        await worker.run(int(begun["id"]))  # a job may come twice
        done = (await client.get(path)).json()
        assert (done["state"], done["shops_done"], done["compared"], done["differences"]) == ("done", 2, 80, 3)
        assert tiktok.asked == [GB, US, US]
        first = (await client.get(f"{path}/differences", params={"limit": 2})).json()
        rest = (await client.get(f"{path}/differences", params={"limit": 2, "after": first["next"]})).json()
        assert [row["object_id"] for row in (*first["rows"], *rest["rows"])] == ["O0", "O1", "O2"]
        assert (rest["next"], first["rows"][0]["cause"]) == (None, "missed")
        assert (await client.post(f"{path}/stop")).status_code == 409


async def test_a_shop_that_cannot_be_compared_is_named_and_the_next_one_is_compared(estate: Estate, clock: SetClock) -> None:
    tiktok = TikTok(Unreachable("TikTok Shop does not answer"), found(US, 1))
    async with caller(estate, await token_of(estate, "owner", list(RIGHTS))) as client:
        begun = (await client.post("/api/comparisons", json={"shops": [GB, US]})).json()
        await Comparing(estate.store, clock, tiktok.diff).run(int(begun["id"]))
        done = (await client.get(f"/api/comparisons/{begun['id']}")).json()
    assert (done["state"], done["differences"], list(done["not_compared"])) == ("done", 1, [f"shop {GB}"])
    assert "does not answer" in done["not_compared"][f"shop {GB}"]


async def test_a_comparison_that_was_stopped_compares_nothing_more_and_is_for_those_who_see_its_shops(
    estate: Estate, clock: SetClock
) -> None:
    tiktok = TikTok()
    async with caller(estate, await token_of(estate, "owner", list(RIGHTS))) as client:
        begun = (await client.post("/api/comparisons", json={})).json()
        assert set(begun["shops"]) >= {GB, US}
        path = f"/api/comparisons/{begun['id']}"
        async with caller(estate, await token_of(estate, "operator", ["look", "work"], [GB])) as mei:
            assert (await mei.get(path)).status_code == 404
            assert (await mei.post(f"{path}/stop")).status_code == 404
            assert (await mei.post("/api/comparisons", json={"shops": [US]})).status_code == 404
            own = (await mei.post("/api/comparisons", json={})).json()
            assert [row["id"] for row in (await mei.get("/api/comparisons")).json()["rows"]] == [own["id"]]
        assert (await client.post(f"{path}/stop")).json()["state"] == "stopped"
        await Comparing(estate.store, clock, tiktok.diff).run(int(begun["id"]))
    assert tiktok.asked == []
