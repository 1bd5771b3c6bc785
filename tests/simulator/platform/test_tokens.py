"""Codes, tokens and grants over their life."""

from __future__ import annotations

from typing import Any

import pytest

from shoplatch.clock import SetClock
from shoplatch.simulator import tokens
from shoplatch.simulator.ask import Refused
from shoplatch.simulator.state.world import Event, World
from shoplatch.simulator.switches import Switches
from tests.simulator.platform.desk_world import APP_KEY, APP_SECRET, OTHER_KEY, OTHER_SECRET, granted, small_world, wall

APP = {"app_key": APP_KEY, "app_secret": APP_SECRET}
DAY = 86_400


class Office:
    """A world with its token endpoints."""

    def __init__(self) -> None:
        self.wall: SetClock = wall()
        self.world: World = small_world(self.wall)
        self.switches = Switches()
        self.told: list[Event] = []
        self.world.listeners.append(self.told.append)

    def code(self, open_id: str = "open-one", days: int = 365) -> str:
        world = self.world
        ends_at = world.clock.now() + days * DAY
        return tokens.issue_code(world, world.apps[APP_KEY], world.sellers[open_id], grant_ends_at=ends_at).code

    def exchange(self, code: str, **changes: str) -> dict[str, Any]:
        query = {**APP, "auth_code": code, "grant_type": "authorized_code", **changes}
        return tokens.token_get(self.world, self.switches, query)

    def refresh(self, token: str, **changes: str) -> dict[str, Any]:
        query = {**APP, "refresh_token": token, "grant_type": "refresh_token", **changes}
        return tokens.token_refresh(self.world, self.switches, query)

    def wind(self, seconds: int) -> None:
        self.world.clock.advance(seconds, self.world.happen)

    def works(self, access_token: str) -> bool:
        grant = self.world.grant_by_access_token.get(access_token)
        return grant is not None and not grant.revoked and grant.access_tokens[access_token] > self.world.clock.now()


@pytest.fixture
def office() -> Office:
    return Office()


def code_of(call: Any, *given: Any, **more: Any) -> int:
    with pytest.raises(Refused) as no:
        call(*given, **more)
    return no.value.code


def test_a_code_gives_a_pair_for_all_active_shops_of_the_seller(office: Office) -> None:
    pair = office.exchange(office.code())
    now = office.world.clock.now()
    assert pair["access_token_expire_in"] == now + 7 * DAY
    assert pair["refresh_token_expire_in"] == now + 365 * DAY
    assert (pair["open_id"], pair["seller_name"], pair["seller_base_region"]) == ("open-one", "Nori", "GB")
    assert pair["user_type"] == 0
    assert "seller.order.info" in pair["granted_scopes"]
    (grant,) = office.world.grants.values()
    assert [office.world.shops[shop_id].region for shop_id in grant.shop_ids] == ["GB", "US"]


def test_a_code_works_once(office: Office) -> None:
    code = office.code()
    office.exchange(code)
    assert code_of(office.exchange, code) == 36004004


def test_a_code_lives_half_an_hour(office: Office) -> None:
    early, late = office.code(), office.code()
    office.wind(30 * 60)
    office.exchange(early)
    office.wind(1)
    assert code_of(office.exchange, late) == 36004004


def test_a_code_of_another_app_is_no_code(office: Office) -> None:
    given = {"app_key": OTHER_KEY, "app_secret": OTHER_SECRET}
    assert code_of(office.exchange, office.code(), **given) == 36004004


@pytest.mark.parametrize(
    "wrong", [{"app_key": "nobody"}, {"app_secret": "wrong"}, {"grant_type": "authorization_code"}, {"app_secret": ""}]
)
def test_wrong_credentials_are_36009004_and_do_not_spend_the_code(office: Office, wrong: dict[str, str]) -> None:
    code = office.code()
    assert code_of(office.exchange, code, **wrong) == 36009004
    office.exchange(code)


def test_the_prefix_tells_the_cluster(office: Office) -> None:
    assert office.exchange(office.code())["access_token"].startswith("GCP_")
    office.world.sellers["open-two"].base_region = "US"
    assert office.exchange(office.code("open-two"))["refresh_token"].startswith("TTP_")
    office.world.sellers["open-two"].base_region = "ID"
    assert office.code("open-two").startswith("ROW_")


def test_a_refresh_gives_a_new_pair_and_the_old_one_works_for_its_grace(office: Office) -> None:
    first = office.exchange(office.code())
    second = office.refresh(first["refresh_token"])
    assert all(first[name] != second[name] for name in ("access_token", "refresh_token"))
    assert office.works(first["access_token"])
    assert office.works(second["access_token"])
    office.wind(299)
    office.refresh(first["refresh_token"])
    office.wind(1)
    assert code_of(office.refresh, first["refresh_token"]) == 36004005
    office.refresh(second["refresh_token"])


def test_the_refresh_token_may_stay_by_switch(office: Office) -> None:
    office.switches.set("refresh_gives_new_pair", False)  # noqa: FBT003
    first = office.exchange(office.code())
    second = office.refresh(first["refresh_token"])
    assert second["refresh_token"] == first["refresh_token"]
    assert second["access_token"] != first["access_token"]


def test_a_refresh_ends_the_old_access_token_by_switch(office: Office) -> None:
    office.switches.set("refresh_ends_old_access_token", True)  # noqa: FBT003
    first = office.exchange(office.code())
    office.refresh(first["refresh_token"])
    assert not office.works(first["access_token"])


def test_after_the_grant_has_ended_the_refresh_token_is_expired(office: Office) -> None:
    pair = office.exchange(office.code(days=10))
    office.wind(10 * DAY)
    assert code_of(office.refresh, pair["refresh_token"]) == 36004001


def test_an_access_token_does_not_outlive_its_grant(office: Office) -> None:
    pair = office.exchange(office.code(days=3))
    assert pair["access_token_expire_in"] == office.world.clock.now() + 3 * DAY


def test_an_unknown_refresh_token_belongs_to_no_grant(office: Office) -> None:
    office.exchange(office.code())
    assert code_of(office.refresh, "GCP_nobody") == 36004005
    assert code_of(office.refresh, "") == 36004005


def test_authorizing_again_renews_the_one_grant(office: Office) -> None:
    first = office.exchange(office.code())
    second = office.exchange(office.code(days=30))
    (grant,) = office.world.grants.values()
    assert grant.ends_at == office.world.clock.now() + 30 * DAY
    assert office.works(first["access_token"])
    office.switches.set("reauthorization_ends_old_tokens", True)  # noqa: FBT003
    office.exchange(office.code())
    assert not office.works(first["access_token"])
    assert not office.works(second["access_token"])
    assert code_of(office.refresh, second["refresh_token"]) == 36004005


def test_scopes_are_fixed_until_the_seller_authorizes_again(office: Office) -> None:
    office.exchange(office.code())
    office.world.apps[APP_KEY].scopes = ["seller.product.basic"]
    (grant,) = office.world.grants.values()
    assert "seller.order.info" in grant.scopes
    office.exchange(office.code())
    assert grant.scopes == ["seller.product.basic"]


def test_deauthorizing_ends_the_tokens_and_tells_each_shop_once(office: Office) -> None:
    pair = office.exchange(office.code())
    (grant,) = office.world.grants.values()
    tokens.deauthorize(office.world, grant, [office.world.shops[shop_id] for shop_id in list(grant.shop_ids)])
    assert not office.works(pair["access_token"])
    assert code_of(office.refresh, pair["refresh_token"]) == 36004005
    assert [(event.topic, event.shop_id, event.app_key) for event in office.told] == [
        (6, "7495000000000000001", APP_KEY),
        (6, "7495000000000000002", APP_KEY),
    ]


def test_deauthorizing_one_shop_leaves_the_other(office: Office) -> None:
    pair = office.exchange(office.code())
    (grant,) = office.world.grants.values()
    tokens.deauthorize(office.world, grant, [office.world.shops["7495000000000000002"]])
    assert office.works(pair["access_token"])
    assert (grant.shop_ids, grant.withdrawn_shop_ids) == (["7495000000000000001"], ["7495000000000000002"])


def test_the_last_thirty_days_bring_a_reminder_each_midnight_until_the_end(office: Office) -> None:
    office.exchange(office.code("open-two", days=40))
    office.wind(40 * DAY)
    reminders = [event for event in office.told if event.topic == 7]
    assert len(reminders) == 30
    assert all(event.at % DAY == 0 for event in reminders)
    assert reminders[0].data["expiration_time"] == str(office.world.clock.now())


def test_a_renewed_grant_is_not_reminded_of_its_old_end(office: Office) -> None:
    office.exchange(office.code("open-two", days=20))
    office.exchange(office.code("open-two", days=400))
    office.wind(30 * DAY)
    assert [event for event in office.told if event.topic == 7] == []


def test_what_the_ready_file_hands_out_is_not_counted_as_an_exchange(office: Office) -> None:
    granted(office.world)
    office.exchange(office.code())
    assert office.world.tally.token_exchanges == 1
