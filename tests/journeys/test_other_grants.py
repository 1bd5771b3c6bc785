"""Creators, partners, several apps, links and installs over real HTTP against the simulator."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from urllib.parse import urlencode, urlsplit

import pytest

from tests.journeys.consent import where_it_leads
from tests.journeys.platform import Running, platform
from tests.journeys.simulated import Simulator, eventually, simulator

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Simulator, Running]]:
    folder = tmp_path_factory.mktemp("grants")
    with simulator(folder, world="demo", seed=13) as there, platform(folder, SHOPLATCH_DATA_AFTER_END="mask") as here:
        here.connect(there, folder / "ready-demo-13.json")
        yield there, here


def grants(here: Running) -> dict[str, str]:
    """How each grant stands, by kind, as the doctor says it."""
    return {one["check"]: one["state"] for one in here.told("doctor", code=None)["findings"] if "grant of" in one["check"]}


@pytest.mark.parametrize("kind", ["creator", "partner"])
def test_a_creator_and_a_partner_authorize_over_http(shop: tuple[Simulator, Running], kind: str) -> None:
    there, here = shop
    before = len(grants(here))
    link = json.loads(here.shoplatch("connect", there.ready["app_key"], "--as", kind, "--no-wait", "--json").stdout)["url"]
    callback = where_it_leads(link)
    with urllib.request.urlopen(f"{here.url}/oauth/callback?{urlsplit(callback).query}", timeout=30) as answer:
        assert answer.status == 200
        assert b"is connected" in answer.read()
    eventually(lambda: len(grants(here)) == before + 1, within_s=20, every_s=2)


def test_an_install_without_a_state_renews_who_is_known_and_makes_who_left_wait(shop: tuple[Simulator, Running]) -> None:
    there, here = shop
    app_key, page = there.ready["app_key"], f"{there.url}/open/authorize?"

    def install() -> str:
        callback = where_it_leads(page + urlencode({"service_id": there.ready["service_id"]}))
        query = urlsplit(callback).query
        assert "state=" not in query
        with urllib.request.urlopen(f"{here.url}/oauth/callback?{query}", timeout=30) as answer:
            return str(answer.read().decode())

    assert "is connected" in install()
    assert here.told("installs", "list") == []
    orders = len(here.orders())
    known = sum(one["recipients"] for one in here.told("privacy", "kept")["shops"])
    assert known, "the demo's orders have recipients"
    there.post(f"sellers/{there.ready['open_id']}/deauthorize", {"app_key": app_key})

    def shops_say() -> set[str]:
        return {one["state"] for one in here.told("shops")}

    eventually(lambda: shops_say() == {"deauthorized"}, within_s=30, every_s=1)
    asked = [-1]

    def quiet() -> bool:
        """What was on its way when the grant ended has been answered."""
        asked.append(sum(there.truth()["requests_by_code"].values()))
        return asked[-1] == asked[-2]

    eventually(quiet, within_s=30, every_s=2)
    answered = asked[-1]
    eventually(lambda: {one["data_settled_as"] for one in here.told("shops")} == {"mask"}, within_s=60, every_s=2)
    assert {one["recipients"] for one in here.told("privacy", "kept")["shops"]} == {0}
    assert len(here.orders()) == orders, "books are kept"
    assert sum(there.truth()["requests_by_code"].values()) == answered, "somebody still calls for a seller who left"
    assert "asks to be connected" in install()
    (waiting,) = here.told("installs", "list")
    assert waiting["state"] == "waiting"
    assert shops_say() == {"deauthorized"}
    assert here.told("installs", "confirm", waiting["id"])["shops"]
    assert shops_say() == {"active"}

    def recipients() -> int:
        return sum(one["recipients"] for one in here.told("privacy", "kept")["shops"])

    eventually(lambda: recipients() >= known, within_s=300, every_s=2)  # what was masked is read anew
    here.agrees(within_s=300)


def test_the_notice_that_a_grant_ends_is_noted(shop: tuple[Simulator, Running]) -> None:
    """Webhook 7 comes daily from thirty days before the end; the terminal's own clock does not matter for it."""
    there, here = shop
    assert {one["end_told"] for one in here.told("shops")} == {None}
    there.post("clock", {"advance_s": 340 * 86_400})
    eventually(lambda: all(one["end_told"] for one in here.told("shops")), within_s=180, every_s=3)
